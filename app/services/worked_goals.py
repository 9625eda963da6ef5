"""What the programme of the sample says of itself in step 3, its expected effects, and what its goals cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.services.effects import edit_effect, link_effect, new_effect
from app.services.goals import edit_goal
from app.services.plans import edit_plan
from app.storage.unit import Unit

LINKS = ("goals",)
NOT_TYPED = (*LINKS, "kind", "title")


def set_plan(unit: Unit, cycle_id: str, plan: Mapping[str, str]) -> None:
    for field, typed in plan.items():
        edit_plan(unit, cycle_id, field, typed)


def estimate_goals(unit: Unit, cycle_id: str, goals: Mapping[str, Mapping[str, str]], as_of: date) -> None:
    """goals: by number, the fields as typed."""
    ids = _by_number(unit, cycle_id)
    for number, row in goals.items():
        for field, typed in row.items():
            edit_goal(unit, ids[int(number)], field, typed, as_of)


def expect_effects(unit: Unit, cycle_id: str, effects: tuple[Mapping[str, Any], ...]) -> None:
    """effects: kind, title, fields as typed, and the numbers of the goals that bring them."""
    ids = _by_number(unit, cycle_id)
    for row in effects:
        made = new_effect(unit, cycle_id, row["kind"], row["title"])
        for field, typed in row.items():
            if field not in NOT_TYPED:
                edit_effect(unit, made.id, field, typed)
        for number in row["goals"]:
            link_effect(unit, made.id, "goals", ids[number])


def _by_number(unit: Unit, cycle_id: str) -> dict[int, str]:
    return {each.number: each.id for each in unit.goals.all(cycle_id=cycle_id)}
