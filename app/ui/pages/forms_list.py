"""The list of added forms: title, version and file, how far each is, and what one can do with it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.services.extra_forms import ExtraForm
from app.ui import theme
from app.ui.parts import Foot, KeyCap, button, column, dress_list, paint_scale
from app.wording import _

Index = QModelIndex | QPersistentModelIndex
FORM = Qt.ItemDataRole.UserRole


class FormsList(QWidget):
    """opened, removed(name of the form); exported(name, kind). wanted: the form to be current when rows are shown."""

    opened = Signal(str)
    removed = Signal(str)
    exported = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = ""
        self.rows = _Rows()
        self.rows.setAccessibleName(_("Các phiếu đã thêm"))
        self.rows.itemDoubleClicked.connect(lambda _item: self._open())
        self.rows.entered_row.connect(self._open)
        self.rows.delete_wanted.connect(self._remove)
        self.fill = button(_("Điền phiếu"), self._open, kind="primary", icon_name="arrow")
        self.fill.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.csv = button(_("Xuất CSV…"), lambda: self.exported.emit(self.current(), "csv"), icon_name="table")
        self.xml = button(_("Xuất bản nộp ODK…"), lambda: self.exported.emit(self.current(), "xml"), icon_name="export")
        self.drop = button(_("Bỏ phiếu"), self._remove, kind="ghost", icon_name="trash", tip="Delete")
        whole = column(gap=0)
        whole.addWidget(self.rows, 1)
        whole.addWidget(Foot(self.drop, None, self.csv, self.xml, self.fill, KeyCap("Enter")))
        self.setLayout(whole)
        self.setFocusProxy(self.rows)

    def current(self) -> str:
        """The name of the current form; "" where there is none."""
        item = self.rows.currentItem()
        each: ExtraForm | None = item.data(FORM) if item is not None else None
        return each.form.name if each is not None else ""

    def show_rows(self, rows: list[ExtraForm], *, writable: bool) -> None:
        """Show these forms; the current one stays, or the wanted one becomes it."""
        current = self.wanted or self.current()
        self.wanted = ""
        self.rows.clear()
        for each in rows:
            item = QListWidgetItem(each.form.title)
            item.setData(FORM, each)
            said = _(
                "{title}: {answered} trên {total} câu", title=item.text(), answered=each.answered, total=each.asked
            )
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.rows.addItem(item)
            if each.form.name == current:
                self.rows.setCurrentItem(item)
        if rows and self.rows.currentRow() < 0:
            self.rows.setCurrentRow(0)
        self.drop.setVisible(writable)

    def _open(self) -> None:
        if self.current():
            self.opened.emit(self.current())

    def _remove(self) -> None:
        if self.current() and not self.drop.isHidden():
            self.removed.emit(self.current())


class _Rows(QListWidget):
    entered_row = Signal()
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_RowDelegate(self))
        dress_list(self)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self.entered_row.emit()
            case Qt.Key.Key_Delete if not event.modifiers():
                self.delete_wanted.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_Home | Qt.Key.Key_End:
                super().keyPressEvent(event)
            case _:
                event.ignore()


class _RowDelegate(QStyledItemDelegate):
    """60 high: title, below it version and name; at the right the scale and the count."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(300, theme.px(60))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        view = option.widget
        each: ExtraForm = index.data(FORM)
        current = isinstance(view, QListWidget) and view.currentRow() == index.row()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        flags = Qt.AlignmentFlag
        painter.save()
        painter.fillRect(rect, theme.color("select" if current else "hover" if hovered else "surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line"))
        right = rect.right() - 24
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text2"))
        said = _("{answered}/{total} câu", answered=each.answered, total=each.asked)
        wide = max(theme.px(76), painter.fontMetrics().horizontalAdvance(said) + 2)
        painter.drawText(
            QRect(right - wide, rect.y(), wide, rect.height()), flags.AlignRight | flags.AlignVCenter, said
        )
        scale = QRect(right - wide - 16 - theme.px(160), rect.center().y() - 6, theme.px(160), 14)
        share = each.answered / each.asked if each.asked else 0.0
        if rect.width() > theme.px(560):
            paint_scale(painter, scale.toRectF(), share)
        left = rect.x() + 20
        room = QRect(left, rect.y() + theme.px(9), scale.x() - 20 - left, theme.px(21))
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        title = painter.fontMetrics().elidedText(each.form.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags.AlignVCenter, title)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        about = _("bản {version}  ·  {name}", version=each.form.version, name=each.form.name)
        words = about if each.form.version else each.form.name
        painter.drawText(room.translated(0, theme.px(21)), flags.AlignVCenter, words)
        if current:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.color("accent"))
            if view.hasFocus():
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()
