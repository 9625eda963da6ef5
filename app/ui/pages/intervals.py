"""Calibration intervals proposed from history, and what must be looked at again where an instrument was found wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from app.domain.errors import UserError
from app.domain.register_analysis import IntervalRow, LookBackRow
from app.formats import show_number
from app.services.register_analysis import accept_intervals
from app.ui.pages.intervals_bar import IntervalsBar
from app.ui.pages.intervals_columns import look_back_key
from app.ui.pages.intervals_side import show_interval, show_look_back
from app.ui.pages.intervals_tables import intervals_table, look_back_table
from app.ui.pages.register_grid import AnalysisTable
from app.ui.pages.register_page import RegisterPage
from app.ui.pages.register_words import basis, interval_lead, look_back_lead
from app.ui.parts import button, column, row
from app.ui.workspace import Workspace
from app.wording import _

LOOK_BACK = "look_back"
_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class IntervalsPage(RegisterPage):
    """target: the id of an instrument; "look_back" for the second tab, with ":" and an instrument's id behind it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Chu kỳ hiệu chuẩn"))
        self.intervals = intervals_table(workspace)
        self.look_back = look_back_table(workspace)
        self.bar = IntervalsBar()
        self.tabs = QTabBar()
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    # ---- build

    def _build(self) -> None:
        confirmation = button(
            _("Xác nhận đo lường"), lambda: self.workspace.go.emit("confirmation", ""), kind="ghost", icon_name="check"
        )
        self._add_ways(confirmation)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(_("Chu kỳ hiệu chuẩn"))
        for words in (_("Chu kỳ hiệu chuẩn"), _("Xem xét lại")):
            self.tabs.addTab(words)
        ground = QWidget()
        ground.setLayout(row(self.tabs, None, margins=(8, 0, 8, 0)))
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        ground.setProperty("surface", "bar-top")
        first = QWidget()
        inner = column(gap=0)
        inner.addWidget(self.intervals, 1)
        inner.addWidget(self.bar)
        first.setLayout(inner)
        self._stack.addWidget(first)
        self._stack.addWidget(self.look_back)
        self.body.addWidget(ground)
        self.body.addLayout(self._lead_block)
        self.body.addLayout(self._beside_panels(self._stack), 1)
        self.bar.hide()

    def tables(self) -> tuple[AnalysisTable[Any], ...]:
        return (self.intervals, self.look_back)

    def shown_table(self) -> AnalysisTable[IntervalRow] | AnalysisTable[LookBackRow]:
        return self.look_back if self.tabs.currentIndex() == 1 else self.intervals

    def _connect(self) -> None:
        super()._connect()
        self.tabs.currentChanged.connect(self._show_tab)
        self.intervals.grid.selectionModel().selectionChanged.connect(lambda *_changed: self._show_chosen())
        self.bar.accepted.connect(self.accept)
        self.bar.closed.connect(self.intervals.grid.setFocus)
        for keys, act in (
            ("Ctrl+PgDown", lambda: self._step(1)),
            ("Ctrl+PgUp", lambda: self._step(-1)),
        ):
            QShortcut(QKeySequence(keys), self, act, context=_HERE)

    # ---- the page's contract

    def show_target(self, target: str) -> None:
        tab, _colon, wanted = target.partition(":")
        if tab == LOOK_BACK:
            self.tabs.setCurrentIndex(1)
        elif target:
            self.tabs.setCurrentIndex(0)
        self._wanted = wanted if tab == LOOK_BACK else target
        self._go_to_wanted()

    def place(self) -> str:
        if self.tabs.currentIndex() == 1:
            current = self.look_back.current()
            return f"{LOOK_BACK}:{current.instrument.id if current else self._wanted}"
        shown = self.intervals.current()
        return self._wanted or (shown.key if shown else "")

    def keys(self) -> list[tuple[str, str]]:
        if self.bar.is_asking():
            return [("Enter", _("nhận")), ("Esc", _("thôi"))]
        again, tab = ("F9", _("tính lại")), ("Ctrl+PgDn", _("thẻ sau"))
        if not self.shown_table().rows():
            return [tab, again]
        take = (
            [("A", _("nhận đề xuất"))]
            if self.shown_table() is self.intervals and self.bar.count and not self.workspace.read_only
            else []
        )
        return [("↑↓", _("dòng")), *take, ("Enter", _("mở phiếu")), ("/", _("lọc")), tab, again]

    def more_keys(self) -> list[tuple[str, str]]:
        return [
            ("Shift+↓", _("chọn nhiều dòng")),
            ("S", _("thiết lập")),
            ("Ctrl+PgUp", _("thẻ trước")),
            ("F6", _("sang khung khác")),
        ]

    def panes(self) -> Sequence[QWidget]:
        every = (
            self.shown_table().search,
            self.shown_table().pane(),
            self.side.area,
            self.settings.fields["decision_rule"].editor,
            self.tabs,
        )
        return [each for each in every if each.isVisibleTo(self)]

    # ---- show

    def _show(self) -> None:
        analysis = self.session.analysis
        if analysis is None:
            return
        self._shown = ""
        self.intervals.show_rows(analysis.intervals, self.session.texts)
        self.look_back.show_rows(analysis.look_back)
        for at, words, rows in (
            (0, _("Chu kỳ hiệu chuẩn"), analysis.intervals),
            (1, _("Xem xét lại"), analysis.look_back),
        ):
            self.tabs.setTabText(at, f"{words}  {show_number(len(rows))}")
        self._basis.setText(basis(analysis))
        self.settings.show_settings(analysis.settings)
        self._go_to_wanted()
        self._show_tab(self.tabs.currentIndex())

    def _show_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        analysis = self.session.analysis
        if analysis is not None:
            self._lead.setText(look_back_lead(analysis) if at == 1 else interval_lead(analysis))
        self._shown = ""
        self._show_side()
        self.keys_changed.emit()

    def _step(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
        self.shown_table().pane().setFocus()

    def _go_to_wanted(self) -> None:
        if not self._wanted or self.session.analysis is None:
            return
        wanted, self._wanted = self._wanted, ""
        if self.shown_table() is self.intervals:
            self.intervals.choose(wanted)
            return
        found = next((each for each in self.look_back.rows() if each.instrument.id == wanted), None)
        if found is not None:
            self.look_back.choose(look_back_key(found))

    def _show_side(self) -> None:
        analysis = self.session.analysis
        if self.shown_table() is self.intervals:
            self._show_chosen()
        current = self.shown_table().current()
        self.side.setVisible(current is not None and not self.settings.isVisibleTo(self))
        if current is None or analysis is None:
            return
        key = look_back_key(current) if isinstance(current, LookBackRow) else current.key
        if key == self._shown:
            return
        self._shown = key
        if isinstance(current, LookBackRow):
            show_look_back(self.side, current, analysis)
        else:
            show_interval(self.side, current, analysis)

    def _show_chosen(self) -> None:
        self.bar.setVisible(bool(self.intervals.rows()) and not self.workspace.read_only)
        before = self.bar.count
        if not self.bar.is_asking():
            self.bar.show_chosen(self.intervals.chosen_rows())
        if bool(before) != bool(self.bar.count):
            self.keys_changed.emit()

    # ---- deeds

    def accept(self, reason: str) -> None:
        """The chosen proposals become the intervals of their instruments: one deed that can be undone."""
        chosen = [each for each in self.intervals.chosen_rows() if each.change in ("longer", "shorter")]
        try:
            self.workspace.run(
                _("Nhận chu kỳ đề xuất"),
                lambda unit: accept_intervals(unit, chosen, reason),
                toast=_("Đã đổi chu kỳ của {n} phương tiện đo.", n=show_number(len(chosen))),
            )
        except UserError as refusal:
            self.say_wrong(str(refusal))
            return
        self.say_wrong("")
        self.bar.give_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().casefold()
        typing = self.shown_table().search.hasFocus() or self.bar.is_asking()
        if letter == "/" and not typing:
            self.shown_table().search.setFocus()
        elif letter == "s" and not typing:
            self.turn_settings()
        elif letter == "a" and not typing and self.shown_table() is self.intervals and not self.workspace.read_only:
            self.bar.ask()
            self.keys_changed.emit()
        else:
            super().keyPressEvent(event)
