"""Registers as tables of a work copy: what is exported of them, and how a changed row goes back."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from app.domain.errors import UserError
from app.domain.instruments import Calibration, Instrument
from app.domain.keys import new_key
from app.domain.register_fields import TypedField
from app.domain.row_keys import row_key, tidy_key
from app.domain.typed_fields import Fields
from app.domain.work_copies import Column, Kind, Row, Spec, Table, is_same, show_cell
from app.formats import show_date
from app.services.registers import withdraw
from app.services.work_copy_parts import CALIBRATIONS, LEFT_OUT, WIDTHS, Part
from app.services.work_copy_sources import Settled
from app.storage.unit import Unit
from app.wording import _


@cache
def _kinds(record_class: Any) -> dict[str, Kind]:
    """What each field of a record holds."""
    found = {}
    for name, hint in typing.get_type_hints(record_class).items():
        inside = (hint, *typing.get_args(hint))
        found[name] = (
            Kind.NUMBER
            if Decimal in inside
            else Kind.WHOLE
            if int in inside
            else Kind.PRINTED
            if date in inside
            else Kind.TEXT
        )
    return found


class RegisterSource:
    """A register of an open dossier, as the table it would be exported as now."""

    def __init__(self, unit: Unit, part: Part) -> None:
        self.part, self.key, self.register = part, part.key, part.register
        self._fields = {name: each for name, each in part.register.fields.items() if name not in LEFT_OUT}
        record_class: Any = type(part.register.new(""))
        self._kinds = _kinds(record_class)
        self.owners: dict[str, Instrument] = {}
        if part.register is CALIBRATIONS:
            self.owners = {each.id: each for each in unit.instruments.all() if each.kind in part.of}
            self.records = {each.id: each for each in unit.calibrations.all() if each.instrument_id in self.owners}
        else:
            every = getattr(unit, part.register.kind).all()
            self.records = {each.id: each for each in every if not part.of or each.kind in part.of}
        self._last = self._last_calibrations(unit) if part.register.kind == "instruments" else {}
        self._columns = self._declared()

    def table(self) -> Table:
        rows = tuple(
            Row(id=each.id, values=self._values(each), about=self.about(each.id)) for each in self.records.values()
        )
        hint = _("Ô trắng để điền, ô xám chỉ để đọc. Thêm dòng ở cuối bảng, để trống mã dòng.")
        if self.register is CALIBRATIONS:
            hint = _("Ô trắng để điền. Lần mới: ghi ở cuối bảng, để trống mã dòng, ghi mã của phương tiện đo.")
        return Table(
            key=self.key,
            title=_(self.part.title),
            columns=self._columns,
            rows=rows,
            about=hint,
            frozen=2,
            may_grow=True,
            may_shrink=True,
        )

    def exported(self) -> Table:
        return self.table()

    def canonical(self, record_id: str, column: str, value: str) -> str:
        """Registers keep values as they are read."""
        return value

    def outlook(self, rows: Mapping[str, Mapping[str, str]]) -> Mapping[str, list[str]]:
        return {}

    def about(self, record_id: str) -> str:
        record = self.records.get(record_id)
        if record is None:
            return ""
        if self.register is CALIBRATIONS:
            owner = self.owners[record.instrument_id]
            return " ".join(filter(None, (owner.code or owner.name, self._fields["performed_on"].show(record))))
        names = (getattr(record, "code", ""), getattr(record, "name", "") or getattr(record, "location", ""))
        return " ".join(filter(None, names))

    def settle(self, record_id: str, cells: Mapping[str, str]) -> Settled:
        """What these values would make of the record; record_id "": of a new one."""
        made, settled = self._with_cells(record_id, cells)
        if made is not None and not record_id and self._is_there(made, cells):
            settled.is_there = True
        return settled

    def write(self, unit: Unit, record_id: str, cells: Mapping[str, str]) -> None:
        made, settled = self._with_cells(record_id, cells)
        for column, why in settled.refused.items():
            raise UserError(f"{self.about(record_id)}: {self._title(column)}: {why}")
        getattr(unit, self.register.kind).keep(made)

    def retire(self, unit: Unit, record_id: str) -> None:
        reason = _("Dòng bị xóa trong bản làm việc Excel.")
        if self.part.register is CALIBRATIONS:
            unit.calibrations.retire(record_id, reason)
            return
        if self.register.kind == "instruments":
            for each in unit.calibrations.all(instrument_id=record_id):
                unit.calibrations.retire(each.id, reason)
        withdraw(unit, self.register, [record_id], reason)

    def _with_cells(self, record_id: str, cells: Mapping[str, str]) -> tuple[Any, Settled]:
        """The record with these values, and what could not be set; what a later cell replaced counts as refused."""
        record = self.records[record_id] if record_id else self.register.new(new_key())
        settled = Settled()
        before = self._values(record)
        if self.register is CALIBRATIONS and not record_id:
            try:
                record = replace(record, instrument_id=self._owner(cells.get("owner", "")))
            except UserError as refusal:
                settled.refused["owner"] = str(refusal)
        own = [name for name in self._fields if name in cells]
        for name in sorted(own, key=lambda each: each not in ("unit", "nominal")):
            try:
                record = replace(record, **self._read(record, name, cells[name]))
            except UserError as refusal:
                settled.refused[name] = str(refusal)
        after = self._values(record)
        for column in self._columns:
            name = column.key
            if name not in self._fields or name in settled.refused:
                continue
            if name in cells and not is_same(column.spec, after[name], cells[name]):
                settled.refused[name] = _("Ô này trái với một ô khác trong dòng, nên không nhận.")
            elif name not in cells and after[name] != before[name] and record_id:
                shown = show_cell(column.spec, after[name])
                settled.notes.append(_("{title} đổi theo thành “{value}”.", title=column.title, value=shown))
        self._check_order(record, cells, settled)
        return record, settled

    def _check_order(self, record: Any, cells: Mapping[str, str], settled: Settled) -> None:
        if self.register is not CALIBRATIONS or not record.performed_on or not record.valid_until:
            return
        if record.valid_until < record.performed_on:
            at = "valid_until" if "valid_until" in cells else "performed_on"
            settled.refused[at] = _(
                "Hạn {due} sớm hơn ngày làm {performed}. Xem lại giấy chứng nhận.",
                due=show_date(record.valid_until),
                performed=show_date(record.performed_on),
            )

    def _read(self, record: Any, name: str, value: str) -> Fields:
        column = next(each for each in self._columns if each.key == name)
        typed = value if column.spec.kind is Kind.CHOICE else show_cell(column.spec, value)
        return self.register.read(record, name, typed)

    def _is_there(self, made: Any, cells: Mapping[str, str]) -> bool:
        """Whether a live record says all that the new row says: the same file was taken in before."""
        said = [column for column in self._columns if column.key in self._fields and cells.get(column.key)]
        return any(
            all(is_same(column.spec, self._value(each, column.key), cells[column.key]) for column in said)
            and (self.register is not CALIBRATIONS or each.instrument_id == made.instrument_id)
            for each in self.records.values()
        )

    def _owner(self, typed: str) -> str:
        """The instrument that a new calibration belongs to: by its code, its serial number or its row key."""
        if not typed:
            raise UserError(_("Ghi mã của phương tiện đo mà lần kiểm định, hiệu chuẩn này thuộc về."))
        wanted = typed.casefold()
        for name in (
            lambda each: each.code.casefold() == wanted,
            lambda each: row_key(each.id) == tidy_key(typed),
            lambda each: each.serial.casefold() == wanted,
            lambda each: f"{each.code} {each.name}".strip().casefold() == wanted,
        ):
            found = [each.id for each in self.owners.values() if name(each)]
            if len(found) == 1:
                return found[0]
            if found:
                raise UserError(_("Có {count} phương tiện đo mang “{typed}”.", count=len(found), typed=typed))
        raise UserError(_("Không có phương tiện đo nào mang mã “{typed}”.", typed=typed))

    def _title(self, column: str) -> str:
        return next((each.title for each in self._columns if each.key == column), column)

    def _values(self, record: Any) -> dict[str, str]:
        values = {name: self._value(record, name) for name in self._fields}
        if self.register is CALIBRATIONS and record.instrument_id in self.owners:
            owner = self.owners[record.instrument_id]
            values["owner"] = " ".join(filter(None, (owner.code, owner.name)))
        return values | self._last.get(record.id, {})

    def _value(self, record: Any, name: str) -> str:
        match getattr(record, name):
            case Decimal() as number:
                return f"{number:f}"
            case date() as day:
                return day.isoformat()
            case None:
                return self._fields[name].show(record)
            case value:
                return str(value)

    def _declared(self) -> tuple[Column, ...]:
        columns = [self._column(name, each) for name, each in self._fields.items()]
        if self.register is CALIBRATIONS:
            ask = _("Mã, số chế tạo hoặc mã dòng của phương tiện đo.")
            owner = Column("owner", _("Phương tiện đo"), 30, Spec(ask=ask), editable=False, new_only=True)
            columns.insert(0, owner)
        if self.register.kind == "instruments":
            columns += [
                Column("last_on", _("Lần gần nhất"), 12, Spec(Kind.PRINTED), editable=False),
                Column("last_until", _("Có giá trị đến"), 12, Spec(Kind.PRINTED), editable=False),
                Column("last_number", _("Số giấy chứng nhận"), 18, editable=False),
                Column("last_body", _("Tổ chức thực hiện"), 22, editable=False),
            ]
        return tuple(columns)

    def _column(self, name: str, field: TypedField) -> Column:
        kind, ask = self._kinds[name], ""
        if field.choices is not None:
            options = tuple((key, _(word)) for key, word in field.choices.items() if key)
            also = tuple((key, word) for key, word in field.choices.items() if key)
            spec = Spec(Kind.CHOICE, options, _("Chọn một dòng trong danh sách."), also=also)
            return Column(name, _(field.title), WIDTHS.get(name, 15.0), spec)
        if kind is Kind.TEXT and field.lines > 1:
            kind = Kind.LINES
        elif kind is Kind.PRINTED:
            ask = _("Ngày/tháng/năm; nếu giấy chỉ in tháng thì ghi 11/2026.")
        return Column(name, _(field.title), WIDTHS.get(name, 14.0), Spec(kind, ask=ask))

    def _last_calibrations(self, unit: Unit) -> dict[str, dict[str, str]]:
        """For each instrument what its latest calibration says, to be read."""
        latest: dict[str, Calibration] = {}
        for each in unit.calibrations.all():
            known = latest.get(each.instrument_id)
            if known is None or (each.performed_on or date.min) >= (known.performed_on or date.min):
                latest[each.instrument_id] = each
        return {
            key: {
                "last_on": each.performed_on.isoformat() if each.performed_on else each.performed_text,
                "last_until": each.valid_until.isoformat() if each.valid_until else each.valid_until_text,
                "last_number": each.certificate_number,
                "last_body": each.body,
            }
            for key, each in latest.items()
        }
