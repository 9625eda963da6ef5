"""Suggestions beside the inbox, each with its reason and the key that takes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from app.services.evidence_hints import Suggestion
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.pages.reading_list import RECORD, Index, ReadingModel
from app.ui.parts import dress_list
from app.ui.parts.buttons import cap_width, paint_cap
from app.ui.parts.tables import paint_row_ground
from app.wording import _

ROW = 44


class HintList(QListView):
    """Suggestions with the key that takes each; taken(thing)."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.hints: ReadingModel[Suggestion] = ReadingModel(lambda each: f"{each.thing.words}, {each.why}")
        self.setModel(self.hints)
        self.setItemDelegate(_HintDelegate(self))
        dress_list(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Gợi ý gắn"))
        self.clicked.connect(self._take)

    def show_hints(self, hints: Sequence[Suggestion]) -> None:
        self.hints.show_records(hints)
        self.setFixedHeight(max(1, len(hints)) * theme.px(ROW) + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take(self.currentIndex())
        elif event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _take(self, index: Index) -> None:
        each = index.data(RECORD) if index.isValid() else None
        if isinstance(each, Suggestion):
            self.taken.emit(each.thing)


class _HintDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        each: Suggestion = index.data(RECORD)
        rect: QRect = option.rect
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=False)
        cap = str(index.row() + 1)
        wide, high = cap_width(cap), theme.px(21)
        paint_cap(painter, QRectF(rect.x() + 8, rect.center().y() - high / 2, wide, high), cap)
        left = rect.x() + 16 + wide
        paint_icon(painter, each.thing.icon, QRectF(left, rect.center().y() - 7.5, 16, 16), "text2")
        room = QRect(left + 24, rect.y() + 4, rect.right() - left - 32, rect.height() - 8)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        words = painter.fontMetrics().elidedText(each.thing.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, words)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        said = each.why if not each.thing.place else f"{each.why} · {each.thing.place}"
        said = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, said)
        painter.restore()
