"""The four frames of the window, by logical width."""

from __future__ import annotations

from enum import Enum


class Frame(Enum):
    """WIDE from 1400, MEDIUM from 1360, NARROW from 1200 (rail 60), SMALL below that or under 600 high."""

    WIDE = "wide"
    MEDIUM = "medium"
    NARROW = "narrow"
    SMALL = "small"


def frame_of(width: float, height: float) -> Frame:
    """width and height in device-independent pixels, divided by the text size in use."""
    if width < 1200 or height < 600:
        return Frame.SMALL
    return Frame.NARROW if width < 1360 else Frame.MEDIUM if width < 1400 else Frame.WIDE
