"""Photos as they come: every kind, spoilt ones, false ones, huge ones, and the position taken out of them."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.domain.errors import UserError
from app.services.jpeg_segments import APP1, Segment, put_together, take_apart
from app.services.photo_copies import copies_of
from app.services.photos import EXIF_BLOCK, GPS_BLOCK, ORIENTATION, read_photo

HEIC = Path(__file__).parent.parent / "data" / "photos" / "gauge.heic"
MAKER_NOTE, TAKEN = 0x927C, 36867


def located(kind: str = "JPEG", **options: Any) -> bytes:
    """A photo held on its side that knows its place and has a maker's note."""
    picture = Image.effect_noise((60, 40), 80).convert("RGB")
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[271] = "A camera with a name that stands outside of its entry"
    exif.get_ifd(EXIF_BLOCK).update({TAKEN: "2026:11:24 09:12:33", MAKER_NOTE: b"secret place " * 9, 41988: (1, 2)})
    exif.get_ifd(GPS_BLOCK).update({0: b"\2\3\0\0", 1: "S", 2: (20.0, 30.0, 0.0), 3: "W", 4: (106.0, 15.0, 0.0)})
    written = io.BytesIO()
    picture.save(written, kind, exif=exif, **options)
    return written.getvalue()


def pixels(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).tobytes()


def test_a_jpeg_loses_its_position_and_nothing_of_its_picture() -> None:
    given = located(quality=90)

    photo = read_photo(given, "a.jpg")

    assert photo is not None and photo.said and photo.content != given
    after = Image.open(io.BytesIO(photo.content)).getexif()
    before = Image.open(io.BytesIO(given)).getexif()
    assert dict(after.get_ifd(GPS_BLOCK)) == {} and b"secret" not in photo.content
    assert (after[ORIENTATION], after[271]) == (6, before[271])
    left = {tag: value for tag, value in before.get_ifd(EXIF_BLOCK).items() if tag != MAKER_NOTE}
    assert dict(after.get_ifd(EXIF_BLOCK)) == left
    assert pixels(photo.content) == pixels(given)
    assert photo.position == ""


def test_where_it_is_wanted_the_position_is_read_and_the_bytes_stay() -> None:
    given = located()

    photo = read_photo(given, "a.jpg", keep_position=True)

    assert photo is not None and (photo.content, photo.position) == (given, "-20.50000, -106.25000")


def test_taking_the_position_out_twice_changes_nothing_more() -> None:
    once = read_photo(located(), "a.jpg")
    assert once is not None

    twice = read_photo(once.content, "a.jpg")

    assert twice is not None and (twice.content, twice.said) == (once.content, "")


def test_a_position_in_xmp_or_behind_the_picture_goes_too() -> None:
    bare = take_apart(read_photo(located(), "a.jpg").content)  # type: ignore[union-attr]
    xmp = Segment(APP1, b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='20,30N'/>")
    whole = put_together(bare.segments, bare.scans)
    for given in (put_together((*bare.segments[:1], xmp, *bare.segments[1:]), bare.scans), whole + b"film \xa9xyz+20"):
        photo = read_photo(given, "a.jpg")

        assert photo is not None and photo.content == whole


def test_exif_data_that_lead_astray_are_not_kept() -> None:
    given = bytearray(located())
    at = bytes(given).index(b"Exif\0\0") + 6
    order = "<" if given[at : at + 2] == b"II" else ">"
    struct.pack_into(f"{order}I", given, at + 4, 60_000)

    photo = read_photo(bytes(given), "a.jpg")

    assert photo is not None and b"secret" not in photo.content
    assert Image.open(io.BytesIO(photo.content)).size == (60, 40)


@pytest.mark.parametrize(("kind", "ending"), [("PNG", "png"), ("WEBP", "webp")])
def test_other_kinds_with_a_position_are_kept_as_an_upright_jpeg(kind: str, ending: str) -> None:
    photo = read_photo(located(kind), f"a.{ending}")

    assert photo is not None and photo.media_type == "image/jpeg" and kind in photo.said
    kept = Image.open(io.BytesIO(photo.content))
    assert kept.size == (40, 60)
    assert dict(kept.getexif().get_ifd(GPS_BLOCK)) == {} and b"secret" not in photo.content


def test_a_heic_photo_is_read_with_its_time_and_turned_upright() -> None:
    given = HEIC.read_bytes()

    photo, whole = read_photo(given, "gauge.heic"), read_photo(given, "gauge.heic", keep_position=True)

    assert photo is not None and whole is not None
    assert photo.taken_at == whole.taken_at == datetime(2026, 11, 24, 2, 12, 33, tzinfo=UTC)
    kept = Image.open(io.BytesIO(photo.content))
    assert (kept.format, kept.size) == ("JPEG", (480, 640))
    assert kept.getexif().get_ifd(EXIF_BLOCK)[TAKEN] == "2026:11:24 09:12:33"
    assert (whole.content, whole.media_type, whole.position) == (given, "image/heic", "20.92811, 106.05347")
    assert Image.open(io.BytesIO(copies_of(given)[0])).size == (480, 640)  # type: ignore[index]


@pytest.mark.parametrize("cut", [40, 300, 900, -40, -2])
def test_a_jpeg_that_was_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(UserError, match="bị hỏng"):
        read_photo(located()[:cut], "a.jpg")


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "GIF"])
def test_other_photos_that_were_cut_off_are_refused(kind: str) -> None:
    content = io.BytesIO()
    Image.effect_noise((60, 40), 80).convert("RGB").save(content, kind)

    with pytest.raises(UserError, match="bị hỏng"):
        read_photo(content.getvalue()[:-400], f"a.{kind.lower()}")


def test_a_heic_photo_that_was_cut_off_is_refused() -> None:
    with pytest.raises(UserError, match="bị hỏng"):
        read_photo(HEIC.read_bytes()[:-100], "a.heic")


@pytest.mark.parametrize(("of", "by"), [(b"Exif", b"E\xeff\xff"), (b"iloc", b"ilo_"), (b"infe", b"junk")])
def test_a_mangled_heic_photo_never_reaches_the_decoder(of: bytes, by: bytes) -> None:
    with pytest.raises(UserError, match="bị hỏng"):
        read_photo(HEIC.read_bytes().replace(of, by, 1), "a.heic")


def test_a_heic_photo_whose_items_lie_outside_of_it_is_refused() -> None:
    content = HEIC.read_bytes()
    last_length = content.index(b"iinf") - 8

    with pytest.raises(UserError, match="bị hỏng"):
        read_photo(content[:last_length] + b"\x7f\xff\xff\xff" + content[last_length + 4 :], "a.heic")


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"<html><body>no picture</body></html>", "a.jpg", "không phải là ảnh"),
        (b"MZ\x90\0", "a.PNG", "không phải là ảnh"),
        (b"<?xml version='1.0'?><svg onload='alert(1)'/>", "a.svg", "SVG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", "SVG"),
    ],
)
def test_what_only_claims_to_be_a_photo_is_refused(content: bytes, name: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        read_photo(content, name)


def test_a_page_that_does_not_claim_to_be_a_photo_is_a_file() -> None:
    assert read_photo(b"<html></html>", "a.html") is None


def bomb(side: int) -> bytes:
    """A PNG of side × side white pixels in a few kilobytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    lines = zlib.compress((b"\0" + b"\xff" * -(-side // 8)) * 100)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [8_000, 30_000, 2_000_000])
def test_a_bomb_in_a_png_is_refused_before_it_is_unpacked(side: int) -> None:
    with pytest.raises(UserError, match=r"điểm ảnh|bị hỏng"):
        read_photo(bomb(side), "a.png")


def test_a_text_bomb_in_a_png_is_refused() -> None:
    body = b"Comment\0\0" + zlib.compress(bytes(80_000_000), 9)
    text = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    whole = bomb(100)

    with pytest.raises(UserError, match="bị hỏng"):
        read_photo(whole[:33] + text + whole[33:], "a.png")


def large_jpeg(wide: int, high: int) -> bytes:
    written = io.BytesIO()
    Image.new("L", (wide, high), 128).save(written, "JPEG", quality=30)
    return written.getvalue()


def test_sixty_megapixels_are_taken_in_without_unpacking_them_whole() -> None:
    content = large_jpeg(9000, 6700)

    photo, made = read_photo(content, "a.jpg"), copies_of(content)

    assert photo is not None and made is not None
    assert Image.open(io.BytesIO(made[0])).size == (1600, 1191)
    assert Image.open(io.BytesIO(made[1])).size == (320, 238)


def test_a_jpeg_beyond_all_phones_is_refused_by_its_head_alone() -> None:
    content = bytearray(large_jpeg(64, 64))
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">HH", 20_000, 20_000)

    with pytest.raises(UserError, match="400 triệu điểm ảnh"):
        read_photo(bytes(content), "a.jpg")


def test_copies_of_spoilt_pixels_are_none() -> None:
    assert copies_of(b"\xff\xd8\xff rubbish") is None
    assert copies_of(b"%PDF-1.7") is None


@pytest.mark.parametrize(("mode", "ink"), [("RGBA", (0, 0, 0, 0)), ("LA", (0, 0))])
@pytest.mark.parametrize("side", [10, 2000])
def test_what_can_be_seen_through_stands_on_white(mode: str, ink: tuple[int, ...], side: int) -> None:
    written = io.BytesIO()
    Image.new(mode, (side, side), ink).save(written, "PNG")

    made = copies_of(written.getvalue())

    assert made is not None and Image.open(io.BytesIO(made[0])).getpixel((5, 5)) == (255, 255, 255)
