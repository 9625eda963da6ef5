"""The schedule read and moved by keys and by mouse. It shows and asks; the page does the deeds."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from app.services.schedule import ScheduleView
from app.ui import theme
from app.ui.pages.schedule_axis import Axis, axis_of
from app.ui.pages.schedule_canvas import HEAD, GanttCanvas
from app.ui.pages.schedule_drag import Drag, dragged_days, kind_at
from app.ui.pages.schedule_rows import Band, TaskLine, lines_of, told
from app.wording import _

_CURSORS = {
    "move": Qt.CursorShape.SizeAllCursor,
    "start": Qt.CursorShape.SizeHorCursor,
    "end": Qt.CursorShape.SizeHorCursor,
    "tie": Qt.CursorShape.CrossCursor,
    "draw": Qt.CursorShape.CrossCursor,
}


class GanttView(GanttCanvas):
    """moved(task, days), stretched(task, days at the start, days at the end), planned(task, first, last): wanted.

    tied(task, other): the task shall wait for the other one, or no longer. opened(task): its details are wanted.
    shown(): another task is the current one.
    """

    moved = Signal(str, int)
    stretched = Signal(str, int, int)
    planned = Signal(str, date, date)
    tied = Signal(str, str)
    opened = Signal(str)
    shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tie_from = ""
        """The task that is to wait, while the one it waits for is being chosen by keys."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._tell()

    # ---- what it shows

    def show_schedule(self, view: ScheduleView, today: date, group: str, zoom: str) -> None:
        """Show these tasks; the current one and the days in sight stay."""
        current = self.current_id()
        before = self.axis, self._middle() if self.lines else None
        self.view, self.today, self.codes = view, today, view.codes
        self.lines = lines_of(view, group)
        self.drag = None
        self.axis = axis_of(view, today, zoom, self._room())
        self.row = self._row_of(current)
        if self.row < 0:
            self.row = next((row for row, each in enumerate(self.lines) if isinstance(each, TaskLine)), -1)
        self._lay_out()
        self._keep_place(*before)
        self._tell()

    def _keep_place(self, before: Axis, middle: date | None) -> None:
        if middle is None:
            self.go_to_day(self._first_day())
        elif before != self.axis:
            self.horizontalScrollBar().setValue(round(self.axis.x(middle) - self._room() / 2))

    def _first_day(self) -> date:
        starts = [each.task.starts_on for each in self.lines if isinstance(each, TaskLine) and each.task.starts_on]
        return min([*starts, self.today])

    def current(self) -> TaskLine | None:
        return self._current_line()

    def current_id(self) -> str:
        line = self.current()
        return line.task.id if line else ""

    def choose(self, task_id: str) -> None:
        row = self._row_of(task_id)
        if row >= 0:
            self._go_to(row)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not modifiers & Qt.KeyboardModifier.AltModifier:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._step_from(-1 if key == Qt.Key.Key_Home else len(self.lines), 1 if key == Qt.Key.Key_Home else -1)
        elif sideways and not self.tie_from:
            self._push(sideways, modifiers)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            if self.tie_from:
                self.tied.emit(self.tie_from, self.current_id())
            else:
                self.opened.emit(self.current_id())
        else:
            event.ignore()

    def _push(self, days: int, modifiers: Qt.KeyboardModifier) -> None:
        if not self.may_edit or not self.current_id():
            return
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            wide = 7 if modifiers & Qt.KeyboardModifier.ControlModifier else 1
            self.stretched.emit(self.current_id(), 0, days * wide)
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            self.stretched.emit(self.current_id(), days, 0)
        else:
            self.moved.emit(self.current_id(), days * (7 if modifiers & Qt.KeyboardModifier.ControlModifier else 1))

    def _step(self, by: int) -> None:
        self._step_from(self.row, by)

    def _step_from(self, row: int, by: int) -> None:
        row += by
        while 0 <= row < len(self.lines) and isinstance(self.lines[row], Band):
            row += by
        if 0 <= row < len(self.lines):
            self._go_to(row)

    def _go_to(self, row: int) -> None:
        self.row = row
        self._bring_into_sight(row)
        self._tell()
        self.viewport().update()
        self.shown.emit()

    def _bring_into_sight(self, row: int) -> None:
        bar, top = self.verticalScrollBar(), self._tops[row]
        above = row > 0 and isinstance(self.lines[row - 1], Band)
        first = self._tops[row - 1] if above else top
        seen = self.viewport().height() - theme.px(HEAD)
        if first < bar.value():
            bar.setValue(first)
        elif self._tops[row + 1] > bar.value() + seen:
            bar.setValue(self._tops[row + 1] - seen)
        rect = self.bar_of(row)
        if rect is not None and (rect.right() < self.label_width or rect.left() > self.viewport().width() - 20):
            line = self.lines[row]
            if isinstance(line, TaskLine) and line.task.starts_on:
                self.go_to_day(line.task.starts_on)

    # ---- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().y())
        if event.button() != Qt.MouseButton.LeftButton or row < 0 or isinstance(self.lines[row], Band):
            return
        kind = self._kind_at(event.position())
        if row != self.row:
            self.row = row
            self._tell()
            self.shown.emit()
        if kind:
            self.drag = Drag(kind, row, event.position(), event.position())
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.drag is not None:
            self.drag = self.drag.pulled(event.position())
            self.viewport().update()
            return
        shape = _CURSORS.get(self._kind_at(event.position()))
        self.viewport().setCursor(shape if shape is not None else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self.drag = self.drag, None
        self.viewport().update()
        line = self.lines[drag.row] if drag is not None and drag.row < len(self.lines) else None
        if drag is None or not isinstance(line, TaskLine) or not drag.is_pull:
            return
        self._let_go(drag, line, event.position())

    def _let_go(self, drag: Drag, line: TaskLine, place: QPointF) -> None:
        task, days = line.task, dragged_days(drag, line, self.axis, self.chart_left())
        if drag.kind == "tie":
            row = self.row_at(place.y())
            other = self.lines[row] if row >= 0 else None
            if isinstance(other, TaskLine) and other is not line:
                self.tied.emit(other.task.id, task.id)
        elif days is None:
            return
        elif drag.kind == "draw":
            self.planned.emit(task.id, *days)
        elif task.starts_on and task.ends_on and days != (task.starts_on, task.ends_on):
            start, end = (days[0] - task.starts_on).days, (days[1] - task.ends_on).days
            if drag.kind == "move":
                self.moved.emit(task.id, start)
            else:
                self.stretched.emit(task.id, start, end)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().y())
        if row >= 0 and isinstance(self.lines[row], TaskLine):
            self.opened.emit(self.current_id())

    def _kind_at(self, place: QPointF) -> str:
        row = self.row_at(place.y())
        if not self.may_edit or row < 0 or isinstance(self.lines[row], Band) or place.x() < self.label_width:
            return ""
        return kind_at(place, self.bar_of(row), ties=row == self.row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        self.shown.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
        self.shown.emit()

    # ---- for a screen reader

    def _tell(self) -> None:
        line = self.current()
        words = _("Tiến độ: {task}", task=told(line, self.codes)) if line else _("Tiến độ nhiệm vụ")
        self.setAccessibleName(words)
        self.setToolTip("\n".join(line.told) if line else "")
