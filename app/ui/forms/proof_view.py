"""What bears an answer out: the note, photos and files, and the findings it raised."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.findings import Finding, finding_code
from app.formats import now, show_date
from app.ui.evidence_adding import Piece, pieces_of, pieces_of_paths, takes
from app.ui.evidence_opening import mark, open_large
from app.ui.forms.evidence_strip import EvidenceStrip
from app.ui.forms.evidence_tiles import said_of
from app.ui.forms.last_year import LastYear, SideBySide
from app.ui.forms.note_field import NoteField
from app.ui.forms.said_box import SaidBox
from app.ui.forms.session import FormSession
from app.ui.icons import pixmap
from app.ui.parts import Card, InlineMessage, button, clear_layout, column, row, text
from app.ui.pictures import pictures_of
from app.wording import _


class ProofView(QWidget):
    """show_answer(path) shows one answer's proof. Files come by button, by drop and from the clipboard."""

    editing_changed = Signal()

    def __init__(self, session: FormSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._path = ""
        self._still = False
        self._openers: list[QWidget] = []
        self.note = NoteField()
        self.note.setAccessibleName(_("Ghi chú"))
        self.note.committed.connect(self._keep_note)
        self.note.files_pasted.connect(self.take_mime)
        self.note.installEventFilter(self)
        self._note_keys = text(_("phím N"), "small")
        self._who = text("", "small", cut=True)
        self._wrong = InlineMessage("bad", "")
        self.strip = EvidenceStrip(pictures_of(session.workspace), _("Gỡ khỏi câu này"))
        self.strip.add_wanted.connect(self.choose_files)
        self.strip.opened.connect(self._open)
        self.strip.marked.connect(lambda each: mark(self, session.workspace, each))
        self.strip.removed.connect(self._remove)
        self.strip.captioned.connect(self._caption)
        self._count = text("", "small", cut=True)
        self._findings: QVBoxLayout = column(gap=8)
        self.said = SaidBox(session.workspace)
        self.before = LastYear(session)
        self.setLayout(
            column(
                row(text(_("Ghi chú"), "cap"), self._note_keys, None, self._who, gap=8),
                self.note,
                self.said,
                6,
                row(text(_("Bằng chứng"), "cap"), self._count, None, gap=8),
                self._wrong,
                self.strip,
                SideBySide(self.before, self._findings),
                None,
                gap=5,
                margins=(20, 10, 20, 12),
            )
        )
        self.setProperty("surface", "clear")
        self.setAcceptDrops(True)

    def show_answer(self, path: str, *, still: bool) -> None:
        """Show the note, the evidence and the findings of a question."""
        if path != self._path:
            self._wrong.say("bad", "")
        self._path, self._still = path, still
        answer = self.session.answer_to(path)
        self.note.show_text(answer.note if answer else "")
        if self.note.isReadOnly() != still:
            self.note.setReadOnly(still)
            self.note.style().unpolish(self.note)
            self.note.style().polish(self.note)
        self._note_keys.setVisible(not still)
        self._who.setText(_who_and_when(answer.answered_by, answer.answered_at) if answer else "")
        items = self.session.evidence(path)
        self.strip.show_items(items, writable=not still)
        self._count.setText(said_of(items))
        self._show_findings(self.session.findings(path))
        self.said.show_question(self.session.form_name, path)
        self.before.show_question(path, still=still)

    def make_way(self, scrolls: bool) -> None:
        """Keep the right edge where it is, whether or not there is a scroll bar beside."""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(20, 10, 8 if scrolls else 20, 12)

    def tab_order(self) -> list[QWidget]:
        return [self.note, *self.said.openers, self.strip, self.before.copy, *self._openers]

    def flush(self) -> None:
        self.note.flush()

    def choose_files(self) -> None:
        """Ask for photos or files and add them."""
        if self._still:
            return
        folder = self.session.workspace.preferences.folder
        names, _kind = QFileDialog.getOpenFileNames(self, _("Thêm ảnh hoặc tệp làm bằng chứng"), folder)
        self.take_files([Path(name) for name in names])

    def take_files(self, paths: list[Path]) -> None:
        """Add files as evidence of this answer; those that cannot be read are told and the others come in."""
        if pieces := pieces_of_paths(paths):
            self._add(pieces)

    def _add(self, pieces: list[Piece]) -> None:
        self._wrong.say("bad", "")
        path = self._path

        def told(wrong: list[str]) -> None:
            if path == self._path:
                self._wrong.say("bad", " ".join(wrong))

        self.session.add_evidence(path, pieces, told)

    def take_mime(self, data: QMimeData) -> bool:
        """Add what was dropped or pasted: files, or a picture. False when it is neither."""
        if self._still:
            return False
        pieces = pieces_of(data)
        if pieces:
            self._add(pieces)
        return bool(pieces)

    def paste(self) -> bool:
        """Add the picture or the files on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        return data is not None and self.take_mime(data)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._still and takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.take_mime(event.mimeData()):
            event.acceptProposedAction()

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.editing_changed.emit()
        return False

    def _keep_note(self, typed: str) -> None:
        before = self.session.answer_to(self._path)
        try:
            self.session.note(self._path, typed)
        except UserError as mistake:
            self.note.take_back(before.note if before else "")
            self._wrong.say("bad", str(mistake))

    def _caption(self, evidence_id: str, words: str) -> None:
        self.session.caption(self._path, evidence_id, words)

    def _remove(self, evidence_id: str) -> None:
        self.session.remove_evidence(self._path, evidence_id)

    def _open(self, each: Evidence) -> None:
        open_large(self, self.session.workspace, self.session.evidence(self._path), each)

    def _show_findings(self, findings: list[Finding]) -> None:
        clear_layout(self._findings)
        self._openers = []
        for each in findings:
            card = Card(padding=(12, 8, 8, 10))
            flag = text("", "body")
            flag.setPixmap(pixmap("finding", "bad", 16))
            code = text(_("Phát hiện {code}", code=finding_code(each)), "strong")
            opener = button(_("Mở"), partial(self.session.workspace.go.emit, "findings", each.id), kind="link")
            self._openers.append(opener)
            card.content.addLayout(row(flag, code, None, opener, gap=8))
            card.content.addWidget(text(each.title, "body", wrap=True))
            self._findings.addWidget(card)


def _who_and_when(person: str, moment: datetime | None) -> str:
    if moment is None:
        return person
    here = moment.astimezone()
    clock = f"{here:%H:%M}"
    when = clock if here.date() == now().astimezone().date() else f"{show_date(here.date())} {clock}"
    return f"{person}, {when}" if person else when
