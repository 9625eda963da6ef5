"""The evidence of any record as a block of its own: thumbnails, the tile that adds more, drop and paste.

For side forms: EvidencePanel(workspace) once, show_record(kind, id) whenever another record is shown.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.changes import Changes
from app.domain.evidence import Evidence
from app.services.evidence import describe_evidence, evidence_of, unlink_evidence
from app.ui.evidence_adding import Outcome, Piece, add_pieces, pieces_of, pieces_of_paths, takes
from app.ui.evidence_opening import mark, open_large
from app.ui.forms.evidence_strip import EvidenceStrip
from app.ui.forms.evidence_tiles import said_of
from app.ui.parts import InlineMessage, column, row, text
from app.ui.pictures import pictures_of
from app.ui.workspace import Workspace
from app.wording import _


class EvidencePanel(QWidget):
    """kind, id: the record, by the name of its gateway ("instruments", "people" …); id "" shows nothing.

    counted(n): how many pieces there are, after each change.
    """

    counted = Signal(int)

    def __init__(self, workspace: Workspace, kind: str = "", id: str = "", *, title: str = "") -> None:
        """title: over the tiles; "Bằng chứng" where none is given."""
        super().__init__()
        self._workspace = workspace
        self._kind, self._id = "", ""
        self._still = True
        self._is_stale = False
        self._items: list[Evidence] = []
        self.strip = EvidenceStrip(pictures_of(workspace))
        self.strip.add_wanted.connect(self.choose_files)
        self.strip.opened.connect(lambda each: open_large(self, workspace, self._items, each))
        self.strip.marked.connect(lambda each: mark(self, workspace, each))
        self.strip.removed.connect(self._remove)
        self.strip.captioned.connect(self._caption)
        self._count = text("", "small", cut=True)
        self._wrong = InlineMessage("bad", "")
        heading = row(text(title or _("Bằng chứng"), "cap"), self._count, None, gap=8)
        self.setLayout(column(heading, self._wrong, self.strip, gap=5))
        self.setAcceptDrops(True)
        workspace.changed.connect(self._changed)
        self.show_record(kind, id)

    def show_record(self, kind: str, id: str, *, still: bool = False) -> None:
        """Show the evidence of a record; still: it may be looked at, and not changed."""
        if (kind, id) != (self._kind, self._id):
            self._wrong.say("bad", "")
        self._kind, self._id = kind, id
        self._still = still or self._workspace.read_only
        self.setVisible(bool(id))
        self.refresh()

    def refresh(self) -> None:
        """Read again what proves the record."""
        self._is_stale = False
        kind, id = self._kind, self._id
        self._items = self._workspace.read(lambda unit: evidence_of(unit, kind, id)) if id else []
        self.strip.show_items(self._items, writable=not self._still)
        self._count.setText(said_of(self._items))
        self.counted.emit(len(self._items))

    def tab_order(self) -> list[QWidget]:
        return [self.strip]

    # ---- adding

    def choose_files(self) -> None:
        """Ask for photos or files and add them."""
        if self._still or not self._id:
            return
        folder = self._workspace.preferences.folder
        names, _kind = QFileDialog.getOpenFileNames(self, _("Thêm ảnh hoặc tệp làm bằng chứng"), folder)
        self.take_files([Path(name) for name in names])

    def take_files(self, paths: list[Path]) -> None:
        """Add files, or all files of a folder; those that cannot be read are told and the others come in."""
        self._add(pieces_of_paths(paths))

    def take_mime(self, data: QMimeData) -> bool:
        """Add what was dropped or pasted; False when it is neither files nor a picture."""
        pieces = [] if self._still or not self._id else pieces_of(data)
        self._add(pieces)
        return bool(pieces)

    def paste(self) -> bool:
        """Add the picture or the files on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        return data is not None and self.take_mime(data)

    def _add(self, pieces: list[Piece]) -> None:
        if not pieces or self._still or not self._id:
            return
        self._wrong.say("bad", "")
        end = (self._kind, self._id)

        def ended(outcome: Outcome) -> None:
            if end == (self._kind, self._id):
                self._wrong.say("bad", " ".join(outcome.wrong))

        add_pieces(self._workspace, pieces, deed=_("Thêm bằng chứng"), link=lambda _unit: end, ended=ended, owner=self)

    # ---- deeds

    def _caption(self, evidence_id: str, words: str) -> None:
        self._workspace.run(_("Ghi tên bằng chứng"), lambda unit: describe_evidence(unit, [evidence_id], note=words))

    def _remove(self, evidence_id: str) -> None:
        work = partial(unlink_evidence, evidence_id=evidence_id, linked_to=(self._kind, self._id))
        self._workspace.run(_("Gỡ bằng chứng"), work, toast=_("Đã gỡ bằng chứng; ảnh, tệp vẫn nằm trong hồ sơ."))

    def _changed(self, changes: Changes) -> None:
        """At once where it is seen, else when it is shown."""
        if self._id and changes.touches("evidence", "links"):
            self._is_stale = True
            if self.isVisible():
                self.refresh()

    # ---- Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and self.paste():
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._still and self._id and takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.take_mime(event.mimeData()):
            event.acceptProposedAction()
