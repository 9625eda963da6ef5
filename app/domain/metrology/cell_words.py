"""Words for the codes that stand in the tables of results: "GRR", "pass", "solved_worst"."""

from __future__ import annotations

import re
from decimal import Decimal

from app.domain.metrology.declared import Calculation, Output
from app.domain.metrology.results import Plain
from app.formats import show_number
from app.wording import N_, _

VERDICT_WORDS = {
    "ok": N_("Đạt"),
    "part": N_("Có điều kiện"),
    "bad": N_("Không đạt"),
    "none": N_("Chưa kết luận được"),
}
"""The state of a verdict in a word: the same on the screen, on paper and in a terminal."""
DECISION_WORDS = {
    "pass": N_("Đạt"),
    "fail": N_("Không đạt"),
    "conditional": N_("Chưa chứng minh được"),
    "unknown": N_("Chưa kết luận được"),
}
STATE_COLUMNS = ("verdict", "state")
"""Columns that hold the codes of verdicts and decisions."""
NAMES = ("name", "part", "unit", "first", "second", "result")
"""Columns of names that persons gave, and of units: never codes."""
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
COVERAGES = ("k_*", "U_*")
"""Families whose figures are named after a coverage in percent ("U_95"), or after a component."""


def family_key(output: Output, name: str) -> str:
    """What a figure of a family ("index_*") is of, as it is told: "index_mS_percent" of "mS", "bias_ref10.2" of "10,2",
    "U_95" of "95 %".
    """
    key = name.removeprefix(output.name.removesuffix("*"))
    if output.unit == "%":
        key = key.removesuffix("_percent")
    plain = key.removesuffix("_exact")
    told = show_number(Decimal(plain)) if _PLAIN_NUMBER.fullmatch(plain) else plain
    if told != plain or _PLAIN_NUMBER.fullmatch(plain):
        told = f"{told} %" if output.name in COVERAGES else told
    return _("tính đúng, {key}", key=told) if plain != key else told


NOT_JUDGED = N_("Chỉ tính")


def verdict_words(calculation: Calculation | None, state: str) -> str:
    """The state of a verdict in a cell; a calculation that never judges has nothing left open."""
    if state == "none" and calculation is not None and not calculation.judges:
        return _(NOT_JUDGED)
    return _(VERDICT_WORDS[state])


def cell_words(calculation: Calculation, column: str, value: Plain) -> str | None:
    """What a code says to a person, in the language in use; None where the value is no code of this calculation.

    The words stand in the calculation's extra under "column.code", or among the choices of one of its inputs.
    """
    if not isinstance(value, str) or not value:
        return None
    if words := calculation.extra.get(f"{column}.{value}"):
        return _(words)
    if column in STATE_COLUMNS and (words := VERDICT_WORDS.get(value) or DECISION_WORDS.get(value)):
        return _(words)
    inputs = (*calculation.inputs, *(each for one in calculation.inputs for each in one.columns))
    choices = (each for one in inputs for each in one.choices)
    found = next((words for key, words in choices if key == value), "") if column not in NAMES else ""
    return _(found) if found else None
