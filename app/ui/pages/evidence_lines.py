"""The lines of the evidence grid: headings of hours and the pieces below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from app.formats import show_date, show_number, show_time
from app.services.evidence import shown_sha256
from app.services.evidence_hints import moment_of
from app.services.evidence_inbox import Held, Hour
from app.ui.forms.evidence_tiles import EVIDENCE, MAKING, PICTURE, caption_of
from app.ui.pictures import Pictures
from app.wording import _

Index = QModelIndex | QPersistentModelIndex
Line = Hour | Held


class GridModel(QAbstractListModel):
    """Lines are headings (an Hour) and pieces (Held), as they stand below each other."""

    def __init__(self, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.lines: list[Line] = []
        self._places: dict[str, list[int]] = {}
        pictures.arrived.connect(self._show_arrived)

    def show_hours(self, hours: Sequence[Hour]) -> None:
        lines: list[Line] = []
        for each in hours:
            lines += [each, *each.items]
        if lines == self.lines:
            return
        self.beginResetModel()
        self.lines = lines
        self._places = {}
        for place, line in enumerate(lines):
            if isinstance(line, Held):
                self._places.setdefault(shown_sha256(line.evidence), []).append(place)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if isinstance(line, Hour):
            return heading_of(line) if role == Qt.ItemDataRole.DisplayRole else None
        each = line.evidence
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return caption_of(each)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return told(line)
        if role == EVIDENCE:
            return each
        if role == MAKING:
            return self._pictures.is_making(each)
        if role == PICTURE:
            return self._pictures.thumbnail(each) if each.media_type.startswith("image/") else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.lines[index.row()], Hour):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def place_of(self, evidence_id: str) -> int:
        """Its line; −1 where it is not shown."""
        found = (
            place for place, line in enumerate(self.lines) if isinstance(line, Held) and line.evidence.id == evidence_id
        )
        return next(found, -1)

    def _show_arrived(self, sha256: str) -> None:
        for place in self._places.get(sha256, ()):
            self.dataChanged.emit(self.index(place), self.index(place), [PICTURE])


def heading_of(hour: Hour) -> str:
    """Day and hour in words."""
    if hour.day is None:
        return _("Không rõ lúc chụp")
    return _("{day}, {hour} giờ", day=show_date(hour.day), hour=hour.hour)


def told(held: Held) -> str:
    """What a screen reader says of a tile, and its tooltip."""
    moment = moment_of(held.evidence)
    when = show_time(moment)[:5] if moment else ""
    linked = _("gắn {n} nơi", n=show_number(held.links)) if held.links else _("chưa gắn")
    return ", ".join(part for part in (caption_of(held.evidence), when, held.evidence.place, linked) if part)
