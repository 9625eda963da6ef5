"""The grid of the inbox: photos and files by day and hour, many chosen at once, thumbnails only of what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.evidence import Evidence
from app.formats import show_date, show_number, show_time
from app.services.evidence import shown_sha256
from app.services.evidence_hints import moment_of
from app.services.evidence_inbox import Held, Hour
from app.ui import theme
from app.ui.forms.evidence_tiles import EVIDENCE, MAKING, PICTURE, caption_of, paint_piece
from app.ui.icons import paint_icon
from app.ui.pictures import Pictures
from app.wording import _

Index = QModelIndex | QPersistentModelIndex
HELD = int(Qt.ItemDataRole.UserRole) + 3
GAP = 8
TILE = (148, 112)
HEADING = 34
Line = Hour | Held


class GridModel(QAbstractListModel):
    """Lines are headings (an Hour) and pieces (Held), as they stand below each other."""

    def __init__(self, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.lines: list[Line] = []
        self.writable = True
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
        if role == HELD:
            return line
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


class GridDelegate(QStyledItemDelegate):
    def __init__(self, grid: EvidenceGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self.tile = self.heading = QSize()
        self.measure()

    def measure(self) -> None:
        """Once for each layout: Qt asks for the size of every line, several times over."""
        self.tile = QSize(theme.px(TILE[0]) + GAP, theme.px(TILE[1]) + GAP)
        self.heading = QSize(max(100, self._grid.viewport().width() - 1), theme.px(HEADING))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.heading if isinstance(self._grid.grid.lines[index.row()], Hour) else self.tile

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        held: Held | None = index.data(HELD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if held is None:
            self._paint_heading(painter, option.rect, str(index.data()), _count(index))
        else:
            self._paint_tile(painter, option, index, held)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, words: str, count: str) -> None:
        painter.setFont(theme.font("cap"))
        painter.setPen(theme.color("text2"))
        room = rect.adjusted(1, 0, -GAP, -5)
        flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, flags, words)
        wide = painter.fontMetrics().horizontalAdvance(words)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        painter.drawText(room.adjusted(wide + 10, 0, 0, 0), flags, count)

    def _paint_tile(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, held: Held) -> None:
        rect = option.rect.adjusted(0, 0, -GAP, -GAP)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_piece(painter, rect, held.evidence, index.data(PICTURE), making=bool(index.data(MAKING)))
        if held.links:
            _paint_badge(painter, rect, held.links)
        if chosen:
            painter.setPen(QPen(theme.color("accent"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
            _paint_tick(painter, rect)
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QPen(theme.color("text" if chosen else "accent"), 1.5, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(4.5, 4.5, -4.5, -4.5), 3, 3)


def _is_the_lists(event: QKeyEvent) -> bool:
    """Space, and letters with Ctrl, choose; bare letters and digits are the page's."""
    held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(held) or event.key() == Qt.Key.Key_Space


def _count(index: Index) -> str:
    line = index.model().lines[index.row()]  # type: ignore[attr-defined]
    return show_number(len(line.items)) if isinstance(line, Hour) else ""


def _paint_badge(painter: QPainter, rect: QRect, links: int) -> None:
    """How many records it proves: a chain and a number, top right."""
    painter.setFont(theme.font("small"))
    words = show_number(links)
    wide = painter.fontMetrics().horizontalAdvance(words) + theme.px(26)
    place = QRectF(rect.right() - wide - 5, rect.y() + 6, wide, theme.px(20))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(place, 4, 4)
    side = theme.px(13)
    paint_icon(painter, "thread", QRectF(place.x() + 5, place.center().y() - side / 2, side, side), "text2")
    painter.setPen(theme.color("text"))
    painter.drawText(place.adjusted(0, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)


def _paint_tick(painter: QPainter, rect: QRect) -> None:
    """Chosen, said by a shape as well as by the frame."""
    side = theme.px(20)
    place = QRectF(rect.x() + 6, rect.y() + 6, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawEllipse(place)
    paint_icon(painter, "check", place.adjusted(4, 4, -4, -4), "on_accent")


class EvidenceGrid(QListView):
    """chosen_changed: other pieces are chosen, or another is current. opened(evidence): Enter or a double click."""

    chosen_changed = Signal()
    opened = Signal(object)

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self.grid = GridModel(pictures, self)
        self.setModel(self.grid)
        self._tiles = GridDelegate(self)
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
