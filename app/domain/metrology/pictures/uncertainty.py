"""Pictures of an uncertainty: which component it comes from, and the distribution that Monte Carlo found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.metrology.cell_words import cell_words
from app.domain.metrology.pictures.seen import Seen, at, name_of, number, placed
from app.domain.metrology.results import Row
from app.domain.metrology.shown import shown_value
from app.domain.plots import Axis, BarRow, Bars, Chart, Column, Columns, Limit, Mark, Plot
from app.wording import _

MOST_ROWS = 12
LOWS, HIGHS = ("low95", "y_low", "low"), ("high95", "y_high", "high")
FIRST_LOWS, FIRST_HIGHS = ("guf_low95", "guf_low"), ("guf_high95", "guf_high")


def pictures(seen: Seen) -> Iterator[Plot]:
    components = seen.rows("components", "share_percent")
    if components:
        yield budget(seen, components)
    histogram = seen.rows("histogram", "low", "high", "density")
    if histogram:
        yield distribution(seen, histogram)


def budget(seen: Seen, components: Sequence[Row]) -> Bars:
    """Shares of u_c², the largest first; the smallest together in the last bar."""
    ordered = sorted(components, key=lambda each: -at(each, "share_percent"))
    rows = [_component(seen, each) for each in ordered[:MOST_ROWS]]
    rest = ordered[MOST_ROWS:]
    if rest:
        share = sum(at(each, "share_percent") for each in rest)
        rows.append(BarRow(_("{n} thành phần còn lại", n=len(rest)), share, f"{shown_value(share, 3)} %", tone="none"))
    return Bars(
        title=_("Độ không đảm bảo từ đâu"),
        rows=tuple(rows),
        most=100.0,
        heads=(_("% của u²"), _("đóng góp |c·u|") if "contribution" in ordered[0] else "u"),
    )


def _component(seen: Seen, row: Row) -> BarRow:
    share, contribution = at(row, "share_percent"), number(row.get("contribution"))
    contribution = number(row.get("u")) if contribution is None else contribution
    unit = seen.unit_of("u_c", "u", "value", "U", "u_MS", "u_MP")
    second = f"{shown_value(abs(contribution), 3)} {unit}".strip() if contribution is not None else ""
    kind = name_of(row.get("kind"))
    tone = "none" if row.get("counted") is False else "chart2" if kind == "B" else "accent"
    name = name_of(row.get("name", row.get("component")))
    words = cell_words(seen.calculation, "component", name)
    if words is not None:
        name, kind = words, name
    return BarRow(name, share, f"{shown_value(share, 3)} %", kind, second, tone)


def distribution(seen: Seen, bars: Sequence[Row]) -> Chart:
    """The histogram of the simulated values, with its interval and, where known, that of the first order."""
    low, high = seen.figure(*LOWS), seen.figure(*HIGHS)
    columns = []
    for each in bars:
        middle = (at(each, "low") + at(each, "high")) / 2
        inside = (low is None or middle >= low) and (high is None or middle <= high)
        columns.append(Column(at(each, "low"), at(each, "high"), at(each, "density"), "chart2" if inside else "none"))
    found: list[Mark] = [Columns("", tuple(columns))]
    found += [Limit(each, placed(each, low, high), "accent", upright=True) for each in (low, high) if each is not None]
    first = (seen.figure(*FIRST_LOWS), seen.figure(*FIRST_HIGHS))
    alike = _alike(first, (low, high))
    if not alike:
        found += [
            Limit(each, _("GUM {value}", value=placed(each, *first)), "text2", upright=True)
            for each in first
            if each is not None
        ]
    unit = seen.unit_of("u", "u_c", "mean", "value")
    return Chart(
        title=_("Phân bố theo Monte Carlo"),
        x=Axis(_("Giá trị"), unit, margin=0.0),
        y=Axis(_("Mật độ"), f"1/{unit}" if unit else "", low=0.0),
        marks=tuple(found),
        note=_note(low is not None, alike),
    )


def _alike(first: tuple[float | None, float | None], simulated: tuple[float | None, float | None]) -> bool:
    """Whether both intervals lie so near that their lines would cover each other."""
    ends = [each for each in (*first, *simulated) if each is not None]
    if len(ends) < 4:
        return False
    return all(abs(a - b) < 0.02 * (ends[3] - ends[2]) for a, b in zip(ends[:2], ends[2:], strict=True))


def _note(with_interval: bool, alike: bool) -> str:
    if alike:
        return _(
            "Vạch đứng xanh: hai đầu khoảng phủ, trùng với khoảng của GUM trong bề rộng nét vẽ; phần xám nằm ngoài."
        )
    return _("Vạch đứng xanh: hai đầu khoảng phủ; phần xám nằm ngoài khoảng ấy.") if with_interval else ""
