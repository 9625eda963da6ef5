"""Repeated sections: instances come and go as deeds, and their number is kept with the answers.

How many instances a repeat has is an answer record of its own, whose question is the path of the repeat (/f/line) and
whose value is the number, so that an empty instance is there again when the form is opened.
"""

from __future__ import annotations

import dataclasses
import re

from app.domain.answers import Answer
from app.domain.forms.filling import Filling
from app.domain.keys import new_key
from app.services.locks import demand_open
from app.services.survey import STEP, keep_the_start, keep_what_followed, signed
from app.storage.unit import Unit

__all__ = ["add_instance", "instance_answers", "remove_instance", "retire_answer"]

_INSTANCE = re.compile(r"(.*)\[(\d+)\]")


def add_instance(unit: Unit, cycle_id: str, filling: Filling, repeat_path: str) -> frozenset[str]:
    """A new instance at the end of a repeat; returns every path whose state changed. The new one is the last of
    filling.instances(repeat_path). UserError where the form decides how many there are, or the step is locked."""
    demand_open(unit, cycle_id, STEP)
    keep_the_start(unit, filling, cycle_id)
    touched = filling.add(repeat_path)
    _keep_numbers(unit, cycle_id, filling, repeat_path)
    keep_what_followed(unit, cycle_id, filling, touched)
    return touched


def remove_instance(unit: Unit, cycle_id: str, filling: Filling, instance_path: str) -> frozenset[str]:
    """Takes an instance away with its answers; later ones move up by one, and what is linked to their answers stays.

    Returns every path whose state changed, those that are no more among them. UserError as for add_instance.
    """
    demand_open(unit, cycle_id, STEP)
    repeat_path, place = _place(instance_path)
    keep_the_start(unit, filling, cycle_id)
    touched = filling.remove(instance_path)
    for answer in instance_answers(unit, cycle_id, filling.form.name, instance_path):
        retire_answer(unit, answer.id)
    unit.answers.keep_all(_moved_up(unit.answers.all(cycle_id=cycle_id, form=filling.form.name), repeat_path, place))
    _keep_numbers(unit, cycle_id, filling, repeat_path)
    keep_what_followed(unit, cycle_id, filling, touched)
    return touched


def instance_answers(unit: Unit, cycle_id: str, form: str, instance_path: str) -> list[Answer]:
    """What was answered within one instance, and how many instances its own repeats have."""
    inside = instance_path + "/"
    return [each for each in unit.answers.all(cycle_id=cycle_id, form=form) if each.question.startswith(inside)]


def retire_answer(unit: Unit, answer_id: str) -> None:
    """Takes an answer out; its photos stay in the dossier, to be linked elsewhere."""
    for link in unit.links.all(to_kind="answers", to_id=answer_id, from_kind="evidence"):
        unit.links.retire(link.id)
    for link in unit.links.all(from_kind="answers", from_id=answer_id, to_kind="evidence"):
        unit.links.retire(link.id)
    unit.answers.retire(answer_id)


def _place(instance_path: str) -> tuple[str, int]:
    found = _INSTANCE.fullmatch(instance_path)
    if found is None:
        raise KeyError(instance_path)
    return found[1], int(found[2])


def _moved_up(answers: list[Answer], repeat_path: str, place: int) -> list[Answer]:
    """The answers of the instances behind that place, one place further up."""
    later = re.compile(re.escape(repeat_path) + r"\[(\d+)\](/.*)")
    moved: list[Answer] = []
    for answer in answers:
        found = later.fullmatch(answer.question)
        if found and int(found[1]) > place:
            moved.append(dataclasses.replace(answer, question=f"{repeat_path}[{int(found[1]) - 1}]{found[2]}"))
    return moved


def _keep_numbers(unit: Unit, cycle_id: str, filling: Filling, repeat_path: str) -> None:
    """Of the repeat and of those within it: an instance that the form wrote may hold others than an added one."""
    form = filling.form.name
    for path, count in filling.counts(repeat_path).items():
        found = unit.answers.all(cycle_id=cycle_id, form=form, question=path)
        number = found[0] if found else Answer(id=new_key(), cycle_id=cycle_id, form=form, question=path)
        if number.value != str(count):
            unit.answers.keep(signed(unit, dataclasses.replace(number, value=str(count))))
