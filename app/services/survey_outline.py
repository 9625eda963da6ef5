"""A form as it is walked through: its sections with counts, its questions as rows to list, filter and search."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from app.domain.answers import Answer
from app.domain.forms.definition import Form, Group, Question, text_in, without_positions
from app.domain.forms.filling import Filling
from app.domain.forms.markdown import plain
from app.formats import fold
from app.services.survey_states import (
    NO_COUNTS,
    TROUBLES,
    Count,
    answer_given,
    asked_questions,
    count_of,
    is_level_question,
    lacks_evidence,
    question_state,
)
from app.services.typed_values import as_shown
from app.wording import _

_CODE = re.compile(r"[A-Z]|\d+(\.\d+)*")
_SOUGHT_CODE = re.compile(r"\d+(\.\d+)*\.(\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Section:
    """A subject (depth 0) or one of its sections (depth 1). questions: the paths of all questions inside."""

    path: str
    parent: str
    depth: int
    code: str
    title: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One question as a line of the list. answer: in words ("mức 2"); asked: whether other answers leave it in;
    instance: which instance of a repeated section it stands in ("Cân 2"), "" outside of them."""

    path: str
    code: str
    label: str
    state: str
    answer: str
    evidence: int
    noted: bool
    findings: int
    asked: bool
    lacking: bool
    searchable: str
    instance: str = ""


FILTERS: Mapping[str, Callable[[Row], bool]] = {
    "all": lambda row: True,
    "todo": lambda row: row.state == "todo",
    "trouble": lambda row: row.state in TROUBLES,
    "lacking": lambda row: row.lacking,
}


class Outline:
    """The rows of a form and the counts of its sections, brought up to date question by question.

    marks: further filters by the paths they hold: "mine" (assigned to who is at work), "review" (answered in the last
    cycle, shown until they are answered again).
    """

    def __init__(
        self,
        filling: Filling,
        answers: Mapping[str, Answer],
        evidence: Mapping[str, int] = NO_COUNTS,
        findings: Mapping[str, int] = NO_COUNTS,
    ) -> None:
        self.filling = filling
        self.answers = dict(answers)
        self.evidence = dict(evidence)
        self.findings = dict(findings)
        self.language = filling.language
        self.marks: dict[str, Collection[str]] = {}
        self._labels: dict[str, dict[str, str]] = {}
        self._questions = {each.path: each for each in asked_questions(filling)}
        self.sections = sections_of(filling.form, self.language, self._questions)
        self.rows = {path: self._row(question) for path, question in self._questions.items()}

    def refresh(self, paths: Iterable[str]) -> None:
        """Compute these rows again."""
        for path in paths:
            if path in self._questions:
                self.rows[path] = self._row(self._questions[path])

    def count(self, section: Section | None = None) -> Count:
        """How far a section, or the whole form, has come."""
        paths = self.rows if section is None else section.questions
        return count_of(self.rows[path].state for path in paths if self.rows[path].asked)

    def visible(self, section: Section | None, sieve: str = "all", sought: str = "") -> list[Row]:
        """The rows of a section (None: of all) that pass the filter and hold every word sought, accents or not; a code
        ("5.2.4") finds its question, though it may not be asked now, the beginning of one ("5.2.") all below it."""
        words, passes = fold(sought).split(), self._sieve(sieve)
        paths = self.rows if section is None else section.questions
        rows: Iterable[Row] = (self.rows[path] for path in paths)
        if _SOUGHT_CODE.fullmatch(sought.strip()):
            return [row for row in rows if passes(row) and _is_under(row.code, sought.strip())]
        return [row for row in rows if row.asked and passes(row) and all(word in row.searchable for word in words)]

    def _sieve(self, name: str) -> Callable[[Row], bool]:
        if name in FILTERS:
            return FILTERS[name]
        paths = self.marks.get(name, ())
        return lambda row: row.path in paths and (name != "review" or row.state == "todo")

    def not_asked(self, section: Section | None = None) -> list[Row]:
        """The questions of a section that other answers made needless."""
        paths = self.rows if section is None else section.questions
        return [self.rows[path] for path in paths if not self.rows[path].asked]

    def lacking(self) -> int:
        return sum(row.lacking and row.asked for row in self.rows.values())

    def section_of(self, path: str) -> Section | None:
        """The innermost section that holds a question."""
        inside = [each for each in self.sections if path in each.questions]
        return inside[-1] if inside else None

    def next_unanswered(self, after: str = "") -> str | None:
        """The next question that is asked and not answered, in the order of the form, going round once."""
        order = list(self.rows)
        start = order.index(after) + 1 if after in self.rows else 0
        for path in order[start:] + order[:start]:
            row = self.rows[path]
            if row.asked and row.state == "todo" and path != after:
                return path
        return None

    def _row(self, question: Question) -> Row:
        answer, evidence = answer_given(self.filling, self.answers, question.path), self.evidence.get(question.path, 0)
        asked = self.filling.relevant(question.path)
        problem = self.filling.problem(question.path) if asked else None
        return Row(
            path=question.path,
            code=question.code,
            label=plain(self.filling.label(question.path)),
            state=question_state(question, answer, evidence, problem),
            answer=self._in_words(question, answer),
            evidence=evidence,
            noted=answer is not None and answer.note != "",
            findings=self.findings.get(question.path, 0),
            asked=asked,
            lacking=lacks_evidence(question, answer, evidence),
            searchable=fold(self._everything_written(question, answer)),
            instance=self._instance(question.path),
        )

    def _instance(self, path: str) -> str:
        if "[" not in path:
            return ""
        section, _bracket, rest = path.rpartition("[")
        label = self.filling.label(f"{section}[{rest.partition(']')[0]}]") or section.rpartition("/")[2]
        return f"{label} {rest.partition(']')[0]}"

    def _in_words(self, question: Question, answer: Answer | None) -> str:
        if answer is not None and answer.status:
            return _("không áp dụng")
        if answer is None or not answer.value:
            return _("chưa trả lời") if self.filling.relevant(question.path) else _("không hỏi")
        if is_level_question(question):
            return _("mức {level}", level=answer.value)
        if question.type.has_choices:
            return ", ".join(self._choice_labels(question, answer.value.split()))
        if question.type == "acknowledge":
            return _("đã xác nhận")
        return as_shown(question.type, answer.value)

    def _choice_labels(self, question: Question, names: list[str]) -> list[str]:
        labels = self._labels.get(question.choices)
        if labels is None:
            choices = self.filling.form.choices(question.choices)
            labels = {each.name: text_in(each.label, self.language) for each in choices}
            self._labels[question.choices] = labels
        return [labels.get(name, name) for name in names]

    def _everything_written(self, question: Question, answer: Answer | None) -> str:
        clause = question.audit.clause if question.audit else ""
        note, reason = (answer.note, answer.reason) if answer else ("", "")
        return "\n".join((question.code, self.filling.label(question.path), clause, note, reason))


def sections_of(form: Form, language: str, asked: Collection[str]) -> tuple[Section, ...]:
    """Subjects and their sections, in the order of the form; deeper groups belong to the section they stand in.

    asked: the paths of the questions that take an answer; a section without any is left out.
    """
    made: list[Section] = []
    order = [(without_positions(path), path) for path in asked]

    def paths_of(group: Group) -> tuple[str, ...]:
        return tuple(path for plain, path in order if plain.startswith(group.path + "/"))

    own = {each.path for each in form.root.children if isinstance(each, Question)}
    loose = tuple(path for path in asked if path in own)
    if loose:
        made.append(Section(form.root.path, "", 0, "", _("Thông tin chung"), loose))
    for subject in _groups(form.root):
        if paths := paths_of(subject):
            made.append(_section(subject, "", 0, paths, language))
            for inner in _groups(subject):
                if inside := paths_of(inner):
                    made.append(_section(inner, subject.path, 1, inside, language))
    return tuple(made)


def _is_under(code: str, sought: str) -> bool:
    return code == sought or (code + ".").startswith(sought if sought.endswith(".") else sought + ".")


def _section(group: Group, parent: str, depth: int, paths: tuple[str, ...], language: str) -> Section:
    title = text_in(group.title, language) or group.name
    written = title.partition(" ")[0].rstrip(".")
    if not _CODE.fullmatch(written):
        return Section(group.path, parent, depth, group.code, title, paths)
    return Section(group.path, parent, depth, written, title.removeprefix(written).removeprefix(".").strip(), paths)


def _groups(group: Group) -> list[Group]:
    return [each for each in group.children if isinstance(each, Group)]
