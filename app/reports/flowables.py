"""Each block of a document as it stands on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image as Photo
from PIL import UnidentifiedImageError
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, Image, KeepTogether, Paragraph, Spacer
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Table as Grid

from app.domain.document import (
    BarChart,
    Block,
    Facts,
    Figure,
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
from app.reports import charts, gantt, paper, plots
from app.reports.colours import FILLS, LINE, LINE2
from app.reports.fonts import text_width
from app.reports.official import DOTS, signatures
from app.reports.tables import StateMark, table_flowable
from app.reports.words import article, said
from app.wording import _

PHOTO_PIXELS, PHOTO_QUALITY = 900, 80
"""A photo half a page wide at 280 dpi; 120 of them stay under 25 MB."""

ROOM_FOR_FIRST_ROWS = 130
"""Points that a table needs to begin: its caption, its header and a row of several lines."""

ROOM_OVER_GANTT = 110.0
"""Points left free on a page that a schedule fills: its title and the heading over it."""


def flowables(blocks: tuple[Block, ...]) -> list[Flowable]:
    story: list[Flowable] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Signatures):
            story.append(KeepTogether([*_last_words(story), *signatures(block)]))
        elif isinstance(block, Heading):
            story.extend(_heading(block, f"h{number}", next(iter(blocks[number + 1 :]), None)))
        else:
            story.extend(_flow(block))
    return story


def _last_words(story: list[Flowable]) -> list[Flowable]:
    """The paragraphs at the end so far, up to two: signatures never stand alone on a page."""
    words: list[Flowable] = []
    while story and len(words) < 2 and isinstance(story[-1], Paragraph):
        words.insert(0, story.pop())
    return words


def _flow(block: Block) -> Iterator[Flowable]:
    match block:
        case Text(text=text, role="warn"):
            yield _warning(text)
        case Text(text=text, role="article"):
            yield article(text)
        case Text(text=text, role=role):
            yield said(text, role)
        case Figures():
            yield _figures(block.items)
        case Facts():
            yield _facts(block)
        case Table():
            yield from _table(block)
        case BarChart() | RingChart():
            yield from _chart(block.title, charts.drawing(block, paper.TEXT_WIDTH))
        case Plotted(plot=plot):
            yield from _chart(plot.title, plots.draw(plot, paper.TEXT_WIDTH))
        case Gantt():
            yield from _gantt(block)
        case Pictures():
            yield from _pictures(block)
        case PageBreak():
            yield NewPage()


def _heading(block: Heading, key: str, following: Block | None) -> Iterator[Flowable]:
    """A heading never stands alone at the foot of a page, nor without the chart or the first rows it announces."""
    room = 88.0
    if isinstance(following, Table) and following.rows:
        room += ROOM_FOR_FIRST_ROWS
    if isinstance(following, (BarChart, RingChart)):
        room = min(room + charts.drawing(following, paper.TEXT_WIDTH).height, paper.TEXT_HEIGHT - 1)
    if isinstance(following, Plotted):
        room = min(room + plots.draw(following.plot, paper.TEXT_WIDTH).height, paper.TEXT_HEIGHT - 1)
    if isinstance(following, Gantt) and following.span is not None:
        room = min(room + gantt.height(_parts(following)[0]), paper.TEXT_HEIGHT - 1)
    yield CondPageBreak(room)
    role = {0: "annex", 1: "heading1"}.get(block.level, "heading2")
    paragraph = said(block.text, role)
    paragraph.heading = (block.text.replace("\n", ". "), max(block.level, 1), key)
    yield paragraph


def _warning(text: str) -> Flowable:
    """A sentence one must not overlook: a rule at its side and the drawn triangle before it."""
    mark = StateMark(State("warn", ""), "body")
    row = [[mark, said(text, "warn")]]
    rule = HexColor(FILLS["warn"])
    return Grid(
        row,
        colWidths=[24, paper.TEXT_WIDTH - 24],
        style=paper.ruled(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBEFORE", (0, 0), (0, -1), 2, rule),
                ("LEFTPADDING", (0, 0), (-1, -1), 5),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
            ]
        ),
        spaceBefore=3,
        spaceAfter=8,
    )


def _figures(items: tuple[Figure, ...]) -> Flowable:
    room = paper.TEXT_WIDTH / max(len(items), 1) - 14
    cells = [[_figure_value(each.value, room), said(each.label, "figure_label")] for each in items]
    return Grid(
        [cells],
        colWidths=[paper.TEXT_WIDTH / max(len(cells), 1)] * len(cells),
        style=paper.ruled(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEABOVE", (0, 0), (-1, 0), 0.8, HexColor(LINE2)),
                ("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor(LINE2)),
                ("LINEBEFORE", (1, 0), (-1, -1), 0.5, HexColor(LINE)),
                ("TOPPADDING", (0, 0), (-1, -1), 5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
            ]
        ),
        spaceBefore=4,
        spaceAfter=10,
    )


def _figure_value(words: str, room: float) -> Flowable:
    """The figure on one line, in smaller letters where it is long."""
    style = paper.style("figure")
    wide = text_width(words, style.fontName, style.fontSize)
    if wide > room:
        size = max(style.fontSize * room / wide, 10)
        style = style.clone("figure_long", fontSize=size)
    return said(words, style)


def _names_share(block: Facts) -> float:
    """The share of the width that the longest name needs, within reason."""
    style = paper.style("fact_small")
    widest = max((text_width(name, style.fontName, style.fontSize) for name, _value in block.items), default=0.0)
    return min(max((widest + 12.0) / float(paper.TEXT_WIDTH), 0.2), 0.44)


def _facts(block: Facts) -> Flowable:
    name_style, value_style = ("fact_small", "words") if block.small else ("fact", "fact_value")
    names = _names_share(block) if block.small else 0.34
    rows = [[said(name, name_style), said(value or DOTS * 2, value_style)] for name, value in block.items]
    return Grid(
        rows,
        colWidths=[paper.TEXT_WIDTH * names, paper.TEXT_WIDTH * (1 - names)],
        style=paper.ruled(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(LINE)),
            ]
        ),
        spaceAfter=8,
    )


def _table(block: Table) -> Iterator[Flowable]:
    yield CondPageBreak(ROOM_FOR_FIRST_ROWS if block.rows else 40)
    if block.caption:
        yield said(block.caption, "caption")
    if block.rows:
        yield table_flowable(block)
    elif block.empty:
        yield said(block.empty, "note")


def _chart(title: str, drawn: Drawing) -> Iterator[Flowable]:
    if drawn.height > paper.TEXT_HEIGHT - 30:
        drawn.scale(1, 1)
        drawn.renderScale = (paper.TEXT_HEIGHT - 30) / drawn.height
    yield KeepTogether([said(title, "chart"), drawn, Spacer(0, 8)])


def _parts(block: Gantt) -> list[Gantt]:
    return list(gantt.pages(block, paper.TEXT_HEIGHT - ROOM_OVER_GANTT))


def _gantt(block: Gantt) -> Iterator[Flowable]:
    """In parts no higher than a page; the note stands below the last one."""
    if block.span is None:
        yield said(block.empty or _("Chưa có nhiệm vụ nào được đặt ngày."), "note")
        return
    yield CondPageBreak(ROOM_FOR_FIRST_ROWS)
    for number, part in enumerate(_parts(block)):
        title = block.title if number == 0 else _("{title} (tiếp theo)", title=block.title)
        drawn = gantt.gantt_drawing(part, paper.TEXT_WIDTH, block.span)
        yield KeepTogether([said(title, "chart"), drawn, Spacer(0, 6)])
    if block.note:
        yield said(block.note, "note")


def _pictures(block: Pictures) -> Iterator[Flowable]:
    """Photos two in a row, each with its caption; pairs are kept together."""
    cells = [_picture(content, caption) for content, caption in block.items]
    for start in range(0, len(cells), 2):
        pair = cells[start : start + 2]
        yield Grid(
            [[*pair, ""][:2]],
            colWidths=[paper.TEXT_WIDTH / 2] * 2,
            style=paper.ruled([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 2)]),
            spaceBefore=4,
        )


def _picture(content: bytes, caption: str) -> list[Flowable]:
    room = paper.TEXT_WIDTH / 2 - 10
    caption_line = said(caption, "picture")
    try:
        held, width, height = small_photo(content)
    except (UnidentifiedImageError, OSError, ValueError, Photo.DecompressionBombError):
        return [said(_("(Không đọc được ảnh này.)"), "picture"), caption_line]
    scale = min(room / width, 180 / height)
    return [Image(held, width * scale, height * scale), Spacer(0, 3), caption_line]


def small_photo(content: bytes) -> tuple[io.BytesIO, int, int]:
    """The photo as a JPEG no larger than paper needs; a small JPEG is taken as it is."""
    with Photo.open(io.BytesIO(content)) as photo:
        if photo.format == "JPEG" and max(photo.size) <= PHOTO_PIXELS:
            photo.load()
            return io.BytesIO(content), photo.width, photo.height
        photo.draft("RGB", (PHOTO_PIXELS, PHOTO_PIXELS))
        small = _on_white(photo)
    small.thumbnail((PHOTO_PIXELS, PHOTO_PIXELS))
    held = io.BytesIO()
    small.save(held, "JPEG", quality=PHOTO_QUALITY)
    held.seek(0)
    return held, small.width, small.height


def _on_white(photo: Photo.Image) -> Photo.Image:
    """The picture in plain colours; what is transparent becomes paper."""
    if not photo.has_transparency_data:
        return photo.convert("RGB")
    layered = photo.convert("RGBA")
    ground = Photo.new("RGB", photo.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground
