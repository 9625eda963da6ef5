"""Step 9: before and after. First what became of the goals in one sentence, then each with its figures and thread; what
was measured of effects and means; the parts a person writes; and the report as it will be printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.effect_report import PAPER, STEP, EffectReport, drafts
from app.domain.goal_results import GoalResult
from app.formats import show_date
from app.services.effect_papers import effect_preview
from app.services.effect_report import effect_report_of
from app.services.locks import lock_reason
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.effect_goals import EffectGoals
from app.ui.pages.effect_measured import MeasuredView
from app.ui.pages.effect_scale import EffectLegend
from app.ui.pages.effect_side import EffectSide
from app.ui.pages.paper_view import PaperView
from app.ui.pages.passages_panel import PassagesPanel
from app.ui.pages.step_gate import StepGate
from app.ui.parts import Card, EmptyState, FilterButton, button, column, is_typing_in, row, scrolled, text
from app.ui.workspace import Workspace
from app.wording import _

READS = (
    *("goals", "indicator_readings", "versions", "tasks", "progress_notes", "effects", "funding", "plans"),
    *("passages", "corrective_actions", "links", "findings", "solutions", "evidence", "steps", "cycles", "settings"),
)
GOALS, MEASURED, WORDS, PREVIEW = "goals", "measured", "passages", "preview"


class EffectReportPage(Page):
    """target: the id of a goal, of an effect or an item of the means, "passage:" and a name, or a tab's name.

    exported: the files lie in their folder.
    """

    exported = Signal(list)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Báo cáo hiệu quả"))
        self._wanted, self._tab = "", GOALS
        self._locked, self._small = False, False
        self.report: EffectReport | None = None
        self.gate = StepGate(workspace, STEP, "effect_report")
        self.gate.keep_up(self.head)
        self.sentence = text("", "lead", wrap=True)
        self.list, self.side = EffectGoals(), EffectSide(workspace)
        self.measured = MeasuredView(workspace)
        self.passages = PassagesPanel(workspace, PAPER)
        self.paper = PaperView(workspace, effect_preview)
        self._build()
        self._connect()

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        workspace = self.workspace
        self.report, self._locked = workspace.read(
            lambda unit: (
                effect_report_of(unit, workspace.cycle_id, workspace.today),
                bool(lock_reason(unit, workspace.cycle_id, STEP)),
            )
        )
        self._show()
        self.gate.read()

    def show_target(self, target: str) -> None:
        self._wanted = target
        if self.report is not None:
            self._go_to_wanted()

    def place(self) -> str:
        current = self.list.current()
        return self._wanted or (self._tab if self._tab != GOALS or current is None else current.goal.id)

    def keys(self) -> list[tuple[str, str]]:
        if is_typing_in(self):
            return [("Enter", _("ghi ô này")), ("Esc", _("rời ô"))]
        tabs = [("1–4", _("phần"))]
        if self._tab == GOALS and self.report and self.report.goals:
            return [("↑↓", _("mục tiêu")), ("Alt+↑↓", _("đi theo mạch")), *tabs]
        return tabs

    def more_keys(self) -> list[tuple[str, str]]:
        return [("F6", _("sang khung khác")), ("Esc", _("rời ô")), ("F9", _("dựng lại"))]

    def panes(self) -> Sequence[QWidget]:
        every = (
            self.list,
            self.side.pane(),
            self.measured.first(),
            next(iter(self.passages.editors.values())).field.editor,
            self.paper.preview.view,
        )
        return [each for each in every if each is not None and each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self._body.setContentsMargins(*((12, 8, 12, 10) if small else (20, 14, 20, 14)))
        self.side.setMinimumWidth(theme.px(290 if small else 324))
        self._excel.setText("Excel" if small or frame is Frame.NARROW else _("Xuất Excel"))
        self._word.setText("Word" if small or frame is Frame.NARROW else _("Xuất Word"))
        self.sentence.setVisible(not small)
        self._small = small
        self._show_legend()

    def has_unsent_text(self) -> bool:
        return is_typing_in(self)

    # ---- build

    def _build(self) -> None:
        self._excel = button(_("Xuất Excel"), partial(self.export, "effect_data"), icon_name="table")
        self._word = button(_("Xuất Word"), partial(self.export, "effect_word"), icon_name="note")
        self._pdf = button(_("Xuất PDF"), partial(self.export, "effect_report"), kind="primary", icon_name="pdf")
        for each in (self._excel, self._word, self._pdf):
            self.head.add_action(each)
        self.tabs = {
            GOALS: FilterButton(_("Mục tiêu trước và sau")),
            MEASURED: FilterButton(_("Hiệu quả, kinh phí")),
            WORDS: FilterButton(_("Phần viết")),
            PREVIEW: FilterButton(_("Xem trước")),
        }
        tabs = row(gap=6)
        for name, tab in self.tabs.items():
            tab.setAutoExclusive(True)
            tab.setChecked(name == GOALS)
            tab.clicked.connect(partial(self.open_tab, name))
            tabs.addWidget(tab)
        self._legend = EffectLegend()
        tabs.addStretch(1)
        tabs.addWidget(self._legend)
        self._views = {
            GOALS: self._goals_view(),
            MEASURED: self.measured,
            WORDS: self._words_view(),
            PREVIEW: self.paper,
        }
        self._body = column(self.gate, self.sentence, tabs, gap=12, margins=(20, 14, 20, 14))
        for view in self._views.values():
            self._body.addWidget(view, 1)
        self.body.addWidget(self.paper.result)
        self.body.addLayout(self._body, 1)
        self._show_tab()

    def _goals_view(self) -> QWidget:
        card = Card(padding=(0, 0, 0, 0))
        self._empty = EmptyState(
            "report",
            _("Chưa có mục tiêu nào để so sánh"),
            _("Báo cáo so giá trị ban đầu đã phê duyệt với lần đo cuối của từng mục tiêu."),
            [button(_("Sang mục tiêu"), lambda: self.workspace.go.emit("goals", ""), kind="link")],
        )
        card.content.addWidget(self._empty)
        card.content.addWidget(self.list, 1)
        columns = row(gap=12)
        columns.addWidget(card, 70)
        columns.addWidget(self.side, 30)
        made = QWidget()
        made.setLayout(columns)
        return made

    def _words_view(self) -> QWidget:
        content = QWidget()
        content.setLayout(column(self.passages, None, gap=0))
        return scrolled(content)

    def _connect(self) -> None:
        self.list.shown.connect(lambda _record: self._show_current())
        self.list.opened.connect(lambda _record: self.side.ask_reason())
        self.side.keys_changed.connect(self.keys_changed)
        self.gate.here.connect(self.show_target)
        self.paper.exported.connect(self.exported)

    # ---- show

    def _show(self) -> None:
        report, still = self._report(), not self._is_open()
        self.sentence.setText(report.sentence)
        version = report.baseline
        dated = _("Số liệu tính đến {day}", day=show_date(report.as_of))
        frozen = _("giá trị trước theo bản {number}", number=version.number) if version else _("chưa có bản phê duyệt")
        self.head.show_note(f"{dated}, {frozen}")
        self.list.show_report(report)
        self._show_legend()
        self._empty.setVisible(not report.goals)
        self.list.setVisible(bool(report.goals))
        self.side.setVisible(bool(report.goals))
        self.measured.show_report(report, still)
        self.passages.show_passages(still, drafts(report))
        if report.goals and self.list.current() is None:
            self.list.choose(0)
        self._go_to_wanted()
        self._show_current()
        self.paper.outdate()
        self._show_tab()

    def _show_legend(self) -> None:
        """The stroke of the last cycle is told where there is one, and room to tell it."""
        self._legend.show_marks(previous=bool(self.report and self.report.previous) and not self._small)

    def _report(self) -> EffectReport:
        assert self.report is not None
        return self.report

    def _show_current(self) -> None:
        if (current := self.list.current()) is not None:
            self.side.show_result(current, self._report(), not self._is_open())

    def open_tab(self, name: str, _checked: bool = False) -> None:
        self._tab = name
        self._show_tab()

    def _show_tab(self) -> None:
        self.tabs[self._tab].setChecked(True)
        for name, view in self._views.items():
            view.setVisible(name == self._tab)
        self._legend.setVisible(self._tab == GOALS)
        if self._tab == PREVIEW and self.report is not None:
            self.paper.make()
        self.keys_changed.emit()

    def _is_open(self) -> bool:
        return not (self._locked or self.workspace.read_only)

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if not wanted:
            return
        if wanted in self.tabs:
            self.open_tab(wanted)
        elif wanted.startswith("passage:"):
            self.open_tab(WORDS)
            self.passages.editors[wanted.removeprefix("passage:")].field.editor.setFocus()
        elif not self._go_to_goal(wanted) and any(owner == wanted for owner, _name in self.measured.fields):
            self.open_tab(MEASURED)
            self.measured.go_to(wanted)

    def _go_to_goal(self, goal_id: str) -> bool:
        for place, each in enumerate(self._report().goals):
            if each.goal.id == goal_id:
                self.open_tab(GOALS)
                self.list.choose(place)
                self.list.setFocus()
                self._ask_for_reason(each)
                return True
        return False

    def _ask_for_reason(self, result: GoalResult) -> None:
        """Where neither a value nor a reason is known, the reason is what can be given here."""
        if not result.is_answered:
            self._show_current()
            self.side.ask_reason()

    # ---- deeds and keys

    def export(self, key: str) -> None:
        self.measured.commit()
        self.passages.commit()
        self.paper.export(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        number = event.text()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in arrows and self._tab == GOALS:
            self.side.along(arrows[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and (is_typing_in(self) or self.side.knots.hasFocus()):
            self._leave_field()
        elif event.key() == Qt.Key.Key_F9:
            self.paper.outdate()
            self._show_tab()
        elif number in ("1", "2", "3", "4") and not is_typing_in(self):
            self.open_tab(list(self.tabs)[int(number) - 1])
        else:
            super().keyPressEvent(event)

    def _leave_field(self) -> None:
        (self.list if self._tab == GOALS and self.list.isVisibleTo(self) else self.tabs[self._tab]).setFocus()
