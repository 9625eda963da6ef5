"""Edits painted over their photo on the screen, as they will be baked into the picture that is kept."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from app.domain.photo_marks import Edits, Mark
from app.services.photo_edits import RED, arrow_outline, line_width, squares_of
from app.ui import theme

HANDLE = 5
Crop = tuple[float, float, float, float]


def paint_edits(painter: QPainter, frame: QRectF, image: QImage, edits: Edits) -> None:
    """The photo in its frame, its marks, and a veil over what is cropped away."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(frame, image)
    for mark, number in edits.numbered():
        _paint_mark(painter, frame, image, edits.crop or (0.0, 0.0, 1.0, 1.0), mark, number)
    if edits.crop is not None:
        _paint_crop(painter, frame, edits.crop)


def _at(frame: QRectF, x: float, y: float) -> QPointF:
    return QPointF(frame.x() + x * frame.width(), frame.y() + y * frame.height())


def _paint_mark(painter: QPainter, frame: QRectF, image: QImage, crop: Crop, mark: Mark, number: int) -> None:
    start, end = _at(frame, mark.x1, mark.y1), _at(frame, mark.x2, mark.y2)
    if mark.kind == "blur":
        _paint_blur(painter, frame, image, mark)
        return
    unit = line_width(frame.width() * (crop[2] - crop[0]), frame.height() * (crop[3] - crop[1]))
    painter.setBrush(QColor(*RED))
    if number:
        painter.setPen(QPen(Qt.GlobalColor.white, 0.8 * unit))
        painter.drawEllipse(start, 5 * unit, 5 * unit)
        painter.setFont(theme.font("strong"))
        fitting = painter.font()
        fitting.setPixelSize(max(6, round(6.4 * unit)))
        painter.setFont(fitting)
        room = QRectF(start.x() - 5 * unit, start.y() - 5 * unit, 10 * unit, 10 * unit)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(number))
        return
    outline = arrow_outline((start.x(), start.y()), (end.x(), end.y()), unit)
    shape = QPolygonF([QPointF(*each) for each in outline])
    painter.setPen(QPen(Qt.GlobalColor.white, 1.6 * unit, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPolygon(shape)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(shape)


def _paint_blur(painter: QPainter, frame: QRectF, image: QImage, mark: Mark) -> None:
    left, top, right, bottom = mark.box
    wide, high = image.width(), image.height()
    part = QRectF(left * wide, top * high, (right - left) * wide, (bottom - top) * high).toAlignedRect()
    if part.isEmpty():
        return
    few = image.copy(part).scaled(
        QSize(*squares_of(part.width(), part.height())),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(QRectF(_at(frame, left, top), _at(frame, right, bottom)), few)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)


def _paint_crop(painter: QPainter, frame: QRectF, crop: Crop) -> None:
    left, top, right, bottom = crop
    kept = QRectF(_at(frame, left, top), _at(frame, right, bottom))
    veil = QPainterPath()
    veil.addRect(frame)
    veil.addRect(kept)  # a path is filled between its outlines
    painter.fillPath(veil, QColor(16, 20, 25, 150))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(Qt.GlobalColor.white, 1.5))
    painter.drawRect(kept)


def paint_handles(painter: QPainter, frame: QRectF, mark: Mark) -> None:
    """The dashed frame of the chosen mark, and the points it is drawn by."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("accent"), 1.5, Qt.PenStyle.DashLine))
    left, top, right, bottom = mark.box
    away = 14 if mark.kind == "number" else 0
    painter.drawRect(QRectF(_at(frame, left, top), _at(frame, right, bottom)).adjusted(-away, -away, away, away))
    painter.setPen(QPen(theme.color("accent"), 2))
    painter.setBrush(QColor(255, 255, 255))
    if mark.kind != "number":
        for point in ((mark.x1, mark.y1), (mark.x2, mark.y2)):
            painter.drawEllipse(_at(frame, *point), HANDLE, HANDLE)
