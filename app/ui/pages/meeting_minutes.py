"""Writing the minutes of a closing meeting beside the window: frozen, written, kept in the dossier, offered to open."""

from __future__ import annotations

from collections.abc import Callable
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


class MinutesWriter(QObject):
    """written(path): the minutes lie beside the dossier and in it."""

    written = Signal(Path)

    def __init__(self, workspace: Workspace, bar: MinutesBar, open_file: Callable[[Path], None]) -> None:
        super().__init__(bar)
        self._workspace, self._bar, self._open_file = workspace, bar, open_file
        self.path: Path | None = None

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
        self.path = path
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

    def _failed(self, mistake: UserError) -> None:
        self._bar.use(still=False)
        self._bar.tell("bad", str(mistake))

    def open(self) -> None:
        """The file in the system's own program; nothing while none was written."""
        if self.path is not None:
            self._open_file(self.path)
