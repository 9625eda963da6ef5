"""A gauge study by averages and ranges, from rows to result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.average_range import AverageRange, Factors, average_range, usual_factors
from app.domain.metrology.gauge_rr import Breakdown
from app.domain.metrology.gauge_rr_readings import Readings, balanced_cube, readings_of
from app.domain.metrology.gauge_rr_told import Study, told
from app.domain.metrology.gauge_rr_warnings import ranges_above
from app.domain.metrology.results import Result, Said, Value, located, said
from app.wording import N_

_SAME_FIGURES = (
    *((f"sd_{code}", code) for code in ("EV", "AV", "GRR", "PV", "TV")),
    *((f"pct_sv_{code}", f"pct_{code}") for code in ("EV", "AV", "GRR", "PV", "TV")),
)
"""Names of the analysis of variance, and what the same figures are called here."""


def average_range_study(given: Mapping[str, Any]) -> Result:
    readings = readings_of(given["data"])
    cube = balanced_cube(readings)
    parts, operators, trials = cube.shape
    usual = usual_factors(parts, operators, trials)
    factors = Factors(given["K1"] or usual.k1, given["K2"] or usual.k2, given["K3"] or usual.k3)
    found = average_range(cube, factors)
    variances: dict[str, float | None] = {
        "EV": found.ev**2,
        "AV": found.av**2,
        "OP": None,
        "INT": None,
        "GRR": found.grr**2,
        "PV": found.pv**2,
        "TV": found.tv**2,
    }
    result = told(
        Study(
            given={**given, "historical_total_sd": None},
            readings=readings,
            components=None,
            found=Breakdown(variances, found.ndc_raw, part_from_history=False),
            values=_values(given, readings, found),
            tables={"out_of_control_ranges": _wide_rows(readings)},
            warnings=_warnings(found),
        )
    )
    return _renamed(result, factors)


def _values(given: Mapping[str, Any], readings: Readings, found: AverageRange) -> dict[str, Value]:
    unit = given["unit"]
    return {
        **{f"Rbar_{name}": Value(each, unit) for name, each in zip(readings.operators, found.mean_ranges, strict=True)},
        "Rbarbar": Value(found.mean_range, unit),
        **{
            f"xbar_{name}": located(each, found.mean_range, unit)
            for name, each in zip(readings.operators, found.means, strict=True)
        },
        "xdiff": Value(found.x_diff, unit),
        "Rp": Value(found.part_range, unit),
        "UCL_R": Value(found.ucl, unit),
        "LCL_R": Value(found.lcl, unit),
        "df_EV": Value(found.df_ev),
        "out_of_control_count": Value(len(ranges_above(readings)[0])),
    }


def _wide_rows(readings: Readings) -> tuple[dict[str, str | float], ...]:
    wide, _limit = ranges_above(readings)
    return tuple({"operator": operator, "part": part, "range": spread} for (part, operator), spread in wide)


def _warnings(found: AverageRange) -> tuple[Said, ...]:
    blind = said(N_("Cách trung bình và khoảng không thấy được tương tác giữa người đo và vật; nên xem thêm ANOVA."))
    if found.av_squared >= 0:
        return (blind,)
    return (said(N_("AV² tính ra âm ({raw}) nên AV lấy bằng 0."), raw=found.av_squared), blind)


def _renamed(result: Result, factors: Factors) -> Result:
    """Figures under the names of this method, and the factors used among the settings."""
    values = dict(result.values)
    for name, other in _SAME_FIGURES:
        values[other] = values.pop(name)
    apart = ("sd_", "pct_sv_", "pct_contribution_")
    return Result(
        calculation="",
        version="",
        values={
            name: each
            for name, each in values.items()
            if not name.startswith(apart) and name not in ("pct_tol_OP", "pct_tol_INT")
        },
        verdict=result.verdict,
        settings={"K1": factors.k1, "K2": factors.k2, "K3": factors.k3},
        warnings=result.warnings,
        tables=result.tables,
        used=result.used,
    )
