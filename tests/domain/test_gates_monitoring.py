"""What steps 7 and 8 ask before they are handed in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.carrying_out import TaskLack
from app.domain.gates_monitoring import MonitoringFacts, carrying_out_gate, monitoring_gate
from app.domain.goals import Goal
from app.domain.tasks import Task


@dataclass
class Facts:
    monitoring: MonitoringFacts = field(default_factory=MonitoringFacts)


TASK = Task(id="t", cycle_id="c", number=4, kind="training", title="Đào tạo")
GOAL = Goal(id="g", cycle_id="c", number=2, title="Còn hạn")


def lack(key: str) -> TaskLack:
    return TaskLack(key=key, words=f"thiếu {key}")


def test_without_tasks_step_7_leads_to_step_4() -> None:
    standing = carrying_out_gate(Facts(), "")

    assert [(each.text, each.page) for each in standing.missing] == [("Chưa có nhiệm vụ nào.", "tasks")]


def test_a_task_that_lacks_evidence_or_a_note_is_named_and_a_missing_action_is_left_to_step_8() -> None:
    tasks = [(TASK, [lack("evidence"), lack("note")]), (TASK, [lack("action")]), (TASK, [])]

    standing = carrying_out_gate(Facts(MonitoringFacts(tasks=tasks)), "")

    assert (standing.done, standing.total) == (2, 3)
    assert [(each.text, each.page, each.target) for each in standing.missing] == [
        ("NV-04 thiếu evidence, thiếu note", "carrying_out", "t")
    ]


def test_while_the_programme_lasts_a_task_that_is_not_done_keeps_step_7_open() -> None:
    late = replace(TASK, ends_on=date(2027, 7, 31))
    done, stopped = replace(TASK, state="done"), replace(TASK, state="stopped")
    tasks = [(late, []), (done, []), (stopped, []), (replace(TASK, state="doing"), [])]

    lasting = carrying_out_gate(Facts(MonitoringFacts(tasks=tasks, lasts=True)), "")
    over = carrying_out_gate(Facts(MonitoringFacts(tasks=tasks)), "")

    assert [each.text for each in lasting.missing] == ["NV-04 chưa xong, hạn 31/07/2027", "NV-04 chưa xong"]
    assert over.missing == ()


def test_step_8_asks_for_readings_actions_and_a_review() -> None:
    facts = MonitoringFacts(tasks=[(TASK, [lack("action")])], goals=[(GOAL, 0, 0), (GOAL, 1, 0), (GOAL, 0, 1)])

    standing = monitoring_gate(Facts(facts), "")

    assert (standing.done, standing.total) == (2, 5)
    assert [each.text for each in standing.missing] == [
        "MT-02 chưa đọc lại chỉ tiêu",
        "NV-04 chậm nhưng chưa có hành động khắc phục",
        "Chưa rà soát chương trình lần nào (ít nhất mỗi năm một lần).",
    ]
    assert {each.page for each in standing.missing} == {"monitoring"}


def test_a_reading_or_a_reason_for_each_goal_and_one_review_open_step_8() -> None:
    facts = MonitoringFacts(tasks=[(TASK, [])], goals=[(GOAL, 1, 0), (GOAL, 0, 1)], reviewed=True)

    assert monitoring_gate(Facts(facts), "").missing == ()
    assert monitoring_gate(Facts(), "").missing[0].page == "goals"
