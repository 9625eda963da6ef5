"""The light colours of paper, and which of them a state takes. Paper is always light and must survive a grey copier."""

from __future__ import annotations

TEXT, TEXT2, TEXT3 = "#17202B", "#46525F", "#5D6975"
SURFACE, SUNKEN, LINE, LINE2, EDGE = "#FFFFFF", "#E9EDF1", "#D6DCE3", "#B4BEC9", "#75818E"
ACCENT = "#1B5BB5"

FILLS = {
    "ok": "#2F8F57",
    "part": "#B97200",
    "warn": "#B97200",
    "bad": "#CC3B32",
    "na": "#75818E",
    "none": "#75818E",
    "todo": "#75818E",
}
"""Glyphs and bars."""

WORDS = {
    "ok": "#17693B",
    "part": "#854A00",
    "warn": "#854A00",
    "bad": "#B0241C",
    "na": "#46525F",
    "none": "#46525F",
    "todo": "#46525F",
}
"""Text on the state's own tint."""

TINTS = {
    "ok": "#E0F2E6",
    "part": "#FCEFD8",
    "warn": "#FCEFD8",
    "bad": "#FBE7E5",
    "na": "#E9EDF1",
    "none": "#E9EDF1",
    "todo": "#E9EDF1",
}
"""Grounds of cells in Excel; on paper nothing has a coloured ground."""


def bar_colour(state: str) -> str:
    """Bars of a score: ink blue when it is reached, the state's colour when it is not."""
    return ACCENT if state == "ok" else FILLS.get(state, EDGE)
