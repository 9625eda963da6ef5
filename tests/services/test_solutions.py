from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.alternatives import measures, not_estimated
from app.domain.errors import UserError
from app.domain.funding import Cost
from app.domain.sites import StepState
from app.services import funding
from app.services import solutions as deeds
from app.services.plans import edit_plan
from app.services.registers import CellText
from app.services.solutions import SolutionRow, solution_rows
from app.services.tasks import new_task
from app.storage.store import Store
from app.storage.unit import Unit
from tests.services.programme_dossier import a_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cycle_id = a_dossier(tmp_path / "a.dochuan")
    yield store, cycle_id
    store.close()


def a_solution(unit: Unit, cycle_id: str, title: str = "Thuê phòng hiệu chuẩn") -> str:
    return deeds.new_solution(unit, cycle_id, title, kind="Hợp tác", owner="Cơ điện").id


def row_of(unit: Unit, cycle_id: str) -> SolutionRow:
    return solution_rows(unit, cycle_id)[0]


def words_of(row: SolutionRow) -> list[str]:
    return [each.words for each in row.problems]


def test_a_solution_says_what_it_lacks_until_it_has_tasks_owner_and_means(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        task = new_task(unit, cycle_id, "Hiệu chuẩn cân")
        solution = deeds.new_solution(unit, cycle_id, "Thuê phòng hiệu chuẩn").id
        assert words_of(row_of(unit, cycle_id)) == [
            "chưa nối với nhiệm vụ nào",
            "thiếu người chủ trì",
            "chưa có nguồn lực nào",
        ]

        deeds.link_solution(unit, solution, task.id)
        deeds.edit_solution(unit, solution, "owner", "Cơ điện")
        funding.add_item(unit, "solutions", solution, title="Phí hiệu chuẩn", amount="12,5")

        row = row_of(unit, cycle_id)
    assert (row.state, row.problems, row.cost) == ("ok", (), Cost(Decimal("12.5"), None, 0))


def test_the_amount_follows_quantity_and_price_and_a_contradiction_is_refused(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        solution = a_solution(unit, cycle_id)
        item = funding.add_item(unit, "solutions", solution, title="Phí hiệu chuẩn cân", quantity="12", unit="cái")
        assert item.amount is None

        item = funding.edit_item(unit, item.id, "unit_price", "0,85")
        assert item.amount == Decimal("10.2")
        with pytest.raises(UserError, match="Thành tiền 11 khác số lượng × đơn giá = 10,2"):
            funding.edit_item(unit, item.id, "amount", "11")

        item = funding.edit_item(unit, item.id, "quantity", "")
        assert item.amount is None


def test_sums_say_what_is_known_and_count_and_name_what_is_not(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        edit_plan(unit, cycle_id, "starts_on", "01/01/2027")
        edit_plan(unit, cycle_id, "ends_on", "31/12/2028")
        task = new_task(unit, cycle_id, "Hiệu chuẩn", starts_on="01/03/2027", ends_on="01/04/2027")
        solution = a_solution(unit, cycle_id)
        deeds.link_solution(unit, solution, task.id)
        funding.add_item(unit, "solutions", solution, title="Quả cân chuẩn", amount="30", source="Quỹ đầu tư")
        funding.add_item(
            unit, "tasks", task.id, title="Phí hiệu chuẩn", amount="8", yearly="hằng năm", source="Chi phí"
        )
        funding.add_item(unit, "tasks", task.id, title="Công nhân viên", kind="Nhân lực")

        found = funding.totals(unit, cycle_id)

    assert found.whole == Cost(Decimal(30), Decimal(8), 1)
    assert [each.title for each in found.unknown] == ["Công nhân viên"]
    assert [(each.words, each.cost.unknown) for each in found.by_kind] == [("Nhân lực", 1), ("Tài chính", 0)]
    assert [each.words for each in found.by_source] == ["Chi phí", "Quỹ đầu tư", "chưa rõ nguồn"]
    assert [(each.words, each.cost.once) for each in found.by_record] == [("GP-01", Decimal(30)), ("NV-01", None)]
    assert [(each.number, each.amount) for each in found.by_year] == [(1, Decimal(38)), (2, Decimal(8))]
    assert funding.cost_of(unit, "tasks", task.id) == Cost(None, Decimal(8), 1)


def test_what_has_no_day_is_told_apart_from_the_years(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        edit_plan(unit, cycle_id, "starts_on", "01/01/2027")
        edit_plan(unit, cycle_id, "ends_on", "31/12/2027")
        funding.add_item(unit, "solutions", a_solution(unit, cycle_id), title="Truyền thông", amount="5")

        found = funding.totals(unit, cycle_id)

    assert [(each.words, each.amount) for each in found.by_year] == [
        ("Năm 1 (01/01/2027–31/12/2027)", None),
        ("chưa rõ năm", Decimal(5)),
    ]


def test_pasted_rows_are_kept_and_a_cell_that_cannot_be_read_is_refused_alone(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        solution = a_solution(unit, cycle_id)

        written = funding.add_items(
            unit,
            "solutions",
            solution,
            [
                {"kind": "Nhân lực", "title": "Người theo dõi", "quantity": "20", "unit_price": "0,4"},
                {"kind": "Tài chính", "title": "Phí", "amount": "mười"},
                {"title": "  "},
            ],
        )

        items = funding.items_of(unit, "solutions", solution)
    assert [(each.place, each.kind, each.amount) for each in items] == [(1, "people", Decimal(8)), (2, "money", None)]
    assert [(each.cell.field, each.trouble[:6]) for each in written.refused] == [("amount", "“mười”")]


def test_a_line_that_was_emptied_goes(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        solution = a_solution(unit, cycle_id)
        item = funding.add_item(unit, "solutions", solution, title="Phí", amount="3")

        funding.write_items(unit, [CellText(item.id, "title", ""), CellText(item.id, "amount", "")])

        assert funding.items_of(unit, "solutions", solution) == []


def test_alternatives_are_compared_and_what_is_not_estimated_is_never_ranked(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        solution = a_solution(unit, cycle_id)
        deeds.add_alternative(unit, solution, "Thuê ngoài", cost="10", running_cost="8", effect="3", risk="nhỏ")
        deeds.add_alternative(unit, solution, "Tự làm", cost="40", effort="30", effect="lớn")
        deeds.add_alternative(unit, solution)

        (row,) = solution_rows(unit, cycle_id)

    first, second, third = (measures(row.alternatives, place) for place in range(3))
    assert [(each.criterion.name, each.share, each.best) for each in first] == [
        ("cost", 0.25, True),
        ("running_cost", 1.0, False),
        ("effort", None, False),
        ("effect", 0.6, False),
        ("risk", 0.4, False),
    ]
    assert second[3].best
    assert [each.words for each in third] == ["chưa ước tính"] * 5
    assert not any(each.best for each in third)
    assert row.alternatives[2].title == "Phương án 3"
    assert not_estimated(row.alternatives[1]) == ("Chi phí hằng năm", "Rủi ro")


def test_one_alternative_is_chosen_with_a_reason_and_its_cost_held_against_the_funding(
    dossier: tuple[Store, str],
) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        solution = a_solution(unit, cycle_id)
        one = deeds.add_alternative(unit, solution, "Thuê ngoài", cost="10", running_cost="0", effort="2", effect="3")
        two = deeds.add_alternative(unit, solution, "Tự làm", cost="40")
        funding.add_item(unit, "solutions", solution, title="Phí", amount="12")
        assert "chưa chọn phương án" in words_of(row_of(unit, cycle_id))
        with pytest.raises(UserError, match="Nêu lý do chọn"):
            deeds.choose_alternative(unit, one.id, " ")

        deeds.choose_alternative(unit, two.id, "Chủ động.")
        deeds.choose_alternative(unit, one.id, "Rẻ hơn, có ngay.")

        row = row_of(unit, cycle_id)
    assert [(each.chosen, each.reason) for each in row.alternatives] == [(1, "Rẻ hơn, có ngay."), (0, "")]
    assert "một lần: phương án chọn 10, các khoản 12, chênh 2 triệu đồng" in words_of(row)
    assert "phương án chọn chưa ước tính: rủi ro" in words_of(row)


def test_a_class_is_typed_as_number_or_word_and_nothing_else(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        one = deeds.add_alternative(unit, a_solution(unit, cycle_id))

        assert deeds.edit_alternative(unit, one.id, "risk", "rất lớn").risk == 5
        assert deeds.edit_alternative(unit, one.id, "effect", "2").effect == 2
        assert deeds.edit_alternative(unit, one.id, "effect", "").effect is None
        with pytest.raises(UserError, match="“7” không phải là mức"):
            deeds.edit_alternative(unit, one.id, "risk", "7")


def test_a_retired_solution_takes_its_alternatives_and_funding_along_and_undo_brings_them_back(
    dossier: tuple[Store, str],
) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        solution = a_solution(unit, cycle_id)
        deeds.add_alternative(unit, solution)
        funding.add_item(unit, "solutions", solution, title="Phí", amount="1")
    with store.unit("bỏ") as unit:
        deeds.retire_solution(unit, solution, "Không cần nữa.")
        assert (unit.alternatives.count(), unit.funding.count()) == (0, 0)
    store.undo()

    with store.reading() as unit:
        row = row_of(unit, cycle_id)
    assert (len(row.alternatives), len(row.funding)) == (1, 1)


def test_a_draft_takes_owner_and_task_along(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        task = new_task(unit, cycle_id, "Hiệu chuẩn cân", kind="calibration", owner="KCS")

        deeds.draft_solutions(unit, [task.id])

        row = row_of(unit, cycle_id)
    assert (row.solution.kind, row.solution.owner, row.tasks) == ("cooperation", "KCS", (task,))


def test_a_step_that_was_handed_in_keeps_its_solutions(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        solution = a_solution(unit, cycle_id)
        one = deeds.add_alternative(unit, solution)
        item = funding.add_item(unit, "solutions", solution, title="Phí", amount="1")
        (state,) = unit.steps.all(cycle_id=cycle_id, step=5)
        unit.steps.keep(StepState(id=state.id, cycle_id=cycle_id, step=5, state="submitted"))

        for deed in (
            lambda: deeds.edit_solution(unit, solution, "owner", "KCS"),
            lambda: deeds.choose_alternative(unit, one.id, "Rẻ."),
            lambda: funding.edit_item(unit, item.id, "amount", "2"),
            lambda: funding.write_items(unit, [CellText(item.id, "amount", "2")]),
            lambda: funding.add_items(unit, "solutions", solution, [{"title": "Thêm"}]),
            lambda: funding.retire_items(unit, [item.id]),
            lambda: a_solution(unit, cycle_id),
        ):
            with pytest.raises(UserError, match="Bước 5 đã nộp"):
                deed()
