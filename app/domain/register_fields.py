"""How the fields of a register are declared: their names, how typed text becomes values, and how these are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.errors import UserError
from app.domain.printed_dates import bounds, read_printed_date
from app.domain.typed_fields import Fields, magnitude_of, number_of, one_of
from app.formats import nfc, read_date, show_date, show_number, tidy
from app.wording import _

Read = Callable[[Any, str], Fields]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedField:
    """One field of a record as a person meets it.

    read(record, text): the values this text sets, or UserError with one sentence. show(record): the text as it would
    be typed. choices: key → word where one of a few is meant. known_as: further column titles by which it is
    recognised in a pasted block. example: stands in the empty field. lines: of the editor, more than one for notes.
    """

    name: str
    title: str
    read: Read
    show: Callable[[Any], str]
    choices: Mapping[str, str] | None = None
    known_as: Sequence[str] = ()
    example: str = ""
    lines: int = 1


def as_typed(value: object) -> str:
    """A kept value as it would be typed in the language in use."""
    match value:
        case None:
            return ""
        case Decimal():
            return show_number(value)
        case date():
            return show_date(value)
    return str(value)


def plain(name: str, title: str, *known_as: str, example: str = "") -> TypedField:
    """A text on one line."""
    return TypedField(
        name=name,
        title=title,
        read=lambda _record, text: {name: tidy(text)},
        show=lambda record: str(getattr(record, name)),
        known_as=known_as,
        example=example,
    )


def several_lines(name: str, title: str, *known_as: str) -> TypedField:
    return TypedField(
        name=name,
        title=title,
        read=lambda _record, text: {name: nfc(text).strip()},
        show=lambda record: str(getattr(record, name)),
        known_as=known_as,
        lines=3,
    )


def number(name: str, title: str, *known_as: str, example: str = "") -> TypedField:
    """A number that may be negative: 1.234,5."""
    return _valued(name, title, number_of, known_as, example)


def magnitude(name: str, title: str, *known_as: str, example: str = "") -> TypedField:
    """A number that cannot be negative."""
    return _valued(name, title, magnitude_of, known_as, example)


def _valued(name: str, title: str, read: Callable[[str], object], known_as: Sequence[str], example: str) -> TypedField:
    return TypedField(
        name=name,
        title=title,
        read=lambda _record, text: {name: read(text)},
        show=lambda record: as_typed(getattr(record, name)),
        known_as=known_as,
        example=example,
    )


def choice(name: str, title: str, words: Mapping[str, str], *known_as: str) -> TypedField:
    return TypedField(
        name=name,
        title=title,
        read=lambda _record, text: {name: one_of(text, words)},
        show=lambda record: _(words[getattr(record, name)]) if getattr(record, name) else "",
        choices=words,
        known_as=known_as,
    )


def printed_day(name: str, text_name: str, title: str, *known_as: str) -> TypedField:
    """A day, or the month, quarter or year that is printed in its place, which text_name keeps."""

    def read(_record: Any, text: str) -> Fields:
        day, printed = read_printed_date(text)
        return {name: day, text_name: printed}

    return TypedField(
        name=name,
        title=title,
        read=read,
        show=lambda record: as_typed(getattr(record, name)) or getattr(record, text_name),
        known_as=known_as,
        example="dd/mm/yyyy",
    )


def first_day(name: str, title: str, *known_as: str) -> TypedField:
    """The first day of a period: of a month or quarter it is its first day."""
    return _period_end(name, title, 0, known_as)


def last_day(name: str, title: str, *known_as: str) -> TypedField:
    """The last day of a period: of a month or quarter it is its last day."""
    return _period_end(name, title, 1, known_as)


def _period_end(name: str, title: str, side: int, known_as: Sequence[str]) -> TypedField:
    def read(_record: Any, text: str) -> Fields:
        typed = nfc(text).strip()
        if not typed:
            return {name: None}
        span = bounds(typed)
        day = read_date(typed) or (span[side] if span else None)
        if day is None:
            read_printed_date(typed)  # says what is wrong with it
            raise UserError(_("Nhập cả ngày, như 25/11/2026."))
        return {name: day}

    return TypedField(
        name=name,
        title=title,
        read=read,
        show=lambda record: as_typed(getattr(record, name)),
        known_as=known_as,
        example="dd/mm/yyyy",
    )
