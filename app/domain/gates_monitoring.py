"""The gates of steps 7 and 8: tasks told of and proved; indicators read, lateness answered, the programme reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.carrying_out import TaskLack
from app.domain.goals import Goal, goal_code
from app.domain.missing import Missing
from app.domain.standing import Standing
from app.domain.tasks import Task, task_code
from app.formats import show_date
from app.wording import _


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringFacts:
    """As of today. goals: each with how many readings it has after its baseline, and how many gaps that say why.

    lasts: the programme's period is not over, so that a task which is not done may still be.
    """

    tasks: Sequence[tuple[Task, Sequence[TaskLack]]] = ()
    goals: Sequence[tuple[Goal, int, int]] = ()
    reviewed: bool = False
    lasts: bool = False


class Monitored(Protocol):
    @property
    def monitoring(self) -> MonitoringFacts: ...


CARRYING_OUT = ("evidence", "reason", "note")
"""What a task may lack that step 7 asks for; a corrective action belongs to step 8."""


def carrying_out_gate(facts: Monitored, _argument: str) -> Standing:
    """Every task done and proved (or it says why not) or stopped with a reason.

    Once the programme's period is over, one that is not done needs to be told of in the last three months.
    """
    tasks = facts.monitoring.tasks
    if not tasks:
        return Standing(0, 1, (Missing(_("Chưa có nhiệm vụ nào."), "tasks"),))
    missing = []
    for task, lacks in tasks:
        words = [each.words for each in lacks if each.key in CARRYING_OUT]
        if facts.monitoring.lasts and task.state in ("planned", "doing"):
            until = show_date(task.ends_on)
            words = [_("chưa xong, hạn {day}", day=until) if until else _("chưa xong"), *words]
        if words:
            text = _("{code} {lacking}", code=task_code(task), lacking=", ".join(words))
            missing.append(Missing(text, "carrying_out", task.id))
    return Standing(len(tasks) - len(missing), len(tasks), tuple(missing))


def monitoring_gate(facts: Monitored, _argument: str) -> Standing:
    """Every goal read after its baseline or a reason why not; an action for every late task; one review at least."""
    found = facts.monitoring
    if not found.goals:
        return Standing(0, 1, (Missing(_("Chưa có mục tiêu nào."), "goals"),))
    unread = [goal for goal, read, gaps in found.goals if not read and not gaps]
    late = [task for task, lacks in found.tasks if any(each.key == "action" for each in lacks)]
    missing = [
        *(Missing(_("{code} chưa đọc lại chỉ tiêu", code=goal_code(each)), "monitoring", each.id) for each in unread),
        *(
            Missing(
                _("{code} chậm nhưng chưa có hành động khắc phục", code=task_code(each)),
                "monitoring",
                f"late:{each.id}",
            )
            for each in late
        ),
    ]
    if not found.reviewed:
        missing.append(
            Missing(_("Chưa rà soát chương trình lần nào (ít nhất mỗi năm một lần)."), "monitoring", "review")
        )
    total = len(found.goals) + len(late) + 1
    return Standing(total - len(missing), total, tuple(missing))
