"""M01. Source: ISO 10012:2003, 6.3.1 and 7.1; calendar arithmetic with the end of the month clamped."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.instruments import Calibration, Instrument
from app.domain.metrology.calibration_status import (
    STATE_WORDS,
    CalibrationStatus,
    State,
    StatusSettings,
    count_states,
    rate,
    status_of,
)

AS_OF = date(2026, 11, 24)


def an_instrument(**fields: object) -> Instrument:
    return Instrument(**{"id": "i1", "code": "PI-1", "period_months": 12} | fields)  # type: ignore[arg-type]


def a_calibration(**fields: object) -> Calibration:
    usual = {"id": "c1", "instrument_id": "i1", "performed_on": date(2026, 3, 1), "certificate_number": "0123"}
    return Calibration(**usual | fields)  # type: ignore[arg-type]


def judged(*calibrations: Calibration, as_of: date = AS_OF, **fields: object) -> CalibrationStatus:
    return status_of(an_instrument(**fields), calibrations, as_of)


def test_a_printed_validity_in_the_future_is_valid() -> None:
    status = judged(a_calibration(valid_until=date(2027, 3, 1)))

    assert (status.state, status.due_on, status.days_left) == (State.VALID, date(2027, 3, 1), 97)
    assert status.reason == "Còn hạn đến 01/03/2027."


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, State.OVERDUE), (0, State.DUE_SOON), (30, State.DUE_SOON), (31, State.VALID)],
)
def test_due_soon_runs_from_the_last_day_to_thirty_days_before_it(days: int, state: State) -> None:
    status = judged(a_calibration(valid_until=AS_OF + timedelta(days=days)))

    assert (status.state, status.days_left) == (state, days)


def test_how_long_before_the_end_counts_as_soon_is_a_setting() -> None:
    calibration = a_calibration(valid_until=AS_OF + timedelta(days=60))

    status = status_of(an_instrument(), [calibration], AS_OF, settings=StatusSettings(due_soon_days=90))

    assert status.state == State.DUE_SOON


def test_overdue_says_for_how_many_days() -> None:
    status = judged(a_calibration(valid_until=date(2026, 10, 15)))

    assert status.state == State.OVERDUE
    assert status.reason == "Quá hạn 40 ngày, giấy in có giá trị đến 15/10/2026."


def test_the_printed_validity_rules_and_a_different_period_is_only_reported() -> None:
    status = judged(a_calibration(performed_on=date(2026, 3, 1), valid_until=date(2026, 12, 31)), period_months=6)

    assert (status.state, status.computed_on) == (State.VALID, date(2026, 9, 1))
    assert "6 tháng là 01/09/2026" in status.cross_check


def test_a_period_that_agrees_with_the_print_is_not_reported() -> None:
    assert judged(a_calibration(valid_until=date(2027, 2, 28))).cross_check == ""


def test_without_a_printed_validity_date_plus_period_is_named_as_an_estimate() -> None:
    status = judged(a_calibration())

    assert (status.state, status.basis, status.due_on) == (State.VALID, "computed", date(2027, 3, 1))
    assert "giấy không in hạn" in status.reason


def test_the_end_of_a_month_clamps() -> None:
    """Golden case BAD-INPUT: 31 January and 1 month is due on the last day of February."""
    status = judged(a_calibration(performed_on=date(2026, 1, 31)), period_months=1)

    assert status.due_on == date(2026, 2, 28)


def test_a_due_date_before_the_last_date_is_a_data_error_and_not_overdue() -> None:
    """Golden case BAD-INPUT."""
    status = judged(a_calibration(performed_on=date(2026, 3, 1), valid_until=date(2025, 3, 1)))

    assert status.state == State.DATA_ERROR
    assert status.reason == "Hạn 01/03/2025 sớm hơn ngày làm 01/03/2026."


def test_a_calibration_in_the_future_is_a_data_error() -> None:
    assert judged(a_calibration(performed_on=AS_OF + timedelta(days=1))).state == State.DATA_ERROR


def test_a_period_of_nothing_is_a_data_error() -> None:
    assert judged(a_calibration(), period_months=0).state == State.DATA_ERROR


def test_what_was_done_after_the_day_of_judgement_does_not_count() -> None:
    earlier = a_calibration(id="c1", performed_on=date(2024, 1, 1), valid_until=date(2025, 1, 1))
    later = a_calibration(id="c2", performed_on=date(2026, 11, 1), valid_until=date(2027, 11, 1))

    status = status_of(an_instrument(), [earlier, later], date(2026, 10, 1), today=AS_OF)

    assert (status.state, status.last) == (State.OVERDUE, earlier)


def test_an_instrument_nobody_ever_calibrated_says_so() -> None:
    assert judged().state == State.NEVER


def test_a_date_without_a_certificate_is_no_evidence() -> None:
    status = judged(a_calibration(certificate_number="", valid_until=date(2027, 3, 1)))

    assert (status.state, status.cause) == (State.NO_EVIDENCE, "no_certificate")


def test_a_lapsed_date_is_overdue_even_without_a_certificate() -> None:
    assert judged(a_calibration(certificate_number="", valid_until=date(2026, 3, 2))).state == State.OVERDUE


def test_an_unknown_date_is_no_evidence() -> None:
    assert judged(a_calibration(performed_on=None)).state == State.NO_EVIDENCE


def test_neither_validity_nor_period_is_no_evidence() -> None:
    assert judged(a_calibration(), period_months=None).cause == "no_due"


def test_a_printed_month_gives_no_day() -> None:
    status = judged(a_calibration(valid_until_text="03/2027"))

    assert (status.state, status.due_on, status.due_text) == (State.VALID, None, "03/2027")
    assert status.reason == "Còn hạn: hạn là 03/2027, không in ngày."


def test_a_printed_month_that_is_over_bounds_how_late_it_is() -> None:
    status = judged(a_calibration(valid_until_text="Quý III/2026"))

    assert (status.state, status.days_left) == (State.OVERDUE, -55)
    assert status.reason == "Quá hạn ít nhất 55 ngày: hạn là Quý III/2026, không in ngày."


def test_inside_a_printed_month_it_may_end_any_day() -> None:
    status = judged(a_calibration(valid_until_text="11/2026"))

    assert (status.state, status.cause) == (State.DUE_SOON, "due_soon_partial")


def test_a_month_of_calibration_and_a_period_are_bounded_too() -> None:
    status = judged(a_calibration(performed_on=None, performed_text="03/2024"))

    assert status.state == State.OVERDUE
    assert "03/2024 cộng 12 tháng" in status.reason


def test_the_last_calibration_is_the_latest_and_not_the_last_one_typed() -> None:
    new = a_calibration(id="c1", performed_on=date(2026, 5, 1), valid_until=date(2027, 5, 1))
    old = a_calibration(id="c2", performed_on=date(2024, 5, 1), valid_until=date(2025, 5, 1))

    assert judged(new, old).last == new


def test_a_failed_verification_is_failed_though_its_date_is_fine() -> None:
    assert judged(a_calibration(result="fail", valid_until=date(2027, 3, 1))).state == State.FAILED


def test_an_error_beyond_the_limit_at_any_point_of_the_last_day_fails() -> None:
    points = [a_calibration(id=f"c{n}", error=Decimal(error)) for n, error in enumerate(("0.1", "-0.6"))]

    status = judged(*points, mpe=Decimal("0.5"))

    assert (status.state, status.cause) == (State.FAILED, "outside_mpe")


def test_an_error_in_another_unit_is_not_compared() -> None:
    calibration = a_calibration(error=Decimal(600), result_unit="mbar")

    assert judged(calibration, mpe=Decimal("0.5"), unit="bar").state == State.VALID


def test_an_earlier_failure_does_not_outlive_a_later_calibration() -> None:
    failed = a_calibration(id="c1", performed_on=date(2025, 1, 1), result="fail")
    passed = a_calibration(id="c2", performed_on=date(2026, 3, 1), result="pass")

    assert judged(failed, passed).state == State.VALID


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("not_required", State.NOT_REQUIRED),
        ("out_of_service", State.OUT_OF_SERVICE),
        ("broken", State.OUT_OF_SERVICE),
        ("spare", State.OVERDUE),
    ],
)
def test_what_is_not_in_service_is_not_judged(status: str, state: State) -> None:
    assert judged(a_calibration(valid_until=date(2026, 4, 1)), status=status).state == state


def test_the_rate_counts_what_is_required_and_in_service_and_weighs_by_criticality() -> None:
    valid = judged(a_calibration())
    overdue = judged(a_calibration(valid_until=date(2026, 4, 1)))
    outside = judged(status="broken")

    share = rate(
        [
            (an_instrument(criticality="A"), valid),
            (an_instrument(criticality="C"), overdue),
            (an_instrument(criticality="A"), outside),
        ]
    )

    assert (share.k, share.n, share.share) == (1, 2, Decimal("0.5"))
    assert share.weighted_share == Decimal("0.75")


def test_a_rate_of_nothing_is_not_available_and_not_zero() -> None:
    assert rate([]).share is None


def test_every_state_is_counted_and_has_a_word() -> None:
    counts = count_states([judged(), judged(a_calibration())])

    assert (counts[State.NEVER], counts[State.VALID], counts[State.FAILED]) == (1, 1, 0)
    assert set(STATE_WORDS) == set(State)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_a_later_end_of_validity_never_makes_the_state_worse(day: date, longer: int) -> None:
    calibration = a_calibration(performed_on=date(2019, 1, 1), valid_until=day)
    kept_longer = a_calibration(performed_on=date(2019, 1, 1), valid_until=day + timedelta(days=longer))
    order = list(State)

    assert order.index(judged(kept_longer).state) >= order.index(judged(calibration).state)
