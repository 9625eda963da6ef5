"""Taking an evaluation along: its report as PDF, or as a workbook with the raw readings, written beside the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import UserError
from app.ui.pages.evaluation_session import EvaluationSession
from app.ui.parts import InlineMessage
from app.ui.workspace import Workspace
from app.wording import _


class EvaluationExport(QObject):
    """message: where it is told what was written, with the way to open it."""

    def __init__(self, workspace: Workspace, message: InlineMessage, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._message, self._window = workspace, message, parent
        self._made: Path | None = None
        message.followed.connect(self._open_made)

    def export(self, session: EvaluationSession) -> None:
        """Ask where, then write what is kept; a refusal is told in the message."""
        assert session.opened is not None
        code, key = session.opened.code, session.evaluation.id
        usual = self._workspace.store.path.with_name(f"{self._workspace.store.path.stem}_{code}.pdf")
        kinds = ";;".join(("PDF (*.pdf)", "Excel (*.xlsx)"))
        name, kind = QFileDialog.getSaveFileName(self._window, _("Lưu báo cáo đánh giá"), str(usual), kinds)
        if not name:
            return
        ending = ".xlsx" if "xlsx" in kind else ".pdf"
        path = Path(name) if Path(name).suffix.lower() in (".pdf", ".xlsx") else Path(f"{name}{ending}")
        self._workspace.background.run(
            lambda: self._write(key, path),
            self._written,
            self._failed,
            words=_("Đang ghi báo cáo đánh giá…"),
            owner=self,
        )

    def _write(self, key: str, path: Path) -> Path:
        from app.services import evaluation_report, reporting

        cycle_id = self._workspace.cycle_id
        dossier = self._workspace.read(lambda unit: reporting.gather_dossier(unit, cycle_id, pictures=False))
        return evaluation_report.write_evaluations(dossier, self._workspace.as_of, path, only=(key,))

    def _written(self, path: Path) -> None:
        self._made = path
        self._message.say("ok", _("Đã ghi {path}", path=path.name), _("Mở tệp"))

    def _failed(self, error: UserError) -> None:
        self._message.say("bad", str(error))

    def _open_made(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))
