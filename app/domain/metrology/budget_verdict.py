"""The sentence of a budget: the rounded statement, what contributes most, and whether a needed U is met."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

from app.domain.metrology.budget import Outcome
from app.domain.metrology.budget_given import Prepared
from app.domain.metrology.results import Said, Verdict, said
from app.domain.metrology.rounding import rounded
from app.domain.metrology.shown import apart, as_written
from app.wording import N_

INFINITE = "∞"
TOGETHER = 0.5
"""Percent of u^2 from correlations, from which shares are not told one by one."""


def percent(p: float) -> str:
    """0.95 as "95", 0.9545 as "95.45": how figures at a coverage probability are named."""
    return f"{100 * p:.6g}"


SURE = N_("{name} = {value}{unit}; mọi thành phần đều có u bằng 0.")
FLAT = N_(
    "{name} = {value}{unit}; mọi hệ số nhạy bằng 0 tại ước lượng nên bậc nhất không cho độ không đảm bảo. Dùng Monte "
    "Carlo (M11)."
)
PLAIN = N_("{name} = {value}{unit}, U = {U}{unit} (k = {k}); góp nhiều nhất là {largest}.")
GOOD = N_(
    "{name} = {value}{unit}, U = {U}{unit} (k = {k}), đạt yêu cầu U không quá {needed}{unit}; góp nhiều nhất là "
    "{largest}."
)
BAD = N_(
    "{name} = {value}{unit}, U = {U}{unit} (k = {k}), vượt mức cho phép {needed}{unit}; giảm trước hết ở {largest}."
)


def verdict(outcome: Outcome, ready: Prepared, needed: float | None) -> Verdict:
    """The rounded statement (JCGM 100, 7.2) with the largest contributor; judged only where a needed U is known."""
    unit = f" {ready.units[0]}" if ready.units[0] else ""
    pair = rounded(outcome.value, outcome.expanded)
    basis = _basis(outcome, ready)
    if outcome.largest is None:
        sure = all(each.u == 0 for each in ready.components)
        return Verdict("none", said(SURE if sure else FLAT, name=outcome.name, value=outcome.value, unit=unit), basis)
    places: dict[str, Any] = {
        "name": outcome.name,
        "value": as_written(pair.value),
        "U": as_written(pair.uncertainty),
        "unit": unit,
        "k": as_written(Decimal(f"{outcome.k:.2f}")),
        "largest": _largest(outcome, ready),
    }
    if needed is None:
        return Verdict("none", Said(PLAIN, places), basis)
    places["needed"] = needed
    if float(pair.uncertainty) > needed >= outcome.expanded or outcome.expanded > needed >= float(pair.uncertainty):
        places["U"] = apart(outcome.expanded, needed, digits=2)
    if outcome.expanded <= needed:
        return Verdict("ok", Said(GOOD, places), basis)
    return Verdict("bad", Said(BAD, places), basis)


def _largest(outcome: Outcome, ready: Prepared) -> str:
    """Name and share; correlated shares do not add up to 100 %, so they are left to the table."""
    place = outcome.largest or 0
    name = ready.components[place].name
    return name if abs(outcome.correlated_share) > TOGETHER else f"{name} ({outcome.shares[place]:.0f} %)"


def _basis(outcome: Outcome, ready: Prepared) -> Said:
    if ready.coverage.k is not None:
        return said(N_("Hệ số phủ k = {k} chọn trước (JCGM 100:2008, 6.2)."), k=ready.coverage.k)
    df = outcome.df_used if math.isfinite(outcome.df_used) else INFINITE
    return said(
        N_("Xác suất phủ {p} %, bậc tự do {df} (JCGM 100:2008, 6.3, G.4)."), p=float(percent(ready.coverage.p)), df=df
    )
