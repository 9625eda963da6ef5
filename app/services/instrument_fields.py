"""The fields of the registers of instruments and of standards; a line of the group 2 list must be one that exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.errors import UserError
from app.domain.instruments import Instrument
from app.domain.register_fields import TypedField, as_typed
from app.domain.typed_fields import (
    CRITICALITY_WORDS,
    FIELD_NAMES,
    GROUP_WORDS,
    INSTRUMENT_KIND_WORDS,
    STATUS_WORDS,
    Fields,
    read_field,
)
from app.services.law import law
from app.wording import N_, _

CHOICES: Mapping[str, Mapping[str, str]] = {
    "group": GROUP_WORDS,
    "criticality": CRITICALITY_WORDS,
    "status": STATUS_WORDS,
    "kind": {key: INSTRUMENT_KIND_WORDS[key] for key in ("standard", "reference_material")},
}
KNOWN_AS: Mapping[str, Sequence[str]] = {
    "code": ("ma so", "ma thiet bi", "ma tai san", "ky hieu", "ma quan ly", "code"),
    "name": ("ten", "ten thiet bi", "phuong tien do", "ten chuan", "ten chuan, chat chuan", "name"),
    "maker": ("hang", "nha san xuat", "xuat xu", "hang sx", "maker"),
    "model": ("model", "kieu loai", "kieu, loai"),
    "serial": ("so seri", "seri", "serial", "s/n", "so may", "so lo", "lot"),
    "range_text": ("pham vi", "pham vi do", "dai do", "gia tri chung nhan", "range"),
    "unit": ("dvt", "unit"),
    "resolution": ("do phan giai", "gia tri do chia", "d", "d = e", "resolution"),
    "accuracy_class": ("cap", "do chinh xac", "cap cx", "class"),
    "mpe_text": ("mpe", "sscp", "dung sai"),
    "location": ("vi tri", "noi dat", "khu vuc", "noi su dung", "vi tri lap dat", "location"),
    "used_for": ("muc dich", "muc dich su dung", "dung de", "used for"),
    "owner": ("phu trach", "nguoi quan ly", "bo phan quan ly", "owner"),
    "group": ("nhom ptd", "group"),
    "period_months": ("chu ky", "chu ky hc", "chu ky (thang)", "period"),
    "status": ("trang thai", "status"),
    "note": ("note",),
    "traceable_to": ("lien ket chuan", "chuan dan xuat", "nguon goc chuan", "traceable to"),
    "kind": ("loai chuan", "kind"),
}


def read_instrument(record: Any, field: str, text: str) -> Fields:
    """As typed_fields reads it, and the group 2 line is looked up; a standard stays one."""
    instrument: Instrument = record
    read = read_field(instrument, field, text)
    code = str(read.get("legal_code") or "")
    if code and law().line(code) is None:
        raise UserError(_("Không có dòng “{code}” trong danh mục nhóm 2.", code=code))
    if field == "kind" and read["kind"] == "instrument" and instrument.kind != "instrument":
        raise UserError(_("Ở đây chọn chuẩn đo lường hoặc chất chuẩn."))
    return read


def _field(name: str, title: str = "", example: str = "") -> TypedField:
    words = CHOICES.get(name)

    def show(record: Any) -> str:
        value = getattr(record, name)
        return _(words[value]) if words and value in words and value else as_typed(value)

    return TypedField(
        name=name,
        title=title or FIELD_NAMES[name],
        read=lambda record, text: read_instrument(record, name, text),
        show=show,
        choices=words,
        known_as=KNOWN_AS.get(name, ()),
        example=example,
        lines=3 if name == "note" else 1,
    )


INSTRUMENT_FIELDS = tuple(_field(each) for each in FIELD_NAMES if each not in ("kind", "traceable_to"))
_OF_STANDARDS = {
    "name": N_("Tên chuẩn, chất chuẩn"),
    "serial": N_("Số chế tạo, số lô"),
    "range_text": N_("Phạm vi đo, giá trị chứng nhận"),
}
STANDARD_FIELDS = tuple(
    _field(each, _OF_STANDARDS.get(each, "")) for each in FIELD_NAMES if each not in ("group", "legal_code")
)
