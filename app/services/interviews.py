"""Interviews: talks with people of the plant, question by question; what they said stands beside the answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain.errors import UserError
from app.domain.forms.definition import Question, text_in
from app.domain.forms.filling import Filling
from app.domain.interviews import Interview, Statement
from app.domain.keys import new_key
from app.formats import fold, nfc, now, tidy
from app.services.locks import demand_open
from app.services.survey import STEP
from app.services.survey_outline import Outline
from app.storage.unit import Unit
from app.wording import _

NAMED = "@post"
"""Stands in Interview.section for the questions whose "where to look" names the post."""
TO_CHECK, CHECKED = "yes", "done"
LEVELS = ("", "1", "2", "3", "4", "5")
TYPED = ("post", "name", "department", "place", "section", "note", "held_by")

_NO_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Said:
    """What one talk said to one question."""

    interview: Interview
    statement: Statement


@dataclass(frozen=True, slots=True)
class Talk:
    """One interview with everything that was said in it, in the order in which it was said."""

    interview: Interview
    statements: tuple[Statement, ...]

    @property
    def to_check(self) -> int:
        return sum(each.to_check == TO_CHECK for each in self.statements)


def start_interview(unit: Unit, cycle_id: str, **fields: str) -> Interview:
    """A talk begins now. fields: of TYPED; the post is what counts, a name only where it serves."""
    demand_open(unit, cycle_id, STEP)
    typed: dict[str, Any] = {name: tidy(fields.get(name, "")) for name in TYPED}
    if not typed["post"]:
        raise UserError(_("Ghi chức danh người được phỏng vấn, ví dụ “Trưởng ca chiết”."))
    typed["held_by"] = typed["held_by"] or unit.person
    return unit.interviews.keep(Interview(id=new_key(), cycle_id=cycle_id, started_at=now(), **typed))


def edit_interview(unit: Unit, interview_id: str, field: str, text: str) -> Interview:
    """One field of TYPED anew."""
    before = _open_interview(unit, interview_id)
    if field not in TYPED:
        raise ValueError(f"no such field: {field}")
    if field == "post" and not tidy(text):
        raise UserError(_("Ghi chức danh người được phỏng vấn, ví dụ “Trưởng ca chiết”."))
    values: dict[str, Any] = {field: tidy(text)}
    return unit.interviews.keep(replace(before, **values))


def end_interview(unit: Unit, interview_id: str) -> Interview:
    """The talk is over; it can be gone on with at any time."""
    return unit.interviews.keep(replace(_open_interview(unit, interview_id), ended_at=now()))


def remove_interview(unit: Unit, interview_id: str) -> None:
    """Take a talk out with all that was said in it; undo brings it back."""
    _open_interview(unit, interview_id)
    for each in unit.statements.all(interview_id=interview_id):
        unit.statements.retire(each.id)
    unit.interviews.retire(interview_id)


def say(unit: Unit, interview_id: str, form: str, question: str, words: str) -> None:
    """Keep what was said to a question, as it was said."""
    before = _statement(unit, interview_id, form, question)
    _keep(unit, before, replace(before, words=nfc(words).strip()))


def see_level(unit: Unit, interview_id: str, form: str, question: str, level: str) -> None:
    """The level as this person sees it; "" takes it back."""
    if level not in LEVELS:
        raise ValueError(f"no such level: {level}")
    before = _statement(unit, interview_id, form, question)
    _keep(unit, before, replace(before, level=level))


def mark_to_check(unit: Unit, interview_id: str, form: str, question: str, *, marked: bool) -> None:
    """Whether these words are still to be checked against a record."""
    before = _statement(unit, interview_id, form, question)
    _keep(unit, before, replace(before, to_check=TO_CHECK if marked else ""))


def tick_checked(unit: Unit, statement_id: str, *, checked: bool) -> Statement:
    """It was checked against a record, or it is to be checked again after all."""
    before = unit.statements.get(statement_id)
    _open_interview(unit, before.interview_id)
    return unit.statements.keep(replace(before, to_check=CHECKED if checked else TO_CHECK))


def talks(unit: Unit, cycle_id: str) -> list[Talk]:
    """Every talk of a cycle, the newest first."""
    said: dict[str, list[Statement]] = {}
    for each in unit.statements.all():
        said.setdefault(each.interview_id, []).append(each)
    found = unit.interviews.all(cycle_id=cycle_id)
    return [Talk(each, tuple(said.get(each.id, ()))) for each in reversed(found)]


def said_to(unit: Unit, cycle_id: str, form: str, question: str) -> list[Said]:
    """What was said to one question in the talks of a cycle, the oldest first."""
    statements = unit.statements.all(form=form, question=question)
    found = ((unit.interviews.find(each.interview_id), each) for each in statements)
    return [Said(talk, each) for talk, each in found if talk is not None and talk.cycle_id == cycle_id]


def said_in(unit: Unit, interview_id: str, form: str) -> dict[str, Statement]:
    """What was said in one talk, by the path of the question."""
    return {each.question: each for each in unit.statements.all(interview_id=interview_id, form=form)}


def difference(said: Sequence[Said]) -> str:
    """One sentence where two people see a question differently; "" where they agree or only one named a level."""
    named = [each for each in said if each.statement.level]
    if len(named) < 2:
        return ""
    low = min(named, key=lambda each: each.statement.level)
    high = max(named, key=lambda each: each.statement.level)
    apart = int(high.statement.level) - int(low.statement.level)
    if not apart:
        return ""
    return _(
        "Hai người nói khác nhau {apart} mức: {low} nói mức {low_level}, {high} nói mức {high_level}.",
        apart=apart,
        low=called(low.interview),
        low_level=low.statement.level,
        high=called(high.interview),
        high_level=high.statement.level,
    )


def called(interview: Interview) -> str:
    """How a person is named on screen: by the post, and the department where it is known."""
    return f"{interview.post} ({interview.department})" if interview.department else interview.post


def questions_to_ask(outline: Outline, section: str, post: str = "") -> list[str]:
    """The paths to go through, in the order of the form: of a section, of those naming the post (NAMED), or of all."""
    asked = [path for path, row in outline.rows.items() if row.asked]
    if section == NAMED:
        named = set(questions_naming(outline.filling, post))
        return [path for path in asked if path in named]
    chosen = next((each for each in outline.sections if each.path == section), None)
    return asked if chosen is None else [path for path in chosen.questions if path in outline.rows and path in asked]


def questions_naming(filling: Filling, post: str) -> list[str]:
    """The questions whose "where to look" says to ask this post: its whole name, else the longest beginning of it that
    is named anywhere ("Quản đốc xưởng chiết", "Quản đốc xưởng", "Quản đốc")."""
    words = _plain(post).split()
    questions = [(each.path, f" {_plain(_where(each, filling.language))} ") for each in filling.form.questions()]
    for count in range(len(words), min(2, len(words)) - 1, -1):
        phrase = f" {' '.join(words[:count])} "
        if found := [path for path, where in questions if phrase.strip() and phrase in where]:
            return found
    return []


def known_posts(unit: Unit) -> list[str]:
    """Posts to choose from: those talked with before and those of the register of people."""
    return _distinct([*(each.post for each in unit.interviews.all()), *(each.post for each in unit.people.all())])


def known_departments(unit: Unit) -> list[str]:
    """Departments to choose from, likewise."""
    talked = (each.department for each in unit.interviews.all())
    return _distinct([*talked, *(each.department for each in unit.people.all())])


def _where(question: Question, language: str) -> str:
    return text_in(question.audit.where, language) if question.audit else ""


def _plain(words: str) -> str:
    return " ".join(_NO_WORD.sub(" ", fold(words)).split())


def _distinct(words: Iterable[str]) -> list[str]:
    return list({fold(each): each for each in words if each}.values())


def _open_interview(unit: Unit, interview_id: str) -> Interview:
    found = unit.interviews.get(interview_id)
    demand_open(unit, found.cycle_id, STEP)
    return found


def _statement(unit: Unit, interview_id: str, form: str, question: str) -> Statement:
    _open_interview(unit, interview_id)
    found = unit.statements.all(interview_id=interview_id, form=form, question=question)
    return found[0] if found else Statement(id=new_key(), interview_id=interview_id, form=form, question=question)


def _keep(unit: Unit, before: Statement, after: Statement) -> None:
    """A statement that says nothing any more goes away."""
    is_kept = unit.statements.find(before.id) is not None
    if not (after.words or after.level or after.to_check):
        if is_kept:
            unit.statements.retire(before.id)
    elif after != before or not is_kept:
        unit.statements.keep(replace(after, said_at=now()))
