"""What is drawn on a photo: the part that is kept, arrows, blurred areas, numbers. The photo itself stays as it was."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

KINDS = ("arrow", "blur", "number")
SMALLEST = 0.02
"""No area and no crop is narrower than this share of the photo."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Two points in shares of the upright photo, 0 to 1 from its top left corner.

    arrow: from (x1, y1) to its tip (x2, y2). blur: two opposite corners. number: its middle is (x1, y1).
    """

    kind: str
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return min(self.x1, self.x2), min(self.y1, self.y2), max(self.x1, self.x2), max(self.y1, self.y2)

    def moved(self, dx: float, dy: float) -> Mark:
        """All of it, no further than the edges of the photo."""
        left, top, right, bottom = self.box
        dx, dy = min(max(dx, -left), 1 - right), min(max(dy, -top), 1 - bottom)
        return replace(self, x1=self.x1 + dx, y1=self.y1 + dy, x2=self.x2 + dx, y2=self.y2 + dy)

    def with_end(self, x: float, y: float) -> Mark:
        """Its second point moved; of a number there is only one point."""
        x, y = _inside(x), _inside(y)
        return replace(self, x1=x, y1=y, x2=x, y2=y) if self.kind == "number" else replace(self, x2=x, y2=y)

    def with_start(self, x: float, y: float) -> Mark:
        return self.with_end(x, y) if self.kind == "number" else replace(self, x1=_inside(x), y1=_inside(y))


@dataclass(frozen=True, slots=True)
class Edits:
    """crop: left, top, right, bottom in shares of the photo; None for all of it. Numbers count from 1 in order."""

    crop: tuple[float, float, float, float] | None = None
    marks: tuple[Mark, ...] = ()

    def __bool__(self) -> bool:
        return self.crop is not None or bool(self.marks)

    def numbered(self) -> list[tuple[Mark, int]]:
        """Each mark with its number; 0 for what has none."""
        told, count = [], 0
        for each in self.marks:
            count += each.kind == "number"
            told.append((each, count if each.kind == "number" else 0))
        return told


def edits_as_text(edits: Edits) -> str:
    """JSON with four places, "" where nothing is drawn."""
    if not edits:
        return ""
    marks = [[each.kind, *_rounded((each.x1, each.y1, each.x2, each.y2))] for each in edits.marks]
    return json.dumps({"crop": _rounded(edits.crop) if edits.crop else None, "marks": marks}, separators=(",", ":"))


def read_edits(text: str) -> Edits:
    """What edits_as_text wrote; of what a newer edition may have added, the part that is known here."""
    try:
        kept = json.loads(text) if text else {}
        crop = kept.get("crop")
        marks = [Mark(str(each[0]), *map(float, each[1:5])) for each in kept.get("marks", ()) if each[0] in KINDS]
        return Edits(_box(crop) if crop else None, tuple(marks))
    except (ValueError, TypeError, AttributeError, IndexError, KeyError):
        return Edits()


def _box(crop: list[float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (_inside(float(each)) for each in crop)
    return left, top, right, bottom


def _rounded(values: tuple[float, ...]) -> list[float]:
    return [round(each, 4) for each in values]


def _inside(value: float) -> float:
    return min(1.0, max(0.0, value))
