"""The plots of a result, each in a card of its own; there is no place for them where a method has none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QSizePolicy

from app.domain.metrology.declared import Calculation
from app.domain.metrology.pictures import pictures_of
from app.domain.metrology.results import Result
from app.ui.parts.plots import PlotColumn
from app.ui.workspace import Workspace


class PlotCards(PlotColumn):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.background)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_result(self, calculation: Calculation | None, result: Result | None, inputs: Mapping[str, Any]) -> None:
        found = pictures_of(calculation, result, inputs) if calculation and result else ()
        self.show_plots(found)
        self.setVisible(bool(found))
