"""How a budget is told: its figures by name, its tables, its warnings and its sentence."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from app.domain.metrology.budget import NO_SLOPE, Budget, Outcome, budget
from app.domain.metrology.budget_given import Prepared, prepared
from app.domain.metrology.budget_verdict import INFINITE, percent, verdict
from app.domain.metrology.expressions import names_in
from app.domain.metrology.results import Result, Row, Said, Value, located, missing, said
from app.wording import N_

BENT = 0.1
"""Share of u^2 from which the second order is told (methods, M10)."""
NO_LIMIT = N_("Bậc tự do vô hạn: không thành phần nào giới hạn nó.")
ZERO = N_("Độ không đảm bảo bằng 0.")


def told(given: Mapping[str, Any]) -> Result:
    """The result of the calculation "uncertainty_budget"."""
    ready = prepared(given)
    found = budget(ready.equations, ready.components, ready.correlations, ready.coverage)
    first = found.outcomes[0]
    return Result(
        calculation="uncertainty_budget",
        version="1",
        values=_values(found, ready),
        verdict=verdict(first, ready, given["needed_uncertainty"]),
        warnings=(*ready.warnings, *_warnings(found, ready)),
        tables=_tables(found, ready),
        used=len(found.components),
    )


def finite(value: float, why: str) -> Value:
    return Value(value) if math.isfinite(value) else missing(why)


# ---- figures


def _values(found: Budget, ready: Prepared) -> dict[str, Value]:
    values = dict(_main(found.outcomes[0], ready.units[0], ready))
    for name, value in (*_of_outcomes(found, ready), *_of_components(found, ready)):
        values.setdefault(name, value)
    return values


def _main(first: Outcome, unit: str, ready: Prepared) -> Iterator[tuple[str, Value]]:
    """The first result. Several names for one figure are those of the sources (GUM, QUAM, EA-4/02)."""
    bent = first.u**2 + first.second_order
    yield "value", located(first.value, first.expanded, unit)
    yield "u_c", Value(first.u, unit)
    yield "U", Value(first.expanded, unit)
    yield "k", Value(first.k)
    yield "df_eff", _available_df(first.df)
    yield "df_truncated", _available_df(math.floor(first.df + 1e-9) if math.isfinite(first.df) else first.df)
    yield "relative_U_percent", _relative(first)
    yield (
        "u_second_order",
        Value(math.sqrt(max(0.0, bent)), unit)
        if math.isfinite(bent)
        else missing(N_("Mô hình không tính được trong cả khoảng của các thành phần."), unit),
    )
    yield "correlation_share_percent", Value(first.correlated_share, "%")
    yield "u", Value(first.u, unit)
    yield "df_eff_full", _available_df(first.df)
    yield "U_k2", Value(2 * first.u, unit)
    if ready.coverage.k is None:
        yield f"k_{percent(ready.coverage.p)}", Value(first.k)
        yield f"U_{percent(ready.coverage.p)}", Value(first.expanded, unit)


def _available_df(df: float) -> Value:
    found = _df(df)
    return missing(NO_LIMIT) if found == INFINITE else Value(found)


def _relative(outcome: Outcome) -> Value:
    if outcome.value == 0:
        return missing(N_("Giá trị bằng 0, không có U tương đối."), "%")
    return Value(100 * outcome.expanded / abs(outcome.value), "%")


def _of_outcomes(found: Budget, ready: Prepared) -> Iterator[tuple[str, Value]]:
    if len(found.outcomes) == 1:
        return
    for each, unit in zip(found.outcomes, ready.units, strict=True):
        yield each.name, located(each.value, each.expanded, unit)
        yield f"u_{each.name}", Value(each.u, unit)
        yield f"U_{each.name}", Value(each.expanded, unit)
        yield f"k_{each.name}", Value(each.k)
        yield f"df_eff_{each.name}", _available_df(each.df)
    for (a, first), (b, second) in combinations(enumerate(found.outcomes), 2):
        yield f"r_{first.name}_{second.name}", finite(float(found.correlations[a, b]), ZERO)


def _of_components(found: Budget, ready: Prepared) -> Iterator[tuple[str, Value]]:
    first, unit = found.outcomes[0], ready.units[0]
    for each, contribution, share in zip(found.components, first.contributions, first.shares, strict=True):
        yield f"u_{each.name}", Value(each.u, each.unit)
        yield f"contribution_{each.name}", Value(abs(contribution), unit)
        yield f"c_{each.name.replace('_', '')}", Value(abs(contribution), unit)
        yield f"index_{each.name}_percent", Value(share, "%")
        if each.readings:
            yield f"mean_{each.name}", Value(each.value, each.unit)
            if each.given_unit != each.unit:
                yield f"mean_{each.name}_{each.given_unit}", Value(each.given_value, each.given_unit)
                yield f"u_{each.name}_{each.given_unit}", Value(each.given_u, each.given_unit)
    for stem, places in _families(found).items():
        total = sum(
            first.contributions[a] * first.contributions[b] * float(ready.correlations[a, b])
            for a in places
            for b in places
        )
        yield f"contribution_{stem}_total", Value(math.sqrt(max(0.0, total)), unit)


def _families(found: Budget) -> dict[str, list[int]]:
    """Components of one name but for a number at its end (d0, d1, d2): told together as well."""
    families: dict[str, list[int]] = {}
    for place, each in enumerate(found.components):
        stem = each.name.rstrip("0123456789").rstrip("_")
        if stem != each.name and stem:
            families.setdefault(stem, []).append(place)
    return {stem: places for stem, places in families.items() if 1 < len(places) < len(found.components)}


# ---- tables


def _tables(found: Budget, ready: Prepared) -> dict[str, list[Row]]:
    several = len(found.outcomes) > 1
    first = found.outcomes[0]
    return {
        "components": [_line(found, first, place) for place in range(len(found.components))],
        "outcomes": [_outcome_line(each, unit) for each, unit in zip(found.outcomes, ready.units, strict=True)]
        if several
        else [],
        "sensitivities": [
            {
                "result": each.name,
                "name": component.name,
                "sensitivity": _there(each.sensitivities[place]),
                "contribution": each.contributions[place],
                "share_percent": each.shares[place],
            }
            for each in found.outcomes
            for place, component in enumerate(found.components)
        ]
        if several
        else [],
        "correlations": [
            {
                "first": found.components[a].name,
                "second": found.components[b].name,
                "r": float(ready.correlations[a, b]),
            }
            for a, b in combinations(range(len(found.components)), 2)
            if ready.correlations[a, b] != 0
        ],
    }


def _line(found: Budget, outcome: Outcome, place: int) -> Row:
    each = found.components[place]
    return {
        "name": each.name,
        "value": each.value,
        "unit": each.unit,
        "kind": each.kind,
        "distribution": each.distribution,
        "u": each.u,
        "df": _df(each.df),
        "sensitivity": _there(outcome.sensitivities[place]),
        "contribution": outcome.contributions[place],
        "share_percent": outcome.shares[place],
    }


def _df(df: float) -> float | int | str:
    """Whole ones without decimals."""
    if math.isinf(df):
        return INFINITE
    return round(df) if abs(df - round(df)) < 1e-9 * df else df


def _there(sensitivity: float) -> float | None:
    return None if math.isnan(sensitivity) else sensitivity


def _outcome_line(each: Outcome, unit: str) -> Row:
    return {
        "name": each.name,
        "value": each.value,
        "unit": unit,
        "u": each.u,
        "df": _df(each.df),
        "k": each.k,
        "U": each.expanded,
    }


# ---- words


def _warnings(found: Budget, ready: Prepared) -> Iterator[Said]:
    for equation, each in zip(ready.equations, found.outcomes, strict=True):
        used = names_in(equation.node)
        flat = [
            component.name
            for component, contribution in zip(found.components, each.contributions, strict=True)
            if component.name in used and component.u > 0 and abs(contribution) <= NO_SLOPE * each.u
        ]
        if flat:
            yield said(
                N_(
                    "Hệ số nhạy của “{result}” theo {names} bằng 0 tại ước lượng; thành phần ấy vẫn có thể góp ở bậc "
                    "hai. Kiểm tra bằng Monte Carlo (M11)."
                ),
                result=each.name,
                names=", ".join(flat),
            )
        if not math.isfinite(each.second_order):
            yield said(
                N_("Mô hình của “{result}” không tính được trong cả khoảng của các thành phần; cần Monte Carlo (M11)."),
                result=each.name,
            )
        elif abs(each.second_order) > BENT * each.u**2:
            yield said(
                N_(
                    "Số hạng bậc hai không nhỏ: u của “{result}” là {u} theo bậc nhất, {bent} kể cả bậc hai. Kiểm tra "
                    "bằng Monte Carlo (M11)."
                ),
                result=each.name,
                u=each.u,
                bent=math.sqrt(max(0.0, each.u**2 + each.second_order)),
            )
