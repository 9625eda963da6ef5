from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.domain.errors import UserError
from app.domain.funding import FUNDING_FIELDS, Cost, by_year, cost_of_items, programme_years
from app.domain.gates import GATES
from app.domain.solution_checks import SolutionPlan, tasks_without_solution
from app.domain.solutions import FundingItem, Solution
from app.domain.task_checks import TaskPlan
from app.domain.tasks import Task

READ = {each.name: each.read for each in FUNDING_FIELDS}


def an_item(amount: str | None = None, *, yearly: int = 0, of_id: str = "t1", **more: Decimal | None) -> FundingItem:
    return FundingItem(
        id=f"{of_id}{amount}{yearly}",
        cycle_id="c",
        of_kind="tasks",
        of_id=of_id,
        place=1,
        kind="money",
        title="Phí",
        amount=Decimal(amount) if amount else None,
        yearly=yearly,
        **more,  # type: ignore[arg-type]
    )


def test_no_line_says_nothing_and_a_zero_that_was_typed_is_a_zero() -> None:
    assert cost_of_items([]) == Cost(None, None, 0)
    assert cost_of_items([an_item("0")]) == Cost(Decimal(0), None, 0)
    assert cost_of_items([an_item()]) == Cost(None, None, 1)


def test_a_cost_over_years_is_not_known_where_nothing_is() -> None:
    assert Cost(None, None, 2).over(Decimal(3)) is None
    assert Cost(Decimal(10), Decimal(2)).over(Decimal(3)) == 16


def test_an_amount_beside_quantity_and_price_must_agree_with_them() -> None:
    item = an_item(quantity=Decimal(3), unit_price=Decimal("0.5"))

    assert READ["amount"](item, "1,5") == {"amount": Decimal("1.5")}
    with pytest.raises(UserError, match="khác số lượng × đơn giá = 1,5"):
        READ["amount"](item, "2")


def test_dong_that_were_taken_for_million_dong_are_refused_with_what_was_meant() -> None:
    with pytest.raises(UserError, match=r"Nếu 650\.000 là đồng, nhập 0,65"):
        READ["unit_price"](an_item(), "650000")


def test_years_of_a_programme_run_from_its_first_day() -> None:
    years = programme_years(date(2027, 2, 1), date(2029, 1, 31))

    assert years == ((date(2027, 2, 1), date(2028, 1, 31)), (date(2028, 2, 1), date(2029, 1, 31)))


def test_what_is_paid_once_falls_into_one_year_and_what_is_yearly_into_all_that_follow() -> None:
    items = [an_item("10", of_id="a"), an_item("2", yearly=1, of_id="b"), an_item("7", of_id="x")]
    starts = {"a": date(2027, 5, 1), "b": date(2028, 1, 1), "x": None}

    years = by_year(items, starts, date(2027, 1, 1), date(2029, 12, 31))

    assert [(each.number, each.amount) for each in years] == [
        (1, Decimal(10)),
        (2, Decimal(2)),
        (3, Decimal(2)),
        (0, Decimal(7)),
    ]


def a_task(number: int, **more: str) -> Task:
    return Task(id=f"t{number}", cycle_id="c", number=number, kind="documents", title="Việc", **more)  # type: ignore[arg-type]


class FactsOfTasks:
    def __init__(self, tasks: TaskPlan, solutions: SolutionPlan) -> None:
        self.task_plan, self.solution_plan = tasks, solutions


def test_the_gate_of_tasks_names_each_task_with_all_it_lacks() -> None:
    facts = FactsOfTasks(TaskPlan(tasks=[a_task(1)]), SolutionPlan(solutions=()))

    standing = GATES["tasks"](facts, "")  # type: ignore[arg-type]

    (missing,) = standing.missing
    assert missing.text.startswith("NV-01 chưa nối với mục tiêu nào, chưa nối với phát hiện nào, thiếu người chủ trì")
    assert (missing.page, missing.target) == ("tasks", "t1")


def test_the_gates_say_so_while_there_is_nothing() -> None:
    facts = FactsOfTasks(TaskPlan(tasks=()), SolutionPlan(solutions=()))

    assert [GATES[each](facts, "").missing[0].text for each in ("tasks", "solutions")] == [  # type: ignore[arg-type]
        "Chưa có nhiệm vụ nào.",
        "Chưa có giải pháp nào.",
    ]


def test_a_task_needs_a_solution_unless_it_says_why_not_or_is_stopped() -> None:
    one, two, three, four = a_task(1), a_task(2, why_no_solution="Tự làm"), a_task(3, state="stopped"), a_task(4)
    solution = Solution(id="s", cycle_id="c", number=1, kind="other", title="Cách")
    plan = SolutionPlan(solutions=[solution], tasks=[one, two, three, four], tasks_of={"s": [four]})

    assert tasks_without_solution(plan) == (one,)
    standing = GATES["solutions"](FactsOfTasks(TaskPlan(tasks=()), plan), "")  # type: ignore[arg-type]
    assert [each.target for each in standing.missing] == ["task:t1", "s"]
    assert "chưa có nguồn lực nào" in standing.missing[1].text
