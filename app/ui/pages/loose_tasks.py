"""The tasks that no solution serves, under the solutions: a first draft for one or for all, or why it needs none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.domain.tasks import Task, task_code
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.parts import button, column, hairline, paint_glyph, row, text
from app.ui.parts.tables import paint_row_ground
from app.wording import _

ROW = 34


def told(task: Task) -> str:
    said = f"{task_code(task)}: {task.title}"
    if task.why_no_solution:
        return _("{task}. Không cần giải pháp: {reason}", task=said, reason=task.why_no_solution)
    return said


class LooseTasks(QWidget):
    """wanted(ids): a first draft shall be made for these tasks. excused(id, reason): it needs no solution, "" takes
    that back. shown(task): another one is current."""

    wanted = Signal(list)
    excused = Signal(str, str)
    shown = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows = 4
        self._tasks: list[Task] = []
        self._is_open = True
        self._title = text("", "h2", wrap=True)
        self._one = button(_("Lập giải pháp"), self._want_one)
        self._all = button("", self._want_all, icon_name="solution")
        self._back = button(_("Cần giải pháp"), self._take_back, kind="ghost")
        self.excuse = ReasonAsker(
            _("Không cần giải pháp…"),
            _("Vì sao nhiệm vụ này không cần giải pháp?"),
            _("Ghi lý do"),
            missing=_("Nêu lý do, để người sau hiểu."),
        )
        for each in (self.excuse.ask, self.excuse.do):
            each.setProperty("kind", "ghost")
        self.list: ReadingList[Task] = ReadingList(_("Nhiệm vụ chưa có giải pháp"), told, height=ROW)
        self.list.setItemDelegate(_TaskDelegate(self.list))
        self.list.opened.connect(lambda _task: self._want_one())
        self.list.shown.connect(lambda task: self._show_current(task))
        self.excuse.given.connect(self._excuse)
        body = column(hairline(), gap=0)
        body.addLayout(row(self._title, margins=(16, 8, 16, 4)))
        body.addWidget(self.list)
        body.addLayout(row(self._one, self._all, self._back, None, gap=8, margins=(16, 8, 16, 4)))
        body.addLayout(row(self.excuse, margins=(16, 0, 16, 8)))
        self.setLayout(body)

    def show_tasks(self, missing: Sequence[Task], excused: Sequence[Task], is_open: bool) -> None:
        """missing: they lack a solution; excused: they said why they need none."""
        self._tasks, self._missing, self._is_open = [*missing, *excused], list(missing), is_open
        self.setVisible(bool(self._tasks))
        self._title.setText(
            _("{n} nhiệm vụ chưa có giải pháp", n=len(missing))
            if missing
            else _("{n} nhiệm vụ không cần giải pháp", n=len(excused))
        )
        self._all.setText(_("Lập nháp cho cả {n}", n=len(missing)))
        self._all.setVisible(is_open and len(missing) > 1)
        self.list.show_records(self._tasks, key=lambda each: each.id)
        self._fit()
        if self._tasks and self.list.current() is None:
            self.list.choose(0)
        self._show_current(self.list.current())

    def choose(self, task_id: str) -> bool:
        """Make this task the current one; False when it has a solution."""
        for place, each in enumerate(self._tasks):
            if each.id == task_id:
                self.list.choose(place)
                self.list.setFocus()
                return True
        return False

    def use_rows(self, rows: int) -> None:
        """How many rows are shown at once; the rest is scrolled to."""
        self._rows = rows
        self._fit()

    def _show_current(self, task: Task | None) -> None:
        excused = task is not None and bool(task.why_no_solution)
        self._one.setVisible(self._is_open)
        self._back.setVisible(self._is_open and excused)
        self.excuse.setVisible(self._is_open and task is not None and not excused)
        self.excuse.close_up()
        self.shown.emit(task)

    def _fit(self) -> None:
        self.list.setFixedHeight(theme.px(ROW) * min(self._rows, max(1, len(self._tasks))) + 2)

    def _want_one(self) -> None:
        task = self.list.current()
        if task is not None and self._is_open:
            self.wanted.emit([task.id])

    def _want_all(self) -> None:
        self.wanted.emit([each.id for each in self._missing])

    def _excuse(self, reason: str) -> None:
        if task := self.list.current():
            self.excused.emit(task.id, reason)

    def _take_back(self) -> None:
        if task := self.list.current():
            self.excused.emit(task.id, "")


class _TaskDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.hasFocus() and view.currentIndex() == index
        task: Task = index.data(RECORD)
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = QRectF(option.rect).adjusted(16, 0, -16, 0)
        glyph = QRectF(rect.x(), rect.center().y() - 7, 14, 14)
        paint_glyph(painter, glyph, "na" if task.why_no_solution else "warn")
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("accent"))
        code = rect.adjusted(24, 0, 0, 0)
        painter.drawText(code, Qt.AlignmentFlag.AlignVCenter, task_code(task))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text3" if task.why_no_solution else "text"))
        title = code.adjusted(theme.px(56), 0, 0, 0)
        words = _("{title}: {why}", title=task.title, why=task.why_no_solution) if task.why_no_solution else task.title
        fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(title.width()))
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.restore()
