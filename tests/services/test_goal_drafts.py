"""What is proposed for a goal: day, owner, reading interval, its effect; and a baseline from an evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.findings import Link
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.solutions import Solution
from app.domain.tasks import Task
from app.services import dossiers, inventory
from app.services.evaluations import add_evaluation, keep_result, run_evaluation
from app.services.findings import add_finding, edit_finding
from app.services.goal_baselines import baseline_choices, take_baseline
from app.services.goal_drafts import add_effect_of, read_every
from app.services.goal_history import history_of
from app.services.goals import draft_goal, edit_goal, goal_rows, keep_goal, new_goal, renew_baseline
from app.services.plans import edit_plan
from app.storage.store import Store
from app.storage.unit import Unit

DAY = date(2026, 11, 24)
LOT = ["25.05", "25.10", "25.02", "25.13", "25.08", "25.04", "25.09", "25.11", "25.03", "25.07"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = dossiers.create_dossier(tmp_path / "a.dochuan", person="Thu Hà", enterprise="Công ty An Lạc")
    yield made
    made.close()


@pytest.fixture
def unit(store: Store) -> Iterator[Unit]:
    with store.unit("Thử") as made:
        yield made


def cycle_of(unit: Unit) -> str:
    return unit.cycles.all()[-1].id


def a_finding(unit: Unit, severity: str = "medium", subject: str = "4") -> str:
    made = add_finding(unit, cycle_of(unit), "Cân kho thiếu niêm phong", subject=subject)
    edit_finding(unit, made.id, "severity", severity)
    return made.id


def a_lot(unit: Unit, finding_id: str) -> str:
    """A lot of ten bags of 25 kg, evaluated, behind a finding; the evaluation's id."""
    made = add_evaluation(
        unit,
        cycle_of(unit),
        "prepackage_lot",
        inputs={"data": [{"value": each} for each in LOT], "Qn": "25", "unit": "kg", "lot_size": 1000},
    )
    keep_result(unit, made.id, run_evaluation(made))
    unit.links.keep(Link(id=new_key(), from_kind="findings", from_id=finding_id, to_kind="evaluations", to_id=made.id))
    return made.id


@pytest.mark.parametrize(
    ("severity", "due"), [("high", date(2027, 2, 24)), ("medium", date(2027, 5, 24)), ("low", date(2027, 11, 24))]
)
def test_the_graver_the_finding_the_sooner_the_day_that_is_proposed(unit: Unit, severity: str, due: date) -> None:
    goal = draft_goal(unit, a_finding(unit, severity), DAY)

    assert goal.due_on == due


def test_no_day_is_proposed_after_the_programme_ends(unit: Unit) -> None:
    edit_plan(unit, cycle_of(unit), "starts_on", "01/01/2026")
    edit_plan(unit, cycle_of(unit), "ends_on", "31/03/2027")

    assert draft_goal(unit, a_finding(unit, "low"), DAY).due_on == date(2027, 3, 31)


def test_what_the_finding_says_is_taken_before_anything_is_proposed(unit: Unit) -> None:
    finding = a_finding(unit)
    edit_finding(unit, finding, "due_on", "15/01/2027")
    edit_finding(unit, finding, "owner", "Kho")

    goal = draft_goal(unit, finding, DAY)

    assert (goal.due_on, goal.owner) == (date(2027, 1, 15), "Kho")


@pytest.mark.parametrize(("owners", "wanted"), [(("Cơ điện", "Cơ điện"), "Cơ điện"), (("Cơ điện", "KCS"), "")])
def test_the_owner_of_all_instruments_concerned_is_proposed_and_none_where_there_are_two(
    unit: Unit, owners: tuple[str, ...], wanted: str
) -> None:
    finding = a_finding(unit)
    for number, owner in enumerate(owners):
        made = inventory.add_instrument(unit, code=f"C-{number}", name="Cân", owner=owner)
        unit.links.keep(Link(id=new_key(), from_kind="findings", from_id=finding, to_kind="instruments", to_id=made.id))

    assert draft_goal(unit, finding, DAY).owner == wanted


@pytest.mark.parametrize(
    ("due", "months"),
    [(date(2026, 12, 31), 1), (date(2027, 9, 1), 3), (date(2028, 6, 1), 6), (date(2029, 12, 1), 12)],
)
def test_an_indicator_is_read_at_least_three_times_until_its_day_where_that_can_be(due: date, months: int) -> None:
    assert read_every(DAY, due) == months


@pytest.mark.parametrize(
    ("subject", "kind"), [("6", "environmental"), ("8", "integration"), ("9", "economic"), ("2", "social")]
)
def test_the_effect_of_a_goal_has_the_kind_of_its_subject(unit: Unit, subject: str, kind: str) -> None:
    finding = a_finding(unit, subject=subject)
    goal = keep_goal(unit, draft_goal(unit, finding, DAY), [finding])

    made = add_effect_of(unit, goal.id)

    assert (made.kind, made.title, made.expected) == (kind, goal.title, None)
    assert unit.links.count(from_kind="effects", from_id=made.id, to_kind="goals", to_id=goal.id) == 1


def a_money_goal(unit: Unit, baseline: str, target: str) -> Goal:
    goal = new_goal(unit, cycle_of(unit), "Đóng thừa còn một nửa")
    for field, text in (("unit", "triệu đồng/năm"), ("baseline", baseline), ("target", target)):
        edit_goal(unit, goal.id, field, text)
    return unit.goals.get(goal.id)


def test_a_goal_counted_in_money_saves_the_way_from_baseline_to_target_with_its_uncertainty(unit: Unit) -> None:
    made = add_effect_of(unit, a_money_goal(unit, "2.100 ± 600", "1.050").id)

    assert (made.kind, made.expected_low, made.expected, made.expected_high) == (
        "economic",
        Decimal(450),
        Decimal(1050),
        Decimal(1650),
    )
    assert made.basis == "MT-01: giá trị hiện tại trừ giá trị cần đạt."


def test_a_goal_that_saves_nothing_gets_no_figure(unit: Unit) -> None:
    assert add_effect_of(unit, a_money_goal(unit, "100", "200").id).expected is None


def test_the_overfill_of_a_lot_is_offered_with_the_u_of_its_mean(unit: Unit) -> None:
    finding = a_finding(unit)
    lot = a_lot(unit, finding)
    goal = keep_goal(unit, draft_goal(unit, finding, DAY), [finding])

    taken = take_baseline(unit, goal.id, lot, "overfill")

    # mean 25,072 kg; s = 0,0361 kg of 10 bags: U = 2 s/√10 = 0,023 kg
    assert (taken.baseline, taken.baseline_uncertainty, taken.unit) == (Decimal("0.072"), Decimal("0.023"), "kg")
    assert taken.baseline_factor == 2
    assert taken.baseline_source.startswith("DG-01: trung bình của 10 bao")
    assert taken.indicator == "Lượng đóng thừa trung bình mỗi bao"


def test_a_figure_that_is_not_offered_is_refused_and_nothing_changes(unit: Unit) -> None:
    finding = a_finding(unit)
    goal = keep_goal(unit, draft_goal(unit, finding, DAY), [finding])

    with pytest.raises(UserError, match="không còn trong kết quả"):
        take_baseline(unit, goal.id, "nothing", "overfill")

    assert baseline_choices(unit, goal.id) == []
    assert unit.goals.get(goal.id) == goal


def test_taking_the_baseline_from_the_data_again_forgets_the_u_of_an_evaluation(unit: Unit) -> None:
    inventory.add_instrument(unit, code="C-1", name="Cân")
    goal = new_goal(unit, cycle_of(unit), "Đủ thông tin")
    edit_goal(unit, goal.id, "indicator_key", "register_complete", DAY)
    edit_goal(unit, goal.id, "baseline", "50 ± 5")

    renewed = renew_baseline(unit, goal.id, DAY)

    assert (renewed.baseline_uncertainty, renewed.baseline_factor, renewed.baseline_n) == (None, None, 1)


def test_what_became_of_a_goal_is_told_from_what_to_what(store: Store) -> None:
    with store.unit("Thêm mục tiêu") as unit:
        goal = new_goal(unit, cycle_of(unit), "Đóng đúng")
    with store.unit("Sửa mục tiêu") as unit:
        edit_goal(unit, goal.id, "due_on", "30/06/2027")
        edit_goal(unit, goal.id, "target", "1.050,5")
    store.undo()

    with store.reading() as unit:
        undone, edited, made = history_of(unit, "goals", goal.id)

    assert (made.deed, made.changes, made.person) == ("Thêm mục tiêu", (), "Thu Hà")
    assert sorted(edited.changes) == ["Giá trị cần đạt: — → 1.050,5", "Hạn hoàn thành: — → 30/06/2027"]
    assert undone.deed == "Hoàn tác: Sửa mục tiêu"
    assert "Giá trị cần đạt: 1.050,5 → —" in undone.changes


def test_the_row_of_a_goal_holds_what_serves_it_and_what_speaks_against_it(unit: Unit) -> None:
    goal = a_money_goal(unit, "2.100 ± 600", "1.800")
    effect = add_effect_of(unit, goal.id)
    task = unit.tasks.keep(Task(id=new_key(), cycle_id=cycle_of(unit), number=1, kind="equipment", title="Sửa cân"))
    solution = unit.solutions.keep(
        Solution(id=new_key(), cycle_id=cycle_of(unit), number=1, kind="cooperation", title="Thuê ngoài")
    )
    ends = (("tasks", task.id, "goals", goal.id), ("solutions", solution.id, "tasks", task.id))
    unit.links.keep_all(
        Link(id=new_key(), from_kind=kind, from_id=id, to_kind=to, to_id=end) for kind, id, to, end in ends
    )

    (row,) = goal_rows(unit, cycle_of(unit))

    assert (row.tasks, row.solutions, [each.id for each in row.effects]) == ((task,), (solution,), [effect.id])
    assert [each.key for each in row.doubts] == ["within"]
