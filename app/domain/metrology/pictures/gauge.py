"""Pictures of a gauge study: every part by every operator, the operators side by side, where the variation comes from,
the run of a type 1 study."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.metrology.pictures.seen import Seen, at, brief, name_of, number, order_of, placed
from app.domain.metrology.results import Row
from app.domain.metrology.shown import shown_value
from app.domain.plots import Axis, BarRow, Bars, Chart, Limit, Mark, Plot, Point, Series, Zone
from app.wording import N_, _

COMPONENTS = {
    "EV": (N_("Thiết bị, độ lặp lại"), "chart2"),
    "AV": (N_("Người đo, độ tái lập"), "accent"),
    "OP": (N_("Riêng người đo"), "accent"),
    "INT": (N_("Tương tác người × vật"), "accent"),
    "GRR": (N_("Cả phép đo"), "text2"),
    "PV": (N_("Vật đo"), "chart3"),
    "TV": (N_("Toàn bộ"), "none"),
}
"""What the letters of the manual stand for, and the tone of each bar."""


def pictures(seen: Seen) -> Iterator[Plot]:
    cells, readings = seen.rows("cells", "mean"), seen.rows("readings", "value")
    readings = [each for each in readings if "operator" in each]
    if cells:
        yield by_part(seen, cells, readings)
    components = seen.rows("components", "sd", "study_percent")
    if components:
        yield variation(components)
    if len(order_of(readings, "operator")) > 1:
        yield by_operator(seen, readings)
    ranges = seen.rows("cells", "range")
    upper = seen.figure("UCL_R", "UCL_r", "ucl_range")
    if ranges and upper is not None:
        yield range_chart(seen, ranges, upper)
    run = seen.rows("run", "value")
    if run:
        yield run_chart(seen, run)


def tolerance_marks(seen: Seen) -> list[Mark]:
    """Both limits of the tolerance with the tinted room between them; one alone where it has one."""
    low, high = seen.figure("tolerance_low", "LSL"), seen.figure("tolerance_high", "USL")
    found: list[Mark] = []
    if low is not None or high is not None:
        found.append(Zone(low, high, "ok"))
    if high is not None:
        found.append(Limit(high, _("giới hạn trên {value}", value=brief(high))))
    if low is not None:
        found.append(Limit(low, _("giới hạn dưới {value}", value=brief(low))))
    return found


def by_part(seen: Seen, cells: Sequence[Row], readings: Sequence[Row]) -> Chart:
    """The mean of each cell, its whisker from the smallest to the largest reading; operators a little apart."""
    parts, operators = order_of(cells, "part"), order_of(cells, "operator")
    ends: dict[tuple[str, str], list[float]] = {}
    for each in readings:
        ends.setdefault((name_of(each.get("part")), name_of(each.get("operator"))), []).append(at(each, "value"))
    series = [
        Series(operator, tuple(_points(cells, parts, ends, operator, place - (len(operators) - 1) / 2)), place)
        for place, operator in enumerate(operators)
    ]
    return Chart(
        title=_("Từng vật, từng người"),
        x=Axis(_("Vật đo"), names=tuple(parts)),
        y=Axis(_("Trung bình"), seen.unit),
        marks=(*tolerance_marks(seen), *series),
        note=_("Điểm: trung bình các lần đo; vạch đứng: từ số đọc nhỏ nhất đến lớn nhất."),
    )


def _points(
    cells: Sequence[Row],
    parts: Sequence[str],
    ends: dict[tuple[str, str], list[float]],
    operator: str,
    aside: float,
) -> Iterator[Point]:
    for each in cells:
        if name_of(each.get("operator")) == operator:
            part, mean = name_of(each.get("part")), at(each, "mean")
            read = ends.get((part, operator), [])
            x = parts.index(part) + 1 + 0.16 * aside
            spread = (min(read), max(read)) if len(read) > 1 else (None, None)
            yield Point(x, mean, *spread)


def by_operator(seen: Seen, readings: Sequence[Row]) -> Chart:
    """Every reading as a small point over its operator, the operator's mean above them."""
    operators = order_of(readings, "operator")
    parts = order_of(readings, "part")
    dots, means = [], []
    for place, operator in enumerate(operators, 1):
        own = [each for each in readings if name_of(each.get("operator")) == operator]
        for each in own:
            aside = (parts.index(name_of(each.get("part"))) / max(len(parts) - 1, 1) - 0.5) * 0.5
            dots.append(Point(place + aside, at(each, "value")))
        means.append(Point(place, sum(at(each, "value") for each in own) / len(own)))
    return Chart(
        title=_("Từng người"),
        x=Axis(_("Người đo"), names=tuple(operators)),
        y=Axis(_("Số đọc"), seen.unit),
        marks=(
            Series("", tuple(dots), 2, joined=False, small=True),
            Series(_("trung bình"), tuple(means), 0),
        ),
        note=_("Điểm nhỏ: từng số đọc, các vật xếp từ trái sang phải; đường nối: trung bình của mỗi người."),
        high=0.8,
    )


def variation(rows: Sequence[Row]) -> Bars:
    """Share of each component of variation, with its share of the tolerance where there is one."""
    with_tolerance = any(number(each.get("tolerance_percent")) is not None for each in rows)
    return Bars(
        title=_("Biến động từ đâu"),
        rows=tuple(_component(each, with_tolerance) for each in rows if each.get("component") != "TV"),
        most=100.0,
        heads=(_("% biến động tổng"), _("% dung sai") if with_tolerance else ""),
        note=_("Theo độ lệch chuẩn: các phần cộng theo bình phương, không cộng thẳng thành 100 %."),
    )


def _component(row: Row, with_tolerance: bool) -> BarRow:
    code = name_of(row.get("component"))
    words, tone = COMPONENTS.get(code, (code, "chart2"))
    percent = at(row, "study_percent")
    tolerance = number(row.get("tolerance_percent"))
    second = ("—" if tolerance is None else f"{shown_value(tolerance, 3)} %") if with_tolerance else ""
    detail = code if code in COMPONENTS else ""
    return BarRow(_(words), percent, f"{shown_value(percent, 3)} %", detail, second, tone)


def range_chart(seen: Seen, cells: Sequence[Row], upper: float) -> Chart:
    """The range of each cell against the upper limit of ranges; cells above it are marked."""
    parts, operators = order_of(cells, "part"), order_of(cells, "operator")
    series = []
    for place, operator in enumerate(operators):
        own = [each for each in cells if name_of(each.get("operator")) == operator]
        points = tuple(
            Point(
                parts.index(name_of(each.get("part"))) + 1,
                at(each, "range"),
                state="bad" if at(each, "range") > upper else "",
                why=operator if at(each, "range") > upper else "",
            )
            for each in own
        )
        series.append(Series(operator, points, place))
    center = seen.figure("Rbarbar")
    lines = [Limit(center, _("trung bình {value}", value=brief(center, 3)), "none", dashed=False)] if center else []
    return Chart(
        title=_("Biên độ của từng vật, từng người"),
        x=Axis(_("Vật đo"), names=tuple(parts)),
        y=Axis(_("Biên độ"), seen.unit, low=0.0),
        marks=(Limit(upper, _("giới hạn trên {value}", value=brief(upper, 3)), "bad"), *lines, *series),
        high=0.8,
    )


def _share_of_tolerance(seen: Seen, reference: float | None) -> tuple[float | None, float | None]:
    """The part of the tolerance around the reference that a type 1 study allows."""
    low, high = seen.figure("limit_low"), seen.figure("limit_high")
    tolerance, share = seen.figure("tolerance"), seen.figure("K_percent")
    if low is None and reference is not None and tolerance and share:
        return reference - share / 200 * tolerance, reference + share / 200 * tolerance
    return low, high


def run_chart(seen: Seen, run: Sequence[Row]) -> Chart:
    """The readings of one master in their order, the reference, and the share of the tolerance they should keep to."""
    points = tuple(Point(number(each.get("order")) or place, at(each, "value")) for place, each in enumerate(run, 1))
    reference, mean = seen.figure("reference"), seen.figure("mean")
    low, high, share = *_share_of_tolerance(seen, reference), seen.figure("K_percent")
    found: list[Mark] = []
    note = ""
    if low is not None and high is not None and share:
        found += [
            Zone(low, high, "ok"),
            Limit(high, _("chuẩn + {share} % dung sai", share=brief(share / 2))),
            Limit(low, _("chuẩn − {share} % dung sai", share=brief(share / 2))),
        ]
        note = _("Vùng xanh rộng {share} % dung sai quanh giá trị chuẩn.", share=brief(share))
    if reference is not None:
        found.append(Limit(reference, _("chuẩn {value}", value=placed(reference, low, high)), "none", dashed=False))
    if mean is not None:
        found.append(Limit(mean, _("trung bình {value}", value=placed(mean, low, high, reference)), "accent"))
    return Chart(
        title=_("Từng lần đọc"),
        x=Axis(_("Lần đọc"), whole=True, low=0.0, high=len(points) + 1.0),
        y=Axis(_("Số đọc"), seen.unit),
        marks=(*found, Series("", points)),
        note=note,
    )
