"""M04 on VDA 5 (2011), ISO 22514-7:2012 and the NIST/SEMATECH e-Handbook."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from app.domain.errors import UserError
from app.domain.metrology.capability import capability_indices, cp_limits, cpk_limits, real_index, share_outside
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, case, cases, expected, run_case

MASTER = [6.001, 6.002, 6.001, 6.0, 6.002, 5.999, 6.001, 6.002, 6.0, 6.001, 6.002, 6.001]


def compute(key: str, **inputs: Any) -> Result:
    return run(calculations()[key], inputs)


def test_the_measuring_system_of_vda_5_table_8_is_capable() -> None:
    """VDA5-T8-MS: VDA volume 5 (2011), table 8, figures 11 and 12."""
    result = run_case("measuring_system", "VDA5-T8-MS")

    assert_meets(result, dict(expected("VDA5-T8-MS")))
    assert result.verdict.state == "ok"


def test_of_repeatability_and_resolution_only_the_larger_counts() -> None:
    result = run_case("measuring_system", "VDA5-T8-MS")

    counted = {row["component"]: row["counted"] for row in result.tables["components"]}
    assert counted["u_EVR"] and not counted["u_RE"]
    assert sum(float(row["share_percent"] or 0) for row in result.tables["components"]) == pytest.approx(100)


def test_the_measuring_process_of_vda_5_table_13_is_capable() -> None:
    """VDA5-T13-MP: VDA volume 5 (2011), figures 20 and 21, components from the gauge R&R readings."""
    result = run_case("measuring_process", "VDA5-T13-MP")

    assert_meets(result, dict(expected("VDA5-T13-MP")))
    assert result.verdict.state == "ok"


def test_the_pooling_level_changes_the_measuring_process() -> None:
    """GRR-VDA5-POOL25: with 0.25 the interaction is kept."""
    result = run_case(
        "measuring_process", "VDA5-T13-MP", settings={**case("VDA5-T13-MP")["settings"], "alpha_pool": 0.25}
    )

    assert result.number("u_EVO") == pytest.approx(0.00132287565553)
    assert result.number("u_IA") == pytest.approx(0.000898558516407)
    assert result.settings["alpha_pool"] == 0.25


@pytest.mark.parametrize(
    "row", cases()["ISO22514-7-T10"]["rows"], ids=lambda row: f"C {row['C_observed']}, Q {row['Q_MP']}"
)
def test_the_real_capability_is_that_of_iso_22514_7_table_10(row: dict[str, Any]) -> None:
    """ISO22514-7-T10: ISO 22514-7:2012, annex A, table 10."""
    result = compute("real_capability", **row)

    assert_meets(result, {"C_real": row["C_real"]})


def test_the_process_capability_is_that_of_the_nist_handbook() -> None:
    """CAPABILITY-NIST: NIST/SEMATECH e-Handbook 6.1.6."""
    result = run_case("process_capability", "CAPABILITY-NIST")

    assert_meets(result, dict(expected("CAPABILITY-NIST")))


def test_resolution_decides_when_the_readings_do_not_scatter() -> None:
    result = compute("measuring_system", data=[10.0] * 12, reference=10.0, u_CAL=0.01, resolution=0.1, tolerance=4.0)

    assert result.number("u_MS") == pytest.approx((0.01**2 + 0.1**2 / 12) ** 0.5)
    assert any("lấn át" in each.text for each in result.warnings)


def test_fewer_than_ten_readings_give_figures_without_a_verdict() -> None:
    result = compute("measuring_system", data=MASTER[:9], reference=6.0, u_CAL=0.001, tolerance=0.06)

    assert result.values["Q_MS_percent"].available
    assert result.verdict.state == "none"


def test_without_a_tolerance_there_is_no_capability() -> None:
    result = compute("measuring_system", data=MASTER, reference=6.0, u_CAL=0.001, tolerance_high=6.1)

    assert result.values["Q_MS_percent"].value is None
    assert result.verdict.state == "none"


def test_a_documented_natural_limit_makes_a_one_sided_tolerance_wide() -> None:
    result = compute(
        "measuring_system", data=MASTER, reference=6.0, u_CAL=0.001, tolerance_high=6.06, natural_limit=6.0
    )

    assert result.number("Q_MS_percent") == pytest.approx(100 * 4 * result.number("u_MS") / 0.06)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"tolerance": 0}, "tolerance"),
        ({"tolerance": -1}, "tolerance"),
        ({"tolerance_low": 2, "tolerance_high": 1}, "nhỏ hơn"),
        ({"u_CAL": -0.1}, "u_CAL"),
        ({"U_CAL": 0.002, "u_CAL": None}, "k_CAL"),
        ({"others": [{"name": "nhiệt độ", "u": -1}]}, "dòng 1"),
        ({"data": [1.0], "u_EVR": None}, "u_EVR"),
    ],
)
def test_bad_uncertainties_are_refused(bad: dict[str, Any], message: str) -> None:
    with pytest.raises(UserError, match=message):
        compute("measuring_system", **{"data": MASTER, "reference": 6.0, "u_CAL": 0.001, "tolerance": 0.06, **bad})


def test_other_components_are_counted() -> None:
    plain = compute("measuring_system", data=MASTER, reference=6.0, u_CAL=0.001, tolerance=0.06)

    more = compute(
        "measuring_system",
        data=MASTER,
        reference=6.0,
        u_CAL=0.001,
        tolerance=0.06,
        others=[{"name": "nhiệt độ", "u": 0.002}],
    )

    assert more.number("u_MS") ** 2 == pytest.approx(plain.number("u_MS") ** 2 + 0.002**2)


def test_a_measuring_process_without_any_spread_is_refused() -> None:
    with pytest.raises(UserError, match="độ tái lập"):
        compute("measuring_process", u_CAL=0.1, tolerance=1)


FEW = [9.9, 10.1, 10.0, 10.2, 9.8, 10.1, 9.9, 10.0, 10.1, 9.9, 10.0, 10.1]


def test_an_interval_that_covers_the_limit_gives_no_verdict() -> None:
    result = compute("process_capability", data=FEW, tolerance_low=9.5, tolerance_high=10.5)

    assert result.verdict.state == "none"
    assert result.values["Cpk"].low is not None


@pytest.mark.parametrize(("limits", "state"), [((8.0, 12.0), "ok"), ((9.9, 10.1), "bad")])
def test_a_clear_capability_gets_a_verdict(limits: tuple[float, float], state: str) -> None:
    result = compute("process_capability", data=FEW, tolerance_low=limits[0], tolerance_high=limits[1])

    assert result.verdict.state == state


def test_a_one_sided_tolerance_has_cpk_and_no_cp() -> None:
    result = compute("process_capability", data=FEW, tolerance_high=11.0)

    assert result.values["Cp"].value is None
    assert result.values["Cpk"].value == result.values["Cpu"].value


def test_equal_readings_have_no_capability() -> None:
    result = compute("process_capability", data=[10.0] * 20, tolerance_low=9, tolerance_high=11)

    assert result.values["Cpk"].value is None
    assert result.verdict.state == "none"


@pytest.mark.parametrize(
    "bad",
    [
        {"data": FEW},
        {"data": FEW, "tolerance_low": 11, "tolerance_high": 9},
        {"tolerance_low": 9, "tolerance_high": 11},
        {"data": [10.0], "tolerance_low": 9, "tolerance_high": 11},
        {"mean": 10, "s": 0, "tolerance_low": 9, "tolerance_high": 11},
    ],
)
def test_bad_input_of_a_process_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        compute("process_capability", **bad)


def test_the_share_outside_agrees_with_scipy() -> None:
    share = share_outside(16, 2, 8, 20)

    assert share == pytest.approx(stats.norm.cdf(8, 16, 2) + stats.norm.sf(20, 16, 2), rel=1e-12)


@given(st.floats(-3, 3), st.floats(0.1, 3), st.floats(0.1, 100), st.floats(-1000, 1000))
def test_capability_does_not_change_with_scale_or_origin(mean: float, sd: float, scale: float, shift: float) -> None:
    plain = capability_indices(mean, sd, -4, 4)

    moved = capability_indices(mean * scale + shift, sd * scale, -4 * scale + shift, 4 * scale + shift)

    assert moved.cpk == pytest.approx(plain.cpk, rel=1e-6, abs=1e-9)
    assert moved.cp == pytest.approx(plain.cp, rel=1e-6)


def test_intervals_close_on_the_index_as_n_grows() -> None:
    low, high = cp_limits(1.33, 10_000_000, 0.95)
    least, most = cpk_limits(1.33, 10_000_000, 0.95)

    assert low == pytest.approx(1.33, abs=1e-3) and high == pytest.approx(1.33, abs=1e-3)
    assert least == pytest.approx(1.33, abs=1e-3) and most == pytest.approx(1.33, abs=1e-3)


@given(st.floats(0.2, 3), st.floats(0, 0.2))
def test_the_real_capability_is_never_below_the_observed_one(observed: float, q: float) -> None:
    real = real_index(observed, q)

    assert real is None or real >= observed * (1 - 1e-12)
