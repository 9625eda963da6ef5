from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.domain.goals import Goal
from app.domain.task_checks import TaskPlan, goals_without_task, load_problems, task_problems, task_state
from app.domain.task_drafts import guessed_kind
from app.domain.task_order import ring_with
from app.domain.tasks import Task


def a_goal(number: int = 1, due_on: date | None = date(2027, 6, 30), indicator_key: str = "") -> Goal:
    return Goal(
        id=f"g{number}", cycle_id="c", number=number, title="Mục tiêu", due_on=due_on, indicator_key=indicator_key
    )


def a_task(number: int = 1, owner: str = "KCS", effort: str | None = "5", **dates: date | None) -> Task:
    return Task(
        id=f"t{number}",
        cycle_id="c",
        number=number,
        kind="documents",
        title="Việc",
        owner=owner,
        starts_on=dates.get("starts", date(2027, 3, 1)),
        ends_on=dates.get("ends", date(2027, 3, 5)),
        effort=Decimal(effort) if effort else None,
        result="Có",
    )


def a_plan(*tasks: Task, **more: object) -> TaskPlan:
    goal = a_goal()
    given: dict[str, object] = {
        "goals": [goal],
        "goals_of": {each.id: [goal] for each in tasks},
        "findings_of": {each.id: 1 for each in tasks},
    }
    return TaskPlan(tasks=tasks, **{**given, **more})  # type: ignore[arg-type]


def test_a_whole_task_has_no_problem() -> None:
    assert task_problems(a_plan(a_task())) == {}


def test_a_task_lacks_its_links_before_its_blanks() -> None:
    plan = a_plan(a_task(owner=""), goals_of={}, findings_of={})

    (problems,) = task_problems(plan).values()

    assert [each.field for each in problems] == ["goals", "findings", "owner"]
    assert task_state(problems) == "bad"


def test_a_task_may_end_on_the_very_day_of_its_goal() -> None:
    assert task_problems(a_plan(a_task(ends=date(2027, 6, 30)))) == {}
    assert "t1" in task_problems(a_plan(a_task(ends=date(2027, 7, 1))))


def test_of_two_goals_the_one_that_is_passed_is_named() -> None:
    late, later = a_goal(1, date(2027, 6, 30)), a_goal(2, date(2027, 12, 31))
    task = a_task(ends=date(2027, 7, 1))

    (problems,) = task_problems(a_plan(task, goals_of={task.id: [late, later]})).values()

    assert [each.words for each in problems] == ["kết thúc 01/07/2027, sau hạn của MT-01 là 30/06/2027"]


def test_a_full_week_is_no_overload_and_half_a_day_more_is() -> None:
    full = a_plan(a_task(1, effort="3"), a_task(2, effort="2"))
    over = a_plan(a_task(1, effort="3"), a_task(2, effort="2.5"))

    assert load_problems(full) == ()
    assert [each.about for each in load_problems(over)] == ["t1", "t2"]
    assert "5,5 ngày công, chỉ có 5 (NV-01, NV-02)" in load_problems(over)[0].words


def test_thirds_of_a_day_that_fill_a_week_are_no_overload() -> None:
    tasks = [a_task(number, effort="1.6666666667") for number in (1, 2, 3)]

    assert load_problems(a_plan(*tasks)) == ()


def test_one_person_written_in_two_ways_is_one_person() -> None:
    plan = a_plan(a_task(1, owner="Tổ cơ điện", effort="3"), a_task(2, owner="tổ Cơ điện", effort="3"))

    assert {each.about for each in load_problems(plan)} == {"t1", "t2"}


def test_effort_that_nobody_estimated_is_pointed_out_and_never_zero() -> None:
    (problem,) = load_problems(a_plan(a_task(effort=None)))

    assert (problem.words, problem.stops) == ("chưa ước tính công", False)


def test_a_limit_of_its_own_is_judged_by() -> None:
    plan = a_plan(a_task(effort="4"), days_a_week=Decimal(3))

    assert "chỉ có 3" in load_problems(plan)[0].words


def test_goals_that_no_task_serves_are_found() -> None:
    served, loose = a_goal(1), a_goal(2)

    assert goals_without_task(TaskPlan(tasks=(), goals=[served, loose], goals_of={"t1": [served]})) == (loose,)


@pytest.mark.parametrize(
    ("waits_for", "wanted", "ring"),
    [
        ({}, ("a", "a"), ("a", "a")),
        ({}, ("a", "b"), ()),
        ({"b": ["a"]}, ("a", "b"), ("a", "b", "a")),
        ({"b": ["c"], "c": ["d"], "d": ["a"]}, ("a", "b"), ("a", "b", "c", "d", "a")),
        ({"b": ["c", "d"], "c": ["x"], "d": ["x"]}, ("a", "b"), ()),
    ],
)
def test_a_ring_of_waiting_is_told_from_where_it_would_close(
    waits_for: dict[str, list[str]], wanted: tuple[str, str], ring: tuple[str, ...]
) -> None:
    assert ring_with(waits_for, *wanted) == ring


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Kiểm định lại ba cân", "calibration"),
        ("Đào tạo người đo", "training"),
        ("Mua quả cân chuẩn", "equipment"),
        ("Ban hành quy trình cân", "documents"),
        ("Lắp điều hòa phòng đo", "infrastructure"),
        ("Kết nối cân với máy tính", "technology"),
        ("Giảm lượng thừa trung bình", "documents"),
    ],
)
def test_the_words_of_a_title_tell_its_kind(title: str, kind: str) -> None:
    assert guessed_kind(title, None, None) == kind


def test_the_indicator_tells_the_kind_where_words_do_not() -> None:
    assert guessed_kind("Việc chung", a_goal(indicator_key="staff_trained"), None) == "training"
