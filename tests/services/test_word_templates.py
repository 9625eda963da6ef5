from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.services.programme_papers import write_programme
from app.services.word_templates import (
    export_template,
    give_up_template,
    has_own_template,
    own_template,
    programme_template,
    take_template,
)
from tests.reports.programme_samples import DAY, a_programme
from tests.reports.word_samples import a_template, words_of


def test_the_programme_is_printed_with_the_offices_own_template(tmp_path: Path) -> None:
    take_template(a_template(tmp_path / "mau.docx", "Mẫu của An Lạc: {{ ten_chuong_trinh }}", "{{p muc_tieu }}"))

    write_programme(a_programme(), DAY, tmp_path / "ra.docx")

    told = words_of(tmp_path / "ra.docx")
    assert told[0] == "Mẫu của An Lạc: Chương trình đảm bảo đo lường tại An Lạc, 2027"
    assert "III. MỤC TIÊU" in told
    assert "IV. NHIỆM VỤ" not in told


def test_an_own_template_is_a_copy_and_stays_when_the_original_is_gone(tmp_path: Path) -> None:
    given = a_template(tmp_path / "mau.docx", "{{ trich_yeu }}")

    take_template(given)
    given.unlink()

    assert programme_template() == own_template()
    assert own_template().is_file()


def test_a_wrong_template_changes_nothing(tmp_path: Path) -> None:
    take_template(a_template(tmp_path / "tot.docx", "{{ trich_yeu }}"))
    before = own_template().read_bytes()

    with pytest.raises(UserError, match="không có mục “giam_doc”"):
        take_template(a_template(tmp_path / "sai.docx", "{{ giam_doc }}"))

    assert own_template().read_bytes() == before


def test_a_file_with_macros_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "mau.docm").write_bytes(b"")

    with pytest.raises(UserError, match=r"không phải tệp \.docx"):
        take_template(tmp_path / "mau.docm")

    assert not has_own_template()


def test_giving_it_up_goes_back_to_the_shipped_one(tmp_path: Path) -> None:
    take_template(a_template(tmp_path / "mau.docx", "{{ trich_yeu }}"))

    give_up_template()
    give_up_template()

    assert not has_own_template()
    assert programme_template().parent.name == "word"


def test_what_goes_out_can_come_in_again(tmp_path: Path) -> None:
    made = export_template(tmp_path / "mau.docx")

    take_template(made)

    assert own_template().read_bytes() == made.read_bytes()
    names = (tmp_path / "mau_bảng tên.md").read_text("utf-8")
    assert "`danh_sach_muc_tieu`" in names


def test_every_name_a_template_may_use_is_in_the_list_that_goes_out(tmp_path: Path) -> None:
    from app.reports.programme_word import NAMES

    export_template(tmp_path / "mau.docx")

    listed = (tmp_path / "mau_bảng tên.md").read_text("utf-8")
    parts = [name for rows in NAMES.lists.values() for name in rows]
    assert [name for name in (*sorted(NAMES.known), *parts) if f"`{name}`" not in listed] == []


def test_the_template_in_use_is_not_written_over_itself(tmp_path: Path) -> None:
    take_template(a_template(tmp_path / "mau.docx", "{{ trich_yeu }}"))

    with pytest.raises(UserError, match="chính là mẫu đang dùng"):
        export_template(own_template())
