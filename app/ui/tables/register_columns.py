"""Columns made from the declared fields of a register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from app.domain.register_fields import TypedField
from app.services.registers import Register
from app.ui.tables.column import LEFT, RIGHT, Column
from app.wording import _

R = TypeVar("R")


def text_column(
    name: str,
    title: str,
    width: int,
    record: Callable[[R], Any],
    *,
    strong: bool = False,
    gives_way: int = 0,
    folds: bool = False,
    tone: str = "",
) -> Column[R]:
    """A plain text of the record, typed in place."""
    return Column(
        title=title,
        show=lambda each: str(getattr(record(each), name)),
        width=width,
        field=name,
        strong=(lambda each: True) if strong else None,
        tone=(lambda each: tone) if tone else None,
        gives_way=gives_way,
        folds=folds,
    )


def field_column(
    typed: TypedField,
    width: int,
    record: Callable[[R], Any],
    *,
    right: bool = False,
    strong: bool = False,
    gives_way: int = 0,
    folds: bool = False,
    tone: str = "",
    hides: bool = False,
) -> Column[R]:
    """A declared field: shown as typed, numbers and days sorted by their values."""
    name = typed.name

    def value(each: R) -> Any:
        kept = getattr(record(each), name, None)
        return None if isinstance(kept, str) else kept

    by_value = right or name.endswith(("_on", "_from", "_to", "_until"))
    return Column(
        title=_(typed.title),
        show=lambda each: typed.show(record(each)),
        sort=value if by_value else None,
        width=width,
        align=RIGHT if right else LEFT,
        field=name,
        strong=(lambda each: True) if strong else None,
        tone=(lambda each: tone) if tone else None,
        gives_way=gives_way,
        folds=folds,
        hides=hides,
        choices=tuple((key, _(word)) for key, word in (typed.choices or {}).items()),
    )


def further_columns(register: Register, made: Sequence[Column[R]], record: Callable[[R], Any]) -> tuple[Column[R], ...]:
    """The fields that have no column yet; hidden until one asks for them."""
    there = {each.field for each in made}
    return tuple(
        field_column(each, 120, record, hides=True, tone="text2")
        for name, each in register.fields.items()
        if name not in there
    )
