"""Texts that were refused and stand in their cells until they are put right or given up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.ui.tables.column import Column


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and refused: it stays in its cell, with the reason, until it is put right or given up."""

    typed: str
    trouble: str


def settled(
    drafts: dict[tuple[str, str], Draft],
    older: Mapping[str, Any],
    newer: Mapping[str, Any],
    columns: Sequence[Column[Any]],
) -> None:
    """Take away the drafts whose field was set elsewhere: in the side form, or by an undo.

    drafts: by key of the record and field. older, newer: records by their keys.
    """
    by_field = {each.field: each for each in columns}
    for key, field in list(drafts):
        before, now, column = older.get(key), newer.get(key), by_field.get(field)
        if before is None or now is None or column is None:
            continue
        if column.typed_text(before) != column.typed_text(now):
            del drafts[key, field]
