"""Codes in photos: read where there are any, refused in words where not."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
import segno
from PIL import Image

from app.domain.errors import UserError
from app.services.barcodes import LARGEST, read_code, read_codes


def _code(held: str, scale: int = 8) -> Image.Image:
    written = io.BytesIO()
    segno.make(held, error="m", micro=False).save(written, kind="png", scale=scale, border=4)
    return Image.open(written).convert("RGB")


def _bytes(picture: Image.Image, kind: str = "JPEG", **given: object) -> bytes:
    held = io.BytesIO()
    picture.save(held, kind, **given)
    return held.getvalue()


def test_the_code_of_a_photo_is_read_with_its_accents() -> None:
    assert read_code(_bytes(_code("ĐC-017")), "a.jpg") == "ĐC-017"


def test_a_small_code_in_a_large_slanted_photo_is_read() -> None:
    photo = Image.new("RGB", (4000, 3000), (170, 165, 150))
    photo.paste(_code("CD-005", 14).rotate(12, expand=True, fillcolor=(170, 165, 150)), (2300, 1500))

    assert read_codes(_bytes(photo, quality=70), "a.jpg") == ["CD-005"]


def test_of_several_codes_the_largest_comes_first() -> None:
    photo = Image.new("RGB", (1400, 700), "white")
    photo.paste(_code("nhỏ", 6), (20, 20))
    photo.paste(_code("LỚN", 18), (600, 60))

    assert read_codes(_bytes(photo), "a.jpg") == ["LỚN", "nhỏ"]


def test_a_photo_without_a_code_says_what_else_one_can_do() -> None:
    with pytest.raises(UserError, match="ba số cuối"):
        read_codes(_bytes(Image.new("RGB", (400, 300), "grey")), "a.jpg")


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"\xff\xd8\xff\xe0 nonsense", b"\x89PNG\r\n\x1a\n1234"])
def test_what_is_no_photo_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(UserError, match="không phải là ảnh"):
        read_codes(content, "a.jpg")


def test_an_empty_file_is_refused_in_one_sentence() -> None:
    with pytest.raises(UserError, match="trống"):
        read_codes(b"", "a.jpg")


def test_a_file_larger_than_any_photo_is_not_even_opened() -> None:
    with pytest.raises(UserError, match="50 MB"):
        read_codes(b"\xff\xd8\xff" + bytes(LARGEST), "a.jpg")


def test_a_png_that_unpacks_to_gigabytes_is_refused_unread() -> None:
    def chunk(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"0")) + chunk(b"IEND", b"")

    with pytest.raises(UserError, match="quá lớn"):
        read_codes(bomb, "a.png")


def test_a_telephone_s_heic_photo_is_opened(tmp_path: Path) -> None:
    content = (Path(__file__).parents[1] / "data/photos/gauge.heic").read_bytes()

    with pytest.raises(UserError, match="mã nào"):
        read_codes(content, "gauge.heic")
