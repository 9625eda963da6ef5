"""The register of instruments: rows with their state, and what a person changes in it."""

from __future__ import annotations

import csv
import io
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
from app.domain.typed_fields import FIELD_NAMES, Fields, read_calibration_field, read_field
from app.formats import fold, show_date
from app.services.law import law
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
    unit: Unit, as_of: date, settings: StatusSettings = USUAL, kinds: Sequence[str] = MEASURING
) -> list[InstrumentRow]:
    """Every instrument of these kinds in the order it came into the register, judged as of a date."""
    wanted = unit.instruments.all(kind=kinds[0]) if len(kinds) == 1 else unit.instruments.all()
    return judge([each for each in wanted if each.kind in kinds], unit.calibrations.all(), as_of, settings=settings)


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
            instrument = replace(instrument, **_read(instrument, field, value))
    plain = {field: value for field, value in given.items() if not isinstance(value, str)}
    return unit.instruments.keep(replace(instrument, **plain))


def edit_instrument(unit: Unit, instrument_id: str, field: str, text: str, reason: str = "") -> Instrument:
    """Sets one field from the text as typed; UserError says what is wrong with it."""
    instrument = unit.instruments.get(instrument_id)
    return unit.instruments.keep(replace(instrument, **_read(instrument, field, text)), reason)


def edit_instruments(unit: Unit, ids: Sequence[str], field: str, text: str) -> list[Instrument]:
    """The same text into one field of many instruments, all or none."""
    instruments = [unit.instruments.get(each) for each in ids]
    return _keep_all(unit, [replace(each, **_read(each, field, text)) for each in instruments])


def fill_down(unit: Unit, ids: Sequence[str], field: str) -> list[Instrument]:
    """Copies a field of the first instrument to all others, with the values that hang on it."""
    if len(ids) < 2:
        raise UserError(_("Chọn từ hai dòng trở lên để điền xuống."))
    first = unit.instruments.get(ids[0])
    copied = {name: getattr(first, name) for name in (field, *_FOLLOWERS.get(field, ()))}
    return _keep_all(unit, [replace(unit.instruments.get(each), **copied) for each in ids[1:]])


_FOLLOWERS = {"range_text": ("range_low", "range_high", "unit"), "mpe_text": ("mpe",)}


def paste_block(unit: Unit, ids: Sequence[str], columns: Sequence[str], block: str) -> list[Instrument]:
    """A block of cells from a spreadsheet: rows by line, columns by tab.

    ids: the instruments of the table from the current row downwards, as shown; columns: the fields from the current
    column to the right. A single cell fills all ids. Every cell is read before anything is written.
    """
    rows = cells_of(block)
    if len(rows) == 1 and len(rows[0]) == 1:
        rows = [rows[0]] * len(ids)
    if len(rows) > len(ids):
        raise UserError(_("Khối dán có {rows} dòng, từ ô này xuống chỉ còn {left}.", rows=len(rows), left=len(ids)))
    if max(map(len, rows), default=0) > len(columns):
        raise UserError(
            _(
                "Khối dán có {columns} cột, từ ô này sang phải chỉ còn {left}.",
                columns=max(map(len, rows)),
                left=len(columns),
            )
        )
    pasted = [
        _with_cells(unit.instruments.get(each), columns, cells, number)
        for number, (each, cells) in enumerate(zip(ids, rows, strict=False), start=1)
    ]
    return _keep_all(unit, pasted)


def _keep_all(unit: Unit, instruments: list[Instrument]) -> list[Instrument]:
    unit.instruments.keep_all(instruments)
    return instruments


def cells_of(block: str) -> list[list[str]]:
    """Lines and tabs as spreadsheets copy them; a quoted cell may hold line breaks."""
    text = block.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return [list(row) for row in csv.reader(io.StringIO(text), delimiter="\t")]


def _with_cells(instrument: Instrument, columns: Sequence[str], cells: Sequence[str], number: int) -> Instrument:
    for field, text in zip(columns, cells, strict=False):
        try:
            instrument = replace(instrument, **_read(instrument, field, text))
        except UserError as error:
            raise UserError(
                _(
                    "Dòng {number} của khối dán, cột {column}: {why}",
                    number=number,
                    column=_(FIELD_NAMES[field]),
                    why=error,
                )
            ) from error
    return instrument


def _read(instrument: Instrument, field: str, text: str) -> Fields:
    read = read_field(instrument, field, text)
    code = str(read.get("legal_code") or "")
    if code and law().line(code) is None:
        raise UserError(_("Không có dòng “{code}” trong danh mục nhóm 2.", code=code))
    return read


def retire_instrument(unit: Unit, instrument_id: str, reason: str) -> None:
    """Takes an instrument out of the register; its calibrations stay with it in the history."""
    unit.instruments.get(instrument_id)
    unit.instruments.retire(instrument_id, _asked(reason))
    for each in unit.calibrations.all(instrument_id=instrument_id):
        unit.calibrations.retire(each.id, reason)


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
    unit.calibrations.get(calibration_id)
    unit.calibrations.retire(calibration_id, _asked(reason))


def _asked(reason: str) -> str:
    if not reason.strip():
        raise UserError(_("Nêu lý do, để người sau hiểu vì sao không còn trong danh mục."))
    return reason.strip()
