"""Pictures of losses: low, expected and high value of each sum of money on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.metrology.pictures.seen import Seen, number
from app.domain.metrology.shown import shown_value
from app.domain.plots import Axis, Limit, Plot, SpanRow, Spans
from app.wording import _

LARGE = 1e7


def pictures(seen: Seen) -> Iterator[Plot]:
    if seen.calculation.method == "M20":
        units = dict.fromkeys(each.unit for each in seen.result.values.values() if each.low is not None)
        for unit in units:
            yield sums(seen, unit)


def sums(seen: Seen, unit: str) -> Spans:
    """Every figure of this unit that has an interval."""
    labels = {
        name: seen.words(output, name)
        for name in seen.result.values
        for output in seen.calculation.outputs
        if output.name == name or (output.name.endswith("*") and name.startswith(output.name[:-1]))
    }
    rows = tuple(
        SpanRow(
            labels.get(name, name),
            each.low,
            each.high,
            number(each.value),
            shown_value(number(each.value), 3, each.step) if each.available else "—",
            _(
                "từ {low} đến {high}",
                low=shown_value(each.low, 3, each.step),
                high=shown_value(each.high, 3, each.step),
            ),
            "accent",
        )
        for name, each in seen.result.values.items()
        if each.unit == unit and (each.low is not None or each.high is not None)
    )
    return sums_on_scale(unit, rows, heads=(_("dự kiến"), _("khoảng")))


def sums_on_scale(unit: str, rows: Sequence[SpanRow], heads: tuple[str, str] = ("", "")) -> Spans:
    """Sums of money from zero; large ones on a scale of millions, while the figures beside stay whole."""
    held = [abs(each) for row in rows for each in (row.low, row.at, row.high) if each is not None]
    million = max(held, default=0.0) >= LARGE
    scale = 1e6 if million else 1.0
    scaled = tuple(
        replace(row, low=_over(row.low, scale), high=_over(row.high, scale), at=_over(row.at, scale)) for row in rows
    )
    reaches_zero = any(each.low is not None and each.low <= 0 for each in scaled)
    return Spans(
        title=_("Thiệt hại: thấp, dự kiến, cao"),
        axis=Axis("", _("triệu {unit}", unit=unit) if million else unit, low=None if reaches_zero else 0.0),
        rows=scaled,
        limits=(Limit(0.0, "", "text2", dashed=False),) if reaches_zero else (),
        heads=heads,
    )


def _over(value: float | None, scale: float) -> float | None:
    return None if value is None else value / scale
