"""How a piece of evidence is drawn: its picture with the caption on it, and the dashed tile that takes one more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.evidence import Evidence
from app.ui import theme
from app.ui.icons import paint_icon
from app.wording import _

Index = QModelIndex | QPersistentModelIndex
EVIDENCE, PICTURE, MAKING = (Qt.ItemDataRole.UserRole + place for place in range(3))
"""The record; its thumbnail (None while it is on its way, null where it cannot be read); whether it is being made."""
GAP = 8


def caption_of(evidence: Evidence) -> str:
    """What stands below the picture: what was written, else the file's name."""
    return evidence.note or evidence.name


class TileDelegate(QStyledItemDelegate):
    """108 × 82, a gap of 8 to the right and below."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme.px(108) + GAP, theme.px(82) + GAP)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        rect: QRect = option.rect
        high = theme.px(28)
        editor.setGeometry(rect.x(), rect.bottom() - GAP - high + 1, rect.width() - GAP, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect.adjusted(0, 0, -GAP, -GAP)
        state: QStyle.StateFlag = option.state
        each: Evidence | None = index.data(EVIDENCE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if each is None:
            self._paint_add(painter, rect, hovered=bool(state & QStyle.StateFlag.State_MouseOver))
        else:
            paint_piece(painter, rect, each, index.data(PICTURE), making=bool(index.data(MAKING)))
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 5, 5)
        painter.restore()

    def _paint_add(self, painter: QPainter, rect: QRect, *, hovered: bool) -> None:
        pen = QPen(theme.color("edge"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("hover" if hovered else "surface"))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        paint_icon(painter, "plus", QRectF(rect.center().x() - 9, rect.y() + theme.px(11), 18, 18), "text2")
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        high, top = theme.px(18), rect.y() + theme.px(36)
        for words in (_("Thêm ảnh, tệp"), _("B hoặc kéo thả")):
            line = QRect(rect.x() + 2, top, rect.width() - 4, high)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)
            top += high


def paint_piece(painter: QPainter, rect: QRect, each: Evidence, picture: QPixmap | None, *, making: bool) -> None:
    """The picture filling its tile, or what stands for it; the caption in a band at its foot."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), 5, 5)
    painter.setClipPath(path)
    painter.fillRect(rect, theme.color("sunken"))
    band = QRect(rect.x(), rect.bottom() - theme.px(20) + 1, rect.width(), theme.px(20))
    if picture is not None and not picture.isNull():
        painter.drawPixmap(QRectF(rect), picture, _middle(picture, rect))
    else:
        _paint_stand_in(painter, rect.adjusted(0, 0, 0, -band.height()), each, picture, making)
    painter.fillRect(band, QColor(16, 20, 25, 205))
    painter.setFont(theme.font("small"))
    painter.setPen(QColor(255, 255, 255))
    room = band.adjusted(6, 0, -6, 0)
    shown = painter.fontMetrics().elidedText(caption_of(each), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.setClipping(False)
    painter.setPen(QPen(theme.color("line"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)


def _paint_stand_in(painter: QPainter, room: QRect, each: Evidence, picture: QPixmap | None, making: bool) -> None:
    """A file by its ending; a photo whose small copy is still to be made, or that cannot be read, by its words."""
    if not each.media_type.startswith("image/"):
        icon, words = ("pdf" if each.media_type == "application/pdf" else "clip"), kind_words(each)
    elif picture is not None:
        icon, words = "warn", _("Không đọc được")
    else:
        icon, words = "camera", (_("Đang thu nhỏ…") if making else "")
    side = theme.px(20)
    high = side + (theme.px(18) if words else 0)
    top = room.center().y() - high / 2
    paint_icon(painter, icon, QRectF(room.center().x() - side / 2, top, side, side), "text3")
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text3"))
    line = QRectF(room.x() + 4, top + side, room.width() - 8, theme.px(18))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(line.width()))
    painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)


def said_of(items: Sequence[Evidence]) -> str:
    """How many photos and files these are."""
    photos = sum(each.media_type.startswith("image/") for each in items)
    files = len(items) - photos
    if photos and files:
        return _("{photos} ảnh, {files} tệp", photos=photos, files=files)
    if photos:
        return _("{photos} ảnh", photos=photos)
    return _("{files} tệp", files=files) if files else _("chưa có")


def kind_words(evidence: Evidence) -> str:
    """PDF, XLSX … as the name ends."""
    return PurePath(evidence.name).suffix.removeprefix(".").upper() or _("Tệp")


def _middle(picture: QPixmap, rect: QRect) -> QRectF:
    """The part of the picture that fills a rectangle of this shape, from its middle."""
    wide, high = picture.width(), picture.height()
    scale = min(wide / rect.width(), high / rect.height())
    part = QRectF(0, 0, rect.width() * scale, rect.height() * scale)
    part.moveCenter(QRectF(0, 0, wide, high).center())
    return part
