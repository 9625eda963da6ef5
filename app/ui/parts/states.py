"""States by shape, word and colour: the glyphs, and the pill that adds the word."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.wording import N_, _

STATES = ("todo", "doing", "ok", "part", "bad", "warn", "na", "sent", "lock", "info")

WORDS = {
    "todo": N_("chưa làm"),
    "doing": N_("đang làm"),
    "ok": N_("đạt"),
    "part": N_("một phần"),
    "bad": N_("chưa đạt"),
    "warn": N_("cần xem"),
    "na": N_("không áp dụng"),
    "sent": N_("đã nộp"),
    "lock": N_("đã khóa"),
    "info": N_("thông tin"),
}

_FILLS = {
    "ok": "ok_fill",
    "part": "warn_fill",
    "bad": "bad_fill",
    "warn": "warn_fill",
    "sent": "accent",
    "lock": "ok_fill",
    "info": "accent",
}
_FAMILIES = {
    "ok": "ok",
    "lock": "ok",
    "part": "warn",
    "warn": "warn",
    "bad": "bad",
    "doing": "accent",
    "sent": "accent",
    "info": "accent",
}


def tint_of(state: str) -> str:
    """The token of the ground a pill or message of this state stands on."""
    return f"{_FAMILIES.get(state, 'none')}_tint"


def tone_of(state: str) -> str:
    """The token of the word beside the glyph."""
    return _FAMILIES.get(state, "none")


def fill_of(state: str) -> str:
    """The token of the glyph, and of the edge of a message."""
    return _FILLS.get(state, "edge" if state != "doing" else "accent")


def paint_glyph(painter: QPainter, rect: QRectF, state: str, share: float = 0.0) -> None:
    """Draw a state into a square of 12 to 34 px. share: 0 to 1, how much of "doing" is done."""
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _PAINTERS.get(state, _todo)(painter, box, share)
    painter.restore()


def _ring(painter: QPainter, box: QRectF, token: str) -> QRectF:
    width = max(1.5, box.width() / 10)
    inner = box.adjusted(width, width, -width, -width)
    painter.setPen(QPen(theme.color(token), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(inner)
    return inner


def _disc(painter: QPainter, box: QRectF, token: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(token))
    painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _strokes(painter: QPainter, box: QRectF, *lines: tuple[tuple[float, float], ...], color: QColor) -> None:
    """Lines in shares of the box, with round ends."""
    pen = QPen(color, max(1.6, box.width() / 9))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in lines:
        painter.drawPolyline(
            QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in line])
        )


def _todo(painter: QPainter, box: QRectF, _share: float) -> None:
    _ring(painter, box, "edge")


def _doing(painter: QPainter, box: QRectF, share: float) -> None:
    inner = _ring(painter, box, "chart3" if theme.name() == "contrast" else "line2")
    pen = QPen(theme.color("accent"), max(2.0, box.width() / 7))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(inner, 90 * 16, -round(max(0.06, min(1.0, share)) * 360 * 16))


def _ok(painter: QPainter, box: QRectF, _share: float) -> None:
    _disc(painter, box, "ok_fill")
    _strokes(painter, box, ((0.28, 0.52), (0.44, 0.68), (0.73, 0.35)), color=theme.color("surface"))


def _part(painter: QPainter, box: QRectF, _share: float) -> None:
    inner = _ring(painter, box, "warn_fill")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("warn_fill"))
    painter.drawPie(inner, 90 * 16, 180 * 16)


def _warn(painter: QPainter, box: QRectF, _share: float) -> None:
    side = box.width()
    fill = theme.color("warn_fill")
    pen = QPen(fill, side / 9)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(fill)
    corners = ((0.5, 0.12), (0.93, 0.87), (0.07, 0.87))
    painter.drawPolygon(QPolygonF([QPointF(box.x() + x * side, box.y() + y * side) for x, y in corners]))
    _strokes(painter, box, ((0.5, 0.4), (0.5, 0.6)), ((0.5, 0.78), (0.5, 0.785)), color=theme.color("surface"))


def _bad(painter: QPainter, box: QRectF, _share: float) -> None:
    side = box.width() * 0.98
    centre = box.center()
    corners = [
        QPointF(
            centre.x() + side / 2 * math.cos(math.pi / 8 + turn * math.pi / 4),
            centre.y() + side / 2 * math.sin(math.pi / 8 + turn * math.pi / 4),
        )
        for turn in range(8)
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("bad_fill"))
    painter.drawPolygon(QPolygonF(corners))
    cross = (((0.34, 0.34), (0.66, 0.66)), ((0.66, 0.34), (0.34, 0.66)))
    _strokes(painter, box, *cross, color=theme.color("surface"))


def _na(painter: QPainter, box: QRectF, _share: float) -> None:
    _ring(painter, box, "none_fill")
    _strokes(painter, box, ((0.3, 0.5), (0.7, 0.5)), color=theme.color("none_fill"))


def _sent(painter: QPainter, box: QRectF, _share: float) -> None:
    _disc(painter, box, "accent")
    arrow = (((0.5, 0.74), (0.5, 0.28)), ((0.32, 0.46), (0.5, 0.28), (0.68, 0.46)))
    _strokes(painter, box, *arrow, color=theme.color("surface"))


def _lock(painter: QPainter, box: QRectF, _share: float) -> None:
    side = box.width()
    color = theme.color("ok_fill")
    painter.setPen(QPen(color, side / 8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(box.x() + 0.29 * side, box.y() + 0.08 * side, 0.42 * side, 0.6 * side), 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    body = QRectF(box.x() + 0.13 * side, box.y() + 0.4 * side, 0.74 * side, 0.56 * side)
    painter.drawRoundedRect(body, side * 0.1, side * 0.1)
    _strokes(painter, box, ((0.34, 0.67), (0.46, 0.79), (0.67, 0.55)), color=theme.color("surface"))


def _info(painter: QPainter, box: QRectF, _share: float) -> None:
    _disc(painter, box, "accent")
    _strokes(painter, box, ((0.5, 0.48), (0.5, 0.72)), ((0.5, 0.29), (0.5, 0.295)), color=theme.color("surface"))


_PAINTERS = {
    "todo": _todo,
    "doing": _doing,
    "ok": _ok,
    "part": _part,
    "bad": _bad,
    "warn": _warn,
    "na": _na,
    "sent": _sent,
    "lock": _lock,
    "info": _info,
}


class Glyph(QWidget):
    """A state alone, where its word stands beside it in a label."""

    def __init__(self, state: str, size: int = 16, share: float = 0.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._share = state, share
        self.setFixedSize(size, size)
        self.setAccessibleName(_(WORDS.get(state, "")))

    def show_state(self, state: str, share: float = 0.0) -> None:
        self._state, self._share = state, share
        self.setAccessibleName(_(WORDS.get(state, "")))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_glyph(painter, QRectF(self.rect()), self._state, self._share)


def pill_width(word: str) -> int:
    """How wide paint_pill draws this word."""
    return 28 + QFontMetrics(theme.font("body")).horizontalAdvance(word) + 4


def paint_pill(painter: QPainter, rect: QRectF, state: str, word: str, share: float = 0.0) -> None:
    """Draw a pill at the left of rect, centred in its height; for delegates."""
    high = theme.px(22)
    body = QRectF(rect.x(), rect.center().y() - high / 2, min(pill_width(word), rect.width()), high)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(fill_of(state)), 2) if theme.name() == "contrast" else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(tint_of(state)))
    painter.drawRoundedRect(body, 4, 4)
    paint_glyph(painter, QRectF(body.x() + 6, body.center().y() - 7, 14, 14), state, share)
    painter.setFont(theme.font("body"))
    painter.setPen(theme.color(tone_of(state)))
    place = body.adjusted(25, 0, -4, 0)
    shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, int(place.width()) + 2)
    painter.drawText(place.adjusted(0, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()


class Pill(QWidget):
    """Glyph and word on the tint of the state."""

    def __init__(self, state: str = "todo", word: str = "", share: float = 0.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._word, self._share = state, word, share
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    def show_state(self, state: str, word: str, share: float = 0.0) -> None:
        self._state, self._word, self._share = state, word, share
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(pill_width(self._word), theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, QRectF(self.rect()), self._state, self._word, self._share)
