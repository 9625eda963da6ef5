"""What each goal costs and brings: its estimates or the funding of its tasks, and the economic effects linked to it.

Nothing is counted twice: an effect of several goals counts at the one with the lowest number, and so do the means of a
task or a solution that serves several.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from app.domain.economics import Case, Economics, Figure, economics_of
from app.domain.effect_fields import money_of_effect
from app.domain.effects import Effect, effect_code
from app.domain.funding import NO_COST
from app.domain.goals import Goal, goal_code
from app.domain.plan_fields import years_of
from app.services.funding import cost_of
from app.services.plans import plan_of
from app.storage.unit import Unit
from app.wording import _


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalCost:
    """One of the two costs. value: what counts, None while nobody estimated it; estimate: of step 3; funded: what the
    lines of tasks and solutions come to, None while there are none. unknown: lines without an amount."""

    value: Decimal | None
    estimate: Decimal | None
    funded: Decimal | None
    unknown: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEconomics:
    """counted: the effects whose money is this goal's saving; elsewhere: effects of this goal counted at another one,
    with its code; lines: how many tasks and solutions bring funding. case: what went into result."""

    goal: Goal
    investment: GoalCost
    running: GoalCost
    counted: tuple[Effect, ...]
    elsewhere: tuple[tuple[Effect, str], ...]
    lines: int
    case: Case
    result: Economics

    @property
    def saving(self) -> Figure | None:
        return self.case.saving

    def notes(self) -> tuple[str, ...]:
        """What a reader has to know of the figures, one sentence each."""
        told = [
            _("{effect} đã tính ở {goal}, không tính hai lần.", effect=effect_code(effect), goal=code)
            for effect, code in self.elsewhere
        ]
        if unknown := self.investment.unknown:
            told.append(_("Còn {n} khoản kinh phí chưa có số tiền, nên chi phí là phần đã biết.", n=unknown))
        return tuple(told)


def goal_economics(unit: Unit, goal_id: str) -> GoalEconomics:
    """Of one goal."""
    goal = unit.goals.get(goal_id)
    return next(each for each in cycle_economics(unit, goal.cycle_id) if each.goal.id == goal_id)


def cycle_economics(unit: Unit, cycle_id: str) -> list[GoalEconomics]:
    """Of every goal of a cycle, in the order of their numbers."""
    goals = sorted(unit.goals.all(cycle_id=cycle_id), key=lambda each: each.number)
    plan = plan_of(unit, cycle_id)
    frame = Case(rate=plan.discount_rate, years=years_of(plan))
    effects, means = _effects_of(unit, goals), _means_of(unit, goals)
    return [_of_goal(unit, each, goals, frame, effects, means) for each in goals]


def total_of(every: list[GoalEconomics]) -> Economics:
    """All goals that have both cost and saving together; those that lack one are left out, and who shows the total
    says how many it holds."""
    whole = [each.case for each in every if is_whole(each)]
    saving = sum((each.saving for each in whole if each.saving), Figure(Decimal(0), Decimal(0), Decimal(0)))
    return economics_of(
        Case(
            investment=sum((each.investment or Decimal(0) for each in whole), Decimal(0)) if whole else None,
            running=sum((each.running or Decimal(0) for each in whole), Decimal(0)) if whole else None,
            saving=saving if whole else None,
            rate=whole[0].rate if whole else None,
            years=whole[0].years if whole else None,
        )
    )


def is_whole(economics: GoalEconomics) -> bool:
    """Whether saving and both costs are known."""
    case = economics.case
    return case.saving is not None and case.running is not None and case.investment is not None


Means = dict[str, list[tuple[str, str]]]
"""By goal, the kind and id of each task and solution whose funding counts there."""


def _of_goal(
    unit: Unit, goal: Goal, goals: list[Goal], frame: Case, effects: dict[str, list[tuple[Effect, str]]], means: Means
) -> GoalEconomics:
    codes = {each.id: goal_code(each) for each in goals}
    own = effects.get(goal.id, [])
    counted = tuple(effect for effect, home in own if home == goal.id)
    costs = [each for each in (cost_of(unit, *mean) for mean in means.get(goal.id, ())) if each != NO_COST]
    unknown = sum(each.unknown for each in costs)
    investment = _cost(goal.investment, [each.once for each in costs], unknown)
    running = _cost(goal.running_cost, [each.yearly for each in costs], unknown)
    figures = [each for each in map(money_of_effect, counted) if each is not None]
    case = replace(
        frame,
        investment=investment.value,
        running=running.value,
        saving=sum((Figure(e, low, high) for low, e, high in figures[1:]), _first(figures)) if figures else None,
    )
    return GoalEconomics(
        goal=goal,
        investment=investment,
        running=running,
        counted=counted,
        elsewhere=tuple((effect, codes[home]) for effect, home in own if home != goal.id),
        lines=len(costs),
        case=case,
        result=economics_of(case),
    )


def _first(figures: list[tuple[Decimal, Decimal, Decimal]]) -> Figure:
    low, expected, high = figures[0]
    return Figure(expected, low, high)


def _cost(estimate: Decimal | None, lines: list[Decimal | None], unknown: int) -> GoalCost:
    """lines: what each task and solution comes to of this kind, None where no line of it says so. While every line has
    its amount, a kind that none names costs nothing; else it is not known, and the estimate stands."""
    known = [each for each in lines if each is not None]
    funded = sum(known, Decimal(0)) if known or (lines and not unknown) else None
    value = estimate if funded is None else funded
    return GoalCost(value=value, estimate=estimate, funded=funded, unknown=unknown)


def _effects_of(unit: Unit, goals: list[Goal]) -> dict[str, list[tuple[Effect, str]]]:
    """By goal, its effects in money, each with the id of the goal at which it counts."""
    place = {each.id: at for at, each in enumerate(goals)}
    linked: dict[str, list[str]] = {}
    for link in unit.links.all(from_kind="effects", to_kind="goals"):
        if link.to_id in place:
            linked.setdefault(link.from_id, []).append(link.to_id)
    found: dict[str, list[tuple[Effect, str]]] = {}
    for id, of_goals in linked.items():
        effect = unit.effects.find(id)
        if effect is not None and money_of_effect(effect) is not None:
            home = min(of_goals, key=lambda each: place[each])
            for goal_id in of_goals:
                found.setdefault(goal_id, []).append((effect, home))
    for each in found.values():
        each.sort(key=lambda pair: pair[0].number)
    return found


def _means_of(unit: Unit, goals: list[Goal]) -> Means:
    """Each task at the first goal it serves, each solution at the first goal of its tasks."""
    place = {each.id: at for at, each in enumerate(goals)}
    home: dict[str, str] = {}
    for link in unit.links.all(from_kind="tasks", to_kind="goals"):
        if link.to_id in place:
            home[link.from_id] = min(link.to_id, home.get(link.from_id, link.to_id), key=lambda each: place[each])
    of_solutions: dict[str, str] = {}
    for link in unit.links.all(from_kind="solutions", to_kind="tasks"):
        goal_id = home.get(link.to_id)
        if goal_id is not None:
            known = of_solutions.get(link.from_id, goal_id)
            of_solutions[link.from_id] = min(goal_id, known, key=lambda each: place[each])
    means: Means = {}
    for kind, homes in (("tasks", home), ("solutions", of_solutions)):
        for id, goal_id in homes.items():
            means.setdefault(goal_id, []).append((kind, id))
    return means
