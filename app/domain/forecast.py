"""Whether a goal will be reached: a straight line through its readings with the band for the next one, told honestly.

Fewer than three readings foresee nothing, and the reason is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.domain.goals import Goal
from app.domain.indicators import indicator_of
from app.domain.monitoring import IndicatorReading
from app.formats import show_date
from app.wording import N_, _

LEAST = 3
COVERAGE = 0.90
"""Of the band, two-sided: a goal that "will" be reached lies beyond the line with about 95 %."""
STEPS = 12

ANSWERS = {
    "will": N_("sẽ đạt"),
    "unsure": N_("không chắc"),
    "will_not": N_("sẽ không đạt"),
    "reached": N_("đã đạt"),
    "near": N_("quanh mức cần đạt, chưa phân biệt được"),
    "missed": N_("đã tới hạn, không đạt"),
    "none": N_("chưa dự báo"),
}
GLYPHS = {
    "will": "ok",
    "unsure": "warn",
    "will_not": "bad",
    "reached": "ok",
    "near": "part",
    "missed": "bad",
    "none": "na",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """answer: a key of ANSWERS. reason: why nothing is foreseen, "" otherwise. expected with low and high: the value
    on the day the goal is due. band: (day, low, high) from the last reading to that day; line: (day, value) likewise.
    n: readings, the baseline among them."""

    answer: str
    reason: str = ""
    n: int = 0
    due_on: date | None = None
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    band: tuple[tuple[date, float, float], ...] = ()
    line: tuple[tuple[date, float], ...] = ()
    weighted: bool = False

    @property
    def word(self) -> str:
        return _(ANSWERS[self.answer])

    @property
    def glyph(self) -> str:
        return GLYPHS[self.answer]


@dataclass(frozen=True, slots=True)
class Point:
    """A measured value at a day; u: standard uncertainty, None where it has none."""

    on: date
    value: Decimal
    u: float | None = None


def rises(goal: Goal) -> bool | None:
    """Whether more is better: by its indicator, else by where the target lies; None when nobody can tell."""
    indicator = indicator_of(goal.indicator_key)
    if indicator is not None:
        return indicator.rises
    if goal.baseline is None or goal.target is None or goal.baseline == goal.target:
        return None
    return goal.target > goal.baseline


def is_reached(goal: Goal, value: Decimal | float) -> bool:
    """Whether this value is as good as the target or better."""
    if goal.target is None:
        return False
    up = rises(goal)
    if up is None:
        return Decimal(value) == goal.target
    return Decimal(value) >= goal.target if up else Decimal(value) <= goal.target


def points_of(goal: Goal, readings: Iterable[IndicatorReading]) -> list[Point]:
    """The baseline and every reading with a value and a day, the oldest first."""
    points = []
    if goal.baseline is not None and goal.baseline_on is not None:
        points.append(Point(goal.baseline_on, goal.baseline, standard(goal.baseline_uncertainty, goal.baseline_factor)))
    for each in readings:
        if each.value is not None and each.read_on is not None:
            points.append(Point(each.read_on, each.value, standard(each.expanded_uncertainty, each.coverage_factor)))
    return sorted(points, key=lambda each: each.on)


def standard(expanded: Decimal | None, factor: Decimal | None) -> float | None:
    """u = U/k; k is 2 where it is not told."""
    return float(expanded / (factor or 2)) if expanded is not None else None


def forecast_of(goal: Goal, readings: Iterable[IndicatorReading], today: date) -> Forecast:
    """What is foreseen for the day the goal is due, as of today."""
    points = points_of(goal, readings)
    n = len(points)
    if goal.target is None or goal.due_on is None:
        return Forecast(answer="none", n=n, reason=_("Chưa dự báo: mục tiêu chưa có giá trị cần đạt và hạn."))
    if today >= goal.due_on:
        return _at_the_end(goal, points)
    reason = _too_little(points)
    if reason:
        return Forecast(answer="none", n=n, due_on=goal.due_on, reason=reason)
    return _foreseen(goal, points)


def _at_the_end(goal: Goal, points: Sequence[Point]) -> Forecast:
    """The day is here: the last reading answers, if it was read after the baseline."""
    since = [each for each in points if each.on != goal.baseline_on]
    if not since:
        reason = _("Đã tới hạn {day}, chưa có lần đọc nào.", day=show_date(goal.due_on))
        return Forecast(answer="none", n=len(points), due_on=goal.due_on, reason=reason)
    answer = "reached" if is_reached(goal, since[-1].value) else "missed"
    if goal.target is not None and not tells_apart(since[-1], goal.target):
        answer = "near"
    return Forecast(answer=answer, n=len(points), due_on=goal.due_on)


def tells_apart(point: Point, target: Decimal) -> bool:
    """Whether a reading lies farther from the target than its U (k = 2); one without U is taken at its word, and one
    that is exactly the target is it."""
    away = abs(float(point.value - target))
    return point.u is None or away == 0 or away > 2 * point.u


def _too_little(points: Sequence[Point]) -> str:
    days = {each.on for each in points}
    if len(days) < LEAST:
        return _(
            "Chưa dự báo: mới có {n} lần đọc vào các ngày khác nhau (kể cả giá trị ban đầu), cần ít nhất {least}.",
            n=len(days),
            least=LEAST,
        )
    return ""


def _foreseen(goal: Goal, points: Sequence[Point]) -> Forecast:
    from app.domain.metrology.prediction import predict  # brings scipy, which opening a dossier does not wait for

    assert goal.due_on is not None and goal.target is not None
    first = points[0].on
    u = [each.u for each in points if each.u is not None]
    weighted = len(u) == len(points)
    made = predict(
        [float((each.on - first).days) for each in points],
        [float(each.value) for each in points],
        u if weighted else None,
        resolution(points),
        COVERAGE,
    )
    begins = min(points[-1].on, goal.due_on - timedelta(days=1))
    days = [begins + (goal.due_on - begins) * step / STEPS for step in range(STEPS + 1)]
    at = [(day, float((day - first).days)) for day in dict.fromkeys(days)]
    line = tuple((day, _within(goal, made.at(x))) for day, x in at)
    band = tuple(
        (day, _within(goal, made.at(x) - made.reach(x)), _within(goal, made.at(x) + made.reach(x))) for day, x in at
    )
    low, high = band[-1][1], band[-1][2]
    return Forecast(
        answer=_answer(goal, low, high),
        n=len(points),
        due_on=goal.due_on,
        expected=line[-1][1],
        low=low,
        high=high,
        band=band,
        line=line,
        weighted=weighted,
    )


def resolution(points: Sequence[Point]) -> float:
    """The standard deviation that the last digit of the readings alone leaves: half of it over the root of 3."""
    exponents = [int(each.value.as_tuple().exponent) for each in points]
    return float(0.5 * 10.0 ** min(0, *exponents) / 3**0.5)


def _within(goal: Goal, value: float) -> float:
    """A share lies between 0 and 100."""
    return min(100.0, max(0.0, value)) if goal.unit == "%" else value


def _answer(goal: Goal, low: float, high: float) -> str:
    assert goal.target is not None
    target, up = float(goal.target), rises(goal)
    if up is None:
        return "unsure" if low <= target <= high else "will_not"
    if up:
        return "will" if low >= target else "will_not" if high < target else "unsure"
    return "will" if high <= target else "will_not" if low > target else "unsure"
