"""Whether the evaluations a finding rests on still say what they said when it was written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from app.domain.findings import Finding, Link
from app.domain.keys import made_at
from app.domain.proposals import TICK
from app.storage.unit import Unit

WORDS = ("title", "detail")


def otherwise(unit: Unit, finding: Finding, links: Iterable[Link]) -> bool:
    """Whether one of them has another verdict or other figures by now, or none any more.

    Compared with the moment it was linked, or with that of a person's last change of the words, whichever is later.
    """
    held = [each for each in links if each.from_id == finding.id and each.to_kind == "evaluations"]
    if not held:
        return False
    written = [each.at for each in unit.history("findings", finding.id) if each.field in WORDS]
    return any(_changed(unit, each.to_id, max((made_at(each.id) + TICK, *written))) for each in held)


def _changed(unit: Unit, evaluation_id: str, since: datetime) -> bool:
    evaluation = unit.evaluations.find(evaluation_id)
    if evaluation is None:
        return True
    later = (each for each in unit.history("evaluations", evaluation_id) if each.field == "result" and each.at >= since)
    first = next(later, None)
    return first is not None and bool(first.old) and _told(str(first.old)) != _told(evaluation.result)


def _told(result: str) -> object:
    """Verdict and figures alone: what a finding repeats."""
    try:
        kept = json.loads(result)
        return kept["verdict"], kept["values"]
    except (ValueError, KeyError, TypeError):
        return None
