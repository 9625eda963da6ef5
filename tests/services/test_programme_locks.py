"""What an approved programme says cannot be changed by any deed but the opening of a new version."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.tasks import Task
from app.services import (
    carrying_out,
    effects,
    findings,
    funding,
    goal_drafts,
    goals,
    meetings,
    passages,
    plans,
    progress,
    schedule,
    solutions,
    task_drafts,
    tasks,
    versions,
)
from app.services.approval import prepare_decision
from app.services.comment_minutes import note_minutes
from app.storage.store import Store
from app.storage.unit import Unit
from tests.services.an_approved_programme import a_drafted_programme, approve_programme, collect_comments, freeze
from tests.services.programme_dossier import DAY

Deed = Callable[[Unit, str], object]
SERVICES = Path(__file__).resolve().parents[2] / "app" / "services"
FIRST, LAST = date(2027, 2, 1), date(2027, 3, 1)

DEEDS: dict[str, Deed] = {
    "edit the plan": lambda u, c: plans.edit_plan(u, c, "name", "Khác"),
    "accept the proposed plan": lambda u, c: plans.accept_proposed_plan(u, c, DAY),
    "write a passage": lambda u, c: passages.write_passage(u, c, "programme", "organisation", "Khác", 6),
    "add a goal": lambda u, c: goals.new_goal(u, c, "Mới"),
    "edit a goal": lambda u, c: goals.edit_goal(u, "g", "target", "1"),
    "link a finding": lambda u, c: goals.link_findings(u, "g", ["n"]),
    "unlink a finding": lambda u, c: goals.unlink_finding(u, "g", "n"),
    "renew a baseline": lambda u, c: goals.renew_baseline(u, "g", DAY),
    "retire a goal": lambda u, c: goals.retire_goal(u, "g", "Thôi"),
    "set a target in a meeting": lambda u, c: meetings.set_target(u, "g", "1", DAY),
    "add an effect": lambda u, c: effects.new_effect(u, c, "economic", "Mới", "g"),
    "add the effect of a goal": lambda u, c: goal_drafts.add_effect_of(u, "g"),
    "add a task": lambda u, c: tasks.new_task(u, c, "Mới"),
    "keep a task": lambda u, c: tasks.keep_task(u, Task(id="z", cycle_id=c, number=0, kind="training", title="Mới")),
    "edit a task": lambda u, c: tasks.edit_task(u, "t", "title", "Khác"),
    "edit many tasks": lambda u, c: tasks.edit_tasks(u, ["t"], "owner", "Khác"),
    "move a task": lambda u, c: tasks.move_task(u, "t", FIRST, LAST),
    "plan a task": lambda u, c: schedule.plan_task(u, "t", FIRST, LAST),
    "link a task": lambda u, c: tasks.link_task(u, "t", "goals", "g"),
    "unlink a task": lambda u, c: tasks.unlink_task(u, "t", "goals", "g"),
    "let a task wait": lambda u, c: tasks.set_waits_for(u, "t", []),
    "retire a task": lambda u, c: tasks.retire_task(u, "t", "Thôi"),
    "draft tasks": lambda u, c: task_drafts.draft_tasks(u, ["g"], DAY),
    "add a solution": lambda u, c: solutions.new_solution(u, c, "Mới"),
    "draft solutions": lambda u, c: solutions.draft_solutions(u, ["t"]),
    "edit a solution": lambda u, c: solutions.edit_solution(u, "o", "title", "Khác"),
    "link a solution": lambda u, c: solutions.link_solution(u, "o", "t"),
    "unlink a solution": lambda u, c: solutions.unlink_solution(u, "o", "t"),
    "say no solution is needed": lambda u, c: solutions.say_no_solution(u, "t", "Tự làm"),
    "retire a solution": lambda u, c: solutions.retire_solution(u, "o", "Thôi"),
    "add a way": lambda u, c: solutions.add_alternative(u, "o", "Mới"),
    "edit a way": lambda u, c: solutions.edit_alternative(u, "a", "cost", "9"),
    "choose a way": lambda u, c: solutions.choose_alternative(u, "a", "Rẻ"),
    "retire a way": lambda u, c: solutions.retire_alternative(u, "a"),
    "add means": lambda u, c: funding.add_item(u, "tasks", "t", title="Mới"),
    "edit means": lambda u, c: funding.edit_item(u, "f", "amount", "9"),
    "retire means": lambda u, c: funding.retire_items(u, ["f"]),
    "add a finding": lambda u, c: findings.add_finding(u, c, "Mới", subject="4"),
    "prepare another decision": lambda u, c: prepare_decision(u, c, "number", "99"),
    "write the minutes anew": lambda u, c: note_minutes(u, c, "chair", "Khác"),
    "freeze again": lambda u, c: freeze(u, c, "99/QĐ", "Khác"),
    "send step 3 back": lambda u, c: progress.send_back_step(u, c, 3, "Sửa"),
    "send step 6 back": lambda u, c: progress.send_back_step(u, c, 6, "Sửa"),
    "reopen the findings": lambda u, c: progress.reopen_step(u, c, 2, "Sửa"),
    "reopen the survey": lambda u, c: progress.reopen_step(u, c, 1, "Sửa"),
    "open without a reason": lambda u, c: versions.open_new_version(u, c, " "),
}


@pytest.fixture
def approved(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    with a_drafted_programme(tmp_path / "a.dochuan") as (store, cycle_id):
        for deed in (collect_comments, freeze, approve_programme):
            with store.unit("Việc") as unit:
                deed(unit, cycle_id)
        yield store, cycle_id


def test_no_deed_changes_an_approved_programme(approved: tuple[Store, str]) -> None:
    store, cycle_id = approved
    with store.reading() as unit:
        before, revision = versions.content_of(unit, cycle_id), unit.revision
    done = []

    for name, deed in DEEDS.items():
        try:
            with store.unit(name) as unit:
                deed(unit, cycle_id)
        except UserError:
            continue
        done.append(name)

    assert done == []
    with store.reading() as unit:
        assert versions.content_of(unit, cycle_id) == before
        assert unit.revision == revision


def test_carrying_out_goes_on_and_changes_nothing_of_what_was_approved(approved: tuple[Store, str]) -> None:
    store, cycle_id = approved

    with store.unit("Ghi tiến độ") as unit:
        carrying_out.set_percent(unit, "t", 60, date(2027, 2, 1))

    with store.reading() as unit:
        (version,) = versions.versions_of(unit, cycle_id)
        assert unit.tasks.get("t").percent == 60
        assert versions.says_the_same(unit, version)


def test_once_a_new_version_is_opened_the_same_deeds_can_be_done(approved: tuple[Store, str]) -> None:
    store, cycle_id = approved
    with store.unit("Mở") as unit:
        versions.open_new_version(unit, cycle_id, "Giá đổi.")

    for name in ("edit the plan", "edit a goal", "edit a task", "edit a way", "edit means", "write a passage"):
        with store.unit(name) as unit:
            DEEDS[name](unit, cycle_id)

    with store.reading() as unit:
        (version,) = versions.versions_of(unit, cycle_id)
        assert {each.part for each in versions.differences_now(unit, version)} == {
            *("plan", "passages", "goals", "tasks", "solutions", "funding")
        }


GATEWAYS = {"effects", "goals", "tasks", "solutions", "alternatives", "funding", "plans", "passages"}
WRITES = {"keep", "keep_all", "retire", "bring_back"}
WITHOUT_LOCK = {
    # It writes only which version is in force, as a part of the approval itself.
    "versions.py",
    # Drafts of a cycle that just begins, before anybody approved anything in it.
    "carrying_over.py",
    # new_effect, which it begins with, has asked already.
    "goal_drafts.py",
}


def test_every_service_that_writes_the_programme_asks_for_the_lock() -> None:
    writing = {path.name for path in SERVICES.glob("*.py") if _writes(path)}

    unasked = {name for name in writing if "demand_open" not in (SERVICES / name).read_text("utf-8")}

    assert {"goals.py", "tasks.py", "solutions.py", "funding.py", "effects.py"} <= writing
    assert unasked <= WITHOUT_LOCK


def _writes(path: Path) -> bool:
    """Whether it calls unit.<gateway>.keep and the like on a part of the programme."""
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in WRITES
        and isinstance(node.value, ast.Attribute)
        and node.value.attr in GATEWAYS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    )
