"""Expected effects, what the programme says of itself, and passages of its papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.evaluations import Evaluation, evaluation_code
from app.domain.keys import new_key
from app.services import dossiers
from app.services.effects import (
    edit_effect,
    effect_rows,
    link_effect,
    losses_to_take,
    millions,
    new_effect,
    retire_effect,
    take_loss,
    unlink_effect,
)
from app.services.goals import new_goal
from app.services.losses import add_loss, edit_loss
from app.services.passages import passages_of, write_passage
from app.services.plans import accept_proposed_plan, edit_plan, plan_of, proposed_plan
from app.storage.store import Store
from app.storage.unit import Unit
from app.wording import speaking

DAY = date(2026, 11, 24)


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


def a_loss(unit: Unit) -> Evaluation:
    """5 times a year, 8 hours, 2 million đồng an hour: 80 million a year, between 48 and 120 million."""
    made = add_loss(unit, cycle_of(unit), "loss_downtime")
    ranges = [{"input": "hours_per_event", "low": 4.8, "high": 12}]
    given = {"events_per_year": 5, "hours_per_event": 8, "rate_per_hour": 2_000_000, "ranges": ranges}
    return edit_loss(unit, made.id, {"currency": "VND", "year": 2026, **given})


def test_an_effect_in_words_is_complete_and_one_without_words_or_figure_is_not(unit: Unit) -> None:
    new_effect(unit, cycle_of(unit), "social", "Người mua yên tâm về lượng bao")
    bare = effect_rows(unit, cycle_of(unit))[0]

    edit_effect(unit, bare.effect.id, "description", "Khiếu nại về thiếu cân không còn.")

    (told,) = effect_rows(unit, cycle_of(unit))
    assert (bare.state, [each.field for each in bare.gaps]) == ("warn", ["expected"])
    assert (told.state, told.gaps, told.effect.expected) == ("ok", (), None)


def test_a_figure_needs_its_unit_and_where_it_comes_from(unit: Unit) -> None:
    made = new_effect(unit, cycle_of(unit), "environmental", "Ít bột thải")

    edit_effect(unit, made.id, "expected", "1.250,5")

    (row,) = effect_rows(unit, cycle_of(unit))
    assert row.effect.expected == Decimal("1250.5")
    assert [each.field for each in row.gaps] == ["unit", "basis"]


def test_money_is_the_unit_of_an_economic_figure_unless_another_was_typed(unit: Unit) -> None:
    made = new_effect(unit, cycle_of(unit), "economic", "Ít đóng thừa")

    assert edit_effect(unit, made.id, "expected", "1.050").unit == "triệu đồng/năm"


@pytest.mark.parametrize(("field", "typed"), [("expected_low", "90"), ("expected_high", "70")])
def test_three_figures_out_of_order_are_refused_and_nothing_changes(unit: Unit, field: str, typed: str) -> None:
    made = new_effect(unit, cycle_of(unit), "economic", "Ít đóng thừa")
    edit_effect(unit, made.id, "expected", "80")

    with pytest.raises(UserError, match="theo thứ tự"):
        edit_effect(unit, made.id, field, typed)

    assert getattr(unit.effects.get(made.id), field) is None


def test_a_loss_is_taken_over_once_with_its_range_and_its_code_as_basis(unit: Unit) -> None:
    loss = a_loss(unit)
    goal = new_goal(unit, cycle_of(unit), "Ít dừng máy")

    made = take_loss(unit, cycle_of(unit), loss.id, goal.id)

    (row,) = effect_rows(unit, cycle_of(unit))
    assert (made.expected_low, made.expected, made.expected_high) == (Decimal(48), Decimal(80), Decimal(120))
    assert made.basis.startswith(evaluation_code(loss))
    assert (row.goals, [each.id for each in row.evaluations], row.state) == ((goal,), [loss.id], "ok")
    assert losses_to_take(unit, cycle_of(unit)) == []
    with pytest.raises(UserError, match="đã được lấy"):
        take_loss(unit, cycle_of(unit), loss.id)


@pytest.mark.parametrize(
    ("dong", "shown"), [(80_000_000, "80"), (1_050_049_000, "1050"), (123_456, "0.1235"), (0, "0"), (1e8, "100")]
)
def test_dong_become_millions_written_out(dong: float, shown: str) -> None:
    assert str(millions(dong)) == shown


def test_effects_stand_by_kind_and_a_withdrawn_number_is_not_given_again(unit: Unit) -> None:
    social = new_effect(unit, cycle_of(unit), "social", "Người mua yên tâm")
    economic = new_effect(unit, cycle_of(unit), "economic", "Ít đóng thừa")
    goal = new_goal(unit, cycle_of(unit), "Đóng đúng")
    link_effect(unit, social.id, "goals", goal.id)

    retire_effect(unit, social.id, "Ghi nhầm.")
    again = new_effect(unit, cycle_of(unit), "social", "Khách hàng yên tâm")

    assert [each.effect.number for each in effect_rows(unit, cycle_of(unit))] == [economic.number, again.number]
    assert again.number == 3
    assert unit.links.all(from_kind="effects", from_id=social.id) == []


def test_undoing_a_withdrawal_brings_the_links_back(store: Store) -> None:
    with store.unit("Ghi") as unit:
        made = new_effect(unit, cycle_of(unit), "social", "Người mua yên tâm")
        link_effect(unit, made.id, "goals", new_goal(unit, cycle_of(unit), "Đóng đúng").id)
    with store.unit("Bỏ") as unit:
        retire_effect(unit, made.id, "Ghi nhầm.")

    store.undo()

    with store.reading() as unit:
        assert [len(each.goals) for each in effect_rows(unit, cycle_of(unit))] == [1]


def test_a_link_is_made_once_and_taken_away_again(unit: Unit) -> None:
    made = new_effect(unit, cycle_of(unit), "social", "Người mua yên tâm")
    goal = new_goal(unit, cycle_of(unit), "Đóng đúng")
    for _time in range(2):
        link_effect(unit, made.id, "goals", goal.id)
    linked = unit.links.count(from_kind="effects")

    unlink_effect(unit, made.id, "goals", goal.id)

    assert (linked, unit.links.count(from_kind="effects")) == (1, 0)


def test_the_plan_of_a_cycle_is_blank_until_a_field_is_typed_and_kept_once(unit: Unit) -> None:
    blank = plan_of(unit, cycle_of(unit))
    kept_before = unit.plans.count()

    edit_plan(unit, cycle_of(unit), "name", "Chương trình  2027")
    edit_plan(unit, cycle_of(unit), "discount_rate", "9,5 %")
    edit_plan(unit, cycle_of(unit), "review_every", "6 tháng")

    plan = plan_of(unit, cycle_of(unit))
    assert (blank.name, kept_before, unit.plans.count()) == ("", 0, 1)
    assert (plan.name, plan.discount_rate, plan.review_every) == ("Chương trình 2027", Decimal("9.5"), 6)


def test_a_period_of_less_than_a_year_is_refused(unit: Unit) -> None:
    edit_plan(unit, cycle_of(unit), "starts_on", "01/01/2027")

    with pytest.raises(UserError, match="kết thúc từ 31/12/2027"):
        edit_plan(unit, cycle_of(unit), "ends_on", "30/12/2027")

    assert edit_plan(unit, cycle_of(unit), "ends_on", "31/12/2027").ends_on == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("field", "typed"),
    [("discount_rate", "120"), ("discount_rate", "nhiều"), ("review_every", "18"), ("ends_on", "2027")],
)
def test_what_a_plan_cannot_say_is_refused(unit: Unit, field: str, typed: str) -> None:
    with pytest.raises(UserError):
        edit_plan(unit, cycle_of(unit), field, typed)

    assert unit.plans.count() == 0


def test_name_and_period_are_proposed_from_the_site_and_the_goals(unit: Unit) -> None:
    from app.services.goals import edit_goal

    goal = new_goal(unit, cycle_of(unit), "Đóng đúng")
    edit_goal(unit, goal.id, "due_on", "30/06/2028")

    proposed = proposed_plan(unit, cycle_of(unit), DAY)

    assert (proposed.starts_on, proposed.ends_on) == (date(2026, 12, 1), date(2028, 11, 30))
    assert proposed.name == "Chương trình đảm bảo đo lường tại Công ty An Lạc, 2026–2028"
    assert unit.plans.count() == 0
    assert accept_proposed_plan(unit, cycle_of(unit), DAY).name == proposed.name


def test_a_passage_is_written_over_and_taken_away_by_blank_words(unit: Unit) -> None:
    cycle_id = cycle_of(unit)
    write_passage(unit, cycle_id, "programme", "organisation", "Ban chỉ đạo: Giám đốc.", 3)
    write_passage(unit, cycle_id, "decision", "basis", "Căn cứ Luật Đo lường.", 3)
    write_passage(unit, cycle_id, "programme", "organisation", " Ban chỉ đạo: Phó giám đốc. ", 3)
    told = passages_of(unit, cycle_id, "programme")

    write_passage(unit, cycle_id, "programme", "organisation", "  ", 3)

    assert told == {"organisation": "Ban chỉ đạo: Phó giám đốc."}
    assert passages_of(unit, cycle_id, "programme") == {}
    assert passages_of(unit, cycle_id, "decision") == {"basis": "Căn cứ Luật Đo lường."}


def test_a_step_that_was_handed_in_takes_no_effect_plan_or_passage(unit: Unit) -> None:
    cycle_id = cycle_of(unit)
    from app.domain.sites import StepState

    unit.steps.keep(StepState(id=new_key(), cycle_id=cycle_id, step=3, state="submitted"))

    for deed in (
        lambda: new_effect(unit, cycle_id, "social", "Yên tâm"),
        lambda: edit_plan(unit, cycle_id, "name", "Chương trình"),
        lambda: write_passage(unit, cycle_id, "programme", "aim", "Chung", 3),
    ):
        with pytest.raises(UserError, match="Bước 3 đã nộp"):
            deed()


def test_figures_of_english_hands_are_read_as_english_writes_them(unit: Unit) -> None:
    made = new_effect(unit, cycle_of(unit), "economic", "Less overfill")

    with speaking("en"):
        assert edit_effect(unit, made.id, "expected", "1,050.5").expected == Decimal("1050.5")
