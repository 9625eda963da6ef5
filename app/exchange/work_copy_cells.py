"""What a cell of a work copy means: the value that stands for itself, or one sentence why it cannot be read."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from app.domain.errors import UserError
from app.domain.printed_dates import read_printed_date
from app.domain.typed_fields import typed_number
from app.domain.work_copies import (
    LONGEST_CELL,
    NOT_APPLICABLE,
    Kind,
    Spec,
    as_day,
    as_number,
    cell_text,
    is_same,
    plain,
    show_cell,
)
from app.exchange.grid import Cell
from app.formats import fold, from_day_number, read_date, show_number, tidy
from app.wording import _, language

_SERIALS = range(20_000, 80_000)
"""Day numbers from 1954 to 2119: a day whose cell lost its format."""
_MONTHS = re.compile(r"(\d+) ?(?:thang|months?)")
_NOT_APPLICABLE = {"khong ap dung", "0 – khong ap dung", "not applicable", "0 – not applicable", "n/a", "na"}


def read_cell(spec: Spec, cell: Cell | None, base: str) -> str:
    """The value of the cell, read as the language in use writes it. base: as exported, returned where the cell says
    the same.

    UserError for a formula, an error value, and what cannot be read as its kind.
    """
    if cell is None:
        return _blank(base)
    if cell.formula or cell.pending:
        raise UserError(_("Ô chứa công thức; hãy ghi thẳng giá trị vào ô."))
    if cell.error:
        raise UserError(_("Ô báo lỗi {error}; hãy ghi lại giá trị.", error=cell.text))
    text = cell_text(cell.text)
    if not tidy(text):
        return _blank(base)
    if cell.number is None and cell.day is None and base:
        shown = show_cell(spec, base)
        if shown == text or plain(spec, shown) == plain(spec, text):
            return base
    if _reads_as(spec, cell, base):
        return base
    if len(base) > LONGEST_CELL:
        raise UserError(_("Chữ trong hồ sơ dài hơn sức chứa của một ô Excel; hãy sửa trong chương trình."))
    value = _read(spec, cell, text)
    return base if base and is_same(spec, base, value) else value


def _blank(base: str) -> str:
    """An empty cell, or one that holds only what no one sees."""
    return base if not tidy(cell_text(base)) else ""


def _reads_as(spec: Spec, cell: Cell, base: str) -> bool:
    """A text that a spreadsheet turned into the number or the day it looks like is still the same text."""
    if spec.kind not in (Kind.TEXT, Kind.LINES, Kind.PRINTED) or not base:
        return False
    if cell.day is not None:
        day = as_day(base) or read_date(base)
        return day == cell.day if day else spec.kind is Kind.PRINTED and tidy(base) == cell.text
    return cell.number is not None and typed_number(base) == cell.number


def _read(spec: Spec, cell: Cell, text: str) -> str:
    if spec.may_not_apply and fold(tidy(text)).replace(" - ", " – ") in _NOT_APPLICABLE:
        return NOT_APPLICABLE
    match spec.kind:
        case Kind.NUMBER | Kind.WHOLE:
            return _number(spec, cell, text)
        case Kind.DATE | Kind.PRINTED:
            return _day(spec, cell, text)
        case Kind.TIME if cell.number is not None:
            return _clock(cell.number % 1, cell)
        case Kind.MOMENT if cell.number is not None:
            return _moment(cell)
        case Kind.CHOICE:
            return _choice(spec, cell, tidy(text))
        case Kind.CHOICES:
            return _choices(spec, cell, text)
    return _text(spec, cell, text)


def _text(spec: Spec, cell: Cell, text: str) -> str:
    if cell.number is not None and cell.day is None and not re.match(r"0\d", text):
        return plain_number(cell.number) if as_number(text) == cell.number else tidy(text)
    if spec.kind is Kind.LINES:
        return plain(spec, text)
    return tidy(text) if spec.kind is Kind.TEXT else text.strip()


def plain_number(number: Decimal) -> str:
    """As one types it: no thousands marks, the decimal mark of the language, a plain minus."""
    shown = f"{number.normalize():f}"
    return shown.replace(".", ",") if language() == "vi" else shown


def _number(spec: Spec, cell: Cell, text: str) -> str:
    if cell.day is not None:
        raise UserError(_("Ô này cần một số, nhưng bảng tính đã đổi thành ngày {day}.", day=cell.text))
    number = cell.number
    if number is not None and text.endswith("%"):
        raise UserError(_("Ô ghi theo phần trăm ({text}); hãy ghi số thường.", text=text))
    if number is None:
        months = _MONTHS.fullmatch(fold(tidy(text))) if spec.kind is Kind.WHOLE else None
        number = typed_number(months[1] if months else tidy(text))
    if number is None:
        raise UserError(_("“{typed}” không phải là số. Nhập như 1.234,5 hoặc 0,02.", typed=_short(text)))
    if spec.kind is Kind.WHOLE and number != number.to_integral_value():
        raise UserError(_("“{typed}” có phần lẻ. Ô này nhận số nguyên, ví dụ 12.", typed=show_number(number)))
    if abs(number) > Decimal(10) ** 30 or len(f"{number:f}") > 60:
        raise UserError(_("“{typed}” dài quá một số đo có thể có.", typed=_short(text)))
    return f"{number.to_integral_value():f}" if spec.kind is Kind.WHOLE else f"{number:f}"


def _day(spec: Spec, cell: Cell, text: str) -> str:
    if cell.day is not None:
        if spec.kind is Kind.PRINTED and cell.precision in ("month", "year"):
            return cell.text
        return cell.day.isoformat()
    if cell.number is not None:
        whole = int(cell.number)
        if whole in _SERIALS:
            return from_day_number(whole).isoformat()
        if spec.kind is Kind.PRINTED and whole == cell.number and 1900 <= whole <= 2200:
            return str(whole)
        raise UserError(_("{number} là số, không phải là ngày. Nhập như 25/11/2026.", number=show_number(cell.number)))
    day, printed = read_printed_date(_short(tidy(text)))
    if day is not None:
        return day.isoformat()
    if spec.kind is Kind.DATE:
        raise UserError(_("“{typed}” chưa đủ ngày. Nhập như 25/11/2026.", typed=printed))
    return printed


def _clock(share: Decimal, cell: Cell) -> str:
    if cell.number is not None and not 0 <= cell.number < 1:
        raise UserError(_("“{typed}” không phải là giờ. Gõ giờ:phút, ví dụ 14:30.", typed=cell.text))
    seconds = round(share * 86_400)
    return f"{seconds // 3600 % 24:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _moment(cell: Cell) -> str:
    assert cell.number is not None
    whole = int(cell.number)
    if whole not in _SERIALS:
        raise UserError(_("“{typed}” không phải là ngày và giờ.", typed=cell.text))
    moment = from_day_number(whole), timedelta(seconds=round((cell.number - whole) * 86_400))
    return f"{moment[0].isoformat()}T{_clock(Decimal(moment[1].seconds) / 86_400, Cell(''))}"


def _choice(spec: Spec, cell: Cell, typed: str) -> str:
    if cell.number is not None and cell.number == cell.number.to_integral_value():
        typed = str(int(cell.number))
    if spec.may_not_apply and typed == "0" and all(value != "0" for value, _word in spec.options):
        return NOT_APPLICABLE
    found = [value for value, word in spec.options if typed in (value, tidy(word))]
    folded = fold(typed).replace(" - ", " – ")
    for known in (spec.options, spec.also):
        found = found or [value for value, word in known if folded in _names(value, word)]
    if len(set(found)) == 1:
        return found[0]
    words = [show_cell(spec, value) for value, _word in spec.options[:6] if value]
    more = "…" if len(spec.options) > 6 else ""
    raise UserError(
        _(
            "“{typed}” không có trong danh sách. Chọn một trong: {choices}.",
            typed=_short(typed),
            choices=", ".join(words) + more,
        )
    )


def _names(value: str, word: str) -> set[str]:
    """What a choice may be called: its name, its word, the number before the word, the word behind it."""
    number, mark, rest = fold(tidy(word)).partition(" – ")
    return {fold(value), fold(tidy(word)), *((number, rest) if mark else ())}


def _choices(spec: Spec, cell: Cell, text: str) -> str:
    if cell.number is not None or not re.search(r"[;\n]", text):
        try:
            return _choice(spec, cell, tidy(text))
        except UserError:
            if "," not in text:
                raise
    parts = [tidy(each) for each in re.split(r"[;\n]" if re.search(r"[;\n]", text) else r"[;\n,]", text)]
    return " ".join(dict.fromkeys(_choice(spec, Cell(each), each) for each in parts if each))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
