"""The tasks of a cycle as a schedule, and moving them: one deed each, one undo, closed with step 4."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.findings import Link
from app.domain.keys import new_key
from app.domain.schedule import Clash
from app.domain.task_gantt import gantt_of_dossier
from app.domain.tasks import Task
from app.services.reporting import gather_dossier
from app.services.schedule import ScheduleView, clash_words, move_task, plan_task, schedule_view, stretch_task
from app.storage.unit import Unit
from tests.services.monitored import Case, a_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = a_case(tmp_path)
    yield made
    made.store.close()


def waits(case: Case, task: Task, other: Task) -> None:
    with case.writing() as unit:
        unit.links.keep(Link(id=new_key(), from_kind="tasks", from_id=task.id, to_kind="tasks", to_id=other.id))


def view(case: Case) -> ScheduleView:
    with case.store.reading() as unit:
        return schedule_view(unit, case.cycle_id)


def days(case: Case, task: Task) -> tuple[date | None, date | None]:
    with case.store.reading() as unit:
        kept = unit.tasks.get(task.id)
        return kept.starts_on, kept.ends_on


def test_the_schedule_knows_the_critical_path_and_the_earliest_day_of_the_goals(case: Case) -> None:
    goal, sooner = case.goal(), case.goal(due_on=date(2026, 12, 1))
    one = case.task(goal)
    other = case.task(goal, starts_on=date(2026, 12, 16), ends_on=date(2026, 12, 20))
    waits(case, other, one)
    with case.writing() as unit:
        unit.links.keep(Link(id=new_key(), from_kind="tasks", from_id=one.id, to_kind="goals", to_id=sooner.id))

    seen = view(case)

    assert seen.found.critical == {one.id, other.id}
    assert [clash.kind for clash in seen.clashes_of[one.id]] == ["goal"]
    assert clash_words(seen, seen.clashes_of[one.id][0]) == (
        "NV-01 kết thúc sau hạn của mục tiêu (01/12/2026) 14 ngày."
    )


def test_moving_a_task_alone_leaves_what_waits_for_it_and_points_out_the_overlap(case: Case) -> None:
    one, other = case.task(), case.task(starts_on=date(2026, 12, 16), ends_on=date(2026, 12, 20))
    waits(case, other, one)

    with case.writing() as unit:
        told = move_task(unit, one.id, 3)

    assert days(case, one) == (date(2026, 10, 4), date(2026, 12, 18))
    assert days(case, other) == (date(2026, 12, 16), date(2026, 12, 20))
    assert told == (Clash("waits", other.id, 3, one.id),)
    assert clash_words(view(case), told[0]) == "NV-02 bắt đầu khi NV-01 mà nó chờ chưa xong: chồng 3 ngày."


def test_moving_with_what_waits_moves_all_by_as_many_days_and_one_undo_takes_all_back(case: Case) -> None:
    one, other = case.task(), case.task(starts_on=date(2026, 12, 16), ends_on=date(2026, 12, 20))
    waits(case, other, one)
    before = days(case, one), days(case, other)

    with case.writing() as unit:
        told = move_task(unit, one.id, 7, with_followers=True)
    after = days(case, one), days(case, other)
    case.store.undo()

    assert after == ((date(2026, 10, 8), date(2026, 12, 22)), (date(2026, 12, 23), date(2026, 12, 27)))
    assert told == ()
    assert (days(case, one), days(case, other)) == before


def test_a_task_that_now_ends_after_its_goal_is_moved_and_pointed_out(case: Case) -> None:
    task = case.task(case.goal(due_on=date(2026, 12, 15)))

    with case.writing() as unit:
        told = stretch_task(unit, task.id, end=2)

    assert days(case, task) == (date(2026, 10, 1), date(2026, 12, 17))
    assert told == (Clash("goal", task.id, 2),)


def test_a_task_keeps_at_least_one_day(case: Case) -> None:
    task = case.task(starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 3))

    with case.writing() as unit:
        stretch_task(unit, task.id, start=2)
    with pytest.raises(UserError, match="NV-01 phải kéo dài ít nhất một ngày"), case.writing() as unit:
        stretch_task(unit, task.id, start=1)

    assert days(case, task) == (date(2026, 10, 3), date(2026, 10, 3))


def test_a_task_without_dates_is_given_them_before_it_moves(case: Case) -> None:
    task = case.task(starts_on=None, ends_on=None)

    with pytest.raises(UserError, match="NV-01 chưa có ngày bắt đầu"), case.writing() as unit:
        move_task(unit, task.id, 1)
    with case.writing() as unit:
        plan_task(unit, task.id, date(2026, 11, 5), date(2026, 11, 2))

    assert days(case, task) == (date(2026, 11, 2), date(2026, 11, 5))


def test_a_stopped_task_is_nobodys_work_but_can_still_be_moved(case: Case) -> None:
    task = case.task(state="stopped")

    with case.writing() as unit:
        move_task(unit, task.id, 1)

    assert view(case).found.timed == {}
    assert days(case, task) == (date(2026, 10, 2), date(2026, 12, 16))


def test_nothing_moves_once_step_4_was_handed_in(case: Case) -> None:
    task = case.task()
    with case.writing() as unit:
        step = unit.steps.all(cycle_id=case.cycle_id, step=4)[0]
        unit.steps.keep(replace(step, state="submitted"))

    deeds: tuple[Callable[[Unit], object], ...] = (
        lambda unit: move_task(unit, task.id, 1),
        lambda unit: stretch_task(unit, task.id, end=1),
        lambda unit: plan_task(unit, task.id, date(2026, 11, 2), date(2026, 11, 5)),
    )
    for deed in deeds:
        with pytest.raises(UserError, match="Bước 4 đã nộp"), case.writing() as unit:
            deed(unit)

    assert days(case, task) == (date(2026, 10, 1), date(2026, 12, 15))


def test_the_schedule_for_papers_lists_each_task_once_under_its_goal_in_the_order_of_days(case: Case) -> None:
    goal, idle = case.goal(title="Giảm chiết dư"), case.goal(title="Chưa ai làm")
    late = case.task(goal, starts_on=date(2026, 11, 1), percent=40)
    early = case.task(goal, starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 20))
    case.task(goal, state="stopped")
    case.task(starts_on=None, ends_on=None)
    waits(case, late, early)
    assert idle.number == 2

    with case.store.reading() as unit:
        gantt = gantt_of_dossier(gather_dossier(unit, case.cycle_id), "Tiến độ", date(2026, 11, 24))

    assert [each.title if each.band else each.code for each in gantt.rows] == [
        "MT-01 Giảm chiết dư · đến 31/12/2026",
        "NV-02",
        "NV-01",
        "Chưa nối với mục tiêu nào",
        "NV-04",
    ]
    assert gantt.waits == (("NV-01", "NV-02"),)
    assert [each.percent for each in gantt.rows if each.code == "NV-01"] == [40]
    assert "Đường găng: NV-01." in gantt.note
