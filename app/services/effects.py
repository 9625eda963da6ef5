"""Step 3: the effects the programme shall bring, in figures or in words, linked to goals and to losses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.effect_fields import effect_gaps, read_effect_field
from app.domain.effects import EFFECT_KINDS, Effect
from app.domain.errors import UserError
from app.domain.evaluations import Evaluation
from app.domain.findings import Link
from app.domain.goal_gaps import Gap
from app.domain.goals import Goal
from app.domain.indicators import MILLIONS
from app.domain.keys import new_key
from app.formats import nfc, tidy
from app.services.locks import demand_open
from app.services.numbering import next_number
from app.storage.unit import Unit
from app.wording import _

if TYPE_CHECKING:
    from app.services.losses import LossRow

STEP = 3
LINKED = ("goals", "evaluations")
"""What an effect may be linked to here; evidence is linked by services.evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRow:
    """An effect with the goals it comes from, the losses it would save, and what it lacks. state: ok or warn."""

    effect: Effect
    goals: tuple[Goal, ...]
    evaluations: tuple[Evaluation, ...]
    gaps: tuple[Gap, ...]
    state: str


def effect_rows(unit: Unit, cycle_id: str) -> list[EffectRow]:
    """The effects of a cycle, by kind in the order of EFFECT_KINDS, then by number."""
    order = list(EFFECT_KINDS)
    effects = sorted(unit.effects.all(cycle_id=cycle_id), key=lambda each: (order.index(each.kind), each.number))
    goals = {each.id: each for each in unit.goals.all(cycle_id=cycle_id)}
    linked: dict[tuple[str, str], list[str]] = {}
    for link in unit.links.all(from_kind="effects") if effects else ():
        linked.setdefault((link.from_id, link.to_kind), []).append(link.to_id)
    rows = []
    for each in effects:
        gaps = effect_gaps(each)
        of_goals = [goals[id] for id in linked.get((each.id, "goals"), []) if id in goals]
        found = (unit.evaluations.find(id) for id in linked.get((each.id, "evaluations"), []))
        of_losses = [evaluation for evaluation in found if evaluation is not None]
        rows.append(
            EffectRow(
                effect=each,
                goals=tuple(sorted(of_goals, key=lambda goal: goal.number)),
                evaluations=tuple(sorted(of_losses, key=lambda evaluation: evaluation.number)),
                gaps=gaps,
                state="warn" if gaps else "ok",
            )
        )
    return rows


def new_effect(unit: Unit, cycle_id: str, kind: str, title: str, goal_id: str = "") -> Effect:
    """A new effect of a kind, HQ number given; linked to a goal where one is named."""
    demand_open(unit, cycle_id, STEP)
    if kind not in EFFECT_KINDS:
        raise UserError(_("Chọn loại hiệu quả: kinh tế, xã hội, môi trường hoặc hội nhập."))
    if not tidy(title):
        raise UserError(_("Hiệu quả cần một tên nói rõ điều sẽ có được."))
    number = next_number(unit, "effects", cycle_id)
    made = Effect(id=new_key(), cycle_id=cycle_id, number=number, kind=kind, title=tidy(title))
    kept = unit.effects.keep(made)
    if goal_id:
        link_effect(unit, kept.id, "goals", goal_id)
    return kept


def edit_effect(unit: Unit, effect_id: str, field: str, text: str) -> Effect:
    """Sets one field as typed; an empty figure means that it is not put in figures."""
    effect = _open_effect(unit, effect_id)
    return unit.effects.keep(replace(effect, **read_effect_field(effect, field, nfc(text))))


def link_effect(unit: Unit, effect_id: str, to_kind: str, to_id: str) -> None:
    """Says which goal brings it, or which loss it would save."""
    _open_effect(unit, effect_id)
    if to_kind not in LINKED:
        raise KeyError(to_kind)
    if not unit.links.all(from_kind="effects", from_id=effect_id, to_kind=to_kind, to_id=to_id):
        unit.links.keep(Link(id=new_key(), from_kind="effects", from_id=effect_id, to_kind=to_kind, to_id=to_id))


def unlink_effect(unit: Unit, effect_id: str, to_kind: str, to_id: str) -> None:
    _open_effect(unit, effect_id)
    for link in unit.links.all(from_kind="effects", from_id=effect_id, to_kind=to_kind, to_id=to_id):
        unit.links.retire(link.id)


def retire_effect(unit: Unit, effect_id: str, reason: str) -> None:
    """Withdraws an effect with its links; its number is not used again."""
    if not reason.strip():
        raise UserError(_("Nêu lý do bỏ hiệu quả này."))
    _open_effect(unit, effect_id)
    unit.effects.retire(effect_id, reason.strip())
    for link in (*unit.links.all(from_id=effect_id), *unit.links.all(to_id=effect_id)):
        unit.links.retire(link.id)


def losses_to_take(unit: Unit, cycle_id: str) -> list[LossRow]:
    """The counted losses in đồng that no effect names yet, the largest first."""
    from app.services.losses import COUNTED, DONG, losses_of  # brings all methods, which the goals do without

    taken = {each.to_id for each in unit.links.all(from_kind="effects", to_kind="evaluations")}
    return [
        each
        for each in losses_of(unit, cycle_id).rows
        if each.state == COUNTED
        and each.loss is not None
        and each.loss.currency == DONG
        and each.loss.expected is not None
        and each.evaluation.id not in taken
    ]


def take_loss(unit: Unit, cycle_id: str, evaluation_id: str, goal_id: str = "") -> Effect:
    """A new economic effect with the figures of a loss, in million đồng a year, its code as basis.

    It is what is lost now: an upper bound of what can be saved, and the basis says so.
    """
    row = next((each for each in losses_to_take(unit, cycle_id) if each.evaluation.id == evaluation_id), None)
    if row is None or row.loss is None:
        raise UserError(_("Thất thoát này chưa tính được bằng đồng, hoặc đã được lấy vào một hiệu quả."))
    made = new_effect(unit, cycle_id, "economic", _("Giảm: {loss}", loss=row.title), goal_id)
    link_effect(unit, made.id, "evaluations", evaluation_id)
    basis = _("{code}: mức thất thoát hiện nay; phần giảm được không thể lớn hơn.", code=row.code)
    return unit.effects.keep(
        replace(
            made,
            unit=_(MILLIONS),
            basis=basis,
            expected=millions(row.loss.expected),
            expected_low=millions(row.loss.low),
            expected_high=millions(row.loss.high),
        )
    )


def millions(dong: float | None) -> Decimal | None:
    """Đồng as million đồng, to 0,1 million from ten millions on, else to a hundred đồng; None stays None."""
    if dong is None:
        return None
    value = Decimal(repr(float(dong))) / 1_000_000
    rounded = value.quantize(Decimal("0.1") if abs(value) >= 10 else Decimal("0.0001"))
    return Decimal(f"{rounded.normalize():f}")


def _open_effect(unit: Unit, effect_id: str) -> Effect:
    """The effect, if its step may still be changed."""
    effect = unit.effects.get(effect_id)
    demand_open(unit, effect.cycle_id, STEP)
    return effect
