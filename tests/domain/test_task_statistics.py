"""Shares of tasks done, each with its counts."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.task_statistics import share_of, task_statistics
from app.domain.tasks import Task

TODAY = date(2026, 11, 24)


def a_task(number: int, state: str = "doing", percent: int = 50, owner: str = "KCS", kind: str = "training") -> Task:
    return Task(
        id=str(number), cycle_id="c", number=number, kind=kind, title="Việc", state=state, percent=percent, owner=owner,
        ends_on=date(2026, 11, number),
    )  # fmt: skip


def test_the_share_leaves_stopped_tasks_out_of_its_total_and_counts_late_ones() -> None:
    tasks = [a_task(1, "done", 100), a_task(2), a_task(28), a_task(3, "stopped", 0)]

    share = share_of("", "Tất cả", tasks, TODAY)

    assert (share.k, share.n, share.late, share.stopped, share.percent) == (1, 3, 1, 1, 67)


def test_no_task_makes_no_share() -> None:
    share = share_of("", "Tất cả", [], TODAY)

    assert (share.share, share.percent) == (None, None)


def test_tasks_are_counted_by_goal_owner_and_kind_and_the_latest_of_the_late_stands_first() -> None:
    tasks = [a_task(1), a_task(5, owner=""), a_task(28, "done", 100, kind="documents")]

    found = task_statistics(tasks, {"1": ["g"], "28": ["g"]}, {"g": "MT-01 Đúng hạn"}, TODAY)

    assert [(each.words, each.k, each.n) for each in found.by_goal] == [
        ("MT-01 Đúng hạn", 1, 2),
        ("Chưa nối mục tiêu", 0, 1),
    ]
    assert [(each.words, each.n) for each in found.by_owner] == [("Chưa giao ai", 1), ("KCS", 2)]
    assert {each.words: each.k for each in found.by_kind} == {"Rà soát, sửa đổi tài liệu": 1, "Đào tạo": 0}
    assert [each.number for each in found.late] == [1, 5]


@given(st.lists(st.tuples(st.sampled_from(["planned", "doing", "done", "stopped"]), st.integers(0, 100)), max_size=30))
def test_every_task_is_in_exactly_one_count(states: list[tuple[str, int]]) -> None:
    tasks = [a_task(1 + place % 28, state, percent) for place, (state, percent) in enumerate(states)]

    share = share_of("", "", tasks, TODAY)

    assert share.n + share.stopped == len(tasks)
    assert 0 <= share.k <= share.n
    assert share.late <= share.n - share.k
