"""A file of inputs may hold "rows": many sets of inputs, each with what stands beside the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.given import MOST_ROWS
from app.wording import _

CARRIED = ("currency", "year")
"""One file speaks of one currency and year: a row that names none takes those of the rows before it."""


def has_rows(raw: Mapping[str, Any]) -> bool:
    return "rows" in raw


def rows_of(raw: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The inputs of each row; the inputs themselves where there are no rows. UserError when a row is none."""
    if not has_rows(raw):
        return [dict(raw)]
    rows = raw["rows"]
    if isinstance(rows, str) or not isinstance(rows, Sequence) or not rows:
        raise UserError(_("“{name}” phải là một danh sách.", name="rows"))
    if len(rows) > MOST_ROWS:
        raise UserError(_("“{name}” dài quá {most} dòng.", name="rows", most=MOST_ROWS))
    beside = {name: value for name, value in raw.items() if name != "rows"}
    found: list[dict[str, Any]] = []
    carried: dict[str, Any] = {}
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            raise UserError(_("Dòng {row} của “{table}” phải có tên cột.", row=number, table="rows"))
        carried |= {name: row[name] for name in CARRIED if row.get(name)}
        found.append({**carried, **beside, **row})
    return found
