"""Before and after as plots: the goals of one unit on one scale, each value with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.change import Side
from app.domain.goal_results import GoalResult
from app.domain.goals import goal_code
from app.domain.outcomes import OUTCOME_STATES
from app.domain.plots import Axis, Limit, SpanRow, Spans
from app.domain.results_told import side_shown
from app.formats import show_number
from app.wording import _

TONES = {"ok": "ok", "part": "warn", "warn": "warn", "bad": "bad", "todo": "none"}


def effect_plots(goals: Sequence[GoalResult]) -> list[Spans]:
    """One plot for each unit, shares first, without goals that have no value. The last one says how to read them."""
    by_unit: dict[str, list[GoalResult]] = {}
    for each in goals:
        if each.change.before.value is not None or each.change.after.value is not None:
            by_unit.setdefault(each.change.after.unit, []).append(each)
    ordered = sorted(by_unit.items(), key=lambda item: item[0] != "%")
    made = [_plot(unit, found) for unit, found in ordered]
    note = _("Vạch ngang là khoảng của từng giá trị, k = 2 (khoảng 95 %); không có vạch là chưa rõ khoảng.")
    return [*made[:-1], *(replace(each, note=note) for each in made[-1:])]


def _plot(unit: str, goals: Sequence[GoalResult]) -> Spans:
    aims = {each.change.aim for each in goals}
    aim = aims.pop() if len(aims) == 1 else None
    limits = (
        (Limit(float(aim), _("cần đạt {value}", value=show_number(aim)), "accent", upright=True),)
        if aim is not None
        else ()
    )
    ends = (0.0, 100.0) if unit == "%" else (0.0, None)
    values = [float(side.value) for each in goals for side in (each.change.before, each.change.after) if side.value]
    low = None if values and min(values) < 0 else ends[0]
    return Spans(
        title=_("Trước và sau, {unit}", unit=unit) if unit else _("Trước và sau"),
        axis=Axis("", unit, low=low, high=ends[1]),
        rows=tuple(row for each in goals for row in _rows(each)),
        limits=limits,
    )


def _rows(result: GoalResult) -> list[SpanRow]:
    code, change = goal_code(result.goal), result.change
    tone = TONES[OUTCOME_STATES[result.outcome]]
    return [
        _row(_("{code} trước", code=code), change.before, "text2"),
        _row(_("{code} sau", code=code), change.after, tone),
    ]


def _row(label: str, side: Side, tone: str) -> SpanRow:
    low, high = side.interval or (None, None)
    at = float(side.value) if side.value is not None else None
    return SpanRow(label, low, high, at, side_shown(side), tone=tone)
