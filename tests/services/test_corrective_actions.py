"""Corrective actions: proposed for what is late, numbered once, closed with a day and a result."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.services import carrying_out
from app.services import corrective_actions as deeds
from app.services.monitoring import statistics_of
from tests.services.monitored import TODAY, Case, a_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = a_case(tmp_path)
    yield made
    made.store.close()


def test_a_late_task_and_a_missed_reading_are_proposed_until_an_action_is_open(case: Case) -> None:
    case.goal()
    task = case.task(ends_on=date(2026, 11, 20))
    with case.writing() as unit:
        carrying_out.note_progress(unit, task.id, TODAY, 40, difficulty="Thiếu chuẩn.", today=TODAY)

    with case.writing() as unit:
        proposed = deeds.proposed_actions(unit, case.cycle_id, TODAY)
        kept = deeds.keep_action(unit, proposed[0])
        left = deeds.proposed_actions(unit, case.cycle_id, TODAY)

    assert [each.title for each in proposed] == [
        "Đưa NV-01 trở lại kế hoạch (chậm 4 ngày)",
        "Đọc lại chỉ tiêu của MT-01, kỳ 31/10/2026 chưa đọc",
    ]
    assert (kept.number, kept.cause, kept.owner) == (1, "Thiếu chuẩn.", "Phòng kỹ thuật")
    assert [each.about_kind for each in left] == ["goals"]


def test_numbers_are_never_given_twice_and_removing_asks_a_reason(case: Case) -> None:
    with case.writing() as unit:
        first = deeds.new_action(unit, case.cycle_id, "Mượn chuẩn")
    with pytest.raises(UserError, match="KP-01"), case.writing() as unit:
        deeds.retire_action(unit, first.id, "")
    with case.writing() as unit:
        deeds.retire_action(unit, first.id, "Không cần nữa.")
        second = deeds.new_action(unit, case.cycle_id, "Thuê phòng thử nghiệm")

    assert second.number == 2


def test_fields_are_read_as_typed_and_what_is_wrong_is_refused(case: Case) -> None:
    with case.writing() as unit:
        action = deeds.new_action(unit, case.cycle_id, "Mượn chuẩn")

    for field, typed, sentence in (
        ("title", " ", "việc phải làm"),
        ("due_on", "12/2026", "đủ ngày"),
        ("done_on", "01/12/2026", "chưa tới"),
    ):
        with pytest.raises(UserError, match=sentence), case.writing() as unit:
            deeds.edit_action(unit, action.id, field, typed, TODAY)
    with case.writing() as unit:
        deeds.edit_action(unit, action.id, "due_on", "20/11/2026", TODAY)
        deeds.edit_action(unit, action.id, "cause", "Chuẩn gửi đi hiệu chuẩn.", TODAY)
        open_row = deeds.action_rows(unit, case.cycle_id, TODAY)[0]
        deeds.edit_action(unit, action.id, "done_on", "24/11/2026", TODAY)
        done_row = deeds.action_rows(unit, case.cycle_id, TODAY)[0]

    assert (open_row.state, open_row.late) == ("bad", 4)
    assert done_row.state == "ok"


def test_statistics_count_tasks_findings_overdue_instruments_and_open_risks(case: Case) -> None:
    goal = case.goal()
    settled, grave = case.finding(), case.finding(severity="high")
    done = case.task(goal, settled)
    case.task(goal, grave, ends_on=date(2026, 11, 20))
    case.instrument("PI-1", "01/11/2026")
    case.instrument("PI-2", "01/11/2027")
    with case.writing() as unit:
        carrying_out.note_progress(unit, done.id, TODAY, 100, today=TODAY)

    with case.store.reading() as unit:
        found = statistics_of(unit, case.cycle_id, TODAY)

    assert (found.tasks.total.k, found.tasks.total.n, found.tasks.total.late) == (1, 2, 1)
    assert found.closed_in_time == (1, 2)
    assert [each.finding.id for each in found.risks] == [grave.id]
    assert [each[0].code for each in found.overdue] == ["PI-1"]
    assert found.in_use == 2
