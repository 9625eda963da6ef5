"""The painted lists of the monitoring page: the goals, and the row of readings of one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.domain.goals import goal_code
from app.domain.monitored import MonitoredGoal
from app.domain.planned_readings import Slot
from app.formats import show_date, show_number
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph, paint_pill, pill_width
from app.ui.parts.tables import paint_row_ground, paint_words
from app.wording import N_, _

SLOT_GLYPHS = {"read": "ok", "gap": "na", "near": "na", "missed": "warn", "coming": "todo"}
SLOT_WORDS = {
    "read": N_("đã đọc"),
    "gap": N_("chưa đọc, có lý do"),
    "near": N_("đã đọc ở ngày gần đó"),
    "missed": N_("quá kỳ, chưa đọc"),
    "coming": N_("chưa tới kỳ"),
}


def way(row: MonitoredGoal) -> str:
    """From the baseline over the last reading to the target: "71,4 → 80,2 → 100 %"."""
    goal, unread = row.goal, _("chưa đo")
    steps = [show_number(goal.baseline) if goal.baseline is not None else unread]
    if row.last is not None and row.last.value is not None:
        steps.append(show_number(row.last.value))
    steps.append(show_number(goal.target) if goal.target is not None else _("chưa đặt"))
    return f"{' → '.join(steps)} {goal.unit}".strip()


def told_goal(row: MonitoredGoal) -> str:
    return _(
        "{code} {title}: {way}, {forecast}",
        code=goal_code(row.goal),
        title=row.goal.title,
        way=way(row),
        forecast=row.forecast.word,
    )


def readings_words(row: MonitoredGoal) -> str:
    parts = [_("{n} lần đọc", n=row.read)]
    if row.missed:
        parts.append(_("{n} kỳ quá hạn chưa đọc", n=row.missed))
    coming = next((each.planned_on for each in row.slots if each.state == "coming" and each.planned_on), None)
    if coming:
        parts.append(_("kỳ tới {day}", day=show_date(coming)))
    return "  ·  ".join(parts)


class _GoalDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        row: MonitoredGoal = index.data(RECORD)
        rect = QRectF(option.rect)
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        words = QRectF(rect.x() + 16, rect.y(), rect.width() - 28, rect.height())
        paint_words(painter, words, theme.px(9), "strong", f"{goal_code(row.goal)}  {row.goal.title}")
        pill = pill_width(row.forecast.word)
        left = QRectF(words.x(), words.y(), words.width() - pill - 10, words.height())
        paint_words(painter, left, theme.px(31), "body", way(row))
        paint_words(painter, words, theme.px(53), "small", readings_words(row), "warn" if row.missed else "")
        place = QRectF(words.right() - pill, rect.y() + theme.px(29), pill, theme.px(22))
        paint_pill(painter, place, row.forecast.glyph, row.forecast.word)
        painter.restore()


def goal_rows_list() -> ReadingList[MonitoredGoal]:
    made: ReadingList[MonitoredGoal] = ReadingList(_("Các chỉ tiêu theo dõi"), told_goal, height=78)
    made.setItemDelegate(_GoalDelegate(made))
    return made


# ---- readings of one goal


def value_words(slot: Slot, unit: str) -> str:
    """ "80,2 ± 1,5 % (34/42)", or why there is none."""
    reading = slot.reading
    if reading is None or reading.value is None:
        return _(SLOT_WORDS[slot.state])
    value = show_number(reading.value)
    if reading.expanded_uncertainty is not None:
        value = f"{value} ± {show_number(reading.expanded_uncertainty)}"
    counts = f" ({reading.k}/{reading.n})" if reading.k is not None and reading.n is not None else ""
    return f"{value} {unit}".strip() + counts


def told_slot(slot: Slot) -> str:
    note = slot.reading.note if slot.reading else ""
    return ", ".join(each for each in (show_date(slot.on), value_words(slot, ""), note) if each)


class _SlotDelegate(RowsDelegate):
    """unit: of the goal whose readings are shown."""

    unit = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        slot: Slot = index.data(RECORD)
        rect = QRectF(option.rect)
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        paint_glyph(painter, QRectF(rect.x() + 14, rect.center().y() - 8, 16, 16), SLOT_GLYPHS[slot.state])
        days = theme.px(170)
        value = theme.px(210)
        self._cell(painter, QRectF(rect.x() + 40, rect.y(), days, rect.height()), _days(slot), "body")
        tone = "" if slot.state == "read" else "warn" if slot.state == "missed" else "text3"
        role = "strong" if slot.state == "read" else "body"
        place = QRectF(rect.x() + 40 + days, rect.y(), value, rect.height())
        self._cell(painter, place, value_words(slot, self.unit), role, tone)
        left = rect.x() + 40 + days + value + 10
        told = "  ·  ".join(each for each in _told(slot) if each)
        self._cell(painter, QRectF(left, rect.y(), rect.right() - left - 10, rect.height()), told, "small")
        painter.restore()

    def _cell(self, painter: QPainter, rect: QRectF, words: str, role: str, token: str = "") -> None:
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(token or theme.ROLES[role].token))
        fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)


def _days(slot: Slot) -> str:
    """The day it was read; behind it the planned one, where that is another."""
    read_on = slot.reading.read_on if slot.reading else None
    if read_on is None:
        return show_date(slot.planned_on)
    if slot.planned_on is None:
        return _("{day}, ngoài kỳ", day=show_date(read_on))
    return show_date(read_on)


def _told(slot: Slot) -> tuple[str, ...]:
    if slot.reading is None:
        return (_("kỳ đo đề xuất"),)
    late = ""
    if slot.planned_on and slot.reading.read_on and slot.reading.read_on != slot.planned_on:
        late = _("kỳ {day}", day=show_date(slot.planned_on))
    return late, slot.reading.note, slot.reading.source, slot.reading.read_by


class SlotList(ReadingList[Slot]):
    def __init__(self) -> None:
        super().__init__(_("Các lần đọc"), told_slot, height=34)
        self._delegate = _SlotDelegate(self)
        self.setItemDelegate(self._delegate)

    def show_slots(self, row: MonitoredGoal) -> None:
        self._delegate.unit = row.goal.unit
        self.show_records(row.slots, key=lambda each: (each.goal_id, each.planned_on, each.key))
        self.setFixedHeight(theme.px(34) * min(max(len(row.slots), 1), 8) + 4)
