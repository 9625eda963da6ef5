"""A plot for who cannot see it: one paragraph that says what it shows, and all its points as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from app.domain.metrology.shown import shown_value
from app.domain.plot_scales import reach
from app.domain.plots import Axis, Band, Bars, Chart, Columns, Limit, Plot, Series, Spans
from app.formats import show_date
from app.wording import _

Cells = tuple[tuple[str, ...], ...]


def told(plot: Plot) -> str:
    """The accessible text: title, axes with their ends, what is drawn, and the note."""
    match plot:
        case Chart():
            words = _chart(plot)
        case Bars():
            words = "; ".join(_bar_words(each.label, each.shown, each.second or each.why) for each in plot.rows)
        case Spans():
            words = "; ".join(_bar_words(each.label, each.shown, each.second) for each in plot.rows)
    return " ".join(each for each in (f"{plot.title}.", f"{words}." if words else "", plot.note) if each)


def table(plot: Plot) -> tuple[tuple[str, ...], Cells]:
    """Heads and rows: every value of the plot in words."""
    match plot:
        case Bars():
            heads = ("", *(each or _("Giá trị") for each in plot.heads))
            return heads, tuple((each.label, each.shown, each.second or each.why or "—") for each in plot.rows)
        case Spans():
            heads = (plot.axis.title, _("Từ"), _("Giá trị"), _("Đến"))
            return heads, tuple((each.label, *map(_number, (each.low, each.at, each.high))) for each in plot.rows)
        case Chart():
            return _chart_table(plot)


def _bar_words(label: str, shown: str, second: str) -> str:
    return f"{label}: {', '.join(each for each in (shown, second) if each)}"


def _number(value: float | None) -> str:
    return shown_value(value)


def _chart(plot: Chart) -> str:
    (left, right), (bottom, top) = reach(plot)
    parts = [
        _("Trục ngang {axis}", axis=_axis(plot.x, left, right)),
        _("trục đứng {axis}", axis=_axis(plot.y, bottom, top)),
    ]
    for mark in plot.marks:
        match mark:
            case Series():
                out = [each for each in mark.points if each.state]
                parts.append(_("{words}: {n} điểm", words=mark.words or _("số liệu"), n=len(mark.points)))
                if out:
                    named = ", ".join(_place(plot.x, each.x) for each in out[:10])
                    parts.append(_("{n} điểm được đánh dấu: {named}", n=len(out), named=named))
            case Limit() if mark.words:
                parts.append(mark.words)
            case Band() | Columns() if mark.words:
                parts.append(mark.words)
    return "; ".join(parts)


def _axis(axis: Axis, low: float, high: float) -> str:
    if axis.names:
        return f"{axis.title}: {axis.names[0]} … {axis.names[-1]}"
    if axis.days:
        return _("{title} từ {low} đến {high}", title=axis.title, low=_day(low), high=_day(high))
    return _("{title} từ {low} đến {high}", title=axis.title, low=shown_value(low), high=shown_value(high))


def _day(ordinal: float) -> str:
    return show_date(date.fromordinal(round(ordinal)))


def _place(axis: Axis, x: float) -> str:
    number = round(x)
    if axis.days:
        return _day(x)
    return axis.names[number - 1] if axis.names and 0 < number <= len(axis.names) else _counted((x,))(x)


def _counted(values: Sequence[float]) -> Callable[[float], str]:
    """How to show these: numbers of order and counts are whole, without the zeros of a measured value."""
    whole = all(float(each).is_integer() for each in values)
    return lambda each: shown_value(int(each)) if whole else shown_value(each)


def _chart_table(plot: Chart) -> tuple[tuple[str, ...], Cells]:
    rows: list[tuple[str, ...]] = []
    for mark in plot.marks:
        match mark:
            case Series():
                at = _counted([each.x for each in mark.points])
                for each in mark.points:
                    ends = (each.low, each.high)
                    whisker = f"{_number(ends[0])} … {_number(ends[1])}" if None not in ends else ""
                    place = _place(plot.x, each.x) if plot.x.names or plot.x.days else at(each.x)
                    rows.append((mark.words, place, _number(each.y), each.why or whisker))
            case Band():
                rows += [(mark.words, _place(plot.x, x), "", f"{_number(a)} … {_number(b)}") for x, a, b in mark.points]
            case Columns():
                high = _counted([bar.height for bar in mark.bars])
                for bar in mark.bars:
                    rows.append((mark.words, f"{_number(bar.low)} … {_number(bar.high)}", high(bar.height), ""))
            case Limit() if mark.upright:
                at_day = _day(mark.value) if plot.x.days else _number(mark.value)
                rows.append((mark.words, at_day, "", ""))
            case Limit():
                rows.append((mark.words, "", _number(mark.value), ""))
    return ("", plot.x.title, plot.y.title, _("Khoảng, ghi chú")), tuple(rows)
