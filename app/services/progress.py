"""How far each of the ten steps has come, what it lacks, and how it is handed in, returned, approved and reopened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from app import wording
from app.domain import draft_sending
from app.domain.answers import Answer, is_answered
from app.domain.approval import Approval
from app.domain.effects import Effect
from app.domain.errors import UserError
from app.domain.findings import stands
from app.domain.forms.definition import Question, text_in
from app.domain.forms.filling import Filling
from app.domain.gates import Asked, FormFacts, Standing, standing_of
from app.domain.gates_effect_report import ReportFacts
from app.domain.gates_monitoring import MonitoringFacts
from app.domain.goals import Goal
from app.domain.instruments import Instrument
from app.domain.keys import new_key
from app.domain.missing import Missing
from app.domain.programme import APPROVED, DOING, HANDED_IN, NEEDS_WORK, TODO, Step, move
from app.domain.programme_papers import ProgrammePlan
from app.domain.proposals import undecided
from app.domain.review import Review
from app.domain.sites import StepState
from app.domain.solution_checks import SolutionPlan
from app.domain.task_checks import TaskPlan
from app.formats import now
from app.services import effect_report, versions
from app.services.approval import approval_of
from app.services.inventory import today_here
from app.services.monitoring_facts import has_progress, is_monitored, monitoring_facts
from app.services.plans import plan_of
from app.services.proposals import proposals_by_key
from app.services.review import review_of
from app.services.step_view import StepView, step_of, steps
from app.services.survey import answers_of, open_form
from app.services.survey_states import asked_questions, is_level_question
from app.services.task_plan import solution_plan, task_plan
from app.storage.unit import Unit
from app.wording import _


def step_views(unit: Unit, cycle_id: str, today: date) -> tuple[StepView, ...]:
    """All ten steps. today: the day as of which proposals are made (the cycle's survey day, where one is set)."""
    facts = CycleFacts(unit, cycle_id, today)
    return tuple(_view(each, facts) for each in steps())


def _view(step: Step, facts: CycleFacts) -> StepView:
    language, kept = wording.language(), facts.kept_state(step.number)
    state = DOING if kept.state == TODO and facts.has_begun(step.number) else kept.state
    standing = Standing(1, 1) if state == APPROVED else standing_of(step, facts)
    return StepView(
        number=step.number,
        key=step.key,
        title=text_in(step.title, language),
        short=text_in(step.short, language),
        page=step.page,
        state=state,
        share=standing.share,
        missing=standing.missing,
        next_action=_next_action(step, state, standing),
        version=kept.version,
        reason=kept.reason,
        changed_by=kept.changed_by,
        changed_at=kept.changed_at,
    )


def _next_action(step: Step, state: str, standing: Standing) -> Missing | None:
    if state in HANDED_IN:
        return None
    if standing.missing:
        return standing.missing[0]
    if state == NEEDS_WORK:
        return Missing(_("Sửa xong thì nộp lại bước {number}", number=step.number), step.page)
    return Missing(_("Nộp bước {number}", number=step.number), step.page)


def submit_step(unit: Unit, cycle_id: str, number: int, today: date) -> StepState:
    """Hands a step in; UserError names the first thing missing and how many there are."""
    facts, step = CycleFacts(unit, cycle_id, today), step_of(number)
    moved = _moved(unit, facts, number, "submit")
    _demand(number, standing_of(step, facts))
    return unit.steps.keep(moved)


def send_back_step(unit: Unit, cycle_id: str, number: int, reason: str) -> StepState:
    """Returns a step that was handed in, saying what to mend."""
    return unit.steps.keep(_moved(unit, CycleFacts(unit, cycle_id), number, "send_back", reason), reason)


def approve_step(unit: Unit, cycle_id: str, number: int, today: date) -> StepState:
    """Approves and locks a step that was handed in, once the step before it is approved and nothing is missing."""
    facts = CycleFacts(unit, cycle_id, today)
    moved = _moved(unit, facts, number, "approve")
    if number > 1 and facts.state(number - 1) != APPROVED:
        raise UserError(_("Duyệt bước {before} trước, rồi mới duyệt bước {number}.", before=number - 1, number=number))
    _demand(number, standing_of(step_of(number), facts))
    if number == versions.STEP:
        versions.put_in_force(unit, cycle_id)
    return unit.steps.keep(moved)


def reopen_step(unit: Unit, cycle_id: str, number: int, reason: str) -> StepState:
    """Opens a step that was handed in or approved; the next approval counts as a new version.

    What an approved programme says is opened as a whole: any of steps 3 to 6 opens all of them for a new version.
    """
    facts = CycleFacts(unit, cycle_id)
    if number in versions.PROGRAMME_STEPS and facts.state(versions.STEP) == APPROVED:
        versions.open_new_version(unit, cycle_id, reason)
        return CycleFacts(unit, cycle_id).kept_state(number)
    later = [each.number for each in steps() if each.number > number and facts.state(each.number) == APPROVED]
    moved = _moved(unit, facts, number, "reopen", reason)
    if later:
        raise UserError(_("Mở lại bước {later} trước: bước đó đã được duyệt dựa trên bước này.", later=max(later)))
    return unit.steps.keep(moved, reason)


def _moved(unit: Unit, facts: CycleFacts, number: int, deed: str, reason: str = "") -> StepState:
    return move(facts.kept_state(number), deed, person=unit.person, at=now(), reason=reason)


def _demand(number: int, standing: Standing) -> None:
    if not standing.missing:
        return
    first = _as_sentence(standing.missing[0].text)
    if standing.count == 1:
        raise UserError(_("Chưa nộp được bước {number}. {first}", number=number, first=first))
    raise UserError(
        _("Chưa nộp được bước {number}, còn thiếu {n} mục. {first}", number=number, n=standing.count, first=first)
    )


def _as_sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


class CycleFacts:
    """The facts that gates ask of one cycle, each read when it is asked for."""

    def __init__(self, unit: Unit, cycle_id: str, as_of: date | None = None) -> None:
        self._unit = unit
        self._cycle_id = cycle_id
        self._as_of = as_of
        self._forms: dict[str, FormFacts] = {}

    @cached_property
    def _states(self) -> dict[int, StepState]:
        return {each.step: each for each in self._unit.steps.all(cycle_id=self._cycle_id)}

    def kept_state(self, step: int) -> StepState:
        return self._states.get(step) or StepState(id=new_key(), cycle_id=self._cycle_id, step=step)

    def state(self, step: int) -> str:
        return self.kept_state(step).state

    def has_begun(self, step: int) -> bool:
        """Whether anything was written that belongs to the step."""
        match step:
            case 1:
                return bool(self._unit.answers.count(cycle_id=self._cycle_id) or self._unit.instruments.count())
            case 2:
                return self._unit.findings.count(cycle_id=self._cycle_id) > 0
            case 3:
                kinds = (self._unit.goals, self._unit.effects, self._unit.plans)
                return any(each.count(cycle_id=self._cycle_id) for each in kinds)
            case 4:
                return self._unit.tasks.count(cycle_id=self._cycle_id) > 0
            case 5:
                return self._unit.solutions.count(cycle_id=self._cycle_id) > 0
            case 6:
                sent = self._unit.passages.count(cycle_id=self._cycle_id, paper=draft_sending.PAPER)
                return bool(sent or self._unit.comments.count(cycle_id=self._cycle_id, stage="draft"))
            case 7:
                return has_progress(self._unit, self._cycle_id)
            case 8:
                return is_monitored(self._unit, self._cycle_id)
            case 9:
                return effect_report.has_begun(self._unit, self._cycle_id)
            case 10:
                return self._unit.review_items.count(cycle_id=self._cycle_id) > 0
        return False

    def form(self, name: str) -> FormFacts:
        if name not in self._forms:
            self._forms[name] = self._read_form(name)
        return self._forms[name]

    def _read_form(self, name: str) -> FormFacts:
        """A form that this cycle never had (an older dossier) asks nothing."""
        pinned = self._unit.forms.all(cycle_id=self._cycle_id, name=name)
        if not pinned:
            return FormFacts(title=name, page=name, questions=())
        filling = open_form(self._unit, self._cycle_id, name, wording.language())
        answers = answers_of(self._unit, self._cycle_id, name)
        return FormFacts(title=pinned[0].title, page=name, questions=asked_of(filling, answers))

    @cached_property
    def instruments(self) -> Sequence[Instrument]:
        return self._unit.instruments.all(kind="instrument")

    @cached_property
    def dated(self) -> frozenset[str]:
        calibrations = self._unit.calibrations.all()
        return frozenset(each.instrument_id for each in calibrations if each.performed_on or each.performed_text)

    @cached_property
    def open_proposals(self) -> Sequence[tuple[str, str]]:
        if self._as_of is None:
            return ()
        proposals = proposals_by_key(self._unit, self._cycle_id, self._as_of).values()
        findings = self._unit.findings.all(cycle_id=self._cycle_id)
        return tuple((each.key, each.title) for each in undecided(proposals, findings))

    @cached_property
    def decided(self) -> int:
        return self._unit.findings.count(cycle_id=self._cycle_id)

    @cached_property
    def task_plan(self) -> TaskPlan:
        return task_plan(self._unit, self._cycle_id)

    @cached_property
    def solution_plan(self) -> SolutionPlan:
        return solution_plan(self._unit, self._cycle_id)

    @cached_property
    def plan(self) -> ProgrammePlan:
        return plan_of(self._unit, self._cycle_id)

    @cached_property
    def effects(self) -> Sequence[Effect]:
        return sorted(self._unit.effects.all(cycle_id=self._cycle_id), key=lambda each: each.number)

    @cached_property
    def goals(self) -> Sequence[tuple[Goal, int]]:
        findings = {each.id for each in self._unit.findings.all(cycle_id=self._cycle_id) if stands(each)}
        links = self._unit.links.all(from_kind="goals", to_kind="findings")
        goals = sorted(self._unit.goals.all(cycle_id=self._cycle_id), key=lambda each: each.number)
        return tuple(
            (goal, sum(each.from_id == goal.id and each.to_id in findings for each in links)) for goal in goals
        )

    @cached_property
    def approval(self) -> Approval:
        return approval_of(self._unit, self._cycle_id)

    @cached_property
    def review(self) -> Review:
        today = today_here()
        return review_of(self._unit, self._cycle_id, max(self._as_of or today, today))

    @cached_property
    def effect_report(self) -> ReportFacts:
        return effect_report.report_facts(self._unit, self._cycle_id)

    @cached_property
    def monitoring(self) -> MonitoringFacts:
        """Lateness is judged by the clock's day, which may be long after the survey."""
        today = today_here()
        return monitoring_facts(self._unit, self._cycle_id, max(self._as_of or today, today))


def asked_of(filling: Filling, answers: dict[str, Answer]) -> tuple[Asked, ...]:
    """The questions that count for the gate: level questions, those the form demands, and any with a wrong answer."""
    sections = _sections(filling)
    counted = (
        _asked(each, filling, answers.get(each.path), sections)
        for each in asked_questions(filling)
        if filling.relevant(each.path)
    )
    return tuple(each for each in counted if each is not None)


def _asked(question: Question, filling: Filling, answer: Answer | None, sections: dict[str, str]) -> Asked | None:
    answered = is_answered(answer)
    set_aside = answer is not None and answer.status != ""
    problem = "" if set_aside or not answered else filling.problem(question.path) or ""
    if not (is_level_question(question) or filling.required(question.path) or problem):
        return None
    return Asked(
        path=question.path,
        label=filling.label(question.path),
        section=sections.get(question.path, ""),
        subject=question.audit.subject if question.audit else 0,
        answered=answered,
        has_level=answered and not set_aside and is_level_question(question),
        problem=problem,
    )


def _sections(filling: Filling) -> dict[str, str]:
    """The title of the outermost group of every question."""
    outer: Iterable[tuple[str, str]] = (
        (question.path, text_in(group.label, filling.language))
        for group in filling.form.root.groups()
        if group.path.count("/") == 2
        for question in group.questions()
    )
    return dict(outer)
