"""A forecast promises no more than the readings tell."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.forecast import Forecast, forecast_of
from app.domain.goals import Goal
from app.domain.metrology.linearity import banded_line
from app.domain.metrology.numerical import straight_line
from app.domain.metrology.prediction import predict
from app.domain.monitoring import IndicatorReading
from tests.domain.metrology.cases import case

TODAY = date(2026, 11, 24)
BEGUN = date(2026, 1, 1)


def a_goal(**given_fields: object) -> Goal:
    usual: dict[str, object] = {
        "unit": "%",
        "baseline": Decimal(50),
        "baseline_on": BEGUN,
        "target": Decimal(90),
        "due_on": date(2027, 1, 1),
    }
    return Goal(id="g", cycle_id="c", number=1, title="Đúng hạn", **(usual | given_fields))  # type: ignore[arg-type]


def a_reading(day: int, value: str, u: str | None = None) -> IndicatorReading:
    return IndicatorReading(
        id=f"{day}",
        goal_id="g",
        read_on=BEGUN + timedelta(days=day),
        value=Decimal(value),
        expanded_uncertainty=Decimal(u) if u else None,
        coverage_factor=Decimal(2) if u else None,
    )


def foreseen(*readings: IndicatorReading, **goal: object) -> Forecast:
    return forecast_of(a_goal(**goal), readings, TODAY)


def test_fewer_than_three_readings_foresee_nothing_and_say_so() -> None:
    forecast = foreseen(a_reading(100, "60"))

    assert forecast.answer == "none"
    assert forecast.band == ()
    assert "mới có 2 lần đọc" in forecast.reason


def test_readings_of_one_day_are_one_day() -> None:
    forecast = foreseen(a_reading(100, "60"), a_reading(100, "61"), a_reading(100, "62"))

    assert forecast.answer == "none"


def test_a_gap_is_no_reading() -> None:
    gap = IndicatorReading(id="x", goal_id="g", planned_on=date(2026, 6, 1), note="Dừng lò.")

    assert foreseen(a_reading(100, "60"), gap).answer == "none"


def test_a_steady_rise_beyond_the_target_will_reach_it() -> None:
    forecast = foreseen(
        a_reading(80, "60.0"), a_reading(160, "70.2"), a_reading(240, "79.9"), a_reading(320, "90.1"),
        target=Decimal(85),
    )  # fmt: skip

    assert forecast.answer == "will"
    assert forecast.expected == pytest.approx(95.5, abs=0.5)
    assert forecast.low is not None and forecast.low > 85


def test_a_rise_that_is_too_slow_will_not_and_scattered_readings_leave_it_open() -> None:
    slow = foreseen(a_reading(80, "51.0"), a_reading(160, "52.1"), a_reading(240, "52.9"), a_reading(320, "54.0"))
    scattered = foreseen(a_reading(80, "75"), a_reading(160, "55"), a_reading(240, "88"), a_reading(320, "76"))

    assert slow.answer == "will_not"
    assert scattered.answer == "unsure"


def test_where_less_is_better_the_band_must_lie_below_the_target() -> None:
    falling = foreseen(
        a_reading(80, "40.1"), a_reading(160, "30.0"), a_reading(240, "19.8"), a_reading(320, "10.1"),
        unit="vụ/năm", target=Decimal(20),
    )  # fmt: skip

    assert falling.answer == "will"


def test_at_the_day_itself_the_last_reading_answers() -> None:
    reached = foreseen(a_reading(300, "92"), due_on=TODAY)
    missed = foreseen(a_reading(300, "82"), due_on=TODAY)
    never = foreseen(due_on=TODAY)

    assert (reached.answer, missed.answer, never.answer) == ("reached", "missed", "none")
    assert "chưa có lần đọc nào" in never.reason


def test_at_the_day_a_reading_whose_uncertainty_holds_the_target_does_not_settle_it() -> None:
    below, above, clear = (a_reading(30, value, "4") for value in ("88", "93", "95"))
    past = {"due_on": BEGUN + timedelta(days=60)}

    answers = [foreseen(each, **past).answer for each in (below, above, clear, a_reading(30, "90", "4"))]

    assert answers == ["near", "near", "reached", "reached"]


def test_a_goal_without_target_or_day_is_not_foreseen() -> None:
    assert foreseen(a_reading(80, "60"), a_reading(160, "70"), target=None).answer == "none"


def test_a_share_is_never_foreseen_beyond_a_hundred() -> None:
    forecast = foreseen(a_reading(80, "65"), a_reading(160, "80"), a_reading(240, "95"), target=Decimal(100))

    assert all(0 <= low <= high <= 100 for _day, low, high in forecast.band)


def test_three_readings_on_a_perfect_line_still_leave_a_band_as_wide_as_their_last_digit_asks() -> None:
    forecast = foreseen(a_reading(80, "58"), a_reading(160, "66"))

    assert forecast.low is not None and forecast.high is not None
    assert forecast.high - forecast.low > 2


def test_without_uncertainties_the_band_is_the_textbook_prediction_interval() -> None:
    x, y = [0.0, 80.0, 160.0, 240.0, 320.0], [50.0, 61.0, 69.0, 81.5, 88.0]

    made = predict(x, y, None, 0.0, 0.95)

    line, critical = straight_line(x, y), banded_line(x, y, 0.95).critical
    assert line.residual_sd is not None
    expected = critical * line.residual_sd * math.sqrt(1 + 1 / 5 + (365 - line.x_mean) ** 2 / line.sxx)
    assert made.at(365) == pytest.approx(line.at(365), rel=1e-12)
    assert made.reach(365) == pytest.approx(expected, rel=1e-12)


def test_the_certified_line_of_norris_is_found_with_equal_weights_too() -> None:
    """NIST StRD, Norris: b0 = -0.262323073774029, b1 = 1.00211681802045 (36 observations)."""
    data = case("STRD-NORRIS")["data"]
    x, y = [float(each["x"]) for each in data], [float(each["y"]) for each in data]

    made = predict(x, y, [0.9] * len(x), 0.0, 0.95)

    assert made.slope == pytest.approx(1.00211681802045, rel=1e-12)
    assert made.at(0) == pytest.approx(-0.262323073774029, rel=1e-10)


def test_a_reading_with_a_large_uncertainty_pulls_the_line_less() -> None:
    x, y = [0.0, 100.0, 200.0, 300.0], [50.0, 60.0, 70.0, 20.0]

    even = predict(x, y, [1.0] * 4, 0.0, 0.9)
    weighted = predict(x, y, [1.0, 1.0, 1.0, 100.0], 0.0, 0.9)

    assert even.slope < 0
    assert weighted.slope == pytest.approx(0.1, abs=0.01)


def test_the_weighted_line_agrees_with_the_normal_equations() -> None:
    x, y, u = np.array([0.0, 50, 120, 200]), np.array([1.0, 4, 5, 9]), np.array([0.5, 1.0, 0.7, 2.0])
    design, weight = np.stack([np.ones(4), x], axis=1), np.diag(1 / u**2)
    covariance = np.linalg.inv(design.T @ weight @ design)
    beta = covariance @ design.T @ weight @ y

    made = predict(list(x), list(y), list(u), 0.0, 0.9)

    at = np.array([1.0, 300.0])
    assert made.at(300) == pytest.approx(float(at @ beta))
    assert made.factor * (1 / made.weight + (300 - made.x_mean) ** 2 / made.sxx) == pytest.approx(
        made.factor * float(at @ covariance @ at)
    )


@given(
    values=st.lists(st.floats(0, 100), min_size=3, max_size=8),
    shift=st.floats(-50, 50),
    scale=st.floats(0.1, 10),
)
def test_the_band_moves_and_grows_with_the_values(values: list[float], shift: float, scale: float) -> None:
    x = [float(30 * place) for place in range(len(values))]

    plain = predict(x, values, None, 1e-6, 0.9)
    moved = predict(x, [each * scale + shift for each in values], None, 1e-6 * scale, 0.9)

    assert moved.at(400) == pytest.approx(plain.at(400) * scale + shift, abs=1e-6 * scale + 1e-6)
    assert moved.reach(400) == pytest.approx(plain.reach(400) * scale, rel=1e-6, abs=1e-9)


@given(values=st.lists(st.floats(0, 100), min_size=3, max_size=8), u=st.floats(0.1, 5))
def test_the_band_never_gets_narrower_further_out_and_never_below_the_uncertainty(
    values: list[float], u: float
) -> None:
    x = [float(30 * place) for place in range(len(values))]

    made = predict(x, values, [u] * len(values), 0.0, 0.9)

    reaches = [made.reach(x[-1] + far) for far in (0, 100, 400, 1000)]
    assert reaches == sorted(reaches)
    assert reaches[0] > made.critical * u * 0.999


def test_two_readings_or_one_day_make_no_line() -> None:
    with pytest.raises(ValueError, match="three readings"):
        predict([0.0, 1.0], [1.0, 2.0], None, 0.1, 0.9)
    with pytest.raises(ValueError, match="equal"):
        predict([1.0, 1.0, 1.0], [1.0, 2.0, 3.0], [1.0, 1.0, 1.0], 0.1, 0.9)
