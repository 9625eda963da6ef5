"""Steps 4 and 5 from the first draft to handing in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.sites import StepState
from app.services import funding
from app.services.findings import add_finding
from app.services.goals import edit_goal, link_findings, new_goal
from app.services.progress import step_views, submit_step
from app.services.solutions import draft_solutions, say_no_solution
from app.services.task_drafts import draft_tasks
from app.services.tasks import edit_tasks
from app.storage.store import Store
from app.storage.unit import Unit
from tests.services.programme_dossier import DAY, a_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    """Step 3 is handed in, with two goals and a finding each."""
    store, cycle_id = a_dossier(tmp_path / "a.dochuan")
    with store.unit("x") as unit:
        for title in ("Cân đạt chuẩn", "Người cân được đào tạo"):
            finding = add_finding(unit, cycle_id, f"{title}: chưa", subject="5")
            goal = new_goal(unit, cycle_id, title)
            edit_goal(unit, goal.id, "due_on", "31/12/2027")
            edit_goal(unit, goal.id, "owner", title)
            link_findings(unit, goal.id, [finding.id])
        (state,) = unit.steps.all(cycle_id=cycle_id, step=3)
        unit.steps.keep(StepState(id=state.id, cycle_id=cycle_id, step=3, state="submitted"))
    yield store, cycle_id
    store.close()


def draft_all(unit: Unit, cycle_id: str) -> list[str]:
    made = draft_tasks(unit, [each.id for each in unit.goals.all(cycle_id=cycle_id)], DAY)
    return [each.id for each in made]


def said(unit: Unit, cycle_id: str, number: int) -> list[tuple[str, str, str]]:
    view = step_views(unit, cycle_id, DAY)[number - 1]
    return [(each.text, each.page, each.target) for each in view.missing]


def test_the_gate_of_step_4_leads_to_the_goals_without_tasks(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        first, second = unit.goals.all(cycle_id=cycle_id)
        assert said(unit, cycle_id, 4) == [("Chưa có nhiệm vụ nào.", "tasks", "")]

        draft_tasks(unit, [first.id], DAY)

        assert said(unit, cycle_id, 4) == [("MT-02 chưa có nhiệm vụ", "tasks", f"goal:{second.id}")]
        assert step_views(unit, cycle_id, DAY)[3].state == "doing"


def test_drafts_with_an_estimate_can_be_handed_in_and_an_overload_cannot(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        tasks = draft_all(unit, cycle_id)
        edit_tasks(unit, tasks, "effort", "400")
        with pytest.raises(UserError, match=r"Chưa nộp được bước 4.*quá tải"):
            submit_step(unit, cycle_id, 4, DAY)

        edit_tasks(unit, tasks, "effort", "20")

        assert submit_step(unit, cycle_id, 4, DAY).state == "submitted"


def test_step_5_is_handed_in_when_every_task_has_a_way_or_a_reason(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        one, two = draft_all(unit, cycle_id)
        submit_step(unit, cycle_id, 4, DAY)
        (solution,) = draft_solutions(unit, [one])
        assert said(unit, cycle_id, 5) == [
            ("NV-02 chưa có giải pháp", "solutions", f"task:{two}"),
            ("GP-01 chưa có nguồn lực nào", "solutions", solution.id),
        ]

        say_no_solution(unit, two, "Làm trong giờ, không cần gì thêm.")
        funding.add_item(unit, "solutions", solution.id, kind="Nhân lực", title="Người theo dõi")

        assert submit_step(unit, cycle_id, 5, DAY).state == "submitted"
