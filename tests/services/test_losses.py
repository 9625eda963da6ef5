"""Losses of a cycle: filled from the process, ranges, where figures come from, the sum without counting twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.evaluations import Evaluation
from app.domain.keys import new_key
from app.domain.processes import Process
from app.services import dossiers
from app.services.evaluation_kept import inputs_of, result_of
from app.services.losses import (
    COUNTED,
    LEFT_OUT,
    OVERLAPS,
    UNCLEAR,
    UNFINISHED,
    LossRow,
    add_loss,
    basis_of,
    edit_basis,
    edit_loss,
    edit_range,
    losses_of,
    range_of,
    told_source,
)
from app.storage.store import Store
from app.storage.unit import Unit

DECISIONS = {"pfa": "0.01", "pfr": "0.05", "cost_false_reject": "20000"}


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


def a_process(unit: Unit, **fields: object) -> Process:
    known = {
        "code": "QT-06",
        "throughput": Decimal(1000),
        "throughput_unit": "bao",
        "false_accept_cost": Decimal(200_000),
    }
    return unit.processes.keep(Process(id=new_key(), unit="kg", **{**known, **fields}))


def a_loss(unit: Unit, kind: str, process: Process | None = None, **inputs: object) -> Evaluation:
    made = add_loss(unit, cycle_of(unit), kind, process.id if process else "")
    return edit_loss(unit, made.id, {"currency": "VND", "year": 2026, **inputs})


def rows(unit: Unit) -> dict[str, LossRow]:
    return {each.evaluation.calculation: each for each in losses_of(unit, cycle_of(unit)).rows}


def test_a_new_loss_takes_what_the_process_knows_and_leaves_the_rest_blank(unit: Unit) -> None:
    made = add_loss(unit, cycle_of(unit), "loss_decisions", a_process(unit).id)

    inputs = inputs_of(made)
    assert (inputs["units_per_year"], inputs["cost_false_accept"], inputs["currency"]) == ("1000", "200000", "VND")
    assert "pfa" not in inputs
    assert "year" not in inputs
    assert rows(unit)["loss_decisions"].state == UNFINISHED
    assert "PFA" in rows(unit)["loss_decisions"].why


def test_a_throughput_in_tonnes_is_never_taken_for_a_number_of_packages(unit: Unit) -> None:
    tonnes = a_process(unit, throughput_unit="tấn", price=Decimal(9_000_000))

    giveaway, bias = (add_loss(unit, cycle_of(unit), kind, tonnes.id) for kind in ("loss_giveaway", "loss_bias"))

    assert not {"packages_per_year", "price_per_unit"} & set(inputs_of(giveaway))
    assert inputs_of(bias)["throughput_per_year"] == "1000"
    assert inputs_of(bias)["price_per_unit"] == "9000000"
    assert inputs_of(bias)["unit"] == "tấn"


def test_editing_computes_at_once_and_the_range_of_a_figure_reaches_the_loss(unit: Unit) -> None:
    made = a_loss(unit, "loss_decisions", a_process(unit), **DECISIONS)

    edit_range(unit, made.id, "pfa", "high", "0.02")
    kept = edit_range(unit, made.id, "pfa", "low", "0.005")

    result = result_of(kept)
    assert result is not None
    total = result.values["annual_total"]
    assert (total.low, total.value, total.high) == (2_000_000, 3_000_000, 5_000_000)
    assert range_of(kept, "pfa") == ("0.005", "0.02")


def test_a_range_that_is_taken_away_leaves_nothing_behind(unit: Unit) -> None:
    made = a_loss(unit, "loss_decisions", a_process(unit), **DECISIONS)
    edit_range(unit, made.id, "pfa", "high", "0.02")

    kept = edit_range(unit, made.id, "pfa", "high", None)

    assert "ranges" not in inputs_of(kept)


def test_what_cannot_be_computed_keeps_its_inputs_and_says_why(unit: Unit) -> None:
    made = a_loss(unit, "loss_decisions", a_process(unit), **DECISIONS)

    edit_loss(unit, made.id, {"pfa": "1.5"})

    row = rows(unit)["loss_decisions"]
    assert inputs_of(row.evaluation)["pfa"] == "1.5"
    assert (row.state, row.loss) == (UNFINISHED, None)
    assert "Rủi ro chấp nhận sai PFA" in row.why


def test_each_figure_says_where_it_comes_from(unit: Unit) -> None:
    process = a_process(unit)
    made = a_loss(unit, "loss_decisions", process, **DECISIONS)

    kept = edit_basis(unit, made.id, "pfa", "Đánh giá DG-02")

    assert basis_of(kept) == {"pfa": "Đánh giá DG-02"}
    assert "QT-06" in told_source(kept, process, "units_per_year")
    assert told_source(kept, process, "pfa") == ""
    changed = edit_loss(unit, made.id, {"units_per_year": "999"})
    assert told_source(changed, process, "units_per_year") == ""
    result = result_of(kept)
    assert result is not None
    assert not [each for each in result.warnings if "Không dùng tới" in each.text]


def test_losses_of_one_cause_in_one_process_are_added_once_and_named(unit: Unit) -> None:
    process = a_process(unit)
    a_loss(unit, "loss_decisions", process, **DECISIONS)
    quadratic = {"cost_at_limit": 10, "limit_half_width": 1, "mean_offset": 0, "sd_process": 1, "units_per_year": 5}
    a_loss(unit, "loss_quadratic", process, **quadratic)
    a_loss(unit, "loss_downtime", process, events_per_year=2, hours_per_event=3, rate_per_hour=1000)

    found = losses_of(unit, cycle_of(unit))

    assert [each.state for each in found.rows] == [COUNTED, COUNTED, OVERLAPS]
    assert "DG-01" in found.rows[2].why
    assert found.sums.totals[0].expected == 3_006_000


def test_without_a_year_a_gain_or_a_bias_within_its_uncertainty_nothing_is_added(unit: Unit) -> None:
    bias = {"relative_bias": "0.001", "throughput_per_year": 100, "price_per_unit": 10, "role": "buyer"}
    unclear = a_loss(unit, "loss_bias", a_process(unit), **bias, U_relative_bias="0.002")
    gain = a_loss(unit, "loss_bias", a_process(unit, code="QT-07"), **{**bias, "role": "seller"})
    undated = a_loss(unit, "loss_downtime", None, events_per_year=2, hours_per_event=3, rate_per_hour=1000, year=None)

    found = losses_of(unit, cycle_of(unit))

    states = {each.evaluation.id: each.state for each in found.rows}
    assert states == {unclear.id: UNCLEAR, gain.id: LEFT_OUT, undated.id: LEFT_OUT}
    assert found.sums.totals == ()


def test_a_bias_without_the_role_of_the_factory_is_unfinished(unit: Unit) -> None:
    a_loss(unit, "loss_bias", None, relative_bias="0.001", throughput_per_year=100, price_per_unit=10)

    row = rows(unit)["loss_bias"]

    assert row.state == UNFINISHED
    assert "bên mua" in row.why
