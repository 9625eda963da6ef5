"""Beside the goals: the whole thread of the current one, or its fields; and the deeds on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import UserError
from app.domain.findings import Finding
from app.domain.goals import goal_code
from app.services import goals as deeds
from app.services.goal_economics import goal_economics
from app.services.goal_history import history_of
from app.services.goals import GoalRow
from app.services.meeting_said import said_about
from app.services.thread import Knot, thread_of
from app.ui.pages.goal_form import GoalForm
from app.ui.pages.goal_said import SaidLines
from app.ui.pages.goals_economics import ESTIMATES, EconomicsView
from app.ui.pages.thread_view import ThreadView, open_knot
from app.ui.parts import Card, FilterButton, row, text
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.storage.unit import Unit


def missing_knots(row: GoalRow) -> list[Knot]:
    """What the thread of a goal still lacks; Enter leads to adding it."""
    wanted = (
        ("tasks", row.tasks, _("Chưa có nhiệm vụ"), _("Thêm ở bước 4")),
        ("solutions", row.solutions, _("Chưa có giải pháp"), _("Thêm ở bước 5")),
        ("effects", row.effects, _("Chưa có hiệu quả"), _("Thêm hiệu quả dự kiến")),
    )
    return [Knot(kind="next", id=kind, code=code, title=title) for kind, records, code, title in wanted if not records]


class GoalSide(Card):
    """keys_changed: other keys act now. followed(kind, id): to an effect, or to adding the
    task, solution or effect that is missing (id "")."""

    keys_changed = Signal()
    followed = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.workspace = workspace
        self.knots, self.form, self.economics = ThreadView(), GoalForm(), EconomicsView()
        self._row: GoalRow | None = None
        self._loose: Sequence[Finding] = ()
        self._still = False
        self._tabs = {
            "thread": FilterButton(_("Mạch liên kết")),
            "form": FilterButton(_("Sửa")),
            "economics": FilterButton(_("Kinh tế")),
        }
        line = row(gap=6, margins=(14, 10, 14, 6))
        for name, tab in self._tabs.items():
            tab.setAutoExclusive(True)
            tab.setChecked(name == "thread")
            tab.toggled.connect(lambda _on: self._show_tab())
            line.addWidget(tab)
        line.addStretch(1)
        self._title = text("", "strong", wrap=True)
        self.said = SaidLines()
        self.content.addLayout(line)
        self.content.addLayout(row(self._title, margins=(16, 2, 14, 4)))
        self.content.addWidget(self.said)
        self.content.addWidget(self.knots, 1)
        self.content.addWidget(self.form, 1)
        self.content.addWidget(self.economics, 1)
        self._connect()
        self._show_tab()

    def _connect(self) -> None:
        self.knots.opened.connect(self._open_knot)
        self.form.edited.connect(self._edit)
        self.form.renewed.connect(self._renew)
        self.form.linked.connect(lambda id: self._on_current(_("Nối phát hiện"), deeds.link_findings, [id]))
        self.form.unlinked.connect(lambda id: self._on_current(_("Gỡ phát hiện"), deeds.unlink_finding, id))
        self.form.removed.connect(self._remove)
        self.form.choices.aboutToShow.connect(self._offer_choices)
        self.form.taken.connect(self._take)
        self.economics.edited.connect(self._estimate)

    def set_read_only(self, still: bool) -> None:
        self._still = still
        self.form.set_read_only(still)

    def show_goal(self, goal_row: GoalRow, loose: Sequence[Finding]) -> None:
        """What the open tab shows of a goal: its thread, its fields, or what it costs and brings."""
        self._row, self._loose = goal_row, loose
        self._title.setText(f"{goal_code(goal_row.goal)}  {goal_row.goal.title}")
        self._fill()

    def _fill(self) -> None:
        if self._row is None:
            return
        row, goal_id = self._row, self._row.goal.id
        cycle_id = row.goal.cycle_id
        self.said.show_said(self.workspace.read(lambda unit: said_about(unit, cycle_id, "goals", goal_id)))
        if self._tabs["thread"].isChecked():
            thread = self.workspace.read(lambda unit: thread_of(unit, "goals", goal_id))
            self.knots.show_thread([*thread.knots, *missing_knots(row)], ("goals", goal_id))
        elif self._tabs["form"].isChecked():
            self.form.show_goal(row, self._loose)
            self.form.past.show_turns(self.workspace.read(lambda unit: history_of(unit, "goals", goal_id)))
        else:
            found = self.workspace.read(lambda unit: goal_economics(unit, goal_id))
            self.economics.show_economics(found, self._still)

    def pane(self) -> QWidget:
        if self._tabs["thread"].isChecked():
            return self.knots
        if self._tabs["form"].isChecked():
            return self.form.fields["title"].editor
        return self.economics.fields["investment"].editor

    def edit(self, field: str) -> None:
        """Open the fields with the cursor in this one."""
        if field in ESTIMATES:
            self._tabs["economics"].setChecked(True)
            self.economics.fields[field].editor.setFocus()
            return
        self._tabs["form"].setChecked(True)
        self.form.go_to(field)

    def edit_new(self, field: str) -> None:
        """Open the fields of a goal that was just made; what stands in this one is typed over."""
        self.edit(field)
        editor = self.form.fields[field].editor
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def along(self, by: int) -> None:
        """One knot up or down the thread."""
        self._tabs["thread"].setChecked(True)
        last = len(self.knots.records.records) - 1
        self.knots.choose(max(0, min(last, self.knots.currentIndex().row() + by)))
        self.knots.setFocus()

    def _show_tab(self) -> None:
        self.knots.setVisible(self._tabs["thread"].isChecked())
        self.form.setVisible(self._tabs["form"].isChecked())
        self.economics.setVisible(self._tabs["economics"].isChecked())
        self._fill()
        self.keys_changed.emit()

    def _open_knot(self, knot: Knot) -> None:
        if knot.kind == "next":
            self.followed.emit(knot.id, "")
        elif knot.kind == "effects":
            self.followed.emit(knot.kind, knot.id)
        elif knot.kind == "goals" and self._row is not None and knot.id == self._row.goal.id:
            self.edit("title")
        else:
            open_knot(self.workspace, knot)

    # ---- deeds on the goal that is shown

    def _edit(self, field: str, words: str) -> None:
        as_of = self.workspace.as_of
        try:
            self._on_current(_("Sửa mục tiêu"), deeds.edit_goal, field, words, as_of)
        except UserError as error:
            self.form.show_error(field, str(error))
        else:
            self.form.show_error(field, "")

    def _renew(self) -> None:
        try:
            self._on_current(_("Lấy giá trị hiện tại từ dữ liệu"), deeds.renew_baseline, self.workspace.as_of)
        except UserError as error:
            self.form.show_error("baseline", str(error))

    def _offer_choices(self) -> None:
        from app.services.goal_baselines import baseline_choices  # brings all methods of measurement science

        if self._row is not None:
            goal_id = self._row.goal.id
            self.form.offer_choices(self.workspace.read(lambda unit: baseline_choices(unit, goal_id)))

    def _take(self, evaluation_id: str, name: str) -> None:
        from app.services.goal_baselines import take_baseline

        try:
            self._on_current(_("Lấy giá trị hiện tại từ đánh giá"), take_baseline, evaluation_id, name)
        except UserError as error:
            self.form.show_error("baseline", str(error))

    def _estimate(self, field: str, words: str) -> None:
        shown = self.economics.fields[field]
        try:
            self._on_current(_("Ước tính chi phí"), deeds.edit_goal, field, words)
        except UserError as error:
            shown.show_error(str(error))
        else:
            shown.show_error("")

    def _remove(self, reason: str) -> None:
        if self._row is not None:
            code = goal_code(self._row.goal)
            self._tabs["thread"].setChecked(True)
            self._on_current(_("Bỏ mục tiêu"), deeds.retire_goal, reason, toast=_("Đã bỏ {code}.", code=code))

    def _on_current(self, deed: str, work: Callable[..., object], *arguments: object, toast: str = "") -> None:
        if self._row is None:
            return
        goal_id = self._row.goal.id

        def done(unit: Unit) -> None:
            work(unit, goal_id, *arguments)

        self.workspace.run(deed, done, toast=toast)
