"""Tasks (nhiệm vụ): who does what until when, what it yields, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.wording import N_

TASK_KINDS: Mapping[str, str] = {
    "documents": N_("Rà soát, sửa đổi tài liệu"),
    "equipment": N_("Tăng cường chuẩn, phương tiện đo, chất chuẩn"),
    "calibration": N_("Kiểm định, hiệu chuẩn, thử nghiệm"),
    "technology": N_("Công nghệ đo tiên tiến"),
    "training": N_("Đào tạo"),
    "infrastructure": N_("Hạ tầng"),
}
"""The kinds of programme.md, step 4."""

TASK_STATES: Mapping[str, str] = {
    "planned": N_("Chưa làm"),
    "doing": N_("Đang làm"),
    "done": N_("Đã xong"),
    "stopped": N_("Đã dừng"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """number: 12 is shown as NV-12. kind: a key of TASK_KINDS; state: of TASK_STATES; percent: 0 to 100.

    starts_on, ends_on: the plan, both days included. effort: days of work of its owner. result: what stands at its end
    and can be checked. done_on: the day it was done. previous_id: the task of the last cycle it goes on from.
    why_no_solution: why it needs none of step 5; why_stopped: why it was given up; why_no_evidence: why nothing is
    there to prove it. Links: tasks → goals, tasks → findings, tasks → tasks (it waits for
    that one), solutions → tasks, evidence → tasks.
    """

    id: str
    cycle_id: str
    number: int
    kind: str
    title: str
    detail: str = ""
    owner: str = ""
    partner: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    effort: Decimal | None = None
    result: str = ""
    state: str = "planned"
    percent: int = 0
    done_on: date | None = None
    note: str = ""
    previous_id: str = ""
    why_no_solution: str = ""
    why_stopped: str = ""
    why_no_evidence: str = ""


def task_code(task: Task) -> str:
    return f"NV-{task.number:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressNote:
    """What was told of a task on a day (step 7). percent: how far it was then; difficulty: what stands in the way."""

    id: str
    task_id: str
    told_on: date
    percent: int
    words: str = ""
    difficulty: str = ""
    told_by: str = ""
