"""M09: control charts of single values and of subgroups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.chart_inputs import (
    BASE,
    CHART_WORDS,
    MULTIPLE,
    POINTS,
    RANGES,
    RULES,
    base_of,
    chart_verdict,
    chart_warnings,
    rows_of,
    rules_of,
)
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output
from app.domain.metrology.results import Result, Value, located, missing, said
from app.domain.metrology.usual_inputs import READINGS, readings_alone
from app.wording import N_, _

EQUAL = N_("Mọi giá trị bằng nhau: giới hạn sụp lại; độ phân giải quá thô.")


def _individuals(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.control_charts import autocorrelation, individuals, moving_ranges, signals

    readings, unit = given["data"], given["unit"]
    if len(readings) < 2:
        raise UserError(_("Biểu đồ cần ít nhất 2 giá trị; “data” có {n}.", n=len(readings)))
    base = readings[: base_of(given, len(readings))]
    chart = individuals(base, given["k"], given["d2"], given["D4"])
    r1 = autocorrelation(base)
    values = {
        "center": located(chart.x.center, chart.sigma, unit),
        "mr_bar": Value(chart.mr_bar, unit),
        "n": Value(len(readings)),
        "r1": missing(N_("Cần ít nhất 3 giá trị khác nhau.")) if r1 is None else Value(r1),
    }
    figures = {
        "UCL_x": chart.x.high,
        "LCL_x": chart.x.low,
        "UCL_mr": chart.mr_high,
        "sigma_from_mr": chart.sigma,
    }
    if chart.sigma <= 0:
        values |= {name: missing(EQUAL, unit) for name in figures} | {"points_out": missing(EQUAL)}
        return Result(
            calculation="individuals_chart",
            version="1",
            values=values,
            verdict=chart_verdict(None, 0),
            warnings=(said(EQUAL),),
            tables={"points": rows_of(readings, [""] * len(readings), len(base)), "ranges": ()},
            used=len(readings),
        )
    broken = signals(readings, chart.x.center, chart.sigma, chart.x, rules_of(given))
    ranges = moving_ranges(readings)
    values |= {name: Value(each, unit) for name, each in figures.items()}
    values |= {name: located(figures[name], chart.sigma, unit) for name in ("UCL_x", "LCL_x")}
    values["points_out"] = Value(sum(bool(each) for each in broken))
    return Result(
        calculation="individuals_chart",
        version="1",
        values=values,
        verdict=chart_verdict(broken, len(base)),
        warnings=tuple(chart_warnings(given, base, len(readings), r1)),
        tables={
            "points": rows_of(readings, broken, len(base)),
            "ranges": [{"order": at, "value": each, "out": each > chart.mr_high} for at, each in enumerate(ranges, 2)],
        },
        used=len(readings),
    )


def _xbar_r(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.control_charts import autocorrelation, signals, subgroups
    from app.domain.metrology.numerical import mean_of

    groups = _subgroups(given["data"])
    unit, values_of = given["unit"], list(groups.values())
    base = values_of[: base_of(given, len(values_of))]
    chart = subgroups(base, given["k"])
    means = [mean_of(each) for each in values_of]
    ranges = [max(each) - min(each) for each in values_of]
    r1 = autocorrelation(means[: len(base)])
    figures = {
        "center": chart.x.center,
        "UCL_x": chart.x.high,
        "LCL_x": chart.x.low,
        "r_bar": chart.r.center,
        "UCL_r": chart.r.high,
        "LCL_r": chart.r.low,
        "sigma": chart.sigma,
    }
    factors = {"A2": chart.a2, "d2": chart.d2, "D3": chart.d3_lower, "D4": chart.d4_upper}
    values = {name: Value(each, unit) for name, each in figures.items()} | {
        name: Value(each) for name, each in factors.items()
    }
    values |= {name: located(figures[name], chart.sigma, unit) for name in ("center", "UCL_x", "LCL_x")}
    collapsed = chart.r.center <= 0
    broken = [""] * len(means)
    if collapsed:
        values |= {name: missing(EQUAL, unit) for name in figures if name not in ("center", "r_bar")}
    else:
        sigma_mean = chart.sigma / len(base[0]) ** 0.5
        broken = signals(means, chart.x.center, sigma_mean, chart.x, rules_of(given))
    beyond = [not collapsed and not chart.r.low <= each <= chart.r.high for each in ranges]
    values["n"] = Value(len(means))
    values["points_out"] = missing(EQUAL) if collapsed else Value(sum(map(bool, broken)) + sum(beyond))
    alarms = [rule or ("beyond" if out else "") for rule, out in zip(broken, beyond, strict=True)]
    return Result(
        calculation="xbar_r_chart",
        version="1",
        values=values,
        verdict=chart_verdict(None if collapsed else alarms, len(base)),
        warnings=(said(EQUAL),) if collapsed else tuple(chart_warnings(given, means[: len(base)], len(means), r1)),
        tables={
            "points": rows_of(means, broken, len(base), list(groups)),
            "ranges": [
                {"order": at, "value": each, "out": out}
                for at, (each, out) in enumerate(zip(ranges, beyond, strict=True), 1)
            ],
        },
        used=len(given["data"]),
    )


def _subgroups(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[float]]:
    """In the order of the rows; UserError names a subgroup of another size."""
    groups: dict[str, list[float]] = {}
    for row in rows:
        groups.setdefault(row["subgroup"], []).append(row["value"])
    if not groups:
        raise UserError(_("Chưa có số đọc nào trong “data”."))
    size = len(next(iter(groups.values())))
    if size < 2:
        raise UserError(_("Mỗi nhóm cần ít nhất 2 số đọc. Nếu chỉ có giá trị đơn, dùng biểu đồ giá trị đơn."))
    for name, each in groups.items():
        if len(each) != size:
            raise UserError(
                _(
                    "Nhóm “{name}” có {n} số đọc; nhóm đầu có {size}. Các nhóm phải bằng nhau.",
                    name=name,
                    n=len(each),
                    size=size,
                )
            )
    return groups


def _in_subgroups(flat: Mapping[str, Any]) -> Mapping[str, Any]:
    """A plain list with the size of the subgroups, as rows."""
    data, size = flat.get("data"), flat.get("subgroup_size")
    if (
        not isinstance(data, list)
        or not isinstance(size, int)
        or size < 1
        or any(isinstance(each, Mapping) for each in data)
    ):
        return flat
    rows = [{"subgroup": str(at // size + 1), "value": each} for at, each in enumerate(data)]
    return {name: each for name, each in flat.items() if name != "subgroup_size"} | {"data": rows}


INDIVIDUALS = Calculation(
    key="individuals_chart",
    method="M09",
    words=N_("Biểu đồ kiểm soát giá trị đơn"),
    purpose=N_(
        "Cho biết một quá trình đo theo thời gian có ổn định không, hay có điểm bất thường phải tìm nguyên nhân."
    ),
    version="1",
    inputs=(
        READINGS,
        BASE,
        MULTIPLE,
        Input(name="d2", words=N_("d2 cho hai giá trị liền nhau"), setting=True, default=1.128, above=0.0),
        Input(name="D4", words=N_("D4 của biểu đồ khoảng di động"), setting=True, default=3.267, above=0.0),
        *RULES,
    ),
    outputs=(
        Output("points_out", N_("Số điểm báo động"), main=True),
        Output("center", N_("Đường trung tâm"), OWN_UNIT, main=True),
        Output("UCL_x", N_("Giới hạn kiểm soát trên"), OWN_UNIT, main=True),
        Output("LCL_x", N_("Giới hạn kiểm soát dưới"), OWN_UNIT, main=True),
        Output("mr_bar", N_("Khoảng di động trung bình"), OWN_UNIT),
        Output("UCL_mr", N_("Giới hạn trên của khoảng di động"), OWN_UNIT),
        Output("sigma_from_mr", N_("Độ lệch chuẩn từ khoảng di động"), OWN_UNIT),
        Output("r1", N_("Tự tương quan bậc 1")),
        Output("n", N_("Số giá trị")),
    ),
    run=_individuals,
    tables=(POINTS, RANGES),
    formula=("σ = MR̄/d2", "UCL, LCL = x̄ ± k σ", "UCL_MR = D4 MR̄"),
    source=("NIST/SEMATECH e-Handbook 6.3.2", "ISO 7870-2"),
    study_kinds=("lot", "type1", "bias"),
    adapt=readings_alone,
    extra=CHART_WORDS,
)
XBAR_R = Calculation(
    key="xbar_r_chart",
    method="M09",
    words=N_("Biểu đồ kiểm soát trung bình và khoảng"),
    purpose=N_("Theo dõi trung bình và độ phân tán của từng nhóm số đọc qua thời gian."),
    version="1",
    inputs=(
        Input(
            name="data",
            words=N_("Số đọc theo nhóm"),
            kind="table",
            columns=(
                Input(name="subgroup", words=N_("Nhóm"), kind="text"),
                Input(name="value", words=N_("Số đọc"), unit=OWN_UNIT),
            ),
            note=N_("Mọi nhóm phải có cùng số số đọc."),
        ),
        BASE,
        MULTIPLE,
        *RULES,
    ),
    outputs=(
        Output("points_out", N_("Số điểm báo động"), main=True),
        Output("center", N_("Đường trung tâm"), OWN_UNIT, main=True),
        Output("UCL_x", N_("Giới hạn kiểm soát trên"), OWN_UNIT, main=True),
        Output("LCL_x", N_("Giới hạn kiểm soát dưới"), OWN_UNIT, main=True),
        Output("r_bar", N_("Khoảng trung bình"), OWN_UNIT),
        Output("UCL_r", N_("Giới hạn trên của khoảng"), OWN_UNIT),
        Output("LCL_r", N_("Giới hạn dưới của khoảng"), OWN_UNIT),
        Output("sigma", N_("Độ lệch chuẩn từ khoảng"), OWN_UNIT),
        Output("A2", "A2"),
        Output("D3", "D3"),
        Output("D4", "D4"),
        Output("d2", "d2"),
        Output("n", N_("Số nhóm")),
    ),
    run=_xbar_r,
    tables=(POINTS, RANGES),
    formula=("UCL, LCL = m ± A2 R̄, m = Σx̄/g, A2 = k/(d2 √n)", "UCL_R = D4 R̄, LCL_R = D3 R̄", "σ = R̄/d2"),
    source=("NIST/SEMATECH e-Handbook 6.3.2", "ISO 7870-2"),
    adapt=_in_subgroups,
    extra=CHART_WORDS,
)
CALCULATIONS = (INDIVIDUALS, XBAR_R)
