"""The photos and files that prove an answer, as thumbnails with captions, and a place to drop more."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QSizePolicy, QWidget

from app.domain.evidence import Evidence
from app.services.evidence import shown_sha256
from app.ui import theme
from app.ui.forms.evidence_tiles import EVIDENCE, MAKING, PICTURE, TileDelegate, caption_of
from app.ui.pictures import Pictures
from app.wording import _

Index = QModelIndex | QPersistentModelIndex
GAP = 8


class EvidenceModel(QAbstractListModel):
    """Pieces of evidence, and behind them the tile that adds one."""

    captioned = Signal(str, str)

    def __init__(self, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures
        pictures.arrived.connect(self._show_arrived)
        self.items: list[Evidence] = []
        self.writable = True

    def show_items(self, items: list[Evidence], *, writable: bool) -> None:
        if items != self.items or writable != self.writable:
            self.beginResetModel()
            self.items, self.writable = items, writable
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.items) + self.writable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if index.row() >= len(self.items):
            return _("Thêm ảnh, tệp") if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        each = self.items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return caption_of(each)
        if role == EVIDENCE:
            return each
        if role == MAKING:
            return self._pictures.is_making(each)
        return self._pixmap(each) if role == PICTURE else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not 0 <= index.row() < len(self.items):
            return False
        each = self.items[index.row()]
        if str(value).strip() and str(value) != caption_of(each):
            self.captioned.emit(each.id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if self.writable and index.row() < len(self.items) else flags

    def _pixmap(self, each: Evidence) -> QPixmap | None:
        return self._pictures.thumbnail(each) if each.media_type.startswith("image/") else None

    def _show_arrived(self, sha256: str) -> None:
        for place, each in enumerate(self.items):
            if shown_sha256(each) == sha256:
                self.dataChanged.emit(self.index(place), self.index(place), [PICTURE])


class EvidenceStrip(QListView):
    """add_wanted: the last tile was chosen. opened(evidence): see it large; marked(evidence): crop it or draw on it.
    removed(id), captioned(id, words). unlink_words: what taking a piece away is called in the menu."""

    add_wanted = Signal()
    opened = Signal(object)
    marked = Signal(object)
    removed = Signal(str)
    captioned = Signal(str, str)

    def __init__(self, pictures: Pictures, unlink_words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unlink_words = unlink_words or _("Gỡ khỏi đây")
        self._model = EvidenceModel(pictures, self)
        self._model.captioned.connect(self.captioned)
        self.setModel(self._model)
        self.setItemDelegate(TileDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Bằng chứng"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer_deeds)
        self.clicked.connect(lambda index: self._activate(index, only_add=True))
        self.doubleClicked.connect(lambda index: self._activate(index, only_add=False))

    def show_items(self, items: list[Evidence], *, writable: bool) -> None:
        self._model.show_items(items, writable=writable)
        self.setVisible(self._model.rowCount() > 0)
        self._fit()

    def current(self) -> Evidence | None:
        place = self.currentIndex().row()
        return self._model.items[place] if 0 <= place < len(self._model.items) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if not event.modifiers():
                self._activate(self.currentIndex(), only_add=False)
            case Qt.Key.Key_E if self._can_mark() and not event.modifiers():
                self.marked.emit(self.current())
            case Qt.Key.Key_Delete if self._model.writable and (each := self.current()):
                self.removed.emit(each.id)
            case (
                Qt.Key.Key_Left
                | Qt.Key.Key_Right
                | Qt.Key.Key_Up
                | Qt.Key.Key_Down
                | Qt.Key.Key_Home
                | Qt.Key.Key_End
                | Qt.Key.Key_F2
            ):
                super().keyPressEvent(event)
            case _:
                event.ignore()

    def _offer_deeds(self, place: QPoint) -> None:
        """What one can do with the piece under the pointer."""
        self.setCurrentIndex(self.indexAt(place))
        each = self.current()
        if each is None:
            return
        menu = QMenu(self)
        menu.addAction(_("Xem lớn"), "Enter", partial(self.opened.emit, each))
        if self._can_mark():
            menu.addAction(_("Cắt, vẽ, che mờ…"), "E", partial(self.marked.emit, each))
        if self._model.writable:
            menu.addAction(_("Đổi tên"), "F2", partial(self.edit, self.currentIndex()))
            menu.addAction(self._unlink_words, "Delete", partial(self.removed.emit, each.id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))

    def _can_mark(self) -> bool:
        each = self.current()
        return self._model.writable and each is not None and each.media_type.startswith("image/")

    def sizeHint(self) -> QSize:
        return QSize(320, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _activate(self, index: Index, *, only_add: bool) -> None:
        if not index.isValid():
            return
        if index.row() >= len(self._model.items):
            if only_add or self.hasFocus():
                self.add_wanted.emit()
        elif not only_add:
            self.opened.emit(self._model.items[index.row()])

    def _fit(self) -> None:
        across = max(1, self.viewport().width() // (theme.px(108) + GAP))
        lines = -(-self._model.rowCount() // across)
        height = max(1, lines) * (theme.px(82) + GAP)
        if height != self.height():
            self.setFixedHeight(height)
