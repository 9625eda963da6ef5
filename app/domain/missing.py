"""What a step lacks before it can be handed in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing, in one phrase; the page and the very place that put it right. count: how many things."""

    text: str
    page: str
    target: str = ""
    count: int = 1
