"""Choosing a record by its code or by words of its name, accents left out; one after the other, to link several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QCompleter, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.formats import fold
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingModel
from app.ui.parts import SearchField, column, dress_list
from app.ui.parts.tables import paint_row_ground

ROW, MOST_ROWS, CODE_WIDE = 34, 8, 56


@dataclass(frozen=True, slots=True)
class Offer:
    """A record one may choose: id, trace code and name."""

    id: str
    code: str
    title: str

    def fits(self, words: Sequence[str]) -> bool:
        said = fold(f"{self.code} {self.title}")
        return all(each in said for each in words)


class RecordPicker(QWidget):
    """picked(id): one was taken; the field is blank again for the next."""

    picked = Signal(str)

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self._offers: list[Offer] = []
        self.editor = SearchField(placeholder)
        self.editor.setAccessibleName(placeholder)
        self.hits: ReadingModel[Offer] = ReadingModel(lambda each: f"{each.code} {each.title}")
        self._completer = QCompleter(self)
        self._list = QListView()
        self._completer.setModel(self.hits)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self.editor)
        self._completer.setPopup(self._list)
        self._completer.setMaxVisibleItems(MOST_ROWS)
        dress_list(self._list)
        self._list.setItemDelegate(_OfferDelegate(self._list))
        self._list.setAccessibleName(placeholder)
        by_row = self._completer.activated[QModelIndex]  # type: ignore[index]
        by_row.connect(lambda index: self._take(index.data(RECORD)))
        self.editor.textEdited.connect(lambda _words: self._search())
        self.editor.installEventFilter(self)
        self.setLayout(column(self.editor, gap=0))
        self.setFocusProxy(self.editor)

    def offer(self, offers: Sequence[Offer]) -> None:
        """What may be chosen now; nothing to choose hides the field."""
        self._offers = list(offers)
        self.setVisible(bool(offers))

    def _search(self) -> None:
        words = fold(self.editor.text()).split()
        self.hits.show_records([each for each in self._offers if each.fits(words)])
        if not self.hits.records:
            self._list.hide()
            return
        self._completer.complete(QRect(0, 0, max(self.editor.width(), theme.px(320)), self.editor.height()))
        self._list.setCurrentIndex(self.hits.index(0))

    def _take(self, offer: Offer | None) -> None:
        if offer is not None:
            self._list.hide()
            self.editor.clear()
            self.picked.emit(offer.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↓ shows all there is; Enter takes the only one that fits."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and not self._list.isVisible():
                self._search()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.editor.text().strip():
                self._search()
                if len(self.hits.records) == 1:
                    self._take(self.hits.records[0])
                return True
        return super().eventFilter(watched, event)


class _OfferDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Offer = index.data(RECORD)
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=False)
        rect = QRectF(option.rect).adjusted(10, 0, -10, 0)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("accent"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, offer.code)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        rest = rect.adjusted(theme.px(CODE_WIDE), 0, 0, 0)
        fitting = painter.fontMetrics().elidedText(offer.title, Qt.TextElideMode.ElideRight, int(rest.width()))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.restore()
