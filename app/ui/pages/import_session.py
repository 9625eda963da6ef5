"""One list on its way in: the file that is read, what was decided, and the preview that follows from both.

Reading and previewing happen in the background; the latest wish wins, what comes too late is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.errors import UserError
from app.exchange.books import read_book
from app.exchange.grid import Book, Sheet
from app.exchange.instruments_from_rows import has_calibration
from app.exchange.lists import preview_book
from app.exchange.preview import Decisions, ListPreview, Place
from app.exchange.remembered import remembered_mappings
from app.services.exchange import TakenIn, already_present, group2_names, rows_to_take, take_in
from app.ui.pages.incoming import IncomingSession, Tell
from app.ui.workspace import Workspace
from app.wording import _

_AT_ONCE = {"left_out", "existing", "duplicates"}
"""Decisions that change what is written and nothing of how the file is read."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the background brings back. present: rows the dossier has already; group2: names for the group 2 list."""

    book: Book
    preview: ListPreview
    present: Mapping[Place, str]
    group2: int


@dataclass(frozen=True, slots=True)
class ToWrite:
    """What agreeing would write."""

    new: int
    updated: int
    calibrations: int
    left_out: int

    @property
    def total(self) -> int:
        return self.new + self.updated


class ImportSession(IncomingSession):
    """previewed: a preview is there, new or made again. failed(sentence). working(share, words): "" when it rests."""

    previewed = Signal()
    failed = Signal(str)
    taken = Signal(TakenIn)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        self.path: Path | None = None
        self.decisions = Decisions()
        self.found: Found | None = None

    @property
    def preview(self) -> ListPreview:
        assert self.found is not None
        return self.found.preview

    def open(self, path: Path) -> None:
        """Begin with a file; decisions for an earlier one are forgotten."""
        self.path, self.decisions, self.found = path, Decisions(), None
        self._start(_("Đang đọc {file}…", file=path.name), None)

    def settle(self, **changes: Any) -> None:
        """Another decision; where it changes how the file is read, the preview is made again."""
        self.decisions = replace(self.decisions, **changes)
        if self.found is not None and set(changes) <= _AT_ONCE:
            self.found = self._with_decisions(self.found)
            self.previewed.emit()
            return
        self._start(_("Đang xem lại…"), None if self.found is None or "encoding" in changes else self.found.book)

    def _with_decisions(self, found: Found) -> Found:
        """The same reading under what was decided since."""
        latest = replace(found.preview.decisions, **{name: getattr(self.decisions, name) for name in _AT_ONCE})
        return replace(found, preview=replace(found.preview, decisions=latest))

    def answer(self, key: str, answer: str) -> None:
        self.settle(answers={**self.decisions.answers, key: answer})

    def map_column(self, table: str, letter: str, fields: tuple[str, ...]) -> None:
        own = {**self.decisions.mapping.get(table, {}), letter: fields}
        self.settle(mapping={**self.decisions.mapping, table: own})

    def include(self, sheet: str, wanted: bool) -> None:
        self.settle(sheets={**self.decisions.sheets, sheet: wanted})

    def toggle_row(self, sheet: str, row: int) -> None:
        """Leave a row out, or take it back."""
        self.settle(left_out=self.decisions.left_out ^ {(sheet, row)})

    def sheet(self, name: str) -> Sheet:
        assert self.found is not None
        return next(each for each in self.found.book.sheets if each.name == name)

    def to_write(self) -> ToWrite:
        assert self.found is not None
        rows = rows_to_take(self.preview)
        existing = self.preview.decisions.existing
        known = [row for row in rows if existing != "add" and row.place in self.found.present]
        new = [row for row in rows if row not in known] if known else rows
        pieces = sum(
            row.quantity if row.quantity > 1 and self.preview.answer("quantity", row.sheet) == "each" else 1
            for row in new
        )
        skipped = len(known) if existing == "skip" else 0
        return ToWrite(
            new=pieces,
            updated=len(known) - skipped,
            calibrations=sum(has_calibration(row) for row in new),
            left_out=len(self.preview.rows) - len(rows) + skipped,
        )

    def take_in(self) -> None:
        """Write it all as one deed; taken comes when it is done."""
        preview = self.preview
        self._turn += 1
        self.is_writing = True
        words = _("Đang nhập {count} phương tiện đo…", count=self.to_write().total)
        self.working.emit(-1.0, words)
        self._workspace.run_aside(
            _("Nhập danh mục {file}", file=preview.file),
            lambda unit: take_in(unit, preview),
            self._written,
            self._refused,
            words=words,
            owner=self,
        )

    def _written(self, taken: TakenIn) -> None:
        self.is_writing = False
        self.working.emit(0.0, "")
        self._workspace.told.emit(
            _(
                "Đã nhập {new} phương tiện đo mới, cập nhật {updated}.",
                new=taken.instruments,
                updated=taken.updated,
            )
        )
        self.taken.emit(taken)

    def _refused(self, error: UserError) -> None:
        self.is_writing = False
        self.working.emit(0.0, "")
        self.failed.emit(str(error))

    def _start(self, words: str, book: Book | None) -> None:
        path, decisions = self.path, self.decisions
        assert path is not None

        def read(tell: Tell) -> Found:
            found = book or read_book(path, decisions.encoding, tell)
            preview = preview_book(found, path.name, decisions, remembered_mappings())
            present = self._workspace.read(lambda unit: already_present(unit, preview))
            return Found(found, preview, present, len(group2_names(preview, self._workspace.as_of)))

        self.read_aside(words, read, self._arrived, self._refused, share=0.0 if book is None else -1.0)

    def _arrived(self, found: Found) -> None:
        self.found = self._with_decisions(found)
        self.working.emit(0.0, "")
        self.previewed.emit()
