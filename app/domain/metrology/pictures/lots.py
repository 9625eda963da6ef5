"""Pictures of a lot of prepackages: how the contents spread against Qn, T and 2T, and how they ran in their order."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from app.domain.metrology.pictures.seen import Seen, at, brief, name_of, number
from app.domain.metrology.results import Row
from app.domain.plots import Axis, Chart, Column, Columns, Limit, Mark, Plot, Point, Series
from app.wording import _

ABOUT_COLUMNS = 14
ERRORS = {"T1": "warn", "T2": "bad"}


def pictures(seen: Seen) -> Iterator[Plot]:
    units = seen.rows("units", "net")
    nominal, tolerable = seen.figure("Qn"), seen.figure("T")
    if units and nominal is not None and tolerable:
        yield spread(seen, units, nominal, tolerable)
        yield in_order(seen, units, nominal, tolerable)


def spread(seen: Seen, units: Sequence[Row], nominal: float, tolerable: float) -> Chart:
    """A histogram whose columns end exactly at Qn − T and Qn − 2T, so that no column is half an error."""
    values = [at(each, "net") for each in units]
    step = column_width(min(values), max(values), tolerable)
    columns = tuple(_columns(units, nominal - tolerable, step))
    mean = seen.figure("mean")
    marks: list[Mark] = [Columns("", columns), *_limits(nominal, tolerable, upright=True)]
    if mean is not None:
        marks.append(Limit(mean, _("trung bình {value}", value=brief(mean)), "accent", upright=True))
    return Chart(
        title=_("Lượng thực của từng đơn vị"),
        x=Axis(_("Lượng thực"), seen.unit),
        y=Axis(_("Số đơn vị"), low=0.0, whole=True),
        marks=tuple(marks),
        note=_("Mỗi cột rộng {step} {unit}.", step=brief(step), unit=seen.unit),
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
