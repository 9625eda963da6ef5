"""The means of the programme as sheets: every line, and sums by formulas that follow when a line is changed."""

from __future__ import annotations

from decimal import Decimal

from app.domain.funding import YEARLY_WORDS, by_kind, by_source
from app.domain.solutions import FUNDING_KINDS
from app.reports.programme_matter import ProgrammeMatter
from app.reports.sheets import Formula, Row, Sheet, SheetColumn, Value
from app.wording import _

MOST_PLACES = 3


def funding_sheet(matter: ProgrammeMatter, lines: tuple[str, ...]) -> Sheet:
    """lines: what stands over the table."""
    columns = (
        SheetColumn(_("Của"), 8, "code"),
        SheetColumn(_("Khoản"), 34),
        SheetColumn(_("Nguồn lực"), 16),
        SheetColumn(_("Số lượng"), 10, "number"),
        SheetColumn(_("Đơn vị tính"), 10),
        SheetColumn(_("Đơn giá (triệu đồng)"), 12, "number"),
        SheetColumn(_("Thành tiền (triệu đồng)"), 14, "number"),
        SheetColumn(_("Lặp lại"), 11),
        SheetColumn(_("Nguồn kinh phí"), 24),
    )
    first = 3 + len(lines)
    places = _places(matter)
    rows = [_item_row(matter, number, first + number, places) for number in range(len(matter.items))]
    last = first + len(rows) - 1
    if rows:
        for key in YEARLY_WORDS:
            word = _(YEARLY_WORDS[key])
            total = f'=SUMIF(H{first}:H{last},"{word}",G{first}:G{last})'
            words = _("Cộng {word}", word=word)
            rows.append(Row((None, words, None, None, None, None, Formula(total, places), word, None)))
        unknown = f'=COUNTIF(G{first}:G{last},"{_("chưa ước tính")}")'
        words = _("Số khoản chưa ước tính")
        rows.append(Row((None, words, None, None, None, None, Formula(unknown, 0), None, None)))
    return Sheet(_("Kinh phí"), _("KINH PHÍ, NGUỒN LỰC THEO KHOẢN"), columns, tuple(rows), lines, frozen=2)


def _item_row(matter: ProgrammeMatter, number: int, row: int, places: int) -> Row:
    item, code = matter.items[number], matter.records("funding")[number]["code"]
    counted = item.quantity is not None and item.unit_price is not None
    amount: Value | Formula = item.amount if item.amount is not None else _("chưa ước tính")
    return Row(
        (
            code,
            item.title,
            _(FUNDING_KINDS[item.kind]) if item.kind in FUNDING_KINDS else item.kind,
            item.quantity,
            item.unit,
            item.unit_price,
            Formula(f"=D{row}*F{row}", places) if counted else amount,
            _(YEARLY_WORDS[str(item.yearly)]),
            item.source or _("chưa rõ nguồn"),
        )
    )


def _places(matter: ProgrammeMatter) -> int:
    """As many decimals as the finest amount was told with."""
    told = [each.amount for each in matter.items if each.amount is not None]
    return min(max((_decimals(each) for each in told), default=0), MOST_PLACES)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def sums_sheet(matter: ProgrammeMatter, lines: tuple[str, ...]) -> Sheet:
    """Sums over the sheet of the lines; both have the same lines over their tables."""
    columns = (
        SheetColumn(_("Theo"), 34),
        SheetColumn(_("Một lần (triệu đồng)"), 16, "number"),
        SheetColumn(_("Mỗi năm (triệu đồng)"), 16, "number"),
    )
    rows: list[Row] = []
    kinds = [each.words for each in by_kind(matter.items)]
    sources = [each.words for each in by_source(matter.items)]
    for title, letter, names in ((_("Nguồn lực"), "C", kinds), (_("Nguồn kinh phí"), "I", sources)):
        rows.append(Row(band=title))
        begins = 3 + len(lines) + len(rows)
        rows += [_sum_row(matter, letter, name, row, 3 + len(lines)) for row, name in enumerate(names, begins)]
    return Sheet(_("Tổng kinh phí"), _("KINH PHÍ THEO NGUỒN LỰC VÀ NGUỒN"), columns, tuple(rows), lines)


def _sum_row(matter: ProgrammeMatter, letter: str, name: str, row: int, first: int) -> Row:
    """row: where it stands; first: the first line of the means."""
    last = first + len(matter.items) - 1
    sheet = f"'{_('Kinh phí')}'!"
    columns = {each: f"{sheet}${each}${first}:${each}${last}" for each in (letter, "G", "H")}

    def total(key: str) -> Formula:
        word = _(YEARLY_WORDS[key])
        text = f'=SUMIFS({columns["G"]},{columns[letter]},$A{row},{columns["H"]},"{word}")'
        return Formula(text, _places(matter))

    return Row((name, total("0"), total("1")))
