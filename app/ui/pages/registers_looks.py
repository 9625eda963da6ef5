"""What the registers of processes, people, procedures and environment share when they are shown as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.services.register_rows import (
    RegisterRow,
)
from app.services.registers import Register
from app.ui.tables.column import Column
from app.ui.tables.look import TableLook
from app.ui.tables.register_columns import field_column, further_columns
from app.wording import _

Filters = Sequence[tuple[str, str, Sequence[str]]]
_TONES = {"bad": "bad", "warn": "warn"}


def record_of(shown: RegisterRow) -> Any:
    return shown.record


def typed_column(register: Register, name: str, width: int, **more: Any) -> Column[RegisterRow]:
    return field_column(register.fields[name], width, record_of, **more)


def state_column(urgency: Sequence[str], width: int = 168) -> Column[RegisterRow]:
    return Column(
        title=_("Tình trạng"),
        name="state",
        show=lambda each: each.state.word,
        sort=lambda each: urgency.index(each.state.key),
        width=width,
        state=lambda each: (each.state.glyph, each.state.word),
    )


def dated_column(register: Register, name: str, width: int) -> Column[RegisterRow]:
    """A day that decides on the state, in the colour of it."""
    made = typed_column(register, name, width, right=True)
    return Column(
        title=made.title,
        show=made.show,
        sort=made.sort,
        width=width,
        align=made.align,
        field=name,
        tone=lambda each: _TONES.get(each.state.glyph, "") if made.show(each) else "",
        strong=lambda each: each.state.glyph in _TONES and bool(made.show(each)),
    )


def _filters(named: Filters) -> tuple[tuple[str, str, Any], ...]:
    """All, and one for each group of states."""
    return (
        ("all", _("Tất cả"), lambda _each: True),
        *((key, word, lambda each, states=frozenset(states): each.state.key in states) for key, word, states in named),
    )


def table_look(
    register: Register, made: Sequence[Column[RegisterRow]], filters: Filters, **words: Any
) -> TableLook[RegisterRow]:
    return TableLook(
        key=register.kind,
        register=register,
        columns=(*made, *further_columns(register, made, record_of)),
        record=record_of,
        searchable=lambda each: each.searchable,
        filters=_filters(filters),
        sorted_by="state",
        **words,
    )
