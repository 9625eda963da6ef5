"""The risks of all rows of a register at once, and the guard bands they ask for. numpy is imported when they run."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from app.domain.analysis_settings import AnalysisSettings
from app.domain.metrology.results import Said, said
from app.domain.register_analysis import CertificateCheck, GuardBand, UseCheck
from app.domain.register_uses import Use
from app.wording import N_

if TYPE_CHECKING:
    from app.domain.metrology.risk_many import Array

ASSUMED = N_("Giả định {itp} % nằm trong dung sai (thiết lập).")
BY_SD = N_("Theo độ lệch chuẩn của sản phẩm {sd} {unit}.")
SOLVED_WORST = N_("Khoảng bảo vệ giữ PFA xấu nhất không quá {limit} %.")
SOLVED_KNOWN = N_("Khoảng bảo vệ giữ PFA không quá {limit} % với độ lệch chuẩn đã biết.")
TURNS = 26


def calibration_risks(
    checks: Sequence[CertificateCheck], itps: Sequence[tuple[float, Said | None]], settings: AnalysisSettings
) -> list[CertificateCheck]:
    """PFA of the decision on the certificate: by the rule in force, T = MPE and U of the certificate."""
    places = [at for at, each in enumerate(checks) if each.tur is not None]
    if not places:
        return list(checks)
    import numpy as np

    from app.domain.metrology.risk_many import pfa_for_itp, worst_pfa

    ratio = np.array([checks[at].tur for at in places], dtype=float)
    factor = np.maximum(1 - 1 / ratio, 0.0) if settings.decision_rule == "guarded" else np.ones_like(ratio)
    itp = np.array([itps[at][0] for at in places])
    expected = pfa_for_itp(ratio, itp, factor).pfa.tolist()
    worst = worst_pfa(ratio, factor)[0].tolist()
    found = list(checks)
    for at, one, other in zip(places, worst, expected, strict=True):
        given, basis = itps[at]
        words = basis or said(ASSUMED, itp=100 * given)
        found[at] = replace(checks[at], itp=given, itp_basis=words, pfa_worst=one, pfa_expected=other)
    return found


def use_risks(uses: Sequence[Use], settings: AnalysisSettings) -> list[UseCheck]:
    """PFA and PFR of measuring the product, with a guard band proposed where the PFA that decides is too large."""
    places = [at for at, each in enumerate(uses) if each.check.expanded_uncertainty]
    found = [each.check for each in uses]
    if not places:
        return found
    import numpy as np

    from app.domain.metrology.risk_many import risks_many, worst_pfa

    inputs = _arrays([uses[at] for at in places], settings)
    simple = risks_many(inputs.mean, inputs.sd, inputs.u, inputs.low, inputs.high, inputs.low, inputs.high)
    ratio = np.where(np.isfinite(inputs.half), inputs.half / (2 * inputs.u), np.nan)
    two_sided = np.isfinite(ratio)
    worst = np.full(len(places), np.nan)
    if two_sided.any():
        worst[two_sided] = worst_pfa(ratio[two_sided])[0]
    decisive = np.where(inputs.known, simple.pfa, worst)
    wanting = two_sided & (decisive > settings.pfa_limit) & (ratio > 1) & (inputs.known | (ratio < settings.tur_limit))
    factors = _factors(inputs, ratio, wanting, settings.pfa_limit)
    inner = np.where(np.isfinite(factors), factors, 1.0) * inputs.half
    with np.errstate(invalid="ignore"):
        middle = (inputs.low + inputs.high) / 2
        banded = risks_many(inputs.mean, inputs.sd, inputs.u, inputs.low, inputs.high, middle - inner, middle + inner)
    for row, at in enumerate(places):
        check = found[at]
        basis = _expected_basis(check, bool(inputs.known[row]), settings)
        guard = None
        if np.isfinite(factors[row]):
            limit = said(SOLVED_KNOWN if inputs.known[row] else SOLVED_WORST, limit=100 * settings.pfa_limit)
            guard = GuardBand(
                factor=float(factors[row]),
                low=float(middle[row] - inner[row]),
                high=float(middle[row] + inner[row]),
                pfa=float(banded.pfa[row]),
                pfr=float(banded.pfr[row]),
                method=limit,
            )
        found[at] = replace(
            check,
            expected_basis=basis if np.isfinite(simple.pfa[row]) else None,
            pfa_worst=_plain(worst[row]),
            pfa_expected=_plain(simple.pfa[row]),
            pfr_expected=_plain(simple.pfr[row]),
            guard=guard,
        )
    return found


def _plain(value: Any) -> float | None:
    number = float(value)
    return None if math.isnan(number) else number


class _Inputs:
    """Arrays of one row each; sd and mean nan where the product is not known and its tolerance one-sided."""

    def __init__(self, uses: Sequence[Use], settings: AnalysisSettings) -> None:
        import numpy as np
        from scipy import special

        checks = [each.check for each in uses]
        missing, endless = float("nan"), float("inf")
        self.u = np.array([(each.expanded_uncertainty or missing) / 2 for each in checks])
        self.low = np.array([-endless if each.tolerance_low is None else each.tolerance_low for each in checks])
        self.high = np.array([endless if each.tolerance_high is None else each.tolerance_high for each in checks])
        self.half = (self.high - self.low) / 2
        self.mean = np.array([missing if each.mean is None else each.mean for each in uses])
        given = np.array([each.product_sd or missing for each in checks])
        self.known = np.isfinite(given) & np.isfinite(self.mean)
        assumed = self.half / float(special.ndtri((1 + settings.assumed_itp) / 2))
        two_sided = np.isfinite(self.half)
        middle = np.where(two_sided, np.where(two_sided, self.low, 0.0) + np.where(two_sided, self.half, 0.0), missing)
        self.sd = np.where(self.known, given, np.where(np.isfinite(assumed), assumed, missing))
        self.mean = np.where(self.known, self.mean, middle)


def _arrays(uses: Sequence[Use], settings: AnalysisSettings) -> _Inputs:
    return _Inputs(uses, settings)


def _expected_basis(check: UseCheck, known: bool, settings: AnalysisSettings) -> Said:
    if known:
        return said(BY_SD, sd=check.product_sd, unit=check.unit)
    return said(ASSUMED, itp=100 * settings.assumed_itp)


def _factors(inputs: _Inputs, ratio: Array, wanting: Array, limit: float) -> Array:
    """The widest factor that keeps the PFA within the limit; nan where none is asked for or none does."""
    import numpy as np

    from app.domain.metrology.risk_many import risks_many

    factors = np.full(len(ratio), np.nan)
    unknown = wanting & ~inputs.known
    if unknown.any():
        factors[unknown] = _for_worst(ratio[unknown], limit)
    known = np.flatnonzero(wanting & inputs.known)
    if len(known):
        mean, sd, u = inputs.mean[known], inputs.sd[known], inputs.u[known]
        low, high, half = inputs.low[known], inputs.high[known], inputs.half[known]
        middle = low + half

        def pfa(factor: Array) -> Array:
            return risks_many(mean, sd, u, low, high, middle - factor * half, middle + factor * half).pfa

        factors[known] = _widest(pfa, len(known), limit)
    return factors


MOST_TUR = 100.0


def _for_worst(ratio: Array, limit: float) -> Array:
    """The factor for any product depends on the TUR alone: solved on a fine scale of it and read between."""
    import numpy as np

    scale, solved = _scale_for_worst(limit)
    return np.asarray(np.interp(ratio, scale, solved))


@cache
def _scale_for_worst(limit: float) -> tuple[Array, Array]:
    """Factors from a TUR of 1 on; between two of them the straight line lies on the safe side by less than 1e-4."""
    import numpy as np

    from app.domain.metrology.risk_many import worst_pfa

    scale = np.exp(np.linspace(0.0, np.log(MOST_TUR), 257))
    return scale, _widest(lambda factor: worst_pfa(scale, factor)[0], len(scale), limit)


def _widest(pfa: Callable[[Array], Array], count: int, limit: float) -> Array:
    """The widest factors from 0 to 1 with a PFA within the limit, by halving; on the safe side."""
    import numpy as np

    low, high = np.full(count, 1e-6), np.ones(count)
    for _turn in range(TURNS):
        middle = (low + high) / 2
        good = pfa(middle) <= limit
        low, high = np.where(good, middle, low), np.where(good, high, middle)
    return np.where(pfa(low) <= limit, low, np.nan)
