from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.reports.programme_word import NAMES
from app.reports.word import PROGRAMME, check_template, shipped_template
from app.reports.word_zip import LARGEST_FILE
from tests.reports.word_samples import part, repacked

TYPES, RELS, BODY = "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"


@pytest.fixture
def good() -> Path:
    return shipped_template(PROGRAMME)


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as refused:
        check_template(path, NAMES)
    return str(refused.value)


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    for name, content in (("a.docx", b""), ("b.docx", b"%PDF-1.4"), ("c.docx", b"PK\x03\x04 rac")):
        (tmp_path / name).write_bytes(content)

        assert refusal(tmp_path / name).startswith(f"“{name}” không phải là tệp Word")


def test_another_office_file_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bang.docx", "w") as made:
        made.writestr(TYPES, "<Types/>")
        made.writestr("xl/workbook.xml", "<workbook/>")

    assert "không phải là tệp Word" in refusal(tmp_path / "bang.docx")


def test_a_missing_file_is_told_plainly(tmp_path: Path) -> None:
    assert "khong-co.docx" in refusal(tmp_path / "khong-co.docx")


def test_macros_are_refused_by_content_type_and_by_part(tmp_path: Path, good: Path) -> None:
    types = part(good, TYPES).replace(
        b"wordprocessingml.document.main+xml", b"wordprocessingml.document.macroEnabled.main+xml"
    )

    assert "có macro" in refusal(repacked(good, tmp_path / "a.docx", {TYPES: types}))
    assert "có macro" in refusal(repacked(good, tmp_path / "b.docx", {"word/vbaProject.bin": b"\xd0\xcf"}))


@pytest.mark.parametrize("name", ["word/embeddings/oleObject1.bin", "word/activeX/activeX1.xml", "word/x.exe"])
def test_embedded_files_are_refused(tmp_path: Path, good: Path, name: str) -> None:
    assert "nhúng tệp" in refusal(repacked(good, tmp_path / "a.docx", {name: b"x"}))


def test_a_file_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(tmp_path: Path, good: Path) -> None:
    bomb = repacked(good, tmp_path / "bom.docx", {"word/media/a.xml": b"\0" * 80_000_000})
    many = repacked(good, tmp_path / "nhieu.docx", {f"word/media/{each}.txt": b"" for each in range(500)})

    assert bomb.stat().st_size < 200_000
    assert "lớn bất thường" in refusal(bomb)
    assert "lớn bất thường" in refusal(many)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "to.docx").write_bytes(b"PK" + b"\1" * LARGEST_FILE)

    assert "nặng hơn 8 MB" in refusal(tmp_path / "to.docx")


def test_a_template_fetched_from_elsewhere_is_refused_but_a_link_may_stay(tmp_path: Path, good: Path) -> None:
    def with_relation(name: str, kind: str) -> Path:
        relation = (
            f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
            ' Target="https://xau.example/a" TargetMode="External"/></Relationships>'
        )
        changed = part(good, RELS).replace(b"</Relationships>", relation.encode())
        return repacked(good, tmp_path / name, {RELS: changed})

    assert "(attachedTemplate)" in refusal(with_relation("mau.docx", "attachedTemplate"))
    assert "(image)" in refusal(with_relation("anh.docx", "image"))
    check_template(with_relation("lien-ket.docx", "hyperlink"), NAMES)


def test_entities_are_refused(tmp_path: Path, good: Path) -> None:
    body = part(good, BODY).replace(b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document', 1)

    assert "thực thể XML" in refusal(repacked(good, tmp_path / "a.docx", {BODY: body}))


def test_a_field_that_starts_another_program_is_refused_also_in_pieces(tmp_path: Path, good: Path) -> None:
    field = b"<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO cmd</w:instrText></w:r></w:p>"
    body = part(good, BODY).replace(b"<w:sectPr", field + b"<w:sectPr", 1)

    assert "DDE" in refusal(repacked(good, tmp_path / "a.docx", {BODY: body}))


def test_a_broken_part_is_refused(tmp_path: Path, good: Path) -> None:
    body = part(good, BODY)[:-40]

    assert "không phải là tệp Word" in refusal(repacked(good, tmp_path / "a.docx", {BODY: body}))


def test_a_damaged_file_is_refused_or_read_and_never_anything_else(tmp_path: Path, good: Path) -> None:
    """150 files with bytes changed at random: each is refused in a sentence, or is a template still."""
    whole, chance, refused = good.read_bytes(), random.Random(30), 0
    for _number in range(150):
        broken = bytearray(whole)
        for _each in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            (tmp_path / "a.docx").write_bytes(bytes(broken))
            check_template(tmp_path / "a.docx", NAMES)
        except UserError:
            refused += 1

    assert refused > 75
