"""Step 3: from finding to target. First the gate, then the goals with their scales, and the thread of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.changes import Changes
from app.domain.findings import Finding
from app.domain.gates_goals import EFFECT, PLAN
from app.services import goals as deeds
from app.services.effects import effect_rows
from app.services.goal_economics import cycle_economics, is_whole, total_of
from app.services.goals import GoalRow, goal_rows, unanswered_findings
from app.services.locks import lock_reason
from app.services.plans import plan_of
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.catalogue import entry
from app.ui.pages.goal_list import GoalList, Legend
from app.ui.pages.goal_side import GoalSide
from app.ui.pages.goals_desk import EffectsDesk
from app.ui.pages.goals_ways import follow, go_to_gap
from app.ui.pages.loose_findings import LooseFindings
from app.ui.pages.step_gate import StepGate
from app.ui.parts import Card, EmptyState, button, column, is_typing_in, row, text
from app.ui.workspace import Workspace
from app.wording import _

MEETING = "meeting"
READS = (
    *("goals", "findings", "links", "answers", "instruments", "calibrations", "evidence", "steps", "cycles", "forms"),
    *("effects", "plans", "tasks", "solutions", "funding", "evaluations", "processes", "comments"),
)
UNFOLDED = {Frame.WIDE: 244, Frame.MEDIUM: 236, Frame.NARROW: 236, Frame.SMALL: 240}
"""How high the card above the goals may be when it is open."""


class GoalsPage(Page):
    """target: the id of a goal, or of a finding (then its thread); "plan:field" or "effect:id" of what is above."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Luận chứng, mục tiêu"))
        self._wanted = ""
        self._locked = False
        self._rows: list[GoalRow] = []
        self._loose: list[Finding] = []
        self._frame = Frame.WIDE
        self.gate = StepGate(workspace, 3, "goals")
        self.gate.keep_up(self.head)
        self.list, self.side, self.loose = GoalList(), GoalSide(workspace), LooseFindings()
        self.desk = EffectsDesk(workspace)
        self._build()
        self._connect()

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        cycle_id = self.workspace.cycle_id
        self._rows, self._loose, self._locked, plan, effects, economics = self.workspace.read(
            lambda unit: (
                goal_rows(unit, cycle_id),
                unanswered_findings(unit, cycle_id),
                bool(lock_reason(unit, cycle_id, deeds.STEP)),
                plan_of(unit, cycle_id),
                effect_rows(unit, cycle_id),
                cycle_economics(unit, cycle_id),
            )
        )
        self.desk.card.show_plan(plan, effects, not self.is_open())
        self.desk.card.show_total(total_of(economics), sum(map(is_whole, economics)), len(economics))
        self.desk.card.use_height(UNFOLDED[self._frame])
        self.desk.card.settle(roomy=self._frame is not Frame.SMALL)
        self.desk.show_rows(effects, [each.goal for each in self._rows], not self.is_open())
        self._show()
        self.gate.read()

    def show_target(self, target: str) -> None:
        if target.startswith((PLAN, EFFECT)):
            go_to_gap(self, target)
            return
        self._wanted = target
        if self._rows or self._loose:
            self._go_to_wanted()

    def place(self) -> str:
        current = self.list.current()
        return self._wanted or (current.goal.id if current else "")

    def keys(self) -> list[tuple[str, str]]:
        if is_typing_in(self):
            return [("Enter", _("ghi ô này")), ("Esc", _("rời ô"))]
        if not self._rows:
            return [("T", _("thêm mục tiêu"))] if self.is_open() else []
        edit = [("Enter", _("sửa")), ("T", _("thêm mục tiêu")), ("H", _("thêm hiệu quả"))] if self.is_open() else []
        return [("↑↓", _("mục tiêu")), *edit, ("Alt+↑↓", _("đi theo mạch"))]

    def more_keys(self) -> list[tuple[str, str]]:
        return [("F6", _("sang khung khác")), ("Esc", _("rời ô, về danh sách mục tiêu"))]

    def panes(self) -> Sequence[QWidget]:
        sides = (self.side.pane(), self.desk.side.fields["title"].editor)
        every = (self.list, *sides, self.loose.list, self.desk.card.list)
        return [each for each in every if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        small = frame is Frame.SMALL
        self._body.setContentsMargins(*((12, 8, 12, 10) if small else (20, 14, 20, 14)))
        for each in (self.side, self.desk.side):
            each.setMinimumWidth(theme.px(290 if small else 336))
        self.desk.card.use_height(UNFOLDED[frame])
        if small:
            self.desk.card.fold.close_up()
        self._share_room()

    def has_unsent_text(self) -> bool:
        return any(each.has_unsent_text() for each in (self.side.form, self.desk.side, self.desk.card))

    # ---- build

    def _build(self) -> None:
        self._add = button(_("Thêm mục tiêu"), self.add_goal, kind="primary", icon_name="plus")
        if entry(MEETING) is not None:
            self.head.add_action(button(_("Chế độ họp"), self._meet, icon_name="eye"))
        self.head.add_action(self._add)
        self._goals_card = Card(padding=(0, 0, 0, 0))
        self._goals_title = text(_("Các mục tiêu"), "h2")
        self._goals_card.content.addLayout(row(self._goals_title, None, Legend(), margins=(16, 12, 16, 6)))
        self._empty = EmptyState(
            "goal",
            _("Chưa có mục tiêu nào"),
            _("Mục tiêu lập từ phát hiện ở bước 2: chỉ tiêu và giá trị hiện tại được lấy sẵn từ dữ liệu."),
            [button(_("Sang bước 2"), lambda: self.workspace.go.emit("analysis", ""), kind="link")],
        )
        self._goals_card.content.addWidget(self._empty)
        self._goals_card.content.addWidget(self.list, 1)
        self._goals_card.content.addWidget(self.loose)
        columns = row(gap=12)
        columns.addWidget(self._goals_card, 72)
        columns.addWidget(self.side, 28)
        columns.addWidget(self.desk.side, 28)
        self.desk.side.hide()
        self._body = column(self.gate, self.desk.card, gap=12, margins=(20, 14, 20, 14))
        self._columns = QWidget()
        self._columns.setLayout(columns)
        self._body.addWidget(self._columns, 1)
        self._body.addStretch(0)
        self.body.addLayout(self._body, 1)

    def _connect(self) -> None:
        self.list.shown.connect(lambda _record: self._show_current())
        self.list.opened.connect(lambda _record: self.edit_goal())
        self.side.keys_changed.connect(self.keys_changed)
        self.side.followed.connect(lambda kind, id: follow(self, kind, id, self.place()))
        self.list.followed.connect(partial(follow, self))
        self.desk.shown.connect(self._show_side)
        self.desk.card.fold.turned.connect(lambda _open: self._share_room())
        self.gate.here.connect(partial(go_to_gap, self))
        self.loose.wanted.connect(self.add_from_finding)

    # ---- show

    def _show(self) -> None:
        self.side.set_read_only(not self.is_open())
        self._add.setVisible(self.is_open())
        self.list.show_records(self._rows, key=lambda each: each.goal.id)
        self.loose.show_findings(self._loose, self.is_open())
        self._empty.setVisible(not self._rows and not self._loose)
        self.list.setVisible(bool(self._rows))
        self._share_room()
        self._show_side(bool(self.desk.open_id))
        linked = len({finding.id for each in self._rows for finding in each.findings})
        total = linked + len(self._loose)
        self.head.show_note(
            _("{goals} mục tiêu, nối {linked}/{total} phát hiện", goals=len(self._rows), linked=linked, total=total)
        )
        if self._rows and self.list.current() is None:
            self.list.choose(0)
            if self._add.hasFocus():
                self.list.setFocus()
        self._go_to_wanted()
        self._show_current()
        self.keys_changed.emit()

    def _show_current(self) -> None:
        if current := self.list.current():
            self.side.show_goal(current, self._loose)

    def _share_room(self) -> None:
        """In a small window the unfolded card takes the room of the goals."""
        small, unfolded = self._frame is Frame.SMALL, self.desk.card.fold.is_open
        self._columns.setVisible(not (small and unfolded))
        self.loose.use_rows(1 if small or unfolded else 4 if self._frame is Frame.WIDE else 2)
        roomy = self._frame is Frame.WIDE or not (unfolded and self._rows)
        self.loose.setVisible(bool(self._loose) and roomy)
        self.keys_changed.emit()

    def _show_side(self, effect: bool) -> None:
        """Beside the goals stands the open effect, or the current goal."""
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.desk.side.isAncestorOf(focus)
        if effect and self._frame is Frame.SMALL:
            self.desk.card.fold.close_up()
        self.desk.side.setVisible(effect)
        self.side.setVisible(not effect and bool(self._rows))
        if had_focus and not effect:
            (self.desk.card.list if self.desk.card.list.isVisibleTo(self) else self.list).setFocus()
        self.keys_changed.emit()

    def is_open(self) -> bool:
        return not (self._locked or self.workspace.read_only)

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        for place, each in enumerate(self._rows):
            if wanted and (each.goal.id == wanted or any(finding.id == wanted for finding in each.findings)):
                self.list.choose(place)
                self.list.setFocus()
                return

    def go_to_goal(self, goal_id: str) -> None:
        """To a goal, and into its first blank field."""
        self._wanted = goal_id
        self.desk.close()
        self._go_to_wanted()
        current = self.list.current()
        if current and current.gaps:
            self.edit_goal(current.gaps[0].field)

    def row_of(self, goal_id: str) -> GoalRow | None:
        return next((each for each in self._rows if each.goal.id == goal_id), None)

    # ---- deeds

    def _meet(self) -> None:
        self.workspace.go.emit(MEETING, self.place())

    def add_goal(self) -> None:
        """A new goal of one's own; its name is typed next."""
        if not self.is_open():
            return
        cycle_id = self.workspace.cycle_id
        goal = self.workspace.run(_("Thêm mục tiêu"), lambda unit: deeds.new_goal(unit, cycle_id, _("Mục tiêu mới")))
        self._edit_new(goal.id, "title")

    def add_from_finding(self, finding_id: str) -> None:
        as_of = self.workspace.as_of
        goal = self.workspace.run(
            _("Lập mục tiêu"),
            lambda unit: deeds.keep_goal(unit, deeds.draft_goal(unit, finding_id, as_of), [finding_id]),
        )
        self._edit_new(goal.id, "target" if goal.target is None else "due_on")

    def _edit_new(self, goal_id: str, field: str) -> None:
        self._wanted = goal_id
        self.desk.close()
        self._go_to_wanted()
        self.side.edit_new(field)

    def add_effect(self) -> None:
        """A new effect of the current goal, or an economic one while there is no goal."""
        if self.is_open():
            current = self.list.current()
            self.desk.add_of(current.goal.id) if current else self.desk.add("economic")

    def edit_goal(self, field: str = "title") -> None:
        """Open the fields of the current goal."""
        if self.list.current() is not None:
            self.desk.close()
            self.side.edit(field)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in arrows:
            self.side.along(arrows[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and (is_typing_in(self) or not self.list.hasFocus()):
            self.desk.close()
            self.list.setFocus()
        elif event.key() == Qt.Key.Key_T and not is_typing_in(self) and not event.modifiers():
            self.add_goal()
        elif event.key() == Qt.Key.Key_H and not is_typing_in(self) and not event.modifiers():
            self.add_effect()
        else:
            super().keyPressEvent(event)
