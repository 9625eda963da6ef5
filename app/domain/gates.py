"""What a step still lacks before it can be handed in: pure functions over the facts of a dossier.

The rules are those of programme.md section 8. A gate never hides a page; it says what is missing and where that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.approval import Approval
from app.domain.effects import Effect
from app.domain.gates_approval import approval_gate
from app.domain.gates_effect_report import ReportFacts, effect_report_gate
from app.domain.gates_goals import effects_gate, plan_gate
from app.domain.gates_monitoring import MonitoringFacts, carrying_out_gate, monitoring_gate
from app.domain.gates_review import review_gate
from app.domain.gates_tasks import solutions_gate, tasks_gate
from app.domain.goal_gaps import goal_gaps
from app.domain.goals import Goal, goal_code
from app.domain.instruments import Instrument
from app.domain.judged import REQUIRED_FIELDS, called, missing_fields
from app.domain.missing import Missing
from app.domain.programme import HANDED_IN, Step
from app.domain.programme_papers import ProgrammePlan
from app.domain.review import Review
from app.domain.solution_checks import SolutionPlan
from app.domain.standing import NOTHING, Standing
from app.domain.task_checks import TaskPlan
from app.domain.typed_fields import FIELD_NAMES
from app.wording import _

__all__ = ["GATES", "Asked", "Facts", "FormFacts", "Standing", "standing_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that is asked now and counts for the gate. problem: what is wrong with its answer, "" when fine.

    section: the title of the outermost group. has_level: whether it is answered with a level that was not set aside.
    """

    path: str
    label: str
    section: str = ""
    subject: int = 0
    answered: bool = False
    has_level: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """title: of the form; page: where it is filled."""

    title: str
    page: str
    questions: Sequence[Asked]


class Facts(Protocol):
    """What gates ask of a dossier. Each fact is only worked out when a gate asks for it."""

    def state(self, step: int) -> str: ...
    def form(self, name: str) -> FormFacts: ...
    @property
    def instruments(self) -> Sequence[Instrument]: ...
    @property
    def dated(self) -> frozenset[str]:
        """The ids of instruments with a verification or calibration that carries a date."""
        ...

    @property
    def open_proposals(self) -> Sequence[tuple[str, str]]:
        """Key and title of every proposed finding that waits for a decision."""
        ...

    @property
    def decided(self) -> int: ...
    @property
    def goals(self) -> Sequence[tuple[Goal, int]]:
        """The goals with the number of findings each answers."""
        ...

    @property
    def plan(self) -> ProgrammePlan: ...
    @property
    def effects(self) -> Sequence[Effect]: ...
    @property
    def task_plan(self) -> TaskPlan: ...
    @property
    def solution_plan(self) -> SolutionPlan: ...
    @property
    def approval(self) -> Approval: ...
    @property
    def effect_report(self) -> ReportFacts: ...
    @property
    def review(self) -> Review: ...
    @property
    def monitoring(self) -> MonitoringFacts: ...


def standing_of(step: Step, facts: Facts) -> Standing:
    """How far a step is. While an earlier step is missing, the gates behind it are not looked at."""
    standing = NOTHING
    for gate in step.gates:
        name, _colon, argument = gate.partition(":")
        found = GATES[name](facts, argument)
        standing += found
        if name == "step" and found.missing:
            break
    return standing


def step_gate(facts: Facts, argument: str) -> Standing:
    """An earlier step must be handed in."""
    if facts.state(int(argument)) in HANDED_IN:
        return NOTHING
    text = _("Nộp bước {number} trước.", number=argument)
    return Standing(0, 1, (Missing(text, PAGES[argument]),))


PAGES: Mapping[str, str] = {
    "1": "survey",
    "2": "analysis",
    "3": "goals",
    "4": "tasks",
    "5": "solutions",
    "6": "approval",
    "7": "carrying_out",
    "8": "monitoring",
    "9": "effect_report",
    "10": "improvement",
}


def form_gate(facts: Facts, name: str) -> Standing:
    """Every question that counts is answered or set aside with a reason, and none is answered wrongly."""
    form = facts.form(name)
    by_section: dict[str, list[Asked]] = {}
    for each in form.questions:
        by_section.setdefault(each.section, []).append(each)
    missing = [
        found
        for section, questions in by_section.items()
        for found in (_unanswered(form, section, questions), *_wrong(form, questions))
        if found is not None
    ]
    done = sum(each.answered and not each.problem for each in form.questions)
    return Standing(done, len(form.questions), tuple(missing))


def _unanswered(form: FormFacts, section: str, questions: Sequence[Asked]) -> Missing | None:
    waiting = [each for each in questions if not each.answered]
    if not waiting:
        return None
    if len(waiting) == 1:
        text = _("Chưa trả lời: {question}", question=waiting[0].label)
    else:
        text = _("{section}: còn {n} câu chưa trả lời", section=section or form.title, n=len(waiting))
    return Missing(text, form.page, waiting[0].path, len(waiting))


def _wrong(form: FormFacts, questions: Iterable[Asked]) -> list[Missing]:
    return [
        Missing(_("“{question}”: {problem}", question=each.label, problem=each.problem), form.page, each.path)
        for each in questions
        if each.answered and each.problem
    ]


def instruments_gate(facts: Facts, _argument: str) -> Standing:
    """Every instrument in use says what a register must say, and when it was last verified or calibrated.

    One that never was says so in its note, or in the words of the factory's list about its state.
    """
    counted = [each for each in facts.instruments if each.status in ("in_use", "spare")]
    if not counted:
        return Standing(0, 1, (Missing(_("Danh mục phương tiện đo còn trống."), "instruments"),))
    blanks = {each.id: missing_fields(each) for each in counted}
    undated = [each for each in counted if not _says_when(each, facts.dated)]
    missing = [
        _lacking(_(FIELD_NAMES[field]), [each for each in counted if field in blanks[each.id]])
        for field in REQUIRED_FIELDS
    ]
    missing.append(_lacking(_("Ngày kiểm định, hiệu chuẩn gần nhất"), undated))
    incomplete = {each.id for each in undated} | {key for key, names in blanks.items() if names}
    found = tuple(each for each in missing if each is not None)
    return Standing(len(counted) - len(incomplete), len(counted), found)


def _says_when(instrument: Instrument, dated: frozenset[str]) -> bool:
    return instrument.id in dated or bool(instrument.note or instrument.status_text)


def _lacking(field: str, found: Sequence[Instrument]) -> Missing | None:
    if not found:
        return None
    first = called(found[0])
    if len(found) == 1:
        text = _("{field}: {first} chưa ghi", field=field, first=first)
    else:
        text = _("{field}: {n} phương tiện đo chưa ghi, đầu tiên là {first}", field=field, n=len(found), first=first)
    return Missing(text, "instruments", found[0].id, len(found))


SUBJECT_COUNT = 9


def subjects_gate(facts: Facts, _argument: str) -> Standing:
    """Each of the nine subjects is assessed, or set aside as a whole with reasons."""
    form = facts.form("survey")
    by_subject: dict[int, list[Asked]] = {}
    for each in form.questions:
        by_subject.setdefault(each.subject, []).append(each)
    missing = [
        Missing(_("Nội dung {number} chưa được đánh giá.", number=number), form.page, _first_open(by_subject, number))
        for number in range(1, SUBJECT_COUNT + 1)
        if not _is_assessed(by_subject.get(number, []))
    ]
    return Standing(SUBJECT_COUNT - len(missing), SUBJECT_COUNT, tuple(missing))


def _is_assessed(questions: Sequence[Asked]) -> bool:
    return any(each.has_level for each in questions) or (bool(questions) and all(each.answered for each in questions))


def _first_open(by_subject: Mapping[int, Sequence[Asked]], number: int) -> str:
    return next((each.path for each in by_subject.get(number, []) if not each.answered), "")


def proposals_gate(facts: Facts, _argument: str) -> Standing:
    """Every proposed finding is accepted, edited, or dismissed with a reason."""
    waiting = facts.open_proposals
    total = len(waiting) + facts.decided
    if not waiting:
        return Standing(total, total)
    key, title = waiting[0]
    if len(waiting) == 1:
        text = _("Chưa quyết định đề xuất: {title}", title=title)
    else:
        text = _("{n} đề xuất chưa quyết định, đầu tiên: {title}", n=len(waiting), title=title)
    return Standing(facts.decided, total, (Missing(text, "analysis", key, len(waiting)),))


def goals_gate(facts: Facts, _argument: str) -> Standing:
    """At least one goal, and each with indicator, unit, baseline, target, date, owner, justification and finding."""
    if not facts.goals:
        return Standing(0, 1, (Missing(_("Chưa có mục tiêu nào."), "goals"),))
    missing = [found for goal, findings in facts.goals if (found := _lacking_goal(goal, findings)) is not None]
    return Standing(len(facts.goals) - len(missing), len(facts.goals), tuple(missing))


def _lacking_goal(goal: Goal, findings: int) -> Missing | None:
    gaps = goal_gaps(goal, findings)
    if not gaps:
        return None
    text = _("{code} {lacking}", code=goal_code(goal), lacking=", ".join(each.words for each in gaps))
    return Missing(text, "goals", goal.id)


GATES: Mapping[str, Callable[[Facts, str], Standing]] = {
    "step": step_gate,
    "form": form_gate,
    "instruments": instruments_gate,
    "subjects": subjects_gate,
    "proposals": proposals_gate,
    "effects": effects_gate,
    "plan": plan_gate,
    "goals": goals_gate,
    "tasks": tasks_gate,
    "solutions": solutions_gate,
    "approval": approval_gate,
    "carrying_out": carrying_out_gate,
    "monitoring": monitoring_gate,
    "effect_report": effect_report_gate,
    "review": review_gate,
}
