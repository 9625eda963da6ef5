"""Small records for the tests of the store."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.domain.instruments import Calibration, Instrument
from app.domain.keys import new_key
from app.domain.sites import Cycle, Site
from app.storage.convert import RECORDS
from app.storage.store import Store


def a_site(**fields: Any) -> Site:
    return Site(**{"id": new_key(), "enterprise": "Công ty CP Thực phẩm An Lạc"} | fields)


def a_cycle(**fields: Any) -> Cycle:
    return Cycle(**{"id": new_key(), "name": "2026", "starts_on": date(2026, 1, 1)} | fields)


def an_instrument(**fields: Any) -> Instrument:
    return Instrument(**{"id": new_key(), "code": "PI-1", "name": "Áp kế"} | fields)


def a_calibration(instrument: Instrument, **fields: Any) -> Calibration:
    return Calibration(**{"id": new_key(), "instrument_id": instrument.id} | fields)


def a_store(path: Path, **options: Any) -> Store:
    return Store.create(path, person="Nguyễn Thu Hà", **{"backups": False} | options)


@contextmanager
def closing(store: Store) -> Iterator[Store]:
    try:
        yield store
    finally:
        store.close()


def a_full_record(kind: str) -> Any:
    """A record of any kind with a telling value in every field."""
    values: dict[type, object] = {
        str: "Ẩm kế",
        int: 7,
        Decimal: Decimal("1.230"),
        date: date(2026, 2, 28),
        datetime: datetime(2026, 11, 24, 3, 42, 7, 5, tzinfo=UTC),
    }
    hints = typing.get_type_hints(RECORDS[kind])
    fields: dict[str, object] = {}
    for each in dataclasses.fields(RECORDS[kind]):
        kinds = (hints[each.name], *typing.get_args(hints[each.name]))
        fields[each.name] = next(value for hint, value in values.items() if hint in kinds)
    return RECORDS[kind](**fields)
