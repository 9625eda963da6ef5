"""Ctrl+P: one line that finds commands, steps, questions, instruments, findings and goals, accents or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.formats import fold
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.parts import SearchField, column, dress_list, hairline, text
from app.ui.parts.buttons import cap_width, paint_cap
from app.wording import _

Index = QModelIndex | QPersistentModelIndex
SHOWN_AT_MOST = 60
SEEN_AT_ONCE = 11


@dataclass(frozen=True, slots=True)
class Entry:
    """detail: what kind of thing it is, at the right. keys: its shortcut. searchable: folded text it is found by."""

    words: str
    detail: str
    icon: str
    run: Callable[[], object]
    keys: str = ""
    searchable: str = ""


def found(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Those that hold every typed word; those that begin with it first. At most SHOWN_AT_MOST."""
    wanted = fold(typed).split()
    hits = [each for each in entries if all(word in _folded(each) for word in wanted)]
    if wanted:
        hits.sort(key=lambda each: not _folded(each).startswith(wanted[0]))
    return hits[:SHOWN_AT_MOST]


def _folded(entry: Entry) -> str:
    return entry.searchable or fold(entry.words)


class EntryModel(QAbstractListModel):
    ENTRY = Qt.ItemDataRole.UserRole

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        each = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return each.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{each.words}, {each.detail}"
            case self.ENTRY:
                return each
        return None


class EntryDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, theme.px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        each: Entry = index.data(EntryModel.ENTRY)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(rect, theme.color("select" if chosen else "hover" if hovered else "surface"))
        if chosen:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.color("accent"))
        paint_icon(painter, each.icon, QRectF(rect.x() + 14, rect.center().y() - 7.5, 16, 16), "text2")
        right = self._paint_right(painter, rect, each)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        place = QRect(rect.x() + 42, rect.y(), right - rect.x() - 54, rect.height())
        words = painter.fontMetrics().elidedText(each.words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def _paint_right(self, painter: QPainter, rect: QRect, each: Entry) -> int:
        """The shortcut or the kind of thing, right-aligned; where the words must end."""
        painter.setFont(theme.font("small"))
        if each.keys:
            wide = cap_width(each.keys)
            high = theme.px(21)
            paint_cap(painter, QRectF(rect.right() - 12 - wide, rect.center().y() - high / 2, wide, high), each.keys)
        else:
            wide = painter.fontMetrics().horizontalAdvance(each.detail)
            painter.setPen(theme.color("text3"))
            place = rect.adjusted(0, 0, -12, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, each.detail)
        return rect.right() - 12 - wide


class Palette(QDialog):
    """Opens below the command field; ↑ ↓ choose, Enter does it, Esc closes."""

    def __init__(self, window: QWidget, entries: Sequence[Entry]) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._entries = list(entries)
        self.setAccessibleName(_("Tìm mọi thứ"))
        self.field = SearchField(_("Tìm câu hỏi, phương tiện đo, lệnh…"))
        self.list = QListView()
        dress_list(self.list)
        self._model = EntryModel()
        self.list.setModel(self._model)
        self.list.setItemDelegate(EntryDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._run)
        self._none = text(_("Không tìm thấy. Thử ít chữ hơn, không cần dấu."), "second", wrap=True)
        self._none.setContentsMargins(16, 12, 16, 16)
        self.field.textChanged.connect(self._find)
        self.field.left_by_key.connect(self.reject)
        body = column(gap=0, margins=(1, 1, 1, 1))
        body.addLayout(column(self.field, margins=(10, 10, 10, 10)))
        body.addWidget(hairline())
        body.addWidget(self.list, 1)
        body.addWidget(self._none)
        self.setLayout(body)
        self.setProperty("surface", "popup")
        self._wide = theme.px(560)
        self._find("")

    def open_below(self, anchor: QWidget) -> None:
        width = min(max(theme.px(560), anchor.width()), self.parentWidget().width() - 24)  # type: ignore[union-attr]
        self._wide = width
        self.resize(width, self.sizeHint().height())
        middle = anchor.mapToGlobal(QPoint(anchor.width() // 2, 0))
        self.move(middle.x() - width // 2, middle.y())
        self.show()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._choose(self.list.currentIndex().row() + step)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._run(self.list.currentIndex())
            case _:
                super().keyPressEvent(event)

    def _find(self, typed: str) -> None:
        self._model.show_entries(found(self._entries, typed))
        nothing = not self._model.entries
        self.list.setVisible(not nothing)
        self._none.setVisible(nothing)
        self.list.setFixedHeight(theme.px(34) * min(len(self._model.entries), SEEN_AT_ONCE))
        self.adjustSize()
        self.resize(self._wide, self.sizeHint().height())
        self._choose(0)

    def _choose(self, place: int) -> None:
        if self._model.entries:
            self.list.setCurrentIndex(self._model.index(place % len(self._model.entries)))

    def _run(self, index: Index) -> None:
        each = index.data(EntryModel.ENTRY) if index.isValid() else None
        if isinstance(each, Entry):
            self.accept()
            each.run()
