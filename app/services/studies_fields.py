"""The fields of a study's sheet, and which of them each kind has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.errors import UserError
from app.domain.instruments import Instrument
from app.domain.processes import Process
from app.domain.readings import decimals_of, kept_reading
from app.domain.readings_sheet import names_of
from app.domain.register_fields import TypedField, magnitude, number, plain, several_lines
from app.domain.studies import Study
from app.domain.typed_fields import Fields, typed_number
from app.formats import tidy
from app.wording import N_, _

KIND_NAMES: Mapping[str, str] = {
    "lot": N_("Lô hàng đóng gói sẵn"),
    "gauge_rr": N_("Độ lặp lại, tái lập (gauge R&R)"),
    "type1": N_("Dụng cụ đo loại 1 (Cg, Cgk)"),
    "bias": N_("Độ chệch"),
    "linearity": N_("Độ tuyến tính"),
}
KIND_HINTS: Mapping[str, str] = {
    "lot": N_("Cân hoặc đong từng đơn vị của một lô, so với lượng danh định."),
    "gauge_rr": N_("Nhiều người đo cùng các vật, mỗi vật vài lần."),
    "type1": N_("Một người đo nhiều lần một mẫu chuẩn, so với dung sai."),
    "bias": N_("Đo nhiều lần một mẫu chuẩn, so với giá trị quy chiếu."),
    "linearity": N_("Đo nhiều mẫu chuẩn trải khắp phạm vi đo, mỗi mẫu vài lần."),
}
SHAPES: Mapping[str, tuple[int, int, int]] = {
    "lot": (50, 1, 1),
    "gauge_rr": (10, 3, 3),
    "type1": (1, 1, 50),
    "bias": (1, 1, 25),
    "linearity": (5, 1, 10),
}
"""Parts × operators × trials to begin with (AIAG MSA 4th ed.; methods M05 to M08)."""
MOST = {"parts": 5000, "operators": 20, "trials": 500}
MOST_CELLS = 10_000


def _whole(name: str, title: str) -> TypedField:
    def read(record: Any, text: str) -> Fields:
        value = typed_number(text.strip()) if text.strip() else None
        if value is None or value != value.to_integral_value() or not 1 <= value <= MOST[name]:
            raise UserError(_("“{typed}” không được. Nhập số nguyên từ 1 đến {most}.", typed=text, most=MOST[name]))
        shape = replace(record, **{name: int(value)})
        if shape.parts * shape.operators * shape.trials > MOST_CELLS:
            raise UserError(_("Phiếu có quá {most} ô. Chia thành nhiều phiếu.", most=MOST_CELLS))
        return {name: int(value)}

    return TypedField(name=name, title=title, read=read, show=lambda record: str(getattr(record, name)))


def _lot_size() -> TypedField:
    def read(_record: Any, text: str) -> Fields:
        value = typed_number(text.strip()) if text.strip() else None
        if text.strip() and (value is None or value != value.to_integral_value() or not 1 <= value <= 100_000):
            raise UserError(_("“{typed}” không được. Cỡ lô là số nguyên từ 1 đến 100.000.", typed=text))
        return {"lot_size": None if value is None else int(value)}

    return TypedField(
        name="lot_size",
        title=N_("Cỡ lô N"),
        read=read,
        show=lambda record: "" if record.lot_size is None else str(record.lot_size),
    )


def _positive(name: str, title: str, example: str = "") -> TypedField:
    field = magnitude(name, title, example=example)

    def read(record: Any, text: str) -> Fields:
        values = field.read(record, text)
        if values[name] is not None and not values[name]:
            raise UserError(_("Giá trị này phải lớn hơn 0. Để trống nếu chưa biết."))
        return values

    return replace(field, read=read)


def _part_names() -> TypedField:
    """Names; of a linearity study they are the reference values, so each must be a number."""
    field = several_lines("part_names", N_("Tên vật đo, mỗi dòng một tên"))

    def read(record: Any, text: str) -> Fields:
        if record.kind == "linearity":
            for each in names_of(text):
                kept_reading(each.removesuffix(record.unit))
        return field.read(record, text)

    return replace(field, read=read)


def _limit(name: str, title: str, other: str, *, upper: bool) -> TypedField:
    """Limits keep their order."""
    field = number(name, title)

    def read(record: Any, text: str) -> Fields:
        values = field.read(record, text)
        value, beside = values[name], getattr(record, other)
        if value is not None and beside is not None and (value <= beside if upper else value >= beside):
            raise UserError(_("Giới hạn dưới phải nhỏ hơn giới hạn trên."))
        return values

    return replace(field, read=read)


def _percent(name: str, title: str) -> TypedField:
    field = magnitude(name, title)

    def read(record: Any, text: str) -> Fields:
        values = field.read(record, text.replace("%", ""))
        if values[name] is not None and values[name] > 100:
            raise UserError(_("Độ ẩm nằm trong khoảng 0 đến 100 %."))
        return values

    return replace(field, read=read)


def _temperature() -> TypedField:
    field = number("temperature", N_("Nhiệt độ, °C"))

    def read(record: Any, text: str) -> Fields:
        values = field.read(record, text.replace("°C", "").replace("℃", ""))
        if values["temperature"] is not None and not -100 <= values["temperature"] <= 500:
            raise UserError(_("Nhiệt độ tính bằng °C, ví dụ 23,5."))
        return values

    return replace(field, read=read)


STUDY_FIELDS: Mapping[str, TypedField] = {
    each.name: each
    for each in (
        plain("title", N_("Tên nghiên cứu"), example=N_("Chiều dày thành phôi PET")),
        plain("quantity", N_("Đại lượng")),
        plain("unit", N_("Đơn vị"), example="mm"),
        _positive("resolution", N_("Độ chia"), example="0,001"),
        _positive("nominal", N_("Giá trị danh nghĩa")),
        _limit("tolerance_low", N_("Giới hạn dưới"), "tolerance_high", upper=False),
        _limit("tolerance_high", N_("Giới hạn trên"), "tolerance_low", upper=True),
        number("reference", N_("Giá trị quy chiếu")),
        _positive("reference_uncertainty", N_("U của quy chiếu")),
        _positive("reference_factor", N_("Hệ số phủ k"), example="2"),
        magnitude("tare", N_("Khối lượng bì")),
        _lot_size(),
        _whole("parts", N_("Số vật đo")),
        _whole("operators", N_("Số người đo")),
        _whole("trials", N_("Số lần đo")),
        _part_names(),
        several_lines("operator_names", N_("Người đo, mỗi dòng một tên")),
        plain("location", N_("Nơi đo")),
        _temperature(),
        _percent("humidity", N_("Độ ẩm, %RH")),
        plain("environment_note", N_("Điều kiện khác")),
        plain("measured_by", N_("Người ghi")),
        several_lines("note", N_("Ghi chú")),
    )
}

_LIMITS = (("tolerance_low", "tolerance_high"),)
_WHERE = (("location", "measured_by"), ("temperature", "humidity"), ("environment_note",), ("note",))
_HEAD = (("title",),)
_UNIT = (("unit", "resolution"),)
_REFERENCE = (("reference",), ("reference_uncertainty", "reference_factor"))

FIELDS_OF: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "lot": (*_HEAD, *_UNIT, ("nominal", "tare"), ("parts", "lot_size"), *_WHERE),
    "gauge_rr": (
        *_HEAD,
        ("parts", "operators", "trials"),
        ("operator_names",),
        ("part_names",),
        *_UNIT,
        *_LIMITS,
        *_WHERE,
    ),
    "type1": (*_HEAD, ("trials",), *_UNIT, *_REFERENCE, *_LIMITS, *_WHERE),
    "bias": (*_HEAD, ("trials",), *_UNIT, *_REFERENCE, *_LIMITS, *_WHERE),
    "linearity": (*_HEAD, ("parts", "trials"), ("part_names",), *_UNIT, *_WHERE),
}
"""Which fields a kind has, line by line as they stand on the sheet."""

_OWN_TITLES: Mapping[tuple[str, str], str] = {
    ("lot", "nominal"): N_("Lượng danh định Qn"),
    ("lot", "parts"): N_("Số đơn vị đo n"),
    ("linearity", "parts"): N_("Số mẫu chuẩn"),
    ("linearity", "part_names"): N_("Giá trị quy chiếu, mỗi dòng một mẫu"),
}


def field_title(kind: str, name: str) -> str:
    """What a field is called on the sheet of this kind."""
    return _(_OWN_TITLES.get((kind, name), STUDY_FIELDS[name].title))


def taken_from_instrument(study: Study, instrument: Instrument) -> Fields:
    """What the register knows of the instrument, for fields that are blank."""
    given: Fields = {}
    if not study.unit and instrument.unit:
        given["unit"] = instrument.unit
    if study.resolution is None:
        words = tidy(instrument.resolution)
        unit = given.get("unit", study.unit)
        step = typed_number(words.removesuffix(unit).strip()) if words else None
        if step is not None and step > 0 and decimals_of(step) < 10:
            given["resolution"] = step
    if not study.location and instrument.location:
        given["location"] = instrument.location
    return given


def taken_from_process(study: Study, process: Process) -> Fields:
    """Unit, nominal value and limits of the measuring process, for fields that are blank."""
    given: Fields = {}
    for name in ("unit", "nominal", "location"):
        if not getattr(study, name) and getattr(process, name):
            given[name] = getattr(process, name)
    if study.kind != "lot" and study.tolerance_low is None and study.tolerance_high is None:
        given |= {"tolerance_low": process.tolerance_low, "tolerance_high": process.tolerance_high}
    if not study.title:
        given["title"] = process.measured or process.name
    return given
