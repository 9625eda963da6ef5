"""Studies (nghiên cứu đo): repeated readings taken on the spot, kept as typed, to be evaluated afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """The sheet of one study. kind: a word of STUDY_KINDS; number counts within its kind: RR-02.

    parts, operators, trials: the shape of the sheet (a lot has parts units, one operator, one trial).
    part_names, operator_names: one name a line, blank for plain numbers; of a linearity study the names of the parts
    are their reference values. reference: the reference value of a type 1 or
    bias study with its expanded uncertainty and k. nominal: nominal quantity of a lot; tare of its packing.
    temperature (°C), humidity (% RH), environment_note: at the time of measuring.
    """

    id: str
    cycle_id: str
    kind: str
    number: int
    title: str = ""
    instrument_id: str = ""
    process_id: str = ""
    quantity: str = ""
    unit: str = ""
    resolution: Decimal | None = None
    nominal: Decimal | None = None
    tolerance_low: Decimal | None = None
    tolerance_high: Decimal | None = None
    reference: Decimal | None = None
    reference_uncertainty: Decimal | None = None
    reference_factor: Decimal | None = None
    tare: Decimal | None = None
    lot_size: int | None = None
    parts: int = 1
    operators: int = 1
    trials: int = 1
    part_names: str = ""
    operator_names: str = ""
    location: str = ""
    temperature: Decimal | None = None
    humidity: Decimal | None = None
    environment_note: str = ""
    measured_by: str = ""
    started_at: datetime | None = None
    note: str = ""


STUDY_KINDS = ("lot", "gauge_rr", "type1", "bias", "linearity")
STUDY_CODES = {"lot": "LO", "gauge_rr": "RR", "type1": "T1", "bias": "DC", "linearity": "TT"}
CROSSED_KINDS = ("gauge_rr", "linearity")
"""Several parts, each measured several times: a table of parts by trials."""


def study_code(study: Study) -> str:
    return f"{STUDY_CODES[study.kind]}-{study.number:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One indication, at part, operator and trial (from 1). value: exactly as typed ("12,480"), NFC.

    mark: "" or "suspect" (an auditor's or the program's doubt, with its reason); a marked reading is never removed.
    """

    id: str
    study_id: str
    part: int
    operator: int
    trial: int
    value: str = ""
    mark: str = ""
    reason: str = ""
    read_by: str = ""
    read_at: datetime | None = None
