"""A task follows its notes of progress; late, lagging and unproved tasks are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.carrying_out import (
    days_late,
    expected_percent,
    follow,
    glyph_of,
    lags,
    read_percent,
    task_lacks,
    word_of,
)
from app.domain.errors import UserError
from app.domain.tasks import ProgressNote, Task

TODAY = date(2026, 11, 24)
TASK = Task(
    id="t", cycle_id="c", number=1, kind="training", title="Đào tạo", starts_on=date(2026, 10, 1),
    ends_on=date(2026, 12, 9),
)  # fmt: skip


def a_note(days_ago: int, percent: int) -> ProgressNote:
    return ProgressNote(id=f"{days_ago}", task_id="t", told_on=TODAY - timedelta(days=days_ago), percent=percent)


def test_a_task_stands_where_its_latest_note_says_whatever_order_they_were_written_in() -> None:
    followed = follow(TASK, [a_note(3, 60), a_note(30, 20)])

    assert (followed.state, followed.percent, followed.done_on) == ("doing", 60, None)


def test_a_task_is_done_on_the_first_day_that_said_so() -> None:
    followed = follow(TASK, [a_note(20, 80), a_note(10, 100), a_note(2, 100)])

    assert (followed.state, followed.done_on) == ("done", TODAY - timedelta(days=10))


def test_a_task_that_was_done_too_early_is_under_way_again() -> None:
    followed = follow(replace(TASK, state="done"), [a_note(10, 100), a_note(2, 90)])

    assert (followed.state, followed.percent, followed.done_on) == ("doing", 90, None)


def test_a_stopped_task_stays_stopped() -> None:
    followed = follow(replace(TASK, state="stopped"), [a_note(2, 100)])

    assert (followed.state, followed.done_on) == ("stopped", None)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 100)), max_size=12))
def test_state_percent_and_day_always_agree(told: list[tuple[int, int]]) -> None:
    followed = follow(TASK, [a_note(days, percent) for days, percent in told])

    assert (followed.state == "done") == (followed.percent == 100) == (followed.done_on is not None)
    assert (followed.state == "planned") == (followed.percent == 0)


def test_an_even_pace_counts_from_the_first_day_to_the_last() -> None:
    assert expected_percent(TASK, date(2026, 9, 30)) == 0
    assert expected_percent(TASK, date(2026, 11, 4)) == 50
    assert expected_percent(TASK, date(2026, 12, 9)) == 100
    assert expected_percent(replace(TASK, ends_on=None), TODAY) is None


def test_late_days_run_until_the_task_is_done() -> None:
    late = replace(TASK, ends_on=TODAY - timedelta(days=12), state="doing", percent=40)

    assert days_late(late, TODAY) == 12
    assert days_late(replace(late, state="done", done_on=TODAY - timedelta(days=9)), TODAY) == 3
    assert days_late(replace(late, state="stopped"), TODAY) == 0
    assert word_of(late, TODAY) == "Đang làm, chậm 12 ngày"
    assert glyph_of(late, (), TODAY) == "bad"


def test_a_task_far_below_an_even_pace_lags_though_it_is_in_time() -> None:
    slow = replace(TASK, state="doing", percent=30)

    assert lags(slow, TODAY)
    assert not lags(replace(slow, percent=70), TODAY)
    assert word_of(slow, TODAY) == "Đang làm, kế hoạch 79 %"


def test_what_a_task_lacks_depends_on_its_state() -> None:
    done = replace(TASK, state="done", percent=100, done_on=TODAY)
    late = replace(TASK, state="doing", percent=40, ends_on=TODAY - timedelta(days=1))

    def lacks(task: Task, notes: list[ProgressNote], evidence: int = 0, actions: int = 0) -> list[str]:
        return [each.key for each in task_lacks(task, notes, evidence, actions, TODAY)]

    assert lacks(done, []) == ["evidence"]
    assert lacks(done, [], evidence=1) == []
    assert lacks(replace(done, why_no_evidence="Giấy bị mất."), []) == []
    assert lacks(replace(TASK, state="stopped"), []) == ["reason"]
    assert lacks(late, [a_note(100, 40)]) == ["note", "action"]
    assert lacks(late, [a_note(9, 40)], actions=1) == []
    assert lacks(replace(TASK, starts_on=TODAY + timedelta(days=1)), []) == []


@pytest.mark.parametrize(("typed", "percent"), [("40", 40), (" 40 % ", 40), ("0", 0), ("100%", 100)])
def test_a_percent_is_read_with_or_without_its_sign(typed: str, percent: int) -> None:
    assert read_percent(typed) == percent


@pytest.mark.parametrize("typed", ["", "101", "-1", "40,5", "nhiều"])
def test_what_is_no_whole_percent_is_refused_in_words(typed: str) -> None:
    with pytest.raises(UserError, match="từ 0 đến 100"):
        read_percent(typed)
