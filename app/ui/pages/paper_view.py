"""A paper as it will be printed, made in the background when it is looked at, and the way to its files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.services.exporting import Exported, export_files
from app.storage.unit import Unit
from app.ui.pages.leave import show_folder
from app.ui.pages.leave_preview import PreviewCard
from app.ui.parts import InlineMessage, column
from app.ui.workspace import Workspace
from app.wording import _

Preview = Callable[[Unit, str, date], bytes]
"""The PDF of a cycle as of a day."""


class PaperView(QWidget):
    """result: the message about what was written; the page puts it where it likes. made: the pages are in view;
    exported: the files lie in their folder."""

    made = Signal()
    exported = Signal(list)

    def __init__(self, workspace: Workspace, preview: Preview) -> None:
        super().__init__()
        self.workspace, self._preview = workspace, preview
        self._making, self._is_old = 0, True
        self._folder = Path()
        self.preview = PreviewCard(workspace.background)
        self.result = InlineMessage("ok", "")
        self.result.followed.connect(lambda: show_folder(self._folder))
        self.setLayout(column(self.preview, gap=0))
        self.preview.view.say(_("Đang dựng báo cáo…"))

    def outdate(self) -> None:
        """What is shown no longer holds; it is made anew when it is looked at."""
        self._is_old = True

    def make(self) -> None:
        """Make the pages, unless those in view still hold."""
        if not self._is_old:
            return
        self._is_old = False
        self._making += 1
        making, workspace = self._making, self.workspace
        cycle_id, today = workspace.cycle_id, workspace.today
        workspace.background.run(
            lambda: workspace.read(lambda unit: self._preview(unit, cycle_id, today)),
            lambda content: self._show(making, content),
            lambda error: self.preview.view.say(str(error)),
            words=_("Đang dựng báo cáo…"),
            owner=self,
        )

    def _show(self, making: int, content: bytes) -> None:
        if making == self._making:
            self.preview.view.show_pdf(content)
            self.made.emit()

    def export(self, key: str) -> None:
        """Write the paper beside the dossier, or where papers were written last."""
        workspace = self.workspace
        kept = workspace.preferences.notes.get(f"leave.folder:{workspace.store.path}", "")
        folder = Path(kept) if kept else workspace.store.path.parent / f"{workspace.as_of:%Y-%m-%d}"
        cycle_id, as_of, today = workspace.cycle_id, workspace.as_of, workspace.today
        workspace.background.run(
            lambda: export_files(workspace.store, folder, as_of, [key], today=today, cycle_id=cycle_id),
            self._done,
            lambda error: self._say_wrong(error),
            words=_("Đang xuất…"),
            owner=self,
        )

    def _done(self, made: list[Exported]) -> None:
        self._folder = made[0].path.parent
        self.result.say("ok", _("Đã ghi “{name}”.", name=made[0].path.name), _("Mở thư mục"))
        self.exported.emit(made)

    def _say_wrong(self, error: UserError) -> None:
        self.result.say("bad", str(error))
