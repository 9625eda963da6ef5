"""Words on paper: NFC, markup signs escaped, and letters our faces lack taken from one that has them."""

from __future__ import annotations

import re
from functools import cache
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Paragraph

from app.formats import nfc
from app.reports import fonts, paper

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def said(text: str, role: str | ParagraphStyle) -> Paragraph:
    """The text as a paragraph in the style of a role."""
    style = paper.style(role) if isinstance(role, str) else role
    return Paragraph(markup(text, style.fontName), style)


def article(text: str) -> Paragraph:
    """An article of a decision: its number bold, then its words."""
    style = paper.style("article")
    number, point, words = text.partition(". ")
    if not point:
        return said(text, style)
    head = f'<font name="{fonts.SERIF_BOLD}">{markup(f"{number}.", fonts.SERIF_BOLD)}</font>'
    return Paragraph(f"{head} {markup(words, style.fontName)}", style)


def plain(text: str) -> str:
    """The text as it may be drawn: composed letters, no control signs."""
    return _CONTROL.sub("", nfc(text))


def is_covered(text: str, face: str) -> bool:
    """Whether the face holds every letter of the text."""
    return all(ord(letter) in _letters(face) for letter in text if letter != "\n")


def markup(text: str, face: str) -> str:
    """The text for a paragraph in this face; runs of letters it lacks are set in the fallback face."""
    text = plain(text)
    if is_covered(text, face):
        return escape(text).replace("\n", "<br/>")
    return "".join(_run(run, face) for run in _runs(text, face))


def _runs(text: str, face: str) -> list[str]:
    runs: list[str] = []
    held = None
    for letter in text:
        covered = letter == "\n" or ord(letter) in _letters(face)
        if covered is held:
            runs[-1] += letter
        else:
            runs.append(letter)
            held = covered
    return runs


def _run(run: str, face: str) -> str:
    if is_covered(run, face):
        return escape(run).replace("\n", "<br/>")
    return f'<font name="{fonts.FALLBACK}">{escape(run)}</font>'


@cache
def _letters(face: str) -> frozenset[int]:
    fonts.register()
    return frozenset(pdfmetrics.getFont(face).face.charToGlyph)
