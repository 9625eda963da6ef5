"""What the pages that analyse the register share: a sentence on top, a table, and beside it a panel or the settings."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.changes import Changes
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.register_grid import AnalysisTable
from app.ui.pages.register_session import READS, RegisterSession
from app.ui.pages.register_settings import SettingsPanel
from app.ui.pages.register_side import RegisterSide
from app.ui.parts import button, column, row, text
from app.ui.workspace import Workspace
from app.wording import _

SIDE_WIDTH, SMALL_SIDE_WIDTH = 360, 320
WIDE_MARGINS, SMALL_MARGINS = (20, 10, 20, 8), (12, 6, 12, 4)


class RegisterPage(Page):
    """A page says which tables it has (tables, shown_table), and shows what the session found (_show, _show_side)."""

    def __init__(self, workspace: Workspace, title: str) -> None:
        super().__init__(workspace, title)
        self._wanted, self._shown = "", ""
        self.session = RegisterSession(workspace, self)
        self.side = RegisterSide(workspace.background)
        self.settings = SettingsPanel(workspace)
        self._lead = text(_("Đang tính lại…"), "lead", wrap=True)
        self._basis = text("", "small")
        self._lead_block = column(self._lead, self._basis, gap=3, margins=WIDE_MARGINS)
        self._back = button(_("Phân tích"), lambda: workspace.go.emit("analysis", ""), kind="ghost", icon_name="left")

    def tables(self) -> tuple[AnalysisTable[Any], ...]:
        raise NotImplementedError

    def shown_table(self) -> AnalysisTable[Any]:
        """The table before the person."""
        return self.tables()[0]

    def _show(self) -> None:
        raise NotImplementedError

    def _show_side(self) -> None:
        raise NotImplementedError

    # ---- build

    def _add_ways(self, beside: QPushButton) -> None:
        """beside: the way to the page next to this one."""
        again = button(_("Tính lại"), self.session.compute, icon_name="redo", tip="F9")
        choose = button(_("Thiết lập"), self.turn_settings, kind="ghost", icon_name="settings", tip="S")
        for each in (self._back, beside, choose, again):
            self.head.add_action(each)

    def _beside_panels(self, main: QWidget) -> QHBoxLayout:
        line = row(gap=0)
        line.addWidget(main, 1)
        for panel in (self.side, self.settings):
            line.addWidget(panel)
            panel.setFixedWidth(theme.px(SIDE_WIDTH))
        self.side.hide()
        return line

    def _connect(self) -> None:
        self.session.changed.connect(self._show)
        self.session.failed.connect(self.say_wrong)
        for table in self.tables():
            table.turned.connect(self._show_side)
            table.opened.connect(self._open)
        self.side.went.connect(self.workspace.go)
        self.settings.closed.connect(self.turn_settings)
        QShortcut(QKeySequence("F9"), self, self.session.compute, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if not changes or changes.touches(*READS):
            self.session.compute()

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self._lead_block.setContentsMargins(*(SMALL_MARGINS if small else WIDE_MARGINS))
        self._basis.setVisible(not small)
        self._back.setVisible(not small)
        for table in self.tables():
            table.use_small(small)
        for panel in (self.side, self.settings):
            panel.setFixedWidth(theme.px(SIDE_WIDTH if frame is Frame.WIDE else SMALL_SIDE_WIDTH))

    # ---- ways

    def turn_settings(self) -> None:
        """The settings in the place of the panel, and back."""
        shows = not self.settings.isVisibleTo(self)
        self.settings.setVisible(shows)
        self._show_side()
        if shows:
            self.settings.fields["decision_rule"].editor.setFocus()
        else:
            self.shown_table().pane().setFocus()

    def _open(self) -> None:
        current = self.shown_table().current()
        if current is not None:
            self.workspace.go.emit("instruments", current.instrument.id)
