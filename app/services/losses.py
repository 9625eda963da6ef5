"""The losses of a cycle (M20): its evaluations in money, added up without counting twice, each figure with where it
comes from. No figure here is ever a typical one: what nobody has given stays blank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.domain.errors import UserError
from app.domain.evaluations import Evaluation, evaluation_code
from app.domain.metrology.catalogue import calculations
from app.domain.metrology.declared import Calculation, Input
from app.domain.metrology.losses import Loss, Sums, add_up
from app.domain.metrology.results import Result
from app.domain.processes import Process
from app.formats import fold
from app.services.evaluation_kept import inputs_of, result_of
from app.services.evaluation_states import NEW, OpenEvaluation, evaluation_rows
from app.services.evaluations import add_evaluation, edit_inputs, keep_result, run_evaluation
from app.storage.unit import Unit
from app.wording import N_, _

MONEY: Mapping[str, str] = {
    "loss_bias": "own_loss",
    "loss_giveaway": "annual_giveaway",
    "loss_decisions": "annual_total",
    "loss_quadratic": "annual_loss",
    "loss_out_of_tolerance": "annual_loss",
    "loss_downtime": "annual_loss",
    "prepackage_lot": "annual_giveaway",
}
"""The figure of each kind of loss that is the factory's own money a year."""
KINDS = tuple(each for each in MONEY if each != "prepackage_lot")
"""What can be added by hand; a lot of prepackages comes from its study."""

COUNTED, OVERLAPS, UNCLEAR, LEFT_OUT, UNFINISHED = "counted", "overlaps", "unclear", "left out", "unfinished"
_PLACES = {COUNTED: 0, OVERLAPS: 0, UNCLEAR: 1, LEFT_OUT: 1, UNFINISHED: 2}
_NO_CURRENCY = N_("Chưa ghi loại tiền, nên chưa cộng vào tổng.")
_GAIN = N_("Con số âm: không phải thất thoát của nhà máy, không trừ vào tổng.")
_NO_YEAR = N_("Chưa ghi năm của giá, nên chưa cộng vào tổng.")
_COUNTED_IN = frozenset(
    {"bao", "goi", "chai", "hop", "thung", "cai", "chiec", "san pham", "tui", "lon", "kien", "vien"}
)
"""Units that count things, without their accents: a throughput in one of these is a number of packages or products."""


def _throughput(process: Process) -> Decimal | None:
    return process.throughput


def _number_a_year(process: Process) -> Decimal | None:
    return process.throughput if fold(process.throughput_unit) in _COUNTED_IN else None


def _price_of_quantity(process: Process) -> Decimal | None:
    """The price is of one unit of throughput; it prices the quantity itself where both are in one unit."""
    same = process.throughput_unit.strip().casefold() == process.unit.strip().casefold()
    return process.price if same and process.unit else None


def _half_width(process: Process) -> Decimal | None:
    if process.tolerance_low is None or process.tolerance_high is None:
        return None
    return (process.tolerance_high - process.tolerance_low) / 2


_Field = tuple[str, Callable[[Process], Decimal | None]]
_FOUND_IN: Mapping[str, _Field] = {
    "throughput_per_year": (N_("sản lượng"), _throughput),
    "units_per_year": (N_("sản lượng"), _number_a_year),
    "packages_per_year": (N_("sản lượng"), _number_a_year),
    "price_per_unit": (N_("đơn giá"), _price_of_quantity),
    "cost_false_accept": (N_("chi phí chấp nhận sai"), lambda process: process.false_accept_cost),
    "cost_false_reject": (N_("chi phí loại bỏ sai"), lambda process: process.false_reject_cost),
    "nominal": (N_("danh định"), lambda process: process.nominal),
    "sd_process": (N_("độ lệch chuẩn của sản phẩm"), lambda process: process.product_sd),
    "limit_half_width": (N_("nửa dung sai"), _half_width),
}
"""Which field of the process fills an input, and its name."""
_OF_BIAS: Mapping[str, _Field] = {"price_per_unit": (N_("đơn giá"), lambda process: process.price)}
"""A bias in trade counts throughput and price in the unit of the throughput, whatever is measured in."""
_PRICES = ("price_per_unit", "cost_false_accept", "cost_false_reject")
DONG = "VND"
"""What the money fields of a process are in."""


@dataclass(frozen=True, slots=True)
class LossRow:
    """One loss as it stands in the list. state: counted, overlaps (twin: the code of the one that stands for both),
    unclear (not distinguishable from zero), left out (a gain, or without a year), or unfinished. why: the sentence.
    """

    opened: OpenEvaluation
    result: Result | None
    loss: Loss | None
    state: str
    why: str = ""

    @property
    def evaluation(self) -> Evaluation:
        return self.opened.evaluation

    @property
    def code(self) -> str:
        return evaluation_code(self.evaluation)

    @property
    def calculation(self) -> Calculation:
        assert self.opened.calculation is not None
        return self.opened.calculation

    @property
    def title(self) -> str:
        """As a person named it; a title that is only what the process measures does not tell one loss from another."""
        title, process = self.evaluation.title, self.opened.process
        taken = process is not None and title in (process.measured, process.name)
        return _(self.calculation.words) if taken or not title else title


@dataclass(frozen=True, slots=True)
class Losses:
    """rows: the largest first, unfinished ones last. sums: by currency and year."""

    rows: tuple[LossRow, ...]
    sums: Sums


def losses_of(unit: Unit, cycle_id: str) -> Losses:
    """Every loss of the cycle, with the sums."""
    found = [_read(each) for each in evaluation_rows(unit, cycle_id) if each.evaluation.calculation in MONEY]
    rows = [each for each in found if each is not None]
    sums = add_up(each.loss for each in rows if each.loss is not None and each.state == COUNTED)
    codes = {each.evaluation.id: each.code for each in rows}
    told = [_placed(each, sums, codes) for each in rows]
    told.sort(key=lambda each: (_PLACES[each.state], -_size(each), -each.evaluation.number))
    return Losses(tuple(told), sums)


def _size(row: LossRow) -> float:
    loss = row.loss
    return 0.0 if loss is None else abs(loss.expected if loss.expected is not None else loss.high or 0.0)


def _read(opened: OpenEvaluation) -> LossRow | None:
    """None for a lot of prepackages whose overfill nobody has put in money."""
    lot = opened.evaluation.calculation == "prepackage_lot"
    result, trouble = result_of(opened.evaluation), ""
    if not lot and (result is None or opened.state == NEW):
        result, trouble = result_or_trouble(opened.evaluation)
    if result is None:
        return None if lot else LossRow(opened, None, None, UNFINISHED, trouble)
    value = result.values.get(MONEY[opened.evaluation.calculation])
    inputs = inputs_of(opened.evaluation)
    if value is None or (not value.available and value.low is None):
        why = value.why.text if value and value.why else ""
        return None if lot else LossRow(opened, result, None, UNFINISHED, why)
    expected = float(value.value) if isinstance(value.value, int | float) else None
    year = inputs.get("year")
    loss = Loss(
        key=opened.evaluation.id,
        calculation=opened.evaluation.calculation,
        process=opened.evaluation.process_id,
        expected=expected,
        low=value.low,
        high=value.high,
        currency=value.unit,
        year=int(year) if year not in (None, "") else None,
    )
    if loss.year is None or not loss.currency:
        return LossRow(opened, result, loss, LEFT_OUT, _(_NO_YEAR if loss.currency else _NO_CURRENCY))
    if expected is not None and expected < 0:
        return LossRow(opened, result, loss, LEFT_OUT, _(_GAIN))
    return LossRow(opened, result, loss, COUNTED)


def _placed(row: LossRow, sums: Sums, codes: Mapping[str, str]) -> LossRow:
    key = row.evaluation.id
    if key in sums.overlaps:
        code = codes[sums.overlaps[key]]
        sentence = (
            _("Cùng nguyên nhân với {code}, không cộng hai lần.", code=code)
            if row.evaluation.process_id
            else _("Có thể trùng với {code} vì chưa nêu quá trình, không cộng hai lần.", code=code)
        )
        return LossRow(row.opened, row.result, row.loss, OVERLAPS, sentence)
    if key in sums.unclear:
        return LossRow(row.opened, row.result, row.loss, UNCLEAR, _("Chưa phân biệt được với 0, chỉ biết khoảng."))
    return row


def lacking_of(evaluation: Evaluation) -> tuple[Input, ...]:
    """The inputs without which nothing is computed."""
    given = inputs_of(evaluation)
    wanted = (each for each in calculations()[evaluation.calculation].inputs if each.required and each.default is None)
    return tuple(each for each in wanted if given.get(each.name) in (None, "", []))


def result_or_trouble(evaluation: Evaluation) -> tuple[Result | None, str]:
    """What a loss comes to now, or why there is no figure yet, in one sentence; products, so quick enough to read."""
    lacking = lacking_of(evaluation)
    if lacking:
        return None, _("Còn thiếu: {names}.", names="; ".join(_(each.words) for each in lacking))
    try:
        return run_evaluation(evaluation), ""
    except UserError as trouble:
        return None, str(trouble)


# ---- deeds


def add_loss(unit: Unit, cycle_id: str, calculation: str, process_id: str = "") -> Evaluation:
    """A new loss of this kind; what the process knows is filled in, all else stays blank."""
    process = unit.processes.find(process_id) if process_id else None
    inputs: dict[str, Any] = dict(_from_process(calculations()[calculation], process)) if process else {}
    if process is not None:
        if any(name in inputs for name in _PRICES):
            inputs["currency"] = DONG
        unit_of_it = process.throughput_unit if calculation == "loss_bias" else process.unit
        if unit_of_it:
            inputs["unit"] = unit_of_it
    made = add_evaluation(unit, cycle_id, calculation, process_id=process_id, inputs=inputs)
    return _computed(unit, made)


def edit_loss(unit: Unit, evaluation_id: str, changed: Mapping[str, Any]) -> Evaluation:
    """Sets inputs by name and computes anew in the same deed; what cannot be computed yet keeps its inputs."""
    return _computed(unit, edit_inputs(unit, evaluation_id, changed))


def edit_range(unit: Unit, evaluation_id: str, name: str, end: str, value: Any) -> Evaluation:
    """Sets the "low" or "high" of one figure; None takes it away."""
    ranges = {each["input"]: dict(each) for each in inputs_of(unit.evaluations.get(evaluation_id)).get("ranges") or ()}
    ranges[name] = {**ranges.get(name, {"input": name}), end: value}
    kept = [each for each in ranges.values() if each.get("low") is not None or each.get("high") is not None]
    return edit_loss(unit, evaluation_id, {"ranges": kept or None})


def edit_basis(unit: Unit, evaluation_id: str, name: str, words: str) -> Evaluation:
    """Says where the figure of one input comes from."""
    told = {**basis_of(unit.evaluations.get(evaluation_id)), name: words.strip()}
    return edit_loss(unit, evaluation_id, {"basis": {key: each for key, each in told.items() if each} or None})


def _computed(unit: Unit, evaluation: Evaluation) -> Evaluation:
    with suppress(UserError):
        return keep_result(unit, evaluation.id, run_evaluation(evaluation)) or evaluation
    return evaluation


# ---- where figures come from


def range_of(evaluation: Evaluation, name: str) -> tuple[Any, Any]:
    """The least and the greatest of one figure as they are kept."""
    rows = inputs_of(evaluation).get("ranges") or ()
    found: Mapping[str, Any] = next((each for each in rows if each.get("input") == name), {})
    return found.get("low"), found.get("high")


def basis_of(evaluation: Evaluation) -> dict[str, str]:
    """By input, where its figure comes from, as a person has said."""
    found = inputs_of(evaluation).get("basis")
    return {str(name): str(each) for name, each in found.items()} if isinstance(found, Mapping) else {}


def told_source(evaluation: Evaluation, process: Process | None, name: str) -> str:
    """The field of the process that this figure agrees with, in words; "" when it is of no process."""
    value = inputs_of(evaluation).get(name)
    field = _field_of(evaluation.calculation, name)
    if process is None or field is None or value is None:
        return ""
    words, take = field
    known = take(process)
    if known is None or Decimal(str(value)) != known:
        return ""
    code = process.code or process.name
    if name == "price_per_unit" and process.throughput_unit:
        return _("Quá trình {code}: {field} một {unit}", code=code, field=_(words), unit=process.throughput_unit)
    return _("Quá trình {code}: {field}", code=code, field=_(words))


def _field_of(calculation: str, name: str) -> _Field | None:
    own = _OF_BIAS if calculation == "loss_bias" else {}
    return own.get(name) or _FOUND_IN.get(name)


def _from_process(calculation: Calculation, process: Process) -> dict[str, str]:
    fields = {each.name: _field_of(calculation.key, each.name) for each in calculation.inputs}
    found = {name: field[1](process) for name, field in fields.items() if field is not None}
    return {name: f"{value:f}" for name, value in found.items() if value is not None}
