"""Evaluations (đánh giá): a method of measurement science run on given inputs, kept with its version and result."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """number: 3 is shown as DG-03. calculation: a key of the catalogue of methods; version: the method's, as it was
    then.

    study_id: the sheet its readings come from, "" where they were typed here; instrument_id, process_id: what it is
    about. inputs: JSON by the names of the method, as given; a study's readings as they stood. result: JSON of the
    result, "" while it was not computed. What was computed is kept as it was: a newer version of the method never
    rewrites it.
    """

    id: str
    cycle_id: str
    number: int
    calculation: str
    version: str = ""
    title: str = ""
    study_id: str = ""
    instrument_id: str = ""
    process_id: str = ""
    inputs: str = "{}"
    result: str = ""
    computed_by: str = ""
    computed_at: datetime | None = None
    note: str = ""


def kept_state(evaluation: Evaluation) -> str:
    """The state of the verdict that is kept: "ok", "part", "bad" or "none"; "" while nothing readable is."""
    try:
        return str(json.loads(evaluation.result)["verdict"]["state"])
    except (ValueError, KeyError, TypeError):
        return ""


def evaluation_code(evaluation: Evaluation) -> str:
    return f"DG-{evaluation.number:02d}"
