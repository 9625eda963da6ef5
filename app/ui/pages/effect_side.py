"""Beside the goals of the effect report: the figures of the current one with their sources, or its whole thread."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.effect_report import EffectReport
from app.domain.errors import UserError
from app.domain.goal_results import GoalResult
from app.domain.goals import goal_code
from app.domain.monitoring import IndicatorReading
from app.domain.results_told import after_words, before_words, change_told, notes_of, target_words
from app.formats import show_date, show_number
from app.services.effect_report import say_why_unmeasured
from app.services.thread import Knot, thread_of
from app.ui import theme
from app.ui.pages.thread_view import ThreadView, open_knot
from app.ui.parts import Card, Field, FilterButton, button, clear_layout, column, row, scrolled, text
from app.ui.workspace import Workspace
from app.wording import _


class EffectSide(Card):
    """keys_changed: other keys act now."""

    keys_changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.workspace = workspace
        self._result: GoalResult | None = None
        self._still = False
        self.knots = ThreadView()
        self._tabs = {"figures": FilterButton(_("Số liệu, nguồn")), "thread": FilterButton(_("Mạch liên kết"))}
        tabs = row(gap=6, margins=(14, 10, 14, 6))
        for name, tab in self._tabs.items():
            tab.setAutoExclusive(True)
            tab.setChecked(name == "figures")
            tab.toggled.connect(lambda _on: self._show_tab())
            tabs.addWidget(tab)
        tabs.addStretch(1)
        self._title = text("", "strong", wrap=True)
        self._figures = column(gap=10)
        self.reason = self._reason_field()
        content = QWidget()
        content.setLayout(column(self._figures, self.reason, None, gap=12, margins=(16, 4, 16, 14)))
        self._area = scrolled(content)
        self.content.addLayout(tabs)
        self.content.addLayout(row(self._title, margins=(16, 2, 14, 4)))
        self.content.addWidget(self._area, 1)
        self.content.addWidget(self.knots, 1)
        self.knots.opened.connect(self._open_knot)
        self._show_tab()

    def _reason_field(self) -> Field:
        editor = QPlainTextEdit()
        editor.setFixedHeight(theme.px(70))
        editor.installEventFilter(self)
        made = Field(_("Vì sao chưa đo được"), editor, placeholder=_("Báo cáo in lý do này thay cho con số."))
        made.committed.connect(self._keep_reason)
        return made

    def show_result(self, result: GoalResult, report: EffectReport, still: bool) -> None:
        """still: nothing may be changed now."""
        same = self._result is not None and self._result.goal.id == result.goal.id
        self._result, self._still = result, still
        self._title.setText(f"{goal_code(result.goal)}  {result.goal.title}")
        self._show_figures(result, report)
        self._show_thread()
        self.reason.setVisible(result.change.after.value is None)
        self.reason.set_read_only(still)
        if not (same and (self.reason.editor.hasFocus() or self.reason.error())):
            self.reason.show_value(result.reason)

    def _show_thread(self) -> None:
        """Read only while it is looked at: it asks for every link of the dossier."""
        if self._result is None or not self._tabs["thread"].isChecked():
            return
        goal_id = self._result.goal.id
        thread = self.workspace.read(lambda unit: thread_of(unit, "goals", goal_id))
        self.knots.show_thread(list(thread.knots), ("goals", goal_id))

    def _show_figures(self, result: GoalResult, report: EffectReport) -> None:
        clear_layout(self._figures)
        change = result.change
        for label, words in (
            (_("Giá trị trước"), before_words(result)),
            (_("Giá trị sau"), after_words(result)),
            (_("Mức thay đổi"), change_told(result)),
            (_("Giá trị cần đạt"), self._target(result)),
        ):
            self._figures.addLayout(_pair(label, words))
        for note in notes_of(result):
            self._figures.addWidget(text(note, "small", wrap=True))
        previous = report.previous.get(result.goal.id)
        if previous is not None:
            words = _("Chu kỳ trước bắt đầu từ {value}.", value=f"{show_number(previous)} {change.after.unit}".strip())
            self._figures.addWidget(text(words, "small", wrap=True))
        self._figures.addLayout(_pair(_("Nguồn của giá trị trước"), result.goal.baseline_source or _("chưa ghi")))
        self._figures.addWidget(text(_("Các lần đo"), "cap"))
        for reading in result.readings:
            self._figures.addWidget(text(reading_words(reading, change.after.unit), "second", wrap=True))
        if not result.readings:
            self._figures.addWidget(text(_("Chưa có lần đo nào."), "second"))
        way = button(_("Sang theo dõi để ghi số đo"), self._to_monitoring, kind="link")
        self._figures.addLayout(row(way, None))

    def _target(self, result: GoalResult) -> str:
        aim = result.change.aim
        if aim is None:
            return _("chưa đặt")
        value = f"{show_number(aim)} {result.goal.unit}".strip()
        return _("{value}: {verdict}", value=value, verdict=target_words(result.change))

    def _to_monitoring(self) -> None:
        if self._result is not None:
            self.workspace.go.emit("monitoring", self._result.goal.id)

    def ask_reason(self) -> None:
        """To the figures, with the cursor in the reason."""
        self._tabs["figures"].setChecked(True)
        if self.reason.isVisibleTo(self):
            self._area.ensureWidgetVisible(self.reason.editor, 0, 40)
            self.reason.editor.setFocus()

    def pane(self) -> QWidget:
        return self.knots if self._tabs["thread"].isChecked() else self._tabs["figures"]

    def along(self, by: int) -> None:
        """One knot up or down the thread."""
        self._tabs["thread"].setChecked(True)
        last = len(self.knots.records.records) - 1
        self.knots.choose(max(0, min(last, self.knots.currentIndex().row() + by)))
        self.knots.setFocus()

    def _show_tab(self) -> None:
        self.knots.setVisible(self._tabs["thread"].isChecked())
        self._area.setVisible(self._tabs["figures"].isChecked())
        self._show_thread()
        self.keys_changed.emit()

    def _open_knot(self, knot: Knot) -> None:
        open_knot(self.workspace, knot)

    def _keep_reason(self, words: str) -> None:
        if self._result is None:
            return
        goal_id = self._result.goal.id
        try:
            self.workspace.run(
                _("Ghi lý do chưa đo"),
                lambda unit: say_why_unmeasured(unit, goal_id, words),
            )
        except UserError as error:
            self.reason.show_error(str(error))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.reason.commit()
        return super().eventFilter(watched, event)


def _pair(label: str, words: str) -> QVBoxLayout:
    return column(text(label, "cap"), text(words, "body", wrap=True, selectable=True), gap=2)


def reading_words(reading: IndicatorReading, unit: str) -> str:
    """30/09/2027: 31/31, 100 %. Nguồn …; a gap says that nothing was read, and why."""
    day = show_date(reading.read_on or reading.planned_on)
    if reading.value is None:
        words = _("{day}: không đo", day=day)
        return f"{words}. {reading.note}" if reading.note else f"{words}."
    value = f"{show_number(reading.value)} {unit}".strip()
    if reading.k is not None and reading.n is not None:
        value = f"{reading.k}/{reading.n}, {value}"
    if reading.expanded_uncertainty is not None:
        value = f"{value}, U = {show_number(reading.expanded_uncertainty)} {unit}".strip()
    words = f"{day}: {value}."
    return f"{words} {reading.source}" if reading.source else words
