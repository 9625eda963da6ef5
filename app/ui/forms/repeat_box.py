"""A repeated section: its instances as a list, and below it the fields of the one that is open."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.errors import UserError
from app.domain.forms.definition import Group, text_in
from app.services.survey_states import Count, count_of
from app.ui import theme
from app.ui.forms.form_parts import FormParts, Registered
from app.ui.forms.session import FormSession
from app.ui.forms.words import within
from app.ui.parts import InlineMessage, button, column, dress_list, hairline, paint_glyph, row, text
from app.wording import _

Index = QModelIndex | QPersistentModelIndex
COUNT = Qt.ItemDataRole.UserRole
ROWS_SHOWN = 6
WORDS_NAMED = 3
"""An instance is called by so many of its first answers."""


class RepeatBox(QFrame):
    """Every instance is one row, called by its first answers. Only the open one has fields, so many stay quick."""

    def __init__(
        self, session: FormSession, group: Group, path: str, registered: Registered, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.group, self.path = session, group, path
        self.parts = FormParts(session, registered)
        self.setProperty("surface", "card")
        self._title = text(text_in(group.label, session.filling.language) or group.name, "h2")
        self._number = text("", "small")
        self._fixed = text("", "small", wrap=True)
        self.list = InstanceList()
        self.list.setAccessibleName(self._title.text())
        self.list.moved_to.connect(self._show_open)
        self.list.entered.connect(self.focus_fields)
        self.list.add_wanted.connect(self.add)
        self.list.remove_wanted.connect(self.remove)
        self.add_button = button(self._add_words(), self.add, icon_name="plus", tip="Insert")
        self.remove_button = button(_("Bỏ"), self.remove, kind="ghost", icon_name="close", tip="Delete")
        self._wrong = InlineMessage("bad", "")
        self._open_title = text("", "strong", cut=True)
        self._open_title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._fields = column(gap=14)
        self._body = QWidget()
        head = row(gap=8)
        head.addWidget(self._open_title, 1)
        head.addWidget(self.remove_button)
        self._body.setLayout(column(hairline(), head, self._fields, gap=10))
        foot = row(self.add_button, None, gap=6)
        self.setLayout(
            column(
                row(self._title, self._number, None, gap=8),
                self._fixed,
                self.list,
                foot,
                self._wrong,
                self._body,
                gap=8,
                margins=(16, 12, 16, 16),
            )
        )
        self._shown = self._base = ""
        self.refresh()

    # ---- the contract of a part

    def refresh(self, paths: frozenset[str] | None = None) -> None:
        """Show the instances there are, and the open one."""
        if not self.session.filling.has(self.path.rpartition("/")[0]):
            return
        instances = self._instances()
        self.list.show_rows([(self._called(each), self._count(each)) for each in instances])
        self._number.setText(str(len(instances)) if instances else "")
        self._show_what_can_be_done(instances)
        self.setVisible(bool(instances) or self._may_change())
        self._show_open(self.list.currentRow(), paths)

    def point_at(self, path: str) -> None:
        """Stand for the same section within another instance of the one around it."""
        self.path = path
        self.list.setCurrentRow(0 if self._instances() else -1)
        self.refresh()

    def open_for(self, path: str) -> None:
        """Open the instance that a question stands in."""
        place = path.removeprefix(self.path + "[").partition("]")[0]
        if place.isdigit():
            self.list.setCurrentRow(int(place) - 1)

    def focus_fields(self) -> None:
        """Put the keyboard into the first field of the open instance."""
        for block in self.parts.every_block():
            if not block.isHidden():
                block.editor.control.setFocus(Qt.FocusReason.TabFocusReason)
                return

    # ---- deeds

    def add(self) -> None:
        """A new instance, open, with the keyboard in its first field."""
        if not self._may_change():
            return
        try:
            made = self.session.add_instance(self.path)
        except UserError as mistake:
            self._wrong.say("bad", str(mistake))
            return
        self._wrong.say("bad", "")
        self.refresh()
        self.open_for(made)
        self.focus_fields()

    def remove(self) -> None:
        """Take the open instance away; undo brings it back."""
        instances, place = self._instances(), self.list.currentRow()
        if not self._may_change() or not 0 <= place < len(instances):
            return
        self._shown = ""
        try:
            self.session.remove_instance(instances[place])
        except UserError as mistake:
            self._wrong.say("bad", str(mistake))
            return
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- inside

    def _instances(self) -> list[str]:
        filling = self.session.filling
        return [each for each in filling.instances(self.path) if filling.relevant(each)]

    def _may_change(self) -> bool:
        return not self.session.locked and self.session.filling.can_add(self.path)

    def _add_words(self) -> str:
        return _("Thêm {section}", section=within(self._title.text()))

    def _show_what_can_be_done(self, instances: list[str]) -> None:
        may = self._may_change()
        self.add_button.setVisible(may)
        self.remove_button.setVisible(may and bool(instances))
        fixed = not self.session.filling.can_add(self.path)
        self._fixed.setText(_("Số mục do câu trả lời khác quyết định.") if fixed else "")
        self._fixed.setVisible(fixed)

    def _show_open(self, place: int, paths: frozenset[str] | None = None) -> None:
        instances = self._instances()
        self._body.setVisible(0 <= place < len(instances))
        if not 0 <= place < len(instances):
            self._shown = ""
            return
        path = instances[place]
        self._open_title.setText(f"{place + 1}.  {self._called(path)}")
        if not self.parts.blocks and not self.parts.notes and not self.parts.repeats:
            self.parts.fill(self.group, path, self._fields)
            self.parts.refresh()
            self._base = path
        elif path != self._shown:
            self.parts.point_at(self._base, path)
            self._base = path
        else:
            self.parts.refresh(paths)
        self._shown = path

    def _called(self, path: str) -> str:
        """The first answers within an instance; that it is empty where there are none."""
        rows = [each for key, each in self.session.outline.rows.items() if key.startswith(path + "/")]
        words = [each.answer for each in rows if each.asked and each.state != "todo"]
        return "  ·  ".join(words[:WORDS_NAMED]) or _("chưa điền")

    def _count(self, path: str) -> Count:
        rows = self.session.outline.rows
        return count_of(each.state for key, each in rows.items() if key.startswith(path + "/") and each.asked)


class InstanceList(QListWidget):
    """moved_to(row): another one became current. entered: Enter. add_wanted, remove_wanted: Insert and Delete."""

    moved_to = Signal(int)
    entered = Signal()
    add_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(InstanceDelegate(self))
        dress_list(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentRowChanged.connect(self.moved_to)

    def show_rows(self, rows: list[tuple[str, Count]]) -> None:
        """Show these instances; the current place is kept where there still is one."""
        self.blockSignals(True)
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        while self.count() < len(rows):
            self.addItem(QListWidgetItem())
        for place, (words, count) in enumerate(rows):
            item = self.item(place)
            if item.text() != words:
                item.setText(words)
            if item.data(COUNT) != count:
                item.setData(COUNT, count)
            said = _("{place}. {words}, {answered} trên {total} câu", place=place + 1, words=words, **_counts(count))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        if rows and self.currentRow() < 0:
            self.setCurrentRow(0)
        self.blockSignals(False)
        self.setVisible(bool(rows))
        self.setFixedHeight(theme.px(32) * max(1, min(ROWS_SHOWN, len(rows))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self.entered.emit()
            case Qt.Key.Key_Insert if not event.modifiers():
                self.add_wanted.emit()
            case Qt.Key.Key_Delete if not event.modifiers():
                self.remove_wanted.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_Home | Qt.Key.Key_End:
                super().keyPressEvent(event)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                super().keyPressEvent(event)
            case _:
                event.ignore()


class InstanceDelegate(QStyledItemDelegate):
    """32 high: number, first answers, how far it is."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, theme.px(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        view = option.widget
        count: Count = index.data(COUNT)
        current = isinstance(view, QListWidget) and view.currentRow() == index.row()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        flags = Qt.AlignmentFlag
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.color("select" if current else "hover" if hovered else "surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line"))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        painter.drawText(rect.adjusted(0, 0, 34 - rect.width(), 0), flags.AlignRight | flags.AlignVCenter, _n(index))
        side = theme.px(14)
        paint_glyph(painter, QRectF(rect.right() - side - 8, rect.center().y() - side / 2, side, side), *_state(count))
        said = f"{count.answered}/{count.total}"
        wide = painter.fontMetrics().horizontalAdvance(said)
        right = rect.right() - side - 16
        painter.drawText(QRect(right - wide, rect.y(), wide + 1, rect.height()), flags.AlignVCenter, said)
        painter.setFont(theme.font("strong" if current else "body"))
        painter.setPen(theme.color("text" if count.answered else "text3"))
        room = QRect(rect.x() + 44, rect.y(), right - wide - 12 - rect.x() - 44, rect.height())
        words = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags.AlignVCenter, words)
        if current:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.color("accent"))
            if view.hasFocus():
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()


def _n(index: Index) -> str:
    return str(index.row() + 1)


def _state(count: Count) -> tuple[str, float]:
    return count.state, count.share


def _counts(count: Count) -> dict[str, int]:
    return {"answered": count.answered, "total": count.total}
