"""A dossier whose programme stands before its approval: steps 1 to 5 approved, one goal, one task, one solution."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from app.domain.findings import Finding, Link
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.programme_papers import Meeting, ProgrammePlan, Version
from app.domain.solutions import Alternative, FundingItem, Solution
from app.domain.tasks import Task
from app.services import comments
from app.services.approval import prepare_decision
from app.services.progress import approve_step, submit_step
from app.services.versions import freeze_version
from app.storage.store import Store
from app.storage.unit import Unit
from tests.services.programme_dossier import DAY, a_dossier


@contextmanager
def a_drafted_programme(path: Path) -> Iterator[tuple[Store, str]]:
    """Its store and cycle; the store is closed at the end."""
    store, cycle_id = a_dossier(path)
    with store.unit("Lập chương trình") as unit:
        draft_programme(unit, cycle_id)
        set_steps(unit, cycle_id, "approved", 1, 2, 3, 4, 5)
    try:
        yield store, cycle_id
    finally:
        store.close()


def set_steps(unit: Unit, cycle_id: str, state: str, *numbers: int) -> None:
    """Puts these steps into a state without asking their gates."""
    for each in unit.steps.all(cycle_id=cycle_id):
        if each.step in numbers:
            unit.steps.keep(replace(each, state=state))


def draft_programme(unit: Unit, cycle_id: str) -> None:
    unit.plans.keep(
        ProgrammePlan(
            id=new_key(),
            cycle_id=cycle_id,
            name="Chương trình 2027–2028",
            starts_on=date(2027, 1, 1),
            ends_on=date(2028, 12, 31),
        )
    )
    finding = unit.findings.keep(Finding(id="n", cycle_id=cycle_id, number=7, subject=4, title="Quá hạn"))
    goal = unit.goals.keep(
        Goal(
            id="g",
            cycle_id=cycle_id,
            number=2,
            title="Giảm hao hụt",
            indicator="Thiệt hại do đóng dư",
            unit="triệu đồng/năm",
            baseline=Decimal("1050"),
            baseline_on=DAY,
            baseline_uncertainty=Decimal("40"),
            target=Decimal("900"),
            due_on=date(2027, 12, 31),
            owner="Phân xưởng đóng bao",
            justification="Bớt hao hụt.",
        )
    )
    task = unit.tasks.keep(Task(id="t", cycle_id=cycle_id, number=3, kind="training", title="Đào tạo thợ cân"))
    way = unit.solutions.keep(Solution(id="o", cycle_id=cycle_id, number=1, kind="organisation", title="Giao việc"))
    unit.alternatives.keep(Alternative(id="a", solution_id="o", place=1, title="Tự làm", chosen=1))
    unit.funding.keep(
        FundingItem(id="f", cycle_id=cycle_id, of_kind="tasks", of_id="t", place=1, kind="money", title="Giảng viên")
    )
    for from_kind, from_id, to_kind, to_id in (
        ("goals", goal.id, "findings", finding.id),
        ("tasks", task.id, "goals", goal.id),
        ("tasks", task.id, "findings", finding.id),
        ("solutions", way.id, "tasks", task.id),
    ):
        unit.links.keep(Link(id=new_key(), from_kind=from_kind, from_id=from_id, to_kind=to_kind, to_id=to_id))


def collect_comments(unit: Unit, cycle_id: str) -> None:
    """Two units asked: one comments and is answered, the other says that it has none; and the minutes."""
    for name in ("Phòng KCS", "Kho"):
        comments.ask_unit(unit, cycle_id, name, "01/11/2026", "10/11/2026")
    made = comments.new_comment(unit, cycle_id, given_by="Phòng KCS", words="Hạn hơi gấp.", about=("tasks", "t"))
    comments.answer_comment(unit, made.id, "kept", "Giữ hạn để kịp kỳ kiểm định.", date(2026, 11, 12))
    comments.note_no_comment(unit, cycle_id, "Kho", date(2026, 11, 11))
    unit.meetings.keep(
        Meeting(
            id=new_key(),
            cycle_id=cycle_id,
            number=1,
            kind="comments",
            chair="Giám đốc",
            started_at=datetime(2026, 11, 14, 2, tzinfo=UTC),
            conclusion="Thống nhất trình phê duyệt.",
        )
    )


def freeze(unit: Unit, cycle_id: str, number: str = "12/QĐ-ĐN", reason: str = "") -> Version:
    return freeze_version(
        unit,
        cycle_id,
        decision_number=number,
        decided_on=date(2026, 11, 20),
        signer_position="Giám đốc",
        signer_name="Nguyễn Văn An",
        recipients="Như Điều 3; Lưu: VT",
        reason=reason,
    )


def approve_programme(unit: Unit, cycle_id: str) -> None:
    """Step 6 handed in and approved."""
    submit_step(unit, cycle_id, 6, DAY)
    approve_step(unit, cycle_id, 6, DAY)


def prepare(unit: Unit, cycle_id: str) -> None:
    """The decision as it is typed on the page."""
    for field, text in (
        ("number", "12/QĐ-ĐN"),
        ("decided_on", "20/11/2026"),
        ("signer_position", "Giám đốc"),
        ("signer_name", "Nguyễn Văn An"),
    ):
        prepare_decision(unit, cycle_id, field, text)
