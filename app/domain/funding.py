"""Funding (kinh phí, nguồn lực) by item: what one line says, and what many come to. Money in million đồng.

What nobody estimated is counted and named; it is never zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.domain.errors import UserError
from app.domain.register_fields import TypedField, as_typed, plain
from app.domain.solutions import FUNDING_KINDS, FundingItem
from app.domain.typed_fields import Fields, magnitude_of, one_of
from app.formats import add_months, fold, show_date, show_number, tidy
from app.wording import N_, _

YEARLY_WORDS: Mapping[str, str] = {"0": N_("một lần"), "1": N_("hằng năm")}
CENT = Decimal("0.01")
MOST = Decimal(100_000)
"""100 billion đồng in one line: more is đồng taken for million đồng."""


def amount_of(quantity: Decimal | None, unit_price: Decimal | None) -> Decimal | None:
    """quantity × unit price where both are known."""
    return None if quantity is None or unit_price is None else (quantity * unit_price).normalize() + 0


def _read_factor(name: str, other: str) -> Callable[[Any, str], Fields]:
    """Quantity or unit price: the amount follows it; without it the amount is not known any more."""

    def read(item: FundingItem, text: str) -> Fields:
        value, beside = _money_of(text) if name == "unit_price" else magnitude_of(text), getattr(item, other)
        if value is not None and beside is not None:
            return {name: value, "amount": amount_of(value, beside)}
        was_computed = getattr(item, name) is not None and beside is not None
        return {name: value, "amount": None} if was_computed else {name: value}

    return read


def _money_of(text: str) -> Decimal | None:
    """Million đồng. A figure that was most likely meant in đồng is refused: it would be a million times too much."""
    value = magnitude_of(text)
    if value is not None and value > MOST:
        raise UserError(
            _(
                "Tiền ở đây tính bằng triệu đồng, nhiều nhất {most}. Nếu {typed} là đồng, nhập {meant}.",
                most=show_number(MOST),
                typed=show_number(value),
                meant=show_number((value / 1_000_000).normalize()),
            )
        )
    return value


def _read_amount(item: FundingItem, text: str) -> Fields:
    value, computed = _money_of(text), amount_of(item.quantity, item.unit_price)
    if computed is None:
        return {"amount": value}
    if value is not None and abs(value - computed) > CENT:
        raise UserError(
            _(
                "Thành tiền {typed} khác số lượng × đơn giá = {computed}. Sửa cho khớp, hoặc xóa số lượng.",
                typed=show_number(value),
                computed=show_number(computed),
            )
        )
    return {"amount": computed}


def _number(name: str, title: str, read: Callable[[Any, str], Fields], *known_as: str) -> TypedField:
    return TypedField(
        name=name, title=title, read=read, show=lambda item: as_typed(getattr(item, name)), known_as=known_as
    )


FUNDING_FIELDS: tuple[TypedField, ...] = (
    TypedField(
        name="kind",
        title=N_("Nguồn lực"),
        read=lambda _item, text: {"kind": one_of(text, FUNDING_KINDS)},
        show=lambda item: _(FUNDING_KINDS[item.kind]),
        choices=FUNDING_KINDS,
        known_as=("loai", "loai nguon luc", "hang muc", "kind"),
    ),
    plain("title", N_("Khoản"), "noi dung", "khoan muc", "noi dung chi", "item"),
    _number("quantity", N_("Số lượng"), _read_factor("quantity", "unit_price"), "sl", "khoi luong", "quantity"),
    plain("unit", N_("Đơn vị tính"), "dvt", "don vi", "unit"),
    _number("unit_price", N_("Đơn giá"), _read_factor("unit_price", "quantity"), "don gia", "unit price"),
    _number("amount", N_("Thành tiền"), _read_amount, "thanh tien", "so tien", "kinh phi", "amount"),
    TypedField(
        name="yearly",
        title=N_("Lặp lại"),
        read=lambda _item, text: {"yearly": int(one_of(text or "0", YEARLY_WORDS))},
        show=lambda item: _(YEARLY_WORDS[str(item.yearly)]),
        choices=YEARLY_WORDS,
    ),
    plain("source", N_("Nguồn kinh phí"), "nguon", "nguon von", "source"),
    plain("note", N_("Ghi chú")),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What lines come to, in million đồng. once, yearly: None where no line says it (not zero). unknown: how many
    lines have no amount, so that the sums are what is known so far."""

    once: Decimal | None = None
    yearly: Decimal | None = None
    unknown: int = 0

    def over(self, years: Decimal) -> Decimal | None:
        """Once and each of these years together; None where nothing is known."""
        if self.once is None and self.yearly is None:
            return None
        return (self.once or Decimal(0)) + (self.yearly or Decimal(0)) * years


NO_COST = Cost()


def cost_of_items(items: Iterable[FundingItem]) -> Cost:
    """The sums of these lines."""
    once: Decimal | None = None
    yearly: Decimal | None = None
    unknown = 0
    for each in items:
        if each.amount is None:
            unknown += 1
        elif each.yearly:
            yearly = (yearly or Decimal(0)) + each.amount
        else:
            once = (once or Decimal(0)) + each.amount
    return Cost(once, yearly, unknown)


@dataclass(frozen=True, slots=True)
class Total:
    """One line of a summary: its key, the words for it, and what it comes to."""

    key: str
    words: str
    cost: Cost


def totals_by(
    items: Sequence[FundingItem], key: Callable[[FundingItem], str], words: Callable[[str], str]
) -> tuple[Total, ...]:
    """Sums by a key, in the order in which the keys are first met."""
    groups: dict[str, list[FundingItem]] = {}
    for each in items:
        groups.setdefault(key(each), []).append(each)
    return tuple(Total(name, words(name), cost_of_items(own)) for name, own in groups.items())


def by_kind(items: Sequence[FundingItem]) -> tuple[Total, ...]:
    """In the order of FUNDING_KINDS."""
    found = {each.key: each for each in totals_by(items, lambda item: item.kind, lambda key: _(FUNDING_KINDS[key]))}
    return tuple(found[key] for key in FUNDING_KINDS if key in found)


def by_source(items: Sequence[FundingItem]) -> tuple[Total, ...]:
    """By who pays, however it is written; lines without a source stand last."""
    names: dict[str, str] = {}
    for each in items:
        names.setdefault(fold(tidy(each.source)), tidy(each.source))
    found = totals_by(items, lambda item: fold(tidy(item.source)), lambda key: names[key] or _("chưa rõ nguồn"))
    return tuple(sorted(found, key=lambda each: (not each.key, each.key)))


@dataclass(frozen=True, slots=True)
class YearTotal:
    """number: of the year of the programme from 1, 0 for what has no date. amount: None where nothing is known."""

    number: int
    words: str
    amount: Decimal | None


def programme_years(starts_on: date, ends_on: date) -> tuple[tuple[date, date], ...]:
    """First and last day of each year of the programme."""
    years: list[tuple[date, date]] = []
    first = starts_on
    while first <= ends_on:
        following = add_months(starts_on, 12 * (len(years) + 1))
        years.append((first, min(ends_on, following - timedelta(days=1))))
        first = following
    return tuple(years)


def by_year(
    items: Sequence[FundingItem], starts: Mapping[str, date | None], starts_on: date, ends_on: date
) -> tuple[YearTotal, ...]:
    """What falls into each year of the programme. starts: id of the task or solution → the day its work begins.

    What is paid once falls into that year, what is yearly into it and all that follow; without a day it is told apart
    (number 0, last), yearly ones once.
    """
    years = programme_years(starts_on, ends_on)
    sums: list[Decimal | None] = [None] * (len(years) + 1)
    for each in items:
        if each.amount is not None:
            for number in _years_of(each, starts.get(each.of_id), years):
                sums[number] = (sums[number] or Decimal(0)) + each.amount
    found = [
        YearTotal(
            number,
            _("Năm {number} ({first}–{last})", number=number, first=show_date(first), last=show_date(last)),
            sums[number],
        )
        for number, (first, last) in enumerate(years, 1)
    ]
    return (*found, YearTotal(0, _("chưa rõ năm"), sums[0])) if sums[0] is not None else tuple(found)


def _years_of(item: FundingItem, start: date | None, years: Sequence[tuple[date, date]]) -> Sequence[int]:
    if start is None or not years:
        return (0,)
    first = next((number for number, (_first, last) in enumerate(years, 1) if start <= last), len(years))
    return range(first, len(years) + 1) if item.yearly else (first,)
