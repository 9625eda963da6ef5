"""Instruments (phương tiện đo) and what was done to them: verification, calibration, testing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One measuring instrument of the site.

    range_text is what is printed; range_low and range_high, in unit, are what was read from it, a bound
    that is not printed stays None. resolution, accuracy_class and mpe_text are kept as typed; mpe is the maximum
    permissible error in unit where it is a plain number. group: "1", "2" or "" (not settled). legal_code: the line of
    the group 2 table ("10", "21a"). status: a word of STATUSES; status_text what the factory's list says.
    criticality: "A" (safety, legal, trade, release), "B", "C" or "". kind: a word of KINDS; of a reference material
    range_text is its certified value, of a measurement standard traceable_to names what it is traced to.
    """

    id: str
    code: str = ""
    name: str = ""
    maker: str = ""
    model: str = ""
    serial: str = ""
    range_text: str = ""
    range_low: Decimal | None = None
    range_high: Decimal | None = None
    unit: str = ""
    resolution: str = ""
    accuracy_class: str = ""
    mpe_text: str = ""
    mpe: Decimal | None = None
    location: str = ""
    used_for: str = ""
    owner: str = ""
    group: str = ""
    legal_code: str = ""
    criticality: str = ""
    period_months: int | None = None
    status: str = "in_use"
    status_text: str = ""
    note: str = ""
    kind: str = "instrument"
    traceable_to: str = ""


KINDS = ("instrument", "standard", "reference_material")
"""Phương tiện đo, chuẩn đo lường, chất chuẩn."""
STATUSES = ("in_use", "spare", "broken", "out_of_service", "not_required")
CERTIFICATE_ITEMS = (
    "identity",
    "date",
    "method",
    "environment",
    "results_with_uncertainty",
    "traceability",
    "accreditation",
    "as_found",
    "signature",
)
"""What a certificate must tell (ISO/IEC 17025:2017, 7.8.2 and 7.8.4)."""
CALIBRATION_KINDS = ("verification", "calibration", "test", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """One verification, calibration or test.

    performed_text and valid_until_text keep what is printed when it is no whole date ("03/2024", "Quý I/2025"); no day
    is ever invented. valid_until is the printed "có giá trị đến" and rules. error at point, with expanded_uncertainty
    and coverage_factor, in result_unit (the instrument's unit when blank). result: "pass", "fail" or "" (a calibration
    certificate gives no verdict). certificate_items: what a person has found on the certificate, words of
    CERTIFICATE_ITEMS each with "+" (there) or "-" (not there), joined by blanks; an item that is not named has not been
    looked for.
    """

    id: str
    instrument_id: str
    kind: str = ""
    performed_on: date | None = None
    performed_text: str = ""
    valid_until: date | None = None
    valid_until_text: str = ""
    body: str = ""
    certificate_number: str = ""
    result: str = ""
    point: Decimal | None = None
    error: Decimal | None = None
    expanded_uncertainty: Decimal | None = None
    coverage_factor: Decimal | None = None
    result_unit: str = ""
    certificate_items: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationPoint:
    """One point of a certificate. as_found, as_left: the error before and after adjustment, as_left None where nothing
    was adjusted; with expanded_uncertainty and coverage_factor, in the calibration's result_unit. place: its row.
    """

    id: str
    calibration_id: str
    place: int
    point: Decimal | None = None
    as_found: Decimal | None = None
    as_left: Decimal | None = None
    expanded_uncertainty: Decimal | None = None
    coverage_factor: Decimal | None = None
    mpe: Decimal | None = None
    note: str = ""
