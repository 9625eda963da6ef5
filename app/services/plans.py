"""Step 3: what the programme of a cycle says of itself: name, period, general aim, discount rate, review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.domain.keys import new_key
from app.domain.plan_fields import read_plan_field
from app.domain.programme_papers import ProgrammePlan
from app.formats import add_months
from app.services.locks import demand_open
from app.storage.unit import Unit
from app.wording import _

STEP = 3


def plan_of(unit: Unit, cycle_id: str) -> ProgrammePlan:
    """The plan of this cycle; a blank one, not kept, while nobody wrote anything."""
    kept = unit.plans.all(cycle_id=cycle_id)
    return kept[0] if kept else ProgrammePlan(id=new_key(), cycle_id=cycle_id)


def edit_plan(unit: Unit, cycle_id: str, field: str, text: str) -> ProgrammePlan:
    """Sets one field as typed."""
    demand_open(unit, cycle_id, STEP)
    plan = plan_of(unit, cycle_id)
    return unit.plans.keep(replace(plan, **read_plan_field(plan, field, text)))


def proposed_plan(unit: Unit, cycle_id: str, as_of: date) -> ProgrammePlan:
    """The plan with its blanks of name and period proposed, not kept.

    It begins with the month after as_of and lasts until the last goal is due, one year at least; whole calendar years
    where it begins in January.
    """
    plan = plan_of(unit, cycle_id)
    starts = plan.starts_on or _first_of_next_month(as_of)
    dues = [each.due_on for each in unit.goals.all(cycle_id=cycle_id) if each.due_on]
    ends = plan.ends_on or _whole_years(starts, max(dues, default=starts))
    enterprise = next((each.enterprise for each in unit.sites.all()), "")
    years = str(starts.year) if starts.year == ends.year else f"{starts.year}–{ends.year}"
    name = plan.name or _(
        "Chương trình đảm bảo đo lường tại {enterprise}, {years}", enterprise=enterprise or "…", years=years
    )
    return replace(plan, name=name, starts_on=starts, ends_on=ends)


def accept_proposed_plan(unit: Unit, cycle_id: str, as_of: date) -> ProgrammePlan:
    """Keeps what is proposed for name and period."""
    demand_open(unit, cycle_id, STEP)
    return unit.plans.keep(proposed_plan(unit, cycle_id, as_of))


def _first_of_next_month(day: date) -> date:
    return add_months(day.replace(day=1), 1)


def _whole_years(starts: date, last: date) -> date:
    years = 1
    while add_months(starts, 12 * years) - timedelta(days=1) < last:
        years += 1
    return add_months(starts, 12 * years) - timedelta(days=1)
