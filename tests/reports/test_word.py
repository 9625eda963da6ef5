from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document as opened
from docx.oxml.ns import qn

from app.domain.document import Paragraph, Pictures
from app.domain.errors import UserError
from app.reports.programme_word import NAMES
from app.reports.word import (
    GENERAL,
    GENERAL_NAMES,
    PROGRAMME,
    WordPaper,
    check_template,
    shipped_template,
    word_paper,
    write_word,
)
from app.reports.word_template import template
from tests.reports.word_samples import NASTY, a_document, a_template, words_of


def written(tmp_path: Path, source: Path, paper: WordPaper | None = None) -> Path:
    return write_word(paper or word_paper(a_document()), tmp_path / "ra.docx", source)


def refusal(source: Path) -> str:
    with pytest.raises(UserError) as refused:
        check_template(source, NAMES)
    return str(refused.value)


# ---- the shipped templates


def test_the_shipped_templates_are_what_the_tool_makes() -> None:
    from app.reports.word_names import SECTIONS

    assert shipped_template(GENERAL).read_bytes() == template(("noi_dung",))
    assert shipped_template(PROGRAMME).read_bytes() == template(SECTIONS)


@pytest.mark.parametrize("name", [GENERAL, PROGRAMME])
def test_the_shipped_templates_are_laid_out_as_the_decree_wants(name: str) -> None:
    document = opened(str(shipped_template(name)))
    section = document.sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.left_margin, section.right_margin)

    wide, high, top, left, right = (round(each.mm) if each else 0 for each in sides)
    assert (wide, high) == (210, 297)
    assert 20 <= top <= 25
    assert 30 <= left <= 35
    assert 15 <= right <= 20
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    body: Any = document.styles["Than bai"]
    assert (body.font.name, body.font.size.pt) == ("Times New Roman", 13)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in document.tables[0].rows[0].cells[1].text


def test_the_shipped_templates_hold_nothing_that_is_refused() -> None:
    check_template(shipped_template(GENERAL), GENERAL_NAMES)
    check_template(shipped_template(PROGRAMME), NAMES)


# ---- filling


def test_words_of_the_dossier_are_put_in_as_words_and_never_read_as_a_template(tmp_path: Path) -> None:
    told = words_of(written(tmp_path, shipped_template(GENERAL)))

    assert NASTY in told[: len(told) // 2] or NASTY in told
    assert told.count(NASTY) == 2


def test_letterhead_title_and_signer_stand_in_the_template(tmp_path: Path) -> None:
    told = "\n".join(words_of(written(tmp_path, shipped_template(GENERAL))))

    for words in ("CÔNG TY AN LẠC", "Số: 05/BC-AL", "DỰ THẢO", "BÁO CÁO", "GIÁM ĐỐC", "Phạm Văn Nhã", "- Lưu: VT."):
        assert words in told
    assert "{{" not in told.replace("{{ 7*7 }}", "")


def test_the_head_of_a_table_comes_again_on_every_page_and_no_row_is_broken(tmp_path: Path) -> None:
    document = opened(str(written(tmp_path, shipped_template(GENERAL))))
    table = next(each for each in document.tables if each.rows[0].cells[0].text == "Mã")
    head, *rows = (each._tr.trPr for each in table.rows)

    assert head.find(qn("w:tblHeader")) is not None
    assert all(each.find(qn("w:cantSplit")) is not None for each in (head, *rows))
    assert rows[0].find(qn("w:tblHeader")) is None


def test_a_template_without_our_styles_prints_all_there_is(tmp_path: Path) -> None:
    source = a_template(tmp_path / "mau.docx", "{{ trich_yeu }}", "{{p noi_dung }}")

    told = words_of(written(tmp_path, source))

    assert "Thử mẫu Word" in told
    assert "I. MỤC TIÊU" in told
    assert told.count(NASTY) == 2


def test_control_signs_and_a_picture_that_cannot_be_read_do_no_harm(tmp_path: Path) -> None:
    document = a_document(Paragraph("Một\x0bhai\x07"))
    paper = word_paper(document)
    paper = WordPaper(fields=paper.fields, parts={"noi_dung": (*document.blocks, Pictures(((b"x", "Ảnh 1"),)))})

    told = words_of(written(tmp_path, shipped_template(GENERAL), paper))

    assert "Mộthai" in told
    assert "(Không đọc được ảnh này.)" in told


def test_a_picture_is_taken_into_the_file(tmp_path: Path) -> None:
    from PIL import Image

    held = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(held, "PNG")
    paper = WordPaper(parts={"noi_dung": (Pictures(((held.getvalue(), "Ảnh 1"),)),)})

    document = opened(str(written(tmp_path, shipped_template(GENERAL), paper)))

    assert len(document.inline_shapes) == 1


def test_another_ending_than_docx_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"phải kết thúc bằng \.docx"):
        write_word(WordPaper(), tmp_path / "ra.pdf", shipped_template(GENERAL))

    assert list(tmp_path.iterdir()) == []


def test_an_office_can_draw_its_own_table(tmp_path: Path) -> None:
    source = a_template(
        tmp_path / "mau.docx",
        "{{ ten_chuong_trinh|upper }}",
        rows=(
            ("Mã", "Tên"),
            ("{%tr for hang in danh_sach_muc_tieu %}", ""),
            ("{{ hang.ma }}", "{{ loop.index }}. {{ hang.ten }}"),
            ("{%tr endfor %}", ""),
        ),
    )
    check_template(source, NAMES)
    paper = WordPaper(
        fields={"ten_chuong_trinh": "Chương trình"},
        lists={"danh_sach_muc_tieu": ({"ma": "MT-01", "ten": NASTY}, {"ma": "MT-02", "ten": "B"})},
    )

    write_word(paper, tmp_path / "ra.docx", source, NAMES)

    told = words_of(tmp_path / "ra.docx")
    assert told == ["CHƯƠNG TRÌNH", "Mã", "Tên", "MT-01", f"1. {NASTY}", "MT-02", "2. B"]


# ---- what a template may not say


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Kính gửi {{ ten_giam_doc }}", "không có mục “ten_giam_doc”"),
        ("{{ 7*7 }}", "chỉ dùng được tên có trong danh sách"),
        ("{{ ''.__class__ }}", "không có mục “.__class__”"),
        ("{{ co_quan.__init__ }}", "không có mục “co_quan.__init__”"),
        ("{{ co_quan[0] }}", "chỉ dùng được tên"),
        ("{{ co_quan() }}", "chỉ dùng được tên"),
        ("{% for x in range(9) %}a{% endfor %}", "vòng lặp phải có dạng"),
        ("{% for x in noi_nhan recursive %}{{ x.ten }}{% endfor %}", "vòng lặp phải có dạng"),
        ("{% for x in noi_nhan %}{{ x.luong }}{% endfor %}", "không có mục “x.luong”"),
        ("{% for x in noi_nhan %}{{ x }}{% endfor %}", "“x” là danh sách"),
        ("{{ noi_nhan }}", "“noi_nhan” là danh sách"),
        ("{% set a = 1 %}", "chỉ dùng được tên"),
        ("{% include 'a' %}", "chỉ dùng được tên"),
        ("{% macro a() %}{% endmacro %}", "chỉ dùng được tên"),
        ("{{ co_quan|pprint }}", "bộ lọc “pprint” không dùng được"),
        ("{{ co_quan|safe }}", "bộ lọc “safe” không dùng được"),
        ("{{ co_quan|upper(1) }}", "bộ lọc “upper” không dùng được"),
        ("{{ co_quan }", "viết chưa đúng"),
        ("{% if du_thao %}x", "viết chưa đúng"),
        ("Nội dung: {{ noi_dung }}", "viết {{p noi_dung }} trên một dòng riêng"),
        ("{{p co_quan }}", "viết {{ co_quan }}"),
    ],
)
def test_what_a_template_may_not_say_is_named_with_its_place(tmp_path: Path, line: str, told: str) -> None:
    source = a_template(tmp_path / "mau.docx", "Dòng đầu", line)

    sentence = refusal(source)

    assert told in sentence
    assert sentence.startswith("Mẫu Word “mau.docx”, phần thân, gần “")


def test_the_place_is_the_words_of_the_paragraph(tmp_path: Path) -> None:
    source = a_template(tmp_path / "mau.docx", "Dòng đầu", "Kính gửi ông {{ ten_giam_doc }},", "Dòng cuối")

    assert "gần “Kính gửi ông {{ ten_giam_doc }},”" in refusal(source)


def test_loops_within_loops_end_somewhere(tmp_path: Path) -> None:
    opening = "".join("{% for x in danh_sach_nhiem_vu %}" for _each in range(3))
    source = a_template(tmp_path / "mau.docx", f"{opening}a{'{% endfor %}' * 3}")

    assert "không lồng quá 2 vòng lặp" in refusal(source)


def test_headers_and_properties_are_checked_too(tmp_path: Path) -> None:
    document = opened()
    document.sections[0].header.paragraphs[0].text = "{{ la_gi }}"
    document.save(str(tmp_path / "dau.docx"))
    document = opened()
    document.core_properties.title = "{{ 1+1 }}"
    document.save(str(tmp_path / "tinh.docx"))

    assert "đầu trang" in refusal(tmp_path / "dau.docx")
    assert "thuộc tính của tệp" in refusal(tmp_path / "tinh.docx")


def test_a_loop_that_ends_in_another_cell_is_found_out_when_the_template_is_taken(tmp_path: Path) -> None:
    source = a_template(tmp_path / "mau.docx", "{% for x in noi_nhan %}{{ x.ten }}", rows=(("{% endfor %}", "cuối"),))

    assert "mở ở ô này, đóng ở ô khác" in refusal(source)
