"""The column choices of earlier lists, found again by their header: the same plant sends the same form every year."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path

from app import paths
from app.exchange.columns import FIELDS
from app.exchange.preview import ListPreview

Remembered = dict[str, dict[str, tuple[str, ...]]]
MAX_REMEMBERED = 200


def _file() -> Path:
    return paths.user_folder() / "column_mappings.json"


def remembered_mappings() -> Remembered:
    """Header signature -> column letter -> fields. A file that cannot be read is as good as none."""
    try:
        content = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {
        signature: {
            letter: tuple(name for name in fields if name in FIELDS)
            for letter, fields in columns.items()
            if isinstance(fields, list)
        }
        for signature, columns in content.items()
        if isinstance(columns, dict)
    }


def remember(preview: ListPreview) -> None:
    """Keeps the mapping of every table in which the person changed a column; the newest come last.

    A folder that cannot be written costs the memory, never the import.
    """
    known: Mapping[str, Mapping[str, tuple[str, ...]]] = remembered_mappings()
    chosen = {
        table.signature: {column.letter: column.fields for column in table.columns}
        for table in preview.tables
        if any(column.source == "person" for column in table.columns)
    }
    if not chosen:
        return
    kept = {signature: columns for signature, columns in known.items() if signature not in chosen} | chosen
    newest = dict(list(kept.items())[-MAX_REMEMBERED:])
    with contextlib.suppress(OSError):
        _file().write_text(json.dumps(newest, ensure_ascii=False, indent=1), "utf-8")
