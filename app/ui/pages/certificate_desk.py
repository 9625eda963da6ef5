"""The table or, while a calibration is typed, its certificate in the table's place: large, beside the fields."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.certificates import certificates_of
from app.ui.pages.certificate_view import CertificateView
from app.ui.pages.instrument_form import InstrumentForm
from app.ui.workspace import Workspace


class PaperDesk(QStackedWidget):
    """turned: the table went and the paper came, or the other way round."""

    turned = Signal()

    def __init__(self, workspace: Workspace, table: QWidget, form: InstrumentForm) -> None:
        super().__init__()
        self._workspace, self._table, self._form = workspace, table, form
        self.view: CertificateView | None = None
        self.addWidget(table)

    def turn(self) -> None:
        """Show the paper, or put it away; without a calibration at hand there is nothing to type from it."""
        if self.shows_paper():
            self.put_away()
        elif self._form.panel.isVisibleTo(self._form) and self._form.row is not None:
            self._take_out()

    def _take_out(self) -> None:
        if self.view is None:
            self.view = CertificateView(self._workspace)
            self.view.left.connect(self.put_away)
            self.addWidget(self.view)
        self.setCurrentWidget(self.view)
        self.show_papers()
        self.turned.emit()

    def put_away(self) -> None:
        if self.shows_paper():
            self.setCurrentWidget(self._table)
            self.turned.emit()

    def panel_shown(self, shown: bool) -> None:
        """The calibration was closed: the table comes back."""
        if not shown:
            self.put_away()

    def shows_paper(self) -> bool:
        return self.currentWidget() is not self._table

    def panes(self) -> list[QWidget]:
        """The paper, where it is shown."""
        return [self.view.sheet] if self.view is not None and self.shows_paper() else []

    def show_papers(self) -> None:
        """The papers of the calibration in the form, once it is another one or was given more."""
        if self.view is None or not self.shows_paper() or self._form.row is None:
            return
        open_one = self._form.panel.calibration
        key, own = open_one.id if open_one is not None else "", self._form.row.instrument.id
        self.view.show_papers(self._workspace.read(lambda unit: certificates_of(unit, key, own)))

    def paper(self) -> str:
        """The evidence that stands beside the fields, "" for none."""
        return self.view.shown() if self.view is not None and self.shows_paper() else ""
