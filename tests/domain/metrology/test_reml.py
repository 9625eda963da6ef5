"""REML: equal to ANOVA on balanced data, to statsmodels on unbalanced data; gauge studies with missing readings."""

from __future__ import annotations

import random
import warnings
from typing import Any

import numpy as np
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize
from statsmodels.regression.mixed_linear_model import MixedLM

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.reml import Reml, reml
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import case, run_case

Rows = list[dict[str, Any]]
NAMES = ("var_repeatability", "var_operator", "var_interaction", "var_part")


def simulated(seed: int, drop: int, parts: int = 8, operators: int = 4, trials: int = 3) -> Rows:
    """A study with components 4, 1, 0.5, 0.25 from which so many readings are dropped."""
    draw = np.random.default_rng(seed)
    part, operator = 2 * draw.normal(size=parts), draw.normal(size=operators)
    both = 0.7 * draw.normal(size=(parts, operators))
    rows = [
        {
            "part": f"P{i}",
            "operator": f"O{j}",
            "trial": k + 1,
            "value": float(part[i] + operator[j] + both[i, j] + 0.5 * draw.normal()),
        }
        for i in range(parts)
        for j in range(operators)
        for k in range(trials)
    ]
    random.Random(seed).shuffle(rows)
    return rows[drop:]


def reml_of(rows: Rows, **more: Any) -> Result:
    return run(calculations()["gauge_rr_reml"], {"data": rows, **more})


def fit(rows: Rows) -> Reml:
    """Parts, operators, cells as random effects."""
    cells: dict[tuple[str, str], list[float]] = {}
    for each in rows:
        cells.setdefault((each["part"], each["operator"]), []).append(each["value"])
    levels = []
    for at in (0, 1):
        numbers = {name: number for number, name in enumerate(dict.fromkeys(cell[at] for cell in cells))}
        levels.append([numbers[cell[at]] for cell in cells])
    return reml(list(cells.values()), levels, cell_effect=True)


def statsmodels_fit(rows: Rows) -> tuple[dict[str, float], float, float]:
    """Components of part, operator and cell, error, -2 log-likelihood."""
    frame = pandas.DataFrame(rows)
    frame["cell"] = frame["part"] + frame["operator"]
    model = MixedLM.from_formula(
        "value ~ 1",
        groups=np.ones(len(frame)),
        vc_formula={"part": "0 + C(part)", "operator": "0 + C(operator)", "cell": "0 + C(cell)"},
        data=frame,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = model.fit(reml=True, method=["bfgs", "powell", "bfgs"])
    names = model.exog_vc.names
    return dict(zip(names, found.vcomp, strict=True)), float(found.scale), -2 * float(found.llf)


@pytest.mark.parametrize(("seed", "drop"), [(3, 0), (3, 20), (5, 35), (11, 48)])
def test_unbalanced_components_agree_with_statsmodels(seed: int, drop: int) -> None:
    rows = simulated(seed, drop)

    ours = fit(rows)
    components, error, deviance = statsmodels_fit(rows)

    assert ours.deviance == pytest.approx(deviance, abs=1e-4)
    assert ours.deviance <= deviance + 1e-7
    assert ours.effects == pytest.approx(
        (components["part"], components["operator"], components["cell"]), rel=5e-3, abs=1e-4
    )
    assert ours.error == pytest.approx(error, rel=2e-3)


@pytest.mark.parametrize("case_id", ["GRR-EXACT-3x2x2", "GRR-VDA5-POOL25", "GRR-TEN-TOL10"])
def test_balanced_components_are_those_of_the_analysis_of_variance(case_id: str) -> None:
    """No component is negative in these published studies, so both ways agree."""
    never = {**case(case_id), "alpha_pool": 1, "settings": {}}

    ours, anova = (run(calculations()[key], never) for key in ("gauge_rr_reml", "gauge_rr_anova"))

    for name in NAMES:
        assert ours.number(name) == pytest.approx(anova.number(name), rel=1e-6), name


@pytest.mark.parametrize("spread", [3.0, 1_000.0, 100_000.0])
def test_parts_that_differ_far_more_than_the_gauge_still_give_the_components_of_the_analysis(spread: float) -> None:
    draw = np.random.default_rng(8)
    part, operator, both = draw.normal(size=6) * spread, draw.normal(size=4), draw.normal(size=(6, 4))
    rows = [
        {"part": f"P{i}", "operator": f"O{j}", "trial": k, "value": float(part[i] + operator[j] + both[i, j] + drawn)}
        for i in range(6)
        for j in range(4)
        for k, drawn in enumerate(draw.normal(size=3))
    ]

    ours, anova = (
        run(calculations()[key], {"data": rows, "alpha_pool": 1}) for key in ("gauge_rr_reml", "gauge_rr_anova")
    )

    for name in NAMES:
        assert anova.number(f"{name}_before_clamp") > 0
        assert ours.number(name) == pytest.approx(anova.number(name), rel=1e-4), name


def test_a_component_that_would_be_negative_stays_at_0_and_the_others_are_the_best_with_it() -> None:
    """AIAG data: without the interaction REML is the pooled analysis of variance."""
    ours = run_case("gauge_rr_reml", "GRR-AIAG-ANOVA")
    anova = run_case("gauge_rr_anova", "GRR-AIAG-ANOVA")

    assert ours.values["interaction_pooled"].value is True
    for name in NAMES:
        assert ours.number(name) == pytest.approx(anova.number(name), rel=1e-6, abs=1e-12), name


def test_the_optimum_has_no_slope_left() -> None:
    """The restricted likelihood written out with the full covariance matrix, minimised by another method."""
    rows = simulated(17, 30, parts=5, operators=3)
    y = np.array([each["value"] for each in rows])
    same = [
        np.equal.outer([each[name] for each in rows], [each[name] for each in rows]) for name in ("part", "operator")
    ]
    blocks = [*same, same[0] & same[1]]

    def deviance(logs: np.ndarray) -> float:
        v = np.exp(logs[0]) * np.eye(y.size) + sum(np.exp(log) * z for log, z in zip(logs[1:], blocks, strict=True))
        inverse, ones = np.linalg.inv(v), np.ones(y.size)
        mean = (ones @ inverse @ y) / (ones @ inverse @ ones)
        rest = y - mean
        return float(
            np.linalg.slogdet(v)[1]
            + np.log(ones @ inverse @ ones)
            + rest @ inverse @ rest
            + (y.size - 1) * np.log(2 * np.pi)
        )

    ours = fit(rows)
    start = np.log([ours.error, *(max(each, 1e-6) for each in ours.effects)])
    best = optimize.minimize(deviance, start, method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-10})

    assert ours.deviance == pytest.approx(deviance(start), abs=1e-6)
    assert ours.deviance <= best.fun + 1e-6


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), drop=st.integers(0, 40))
def test_a_shift_and_a_scale_move_the_components_as_they_should(seed: int, drop: int) -> None:
    rows = simulated(seed, drop)
    moved = [{**each, "value": 4 * each["value"] + 100} for each in rows]

    before, after = fit(rows), fit(moved)

    assert after.error == pytest.approx(16 * before.error, rel=1e-4)
    assert after.effects == pytest.approx([16 * each for each in before.effects], rel=1e-3, abs=1e-4)
    assert after.mean == pytest.approx(4 * before.mean + 100, rel=1e-4)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_the_rows_does_not_matter(seed: int) -> None:
    rows = simulated(3, 20)
    turned = rows.copy()
    random.Random(seed).shuffle(turned)

    assert fit(turned).effects == pytest.approx(fit(rows).effects, rel=1e-5)


def test_missing_readings_are_counted_named_and_not_filled_in() -> None:
    rows = [dict(each) for each in case("GRR-AIAG-ANOVA")["data"]]
    rows[3]["value"] = ""
    rows[40]["value"] = ""

    result = run(calculations()["gauge_rr_reml"], {"data": rows, "locale": "en"})

    assert result.used == 88
    assert [each.row for each in result.left_out] == [
        " · ".join((rows[at]["part"], rows[at]["operator"], rows[at]["trial"])) for at in (3, 40)
    ]
    assert any("từ 2 đến 3 số đọc" in each.text for each in result.warnings)
    assert result.number("sd_GRR") == pytest.approx(0.302, abs=0.02)


def test_a_cell_that_nobody_measured_is_counted() -> None:
    rows = [each for each in simulated(3, 0) if (each["part"], each["operator"]) != ("P1", "O1")]

    assert any("1 ô vật × người không có số nào" in each.text for each in reml_of(rows).warnings)


def test_the_interaction_is_kept_or_pooled_by_its_likelihood_ratio() -> None:
    """Four parts of JASP: the interaction is clear (F test: p = 0.040)."""
    kept = run_case("gauge_rr_reml", "GRR-FOUR-INTERACTION")
    pooled = run_case("gauge_rr_reml", "GRR-FOUR-INTERACTION", settings={"alpha_pool": 0.001, "tolerance": 10})

    assert kept.values["interaction_pooled"].value is False
    assert kept.number("p_interaction") < 0.1
    assert pooled.values["interaction_pooled"].value is True
    assert pooled.number("var_interaction") == 0


def test_parts_of_one_operator_each_are_taken_as_nested() -> None:
    rows = [{**each, "part": each["operator"] + each["part"]} for each in simulated(3, 20)]

    result = reml_of(rows)

    assert result.values["sd_INT"].value is None
    assert any("thiết kế lồng nhau" in each.text for each in result.warnings)


def test_balanced_nested_components_are_those_of_the_nested_analysis() -> None:
    rows = [{**each, "part": each["operator"] + each["part"]} for each in simulated(5, 0, parts=10)]

    ours, anova = reml_of(rows), run(calculations()["gauge_rr_nested"], {"data": rows})

    for name in ("var_repeatability", "var_operator", "var_part"):
        assert ours.number(name) == pytest.approx(anova.number(name), rel=1e-6), name


def test_equal_readings_have_components_of_0_and_no_likelihood() -> None:
    result = reml_of([{**each, "value": 1.5} for each in simulated(3, 10)])

    assert result.number("sd_GRR") == 0
    assert result.values["deviance"].value is None
    assert result.verdict.state == "none"


@pytest.mark.parametrize(
    ("keep", "words"),
    [
        (lambda each: each["operator"] == "O0", "nghiên cứu loại 3"),
        (lambda each: each["part"] == "P0", "hai vật"),
        (lambda each: each["trial"] == 1, "không tách được độ lặp lại"),
    ],
)
def test_a_study_that_cannot_separate_the_components_is_refused(keep: Any, words: str) -> None:
    with pytest.raises(UserError, match=words):
        reml_of([each for each in simulated(3, 0) if keep(each)])


def test_repeated_readings_that_are_always_equal_still_have_an_answer() -> None:
    rows = [{**each, "value": float(each["part"][1:])} for each in simulated(3, 10)]

    result = reml_of(rows)

    assert result.number("sd_EV") == pytest.approx(0, abs=1e-6)
    assert result.verdict.state in ("none", "ok")
