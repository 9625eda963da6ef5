"""The forms that an auditor added to a cycle beside those of the programme, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.answers import PinnedForm
from app.services import dossiers, step_view, survey
from app.services.survey_states import states_of
from app.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ExtraForm:
    """answered and asked: questions that are asked now, instances of repeated sections counted one by one."""

    form: PinnedForm
    answered: int
    asked: int


def is_extra(name: str) -> bool:
    """Whether a form of this name is none of the programme's own."""
    return all(name not in step.form_names for step in step_view.steps())


def count_extra_forms(unit: Unit) -> int:
    """How many there are in the cycle one works in."""
    cycle = dossiers.current_cycle(unit)
    return sum(is_extra(each.name) for each in unit.forms.all(cycle_id=cycle.id))


def extra_forms(unit: Unit, cycle_id: str) -> list[ExtraForm]:
    """Each with its progress, in the order in which they were added."""
    return [_with_progress(unit, each) for each in unit.forms.all(cycle_id=cycle_id) if is_extra(each.name)]


def _with_progress(unit: Unit, form: PinnedForm) -> ExtraForm:
    filling = survey.open_form(unit, form.cycle_id, form.name)
    answers = survey.answers_of(unit, form.cycle_id, form.name)
    states = states_of(filling, answers)
    return ExtraForm(form, sum(state != "todo" for state in states.values()), len(states))
