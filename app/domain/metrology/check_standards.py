"""A check standard measured today against its history (NIST/SEMATECH e-Handbook, chapter 2)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy import special


@dataclass(frozen=True, slots=True)
class Today:
    """t = (C - A)/(s_p/sqrt(n)); limit: how far C may lie from A at the confidence asked for."""

    t: float
    limit: float
    p_value: float
    in_control: bool


def compare(today: float, accepted: float, s_process: float, df: float, n: int, confidence: float) -> Today:
    """|C - A| <= t((1+C)/2; v) s_p/sqrt(n). s_process must be above 0."""
    se = s_process / math.sqrt(n)
    t = (today - accepted) / se
    critical = float(special.stdtrit(df, (1 + confidence) / 2))
    return Today(t, critical * se, float(2 * special.stdtr(df, -abs(t))), abs(t) <= critical)


@dataclass(frozen=True, slots=True)
class Precision:
    """f = s_today^2/s_p^2, the most it may be, and the chance of so much or more."""

    f: float
    critical: float
    p_value: float
    in_control: bool


def compare_precision(s_today: float, df_today: float, s_process: float, df: float, confidence: float) -> Precision:
    """One-sided: s_today^2/s_p^2 <= F(C; v1, v)."""
    f = s_today**2 / s_process**2
    critical = float(special.fdtri(df_today, df, confidence))
    return Precision(f, critical, float(special.fdtrc(df_today, df, f)), f <= critical)
