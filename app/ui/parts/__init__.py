"""The window's own parts: painted states and scales, buttons, fields, messages, surfaces.

Pages are put together from these, so that one look and one set of names for screen readers serves all.
"""

from app.ui.parts.buttons import FilterButton, KeyCap, button, icon_button, menu_button
from app.ui.parts.fields import Choice, Field, SearchField, is_typing_in
from app.ui.parts.messages import EmptyState, InlineMessage, Toast
from app.ui.parts.scales import ScaleBar, paint_scale
from app.ui.parts.states import Glyph, Pill, paint_glyph, paint_pill, pill_width
from app.ui.parts.surfaces import Card, Foot, Head, clear_layout, column, hairline, row, scrolled, splitter
from app.ui.parts.tables import RowDelegate, dress_list, dress_table
from app.ui.parts.texts import text

__all__ = [
    "Card",
    "Choice",
    "EmptyState",
    "Field",
    "FilterButton",
    "Foot",
    "Glyph",
    "Head",
    "InlineMessage",
    "KeyCap",
    "Pill",
    "RowDelegate",
    "ScaleBar",
    "SearchField",
    "Toast",
    "button",
    "clear_layout",
    "column",
    "dress_list",
    "dress_table",
    "hairline",
    "icon_button",
    "is_typing_in",
    "menu_button",
    "paint_glyph",
    "paint_pill",
    "paint_scale",
    "pill_width",
    "row",
    "scrolled",
    "splitter",
    "text",
]
