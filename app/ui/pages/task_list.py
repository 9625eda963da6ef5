"""The tasks as rows: state, code and name, kind and owner, the chips of the thread, and the days on the scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from app.domain.findings import finding_code
from app.domain.goals import goal_code
from app.domain.solutions import solution_code
from app.domain.tasks import TASK_KINDS, TASK_STATES, task_code
from app.services.tasks import TaskRow
from app.ui import theme
from app.ui.pages.chips import paint_chips
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.pages.task_bar import Span, days_told, paint_task_bar
from app.ui.parts import paint_glyph
from app.ui.parts.tables import paint_row_ground, paint_words
from app.wording import _

HEIGHT = 66
_WHOLE = QItemSelectionModel.SelectionFlag.ClearAndSelect


def told(row: TaskRow) -> str:
    """The task as a sentence, with what it still lacks."""
    sentence = _("{code} {title}: {days}", code=task_code(row.task), title=row.task.title, days=days_told(row.task))
    return ". ".join([sentence, *(each.words for each in row.problems)])


def facts(row: TaskRow) -> str:
    """Kind, owner, what it waits for, and how far it has come where work has begun."""
    task = row.task
    waits = ", ".join(task_code(each) for each in row.waits_for)
    parts = [
        _(TASK_STATES[task.state]) if task.state != "planned" else "",
        task.owner,
        _("chờ {codes}", codes=waits) if waits else "",
        _(TASK_KINDS[task.kind]),
    ]
    return "  ·  ".join(each for each in parts if each)


class TaskDelegate(RowsDelegate):
    span: Span = Span()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        self._paint(painter, QRectF(option.rect), index.data(RECORD))
        painter.restore()

    def _paint(self, painter: QPainter, rect: QRectF, row: TaskRow) -> None:
        wide = min(theme.px(230), rect.width() * 0.34)
        scale = QRectF(rect.right() - wide - 16, rect.y() + theme.px(10), wide, rect.height() - theme.px(16))
        left = rect.x() + theme.px(42)
        words = QRectF(left, rect.y(), scale.x() - left - 16, rect.height())
        paint_glyph(painter, QRectF(rect.x() + 14, rect.y() + theme.px(12), 16, 16), row.state)
        paint_words(painter, words, theme.px(9), "strong", f"{task_code(row.task)}  {row.task.title}")
        self._paint_second(painter, QRectF(left, rect.y() + theme.px(35), words.width(), theme.px(20)), row)
        due_on = min((each.due_on for each in row.goals if each.due_on), default=None)
        paint_task_bar(painter, scale, row.task, due_on, self.span, _bar_state(row))

    def _paint_second(self, painter: QPainter, rect: QRectF, row: TaskRow) -> None:
        x = paint_chips(painter, rect, [goal_code(each) for each in row.goals], _("chưa nối mục tiêu"))
        rest = QRectF(x, rect.y(), rect.right() - x, rect.height())
        x = paint_chips(painter, rest, [finding_code(each) for each in row.findings], _("chưa nối phát hiện"))
        rest = QRectF(x, rect.y(), rect.right() - x, rect.height())
        x = paint_chips(painter, rest, [solution_code(each) for each in row.solutions], "")
        lacking = [each.words for each in row.problems if each.field not in ("goals", "findings")]
        rest = QRectF(x + 4, rect.y(), max(0.0, rect.right() - x - 4), rect.height())
        if not lacking:
            paint_words(painter, rest, 0, "small", facts(row))
            return
        if row.task.owner:
            paint_words(painter, rest, 0, "small", row.task.owner)
            wide = painter.fontMetrics().horizontalAdvance(row.task.owner) + 12
            rest = rest.adjusted(min(float(wide), rest.width()), 0, 0, 0)
        paint_words(painter, rest, 0, "small", "; ".join(lacking), "warn")


def _bar_state(row: TaskRow) -> str:
    """bad where its days do not fit the goal or the programme."""
    late = any(each.stops and each.field in ("starts_on", "ends_on") for each in row.problems)
    return "bad" if late and row.task.starts_on and row.task.ends_on else "ok"


class TaskList(ReadingList[TaskRow]):
    """Several may be chosen, with Ctrl, Shift or Ctrl+A; chosen_changed when that changes."""

    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Các nhiệm vụ"), told, height=HEIGHT)
        self._painter = TaskDelegate(self)
        self.setItemDelegate(self._painter)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().selectionChanged.connect(lambda *_ignored: self.chosen_changed.emit())

    def use_span(self, span: Span) -> None:
        self._painter.span = span

    def show_records(self, records: Sequence[TaskRow], key: Callable[[TaskRow], object] | None = None) -> None:
        """Show these; the chosen ones stay chosen."""
        chosen = {each.task.id for each in self.chosen()}
        super().show_records(records, key)
        if len(chosen) > 1:
            selection = QItemSelection()
            for place, each in enumerate(records):
                if each.task.id in chosen:
                    index = self.records.index(place)
                    selection.select(index, index)
            self.selectionModel().select(selection, _WHOLE)

    def chosen(self) -> list[TaskRow]:
        """The chosen tasks from above."""
        rows = sorted(each.row() for each in self.selectionModel().selectedIndexes())
        return [self.records.records[each] for each in rows]
