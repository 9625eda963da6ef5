"""The questions of a section as painted rows of one height: glyph, two lines, state in words, what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
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

from app.services.survey_outline import Row
from app.ui import theme
from app.ui.forms.layouts import Run, Wrapped
from app.ui.icons import paint_icon
from app.ui.parts import dress_list, paint_glyph
from app.wording import N_, _

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole

STATE_WORDS = {
    "todo": N_("chưa trả lời"),
    "ok": N_("đạt"),
    "part": N_("một phần"),
    "bad": N_("chưa đạt"),
    "warn": N_("còn thiếu"),
    "na": N_("không áp dụng"),
}


class QuestionModel(QAbstractListModel):
    """The rows that are listed now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._places: dict[str, int] = {}

    def show_rows(self, rows: list[Row]) -> None:
        if [each.path for each in rows] == [each.path for each in self.rows]:
            self.update_rows(rows)
            return
        self.beginResetModel()
        self.rows = rows
        self._places = {each.path: place for place, each in enumerate(rows)}
        self.endResetModel()

    def update_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows anew where they stand."""
        for row in rows:
            place = self._places.get(row.path)
            if place is not None and self.rows[place] != row:
                self.rows[place] = row
                self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, path: str) -> int:
        """Which row a question is, -1 when it is not listed."""
        return self._places.get(path, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.label
            case Qt.ItemDataRole.AccessibleTextRole:
                return _("{code} {question}: {answer}", code=row.code, question=row.label, answer=row.answer).strip()
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return _("Tình trạng: {state}", state=_(STATE_WORDS[row.state]))
            case _:
                return row if role == ROW else None


class QuestionList(QListView):
    """moved_to(path): another question became the current one by key or pointer. Letters and digits pass on."""

    moved_to = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QuestionModel(self)
        self._silent = False
        self.setModel(self._model)
        self.setItemDelegate(QuestionDelegate(self))
        dress_list(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("Danh sách câu hỏi"))

    def show_rows(self, rows: list[Row], current: str) -> None:
        """List these rows and mark the current question where it is among them."""
        self._silent = True
        self._model.show_rows(rows)
        self._silent = False
        self.go_to(current)

    def update_rows(self, rows: Iterable[Row]) -> None:
        self._model.update_rows(rows)

    def paths(self) -> list[str]:
        return [each.path for each in self._model.rows]

    def go_to(self, path: str) -> None:
        """Make a question current without saying so."""
        place = self._model.place_of(path)
        index = self._model.index(place) if place >= 0 else QModelIndex()
        if index != self.currentIndex():
            self._silent = True
            self.setCurrentIndex(index)
            self._silent = False
        if index.isValid():
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._silent and current.isValid():
            self.moved_to.emit(self._model.rows[current.row()].path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_PageDown,
            Qt.Key.Key_Home,
            Qt.Key.Key_End,
        )
        if event.key() in moves and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()


class QuestionDelegate(QStyledItemDelegate):
    """64 high: the glyph of the state at the left, counts of photos, notes and findings at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, theme.px(64))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        rect: QRect = option.rect
        view = option.widget
        current = isinstance(view, QAbstractItemView) and view.currentIndex().row() == index.row()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(rect, theme.color("select" if current else "hover" if hovered else "surface"))
        left = rect.x() + theme.px(40)
        painter.fillRect(left, rect.bottom(), rect.width(), 1, theme.color("line"))
        glyph = QRectF(rect.x() + theme.px(14), rect.y() + theme.px(9), theme.px(16), theme.px(16))
        paint_glyph(painter, glyph, row.state)
        font = theme.font("strong" if current else "body")
        ink = "text2" if row.state == "na" or not row.asked else "text"
        words = Wrapped((Run(row.label, font, ink),), rect.right() - 12 - left, 2)
        words.paint(painter, left, rect.y() + theme.px(6))
        self._paint_third_line(painter, rect, left, row)
        if current:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.color("accent"))
            if view.hasFocus():
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_third_line(self, painter: QPainter, rect: QRect, left: int, row: Row) -> None:
        line = QRect(left, rect.bottom() - theme.px(22), rect.right() - 12 - left, theme.px(19))
        painter.setFont(theme.font("small"))
        right = line.right()
        marks = (
            ("finding", row.findings, "bad", str(row.findings)),
            ("note", row.noted, "text2", ""),
            ("camera", row.evidence, "text2", str(row.evidence)),
        )
        for name, there, token, words in marks:
            if there:
                right = self._paint_mark(painter, right, line, name, token, words)
        said = "  ·  ".join(each for each in (row.instance, row.code, row.answer) if each)
        room = QRect(line.x(), line.y(), right - line.x() - 4, line.height())
        painter.setPen(theme.color("text3"))
        shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_mark(self, painter: QPainter, right: int, line: QRect, name: str, token: str, words: str) -> int:
        wide = painter.fontMetrics().horizontalAdvance(words) if words else 0
        if words:
            painter.setPen(theme.color(token))
            painter.drawText(QRect(right - wide, line.y(), wide, line.height()), Qt.AlignmentFlag.AlignVCenter, words)
        side = theme.px(14)
        x = right - wide - (5 if words else 0) - side
        paint_icon(painter, name, QRectF(x, line.center().y() - side / 2 + 1, side, side), token)
        return x - 10
