"""Pictures of what runs along a line: bias and linearity over the range, control charts, drift over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.metrology.pictures.seen import Seen, at, brief, name_of, number, placed
from app.domain.metrology.results import Row
from app.domain.plots import Axis, Band, Chart, Limit, Mark, Plot, Point, Series, Zone
from app.wording import _

CENTERS = ("center", "xbarbar", "target", "accepted_value", "mean")
UPPERS = ("UCL_x", "UCL_xbar", "UCL")
LOWERS = ("LCL_x", "LCL_xbar", "LCL")
RULE_SIGNS = {"2_of_3": "2/3", "4_of_5": "4/5", "8_in_row": "8"}
"""What stands beside a point that breaks a run rule: short, as the rules are known."""

RANGE_UPPERS = ("UCL_mr", "UCL_R", "UCL_r")
RANGE_LOWERS = ("LCL_mr", "LCL_R", "LCL_r")
RANGE_CENTERS = ("mr_bar", "r_bar", "Rbar")


def pictures(seen: Seen) -> Iterator[Plot]:
    deviations = seen.rows("points", "reference", "deviation")
    if len({at(each, "reference") for each in deviations}) > 1:
        yield linearity(seen, deviations)
    pairs = seen.rows("points", "x", "y")
    if pairs:
        yield fitted_line(seen, pairs)
    ordered = [each for each in seen.rows("points", "value") if "order" in each]
    if ordered:
        yield control(seen, ordered)
    ranges = [each for each in seen.rows("ranges", "value") if "order" in each]
    if ranges:
        yield ranges_chart(seen, ranges)
    drift = seen.rows("points", "days", "value")
    if drift or seen.rows("curve", "days", "fit"):
        yield drift_chart(seen, drift)


def linearity(seen: Seen, deviations: Sequence[Row]) -> Chart:
    """All single deviations, the mean at each reference, the line with its confidence band, and the line of no bias."""
    band = seen.rows("band", "reference", "fit", "low", "high")
    means = seen.rows("bias", "reference", "bias")
    found: list[Mark] = []
    if band:
        points = tuple((at(each, "reference"), at(each, "low"), at(each, "high")) for each in band)
        found.append(Band(_("dải tin cậy"), points))
    found.append(Limit(0.0, _("không chệch"), "ok", dashed=False))
    dots = tuple(Point(at(each, "reference"), at(each, "deviation")) for each in deviations)
    found.append(Series("", dots, 2, joined=False, small=True))
    if band:
        fit = tuple(Point(at(each, "reference"), at(each, "fit")) for each in band)
        found.append(Series(_("đường thẳng"), fit, 0, dots=False))
    if means:
        averages = tuple(Point(at(each, "reference"), at(each, "bias")) for each in means)
        found.append(Series("", averages, 1, joined=False))
    return Chart(
        title=_("Độ chệch theo giá trị chuẩn"),
        x=Axis(_("Giá trị chuẩn"), seen.unit),
        y=Axis(_("Độ chệch"), seen.unit),
        marks=tuple(found),
        note=_("Điểm nhỏ: từng số đọc trừ giá trị chuẩn; tam giác: trung bình tại mỗi giá trị chuẩn.") if means else "",
    )


def fitted_line(seen: Seen, pairs: Sequence[Row]) -> Chart:
    """The points and the straight line through them, with its confidence band."""
    band = seen.rows("band", "x", "fit", "low", "high")
    found: list[Mark] = []
    if band:
        found.append(Band(_("dải tin cậy"), tuple((at(each, "x"), at(each, "low"), at(each, "high")) for each in band)))
    found.append(Series("", tuple(Point(at(each, "x"), at(each, "y")) for each in pairs), 1, joined=False))
    if band:
        fit = tuple(Point(at(each, "x"), at(each, "fit")) for each in band)
        found.append(Series(_("đường thẳng"), fit, 0, dots=False))
    return Chart(
        title=_("Đường thẳng bình phương tối thiểu"),
        x=Axis("x", str(seen.given.get("unit_x") or "")),
        y=Axis("y", seen.unit),
        marks=tuple(found),
    )


def control(seen: Seen, rows: Sequence[Row]) -> Chart:
    """The points in their order between the control limits; those that break a rule are ringed and say which."""
    center, upper, lower = seen.figure(*CENTERS), seen.figure(*UPPERS), seen.figure(*LOWERS)
    found: list[Mark] = []
    curved = [each for each in rows if number(each.get("low")) is not None and number(each.get("high")) is not None]
    if curved:
        room = tuple((number(each.get("order")) or 0.0, at(each, "low"), at(each, "high")) for each in curved)
        found.append(Band(_("giới hạn"), room, "ok"))
        upper = lower = None
    if upper is not None and lower is not None:
        found.append(Zone(lower, upper, "ok"))
    if upper is not None:
        found.append(Limit(upper, _("giới hạn trên {value}", value=placed(upper, lower, center))))
    if center is not None:
        found.append(Limit(center, _("tâm {value}", value=placed(center, lower, upper)), "none", dashed=False))
    if lower is not None:
        found.append(Limit(lower, _("giới hạn dưới {value}", value=placed(lower, center, upper))))
    names = _names(rows)
    return Chart(
        title=_("Biểu đồ kiểm soát"),
        x=Axis("" if names else _("Thứ tự"), names=names, whole=True, low=0.0, high=len(rows) + 1.0),
        y=Axis(_("Giá trị"), seen.unit),
        marks=(*found, Series("", tuple(_ordered(rows, f"{brief(seen.figure('k') or 3.0)}σ")))),
        note=_("Điểm có vòng tám cạnh: ngoài quy tắc đã chọn.") if any(each.get("out") for each in rows) else "",
    )


def ranges_chart(seen: Seen, rows: Sequence[Row]) -> Chart:
    center, upper, lower = seen.figure(*RANGE_CENTERS), seen.figure(*RANGE_UPPERS), seen.figure(*RANGE_LOWERS)
    found: list[Mark] = []
    if upper is not None:
        found.append(Zone(lower or 0.0, upper, "ok"))
        found.append(Limit(upper, _("giới hạn trên {value}", value=brief(upper, 3))))
    if center is not None:
        found.append(Limit(center, _("trung bình {value}", value=brief(center, 3)), "none", dashed=False))
    if lower:
        found.append(Limit(lower, _("giới hạn dưới {value}", value=brief(lower, 3))))
    return Chart(
        title=_("Biên độ"),
        x=Axis(_("Thứ tự"), whole=True, low=0.0, high=len(rows) + 1.0),
        y=Axis(_("Biên độ"), seen.unit, low=0.0),
        marks=(*found, Series("", tuple(_ordered(rows)))),
        high=0.7,
    )


def _ordered(rows: Sequence[Row], beyond: str = "") -> Iterator[Point]:
    """beyond: what a point outside the limits is marked with."""
    signs = {**RULE_SIGNS, "beyond": beyond}
    for place, each in enumerate(rows, 1):
        out = bool(each.get("out"))
        code = name_of(each.get("rule")) if out else ""
        rule = signs.get(code, code)
        yield Point(number(each.get("order")) or place, at(each, "value"), state="bad" if out else "", why=rule)


def _names(rows: Sequence[Row]) -> tuple[str, ...]:
    """The labels of the points, when each has one and they are not merely numbered."""
    labels = tuple(name_of(each.get("label")) for each in rows)
    numbered = labels == tuple(str(each) for each in range(1, len(rows) + 1))
    in_order = all((number(each.get("order")) or place) == place for place, each in enumerate(rows, 1))
    return labels if all(labels) and not numbered and in_order else ()


def drift_chart(seen: Seen, points: Sequence[Row]) -> Chart:
    """What changes over time, the fitted curve with its limits, and the limits it must keep.

    Also the share in tolerance over the interval, which is a reliability and lies between 0 and 1.
    """
    curve, band = seen.rows("curve", "days", "fit"), seen.rows("curve", "days", "low", "high")
    found: list[Mark] = []
    if band:
        room = tuple((at(each, "days"), at(each, "low"), at(each, "high")) for each in band)
        found.append(Band(_("giới hạn dự đoán"), room))
    found += _drift_limits(seen)
    if curve:
        fit = tuple(Point(at(each, "days"), at(each, "fit")) for each in curve)
        found.append(Series(_("đường khớp"), fit, 0, dots=False))
    dots = tuple(Point(at(each, "days"), at(each, "value"), state="bad" if each.get("out") else "") for each in points)
    if dots:
        found.append(Series("", dots, 1, joined=False))
    reliability = seen.figure("target_reliability") is not None
    return Chart(
        title=_("Độ tin cậy theo chu kỳ") if reliability else _("Trôi theo thời gian"),
        x=Axis(_("Số ngày"), low=0.0),
        y=Axis(_("Tỷ lệ còn đạt"), low=0.0, high=1.0) if reliability else Axis(_("Giá trị"), seen.unit),
        marks=tuple(found),
    )


def _drift_limits(seen: Seen) -> Iterator[Limit]:
    high, low = seen.figure("tolerance_high", "UCL_x"), seen.figure("tolerance_low", "LCL_x")
    if high is not None:
        yield Limit(high, _("giới hạn trên {value}", value=placed(high, low)), "bad")
    if low is not None:
        yield Limit(low, _("giới hạn dưới {value}", value=placed(low, high)), "bad")
    target = seen.figure("target_reliability")
    if target is not None:
        yield Limit(target, _("mục tiêu {value}", value=brief(target)))
    interval = seen.figure("new_interval_days") or (None if target else seen.figure("interval_days"))
    if interval:
        yield Limit(interval, _("chu kỳ {days} ngày", days=brief(interval, 3)), "accent", upright=True)
