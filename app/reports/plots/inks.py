"""The colours and the size of letters of a drawing: those of paper here, those of the window given by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportlab.graphics.shapes import String
from reportlab.lib.colors import Color, HexColor

from app.reports import colours, fonts

PAPER_TOKENS: Mapping[str, str] = {
    "surface": colours.SURFACE,
    "sunken": colours.SUNKEN,
    "line": colours.LINE,
    "line2": colours.LINE2,
    "edge": colours.EDGE,
    "text": colours.TEXT,
    "text2": colours.TEXT2,
    "text3": colours.TEXT3,
    "accent": colours.ACCENT,
    "accent_tint": "#E4EEFB",
    "chart2": "#5F8BCB",
    "chart3": "#B9C4D0",
    **{key: colours.WORDS[key] for key in ("ok", "warn", "bad", "none")},
    **{f"{key}_fill": colours.FILLS[key] for key in ("ok", "warn", "bad", "none")},
    **{f"{key}_tint": colours.TINTS[key] for key in ("ok", "warn", "bad", "none")},
}
_STATES = ("ok", "warn", "bad", "none")


@dataclass(frozen=True, slots=True)
class Inks:
    """tokens: colours by the names of the window's tokens. size: of the letters in units of the drawing; everything
    else grows with it."""

    tokens: Mapping[str, str]
    size: float = 9.0

    def colour(self, token: str) -> Color:
        return HexColor(self.tokens[token])

    def fill(self, tone: str) -> Color:
        """What a mark of this tone is painted with."""
        return self.colour(f"{tone}_fill" if tone in _STATES else tone)

    def tint(self, tone: str) -> Color:
        return self.colour(f"{tone}_tint" if tone in _STATES else "accent_tint" if tone == "accent" else "sunken")

    def words(self, tone: str) -> str:
        """The token of words that belong to a mark of this tone: always readable."""
        return tone if tone in ("ok", "warn", "bad", "accent") else "text2"

    @property
    def grid(self) -> Color:
        """Of the lines one reads values by: pale also where the theme draws its lines as strong as its letters."""
        return self.colour("chart3" if self.tokens["line"] == self.tokens["text"] else "line")

    @property
    def line(self) -> float:
        """The height of a line of words."""
        return self.size * 1.28

    @property
    def hair(self) -> float:
        return self.size / 15

    def text(
        self, x: float, y: float, words: str, token: str = "text3", anchor: str = "start", bold: bool = False
    ) -> String:
        """Words with their base line at y."""
        face = fonts.SANS_BOLD if bold else fonts.SANS
        return String(x, y, words, fontName=face, fontSize=self.size, fillColor=self.colour(token), textAnchor=anchor)

    def wide(self, words: str, bold: bool = False) -> float:
        return fonts.text_width(words, fonts.SANS_BOLD if bold else fonts.SANS, self.size)

    def lines(self, words: str, room: float, most: int = 9) -> list[str]:
        """The words broken at spaces to this room; what does not fit into so many lines ends in an ellipsis."""
        lines = [""]
        for word in words.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.wide(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        lines = lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"]
        return [self._cut(each, room) for each in lines]

    def _cut(self, words: str, room: float) -> str:
        while self.wide(words) > room and len(words) > 2:
            words = f"{words.rstrip('…')[:-1]}…"
        return words


PAPER = Inks(PAPER_TOKENS)
