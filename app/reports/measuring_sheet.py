"""The sheet of a study on paper: its head, and a box for each reading; what was typed already stands in its box.

Everything is black on white, so that it survives a grey copier; blanks of the head are lines to write on.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.colors import HexColor, black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.domain.readings import shown_reading
from app.domain.readings_sheet import Cell, Sheet, SheetHead, operator_name, part_name
from app.domain.studies import CROSSED_KINDS
from app.reports import fonts
from app.reports.colours import EDGE, TEXT3
from app.reports.labels import cut
from app.reports.placing import place
from app.wording import _, language

MARGIN, ROW, FACT = 15 * mm, 8 * mm, 7.2 * mm
HEAD_OF_LINE, SMALL = 34 * mm, 8.5
PARTS_ACROSS, LINES_DOWN, COLUMNS = 10, 25, 4


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands on one page: cells[line][place] under titles, each line with its own head."""

    titles: tuple[str, ...]
    heads: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]


def write_sheet(sheet: Sheet, head: SheetHead, path: Path) -> Path:
    """The sheet as a PDF at this path, whole or not at all."""
    return place(path, lambda beside: _draw(sheet, head, str(beside)))


def sheet_pdf(sheet: Sheet, head: SheetHead) -> bytes:
    """The same in memory."""
    held = io.BytesIO()
    _draw(sheet, head, held)
    return held.getvalue()


def _draw(sheet: Sheet, head: SheetHead, target: str | io.BytesIO) -> None:
    fonts.register()
    crossed = sheet.study.kind in CROSSED_KINDS
    size = landscape(A4) if crossed and sheet.study.parts > 6 else A4
    canvas = Canvas(target, pagesize=size, invariant=1, initialFontName=fonts.SANS, lang=language())
    canvas.setTitle(f"{head.code} {head.title}".strip())
    canvas.setCreator(_("Đo Chuẩn"))
    below = _draw_head(canvas, head, size, paint=False)
    lines = max(1, int((below - MARGIN - (1.8 if crossed else 1.0) * ROW) / ROW))
    blocks = list(_crossed(sheet, lines) if crossed else _listed(sheet, lines))
    for number, block in enumerate(blocks, 1):
        top = _draw_head(canvas, head, size, paint=True)
        _draw_block(canvas, sheet, block, top, size[0], crossed=crossed)
        _draw_foot(canvas, head, f"{number}/{len(blocks)}", size[0], any_marked=_has_marked(sheet, block))
        canvas.showPage()
    canvas.save()


# ---- what stands on which page


def _crossed(sheet: Sheet, room: int) -> Iterator[_Block]:
    """People and trials down, parts across; whole people together where they fit."""
    study = sheet.study
    people = max(1, room // study.trials)
    for first in range(1, study.parts + 1, PARTS_ACROSS):
        parts = range(first, min(first + PARTS_ACROSS, study.parts + 1))
        for begin in range(1, study.operators + 1, people):
            lines = [
                (operator, trial)
                for operator in range(begin, min(begin + people, study.operators + 1))
                for trial in range(1, study.trials + 1)
            ]
            for start in range(0, len(lines), room):
                shown = lines[start : start + room]
                yield _Block(
                    tuple(part_name(study, part) for part in parts),
                    tuple(f"{operator_name(study, operator)}  {trial}" for operator, trial in shown),
                    tuple(tuple(Cell(part, operator, trial) for part in parts) for operator, trial in shown),
                )


def _listed(sheet: Sheet, room: int) -> Iterator[_Block]:
    """Numbers in columns of boxes, one after the other."""
    study = sheet.study
    is_lot = study.kind == "lot"
    count = study.parts if is_lot else study.trials
    cells = [Cell(number, 1, 1) if is_lot else Cell(1, 1, number) for number in range(1, count + 1)]
    down = min(room, LINES_DOWN)
    for start in range(0, count, down * COLUMNS):
        page = cells[start : start + down * COLUMNS]
        lines = tuple(tuple(page[line::down]) for line in range(min(down, len(page))))
        yield _Block((), (), lines)


def _has_marked(sheet: Sheet, block: _Block) -> bool:
    found = (sheet.readings.get(cell) for line in block.cells for cell in line if cell)
    return any(each is not None and bool(each.mark) for each in found)


# ---- drawing


def _draw_head(canvas: Canvas, head: SheetHead, size: tuple[float, float], *, paint: bool) -> float:
    """Site, code and title, and the facts in two columns; where the boxes may begin."""
    across, y = float(size[0] - 2 * MARGIN), float(size[1] - MARGIN)
    write = _writer(canvas) if paint else (lambda *_given: None)
    write(head.site, fonts.SANS, SMALL, MARGIN, y - 8, across)
    y -= 30
    write(f"{head.code}  {head.title}".strip(), fonts.SANS_BOLD, 14, MARGIN, y, across)
    y -= 6
    half = (across - 8 * mm) / 2
    for number, (name, value) in enumerate(head.facts):
        left = MARGIN + (number % 2) * (half + 8 * mm)
        if number % 2 == 0:
            y -= FACT
        wide = fonts.text_width(f"{name}: ", fonts.SANS, 9)
        write(f"{name}: ", fonts.SANS, 9, left, y, half)
        write(value, fonts.SANS_MEDIUM, 9, left + wide, y, half - wide)
        if paint and not value:
            canvas.setStrokeColor(HexColor(EDGE))
            canvas.setLineWidth(0.5)
            canvas.line(left + wide, y - 1.5, left + half, y - 1.5)
    return y - float(6 * mm)


def _writer(canvas: Canvas) -> Callable[[str, str, float, float, float, float], None]:
    def write(words: str, font: str, size: float, x: float, y: float, wide: float) -> None:
        canvas.setFillColor(black)
        canvas.setFont(font, size)
        canvas.drawString(x, y, cut(words, font, size, wide))

    return write


def _draw_block(canvas: Canvas, sheet: Sheet, block: _Block, top: float, width: float, *, crossed: bool) -> None:
    y = top
    if not crossed:
        for line in block.cells:
            y -= ROW
            _draw_numbered(canvas, sheet, line, y, width)
        return
    wide = min(30 * mm, (width - 2 * MARGIN - HEAD_OF_LINE) / max(1, len(block.titles)))
    canvas.setFillColor(black)
    for place_across, title in enumerate(block.titles):
        canvas.setFont(fonts.SANS_BOLD, 9)
        middle = MARGIN + HEAD_OF_LINE + (place_across + 0.5) * wide
        canvas.drawCentredString(middle, y - 10, cut(title, fonts.SANS_BOLD, 9, wide - 4))
    y -= 14
    for words, line in zip(block.heads, block.cells, strict=True):
        y -= ROW
        canvas.setFont(fonts.SANS, 9)
        canvas.drawString(MARGIN, y + 2.6 * mm, cut(words, fonts.SANS, 9, HEAD_OF_LINE - 6))
        for place_across, cell in enumerate(line):
            _draw_box(canvas, sheet, cell, MARGIN + HEAD_OF_LINE + place_across * wide, y, wide)


def _draw_numbered(canvas: Canvas, sheet: Sheet, line: Sequence[Cell | None], y: float, width: float) -> None:
    across = (width - 2 * MARGIN) / COLUMNS
    for place_across, cell in enumerate(line):
        if cell is None:
            continue
        left = MARGIN + place_across * across
        number = part_name(sheet.study, cell.part) if sheet.study.kind == "lot" else str(cell.trial)
        canvas.setFillColor(black)
        canvas.setFont(fonts.SANS, SMALL)
        canvas.drawRightString(left + 14 * mm, y + 2.6 * mm, cut(number, fonts.SANS, SMALL, 13 * mm))
        _draw_box(canvas, sheet, cell, left + 16 * mm, y, across - 20 * mm)


def _draw_box(canvas: Canvas, sheet: Sheet, cell: Cell | None, x: float, y: float, wide: float) -> None:
    canvas.setStrokeColor(black)
    canvas.setLineWidth(0.5)
    canvas.rect(x, y, wide, ROW, stroke=1, fill=0)
    reading = sheet.readings.get(cell) if cell else None
    if reading is None:
        return
    canvas.setFillColor(black)
    canvas.setFont(fonts.SANS, 10)
    canvas.drawRightString(x + wide - 4, y + 2.5 * mm, cut(shown_reading(reading.value), fonts.SANS, 10, wide - 12))
    if reading.mark:
        _draw_triangle(canvas, x + 3, y + 2.4 * mm)


def _draw_triangle(canvas: Canvas, x: float, y: float) -> None:
    """The mark of a doubted reading: a shape, not a letter of the font."""
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.lineTo(x + 7, y)
    path.lineTo(x + 3.5, y + 6.5)
    path.close()
    canvas.drawPath(path, stroke=1, fill=0)


def _draw_foot(canvas: Canvas, head: SheetHead, pages: str, width: float, *, any_marked: bool) -> None:
    base = MARGIN * 0.6
    canvas.setFont(fonts.SANS, 8)
    canvas.setFillColor(HexColor(TEXT3))
    canvas.drawString(MARGIN, base, head.code)
    canvas.drawRightString(width - MARGIN, base, _("Trang {pages}", pages=pages))
    if any_marked:
        canvas.setStrokeColor(black)
        _draw_triangle(canvas, width / 2 - 40, base)
        canvas.drawString(width / 2 - 29, base, _("số đọc bị nghi ngờ"))
