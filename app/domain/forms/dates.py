"""Dates and times in expressions: a date counts in whole days since 1970-01-01, a moment in days of UTC."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from app.wording import N_

VIETNAM = timezone(timedelta(hours=7))

_EPOCH = date(1970, 1, 1)
_START = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86_400_000  # milliseconds
_DATE = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](.+?))?\s*")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date (day) or a date with a time (instant, milliseconds of UTC since 1970), read in a time zone."""

    zone: tzinfo
    day: date | None
    instant: float

    @property
    def days(self) -> float:
        """As a number in an expression: whole days for a date, so that differences stay exact."""
        return float((self.day - _EPOCH).days) if self.day else self.instant / _DAY

    @property
    def local(self) -> datetime:
        return (_START + timedelta(milliseconds=self.instant)).astimezone(self.zone)

    @property
    def decimal_days(self) -> float:
        """Days of UTC with the time as a fraction; a date is its local midnight."""
        return self.instant / _DAY

    def __str__(self) -> str:
        return self.day.isoformat() if self.day else self.local.isoformat(timespec="milliseconds")


def of_day(day: date, zone: tzinfo) -> Moment:
    return Moment(zone, day, _milliseconds(datetime(day.year, day.month, day.day, tzinfo=zone)))


def of_moment(moment: datetime, zone: tzinfo) -> Moment:
    return Moment(zone, None, _milliseconds(moment))


def of_days(days: float, zone: tzinfo) -> Moment | None:
    """A number of days: a date when whole, else a moment of UTC; None when no calendar has it."""
    try:
        if days == int(days):
            return of_day(_EPOCH + timedelta(days=int(days)), zone)
    except (ValueError, OverflowError):
        return None
    return of_instant(days, zone)


def of_instant(days: float, zone: tzinfo) -> Moment | None:
    """So many days of UTC after 1970 as a moment; None when no calendar has it."""
    try:
        return of_moment(_START + timedelta(milliseconds=round(days * _DAY)), zone)
    except (ValueError, OverflowError):
        return None


def read_moment(text: str, zone: tzinfo) -> Moment | None:
    """'2026-11-24' or '2026-11-24T08:30:00.000+07:00' (without an offset: in the zone); None when it is neither."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None:
            return of_day(day, zone)
        offset = _read_time(found[4])
        if offset is None:
            return None
        since_midnight, time_zone = offset
        start = datetime(day.year, day.month, day.day, tzinfo=time_zone or zone)
        return of_moment(start + since_midnight, zone)
    except (ValueError, OverflowError):
        return None


def looks_like_date(text: str) -> bool:
    return _DATE.fullmatch(text) is not None


def decimal_time(text: str, today: date, zone: tzinfo) -> float:
    """The local time of day as a fraction of a day: '06:00:00.000+07:00' is 0.25 in Vietnam; NaN when it is no time."""
    read = _read_time(text.strip())
    if read is None:
        return float("nan")
    since_midnight, time_zone = read
    moment = datetime(today.year, today.month, today.day, tzinfo=time_zone or zone) + since_midnight
    local = moment.astimezone(zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return (local - midnight) / timedelta(days=1)


def time_of_day(text: str) -> float | None:
    """Seconds since midnight of a text such as 08:30 or 08:30:00.000+07:00, by its own clock; None when it is none."""
    read = _read_time(text.strip())
    return read[0].total_seconds() if read is not None else None


def _read_time(text: str) -> tuple[timedelta, tzinfo | None] | None:
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3] or 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    since_midnight = timedelta(
        hours=hours, minutes=minutes, seconds=seconds, microseconds=int((found[4] or "0").ljust(6, "0")[:6])
    )
    return (since_midnight, _read_offset(found[5])) if _offset_is_possible(found[5]) else None


def _offset_is_possible(text: str | None) -> bool:
    return not text or text == "Z" or int(text[1:3]) < 24


def _read_offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _milliseconds(moment: datetime) -> float:
    return (moment - _START) / timedelta(milliseconds=1)


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# A form speaks its own language, whatever the window speaks: these are shown as they stand, never through _().
_MONTH_VI = N_("tháng {number}")
_SHORT_MONTH_VI = N_("thg {number}")
_WEEKDAYS_VI = (
    *(N_("Thứ Hai"), N_("Thứ Ba"), N_("Thứ Tư"), N_("Thứ Năm"), N_("Thứ Sáu"), N_("Thứ Bảy")),
    N_("Chủ Nhật"),
)
_SHORT_WEEKDAYS_VI = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def format_moment(moment: Moment, pattern: str, language: str) -> str:
    """The pattern with ODK's codes filled in: %Y %y %m %n %B %b %d %e %H %h %M %S %3 %A %a."""
    local = moment.local
    is_vietnamese = language == "vi"
    month, weekday = _MONTHS[local.month - 1], _WEEKDAYS[local.weekday()]
    codes = {
        "Y": f"{local.year:04}",
        "y": f"{local.year % 100:02}",
        "m": f"{local.month:02}",
        "n": str(local.month),
        "B": _MONTH_VI.format(number=local.month) if is_vietnamese else month,
        "b": _SHORT_MONTH_VI.format(number=local.month) if is_vietnamese else month[:3],
        "d": f"{local.day:02}",
        "e": str(local.day),
        "H": f"{local.hour:02}",
        "h": str(local.hour),
        "M": f"{local.minute:02}",
        "S": f"{local.second:02}",
        "3": f"{local.microsecond // 1000:03}",
        "A": _WEEKDAYS_VI[local.weekday()] if is_vietnamese else weekday,
        "a": _SHORT_WEEKDAYS_VI[local.weekday()] if is_vietnamese else weekday[:3],
        "%": "%",
    }
    return re.sub(r"%(.)", lambda code: codes.get(code[1], code[0]), pattern)
