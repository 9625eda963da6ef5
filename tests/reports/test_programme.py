"""The programme on paper: PDF, Word and Excel say the same; the thread both ways; frozen or draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.document import Facts, Gantt, Heading, Paragraph, Table
from app.domain.errors import UserError
from app.reports.tables import shown
from app.services.programme_papers import NOW, programme_document, write_programme
from tests.reports.programme_samples import DAY, NASTY, a_programme, cells_of, frozen, text_of
from tests.reports.word_samples import words_of


def table(caption: str, dossier: object = None) -> Table:
    document = programme_document(dossier or a_programme(), DAY)  # type: ignore[arg-type]
    return next(each for each in document.blocks if isinstance(each, Table) and each.caption.startswith(caption))


def test_the_draft_is_an_official_paper_of_the_enterprise() -> None:
    told = text_of(programme_document(a_programme(), DAY))

    assert told.startswith("CÔNG TY CP THỰC PHẨM AN LẠC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc")
    assert "DỰ THẢO CHƯƠNG TRÌNH Đảm bảo đo lường tại An Lạc, 2027" in told
    assert "(Kèm theo Quyết định số ……/QĐ-…… ngày …… tháng …… năm …… của Giám đốc)" in told
    assert "Nơi nhận:" in told
    assert "GIÁM ĐỐC (Ký, ghi rõ họ tên) Phạm Văn Nhã" in told


def test_it_says_all_parts_in_their_order() -> None:
    document = programme_document(a_programme(), DAY)

    parts = [each.text.split(".")[0] for each in document.blocks if isinstance(each, Heading) and each.level == 1]
    assert parts == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]


def test_a_baseline_stands_with_its_uncertainty_or_its_counts() -> None:
    first, second = table("Bảng 1").rows

    assert first[2] == "71,4 % (20/28)"
    assert second[2] == "58 ± 2,1 g"
    assert "hệ số phủ k = 2" in text_of(programme_document(a_programme(), DAY))


def test_what_was_not_measured_or_estimated_is_said_and_never_zero() -> None:
    dossier = a_programme()
    goals = (replace(dossier.goals[0], baseline=None, baseline_k=None, baseline_n=None, target=None),)
    told = text_of(programme_document(replace(dossier, goals=goals, funding=()), DAY))

    assert "chưa đo" in told
    assert "Kinh phí của chương trình chưa ước tính." in told
    assert "Chưa ghi nguồn lực nào: NV-01, NV-02." in told


def test_funding_is_told_by_item_source_and_year_with_what_nobody_estimated() -> None:
    told = text_of(programme_document(a_programme(), DAY))

    assert (
        "Kinh phí đã ước tính: 9,2 triệu đồng một lần, 3,8 triệu đồng mỗi năm. Còn 1 khoản chưa ước tính, chưa có "
        "trong các số này." in told
    )
    assert "Chưa ước tính: GP-01 Bệ cân." in told
    assert table("Bảng 7").rows[0] == ("Chi phí quản lý", Decimal("9.2"), Decimal("3.8"), 0)
    assert table("Bảng 8").rows == (("Năm 1 (01/01/2027–31/12/2027)", "13"),)


def test_the_thread_is_told_both_ways() -> None:
    forward = {row[0]: row[3:] for row in table("Bảng 11").rows}
    back = {row[0]: row[2:] for row in table("Bảng 12").rows}
    tasks = {row[0]: row[2:] for row in table("Bảng 13").rows}

    assert forward == {"PH-01": ("MT-01", "NV-01", "", ""), "PH-02": ("MT-02", "NV-02", "GP-01", "HQ-01")}
    assert back == {"HQ-01": ("MT-02", "PH-02"), "HQ-02": ("", "")}
    assert tasks == {"NV-01": ("MT-01", "PH-01", ""), "NV-02": ("MT-02", "", "GP-01")}
    assert table("Bảng 11").rows[0][2] == "1 tệp"


def test_findings_that_nothing_answers_are_named() -> None:
    assert "1 phát hiện chưa có mục tiêu, nhiệm vụ trong chương trình này, theo dõi trong hồ sơ: PH-03." in text_of(
        programme_document(a_programme(), DAY)
    )


def test_the_schedule_is_drawn_with_what_waits_for_what() -> None:
    chart = next(each for each in programme_document(a_programme(), DAY).blocks if isinstance(each, Gantt))

    assert [(each.code, each.start, each.due) for each in chart.rows] == [
        ("NV-01", date(2027, 1, 4), date(2027, 6, 30)),
        ("NV-02", date(2027, 3, 1), date(2027, 9, 30)),
    ]
    assert chart.waits == (("NV-02", "NV-01"),)


def test_words_that_look_like_a_template_or_markup_are_printed_as_they_are() -> None:
    assert NASTY in text_of(programme_document(a_programme(), DAY))


# ---- frozen


def test_a_frozen_version_prints_its_number_code_and_decision_and_is_no_draft() -> None:
    dossier = frozen(a_programme())
    told = text_of(programme_document(dossier, DAY))

    assert "DỰ THẢO" not in told
    assert f"Bản 1 · mã {dossier.versions[0].sha256[:4]}-" in told
    assert "(Kèm theo Quyết định số 1/QĐ-AL ngày 01 tháng 12 năm 2026 của Giám đốc)" in told
    assert "- Phòng KCS; - Lưu: VT." in told


def test_after_a_change_the_draft_is_printed_and_the_version_stays_as_it_was() -> None:
    before = frozen(a_programme())
    goals = (replace(before.goals[0], title="Chín mươi phần trăm"), before.goals[1])
    after = replace(before, goals=goals)

    assert "Chín mươi phần trăm" in text_of(programme_document(after, DAY))
    assert "DỰ THẢO" in text_of(programme_document(after, DAY))
    assert "Chín mươi phần trăm" not in text_of(programme_document(after, DAY, version_id="v1"))


def test_the_draft_can_be_asked_for_though_a_version_says_the_same() -> None:
    assert "DỰ THẢO" in text_of(programme_document(frozen(a_programme()), DAY, version_id=NOW))


def test_a_version_that_does_not_fit_its_hash_is_not_printed() -> None:
    dossier = frozen(a_programme(), sha256="0" * 64)

    with pytest.raises(UserError, match="Bản 1 không in được: nội dung không khớp mã băm"):
        programme_document(dossier, DAY)


# ---- other formats


def test_word_says_the_same_as_the_pdf(tmp_path: Path) -> None:
    dossier = a_programme()
    write_programme(dossier, DAY, tmp_path / "a.docx")

    told = set(words_of(tmp_path / "a.docx"))
    wanted: set[str] = set()
    for block in programme_document(dossier, DAY).blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                wanted.add(text)
            case Table(rows=rows, caption=caption):
                wanted |= {caption, *(shown(cell) for row in rows for cell in row)}
            case Facts(items=items):
                wanted |= {value for _name, value in items}
    assert {each for each in wanted if each and each not in told} == set()


def test_word_speaks_the_language_of_the_paper(tmp_path: Path) -> None:
    write_programme(a_programme(), DAY, tmp_path / "a.docx", "en")

    assert "IV. TASKS" in words_of(tmp_path / "a.docx")


def test_the_workbook_sums_by_formulas(tmp_path: Path) -> None:
    write_programme(a_programme(), DAY, tmp_path / "a.xlsx")

    rows = cells_of(tmp_path / "a.xlsx", "Kinh phí")
    first = next(number for number, row in enumerate(rows, 1) if row[0] == "NV-01")
    amounts = [row[6] for row in rows[first - 1 :]]
    assert amounts[0] == f"=D{first}*F{first}"
    assert amounts[1] == pytest.approx(3.8)
    assert amounts[2] == "chưa ước tính"
    assert amounts[3] == f'=SUMIF(H{first}:H{first + 2},"một lần",G{first}:G{first + 2})'


def test_each_sum_asks_for_the_name_in_its_own_row(tmp_path: Path) -> None:
    write_programme(a_programme(), DAY, tmp_path / "a.xlsx")

    rows = cells_of(tmp_path / "a.xlsx", "Tổng kinh phí")
    sums = {number: row for number, row in enumerate(rows, 1) if str(row[1]).startswith("=SUMIFS")}
    assert [row[0] for row in sums.values()] == [
        "Nhân lực", "Tài chính", "Cơ sở vật chất", "Chi phí quản lý", "chưa rõ nguồn",
    ]  # fmt: skip
    assert all(f",$A{number}," in str(row[1]) for number, row in sums.items())


def test_the_workbook_holds_goals_tasks_and_the_thread(tmp_path: Path) -> None:
    write_programme(a_programme(), DAY, tmp_path / "a.xlsx")

    goals = cells_of(tmp_path / "a.xlsx", "Mục tiêu")
    assert any(row[0] == "MT-02" and row[1] == NASTY and row[13] == "PH-02" and row[14] == "NV-02" for row in goals)
    tasks = cells_of(tmp_path / "a.xlsx", "Nhiệm vụ")
    assert any(row[0] == "NV-02" and row[9] == "NV-01" and row[12] == "GP-01" for row in tasks)
