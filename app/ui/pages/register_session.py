"""The register's analysis for a page: computed in the background, the last one shown until the next is there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from app.domain.register_analysis import RegisterAnalysis
from app.formats import fold
from app.ui.pages.register_words import searchable
from app.ui.workspace import Workspace
from app.wording import _

READS = (
    "instruments",
    "calibrations",
    "calibration_points",
    "processes",
    "links",
    "evaluations",
    "settings",
    "cycles",
)


class RegisterSession(QObject):
    """changed: a new analysis is there. failed(sentence): it could not be computed.

    texts: what a search looks through in each row, by its key.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.analysis: RegisterAnalysis | None = None
        self.texts: Mapping[str, str] = {}
        self._asked = 0

    def compute(self) -> None:
        """Off the window's thread; of several asked for only the last one is shown."""
        workspace, as_of = self._workspace, self._workspace.as_of
        self._asked += 1
        asked = self._asked

        def work() -> tuple[RegisterAnalysis, Mapping[str, str]]:
            from app.services.register_analysis import analyse_register, gather_register

            made = analyse_register(workspace.read(lambda unit: gather_register(unit, as_of)))
            texts = {each.key: fold(searchable(each)) for each in made.confirmations}
            return made, texts | {each.key: fold(searchable(each)) for each in made.intervals}

        workspace.background.run(
            work,
            lambda made: self._take(asked, made),
            lambda error: self.failed.emit(str(error)),
            words=_("Đang tính lại…"),
            owner=self,
        )

    def _take(self, asked: int, made: tuple[RegisterAnalysis, Mapping[str, str]]) -> None:
        if asked == self._asked:
            self.analysis, self.texts = made
            self.changed.emit()
