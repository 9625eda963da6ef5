"""Label sheets as they are sold, and what a label says of an instrument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A sheet of columns × rows stickers. width, height: of one, in mm; left, top: where the first begins;
    across, down: from one to the next. All in mm."""

    key: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float

    @property
    def count(self) -> int:
        return self.columns * self.rows


LAYOUTS = (
    Layout(key="3x8", columns=3, rows=8, width=70, height=37, left=0, top=0.5, across=70, down=37),
    Layout(key="3x7", columns=3, rows=7, width=63.5, height=38.1, left=7.25, top=15.15, across=66, down=38.1),
    Layout(key="4x10", columns=4, rows=10, width=48.5, height=25.4, left=8, top=21.5, across=48.5, down=25.4),
    Layout(key="5x13", columns=5, rows=13, width=38.1, height=21.2, left=4.75, top=10.7, across=40.6, down=21.2),
)
"""The common A4 sheets, by what is printed on their packets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """held: what the QR code holds. code: the words in bold, "" where there is none. site: whose it is."""

    held: str
    code: str
    name: str
    serial: str = ""
    valid_until: date | None = None
    site: str = ""


def layout_of(key: str) -> Layout:
    """The sheet of this key; the first where there is none such."""
    return next((each for each in LAYOUTS if each.key == key), LAYOUTS[0])


def pages_of(count: int, layout: Layout, start: int) -> int:
    """How many sheets so many labels take; start: the first free sticker, from 1."""
    return -(-(count + start - 1) // layout.count)
