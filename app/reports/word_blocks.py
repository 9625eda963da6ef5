"""The blocks of a document as paragraphs and tables of Word, in the styles of the template where it has them.

A template without a style of ours gets the text formatted directly, so that any template prints all there is.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from app.domain.document import (
    BarChart,
    Block,
    Column,
    Facts,
    Figures,
    Gantt,
    Heading,
    PageBreak,
    Pictures,
    Plotted,
    RingChart,
    Signatures,
    State,
    Table,
)
from app.domain.document import Paragraph as Text
from app.reports import paper
from app.reports.tables import shown, widths_of
from app.reports.words import plain
from app.wording import _

TEXT_WIDTH = 9242
"""Twips between the margins of 30 and 17 mm on A4."""

CELL_MARGIN = 70
STYLES = {
    "heading1": "Heading 1",
    "heading2": "Heading 2",
    "body": "Than bai",
    "lead": "Than bai",
    "line": "Than bai",
    "article": "Than bai",
    "note": "Ghi chu",
    "warn": "Ghi chu",
    "caption": "Ten bang",
    "cell": "Chu bang",
}
"""Names of the styles in the shipped template, by role."""

RUNS = {
    "heading1": '<w:b/><w:sz w:val="26"/>',
    "heading2": '<w:b/><w:i/><w:sz w:val="26"/>',
    "lead": '<w:b/><w:sz w:val="26"/>',
    "note": '<w:i/><w:sz w:val="22"/>',
    "warn": '<w:i/><w:sz w:val="24"/>',
    "caption": '<w:i/><w:sz w:val="22"/>',
    "cell": '<w:sz w:val="22"/>',
    "authority": '<w:b/><w:sz w:val="26"/>',
    "orders": '<w:b/><w:sz w:val="28"/>',
    "basis": '<w:i/><w:sz w:val="26"/>',
}
"""How a role looks where the template has no style for it."""

PARAGRAPHS = {
    "heading1": '<w:keepNext/><w:spacing w:before="200" w:after="100"/>',
    "heading2": '<w:keepNext/><w:spacing w:before="140" w:after="80"/>',
    "body": '<w:spacing w:after="120"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>',
    "caption": '<w:keepNext/><w:spacing w:before="80" w:after="60"/>',
    "note": '<w:spacing w:after="120"/><w:jc w:val="both"/>',
    "cell": '<w:spacing w:before="20" w:after="20"/>',
    "authority": '<w:spacing w:before="120" w:after="160"/><w:jc w:val="center"/>',
    "addressee": '<w:spacing w:before="40" w:after="240"/><w:jc w:val="center"/>',
    "orders": '<w:keepNext/><w:spacing w:before="160" w:after="120"/><w:jc w:val="center"/>',
    "basis": '<w:spacing w:after="80"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>',
}

Picture = Callable[[io.BytesIO, int, int], str]
"""Puts a picture into the file, width and height in EMU: the XML that shows it."""


@dataclass(frozen=True)
class Writer:
    """style_ids: the ids of the styles the template has, by their names in small letters. picture: takes pictures into
    the file."""

    style_ids: Mapping[str, str]
    picture: Picture

    def xml(self, blocks: Iterable[Block]) -> str:
        """The blocks as the inside of a body; signatures stand in the template itself."""
        return "".join(part for block in blocks for part in self._block(block))

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(text=text, level=level):
                yield self._heading(text, level)
            case Text(text=text, role=role):
                yield self._text(text, role)
            case Table():
                yield from self._table(block)
            case Facts():
                yield from self._facts(block)
            case Figures():
                for each in block.items:
                    yield self.paragraph(f"{each.value} {each.label}", "body")
            case BarChart() | RingChart() | Plotted():
                yield from self._drawn(block)
            case Gantt():
                yield from self._gantt(block)
            case Pictures():
                yield from self._photos(block)
            case PageBreak():
                yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            case Signatures():
                return

    # ---- words

    def paragraph(self, text: str, role: str, run: str = "", more: str = "") -> str:
        """One paragraph in the style of a role; run, more: formatting of its own beside."""
        return f"<w:p>{self._properties(role, more)}{self._run(text, role, run)}</w:p>"

    def _text(self, text: str, role: str) -> str:
        head, point, rest = text.partition(". ")
        if role == "article" and point:
            runs = self._run(f"{head}. ", "body", "<w:b/>") + self._run(rest, "body")
            return f"<w:p>{self._properties('body')}{runs}</w:p>"
        run = "<w:b/>" if role in ("lead", "finding") else ""
        return "".join(self.paragraph(line, role, run) for line in text.split("\n"))

    def _heading(self, text: str, level: int) -> str:
        """An annex has its name in the middle."""
        if level == 0:
            return self.paragraph(text, "heading1", '<w:b/><w:sz w:val="28"/>', '<w:jc w:val="center"/>')
        return self.paragraph(text, "heading1" if level == 1 else "heading2")

    def _properties(self, role: str, more: str = "") -> str:
        style = self._style(role)
        inside = f'<w:pStyle w:val="{escape(style)}"/>' if style else PARAGRAPHS.get(role, PARAGRAPHS["body"])
        return f"<w:pPr>{inside}{more}</w:pPr>"

    def _style(self, role: str) -> str:
        return self.style_ids.get(STYLES.get(role, "").casefold(), "")

    def _run(self, text: str, role: str, more: str = "") -> str:
        own = "" if self._style(role) else RUNS.get(role, "")
        marks = more if more and more in own else f"{more}{own}"
        properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
        lines = plain(text).split("\n")
        told = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
        return f"<w:r>{properties}{told}</w:r>"

    # ---- tables

    def _table(self, table: Table) -> Iterator[str]:
        if table.caption:
            yield self.paragraph(table.caption, "caption")
        if not table.rows:
            if table.empty:
                yield self.paragraph(table.empty, "note")
            return
        widths = shares(widths_of(table, "cell", paper.TEXT_WIDTH))
        columns = list(zip(table.columns, widths, strict=True))
        head = [self._cell(column.title, width, "<w:b/>", _side(column)) for column, width in columns]
        rows = [_row(head, is_head=True)]
        for each in table.rows:
            cells = zip(each, table.columns, widths, strict=True)
            rows.append(
                _row([self._cell(shown(cell), wide, _bold(cell, col), _side(col)) for cell, col, wide in cells])
            )
        yield _grid(widths, rows, ruled=True)
        yield self._air()

    def _facts(self, block: Facts) -> Iterator[str]:
        widths = shares([0.36, 0.64])
        rows = [
            _row([self._cell(name, widths[0], "", ""), self._cell(value or "…" * 12, widths[1], "", "")])
            for name, value in block.items
        ]
        yield _grid(widths, rows, ruled=False)
        yield self._air()

    def _cell(self, text: str, width: int, run: str, side: str) -> str:
        inside = self.paragraph(text, "cell", run, f'<w:jc w:val="{side}"/>' if side else "")
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'

    def _air(self) -> str:
        """A short empty line, so that two tables never grow together."""
        return '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:p>'

    # ---- pictures

    def _drawn(self, block: BarChart | RingChart | Plotted) -> Iterator[str]:
        from app.reports import charts, plots
        from app.reports.rasters import raster

        title = block.plot.title if isinstance(block, Plotted) else block.title
        wide = float(paper.TEXT_WIDTH)
        made = plots.draw(block.plot, wide) if isinstance(block, Plotted) else charts.drawing(block, wide)
        yield self.paragraph(title, "caption")
        yield self._shown(io.BytesIO(raster(made)), made.width, made.height)

    def _gantt(self, block: Gantt) -> Iterator[str]:
        """The schedule in as many pictures as pages need, under the same axis."""
        from app.reports import gantt
        from app.reports.rasters import raster

        if block.span is None:
            yield self.paragraph(block.empty, "note")
            return
        yield self.paragraph(block.title, "caption")
        for each in gantt.pages(block, paper.TEXT_HEIGHT * 0.8):
            made = gantt.gantt_drawing(each, paper.TEXT_WIDTH, block.span)
            yield self._shown(io.BytesIO(raster(made)), made.width, made.height)
        if block.note:
            yield self.paragraph(block.note, "note")

    def _photos(self, block: Pictures) -> Iterator[str]:
        from app.reports.flowables import small_photo

        for content, caption in block.items:
            try:
                held, width, height = small_photo(content)
            except (OSError, ValueError):
                yield self.paragraph(_("(Không đọc được ảnh này.)"), "note")
            else:
                scale = min(300 / width, 220 / height)
                yield self._shown(held, width * scale, height * scale)
            yield self.paragraph(caption, "caption")

    def _shown(self, held: io.BytesIO, width: float, height: float) -> str:
        """A picture on a line of its own; width, height in points."""
        inside = self.picture(held, round(width * 12700), round(height * 12700))
        return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r>{inside}</w:r></w:p>'


def shares(parts: Sequence[float]) -> list[int]:
    """The width of the text divided in these parts, in twips."""
    total = sum(parts) or 1
    return [round(TEXT_WIDTH * each / total) for each in parts]


def _side(column: Column) -> str:
    return "right" if column.kind in ("number", "date") else ""


def _bold(cell: Any, column: Column) -> str:
    return "<w:b/>" if column.kind == "code" or (isinstance(cell, State) and cell.key == "bad") else ""


def _row(cells: Sequence[str], *, is_head: bool = False) -> str:
    """A row that no page breaks; the head comes again on every page."""
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>{''.join(cells)}</w:tr>"


def _grid(widths: Sequence[int], rows: Sequence[str], *, ruled: bool) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    margins = "".join(f'<w:{side} w:w="{CELL_MARGIN}" w:type="dxa"/>' for side in ("left", "right"))
    properties = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"{f'<w:tblBorders>{rules}</w:tblBorders>' if ruled else ''}"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
