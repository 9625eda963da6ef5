"""The rail: the ten steps down a graduated scale, the factory's data, and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.formats import show_number
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.parts import button, column, paint_glyph, row
from app.wording import _

Index = QModelIndex | QPersistentModelIndex

WIDE, NARROW = 220, 60


@dataclass(frozen=True, slots=True)
class RailRow:
    """kind: "caption", "step", "next" (the single next action of the current step), "line" or "data".

    key, target: where a press leads. state, share: the glyph of a step. words2: a caption under the words.
    spoken: what a screen reader says and the tooltip shows. note: stands
    in the place of a count that needs a word ("7 chưa gắn").
    """

    kind: str
    words: str = ""
    key: str = ""
    target: str = ""
    number: int = 0
    state: str = "todo"
    share: float = 0.0
    icon: str = ""
    count: int | None = None
    note: str = ""
    done: bool = False
    spoken: str = ""

    @property
    def can_be_chosen(self) -> bool:
        return self.kind in ("step", "next", "data")


class RailModel(QAbstractListModel):
    ROW = Qt.ItemDataRole.UserRole

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[RailRow, ...] = ()

    def show_rows(self, rows: Sequence[RailRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        each = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{each.number}  {each.words}" if each.number else each.words
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return each.spoken or each.words
            case self.ROW:
                return each
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return usable if self.rows[index.row()].can_be_chosen else Qt.ItemFlag.NoItemFlags


class RailList(QListView):
    """Keys and mouse alike end in chosen(key, target)."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.rail_model = RailModel()
        self.setModel(self.rail_model)
        self.setItemDelegate(RailDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("Mười bước và dữ liệu nhà máy"))
        self.clicked.connect(self._choose)
        self.narrow = False
        self.current_key = ""

    def row_height(self) -> int:
        """38, less when the window is too low to show all ten steps."""
        steps = max(1, sum(1 for each in self.rail_model.rows if each.kind in ("step", "data")))
        rest = sum(self.fixed_height(each.kind) for each in self.rail_model.rows if each.kind not in ("step", "data"))
        return max(theme.px(24), min(theme.px(38), (self.viewport().height() - rest) // steps))

    def fixed_height(self, kind: str) -> int:
        if self.narrow:
            return {"caption": 0, "next": 0, "line": 13}.get(kind, 0)
        return {"caption": theme.px(38), "next": theme.px(44), "line": 20}.get(kind, 0)

    def show_current(self, key: str) -> None:
        self.current_key = key
        for place, each in enumerate(self.rail_model.rows):
            if each.kind != "next" and each.key == key:
                flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.selectionModel().setCurrentIndex(self.rail_model.index(place), flag)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: Index) -> None:
        each = index.data(RailModel.ROW)
        if isinstance(each, RailRow) and each.can_be_chosen:
            self.chosen.emit(each.key, each.target)


class RailDelegate(QStyledItemDelegate):
    def __init__(self, view: RailList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        each: RailRow = index.data(RailModel.ROW)
        high = self._view.row_height() if each.kind in ("step", "data") else self._view.fixed_height(each.kind)
        return QSize(10, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        each: RailRow = index.data(RailModel.ROW)
        painter.save()
        if each.kind in ("step", "data"):
            self._paint_ground(painter, option, index, each)
        _KINDS[each.kind](self, painter, option.rect, option, each)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, each: RailRow) -> None:
        rect = option.rect
        here = each.key == self._view.current_key
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if here or hovered:
            painter.fillRect(rect, theme.color("select" if here else "hover"))
        if here:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.color("accent"))
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _caption(self, painter: QPainter, rect: QRect, _option: QStyleOptionViewItem, each: RailRow) -> None:
        painter.setFont(theme.font("cap"))
        painter.setPen(theme.color("text2"))
        place = rect.adjusted(16, 0, -8, -6)
        painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, each.words)

    def _line(self, painter: QPainter, rect: QRect, _option: QStyleOptionViewItem, _each: RailRow) -> None:
        inset = 8 if self._view.narrow else 15
        painter.fillRect(
            rect.x() + inset, rect.center().y(), rect.width() - 2 * inset, theme.border(), theme.color("line")
        )

    def _step(self, painter: QPainter, rect: QRect, _option: QStyleOptionViewItem, each: RailRow) -> None:
        here = each.key == self._view.current_key
        self._scale(painter, rect, each, here)
        quiet = each.state == "todo" and not here
        ink = "text" if not quiet else "text2"
        painter.setPen(theme.color(ink if here or not quiet else "text3"))
        painter.setFont(theme.font("strong"))
        number = QRect(rect.x() + 12, rect.y(), theme.px(22), rect.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(each.number))
        side = 14
        glyph = QRectF(rect.right() - (side + (6 if self._view.narrow else 12)), rect.center().y() - 6.5, side, side)
        paint_glyph(painter, glyph, each.state, each.share)
        if not self._view.narrow:
            painter.setFont(theme.font("strong" if here else "body"))
            painter.setPen(theme.color(ink))
            place = rect.adjusted(44, 0, -36, 0)
            words = painter.fontMetrics().elidedText(each.words, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)

    def _scale(self, painter: QPainter, rect: QRect, each: RailRow, here: bool) -> None:
        """The long tick of a step at its middle, four short ones down to the next; accent as far as handed in."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        token = "accent" if each.done else "edge" if theme.name() == "contrast" else "line2"
        part = rect.height() / 5
        for tick in range(5):
            y = round(rect.center().y() + tick * part)
            last = each.number == 10 and tick > 0
            if (here and tick == 0) or last:
                continue
            long = tick == 0
            painter.setPen(QPen(theme.color("accent" if each.done else "edge" if long else token), 1))
            painter.drawLine(rect.x(), y, rect.x() + (9 if long else 4), y)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _next(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, each: RailRow) -> None:
        """The one thing to do next, under the current step: a link with an arrow, on two lines at most."""
        if self._view.narrow:
            return
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = self._view.hasFocus() and self._view.currentIndex().row() == self._view.rail_model.rows.index(each)
        painter.fillRect(rect, theme.color("hover" if hovered else "surface"))
        painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.color("accent"))
        if focused:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("accent"))
        place = rect.adjusted(44, 2, -32, -2)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, int(flags), _two_lines(painter, each.words, place.width()))
        paint_icon(painter, "arrow", QRectF(rect.right() - 26, rect.center().y() - 6.5, 14, 14), "accent")

    def _data(self, painter: QPainter, rect: QRect, _option: QStyleOptionViewItem, each: RailRow) -> None:
        here = each.key == self._view.current_key
        token = "accent" if here else "text2"
        left = rect.x() + ((rect.width() - 16) / 2 if self._view.narrow else 20)
        paint_icon(painter, each.icon, QRectF(left, rect.center().y() - 7.5, 16, 16), token)
        if self._view.narrow:
            return
        painter.setFont(theme.font("strong" if here else "body"))
        painter.setPen(theme.color("text"))
        place = rect.adjusted(44, 0, -12, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, each.words)
        if each.count is not None or each.note:
            painter.setFont(theme.font("small" if each.note else "body"))
            painter.setPen(theme.color("text3"))
            shown = each.note or show_number(each.count or 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)


_KINDS = {
    "caption": RailDelegate._caption,
    "line": RailDelegate._line,
    "step": RailDelegate._step,
    "next": RailDelegate._next,
    "data": RailDelegate._data,
}


def _two_lines(painter: QPainter, words: str, width: int) -> str:
    """words broken into at most two lines of this width, the second ended with … where it must be."""
    metrics = painter.fontMetrics()
    first, rest = "", words.split()
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}".strip()) <= width:
        first = f"{first} {rest.pop(0)}".strip()
    second = metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, width)
    return "\n".join(line for line in (first, second) if line)


class Rail(QFrame):
    """The list and, at its foot, the way out of the factory."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "side-left")
        self.list = RailList()
        self.leave: QPushButton = button(
            _("Xuất và rời hiện trường"), lambda: self.chosen.emit("leave", ""), icon_name="export"
        )
        self.leave.setCheckable(True)
        self.leave.setToolTip(_("Kiểm tra lần cuối, xuất tệp, sao bản thứ hai"))
        self.leave.setAccessibleName(_("Xuất và rời hiện trường"))
        self._foot = row(self.leave, margins=(12, 8, 12, 12))
        body = column(gap=0)
        body.addWidget(self.list, 1)
        body.addLayout(self._foot)
        self.setLayout(body)
        self.list.chosen.connect(self.chosen)
        self.use_width(narrow=False)

    def show_rows(self, rows: Sequence[RailRow], current: str) -> None:
        self.list.rail_model.show_rows(rows)
        self.show_current(current)

    def show_current(self, key: str) -> None:
        self.leave.setChecked(key == "leave")
        self.list.show_current(key)

    def use_width(self, *, narrow: bool) -> None:
        """220 wide with names, or 60 with number and state; the names are then in the tooltips."""
        self.list.narrow = narrow
        bars = Qt.ScrollBarPolicy
        self.list.setVerticalScrollBarPolicy(bars.ScrollBarAlwaysOff if narrow else bars.ScrollBarAsNeeded)
        self.setFixedWidth(theme.px(WIDE) if not narrow else max(NARROW, theme.px(54)))
        self.leave.setText("" if narrow else _("Xuất và rời hiện trường"))
        self.leave.setProperty("kind", "ghost" if narrow else "")
        self.leave.style().unpolish(self.leave)
        self.leave.style().polish(self.leave)
        self._foot.setContentsMargins(*((4, 4, 4, 8) if narrow else (12, 8, 12, 12)))
        self.leave.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list.scheduleDelayedItemsLayout()
