"""Answering for the current row: the five answers, what two of them ask, the note, the photos."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, Signal

from app.services.floor import Area, FloorRow
from app.ui.evidence_adding import pieces_of
from app.ui.pages.floor_answers import ANSWERS
from app.ui.pages.floor_deeds import REASONS, FloorDeeds, likely_places
from app.ui.pages.floor_list import FloorList
from app.wording import _


class Answering(QObject):
    """asked: what the keys mean has changed. told(sentence): why a key did nothing.

    where: all areas, and the key of the one that is walked through.
    """

    asked = Signal()
    told = Signal(str)

    def __init__(
        self, rows: FloorList, deeds: FloorDeeds, where: Callable[[], tuple[list[Area], str]], *, writable: bool
    ) -> None:
        super().__init__(rows)
        self._list, self._bar, self._deeds = rows, rows.bar, deeds
        self._where = where
        self._writable = writable
        self._bar.answered.connect(self.answer)
        self._bar.chosen.connect(self._chosen)
        self._bar.left.connect(self._put_question_away)
        self._bar.taken_over.connect(self.take_place_over)

    def press(self, letter: str) -> bool:
        """A key alone, while the list has the focus; False when it means nothing here."""
        if self._bar.asking:
            if not (letter.isdigit() and self._bar.choose(int(letter))):
                self._bar.type_into(letter)
            return True
        if letter.isdigit() and 1 <= int(letter) <= len(ANSWERS):
            self.answer(ANSWERS[int(letter) - 1])
            return True
        deeds = {"0": self.take_back, "n": self.begin_note, "b": self.choose_photos, "d": self.take_place_over}
        deed = deeds.get(letter.casefold())
        if deed is not None:
            deed()
        return deed is not None

    def show_row(self) -> None:
        """The answers of the current row, the given one marked."""
        row = self._list.current()
        if row is not None:
            self._bar.show_answers(row.state, offer(row))
        self.asked.emit()

    def answer(self, state: str) -> None:
        """Kept at once; the two that ask may be asked again, and going on without a reason is no fault."""
        row = self._row()
        if row is None:
            return
        if row.state != state:
            self._deeds.answer(row, state)
        self._list.setFocus()
        row = self._list.current()
        if row is None or row.sighting is None or row.state != state:
            return
        if state == "not_seen":
            self._bar.ask("reason", _("Vì sao không thấy?"), [_(each) for each in REASONS], row.sighting.reason)
        elif state == "moved":
            every, here = self._where()
            self._bar.ask("place", _("Thấy ở đâu?"), likely_places(every, row, here), row.sighting.place)
        self.asked.emit()

    def take_back(self) -> None:
        row = self._row()
        if row is not None and row.sighting is not None:
            self._deeds.take_back(row)

    def begin_note(self) -> None:
        row = self._row()
        if row is None:
            return
        if row.sighting is None:
            self.told.emit(_("Ghi nhận bằng phím 1 đến 5 trước, rồi ghi chú."))
            return
        self._bar.ask("note", _("Ghi chú"), (), row.sighting.note)
        self.asked.emit()

    def take_place_over(self) -> None:
        row = self._row()
        if row is not None and offer(row):
            self._deeds.take_place_over(row)
            self._list.go_to(row.id)

    def choose_photos(self) -> None:
        row = self._row()
        if row is not None:
            self._deeds.choose_photos(row)

    def take_photos(self, data: QMimeData) -> bool:
        """Dropped or pasted files and pictures belong to the current row; False when there is none to take."""
        row, pieces = self._row(), pieces_of(data)
        if row is None or not pieces:
            return False
        self._deeds.add_photos(row, pieces)
        return True

    def _row(self) -> FloorRow | None:
        return self._list.current() if self._writable else None

    def _chosen(self, asked: str, words: str) -> None:
        row = self._row()
        self._bar.asking = ""
        self._list.setFocus()
        if row is None:
            return
        match asked:
            case "reason":
                self._deeds.answer(row, row.state, reason=words)
            case "place":
                self._deeds.answer(row, row.state, place=words)
            case "note":
                self._deeds.note(row, words)
        self.show_row()

    def _put_question_away(self) -> None:
        self._list.setFocus()
        self.show_row()


def offer(row: FloorRow) -> str:
    """What the register still says of an instrument that was found elsewhere; "" where the two agree."""
    place = row.sighting.place if row.sighting and row.state == "moved" else ""
    if not place or place == row.instrument.location:
        return ""
    location = row.instrument.location or _("chưa ghi nơi dùng")
    return _("Danh mục vẫn ghi “{location}”, thấy ở “{place}”.", location=location, place=place)
