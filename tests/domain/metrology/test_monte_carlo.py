from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.components import Component
from app.domain.metrology.expressions import parse_model
from app.domain.metrology.monte_carlo import Trials, histogram, rectangular_sum_end, simulate
from app.domain.metrology.result_json import from_json, to_json
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, expected, run_case

KEY = "monte_carlo"
QUICK = {"trials": 200_000, "adaptive": False}


def simulated(*components: dict[str, Any], model: str = "", **more: Any) -> Result:
    return run(calculations()[KEY], {"model": model, "inputs": list(components), **QUICK, **more})


def part(name: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, "value": 0.0, **fields}


@pytest.mark.parametrize("case_id", ["S1-9.2.2", "S1-9.2.3", "S1-9.2.4", "S1-9.3-MASS"])
def test_the_published_distribution_is_met(case_id: str) -> None:
    """JCGM 101:2008, 9.2.2 to 9.2.4 (sums) and 9.3 (mass calibration)."""
    result = run_case(KEY, case_id)

    assert_meets(result, dict(expected(case_id)))


def test_one_wide_rectangle_is_not_validated_and_four_normals_are() -> None:
    """JCGM 101:2008, 9.2.4: the first-order interval is too wide; the program must say so."""
    rectangle, normals = run_case(KEY, "S1-9.2.4"), run_case(KEY, "S1-9.2.2")

    assert rectangle.values["validated"].value is False and rectangle.verdict.state == "part"
    assert "không được xác nhận" in rectangle.verdict.said.text and "−17 … 17" in rectangle.verdict.said.text
    assert normals.values["validated"].value is True and normals.verdict.state == "ok"


def test_the_mass_shows_by_how_much_the_first_order_is_too_small() -> None:
    """JCGM 101:2008, 9.3: 0.0539 mg against 0.0754 mg, about 30 % too small."""
    result = run_case(KEY, "S1-9.3-MASS")

    assert any("nhỏ hơn" in each.text and "29 %" in each.text for each in result.warnings)
    assert result.values["u"].unit == "mg"


def test_the_same_seed_gives_the_same_figures_and_another_seed_others() -> None:
    rows = (part("a", u=1), part("b", half_width=2))

    first, again, other = simulated(*rows), simulated(*rows), simulated(*rows, seed=2)

    assert to_json(first) == to_json(again)
    assert other.number("mean") != first.number("mean")


@pytest.mark.parametrize(
    ("fields", "distribution"),
    [
        ({"u": 2}, stats.norm(0, 2)),
        ({"u": 2, "df": 5}, stats.t(5, 0, 2)),
        ({"half_width": 2}, stats.uniform(-2, 4)),
        ({"half_width": 2, "distribution": "triangular"}, stats.triang(0.5, -2, 4)),
        ({"half_width": 2, "distribution": "arcsine"}, stats.arcsine(-2, 4)),
        ({"half_width": 2, "distribution": "trapezoid", "beta": 0.4}, stats.trapezoid(0.3, 0.7, -2, 4)),
        ({"resolution": 1}, stats.uniform(-0.5, 1)),
        ({"u": 1, "distribution": "rectangular"}, stats.uniform(-math.sqrt(3), 2 * math.sqrt(3))),
    ],
)
def test_each_distribution_has_the_quantiles_of_scipy(fields: dict[str, Any], distribution: Any) -> None:
    """JCGM 101:2008, 6.4; scipy.stats is the independent witness. Bounds: five standard errors of each figure."""
    result = simulated(part("x", **fields))

    n, sd = 200_000, float(distribution.std())
    fourth = float(distribution.moment(4)) if "df" not in fields else 25 * sd**4
    assert result.number("mean") == pytest.approx(0, abs=5 * sd / math.sqrt(n))
    assert result.number("u") == pytest.approx(sd, abs=5 * math.sqrt(max(fourth - sd**4, 0)) / (2 * sd * math.sqrt(n)))
    for name, share in (("low", 0.025), ("high", 0.975)):
        wanted = float(distribution.ppf(share))
        error = math.sqrt(0.025 * 0.975 / n) / float(distribution.pdf(wanted))
        assert result.number(name) == pytest.approx(wanted, abs=5 * error)


def test_inexact_limits_give_the_curvilinear_trapezoid() -> None:
    """JCGM 101:2008, 6.4.3.3: u^2 = a^2/3 + d^2/9."""
    result = simulated(part("x", half_width=2, distribution="curvilinear_trapezoid", inexact=0.5))

    assert result.number("u") == pytest.approx(math.sqrt(4 / 3 + 0.25 / 9), rel=0.01)


def test_correlated_normals_move_together() -> None:
    apart = simulated(part("a", u=1), part("b", u=1), model="a + b")
    together = simulated(part("a", u=1), part("b", u=1), model="a + b", correlations=[["a", "b", 0.5]])
    one = simulated(part("a", u=1), part("b", u=1), model="a - b", correlations=[["a", "b", 1.0]])

    assert apart.number("u") == pytest.approx(math.sqrt(2), rel=0.01)
    assert together.number("u") == pytest.approx(math.sqrt(3), rel=0.01)
    assert one.number("u") == pytest.approx(0, abs=1e-7)


def test_correlated_components_of_another_shape_are_refused_by_name() -> None:
    with pytest.raises(UserError, match="“b”"):
        simulated(part("a", u=1), part("b", half_width=1), model="a + b", correlations=[["a", "b", 0.5]])


def test_three_readings_have_no_finite_spread_and_are_refused_by_name() -> None:
    """methods, M11: t with v <= 2 has no finite u."""
    with pytest.raises(UserError, match="“x”"):
        simulated({"name": "x", "readings": [1.0, 2.0, 3.0]})


def test_trials_that_cannot_be_computed_are_never_dropped_in_silence() -> None:
    rows = (part("a", value=1.0, u=0.01), part("b", value=1.0, u=0.5))

    with pytest.raises(UserError, match=r"2\.[23]"):
        simulated(*rows, model="a + sqrt(b)")
    allowed = simulated(*rows, model="a + sqrt(b)", invalid_allowed_percent=5)

    assert allowed.number("invalid_percent") == pytest.approx(2.275, abs=0.2)
    assert any("Bỏ qua" in each.text for each in allowed.warnings)


def test_ends_are_shown_in_full_even_where_a_few_far_values_make_u_large() -> None:
    result = simulated(part("x", value=0.01, u=1), model="1/x")

    assert result.number("u") > 20 * result.number("high")
    assert " 0 " not in result.verdict.said.text and "…" in result.verdict.said.text


def test_the_shortest_interval_of_a_skew_result_is_shorter_than_the_symmetric_one() -> None:
    """JCGM 101:2008, 5.3.4: for x^2 of a normal x around 0 the shortest interval begins at 0."""
    result = simulated(part("x", value=0.0, u=1), part("c", value=0.0, u=0), model="x**2 + c")

    shortest = result.number("shortest_high") - result.number("shortest_low")
    assert shortest < result.number("high") - result.number("low")
    assert result.number("shortest_low") == pytest.approx(0, abs=1e-3)
    assert result.number("shortest_high") == pytest.approx(stats.chi2(1).ppf(0.95), rel=0.02)


def test_an_adaptive_run_ends_when_its_figures_are_stable() -> None:
    """JCGM 101:2008, 7.9.4."""
    stable = simulated(part("a", half_width=1), model="a", trials=200_000, adaptive=True)
    capped = simulated(part("a", u=9.9), model="a", trials=200_000, adaptive=True, most_trials=200_000)

    assert stable.number("trials") < 10_000_000 and not stable.warnings
    assert capped.number("trials") == 200_000
    assert any("chưa ổn định" in each.text for each in capped.warnings)


def test_progress_is_told_and_a_stop_ends_the_run() -> None:
    told: list[float] = []
    whole = {"model": "", "inputs": [part("a", u=1)], "trials": 1_500_000, "adaptive": False}

    run(calculations()[KEY], whole, tell=lambda share, _words: told.append(share), stop=lambda: False)
    with pytest.raises(UserError, match="Đã dừng"):
        run(calculations()[KEY], whole, tell=lambda _share, _words: None, stop=lambda: True)

    assert told == sorted(told) and told[-1] == 1 and len(told) >= 3


def test_too_few_trials_for_the_probability_are_refused() -> None:
    """JCGM 101:2008, 7.2.2: at least 10^4/(1 - p)."""
    with pytest.raises(UserError, match="1000000"):
        simulated(part("a", u=1), coverage=0.99, trials=900_000)


def test_one_of_several_results_may_be_chosen() -> None:
    rows = (part("a", value=2.0, u=0.1), part("b", value=3.0, u=0.1))

    chosen = simulated(*rows, model="s = a + b; p = a*b", output="p")

    assert chosen.number("value") == 6
    with pytest.raises(UserError, match="s, p"):
        simulated(*rows, model="s = a + b; p = a*b", output="q")


def test_a_component_without_uncertainty_stays_where_it_is() -> None:
    result = simulated(part("a", value=5.0, u=0))

    assert (result.number("mean"), result.number("u"), result.number("high")) == (5, 0, 5)
    assert result.tables["histogram"] == []


def test_the_histogram_holds_nearly_everything() -> None:
    node = parse_model("a")[0].node
    found = simulate(node, [Component(name="a", value=0.0, u=1.0)], np.eye(1), 0.95, Trials(number=200_000))

    bars = histogram(found, 0.95)

    assert sum((high - low) * density for low, high, density in bars) == pytest.approx(0.999, abs=1e-4)
    assert max(density for _low, _high, density in bars) == pytest.approx(1 / math.sqrt(2 * math.pi), rel=0.03)


def test_the_sum_of_rectangles_is_exact() -> None:
    """One: the rectangle itself. Two equal ones: the triangle. Irwin-Hall for four: JCGM 101:2008, 9.2.3."""
    assert rectangular_sum_end([2.0], 0.95) == pytest.approx(1.9)
    assert rectangular_sum_end([1.0, 1.0], 0.95) == pytest.approx(2 * (1 - math.sqrt(0.05)))
    assert rectangular_sum_end([math.sqrt(3)] * 4, 0.95) == pytest.approx(3.87940674135, abs=1e-10)


def test_the_exact_ends_are_given_for_sums_of_rectangles_alone() -> None:
    linear = simulated(part("a", half_width=1), part("b", half_width=2), model="2*a - b")
    bent = simulated(part("a", value=2.0, half_width=1), part("b", half_width=2), model="a*b")
    normal = simulated(part("a", u=1))

    assert linear.values["high95_exact"].available
    assert not bent.values["high95_exact"].available and not normal.values["high95_exact"].available
    assert linear.number("high95_exact") == pytest.approx(linear.number("high"), abs=0.02)


@settings(max_examples=20)
@given(shift=st.floats(-1e3, 1e3), scale=st.floats(1e-2, 1e2))
def test_another_unit_or_another_zero_moves_the_interval_along(shift: float, scale: float) -> None:
    node = parse_model("a + b")[0].node

    def ends(scale: float, shift: float) -> tuple[float, float]:
        parts = [
            Component(name="a", value=shift, u=scale),
            Component(name="b", value=0.0, u=scale, distribution="rectangular", half_width=scale * math.sqrt(3)),
        ]
        found = simulate(node, parts, np.eye(2), 0.95, Trials(number=20_000))
        return found.low, found.high

    plain, moved = ends(1.0, 0.0), ends(scale, shift)

    assert moved == pytest.approx([shift + scale * each for each in plain], rel=1e-9, abs=1e-9)


def test_with_ever_more_degrees_of_freedom_the_t_becomes_normal() -> None:
    few = simulated(part("a", u=1, df=4))
    many = simulated(part("a", u=1, df=1_000_000))

    assert few.number("high") > 2.5
    assert many.number("high") == pytest.approx(1.96, abs=0.02)


def test_a_result_can_be_kept_and_read_again() -> None:
    result = simulated(part("a", u=1))

    again = from_json(json.loads(json.dumps(to_json(result))))

    assert again.values == result.values and again.verdict == result.verdict and again.warnings == result.warnings
