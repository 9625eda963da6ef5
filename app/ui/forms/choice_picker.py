"""The choices of a question as rows with key caps: levels 1 to 5, other single choices, several choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from app.domain.forms.definition import Choice, text_in
from app.ui import theme
from app.ui.forms.choice_rows import ChoiceDelegate, ChoiceRow
from app.wording import _

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
NO_PICTURES: Mapping[str, QPixmap] = {}


class ChoiceModel(QAbstractListModel):
    """The choices, which of them are chosen, and the key that picks each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[ChoiceRow] = []
        self.checkable = False

    def offer(
        self, choices: Sequence[Choice], language: str, *, several: bool, pictures: Mapping[str, QPixmap]
    ) -> None:
        self.beginResetModel()
        self.checkable = several
        self.rows = [
            ChoiceRow(
                each.name,
                text_in(each.label, language),
                text_in(each.hint, language),
                _key(each, place),
                picture=pictures.get(each.name),
            )
            for place, each in enumerate(choices, 1)
        ]
        self.endResetModel()

    def show_chosen(self, names: Sequence[str]) -> None:
        """Mark the chosen ones."""
        self.rows = [each._replace(is_chosen=each.name in names) for each in self.rows]
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.key} {row.title}" if row.key else row.title
            case Qt.ItemDataRole.AccessibleDescriptionRole | Qt.ItemDataRole.ToolTipRole:
                return row.hint
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row.is_chosen else Qt.CheckState.Unchecked
            case _:
                return row if role == ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class ChoicePicker(QListView):
    """committed(text): the names chosen, separated by spaces. Arrows move, Enter or space chooses, digits pick."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ChoiceModel(self)
        self._names: list[str] = []
        self._several = False
        self._columns = 1
        self.read_only = False
        self.keys_need_focus = False
        self._delegate = ChoiceDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda index: self._pick(index.row()))

    def offer(
        self,
        choices: Sequence[Choice],
        language: str,
        *,
        several: bool = False,
        pictures: Mapping[str, QPixmap] = NO_PICTURES,
    ) -> None:
        """Show these choices. several: more than one may be chosen. pictures: by the name of the choice."""
        self._several = several
        self._model.offer(choices, language, several=several, pictures=pictures)
        self.set_value("")

    def set_columns(self, columns: int) -> None:
        """So many choices side by side, where the width allows it."""
        self._columns = columns
        beside = columns > 1
        self.setFlow(QListView.Flow.LeftToRight if beside else QListView.Flow.TopToBottom)
        self.setWrapping(beside)

    def set_bare(self, bare: bool) -> None:
        """Marks alone, without words: a row of a table whose head names the columns."""
        self._delegate.bare = bare
        self._settle()

    def across(self, width: int) -> int:
        """How many stand side by side at this width; a row that does not fit stands below each other instead."""
        least = theme.px(36 if self._delegate.bare else 84)
        return self._columns if width >= self._columns * least else max(1, min(2, width // theme.px(220)))

    def row_height(self, place: int, width: int) -> int:
        """How high the line is that this choice stands in."""
        across = self.across(width)
        first = place - place % across
        beside = self._model.rows[first : first + across]
        return max(self._delegate.row_height(each, self.cell_width(width)) for each in beside)

    def cell_width(self, width: int) -> int:
        """How wide one choice is; cells that fill their line to the last pixel would be wrapped by Qt."""
        across = self.across(width)
        return width if across == 1 else (width - 1) // across

    def set_value(self, text: str) -> None:
        self._names = text.split()
        self._model.show_chosen(self._names)
        chosen = [place for place, row in enumerate(self._model.rows) if row.is_chosen]
        if (chosen and not self._several) or not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(chosen[0] if chosen else 0))
        self._tell()
        self._settle()

    def set_read_only(self, still: bool) -> None:
        self.read_only = still
        self.setProperty("readOnly", still)
        self.viewport().update()

    def shows_keys(self) -> bool:
        """Whether the key caps act now."""
        return not self.read_only and (not self.keys_need_focus or self.hasFocus())

    def is_current(self, row: ChoiceRow) -> bool:
        """Whether the keyboard is on this choice."""
        place = self.currentIndex().row()
        return self.hasFocus() and 0 <= place < len(self._model.rows) and self._model.rows[place] is row

    def is_several(self) -> bool:
        return self._several

    def set_one_line(self, one_line: bool) -> None:
        """Descriptions end with … after one line, save for the chosen row and the one that the keyboard is on."""
        if self._delegate.one_line != one_line:
            self._delegate.one_line = one_line
            self._settle()

    def press(self, key: str) -> bool:
        """Pick by the key on a cap; False when no choice has it."""
        for place, row in enumerate(self._model.rows):
            if row.key == key:
                self.setCurrentIndex(self._model.index(place))
                self._pick(place)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_Home | Qt.Key.Key_End if not event.modifiers():
                super().keyPressEvent(event)
            case Qt.Key.Key_Left | Qt.Key.Key_Right if self._columns > 1 and not event.modifiers():
                super().keyPressEvent(event)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if not event.modifiers():
                self._pick(self.currentIndex().row())
            case _:
                event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(320, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, theme.px(34))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        firsts = range(0, len(self._model.rows), self.across(width))
        return max(theme.px(34), sum(self.row_height(place, width) for place in firsts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.viewport().rect())
        edge, corners = QPainterPath(), QPainterPath()
        edge.addRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        corners.addRect(whole)
        painter.fillPath(corners - edge, theme.color("surface"))
        framed = QRegion(self.viewport().rect())
        for place, row in enumerate(self._model.rows):
            if row.is_chosen or (self.hasFocus() and place == self.currentIndex().row()):
                framed -= QRegion(self.visualRect(self._model.index(place)))
        painter.setClipRegion(framed)
        painter.setPen(QPen(theme.color("line" if self.read_only else "edge"), theme.border()))
        painter.drawPath(edge)
        if not self._model.rows:
            painter.setPen(theme.color("text3"))
            words = _("Chưa có mục nào để chọn.")
            painter.drawText(self.viewport().rect().adjusted(12, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter, words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._open_current()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._open_current()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._open_current()

    def _open_current(self) -> None:
        """Where descriptions are cut, that of the choice one is on is shown in full."""
        if self._delegate.one_line:
            self._settle()
        else:
            self.viewport().update()

    def _pick(self, place: int) -> None:
        if self.read_only or not 0 <= place < len(self._model.rows):
            return
        name = self._model.rows[place].name
        if not self._several:
            names = [name]
        elif name in self._names:
            names = [each for each in self._names if each != name]
        else:
            names = [each.name for each in self._model.rows if each.name in (*self._names, name)]
        self.committed.emit(" ".join(names))

    def _settle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.viewport().update()

    def _tell(self) -> None:
        chosen = [row.title for row in self._model.rows if row.is_chosen]
        words = _("đang chọn: {choices}", choices=", ".join(chosen)) if chosen else _("chưa chọn")
        self.setAccessibleDescription(words)


def _key(choice: Choice, place: int) -> str:
    """Levels are picked by their own number, other choices by their place, up to nine."""
    if choice.name.isdigit() and len(choice.name) == 1:
        return choice.name
    return str(place) if place <= 9 else ""
