"""A JPEG taken apart and put together again without touching its pixels: ITU-T T.81, Annex B."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

START, END, SCAN = 0xD8, 0xD9, 0xDA
APP1, APP2, APP13 = 0xE1, 0xE2, 0xED
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
PROGRESSIVE = frozenset((0xC2, 0xC6, 0xCA, 0xCE))
ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
"""Markers without a length: they carry nothing."""


@dataclass(frozen=True, slots=True)
class Segment:
    """marker: its second byte; body: what follows the two bytes of its length."""

    marker: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Jpeg:
    """segments: all before the first scan; scans: from there to the end marker, as they are; rest: what follows it
    (further pictures, a film, a maker's own notes). width, height: pixels as stored."""

    segments: tuple[Segment, ...]
    scans: bytes
    rest: bytes
    width: int
    height: int
    is_progressive: bool

    @property
    def exif(self) -> bytes | None:
        """The TIFF structure of the EXIF segment."""
        found = (each.body[6:] for each in self.segments if each.marker == APP1 and each.body.startswith(b"Exif\0\0"))
        return next(found, None)


def take_apart(content: bytes) -> Jpeg:
    """ValueError when it is no whole JPEG: cut off, or not laid out as the standard says."""
    if content[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    segments: list[Segment] = []
    at = 2
    for marker, start, end in _segments(content, 2):
        at = end
        if marker == SCAN:
            at = start
            break
        segments.append(Segment(marker, content[start + 4 : end]))
    frame = next((each for each in segments if each.marker in FRAMES and len(each.body) >= 6), None)
    if frame is None:
        raise ValueError("no frame")
    end = _end_of_scans(content, at)
    return Jpeg(
        segments=tuple(segments),
        scans=content[at:end],
        rest=content[end:],
        width=int.from_bytes(frame.body[3:5], "big"),
        height=int.from_bytes(frame.body[1:3], "big"),
        is_progressive=frame.marker in PROGRESSIVE,
    )


def put_together(segments: tuple[Segment, ...], scans: bytes) -> bytes:
    """The bytes of a JPEG; what followed its end is left out."""
    written = [b"\xff\xd8"]
    for each in segments:
        written += [bytes((0xFF, each.marker)), (len(each.body) + 2).to_bytes(2, "big"), each.body]
    return b"".join((*written, scans))


def _segments(content: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Marker, first byte and end of each segment from here on, a scan's header included."""
    while True:
        if content[at : at + 1] != b"\xff":
            raise ValueError("no marker where one must stand")
        while content[at : at + 1] == b"\xff":
            at += 1
        if at >= len(content):
            raise ValueError("cut off")
        marker, start = content[at], at - 1
        if marker in ALONE:
            at += 1
            continue
        length = int.from_bytes(content[at + 1 : at + 3], "big")
        at += 1 + length
        if length < 2 or at > len(content):
            raise ValueError("cut off")
        yield marker, start, at


def _end_of_scans(content: bytes, at: int) -> int:
    """Behind the end marker. Between scans stand further segments; in their data 0xFF is always followed by 0."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise ValueError("cut off")
        marker = content[at + 1]
        if marker == END:
            return at + 2
        if marker == 0xFF:
            at += 1
        elif marker == 0 or marker in ALONE:
            at += 2
        else:
            length = int.from_bytes(content[at + 2 : at + 4], "big")
            if length < 2 or at + 2 + length > len(content):
                raise ValueError("cut off")
            at += 2 + length
