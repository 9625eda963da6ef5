"""Step 5: what tasks and solutions cost and need, line by line; sums say what is known and count what is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.funding import (
    FUNDING_FIELDS,
    Cost,
    Total,
    YearTotal,
    by_kind,
    by_source,
    by_year,
    cost_of_items,
    totals_by,
)
from app.domain.keys import new_key
from app.domain.solutions import FundingItem, solution_code
from app.domain.tasks import task_code
from app.services.locks import demand_open
from app.services.plans import plan_of
from app.services.registers import CellText, Refusal, Register, Written, with_cells
from app.services.task_plan import linked, tasks_of_cycle
from app.storage.unit import Unit

STEP = 5
FUNDING = Register(
    "funding",
    {each.name: each for each in FUNDING_FIELDS},
    lambda key: FundingItem(id=key, cycle_id="", of_kind="", of_id="", place=0, kind="money", title=""),
)
"""The fields of a line of funding, as a table types them."""


def items_of(unit: Unit, of_kind: str, of_id: str) -> list[FundingItem]:
    """The lines of a task or a solution ("tasks", "solutions"), in their order."""
    return sorted(unit.funding.all(of_kind=of_kind, of_id=of_id), key=lambda each: each.place)


def cost_of(unit: Unit, of_kind: str, of_id: str) -> Cost:
    """What its lines come to: once, yearly (None where no line says it), and how many are not estimated."""
    return cost_of_items(items_of(unit, of_kind, of_id))


def add_item(unit: Unit, of_kind: str, of_id: str, /, **given: Any) -> FundingItem:
    """A new line. given: texts read as typed, other values kept as they are; UserError for a text that is wrong."""
    item = _new(unit, of_kind, of_id, len(items_of(unit, of_kind, of_id)) + 1)
    for field, value in given.items():
        item = _with(item, FUNDING.read(item, field, value) if isinstance(value, str) else {field: value})
    return unit.funding.keep(item)


def add_items(unit: Unit, of_kind: str, of_id: str, lines: Sequence[Mapping[str, str]]) -> Written:
    """A new line for each that holds anything. A cell that cannot be read is refused alone, the others are kept."""
    place = max((each.place for each in items_of(unit, of_kind, of_id)), default=0)
    made, refused, count = [], list[Refusal](), 0
    for line in lines:
        texts = {field: text for field, text in line.items() if text.strip()}
        if texts:
            place += 1
            item = _new(unit, of_kind, of_id, place)
            item, wrong = with_cells(FUNDING, item, [CellText(item.id, *each) for each in texts.items()])
            made.append(item)
            refused += wrong
            count += len(texts) - len(wrong)
    unit.funding.keep_all(made)
    return Written(tuple(each.id for each in made), count, tuple(refused))


def _new(unit: Unit, of_kind: str, of_id: str, place: int) -> FundingItem:
    owner = getattr(unit, of_kind).get(of_id)
    demand_open(unit, owner.cycle_id, STEP)
    return FundingItem(
        id=new_key(), cycle_id=owner.cycle_id, of_kind=of_kind, of_id=of_id, place=place, kind="money", title=""
    )


def _with(item: FundingItem, fields: Mapping[str, Any]) -> FundingItem:
    return replace(item, **fields)


def edit_item(unit: Unit, item_id: str, field: str, text: str) -> FundingItem:
    """Sets one field as typed; the amount follows quantity and unit price."""
    item = unit.funding.get(item_id)
    demand_open(unit, item.cycle_id, STEP)
    return unit.funding.keep(replace(item, **FUNDING.read(item, field, text)))


def write_items(unit: Unit, cells: Sequence[CellText]) -> Written:
    """A block of cells; what cannot be read is refused cell by cell. A line with no text and no figure left goes."""
    by_key: dict[str, list[CellText]] = {}
    for cell in cells:
        by_key.setdefault(cell.key, []).append(cell)
    kept, refused, count = [], list[Refusal](), 0
    for key, own in by_key.items():
        item = unit.funding.get(key)
        demand_open(unit, item.cycle_id, STEP)
        item, wrong = with_cells(FUNDING, item, own)
        kept.append(item)
        refused += wrong
        count += len(own) - len(wrong)
    unit.funding.keep_all(kept)
    for each in kept:
        if is_blank(each):
            unit.funding.retire(each.id)
    return Written(tuple(by_key), count, tuple(refused))


def is_blank(item: FundingItem) -> bool:
    return (
        not (item.title or item.unit or item.source or item.note)
        and item.quantity is item.unit_price is None
        and (item.amount is None)
    )


def retire_items(unit: Unit, item_ids: Sequence[str]) -> None:
    """Takes lines out; undo brings them back."""
    for each in item_ids:
        demand_open(unit, unit.funding.get(each).cycle_id, STEP)
        unit.funding.retire(each)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The funding of a cycle. by_record: one line a task or solution that has any, its code as words. by_year: of the
    programme, empty while it has no period. unknown: the lines without an amount, by name."""

    items: tuple[FundingItem, ...]
    whole: Cost
    by_kind: tuple[Total, ...]
    by_source: tuple[Total, ...]
    by_record: tuple[Total, ...]
    by_year: tuple[YearTotal, ...]
    unknown: tuple[FundingItem, ...]


def totals(unit: Unit, cycle_id: str) -> Totals:
    """What all tasks and solutions of a cycle need."""
    items = sorted(
        unit.funding.all(cycle_id=cycle_id), key=lambda each: (each.of_kind != "tasks", each.of_id, each.place)
    )
    tasks = tasks_of_cycle(unit, cycle_id)
    codes = {each.id: task_code(each) for each in tasks}
    codes |= {each.id: solution_code(each) for each in unit.solutions.all(cycle_id=cycle_id)}
    items = [each for each in items if each.of_id in codes]
    plan = plan_of(unit, cycle_id)
    starts: dict[str, date | None] = {each.id: each.starts_on for each in tasks}
    for solution_id, served in linked(unit, "solutions", "tasks", tasks).items():
        starts[solution_id] = min((each.starts_on for each in served if each.starts_on), default=None)
    has_period = plan.starts_on is not None and plan.ends_on is not None
    return Totals(
        items=tuple(items),
        whole=cost_of_items(items),
        by_kind=by_kind(items),
        by_source=by_source(items),
        by_record=tuple(
            sorted(totals_by(items, lambda item: item.of_id, lambda key: codes[key]), key=lambda each: each.words)
        ),
        by_year=by_year(items, starts, plan.starts_on, plan.ends_on) if has_period else (),  # type: ignore[arg-type]
        unknown=tuple(each for each in items if each.amount is None),
    )
