"""One work copy on its way in: read and compared in the background, decided upon, written as one deed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.errors import UserError
from app.domain.work_copies import Outcome
from app.domain.work_copy_preview import CellKey, Decisions, ToTake, WorkCopyPreview, to_take
from app.services import work_copies
from app.services.work_copies import OlderFormError, ReadCopy, Taken
from app.ui.pages.incoming import IncomingSession, Tell
from app.ui.pages.work_copy_rows import MINE, Line, lines_of
from app.ui.workspace import Workspace
from app.wording import _


@dataclass(frozen=True)
class Found:
    """lines: as they are shown at first; made in the background too, for there may be thousands."""

    read: ReadCopy
    preview: WorkCopyPreview
    lines: list[Line]


class WorkCopySession(IncomingSession):
    """previewed: there is something to look at. failed(sentence, older): older when some of it could still be taken.
    working(share, words): "" when it rests. decided(keys): another choice for these. annotated(path): the copy with
    notes is written.
    """

    previewed = Signal()
    failed = Signal(str, bool)
    decided = Signal(frozenset)
    taken = Signal(Taken)
    annotated = Signal(Path)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        self.path: Path | None = None
        self.fitting = False
        self.found: Found | None = None
        self.decisions = Decisions()

    @property
    def preview(self) -> WorkCopyPreview:
        assert self.found is not None
        return self.found.preview

    def open(self, path: Path, *, fitting: bool = False) -> None:
        """Begin with a file. fitting: of an older form take the questions that did not change."""
        self.path, self.fitting, self.found, self.decisions = path, fitting, None, Decisions()
        cycle_id = self._workspace.cycle_id

        def read(tell: Tell) -> Found:
            copy = work_copies.read_work_copy(path, lambda share: tell(share / 2))
            preview = self._workspace.read(
                lambda unit: work_copies.preview_copy(
                    unit, cycle_id, copy, fitting=fitting, tell=lambda share: tell(0.5 + share / 2)
                )
            )
            return Found(copy, preview, lines_of(preview, Decisions()))

        self.read_aside(_("Đang đọc {file}…", file=path.name), read, self._arrived, self._lost)

    def choose(self, keys: Iterable[CellKey], side: str) -> None:
        """Keep what the dossier says, or take what the file says, for these cells and rows."""
        wanted = set(keys)
        cells = {each.key: each.outcome for each in self.preview.cells}
        conflicts = {key for key in wanted if cells.get(key) is Outcome.CONFLICT}
        plain = {key for key in wanted if cells.get(key) is Outcome.TAKE}
        plain |= {each.key for each in self.preview.new if each.key in wanted}
        gone = {each.key for each in self.preview.gone if each.key in wanted}
        now = self.decisions
        if side == MINE:
            self.decisions = replace(
                now,
                mine=now.mine | conflicts,
                theirs=now.theirs - conflicts,
                left_out=now.left_out | plain,
                remove=now.remove - gone,
            )
        else:
            self.decisions = replace(
                now,
                mine=now.mine - conflicts,
                theirs=now.theirs | conflicts,
                left_out=now.left_out - plain,
                remove=now.remove | gone,
            )
        self.decided.emit(frozenset(wanted))

    def to_take(self) -> ToTake:
        return to_take(self.preview, self.decisions)

    def take_in(self) -> None:
        """Write it all as one deed; taken comes when it is done."""
        found, decisions, cycle_id, fitting = self.found, self.decisions, self._workspace.cycle_id, self.fitting
        assert found is not None
        self.is_writing = True
        words = _("Đang nhận {file}…", file=found.preview.file)
        self.working.emit(-1.0, words)
        self._workspace.run_aside(
            _("Nhận bản làm việc {file}", file=found.preview.file),
            lambda unit: work_copies.take_copy(unit, cycle_id, found.read, found.preview, decisions, fitting=fitting),
            self._written,
            self._refused,
            words=words,
            owner=self,
        )

    def annotate(self) -> None:
        """Write the copy that goes back, beside the given one."""
        path, found = self.path, self.found
        assert path is not None and found is not None
        self.working.emit(-1.0, _("Đang ghi bản có ghi chú…"))
        self._workspace.background.run(
            lambda: work_copies.annotated_copy(path, found.preview),
            self._noted,
            self._refused,
            owner=self,
        )

    def _noted(self, path: Path) -> None:
        self.working.emit(0.0, "")
        self.annotated.emit(path)

    def _written(self, taken: Taken) -> None:
        self.is_writing = False
        self.working.emit(0.0, "")
        self._workspace.told.emit(
            _("Đã nhận {cells} ô, thêm {added} dòng, bỏ {removed} dòng.", **_counts(taken)),
        )
        self.taken.emit(taken)

    def _refused(self, error: UserError) -> None:
        self.is_writing = False
        self.working.emit(0.0, "")
        self.failed.emit(str(error), False)

    def _arrived(self, found: Found) -> None:
        self.found = found
        self.working.emit(0.0, "")
        self.previewed.emit()

    def _lost(self, error: UserError) -> None:
        self.failed.emit(str(error), isinstance(error, OlderFormError))


def _counts(taken: Taken) -> dict[str, int]:
    return {"cells": taken.cells, "added": taken.added, "removed": taken.removed}
