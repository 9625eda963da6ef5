"""What can be taken away as a work copy besides the forms: the registers, their sheets, the width of columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.instruments import Calibration
from app.domain.register_fields import TypedField, as_typed
from app.domain.typed_fields import CALIBRATION_FIELD_NAMES, KIND_WORDS, RESULT_WORDS, read_calibration_field
from app.services import inventory
from app.services.registers import ENVIRONMENT, INSTRUMENTS, PEOPLE, PROCEDURES, PROCESSES, STANDARDS, Register
from app.wording import N_

WIDTHS: Mapping[str, float] = {
    "code": 11.0,
    "name": 30.0,
    "range_text": 18.0,
    "location": 20.0,
    "used_for": 22.0,
    "note": 28.0,
    "unit": 8.0,
    "group": 10.0,
    "criticality": 24.0,
    "result": 14.0,
    "legal_code": 9.0,
    "period_months": 9.0,
    "measured": 26.0,
    "work": 24.0,
    "authorised_for": 24.0,
    "training": 22.0,
    "based_on": 22.0,
    "body": 24.0,
}
LEFT_OUT = {"range_low", "range_high", "mpe"}
"""Read from what is printed, and set with it."""


def _calibration_field(name: str) -> TypedField:
    words = {"kind": KIND_WORDS, "result": RESULT_WORDS}.get(name)
    twin = {"performed_on": "performed_text", "valid_until": "valid_until_text"}.get(name, name)
    return TypedField(
        name=name,
        title=CALIBRATION_FIELD_NAMES[name],
        read=lambda _record, text: read_calibration_field(name, text, inventory.today_here()),
        show=lambda record: as_typed(getattr(record, name)) or as_typed(getattr(record, twin)),
        choices=words,
        lines=3 if name == "note" else 1,
    )


CALIBRATIONS = Register(
    "calibrations",
    {name: _calibration_field(name) for name in CALIBRATION_FIELD_NAMES},
    lambda key: Calibration(id=key, instrument_id=""),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One register as one can take it away. title: its sheet; of: which of its records, by their kind."""

    key: str
    title: str
    register: Register
    of: tuple[str, ...] = ()


PARTS: Mapping[str, tuple[Part, ...]] = {
    "instruments": (
        Part("instruments", N_("Phương tiện đo"), INSTRUMENTS, ("instrument",)),
        Part("calibrations", N_("Kiểm định, hiệu chuẩn"), CALIBRATIONS, ("instrument",)),
    ),
    "standards": (
        Part("standards", N_("Chuẩn, chất chuẩn"), STANDARDS, ("standard", "reference_material")),
        Part("calibrations", N_("Kiểm định, hiệu chuẩn"), CALIBRATIONS, ("standard", "reference_material")),
    ),
    "processes": (Part("processes", N_("Quá trình đo"), PROCESSES),),
    "people": (Part("people", N_("Người thực hiện phép đo"), PEOPLE),),
    "procedures": (Part("procedures", N_("Quy trình"), PROCEDURES),),
    "environment": (Part("environment", N_("Điều kiện môi trường"), ENVIRONMENT),),
}
TITLES: Mapping[str, str] = {
    "instruments": N_("Bản làm việc: phương tiện đo"),
    "standards": N_("Bản làm việc: chuẩn đo lường, chất chuẩn"),
    "processes": N_("Bản làm việc: quá trình đo"),
    "people": N_("Bản làm việc: người thực hiện phép đo"),
    "procedures": N_("Bản làm việc: quy trình"),
    "environment": N_("Bản làm việc: điều kiện môi trường"),
}
