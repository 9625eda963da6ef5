"""Funding of the programme (kinh phí): by item, by kind, by who pays, by year; what nobody estimated is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.domain.document import Block, Cell, Column, Heading, Paragraph, State, Table
from app.domain.funding import YEARLY_WORDS, Cost, Total, YearTotal, by_kind, by_source, by_year
from app.domain.programme_content import day_of
from app.domain.solutions import FUNDING_KINDS
from app.formats import show_number
from app.reports.programme_matter import ProgrammeMatter, said_number, short
from app.wording import _


def means_blocks(matter: ProgrammeMatter) -> Iterator[Block]:
    yield Heading(_("VI. KINH PHÍ VÀ NGUỒN LỰC"))
    yield Paragraph(cost_sentence(matter))
    yield items_table(matter, _("Bảng 5. Kinh phí, nguồn lực theo khoản (triệu đồng)"))
    if matter.items:
        yield totals_table(_("Bảng 6. Theo loại nguồn lực (triệu đồng)"), _("Nguồn lực"), by_kind(matter.items))
        yield totals_table(_("Bảng 7. Theo nguồn kinh phí (triệu đồng)"), _("Nguồn kinh phí"), by_source(matter.items))
    years = year_totals(matter)
    if years:
        yield years_table(_("Bảng 8. Theo năm của chương trình (triệu đồng)"), years)
    if unestimated := not_estimated(matter):
        yield Paragraph(_("Chưa ước tính: {items}.", items="; ".join(unestimated)), "note")
    if without := without_means(matter):
        yield Paragraph(_("Chưa ghi nguồn lực nào: {codes}.", codes=", ".join(without)), "note")


def cost_sentence(matter: ProgrammeMatter) -> str:
    cost = matter.cost
    if cost.once is None and cost.yearly is None:
        return _("Kinh phí của chương trình chưa ước tính.")
    known = (
        _("{amount} triệu đồng một lần", amount=said_number(cost.once)) if cost.once is not None else "",
        _("{amount} triệu đồng mỗi năm", amount=said_number(cost.yearly)) if cost.yearly is not None else "",
    )
    told = _("Kinh phí đã ước tính: {amounts}.", amounts=", ".join(each for each in known if each))
    if not cost.unknown:
        return told
    return f"{told} {_('Còn {n} khoản chưa ước tính, chưa có trong các số này.', n=cost.unknown)}"


def items_table(matter: ProgrammeMatter, caption: str) -> Table:
    columns = (
        Column(_("Của"), 0.9, "code"),
        Column(_("Khoản"), 3.6),
        Column(_("Nguồn lực"), 1.4),
        Column(_("Số lượng"), 1.3),
        Column(_("Thành tiền"), 1.3, "number"),
        Column(_("Lặp lại"), 1.1),
        Column(_("Nguồn kinh phí"), 1.8),
    )
    rows = tuple(_item_row(matter, number) for number in range(len(matter.items)))
    return Table(columns, rows, caption, _("Chưa ghi khoản nào."), small=True)


def _item_row(matter: ProgrammeMatter, number: int) -> tuple[Cell | State, ...]:
    item, code = matter.items[number], matter.records("funding")[number]["code"]
    quantity = f"{show_number(item.quantity)} {item.unit}".strip() if item.quantity is not None else ""
    return (
        code,
        item.title,
        _(FUNDING_KINDS[item.kind]) if item.kind in FUNDING_KINDS else item.kind,
        quantity,
        said_number(item.amount),
        _(YEARLY_WORDS[str(item.yearly)]),
        item.source or _("chưa rõ nguồn"),
    )


def totals_table(caption: str, title: str, totals: Sequence[Total]) -> Table:
    columns = (
        Column(title, 4.2),
        Column(_("Một lần"), 1.4, "number"),
        Column(_("Mỗi năm"), 1.4, "number"),
        Column(_("Khoản chưa ước tính"), 1.6, "number"),
    )
    rows = tuple((each.words, *_sums(each.cost)) for each in totals)
    return Table(columns, rows, caption)


def _sums(cost: Cost) -> tuple[Decimal | str, Decimal | str, int]:
    """Once, yearly, how many lines are not estimated; a dash where no line says it."""
    return (
        short(cost.once) if cost.once is not None else "—",
        short(cost.yearly) if cost.yearly is not None else "—",
        cost.unknown,
    )


def year_totals(matter: ProgrammeMatter) -> tuple[YearTotal, ...]:
    """() while the period is not known, or nothing was estimated."""
    first, last = day_of(matter.plan.get("starts_on")), day_of(matter.plan.get("ends_on"))
    if first is None or last is None or not matter.items:
        return ()
    starts = {each.of_id: matter.begins(each.of_id) for each in matter.items}
    return by_year(matter.items, starts, first, last)


def years_table(caption: str, years: Sequence[YearTotal]) -> Table:
    columns = (Column(_("Năm"), 5), Column(_("Số tiền đã ước tính"), 2, "number"))
    return Table(columns, tuple((each.words, said_number(each.amount)) for each in years), caption)


def not_estimated(matter: ProgrammeMatter) -> list[str]:
    """The lines without an amount, by what they are for and their name."""
    pairs = zip(matter.items, matter.records("funding"), strict=True)
    return [f"{record['code']} {item.title}".strip() for item, record in pairs if item.amount is None]


def without_means(matter: ProgrammeMatter) -> list[str]:
    """The tasks that neither have means of their own nor a solution that has some."""
    paid = {each.of_id for each in matter.items}
    return [
        str(task["code"])
        for task in matter.records("tasks")
        if task["id"] not in paid
        and not any(solution["id"] in paid for solution in matter.back("solutions", "tasks", task["id"]))
    ]
