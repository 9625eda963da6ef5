"""The register of instruments: rows with their state, and what a person changes in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any

from app import formats
from app.domain.errors import UserError
from app.domain.instruments import Calibration, Instrument
from app.domain.keys import new_key
from app.domain.legal import LegalCheck, check_group2
from app.domain.metrology.calibration_status import USUAL, CalibrationStatus, StatusSettings, status_of
from app.domain.typed_fields import Fields, read_calibration_field
from app.formats import fold, show_date
from app.services.instrument_fields import read_instrument
from app.services.law import law
from app.services.register_then import instruments_of
from app.storage.unit import Unit
from app.wording import _


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """An instrument with what the register shows of it. searchable: folded words to filter by.

    calibrations: all of this instrument, the latest first.
    """

    instrument: Instrument
    last: Calibration | None
    status: CalibrationStatus
    legal: LegalCheck
    searchable: str
    calibrations: tuple[Calibration, ...]


MEASURING, STANDARDS = ("instrument",), ("standard", "reference_material")
"""The kinds of the register of measuring instruments, and of that of standards and reference materials."""


def instrument_rows(
    unit: Unit,
    as_of: date,
    settings: StatusSettings = USUAL,
    kinds: Sequence[str] = MEASURING,
    cycle_id: str = "",
) -> list[InstrumentRow]:
    """Every instrument of these kinds in the order it came into the register, judged as of a date.

    cycle_id: for an earlier cycle the register is taken as its survey saw it.
    """
    if cycle_id:
        wanted = instruments_of(unit, cycle_id)
    else:
        wanted = unit.instruments.all(kind=kinds[0]) if len(kinds) == 1 else unit.instruments.all()
    return judge([each for each in wanted if each.kind in kinds], unit.calibrations.all(), as_of, settings=settings)


def done_by(calibrations: Iterable[Calibration], as_of: date) -> tuple[Calibration, ...]:
    """Those made on or before a day, and those whose day nobody knows."""
    return tuple(each for each in calibrations if each.performed_on is None or each.performed_on <= as_of)


def instrument_row(unit: Unit, instrument_id: str, as_of: date, settings: StatusSettings = USUAL) -> InstrumentRow:
    instrument = unit.instruments.get(instrument_id)
    calibrations = unit.calibrations.all(instrument_id=instrument_id)
    return judge([instrument], calibrations, as_of, settings=settings)[0]


def judge(
    instruments: Iterable[Instrument],
    calibrations: Iterable[Calibration],
    as_of: date,
    *,
    today: date | None = None,
    settings: StatusSettings = USUAL,
) -> list[InstrumentRow]:
    """The rows of these instruments; today is the clock's day unless given, and tells later calibrations apart."""
    by_instrument: dict[str, list[Calibration]] = {}
    for each in calibrations:
        by_instrument.setdefault(each.instrument_id, []).append(each)
    horizon = max(as_of, today or today_here())
    return [_row(each, by_instrument.get(each.id, []), as_of, horizon, settings) for each in instruments]


def _row(
    instrument: Instrument, own: list[Calibration], as_of: date, today: date, settings: StatusSettings
) -> InstrumentRow:
    if len(own) > 1:
        own.sort(key=lambda each: each.performed_on or date.min, reverse=True)
    status = status_of(instrument, own, as_of, today=today, settings=settings)
    legal = check_group2(instrument, own, law(), as_of)
    last = status.last or (own[0] if own else None)
    return InstrumentRow(instrument, last, status, legal, searchable_text(instrument), tuple(own))


def searchable_text(instrument: Instrument) -> str:
    """All words of an instrument that a person might look for, folded."""
    return " ".join(
        map(
            _folded,
            (
                instrument.code,
                instrument.name,
                instrument.serial,
                instrument.maker,
                instrument.model,
                instrument.range_text,
                instrument.location,
                instrument.used_for,
                instrument.owner,
                instrument.note,
            ),
        )
    )


_folded = lru_cache(50_000)(fold)


def today_here() -> date:
    """The day on this machine's calendar."""
    return formats.now().astimezone().date()


def add_instrument(unit: Unit, /, **given: Any) -> Instrument:
    """A new instrument. Values may be typed texts (read as edit_instrument does) or values of the record."""
    instrument = Instrument(id=new_key())
    for field, value in sorted(given.items(), key=lambda each: each[0] != "unit"):  # limits are read in the unit
        if isinstance(value, str):
            instrument = replace(instrument, **read_instrument(instrument, field, value))
    plain = {field: value for field, value in given.items() if not isinstance(value, str)}
    return unit.instruments.keep(replace(instrument, **plain))


def edit_instrument(unit: Unit, instrument_id: str, field: str, text: str, reason: str = "") -> Instrument:
    """Sets one field from the text as typed; UserError says what is wrong with it."""
    instrument = unit.instruments.get(instrument_id)
    return unit.instruments.keep(replace(instrument, **read_instrument(instrument, field, text)), reason)


def retire_instrument(unit: Unit, instrument_id: str, reason: str) -> None:
    """Takes an instrument out of the register; its calibrations stay with it in the history."""
    unit.instruments.get(instrument_id)
    unit.instruments.retire(instrument_id, _asked(reason))
    for each in unit.calibrations.all(instrument_id=instrument_id):
        retire_calibration(unit, each.id, reason)


def keep_calibration(unit: Unit, instrument_id: str, **given: Any) -> Calibration:
    """A new verification, calibration or test; values as typed texts or as values of the record."""
    unit.instruments.get(instrument_id)
    calibration = Calibration(id=new_key(), instrument_id=instrument_id)
    names = {each.name for each in fields(Calibration)}
    for field, value in given.items():
        if isinstance(value, str) and field not in ("performed_text", "valid_until_text"):
            calibration = replace(calibration, **_read_calibration(field, value))
    plain = {field: value for field, value in given.items() if field in names and not isinstance(value, str)}
    texts = {field: given[field] for field in ("performed_text", "valid_until_text") if field in given}
    return unit.calibrations.keep(_in_order(replace(calibration, **plain, **texts)))


def edit_calibration(unit: Unit, calibration_id: str, field: str, text: str, reason: str = "") -> Calibration:
    calibration = unit.calibrations.get(calibration_id)
    return unit.calibrations.keep(_in_order(replace(calibration, **_read_calibration(field, text))), reason)


def _read_calibration(field: str, text: str) -> Fields:
    return read_calibration_field(field, text, today_here())


def _in_order(calibration: Calibration) -> Calibration:
    performed, due = calibration.performed_on, calibration.valid_until
    if performed and due and due < performed:
        raise UserError(
            _(
                "Hạn {due} sớm hơn ngày làm {performed}. Xem lại giấy chứng nhận.",
                due=show_date(due),
                performed=show_date(performed),
            )
        )
    return calibration


def retire_calibration(unit: Unit, calibration_id: str, reason: str) -> None:
    """Takes one verification, calibration or test away, with its points."""
    unit.calibrations.get(calibration_id)
    unit.calibrations.retire(calibration_id, _asked(reason))
    for each in unit.calibration_points.all(calibration_id=calibration_id):
        unit.calibration_points.retire(each.id, reason)


def _asked(reason: str) -> str:
    if not reason.strip():
        raise UserError(_("Nêu lý do, để người sau hiểu vì sao không còn trong danh mục."))
    return reason.strip()
