"""Cycles: a new programme period starts from the last one, and everything in it knows what it was before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.answers import Answer, PinnedForm, is_answered
from app.domain.errors import UserError
from app.domain.findings import Finding, stands
from app.domain.floor import Listing, Sighting
from app.domain.forms.xforms import read_xform
from app.domain.keys import new_key
from app.domain.sites import Cycle, StepState
from app.formats import show_date, tidy
from app.services.carrying_over import carry_over, link_carried
from app.services.dossiers import STEPS, current_cycle, shipped_forms
from app.services.finding_survivor import survivor
from app.services.profile import PROFILE
from app.storage.unit import Unit
from app.wording import _

PREVIOUS = "previous"
CARRIED_STATUSES = ("in_use", "spare", "broken", "not_required")
"""An instrument that was put out of service is not looked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentThen:
    """What is known of an instrument from the last cycle.

    listed: it was carried over. sighting: what the last floor walk found. changed: what was edited since this cycle
    began, as (field, value then, value now), the stored texts.
    """

    listed: bool
    sighting: Sighting | None
    changed: tuple[tuple[str, object, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotLookedAt:
    """What the last cycle knew and nobody has looked at in this one: questions by name, instruments and findings by id.

    seen_any: the floor was walked at all in this cycle; until then no instrument is called overlooked.
    """

    questions: tuple[str, ...]
    instruments: tuple[str, ...]
    findings: tuple[str, ...]
    seen_any: bool


def start_cycle(unit: Unit, *, name: str, starts_on: date, surveyed_on: date | None = None) -> Cycle:
    """The next cycle: ten fresh steps, today's questionnaires, the profile's answers and all instruments carried over.

    Answers, findings and goals stay in their own cycle and are shown beside the new ones; what the review decided to go
    on with becomes drafts of goals, tasks and solutions. UserError when the name or
    the day does not fit, or when the last cycle is still empty.
    """
    last = current_cycle(unit)
    name = tidy(name)
    _check(unit, last, name, starts_on)
    cycle = unit.cycles.keep(
        Cycle(id=new_key(), name=name, starts_on=starts_on, surveyed_on=surveyed_on, previous_id=last.id)
    )
    if last.ends_on is None:
        unit.cycles.keep(replace(last, ends_on=starts_on - timedelta(days=1)))
    unit.steps.keep_all(StepState(id=new_key(), cycle_id=cycle.id, step=step) for step in range(1, STEPS + 1))
    forms = [replace(each, id=new_key(), cycle_id=cycle.id) for each in _forms_to_pin(unit, last)]
    unit.forms.keep_all(forms)
    unit.form_files.keep_all(
        replace(each, id=new_key(), cycle_id=cycle.id)
        for each in unit.form_files.all(cycle_id=last.id)
        if any(form.name == each.form for form in forms)
    )
    _carry_profile(unit, last, cycle, next((each for each in forms if each.name == PROFILE), None))
    unit.listings.keep_all(
        Listing(id=new_key(), cycle_id=cycle.id, instrument_id=each.id, source=PREVIOUS)
        for each in unit.instruments.all(kind="instrument")
        if each.status in CARRIED_STATUSES
    )
    carry_over(unit, last, cycle)
    return cycle


def previous_cycle(unit: Unit, cycle_id: str) -> Cycle | None:
    return unit.cycles.find(unit.cycles.get(cycle_id).previous_id)


def answers_before(unit: Unit, cycle_id: str, form: str) -> dict[str, Answer]:
    """The answers of the last cycle by the name of the question: a path may have moved, a name is permanent."""
    previous = previous_cycle(unit, cycle_id)
    return _by_name(unit, previous.id, form) if previous else {}


def instrument_before(unit: Unit, cycle_id: str, instrument_id: str) -> InstrumentThen | None:
    """None in the first cycle."""
    previous = previous_cycle(unit, cycle_id)
    if previous is None:
        return None
    sightings = unit.sightings.all(cycle_id=previous.id, instrument_id=instrument_id)
    began = next((each.number for each in unit.history("cycles", cycle_id) if each.field == ""), 0)
    return InstrumentThen(
        listed=bool(unit.listings.count(cycle_id=cycle_id, instrument_id=instrument_id, source=PREVIOUS)),
        sighting=sightings[-1] if sightings else None,
        changed=_changed_since(unit, instrument_id, began),
    )


def findings_before(unit: Unit, cycle_id: str) -> list[Finding]:
    """The findings of the last cycle that a person stood by, in the order of their numbers."""
    previous = previous_cycle(unit, cycle_id)
    found = unit.findings.all(cycle_id=previous.id) if previous else []
    return sorted(filter(stands, found), key=lambda each: each.number)


def finding_before(unit: Unit, finding: Finding) -> Finding | None:
    """The finding of the last cycle that came from the same question or rule; None when it is new."""
    if not finding.origin:
        return None
    wanted = _origin_name(finding.origin)
    previous = previous_cycle(unit, finding.cycle_id)
    found = unit.findings.all(cycle_id=previous.id) if previous else []
    same = next((each for each in found if each.number and _origin_name(each.origin) == wanted), None)
    return survivor(unit, same) if same else None


def join_carried(unit: Unit, cycle_id: str, findings: Iterable[Finding]) -> None:
    """Links findings to the drafts that go on from what answered the same findings in the last cycle."""
    drafts = [each for kind in (unit.goals, unit.tasks) for each in kind.all(cycle_id=cycle_id)]
    if any(each.previous_id for each in drafts):
        for finding in findings:
            link_carried(unit, finding, finding_before(unit, finding))


def not_looked_at(unit: Unit, cycle_id: str, form: str = "survey") -> NotLookedAt:
    """What the last cycle knew and this one has not touched yet; all empty in the first cycle."""
    previous = previous_cycle(unit, cycle_id)
    if previous is None:
        return NotLookedAt(questions=(), instruments=(), findings=(), seen_any=False)
    now = {name for name, answer in _by_name(unit, cycle_id, form).items() if is_answered(answer)}
    before = _by_name(unit, previous.id, form)
    seen = {each.instrument_id for each in unit.sightings.all(cycle_id=cycle_id)}
    carried = unit.listings.all(cycle_id=cycle_id, source=PREVIOUS)
    origins = {_origin_name(each.origin) for each in unit.findings.all(cycle_id=cycle_id) if each.origin}
    return NotLookedAt(
        questions=tuple(name for name, answer in before.items() if is_answered(answer) and name not in now),
        instruments=tuple(each.instrument_id for each in carried if each.instrument_id not in seen) if seen else (),
        findings=tuple(each.id for each in findings_before(unit, cycle_id) if not _origins_of(unit, each) & origins),
        seen_any=bool(seen),
    )


def _origins_of(unit: Unit, finding: Finding) -> set[str]:
    """Where a finding came from, and those that were merged into it."""
    merged = unit.findings.all(merged_into=finding.id, state="merged")
    return {_origin_name(each.origin) for each in (finding, *merged) if each.origin}


def _check(unit: Unit, last: Cycle, name: str, starts_on: date) -> None:
    if not name:
        raise UserError(_("Ghi tên chu kỳ mới, ví dụ “Chu kỳ 2027–2028”."))
    if any(each.name == name for each in unit.cycles.all()):
        raise UserError(_("Đã có chu kỳ tên “{name}”. Hãy đặt tên khác.", name=name))
    if starts_on <= last.starts_on:
        raise UserError(
            _("Chu kỳ mới phải bắt đầu sau ngày {day}, ngày chu kỳ hiện tại bắt đầu.", day=show_date(last.starts_on))
        )
    if not any(is_answered(each) for each in unit.answers.all(cycle_id=last.id, form="survey")):
        raise UserError(
            _(
                "Chu kỳ “{name}” chưa trả lời câu khảo sát nào nên chưa có gì để so sánh. Hãy làm tiếp chu kỳ này.",
                name=last.name,
            )
        )


def _forms_to_pin(unit: Unit, last: Cycle) -> Iterator[PinnedForm]:
    """Today's edition of our own questionnaires, and the forms that were added, as they stood."""
    shipped = shipped_forms()
    names = {each.name for each in shipped}
    yield from shipped
    yield from (each for each in unit.forms.all(cycle_id=last.id) if each.name not in names)


def _carry_profile(unit: Unit, last: Cycle, cycle: Cycle, form: PinnedForm | None) -> None:
    """Who the enterprise is does not change with the year; each carried answer keeps who gave it, and when."""
    if form is None:
        return
    paths = {each.name: each.path for each in read_xform(form.xform, form.name).questions()}
    unit.answers.keep_all(
        replace(answer, id=new_key(), cycle_id=cycle.id, question=paths[name])
        for name, answer in _by_name(unit, last.id, PROFILE).items()
        if name in paths and is_answered(answer)
    )


def _by_name(unit: Unit, cycle_id: str, form: str) -> dict[str, Answer]:
    answers = unit.answers.all(cycle_id=cycle_id, form=form)
    return {each.question.rpartition("/")[2]: each for each in answers if "[" not in each.question}


def _changed_since(unit: Unit, instrument_id: str, began: int) -> tuple[tuple[str, object, object], ...]:
    first: dict[str, object] = {}
    last: dict[str, object] = {}
    for entry in unit.history("instruments", instrument_id, began):
        if entry.field and entry.field != "retired":
            first.setdefault(entry.field, entry.old)
            last[entry.field] = entry.new
    return tuple((field, first[field], last[field]) for field in first if first[field] != last[field])


def _origin_name(origin: str) -> str:
    """answer:/survey/s5/labels -> answer:labels: the question, wherever its section has gone."""
    kind, _colon, key = origin.partition(":")
    return f"{kind}:{key.rpartition('/')[2]}" if kind == "answer" else origin
