"""All that a programme says, as plain data: what is frozen in a version, compared with the next, and printed.

Content is a mapping that JSON can carry:

    schema      "dochuan-programme-1"
    plan        name, starts_on, ends_on, general_aim, discount_rate, review_every
    passages    the words by the name of their part (paper "programme")
    effects, goals, tasks, solutions, funding
                lists of records, each with id, code ("MT-02"), the fields of PARTS, and for each link a list of
                {"id", "code"}. A solution carries the way that was chosen as chosen, chosen_cost …

Days are ISO text; decimals are text as typed ("1.230" stays "1.230"), never floats; None is "not said". What was
measured or noted while the programme ran (readings, progress, notes) is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.effects import Effect, effect_code
from app.domain.findings import Finding, Link, finding_code, stands
from app.domain.goals import Goal, goal_code
from app.domain.programme_papers import Passage, ProgrammePlan
from app.domain.solutions import Alternative, FundingItem, Solution, solution_code
from app.domain.tasks import Task, task_code

Content = Mapping[str, Any]
"""See the module; made by content() or read from a frozen version."""

SCHEMA = "dochuan-programme-1"
PAPER = "programme"
"""The paper whose passages belong to the programme itself."""

PLAN_FIELDS = ("name", "starts_on", "ends_on", "general_aim", "discount_rate", "review_every")

GOAL_FIELDS = (
    "title",
    "indicator",
    "indicator_key",
    "unit",
    "baseline",
    "baseline_on",
    "baseline_source",
    "baseline_uncertainty",
    "baseline_factor",
    "baseline_k",
    "baseline_n",
    "target",
    "due_on",
    "owner",
    "justification",
    "investment",
    "running_cost",
    "measured_every",
)
EFFECT_FIELDS = ("kind", "title", "description", "unit", "expected_low", "expected", "expected_high", "basis")
TASK_FIELDS = (
    "kind",
    "title",
    "detail",
    "owner",
    "partner",
    "starts_on",
    "ends_on",
    "effort",
    "result",
    "why_no_solution",
)
SOLUTION_FIELDS = ("kind", "title", "detail", "owner")
CHOSEN_FIELDS = ("cost", "running_cost", "effort", "effect", "effect_words", "risk", "risk_words", "reason")
FUNDING_FIELDS = ("kind", "title", "quantity", "unit", "unit_price", "amount", "yearly", "source")

PARTS: Mapping[str, tuple[str, ...]] = {
    "effects": EFFECT_FIELDS,
    "goals": GOAL_FIELDS,
    "tasks": TASK_FIELDS,
    "solutions": (*SOLUTION_FIELDS, "chosen", *(f"chosen_{each}" for each in CHOSEN_FIELDS)),
    "funding": ("of_kind", "of_id", *FUNDING_FIELDS),
}
"""The lists of records, in the order of the document, with the fields of each."""

LINKS: Mapping[str, Mapping[str, str]] = {
    "effects": {"goals": "goals"},
    "goals": {"findings": "findings"},
    "tasks": {"goals": "goals", "findings": "findings", "waits_for": "tasks"},
    "solutions": {"tasks": "tasks"},
    "funding": {},
}
"""For each list of records its links: name of the link, and the kind of record at its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The records of one cycle that make its programme. alternatives, links: of all; those of others are left out."""

    plan: ProgrammePlan | None = None
    passages: Iterable[Passage] = ()
    effects: Iterable[Effect] = ()
    goals: Iterable[Goal] = ()
    tasks: Iterable[Task] = ()
    solutions: Iterable[Solution] = ()
    alternatives: Iterable[Alternative] = ()
    funding: Iterable[FundingItem] = ()
    findings: Iterable[Finding] = ()
    links: Iterable[Link] = field(default=())


def content(programme: Programme) -> Content:
    """All that the programme says."""
    goals, tasks = sorted(programme.goals, key=_number), sorted(programme.tasks, key=_number)
    effects, solutions = sorted(programme.effects, key=_number), sorted(programme.solutions, key=_number)
    codes = {
        "goals": {each.id: goal_code(each) for each in goals},
        "tasks": {each.id: task_code(each) for each in tasks},
        "solutions": {each.id: solution_code(each) for each in solutions},
        "effects": {each.id: effect_code(each) for each in effects},
        "findings": {each.id: finding_code(each) for each in programme.findings if stands(each)},
    }
    linked = _linked(programme.links, codes)
    chosen = {each.solution_id: each for each in programme.alternatives if each.chosen}
    return {
        "schema": SCHEMA,
        "plan": {name: _said(getattr(programme.plan, name, None)) for name in PLAN_FIELDS},
        "passages": {each.name: each.words for each in programme.passages if each.paper == PAPER and each.words},
        "effects": [_record("effects", each, EFFECT_FIELDS, codes, linked) for each in effects],
        "goals": [_record("goals", each, GOAL_FIELDS, codes, linked) for each in goals],
        "tasks": [_record("tasks", each, TASK_FIELDS, codes, linked) for each in tasks],
        "solutions": [
            {**_record("solutions", each, SOLUTION_FIELDS, codes, linked), **_chosen(chosen.get(each.id))}
            for each in solutions
        ],
        "funding": _funding(programme.funding, codes),
    }


def _number(record: Effect | Goal | Task | Solution) -> int:
    return record.number


def _record(
    kind: str,
    record: Effect | Goal | Task | Solution,
    fields: Iterable[str],
    codes: Mapping[str, Mapping[str, str]],
    linked: Mapping[tuple[str, str, str], list[dict[str, str]]],
) -> dict[str, Any]:
    made: dict[str, Any] = {"id": record.id, "code": codes[kind][record.id]}
    made |= {name: _said(getattr(record, name)) for name in fields}
    return made | {name: linked.get((kind, record.id, end), []) for name, end in LINKS[kind].items()}


def _linked(
    links: Iterable[Link], codes: Mapping[str, Mapping[str, str]]
) -> dict[tuple[str, str, str], list[dict[str, str]]]:
    """The ends of the links, by kind and id of the record they leave from and the kind they lead to, by code."""
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for each in links:
        code = codes.get(each.to_kind, {}).get(each.to_id)
        if code is not None:
            found.setdefault((each.from_kind, each.from_id, each.to_kind), {})[each.to_id] = code
    return {
        key: [{"id": end, "code": code} for end, code in sorted(ends.items(), key=lambda each: (each[1], each[0]))]
        for key, ends in found.items()
    }


def _chosen(way: Alternative | None) -> dict[str, Any]:
    """The way that was chosen for a solution; all None while none was."""
    told: dict[str, Any] = {"chosen": way.title if way else None}
    return told | {f"chosen_{name}": _said(getattr(way, name)) if way else None for name in CHOSEN_FIELDS}


def _funding(items: Iterable[FundingItem], codes: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    """The lines of the means of tasks and solutions that stand, by the code of what they are for, in their order."""
    live = [each for each in items if each.of_id in codes.get(each.of_kind, {})]
    ordered = sorted(live, key=lambda each: (each.of_kind != "tasks", codes[each.of_kind][each.of_id], each.place))
    return [
        {
            "id": each.id,
            "code": codes[each.of_kind][each.of_id],
            "of_kind": each.of_kind,
            "of_id": each.of_id,
            **{name: _said(getattr(each, name)) for name in FUNDING_FIELDS},
        }
        for each in ordered
    ]


def _said(value: object) -> str | int | None:
    """A value as JSON carries it: a blank is None."""
    match value:
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case int() | None:
            return value
        case str():
            return value or None
    raise TypeError(f"no value of a programme: {value!r}")


def decimal_of(value: object) -> Decimal | None:
    """A number of a content as it was typed; None where it was not said."""
    return Decimal(str(value)) if value not in (None, "") else None


def day_of(value: object) -> date | None:
    """A day of a content; None where it was not said."""
    return date.fromisoformat(str(value)) if value else None
