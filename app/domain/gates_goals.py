"""The gate of step 3 before its goals: expected effects; name, period and general aim of the programme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.effect_fields import effect_gaps
from app.domain.effects import Effect, effect_code
from app.domain.missing import Missing
from app.domain.plan_fields import plan_gaps
from app.domain.programme_papers import ProgrammePlan
from app.domain.standing import Standing
from app.wording import _

PAGE = "goals"
PLAN, EFFECT = "plan:", "effect:"
"""How the target of what is missing begins: then the field of the plan, or the id of the effect ("" for a new one)."""


class GoalsFacts(Protocol):
    @property
    def plan(self) -> ProgrammePlan: ...
    @property
    def effects(self) -> Sequence[Effect]: ...


def effects_gate(facts: GoalsFacts, _argument: str) -> Standing:
    """At least one expected effect, each in figures with unit and basis or in words."""
    if not facts.effects:
        return Standing(0, 1, (Missing(_("Chưa nêu hiệu quả dự kiến nào."), PAGE, EFFECT),))
    missing = []
    for each in facts.effects:
        if gaps := effect_gaps(each):
            words = ", ".join(gap.words for gap in gaps)
            text = _("{code} {lacking}", code=effect_code(each), lacking=words)
            missing.append(Missing(text, PAGE, EFFECT + each.id))
    return Standing(len(facts.effects) - len(missing), len(facts.effects), tuple(missing))


def plan_gate(facts: GoalsFacts, _argument: str) -> Standing:
    """Name, period and general aim of the programme."""
    gaps = plan_gaps(facts.plan)
    if not gaps:
        return Standing(1, 1)
    text = _("Chương trình {lacking}", lacking=", ".join(each.words for each in gaps))
    return Standing(0, 1, (Missing(text, PAGE, PLAN + gaps[0].field),))
