"""Step 5: the way and the means for the tasks. The gate, the solutions, and one with its alternatives and funding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.solution_checks import SolutionPlan, tasks_without_solution
from app.domain.tasks import Task
from app.services import solutions as deeds
from app.services.funding import Totals, totals
from app.services.locks import lock_reason
from app.services.solutions import SolutionRow, solution_rows
from app.services.task_plan import solution_plan
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.cost_words import cost_words
from app.ui.pages.loose_tasks import LooseTasks
from app.ui.pages.solution_list import solution_list
from app.ui.pages.solution_side import SolutionSide
from app.ui.pages.step_gate import StepGate
from app.ui.parts import Card, EmptyState, button, column, is_typing_in, row, text
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.storage.unit import Unit

READS = ("solutions", "alternatives", "funding", "tasks", "links", "plans", "steps", "cycles")


class SolutionsPage(Page):
    """target: the id of a solution or of a task it serves, "task:<id>": a task without one, or "totals"."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Giải pháp"))
        self._wanted = ""
        self._locked = False
        self._rows: list[SolutionRow] = []
        self._plan = SolutionPlan(solutions=())
        self._totals: Totals | None = None
        self.gate = StepGate(workspace, 5, "solutions")
        self.gate.keep_up(self.head)
        self.list, self.side, self.loose = solution_list(), SolutionSide(workspace), LooseTasks()
        self._build()
        self._connect()

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        self.workspace.read(self._read)
        self._show()
        self.gate.read()

    def _read(self, unit: Unit) -> None:
        cycle_id = self.workspace.cycle_id
        self._plan = solution_plan(unit, cycle_id)
        self._rows = solution_rows(unit, cycle_id, self._plan)
        self._totals = totals(unit, cycle_id)
        self._locked = bool(lock_reason(unit, cycle_id, deeds.STEP))

    def show_target(self, target: str) -> None:
        self._wanted = target
        if self._totals is not None:
            self._go_to_wanted()

    def place(self) -> str:
        current = self.list.current()
        return self._wanted or (current.solution.id if current else "")

    def keys(self) -> list[tuple[str, str]]:
        if is_typing_in(self):
            return [("Enter", _("ghi ô này")), ("Esc", _("rời ô"))]
        if self.side.funding.table.grid.hasFocus():
            return [("Enter", _("sửa ô")), ("Tab", _("ô kế tiếp")), ("Ctrl+V", _("dán từ Excel"))]
        add = [("T", _("thêm giải pháp"))] if self._is_open() else []
        return [("↑↓", _("giải pháp")), ("Enter", _("sửa")), *add] if self._rows else add

    def more_keys(self) -> list[tuple[str, str]]:
        return [
            ("Alt+↑↓", _("đi theo mạch")),
            ("F6", _("sang khung khác")),
            ("Esc", _("rời ô, về danh sách giải pháp")),
        ]

    def panes(self) -> Sequence[QWidget]:
        every = (self.list, self.side.pane(), self.loose.list)
        return [each for each in every if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self._body.setContentsMargins(*((12, 8, 12, 10) if small else (20, 14, 20, 14)))
        self._card.setMinimumWidth(theme.px(284 if small else 300))
        self.loose.use_rows(1 if small else 4 if frame is Frame.WIDE else 2)

    def has_unsent_text(self) -> bool:
        return self.side.form.has_unsent_text()

    # ---- build

    def _build(self) -> None:
        self._add = button(_("Thêm giải pháp"), self.add_solution, kind="primary", icon_name="plus")
        self.head.add_action(self._add)
        self._card = Card(padding=(0, 0, 0, 0))
        self._card.content.addLayout(row(text(_("Các giải pháp"), "h2"), margins=(16, 12, 16, 8)))
        self._empty = EmptyState(
            "solution",
            _("Chưa có giải pháp nào"),
            _("Giải pháp lập từ nhiệm vụ ở bước 4: cách làm, các phương án và nguồn lực cho từng nhiệm vụ."),
            [button(_("Sang bước 4"), lambda: self.workspace.go.emit("tasks", ""), kind="link")],
        )
        self._card.content.addWidget(self._empty)
        self._card.content.addWidget(self.list, 1)
        self._card.content.addWidget(self.loose)
        columns = row(gap=12)
        columns.addWidget(self._card, 34)
        columns.addWidget(self.side, 66)
        self._body = column(self.gate, gap=12, margins=(20, 14, 20, 14))
        self._body.addLayout(columns, 1)
        self.body.addLayout(self._body, 1)

    def _connect(self) -> None:
        self.list.shown.connect(lambda _record: self._show_current())
        self.list.opened.connect(lambda _record: self._open())
        self.side.keys_changed.connect(self.keys_changed)
        self.side.shown_solution.connect(self._go_to)
        self.side.funding.table.grid.focus_moved.connect(self.keys_changed)
        self.gate.here.connect(self._go_to_gap)
        self.loose.wanted.connect(self.draft)
        self.loose.excused.connect(self._excuse)

    # ---- show

    def _show(self) -> None:
        loose, excused = self._loose()
        self._add.setVisible(self._is_open())
        self.list.show_records(self._rows, key=lambda each: each.solution.id)
        self.loose.show_tasks(loose, excused, self._is_open())
        self._empty.setVisible(not self._rows and not loose and not excused)
        self.list.setVisible(bool(self._rows))
        tasks = len([each for each in self._plan.tasks if each.state != "stopped"])
        note = _(
            "{solutions} giải pháp cho {served}/{tasks} nhiệm vụ",
            solutions=len(self._rows),
            served=tasks - len(loose) - len(excused),
            tasks=tasks,
        )
        cost = cost_words(self._totals.whole) if self._totals else ""
        self.head.show_note(f"{note}  ·  {cost}" if cost else note)
        if self._rows and self.list.current() is None:
            self.list.choose(0)
            if self._add.hasFocus():
                self.list.setFocus()
        self._go_to_wanted()
        self._show_current()
        self.keys_changed.emit()

    def _loose(self) -> tuple[list[Task], list[Task]]:
        """The tasks without a solution: those that lack one, and those that say why not."""
        served = {task.id for tasks in self._plan.tasks_of.values() for task in tasks}
        excused = [each for each in self._plan.tasks if each.why_no_solution and each.id not in served]
        return list(tasks_without_solution(self._plan)), excused

    def _show_current(self) -> None:
        if self._totals is not None:
            current = self.list.current()
            self.side.show_solution(current, self._plan.tasks, self._totals, still=not self._is_open())

    def _open(self) -> None:
        """Into what the current solution is worked on with: the tab that is open."""
        pane = self.side.pane()
        if self.side.isVisible() and pane.isVisible():
            pane.setFocus()

    def _is_open(self) -> bool:
        return not (self._locked or self.workspace.read_only)

    # ---- going there

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted == "totals":
            self.side.open_tab("totals")
        elif wanted:
            id = wanted.removeprefix("task:")
            for place, each in enumerate(self._rows):
                if id == each.solution.id or any(id == task.id for task in each.tasks):
                    self.list.choose(place)
                    self.list.setFocus()
                    return
            self.loose.choose(id)

    def _go_to(self, id: str) -> None:
        self._wanted = id
        self._go_to_wanted()

    def _go_to_gap(self, target: str) -> None:
        """To what keeps the step from being handed in: a solution and its first problem, or a task without one."""
        if not target:
            self.loose.list.setFocus() if self.loose.isVisible() else self.add_solution()
            return
        self._go_to(target)
        current = self.list.current()
        if current is None or current.solution.id != target:
            return
        stopping = [each for each in current.problems if each.stops]
        if stopping:
            self.side.edit(stopping[0].field)

    # ---- deeds

    def add_solution(self) -> None:
        """A new solution; its name is typed next."""
        if not self._is_open():
            return
        cycle_id, title = self.workspace.cycle_id, _("Giải pháp mới")
        made = self.workspace.run(_("Thêm giải pháp"), lambda unit: deeds.new_solution(unit, cycle_id, title))
        self._go_to(made.id)
        self.side.edit("title")

    def draft(self, task_ids: list[str]) -> None:
        """A first draft for these tasks."""
        made = self.workspace.run(
            _("Lập nháp giải pháp"),
            lambda unit: deeds.draft_solutions(unit, task_ids),
            toast=_("Đã lập nháp giải pháp cho {n} nhiệm vụ.", n=len(task_ids)),
        )
        if made:
            self._go_to(made[0].id)

    def _excuse(self, task_id: str, reason: str) -> None:
        words = _("Nêu vì sao không cần giải pháp")
        self.workspace.run(words, lambda unit: deeds.say_no_solution(unit, task_id, reason))

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key, held = event.key(), event.modifiers()
        if held & Qt.KeyboardModifier.AltModifier and key in arrows and self._rows:
            self.side.along(arrows[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape and not self.list.hasFocus() and self._rows:
            self.list.setFocus()
        elif key == Qt.Key.Key_T and not is_typing_in(self) and not held:
            self.add_solution()
        else:
            super().keyPressEvent(event)
