"""Risks of whole registers against one-by-one quadrature (JCGM 106:2012, 9.5)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy import integrate, special

from app.domain.metrology.densities import Normal
from app.domain.metrology.risk import Limits, global_risk, worst_global_risk
from app.domain.metrology.risk_many import pfa_for_itp, risks_many, worst_pfa
from tests.domain.metrology.cases import case


def test_arrays_agree_with_quadrature_to_ten_digits() -> None:
    """Witness: scipy.integrate.quad of the definition, 60 random instruments, one-sided ones among them."""
    draw = np.random.default_rng(20261124)
    mean, sd = draw.uniform(-0.5, 0.5, 60), 10 ** draw.uniform(-1.5, 0.5, 60)
    u, width = 10 ** draw.uniform(-2, 0, 60), draw.uniform(0.6, 1.1, 60)
    low, high = np.where(np.arange(60) % 7 == 0, -np.inf, -1.0), np.where(np.arange(60) % 11 == 5, np.inf, 1.0)
    accept_low, accept_high = np.where(np.isinf(low), low, -width), np.where(np.isinf(high), high, width)

    found = risks_many(mean, sd, u, low, high, accept_low, accept_high)

    for place in range(60):
        m, s, w = mean[place], sd[place], u[place]

        def wrong(x: float, m: float = m, s: float = s, w: float = w, at: int = place) -> float:
            z = (x - m) / s
            share = special.ndtr((accept_high[at] - x) / w) - special.ndtr((accept_low[at] - x) / w)
            return float(np.exp(-z * z / 2) / (s * np.sqrt(2 * np.pi)) * share)

        edges = (m - 12 * s, low[place], high[place], m + 12 * s)
        pfa = 0.0
        for a, b in ((edges[0], edges[1]), (edges[2], edges[3])):
            if a < b:
                marks = [each for each in (a, m, accept_low[place], accept_high[place]) if a < each < b]
                near = [a + k * w for k in (1, 3, 8) if a < a + k * w < b] + [
                    b - k * w for k in (1, 3, 8) if a < b - k * w < b
                ]
                places = sorted({a, b, *marks, *near})
                pfa += sum(integrate.quad(wrong, c, d, epsabs=1e-14)[0] for c, d in pairwise(places))
        assert found.pfa[place] == pytest.approx(pfa, abs=1e-10)


def test_arrays_agree_with_the_calculation_of_one() -> None:
    for tur in (0.7, 1.5, 4.0, 12.0):
        one = global_risk(Normal(0.1, 0.4), 1 / (2 * tur), Limits(-1, 1), Limits(-0.9, 0.8))
        many = risks_many(0.1, 0.4, 1 / (2 * tur), -1, 1, -0.9, 0.8)

        assert float(many.pfa) == pytest.approx(one.pfa, abs=1e-12)
        assert float(many.pfr) == pytest.approx(one.pfr, abs=1e-12)
        assert float(many.accepted) == pytest.approx(one.accepted, abs=1e-12)
        assert float(many.conforming) == pytest.approx(one.conforming, abs=1e-12)


def test_the_golden_pairs_of_tur_and_itp_are_met_at_once() -> None:
    """TUR-PFA."""
    rows = case("TUR-PFA")["rows"]

    found = pfa_for_itp([row["tur"] for row in rows], [row["itp"] for row in rows])

    assert found.pfa == pytest.approx([row["pfa"]["value"] for row in rows], abs=1e-10)
    assert found.pfr == pytest.approx([row["pfr"]["value"] for row in rows], abs=1e-10)


def test_the_worst_case_agrees_with_that_of_one() -> None:
    found, itp = worst_pfa([1.0, 2.0, 4.0, 8.0], 0.95)

    for place, tur in enumerate((1.0, 2.0, 4.0, 8.0)):
        worst = worst_global_risk(1 / (2 * tur), Limits(-1, 1), Limits(-0.95, 0.95))
        assert found[place] == pytest.approx(worst[0], abs=1e-10)
        assert itp[place] == pytest.approx(worst[1], abs=1e-4)


def test_a_perfect_measurement_and_one_without_limits_decide_right() -> None:
    exact = risks_many(0.0, 0.5, 0.0, -1, 1, -1, 1)
    open_ended = risks_many(0.0, 0.5, 0.1, -np.inf, np.inf, -np.inf, np.inf)

    assert (float(exact.pfa), float(exact.pfr)) == (0.0, 0.0)
    assert (float(open_ended.pfa), float(open_ended.pfr)) == (0.0, pytest.approx(0.0, abs=1e-15))


def test_an_instrument_without_figures_stays_without() -> None:
    found = risks_many(0.0, [0.5, np.nan], [np.nan, 0.1], -1, 1, -1, 1)

    assert np.isnan(found.pfa).all()


def test_limits_in_the_middle_of_the_product_are_no_special_case() -> None:
    found = risks_many(0.0, 0.5, 0.1, 0.0, 1.0, 0.0, 1.0)
    one = global_risk(Normal(0, 0.5), 0.1, Limits(0, 1), Limits(0, 1))

    assert float(found.pfa) == pytest.approx(one.pfa, abs=1e-12)
