"""Answers that are files: the file is kept as evidence of the answer, and its name is the value."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.forms.filling import Filling
from app.services import survey
from app.services.evidence import add_evidence, evidence_of
from app.storage.unit import Unit

Which = tuple[str, str, str]
"""The cycle, the form's name, and the language in which to say what is wrong."""


def keep_as_answer(unit: Unit, form: Which, path: str, name: str, content: Callable[[], bytes]) -> str:
    """Keep a file as the answer to a question, in place of the one before; the name that was kept.

    Works on a filling of its own, so that it can be done beside the window.
    """
    cycle_id, form_name, language = form
    filling = survey.open_form(unit, cycle_id, form_name, language)
    answer = survey.record_of(unit, cycle_id, filling, path)
    given = content()
    unlink_named(unit, cycle_id, filling, path)
    kept = add_evidence(unit, given, name, linked_to=("answers", answer.id))
    survey.answer_question(unit, cycle_id, filling, path, kept.name)
    return kept.name


def unlink_named(unit: Unit, cycle_id: str, filling: Filling, path: str) -> None:
    """Take the file that the answer names away from it; other evidence of the answer stays."""
    answer = survey.record_of(unit, cycle_id, filling, path)
    for each in evidence_of(unit, "answers", answer.id):
        if answer.value and each.name == answer.value:
            survey.unlink_evidence(unit, answer.id, each.id)
