"""From a finding down to what came of it, and back up from every record of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.effects import Effect
from app.domain.evidence import Evidence
from app.domain.findings import Finding, Link
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.monitoring import CorrectiveAction, IndicatorReading
from app.domain.solutions import Solution
from app.domain.tasks import Task
from app.services.thread import ORDER, thread_of
from app.services.thread_plan import PLAN
from app.services.thread_start import thread_start
from app.storage.store import Store
from app.storage.unit import Unit
from tests.storage.builders import a_cycle, a_site, a_store


@dataclass
class Case:
    """One finding, goal, task, solution and effect in a row; a second goal with a task of its own hangs beside."""

    store: Store
    cycle_id: str
    ids: dict[str, str]

    def codes(self, kind: str, id: str) -> dict[str, list[str]]:
        with self.store.reading() as unit:
            thread = thread_of(unit, kind, id)
        return {each: [knot.id for knot in thread.of(each)] for each in ORDER}


def _link(unit: Unit, one: tuple[str, str], other: tuple[str, str]) -> None:
    unit.links.keep(Link(id=new_key(), from_kind=one[0], from_id=one[1], to_kind=other[0], to_id=other[1]))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    store, cycle = a_store(tmp_path / "a.dochuan"), a_cycle()
    ids = {kind: new_key() for kind in ("findings", *PLAN, "evidence")}
    own = {"cycle_id": cycle.id, "number": 1}
    with store.unit("Lập") as unit:
        unit.sites.keep(a_site())
        unit.cycles.keep(cycle)
        unit.findings.keep(Finding(id=ids["findings"], subject=5, title="Quá hạn", **own))
        unit.goals.keep(Goal(id=ids["goals"], title="Còn hạn", unit="%", **own))
        other_goal, other_task = new_key(), new_key()
        unit.goals.keep(Goal(id=other_goal, cycle_id=cycle.id, number=2, title="Đào tạo"))
        unit.tasks.keep(Task(id=ids["tasks"], kind="calibration", title="Gửi hiệu chuẩn", **own))
        unit.tasks.keep(Task(id=other_task, cycle_id=cycle.id, number=2, kind="training", title="Mở lớp"))
        unit.solutions.keep(Solution(id=ids["solutions"], kind="organisation", title="Giao một người", **own))
        unit.effects.keep(Effect(id=ids["effects"], kind="economic", title="Bớt mất", **own))
        unit.indicator_readings.keep(
            IndicatorReading(
                id=ids["indicator_readings"],
                goal_id=ids["goals"],
                read_on=date(2027, 3, 31),
                value=Decimal("97.5"),
            )
        )
        unit.corrective_actions.keep(
            CorrectiveAction(
                id=ids["corrective_actions"], title="Gửi lại", about_kind="tasks", about_id=ids["tasks"], **own
            )
        )
        unit.evidence.keep(
            Evidence(id=ids["evidence"], name="gcn.pdf", media_type="application/pdf", sha256="0" * 64, size=1)
        )
        ends = {kind: (kind, id) for kind, id in ids.items()}
        _link(unit, ends["goals"], ends["findings"])
        _link(unit, ("goals", other_goal), ends["findings"])
        _link(unit, ends["tasks"], ends["goals"])
        _link(unit, ends["tasks"], ends["findings"])
        _link(unit, ("tasks", other_task), ("goals", other_goal))
        _link(unit, ends["solutions"], ends["tasks"])
        _link(unit, ends["effects"], ends["goals"])
        _link(unit, ends["evidence"], ends["tasks"])
    yield Case(store, cycle.id, ids)
    store.close()


@pytest.mark.parametrize("kind", [*PLAN, "evidence"])
def test_every_record_of_the_plan_leads_to_all_the_others_up_and_down(case: Case, kind: str) -> None:
    found = case.codes(kind, case.ids[kind])

    assert {each for each, id in case.ids.items() if id not in found[each]} == set()


def test_a_finding_leads_down_to_what_was_measured_of_its_goal(case: Case) -> None:
    found = case.codes("findings", case.ids["findings"])

    assert {each for each, id in case.ids.items() if id not in found[each]} == set()


@pytest.mark.parametrize("kind", PLAN)
def test_the_thread_of_one_record_does_not_run_sideways_into_another_goal(case: Case, kind: str) -> None:
    found = case.codes(kind, case.ids[kind])

    assert found["goals"] == [case.ids["goals"]]
    assert found["tasks"] == [case.ids["tasks"]]


def test_knots_tell_how_far_each_has_come(case: Case) -> None:
    with case.store.reading() as unit:
        knots = {each.kind: each for each in thread_of(unit, "goals", case.ids["goals"]).knots}

    assert (knots["tasks"].code, knots["tasks"].note) == ("NV-01", "Chưa làm")
    assert (knots["solutions"].code, knots["solutions"].note) == ("GP-01", "Tổ chức, quản lý")
    assert (knots["effects"].code, knots["effects"].note) == ("HQ-01", "bằng lời")
    assert (knots["indicator_readings"].code, knots["indicator_readings"].title) == ("Đo lại 31/03/2027", "97,5 %")
    assert knots["corrective_actions"].code == "KP-01"


def test_the_pages_of_the_plan_know_whose_thread_they_show(case: Case) -> None:
    pages = {
        "tasks": "tasks",
        "schedule": "tasks",
        "solutions": "solutions",
        "carrying_out": "tasks",
        "effect_report": "goals",
        "monitoring": "corrective_actions",
    }

    with case.store.reading() as unit:
        for page, kind in pages.items():
            assert thread_start(unit, case.cycle_id, page, case.ids[kind]) == (kind, case.ids[kind])
