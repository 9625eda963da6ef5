"""Gathers what the closing meeting shows, from chosen fields alone (see domain.meeting_points)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from app.domain.answers import Answer
from app.domain.feasibility import doubts_of
from app.domain.findings import finding_code
from app.domain.forms.definition import Form
from app.domain.goals import goal_code
from app.domain.meeting_points import (
    Attendance,
    Closing,
    ClosingView,
    FindingPoint,
    GoalPoint,
    Picture,
    TaskPoint,
)
from app.domain.proposals import priority_of_finding
from app.domain.tasks import task_code
from app.reports import sentences
from app.reports.answers_shown import shown
from app.reports.findings import clause_with_mark
from app.reports.material import Material
from app.services.goal_economics import GoalEconomics, cycle_economics
from app.services.meeting_said import said_of
from app.services.plans import plan_of
from app.services.reporting import gather_dossier, material_of
from app.services.task_plan import findings_of_cycle, goals_of_cycle, linked, tasks_of_cycle
from app.storage.unit import Unit

FORM, OPENING = "closing_meeting", "opening_meeting"


def closing_view(unit: Unit, cycle_id: str, as_of: date) -> ClosingView:
    """All of it, read at one moment. Costly with a large register: read it in the background."""
    dossier = gather_dossier(unit, cycle_id, pictures=False)
    return view_of(unit, material_of(dossier, as_of))


def view_of(unit: Unit, material: Material) -> ClosingView:
    """From a dossier that was gathered at this moment already."""
    dossier = material.dossier
    bare = ClosingView(
        enterprise=dossier.site.enterprise,
        site=dossier.site.name,
        cycle=dossier.cycle.name,
        attendance=attendance_of(material),
        picture=Picture(
            lead=sentences.lead(material),
            sentences=(sentences.instruments(material), sentences.findings(material)),
            subjects=material.subjects,
        ),
        closing=closing_of(material),
    )
    return with_plan(unit, dossier.cycle.id, bare)


def with_plan(unit: Unit, cycle_id: str, view: ClosingView) -> ClosingView:
    """The same with findings, goals, tasks and what was said read anew, which is quick."""
    return replace(
        view,
        findings=finding_points(unit, cycle_id),
        goals=goal_points(unit, cycle_id),
        tasks=task_points(unit, cycle_id),
        said=said_of(unit, cycle_id),
    )


def finding_points(unit: Unit, cycle_id: str) -> list[FindingPoint]:
    """The findings that stand, the first priority first, among equals by number; those not judged last."""
    goals: dict[str, list[str]] = {}
    for goal_id, own in linked(unit, "goals", "findings", findings_of_cycle(unit, cycle_id)).items():
        for each in own:
            goals.setdefault(each.id, []).append(goal_id)
    codes = {each.id: goal_code(each) for each in goals_of_cycle(unit, cycle_id)}
    found = []
    for each in findings_of_cycle(unit, cycle_id):
        priority = priority_of_finding(each)
        found.append(
            FindingPoint(
                id=each.id,
                code=finding_code(each),
                title=each.title,
                detail=each.detail,
                level=priority.level,
                word=priority.word,
                severity=each.severity,
                cause=each.cause,
                clause=clause_with_mark(each.clause),
                proposal=each.proposal,
                owner=each.owner,
                due_on=each.due_on,
                goals=tuple(sorted(codes[id] for id in goals.get(each.id, ()) if id in codes)),
            )
        )
    return sorted(found, key=lambda each: (each.level or 9, each.code))


def goal_points(unit: Unit, cycle_id: str) -> list[GoalPoint]:
    """The goals in the order of their numbers, with what each costs and brings."""
    findings = linked(unit, "goals", "findings", findings_of_cycle(unit, cycle_id))
    plan = plan_of(unit, cycle_id)
    made = []
    for each in cycle_economics(unit, cycle_id):
        codes = tuple(finding_code(finding) for finding in findings.get(each.goal.id, ()))
        doubts = tuple(doubt.words for doubt in doubts_of(each.goal, plan))
        made.append(_goal_point(each, codes, doubts))
    return made


def _goal_point(found: GoalEconomics, findings: tuple[str, ...], doubts: tuple[str, ...]) -> GoalPoint:
    goal, result = found.goal, found.result
    return GoalPoint(
        id=goal.id,
        code=goal_code(goal),
        title=goal.title,
        indicator=goal.indicator,
        unit=goal.unit,
        baseline=goal.baseline,
        baseline_on=goal.baseline_on,
        baseline_source=goal.baseline_source,
        target=goal.target,
        due_on=goal.due_on,
        owner=goal.owner,
        justification=goal.justification,
        findings=findings,
        investment=found.investment.value,
        running=found.running.value,
        saving=found.saving,
        payback=result.payback,
        payback_has_end=result.payback_has_end,
        npv=result.npv,
        reasons=tuple(result.reasons.items()),
        doubts=doubts,
        notes=found.notes(),
    )


def task_points(unit: Unit, cycle_id: str) -> list[TaskPoint]:
    """The tasks under their first goal, in the order of goals and numbers; stopped ones are left out."""
    tasks, goals = tasks_of_cycle(unit, cycle_id), goals_of_cycle(unit, cycle_id)
    served = linked(unit, "tasks", "goals", goals)
    points = [
        TaskPoint(
            id=each.id,
            code=task_code(each),
            title=each.title,
            owner=each.owner,
            partner=each.partner,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            result=each.result,
            goal=goal_code(served[each.id][0]) if each.id in served else "",
        )
        for each in tasks
        if each.state != "stopped"
    ]
    return sorted(points, key=lambda each: (not each.goal, each.goal, each.code))


# ---- what the forms say


def attendance_of(material: Material) -> Attendance:
    """From the closing meeting's form; who was at the opening stands in for what it does not say."""
    words, first = words_of(material, FORM), words_of(material, OPENING)
    enterprise, team = opening_people(material)
    return Attendance(
        place=words.get("meeting_place", ""),
        started_at=moment_of(words.get("meeting_date", ""), words.get("meeting_time", "")),
        scope=words.get("survey_scope") or first.get("scope", ""),
        enterprise=_lines(words.get("enterprise_roles", "")) or enterprise,
        team=_lines(words.get("team_roles", "")) or team,
        enterprise_signer=(
            words.get("enterprise_signer_role") or first.get("enterprise_speaker", ""),
            words.get("enterprise_signer_name", ""),
        ),
        team_signer=(
            words.get("team_signer_role") or first.get("team_speaker", ""),
            words.get("team_signer_name", ""),
        ),
    )


def opening_people(material: Material) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those of the enterprise and of the team at the opening meeting: "post, unit; name"."""
    people: dict[str, dict[str, str]] = {}
    for path, answer in material.answers.get(OPENING, {}).items():
        holder, name = path.rsplit("/", 1)
        if name.startswith("person_") and answer.value:
            people.setdefault(holder, {})[name] = answer.value.strip()
    sides: dict[str, list[str]] = {"enterprise": [], "team": []}
    for _holder, each in sorted(people.items(), key=lambda item: (len(item[0]), item[0])):
        post = ", ".join(filter(None, (each.get("person_post", ""), each.get("person_unit", ""))))
        line = "; ".join(filter(None, (post, each.get("person_name", ""))))
        if line:
            sides.setdefault(each.get("person_side", "enterprise"), []).append(line)
    return tuple(sides["enterprise"]), tuple(sides["team"])


AGREED = ("strengths", "agreed_summary", "urgent_matters", "enterprise_remarks", "team_remarks", "disagreements")
NEXT = (
    "next_steps_text",
    "missing_papers_due",
    "analysis_due",
    "next_meeting_on",
    "papers_handed_over",
    "papers_other",
)


def closing_of(material: Material) -> Closing:
    return Closing(agreed=labelled(material, FORM, AGREED), next_steps=labelled(material, FORM, NEXT))


def labelled(material: Material, form_name: str, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Label and answer in words of these questions, as far as they are answered; in the order of the names."""
    filling = material.fillings.get(form_name)
    if filling is None:
        return ()
    answers = material.answers.get(form_name, {})
    by_name = {each.name: each for each in filling.form.questions()}
    found = []
    for name in names:
        question = by_name.get(name)
        answer = answers.get(question.path) if question is not None else None
        if question is not None and answer is not None and answer.value:
            label = question.label.get(material.language) or next(iter(question.label.values()), name)
            found.append((label, _shown(filling.form, question.path, answer, material.language)))
    return tuple(found)


def _shown(form: Form, path: str, answer: Answer, language: str) -> str:
    question = next(each for each in form.questions() if each.path == path)
    value = shown(form, question, answer, language)
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value or "")


def words_of(material: Material, form_name: str) -> dict[str, str]:
    """The values as typed, by the name of the question."""
    return {path.rsplit("/", 1)[-1]: each.value for path, each in material.answers.get(form_name, {}).items()}


def _lines(text: str) -> tuple[str, ...]:
    return tuple(each.strip(" -–•.") for each in text.splitlines() if each.strip(" -–•."))


def moment_of(day: str, clock: str) -> datetime | None:
    """The local moment of a date and a time of the form; None without a date."""
    try:
        on = date.fromisoformat(day[:10])
        at = time.fromisoformat(clock[:5]) if clock else time(8)
        return datetime.combine(on, at).astimezone()
    except (ValueError, OverflowError):
        return None
