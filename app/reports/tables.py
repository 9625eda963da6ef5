"""Tables on paper: hairlines, no grounds, the head repeated on every page, long names wrapped, states drawn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import Flowable, LongTable, Paragraph
from reportlab.platypus.tables import TableStyle

from app.domain.document import Cell, Column, State, Table
from app.formats import show_date, show_number
from app.reports import paper
from app.reports.colours import LINE, TEXT3
from app.reports.fonts import text_width
from app.reports.glyphs import glyph
from app.reports.words import is_covered, plain, said

PADDING = 3.5
TALL = 2500
"""A text of so many characters may not fit on one page: only then may a row break inside."""


class StateMark(Flowable):  # type: ignore[misc]
    """A state in a cell: its glyph, and its word beside it, wrapped."""

    def __init__(self, state: State, role: str) -> None:
        super().__init__()
        self.state, self.style = state, paper.style(role)
        self.lines: list[str] = []

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.lines = simpleSplit(self.state.word, self.style.fontName, self.style.fontSize, width - self.indent) or [""]
        return width, self.style.leading * len(self.lines)

    @property
    def indent(self) -> float:
        return float(self.style.fontSize) * 1.35

    def draw(self) -> None:
        size, leading = self.style.fontSize, self.style.leading
        base = leading * (len(self.lines) - 1) + (leading - size) / 2 + size * 0.16
        mark = Drawing(size, size)
        mark.add(glyph(self.state.key, 0, 0, size * 1.05))
        renderPDF.draw(mark, self.canv, 0, base - size * 0.2)
        self.canv.setFont(self.style.fontName, size)
        self.canv.setFillColor(paper.state_colour(self.state.key))
        for number, line in enumerate(self.lines):
            self.canv.drawString(self.indent, base - number * leading, line)


def table_flowable(table: Table, width: float = paper.TEXT_WIDTH) -> LongTable:
    """The table at the width of the text; numbers and dates stand right, codes are bold."""
    family = "small" if table.of_figures else "words" if table.small else "cell"
    widths = widths_of(table, family, width)
    head = [_head(column, f"{family}_head") for column in table.columns]
    body = [
        [_cell(cell, column, family, wide) for cell, column, wide in zip(row, table.columns, widths, strict=True)]
        for row in table.rows
    ]
    long_text = any(isinstance(cell, str) and len(cell) > TALL for row in table.rows for cell in row)
    return LongTable(
        [head, *body],
        colWidths=widths,
        repeatRows=1,
        splitInRow=int(long_text),
        style=_style(table, family),
        hAlign="LEFT",
        spaceBefore=2,
        spaceAfter=8,
    )


def widths_of(table: Table, family: str, width: float) -> list[float]:
    """The declared shares; a code, number or date that would be broken gets its room from the widest column."""
    total = sum(column.width for column in table.columns)
    widths = [width * column.width / total for column in table.columns]
    head, bold = paper.style(f"{family}_head"), paper.style(f"{family}_bold")
    for number, column in enumerate(table.columns):
        words = column.title.split()
        need = max((text_width(word, head.fontName, head.fontSize) for word in words), default=0.0)
        if column.kind == "text":
            need = max(need, min(_longest_word(table, number, paper.style(family)), width / 5))
        else:
            need = max(need, min(_longest(table, number, bold), width / 5))
        need += 2 * PADDING + 1
        if need > widths[number]:
            widths[widths.index(max(widths))] -= need - widths[number]
            widths[number] = need
    return widths


def _longest(table: Table, number: int, style: ParagraphStyle) -> float:
    """The width of the widest cell of a column, a state with its glyph."""
    texts = {shown(row[number]) for row in table.rows}
    marked = any(isinstance(row[number], State) for row in table.rows)
    widest = max((text_width(text, style.fontName, style.fontSize) for text in texts), default=0.0)
    return widest + (style.fontSize * 1.35 if marked else 0.0)


def _longest_word(table: Table, number: int, style: ParagraphStyle) -> float:
    """The widest of the long words of a column, such as the number of a circular, so that none is broken."""
    words = {word for row in table.rows for word in shown(row[number]).split() if len(word) > 9}
    return max((text_width(word, style.fontName, style.fontSize) for word in words), default=0.0)


def shown(cell: Cell | State) -> str:
    """A cell as it is written on paper; nothing is a dash."""
    match cell:
        case None | "":
            return "—"
        case State():
            return cell.word
        case date():
            return show_date(cell)
        case Decimal() | int():
            return show_number(cell)
        case _:
            return cell


def _head(column: Column, role: str) -> Paragraph:
    style = paper.style(role)
    if column.kind in ("number", "date"):
        style = style.clone(f"{role}_right", alignment=2)
    return said(column.title, style)


def _cell(cell: Cell | State, column: Column, family: str, width: float) -> object:
    """Plain text where it fits on one line, which is several times quicker than a paragraph; else a paragraph."""
    if isinstance(cell, State):
        return StateMark(cell, family)
    text = plain(shown(cell))
    role = f"{family}_bold" if column.kind == "code" else family
    style = paper.style(role)
    room = width - 2 * PADDING - 0.5
    if (
        "\n" not in text
        and is_covered(text, style.fontName)
        and text_width(text, style.fontName, style.fontSize) <= room
    ):
        return text
    if column.kind in ("number", "date"):
        style = paper.style(f"{family}_right")
    return said(text, style)


def _style(table: Table, family: str) -> TableStyle:
    body, bold = paper.style(family), paper.style(f"{family}_bold")
    commands: list[tuple[object, ...]] = [
        ("FONT", (0, 0), (-1, -1), body.fontName, body.fontSize, body.leading),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, HexColor(TEXT3)),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor(TEXT3)),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, HexColor(LINE)),
        ("LINEBELOW", (0, -1), (-1, -1), 0.8, HexColor(TEXT3)),
    ]
    for number, column in enumerate(table.columns):
        if column.kind in ("number", "date"):
            commands.append(("ALIGN", (number, 0), (number, -1), "RIGHT"))
        if column.kind == "code":
            commands.append(("FONT", (number, 1), (number, -1), bold.fontName, bold.fontSize, bold.leading))
    return TableStyle(commands)
