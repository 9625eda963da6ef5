"""What an answered question says at a glance: its state, and how far a form and each of its sections have come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.domain.answers import Answer, is_answered
from app.domain.forms.definition import Group, Question, without_positions
from app.domain.forms.filling import Filling

NO_COUNTS: Mapping[str, int] = {}
TROUBLES = frozenset({"bad", "part", "warn"})
"""The states that the filter "Có vấn đề" shows."""


@dataclass(frozen=True, slots=True)
class Count:
    """How far a section is. state: todo, doing (fine so far), ok (all answered and fine), part or bad; share 0 to 1."""

    answered: int
    total: int
    state: str

    @property
    def share(self) -> float:
        return self.answered / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a form is; only questions that are asked count.

    lacking_evidence: answered well, but nothing shows it. troubles: states bad, part and warn. not_asked: questions
    that other answers made needless. sections: by the path of the group.
    """

    answered: int
    total: int
    lacking_evidence: int
    troubles: int
    not_asked: int
    sections: Mapping[str, Count] = field(default_factory=dict)


def is_level_question(question: Question) -> bool:
    return question.is_level


def level_of(question: Question, answer: Answer | None) -> int | None:
    """The level answered, 1 to 5; None when it is no level question, or not answered with a level."""
    if answer is None or not is_level_question(question) or not answer.value.isdigit():
        return None
    return int(answer.value)


def lacks_evidence(question: Question, answer: Answer | None, evidence_count: int = 0) -> bool:
    """A claim of level 4 or 5 that neither a photo, nor a file, nor a note bears out."""
    level = level_of(question, answer)
    wanted = question.audit is not None and any(question.audit.evidence.values())
    noted = answer is not None and answer.note != ""
    return wanted and level is not None and level >= 4 and evidence_count == 0 and not noted


def question_state(
    question: Question, answer: Answer | None, evidence_count: int = 0, problem: str | None = None
) -> str:
    """todo · na (reason given) · bad (level 1–2) · part (3) · ok (4–5, or any other answer) · warn (incomplete)."""
    if not is_answered(answer):
        return "todo"
    if answer is not None and answer.status:
        return "na"
    level = level_of(question, answer)
    if level is not None and level <= 2:
        return "bad"
    if problem or lacks_evidence(question, answer, evidence_count):
        return "warn"
    return "part" if level == 3 else "ok"


def count_of(states: Iterable[str]) -> Count:
    """How far the questions of a section are, from their states."""
    every = list(states)
    answered = sum(state != "todo" for state in every)
    if not answered:
        return Count(0, len(every), "todo")
    if "bad" in every:
        return Count(answered, len(every), "bad")
    if "part" in every or "warn" in every:
        return Count(answered, len(every), "part")
    return Count(answered, len(every), "ok" if answered == len(every) else "doing")


def states_of(
    filling: Filling, answers: Mapping[str, Answer], evidence: Mapping[str, int] = NO_COUNTS
) -> dict[str, str]:
    """The state of every question that is asked now, by path, in the order of the form."""
    return {
        each.path: question_state(
            each, answer_given(filling, answers, each.path), evidence.get(each.path, 0), filling.problem(each.path)
        )
        for each in asked_questions(filling)
        if filling.relevant(each.path)
    }


def answer_given(filling: Filling, answers: Mapping[str, Answer], path: str) -> Answer | None:
    """The answer that was kept; where there is none, what the form itself has put in (a default)."""
    kept = answers.get(path)
    if kept is None and (value := filling.value(path)):
        return Answer(id="", cycle_id="", form=filling.form.name, question=path, value=value)
    return kept


def asked_questions(filling: Filling) -> list[Question]:
    """The questions that take an answer, asked now or not, in the order of the form. One in a repeated section comes
    once for each instance there is, with the position in its path: /f/line[2]/name."""
    return list(_asked_within(filling, filling.form.root, filling.form.root.path))


def _asked_within(filling: Filling, group: Group, base: str) -> Iterator[Question]:
    """base: where the group stands, positions included."""
    for child in group.children:
        path = base + child.path[len(group.path) :]
        if isinstance(child, Question):
            if child.type.is_asked and not child.read_only and not child.is_table_head:
                yield child if path == child.path else replace(child, path=path)
        elif child.is_repeat:
            for instance in filling.instances(path):
                yield from _asked_within(filling, child, instance)
        else:
            yield from _asked_within(filling, child, path)


def progress(filling: Filling, answers: Mapping[str, Answer], evidence: Mapping[str, int] = NO_COUNTS) -> Progress:
    """How far the form has come; evidence: how many pieces each question has, by path."""
    states = states_of(filling, answers, evidence)
    questions = {each.path: each for each in asked_questions(filling)}
    sections = {
        group.path: count_of(
            state for path, state in states.items() if without_positions(path).startswith(group.path + "/")
        )
        for group in filling.form.root.groups()
    }
    return Progress(
        answered=sum(state != "todo" for state in states.values()),
        total=len(states),
        lacking_evidence=sum(
            lacks_evidence(questions[path], answers.get(path), evidence.get(path, 0)) for path in states
        ),
        troubles=sum(state in TROUBLES for state in states.values()),
        not_asked=len(questions) - len(states),
        sections=sections,
    )
