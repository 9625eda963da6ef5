"""What a person types into a field, and the value a form keeps of it: 12,5 is kept as 12.5, 5/3/2026 as 2026-03-05."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal

from app import wording
from app.domain.errors import UserError
from app.domain.forms.definition import QuestionType
from app.domain.forms.stored import is_readable
from app.formats import nfc, read_date, read_number, show_date, show_number
from app.wording import _


def as_value(kind: QuestionType, text: str) -> str:
    """The value to keep, "" for an empty field; UserError says what is wrong and how to type it."""
    text = nfc(text).strip()
    if not text:
        return ""
    match kind:
        case QuestionType.INTEGER:
            return _whole_number(text)
        case QuestionType.DECIMAL | QuestionType.RANGE:
            return _number(text)
        case QuestionType.DATE:
            return _date(text).isoformat()
        case QuestionType.TIME:
            return _time(text)
        case QuestionType.DATETIME:
            return _moment(text)
        case QuestionType.GEOPOINT | QuestionType.GEOTRACE | QuestionType.GEOSHAPE:
            return _place(kind, text)
        case _:
            return text


def as_shown(kind: QuestionType, value: str) -> str:
    """The value as it stands in the field, written as the language in use does; what cannot be read stays as it is."""
    match kind:
        case QuestionType.INTEGER | QuestionType.DECIMAL | QuestionType.RANGE:
            return show_number(Decimal(value)) if _PLAIN_NUMBER.fullmatch(value) else value
        case QuestionType.DATE:
            return _date_shown(value)
        case QuestionType.TIME:
            return value[:5] if _CLOCK.match(value) else value
        case QuestionType.DATETIME:
            day, _t, clock = value.partition("T")
            return f"{_date_shown(day)} {clock[:5]}" if clock else _date_shown(value)
        case _:
            return value


_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_CLOCK = re.compile(r"\d{2}:\d{2}")
_ENGLISH = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")


def _read(text: str) -> Decimal | None:
    plain = text.replace("−", "-").replace(" ", "").replace("\u00a0", "")
    if wording.language() == "en" and _ENGLISH.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    return read_number(text)


def _number(text: str) -> str:
    number = _read(text)
    if number is None:
        raise UserError(_("“{typed}” không phải là số. Gõ như 12,5 hoặc 1.234,5.", typed=text))
    return f"{number:f}"


def _whole_number(text: str) -> str:
    number = _read(text)
    if number is None:
        raise UserError(_("“{typed}” không phải là số. Gõ số nguyên, ví dụ 12.", typed=text))
    if number != number.to_integral_value():
        raise UserError(_("“{typed}” có phần lẻ. Ô này nhận số nguyên, ví dụ 12.", typed=text))
    return f"{number.to_integral_value():f}"


def _date(text: str) -> date:
    day = read_date(text)
    if day is None:
        raise UserError(_what_is_wrong_with_the_date(text))
    return day


def _what_is_wrong_with_the_date(text: str) -> str:
    numbers = re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", text)
    if numbers:
        day, month, year = map(int, numbers.groups())
        if not 1 <= month <= 12:
            return _("Không có tháng {month}. Gõ ngày/tháng/năm, ví dụ 25/11/2026.", month=month)
        if year > 0 and day > calendar.monthrange(year, month)[1]:
            days = calendar.monthrange(year, month)[1]
            return _("Tháng {month} năm {year} có {days} ngày. Nhập lại ngày.", month=month, year=year, days=days)
    return _("“{typed}” không phải là ngày. Gõ ngày/tháng/năm, ví dụ 25/11/2026.", typed=text)


def _time(text: str) -> str:
    numbers = re.fullmatch(r"(\d{1,2})(?:[:h.](\d{1,2}))?(?:[:]\d{2}(?:\.\d+)?)?h?", text.casefold())
    hour, minute = (int(numbers[1]), int(numbers[2] or 0)) if numbers else (24, 0)
    if hour > 23 or minute > 59:
        raise UserError(_("“{typed}” không phải là giờ. Gõ giờ:phút, ví dụ 14:30.", typed=text))
    return f"{hour:02d}:{minute:02d}:00"


def _place(kind: QuestionType, text: str) -> str:
    if not is_readable(text, kind.value) or (kind is QuestionType.GEOPOINT and ";" in text):
        raise UserError(_("“{typed}” không phải là vị trí. Gõ vĩ độ rồi kinh độ, ví dụ 21.03 105.85.", typed=text))
    return text


def _moment(text: str) -> str:
    day, _space, clock = text.replace("T", " ").partition(" ")
    return f"{_date(day).isoformat()}T{_time(clock.strip() or '0:00')}"


def _date_shown(value: str) -> str:
    day = read_date(value)
    return show_date(day) if day else value
