"""The papers of steps 9 and 10: what they say, page by page and cell by cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from docx import Document as open_word
from openpyxl import load_workbook

from app.domain.document import Document, Heading, Paragraph, Plotted, Signatures, Table
from app.domain.errors import UserError
from app.domain.keys import new_key
from app.domain.plots import Spans
from app.domain.programme import APPROVED
from app.domain.sites import Setting
from app.services import reporting, review
from app.services.effect_papers import effect_document, effect_paper
from app.services.exporting import Exported, export_files
from app.services.passages import write_passage
from app.services.review_papers import confirmation_document, review_document
from app.storage.store import Store
from app.wording import speaking
from tests.services.measured_programme import a_programme

TODAY = date(2027, 10, 5)


@pytest.fixture
def programme(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cycle_id = a_programme(tmp_path / "a.dochuan")
    with speaking("vi"):
        yield store, cycle_id
    store.close()


def set_up(store: Store, **values: str) -> None:
    with store.unit("Thiết lập") as unit:
        unit.settings.keep_all(
            Setting(id=new_key(), name=f"paper.{name}", value=value) for name, value in values.items()
        )


def effect_report(store: Store, spoken: str = "vi") -> Document:
    with store.reading() as unit:
        return effect_document(effect_paper(unit, reporting.gather_dossier(unit), TODAY, spoken))


def confirmation(store: Store) -> Document:
    with store.reading() as unit:
        return confirmation_document(unit, reporting.gather_dossier(unit), TODAY)


def said(document: Document) -> list[str]:
    return [each.text for each in document.blocks if isinstance(each, Paragraph)]


def pages_of(path: Path) -> list[str]:
    return [unicodedata.normalize("NFC", page.get_textpage().get_text_range()) for page in pdfium.PdfDocument(path)]


def exported(store: Store, folder: Path, *keys: str) -> dict[str, Exported]:
    return {each.key: each for each in export_files(store, folder, None, keys, today=TODAY)}


def test_the_report_has_its_eight_parts_in_order(programme: tuple[Store, str]) -> None:
    document = effect_report(programme[0])

    heads = [each.text for each in document.blocks if isinstance(each, Heading) and each.level == 1]

    assert heads == [
        "1. Thông tin chung",
        "2. Kết quả thực hiện mục tiêu",
        "3. Kết quả thực hiện nhiệm vụ",
        "4. Hiệu quả",
        "5. Khó khăn, nguyên nhân",
        "6. Hành động khắc phục",
        "7. Kiến nghị, đề xuất",
        "8. Kết luận của báo cáo",
    ]


def test_a_part_that_is_not_written_says_so_and_a_proposal_is_never_printed(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    with store.unit("Viết") as unit:
        write_passage(unit, cycle_id, "effect_report", "conclusion", "Đạt hai mục tiêu.\nCòn bốn.", 9)

    words = said(effect_report(store))

    assert words.count("Phần này chưa được viết.") == 3
    assert words[-2:] == ["Đạt hai mục tiêu.", "Còn bốn."]
    assert not any("Nhà cung cấp giao cân chậm" in each for each in words)


def test_the_goals_stand_before_and_after_with_their_verdicts(programme: tuple[Store, str]) -> None:
    table = next(each for each in effect_report(programme[0]).blocks if isinstance(each, Table))

    first = table.rows[0]

    assert first[0] == "MT-01"
    assert first[2] == "19/27 (70,4 %), ngày 20/10/2026"
    assert first[4] == "+30 điểm %; từ +12 đến +49"
    assert [getattr(row[5], "word", "") for row in table.rows] == [
        "đạt rõ rệt",
        "đạt rõ rệt",
        "không phân biệt được",
        "không phân biệt được",
        "chưa rõ độ không đảm bảo",
        "chưa đo",
    ]


def test_goals_of_one_unit_share_a_plot_with_whiskers(programme: tuple[Store, str]) -> None:
    plots = [each.plot for each in effect_report(programme[0]).blocks if isinstance(each, Plotted)]

    shares = plots[0]

    assert [each.title for each in plots] == [
        "Trước và sau, %",
        "Trước và sau, g",
        "Trước và sau, vụ/năm",
        "Trước và sau, giờ/năm",
    ]
    assert isinstance(shares, Spans)
    assert [row.label for row in shares.rows] == ["MT-01 trước", "MT-01 sau", "MT-04 trước", "MT-04 sau"]
    assert all(row.low is not None and row.high is not None for row in shares.rows)


def test_the_report_goes_to_the_head_of_the_enterprise_or_to_the_department(programme: tuple[Store, str]) -> None:
    store, _cycle_id = programme
    set_up(store, parent="Sở KH&CN tỉnh Hưng Yên", agency="Chi cục TCĐLCL", signer_position="Chi cục trưởng")
    inner = effect_report(store)

    set_up(store, effect_to="Sở Khoa học và Công nghệ tỉnh Hưng Yên")
    outer = effect_report(store)

    assert said(inner)[0] == "Kính gửi: Giám đốc Đồng Nắng"
    assert (inner.letterhead.parent, inner.letterhead.agency) == ("", "Đồng Nắng")
    assert said(outer)[0] == "Kính gửi: Sở Khoa học và Công nghệ tỉnh Hưng Yên"
    assert (outer.letterhead.parent, outer.letterhead.agency) == ("Sở KH&CN tỉnh Hưng Yên", "Chi cục TCĐLCL")
    signed = outer.blocks[-1]
    assert isinstance(signed, Signatures) and signed.people[0][0] == "Chi cục trưởng"


def test_no_saving_is_told_that_was_not_measured(programme: tuple[Store, str]) -> None:
    words = " ".join(said(effect_report(programme[0])))

    assert "Thời gian hoàn vốn: chưa đo: chưa đo khoản tiết kiệm nào bằng tiền" in words
    assert "2 khoản chưa ghi thực chi, không tính là 0." in words


def test_a_frozen_version_that_was_changed_is_pointed_out(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    with store.unit("Sửa trộm") as unit:
        version = unit.versions.all(cycle_id=cycle_id)[0]
        unit.versions.keep(replace(version, content=version.content.replace("48", "84")))

    document = effect_report(store)

    assert any("không khớp mã băm" in each for each in said(document))
    assert any("chưa có trong bản chương trình nào" in each for each in said(document))


def test_the_report_speaks_english_whole(programme: tuple[Store, str]) -> None:
    document = effect_report(programme[0], "en")

    assert said(document)[1] == (
        "2 of 6 goals clearly reached, 2 not distinguishable, 1 uncertainty not known, 1 not measured."
    )


def test_all_papers_are_written_and_open_again(programme: tuple[Store, str], tmp_path: Path) -> None:
    store, cycle_id = programme
    with store.unit("Duyệt, rà soát") as unit:
        review.add_lesson(unit, cycle_id, "Đặt hàng sớm.")
        unit.steps.keep_all(
            replace(each, state=APPROVED, version=1) for each in unit.steps.all(cycle_id=cycle_id) if each.step < 10
        )

    made = exported(store, tmp_path, "effect_report", "effect_word", "effect_data", "review", "confirmation")

    assert "Kính gửi: Giám đốc Đồng Nắng" in pages_of(made["effect_report"].path)[0]
    words = "\n".join(each.text for each in open_word(str(made["effect_word"].path)).paragraphs)
    assert "2 trong 6 mục tiêu đạt rõ rệt" in words
    sheet = load_workbook(made["effect_data"].path)["Mục tiêu"]
    codes = [cell.value for cell in sheet["A"]]
    row = codes.index("MT-02") + 1
    assert sheet.cell(row, 4).value == 48
    assert sheet.cell(row, 13).value == -31
    assert "CT-01" in "".join(pages_of(made["review"].path))
    assert "XÁC NHẬN HOÀN THÀNH" in pages_of(made["confirmation"].path)[0]


def test_a_gap_is_a_blank_cell_and_never_zero(programme: tuple[Store, str], tmp_path: Path) -> None:
    store, _cycle_id = programme

    sheet = load_workbook(exported(store, tmp_path, "effect_data")["effect_data"].path)["Các lần đo"]

    rows = {row[0].value: row for row in sheet.iter_rows() if row[0].value}
    assert (rows["MT-06"][3].value, rows["MT-06"][10].value) == (None, "Máy đo ẩm chưa mua")


def test_the_confirmation_waits_for_nine_approved_steps(programme: tuple[Store, str], tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Giấy xác nhận hoàn thành"):
        exported(programme[0], tmp_path, "confirmation")


def test_title_words_number_and_signer_of_the_confirmation_are_settings(programme: tuple[Store, str]) -> None:
    store, _cycle_id = programme
    plain = confirmation(store)
    set_up(
        store,
        confirmation_title="Giấy ghi nhận",
        confirmation_text="Ghi nhận {enterprise} đã làm xong “{programme}” năm 2027.",
        confirmation_number="07/XN-SKHCN",
        confirmation_signer_position="Phó Giám đốc Sở",
        confirmation_signer_name="Trần Văn Bình",
        signed_on="10/10/2027",
    )
    own = confirmation(store)

    assert (plain.title, plain.draft) == ("XÁC NHẬN HOÀN THÀNH", True)
    assert said(plain)[0].startswith("Xác nhận Đồng Nắng đã hoàn thành “Chương trình đảm bảo đo lường 2026–2027”")
    assert (own.title, own.letterhead.number, own.draft) == ("Giấy ghi nhận", "07/XN-SKHCN", False)
    assert said(own)[0] == ("Ghi nhận Đồng Nắng đã làm xong “Chương trình đảm bảo đo lường 2026–2027” năm 2027.")
    signed = own.blocks[-1]
    assert isinstance(signed, Signatures) and signed.people == (("Phó Giám đốc Sở", "Trần Văn Bình"),)


def test_no_setting_takes_the_line_away_that_it_is_no_verification_certificate(programme: tuple[Store, str]) -> None:
    store, _cycle_id = programme
    set_up(store, confirmation_text="Ghi nhận.", confirmation_title="Giấy chứng nhận đảm bảo đo lường")

    words = said(confirmation(store))

    assert "không phải là giấy chứng nhận kiểm định" in words[-1]
    assert "không mang lại quyền nào" in words[-1]


def test_the_review_tells_every_decision_with_its_reason(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    with store.unit("Rà soát") as unit:
        goal = next(each for each in unit.goals.all(cycle_id=cycle_id) if each.number == 5)
        review.decide(unit, cycle_id, "goals", goal.id, "amend", words="đích 12 giờ", reason="cân về chậm")
    with store.reading() as unit:
        document = review_document(unit, reporting.gather_dossier(unit), TODAY)

    rows = {row[0]: row for each in document.blocks if isinstance(each, Table) for row in each.rows}

    assert rows["MT-05"][4] == "đích 12 giờ; cân về chậm"
    assert getattr(rows["MT-06"][3], "word", "") == "chưa quyết định"
    assert any("MT-05" in each and "dự thảo" in each for each in said(document))
