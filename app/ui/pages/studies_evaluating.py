"""From a sheet to its evaluation: those there are, and the methods that fit this kind of study."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.metrology.declared import Calculation
from app.domain.readings_sheet import Sheet
from app.services.evaluation_sources import fitting_calculations
from app.services.evaluation_states import OpenEvaluation, open_evaluation
from app.services.evaluations import add_evaluation, evaluations_of
from app.storage.unit import Unit
from app.ui.workspace import Workspace
from app.wording import _

LEAST_READINGS = 2


class SheetEvaluating:
    """Opens or begins the evaluation of a sheet. A UserError (step locked) goes to the page."""

    def __init__(self, workspace: Workspace, button: QWidget) -> None:
        self._workspace, self._button = workspace, button

    def can(self, sheet: Sheet) -> bool:
        """Whether there are readings enough; every kind of study has a method."""
        return sheet.entered >= LEAST_READINGS

    def fitting(self, sheet: Sheet) -> list[Calculation]:
        """The methods for this kind of study, the usual one first."""
        return fitting_calculations(sheet.study)

    def evaluate(self, sheet: Sheet) -> None:
        """The one way there is, else a menu of them, the usual one first."""
        made, able = self._made(sheet), self.fitting(sheet)
        if self._workspace.read_only:
            able = []
        if not made and len(able) == 1:
            self.begin(sheet.study.id, able[0].key)
        elif made or able:
            menu = self.menu(sheet.study.id, made, able)
            corner = self._button.mapToGlobal(QPoint(self._button.width() - menu.sizeHint().width(), 0))
            menu.popup(corner + QPoint(0, self._button.height() + 4))

    def menu(self, study_id: str, made: list[OpenEvaluation], able: list[Calculation]) -> QMenu:
        menu = QMenu(self._button)
        for each in made:
            name = _(each.calculation.words) if each.calculation else each.evaluation.calculation
            self._add(menu, _("Mở {code}: {method}", code=each.code, method=name), partial(self._open, each))
        if made and able:
            menu.addSeparator()
        for method in able:
            words = _("Đánh giá: {method}", method=_(method.words))
            self._add(menu, words, partial(self.begin, study_id, method.key))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
        return menu

    def _add(self, menu: QMenu, words: str, act: partial[None]) -> None:
        action = QAction(words.replace("&", "&&"), menu)
        action.triggered.connect(lambda _on=False: act())
        menu.addAction(action)

    def _made(self, sheet: Sheet) -> list[OpenEvaluation]:
        def of(unit: Unit) -> list[OpenEvaluation]:
            return [open_evaluation(unit, each.id) for each in evaluations_of(unit, study_id=sheet.study.id)]

        return self._workspace.read(of)

    def begin(self, study_id: str, calculation: str) -> None:
        """A new evaluation of this sheet, opened at once."""
        cycle_id = self._workspace.cycle_id
        made = self._workspace.run(
            _("Bắt đầu đánh giá"), lambda unit: add_evaluation(unit, cycle_id, calculation, study_id=study_id)
        )
        self._workspace.go.emit("evaluations", made.id)

    def _open(self, opened: OpenEvaluation) -> None:
        self._workspace.go.emit("evaluations", opened.evaluation.id)
