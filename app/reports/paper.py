"""The measures of official paper by Nghị định 30/2020/NĐ-CP, Phụ lục I: A4 upright, margins, type sizes."""

from __future__ import annotations

from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus.tables import TableStyle

from app.reports import fonts
from app.reports.colours import TEXT2, TEXT3, WORDS

PAGE = A4
TOP, BOTTOM, LEFT, RIGHT = 23 * mm, 22 * mm, 30 * mm, 16 * mm
TEXT_WIDTH = A4[0] - LEFT - RIGHT
TEXT_HEIGHT = A4[1] - TOP - BOTTOM
BODY = 13


@cache
def style(role: str) -> ParagraphStyle:
    """The style of a role of text; sizes of official text are those of the decree."""
    fonts.register()
    base = ParagraphStyle(
        role, fontName=fonts.SERIF, bulletFontName=fonts.SERIF, fontSize=BODY, leading=BODY * 1.28, allowWidows=0
    )
    for name, value in _ROLES[role].items():
        setattr(base, name, value)
    return base


_ROLES: dict[str, dict[str, object]] = {
    "body": {"alignment": TA_JUSTIFY, "firstLineIndent": 10 * mm, "spaceAfter": 6},
    "lead": {"alignment": TA_JUSTIFY, "firstLineIndent": 10 * mm, "spaceAfter": 6, "fontName": fonts.SERIF_BOLD},
    "note": {"alignment": TA_JUSTIFY, "fontName": fonts.SERIF_ITALIC, "fontSize": 11, "leading": 14, "spaceAfter": 6},
    "warn": {"alignment": TA_JUSTIFY, "fontSize": 12, "leading": 15.5, "spaceAfter": 6, "spaceBefore": 3},
    "line": {"alignment": TA_JUSTIFY, "firstLineIndent": 10 * mm, "spaceAfter": 3},
    "authority": {
        "alignment": TA_CENTER,
        "fontName": fonts.SERIF_BOLD,
        "spaceBefore": 2,
        "spaceAfter": 8,
        "keepWithNext": 1,
    },
    "basis": {
        "alignment": TA_JUSTIFY,
        "firstLineIndent": 10 * mm,
        "fontName": fonts.SERIF_ITALIC,
        "spaceAfter": 4,
    },
    "orders": {
        "alignment": TA_CENTER,
        "fontName": fonts.SERIF_BOLD,
        "fontSize": 14,
        "leading": 18,
        "spaceBefore": 6,
        "spaceAfter": 6,
        "keepWithNext": 1,
    },
    "addressee": {"alignment": TA_CENTER, "spaceBefore": 2, "spaceAfter": 12},
    "article": {"alignment": TA_JUSTIFY, "firstLineIndent": 10 * mm, "spaceAfter": 6},
    "finding": {
        "fontName": fonts.SERIF_BOLD,
        "spaceBefore": 6,
        "spaceAfter": 2,
        "fontSize": 11.5,
        "leading": 14.5,
        "keepWithNext": 1,
    },
    "formula": {"fontName": fonts.SANS, "fontSize": 9.5, "leading": 14, "leftIndent": 10, "spaceAfter": 3},
    "heading1": {"fontName": fonts.SERIF_BOLD, "spaceBefore": 10, "spaceAfter": 6},
    "heading2": {"fontName": fonts.SERIF_BOLD_ITALIC, "spaceBefore": 7, "spaceAfter": 5},
    "caption": {"fontName": fonts.SERIF_ITALIC, "fontSize": 11, "leading": 14, "spaceBefore": 4, "spaceAfter": 3},
    "annex": {
        "alignment": TA_CENTER,
        "fontName": fonts.SERIF_BOLD,
        "fontSize": 14,
        "leading": 18,
        "spaceAfter": 8,
        "keepWithNext": 1,
    },
    "chart": {"fontName": fonts.SANS_BOLD, "fontSize": 10, "leading": 13, "spaceBefore": 4, "spaceAfter": 4},
    "agency": {"alignment": TA_CENTER, "fontSize": 12.5, "leading": 15.5},
    "agency_bold": {"alignment": TA_CENTER, "fontSize": 12.5, "leading": 15.5, "fontName": fonts.SERIF_BOLD},
    "motto": {"alignment": TA_CENTER, "fontSize": 13, "leading": 16.5, "fontName": fonts.SERIF_BOLD},
    "number": {"alignment": TA_CENTER, "fontSize": 13, "leading": 17},
    "dated": {"alignment": TA_CENTER, "fontSize": 13, "leading": 17, "fontName": fonts.SERIF_ITALIC},
    "title": {"alignment": TA_CENTER, "fontSize": 14, "leading": 18, "fontName": fonts.SERIF_BOLD, "spaceBefore": 12},
    "subject": {"alignment": TA_CENTER, "fontSize": 13.5, "leading": 17.5, "fontName": fonts.SERIF_BOLD},
    "attached": {"alignment": TA_CENTER, "fontSize": 13, "leading": 17, "fontName": fonts.SERIF_ITALIC},
    "signer": {"alignment": TA_CENTER, "fontSize": 13, "leading": 16.5, "fontName": fonts.SERIF_BOLD},
    "sign_here": {"alignment": TA_CENTER, "fontSize": 11, "leading": 14, "fontName": fonts.SERIF_ITALIC},
    "sign_note": {"alignment": TA_CENTER, "fontSize": 9, "leading": 11, "fontName": fonts.SERIF_ITALIC},
    "recipients_head": {"fontSize": 12, "leading": 15, "fontName": fonts.SERIF_BOLD_ITALIC},
    "recipients": {"fontSize": 11, "leading": 14},
    "fact": {"fontSize": 12, "leading": 15.5, "textColor": HexColor(TEXT2)},
    "fact_small": {"fontSize": 10, "leading": 12.3, "textColor": HexColor(TEXT2)},
    "fact_value": {"fontSize": 12.5, "leading": 15.5},
    "figure": {"alignment": TA_CENTER, "fontName": fonts.SANS_BOLD, "fontSize": 18, "leading": 22},
    "figure_label": {
        "alignment": TA_CENTER,
        "fontName": fonts.SANS,
        "fontSize": 8.5,
        "leading": 11,
        "textColor": HexColor(TEXT3),
    },
    "picture": {
        "alignment": TA_CENTER,
        "fontName": fonts.SERIF_ITALIC,
        "fontSize": 11,
        "leading": 13.5,
        "spaceAfter": 6,
    },
    "cell": {"fontSize": 11, "leading": 13.5},
    "cell_bold": {"fontSize": 11, "leading": 13.5, "fontName": fonts.SERIF_BOLD},
    "cell_head": {"fontSize": 11, "leading": 13.5, "fontName": fonts.SERIF_BOLD},
    "cell_right": {"fontSize": 11, "leading": 13.5, "alignment": TA_RIGHT},
    "words": {"fontSize": 10, "leading": 12.3},
    "words_bold": {"fontSize": 10, "leading": 12.3, "fontName": fonts.SERIF_BOLD},
    "words_head": {"fontSize": 10, "leading": 12.3, "fontName": fonts.SERIF_BOLD},
    "words_right": {"fontSize": 10, "leading": 12.3, "alignment": TA_RIGHT},
    "small": {"fontName": fonts.SANS, "fontSize": 8.5, "leading": 11},
    "small_bold": {"fontName": fonts.SANS_BOLD, "fontSize": 8.5, "leading": 11},
    "small_head": {"fontName": fonts.SANS_BOLD, "fontSize": 8.5, "leading": 11, "textColor": HexColor(TEXT2)},
    "small_right": {"fontName": fonts.SANS, "fontSize": 8.5, "leading": 11, "alignment": TA_RIGHT},
}


def state_colour(key: str) -> HexColor:
    return HexColor(WORDS.get(key, TEXT2))


def ruled(commands: list[tuple[object, ...]]) -> TableStyle:
    """These commands, on top of our own face: else empty cells would bring in a font that has no Vietnamese."""
    return TableStyle([("FONT", (0, 0), (-1, -1), fonts.SERIF, 12, 15), *commands])
