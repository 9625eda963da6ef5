"""A finding is settled by its tasks, and in time when each was done by its own day."""

from __future__ import annotations

from datetime import date

from app.domain.closed_findings import closing_of, open_risks
from app.domain.findings import Finding
from app.domain.tasks import Task

TODAY = date(2026, 11, 24)
FINDING = Finding(id="f", cycle_id="c", number=1, subject=5, title="Quá hạn", severity="high", due_on=date(2026, 11, 1))


def a_task(state: str = "done", ends: date | None = date(2026, 10, 31), done: date | None = date(2026, 10, 30)) -> Task:
    return Task(
        id="t", cycle_id="c", number=1, kind="calibration", title="Kiểm định", state=state, ends_on=ends, done_on=done
    )


def test_a_finding_is_closed_in_time_when_all_its_tasks_were() -> None:
    closing = closing_of(FINDING, [a_task(), a_task(done=date(2026, 10, 2))], TODAY)

    assert (closing.is_closed, closing.in_time, closing.closed_on) == (True, True, date(2026, 10, 30))
    assert open_risks([closing]) == ()


def test_one_late_task_makes_it_late_and_one_open_task_leaves_it_open() -> None:
    late = closing_of(FINDING, [a_task(), a_task(done=date(2026, 11, 2))], TODAY)
    still_open = closing_of(FINDING, [a_task(), a_task("doing", done=None)], TODAY)

    assert (late.is_closed, late.in_time, late.counts) == (True, False, True)
    assert (still_open.is_closed, still_open.counts) == (False, True)
    assert open_risks([late, still_open]) == (still_open,)


def test_a_stopped_task_does_not_count_and_a_finding_without_tasks_is_due_by_its_own_day() -> None:
    settled = closing_of(FINDING, [a_task(), a_task("stopped", done=None)], TODAY)
    alone = closing_of(FINDING, [], TODAY)
    not_yet = closing_of(FINDING, [a_task("doing", ends=date(2026, 12, 31), done=None)], TODAY)

    assert settled.in_time
    assert (alone.is_closed, alone.due) == (False, True)
    assert not not_yet.counts


def test_a_task_that_was_done_after_the_day_of_asking_was_open_then() -> None:
    closing = closing_of(FINDING, [a_task()], date(2026, 10, 15))

    assert not closing.is_closed
