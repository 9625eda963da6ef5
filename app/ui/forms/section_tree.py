"""The subjects of a form and their sections as a tree, each with its count and state."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app.services.survey_outline import Outline, Section
from app.services.survey_states import Count
from app.ui import theme
from app.ui.forms.question_list import STATE_WORDS
from app.ui.icons import paint_icon
from app.ui.parts import paint_glyph
from app.wording import N_, _

Index = QModelIndex | QPersistentModelIndex
SECTION, COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
WHOLE = ""
"""The path of the row that stands for the whole form."""

_WORDS = {**STATE_WORDS, "todo": N_("chưa làm"), "doing": N_("đang làm")}


class SectionTree(QTreeView):
    """moved_to(path of the section, "" for the whole form): by key or pointer. picked(path): by Enter or a click."""

    moved_to = Signal(str)
    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self._items: dict[str, QStandardItem] = {}
        self._silent = False
        self.setModel(self._model)
        self.setItemDelegate(SectionDelegate(self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(True)
        self.setAccessibleName(_("Các nội dung khảo sát"))

    def show_outline(self, outline: Outline) -> None:
        """Show the sections of a form anew."""
        self._silent = True
        opened = {path for path, item in self._items.items() if self.isExpanded(item.index())}
        self._model.clear()
        self._items = {WHOLE: QStandardItem(_("Toàn bộ phiếu"))}
        self._model.appendRow(self._items[WHOLE])
        for section in outline.sections:
            item = QStandardItem(f"{section.code}  {section.title}" if section.code else section.title)
            item.setData(section, SECTION)
            item.setToolTip(item.text())
            self._items[section.path] = item
            parent = self._items.get(section.parent) if section.parent else None
            (parent or self._model).appendRow(item)
        for path in opened & self._items.keys():
            self.expand(self._items[path].index())
        self.show_counts(outline)
        self._silent = False

    def show_counts(self, outline: Outline) -> None:
        """Show how far each section has come."""
        for item in self._items.values():
            section: Section | None = item.data(SECTION)
            count = outline.count(section)
            above = item.parent().index() if item.parent() is not None else QModelIndex()
            self.setRowHidden(item.row(), above, count.total == 0)
            if item.data(COUNT) != count:
                item.setData(count, COUNT)
                item.setAccessibleText(
                    _(
                        "{section}: {answered} trên {total} câu, {state}",
                        section=item.text(),
                        answered=count.answered,
                        total=count.total,
                        state=_(_WORDS[count.state]),
                    )
                )

    def current_path(self) -> str:
        section: Section | None = self.currentIndex().data(SECTION)
        return section.path if section else WHOLE

    def go_to(self, path: str) -> None:
        """Make a section current without saying so; its subject is unfolded."""
        item = self._items.get(path)
        if item is None:
            return
        self._silent = True
        if item.parent() is not None:
            self.expand(item.parent().index())
        self._fold_others(item.index())
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(item.index(), flags)
        self.scrollTo(item.index())
        self._silent = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._silent and current.isValid():
            self.expand(current)
            self._fold_others(current)
            self.moved_to.emit(self.current_path())

    def _fold_others(self, current: Index) -> None:
        """One subject is unfolded at a time, so that fifty sections stay in sight; the whole form folds none."""
        subject = current.parent() if current.parent().isValid() else current
        if subject.data(SECTION) is None:
            return
        for place in range(self._model.rowCount()):
            other = self._model.index(place, 0)
            if other.row() != subject.row() and self.isExpanded(other):
                self.collapse(other)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        on_arrow = event.position().x() < theme.px(26) and self.model().hasChildren(index)
        if index.isValid() and on_arrow:
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)
        if index.isValid():
            self.picked.emit(self.current_path())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.picked.emit(self.current_path())
            return
        if event.text().isprintable() and event.text() and event.text() != " ":
            event.ignore()  # letters and digits belong to the page
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)


class SectionDelegate(QStyledItemDelegate):
    """34 high: an arrow where there is something inside, code and name, count, state."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, theme.px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect.adjusted(6, 0, -6, 0)
        view = option.widget
        count: Count = index.data(COUNT)
        current = isinstance(view, QTreeView) and view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, rect, current=current)
        depth = 1 if index.parent().isValid() else 0
        if isinstance(view, QTreeView) and index.model().hasChildren(index):
            arrow = "down" if view.isExpanded(index) else "right"
            paint_icon(painter, arrow, QRectF(rect.x() + 1, rect.center().y() - 6, 14, 14), "text2")
        side = theme.px(14)
        glyph = QRectF(rect.right() - side - 6, rect.center().y() - side / 2 + 0.5, side, side)
        paint_glyph(painter, glyph, count.state, count.share)
        self._paint_words(painter, rect, round(glyph.x()) - 8, index, count, (depth, current))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, *, current: bool) -> None:
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if current or hovered:
            painter.setBrush(theme.color("select" if current else "hover"))
            painter.drawRoundedRect(ground, 4, 4)
        view = option.widget
        if current and isinstance(view, QTreeView) and view.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _paint_words(
        self, painter: QPainter, rect: QRect, right: int, index: Index, count: Count, place: tuple[int, bool]
    ) -> None:
        depth, current = place
        begun = count.answered > 0 or current
        said = f"{count.answered}/{count.total}"
        painter.setFont(theme.font("body"))
        wide = painter.fontMetrics().horizontalAdvance(said)
        painter.setPen(theme.color("text2" if begun else "text3"))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(right - wide, rect.y(), wide + 1, rect.height()), flags, said)
        left = rect.x() + theme.px(20) + depth * theme.px(16)
        painter.setFont(theme.font("strong" if current else "body"))
        painter.setPen(theme.color("text" if begun else "text2"))
        room = right - wide - 8 - left
        shown = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, rect.y(), room, rect.height()), flags, shown)
