"""M03: metrological confirmation: does a calibrated instrument meet the requirement of its use?

Source: ISO 10012:2003, 7.1 and annex A; ILAC-G8:09/2019; JCGM 106:2012, clauses 7 and 8; ANSI/NCSL Z540.3-2006, 5.3.
Plain arithmetic: needs neither numpy nor scipy.
"""

from __future__ import annotations

from dataclasses import dataclass

PASS, FAIL, CONDITIONAL, UNKNOWN = "pass", "fail", "conditional", "unknown"
SIMPLE, GUARDED = "simple", "guarded"
ROUNDING = 1e-12
"""Decimals that became floats differ by so much of the limit; a result on the limit is within it."""


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """margin = MPE - |e| - U where U is known, else MPE - |e|; None where error or MPE is missing.

    u_ratio = U/MPE. demonstrated: |e| + U <= MPE, or |e| - U > MPE: the uncertainty leaves no doubt.
    """

    verdict: str
    margin: float | None
    u_ratio: float | None
    demonstrated: bool


def judge_point(
    error: float | None, expanded: float | None, mpe: float | None, rule: str = SIMPLE, u_ratio_limit: float = 1 / 3
) -> JudgedPoint:
    """One point of a certificate by a decision rule; error, U (about 95 %) and MPE in one unit.

    simple: pass when |e| <= MPE, provided U <= u_ratio_limit x MPE. guarded (w = U): pass when |e| + U <= MPE, fail
    when |e| - U > MPE, conditional between. Without U nothing is confirmed, only |e| > MPE is seen to fail.
    """
    if error is None or mpe is None or mpe <= 0:
        ratio = expanded / mpe if expanded is not None and mpe is not None and mpe > 0 else None
        return JudgedPoint(UNKNOWN, None, ratio, False)
    size, slack = abs(error), ROUNDING * mpe
    if expanded is None:
        return JudgedPoint(FAIL if size > mpe + slack else UNKNOWN, mpe - size, None, False)
    margin, ratio = mpe - size - expanded, expanded / mpe
    surely_good, surely_bad = margin >= -slack, size - expanded > mpe + slack
    if rule == GUARDED:
        verdict = PASS if surely_good else FAIL if surely_bad else CONDITIONAL
    elif size > mpe + slack:
        verdict = FAIL
    else:
        verdict = PASS if ratio <= u_ratio_limit * (1 + ROUNDING) else CONDITIONAL
    return JudgedPoint(verdict, margin, ratio, surely_good or surely_bad)


def overall(verdicts: list[str]) -> str:
    """The verdict of the worst point."""
    for each in (FAIL, CONDITIONAL, UNKNOWN):
        if each in verdicts:
            return each
    return PASS if verdicts else UNKNOWN


def tur(tolerance_low: float, tolerance_high: float, expanded: float) -> float:
    """TUR = (T_U - T_L)/(2 U95), for two-sided limits; expanded > 0."""
    return (tolerance_high - tolerance_low) / (2 * expanded)


def capability_index(tolerance_low: float, tolerance_high: float, u: float) -> float:
    """C_m = (T_U - T_L)/(4 u) (JCGM 106:2012, 7.6)."""
    return (tolerance_high - tolerance_low) / (4 * u)


def is_inside(low: float | None, high: float | None, used_low: float | None, used_high: float | None) -> bool | None:
    """Whether the range of use lies inside the calibrated one; None where neither end can be compared."""
    told = []
    if low is not None and used_low is not None:
        told.append(used_low >= low - ROUNDING * abs(low))
    if high is not None and used_high is not None:
        told.append(used_high <= high + ROUNDING * abs(high))
    return all(told) if told else None
