"""The fonts on paper: bundled files, loaded by path, embedded; their widths also tell how Vietnamese text wraps."""

from __future__ import annotations

from functools import cache

from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app import paths

SERIF, SERIF_BOLD, SERIF_ITALIC, SERIF_BOLD_ITALIC = "Serif", "Serif-Bold", "Serif-Italic", "Serif-BoldItalic"
FALLBACK = "Fallback"
SANS, SANS_ITALIC, SANS_MEDIUM, SANS_BOLD = "Sans", "Sans-Italic", "Sans-Medium", "Sans-Bold"

FILES = {
    SERIF: "LiberationSerif-Regular.ttf",
    SERIF_BOLD: "LiberationSerif-Bold.ttf",
    SERIF_ITALIC: "LiberationSerif-Italic.ttf",
    SERIF_BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
    SANS: "IBMPlexSans_400Regular.ttf",
    SANS_ITALIC: "IBMPlexSans_400Regular_Italic.ttf",
    SANS_MEDIUM: "IBMPlexSans_500Medium.ttf",
    SANS_BOLD: "IBMPlexSans_600SemiBold.ttf",
    FALLBACK: "DejaVuSans.ttf",
}


@cache
def register() -> None:
    """Make the bundled fonts known to reportlab, once, with bold and italic of each family.

    A drawing starts from reportlab's own default face, which has no Vietnamese; ours takes its place.
    """
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(paths.shipped("resources", "fonts", file))))
    pdfmetrics.registerFontFamily(
        SERIF, normal=SERIF, bold=SERIF_BOLD, italic=SERIF_ITALIC, boldItalic=SERIF_BOLD_ITALIC
    )
    STATE_DEFAULTS["fontName"] = SANS
    pdfmetrics.registerFontFamily(FALLBACK, normal=FALLBACK, bold=FALLBACK, italic=FALLBACK, boldItalic=FALLBACK)
    pdfmetrics.registerFontFamily(SANS, normal=SANS, bold=SANS_BOLD, italic=SANS_ITALIC, boldItalic=SANS_BOLD)


def text_width(text: str, font: str, size: float) -> float:
    """Width of one line of text in points."""
    register()
    return float(pdfmetrics.stringWidth(text, font, size))


@cache
def _advances(font: str) -> dict[str, float]:
    """Width of each character met so far, in thousandths of the size; filled as texts come by."""
    return {}


def wrapped_lines(text: str, font: str, size: float, width: float) -> int:
    """How many lines a cell of this width in points needs, breaking at spaces, and inside words that are too long."""
    advances = _advances(font)
    room = width * 1000 / size
    for character in set(text) - advances.keys():
        advances[character] = text_width(character, font, 1000)
    return sum(_lines_of(part, advances, room) for part in text.split("\n"))


def _lines_of(text: str, advances: dict[str, float], room: float) -> int:
    if sum(map(advances.__getitem__, text)) <= room:
        return 1
    lines, used, space = 1, 0.0, advances.get(" ", 250.0)
    for word in text.split(" "):
        wide = sum(map(advances.__getitem__, word))
        if used and used + space + wide > room:
            lines, used = lines + 1, 0.0
        broken = int(wide // room) if wide > room else 0
        lines += broken
        used += wide - broken * room + (space if used else 0.0)
    return lines
