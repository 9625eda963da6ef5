"""Mean, spread and counts while a study is being measured."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.domain.readings_limits import Limit, limits_of, read_steps, tolerable_deficiency
from app.domain.readings_sheet import Cell, sheet_of
from app.domain.readings_statistics import means_by, net_value, outside_of, show_deviation, show_mean, statistics_of
from app.domain.studies import Reading, Study
from app.services.studies import tolerance_steps


def decimals(*texts: str) -> list[Decimal]:
    return [Decimal(each) for each in texts]


def test_nothing_is_said_of_no_values_and_no_spread_of_one() -> None:
    none, one = statistics_of([]), statistics_of(decimals("2.5"))

    assert (none.count, none.mean, none.deviation, none.spread) == (0, None, None, None)
    assert (one.count, one.mean, one.deviation, one.spread) == (1, Decimal("2.5"), None, Decimal(0))


def test_large_values_with_small_differences_lose_no_digit() -> None:
    """NIST StRD, NumAcc4: mean 10000000.2, standard deviation 0.1 (certified, exact)."""
    values = [Decimal("10000000.2"), *(Decimal("10000000.1"), Decimal("10000000.3")) * 500]

    found = statistics_of(values)

    assert found.mean == Decimal("10000000.2")
    assert found.deviation == pytest.approx(0.1, rel=1e-12)


def test_figures_are_rounded_one_way() -> None:
    assert show_mean(Decimal("2.894444"), 3) == "2,8944"
    assert show_deviation(0.00314159, 3) == "0,0031"
    assert show_deviation(0.000314159, 3) == "0,00031"
    assert show_deviation(123.4, 0) == "123"
    assert show_deviation(0.0, 2) == "0,000"


def test_the_value_at_a_limit_is_not_outside() -> None:
    values = decimals("1", "2", "3")

    assert outside_of(values, Limit(Decimal(2), "", "low")) == 1
    assert outside_of(values, Limit(Decimal(2), "", "high")) == 1
    assert outside_of(values, Limit(Decimal(2), "")) == 0


def test_means_of_operators_and_the_net_content_of_a_lot() -> None:
    study = Study(id="s", cycle_id="c", kind="gauge_rr", number=1, parts=1, operators=2, trials=2)
    lot = Study(id="l", cycle_id="c", kind="lot", number=1, parts=2, tare=Decimal(20))
    readings = [
        Reading(id=str(place), study_id="s", part=1, operator=operator, trial=trial, value=value)
        for place, (operator, trial, value) in enumerate([(1, 1, "2,0"), (1, 2, "3,0"), (2, 1, "5,0")])
    ]
    gross = [Reading(id="g", study_id="l", part=1, operator=1, trial=1, value="520,5")]

    means = means_by(sheet_of(study, readings), lambda cell: cell.operator)
    net = means_by(sheet_of(lot, gross), lambda cell: cell.part)

    assert {number: each.mean for number, each in means.items()} == {1: Decimal("2.5"), 2: Decimal(5)}
    assert net[1].mean == Decimal("500.5")


@pytest.mark.parametrize(
    ("nominal", "unit", "expected"),
    [
        ("500", "g", "15"),
        ("33", "g", "3.0"),
        ("1", "kg", "0.015"),
        ("1500", "ml", "23"),
        ("50", "g", "4.5"),
        ("20", "kg", "0.2"),
    ],
)
def test_t_of_a_prepackage_follows_the_steps_and_is_rounded_up(nominal: str, unit: str, expected: str) -> None:
    found = tolerable_deficiency(Decimal(nominal), unit, tolerance_steps())

    assert found is not None
    assert found[0] == Decimal(expected)
    assert "chưa đối chiếu" in found[1]


@pytest.mark.parametrize(("nominal", "unit"), [(None, "g"), ("0", "g"), ("5", "m"), ("5", "")])
def test_no_t_is_invented(nominal: str | None, unit: str) -> None:
    assert tolerable_deficiency(Decimal(nominal) if nominal else None, unit, tolerance_steps()) is None


def test_limits_stand_from_below_and_a_lot_shows_t_and_2t_with_its_doubt() -> None:
    lot = Study(id="l", cycle_id="c", kind="lot", number=1, nominal=Decimal(500), unit="g")
    bias = Study(id="b", cycle_id="c", kind="bias", number=1, reference=Decimal(5), tolerance_low=Decimal(4))

    of_lot, of_bias = limits_of(lot, tolerance_steps()), limits_of(bias)

    assert [(int(each.value), bool(each.doubt)) for each in of_lot] == [(470, True), (485, True), (500, False)]
    assert [(int(each.value), each.side) for each in of_bias] == [(4, "low"), (5, "")]


def test_a_verified_step_carries_no_doubt() -> None:
    content = (
        "quantity_kind,qn_from,qn_to,t_kind,t_value,confidence_vn_annex_iv\nmass_or_volume,0,50,percent,9,verified"
    )

    assert tolerable_deficiency(Decimal(10), "g", read_steps(content)) == (Decimal("0.9"), "")


def test_the_cell_of_a_reading_is_its_part_operator_and_trial() -> None:
    study = Study(id="s", cycle_id="c", kind="type1", number=1, trials=2)

    sheet = sheet_of(study, [Reading(id="1", study_id="s", part=1, operator=1, trial=2, value="1")])

    assert list(sheet.readings) == [Cell(1, 1, 2)]


def test_a_linearity_study_is_told_by_its_deviations_from_the_references() -> None:
    study = Study(id="s", cycle_id="c", kind="linearity", number=1, parts=3, trials=1, part_names="2,00\n4,00")
    readings = [
        Reading(id=str(part), study_id="s", part=part, operator=1, trial=1, value=value)
        for part, value in enumerate(("2,01", "3,98", "6,00"), 1)
    ]

    found = [net_value(study, each) for each in readings]

    assert found == [Decimal("0.01"), Decimal("-0.02"), None]
