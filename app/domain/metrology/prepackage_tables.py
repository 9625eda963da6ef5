"""The tables for prepackages as data: tolerable deficiencies T and sampling plans, each row with its source and how far
it can be trusted.

Source: OIML R 87 (2004, 2016); Directive 76/211/EEC by the French order of 20 October 1978; TT 21/2014/TT-BKHCN, Điều 3
and 5. Phụ lục III and IV of the circular have not been seen: nothing here claims to be theirs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from functools import cache

from app import paths
from app.domain.errors import UserError
from app.formats import fold
from app.wording import _

UNITS = {
    "g": ("mass_or_volume", 1),
    "ml": ("mass_or_volume", 1),
    "g or ml": ("mass_or_volume", 1),
    "kg": ("mass_or_volume", 1000),
    "l": ("mass_or_volume", 1000),
    "lit": ("mass_or_volume", 1000),
    "m": ("length", 1),
    "m2": ("area", 1),
    "m²": ("area", 1),
    "cai": ("count", 1),
    "chiec": ("count", 1),
    "items": ("count", 1),
}
"""What a unit measures, and how many of the table's own units it holds; in small letters, without accents."""

LARGEST_LOT = 100_000
"""TT 21/2014/TT-BKHCN, Điều 3 khoản 12."""
SAMPLED_FROM = 100
"""Smaller lots are measured whole (OIML R 87; Directive 76/211/EEC)."""


def known_unit(unit: str) -> tuple[str, int] | None:
    """What this unit measures and how many of the table's own units it holds; None for one the table does not know."""
    return UNITS.get(fold(unit).strip())


@dataclass(frozen=True, slots=True)
class ToleranceStep:
    """One line of the table of tolerable deficiencies: above low up to high (None: no end), in the table's unit.

    percent and absolute both None: no deficiency is tolerated. confidence: of Phụ lục IV of TT 21/2014; confidence_r87:
    of OIML R 87.
    """

    low: Decimal
    high: Decimal | None
    percent: Decimal | None
    absolute: Decimal | None
    confidence: str
    kind: str = "mass_or_volume"
    confidence_r87: str = ""

    def holds(self, quantity: Decimal) -> bool:
        return self.low < quantity and (self.high is None or quantity <= self.high)

    def exact(self, quantity: Decimal) -> Decimal:
        """T before rounding, in the table's unit."""
        return self.absolute if self.absolute is not None else quantity * (self.percent or Decimal(0)) / 100

    def rounded(self, quantity: Decimal) -> Decimal:
        """T rounded up to 0.1 g or ml for Qn ≤ 1000, above to 1 g or ml (OIML R 87); a count to whole items."""
        if self.kind in ("length", "area"):
            return self.exact(quantity)
        fine = Decimal("0.1") if self.kind == "mass_or_volume" and quantity <= 1000 else Decimal(1)
        return (self.exact(quantity) / fine).to_integral_value(ROUND_UP) * fine


@dataclass(frozen=True, slots=True)
class Plan:
    """A sampling plan for lots of lot_from to lot_to. n units are measured; accept up to ac nonconforming ones, reject
    from re on. Between them, second more units are measured and ac2, re2 hold for all of them; second 0: single
    sampling.

    source and the two confidences as they stand in the file.
    """

    scheme: str
    lot_from: int
    lot_to: int
    n: int
    ac: int
    re: int
    source: str
    confidence: str
    confidence_vn: str
    second: int = 0
    ac2: int = 0
    re2: int = 0

    @property
    def cumulative(self) -> int:
        return self.n + self.second


def read_steps(content: str) -> tuple[ToleranceStep, ...]:
    """The steps for all kinds of quantity in the CSV of the law."""
    return tuple(
        ToleranceStep(
            low=Decimal(row["qn_from"]),
            high=Decimal(row["qn_to"]) if row["qn_to"] else None,
            percent=Decimal(row["t_value"]) if row["t_kind"] == "percent" else None,
            absolute=Decimal(row["t_value"]) if row["t_kind"] == "absolute" else None,
            confidence=row["confidence_vn_annex_iv"],
            kind=row["quantity_kind"],
            confidence_r87=row.get("confidence_oiml_r87") or "",
        )
        for row in csv.DictReader(io.StringIO(content))
    )


def read_single_plans(content: str) -> tuple[Plan, ...]:
    """The plans of OIML R 87; the rows of TT 21/2014 name no numbers and give no plan."""
    return tuple(
        Plan(
            scheme=row["scheme"],
            lot_from=int(row["lot_from"]),
            lot_to=int(row["lot_to"]),
            n=int(row["sample_n"]),
            ac=int(row["max_nonconforming"]),
            re=int(row["max_nonconforming"]) + 1,
            source=row["source"],
            confidence=row["confidence_oiml_r87"],
            confidence_vn=row["confidence_vn_annex_iii"],
        )
        for row in csv.DictReader(io.StringIO(content))
        if row["sample_n"].isdigit()
    )


def read_double_plans(content: str) -> tuple[Plan, ...]:
    return tuple(
        Plan(
            scheme=row["scheme"],
            lot_from=int(row["lot_from"]),
            lot_to=int(row["lot_to"]),
            n=int(row["first_n"]),
            ac=int(row["ac1"]),
            re=int(row["re1"]),
            second=int(row["second_n"] or 0),
            ac2=int(row["ac2"] or 0),
            re2=int(row["re2"] or 0),
            source=row["source"],
            confidence=row["confidence_eu"],
            confidence_vn=row["confidence_vn_annex_iii"],
        )
        for row in csv.DictReader(io.StringIO(content))
    )


def find_step(kind: str, quantity: Decimal, steps: Sequence[ToleranceStep]) -> ToleranceStep | None:
    return next((each for each in steps if each.kind == kind and each.holds(quantity)), None)


@cache
def tolerance_steps() -> tuple[ToleranceStep, ...]:
    """The shipped table of tolerable deficiencies."""
    return read_steps(_shipped("prepackaged_tolerance.csv"))


@cache
def plans() -> tuple[Plan, ...]:
    """All shipped plans."""
    singles = read_single_plans(_shipped("prepackaged_sampling.csv"))
    return (*singles, *read_double_plans(_shipped("prepackaged_double.csv")))


def refuse_too_large(lot_size: int | None) -> None:
    """UserError for a lot of more units than the law lets be one."""
    if lot_size is not None and lot_size > LARGEST_LOT:
        raise UserError(_("Lô lớn nhất là {most} đơn vị (TT 21/2014/TT-BKHCN, Điều 3): chia nhỏ lô.", most=LARGEST_LOT))


def find_plan(scheme: str, lot_size: int) -> Plan | None:
    """The plan of a scheme for this lot; None where the scheme has none (small lots are measured whole)."""
    fitting = (each for each in plans() if each.scheme == scheme and each.lot_from <= lot_size <= each.lot_to)
    return next(fitting, None)


def _shipped(name: str) -> str:
    return paths.shipped("resources", "law", name).read_text("utf-8")
