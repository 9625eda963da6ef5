"""M01 as calculations: status of an instrument (bad_input.json, M01) and completeness of a certificate."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.certificate import CERTIFICATE_ITEMS, read_items, written_items
from app.domain.metrology.results import Result

ALL = dict.fromkeys(CERTIFICATE_ITEMS, True)


def status(**inputs: Any) -> Result:
    return run(calculations()["calibration_status"], {"as_of": "2026-11-24", "certificate_number": "HC-1", **inputs})


def certificate(**items: bool | None) -> Result:
    return run(calculations()["certificate_completeness"], items)


def test_a_next_due_date_before_the_last_calibration_is_a_data_error_not_overdue_bad_input_m01() -> None:
    result = status(last_calibration="2026-06-01", next_due_date="2026-05-01")

    assert result.values["state"].value == "data_error"
    assert result.verdict.state == "bad"


def test_the_31_of_january_plus_one_month_is_the_last_day_of_february_bad_input_m01() -> None:
    result = status(as_of="2026-02-10", last_calibration="2026-01-31", interval_months=1)

    assert result.values["due"].value == "2026-02-28"
    assert result.number("days_left") == 18


def test_a_calibration_in_the_future_is_a_data_error() -> None:
    assert status(last_calibration="2027-01-01", interval_months=12).values["state"].value == "data_error"


def test_an_interval_that_is_not_above_zero_is_refused() -> None:
    with pytest.raises(UserError, match="interval_months"):
        status(last_calibration="2026-01-01", interval_months=0)


@pytest.mark.parametrize(
    ("inputs", "state"),
    [
        ({"last_calibration": "2026-01-01", "interval_months": 12}, "valid"),
        ({"last_calibration": "2025-12-10", "interval_months": 12}, "due_soon"),
        ({"last_calibration": "2025-01-01", "interval_months": 12}, "overdue"),
        ({"last_calibration": "2026-01-01", "interval_months": 12, "certificate_number": ""}, "no_evidence"),
        ({"last_calibration": "2026-01-01", "interval_months": 12, "error": 0.3, "mpe": 0.2}, "failed"),
        (
            {"last_calibration": "2026-01-01", "interval_months": 12, "error": 0.3, "mpe": 0.2, "adjusted": True},
            "valid",
        ),
        ({"last_calibration": "2026-01-01", "interval_months": 12, "result": "fail"}, "failed"),
        ({"certificate_number": ""}, "never"),
        ({"status": "out_of_service"}, "out_of_service"),
        ({"status": "not_required"}, "not_required"),
    ],
)
def test_the_state_follows_the_rules_in_their_order(inputs: dict[str, Any], state: str) -> None:
    assert status(**inputs).values["state"].value == state


def test_how_soon_is_soon_is_a_setting() -> None:
    inputs = {"last_calibration": "2025-12-10", "interval_months": 12}

    assert status(**inputs, due_soon_days=10).values["state"].value == "valid"


def test_without_results_with_u_a_certificate_is_insufficient_whatever_the_share() -> None:
    result = certificate(**{**ALL, "results_with_uncertainty": False})

    assert result.number("share") == 0.9
    assert result.values["sufficient"].value is False
    assert result.verdict.state == "bad"


def test_a_certificate_that_lacks_another_item_is_partial() -> None:
    result = certificate(**{**ALL, "environment": False})

    assert (result.verdict.state, result.values["sufficient"].value) == ("part", True)


def test_items_that_nobody_looked_for_leave_the_question_open() -> None:
    result = certificate(identity=True)

    assert result.verdict.state == "none"
    assert result.values["sufficient"].value is None
    assert result.number("not_looked_for") == 9


def test_items_are_kept_as_they_were_read_and_words_not_known_are_left_out() -> None:
    items = read_items("traceability- identity+ colour+ date")

    assert items == {"identity": True, "traceability": False}
    assert written_items(items) == "identity+ traceability-"
