"""Range factors against the values AIAG and ISO 7870-2 print, and against simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, special

from app.domain.metrology.range_factors import (
    d2,
    d2_star,
    d3,
    lower_range_factor,
    range_degrees_of_freedom,
    upper_range_factor,
)


@pytest.mark.parametrize(("n", "printed"), [(2, 1.128), (3, 1.693), (5, 2.326), (10, 3.078), (25, 3.931)])
def test_d2_is_that_of_the_tables(n: int, printed: float) -> None:
    assert d2(n) == pytest.approx(printed, abs=5e-4)


@pytest.mark.parametrize(("n", "printed"), [(2, 0.853), (3, 0.888), (5, 0.864), (10, 0.797), (25, 0.708)])
def test_d3_is_that_of_the_tables(n: int, printed: float) -> None:
    assert d3(n) == pytest.approx(printed, abs=6e-4)


@pytest.mark.parametrize(("n", "ranges", "printed"), [(5, 20, 2.33394), (2, 5, 1.19105)])
def test_d2_star_is_that_of_aiag_appendix_c(n: int, ranges: int, printed: float) -> None:
    assert d2_star(n, ranges) == pytest.approx(printed, abs=5e-6)


@pytest.mark.parametrize(("n", "ranges", "printed"), [(5, 20, 72.7), (2, 1, 1.0), (15, 1, 10.8), (3, 10, 18.4)])
def test_degrees_of_freedom_are_those_of_aiag_appendix_c(n: int, ranges: int, printed: float) -> None:
    assert range_degrees_of_freedom(n, ranges) == pytest.approx(printed, abs=0.06)


@pytest.mark.parametrize(("n", "printed"), [(2, 3.267), (3, 2.574), (5, 2.114)])
def test_the_upper_limit_of_ranges_is_that_of_the_tables(n: int, printed: float) -> None:
    assert upper_range_factor(n) == pytest.approx(printed, abs=1e-3)


@pytest.mark.parametrize(("n", "printed"), [(3, 0.0), (7, 0.076), (10, 0.223)])
def test_the_lower_limit_of_ranges_is_that_of_the_tables(n: int, printed: float) -> None:
    assert lower_range_factor(n) == pytest.approx(printed, abs=1e-3)


def test_d2_agrees_with_an_adaptive_quadrature() -> None:
    value, _error = integrate.quad(lambda x: 1 - special.ndtr(x) ** 7 - special.ndtr(-x) ** 7, -9, 9, epsabs=1e-13)

    assert d2(7) == pytest.approx(value, abs=1e-12)


def test_d2_and_d3_agree_with_a_simulation() -> None:
    drawn = np.random.default_rng(7).normal(size=(400_000, 4))

    ranges = drawn.max(axis=1) - drawn.min(axis=1)

    assert d2(4) == pytest.approx(ranges.mean(), abs=0.005)
    assert d3(4) == pytest.approx(ranges.std(), abs=0.005)


def test_d2_star_comes_down_to_d2_with_many_ranges() -> None:
    assert d2_star(3, 10**9) == pytest.approx(d2(3), abs=1e-8)


def test_one_value_has_no_range() -> None:
    with pytest.raises(ValueError, match="two values"):
        d2(1)
