"""Measuring processes (quá trình đo): what is measured, how well it must be measured, and what depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One measuring process (ISO 10012:2003 7.2).

    measured: the measurand and where ("Khối lượng bao 25 kg, dây 2"). nominal, tolerance_low, tolerance_high are
    limits of the product in unit; a one-sided tolerance leaves one bound None. needed_uncertainty: the largest expanded
    uncertainty (k = 2) that serves, in unit. throughput a year in throughput_unit; price a unit of it, in đồng.
    Instruments used are links from processes to instruments. procedure: its code.
    """

    id: str
    code: str = ""
    name: str = ""
    measured: str = ""
    location: str = ""
    unit: str = ""
    nominal: Decimal | None = None
    tolerance_text: str = ""
    tolerance_low: Decimal | None = None
    tolerance_high: Decimal | None = None
    needed_uncertainty: Decimal | None = None
    procedure: str = ""
    owner: str = ""
    criticality: str = ""
    throughput: Decimal | None = None
    throughput_unit: str = ""
    price: Decimal | None = None
    note: str = ""
