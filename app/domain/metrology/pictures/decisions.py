"""Pictures of a decision: errors against what is permitted, the acceptance curve, guard bands on the scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.metrology.cell_words import cell_words
from app.domain.metrology.pictures.seen import Seen, at, brief, name_of, number, placed
from app.domain.metrology.results import Row
from app.domain.metrology.shown import shown_value
from app.domain.plots import Axis, Band, Chart, Limit, Mark, Plot, Point, Series, SpanRow, Spans, Zone
from app.wording import _

LOWS, HIGHS = ("tolerance_low", "T_low", "LSL"), ("tolerance_high", "T_high", "USL")
ACCEPT_LOWS, ACCEPT_HIGHS = ("acceptance_low", "A_low"), ("acceptance_high", "A_high")
BAD, GOOD = ("fail", "bad", "rejected"), ("pass", "ok", "accepted")


def pictures(seen: Seen) -> Iterator[Plot]:
    points = seen.rows("points", "point", "error")
    if points:
        yield confirmation(seen, points)
    people = seen.rows("appraisers", "effectiveness")
    if people:
        yield appraisers(seen, people)
    observed = seen.figure("observed")
    if observed is not None and "sd_true" in seen.result.values:
        yield rate(seen, observed)
    if seen.figure("x_lab") is not None and seen.figure("En") is not None:
        yield two_results(seen)
    methods = seen.rows("methods", "low", "high")
    if methods:
        yield guard_bands(seen, methods)
    curve = seen.rows("operating_curve", "true_value", "accept")
    if curve:
        yield operating_curve(seen, curve)
    plan = [each for each in seen.rows("operating_curve", "accept") if "true_value" not in each]
    across = next((name for name in ("p", "fraction", "defective") if plan and name in plan[0]), "")
    if across:
        yield plan_curve(plan, across)


def rate(seen: Seen, observed: float) -> Spans:
    """The observed share with its interval against the target."""
    target = seen.figure("target")
    low, high = seen.figure("low"), seen.figure("high")
    limits = (Limit(100 * target, _("mục tiêu {value} %", value=brief(100 * target)), "ok"),) if target else ()
    return Spans(
        title=_("Tỷ lệ còn đạt khi kiểm tra lại"),
        axis=Axis(_("Tỷ lệ còn đạt"), "%", high=100.0),
        rows=(
            SpanRow(
                _("quan sát được, với khoảng"),
                None if low is None else 100 * low,
                None if high is None else 100 * high,
                100 * observed,
                f"{brief(100 * observed, 3)} %",
            ),
        ),
        limits=limits,
        zones=(Zone(100 * target, None, "ok"),) if target else (),
    )


def two_results(seen: Seen) -> Spans:
    """The laboratory's value and the reference value, each with its U."""
    rows = []
    for words, name, spread in (
        (_("phòng đo"), "x_lab", seen.figure("U_lab_used", "U_lab")),
        (_("giá trị chuẩn"), "x_ref", seen.figure("U_ref_used", "U_ref")),
    ):
        value = seen.figure(name)
        if value is not None and spread is not None:
            shown = f"{brief(value, 6)} ± {brief(spread, 2)}"
            rows.append(SpanRow(words, value - spread, value + spread, value, shown))
    return Spans(
        title=_("Hai kết quả với độ không đảm bảo"),
        axis=Axis(_("Giá trị"), seen.unit),
        rows=tuple(rows),
        note=_("Thanh: kết quả ± U."),
    )


def appraisers(seen: Seen, rows: Sequence[Row]) -> Spans:
    """The share that each appraiser judged rightly, with its interval, against the limits."""
    limits = [
        Limit(value, f"{brief(value)} %", tone)
        for name, tone in (("effectiveness_ok_percent", "ok"), ("effectiveness_bad_percent", "warn"))
        if (value := seen.figure(name)) is not None
    ]
    scale = 1.0 if any(at(each, "effectiveness") > 1.0 for each in rows) else 100.0
    return Spans(
        title=_("Mỗi người quyết định đúng bao nhiêu"),
        axis=Axis(_("Tỷ lệ quyết định đúng"), "%", high=100.0),
        rows=tuple(
            SpanRow(
                name_of(each.get("appraiser")),
                _scaled(each.get("low"), scale),
                _scaled(each.get("high"), scale),
                scale * at(each, "effectiveness"),
                f"{brief(scale * at(each, 'effectiveness'), 3)} %",
            )
            for each in rows
        ),
        limits=tuple(limits),
    )


def _scaled(value: object, scale: float) -> float | None:
    found = number(value)
    return None if found is None else scale * found


def confirmation(seen: Seen, points: Sequence[Row]) -> Chart:
    """The error at each point with its U, over the room that the permitted error leaves."""
    rows = sorted(points, key=lambda each: at(each, "point"))
    room = [(at(each, "point"), at(each, "mpe")) for each in rows if number(each.get("mpe")) is not None]
    found: list[Mark] = []
    if len(room) == 1 or len({mpe for _x, mpe in room}) == 1:
        mpe = room[0][1]
        found += [
            Zone(-mpe, mpe, "ok"),
            Limit(mpe, _("cho phép +{value}", value=brief(mpe))),
            Limit(-mpe, _("cho phép −{value}", value=brief(mpe))),
        ]
    elif room:
        found.append(Band(_("sai số cho phép"), tuple((x, -mpe, mpe) for x, mpe in room), "ok"))
    dots = tuple(_error(each) for each in rows)
    return Chart(
        title=_("Sai số tại từng điểm"),
        x=Axis(_("Điểm"), seen.unit),
        y=Axis(_("Sai số"), seen.unit),
        marks=(*found, Series("", dots, joined=False)),
        note=_("Vạch đứng: sai số ± U. Vòng tám cạnh: điểm không đạt."),
    )


def _error(row: Row) -> Point:
    error, spread = at(row, "error"), number(row.get("U"))
    state = "bad" if name_of(row.get("verdict")) in BAD else ""
    if spread is None:
        return Point(at(row, "point"), error, state=state)
    return Point(at(row, "point"), error, error - spread, error + spread, state)


def guard_bands(seen: Seen, methods: Sequence[Row]) -> Spans:
    """The acceptance interval of each method within the tolerance, with the risks it leaves."""
    low, high = seen.figure(*LOWS), seen.figure(*HIGHS)
    limits = [
        Limit(each, words, "ok")
        for each, words in (
            (low, _("giới hạn dưới {value}", value=brief(low))),
            (high, _("giới hạn trên {value}", value=brief(high))),
        )
        if each is not None
    ]
    with_risk = any(number(each.get("pfa")) is not None for each in methods)
    return Spans(
        title=_("Khoảng chấp nhận trong dung sai"),
        axis=Axis(_("Giá trị đo được"), seen.unit),
        rows=tuple(
            SpanRow(
                cell_words(seen.calculation, "method", each.get("method")) or name_of(each.get("method")),
                at(each, "low"),
                at(each, "high"),
                shown=_percent(each.get("pfa")),
                second=_percent(each.get("pfr")),
            )
            for each in methods
        ),
        limits=tuple(limits),
        zones=(Zone(low, high, "ok"),) if limits else (),
        heads=(_("nhận sai"), _("loại sai")) if with_risk else ("", ""),
        note=_("Từ đầu thanh đến giới hạn là khoảng bảo vệ: kết quả rơi vào đó bị loại dù vẫn trong dung sai."),
    )


def _percent(value: object) -> str:
    share = number(value)
    return "—" if share is None else f"{shown_value(share, 2)} %"


def operating_curve(seen: Seen, curve: Sequence[Row]) -> Chart:
    """How likely a piece of this true value is accepted, over the spread of the product."""
    product = seen.rows("product", "true_value", "density")
    tallest = max((at(each, "density") for each in product), default=0.0)
    found: list[Mark] = []
    low, high = seen.figure(*LOWS), seen.figure(*HIGHS)
    if low is not None or high is not None:
        found.append(Zone(low, high, "ok", upright=True))
    if tallest:
        shape = tuple((at(each, "true_value"), 0.0, 70 * at(each, "density") / tallest) for each in product)
        found.append(Band("", shape, "none"))
    found += _limits((low, high), (seen.figure(*ACCEPT_LOWS), seen.figure(*ACCEPT_HIGHS)))
    line = tuple(Point(at(each, "true_value"), 100 * at(each, "accept")) for each in curve)
    found.append(Series("", line, dots=False))
    return Chart(
        title=_("Xác suất được nhận theo giá trị thật"),
        x=Axis(_("Giá trị thật"), seen.unit, margin=0.0),
        y=Axis(_("Xác suất được nhận"), "%", low=0.0, high=100.0),
        marks=tuple(found),
        note=_("Đường xanh: xác suất được nhận. Vùng xám: phân bố của sản phẩm, không theo thang.") if tallest else "",
    )


def _limits(
    tolerance: tuple[float | None, float | None], accepted: tuple[float | None, float | None]
) -> Iterator[Limit]:
    places = (*tolerance, *accepted)
    for value in tolerance:
        if value is not None:
            yield Limit(value, _("dung sai {value}", value=placed(value, *places)), "ok", upright=True)
    for value, limit in zip(accepted, tolerance, strict=True):
        if value is not None and value != limit:
            yield Limit(value, _("nhận {value}", value=placed(value, *places)), "accent", upright=True)


def plan_curve(plan: Sequence[Row], across: str) -> Chart:
    """How likely a lot with this share of defectives passes the sampling plan."""
    line = tuple(Point(100 * at(each, across), 100 * at(each, "accept")) for each in plan)
    return Chart(
        title=_("Đường hiệu quả của phương án lấy mẫu"),
        x=Axis(_("Tỷ lệ không đạt trong lô"), "%", low=0.0, margin=0.0),
        y=Axis(_("Xác suất lô được nhận"), "%", low=0.0, high=100.0),
        marks=(Series("", line, dots=False),),
    )
