"""Icons by name: SVG files on a 20 × 20 grid, drawn by us, coloured by a token when rendered."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app import paths
from app.ui import theme


def icon(name: str, token: str = "text2", size: int = 18, *, off_token: str = "text3") -> QIcon:
    """The icon in the colour of a token; off_token is its colour on a button that cannot be used now.

    It is drawn when it is first seen, so that a start does not wait for what is hidden.
    """
    return QIcon(_Engine(name, token, off_token))


class _Engine(QIconEngine):
    def __init__(self, name: str, token: str, off_token: str) -> None:
        super().__init__()
        self._name, self._token, self._off_token = name, token, off_token

    def _token_of(self, mode: QIcon.Mode) -> str:
        return self._off_token if mode is QIcon.Mode.Disabled else self._token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        paint_icon(painter, self._name, QRectF(rect), self._token_of(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """size is in real pixels here; the caller sets the ratio."""
        return _rendered(self._name, theme.hex_of(self._token_of(mode)), min(size.width(), size.height()), 1.0)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token, self._off_token)


def pixmap(name: str, token: str = "text2", size: int = 18) -> QPixmap:
    """The icon as pixels for the sharpest screen at hand."""
    return _rendered(name, theme.hex_of(token), size, _ratio())


def paint_icon(painter: QPainter, name: str, rect: QRectF, token: str = "text2") -> None:
    """Draw an icon into a square, from within a paint event."""
    _renderer(name, theme.hex_of(token)).render(painter, rect)


def mark(size: int = 28) -> QPixmap:
    """The program's own mark: a scale and a tick on ink blue."""
    return _rendered("mark", "", size, _ratio())


def window_icon() -> QIcon:
    made = QIcon()
    for size in (16, 32, 48, 256):
        made.addPixmap(_rendered("mark", "", size, 1.0))
    return made


def _ratio() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


@cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    content = paths.shipped("resources", "icons", f"{name}.svg").read_bytes()
    return QSvgRenderer(QByteArray(content.replace(b"currentColor", color.encode())))


@cache
def _rendered(name: str, color: str, size: int, ratio: float) -> QPixmap:
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, color).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made
