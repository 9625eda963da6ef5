"""The schedule in Excel: one row a task, one narrow cell a week (a month, where there are many), letters in the cells
so that it can be read without colours."""

from __future__ import annotations

from datetime import timedelta

from app.domain.document import Gantt, GanttRow, State
from app.domain.timescale import Mark, marks
from app.formats import show_date
from app.reports.sheets import Row, Sheet, SheetColumn, Value
from app.wording import _

MOST_WEEKS = 110
"""Columns of weeks up to here, months beyond."""


def gantt_sheet(chart: Gantt, name: str) -> Sheet:
    """The sheet of a schedule; one without any dated task holds the list alone."""
    unit, axis = _axis(chart)
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Nhiệm vụ"), 38),
        SheetColumn(_("Người phụ trách"), 18),
        SheetColumn(_("Bắt đầu"), 11, "date"),
        SheetColumn(_("Kết thúc"), 11, "date"),
        SheetColumn("%", 6, "number"),
        SheetColumn(_("Đường găng"), 8),
        SheetColumn(_("Hạn của mục tiêu"), 11, "date"),
        *(SheetColumn(each.name, 6.2 if unit == "week" else 8.5) for each in axis),
    )
    return Sheet(
        name=name,
        title=chart.title,
        columns=columns,
        rows=tuple(_row(each, axis) for each in chart.rows),
        about=_about(chart, unit) if axis else (chart.empty,) if chart.empty else (),
        frozen=2,
    )


def _axis(chart: Gantt) -> tuple[str, list[Mark]]:
    if chart.span is None:
        return "week", []
    first, last = chart.span
    unit = "week" if (last - first).days // 7 < MOST_WEEKS else "month"
    return unit, list(marks(unit, first, last))


def _about(chart: Gantt, unit: str) -> tuple[str, ...]:
    words = _("Mỗi ô là một tuần, ghi ngày thứ hai.") if unit == "week" else _("Mỗi ô là một tháng.")
    signs = _("x: làm trong thời gian này; G: thuộc đường găng; H: hạn của mục tiêu.")
    today = (_("Tính đến ngày {day}", day=show_date(chart.today)),) if chart.today else ()
    return (f"{words} {signs}", *today, *((chart.note,) if chart.note else ()))


def _row(row: GanttRow, axis: list[Mark]) -> Row:
    if row.band:
        return Row(band=row.title, depth=2)
    facts: tuple[Value, ...] = (
        row.code,
        row.title,
        row.owner,
        row.start,
        row.end,
        row.percent if row.start else None,
        _("có") if row.critical else "",
        row.due,
    )
    return Row((*facts, *(_cell(row, each) for each in axis)))


def _cell(row: GanttRow, mark: Mark) -> State | None:
    """Done weeks are green, open ones grey, critical ones amber; the letter says it, too."""
    works = bool(row.start and row.end and row.start <= mark.last and row.end >= mark.first)
    is_due = row.due is not None and mark.first <= row.due <= mark.last
    if not works and not is_due:
        return None
    letters = ("G" if row.critical else "x") if works else ""
    letters += "H" if is_due else ""
    if not works:
        return State("na", letters)
    return State("ok" if _is_done(row, mark) else "warn" if row.critical else "na", letters)


def _is_done(row: GanttRow, mark: Mark) -> bool:
    """Whether the progress reaches over this stretch, as the bar in the drawing does."""
    assert row.start and row.end
    length = (row.end - row.start).days + 1
    done_until = row.start + timedelta(days=round(length * row.percent / 100) - 1)
    return row.percent > 0 and done_until >= min(mark.last, row.end)
