"""The schedule on paper: bars over months, progress in them, the critical path, goals' days as flags, what waits for
what. A long schedule goes on over several pages under the same axis."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from reportlab.graphics.shapes import Drawing, Line, Polygon, PolyLine, Rect, String
from reportlab.lib.colors import HexColor, white

from app.domain.document import Gantt, GanttRow
from app.domain.timescale import begin, fitting_unit, following, marks
from app.formats import show_date
from app.reports import fonts
from app.reports.charts import WIDTH
from app.reports.colours import ACCENT, LINE, LINE2, TEXT, TEXT2, TEXT3
from app.wording import _

ROW, LINE_HIGH, BAND, BAR, HEAD, KEY = 24.0, 9.5, 18.0, 9.0, 20.0, 22.0
LABEL_SHARE = 0.38
LEAST_MARK = 34.0
"""Points a month needs for its name."""

BAR_FILL = "#B9CDEA"
"""The part of a bar that is still to do; what is done is ink blue."""

At = Callable[[date], float]


def pages(chart: Gantt, high: float, width: float = WIDTH) -> Iterator[Gantt]:
    """The same schedule in parts that are no higher than this; each begins under its last heading, none ends in one."""
    rows: list[GanttRow] = []
    heading: GanttRow | None = None
    room = high - HEAD - KEY
    for each in chart.rows:
        if rows and sum(_height(row, width) for row in rows) + _height(each, width) > room:
            if rows[-1].band:
                rows.pop()
            if rows:
                yield replace(chart, rows=tuple(rows))
            rows = [heading] if heading is not None and not each.band else []
        heading = each if each.band else heading
        rows.append(each)
    yield replace(chart, rows=tuple(rows))


def gantt_drawing(chart: Gantt, width: float = WIDTH, span: tuple[date, date] | None = None) -> Drawing:
    """span: the days of the axis, those of the rows when left out; it must be known for one of them."""
    fonts.register()
    first, last = span or chart.span or (date.min, date.min)
    left = width * LABEL_SHARE
    unit = fitting_unit((last - first).days + 1, width - left, LEAST_MARK)
    first, last = begin(unit, first), following(unit, begin(unit, last)) - timedelta(days=1)
    total = (last - first).days + 1

    def at(day: date) -> float:
        return left + (width - left) * (day - first).days / total

    body = sum(_height(each, width) for each in chart.rows)
    drawn = Drawing(width, HEAD + body + KEY)
    top = body + KEY
    _draw_axis(drawn, unit, (first, last), at, top)
    places = _draw_rows(drawn, chart, at, top, left)
    _draw_waits(drawn, chart, at, places)
    if chart.today is not None and first <= chart.today <= last:
        _draw_today(drawn, at(chart.today), top)
    _draw_key(drawn, chart)
    return drawn


def height(chart: Gantt, width: float = WIDTH) -> float:
    """How high the drawing is, in points."""
    return HEAD + sum(_height(each, width) for each in chart.rows) + KEY


def _height(row: GanttRow, width: float) -> float:
    return BAND if row.band else ROW + LINE_HIGH * (len(_title_lines(row, width * LABEL_SHARE - 8)) - 1)


def _title_lines(row: GanttRow, room: float) -> list[str]:
    """The title beside its code, on two lines where it is long; the second is cut where it still does not fit."""
    first = room - fonts.text_width(f"{row.code} ", fonts.SANS_BOLD, 8.5)
    taken: list[str] = []
    words = row.title.split()
    while words and fonts.text_width(" ".join([*taken, words[0]]), fonts.SANS, 8.5) <= first:
        taken.append(words.pop(0))
    if not words:
        return [" ".join(taken)]
    return [" ".join(taken), _cut(" ".join(words), room, fonts.SANS, 8.5)]


def _draw_axis(drawn: Drawing, unit: str, span: tuple[date, date], at: At, top: float) -> None:
    for mark in marks(unit, *span):
        x, end = at(mark.first), at(mark.last + timedelta(days=1))
        drawn.add(Line(x, KEY, x, top + HEAD - 6, strokeColor=HexColor(LINE), strokeWidth=0.6))
        drawn.add(_text((x + end) / 2, top + 7, mark.name, TEXT3, anchor="middle", size=8))
    drawn.add(Line(0, top, drawn.width, top, strokeColor=HexColor(LINE2), strokeWidth=0.8))


def _draw_rows(drawn: Drawing, chart: Gantt, at: At, top: float, left: float) -> dict[str, tuple[GanttRow, float]]:
    """Draws all rows; where each task's bar has its middle."""
    places: dict[str, tuple[GanttRow, float]] = {}
    y = top
    for row in chart.rows:
        high = _height(row, drawn.width)
        y -= high
        drawn.add(Line(0, y, drawn.width, y, strokeColor=HexColor(LINE), strokeWidth=0.4))
        if row.band:
            drawn.add(Rect(0, y + 0.4, drawn.width, high - 0.8, fillColor=white, strokeColor=None))
            drawn.add(_text(0, y + 5.5, _cut(row.title, drawn.width, fonts.SANS_BOLD, 9), TEXT, font=fonts.SANS_BOLD))
            continue
        _draw_label(drawn, row, y, left - 8)
        _draw_bar(drawn, row, at, y + high / 2)
        places[row.code] = row, y + high / 2
    return places


def _draw_label(drawn: Drawing, row: GanttRow, y: float, room: float) -> None:
    under = _days(row)
    if row.owner:
        under = f"{under} · {row.owner}"
    lines = _title_lines(row, room)
    base = y + 13 + LINE_HIGH * (len(lines) - 1)
    drawn.add(_text(0, base, row.code, TEXT, font=fonts.SANS_BOLD, size=8.5))
    drawn.add(_text(fonts.text_width(f"{row.code} ", fonts.SANS_BOLD, 8.5), base, lines[0], TEXT, size=8.5))
    for number, line in enumerate(lines[1:], start=1):
        drawn.add(_text(0, base - LINE_HIGH * number, line, TEXT, size=8.5))
    drawn.add(_text(0, y + 4, _cut(under, room, fonts.SANS, 7.5), TEXT3, size=7.5))


def _days(row: GanttRow) -> str:
    if row.start and row.end:
        return f"{show_date(row.start)}–{show_date(row.end)}"
    return _("chưa đặt ngày")


def _draw_bar(drawn: Drawing, row: GanttRow, at: At, y: float) -> None:
    """What is done is filled in, the rest is light; a critical task has a thick frame, so that it survives a copier."""
    if row.start and row.end and row.start <= row.end:
        x, end = at(row.start), at(row.end + timedelta(days=1))
        wide = max(end - x, 2.0)
        base = y - BAR / 2
        drawn.add(Rect(x, base, wide, BAR, fillColor=HexColor(BAR_FILL), strokeColor=None))
        if row.percent > 0:
            done = wide * min(row.percent, 100) / 100
            drawn.add(Rect(x, base, done, BAR, fillColor=HexColor(ACCENT), strokeColor=None))
        stroke, thick = (TEXT, 1.6) if row.critical else (ACCENT, 0.6)
        drawn.add(Rect(x, base, wide, BAR, fillColor=None, strokeColor=HexColor(stroke), strokeWidth=thick))
    if row.due is not None:
        _draw_flag(drawn, at(row.due + timedelta(days=1)), y)


def _draw_flag(drawn: Drawing, x: float, y: float) -> None:
    x = min(x, drawn.width - 1)
    ink = HexColor(TEXT2)
    drawn.add(Line(x, y - BAR / 2 - 2, x, y + BAR / 2 + 4, strokeColor=ink, strokeWidth=1.0))
    drawn.add(Polygon([x, y + 8.5, x - 6, y + 5.5, x, y + 2.5], fillColor=ink, strokeColor=None))


def _draw_waits(drawn: Drawing, chart: Gantt, at: At, places: Mapping[str, tuple[GanttRow, float]]) -> None:
    """From the end of a task down or up to the start of the one that waits for it."""
    for code, other in chart.waits:
        if code not in places or other not in places:
            continue
        (row, y), (before, from_y) = places[code], places[other]
        if not (row.start and before.end and row.end and before.start):
            continue
        x, from_x = at(row.start), at(before.end + timedelta(days=1))
        critical = row.critical and before.critical
        ink, thick = HexColor(TEXT if critical else TEXT3), 1.2 if critical else 0.6
        turn = from_x + 3
        way = [from_x, from_y, turn, from_y, turn, y] if x >= turn + 4 else _around(from_x, from_y, x, y)
        drawn.add(PolyLine([*way, x - 2, y], strokeColor=ink, strokeWidth=thick))
        drawn.add(Polygon([x, y, x - 4, y + 2.2, x - 4, y - 2.2], fillColor=ink, strokeColor=None))


def _around(from_x: float, from_y: float, x: float, y: float) -> list[float]:
    """Where the follower begins before the end: between the rows and round to its start."""
    between = from_y + (ROW / 2 if y > from_y else -ROW / 2)
    return [from_x, from_y, from_x + 3, from_y, from_x + 3, between, x - 6, between, x - 6, y]


def _draw_today(drawn: Drawing, x: float, top: float) -> None:
    line = Line(x, KEY, x, top + 4, strokeColor=HexColor(TEXT), strokeWidth=0.9)
    line.strokeDashArray = [3, 2]
    drawn.add(line)


def _draw_key(drawn: Drawing, chart: Gantt) -> None:
    """What the marks mean, in words beside each."""
    x = 0.0
    for kind, words in (
        ("done", _("đã làm")),
        ("rest", _("còn lại")),
        ("critical", _("đường găng")),
        ("flag", _("hạn của mục tiêu")),
        *((("today", _("ngày {day}", day=show_date(chart.today))),) if chart.today else ()),
    ):
        _draw_sign(drawn, kind, x)
        drawn.add(_text(x + 18, 4, words, TEXT2, size=8))
        x += 18 + fonts.text_width(words, fonts.SANS, 8) + 14


def _draw_sign(drawn: Drawing, kind: str, x: float) -> None:
    match kind:
        case "flag":
            _draw_flag(drawn, x + 9, 6)
        case "today":
            line = Line(x + 9, 1, x + 9, 13, strokeColor=HexColor(TEXT), strokeWidth=0.9)
            line.strokeDashArray = [3, 2]
            drawn.add(line)
        case _:
            fill = {"done": HexColor(ACCENT), "rest": HexColor(BAR_FILL)}.get(kind, white)
            stroke, thick = (TEXT, 1.6) if kind == "critical" else (ACCENT, 0.6)
            drawn.add(Rect(x, 3, 14, 7, fillColor=fill, strokeColor=HexColor(stroke), strokeWidth=thick))


def _cut(text: str, room: float, font: str, size: float) -> str:
    if fonts.text_width(text, font, size) <= room:
        return text
    while text and fonts.text_width(f"{text}…", font, size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _text(
    x: float, y: float, text: str, colour: str, *, anchor: str = "start", font: str = fonts.SANS, size: float = 9
) -> String:
    return String(x, y, text, fontName=font, fontSize=size, fillColor=HexColor(colour), textAnchor=anchor)
