"""The confirmation of a register, with figures worked by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.analysis_settings import AnalysisSettings
from app.domain.metrology.densities import Normal
from app.domain.metrology.guard_bands import solved_for_worst
from app.domain.metrology.results import said
from app.domain.metrology.risk import Limits, global_risk, worst_global_risk
from app.domain.register_analysis import TROUBLES, ConfirmationRow, GroupRate
from app.domain.register_confirmation import confirm_register
from app.domain.register_facts import Known, UseUncertainty
from app.domain.register_risks import _for_worst
from tests.domain.a_register import a_calibration, a_process, an_instrument, known

USUAL = AnalysisSettings()


def confirm(*register: Known, settings: AnalysisSettings = USUAL, rates: dict[str, GroupRate] | None = None) -> Any:
    return confirm_register(register, rates or {}, settings)


def one(*processes: Any, settings: AnalysisSettings = USUAL, **more: Any) -> ConfirmationRow:
    return confirm(known(*processes, **more), settings=settings)[0]


def test_an_instrument_worked_by_hand() -> None:
    """MPE 0.1 bar, error 0.04 and U 0.02 (k = 2) at 5 bar, resolution 0.01; the process wants 4 to 6 bar.

    Margin 0.1 - 0.04 - 0.02 = 0.04; U/MPE 0.2, TUR of the calibration 5. In use u^2 = 0.01/3 + 0.0001 + 0.0001/12
    = 0.00344167, U = 2 x 0.0586657 = 0.117331, TUR = 2/(2 x 0.117331) = 8.5229.
    """
    row = one(a_process())

    assert row.certificate.worst is not None and row.use is not None
    assert row.certificate.worst.margin == pytest.approx(0.04)
    assert (row.certificate.u_to_mpe, row.certificate.tur) == (pytest.approx(0.2), pytest.approx(5))
    assert row.use.expanded_uncertainty == pytest.approx(0.117331, abs=1e-6)
    assert row.use.tur == pytest.approx(8.5229, abs=1e-4)
    assert row.use.resolution_share == pytest.approx(0.005)
    assert (row.state, row.troubles) == ("ok", frozenset())


def test_a_process_in_another_unit_is_met_in_that_unit() -> None:
    """480 to 520 kPa: U = 11.7331 kPa, TUR = 40/(2 x 11.7331) = 1.7046."""
    row = one(a_process(unit="kPa", nominal=500, tolerance_low=480, tolerance_high=520))

    assert row.use is not None and row.use.guard is not None
    assert row.use.expanded_uncertainty == pytest.approx(11.7331, abs=1e-4)
    assert row.use.tur == pytest.approx(1.7046, abs=1e-4)
    assert row.use.range_inside is True
    assert {"tur_low", "pfa_high"} <= row.troubles


def test_the_risks_of_a_row_are_those_of_one_instrument() -> None:
    """Witness: quadrature of JCGM 106:2012, 9.5 for this row alone."""
    row = one(a_process(unit="kPa", nominal=500, tolerance_low=480, tolerance_high=520))
    assert row.use is not None and row.use.guard is not None and row.use.expanded_uncertainty is not None
    u, limits = row.use.expanded_uncertainty / 2, Limits(480, 520)
    assumed = global_risk(Normal(500, 20 / 1.439531), u, limits, limits)

    assert row.use.pfa_worst == pytest.approx(worst_global_risk(u, limits, limits)[0], abs=1e-9)
    assert row.use.pfa_expected == pytest.approx(assumed.pfa, abs=1e-6)
    banded = worst_global_risk(u, limits, Limits(row.use.guard.low, row.use.guard.high))[0]
    assert 0.0197 < banded <= 0.02


def test_a_known_product_decides_in_place_of_the_worst_one() -> None:
    tight = one(a_process(tolerance_low=4.8, tolerance_high=5.2, product_sd=0.04))
    loose = one(a_process(tolerance_low=4.8, tolerance_high=5.2, product_sd=0.15))

    assert tight.use is not None and loose.use is not None and loose.use.guard is not None
    assert tight.use.tur == pytest.approx(loose.use.tur or 0)
    assert (tight.state, loose.state) == ("ok", "part")
    u, limits = (loose.use.expanded_uncertainty or 0) / 2, Limits(4.8, 5.2)
    assert loose.use.pfa_expected == pytest.approx(global_risk(Normal(5, 0.15), u, limits, limits).pfa, abs=1e-9)
    assert loose.use.guard.pfa == pytest.approx(0.02, abs=1e-6)


@pytest.mark.parametrize("limit", [0.02, 0.01])
@pytest.mark.parametrize("tur", [1.03, 1.7, 2.9, 3.97])
def test_the_guard_band_read_from_the_scale_is_on_the_safe_side(tur: float, limit: float) -> None:
    import numpy as np

    solved = solved_for_worst(tur, limit)

    assert solved is not None
    assert solved - 2e-4 < float(_for_worst(np.array([tur]), limit)[0]) <= solved + 1e-7


def test_u_of_an_evaluation_goes_before_u_from_the_mpe() -> None:
    budget = UseUncertainty(evaluation_id="e1", code="DG-04", expanded=30.0, unit="mbar")
    row = one(a_process(), budgets={"p1": budget})

    assert row.use is not None
    assert row.use.expanded_uncertainty == pytest.approx(0.03)
    assert row.use.evaluation_id == "e1"


CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("outside_mpe", "bad", {"points": [{"as_found": 0.12}]}),
    ("outside_mpe", "bad", {"calibration": {"result": "fail"}, "points": []}),
    ("no_uncertainty", "none", {"points": [{"expanded_uncertainty": None}]}),
    ("no_factor", "none", {"points": [{"coverage_factor": None}]}),
    ("no_error", "none", {"points": [{"as_found": None}]}),
    ("u_ratio_high", "part", {"points": [{"expanded_uncertainty": 0.05}]}),
    ("no_mpe", "none", {"instrument": an_instrument(mpe=None)}),
    ("unit_unclear", "none", {"calibration": {"result_unit": "°C"}}),
]


@pytest.mark.parametrize(
    ("trouble", "state", "facts"), CASES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_is_wrong_with_a_certificate_is_named(trouble: str, state: str, facts: dict[str, Any]) -> None:
    row = one(a_process(), **facts)

    assert trouble in row.troubles
    assert trouble in TROUBLES
    assert row.state == state


PROCESSES: list[tuple[str, str, dict[str, Any]]] = [
    ("tur_below_one", "bad", {"tolerance_low": 4.95, "tolerance_high": 5.05}),
    ("tur_low", "part", {"tolerance_low": 4.8, "tolerance_high": 5.2}),
    ("no_tolerance", "none", {"tolerance_low": None, "tolerance_high": None}),
    ("one_sided", "none", {"tolerance_low": None}),
    ("range_outside", "bad", {"nominal": 50, "tolerance_low": 40, "tolerance_high": 60}),
    ("u_needed_exceeded", "part", {"needed_uncertainty": 0.1}),
    ("unit_unclear", "none", {"unit": "kg"}),
]


@pytest.mark.parametrize(
    ("trouble", "state", "fields"), PROCESSES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_is_wrong_with_a_use_is_named(trouble: str, state: str, fields: dict[str, Any]) -> None:
    row = one(a_process(**fields))

    assert trouble in row.troubles
    assert row.state == state
    assert row.reason.text


def test_a_one_sided_tolerance_has_its_risk_where_the_product_is_known() -> None:
    row = one(a_process(tolerance_low=None, product_sd=0.3))

    assert row.use is not None
    assert (row.use.tur, row.use.pfa_worst) == (None, None)
    u = (row.use.expanded_uncertainty or 0) / 2
    wanted = global_risk(Normal(5, 0.3), u, Limits(-math.inf, 6), Limits(-math.inf, 6)).pfa
    assert row.use.pfa_expected == pytest.approx(wanted, abs=1e-12)
    assert row.state == "ok"


def test_a_coarse_resolution_is_named() -> None:
    row = one(a_process(), instrument=an_instrument(resolution="0.2 bar"))

    assert "resolution_coarse" in row.troubles


def test_an_instrument_without_a_process_still_stands_against_its_mpe() -> None:
    row = one()

    assert (row.process, row.use, row.state) == (None, None, "ok")
    assert row.troubles == {"no_process"}
    assert row.missing


def test_an_instrument_without_any_calibration_is_not_confirmed() -> None:
    row = confirm(replace(known(a_process()), calibrations=[], points={}))[0]

    assert "no_calibration" in row.troubles
    assert row.state == "none"


def test_a_verification_that_prints_no_figures_is_met_but_not_confirmed() -> None:
    row = one(a_process(), calibration={"kind": "verification", "result": "pass"}, points=[])

    assert row.state == "part"
    assert "no_uncertainty" not in row.troubles


def test_figures_of_an_older_certificate_are_used_and_said_to_be_older() -> None:
    plain = known(a_process())
    bare = a_calibration(date(2026, 9, 1), kind="verification", result="pass")

    row = confirm(replace(plain, calibrations=[*plain.calibrations, bare]))[0]

    assert row.state == "ok"
    assert "01/06/2026" in row.missing[0].text


def test_the_error_that_was_left_counts_not_the_one_that_was_found() -> None:
    row = one(a_process(), points=[{"as_found": 0.15, "as_left": 0.01}])

    assert row.state == "ok"
    assert row.certificate.worst is not None and row.certificate.worst.error == 0.01


def test_a_guard_band_as_the_rule_makes_a_close_result_conditional() -> None:
    settings = AnalysisSettings(decision_rule="guarded")
    row = one(a_process(), points=[{"as_found": 0.09}], settings=settings)

    assert "not_demonstrated" in row.troubles
    assert row.state == "part"


def test_the_calibration_risk_follows_the_record_of_its_group() -> None:
    """27 of 30 in tolerance: itp 0.9; with U/MPE = 1/3 the PFA is that of TUR 3."""
    rate = GroupRate(
        key="ap ke lo xo|bar|", label="Áp kế lò xo", instruments=10, counted=30, in_tolerance=27, left_out=0,
        rate=0.9, low=0.73, high=0.98, target=0.95, state="part", reason=said("x"),
    )  # fmt: skip
    row = confirm(known(a_process(), points=[{"expanded_uncertainty": 0.1 / 3}]), rates={rate.key: rate})[0]
    witness = global_risk(Normal(0, 1 / 1.6448536), 1 / 6, Limits(-1, 1), Limits(-1, 1)).pfa

    assert row.certificate.itp == 0.9
    assert row.certificate.pfa_expected == pytest.approx(witness, abs=1e-8)
    assert row.certificate.pfa_worst is not None and row.certificate.pfa_worst > witness


def test_a_row_for_each_process_in_the_order_of_the_register() -> None:
    second = an_instrument(id="i2", code="AK-02")
    rows = confirm(known(a_process(), a_process(id="p2", code="QT-02")), known(a_process(), instrument=second))

    assert [(row.instrument.code, row.process.code) for row in rows] == [
        ("AK-01", "QT-01"),
        ("AK-01", "QT-02"),
        ("AK-02", "QT-01"),
    ]


def test_the_same_register_in_other_units_gets_the_same_verdicts() -> None:
    processes = [
        a_process(id=str(width), tolerance_low=5 - width, tolerance_high=5 + width) for width in (0.05, 0.3, 1)
    ]
    plain = confirm(known(*processes))

    moved = confirm(
        known(
            *processes,
            instrument=an_instrument(unit="kPa", mpe=10, resolution="1", range_high=1000),
            points=[{"point": 500, "as_found": 4, "expanded_uncertainty": 2}],
        )
    )

    assert [row.state for row in moved] == [row.state for row in plain]
    for one_row, other in zip(plain, moved, strict=True):
        assert other.use.tur == pytest.approx(one_row.use.tur)
        assert other.use.pfa_worst == pytest.approx(one_row.use.pfa_worst, abs=1e-9)


def test_u_that_exceeds_what_is_needed_is_told_beside_it() -> None:
    row = one(a_process(needed_uncertainty=0.1173))

    assert row.reason.text == "U khi dùng 0,11733 bar lớn hơn U cần đạt 0,1173 bar của quá trình đo."


def test_u_is_told_with_two_digits() -> None:
    row = one(a_process(needed_uncertainty=0.1))

    assert row.reason.text == "U khi dùng 0,12 bar lớn hơn U cần đạt 0,1 bar của quá trình đo."


def test_a_deviation_without_a_nominal_value_is_said_to_be_no_limit() -> None:
    row = one(a_process(code="QT-01", nominal=None, tolerance_low=None, tolerance_high=None, tolerance_text="±30 kg"))

    assert row.reason.text == "Chưa xác nhận được cho quá trình đo này: chưa có giới hạn dung sai bằng số."
    assert "Dung sai “±30 kg” của “QT-01” chưa thành giới hạn" in " ".join(each.text for each in row.missing)
