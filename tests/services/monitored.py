"""A cycle that is under way: goals, tasks and instruments, as of one day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from app.domain.findings import Finding, Link
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.programme_papers import ProgrammePlan
from app.domain.tasks import Task
from app.services import inventory
from app.storage.store import Store
from app.storage.unit import Unit
from tests.services.programme_dossier import a_dossier

TODAY = date(2026, 11, 24)


@dataclass
class Case:
    store: Store
    cycle_id: str

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        with self.store.unit("Thử") as unit:
            yield unit

    def goal(self, **given: object) -> Goal:
        with self.store.unit("Mục tiêu") as unit:
            number = unit.goals.count(cycle_id=self.cycle_id) + 1
            usual: dict[str, object] = {
                "title": "Phương tiện đo nhóm 2 còn hiệu lực",
                "indicator": "Tỷ lệ còn hiệu lực",
                "unit": "%",
                "baseline": Decimal(60),
                "baseline_on": date(2026, 1, 31),
                "target": Decimal(100),
                "due_on": date(2026, 12, 31),
                "measured_every": 3,
                "owner": "KCS",
            }
            goal = Goal(id=new_key(), cycle_id=self.cycle_id, number=number, **(usual | given))  # type: ignore[arg-type]
            return unit.goals.keep(goal)

    def finding(self, **given: object) -> Finding:
        with self.store.unit("Phát hiện") as unit:
            number = unit.findings.count(cycle_id=self.cycle_id) + 1
            usual: dict[str, object] = {"title": f"Phát hiện {number}", "subject": 5, "state": "own"}
            return unit.findings.keep(
                Finding(id=new_key(), cycle_id=self.cycle_id, number=number, **(usual | given))  # type: ignore[arg-type]
            )

    def task(self, goal: Goal | None = None, finding: Finding | None = None, **given: object) -> Task:
        with self.store.unit("Nhiệm vụ") as unit:
            number = unit.tasks.count(cycle_id=self.cycle_id) + 1
            usual: dict[str, object] = {
                "kind": "calibration",
                "title": f"Việc {number}",
                "owner": "Phòng kỹ thuật",
                "starts_on": date(2026, 10, 1),
                "ends_on": date(2026, 12, 15),
            }
            task = unit.tasks.keep(
                Task(id=new_key(), cycle_id=self.cycle_id, number=number, **(usual | given))  # type: ignore[arg-type]
            )
            for kind, to in (("goals", goal), ("findings", finding)):
                if to is not None:
                    link = Link(id=new_key(), from_kind="tasks", from_id=task.id, to_kind=kind, to_id=to.id)
                    unit.links.keep(link)
            return task

    def plan(self, **given: object) -> ProgrammePlan:
        usual: dict[str, object] = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
        with self.store.unit("Chương trình") as unit:
            return unit.plans.keep(ProgrammePlan(id=new_key(), cycle_id=self.cycle_id, **(usual | given)))  # type: ignore[arg-type]

    def instrument(self, code: str, valid_until: str) -> str:
        with self.store.unit("Phương tiện đo") as unit:
            made = inventory.add_instrument(unit, code=code, name="Áp kế", group="1")
            inventory.keep_calibration(
                unit, made.id, kind="calibration", performed_on="01/01/2026", valid_until=valid_until,
                certificate_number="1",
            )  # fmt: skip
            return made.id


def a_case(tmp_path: Path) -> Case:
    store, cycle_id = a_dossier(tmp_path / "theo dõi.dochuan")
    return Case(store, cycle_id)
