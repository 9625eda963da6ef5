"""Records and rows say the same."""

from __future__ import annotations

import dataclasses
import typing
from datetime import date, datetime
from decimal import Decimal

import pytest

from app.storage.convert import RECORDS, to_record, to_row
from app.storage.rows import metadata
from app.storage.unit import Unit
from tests.storage.builders import a_cycle, a_full_record, a_site, an_instrument


@pytest.mark.parametrize("kind", RECORDS)
def test_the_columns_of_a_table_are_the_fields_of_its_record(kind: str) -> None:
    columns = [column.name for column in metadata.tables[kind].columns]

    assert columns == [field.name for field in dataclasses.fields(RECORDS[kind])] + ["retired"]


@pytest.mark.parametrize("kind", RECORDS)
def test_a_column_may_be_empty_where_the_field_may(kind: str) -> None:
    hints = typing.get_type_hints(RECORDS[kind])

    optional = {name for name, hint in hints.items() if type(None) in typing.get_args(hint)}

    assert {column.name for column in metadata.tables[kind].columns if column.nullable} == optional


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_comes_back_from_its_row_as_it_was(kind: str) -> None:
    record = a_full_record(kind)

    assert to_record(kind, to_row(kind, record)) == record


def test_a_unit_has_a_gateway_for_every_kind() -> None:
    gateways = {name for name in vars(Unit(None, "")) if not name.startswith("_")} - {"person"}  # type: ignore[arg-type]

    assert gateways == set(RECORDS)


def test_a_number_keeps_the_digits_that_were_typed() -> None:
    row = to_row("instruments", an_instrument(range_high=Decimal("1.230")))

    assert str(to_record("instruments", row).range_high) == "1.230"


def test_decomposed_text_is_kept_composed() -> None:
    row = to_row("sites", a_site(name="A\u0302\u0300m"))

    assert row["name"] == "Ầm"


def test_the_text_of_a_form_is_kept_to_the_letter() -> None:
    form = dataclasses.replace(a_full_record("forms"), source="A\u0302")

    assert to_row("forms", form)["source"] == "A\u0302"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        to_row("answers", dataclasses.replace(a_full_record("answers"), answered_at=datetime(2026, 1, 1)))


def test_a_day_is_not_taken_for_a_moment() -> None:
    row = to_row("cycles", a_cycle(starts_on=date(2026, 1, 5)))

    assert row["starts_on"] == "2026-01-05"
