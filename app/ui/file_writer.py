"""Writing a file where the person wants it, beside the window; a message tells so, with the way to open it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import UserError
from app.ui.parts import InlineMessage
from app.ui.workspace import Workspace
from app.wording import _

KIND_NAMES = {".pdf": "PDF", ".xlsx": "Excel", ".docx": "Word"}


class FileWriter(QObject):
    """message: where it is told what was written, or why not."""

    def __init__(self, workspace: Workspace, message: InlineMessage, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._message, self._window = workspace, message, parent
        self._made: Path | None = None
        message.followed.connect(self._open_made)

    def ask(self, title: str, code: str, endings: Sequence[str]) -> Path | None:
        """The place the person chose, with one of the endings; the usual one is beside the dossier, named after code.

        None when the person thinks better of it.
        """
        dossier = self._workspace.store.path
        usual = dossier.with_name(f"{dossier.stem}_{code}{endings[0]}")
        kinds = {f"{KIND_NAMES[each]} (*{each})": each for each in endings}
        name, kind = QFileDialog.getSaveFileName(self._window, title, str(usual), ";;".join(kinds))
        if not name:
            return None
        return Path(name) if Path(name).suffix.lower() in endings else Path(name + kinds.get(kind, endings[0]))

    def write(self, path: Path, write: Callable[[Path], Path], words: str) -> None:
        """words: what the window says meanwhile."""
        self._workspace.background.run(lambda: write(path), self._written, self._failed, words=words, owner=self)

    def _written(self, path: Path) -> None:
        self._made = path
        self._message.say("ok", _("Đã ghi {path}", path=path.name), _("Mở tệp"))

    def _failed(self, error: UserError) -> None:
        self._message.say("bad", str(error))

    def _open_made(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))
