"""How a gauge study is told: figures with units, shares of variation and of tolerance kept apart, and the verdict."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.anova_told import squared
from app.domain.metrology.gauge_rr import Breakdown, Components, breakdown
from app.domain.metrology.gauge_rr_readings import Readings
from app.domain.metrology.gauge_rr_tolerance import Width, tolerance_width
from app.domain.metrology.gauge_rr_verdict import verdict_of
from app.domain.metrology.gauge_rr_warnings import ranges_above, warnings_of
from app.domain.metrology.numerical import mean_of
from app.domain.metrology.results import LeftOut, Result, Row, Said, Value, missing, said
from app.domain.metrology.variance_limits import share_limits, variance_limits
from app.wording import N_, _

PARTS_OF_AV = ("OP", "INT")
CODES = ("GRR", "EV", "AV", "OP", "INT", "PV", "TV")
"""The lines of the table of components; OP and INT, the two parts of AV, where there is an interaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What a calculation found. components: as estimated; None where there are none but sds, then found is given.

    ratios: F and p by name of the golden data. sources: lines of the analysis of variance by code.
    """

    given: Mapping[str, Any]
    readings: Readings
    components: Components | None
    found: Breakdown
    values: Mapping[str, Value]
    sources: Sequence[Row] = ()
    tables: Mapping[str, Sequence[Row]] | None = None
    warnings: Sequence[Said] = ()


def found_of(given: Mapping[str, Any], components: Components) -> Breakdown:
    return breakdown(components, given["historical_total_sd"])


def told(study: Study) -> Result:
    """The whole result of a gauge study."""
    given, readings = study.given, study.readings
    if given["limit_ok_percent"] >= given["limit_bad_percent"]:
        raise UserError(_("“limit_ok_percent” phải nhỏ hơn “limit_bad_percent”."))
    width = tolerance_width(given, mean_of(readings.values))
    values = {**_shares(study, width), **_variances(study), **study.values, **_range_limit(study)}
    return Result(
        calculation="",
        version="",
        values=values,
        verdict=verdict_of(given, study.found, values),
        warnings=(*warnings_of(given, readings, study.components, study.found, width, values), *study.warnings),
        tables={
            "components": _component_rows(study.found, values),
            **({"anova": tuple(study.sources)} if study.sources else {}),
            **(study.tables or {}),
            **points_of(readings),
        },
        used=readings.n,
        left_out=tuple(
            LeftOut(" · ".join(each), said(N_("Ô này không có số đọc; không điền thay."))) for each in readings.missing
        ),
    )


def _range_limit(study: Study) -> dict[str, Value]:
    _wide, limit = ranges_above(study.readings)
    return {"UCL_R": Value(limit, study.given["unit"])} if limit else {}


def _variances(study: Study) -> dict[str, Value]:
    if study.components is None:
        return {}
    unit = squared(study.given["unit"])
    clamped, values = study.components.clamped, {}
    for name, raw in study.components.raw.items():
        value = clamped[name]
        if name == "part" and study.found.part_from_history:
            value = study.found.variances["PV"] or 0.0
        values[f"var_{name}"] = Value(value, unit)
        values[f"var_{name}_before_clamp"] = Value(raw, unit)
    return values


def _shares(study: Study, width: Width) -> dict[str, Value]:
    given, found = study.given, study.found
    unit, total = given["unit"], found.variances["TV"] or 0.0
    shares = _share_of_grr(study)
    values: dict[str, Value] = {}
    for code in CODES:
        sd = found.sd(code)
        if code in PARTS_OF_AV and not found.variances["INT"]:
            values |= _without_interaction(code, sd, unit)
            continue
        if sd is None:
            values |= dict.fromkeys(_names(code), _no_reproducibility(code))
            continue
        low, high = _limits(study, code)
        values[f"sd_{code}"] = Value(sd, unit, low=low, high=high)
        if total > 0:
            least, most = shares if code == "GRR" and shares else (None, None)
            values[f"pct_sv_{code}"] = _percent(sd / math.sqrt(total), _root(least), _root(most))
            values[f"pct_contribution_{code}"] = _percent(sd**2 / total, least, most)
        else:
            alike = missing(N_("Mọi số đọc như nhau nên không có độ biến động để so."), "%")
            values[f"pct_sv_{code}"] = values[f"pct_contribution_{code}"] = alike
        values[f"pct_tol_{code}"] = _of_tolerance(given, width, sd, low, high)
    return {**values, **_categories(found)}


def _without_interaction(code: str, sd: float | None, unit: str) -> dict[str, Value]:
    """The two parts of AV need no line of their own where there is no interaction; that of the interaction says 0."""
    if code == "OP":
        return {}
    return {"sd_INT": _no_reproducibility(code) if sd is None else Value(sd, unit)}


def _names(code: str) -> tuple[str, ...]:
    return f"sd_{code}", f"pct_sv_{code}", f"pct_contribution_{code}", f"pct_tol_{code}"


def _no_reproducibility(code: str) -> Value:
    if code == "INT":
        return missing(N_("Thiết kế này không tách được tương tác giữa người đo và vật."))
    return missing(N_("Chỉ một người đo nên không có độ tái lập."))


def _limits(study: Study, code: str) -> tuple[float | None, float | None]:
    """Limits of a standard deviation by the modified large-sample method, where its variance is a sum of squares."""
    terms = (study.components.terms or {}).get(code) if study.components else None
    if not terms or (study.found.part_from_history and code in ("PV", "TV")):
        return None, None
    low, high = variance_limits(terms, study.given["confidence"])
    return math.sqrt(low), math.sqrt(high)


def _share_of_grr(study: Study) -> tuple[float, float] | None:
    """Limits of GRR^2/TV^2, where the design knows them."""
    terms = (study.components.terms or {}) if study.components else {}
    if "GRR" not in terms or "PV" not in terms or not study.found.variances["TV"]:
        return None
    if study.found.part_from_history:
        low, high = variance_limits(terms["GRR"], study.given["confidence"])
        return low / study.found.variances["TV"], high / study.found.variances["TV"]
    return share_limits(terms["GRR"], terms["PV"], study.given["confidence"])


def _root(share: float | None) -> float | None:
    return None if share is None else math.sqrt(share)


def _percent(share: float, low: float | None, high: float | None) -> Value:
    return Value(100 * share, "%", low=None if low is None else 100 * low, high=None if high is None else 100 * high)


def _of_tolerance(given: Mapping[str, Any], width: Width, sd: float, low: float | None, high: float | None) -> Value:
    if width.value is None:
        return Value(None, "%", width.why)
    factor = 100 * given["study_multiplier"] / width.value
    return Value(
        factor * sd,
        "%",
        low=None if low is None else factor * low,
        high=None if high is None else factor * high,
    )


def _categories(found: Breakdown) -> dict[str, Value]:
    if found.ndc_raw is None or found.ndc is None:
        none = missing(N_("GRR bằng 0 nên không tính được ndc."))
        return {"ndc": none, "ndc_before_truncation": none}
    return {"ndc": Value(found.ndc), "ndc_before_truncation": Value(found.ndc_raw)}


def _component_rows(found: Breakdown, values: Mapping[str, Value]) -> tuple[Row, ...]:
    return tuple(
        {
            "component": code,
            "variance": found.variances[code],
            "contribution_percent": values[f"pct_contribution_{code}"].value,
            "sd": values[f"sd_{code}"].value,
            "study_percent": values[f"pct_sv_{code}"].value,
            "tolerance_percent": values[f"pct_tol_{code}"].value,
        }
        for code in CODES
        if found.variances[code] is not None and (code not in PARTS_OF_AV or found.variances["INT"])
    )


def points_of(readings: Readings) -> dict[str, tuple[Row, ...]]:
    """The hidden tables "cells" and "readings"."""
    return {
        "cells": tuple(
            {"part": part, "operator": operator, "mean": mean_of(each), "range": max(each) - min(each)}
            for (part, operator), each in readings.cells.items()
        ),
        "readings": tuple(
            {"part": part, "operator": operator, "trial": trial, "value": value}
            for (part, operator), each in readings.cells.items()
            for trial, value in enumerate(each, 1)
        ),
    }
