"""Critical path, slack, contradictions: against the longest path found by walking every path of small graphs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.schedule import Clash, Planned, followers, in_order, makes_ring, schedule, shifted

START = date(2027, 1, 4)


def day(number: int) -> date:
    return START + timedelta(days=number)


def a_task(id: str, first: int, last: int, *waits_for: str, due: int | None = None) -> Planned:
    due_on = None if due is None else day(due)
    return Planned(id=id, first=day(first), last=day(last), waits_for=waits_for, due_on=due_on)


@st.composite
def plans(draw: st.DrawFn) -> list[Planned]:
    """Up to seven tasks that only wait for those before them: never a ring."""
    count = draw(st.integers(1, 7))
    tasks = []
    for number in range(count):
        first, length = draw(st.integers(0, 12)), draw(st.integers(0, 6))
        waits = draw(st.lists(st.sampled_from(range(number)), unique=True, max_size=3)) if number else []
        tasks.append(a_task(f"t{number}", first, first + length, *(f"t{each}" for each in waits)))
    return tasks


def paths(tasks: list[Planned]) -> Iterator[list[Planned]]:
    """Every chain of tasks along the dependencies, of any length."""
    after: dict[str, list[Planned]] = {}
    for each in tasks:
        for id in each.waits_for:
            after.setdefault(id, []).append(each)

    def walk(path: list[Planned]) -> Iterator[list[Planned]]:
        yield path
        for each in after.get(path[-1].id, []):
            yield from walk([*path, each])

    for each in tasks:
        yield from walk([each])


def length(task: Planned) -> int:
    assert task.first and task.last
    return (task.last - task.first).days + 1


def end_of(path: list[Planned]) -> date:
    """The last day of a path that begins on its first task's planned day and waits for nothing else."""
    assert path[0].first
    return path[0].first + timedelta(days=sum(map(length, path)) - 1)


@given(plans())
@settings(deadline=None, max_examples=300)
def test_the_end_is_that_of_the_longest_of_all_paths(tasks: list[Planned]) -> None:
    found = schedule(tasks)

    assert found.ends_on == max(end_of(path) for path in paths(tasks))


@given(plans())
@settings(deadline=None, max_examples=300)
def test_slack_is_what_the_longest_path_through_a_task_lacks_to_the_end(tasks: list[Planned]) -> None:
    found = schedule(tasks)

    end = max(end_of(path) for path in paths(tasks))
    for each in tasks:
        through = max(end_of(path) for path in paths(tasks) if each in path)
        assert found.timed[each.id].slack == (end - through).days
        assert (each.id in found.critical) == (through == end)


@given(plans(), st.data())
@settings(deadline=None, max_examples=200)
def test_making_a_critical_task_longer_moves_the_end_and_using_up_slack_does_not(
    tasks: list[Planned], data: st.DataObject
) -> None:
    found = schedule(tasks)
    chosen = data.draw(st.sampled_from(tasks))
    assert chosen.first and found.ends_on
    slack, first, days_long = found.timed[chosen.id].slack, (chosen.first - START).days, length(chosen)

    def with_more(days: int) -> date | None:
        longer = a_task(chosen.id, first, first + days_long - 1 + days, *chosen.waits_for)
        return schedule([longer if each is chosen else each for each in tasks]).ends_on

    assert with_more(slack) == found.ends_on
    assert with_more(slack + 1) == found.ends_on + timedelta(days=1)


@given(plans())
@settings(deadline=None, max_examples=200)
def test_the_soonest_dates_contradict_no_dependency(tasks: list[Planned]) -> None:
    found = schedule(tasks)

    for each in tasks:
        timed = found.timed[each.id]
        assert all(found.timed[id].early_last < timed.early_first for id in each.waits_for)
        assert all(found.timed[id].late_last < timed.late_first for id in each.waits_for)
        assert timed.early_last - timed.early_first == timed.late_last - timed.late_first


def test_a_task_that_waits_starts_the_day_after() -> None:
    found = schedule([a_task("a", 0, 4), a_task("b", 0, 1, "a")])

    assert found.timed["b"].early_first == day(5)
    assert found.ends_on == day(6)
    assert found.critical == {"a", "b"}


def test_a_task_put_off_on_purpose_is_not_pulled_forward() -> None:
    found = schedule([a_task("a", 0, 4), a_task("b", 20, 24, "a")])

    assert found.timed["b"].early_first == day(20)
    assert found.timed["a"].slack == 15
    assert found.critical == {"b"}


def test_tasks_without_both_days_are_left_out_and_hold_nobody_up() -> None:
    loose = Planned(id="loose", first=day(3))

    found = schedule([loose, a_task("a", 0, 1, "loose"), a_task("b", 0, 0, "unknown")])

    assert set(found.timed) == {"a", "b"}
    assert schedule([]).ends_on is None


def test_tasks_that_wait_for_each_other_are_named_and_the_others_still_timed() -> None:
    ring = [a_task("a", 0, 1, "b"), a_task("b", 0, 1, "a"), a_task("behind", 0, 1, "b"), a_task("free", 0, 3)]

    found = schedule(ring)

    assert found.circle == {"a", "b", "behind"}
    assert set(found.timed) == {"free"}


def test_dates_that_contradict_dependencies_goals_or_themselves_are_told_with_the_days() -> None:
    tasks = [
        a_task("a", 0, 9, due=7),
        a_task("b", 5, 6, "a", due=6),
        Planned(id="c", first=day(4), last=day(2)),
        a_task("d", 10, 11, "a"),
    ]

    found = schedule(tasks).clashes

    assert found == (Clash("goal", "a", 2), Clash("waits", "b", 5, "a"), Clash("reversed", "c", 2))


@given(plans(), st.integers(-30, 30))
@settings(deadline=None)
def test_shifting_with_followers_keeps_every_distance_among_them(tasks: list[Planned], days: int) -> None:
    moved = shifted(tasks, "t0", days, with_followers=True)

    assert set(moved) == {"t0", *followers(tasks, "t0")}
    for each in tasks:
        if each.id in moved:
            assert each.first and each.last
            assert moved[each.id] == (each.first + timedelta(days=days), each.last + timedelta(days=days))


def test_shifting_alone_moves_one_task_and_one_without_dates_stays() -> None:
    tasks = [a_task("a", 0, 1), a_task("b", 2, 3, "a"), Planned(id="c", waits_for=("a",))]

    assert shifted(tasks, "a", 7) == {"a": (day(7), day(8))}
    assert set(shifted(tasks, "a", 7, with_followers=True)) == {"a", "b"}
    assert shifted(tasks, "c", 7) == {}


@given(plans(), st.data())
@settings(deadline=None)
def test_a_new_dependency_closes_a_ring_just_when_the_order_breaks(tasks: list[Planned], data: st.DataObject) -> None:
    one, other = data.draw(st.sampled_from(tasks)).id, data.draw(st.sampled_from(tasks)).id
    before = {each.id: [*each.waits_for, *([other] if each.id == one else [])] for each in tasks}

    assert makes_ring(tasks, one, other) == (len(in_order(before)) < len(tasks))
