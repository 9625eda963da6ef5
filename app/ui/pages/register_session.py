"""The register's analysis for a page: computed in the background, the last one shown until the next is there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.register_analysis import RegisterAnalysis
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
    """changed: a new analysis is there. failed(sentence): it could not be computed."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.analysis: RegisterAnalysis | None = None
        self._asked = 0

    def compute(self) -> None:
        """Off the window's thread; of several asked for only the last one is shown."""
        workspace, as_of = self._workspace, self._workspace.as_of
        self._asked += 1
        asked = self._asked

        def work() -> RegisterAnalysis:
            from app.services.register_analysis import analyse_register, gather_register

            return analyse_register(workspace.read(lambda unit: gather_register(unit, as_of)))

        workspace.background.run(
            work,
            lambda made: self._take(asked, made),
            lambda error: self.failed.emit(str(error)),
            words=_("Đang tính lại…"),
            owner=self,
        )

    def _take(self, asked: int, made: RegisterAnalysis) -> None:
        if asked == self._asked:
            self.analysis = made
            self.changed.emit()
