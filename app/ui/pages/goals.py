"""Step 3: from finding to target. First the gate, then the goals with their scales, and the thread of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.findings import Finding
from app.domain.goals import goal_code
from app.services import goals as deeds
from app.services import progress
from app.services.goals import GoalRow, goal_rows, unanswered_findings
from app.services.thread import Knot, thread_of
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.goal_form import GoalForm
from app.ui.pages.goal_list import Legend, goal_list
from app.ui.pages.loose_findings import LooseFindings
from app.ui.pages.step_gate import StepGate
from app.ui.pages.thread_view import ThreadView, open_knot
from app.ui.parts import Card, EmptyState, FilterButton, button, column, row, text
from app.ui.steps import pill_of
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.storage.unit import Unit

READS = ("goals", "findings", "links", "answers", "instruments", "calibrations", "evidence", "steps", "cycles", "forms")


class GoalsPage(Page):
    """target: the id of a goal, or of a finding (then its thread)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Luận chứng, mục tiêu"))
        self._wanted = ""
        self._locked = False
        self._rows: list[GoalRow] = []
        self._loose: list[Finding] = []
        self._frame = Frame.WIDE
        self.gate = StepGate(workspace, 3, "goals")
        self.list, self.knots, self.form, self.loose = goal_list(), ThreadView(), GoalForm(), LooseFindings()
        self._build()
        self._connect()

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        cycle_id = self.workspace.cycle_id
        self._rows, self._loose = self.workspace.read(
            lambda unit: (goal_rows(unit, cycle_id), unanswered_findings(unit, cycle_id))
        )
        self._show()
        self._read_gate()

    def show_target(self, target: str) -> None:
        self._wanted = target
        if self._rows or self._loose:
            self._go_to_wanted()

    def place(self) -> str:
        current = self.list.current()
        return self._wanted or (current.goal.id if current else "")

    def keys(self) -> list[tuple[str, str]]:
        if self._is_typing():
            return [("Enter", _("ghi ô này")), ("Esc", _("rời ô"))]
        if not self._rows:
            return [("T", _("thêm mục tiêu"))] if self._is_open() else []
        edit = [("Enter", _("sửa")), ("T", _("thêm mục tiêu"))] if self._is_open() else []
        return [("↑↓", _("mục tiêu")), *edit, ("Alt+↑↓", _("đi theo mạch"))]

    def more_keys(self) -> list[tuple[str, str]]:
        return [("F6", _("sang khung khác")), ("Esc", _("rời ô, về danh sách mục tiêu"))]

    def panes(self) -> Sequence[QWidget]:
        right = self.knots if self._tabs["thread"].isChecked() else self.form.fields["title"].editor
        every = (self.list, right, self.loose.list)
        return [each for each in every if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        small = frame is Frame.SMALL
        self._body.setContentsMargins(*((12, 8, 12, 10) if small else (20, 14, 20, 14)))
        self._right_card.setMinimumWidth(theme.px(290 if small else 324))
        self.loose.use_rows(1 if small else 4 if frame is Frame.WIDE else 2)

    def has_unsent_text(self) -> bool:
        return self.form.has_unsent_text()

    # ---- build

    def _build(self) -> None:
        self._add = button(_("Thêm mục tiêu"), self.add_goal, kind="primary", icon_name="plus")
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
        self._build_right()
        columns = row(gap=12)
        columns.addWidget(self._goals_card, 72)
        columns.addWidget(self._right_card, 28)
        self._body = column(self.gate, gap=12, margins=(20, 14, 20, 14))
        self._body.addLayout(columns, 1)
        self.body.addLayout(self._body, 1)

    def _build_right(self) -> None:
        self._right_card = Card(padding=(0, 0, 0, 0))
        self._tabs = {"thread": FilterButton(_("Mạch liên kết")), "form": FilterButton(_("Sửa mục tiêu"))}
        line = row(gap=6, margins=(14, 10, 14, 6))
        for name, tab in self._tabs.items():
            tab.setAutoExclusive(True)
            tab.setChecked(name == "thread")
            tab.toggled.connect(lambda _on: self._show_right())
            line.addWidget(tab)
        line.addStretch(1)
        self._right_title = text("", "strong", wrap=True)
        heading = row(self._right_title, margins=(16, 2, 14, 4))
        self._right_card.content.addLayout(line)
        self._right_card.content.addLayout(heading)
        self._right_card.content.addWidget(self.knots, 1)
        self._right_card.content.addWidget(self.form, 1)
        self._show_right()

    def _connect(self) -> None:
        self.list.shown.connect(lambda _record: self._show_current())
        self.list.opened.connect(lambda _record: self.edit_goal())
        self.knots.opened.connect(self._open_knot)
        self.gate.here.connect(self._go_to_gap)
        self.loose.wanted.connect(self.add_from_finding)
        self.form.edited.connect(self._edit)
        self.form.renewed.connect(self._renew)
        self.form.linked.connect(
            lambda finding_id: self._on_current(_("Nối phát hiện"), deeds.link_findings, [finding_id])
        )
        self.form.unlinked.connect(
            lambda finding_id: self._on_current(_("Gỡ phát hiện"), deeds.unlink_finding, finding_id)
        )
        self.form.removed.connect(self._remove)

    # ---- show

    def _show(self) -> None:
        self.list.show_records(self._rows, key=lambda each: each.goal.id)
        self.loose.show_findings(self._loose, self._is_open())
        self._empty.setVisible(not self._rows and not self._loose)
        self.list.setVisible(bool(self._rows))
        self._right_card.setVisible(bool(self._rows))
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
        current = self.list.current()
        if current is None:
            return
        goal = current.goal
        thread = self.workspace.read(lambda unit: thread_of(unit, "goals", goal.id))
        coming = Knot(kind="next", id="next", code=_("Nhiệm vụ, giải pháp"), title=_("Lập ở bước 4 và bước 5"))
        self.knots.show_thread([*thread.knots, coming], ("goals", goal.id))
        self.form.show_goal(current, self._loose)
        self._right_title.setText(f"{goal_code(goal)}  {goal.title}")

    def _show_right(self) -> None:
        self.knots.setVisible(self._tabs["thread"].isChecked())
        self.form.setVisible(self._tabs["form"].isChecked())
        self.keys_changed.emit()

    def _read_gate(self) -> None:
        """The gate asks the whole dossier, so it is read off the window's thread."""
        workspace = self.workspace
        workspace.background.run(
            lambda: workspace.read(lambda unit: progress.step_views(unit, workspace.cycle_id, workspace.as_of)[2]),
            self._show_gate,
            owner=self,
        )

    def _show_gate(self, view: progress.StepView) -> None:
        self.head.show_state(*pill_of(view.state, view.share))
        self.gate.show_view(view)
        self._locked = view.state == "approved"
        still = not self._is_open()
        self.form.set_read_only(still)
        self._add.setVisible(not still)
        self.loose.show_findings(self._loose, not still)

    def _is_open(self) -> bool:
        return not (self._locked or self.workspace.read_only)

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        for place, each in enumerate(self._rows):
            if wanted and (each.goal.id == wanted or any(finding.id == wanted for finding in each.findings)):
                self.list.choose(place)
                self.list.setFocus()
                return

    def _go_to_gap(self, goal_id: str) -> None:
        """To the goal that keeps the step from being handed in, and into its first blank field."""
        if not goal_id:
            self.add_goal()
            return
        self._wanted = goal_id
        self._go_to_wanted()
        current = self.list.current()
        if current and current.gaps:
            self.edit_goal(current.gaps[0].field)

    # ---- deeds

    def add_goal(self) -> None:
        """A new goal of one's own; its name is typed next."""
        if not self._is_open():
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
        self._go_to_wanted()
        self.edit_goal(field)
        editor = self.form.fields[field].editor
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def edit_goal(self, field: str = "title") -> None:
        """Open the fields of the current goal."""
        if self.list.current() is not None:
            self._tabs["form"].setChecked(True)
            self.form.go_to(field)

    def _edit(self, field: str, words: str) -> None:
        current = self.list.current()
        if current is None:
            return
        goal_id, as_of = current.goal.id, self.workspace.as_of
        try:
            self.workspace.run(_("Sửa mục tiêu"), lambda unit: deeds.edit_goal(unit, goal_id, field, words, as_of))
        except UserError as error:
            self.form.show_error(field, str(error))
        else:
            self.form.show_error(field, "")

    def _renew(self) -> None:
        current = self.list.current()
        if current is None:
            return
        goal_id, as_of = current.goal.id, self.workspace.as_of
        try:
            self.workspace.run(
                _("Lấy giá trị hiện tại từ dữ liệu"), lambda unit: deeds.renew_baseline(unit, goal_id, as_of)
            )
        except UserError as error:
            self.form.show_error("baseline", str(error))

    def _on_current(self, deed: str, work: Callable[..., object], argument: object) -> None:
        if current := self.list.current():
            goal_id = current.goal.id

            def done(unit: Unit) -> None:
                work(unit, goal_id, argument)

            self.workspace.run(deed, done)

    def _remove(self, reason: str) -> None:
        current = self.list.current()
        if current is None:
            return
        goal_id, code = current.goal.id, goal_code(current.goal)
        self._tabs["thread"].setChecked(True)
        self.workspace.run(
            _("Bỏ mục tiêu"),
            lambda unit: deeds.retire_goal(unit, goal_id, reason),
            toast=_("Đã bỏ {code}.", code=code),
        )

    # ---- the thread

    def _open_knot(self, knot: Knot) -> None:
        if knot.kind == "goals":
            self.edit_goal()
        else:
            open_knot(self.workspace, knot)

    def _along(self, by: int) -> None:
        """One knot up or down the thread."""
        self._tabs["thread"].setChecked(True)
        count = len(self.knots.records.records)
        if count:
            row_now = self.knots.currentIndex().row()
            self.knots.choose(max(0, min(count - 1, row_now + by)))
            self.knots.setFocus()

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in arrows:
            self._along(arrows[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and (self._is_typing() or self.knots.hasFocus()):
            self.list.setFocus()
        elif event.key() == Qt.Key.Key_T and not self._is_typing() and not event.modifiers():
            self.add_goal()
        else:
            super().keyPressEvent(event)

    def _is_typing(self) -> bool:
        focus = QApplication.focusWidget()
        return isinstance(focus, QLineEdit | QPlainTextEdit | QComboBox) and self.isAncestorOf(focus)
