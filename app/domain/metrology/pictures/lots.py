"""Pictures of a lot: how the contents of prepackages spread against Qn, T and 2T and ran in their order, and how plain
readings lie in their tolerance."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from app.domain.metrology.pictures.seen import Seen, at, brief, name_of, number, placed
from app.domain.metrology.results import Row
from app.domain.plots import Axis, Chart, Column, Columns, Limit, Mark, Plot, Point, Series, Zone
from app.wording import _

ABOUT_COLUMNS = 14
ERRORS = {"T1": "warn", "T2": "bad"}


def pictures(seen: Seen) -> Iterator[Plot]:
    units = seen.rows("units", "net")
    nominal, tolerable = seen.figure("Qn"), seen.figure("T")
    if units and nominal is not None and tolerable:
        yield spread(seen, units, nominal, tolerable)
        yield in_order(seen, units, nominal, tolerable)
    read = [each for each in seen.rows("readings", "value") if "order" in each]
    if read:
        yield readings(seen, read)


def spread(seen: Seen, units: Sequence[Row], nominal: float, tolerable: float) -> Chart:
    """A histogram whose columns end exactly at Qn − T and Qn − 2T, so that no column is half an error."""
    values = [at(each, "net") for each in units]
    step = column_width(min(values), max(values), tolerable)
    columns = tuple(_columns(units, nominal - tolerable, step))
    mean = seen.figure("mean")
    marks: list[Mark] = [Columns("", columns), *_limits(nominal, tolerable, upright=True)]
    if mean is not None:
        told = placed(mean, min(values), max(values))
        marks.append(Limit(mean, _("trung bình {value}", value=told), "accent", upright=True))
    return Chart(
        title=_("Lượng thực của từng đơn vị"),
        x=Axis(_("Lượng thực"), seen.unit),
        y=Axis(_("Số đơn vị"), low=0.0, whole=True),
        marks=tuple(marks),
        note=_("Mỗi cột rộng {step} {unit}.", step=brief(step, 2), unit=seen.unit),
    )


def readings(seen: Seen, rows: Sequence[Row]) -> Chart:
    """How single readings spread within the tolerance."""
    values = sorted(at(each, "value") for each in rows)
    low, high = seen.figure("tolerance_low"), seen.figure("tolerance_high")
    width = values[-1] - values[0] or abs(values[0]) * 0.01 or 1.0
    step = width / max(5, min(20, round(math.sqrt(len(values)))))
    counts: dict[int, int] = {}
    for each in values:
        place = min(math.floor((each - values[0]) / step), round(width / step) - 1)
        counts[place] = counts.get(place, 0) + 1
    first = values[0]
    columns = (
        Column(first + place * step, first + (place + 1) * step, float(count), "chart2")
        for place, count in sorted(counts.items())
    )
    mean = seen.figure("mean")
    marks: list[Mark] = []
    if low is not None or high is not None:
        marks.append(Zone(low, high, "ok", upright=True))
    marks.append(Columns("", tuple(columns)))
    for limit in (low, high):
        if limit is not None:
            marks.append(Limit(limit, _("dung sai {value}", value=brief(limit)), "ok", upright=True))
    if mean is not None:
        marks.append(Limit(mean, _("trung bình {value}", value=brief(mean)), "accent", upright=True))
    return Chart(
        title=_("Phân bố của số đọc"),
        x=Axis(_("Giá trị"), seen.unit),
        y=Axis(_("Số lần"), low=0.0, whole=True),
        marks=tuple(marks),
    )


def column_width(low: float, high: float, tolerable: float) -> float:
    """A whole part of T near the range over ABOUT_COLUMNS."""
    wanted = max(high - low, tolerable / 4) / ABOUT_COLUMNS
    return tolerable / max(1, round(tolerable / wanted)) if wanted < tolerable else tolerable


def _columns(units: Sequence[Row], edge: float, step: float) -> Iterator[Column]:
    """Columns from edge + number · step; a value on an edge belongs to the column above, as the limit is no error."""
    counts: dict[int, list[str]] = {}
    for each in units:
        place = math.floor((at(each, "net") - edge) / step + 1e-9)
        counts.setdefault(place, []).append(name_of(each.get("error")))
    for place in range(min(counts), max(counts) + 1):
        errors = counts.get(place, [])
        worst = "T2" if "T2" in errors else "T1" if "T1" in errors else ""
        low = edge + place * step
        yield Column(low, low + step, float(len(errors)), ERRORS.get(worst, "chart2"))


def _limits(nominal: float, tolerable: float, upright: bool) -> Iterator[Limit]:
    yield Limit(nominal, _("Qn {value}", value=brief(nominal)), "text2", upright, dashed=False)
    low = nominal - tolerable
    yield Limit(low, _("Qn − T = {value}", value=brief(low)), "warn", upright)
    low = nominal - 2 * tolerable
    yield Limit(low, _("Qn − 2T = {value}", value=brief(low)), "bad", upright)


def in_order(seen: Seen, units: Sequence[Row], nominal: float, tolerable: float) -> Chart:
    """The contents in the order they were taken; errors are ringed."""
    points = tuple(
        Point(
            number(each.get("number")) or place,
            at(each, "net"),
            state=ERRORS.get(name_of(each.get("error")), ""),
            why=name_of(each.get("error")),
        )
        for place, each in enumerate(units, 1)
    )
    return Chart(
        title=_("Theo thứ tự lấy mẫu"),
        x=Axis(_("Đơn vị số"), whole=True, low=0.0, high=max(each.x for each in points) + 1.0),
        y=Axis(_("Lượng thực"), seen.unit),
        marks=(*_limits(nominal, tolerable, upright=False), Series("", points)),
        high=0.8,
    )
