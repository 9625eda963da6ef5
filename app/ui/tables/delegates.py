"""How cells are painted and edited: pills for states, a line edit in the cell, refused text marked where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.formats import nfc
from app.ui import theme
from app.ui.parts import RowDelegate, paint_glyph, paint_pill, pill_width
from app.ui.tables.column import CHOICES, STATE, TROUBLE, Index
from app.ui.tables.model import TableModel
from app.wording import _


class _CellEditor(QLineEdit):
    """A list of words open below a cell hands its keys past the delegate: Tab would leave the table."""

    def focusNextPrevChild(self, onward: bool) -> bool:
        words = self.completer().popup() if self.completer() is not None else None
        if words is None or not words.isVisible():
            return super().focusNextPrevChild(onward)
        words.hide()
        key = Qt.Key.Key_Tab if onward else Qt.Key.Key_Backtab
        QCoreApplication.sendEvent(self, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
        return True


class CellDelegate(RowDelegate):
    """One delegate for all columns: text, pill, or refused text with its mark; the cell under the cursor is framed."""

    def paint_content(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        state = index.data(STATE)
        if isinstance(model, TableModel) and model.is_empty_line(index.row()):
            self._paint_invitation(painter, rect, option, index)
        elif state:
            self._paint_state(painter, rect, state)
        elif index.data(TROUBLE):
            self._paint_trouble(painter, rect, option, index)
        else:
            super().paint_content(painter, rect, option, index)
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index:
            _frame(painter, option.rect, "accent")

    def _paint_invitation(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        """The empty line says in its first cell what it is for."""
        view = option.widget
        if not isinstance(view, QTableView) or not self._is_edge(view, index)[0]:
            return
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        words = _("Dòng mới")
        fits = painter.fontMetrics().horizontalAdvance(words) <= rect.width()
        painter.drawText(rect, flags, words if fits else "+")

    def _paint_state(self, painter: QPainter, rect: QRect, state: tuple[str, str]) -> None:
        height = theme.px(22)
        width = min(pill_width(state[1]), rect.width())
        box = QRectF(rect.x(), rect.y() + (rect.height() - height) / 2, width, height)
        paint_pill(painter, box, *state)

    def _paint_trouble(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        _frame(painter, option.rect, "bad_fill")
        paint_glyph(painter, QRectF(rect.right() - 14, rect.center().y() - 6, 14, 14), "bad")
        super().paint_content(painter, rect.adjusted(0, 0, -18, 0), option, index)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = _CellEditor(parent)
        editor.setProperty("place", "cell")
        words = index.data(CHOICES)
        if words:
            _offer(editor, words)
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(title))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, nfc(editor.text()))  # type: ignore[attr-defined]

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, 1, 0, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down leave the cell as in a spreadsheet."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, QLineEdit)
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            self.commitData.emit(watched)
            self.closeEditor.emit(watched)
            return True
        return super().eventFilter(watched, event)


def _offer(editor: QLineEdit, words: Sequence[str]) -> None:
    """The few words a cell may hold, below it; what is typed is found in any of them."""
    completer = QCompleter(list(words), editor)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    editor.setCompleter(completer)


def _frame(painter: QPainter, rect: QRect, token: str) -> None:
    painter.setPen(QPen(theme.color(token), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))
