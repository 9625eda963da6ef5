"""What a method refuses, in the words of its labels: its sentences name inputs as files write them."""

from __future__ import annotations

import re

from app.domain.metrology.declared import Calculation
from app.wording import _

_NAMED = re.compile(r"“([A-Za-z]\w*)”")
LETTERS = 2
"""Columns with names so short are letters of a formula (U, k, s), shown as such in a budget."""


def in_labels(sentence: str, calculation: Calculation) -> str:
    """The sentence with each “name” of an input or a column replaced by its label."""
    columns = [column for each in calculation.inputs for column in each.columns]
    letters = {each.name for each in columns if len(each.name) <= LETTERS}
    named = (each for each in (*columns, *calculation.inputs) if each.name not in letters)
    labels = {each.name: _(each.words) for each in named}
    return _NAMED.sub(lambda found: f"“{labels.get(found[1], found[1])}”", sentence)
