"""Where a grid writes to: a register of the dossier, one deed for each block."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject

from app.domain.errors import UserError
from app.domain.register_fields import TypedField
from app.services.registers import CellText, Register, Written, add_lines, write_cells
from app.storage.unit import Unit
from app.ui.workspace import Workspace
from app.wording import _

AT_ONCE = 25
"""A block of more lines than this is written in the background, so that the window stays awake."""

Done = Callable[[Written], object]


class Sheet(Protocol):
    """still: nothing may be written. pin: told the keys of new lines before the table hears of them."""

    fields: Mapping[str, TypedField]
    still: bool
    pin: Callable[[Sequence[str]], object]

    def write(self, deed: str, cells: Sequence[CellText], done: Done, toast: str = "") -> None:
        """Write a block of cells as one deed; done hears what became of it."""
        ...

    def add(self, deed: str, lines: Sequence[Mapping[str, str]], done: Done) -> None:
        """Add lines as one deed."""
        ...


class RegisterSheet(QObject):
    """A register of the open dossier. failed(sentence): nothing was written."""

    def __init__(
        self, workspace: Workspace, register: Register, failed: Callable[[str], object], owner: QObject
    ) -> None:
        super().__init__(owner)
        self._workspace, self._register, self._failed = workspace, register, failed
        self.fields = register.fields
        self.still = workspace.read_only
        self.pin: Callable[[Sequence[str]], object] = lambda _keys: None

    def write(self, deed: str, cells: Sequence[CellText], done: Done, toast: str = "") -> None:
        register = self._register
        count = len({each.key for each in cells})
        self._run(deed, lambda unit: write_cells(unit, register, cells), done, many=count > AT_ONCE, toast=toast)

    def add(self, deed: str, lines: Sequence[Mapping[str, str]], done: Done) -> None:
        def work(unit: Unit) -> Written:
            written = add_lines(unit, self._register, lines)
            self.pin(written.keys)
            return written

        self._run(deed, work, done, many=len(lines) > AT_ONCE)

    def _run(self, deed: str, work: Callable[[Unit], Written], done: Done, *, many: bool, toast: str = "") -> None:
        if many:
            self._workspace.run_aside(
                deed,
                work,
                done,
                lambda error: self._failed(str(error)),
                words=_("Đang ghi khối ô…"),
                toast=toast,
                owner=self,
            )
            return
        try:
            written = self._workspace.run(deed, work, toast=toast)
        except UserError as refusal:
            self._failed(str(refusal))
        else:
            done(written)
