"""The readings of one indicator over time as a plot: values with U, gaps as gaps, the target with its flag, a forecast.

Drawn once, for the page, the papers and who cannot see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from app.domain.forecast import Forecast, points_of
from app.domain.forecast import Point as Measured
from app.domain.goals import Goal, goal_code
from app.domain.planned_readings import Slot
from app.domain.plots import Axis, Band, Chart, Flag, Limit, Mark, Point, Series
from app.formats import show_date, show_number
from app.wording import _

MOST_NAMED = 3
"""So many gaps are named in the plot; the table beside it names them all."""


def reading_plot(goal: Goal, slots: Sequence[Slot], forecast: Forecast) -> Chart | None:
    """None while there is nothing to show: neither a value nor a target."""
    points = points_of(goal, (each.reading for each in slots if each.reading is not None))
    if not points and goal.target is None:
        return None
    gaps = [each.planned_on for each in slots if each.state in ("gap", "missed") and each.planned_on]
    marks: list[Mark] = []
    if forecast.band:
        marks.append(Band(_("dự báo"), tuple((_x(day), low, high) for day, low, high in forecast.band)))
        marks.append(Series("", tuple(Point(_x(day), value) for day, value in forecast.line), look=2, dots=False))
    marks += _target(goal)
    marks += [
        Limit(_x(day), _("chưa đọc") if place < MOST_NAMED else "", "warn", upright=True)
        for place, day in enumerate(gaps)
    ]
    marks += _runs(points, gaps)
    return Chart(
        title=f"{goal_code(goal)} {goal.indicator or goal.title}",
        x=_time_axis(goal, slots),
        y=_value_axis(goal, marks),
        marks=tuple(marks),
        note=_note(forecast),
        high=0.7,
    )


def _x(day: date) -> float:
    return float(day.toordinal())


def _target(goal: Goal) -> list[Mark]:
    if goal.target is None:
        return []
    words = _("cần đạt {target}", target=f"{show_number(goal.target)} {goal.unit}".strip())
    marks: list[Mark] = [Limit(float(goal.target), words, "ok")]
    if goal.due_on is not None:
        marks.append(Flag(_x(goal.due_on), float(goal.target), "ok"))
    return marks


def _runs(points: Sequence[Measured], gaps: Sequence[date]) -> list[Mark]:
    """Readings joined by a line, broken where a planned one is missing; the last run carries the name."""
    runs: list[list[Measured]] = []
    for each in points:
        broken = bool(runs) and any(runs[-1][-1].on < gap < each.on for gap in gaps)
        if broken or not runs:
            runs.append([])
        runs[-1].append(each)
    named = len(runs) - 1
    words = _("đã đọc") if len(points) > 1 else _("ban đầu")
    return [Series(words if place == named else "", tuple(map(_point, run))) for place, run in enumerate(runs)]


def _point(measured: Measured) -> Point:
    """With the whisker of U at k = 2, where it is known."""
    value = float(measured.value)
    if measured.u is None:
        return Point(_x(measured.on), value)
    return Point(_x(measured.on), value, value - 2 * measured.u, value + 2 * measured.u)


def _time_axis(goal: Goal, slots: Sequence[Slot]) -> Axis:
    """From the baseline to the day the goal is due, and to the last reading where that is later."""
    days = [each.on for each in slots if each.on != date.min]
    days += [each for each in (goal.baseline_on, goal.due_on) if each is not None]
    if not days:
        return Axis("", days=True)
    first, last = min(days), max(days)
    air = max(timedelta(days=10), (last - first) / 40)
    return Axis("", low=_x(first - air), high=_x(last + air), days=True)


def _value_axis(goal: Goal, marks: Sequence[Mark]) -> Axis:
    """A share ends shortly above 100, without a tick there, and begins at a whole ten below all its values."""
    if goal.unit != "%":
        return Axis("", goal.unit, margin=0.12)
    values = [point.y for each in marks if isinstance(each, Series) for point in each.points]
    lows = [point.low for each in marks if isinstance(each, Series) for point in each.points if point.low is not None]
    lows += [low for each in marks if isinstance(each, Band) for _day, low, _high in each.points]
    low = 10.0 * ((min([*values, *lows, 100.0]) - 5) // 10)
    low = max(0.0, min(80.0, low))
    return Axis("", goal.unit, low=low, high=100 + 0.15 * (100 - low))


def _note(forecast: Forecast) -> str:
    if forecast.reason:
        return forecast.reason
    if not forecast.band or forecast.expected is None or forecast.low is None or forecast.high is None:
        return ""
    return _(
        "Đường thẳng qua {n} lần đọc: đến {day} khoảng {expected} (từ {low} đến {high}, mức 90 %): {answer}.",
        n=forecast.n,
        day=show_date(forecast.due_on),
        expected=show_number(forecast.expected, 1),
        low=show_number(forecast.low, 1),
        high=show_number(forecast.high, 1),
        answer=forecast.word,
    )
