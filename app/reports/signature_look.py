"""How a digital signature looks on the page: blue, the signature's picture or strokes, name and time; a small PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.domain.errors import UserError
from app.domain.signed_files import SignRequest, Stroke
from app.reports import fonts
from app.wording import _

BLUE = "#1B3FA0"
"""Of signatures on official papers (Nghị định 30/2020, Phụ lục I: the picture of a signature is blue)."""

LARGEST_PICTURE = 2_000_000
MOST_PIXELS = 20_000_000


def look(request: SignRequest, signer: str, width: float, height: float) -> bytes:
    """One PDF page of this size in points. UserError for a picture that cannot be read."""
    fonts.register()
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(width, height), invariant=1, initialFontName=fonts.SERIF)
    canvas.setStrokeColor(HexColor(BLUE))
    canvas.setFillColor(HexColor(BLUE))
    drawn = bool(request.picture or request.strokes)
    share = 0.44 if drawn else 0.0
    if request.picture:
        _picture(canvas, request.picture, width * share, height)
    elif request.strokes:
        draw_strokes(canvas, request.strokes, 2, 2, width * share - 4, height - 4)
    _words(canvas, _lines(request, signer), width * share, width, height)
    canvas.setLineWidth(0.8)
    canvas.roundRect(0.4, 0.4, width - 0.8, height - 0.8, 3)
    canvas.showPage()
    canvas.save()
    return held.getvalue()


def draw_strokes(
    canvas: Canvas, strokes: Iterable[Stroke], left: float, bottom: float, width: float, height: float
) -> None:
    """Drawn lines as vectors in blue, as large as fits and in the middle of the box."""
    kept = [each for each in strokes if each]
    points = [point for each in kept for point in each]
    if not points:
        return
    low_x, high_x = min(x for x, _y in points), max(x for x, _y in points)
    low_y, high_y = min(y for _x, y in points), max(y for _x, y in points)
    wide, tall = max(high_x - low_x, 0.05), max(high_y - low_y, 0.05)
    scale = min(width / wide, height / tall, height)
    from_left = left + (width - wide * scale) / 2
    from_top = bottom + (height + tall * scale) / 2
    canvas.saveState()
    canvas.setStrokeColor(HexColor(BLUE))
    canvas.setLineWidth(1.3)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for each in kept:
        path = canvas.beginPath()
        path.moveTo(from_left + (each[0][0] - low_x) * scale, from_top - (each[0][1] - low_y) * scale)
        for x, y in each[1:] or each:
            path.lineTo(from_left + (x - low_x) * scale, from_top - (y - low_y) * scale)
        canvas.drawPath(path)
    canvas.restoreState()


def _picture(canvas: Canvas, picture: bytes, width: float, height: float) -> None:
    wrong = UserError(_("Không đọc được ảnh chữ ký. Chọn tệp PNG nền trong suốt, không quá 2 MB."))
    if len(picture) > LARGEST_PICTURE or not picture.startswith(b"\x89PNG\r\n\x1a\n") or _pixels(picture) > MOST_PIXELS:
        raise wrong
    try:
        image = ImageReader(io.BytesIO(picture))
        canvas.drawImage(image, 3, 3, width - 6, height - 6, mask="auto", preserveAspectRatio=True, anchor="c")
    except (OSError, ValueError, SyntaxError, EOFError) as trouble:
        raise wrong from trouble


def _pixels(png: bytes) -> int:
    """Width times height as its first chunk says; beyond all bounds when it says nothing."""
    wide, tall = png[16:20], png[20:24]
    return int.from_bytes(wide) * int.from_bytes(tall) if len(tall) == 4 else MOST_PIXELS + 1


def _lines(request: SignRequest, signer: str) -> list[str]:
    lines = [_("Ký số bởi: {name}", name=signer), _("Ngày ký: {time}", time=told_time(request.at))]
    if request.reason:
        lines.append(_("Lý do: {reason}", reason=request.reason))
    if request.location:
        lines.append(_("Nơi ký: {place}", place=request.location))
    return lines


def told_time(moment: datetime) -> str:
    """24/11/2026 09:12:33 +07:00"""
    zone = moment.strftime("%z")
    return f"{moment:%d/%m/%Y %H:%M:%S} {zone[:3]}:{zone[3:5]}"


def _words(canvas: Canvas, lines: list[str], left: float, width: float, height: float) -> None:
    """The lines as large as fits, from 9 points down to 5."""
    room_x, room_y = width - left - 8, height - 6
    size, wrapped = 9.0, lines
    while size > 5:
        wrapped = [part for each in lines for part in _wrap(each, size, room_x)]
        if len(wrapped) * size * 1.25 <= room_y:
            break
        size -= 0.5
    wrapped = wrapped[: max(int(room_y / (size * 1.25)), 1)]
    top = height / 2 + len(wrapped) * size * 1.25 / 2 - size
    for number, each in enumerate(wrapped):
        canvas.setFont(fonts.SERIF, size)
        canvas.drawString(left + 5, top - number * size * 1.25, each)


def _wrap(line: str, size: float, room: float) -> list[str]:
    parts, now = [], ""
    for word in line.split():
        longer = f"{now} {word}".strip()
        if now and fonts.text_width(longer, fonts.SERIF, size) > room:
            parts.append(now)
            now = word
        else:
            now = longer
    return [*parts, now]
