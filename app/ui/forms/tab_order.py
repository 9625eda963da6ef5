"""The order of Tab where parts come and go: an explicit list, instead of the order in which widgets were made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def step_focus(page: QWidget, order: Sequence[QWidget], *, forward: bool) -> bool:
    """Give the keyboard to the next widget of the order that is there, or beyond the page; False when there is none."""
    shown = [each for each in order if each.isVisible() and each.isEnabled()]
    focused = QApplication.focusWidget()
    at = next((place for place, each in enumerate(shown) if focused is not None and _holds(each, focused)), None)
    if at is None:
        return False
    place = at + (1 if forward else -1)
    found = shown[place] if 0 <= place < len(shown) else _beyond(page, forward=forward)
    if found is None:
        return False
    found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def _holds(outer: QWidget, inner: QWidget) -> bool:
    return outer is inner or outer.isAncestorOf(inner)


def _beyond(page: QWidget, *, forward: bool) -> QWidget | None:
    """The first (or last) widget of the window outside the page that takes the keyboard by Tab."""
    window = page.window()
    found: QWidget | None = None
    each: QWidget | None = window.nextInFocusChain()
    while each is not None and each is not window:
        takes = bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus) and each.isVisible() and each.isEnabled()
        if takes and not _holds(page, each):
            found = each
            if forward:
                break
        each = each.nextInFocusChain()
    return found
