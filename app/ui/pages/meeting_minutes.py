"""Writing the minutes of a closing meeting beside the window: frozen, written, kept in the dossier, offered to open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.errors import UserError
from app.formats import now
from app.reports.material import revision_code
from app.services.meeting_papers import Frozen, freeze_closing, write_frozen
from app.services.meetings import keep_minutes_file
from app.ui.pages.meeting_bars import MinutesBar
from app.ui.workspace import Workspace
from app.wording import _

PAPER = "closing_minutes"
"""Key of the minutes in the catalogue of papers."""


class MinutesWriter(QObject):
    """written(path): the minutes lie beside the dossier and in it."""

    written = Signal(Path)

    def __init__(self, workspace: Workspace, bar: MinutesBar, open_file: Callable[[Path], None]) -> None:
        super().__init__(bar)
        self._workspace, self._bar, self._open_file = workspace, bar, open_file
        self.path: Path | None = None
        self._frozen: Frozen | None = None
        bar.by_hand.connect(self.sign_by_hand)
        bar.digitally.connect(self.sign_digitally)

    def write(self, meeting_id: str) -> None:
        workspace, as_of = self._workspace, self._workspace.as_of
        self._bar.use(still=True)
        self._bar.tell("info", _("Đang chốt số liệu…"))
        workspace.run_aside(
            _("Chốt biên bản họp kết thúc"),
            lambda unit: freeze_closing(unit, meeting_id, as_of, now()),
            self._write_file,
            self._failed,
            words=_("Đang chốt số liệu…"),
            owner=self,
        )

    def _write_file(self, frozen: Frozen) -> None:
        path = self._workspace.store.path.with_name(frozen.name)
        tell = self._workspace.background.teller(self._progress, owner=self)
        self._workspace.background.run(
            lambda: write_frozen(frozen, path, lambda share: tell(share, "")),
            lambda content: self._keep(frozen, path, content),
            self._failed,
            words=_("Đang ghi biên bản…"),
            owner=self,
        )

    def _progress(self, share: float, _words: str) -> None:
        if self.path is None or not self.path.exists():
            self._bar.tell("info", _("Đang ghi biên bản… {percent} %", percent=round(100 * share)))

    def _keep(self, frozen: Frozen, path: Path, content: bytes) -> None:
        meeting = frozen.meeting
        self.path, self._frozen = path, frozen
        try:
            self._workspace.run(
                _("Lưu biên bản vào hồ sơ"), lambda unit: keep_minutes_file(unit, meeting.id, content, path.name)
            )
        except UserError as mistake:
            self._failed(mistake)
            return
        self._bar.tell(
            "ok",
            _(
                "Đã lập {name} từ bản {revision}, mã {hash}.",
                name=path.name,
                revision=meeting.revision,
                hash=revision_code(meeting.fingerprint),
            ),
            _("Mở biên bản (O)"),
        )
        self.written.emit(path)

    def sign_by_hand(self) -> None:
        """Draw a signature under the minutes; the working copy is written anew with it, and kept beside the first."""
        from app.services.drawn_signatures import signers_of, stands_now
        from app.ui.pages.hand_sign_dialog import HandSignDialog

        frozen, cycle_id = self._frozen, self._workspace.cycle_id
        if frozen is None:
            return
        stands = self._workspace.read(lambda unit: stands_now(unit, cycle_id, PAPER))
        people = signers_of(frozen.document)
        dialog = HandSignDialog(self._workspace, self._bar, paper=PAPER, signed_of=stands, people=people)
        dialog.signed.connect(lambda _signature: self._write_signed(frozen, stands))
        dialog.open()

    def _write_signed(self, frozen: Frozen, stands: str) -> None:
        from app.services.drawn_signatures import hand_signed, with_signed

        cycle_id = self._workspace.cycle_id
        signed = self._workspace.read(lambda unit: hand_signed(unit, cycle_id, PAPER, stands))
        self._write_file(replace(frozen, document=with_signed(frozen.document, signed)))

    def sign_digitally(self) -> None:
        """Sign the file digitally; the signed one is kept with the meeting."""
        from app.ui.pages.sign_dialog import SignDialog

        if self.path is not None and self._frozen is not None:
            linked_to = ("meetings", self._frozen.meeting.id)
            SignDialog(self._workspace, self._bar, [self.path], linked_to=linked_to).open()

    def _failed(self, mistake: UserError) -> None:
        self._bar.use(still=False)
        self._bar.tell("bad", str(mistake))

    def open(self) -> None:
        """The file in the system's own program; nothing while none was written."""
        if self.path is not None:
            self._open_file(self.path)
