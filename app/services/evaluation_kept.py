"""What stands in an evaluation: its inputs by the names of the method, what is known of their sheet, its result."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from app.domain.evaluations import Evaluation
from app.domain.metrology.catalogue import calculations
from app.domain.metrology.declared import Calculation
from app.domain.metrology.result_json import from_json
from app.domain.metrology.results import Result

SHEET = "sheet"
"""The part of the kept inputs that tells of the sheet they came from; it is no input of the method."""


def inputs_of(evaluation: Evaluation) -> dict[str, Any]:
    """The inputs by the names of the method, to be run or shown; numbers as JSON numbers or as texts "12.480"."""
    inputs = {name: value for name, value in kept_inputs(evaluation).items() if name != SHEET}
    return {"locale": "en", **inputs}


def sheet_of_inputs(evaluation: Evaluation) -> Mapping[str, Any]:
    """What is known of the sheet the inputs came from; empty when they were typed.

    taken: values by name as the sheet gave them; leave_out: whether doubted readings were left out; left_out: rows with
    reason; doubted: rows that are doubted and went in; missing: cells without a reading.
    """
    found = kept_inputs(evaluation).get(SHEET)
    return found if isinstance(found, Mapping) else {}


def result_of(evaluation: Evaluation) -> Result | None:
    """The result that is kept; None while it was not computed, or when another program wrote what cannot be read."""
    try:
        return from_json(json.loads(evaluation.result)) if evaluation.result else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def verdict_of(evaluation: Evaluation) -> Result | None:
    """The kept result without its figures and tables: all that a list shows of it."""
    try:
        kept = json.loads(evaluation.result) if evaluation.result else None
        return from_json({**kept, "values": {}, "tables": {}, "warnings": ()}) if kept else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def inputs_mark(evaluation: Evaluation) -> str:
    """A short mark that changes when any input does."""
    text = as_text(inputs_of(evaluation), in_order=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def method_of(evaluation: Evaluation) -> Calculation | None:
    """Its declaration; None when this edition of the program does not know the method."""
    return calculations().get(evaluation.calculation)


def kept_inputs(evaluation: Evaluation) -> dict[str, Any]:
    """The inputs as they are kept, with what is told of the sheet; empty when they cannot be read."""
    try:
        found = json.loads(evaluation.inputs)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def as_text(content: Mapping[str, Any], *, in_order: bool = False) -> str:
    """As it is kept."""
    return json.dumps(content, ensure_ascii=False, default=str, sort_keys=in_order)
