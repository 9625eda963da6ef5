"""The schedule on paper and in Excel."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
from openpyxl import load_workbook
from reportlab.graphics.shapes import Polygon, PolyLine, Rect

from app.domain.document import Document, Gantt, GanttRow, Heading
from app.reports import gantt
from app.reports.excel import write_workbook
from app.reports.gantt_sheet import gantt_sheet
from app.reports.pdf import pdf_bytes
from app.reports.sheets import Workbook

FIRST = date(2027, 1, 4)


def a_row(number: int, start: int, days: int, **more: object) -> GanttRow:
    begins = FIRST + timedelta(days=start)
    ends = begins + timedelta(days=days - 1)
    return GanttRow(f"NV-{number:02d}", f"Kiểm định cân bàn {number}", begins, ends, **more)  # type: ignore[arg-type]


def words_of(*blocks: Gantt | Heading) -> tuple[int, str]:
    pdf = pypdfium2.PdfDocument(io.BytesIO(pdf_bytes(Document(title="Chương trình", subject="Tiến độ", blocks=blocks))))
    return len(pdf), "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def bars(chart: Gantt) -> list[Rect]:
    """The frames of the bars: one a task."""
    drawn = gantt.gantt_drawing(chart)
    return [
        each for each in drawn.contents if isinstance(each, Rect) and each.height == gantt.BAR and not each.fillColor
    ]


def test_a_bar_is_as_long_as_its_days_both_ends_included() -> None:
    chart = Gantt("Tiến độ", (a_row(1, 0, 10), a_row(2, 10, 20)))

    one, other = bars(chart)

    assert abs(other.width - 2 * one.width) < 1e-6
    assert abs(one.x + one.width - other.x) < 1e-6


def test_a_critical_task_has_a_thick_frame_so_that_it_survives_a_copier() -> None:
    usual, critical = bars(Gantt("Tiến độ", (a_row(1, 0, 10), a_row(2, 0, 10, critical=True))))

    assert critical.strokeWidth > 2 * usual.strokeWidth


def test_the_part_that_is_done_is_filled() -> None:
    drawn = gantt.gantt_drawing(Gantt("Tiến độ", (a_row(1, 0, 10, percent=25),)))

    filled = [each for each in drawn.contents if isinstance(each, Rect) and each.height == gantt.BAR and each.fillColor]
    assert abs(filled[1].width - 0.25 * filled[0].width) < 1e-6


def test_what_waits_is_tied_to_what_it_waits_for_and_a_goals_day_is_a_flag() -> None:
    rows = (a_row(1, 0, 10), a_row(2, 10, 5, due=FIRST + timedelta(days=30)))

    loose = gantt.gantt_drawing(Gantt("Tiến độ", rows))
    tied = gantt.gantt_drawing(Gantt("Tiến độ", rows, waits=(("NV-02", "NV-01"), ("NV-09", "NV-01"))))

    assert sum(isinstance(each, PolyLine) for each in loose.contents) == 0
    assert sum(isinstance(each, PolyLine) for each in tied.contents) == 1
    flags = [each for each in loose.contents if isinstance(each, Polygon)]
    assert len(flags) == 2  # one in the row, one in the key


def test_a_long_schedule_goes_on_over_pages_under_the_same_axis_and_loses_no_task() -> None:
    rows = (GanttRow("", "MT-01 Giảm chiết dư", band=True), *(a_row(number, number * 7, 30) for number in range(1, 61)))

    pages, words = words_of(Heading("1. Tiến độ"), Gantt("Hình 1. Tiến độ", rows))

    assert pages == 4  # the first holds the letterhead
    assert all(f"NV-{number:02d}" in words for number in range(1, 61))
    assert words.count("(tiếp theo)") == 2
    assert words.count("MT-01 Giảm chiết dư") == 3


def test_no_part_is_higher_than_the_room_and_a_heading_never_ends_one() -> None:
    rows = tuple(
        each
        for goal in range(6)
        for each in (GanttRow("", f"MT-{goal:02d}", band=True), *(a_row(goal * 9 + n, n, 9) for n in range(9)))
    )

    parts = list(gantt.pages(Gantt("Tiến độ", rows), 300))

    assert all(gantt.height(each) <= 300 for each in parts)
    assert not any(each.rows[-1].band for each in parts)


def test_a_schedule_without_dates_says_so() -> None:
    undated = GanttRow("NV-01", "Viết quy trình")

    assert (
        "Chưa đặt ngày cho nhiệm vụ nào."
        in words_of(Gantt("t", (undated,), empty="Chưa đặt ngày cho nhiệm vụ nào."))[1]
    )
    assert "chưa đặt ngày" in words_of(Gantt("t", (undated, a_row(2, 0, 3))))[1]


def test_the_grid_in_excel_has_a_letter_in_each_week_of_a_task(tmp_path: Path) -> None:
    rows = (
        GanttRow("", "MT-01 Giảm chiết dư", band=True),
        a_row(1, 0, 14, percent=50, owner="Phòng QA"),
        a_row(2, 14, 7, critical=True, due=FIRST + timedelta(days=15)),
        GanttRow("NV-03", "Viết quy trình"),
    )
    path = tmp_path / "tien-do.xlsx"

    write_workbook(Workbook(title="Tiến độ", sheets=(gantt_sheet(Gantt("Tiến độ", rows), "Tiến độ"),)), path)

    sheet = load_workbook(path).active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert cells[0][8:] == ["04/01", "11/01", "18/01"]
    assert cells[1][0] == "MT-01 Giảm chiết dư"
    assert cells[2][0] == "NV-01" and cells[2][5] == 50 and cells[2][8:] == ["x", "x", None]
    assert cells[3][6] == "có" and cells[3][8:] == [None, None, "GH"]
    assert cells[4][8:] == [None, None, None]
    done, to_do = sheet.cell(5, 9).fill.start_color.rgb, sheet.cell(5, 10).fill.start_color.rgb
    assert done != to_do


def test_many_years_are_months_in_excel_and_no_dates_no_grid() -> None:
    long = gantt_sheet(Gantt("Tiến độ", (a_row(1, 0, 1200),)), "Tiến độ")
    none = gantt_sheet(Gantt("Tiến độ", (GanttRow("NV-01", "Viết"),), empty="Chưa đặt ngày."), "Tiến độ")

    assert [each.title for each in long.columns[8:10]] == ["01/2027", "02/2027"]
    assert len(none.columns) == 8 and none.about == ("Chưa đặt ngày.",)
