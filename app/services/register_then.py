"""The register of instruments as an earlier cycle saw it.

There is one register for the site, and it goes on changing: what was bought, replaced or put out of service after a
survey was approved must not change what that survey found. The journal knows how the register stood then.
"""

from __future__ import annotations

from app.domain.instruments import Instrument
from app.domain.programme import APPROVED
from app.storage.unit import Unit

SURVEY_STEP = 1


def instruments_of(unit: Unit, cycle_id: str, kind: str = "") -> list[Instrument]:
    """Those of the present register, or for an earlier cycle those of when its survey was approved last.

    kind: "instrument" leaves out standards and reference materials. A cycle whose survey was never approved has no
    register of its own.
    """
    then = _approved_at(unit, cycle_id) if _is_over(unit, cycle_id) else 0
    found = unit.instruments.all_at(then) if then else unit.instruments.all()
    return [each for each in found if not kind or each.kind == kind]


def _is_over(unit: Unit, cycle_id: str) -> bool:
    """Whether another cycle has begun since."""
    return any(each.previous_id == cycle_id for each in unit.cycles.all())


def _approved_at(unit: Unit, cycle_id: str) -> int:
    """The number of the change that approved the survey last; 0 when it was never approved."""
    steps = unit.steps.all(cycle_id=cycle_id, step=SURVEY_STEP)
    history = unit.history("steps", steps[0].id) if steps else []
    return max((each.number for each in history if each.field == "state" and each.new == APPROVED), default=0)
