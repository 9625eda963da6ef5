"""Buttons of four kinds, icon buttons, filters with a count, and key caps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from app.formats import show_number
from app.ui import theme
from app.ui.icons import icon

_TOKENS = {"primary": "on_accent", "danger": "bad", "link": "accent", "ghost": "text2"}


class _EnterButton(QPushButton):
    """Enter presses the button that has the focus; Qt by itself lets only Space do so, and Enter take the default."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter and not held and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def button(
    words: str,
    clicked: Callable[[], object] | None = None,
    *,
    kind: str = "",
    icon_name: str = "",
    tip: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """A push button. kind: primary (one a view), "" (ordinary), ghost, link (takes one somewhere) or danger."""
    made = _EnterButton(words, parent)
    if kind:
        made.setProperty("kind", kind)
    name = icon_name or ("arrow" if kind == "link" else "")
    if name:
        made.setIcon(icon(name, _TOKENS.get(kind, "text"), 16))
        made.setIconSize(QSize(16, 16))
        if kind == "link" and not icon_name:
            made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if tip:
        made.setToolTip(tip)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def icon_button(
    icon_name: str,
    tip: str,
    clicked: Callable[[], object] | None = None,
    *,
    key: str = "",
    size: int = 18,
    token: str = "text2",
    parent: QWidget | None = None,
) -> QToolButton:
    """An icon alone: tip is its tooltip and its accessible name; key, where it has one, is shown in the tooltip."""
    made = QToolButton(parent)
    made.setIcon(icon(icon_name, token, size))
    made.setIconSize(QSize(size, size))
    made.setToolTip(f"{tip}  {key}" if key else tip)
    made.setAccessibleName(tip)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def menu_button(icon_name: str, tip: str, menu: QMenu, *, parent: QWidget | None = None) -> QToolButton:
    """An icon that opens a menu."""
    made = icon_button(icon_name, tip, parent=parent)
    made.setMenu(menu)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made


class FilterButton(QPushButton):
    """A word and a count; pressed, it filters. A count of zero stays in place."""

    def __init__(self, word: str, count: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = word
        self.setProperty("kind", "filter")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_count(count)

    def show_count(self, count: int | None) -> None:
        self.setText(self._word if count is None else f"{self._word} {show_number(count)}")

    def sizeHint(self) -> QSize:
        heavy = QFontMetrics(theme.font("strong")).horizontalAdvance(self.text())
        return QSize(heavy + 26, super().sizeHint().height())


class KeyCap(QWidget):
    """A key as it looks on the keyboard, for places where it acts now."""

    def __init__(self, cap: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cap = cap
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(cap)

    def sizeHint(self) -> QSize:
        return QSize(cap_width(self._cap), theme.px(21))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_cap(QPainter(self), QRectF(self.rect()), self._cap)


def cap_width(cap: str) -> int:
    return max(theme.px(21), QFontMetrics(theme.font("small")).horizontalAdvance(cap) + 11)


def paint_cap(painter: QPainter, rect: QRectF, cap: str, *, chosen: bool = False) -> None:
    """A key cap filling rect; chosen: filled with the accent."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = rect.adjusted(0.5, 0.5, -0.5, -1.5)
    edge = theme.color("accent" if chosen else "edge")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(edge)
    painter.drawRoundedRect(body.adjusted(-0.5, 1.5, 0.5, 1.5), 4, 4)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(theme.color("accent" if chosen else "surface"))
    painter.drawRoundedRect(body, 4, 4)
    small = theme.font("cap" if chosen else "small")
    painter.setFont(small)
    painter.setPen(theme.color("on_accent" if chosen else "text2"))
    painter.drawText(body, Qt.AlignmentFlag.AlignCenter, cap)
    painter.restore()
