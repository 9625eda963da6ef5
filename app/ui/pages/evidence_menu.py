"""Where photos come from by themselves, and what they keep of where they were taken: the menu in the inbox's head."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.services.evidence import keeps_position, set_keeps_position
from app.ui.watched_folder import watched_folder_of
from app.ui.workspace import Workspace
from app.wording import _


class EvidenceMenu(QMenu):
    """folder_wanted: all of a folder is to be added, once. older(name, n): n files lay in a folder before it was
    watched."""

    folder_wanted = Signal()
    older = Signal(str, int)

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.watched = watched_folder_of(workspace)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """As things stand now."""
        self.clear()
        writable = not self._workspace.read_only
        folder = self.watched.folder
        self._offer(_("Thêm cả thư mục ảnh…"), self.folder_wanted.emit, writable)
        self.addSeparator()
        self._offer(_("Chọn thư mục theo dõi…"), self.choose_watched, writable)
        if folder is not None:
            self._offer(_("Nhận cả tệp có sẵn trong “{name}”", name=folder.name), self.watched.take_all, writable)
            self._offer(_("Thôi theo dõi “{name}”", name=folder.name), self.watched.leave, True)
        self.addSeparator()
        keeps = self.addAction(_("Giữ vị trí chụp trong ảnh thêm từ nay"))
        keeps.setCheckable(True)
        keeps.setChecked(self._workspace.read(keeps_position))
        keeps.setEnabled(writable)
        keeps.toggled.connect(self._keep_position)

    def choose_watched(self) -> None:
        """Ask for the folder a phone copies its photos to."""
        start = str(self.watched.folder or self._workspace.preferences.folder or Path.home())
        if name := QFileDialog.getExistingDirectory(self, _("Thư mục mà điện thoại chép ảnh vào"), start):
            self.watch(Path(name))

    def watch(self, folder: Path) -> None:
        before = self.watched.watch(folder)
        if before:
            self.older.emit(folder.name, before)

    def _offer(self, words: str, do: Callable[[], object], writable: bool) -> None:
        made = self.addAction(words)
        made.triggered.connect(lambda _checked=False: do())
        made.setEnabled(writable)

    def _keep_position(self, wanted: bool) -> None:
        deed = _("Giữ vị trí chụp") if wanted else _("Bỏ vị trí chụp")
        self._workspace.run(deed, lambda unit: set_keeps_position(unit, wanted))
