"""Putting choices in order: rows with their numbers, moved by Alt with an arrow or by the mouse."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.forms.definition import Choice, text_in
from app.ui import theme
from app.ui.forms.editor import Editor
from app.ui.parts import KeyCap, column, row, text
from app.ui.parts.buttons import paint_cap
from app.wording import _

Index = QModelIndex | QPersistentModelIndex
NAME = Qt.ItemDataRole.UserRole


class RankEditor(Editor):
    """Nothing is answered until a row was moved, or the order there is was taken over with Enter."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        self.list = RankList()
        shown = QWidget()
        self._said = text("", "small")
        self._caps = (KeyCap("Alt+↑"), KeyCap("Alt+↓"))
        foot = row(*self._caps, self._said, None, gap=6)
        box = QFrame()
        box.setProperty("surface", "card")
        box.setLayout(column(self.list, gap=0, margins=(1, 1, 1, 1)))
        shown.setLayout(column(box, foot, gap=6))
        super().__init__(self.list, parent, shown=shown)
        self._language = language
        self._choices: list[Choice] = []
        self._value = ""
        self.list.ordered.connect(lambda names: self.committed.emit(" ".join(names)))

    def offer(self, choices: list[Choice]) -> None:
        if choices != self._choices:
            self._choices = choices
            self._show()

    def show_value(self, value: str) -> None:
        self._value = value
        self._show()

    def set_read_only(self, still: bool) -> None:
        self.list.set_still(still)
        for each in self._caps:
            each.setVisible(not still)
        self._said.setVisible(not still)

    def _show(self) -> None:
        titles = {each.name: text_in(each.label, self._language) or each.name for each in self._choices}
        ranked = [each for each in self._value.split() if each in titles]
        names = [*ranked, *(each for each in titles if each not in ranked)]
        self.list.show_order([(name, titles[name]) for name in names], is_answered=bool(self._value))
        answered = _("đổi chỗ; cũng kéo được bằng chuột")
        self._said.setText(answered if self._value else _("đổi chỗ; Enter nhận thứ tự đang thấy"))


class RankList(QListWidget):
    """ordered(names): a person put them in this order."""

    ordered = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_answered = False
        self._still = False
        self.setItemDelegate(RankDelegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.model().rowsMoved.connect(lambda *_where: self._tell())

    def show_order(self, rows: list[tuple[str, str]], *, is_answered: bool) -> None:
        """Show these (name, words) in this order; the current row stays with its choice."""
        self.is_answered = is_answered
        if [name for name, _words in rows] != self.names():
            current = self.currentItem().data(NAME) if self.currentItem() else None
            self.clear()
            for name, words in rows:
                item = QListWidgetItem(words)
                item.setData(NAME, name)
                self.addItem(item)
                if name == current:
                    self.setCurrentItem(item)
            if self.currentRow() < 0:
                self.setCurrentRow(0)
        for place in range(self.count()):
            self.item(place).setData(Qt.ItemDataRole.AccessibleTextRole, f"{place + 1}. {self.item(place).text()}")
        self.setFixedHeight(max(1, self.count()) * theme.px(34) + 2)
        self.viewport().update()

    def names(self) -> list[str]:
        return [self.item(place).data(NAME) for place in range(self.count())]

    def set_still(self, still: bool) -> None:
        self._still = still
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.NoDragDrop if still else mode.InternalMove)

    def shift(self, by: int) -> None:
        """Move the current row up (−1) or down (1)."""
        at = self.currentRow()
        if self._still or not 0 <= at < self.count() or not 0 <= at + by < self.count():
            return
        item = self.takeItem(at)
        self.insertItem(at + by, item)
        self.setCurrentItem(item)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down if alt:
                self.shift(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if not event.modifiers():
                if not self._still:
                    self._tell()
            case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_Home | Qt.Key.Key_End if not event.modifiers():
                super().keyPressEvent(event)
            case _:
                event.ignore()

    def sizeHint(self) -> QSize:
        return QSize(320, self.height())

    def _tell(self) -> None:
        self.ordered.emit(self.names())


class RankDelegate(QStyledItemDelegate):
    """34 high: the number as a cap (empty while nothing is answered), the words, six dots to drag by."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, theme.px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        view = option.widget
        if not isinstance(view, RankList):
            return
        current = view.currentRow() == index.row() and view.hasFocus()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.color("select" if current else "hover" if hovered else "surface"))
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line"))
        side = theme.px(22)
        place = QRectF(rect.x() + 10, rect.center().y() - side / 2 + 1, side, side)
        paint_cap(painter, place, str(index.row() + 1) if view.is_answered else "–", chosen=view.is_answered)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        room = rect.adjusted(20 + side, 0, -34, 0)
        words = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        self._paint_grip(painter, rect)
        if current:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    def _paint_grip(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("edge"))
        for across in (0, 6):
            for down in (-6, 0, 6):
                painter.drawEllipse(QRectF(rect.right() - 22 + across, rect.center().y() + down - 1, 2.5, 2.5))
