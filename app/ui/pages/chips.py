"""Trace codes in a row as small chips: what is linked, what is missing, and the record itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from app.ui import theme

GAP, MOST = 6, 3


def chip_width(words: str) -> float:
    return QFontMetrics(theme.font("small")).horizontalAdvance(words) + 14


def paint_chip(painter: QPainter, rect: QRectF, x: float, words: str, kind: str = "plain") -> float:
    """One chip at x within rect. kind: "plain", "missing" (dashed, in the colour of a warning) or "current". The x
    behind it."""
    body = QRectF(x + 0.5, rect.y() + 0.5, chip_width(words), rect.height() - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.color("accent" if kind == "current" else "surface"))
    edge = QPen(theme.color("warn_fill" if kind == "missing" else "line2"), 1)
    if kind == "missing":
        edge.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(Qt.PenStyle.NoPen if kind == "current" else edge)
    painter.drawRoundedRect(body, 4, 4)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color({"current": "on_accent", "missing": "warn"}.get(kind, "accent")))
    painter.drawText(body, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
    return x + body.width() + GAP


def paint_chips(painter: QPainter, rect: QRectF, codes: Sequence[str], missing: str) -> float:
    """The codes from the left, those without room counted; or the dashed word for none. The x behind them."""
    if not codes:
        return paint_chip(painter, rect, rect.x(), missing, "missing") if missing else rect.x()
    x = rect.x()
    for code in codes[:MOST]:
        x = paint_chip(painter, rect, x, code)
    if len(codes) > MOST:
        x = paint_chip(painter, rect, x, f"+{len(codes) - MOST}")
    return x
