"""The sheets of the file that hold instruments, each with a tick to take it in; the current one is shown."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.exchange.preview import ListPreview, Table
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.parts import column, text
from app.ui.parts.tables import Index, dress_list, paint_row_ground
from app.wording import _

_TABLE = Qt.ItemDataRole.UserRole
_SHEET = Qt.ItemDataRole.UserRole + 1


class Sheets(QWidget):
    """shown(table key): look at this table. included(sheet, wanted): take it in or leave it."""

    shown = Signal(str)
    included = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "clear")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Các trang của tệp"))
        dress_list(self.list)
        self.list.setItemDelegate(_SheetPainter(self.list))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = text(_("Trang được nhập"), "cap")
        self._title.setContentsMargins(16, 10, 16, 2)
        lines: QVBoxLayout = column(self._title, self.list, gap=0)
        self.setLayout(lines)
        self.list.currentItemChanged.connect(self._look)
        self.list.itemChanged.connect(self._tick)

    def show_preview(self, preview: ListPreview, current: str) -> None:
        """Hidden when there is nothing to choose."""
        self.list.blockSignals(True)
        self.list.clear()
        for table in preview.tables:
            self._add_table(preview, table)
        for other in preview.other_sheets:
            if other.holds:
                words = _("{sheet} · {count} · {why}", sheet=other.sheet, count=other.holds, why=other.why)
                self._add(words, "", other.sheet, Qt.CheckState.Unchecked)
        keys = [str(self.list.item(place).data(_TABLE)) for place in range(self.list.count())]
        self.list.setCurrentRow(keys.index(current) if current in keys else 0)
        self.list.blockSignals(False)
        self.list.setFixedHeight(theme.px(34) * min(self.list.count(), 5))
        self.setVisible(self.list.count() > 1)

    def _add_table(self, preview: ListPreview, table: Table) -> None:
        first = next(each for each in preview.tables if each.sheet == table.sheet)
        words = _("{sheet} · {count} phương tiện đo", sheet=table.sheet or preview.file, count=len(table.rows))
        state = Qt.CheckState.Checked if table is first else None
        self._add(words, table.key, table.sheet, state)

    def _add(self, words: str, key: str, sheet: str, state: Qt.CheckState | None) -> None:
        item = QListWidgetItem(words)
        item.setData(_TABLE, key)
        item.setData(_SHEET, sheet)
        if state is not None:
            item.setCheckState(state)
        item.setToolTip(words)
        self.list.addItem(item)

    def _look(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_TABLE):
            self.shown.emit(item.data(_TABLE))

    def _tick(self, item: QListWidgetItem) -> None:
        self.included.emit(item.data(_SHEET), item.checkState() is Qt.CheckState.Checked)


class _SheetPainter(QStyledItemDelegate):
    """A tick box like everywhere else, then the words; Space or a click on the box ticks."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, theme.px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, QListWidget) and view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = option.rect
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            _paint_box(painter, QRectF(rect.x() + 16, rect.center().y() - 8, 16, 16), _is_checked(state))
        painter.setFont(theme.font("body"))
        painter.setPen(QPen(theme.color("text" if state is None or _is_checked(state) else "text2")))
        room = rect.adjusted(42, 0, -10, 0)
        words = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        clicked = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.position().x() - option.rect.x() < 40
        )
        pressed = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)
        )
        if state is None or not (clicked or pressed):
            return False
        turned = Qt.CheckState.Unchecked if _is_checked(state) else Qt.CheckState.Checked
        return model.setData(index, turned, Qt.ItemDataRole.CheckStateRole)


def _is_checked(state: object) -> bool:
    return state in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)


def _paint_box(painter: QPainter, box: QRectF, is_checked: bool) -> None:
    painter.setPen(QPen(theme.color("accent" if is_checked else "edge"), 1))
    painter.setBrush(theme.color("accent" if is_checked else "surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if is_checked:
        paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), "on_accent")
