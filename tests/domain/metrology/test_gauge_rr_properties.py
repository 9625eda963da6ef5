"""What must hold for any gauge study: scale, shift, order of names, growing numbers; statsmodels as a witness."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm

from app.domain.metrology.anova import crossed, nested
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.gauge_rr import crossed_components, nested_components
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import case

KEYS = ("gauge_rr_anova", "gauge_rr_average_range")
SHARES = {"gauge_rr_anova": ("pct_sv_GRR", "pct_contribution_AV"), "gauge_rr_average_range": ("pct_GRR", "pct_AV")}
Rows = list[dict[str, Any]]


@st.composite
def studies(draw: st.DrawFn) -> Rows:
    parts, operators, trials = draw(st.integers(2, 4)), draw(st.integers(2, 3)), draw(st.integers(2, 3))
    numbers = st.integers(-5_000, 5_000).map(lambda each: each / 100)
    rows = [
        {"part": f"P{part}", "operator": f"O{operator}", "trial": trial, "value": draw(numbers)}
        for part in range(parts)
        for operator in range(operators)
        for trial in range(trials)
    ]
    assume(len({each["value"] for each in rows}) > 3)
    return rows


def with_values(rows: Rows, change: Callable[[float], float]) -> Rows:
    return [{**each, "value": change(each["value"])} for each in rows]


def result_of(key: str, rows: Rows) -> Result:
    return run(calculations()[key], {"data": rows})


def figures(result: Result) -> dict[str, Any]:
    return {name: each.value for name, each in result.values.items() if isinstance(each.value, float)}


@pytest.mark.parametrize("key", KEYS)
@settings(max_examples=25, deadline=None)
@given(rows=studies(), shift=st.integers(-1000, 1000), scale=st.sampled_from([0.25, 2.0, 16.0]))
def test_a_shift_changes_nothing_and_a_scale_the_deviations_alone(
    key: str, rows: Rows, shift: int, scale: float
) -> None:
    before = result_of(key, rows)
    after = result_of(key, with_values(rows, lambda each: scale * each + shift))

    name = "sd_GRR" if key == "gauge_rr_anova" else "GRR"
    assert after.number(name) == pytest.approx(scale * before.number(name), rel=1e-6, abs=1e-9)
    for share in SHARES[key]:
        assert after.number(share) == pytest.approx(before.number(share), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("key", KEYS)
@settings(max_examples=25, deadline=None)
@given(rows=studies(), seed=st.integers(0, 1000))
def test_the_order_of_rows_parts_operators_and_trials_does_not_matter(key: str, rows: Rows, seed: int) -> None:
    shuffled = rows.copy()
    random.Random(seed).shuffle(shuffled)
    turned = [{**each, "trial": -each["trial"]} for each in shuffled]

    assert figures(result_of(key, turned)) == pytest.approx(figures(result_of(key, rows)), rel=1e-9, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(rows=studies())
def test_contributions_add_to_100_and_squares_of_shares_too(rows: Rows) -> None:
    result = result_of("gauge_rr_anova", rows)
    assume(result.number("sd_TV") > 0)

    assert result.number("pct_contribution_GRR") + result.number("pct_contribution_PV") == pytest.approx(100)
    assert result.number("pct_sv_GRR") ** 2 + result.number("pct_sv_PV") ** 2 == pytest.approx(10_000)
    sums = sum(result.number(f"ss_{name}") for name in ("part", "operator", "interaction", "equipment"))
    assert sums == pytest.approx(result.number("ss_total"))


@settings(max_examples=25, deadline=None)
@given(rows=studies())
def test_the_limits_of_a_component_lie_around_it(rows: Rows) -> None:
    result = result_of("gauge_rr_anova", rows)

    for name in ("EV", "GRR", "TV"):
        found = result.values[f"sd_{name}"]
        assert found.low is not None and found.high is not None
        assert found.low <= result.number(f"sd_{name}") * (1 + 1e-9) + 1e-9


@pytest.mark.parametrize("case_id", ["GRR-AIAG-ANOVA", "GRR-FOUR-INTERACTION", "GRR-VDA5-POOL25"])
def test_the_sums_of_squares_agree_with_statsmodels(case_id: str) -> None:
    rows = case(case_id)["data"]
    frame = pandas.DataFrame({**{name: [each[name] for each in rows] for name in ("part", "operator")}})
    frame["value"] = [float(each["value"]) for each in rows]

    table = anova_lm(ols("value ~ C(part) * C(operator)", data=frame).fit())
    result = run(calculations()["gauge_rr_anova"], case(case_id))

    for ours, theirs in (
        ("part", "C(part)"),
        ("operator", "C(operator)"),
        ("interaction", "C(part):C(operator)"),
        ("equipment", "Residual"),
    ):
        assert result.number(f"ss_{ours}") == pytest.approx(table.loc[theirs, "sum_sq"], rel=1e-7)
    assert result.number("p_interaction") == pytest.approx(table.loc["C(part):C(operator)", "PR(>F)"], rel=1e-7)


def test_the_components_of_a_large_study_come_to_the_true_ones() -> None:
    draw = np.random.default_rng(2026)
    p, o, r = 600, 200, 3
    cube = (
        3.0 * draw.normal(size=(p, 1, 1))
        + 1.0 * draw.normal(size=(1, o, 1))
        + 0.7 * draw.normal(size=(p, o, 1))
        + 0.5 * draw.normal(size=(p, o, r))
    )

    found = crossed_components(crossed(cube), (p, o, r), 0.25).components.raw

    assert found["part"] == pytest.approx(9.0, rel=0.15)
    assert found["operator"] == pytest.approx(1.0, rel=0.25)
    assert found["interaction"] == pytest.approx(0.49, rel=0.03)
    assert found["repeatability"] == pytest.approx(0.25, rel=0.01)


def test_the_components_of_a_large_nested_study_come_to_the_true_ones() -> None:
    draw = np.random.default_rng(2027)
    o, n, r = 300, 100, 3
    cube = 1.0 * draw.normal(size=(o, 1, 1)) + 2.0 * draw.normal(size=(o, n, 1)) + 0.5 * draw.normal(size=(o, n, r))

    found = nested_components(nested(cube), (o, n, r)).raw

    assert found["operator"] == pytest.approx(1.0, rel=0.2)
    assert found["part"] == pytest.approx(4.0, rel=0.03)
    assert found["repeatability"] == pytest.approx(0.25, rel=0.02)


def test_a_repeatability_of_a_millionth_of_the_parts_is_not_taken_for_rounding_noise() -> None:
    rows = [
        {"part": part, "operator": operator, "trial": trial, "value": mass + 1e-7 * trial}
        for part, mass in (("1", 1.0), ("2", 100.0), ("3", 1000.0))
        for operator in "AB"
        for trial in (1, 2)
    ]

    assert result_of("gauge_rr_anova", rows).number("sd_EV") > 5e-8
