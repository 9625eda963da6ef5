"""Step 8: the indicators over time, statistics, corrective actions, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.changes import Changes
from app.formats import show_date
from app.services.reminders import WITHIN_DAYS, InUse
from app.ui.page import Frame, Page
from app.ui.pages.monitor_actions import ActionsTab
from app.ui.pages.monitor_goals import GoalsTab
from app.ui.pages.monitor_reads import Aside, Near, read_aside, read_near
from app.ui.pages.monitor_statistics import StatisticsTab
from app.ui.pages.reminder_list import reminder_list
from app.ui.pages.step_gate import StepGate
from app.ui.parts import Card, EmptyState, FilterButton, button, column, is_typing_in, row, text
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.domain.reminders import Reminder
    from app.storage.unit import Unit

TABS = ("goals", "statistics", "actions", "due")


class MonitoringPage(Page):
    """target: a goal, the slot of a reading, a corrective action, "late:" with a task, "review", or a tab."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Theo dõi, thống kê"))
        self._wanted = ""
        self._locked = False
        self._read = False
        self._in_use: InUse | None = None
        self.gate = StepGate(workspace, 8, "monitoring")
        self.gate.keep_up(self.head)
        self.goals, self.statistics = GoalsTab(workspace), StatisticsTab(workspace)
        self.repairs, self.due = ActionsTab(workspace), reminder_list()
        words = (_("Chỉ tiêu"), _("Thống kê"), _("Hành động khắc phục"), _("Việc tới hạn"))
        self.tabs = {name: FilterButton(word) for name, word in zip(TABS, words, strict=True)}
        self.stack = QStackedWidget()
        self._build()
        self._connect()

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        """The first time in the background: forecasts bring scipy. Later the readings at once, the register beside."""
        if changes.touches("instruments", "calibrations"):
            self._in_use = None
        if self._read:
            self._show_near(self._near())
        self._read_aside(with_near=not self._read)
        self.gate.read()

    def _near(self) -> Near:
        return self.workspace.read(lambda unit: read_near(unit, self.workspace.cycle_id, self.workspace.today))

    def _read_aside(self, *, with_near: bool) -> None:
        workspace, cycle_id, today = self.workspace, self.workspace.cycle_id, self.workspace.today

        in_use = self._in_use

        def read(unit: Unit) -> Aside:
            return read_aside(unit, cycle_id, today, in_use, with_near=with_near)

        workspace.background.run(lambda: workspace.read(read), self._show_aside, owner=self)

    def _show_aside(self, found: Aside) -> None:
        self._in_use, due = found.in_use, found.due
        if found.near is not None:
            self._read = True
            self._show_near(found.near)
        self.statistics.show_statistics(found.statistics)
        self.due.show_records(due, key=lambda each: (each.kind, each.target, each.due_on))
        self._nothing_due.setVisible(not due)
        self.due.setVisible(bool(due))
        self.tabs["due"].show_count(len(due))
        self._go_to_wanted()

    def _show_near(self, near: Near) -> None:
        self._locked = near.locked
        still = not self._is_open()
        self.goals.show_rows(near.goals, still=still)
        self.repairs.show_actions(near.actions, near.proposed, still=still)
        self.statistics.show_reviews(near.reviews, still=still)
        self._no_goals.setVisible(not near.goals)
        self.goals.setVisible(bool(near.goals))
        self.tabs["goals"].show_count(len(near.goals))
        waiting = sum(each.action.done_on is None for each in near.actions) + len(near.proposed)
        self.tabs["actions"].show_count(waiting)
        n, day = sum(each.read for each in near.goals), show_date(self.workspace.today)
        self.head.show_note(_("{n} lần đọc chỉ tiêu, tính đến {day}", n=n, day=day))
        self.keys_changed.emit()

    def show_target(self, target: str) -> None:
        self._wanted = target
        if self._read:
            self._go_to_wanted()

    def place(self) -> str:
        if self._wanted:
            return self._wanted
        tab = self._tab()
        current = self.goals.goals.current()
        return current.goal.id if tab == "goals" and current else tab

    def keys(self) -> list[tuple[str, str]]:
        if is_typing_in(self):
            return [("Enter", _("ghi ô này")), ("Esc", _("rời ô"))]
        tabs = [("1–4", _("chọn thẻ"))]
        if not self._is_open():
            return [("↑↓", _("dòng")), *tabs]
        match self._tab():
            case "goals":
                return [
                    ("↑↓", _("dòng")),
                    *tabs,
                    ("N", _("nhập lần đọc")),
                    ("D", _("đo lại từ dữ liệu")),
                    ("Enter", _("các lần đọc")),
                ]
            case "actions":
                return [("↑↓", _("dòng")), *tabs, ("T", _("thêm hành động")), ("Enter", _("sửa"))]
            case "due":
                return [("↑↓", _("dòng")), *tabs, ("Enter", _("đến nơi"))]
        return tabs

    def more_keys(self) -> list[tuple[str, str]]:
        return [
            ("F6", _("sang khung khác")),
            ("Esc", _("rời ô, về danh sách")),
            ("Shift+N", _("nhập lần đọc ngoài kỳ")),
        ]

    def panes(self) -> Sequence[QWidget]:
        every = (self.goals.goals, self.goals.slots, self.repairs.list, self.due)
        return [each for each in every if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self._body.setContentsMargins(*((12, 8, 12, 10) if small else (20, 14, 20, 14)))

    def has_unsent_text(self) -> bool:
        return is_typing_in(self)

    # ---- build

    def _build(self) -> None:
        bar = row(gap=6)
        for name, tab in self.tabs.items():
            tab.setAutoExclusive(True)
            tab.setChecked(name == "goals")
            bar.addWidget(tab)
        bar.addStretch(1)
        self._no_goals = EmptyState(
            "monitor",
            _("Chưa có chỉ tiêu để theo dõi"),
            _("Chỉ tiêu lấy từ các mục tiêu của bước 3."),
            [button(_("Sang bước 3"), lambda: self.workspace.go.emit("goals", ""), kind="link")],
        )
        first = QWidget()
        first.setLayout(column(self._no_goals, gap=0))
        layout = first.layout()
        assert layout is not None
        layout.addWidget(self.goals)
        self._nothing_due = text(_("Không có việc nào tới hạn trong {n} ngày tới.", n=WITHIN_DAYS), "second")
        self._nothing_due.setAlignment(Qt.AlignmentFlag.AlignCenter)
        due = Card(padding=(0, 4, 0, 4))
        due.content.addWidget(self._nothing_due)
        due.content.addWidget(self.due, 1)
        for part in (first, self.statistics, self.repairs, due):
            self.stack.addWidget(part)
        self._body = column(self.gate, bar, gap=12, margins=(20, 14, 20, 14))
        self._body.addWidget(self.stack, 1)
        self.body.addLayout(self._body, 1)

    def _connect(self) -> None:
        for place, tab in enumerate(self.tabs.values()):
            tab.toggled.connect(lambda on, place=place: self._show_tab(place) if on else None)
        self.goals.goal_opened.connect(lambda id: self.workspace.go.emit("goals", id))
        self.statistics.wanted.connect(self.workspace.go)
        self.due.opened.connect(self._follow)
        self.gate.here.connect(self.show_target)

    # ---- show

    def _tab(self) -> str:
        return TABS[self.stack.currentIndex()]

    def _show_tab(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        for pane in self.panes()[:1]:
            pane.setFocus()
        self.keys_changed.emit()

    def choose_tab(self, name: str) -> None:
        self.tabs[name].setChecked(True)

    def _follow(self, reminder: Reminder) -> None:
        if reminder.page == "monitoring":
            self.show_target(reminder.target)
        else:
            self.workspace.go.emit(reminder.page, reminder.target)

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if not wanted:
            return
        if wanted in TABS:
            self.choose_tab(wanted)
        elif wanted == "review":
            self.choose_tab("statistics")
            self.statistics.review()
        elif wanted.startswith("late:"):
            self.choose_tab("actions")
        elif self.goals.go_to(wanted):
            self.choose_tab("goals")
        elif self.repairs.go_to(wanted):
            self.choose_tab("actions")

    def _is_open(self) -> bool:
        return not (self._locked or self.workspace.read_only)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, tab = event.text().lower(), self._tab()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        plain = not held and not is_typing_in(self)
        if event.key() == Qt.Key.Key_Escape and is_typing_in(self):
            for pane in self.panes()[:1]:
                pane.setFocus()
        elif plain and key in ("1", "2", "3", "4"):
            self.choose_tab(TABS[int(key) - 1])
        elif plain and key == "n" and tab == "goals":
            self.goals.type_out_of_turn() if shifted else self.goals.type_reading()
        elif plain and key == "d" and tab == "goals":
            self.goals.measure_again()
        elif plain and key == "t" and tab == "actions":
            self.repairs.add_action()
        else:
            super().keyPressEvent(event)
