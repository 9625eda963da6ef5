"""Measuring processes (quá trình đo): what is measured, how well it must be measured, and what depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One measuring process (ISO 10012:2003 7.2).

    measured: the measurand and where ("Khối lượng bao 25 kg, dây 2"). nominal, tolerance_low, tolerance_high are limits
    of the product in unit; a one-sided tolerance leaves one bound None. needed_uncertainty: the largest expanded
    uncertainty (k = 2) that serves, in unit. throughput a year in throughput_unit; price a unit of it, in đồng.
    product_sd: standard deviation of the product in unit, without the measurement, where it is known; it and the costs
    in đồng of accepting a bad unit or rejecting a good one serve the decision risk (JCGM 106:2012, 9). later_check: a
    word of LATER_CHECKS, whether an error made here would still be seen later. Instruments used are links from
    processes to instruments. procedure: its code.
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
    product_sd: Decimal | None = None
    false_accept_cost: Decimal | None = None
    false_reject_cost: Decimal | None = None
    later_check: str = ""
    note: str = ""


LATER_CHECKS = ("always", "sometimes", "never", "")
"""A later check always, sometimes or never finds the error; blank where nobody has told."""
