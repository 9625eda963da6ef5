"""The graduated scale: the one motif of the window, for everything that has an extent."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.wording import _


def paint_scale(painter: QPainter, rect: QRectF, share: float, token: str = "accent", ticks: int = 10) -> None:
    """A 6 px bar at the top of rect, and ticks below it; the first, middle and last tick are longer."""
    bar = QRectF(rect.x(), rect.y(), rect.width(), 6)
    painter.fillRect(bar, theme.color("sunken" if theme.name() != "contrast" else "hover"))
    painter.fillRect(QRectF(bar.x(), bar.y(), bar.width() * max(0.0, min(1.0, share)), 6), theme.color(token))
    paint_ticks(painter, rect.x(), rect.y() + 7, rect.width(), ticks)


def paint_ticks(painter: QPainter, left: float, top: float, width: float, ticks: int) -> None:
    painter.setPen(QPen(theme.color("edge"), 1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for tick in range(ticks + 1):
        x = round(left + (width - 1) * tick / ticks)
        painter.drawLine(x, round(top), x, round(top) + (5 if tick * 2 % ticks == 0 else 3))


def paint_steps(painter: QPainter, rect: QRectF, states: tuple[str, ...]) -> None:
    """Ten parts of one bar, one for each step: handed in, at work, not begun; all approved shows in green."""
    gap = 2.0
    part = (rect.width() - gap * (len(states) - 1)) / max(1, len(states))
    done = "ok_fill" if states and all(each == "approved" for each in states) else "accent"
    tokens = {"approved": done, "submitted": done, "doing": "chart2", "needs_work": "warn_fill"}
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for index, state in enumerate(states):
        box = QRectF(rect.x() + index * (part + gap), rect.y(), part, 6)
        painter.fillRect(box, theme.color(tokens.get(state, "line")))
    paint_ticks(painter, rect.x(), rect.y() + 8, rect.width(), len(states))


class ScaleBar(QWidget):
    """How much of something is done, as a bar over ten ticks."""

    def __init__(self, share: float = 0.0, width: int = 180, token: str = "accent") -> None:
        super().__init__()
        self._share, self._width, self._token = share, width, token
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_share(share)

    def show_share(self, share: float, token: str = "") -> None:
        self._share = share
        self._token = token or self._token
        self.setAccessibleName(_("Đã xong {percent} %", percent=round(100 * share)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width, 14)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_scale(painter, QRectF(self.rect()), self._share, self._token)
