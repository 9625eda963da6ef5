"""Photos for the worked sample, drawn by the program: a gauge, a label, a certificate, a notebook, a display.

Each drawing is the same on every run, shows the given lines, and carries a day in its EXIF data as a camera does.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from app import paths

SIZE = (1280, 960)
INK, PAPER, RED = (34, 38, 46), (246, 243, 235), (176, 36, 28)
Colour = tuple[int, int, int]
Lines = Sequence[str]

_TAKEN_AT = 36867  # EXIF DateTimeOriginal
_EXIF_IFD = 0x8769


def photo(picture: str, lines: Lines, taken_at: datetime) -> bytes:
    """A JPEG of this kind of picture (a key of PICTURES); taken_at: local time, written into the EXIF data."""
    chance = random.Random("|".join((picture, *lines)))
    image = PICTURES[picture](lines, chance)
    exif = Image.Exif()
    exif.get_ifd(_EXIF_IFD)[_TAKEN_AT] = taken_at.strftime("%Y:%m:%d %H:%M:%S")
    content = io.BytesIO()
    _as_by_hand(image, chance).save(content, "JPEG", quality=84, exif=exif)
    return content.getvalue()


def _font(size: int, weight: str = "400Regular") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(paths.shipped("resources", "fonts", f"IBMPlexSans_{weight}.ttf")), size)


def _wall(top: Colour, bottom: Colour) -> Image.Image:
    """A ground that gets darker towards the foot, as under a lamp."""
    ramp = Image.linear_gradient("L").resize(SIZE)
    return Image.composite(Image.new("RGB", SIZE, bottom), Image.new("RGB", SIZE, top), ramp)


def _as_by_hand(image: Image.Image, chance: random.Random) -> Image.Image:
    """Held a little askew, darker towards the corners, with the grain of a small sensor."""
    turned = image.rotate(chance.uniform(-2.5, 2.5), Image.Resampling.BICUBIC)
    turned = turned.crop((40, 40, SIZE[0] - 40, SIZE[1] - 40)).resize(SIZE, Image.Resampling.BICUBIC)
    corners = Image.radial_gradient("L").resize(SIZE).point(lambda level: 255 - level // 4)
    shaded = ImageChops.multiply(turned, Image.merge("RGB", (corners,) * 3))
    grain = Image.frombytes("L", (SIZE[0] // 2, SIZE[1] // 2), chance.randbytes(SIZE[0] * SIZE[1] // 4)).resize(SIZE)
    return Image.blend(shaded, Image.merge("RGB", (grain,) * 3), 0.035).filter(ImageFilter.GaussianBlur(0.7))


def gauge(lines: Lines, _chance: random.Random) -> Image.Image:
    """lines: name, unit, low, high, reading; a sixth one hazes the glass."""
    name, unit, low, high, reading, *haze = lines
    image = _wall((120, 128, 138), (66, 72, 82))
    draw = ImageDraw.Draw(image)
    middle, radius = (640, 470), 330
    _disc(draw, middle, radius + 46, (52, 56, 62))
    _disc(draw, middle, radius + 24, (190, 194, 198))
    _disc(draw, middle, radius, (244, 244, 240))
    parts = 4 if float(high) % 4 == 0 else 5
    for tick in range(10 * parts + 1):
        share, long = tick / (10 * parts), tick % 5 == 0
        ends = _at(middle, radius - 14, share), _at(middle, radius - (56 if long else 34), share)
        draw.line(ends, fill=INK, width=7 if long else 3)
        if tick % 10 == 0:
            value = float(low) + (float(high) - float(low)) * share
            draw.text(_at(middle, radius - 100, share), f"{value:g}", INK, _font(44), anchor="mm")
    share = (float(reading) - float(low)) / (float(high) - float(low))
    draw.line((_at(middle, -60, share), _at(middle, radius - 40, share)), fill=RED, width=12)
    _disc(draw, middle, 26, INK)
    draw.text((middle[0], middle[1] + 120), unit, INK, _font(52), anchor="mm")
    draw.text((middle[0], middle[1] + 200), name, INK, _font(40, "600SemiBold"), anchor="mm")
    if haze:
        veil = Image.new("L", SIZE, 0)
        ImageDraw.Draw(veil).ellipse((440, 180, 860, 640), fill=190)
        image.paste((232, 235, 238), mask=veil.filter(ImageFilter.GaussianBlur(50)))
    return image


def _disc(draw: ImageDraw.ImageDraw, middle: tuple[int, int], radius: int, colour: Colour) -> None:
    x, y = middle
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _at(middle: tuple[int, int], radius: float, share: float) -> tuple[float, float]:
    """A point on the dial: its scale runs over 270 degrees, from lower left to lower right."""
    angle = math.radians(225 - 270 * share)
    return middle[0] + radius * math.cos(angle), middle[1] - radius * math.sin(angle)


def label(lines: Lines, chance: random.Random) -> Image.Image:
    """A sticker on a painted machine; the first line is its head."""
    image = _wall((148, 154, 150), (92, 98, 96))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((250, 190, 1030, 760), 24, fill=(250, 226, 120), outline=(120, 100, 30), width=6)
    draw.rectangle((250, 236, 1030, 330), fill=(40, 92, 60))
    draw.text((640, 283), lines[0], (250, 250, 240), _font(58, "600SemiBold"), anchor="mm")
    for number, line in enumerate(lines[1:]):
        faded = tuple(chance.randint(70, 150) for _each in range(3)) if "?" in line or "—" in line else INK
        draw.text((310, 370 + 118 * number), line, faded, _font(62))
    return image


def certificate(lines: Lines, _chance: random.Random) -> Image.Image:
    """A sheet on a desk; the first line is its title."""
    image = _wall((132, 108, 84), (96, 76, 58))
    draw = ImageDraw.Draw(image)
    draw.polygon(((210, 60), (1090, 90), (1060, 930), (190, 900)), fill=PAPER)
    draw.text((640, 180), lines[0], INK, _font(42, "600SemiBold"), anchor="mm")
    draw.line((420, 222, 860, 228), fill=INK, width=3)
    for number, line in enumerate(lines[1:]):
        draw.text((290, 290 + 84 * number), line, INK, _font(40))
    _disc(draw, (890, 780), 92, (206, 70, 64))
    _disc(draw, (890, 780), 78, PAPER)
    draw.text((890, 780), "HC", (206, 70, 64), _font(56, "600SemiBold"), anchor="mm")
    return image


def notebook(lines: Lines, chance: random.Random) -> Image.Image:
    """A ruled page written by hand."""
    image = _wall((176, 168, 154), (128, 120, 108))
    draw = ImageDraw.Draw(image)
    draw.rectangle((140, 70, 1140, 900), fill=(250, 248, 240))
    for height in range(180, 900, 92):
        draw.line((140, height, 1140, height), fill=(176, 198, 222), width=3)
    draw.line((240, 70, 240, 900), fill=(222, 150, 150), width=3)
    for number, line in enumerate(lines):
        place = (270 + chance.randint(-6, 10), 114 + 92 * number + chance.randint(-5, 4))
        draw.text(place, line, (36, 58, 140), _font(50, "400Regular_Italic"))
    return image


def display(lines: Lines, _chance: random.Random) -> Image.Image:
    """An indicator with glowing figures. lines: name, reading, unit."""
    name, reading, unit = lines
    image = _wall((84, 90, 98), (48, 52, 60))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((150, 220, 1130, 740), 30, fill=(206, 208, 204))
    draw.rounded_rectangle((210, 290, 1070, 590), 12, fill=(18, 26, 22))
    draw.text((900, 440), reading, (122, 240, 150), _font(190, "500Medium"), anchor="rm")
    draw.text((1040, 500), unit, (122, 240, 150), _font(70), anchor="rm")
    draw.text((210, 665), name, INK, _font(54, "600SemiBold"), anchor="lm")
    for button in range(4):
        draw.rounded_rectangle((560 + 132 * button, 630, 660 + 132 * button, 700), 10, fill=(120, 124, 130))
    return image


PICTURES: Mapping[str, Callable[[Lines, random.Random], Image.Image]] = {
    "gauge": gauge,
    "label": label,
    "certificate": certificate,
    "notebook": notebook,
    "display": display,
}
