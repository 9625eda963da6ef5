"""A component of an uncertainty budget: how its standard uncertainty and degrees of freedom follow from what is known.

Type A from readings or s and n; type B from limits and a distribution, from a certificate (U with k, or with p and
degrees of freedom), from a resolution (JCGM 100:2008, 4.2, 4.3, G.4.2; JCGM 101:2008, 6.4).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scipy.special import stdtrit

from app.domain.errors import UserError
from app.domain.metrology.expressions import is_name
from app.domain.metrology.units import convert, factor
from app.wording import _

LIMITED = ("rectangular", "triangular", "arcsine", "trapezoid", "curvilinear_trapezoid")
SHAPES = ("normal", "t", *LIMITED)
WAYS = ("readings", "s", "u", "half_width", "low", "U", "resolution")
"""The fields of which one tells the uncertainty; low comes with high."""
MOST_READINGS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """value, u: in the unit of the model. df: infinite where nothing speaks against it.

    distribution: one of SHAPES. half_width: of the limits (0 for normal and t); beta: top over base of a trapezoid;
    inexact: by how much the limits themselves are uncertain. given_value, given_u, given_unit: as they were given.
    readings: of type A, in the unit of the model.
    """

    name: str
    value: float
    u: float
    df: float = math.inf
    unit: str = ""
    kind: str = "B"
    distribution: str = "normal"
    half_width: float = 0.0
    beta: float = 0.0
    inexact: float = 0.0
    given_value: float = 0.0
    given_u: float = 0.0
    given_unit: str = ""
    readings: tuple[float, ...] = ()


def read_components(rows: Sequence[Mapping[str, Any]]) -> list[Component]:
    """The components of the rows of a table; UserError names the one that will not do."""
    found = [_component(row) for row in rows]
    names = [each.name for each in found]
    for name in names:
        if names.count(name) > 1:
            raise UserError(_("Thành phần “{name}” có hai dòng. Đặt cho mỗi dòng một tên.", name=name))
    return found


def _component(row: Mapping[str, Any]) -> Component:
    name = str(row["name"])
    if not is_name(name):
        raise UserError(
            _("“{name}” không dùng làm tên thành phần được: cần chữ cái ở đầu, rồi chữ, số và _.", name=name)
        )
    ways = [way for way in WAYS if row.get(way) not in (None, [])]
    if len(ways) != 1:
        raise _wrong(
            name,
            _("chưa có độ không đảm bảo: ghi u, s và n, nửa bề rộng, U với k, độ phân giải hoặc các số đọc.")
            if not ways
            else _("có nhiều cách cho độ không đảm bảo ({ways}); chỉ giữ một.", ways=", ".join(ways)),
        )
    made = _WAYS[ways[0]](name, row)
    _check(made)
    return _in_model_unit(made, row)


def _wrong(name: str, what: str) -> UserError:
    return UserError(_("Thành phần “{name}”: {what}", name=name, what=what))


def _number(name: str, row: Mapping[str, Any], field: str, *, least: float = 0.0) -> float:
    """The number of a field; UserError when it lies below least."""
    value = row.get(field)
    if value is None:
        raise _wrong(name, _("thiếu “{field}”.", field=field))
    if value < least:
        raise _wrong(name, _("“{field}” không thể nhỏ hơn {least}.", field=field, least=least))
    return float(value)


def _df(name: str, row: Mapping[str, Any], own: float = math.inf) -> float:
    """As given, or 1/(2 R^2) from the relative reliability R of u (JCGM 100, G.4.2), else own."""
    df, reliability = row.get("df"), row.get("relative_reliability")
    if df is not None and reliability is not None:
        raise _wrong(name, _("bậc tự do ghi hai cách; chỉ giữ “df” hoặc “relative_reliability”."))
    if reliability is not None:
        if not 0 < reliability <= 1:
            raise _wrong(name, _("“relative_reliability” phải lớn hơn 0 và không quá 1."))
        return 1 / (2 * float(reliability) ** 2)
    if df is None:
        return own
    if not df > 0:
        raise _wrong(name, _("bậc tự do phải lớn hơn 0 (để trống khi vô hạn)."))
    return float(df)


def _estimate(name: str, row: Mapping[str, Any]) -> float:
    if row.get("value") is None:
        raise _wrong(name, _("thiếu giá trị ước lượng (ghi 0 nếu là số hiệu chính bằng 0)."))
    return float(row["value"])


def _shape(row: Mapping[str, Any], usual: str) -> str:
    return str(row.get("distribution") or usual)


# ---- the ways, each from its fields


def _of_readings(name: str, row: Mapping[str, Any]) -> Component:
    readings = [float(each) for each in row["readings"]]
    n = len(readings)
    if n < 2 or n > MOST_READINGS:
        raise _wrong(name, _("cần từ 2 đến {most} số đọc.", most=MOST_READINGS))
    mean = math.fsum(readings) / n
    if row.get("value") is not None and not math.isclose(row["value"], mean, rel_tol=1e-9, abs_tol=1e-300):
        raise _wrong(name, _("giá trị ước lượng phải là trung bình của các số đọc; để trống ô ấy."))
    s = math.sqrt(math.fsum((each - mean) ** 2 for each in readings) / (n - 1))
    df = _df(name, row, n - 1)
    shape = _shape(row, "t")
    return Component(
        name=name, value=mean, u=s / math.sqrt(n), df=df, kind="A", distribution=shape, readings=tuple(readings)
    )


def _of_s(name: str, row: Mapping[str, Any]) -> Component:
    s, n = _number(name, row, "s"), _number(name, row, "n", least=1)
    if n != int(n):
        raise _wrong(name, _("“n” phải là số nguyên."))
    if n < 2 and row.get("df") is None:
        raise _wrong(name, _("“n” bằng 1 thì phải ghi bậc tự do của s."))
    df = _df(name, row, n - 1)
    return _known(name, row, s / math.sqrt(n), df, kind="A")


def _of_u(name: str, row: Mapping[str, Any]) -> Component:
    return _known(name, row, _number(name, row, "u"), _df(name, row))


def _known(name: str, row: Mapping[str, Any], u: float, df: float, kind: str = "B") -> Component:
    """A component whose u is known: limits, where a shape names some, follow from u."""
    shape = _shape(row, "normal" if math.isinf(df) else "t")
    made = Component(
        name=name,
        value=_estimate(name, row),
        u=u,
        df=df,
        kind=str(row.get("kind") or kind),
        distribution=shape,
        beta=_beta(name, row),
    )
    if shape not in LIMITED:
        return made
    if shape == "curvilinear_trapezoid":
        raise _wrong(name, _("hình thang cong cần nửa bề rộng và “inexact”, không phải u."))
    return replace(made, half_width=u / _per_half_width(shape, made.beta))


def _of_half_width(name: str, row: Mapping[str, Any]) -> Component:
    return _limited(name, row, _estimate(name, row), _number(name, row, "half_width"))


def _of_low(name: str, row: Mapping[str, Any]) -> Component:
    low, high = row["low"], row.get("high")
    if high is None or high < low:
        raise _wrong(name, _("giới hạn trên “high” phải có và không nhỏ hơn giới hạn dưới."))
    middle = (low + high) / 2
    value = row.get("value")
    if value is not None and not math.isclose(value, middle, rel_tol=1e-9, abs_tol=1e-9 * (high - low)):
        raise _wrong(name, _("giá trị ước lượng không ở giữa hai giới hạn; để trống ô ấy hoặc sửa giới hạn."))
    return _limited(name, row, middle, (high - low) / 2)


def _limited(name: str, row: Mapping[str, Any], value: float, half_width: float) -> Component:
    shape = _shape(row, "rectangular")
    if shape not in LIMITED:
        raise _wrong(name, _("nửa bề rộng không đi với phân bố này; với phân bố chuẩn ghi u, hoặc U với k."))
    beta = _beta(name, row)
    inexact = _number(name, row, "inexact") if shape == "curvilinear_trapezoid" else 0.0
    if inexact > half_width:
        raise _wrong(name, _("“inexact” không thể lớn hơn nửa bề rộng."))
    u = half_width * _per_half_width(shape, beta)
    return Component(
        name=name,
        value=value,
        u=math.sqrt(u**2 + inexact**2 / 9),  # JCGM 101:2008, 6.4.3.3
        df=_df(name, row),
        kind=str(row.get("kind") or "B"),
        distribution=shape,
        half_width=half_width,
        beta=beta,
        inexact=inexact,
    )


def _of_resolution(name: str, row: Mapping[str, Any]) -> Component:
    return _limited(name, row, _estimate(name, row), _number(name, row, "resolution") / 2)


def _of_expanded(name: str, row: Mapping[str, Any]) -> Component:
    expanded = _number(name, row, "U")
    if row.get("k") is not None and row.get("p") is not None:
        raise _wrong(name, _("“U” đi với “k” hoặc với “p”, không phải cả hai."))
    if row.get("k") is not None:
        k = float(row["k"])
        if not k > 0:
            raise _wrong(name, _("“k” phải lớn hơn 0."))
        return _known(name, row, expanded / k, _df(name, row))
    if row.get("p") is None:
        raise _wrong(name, _("có “U” mà thiếu “k” (hoặc “p”). Xem giấy chứng nhận; không tự cho k = 2."))
    return _known(name, row, expanded / coverage_factor(probability(row["p"], name), _df(name, row)), _df(name, row))


_WAYS: Mapping[str, Callable[[str, Mapping[str, Any]], Component]] = {
    "readings": _of_readings,
    "s": _of_s,
    "u": _of_u,
    "half_width": _of_half_width,
    "low": _of_low,
    "U": _of_expanded,
    "resolution": _of_resolution,
}


def _beta(name: str, row: Mapping[str, Any]) -> float:
    if row.get("distribution") != "trapezoid":
        return 0.0
    beta = _number(name, row, "beta")
    if beta > 1:
        raise _wrong(name, _("“beta” của hình thang phải từ 0 (tam giác) đến 1 (chữ nhật)."))
    return beta


def _per_half_width(shape: str, beta: float) -> float:
    """u for a half-width of 1 (JCGM 100, 4.3.7 to 4.3.9, H.1.3.3; JCGM 101, 6.4)."""
    match shape:
        case "triangular":
            return math.sqrt(1 / 6)
        case "arcsine":
            return math.sqrt(1 / 2)
        case "trapezoid":
            return math.sqrt((1 + beta**2) / 6)
    return math.sqrt(1 / 3)


def probability(given: float, name: str = "") -> float:
    """A coverage probability given as 0.95 or as 95."""
    p = given / 100 if given >= 1 else given
    if not 0 < p < 1:
        sentence = _("xác suất phủ phải giữa 0 và 1 (hoặc giữa 1 và 100 phần trăm).")
        raise _wrong(name, sentence) if name else UserError(sentence[:1].upper() + sentence[1:])
    return float(p)


def coverage_factor(p: float, df: float) -> float:
    """k = t((1 + p)/2; df); the normal quantile for infinite df (JCGM 100, G.3)."""
    return float(stdtrit(df, (1 + p) / 2))


def _check(made: Component) -> None:
    if not math.isfinite(made.u):
        raise _wrong(made.name, _("độ không đảm bảo không tính được."))


def _in_model_unit(made: Component, row: Mapping[str, Any]) -> Component:
    """Everything by the factor between the unit given and that of the model; a temperature is moved, not its u."""
    unit = str(row.get("unit") or "")
    wanted = str(row.get("model_unit") or "") or unit
    as_given = replace(made, unit=wanted, given_unit=unit, given_value=made.value, given_u=made.u)
    if wanted == unit:
        return as_given
    try:
        scale, value = factor(unit, wanted), convert(made.value, unit, wanted)
        readings = tuple(convert(each, unit, wanted) for each in made.readings)
    except UserError as refusal:
        raise _wrong(made.name, str(refusal)) from None
    return replace(
        as_given,
        value=value,
        u=made.u * scale,
        half_width=made.half_width * scale,
        inexact=made.inexact * scale,
        readings=readings,
    )
