"""What is due in a dossier: read from its tasks, readings, registers, corrective actions, comments and steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app.domain.draft_sending import asked_units, has_answered
from app.domain.instruments import Calibration, Instrument
from app.domain.judged import called
from app.domain.metrology.calibration_status import STATE_WORDS, CalibrationStatus, State, status_of
from app.domain.planned_readings import Slot, slots_of
from app.domain.programme_papers import ProgrammePlan
from app.domain.reminders import Expiring, Lacking, Reminder, Watched, reminders
from app.formats import add_months
from app.services.step_view import step_of
from app.storage.unit import Unit
from app.wording import _

WITHIN_DAYS = 30
NO_PAPER = (State.FAILED, State.NEVER, State.NO_EVIDENCE)
REVIEW_MONTHS = 12
"""At least once a year (QĐ 510 Điều 17, chưa đối chiếu)."""


InUse = Sequence[tuple[Instrument, CalibrationStatus]]


def reminders_of(
    unit: Unit, cycle_id: str, today: date, within_days: int = WITHIN_DAYS, in_use: InUse | None = None
) -> tuple[Reminder, ...]:
    """All that is past or comes within so many days of today in this cycle and in the registers, the worst first.

    in_use: what judged_in_use gives, where that is known already.
    """
    return reminders(watched_of(unit, cycle_id, today, in_use), today, within_days)


def watched_of(unit: Unit, cycle_id: str, today: date, in_use: InUse | None = None) -> Watched:
    """What reminders are made of, as of today."""
    comments = [
        each for each in unit.comments.all(cycle_id=cycle_id) if each.decision == "" and each.kind != "agreement"
    ]
    judged = judged_in_use(unit, today) if in_use is None else in_use
    steps = unit.steps.all(cycle_id=cycle_id)
    return Watched(
        goals=unit.goals.all(cycle_id=cycle_id),
        slots=all_slots(unit, cycle_id, today),
        tasks=unit.tasks.all(cycle_id=cycle_id),
        expiring=(*_expiring(judged), *_others(unit)),
        lacking=tuple(_lacking(judged)),
        actions=unit.corrective_actions.all(cycle_id=cycle_id),
        silent=_silent(unit, cycle_id),
        unanswered=len(comments),
        unanswered_since=min((each.given_on for each in comments if each.given_on), default=None),
        review_on=review_day(unit, cycle_id),
        waiting=[
            (each.step, step_of(each.step).page, each.state, each.changed_at.date() if each.changed_at else None)
            for each in steps
            if each.state in ("submitted", "needs_work")
        ],
    )


def programme_plan(unit: Unit, cycle_id: str) -> ProgrammePlan | None:
    return next(iter(unit.plans.all(cycle_id=cycle_id)), None)


def all_slots(unit: Unit, cycle_id: str, today: date) -> list[Slot]:
    """The readings of all goals of a cycle with the days that wait for one."""
    plan = programme_plan(unit, cycle_id)
    begins, ends = (plan.starts_on, plan.ends_on) if plan else (None, None)
    return [
        slot
        for goal in unit.goals.all(cycle_id=cycle_id)
        for slot in slots_of(goal, unit.indicator_readings.all(goal_id=goal.id), begins, ends, today)
    ]


def review_day(unit: Unit, cycle_id: str) -> date | None:
    """When the programme is to be reviewed next; None while it has no period or its last step is approved."""
    plan = programme_plan(unit, cycle_id)
    if plan is None or plan.starts_on is None:
        return None
    if any(each.state == "approved" for each in unit.steps.all(cycle_id=cycle_id, step=10)):
        return None
    held = [each.started_at for each in unit.meetings.all(cycle_id=cycle_id, kind="review") if each.started_at]
    last = max((each.astimezone().date() for each in held), default=plan.starts_on)
    return add_months(last, plan.review_every or REVIEW_MONTHS)


def judged_in_use(unit: Unit, today: date) -> list[tuple[Instrument, CalibrationStatus]]:
    """All that is required and in service, judged as of today."""
    by_instrument: dict[str, list[Calibration]] = {}
    for each in unit.calibrations.all():
        by_instrument.setdefault(each.instrument_id, []).append(each)
    judged = ((each, status_of(each, by_instrument.get(each.id, []), today)) for each in unit.instruments.all())
    return [(instrument, status) for instrument, status in judged if status.counts]


def _expiring(judged: Iterable[tuple[Instrument, CalibrationStatus]]) -> Iterable[Expiring]:
    for instrument, status in judged:
        if status.due_on is not None and status.state not in NO_PAPER:
            page = _page_of(instrument)
            yield Expiring(
                kind="instruments", id=instrument.id, called=_named(instrument), until=status.due_on, page=page
            )


def _lacking(judged: Iterable[tuple[Instrument, CalibrationStatus]]) -> Iterable[Lacking]:
    by_state: dict[State, list[Instrument]] = {}
    for instrument, status in judged:
        if status.state in NO_PAPER:
            by_state.setdefault(status.state, []).append(instrument)
    for state, found in by_state.items():
        yield Lacking(_(STATE_WORDS[state]), len(found), found[0].id, _page_of(found[0]))


def _named(instrument: Instrument) -> str:
    """Code and name; what it is called where there is no code."""
    return f"{instrument.code} {instrument.name}".strip() if instrument.code else called(instrument)


def _page_of(instrument: Instrument) -> str:
    return "instruments" if instrument.kind == "instrument" else "standards"


def _silent(unit: Unit, cycle_id: str) -> tuple[tuple[str, date], ...]:
    """The units that have not answered for the draft, while it is not handed in."""
    if any(each.state in ("submitted", "approved") for each in unit.steps.all(cycle_id=cycle_id, step=6)):
        return ()
    comments = unit.comments.all(cycle_id=cycle_id, stage="draft")
    asked = asked_units(unit.passages.all(cycle_id=cycle_id))
    return tuple((each.unit, each.answer_by) for each in asked if each.answer_by and not has_answered(each, comments))


def _others(unit: Unit) -> Iterable[Expiring]:
    """What people may do until a day, and procedures that are to be looked at again."""
    for person in unit.people.all():
        if person.valid_until:
            name = person.post or person.name or person.code
            yield Expiring(kind="people", id=person.id, called=name, until=person.valid_until, page="others")
    for procedure in unit.procedures.all():
        if procedure.review_due_on and procedure.status != "withdrawn":
            words = " ".join(each for each in (procedure.code, procedure.name) if each)
            yield Expiring(
                kind="procedures", id=procedure.id, called=words, until=procedure.review_due_on, page="others"
            )
