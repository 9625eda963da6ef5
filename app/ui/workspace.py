"""What every page is given: the open dossier, the deeds done on it, and the ways to other pages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.ui.background import Background
from app.ui.preferences import Preferences
from app.wording import _

if TYPE_CHECKING:
    from app.domain.sites import Cycle, Site
    from app.services.step_view import StepView
    from app.storage.store import Store
    from app.storage.unit import Unit

T = TypeVar("T")


class Workspace(QObject):
    """One open dossier in one window.

    changed: after every deed, also undone or redone ones. go(page key, target): asks the window for another page.
    told(sentence): a toast, for a deed that can be undone. wrong(sentence): a mistake with no field beside it.
    saved: something was committed, or a backup was made, so the status line must be read again.
    cycle_turned: another cycle is shown now, a new one or an older one to look at; all pages are made anew.
    steps_read: the gates of the ten steps were asked anew; steps holds the answer. That is costly with thousands of
    instruments, so the window does it for all, beside itself (asks_gates is then True).
    """

    changed = Signal(Changes)
    go = Signal(str, str)
    told = Signal(str)
    wrong = Signal(str)
    saved = Signal()
    cycle_turned = Signal()
    steps_read = Signal()

    def __init__(
        self, store: Store, preferences: Preferences, background: Background, today: date | None = None
    ) -> None:
        super().__init__()
        self.store = store
        self.preferences = preferences
        self.background = background
        self._today = today
        self._gate = threading.RLock()
        self._is_closed = False
        self.steps: Sequence[StepView] = ()
        self.asks_gates = False
        self.site: Site
        self.cycle: Cycle
        self.cycles: Sequence[Cycle] = ()
        self._viewed = ""
        self._read_cycle()

    @property
    def cycle_id(self) -> str:
        return self.cycle.id

    @property
    def read_only(self) -> bool:
        return self.store.read_only or self.views_older

    @property
    def views_older(self) -> bool:
        """An earlier cycle is being looked at; it is not written any more."""
        return self.cycle.id != self.cycles[-1].id

    @property
    def notice(self) -> str:
        """Why nothing can be changed now, in words; "" when it can."""
        if self.store.notice or not self.views_older:
            return self.store.notice
        return _("Đang xem {cycle}, đã khép lại.", cycle=self.cycle.name)

    def view_cycle(self, cycle_id: str) -> None:
        """Look at another cycle of the dossier; the newest one is the one that is worked on."""
        if cycle_id != self.cycle.id:
            self._viewed = "" if cycle_id == self.cycles[-1].id else cycle_id
            self._read_cycle()
            self.cycle_turned.emit()

    @property
    def today(self) -> date:
        return self._today or date.today()

    @property
    def as_of(self) -> date:
        """The day by which law and validity are judged: the survey's, or today where none is set."""
        return self.cycle.surveyed_on or self.today

    def run(self, deed: str, work: Callable[[Unit], T], *, toast: str = "", lasting: bool = False) -> T:
        """Do one deed: all of it is kept, or nothing. A UserError goes to the caller, who shows it beside the field.

        toast: a sentence for a deed one may want to take back. lasting: not a step for undo, as keeping what was
        computed from what a person did.
        """
        with self._gate:
            self._refuse_to_write()
            with self.store.unit(deed, lasting=lasting) as unit:
                result = work(unit)
                changes = unit.changes
        self._tell(changes)
        if toast and changes:
            self.told.emit(toast)
        return result

    def run_aside(
        self,
        deed: str,
        work: Callable[[Unit], T],
        done: Callable[[T], object],
        failed: Callable[[UserError], object] | None = None,
        *,
        words: str = "",
        toast: str = "",
        owner: QObject | None = None,
    ) -> None:
        """A deed that could freeze the window, such as taking in a long list: done in the background, told here.

        The pages hear of what changed even when owner is gone; done and failed are then not called.
        """

        def write() -> tuple[T, Changes]:
            with self._gate:
                self._refuse_to_write()
                with self.store.unit(deed) as unit:
                    result = work(unit)
                    return result, unit.changes

        def written(outcome: tuple[T, Changes]) -> None:
            result, changes = outcome
            self._tell(changes)
            if toast and changes:
                self.told.emit(toast)
            if owner is None or isValid(owner):
                done(result)

        self.background.run(write, written, failed, words=words, owner=self)

    def read(self, work: Callable[[Unit], T]) -> T:
        """A consistent look at the dossier, from the window's thread or from the background's."""
        with self._gate:
            self._refuse_when_closed()
            with self.store.reading() as unit:
                return work(unit)

    def undo(self) -> str | None:
        """Take back the last deed; its name, or None when there is none."""
        return self._moved(self.store.undo())

    def redo(self) -> str | None:
        """Do again what was taken back; its name, or None when there is nothing."""
        return self._moved(self.store.redo())

    def close(self) -> None:
        """Wait for what is being read or written, then close the file; background work that comes later is refused."""
        with self._gate:
            self._is_closed = True
            self.store.close()

    def _refuse_when_closed(self) -> None:
        if self._is_closed:
            raise UserError(_("Hồ sơ đã đóng."))

    def _refuse_to_write(self) -> None:
        self._refuse_when_closed()
        if self.views_older:
            raise UserError(_("Đang xem {cycle}, đã khép lại: chỉ xem, không sửa.", cycle=self.cycle.name))

    def _moved(self, moved: tuple[str, Changes] | None) -> str | None:
        if moved is None:
            return None
        deed, changes = moved
        self._tell(changes)
        return deed

    def _tell(self, changes: Changes) -> None:
        turned = changes.touches("cycles", "sites") and self._read_cycle()
        if changes:
            self.changed.emit(changes)
        self.saved.emit()
        if turned:
            self.cycle_turned.emit()

    def _read_cycle(self) -> bool:
        """Whether another cycle is shown now."""
        from app.services import dossiers

        before = self.cycle.id if self.cycles else ""
        with self.store.reading() as unit:
            self.site = dossiers.the_site(unit)
            newest = dossiers.current_cycle(unit)
            self.cycles = unit.cycles.all()
        self.cycle = next((each for each in self.cycles if each.id == self._viewed), newest)
        return self.cycle.id != before
