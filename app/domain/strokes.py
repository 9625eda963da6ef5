"""Signatures drawn with mouse, pen or finger: lines in a box three times as wide as high, kept as short JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot

from app.domain.signed_files import Stroke

WIDE, HIGH = 3.0, 1.0
MOST_STROKES, MOST_POINTS = 200, 5000
NEAR = 0.006
"""Points closer than this to the one before add nothing that can be seen."""

LEAST = 0.25
"""Length of a line that is a signature rather than a slip of the hand."""


def write_strokes(strokes: Iterable[Stroke]) -> str:
    """Canonical JSON, three digits after the point."""
    return json.dumps([[[round(x, 3), round(y, 3)] for x, y in each] for each in strokes], separators=(",", ":"))


def read_strokes(text: str) -> tuple[Stroke, ...]:
    """What write_strokes wrote; nothing for a text that is none, or that leaves the box or all measure."""
    try:
        read = json.loads(text) if len(text) < 40 * MOST_POINTS else None
    except (ValueError, RecursionError):
        return ()
    if not isinstance(read, list) or len(read) > MOST_STROKES:
        return ()
    strokes = tuple(_stroke(each) for each in read)
    points = sum(len(each) for each in strokes)
    return strokes if all(strokes) and points <= MOST_POINTS else ()


def _stroke(read: object) -> Stroke:
    if not isinstance(read, list):
        return ()
    points = [_point(each) for each in read]
    return tuple(each for each in points if each is not None) if None not in points else ()


def _point(read: object) -> tuple[float, float] | None:
    if not isinstance(read, list) or len(read) != 2:
        return None
    x, y = read
    if not all(isinstance(each, int | float) and not isinstance(each, bool) for each in (x, y)):
        return None
    return (float(x), float(y)) if 0 <= x <= WIDE and 0 <= y <= HIGH else None


def simplified(points: Sequence[tuple[float, float]]) -> Stroke:
    """The line without points that lie where the one before does; both ends stay, and all lies in the box."""
    kept: list[tuple[float, float]] = []
    for x, y in points:
        inside = (min(max(x, 0.0), WIDE), min(max(y, 0.0), HIGH))
        if not kept or hypot(inside[0] - kept[-1][0], inside[1] - kept[-1][1]) >= NEAR:
            kept.append(inside)
    return tuple(kept)


def length(strokes: Iterable[Stroke]) -> float:
    return sum(hypot(x2 - x1, y2 - y1) for each in strokes for (x1, y1), (x2, y2) in pairwise(each))


def is_signature(strokes: Iterable[Stroke]) -> bool:
    """Long enough to be one."""
    return length(strokes) >= LEAST
