"""The goals that no task serves yet, under the tasks: a first draft for one of them, or for all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.domain.goals import Goal, goal_code
from app.formats import show_date
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import button, column, hairline, row, text
from app.ui.parts.tables import paint_row_ground
from app.wording import _

ROW = 34


def told(goal: Goal) -> str:
    return f"{goal_code(goal)}: {goal.title}"


class LooseGoals(QWidget):
    """wanted(ids): a first draft shall be made for these goals."""

    wanted = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self._rows = 4
        self._goals: list[Goal] = []
        self._title = text("", "h2", wrap=True)
        self._one = button(_("Lập nháp cho mục tiêu này"), self._want_one)
        self._all = button("", self._want_all, icon_name="task")
        self.list: ReadingList[Goal] = ReadingList(_("Mục tiêu chưa có nhiệm vụ"), told, height=ROW)
        self.list.setItemDelegate(_GoalDelegate(self.list))
        self.list.opened.connect(lambda _goal: self._want_one())
        body = column(hairline(), gap=0)
        line = row(gap=8, margins=(16, 8, 16, 6))
        line.addWidget(self._title, 1)
        line.addWidget(self._one)
        line.addWidget(self._all)
        body.addLayout(line)
        body.addWidget(self.list)
        self.setLayout(body)

    def show_goals(self, goals: Sequence[Goal], is_open: bool) -> None:
        self._goals = list(goals)
        self.setVisible(bool(goals))
        self._title.setText(_("{n} mục tiêu chưa có nhiệm vụ", n=len(goals)))
        self._all.setText(_("Lập nháp cho cả {n}", n=len(goals)))
        self._all.setVisible(is_open and len(goals) > 1)
        self._one.setVisible(is_open)
        self.list.show_records(goals, key=lambda each: each.id)
        self._fit()
        if goals and self.list.current() is None:
            self.list.choose(0)

    def choose(self, goal_id: str) -> bool:
        """Make this goal the current one; False when it has a task."""
        for place, each in enumerate(self._goals):
            if each.id == goal_id:
                self.list.choose(place)
                self.list.setFocus()
                return True
        return False

    def use_rows(self, rows: int) -> None:
        """How many rows are shown at once; the rest is scrolled to."""
        self._rows = rows
        self._fit()

    def _fit(self) -> None:
        self.list.setFixedHeight(theme.px(ROW) * min(self._rows, max(1, len(self._goals))) + 2)

    def _want_one(self) -> None:
        goal = self.list.current()
        if goal is not None and self._one.isVisibleTo(self):
            self.wanted.emit([goal.id])

    def _want_all(self) -> None:
        self.wanted.emit([each.id for each in self._goals])


class _GoalDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.hasFocus() and view.currentIndex() == index
        goal: Goal = index.data(RECORD)
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = QRectF(option.rect).adjusted(16, 0, -16, 0)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("accent"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, goal_code(goal))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        due = _("đến {day}", day=show_date(goal.due_on)) if goal.due_on else _("chưa đặt hạn")
        wide = painter.fontMetrics().horizontalAdvance(due) + 12
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, due)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        title = rect.adjusted(theme.px(60), 0, -wide, 0)
        fitting = painter.fontMetrics().elidedText(goal.title, Qt.TextElideMode.ElideRight, int(title.width()))
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.restore()
