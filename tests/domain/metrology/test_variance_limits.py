"""Limits of variance components: exact for one mean square, close to the wanted coverage for sums and differences."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from app.domain.metrology.anova import Source
from app.domain.metrology.variance_limits import Term, share_limits, variance_limits


def mean_square(value: float, df: int) -> Source:
    return Source(df, value * df)


def test_a_single_mean_square_has_the_limits_of_chi_square() -> None:
    low, high = variance_limits([Term(1.0, mean_square(4.0, 12))], 0.9)

    assert low == pytest.approx(48 / stats.chi2.ppf(0.95, 12), rel=1e-10)
    assert high == pytest.approx(48 / stats.chi2.ppf(0.05, 12), rel=1e-10)


def test_terms_of_the_same_mean_square_are_put_together() -> None:
    source = mean_square(4.0, 12)

    assert variance_limits([Term(0.5, source), Term(0.5, source)], 0.9) == variance_limits([Term(1.0, source)], 0.9)


def test_mean_squares_of_0_have_limits_of_0() -> None:
    assert variance_limits([Term(1.0, mean_square(0.0, 5)), Term(-1.0, mean_square(0.0, 9))], 0.9) == (0.0, 0.0)


def test_limits_are_never_below_0_and_wider_for_more_confidence() -> None:
    terms = [Term(0.1, mean_square(2.0, 2)), Term(-0.1, mean_square(1.5, 18))]

    usual, wide = variance_limits(terms, 0.9), variance_limits(terms, 0.99)

    assert usual[0] == wide[0] == 0.0
    assert wide[1] > usual[1]


@pytest.mark.parametrize("signs", [(1.0, 1.0, 1.0), (1.0, -0.5, 0.0), (1.0, 0.5, -0.2)])
def test_the_limits_cover_the_truth_about_as_often_as_they_say(signs: tuple[float, float, float]) -> None:
    draw = np.random.default_rng(5)
    truths, dfs = (6.0, 2.0, 1.0), (4, 18, 60)
    truth = sum(sign * each for sign, each in zip(signs, truths, strict=True))

    covered = 0
    for _turn in range(1500):
        sources = [mean_square(each * draw.chisquare(df) / df, df) for each, df in zip(truths, dfs, strict=True)]
        low, high = variance_limits([Term(sign, each) for sign, each in zip(signs, sources, strict=True) if sign], 0.9)
        covered += low <= truth <= high

    assert 0.88 <= covered / 1500 <= 0.94


def test_the_limits_of_a_share_cover_the_truth_about_as_often_as_they_say() -> None:
    """Part 9 and 1 of measurement, from 12 and 40 degrees of freedom."""
    draw = np.random.default_rng(6)

    covered = 0
    for _turn in range(200):
        error = mean_square(1.0 * draw.chisquare(40) / 40, 40)
        parts = mean_square(19.0 * draw.chisquare(12) / 12, 12)
        between = [Term(0.5, parts), Term(-0.5, error)]
        found = share_limits([Term(1.0, error)], between, 0.9)
        assert found is not None
        covered += found[0] <= 0.1 <= found[1]

    assert 0.84 <= covered / 200 <= 0.96


def test_the_same_mean_squares_always_have_the_same_limits_of_their_share() -> None:
    terms = [Term(1.0, mean_square(2.0, 9))], [Term(0.2, mean_square(5.0, 4))]

    assert share_limits(*terms, 0.9) == share_limits(*terms, 0.9)


def test_a_share_of_nothing_has_no_limits() -> None:
    assert share_limits([Term(1.0, mean_square(0.0, 9))], [Term(1.0, mean_square(0.0, 4))], 0.9) is None
