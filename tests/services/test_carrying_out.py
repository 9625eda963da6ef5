"""Notes of progress carry their task along; a step that was handed in lets nothing through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.monitored import CarryingRow
from app.domain.tasks import Task
from app.services import carrying_out as deeds
from app.services.evidence import add_evidence
from tests.services.monitored import TODAY, Case, a_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = a_case(tmp_path)
    yield made
    made.store.close()


def task_now(case: Case, task: Task) -> Task:
    with case.store.reading() as unit:
        return unit.tasks.get(task.id)


def row(case: Case) -> CarryingRow:
    with case.store.reading() as unit:
        return deeds.carrying_rows(unit, case.cycle_id, TODAY)[0]


def test_a_note_moves_its_task_in_the_same_deed_and_undo_takes_both_back(case: Case) -> None:
    task = case.task()

    with case.writing() as unit:
        deeds.note_progress(unit, task.id, "20/11/2026", "100 %", "Đã đào tạo 12 người.", today=TODAY)

    done = task_now(case, task)
    assert (done.state, done.percent, done.done_on) == ("done", 100, date(2026, 11, 20))
    case.store.undo()
    assert task_now(case, task).state == "planned"
    with case.store.reading() as unit:
        assert unit.progress_notes.count(task_id=task.id) == 0


def test_an_older_note_does_not_move_the_task(case: Case) -> None:
    task = case.task()

    with case.writing() as unit:
        deeds.note_progress(unit, task.id, TODAY, 60, today=TODAY)
        deeds.note_progress(unit, task.id, TODAY - timedelta(days=20), 30, today=TODAY)

    assert task_now(case, task).percent == 60
    assert [each.percent for each in row(case).notes] == [60, 30]


def test_quick_keys_of_one_day_leave_one_note(case: Case) -> None:
    task = case.task()

    with case.writing() as unit:
        deeds.set_percent(unit, task.id, 30, TODAY)
        deeds.set_percent(unit, task.id, 40, TODAY)

    assert task_now(case, task).percent == 40
    assert len(row(case).notes) == 1


def test_editing_and_removing_a_note_moves_the_task_back(case: Case) -> None:
    task = case.task()
    with case.writing() as unit:
        deeds.note_progress(unit, task.id, TODAY - timedelta(days=9), 50, today=TODAY)
        last = deeds.note_progress(unit, task.id, TODAY, 100, today=TODAY)

    with case.writing() as unit:
        deeds.edit_note(unit, last.id, "percent", "90", TODAY)
    edited = task_now(case, task)
    with case.writing() as unit:
        deeds.retire_note(unit, last.id, "Ghi nhầm nhiệm vụ.")

    assert (edited.state, edited.percent) == ("doing", 90)
    assert task_now(case, task).percent == 50


@pytest.mark.parametrize(
    ("day", "percent", "sentence"),
    [
        ("25/11/2026", "50", "chưa tới"),
        ("11/2026", "50", "đủ ngày, tháng, năm"),
        ("", "50", "đủ ngày, tháng, năm"),
        ("20/11/2026", "120", "từ 0 đến 100"),
    ],
)
def test_a_note_that_cannot_be_right_is_refused_and_changes_nothing(
    case: Case, day: str, percent: str, sentence: str
) -> None:
    task = case.task()

    with pytest.raises(UserError, match=sentence), case.writing() as unit:
        deeds.note_progress(unit, task.id, day, percent, today=TODAY)

    assert task_now(case, task) == task


def test_stopping_asks_a_reason_keeps_the_notes_and_can_be_taken_up_again(case: Case) -> None:
    task = case.task()
    with case.writing() as unit:
        deeds.note_progress(unit, task.id, TODAY, 30, today=TODAY)

    with pytest.raises(UserError, match="lý do dừng"), case.writing() as unit:
        deeds.stop_task(unit, task.id, " ")
    with case.writing() as unit:
        deeds.stop_task(unit, task.id, "Dây chuyền bán đi.")
    stopped = task_now(case, task)
    with pytest.raises(UserError, match="đã dừng"), case.writing() as unit:
        deeds.note_progress(unit, task.id, TODAY, 40, today=TODAY)
    with case.writing() as unit:
        deeds.resume_task(unit, task.id)

    assert (stopped.state, stopped.why_stopped, stopped.percent) == ("stopped", "Dây chuyền bán đi.", 30)
    assert task_now(case, task) == replace(task, state="doing", percent=30)


def test_a_task_done_without_evidence_is_told_until_a_file_or_a_reason_is_given(case: Case) -> None:
    task = case.task()
    with case.writing() as unit:
        deeds.note_progress(unit, task.id, TODAY, 100, today=TODAY)
    before = row(case)
    with case.writing() as unit:
        add_evidence(unit, b"%PDF-1.4 ...", "danh sách.pdf", linked_to=("tasks", task.id))
    after = row(case)
    case.store.undo()
    with case.writing() as unit:
        deeds.say_why_no_evidence(unit, task.id, "Việc làm bằng lời.")

    assert [each.key for each in before.lacks] == ["evidence"]
    assert (after.evidence, after.lacks, after.glyph) == (1, (), "ok")
    assert row(case).lacks == ()


def test_a_row_knows_goals_findings_and_how_late_it_is(case: Case) -> None:
    goal, finding = case.goal(), case.finding()
    case.task(goal, finding, ends_on=TODAY - timedelta(days=3))

    found = row(case)

    assert [each.id for each in found.goals] == [goal.id]
    assert [each.id for each in found.findings] == [finding.id]
    assert (found.late, found.glyph, found.word) == (3, "bad", "Chưa làm, chậm 3 ngày")


def test_a_step_that_is_approved_is_locked(case: Case) -> None:
    task = case.task()
    with case.writing() as unit:
        step = next(iter(unit.steps.all(cycle_id=case.cycle_id, step=7)))
        unit.steps.keep(replace(step, state="approved"))

    with pytest.raises(UserError, match="Bước 7 đã được duyệt"), case.writing() as unit:
        deeds.set_percent(unit, task.id, 50, TODAY)
