"""Where a goal may take its baseline from besides the indicators: an evaluation's figure with its uncertainty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import sqrt

from app.domain.baseline import FACTOR
from app.domain.effect_fields import is_money
from app.domain.errors import UserError
from app.domain.evaluations import Evaluation, evaluation_code
from app.domain.goals import Goal
from app.domain.indicators import MILLIONS
from app.domain.metrology.results import Result
from app.services.effects import millions
from app.services.evaluation_kept import inputs_of, method_of, result_of
from app.services.locks import demand_open
from app.services.losses import COUNTED, DONG, losses_of
from app.storage.unit import Unit
from app.wording import _

STEP = 3
DIGITS = 2
"""Significant digits of U (GUM 7.2.6); the value goes to the same place."""


@dataclass(frozen=True, slots=True)
class BaselineChoice:
    """A figure a goal may start from. uncertainty: U at k = 2 in unit. source: a sentence with the code."""

    evaluation_id: str
    name: str
    words: str
    value: Decimal
    uncertainty: Decimal
    unit: str
    on: date | None
    source: str


def baseline_choices(unit: Unit, goal_id: str) -> list[BaselineChoice]:
    """The figures with an interval of the evaluations behind the goal's findings, and for money the losses."""
    goal = unit.goals.get(goal_id)
    answered = {each.to_id for each in unit.links.all(from_kind="goals", from_id=goal_id, to_kind="findings")}
    behind = {
        each.to_id: None
        for each in unit.links.all(from_kind="findings", to_kind="evaluations")
        if each.from_id in answered
    }
    found = [unit.evaluations.find(each) for each in behind]
    choices = [choice for each in found if each is not None for choice in _of_evaluation(each)]
    return choices + (_of_losses(unit, goal) if is_money(goal.unit) else [])


def take_baseline(unit: Unit, goal_id: str, evaluation_id: str, name: str) -> Goal:
    """Starts the goal from this figure: value, unit, U with k = 2, day and source. It is typed from then on: the
    indicator that is computed from other data does not renew it."""
    goal = unit.goals.get(goal_id)
    demand_open(unit, goal.cycle_id, STEP)
    wanted = (
        each for each in baseline_choices(unit, goal_id) if (each.evaluation_id, each.name) == (evaluation_id, name)
    )
    choice = next(wanted, None)
    if choice is None:
        raise UserError(_("Con số này không còn trong kết quả đánh giá. Chọn lại."))
    kept_key = goal.indicator_key if is_money(goal.unit) and is_money(choice.unit) else ""
    return unit.goals.keep(
        replace(
            goal,
            indicator=goal.indicator or choice.words,
            indicator_key=kept_key,
            unit=choice.unit,
            baseline=choice.value,
            baseline_on=choice.on,
            baseline_source=choice.source,
            baseline_uncertainty=choice.uncertainty,
            baseline_factor=FACTOR,
            baseline_k=None,
            baseline_n=None,
        )
    )


def _of_evaluation(evaluation: Evaluation) -> Iterable[BaselineChoice]:
    result, method = result_of(evaluation), method_of(evaluation)
    if result is None or method is None:
        return
    if evaluation.calculation == "prepackage_lot" and (overfill := _overfill(evaluation, result)):
        yield overfill
    for output in method.outputs:
        value = result.values.get(output.name)
        if value is None or isinstance(value.value, str | bool) or value.value is None or value.unit == DONG:
            continue
        if value.low is None or value.high is None:
            continue
        yield _choice(
            evaluation,
            output.name,
            _(output.words),
            float(value.value),
            (value.high - value.low) / 2,
            value.unit,
            _("{code}: {words}, U bằng nửa khoảng 95 %.", code=evaluation_code(evaluation), words=_(output.words)),
        )


def _overfill(evaluation: Evaluation, result: Result) -> BaselineChoice | None:
    """Mean − Qn of a lot, U of the mean = 2 s/√n (type A, GUM 4.2.3)."""
    try:
        mean, s, n = (result.number(name) for name in ("mean", "s", "n"))
        nominal = float(str(inputs_of(evaluation)["Qn"]))
    except (KeyError, ValueError):
        return None
    if n < 2 or s <= 0:
        return None
    source = _(
        "{code}: trung bình của {n} bao trừ lượng danh định, U = 2 s/√n.", code=evaluation_code(evaluation), n=int(n)
    )
    spread, unit = 2 * s / sqrt(n), str(inputs_of(evaluation).get("unit") or "")
    return _choice(
        evaluation, "overfill", _("Lượng đóng thừa trung bình mỗi bao"), mean - nominal, spread, unit, source
    )


def _of_losses(unit: Unit, goal: Goal) -> list[BaselineChoice]:
    choices = []
    for row in losses_of(unit, goal.cycle_id).rows:
        loss = row.loss
        if row.state != COUNTED or loss is None or loss.currency != DONG:
            continue
        value, low, high = millions(loss.expected), millions(loss.low), millions(loss.high)
        if value is None or low is None or high is None:
            continue
        choices.append(
            BaselineChoice(
                row.evaluation.id,
                "loss",
                row.title,
                value,
                (high - low) / 2,
                _(MILLIONS),
                _day_of(row.evaluation),
                _("{code}: {words}, U bằng nửa khoảng thấp–cao.", code=row.code, words=row.title),
            )
        )
    return choices


def _choice(
    evaluation: Evaluation, name: str, words: str, value: float, spread: float, unit: str, source: str
) -> BaselineChoice:
    place = _place(spread)
    rounded, half = (Decimal(repr(each)).quantize(place) for each in (value, spread))
    return BaselineChoice(evaluation.id, name, words, rounded, half, unit, _day_of(evaluation), source)


def _place(spread: float) -> Decimal:
    """One unit of the last significant digit of a spread; 1 where there is none."""
    size = Decimal(repr(abs(spread)))
    return Decimal(1).scaleb(min(0, size.adjusted() - DIGITS + 1)) if size else Decimal("0.0001")


def _day_of(evaluation: Evaluation) -> date | None:
    return evaluation.computed_at.astimezone().date() if evaluation.computed_at else None
