"""Whether a goal can be told reached at all: target against baseline, its uncertainty, the scale and the days."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.domain.baseline import MEASURED, SHARE, interval_of
from app.domain.goals import Goal
from app.domain.indicators import indicator_of
from app.domain.programme_papers import ProgrammePlan
from app.formats import show_date, show_number
from app.wording import _


@dataclass(frozen=True, slots=True)
class Doubt:
    """What speaks against a goal. key: which check; field: of the goal, to mend it; words: one sentence."""

    key: str
    field: str
    words: str


def doubts_of(goal: Goal, plan: ProgrammePlan | None = None) -> tuple[Doubt, ...]:
    """All that can be said against target and days, the gravest first. Nothing here keeps a step from being handed in:
    a person may have a reason, and writes it into the justification."""
    found = (_beyond(goal), _wrong_side(goal), _within(goal), _before(goal), _outside(goal, plan))
    return tuple(each for each in found if each is not None)


def way_to_go(goal: Goal) -> Decimal | None:
    """Target less baseline; None while one of them is not known."""
    return None if goal.target is None or goal.baseline is None else goal.target - goal.baseline


def _beyond(goal: Goal) -> Doubt | None:
    if goal.unit != "%" or goal.target is None or 0 <= goal.target <= 100:
        return None
    return Doubt(
        "beyond", "target", _("Giá trị cần đạt {target} % ngoài khoảng 0–100 %.", target=show_number(goal.target))
    )


def _wrong_side(goal: Goal) -> Doubt | None:
    indicator, way = indicator_of(goal.indicator_key), way_to_go(goal)
    if indicator is None or way is None or way == 0 or (way > 0) == indicator.rises:
        return None
    if indicator.rises:
        words = _("Giá trị cần đạt thấp hơn giá trị hiện tại, trong khi chỉ tiêu này càng cao càng tốt.")
    else:
        words = _("Giá trị cần đạt cao hơn giá trị hiện tại, trong khi chỉ tiêu này càng thấp càng tốt.")
    return Doubt("side", "target", words)


def _within(goal: Goal) -> Doubt | None:
    """Inside its own uncertainty: ± U, or the interval of a share of a sample. A share that the data count to the last
    one is what it is."""
    way = way_to_go(goal)
    if way is None or goal.target is None:
        return None
    if way == 0:
        return Doubt("within", "target", _("Giá trị cần đạt bằng giá trị hiện tại: không có gì để đạt."))
    interval = interval_of(goal)
    if interval is None or (interval.kind == SHARE and goal.indicator_key):
        return None
    if interval.kind == MEASURED and goal.baseline_uncertainty is not None:
        if abs(way) > goal.baseline_uncertainty:
            return None
        words = _(
            "Không phân biệt được với giá trị hiện tại: cách {way}, trong khi U = {u}.",
            way=show_number(abs(way)),
            u=f"{show_number(goal.baseline_uncertainty)} {goal.unit}".strip(),
        )
        return Doubt("within", "target", words)
    if not interval.low <= float(goal.target) <= interval.high:
        return None
    return Doubt("within", "target", _("Không phân biệt được với giá trị hiện tại: {words}.", words=interval.words))


def _before(goal: Goal) -> Doubt | None:
    if goal.due_on is None or goal.baseline_on is None or goal.due_on >= goal.baseline_on:
        return None
    return Doubt("before", "due_on", _("Hạn {due} ở trước ngày của giá trị hiện tại.", due=show_date(goal.due_on)))


def _outside(goal: Goal, plan: ProgrammePlan | None) -> Doubt | None:
    if plan is None or goal.due_on is None:
        return None
    if plan.ends_on is not None and goal.due_on > plan.ends_on:
        words = _(
            "Hạn {due} sau ngày chương trình kết thúc, {end}.",
            due=show_date(goal.due_on),
            end=show_date(plan.ends_on),
        )
        return Doubt("after", "due_on", words)
    if plan.starts_on is not None and goal.due_on < plan.starts_on:
        words = _(
            "Hạn {due} trước ngày chương trình bắt đầu, {start}.",
            due=show_date(goal.due_on),
            start=show_date(plan.starts_on),
        )
        return Doubt("early", "due_on", words)
    return None
