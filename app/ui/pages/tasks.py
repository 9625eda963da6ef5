"""Step 4: who does what until when. The gate, the tasks on the programme's time scale, and the fields of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.goals import Goal
from app.domain.task_checks import TaskPlan, goals_without_task
from app.services import tasks as deeds
from app.services.locks import lock_reason
from app.services.task_plan import findings_of_cycle, task_plan
from app.services.tasks import TaskRow, task_rows
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.loose_goals import LooseGoals
from app.ui.pages.step_gate import StepGate
from app.ui.pages.task_bar import span_of, span_told
from app.ui.pages.task_deeds import TaskDeeds, trouble_with
from app.ui.pages.task_form import Others
from app.ui.pages.task_list import TaskList
from app.ui.pages.task_many import many_panel
from app.ui.pages.task_side import TaskSide
from app.ui.pages.week_limit import WeekLimit
from app.ui.parts import Card, EmptyState, button, column, is_typing_in, row, text
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.storage.unit import Unit

READS = ("tasks", "goals", "findings", "links", "solutions", "plans", "settings", "steps", "cycles")


class TasksPage(Page):
    """target: the id of a task, of a goal or a finding it is linked to, or "goal:<id>": make tasks for that goal."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Nhiệm vụ"))
        self._wanted = ""
        self._locked = False
        self._rows: list[TaskRow] = []
        self._loose: Sequence[Goal] = ()
        self._others = Others()
        self.gate = StepGate(workspace, 4, "tasks")
        self.gate.keep_up(self.head)
        self.list, self.side, self.loose = TaskList(), TaskSide(workspace), LooseGoals()
        self.deeds = TaskDeeds(workspace, self)
        self.many = many_panel(lambda field, words: trouble_with(self.list.chosen(), field, words))
        self.limit = WeekLimit(workspace)
        self._build()
        self._connect()

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        plan = self.workspace.read(self._read)
        self._loose = goals_without_task(plan)
        span = span_of(plan)
        self.list.use_span(span)
        self._scale.setText(span_told(span) if self._rows else "")
        self.limit.show_days(plan.days_a_week, writable=self._is_open())
        self._show()
        self.gate.read()

    def _read(self, unit: Unit) -> TaskPlan:
        cycle_id = self.workspace.cycle_id
        plan = task_plan(unit, cycle_id)
        self._rows = task_rows(unit, cycle_id, plan)
        self._others = Others(plan.goals, findings_of_cycle(unit, cycle_id), plan.tasks)
        self._locked = bool(lock_reason(unit, cycle_id, deeds.STEP))
        return plan

    def show_target(self, target: str) -> None:
        self._wanted = target
        if self._rows or self._loose:
            self._go_to_wanted()

    def place(self) -> str:
        current = self.list.current()
        return self._wanted or (current.task.id if current else "")

    def keys(self) -> list[tuple[str, str]]:
        if is_typing_in(self):
            return [("Enter", _("ghi ô này")), ("Esc", _("rời ô"))]
        if not self._is_open():
            return [("↑↓", _("nhiệm vụ"))] if self._rows else []
        if not self._rows:
            return [("T", _("thêm nhiệm vụ"))]
        many = [("Shift+F2", _("sửa các nhiệm vụ đã chọn"))] if len(self.list.chosen()) > 1 else []
        return [("↑↓", _("nhiệm vụ")), ("Enter", _("sửa")), ("T", _("thêm nhiệm vụ")), *many]

    def more_keys(self) -> list[tuple[str, str]]:
        return [
            ("Shift+↑↓", _("chọn thêm nhiệm vụ")),
            ("Alt+↑↓", _("đi theo mạch")),
            ("F6", _("sang khung khác")),
            ("Esc", _("rời ô, về danh sách nhiệm vụ")),
        ]

    def panes(self) -> Sequence[QWidget]:
        every = (self.list, self.side.pane(), self.loose.list)
        return [each for each in every if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self._body.setContentsMargins(*((12, 8, 12, 10) if small else (20, 14, 20, 14)))
        self.side.setMinimumWidth(theme.px(290 if small else 340))
        self.limit.setVisible(not small)
        self.many.field.setMinimumWidth(theme.px(96 if small else 150))
        self.loose.use_rows(1 if small else 4 if frame is Frame.WIDE else 2)

    def has_unsent_text(self) -> bool:
        return self.side.form.has_unsent_text()

    # ---- build

    def _build(self) -> None:
        self._add = button(_("Thêm nhiệm vụ"), self.add_task, kind="primary", icon_name="plus")
        self._many_way = button("", self.edit_many, icon_name="edit")
        self.head.add_action(self._many_way)
        self.head.add_action(button(_("Sơ đồ tiến độ"), self._to_schedule, icon_name="calendar"))
        self.head.add_action(self._add)
        self._card = Card(padding=(0, 0, 0, 0))
        self._scale = text("", "small", cut=True)
        heading = row(text(_("Các nhiệm vụ"), "h2"), gap=12, margins=(16, 10, 16, 6))
        heading.addWidget(self._scale, 1)
        heading.addWidget(self.limit)
        self._card.content.addLayout(heading)
        self._empty = EmptyState(
            "task",
            _("Chưa có nhiệm vụ nào"),
            _("Nhiệm vụ lập từ mục tiêu ở bước 3 và các phát hiện của nó; bản nháp lấy sẵn tên, loại, người, ngày."),
            [button(_("Sang bước 3"), lambda: self.workspace.go.emit("goals", ""), kind="link")],
        )
        self._card.content.addWidget(self._empty)
        self._card.content.addWidget(self.many)
        self._card.content.addWidget(self.list, 1)
        self._card.content.addWidget(self.loose)
        columns = row(gap=12)
        columns.addWidget(self._card, 70)
        columns.addWidget(self.side, 30)
        self._body = column(self.gate, gap=12, margins=(20, 14, 20, 14))
        self._body.addLayout(columns, 1)
        self.body.addLayout(self._body, 1)

    def _connect(self) -> None:
        self.list.shown.connect(lambda _record: self._show_current())
        self.list.opened.connect(lambda _record: self.edit_task() if len(self.list.chosen()) == 1 else None)
        self.list.chosen_changed.connect(self._show_chosen)
        self.side.keys_changed.connect(self.keys_changed)
        self.side.shown_task.connect(self._go_to)
        self.gate.here.connect(self._go_to_gap)
        self.loose.wanted.connect(self.deeds.draft)
        self.deeds.added.connect(self._name_new)
        self.deeds.drafted.connect(self._go_to)
        self.deeds.failed.connect(self.say_wrong)
        self.many.given.connect(lambda field, words: self.deeds.write_many(self.list.chosen(), field, words))
        self.many.left.connect(self.list.setFocus)

    # ---- show

    def _show(self) -> None:
        self.side.form.set_read_only(not self._is_open())
        self._add.setVisible(self._is_open())
        self.list.show_records(self._rows, key=lambda each: each.task.id)
        self.loose.show_goals(self._loose, self._is_open())
        self._empty.setVisible(not self._rows and not self._loose)
        self.list.setVisible(bool(self._rows))
        self.side.setVisible(bool(self._rows))
        goals = len(self._others.goals)
        self.head.show_note(
            _(
                "{tasks} nhiệm vụ cho {served}/{goals} mục tiêu",
                tasks=len(self._rows),
                served=goals - len(self._loose),
                goals=goals,
            )
        )
        if self._rows and self.list.current() is None:
            self.list.choose(0)
            if self._add.hasFocus():
                self.list.setFocus()
        self._go_to_wanted()
        self._show_current()
        self._show_chosen()

    def _show_current(self) -> None:
        if current := self.list.current():
            self.side.show_task(current, self._others)

    def _show_chosen(self) -> None:
        count = len(self.list.chosen())
        self._many_way.setText(_("Sửa {n} nhiệm vụ", n=count))
        self._many_way.setVisible(count > 1 and self._is_open())
        if self.many.isVisibleTo(self):
            self.many.show_count(count)
        self.keys_changed.emit()

    def _is_open(self) -> bool:
        return not (self._locked or self.workspace.read_only)

    # ---- going there

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if not wanted:
            return
        goal_id = wanted.removeprefix("goal:")
        if wanted != goal_id and self.loose.choose(goal_id):
            return
        for place, each in enumerate(self._rows):
            if goal_id in _ids(each):
                self.list.choose(place)
                self.list.setFocus()
                return

    def _to_schedule(self) -> None:
        current = self.list.current()
        self.workspace.go.emit("schedule", current.task.id if current else "")

    def _go_to(self, task_id: str) -> None:
        self._wanted = task_id
        self._go_to_wanted()

    def _go_to_gap(self, target: str) -> None:
        """To what keeps the step from being handed in: a task and its first problem, or a goal without a task."""
        if not target:
            self.loose.list.setFocus() if self._loose else self.add_task()
            return
        self._go_to(target)
        current = self.list.current()
        stopping = [each for each in current.problems if each.stops] if current and current.task.id == target else []
        if stopping:
            self.edit_task(stopping[0].field)

    # ---- deeds

    def add_task(self) -> None:
        if self._is_open():
            self.deeds.add()

    def _name_new(self, task_id: str) -> None:
        self._go_to(task_id)
        self.side.edit("title")

    def edit_task(self, field: str = "title") -> None:
        """Open the fields of the current task."""
        if self.list.current() is not None:
            self.side.edit(field)

    def edit_many(self) -> None:
        count = len(self.list.chosen())
        if count > 1 and self._is_open():
            self.many.open("owner", count)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key, held = event.key(), event.modifiers()
        if held & Qt.KeyboardModifier.AltModifier and key in arrows:
            self.side.along(arrows[Qt.Key(key)])
        elif held == Qt.KeyboardModifier.ShiftModifier and key == Qt.Key.Key_F2:
            self.edit_many()
        elif key == Qt.Key.Key_Escape and (is_typing_in(self) or self.side.knots.hasFocus()):
            self.list.setFocus()
        elif key == Qt.Key.Key_T and not is_typing_in(self) and not held:
            self.add_task()
        else:
            super().keyPressEvent(event)


def _ids(shown: TaskRow) -> set[str]:
    """The task itself and what it serves."""
    goals, findings, solutions = shown.goals, shown.findings, shown.solutions
    ends = (*(each.id for each in goals), *(each.id for each in findings), *(each.id for each in solutions))
    return {shown.task.id, *ends}
