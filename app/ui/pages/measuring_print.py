"""Taking the sheet of a study along on paper: a PDF where the person wants it, written beside the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import UserError
from app.services.studies_paper import paper_sheet, write_paper_sheet
from app.ui.parts import InlineMessage
from app.ui.workspace import Workspace
from app.wording import _


class SheetPrinter(QObject):
    """message: where it is told what was written, with the way to open it."""

    def __init__(self, workspace: Workspace, message: InlineMessage, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._message, self._window = workspace, message, parent
        self._made: Path | None = None
        message.followed.connect(self._open_made)

    def print_sheet(self, study_id: str) -> None:
        """Ask where, then write; a refusal is told in the message."""
        sheet, head = self._workspace.read(lambda unit: paper_sheet(unit, study_id))
        usual = self._workspace.store.path.with_name(f"{self._workspace.store.path.stem}_{head.code}.pdf")
        name, _kind = QFileDialog.getSaveFileName(self._window, _("Lưu phiếu đo"), str(usual), "PDF (*.pdf)")
        if not name:
            return
        path = Path(name) if name.lower().endswith(".pdf") else Path(f"{name}.pdf")
        self._workspace.background.run(
            lambda: write_paper_sheet(sheet, head, path),
            self._written,
            self._failed,
            words=_("Đang ghi phiếu đo…"),
            owner=self,
        )

    def _written(self, path: Path) -> None:
        self._made = path
        self._message.say("ok", _("Đã ghi {path}", path=path.name), _("Mở tệp"))

    def _failed(self, error: UserError) -> None:
        self._message.say("bad", str(error))

    def _open_made(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))
