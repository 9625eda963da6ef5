"""In-tolerance rates and look-back lists of a register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from scipy import stats

from app.domain.analysis_settings import AnalysisSettings
from app.domain.register_facts import Known
from app.domain.register_history import group_rates, history_of, look_back
from tests.domain.a_register import AS_OF, a_calibration, a_point, a_process, an_instrument

USUAL = AnalysisSettings()


def with_errors(*errors: float | None, processes: tuple[Any, ...] = (), **fields: Any) -> Known:
    """A calibration a year from 2021 on, each found with the next error (None: a bare pass)."""
    calibrations = [a_calibration(date(2021 + year, 6, 1), result="pass") for year in range(len(errors))]
    points = {
        made.id: [a_point(made, as_found=error, as_left=0.0)]
        for made, error in zip(calibrations, errors, strict=True)
        if error is not None
    }
    return Known(instrument=an_instrument(**fields), calibrations=calibrations, points=points, processes=processes)


def test_the_rate_of_a_group_has_its_exact_limits() -> None:
    """Clopper-Pearson at 95 % for 5 of 6; the pass without figures says nothing of the time before."""
    first, second = with_errors(0.05, 0.12, None, 0.09), with_errors(0.01, 0.02, 0.03, id="i2")

    rates = group_rates([(each, history_of(each, USUAL)) for each in (first, second)], USUAL)

    (rate,) = rates.values()
    assert (rate.instruments, rate.counted, rate.in_tolerance, rate.left_out) == (2, 6, 5, 1)
    assert rate.low == pytest.approx(stats.beta.ppf(0.025, 5, 2))
    assert rate.high == pytest.approx(stats.beta.ppf(0.975, 6, 1))
    assert rate.state == "part"


def test_groups_are_apart_by_name_and_by_model_where_that_is_chosen() -> None:
    known = [with_errors(0.01, name="Áp kế", model="A"), with_errors(0.01, name="áp  kế", model="B", id="i2")]

    def groups(group_by: str) -> int:
        settings = AnalysisSettings(group_by=group_by)
        return len(group_rates([(each, history_of(each, settings)) for each in known], settings))

    assert (groups("name"), groups("name_model")) == (1, 2)


def test_an_error_that_stands_alone_counts_only_where_that_is_chosen() -> None:
    made = a_calibration(error=0.05, expanded_uncertainty=0.02, coverage_factor=2)
    alone = Known(instrument=an_instrument(), calibrations=[made])
    marked = replace(alone, calibrations=[a_calibration(error=0.05, certificate_items="identity+ as_found+")])

    assert history_of(alone, USUAL)[0].inside is None
    assert history_of(alone, AnalysisSettings(single_error="as_found"))[0].inside is True
    assert history_of(marked, USUAL)[0].inside is True


def test_a_group_without_any_result_as_found_has_no_rate() -> None:
    known = with_errors(None, None)

    (rate,) = group_rates([(known, history_of(known, USUAL))], USUAL).values()

    assert (rate.rate, rate.state, rate.left_out) == (None, "none", 2)


def test_an_instrument_found_outside_asks_for_what_was_measured_since() -> None:
    """0.12 bar of a tolerance of 2 bar is 6 % of it; measured since the good check of the year before."""
    known = with_errors(0.01, 0.02, 0.03, 0.04, 0.05, 0.12, processes=(a_process(), a_process(id="p2")))

    rows = look_back(known, history_of(known, USUAL), AS_OF)

    assert [row.process.id if row.process else None for row in rows] == ["p1", "p2"]
    assert (rows[0].since, rows[0].until) == (date(2025, 6, 1), date(2026, 6, 1))
    assert rows[0].share_of_tolerance == pytest.approx(0.06)
    assert "6 %" in rows[0].reason.text


def test_a_look_back_goes_past_a_check_that_was_not_good_itself() -> None:
    known = with_errors(0.01, 0.02, 0.03, 0.04, 0.2, 0.12)
    bad = replace(known.calibrations[4], result="fail")
    known = replace(known, calibrations=[*known.calibrations[:4], bad, known.calibrations[5]])

    rows = look_back(known, history_of(known, USUAL), AS_OF)

    assert [row.since for row in rows] == [date(2024, 6, 1), date(2024, 6, 1)]


def test_a_find_of_years_ago_is_past() -> None:
    known = with_errors(0.2, 0.01, 0.01, 0.01, 0.01, 0.01)

    assert look_back(known, history_of(known, USUAL), AS_OF) == []


def test_a_printed_fail_without_figures_is_looked_back_at_as_well() -> None:
    known = Known(instrument=an_instrument(), calibrations=[a_calibration(result="fail")])

    (row,) = look_back(known, history_of(known, USUAL), AS_OF)

    assert (row.error, row.share_of_tolerance, row.since) == (None, None, None)


def test_an_adjustment_makes_the_change_count_from_what_was_left() -> None:
    known = with_errors(0.05, 0.08)

    assert history_of(known, USUAL)[1].change == pytest.approx(0.8)
    assert history_of(known, USUAL)[1].days == 365
