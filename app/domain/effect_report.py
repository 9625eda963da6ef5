"""The effect report (báo cáo hiệu quả) as facts, before any words: goals, tasks, effects, costs, what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.economics import Economics
from app.domain.effect_results import Costs, EffectResult
from app.domain.findings import Link
from app.domain.goal_results import GoalResult
from app.domain.goals import goal_code
from app.domain.monitoring import CorrectiveAction, corrective_action_code
from app.domain.outcomes import sentence_of
from app.domain.programme_papers import ProgrammePlan, Version
from app.domain.solutions import FundingItem
from app.domain.task_results import DONE, DONE_LATE, TaskResult
from app.formats import show_date
from app.wording import _

PAPER = "effect_report"
STEP = 9
PARTS = ("difficulties", "corrective", "proposals", "conclusion")
"""The passages that a person writes, parts 5 to 8."""
UNMEASURED = "unmeasured:"
"""Before the id of a goal: the passage that says why it could not be measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectReport:
    """passages: parts 5 to 8 as written, by name. baseline: the version whose baselines are compared with, in_force:
    the one that rules now; both None while nothing was frozen. codes: trace codes of findings, tasks and effects by
    goal id. warning: what is wrong with a frozen version, "" for nothing. previous: the baseline of the goal of the
    last cycle that a goal goes on from, by goal id."""

    as_of: date
    plan: ProgrammePlan | None
    baseline: Version | None
    in_force: Version | None
    warning: str
    goals: tuple[GoalResult, ...]
    tasks: tuple[TaskResult, ...]
    effects: tuple[EffectResult, ...]
    costs: Costs
    funding: tuple[FundingItem, ...]
    economics: Economics
    economics_gap: str
    actions: tuple[CorrectiveAction, ...]
    passages: Mapping[str, str]
    codes: Mapping[str, Mapping[str, tuple[str, ...]]]
    previous: Mapping[str, Decimal]

    @property
    def sentence(self) -> str:
        return sentence_of(each.outcome for each in self.goals)

    @property
    def tasks_done(self) -> int:
        return sum(each.outcome in (DONE, DONE_LATE) for each in self.tasks)

    @property
    def waiting(self) -> tuple[GoalResult, ...]:
        """The goals with neither a value nor a reason."""
        return tuple(each for each in self.goals if not each.is_answered)


def traced(links: Iterable[Link], codes: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """By goal id the codes of what is linked to it, by kind. codes: kind → id → code of what may be named."""
    found: dict[str, dict[str, set[str]]] = {}
    for link in links:
        for goal, kind, other in (
            (link.from_id if link.from_kind == "goals" else "", link.to_kind, link.to_id),
            (link.to_id if link.to_kind == "goals" else "", link.from_kind, link.from_id),
        ):
            if goal and (code := codes.get(kind, {}).get(other)):
                found.setdefault(goal, {}).setdefault(kind, set()).add(code)
    return {goal: {kind: tuple(sorted(each)) for kind, each in kinds.items()} for goal, kinds in found.items()}


# ---- words proposed for parts 5 to 8


def drafts(report: EffectReport) -> dict[str, str]:
    """Words proposed for the passages, from the data; "" where the data say nothing."""
    return {
        "difficulties": _difficulties(report),
        "corrective": _corrective(report.actions),
        "proposals": _proposals(report.goals),
        "conclusion": _conclusion(report),
    }


def _difficulties(report: EffectReport) -> str:
    told = [
        _(
            "{code} {title}: {difficulty} ({day})",
            code=each.code,
            title=each.task.title,
            difficulty=note.difficulty.rstrip("."),
            day=show_date(note.told_on),
        )
        for each in report.tasks
        for note in each.difficulties
    ]
    causes = [
        _("Nguyên nhân ({code}): {cause}", code=corrective_action_code(each), cause=each.cause)
        for each in report.actions
        if each.cause
    ]
    return _listed([*told, *causes])


def _corrective(actions: Sequence[CorrectiveAction]) -> str:
    return _listed([_action(each) for each in sorted(actions, key=lambda each: each.number)])


def _action(action: CorrectiveAction) -> str:
    named = ", ".join(each for each in (f"{corrective_action_code(action)} {action.title}", action.owner) if each)
    if action.done_on:
        done = _("{named}: xong ngày {day}", named=named, day=show_date(action.done_on))
        return f"{done}, {action.result}" if action.result else done
    if action.due_on:
        return _("{named}: chưa xong, hạn {day}", named=named, day=show_date(action.due_on))
    return _("{named}: chưa xong", named=named)


def _proposals(goals: Sequence[GoalResult]) -> str:
    told = []
    for each in goals:
        code, title = goal_code(each.goal), each.goal.title
        match each.outcome:
            case "unmeasured":
                told.append(_("Đo chỉ tiêu của {code} {title}, hiện chưa đo.", code=code, title=title))
            case "unknown":
                told.append(_("Xác định độ không đảm bảo cho chỉ tiêu của {code} {title}.", code=code, title=title))
            case "same":
                told.append(
                    _("Tiếp tục đo {code} {title} cho đến khi nói được là có thay đổi.", code=code, title=title)
                )
            case "near":
                told.append(
                    _("Đo lại {code} {title} với độ không đảm bảo nhỏ hơn để biết chắc đã đạt.", code=code, title=title)
                )
            case "better":
                told.append(_("Tiếp tục {code} {title} để đạt giá trị cần đạt.", code=code, title=title))
            case "worse":
                told.append(_("Xem lại nhiệm vụ và giải pháp của {code} {title}.", code=code, title=title))
            case "unlike":
                told.append(_("Đo lại {code} {title} đúng chỉ tiêu, đơn vị ban đầu.", code=code, title=title))
    return _listed(told)


def _conclusion(report: EffectReport) -> str:
    if not report.goals:
        return ""
    tasks = _("{done} trong {total} nhiệm vụ đã xong.", done=report.tasks_done, total=len(report.tasks))
    told = [report.sentence, *([tasks] if report.tasks else [])]
    if report.economics_gap:
        told.append(_("Hiệu quả kinh tế bằng tiền chưa kết luận được. {gap}", gap=report.economics_gap))
    return " ".join(told)


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"- {each.rstrip('.')}." for each in lines)
