"""What goals cost and bring: estimates, then funding; effects counted once; what is not known is named."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.findings import Link
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.metrology.losses import present_value
from app.domain.solutions import Solution
from app.domain.tasks import Task
from app.services import dossiers
from app.services.effects import edit_effect, link_effect, new_effect
from app.services.funding import add_item
from app.services.goal_economics import cycle_economics, goal_economics, is_whole, total_of
from app.services.goals import edit_goal, new_goal
from app.services.plans import edit_plan
from app.storage.store import Store
from app.storage.unit import Unit


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = dossiers.create_dossier(tmp_path / "a.dochuan", person="Thu Hà", enterprise="Công ty An Lạc")
    yield made
    made.close()


@pytest.fixture
def unit(store: Store) -> Iterator[Unit]:
    with store.unit("Thử") as made:
        for field, text in (("starts_on", "01/01/2027"), ("ends_on", "31/12/2031"), ("discount_rate", "10")):
            edit_plan(made, cycle_of(made), field, text)
        yield made


def cycle_of(unit: Unit) -> str:
    return unit.cycles.all()[-1].id


def a_goal(unit: Unit, title: str = "Đóng đúng", **typed: str) -> Goal:
    goal = new_goal(unit, cycle_of(unit), title)
    for field, text in typed.items():
        edit_goal(unit, goal.id, field, text)
    return unit.goals.get(goal.id)


def an_effect(unit: Unit, *goals: Goal, **typed: str) -> str:
    made = new_effect(unit, cycle_of(unit), "economic", "Ít đóng thừa")
    for field, text in typed.items():
        edit_effect(unit, made.id, field, text)
    for goal in goals:
        link_effect(unit, made.id, "goals", goal.id)
    return made.id


def a_task(unit: Unit, *goals: Goal) -> Task:
    task = unit.tasks.keep(
        Task(id=new_key(), cycle_id=cycle_of(unit), number=unit.tasks.count() + 1, kind="equipment", title="Sửa cân")
    )
    unit.links.keep_all(
        Link(id=new_key(), from_kind="tasks", from_id=task.id, to_kind="goals", to_id=each.id) for each in goals
    )
    return task


def test_an_estimate_and_an_effect_give_payback_and_present_value_as_the_method_does(unit: Unit) -> None:
    goal = a_goal(unit, investment="180", running_cost="0")
    an_effect(unit, goal, expected="75", expected_low="50", expected_high="90")

    found = goal_economics(unit, goal.id)

    assert found.result.payback is not None and found.result.npv is not None
    assert found.result.payback.expected == Decimal("2.4")
    assert float(found.result.npv.expected) == pytest.approx(present_value(180, [75] * 5, 0.1))
    assert float(found.result.npv.low) == pytest.approx(present_value(180, [50] * 5, 0.1))
    assert found.result.bars[0].input == "saving"


def test_a_goal_without_effect_in_money_says_so_and_counts_nothing_as_zero(unit: Unit) -> None:
    goal = a_goal(unit, investment="180")
    told = new_effect(unit, cycle_of(unit), "social", "Người mua yên tâm")
    link_effect(unit, told.id, "goals", goal.id)

    found = goal_economics(unit, goal.id)

    assert found.saving is None and found.running.value is None
    assert found.result.npv is None and found.result.payback is None
    assert found.result.reasons["npv"] == (
        "Chưa ước tính được: chưa có hiệu quả kinh tế nào bằng tiền; chưa ước tính chi phí mỗi năm."
    )


def test_an_effect_of_two_goals_counts_at_the_first_and_is_told_at_the_other(unit: Unit) -> None:
    first, second = a_goal(unit, "Đóng đúng"), a_goal(unit, "Cân đúng")
    an_effect(unit, second, first, expected="75")

    one, other = cycle_economics(unit, cycle_of(unit))

    assert one.saving is not None and one.saving.expected == 75
    assert other.saving is None
    assert other.notes() == ("HQ-01 đã tính ở MT-01, không tính hai lần.",)


def test_two_effects_of_a_goal_add_up_and_a_blank_end_is_the_expected_figure(unit: Unit) -> None:
    goal = a_goal(unit)
    an_effect(unit, goal, expected="75", expected_low="50")
    an_effect(unit, goal, expected="25")

    saving = goal_economics(unit, goal.id).saving

    assert saving is not None
    assert (saving.low, saving.expected, saving.high) == (75, 100, 100)


def test_the_funding_of_tasks_and_solutions_replaces_the_estimate_and_both_are_told(unit: Unit) -> None:
    goal = a_goal(unit, investment="200", running_cost="10")
    task = a_task(unit, goal)
    solution = unit.solutions.keep(
        Solution(id=new_key(), cycle_id=cycle_of(unit), number=1, kind="organisation", title="Thuê ngoài")
    )
    unit.links.keep(Link(id=new_key(), from_kind="solutions", from_id=solution.id, to_kind="tasks", to_id=task.id))
    add_item(unit, "tasks", task.id, title="Cân mới", amount="150")
    add_item(unit, "solutions", solution.id, title="Hiệu chuẩn", amount="12", yearly="1")

    found = goal_economics(unit, goal.id)

    assert (found.investment.estimate, found.investment.funded, found.investment.value) == (200, 150, 150)
    assert (found.running.estimate, found.running.funded, found.running.value) == (10, 12, 12)
    assert found.lines == 2


def test_a_task_of_two_goals_costs_once(unit: Unit) -> None:
    first, second = a_goal(unit, "Đóng đúng"), a_goal(unit, "Cân đúng")
    task = a_task(unit, second, first)
    add_item(unit, "tasks", task.id, title="Cân mới", amount="150")

    one, other = cycle_economics(unit, cycle_of(unit))

    assert (one.investment.value, other.investment.value) == (150, None)


def test_a_line_without_an_amount_is_no_zero(unit: Unit) -> None:
    goal = a_goal(unit, investment="200", running_cost="10")
    add_item(unit, "tasks", a_task(unit, goal).id, title="Cân mới")

    found = goal_economics(unit, goal.id)

    assert (found.investment.funded, found.investment.value, found.running.value) == (None, 200, 10)
    assert found.notes() == ("Còn 1 khoản kinh phí chưa có số tiền, nên chi phí là phần đã biết.",)


def test_lines_that_all_have_their_amount_and_are_paid_once_cost_nothing_a_year(unit: Unit) -> None:
    goal = a_goal(unit, running_cost="10")
    add_item(unit, "tasks", a_task(unit, goal).id, title="Cân mới", amount="150")

    assert goal_economics(unit, goal.id).running.value == 0


def test_the_total_holds_the_goals_whose_figures_are_known(unit: Unit) -> None:
    for number in range(2):
        goal = a_goal(unit, f"Mục tiêu {number}", investment="90", running_cost="0")
        an_effect(unit, goal, expected="37,5")
    a_goal(unit, "Chưa ước tính", investment="1.000")

    every = cycle_economics(unit, cycle_of(unit))

    total = total_of(every)
    assert total.payback is not None and total.payback.expected == Decimal("2.4")
    assert sum(map(is_whole, every)) == 2
    assert total_of([]).npv is None
