"""One table of tokens; from it the palette, the style sheet, the fonts and every painted widget.

The theme in use is a setting of the process, like the language in wording: a painting widget asks
for color("accent") when it paints. Sizes are device-independent pixels; px() applies the text size
the person chose (100, 115 or 130 %).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app import paths
from app.wording import N_

THEMES: Mapping[str, str] = {
    "system": N_("Theo hệ thống"),
    "light": N_("Sáng"),
    "dark": N_("Tối"),
    "contrast": N_("Tương phản cao"),
}
TEXT_SIZES = (100, 115, 130)
FAMILY = "IBM Plex Sans"

_LIGHT = {
    "window": "#F3F5F7",
    "surface": "#FFFFFF",
    "sunken": "#E9EDF1",
    "hover": "#EEF2F6",
    "select": "#DCE9FA",
    "line": "#D6DCE3",
    "line2": "#B4BEC9",
    "edge": "#75818E",
    "text": "#17202B",
    "text2": "#46525F",
    "text3": "#5D6975",
    "accent": "#1B5BB5",
    "accent_hover": "#174E9C",
    "accent_tint": "#E4EEFB",
    "on_accent": "#FFFFFF",
    "ok": "#17693B",
    "ok_tint": "#E0F2E6",
    "ok_fill": "#2F8F57",
    "warn": "#854A00",
    "warn_tint": "#FCEFD8",
    "warn_fill": "#B97200",
    "bad": "#B0241C",
    "bad_tint": "#FBE7E5",
    "bad_fill": "#CC3B32",
    "none": "#46525F",
    "none_tint": "#E9EDF1",
    "none_fill": "#75818E",
    "chart2": "#5F8BCB",
    "chart3": "#B9C4D0",
}
_DARK = {
    "window": "#12161B",
    "surface": "#191E25",
    "sunken": "#0E1115",
    "hover": "#222932",
    "select": "#1F3555",
    "line": "#303945",
    "line2": "#4A5665",
    "edge": "#768393",
    "text": "#E7EBF0",
    "text2": "#B4BEC9",
    "text3": "#95A1AE",
    "accent": "#7FB2FF",
    "accent_hover": "#9CC4FF",
    "accent_tint": "#1A2C47",
    "on_accent": "#0B1626",
    "ok": "#7BD3A0",
    "ok_tint": "#15301F",
    "ok_fill": "#3FA66C",
    "warn": "#F2BE6B",
    "warn_tint": "#38280F",
    "warn_fill": "#D08A1E",
    "bad": "#FF9C93",
    "bad_tint": "#421D1B",
    "bad_fill": "#E0574D",
    "none": "#B4BEC9",
    "none_tint": "#262D37",
    "none_fill": "#768393",
    "chart2": "#5B86C2",
    "chart3": "#46525F",
}
_BLACK, _WHITE = "#000000", "#FFFFFF"
_CONTRAST = _LIGHT | {
    **dict.fromkeys(("window", "surface", "sunken"), _WHITE),
    **dict.fromkeys(("ok_tint", "warn_tint", "bad_tint", "none_tint", "accent_tint"), _WHITE),
    **dict.fromkeys(("text", "text2", "text3", "line", "line2", "edge", "none", "none_fill"), _BLACK),
    "hover": "#E4E4E4",
    "select": "#D3E4FB",
    "accent": "#0B3F8A",
    "accent_hover": "#072B60",
    "ok_fill": "#17693B",
    "warn_fill": "#854A00",
    "bad_fill": "#B0241C",
}
TOKENS: Mapping[str, Mapping[str, str]] = {"light": _LIGHT, "dark": _DARK, "contrast": _CONTRAST}


class TextRole(NamedTuple):
    """px at 100 %, CSS weight, the token of its colour."""

    px: int
    weight: int
    token: str


ROLES: Mapping[str, TextRole] = {
    "figure": TextRole(28, 600, "text"),
    "title": TextRole(20, 600, "text"),
    "question": TextRole(18, 600, "text"),
    "lead": TextRole(17, 500, "text"),
    "h2": TextRole(15, 600, "text"),
    "body": TextRole(13, 400, "text"),
    "strong": TextRole(13, 600, "text"),
    "second": TextRole(13, 400, "text2"),
    "small": TextRole(12, 400, "text3"),
    "cap": TextRole(12, 600, "text2"),
}

_name = "light"
_text_size = 100


def use(chosen: str, text_size: int = 100) -> None:
    """Take this theme from now on; "system" asks the desktop whether it is dark."""
    global _name, _text_size
    _name = _of_the_system() if chosen not in TOKENS else chosen
    _text_size = text_size if text_size in TEXT_SIZES else 100


def name() -> str:
    """light, dark or contrast."""
    return _name


def text_size() -> int:
    return _text_size


def hex_of(token: str) -> str:
    return TOKENS[_name][token]


def color(token: str) -> QColor:
    """The colour of a token in the theme in use; asked for while painting, never kept."""
    return QColor(TOKENS[_name][token])


def px(size: float) -> int:
    """A size that holds text, in device-independent pixels, at the text size in use."""
    return round(size * _text_size / 100)


def border() -> int:
    """The width of a border: 2 in the high-contrast theme."""
    return 2 if _name == "contrast" else 1


def font(role: str) -> QFont:
    """The font of a text role, for painting."""
    size, weight, _token = ROLES[role]
    made = QFont(FAMILY)
    made.setPixelSize(px(size))
    made.setWeight(QFont.Weight(weight))
    return made


def load_fonts() -> None:
    """The window's own face, by path: no system family is ever trusted with Vietnamese letters."""
    for path in font_files():
        QFontDatabase.addApplicationFont(str(path))


def font_files() -> tuple[Path, ...]:
    """The files of the window's face: 400, 400 italic, 500, 600."""
    return tuple(sorted(paths.shipped("resources", "fonts").glob("IBMPlexSans_*.ttf")))


def apply(application: QApplication) -> None:
    """Dress the whole application in the theme in use."""
    from app.ui.style_sheet import style_sheet

    application.setFont(font("body"))
    application.setPalette(palette())
    application.setStyleSheet(style_sheet())


def palette() -> QPalette:
    made = QPalette()
    for role, token in _PALETTE.items():
        made.setColor(role, color(token))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, color("text3"))
    return made


_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "window",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "surface",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line2",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge",
    QPalette.ColorRole.Accent: "accent",
}


def _of_the_system() -> str:
    hints = QGuiApplication.styleHints()
    return "dark" if hints is not None and hints.colorScheme() is Qt.ColorScheme.Dark else "light"


def contrast(foreground: str, background: str) -> float:
    """WCAG 2 contrast of two #RRGGBB colours, 1 to 21."""
    lighter, darker = sorted((_luminance(foreground), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(hex_color: str) -> float:
    channels = (int(hex_color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
