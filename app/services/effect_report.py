"""Step 9: before and after from the frozen baseline, measured effects, money spent, and what was not measured."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.effect_report import PAPER, PARTS, STEP, UNMEASURED, EffectReport, traced
from app.domain.effect_results import (
    costs_of,
    economics_gaps,
    effect_results,
    measured_economics,
    read_measured_field,
)
from app.domain.effects import Effect, effect_code
from app.domain.findings import Link, finding_code, stands
from app.domain.frozen_content import fits
from app.domain.gates_effect_report import ReportFacts
from app.domain.goal_results import GoalResult, goal_results
from app.domain.goals import Goal, goal_code
from app.domain.monitoring import IndicatorReading
from app.domain.programme_papers import ProgrammePlan, Version
from app.domain.solutions import FundingItem
from app.domain.task_results import task_results
from app.domain.tasks import task_code
from app.domain.typed_fields import magnitude_of
from app.services.locks import demand_open
from app.services.passages import passages_of, write_passage
from app.services.versions import version_in_force, version_problem, versions_of
from app.storage.unit import Unit


def effect_report_of(unit: Unit, cycle_id: str, as_of: date) -> EffectReport:
    """The facts of the report, as of a day (it decides which tasks are late)."""
    goals, tasks = unit.goals.all(cycle_id=cycle_id), unit.tasks.all(cycle_id=cycle_id)
    effects, funding = unit.effects.all(cycle_id=cycle_id), _funding(unit, cycle_id)
    versions = approved_versions(unit, cycle_id)
    problems = [problem for each in versions if (problem := version_problem(unit, each))]
    sound = [each for each in versions if fits(each)]
    passages = passages_of(unit, cycle_id, PAPER)
    plan, costs = _plan(unit, cycle_id), costs_of(funding)
    notes = [note for each in tasks for note in unit.progress_notes.all(task_id=each.id)]
    return EffectReport(
        as_of=as_of,
        plan=plan,
        baseline=sound[0] if sound else None,
        in_force=versions[-1] if versions else None,
        warning=" ".join(problems),
        goals=_results(unit, goals, sound, passages),
        tasks=task_results(tasks, notes, _evidence(unit), as_of),
        effects=effect_results(effects),
        costs=costs,
        funding=tuple(funding),
        economics=measured_economics(effects, costs, plan),
        economics_gap=economics_gaps(effects, costs),
        actions=tuple(sorted(unit.corrective_actions.all(cycle_id=cycle_id), key=lambda each: each.number)),
        passages={name: passages.get(name, "") for name in PARTS},
        codes=traced(
            _links_of_goals(unit),
            {
                "findings": {
                    each.id: finding_code(each) for each in unit.findings.all(cycle_id=cycle_id) if stands(each)
                },
                "tasks": {each.id: task_code(each) for each in tasks},
                "effects": {each.id: effect_code(each) for each in effects},
            },
        ),
        previous=_previous(unit, goals),
    )


def readings_of(unit: Unit, goal_ids: list[str]) -> list[IndicatorReading]:
    return [each for id in goal_ids for each in unit.indicator_readings.all(goal_id=id)]


def _plan(unit: Unit, cycle_id: str) -> ProgrammePlan | None:
    return next(iter(unit.plans.all(cycle_id=cycle_id)), None)


def approved_versions(unit: Unit, cycle_id: str) -> list[Version]:
    """The versions up to the one in force, by number; one that only waits for approval is no baseline."""
    last = version_in_force(unit, cycle_id)
    return [each for each in versions_of(unit, cycle_id) if last is not None and each.number <= last.number]


def _funding(unit: Unit, cycle_id: str) -> list[FundingItem]:
    """The items of tasks and solutions that still stand."""
    live = {each.id for kind in (unit.tasks, unit.solutions) for each in kind.all(cycle_id=cycle_id)}
    items = [each for each in unit.funding.all(cycle_id=cycle_id) if each.of_id in live]
    return sorted(items, key=lambda each: (each.of_kind != "tasks", each.of_id, each.place))


def results_of(unit: Unit, cycle_id: str) -> tuple[GoalResult, ...]:
    """What became of each goal of a cycle, by number."""
    sound = [each for each in approved_versions(unit, cycle_id) if fits(each)]
    return _results(unit, unit.goals.all(cycle_id=cycle_id), sound, passages_of(unit, cycle_id, PAPER))


def _results(
    unit: Unit, goals: list[Goal], versions: list[Version], passages: dict[str, str]
) -> tuple[GoalResult, ...]:
    return goal_results(goals, readings_of(unit, [each.id for each in goals]), versions, _reasons(passages))


def _links_of_goals(unit: Unit) -> list[Link]:
    """The links that touch a goal, each kind asked for by itself: a dossier has thousands of others."""
    kinds = (("goals", "findings"), ("tasks", "goals"), ("effects", "goals"))
    return [each for start, end in kinds for each in unit.links.all(from_kind=start, to_kind=end)]


def _previous(unit: Unit, goals: list[Goal]) -> dict[str, Decimal]:
    before = {each.id: unit.goals.find(each.previous_id) for each in goals if each.previous_id}
    return {id: goal.baseline for id, goal in before.items() if goal is not None and goal.baseline is not None}


def _evidence(unit: Unit) -> dict[str, int]:
    found: dict[str, int] = {}
    for link in unit.links.all(from_kind="evidence", to_kind="tasks"):
        found[link.to_id] = found.get(link.to_id, 0) + 1
    return found


def _reasons(passages: dict[str, str]) -> dict[str, str]:
    return {name.removeprefix(UNMEASURED): words for name, words in passages.items() if name.startswith(UNMEASURED)}


def report_facts(unit: Unit, cycle_id: str) -> ReportFacts:
    """What the gate of the step asks: which goals have a value or a reason, which parts are written."""
    passages = passages_of(unit, cycle_id, PAPER)
    goals = unit.goals.all(cycle_id=cycle_id)
    found = _results(unit, goals, [], passages)
    return ReportFacts(
        goals=tuple((each.goal.id, goal_code(each.goal), each.is_answered) for each in found),
        written=frozenset(name for name in PARTS if passages.get(name)),
    )


def has_begun(unit: Unit, cycle_id: str) -> bool:
    """Whether anything was written that belongs to the report."""
    measured = any(each.measured is not None or each.measured_basis for each in unit.effects.all(cycle_id=cycle_id))
    return measured or unit.passages.count(cycle_id=cycle_id, paper=PAPER) > 0


# ---- deeds


def measure_effect(unit: Unit, effect_id: str, field: str, text: str, today: date) -> Effect:
    """Sets one of the measured fields as typed. A figure that comes without a day is of today."""
    effect = unit.effects.get(effect_id)
    demand_open(unit, effect.cycle_id, STEP)
    read = read_measured_field(effect, field, text, today)
    if read.get("measured") is not None and effect.measured_on is None:
        read["measured_on"] = today
    return unit.effects.keep(replace(effect, **read))


def set_spent(unit: Unit, item_id: str, text: str) -> FundingItem:
    """What an item of the means came to, in million đồng; blank while nobody knows."""
    item = unit.funding.get(item_id)
    demand_open(unit, item.cycle_id, STEP)
    return unit.funding.keep(replace(item, spent=magnitude_of(text)))


def say_why_unmeasured(unit: Unit, goal_id: str, words: str) -> None:
    """Why the indicator of a goal could not be measured; blank takes the reason away."""
    goal = unit.goals.get(goal_id)
    write_passage(unit, goal.cycle_id, PAPER, f"{UNMEASURED}{goal_id}", words, STEP)
