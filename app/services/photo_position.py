"""Where a photo was taken: read from it, and taken out of it without touching its pixels.

A position stands in the GPS directory of the EXIF data; it may stand again in XMP, in IPTC, in a maker's note and
behind the end of the picture (a film, a second picture). So where a position is found, all of these go, and the EXIF
data keep what is known to be harmless (time, orientation, exposure) at the very same offsets. EXIF 2.32, 4.6; TIFF 6.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from app.services.jpeg_segments import APP1, APP2, APP13, Jpeg, Segment, put_together

GPS, EXIF, MAKER_NOTE = 0x8825, 0x8769, 0x927C
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""Bytes of each TIFF type."""
MOST_DIRECTORIES = 16
Order = Literal["little", "big"]
ORDERS: Mapping[bytes, Order] = {b"II": "little", b"MM": "big"}
SIGNS = (b"GPSL", b"\xa9xyz", b"GPSCoordinates", b"photoshop:City", b"Iptc4xmpCore:Location", b"Exif\0\0")
"""What tells of a position outside of the EXIF data; a second picture may carry EXIF data of its own."""


def position_of(gps: Mapping[int, object]) -> str:
    """ "latitude, longitude" in degrees with five places (about a metre); "" where the directory has none."""
    try:
        latitude, longitude = _degrees(gps[2], gps.get(1), "S"), _degrees(gps[4], gps.get(3), "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return ""
    return f"{latitude:.5f}, {longitude:.5f}"


def _degrees(parts: object, side: object, negative: str) -> float:
    degrees, minutes, seconds = (float(each) for each in parts)  # type: ignore[attr-defined]
    value = degrees + minutes / 60 + seconds / 3600
    if value != value:
        raise ValueError("no number")
    return -value if str(side).strip("\x00 ").upper() == negative else value


def tells_position(picture: Jpeg, gps: Mapping[int, object]) -> bool:
    """Whether anything in the file may say where it was taken. A GPS directory with its version alone says nothing;
    EXIF data that cannot be followed may say anything."""
    beside = [each.body for each in picture.segments if each.marker in (APP1, APP13) and not _is_exif(each)]
    said = any(sign in body for body in (*beside, picture.rest) for sign in SIGNS)
    return said or bool(set(gps) - {0}) or _is_muddled(picture)


def _is_muddled(picture: Jpeg) -> bool:
    try:
        for each in picture.segments:
            if _is_exif(each):
                _cleaned(each.body[6:])
    except ValueError:
        return True
    return False


def without_position(picture: Jpeg) -> bytes:
    """The same picture, bit for bit, that no longer knows where it was taken; ValueError where its EXIF is muddled."""
    kept: list[Segment] = []
    for each in picture.segments:
        if _is_exif(each):
            kept.append(replace(each, body=each.body[:6] + _cleaned(each.body[6:])))
        elif each.marker in (APP1, APP13) or (each.marker == APP2 and each.body.startswith(b"MPF\0")):
            continue
        else:
            kept.append(each)
    return put_together(tuple(kept), picture.scans)


def _is_exif(segment: Segment) -> bool:
    return segment.marker == APP1 and segment.body.startswith(b"Exif\0\0")


def _cleaned(tiff: bytes) -> bytes:
    """EXIF data of the same length without GPS directory and maker's note; ValueError where offsets lead astray."""
    data = bytearray(tiff)
    order = ORDERS.get(bytes(tiff[:2]))
    if order is None:
        raise ValueError("no TIFF")
    for directory in list(_directories(data, order)):
        _drop(data, directory, order, (GPS, MAKER_NOTE))
    return bytes(data)


def _number(data: bytearray, at: int, size: int, order: Order) -> int:
    if at < 0 or at + size > len(data):
        raise ValueError("an offset leads out of the data")
    return int.from_bytes(data[at : at + size], order)


def _directories(data: bytearray, order: Order) -> Iterator[int]:
    """Offsets of the directories that may hold either: the chain, and the EXIF directory of each."""
    at, met = _number(data, 4, 4, order), set[int]()
    while at and at not in met and len(met) < MOST_DIRECTORIES:
        met.add(at)
        yield at
        count = _number(data, at, 2, order)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            if _number(data, entry, 2, order) == EXIF:
                yield _number(data, entry + 8, 4, order)
        at = _number(data, at + 2 + 12 * count, 4, order)


def _drop(data: bytearray, directory: int, order: Order, tags: tuple[int, ...]) -> None:
    """Blank what these entries hold, and close the gap they leave among the others."""
    count = _number(data, directory, 2, order)
    first, end = directory + 2, directory + 2 + 12 * count
    if end + 4 > len(data):
        raise ValueError("a directory leads out of the data")
    entries = [bytes(data[at : at + 12]) for at in range(first, end, 12)]
    kept = [each for each in entries if int.from_bytes(each[:2], order) not in tags]
    for place, each in enumerate(entries):
        if each in kept:
            continue
        if int.from_bytes(each[:2], order) == GPS:
            _blank_directory(data, _number(data, first + 12 * place + 8, 4, order), order)
        else:
            _blank_value(data, first + 12 * place, order)
    tail = bytes(data[end : end + 4])
    gap = bytes(12 * (len(entries) - len(kept)))
    data[directory : directory + 2] = len(kept).to_bytes(2, order)
    data[first : end + 4] = b"".join(kept) + tail + gap


def _blank_directory(data: bytearray, at: int, order: Order) -> None:
    count = _number(data, at, 2, order)
    end = at + 2 + 12 * count
    if end > len(data):
        raise ValueError("a directory leads out of the data")
    for entry in range(at + 2, end, 12):
        _blank_value(data, entry, order)
    data[at:end] = bytes(end - at)


def _blank_value(data: bytearray, entry: int, order: Order) -> None:
    """The bytes of a value that stands outside of its entry."""
    size = SIZES.get(_number(data, entry + 2, 2, order), 1) * _number(data, entry + 4, 4, order)
    if size <= 4:
        return
    at = _number(data, entry + 8, 4, order)
    if at + size > len(data):
        raise ValueError("a value leads out of the data")
    data[at : at + size] = bytes(size)
