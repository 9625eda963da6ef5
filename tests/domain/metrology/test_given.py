"""How inputs are read: sizes that a float can compute with, declared notations, one clear sentence otherwise."""

from __future__ import annotations

import pytest

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.given import read_figure


@pytest.mark.parametrize("value", [1e61, -1e200, "1e100"])
def test_a_size_that_no_quantity_has_is_refused(value: float | str) -> None:
    with pytest.raises(UserError, match="quá lớn hoặc quá nhỏ"):
        read_figure(value, "", "U")


def test_a_divisor_that_is_next_to_nothing_is_refused() -> None:
    with pytest.raises(UserError, match="quá nhỏ"):
        run(calculations()["payback"], {"investment": 1e-70, "annual_saving": 1})


@pytest.mark.parametrize("value", [10**400, 1e999, "1e999"])
def test_what_is_not_finite_is_refused(value: float | str) -> None:
    with pytest.raises(UserError, match="hữu hạn"):
        read_figure(value, "", "U")


@pytest.mark.parametrize("value", [0, -0.0, 1e60, 1e-60, 1e-300, 6.62607015e-34, 6.02214076e23])
def test_every_size_that_is_measured_is_taken(value: float) -> None:
    assert read_figure(value, "", "U") == value


def test_readings_that_do_not_fill_their_columns_are_refused() -> None:
    budget = calculations()["uncertainty_budget"]

    for rows in ([[1, 2], [3]], [[1]], "x", 5):
        with pytest.raises(UserError, match="columns"):
            run(budget, {"model": "R = V/I", "data": {"columns": ["V", "I"], "rows": rows}})


def test_a_reading_without_its_trial_stands_beside_numbered_ones() -> None:
    cells = [(part, operator) for part in "12" for operator in "AB"]
    rows = [
        {"part": part, "operator": operator, "value": number + shift} | ({"trial": trial} if trial else {})
        for number, (part, operator) in enumerate(cells)
        for trial, shift in (("1", 0.0), (2, 0.1), (None, 0.2))
    ]

    assert run(calculations()["gauge_rr_anova"], {"data": rows}).used == 12


def test_bounds_are_told_as_the_language_writes_numbers() -> None:
    with pytest.raises(UserError, match=r"không được quá 0,999999\."):
        run(calculations()["type1"], {"data": [1.0, 1.1], "confidence": 1.5})
