"""Readings that look wrong are pointed out by named rules."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.readings_sheet import Cell, Sheet, sheet_of
from app.domain.readings_suspicion import suspicions
from app.domain.studies import Reading, Study


def column(
    *values: str,
    mark: str = "",
    reason: str = "",
    low: Decimal | None = None,
    high: Decimal | None = None,
    reference: Decimal | None = None,
) -> Sheet:
    """A bias study with these readings; mark and reason go to the last one."""
    study = Study(
        id="s",
        cycle_id="c",
        kind="bias",
        number=1,
        trials=len(values),
        tolerance_low=low,
        tolerance_high=high,
        reference=reference,
    )
    readings = [
        Reading(id=f"{trial:03}", study_id="s", part=1, operator=1, trial=trial, value=value)
        for trial, value in enumerate(values, 1)
    ]
    if readings:
        readings[-1] = replace(readings[-1], mark=mark, reason=reason)
    return sheet_of(study, readings)


STEADY = ("2,871", "2,873", "2,875", "2,872", "2,874", "2,870", "2,873")


def rules(sheet: Sheet) -> dict[int, str]:
    return {cell.trial: each.rule for cell, each in suspicions(sheet).items()}


def test_steady_readings_are_not_doubted() -> None:
    assert rules(column(*STEADY, "2,876")) == {}


@pytest.mark.parametrize("slipped", ["28,73", "287,3", "0,2873", "2873"])
def test_a_slipped_decimal_sign_is_seen(slipped: str) -> None:
    assert rules(column(*STEADY, slipped)) == {8: "slip"}


def test_a_reading_far_from_the_others_is_an_outlier_from_eight_readings_on() -> None:
    """Modified z-score with MAD: 0.6745 × |2.893 − 2.873| / 0.0015 ≈ 9.0 > 3.5."""
    found = suspicions(column(*STEADY, "2,893"))

    assert [each.rule for each in found.values()] == ["outlier"]
    assert "3,5" in found[Cell(1, 1, 8)].words
    assert rules(column(*STEADY[:5], "2,893")) == {}


def test_one_step_of_a_coarse_instrument_is_no_outlier() -> None:
    assert rules(column(*["5"] * 9, "6")) == {}
    assert rules(column(*["5"] * 9, "9")) == {10: "outlier"}


def test_far_outside_the_tolerance_is_seen_with_the_first_reading() -> None:
    low, high = Decimal("2.85"), Decimal("2.95")

    assert rules(column("3,06", low=low, high=high)) == {1: "far"}
    assert rules(column("3,00", low=low, high=high)) == {}


def test_a_reference_tells_a_slip_with_the_first_reading() -> None:
    assert rules(column("28,7", reference=Decimal("2.87"))) == {1: "slip"}


def test_what_an_auditor_has_looked_at_is_not_doubted_again() -> None:
    assert rules(column(*STEADY, "28,73", reason="đúng, phôi khác loại")) == {}
    assert rules(column(*STEADY, "28,73", mark="suspect", reason="tay run")) == {}


def test_parts_that_differ_are_judged_each_by_its_own_median() -> None:
    values = {1: ("1,00", "1,01", "1,00"), 2: ("1,50", "1,51", "1,50"), 3: ("2,00", "2,01", "2,60")}
    readings = [
        Reading(id=f"{part}{trial}", study_id="s", part=part, operator=1, trial=trial, value=value)
        for part, three in values.items()
        for trial, value in enumerate(three, 1)
    ]
    study = Study(id="s", cycle_id="c", kind="gauge_rr", number=1, parts=3, operators=1, trials=3)

    found = suspicions(sheet_of(study, readings))

    assert list(found) == [Cell(3, 1, 3)]


def test_nothing_is_said_of_an_empty_sheet() -> None:
    assert rules(column()) == {}


def test_a_part_outside_the_tolerance_is_no_wrong_reading_of_a_gauge_study() -> None:
    study = Study(
        id="s",
        cycle_id="c",
        kind="gauge_rr",
        number=1,
        parts=2,
        trials=3,
        tolerance_low=Decimal("9.9"),
        tolerance_high=Decimal("10.1"),
    )
    told = {1: ("10,00", "10,01", "10,00"), 2: ("10,42", "10,41", "10,74")}
    readings = [
        Reading(id=f"{part}{trial}", study_id="s", part=part, operator=1, trial=trial, value=value)
        for part, values in told.items()
        for trial, value in enumerate(values, 1)
    ]

    found = suspicions(sheet_of(study, readings))

    assert {cell: each.rule for cell, each in found.items()} == {Cell(2, 1, 3): "far"}


def linearity(*readings: tuple[int, int, str]) -> Sheet:
    """Parts of 1, 10 and 100 mm; readings by part and trial."""
    study = Study(
        id="s", cycle_id="c", kind="linearity", number=1, unit="mm", parts=3, trials=4, part_names="1\n10\n100 mm"
    )
    return sheet_of(
        study,
        [
            Reading(id=f"{part}{trial}", study_id="s", part=part, operator=1, trial=trial, value=value)
            for part, trial, value in readings
        ],
    )


def test_parts_of_a_linearity_study_may_lie_tens_apart_but_not_a_reading_from_its_own_reference() -> None:
    every = [(part, trial, value) for part, value in ((1, "1,0"), (2, "10,1"), (3, "100,2")) for trial in (1, 2, 3)]

    sound = suspicions(linearity(*every))
    slipped = suspicions(linearity(*every, (3, 4, "10,02")))

    assert sound == {}
    assert list(slipped) == [Cell(3, 1, 4)]
