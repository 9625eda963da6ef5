"""The grid of the inbox: photos and files by day and hour, many chosen at once, thumbnails only of what is seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from app.domain.evidence import Evidence
from app.services.evidence_inbox import Held, Hour
from app.ui.forms.evidence_tiles import EVIDENCE
from app.ui.pages.evidence_grid_tiles import GridDelegate
from app.ui.pages.evidence_lines import GridModel, Index
from app.ui.pictures import Pictures
from app.wording import _


class EvidenceGrid(QListView):
    """chosen_changed: other pieces are chosen, or another is current. opened(evidence): Enter or a double click."""

    chosen_changed = Signal()
    opened = Signal(object)

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self.grid = GridModel(pictures, self)
        self.setModel(self.grid)
        self._tiles = GridDelegate(self, self.grid)
        self.setItemDelegate(self._tiles)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSpacing(0)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setProperty("surface", "clear")
        self.setAccessibleName(_("Ảnh và tệp"))
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.chosen_changed.emit())

    def show_hours(self, hours: Sequence[Hour]) -> None:
        """Show these; what was chosen stays so where it is still here, else the next one in line is chosen."""
        kept = {each.id for each in self.chosen()}
        at = self.currentIndex().row()
        current = self.current()
        self.grid.show_hours(hours)
        if self.selectionModel().hasSelection() and current is not None:
            return
        places = [place for each in kept if (place := self.grid.place_of(each)) >= 0]
        if not places:
            near = self._near(max(at, 0))
            places = [near] if near >= 0 else []
        select = QItemSelectionModel.SelectionFlag
        for turn, place in enumerate(places):
            flag = select.ClearAndSelect if turn == 0 else select.Select
            self.selectionModel().setCurrentIndex(self.grid.index(place), flag)
        self.chosen_changed.emit()

    def _near(self, at: int) -> int:
        """The piece at this line, behind it or before it."""
        lines = self.grid.lines
        order = [*range(at, len(lines)), *range(min(at, len(lines)) - 1, -1, -1)]
        return next((place for place in order if isinstance(lines[place], Held)), -1)

    def choose(self, evidence_id: str) -> bool:
        place = self.grid.place_of(evidence_id)
        if place >= 0:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.grid.index(place), flag)
            self.scrollTo(self.grid.index(place))
        return place >= 0

    def chosen(self) -> list[Evidence]:
        """As they stand in the grid."""
        places = sorted(each.row() for each in self.selectionModel().selectedIndexes())
        lines = (self.grid.lines[place] for place in places if place < len(self.grid.lines))
        return [line.evidence for line in lines if isinstance(line, Held)]

    def current(self) -> Evidence | None:
        at = self.currentIndex().row()
        line = self.grid.lines[at] if 0 <= at < len(self.grid.lines) else None
        return line.evidence if isinstance(line, Held) else None

    def pieces(self) -> list[Evidence]:
        return [line.evidence for line in self.grid.lines if isinstance(line, Held)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go through all tiles, over the ends of lines and hours; letters and digits are the page's."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if key == Qt.Key.Key_Right else -1, event.modifiers())
        elif key == Qt.Key.Key_V or (event.text() and not _is_the_lists(event)):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _step(self, way: int, held: Qt.KeyboardModifier) -> None:
        at = self.currentIndex().row() + way
        while 0 <= at < len(self.grid.lines) and isinstance(self.grid.lines[at], Hour):
            at += way
        if not 0 <= at < len(self.grid.lines):
            return
        select = QItemSelectionModel.SelectionFlag
        flag = select.ClearAndSelect
        if held & Qt.KeyboardModifier.ShiftModifier:
            flag = select.Select
        elif held & Qt.KeyboardModifier.ControlModifier:
            flag = select.NoUpdate
        self.selectionModel().setCurrentIndex(self.grid.index(at), flag)
        self.scrollTo(self.grid.index(at))

    def _open(self, index: Index) -> None:
        each = index.data(EVIDENCE) if index.isValid() else None
        if isinstance(each, Evidence):
            self.opened.emit(each)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tiles.measure()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def _is_the_lists(event: QKeyEvent) -> bool:
    """Space, and letters with Ctrl, choose; bare letters and digits are the page's."""
    held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(held) or event.key() == Qt.Key.Key_Space
