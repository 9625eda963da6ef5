"""Metrological confirmation of the whole register: every instrument against every process it serves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.register_analysis import ConfirmationRow
from app.ui.pages.confirmation_columns import confirmation_columns
from app.ui.pages.confirmation_side import show_confirmation
from app.ui.pages.register_grid import AnalysisTable
from app.ui.pages.register_page import RegisterPage
from app.ui.pages.register_words import STATES, basis, confirmation_lead
from app.ui.parts import EmptyState, button
from app.ui.workspace import Workspace
from app.wording import _


class ConfirmationPage(RegisterPage):
    """target: the id of an instrument, or the key of a row (instrument and process with a colon between)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Xác nhận đo lường"))
        begin = button(_("Mở danh mục phương tiện đo"), lambda: workspace.go.emit("instruments", ""), kind="primary")
        self.table: AnalysisTable[ConfirmationRow] = AnalysisTable(
            workspace,
            _("Xác nhận đo lường"),
            "confirmation",
            confirmation_columns(),
            key=lambda each: each.key,
            filters={state: _(word) for state, (_glyph, word) in STATES.items()},
            kind=lambda each: each.state,
            sorted_by="state",
            empty=EmptyState(
                "instrument",
                _("Chưa có phương tiện đo nào để xác nhận."),
                _("Cần phương tiện đo, lần hiệu chuẩn có sai số và U, và quá trình đo có dung sai mà nó phục vụ."),
                [begin],
            ),
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        intervals = button(
            _("Chu kỳ hiệu chuẩn"), lambda: self.workspace.go.emit("intervals", ""), kind="ghost", icon_name="calendar"
        )
        self._add_ways(intervals)
        self.body.addLayout(self._lead_block)
        self.body.addLayout(self._beside_panels(self.table), 1)

    def tables(self) -> tuple[AnalysisTable[Any], ...]:
        return (self.table,)

    # ---- the page's contract

    def show_target(self, target: str) -> None:
        self._wanted = target
        self._go_to_wanted()

    def place(self) -> str:
        current = self.table.current()
        return self._wanted or (current.key if current else "")

    def keys(self) -> list[tuple[str, str]]:
        again = ("F9", _("tính lại"))
        if not self.table.rows():
            return [again]
        return [("↑↓", _("dòng")), ("Enter", _("mở phiếu")), ("/", _("lọc")), again]

    def more_keys(self) -> list[tuple[str, str]]:
        return [
            ("P", _("mở quá trình đo")),
            ("S", _("thiết lập")),
            ("F6", _("sang khung khác")),
            ("Ctrl+C", _("chép ô")),
        ]

    def panes(self) -> Sequence[QWidget]:
        every = (self.table.search, self.table.pane(), self.side.area, self.settings.fields["decision_rule"].editor)
        return [each for each in every if each.isVisibleTo(self)]

    # ---- show

    def _show(self) -> None:
        analysis = self.session.analysis
        if analysis is None:
            return
        self.say_wrong("")
        rows = analysis.confirmations
        self._lead.setText(confirmation_lead(analysis) if rows else _("Chưa có gì để xác nhận."))
        self._basis.setText(basis(analysis))
        self.settings.show_settings(analysis.settings)
        self._shown = ""
        self.table.show_rows(rows, self.session.texts)
        self._go_to_wanted()
        self._show_side()
        self.keys_changed.emit()

    def _go_to_wanted(self) -> None:
        if not self._wanted or not self.table.rows():
            return
        wanted, self._wanted = self._wanted, ""
        keys = [each.key for each in self.table.rows()]
        found = next((key for key in keys if key == wanted or key.partition(":")[0] == wanted), "")
        if found:
            self.table.choose(found)

    def _show_side(self) -> None:
        current, analysis = self.table.current(), self.session.analysis
        self.side.setVisible(current is not None and not self.settings.isVisibleTo(self))
        if current is not None and analysis is not None and current.key != self._shown:
            self._shown = current.key
            show_confirmation(self.side, current, analysis)

    # ---- ways

    def open_process(self) -> None:
        current = self.table.current()
        if current is not None and current.process is not None:
            self.workspace.go.emit("processes", current.process.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().casefold()
        if letter == "/":
            self.table.search.setFocus()
        elif letter == "s" and not self.table.search.hasFocus():
            self.turn_settings()
        elif letter == "p" and not self.table.search.hasFocus():
            self.open_process()
        else:
            super().keyPressEvent(event)
