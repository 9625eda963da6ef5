"""A small programme that ran: six goals with frozen baselines, their readings, tasks, effects and means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from app.domain.effects import Effect
from app.domain.findings import Finding, Link
from app.domain.frozen_content import canonical, digest
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.monitoring import CorrectiveAction, IndicatorReading
from app.domain.programme_content import Programme, content
from app.domain.programme_papers import ProgrammePlan, Version
from app.domain.solutions import FundingItem
from app.domain.tasks import ProgressNote, Task
from app.storage.store import Store
from app.storage.unit import Unit
from tests.services.programme_dossier import a_dossier

BEFORE, AFTER = date(2026, 10, 20), date(2027, 9, 30)
D = Decimal


def a_programme(path: Path) -> tuple[Store, str]:
    """The store and its cycle; everything is kept, and version 1 frozen."""
    store, cycle_id = a_dossier(path)
    with store.unit("Lập chương trình") as unit:
        fill(unit, cycle_id)
    return store, cycle_id


def fill(unit: Unit, cycle_id: str) -> None:
    plan = ProgrammePlan(
        id=new_key(), cycle_id=cycle_id, name="Chương trình đảm bảo đo lường 2026–2027",
        starts_on=date(2026, 11, 1), ends_on=date(2027, 10, 31), discount_rate=D(10),
    )  # fmt: skip
    unit.plans.keep(plan)
    goals = _goals(cycle_id)
    unit.goals.keep_all(goals)
    findings = [
        Finding(id=new_key(), cycle_id=cycle_id, number=n, subject=5, title=title, origin=f"answer:/survey/s{n}/q{n}")
        for n, title in enumerate(("Áp kế quá hạn kiểm định", "Đóng thừa khối lượng", "Khiếu nại vì cân"), 1)
    ]
    unit.findings.keep_all(findings)
    tasks = _tasks(cycle_id)
    unit.tasks.keep_all(tasks)
    for goal, finding, task in zip(goals, findings, tasks, strict=False):
        _link(unit, "goals", goal.id, "findings", finding.id)
        _link(unit, "tasks", task.id, "goals", goal.id)
        _link(unit, "tasks", task.id, "findings", finding.id)
    unit.progress_notes.keep(
        ProgressNote(
            id=new_key(), task_id=tasks[1].id, told_on=date(2027, 3, 12), percent=40,
            difficulty="Nhà cung cấp giao cân chậm",
        )
    )  # fmt: skip
    effects = _effects(cycle_id)
    unit.effects.keep_all(effects)
    _link(unit, "effects", effects[0].id, "goals", goals[1].id)
    unit.funding.keep_all(_funding(cycle_id, tasks))
    unit.corrective_actions.keep(
        CorrectiveAction(
            id=new_key(), cycle_id=cycle_id, number=1, title="Thuê cân trong khi chờ", cause="giao hàng chậm",
            owner="KCS", due_on=date(2027, 4, 1), done_on=date(2027, 3, 25),
        )
    )  # fmt: skip
    freeze(unit, cycle_id, 1)
    unit.indicator_readings.keep_all(_readings(goals))


def freeze(unit: Unit, cycle_id: str, number: int) -> Version:
    """The programme as it stands, as a frozen version."""
    said = canonical(
        content(
            Programme(
                plan=next(iter(unit.plans.all(cycle_id=cycle_id)), None),
                effects=unit.effects.all(cycle_id=cycle_id),
                goals=unit.goals.all(cycle_id=cycle_id),
                tasks=unit.tasks.all(cycle_id=cycle_id),
                findings=unit.findings.all(cycle_id=cycle_id),
                funding=unit.funding.all(cycle_id=cycle_id),
                links=unit.links.all(),
            )
        )
    )
    version = Version(
        id=new_key(), cycle_id=cycle_id, number=number, content=said, sha256=digest(said), decided_on=date(2026, 11, 1)
    )
    plan = next(iter(unit.plans.all(cycle_id=cycle_id)))
    unit.plans.keep(replace(plan, in_force=version.id))
    return unit.versions.keep(version)


def _goals(cycle_id: str) -> list[Goal]:
    def goal(number: int, title: str, unit: str, target: str, **rest: object) -> Goal:
        made = Goal(
            id=new_key(), cycle_id=cycle_id, number=number, title=title, unit=unit, target=D(target),
            indicator=title, due_on=date(2027, 9, 30), owner="KCS", justification="Giảm rủi ro.",
            baseline_on=BEFORE,
        )  # fmt: skip
        return replace(made, **rest)  # type: ignore[arg-type]

    return [
        goal(1, "Mọi phương tiện đo nhóm 2 còn hạn kiểm định", "%", "100", indicator_key="group2_valid",
             baseline=D("70.4"), baseline_k=19, baseline_n=27),
        goal(2, "Giảm đóng thừa bao 5 kg", "g", "20", baseline=D(48), baseline_uncertainty=D(6), baseline_factor=D(2)),
        goal(3, "Giảm khiếu nại về khối lượng", "vụ/năm", "4", indicator_key="rework_complaints", baseline=D(12)),
        goal(4, "Mọi phép đo có quy trình hiện hành", "%", "100", baseline=D("81.8"), baseline_k=9, baseline_n=11),
        goal(5, "Giảm thời gian dừng máy vì cân", "giờ/năm", "10", baseline=D(31)),
        goal(6, "Đo được độ ẩm sản phẩm", "%", "95"),
    ]  # fmt: skip


def _readings(goals: list[Goal]) -> list[IndicatorReading]:
    def read(goal: Goal, value: str | None, on: date = AFTER, **rest: object) -> IndicatorReading:
        made = IndicatorReading(
            id=new_key(),
            goal_id=goal.id,
            planned_on=on,
            read_on=on if value else None,
            value=D(value) if value else None,
        )
        return replace(made, **rest)  # type: ignore[arg-type]

    return [
        read(goals[0], "86.2", date(2027, 3, 31), k=25, n=29),
        read(goals[0], "100", k=31, n=31),
        read(goals[1], "17", expanded_uncertainty=D(3), coverage_factor=D(2)),
        read(goals[2], "9"),
        read(goals[3], "91.7", k=11, n=12),
        read(goals[4], "14"),
        read(goals[5], None, note="Máy đo ẩm chưa mua"),
    ]


def _tasks(cycle_id: str) -> list[Task]:
    return [
        Task(
            id=new_key(), cycle_id=cycle_id, number=1, kind="calibration", title="Kiểm định áp kế", owner="Cơ điện",
            starts_on=date(2026, 11, 5), ends_on=date(2026, 12, 20), state="done", percent=100,
            done_on=date(2026, 12, 18),
        ),
        Task(
            id=new_key(), cycle_id=cycle_id, number=2, kind="equipment", title="Mua cân đóng bao", owner="Vật tư",
            starts_on=date(2026, 12, 1), ends_on=date(2027, 3, 31), state="done", percent=100,
            done_on=date(2027, 4, 20),
        ),
        Task(
            id=new_key(), cycle_id=cycle_id, number=3, kind="training", title="Đào tạo thao tác cân", owner="KCS",
            starts_on=date(2027, 4, 1), ends_on=date(2027, 5, 31), state="doing", percent=60,
        ),
    ]  # fmt: skip


def _effects(cycle_id: str) -> list[Effect]:
    return [
        Effect(
            id=new_key(), cycle_id=cycle_id, number=1, kind="economic", title="Giảm thất thoát do đóng thừa",
            unit="triệu đồng/năm", expected_low=D(80), expected=D(120), expected_high=D(160), basis="Từ M20",
        ),
        Effect(
            id=new_key(), cycle_id=cycle_id, number=2, kind="social", title="Người đo tự tin hơn",
            description="Công nhân biết kiểm tra cân đầu ca",
        ),
    ]  # fmt: skip


def _funding(cycle_id: str, tasks: list[Task]) -> list[FundingItem]:
    return [
        FundingItem(
            id=new_key(), cycle_id=cycle_id, of_kind="tasks", of_id=tasks[1].id, place=1, kind="money",
            title="Cân đóng bao", quantity=D(2), unit="cái", unit_price=D(65), amount=D(130),
        ),
        FundingItem(
            id=new_key(), cycle_id=cycle_id, of_kind="tasks", of_id=tasks[0].id, place=1, kind="money",
            title="Phí kiểm định", amount=D(12), yearly=1,
        ),
    ]  # fmt: skip


def _link(unit: Unit, from_kind: str, from_id: str, to_kind: str, to_id: str) -> None:
    unit.links.keep(Link(id=new_key(), from_kind=from_kind, from_id=from_id, to_kind=to_kind, to_id=to_id))
