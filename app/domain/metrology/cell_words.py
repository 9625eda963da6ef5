"""Words for the codes that stand in the tables of results: "GRR", "pass", "solved_worst"."""

from __future__ import annotations

from app.domain.metrology.declared import Calculation
from app.domain.metrology.results import Plain
from app.wording import N_, _

USUAL = {
    "pass": N_("Đạt"),
    "fail": N_("Không đạt"),
    "conditional": N_("Đạt có điều kiện"),
    "unknown": N_("Chưa kết luận được"),
    "ok": N_("Đạt"),
    "part": N_("Đạt một phần"),
    "bad": N_("Không đạt"),
    "none": N_("Chưa kết luận được"),
}
STATE_COLUMNS = ("verdict", "state")
"""Columns that hold the usual codes of a verdict."""


NAMES = ("name", "part", "unit", "first", "second", "result")
"""Columns of names that persons gave, and of units: never codes."""


def cell_words(calculation: Calculation, column: str, value: Plain) -> str | None:
    """What a code says to a person, in the language in use; None where the value is no code of this calculation.

    The words stand in the calculation's extra under "column.code", or among the choices of one of its inputs.
    """
    if not isinstance(value, str) or not value:
        return None
    if words := calculation.extra.get(f"{column}.{value}"):
        return _(words)
    if column in STATE_COLUMNS and value in USUAL:
        return _(USUAL[value])
    inputs = (*calculation.inputs, *(each for one in calculation.inputs for each in one.columns))
    choices = (each for one in inputs for each in one.choices)
    found = next((words for key, words in choices if key == value), "") if column not in NAMES else ""
    return _(found) if found else None
