"""What the calculations of M12 answer. numpy and scipy are imported when one runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.errors import UserError
from app.domain.metrology.results import Result, Row, Said, Value, Verdict, located, missing, said
from app.domain.metrology.shown import apart
from app.wording import N_, _

if TYPE_CHECKING:
    from app.domain.metrology.densities import Density, Sample
    from app.domain.metrology.risk import GlobalRisk, Limits

POINTS = 161
FEW_VALUES = 30
NEARLY_SURE = 0.9999
"""No probability is told higher than this: the tails of a distribution are not known better."""


def run_specific(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.risk import specific_risk

    limits = limits_of(given, "tolerance_low", "tolerance_high")
    df, warnings = _df(given)
    risk = specific_risk(given["estimate"], given["u"], limits, df)
    wanted = given["least_conformance"]
    values = {
        "p_conforming": Value(risk.conforming),
        "p_nonconforming": Value(risk.nonconforming),
        "p_below": Value(risk.below),
        "p_above": Value(risk.above),
        "cpk": missing(N_("u bằng 0.")) if risk.cpk is None else Value(risk.cpk),
    }
    basis = said(N_("Phù hợp khi xác suất phù hợp từ {limit} % trở lên (JCGM 106:2012, 8.3.2)."), limit=100 * wanted)
    if risk.conforming >= wanted:
        verdict = Verdict("ok", said(N_("Phù hợp với xác suất {p} %."), p=_percent(risk.conforming, wanted)), basis)
    elif risk.nonconforming >= wanted:
        verdict = Verdict(
            "bad", said(N_("Không phù hợp, với xác suất {p} %."), p=_percent(risk.nonconforming, wanted)), basis
        )
    else:
        words = N_("Chưa chứng minh được: xác suất phù hợp chỉ {p} %.")
        verdict = Verdict("part", said(words, p=_percent(risk.conforming, wanted)), basis)
    return Result(calculation="specific_risk", version="1", values=values, verdict=verdict, warnings=warnings, used=1)


def _percent(share: float, limit: float) -> str:
    """A probability in percent: never told as 100 or as the limit where it is not."""
    return apart(100 * min(share, NEARLY_SURE), 100 * limit)


def limits_of(given: Mapping[str, Any], low_name: str, high_name: str) -> Limits:
    """The limits, a missing side as infinite; UserError when both are missing or they are reversed."""
    from app.domain.metrology.risk import INFINITE, Limits

    low, high = given[low_name], given[high_name]
    if low is None and high is None:
        raise UserError(_("Thiếu giới hạn: cho “{low}”, “{high}” hoặc cả hai.", low=low_name, high=high_name))
    if low is not None and high is not None and low >= high:
        raise UserError(
            _("“{low}” phải nhỏ hơn “{high}”: hai giới hạn bị đảo hoặc trùng nhau.", low=low_name, high=high_name)
        )
    return Limits(-INFINITE if low is None else low, INFINITE if high is None else high)


def _df(given: Mapping[str, Any]) -> tuple[float | None, tuple[Said, ...]]:
    df = given["df"]
    if df is None or df >= given["normal_from_df"]:
        return None, ()
    return df, (said(N_("Bậc tự do {df} nhỏ: dùng phân bố t."), df=df),)


def run_global(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.risk import Limits, global_risk, worst_global_risk

    given = _by_ratio(given)
    tolerance = limits_of(given, "tolerance_low", "tolerance_high")
    product, u = _product_and_u(given, tolerance)
    df, warnings = _df(given)
    accepted = Limits(
        tolerance.low if given["acceptance_low"] is None else given["acceptance_low"],
        tolerance.high if given["acceptance_high"] is None else given["acceptance_high"],
    )
    if accepted.low >= accepted.high:
        raise UserError(_("Giới hạn chấp nhận dưới phải nhỏ hơn giới hạn trên: khoảng bảo vệ không chừa lại gì."))
    risk = global_risk(product, u, tolerance, accepted, df)
    simple = global_risk(product, u, tolerance, tolerance, df)
    worst = worst_global_risk(u, tolerance, accepted, df) if tolerance.is_two_sided and u > 0 else None
    warnings += _warnings(given, tolerance, accepted)
    return Result(
        calculation="global_risk",
        version="1",
        values=_values(given, risk, simple, worst, product, u),
        verdict=_verdict(risk, worst, given["pfa_limit_percent"]),
        warnings=warnings,
        tables=_curves(product, u, tolerance, accepted, df),
        used=len(given["sample"] or (1,)),
    )


def _by_ratio(given: Mapping[str, Any]) -> dict[str, Any]:
    """A TUR or a share in tolerance without limits is meant for a tolerance of plus or minus 1."""
    found = dict(given)
    if found["tolerance_low"] is None and found["tolerance_high"] is None and found["tur"] and found["itp"]:
        found |= {"tolerance_low": -1.0, "tolerance_high": 1.0}
    ways = [name for name in ("u_m", "tur", "sd_ratio") if found[name] is not None]
    if len(ways) != 1:
        raise UserError(
            _("Cho đúng một trong “u_m”, “tur”, “sd_ratio” (đang có: {ways}).", ways=", ".join(ways) or "—")
        )
    spread = [name for name in ("process_sd", "sd_observed", "itp") if found[name] is not None]
    if found["density"] in ("normal", "gamma", "lognormal") and len(spread) != 1:
        raise UserError(
            _(
                "Cho đúng một trong “process_sd”, “sd_observed”, “itp” (đang có: {ways}).",
                ways=", ".join(spread) or "—",
            )
        )
    return found


def _product_and_u(given: Mapping[str, Any], tolerance: Limits) -> tuple[Density | Sample, float]:
    if given["tur"] is not None and not tolerance.is_two_sided:
        raise UserError(_("TUR chỉ có nghĩa với dung sai hai phía. Cho “u_m” thay cho “tur”."))
    u = tolerance.half_width / (2 * given["tur"]) if given["tur"] is not None else given["u_m"]
    if given["sd_ratio"] is not None:
        product = _product(given, tolerance, 0.0)
        return product, product.sd / given["sd_ratio"]
    return _product(given, tolerance, u), float(u)


def _product(given: Mapping[str, Any], tolerance: Limits, u: float) -> Density | Sample:
    from app.domain.metrology.densities import Gamma, LogNormal, Normal, Sample, Triangular, Uniform

    kind, low, high = given["density"], given["product_low"], given["product_high"]
    if kind == "sample":
        if not given["sample"]:
            raise UserError(_("Thiếu “sample”: các giá trị thật của mẫu."))
        return Sample(tuple(given["sample"]))
    if kind in ("uniform", "triangular"):
        if low is None or high is None or low >= high:
            raise UserError(_("Phân bố đều và tam giác cần “product_low” nhỏ hơn “product_high”."))
        if kind == "uniform":
            return Uniform(low, high)
        mode = (low + high) / 2 if given["product_mode"] is None else given["product_mode"]
        if not low <= mode <= high:
            raise UserError(_("“product_mode” phải nằm giữa “product_low” và “product_high”."))
        return Triangular(low, mode, high)
    sd = _sd(given, tolerance, u)
    mean = given["process_mean"]
    if mean is None:
        if not tolerance.is_two_sided:
            raise UserError(_("Dung sai một phía: cho “process_mean”, trung bình của sản phẩm."))
        mean = tolerance.middle
    if kind == "normal":
        return Normal(mean, sd)
    start = low if low is not None else 0.0
    if start >= mean:
        raise UserError(_("Gốc của phân bố (“product_low”) phải nhỏ hơn trung bình “process_mean”."))
    return Gamma(start, mean, sd) if kind == "gamma" else LogNormal(start, mean, sd)


def _sd(given: Mapping[str, Any], tolerance: Limits, u: float) -> float:
    from app.domain.metrology.risk import product_sd_from_itp

    if given["itp"] is not None:
        if not tolerance.is_two_sided:
            raise UserError(_("“itp” chỉ dùng với dung sai hai phía. Cho “process_sd” hoặc “sd_observed”."))
        return product_sd_from_itp(given["itp"], tolerance.half_width)
    if given["process_sd"] is not None:
        if given["process_sd"] <= 0:
            raise UserError(_("“process_sd” phải lớn hơn 0."))
        return float(given["process_sd"])
    square = given["sd_observed"] ** 2 - u**2
    if square <= 0:
        raise UserError(_("Độ lệch chuẩn quan sát không lớn hơn u: không tách được độ lệch chuẩn của sản phẩm."))
    return float(square**0.5)


def _warnings(given: Mapping[str, Any], tolerance: Limits, accepted: Limits) -> tuple[Said, ...]:
    found = []
    if accepted.low < tolerance.low or accepted.high > tolerance.high:
        found.append(said(N_("Giới hạn chấp nhận rộng hơn dung sai: nhận cả những gì đo được là không đạt.")))
    if given["density"] == "sample" and len(given["sample"]) < FEW_VALUES:
        found.append(said(N_("Mẫu chỉ có {n} giá trị: phần đuôi của phân bố không được thấy."), n=len(given["sample"])))
    if not tolerance.is_two_sided:
        found.append(said(N_("Dung sai một phía: không có TUR và PFA xấu nhất.")))
    return tuple(found)


def _values(
    given: Mapping[str, Any],
    risk: GlobalRisk,
    simple: GlobalRisk,
    worst: tuple[float, float] | None,
    product: Density | Sample,
    u: float,
) -> dict[str, Value]:
    unit, year = given["unit"], given["units_per_year"]
    conditional = risk.conditional_pfa
    no_year = N_("Chưa cho số đơn vị đo trong một năm.")
    no_worst = N_("Chỉ tính được với dung sai hai phía và u lớn hơn 0.")
    return {
        "pfa_percent": Value(100 * risk.pfa, "%"),
        "pfr_percent": Value(100 * risk.pfr, "%"),
        "conditional_pfa_percent": (
            missing(N_("Không có gì được chấp nhận."), "%") if conditional is None else Value(100 * conditional, "%")
        ),
        "worst_pfa_percent": missing(no_worst, "%") if worst is None else Value(100 * worst[0], "%"),
        "worst_itp": missing(no_worst) if worst is None else Value(worst[1]),
        "fraction_conforming_process": Value(risk.conforming),
        "p_accept": Value(risk.accepted),
        "pfa": Value(risk.pfa),
        "pfr": Value(risk.pfr),
        "consumer_risk": Value(risk.pfa),
        "producer_risk": Value(risk.pfr),
        "consumer_risk_percent": Value(100 * risk.pfa, "%"),
        "producer_risk_percent": Value(100 * risk.pfr, "%"),
        "consumer_risk_simple_acceptance": Value(simple.pfa),
        "producer_risk_simple_acceptance": Value(simple.pfr),
        "meets_2_percent": Value(risk.pfa <= 0.02),
        "false_accepts_per_million": Value(1e6 * risk.pfa),
        "false_rejects_per_million": Value(1e6 * risk.pfr),
        "false_accepts_per_year": missing(no_year) if year is None else Value(year * risk.pfa),
        "false_rejects_per_year": missing(no_year) if year is None else Value(year * risk.pfr),
        "product_mean_used": located(float(product.mean), float(u) or float(product.sd), unit),
        "product_sd_used": Value(float(product.sd), unit),
        "u_used": Value(float(u), unit),
    }


def _verdict(risk: GlobalRisk, worst: tuple[float, float] | None, limit: float) -> Verdict:
    basis = said(N_("PFA ≤ {limit} % (ANSI/NCSL Z540.3-2006, 5.3 b; JCGM 106:2012, 9)."), limit=limit)
    pfa = apart(100 * risk.pfa, limit, digits=3)
    if 100 * risk.pfa > limit:
        words = N_("Rủi ro chấp nhận sai {pfa} % vượt mức {limit} %: cần khoảng bảo vệ hoặc phép đo tốt hơn.")
        return Verdict("bad", said(words, pfa=pfa, limit=limit), basis)
    if worst is not None and 100 * worst[0] > limit:
        words = N_(
            "Rủi ro chấp nhận sai {pfa} % đạt mức {limit} % với sản phẩm đã cho; nếu sản phẩm khác đi, "
            "nó có thể đến {worst} %."
        )
        return Verdict("part", said(words, pfa=pfa, limit=limit, worst=apart(100 * worst[0], limit, digits=3)), basis)
    return Verdict("ok", said(N_("Rủi ro chấp nhận sai {pfa} % đạt mức {limit} %."), pfa=pfa, limit=limit), basis)


def _curves(
    product: Density | Sample, u: float, tolerance: Limits, accepted: Limits, df: float | None
) -> dict[str, list[Row]]:
    """Points of the operating characteristic and of the density, over the tolerance and the product."""
    import numpy as np

    from app.domain.metrology.densities import Sample
    from app.domain.metrology.risk import acceptance

    ends = [each for each in (tolerance.low, tolerance.high, accepted.low, accepted.high) if np.isfinite(each)]
    spread = max(4 * float(product.sd), 4 * u)
    low, high = min(product.mean - spread, *ends) - u, max(product.mean + spread, *ends) + u
    x = np.linspace(low, high, POINTS)
    share = acceptance(x, u, accepted, df)
    curve: list[Row] = [{"true_value": float(a), "accept": float(b)} for a, b in zip(x, share, strict=True)]
    if isinstance(product, Sample):
        heights, edges = np.histogram(product.values, bins=min(30, max(5, len(product.values) // 5)), density=True)
        middles = (edges[1:] + edges[:-1]) / 2
        density = [(float(a), float(b)) for a, b in zip(middles, heights, strict=True)]
    else:
        density = [(float(a), float(b)) for a, b in zip(x, product.pdf(x), strict=True)]
    return {"operating_curve": curve, "product": [{"true_value": a, "density": b} for a, b in density]}
