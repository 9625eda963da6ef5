"""M17: prepackages: tolerable deficiency T, the factor k of the mean test, and the judgement of one lot.

Source: OIML R 87 (2004, 2016); Directive 76/211/EEC; TT 21/2014/TT-BKHCN, Điều 5. Net contents are exact decimals, so
that a unit that lies on a limit is never called short by a rounding error.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scipy.special import stdtrit

from app.domain.errors import UserError
from app.domain.metrology.prepackage_tables import (
    Plan,
    ToleranceStep,
    find_step,
    known_unit,
    refuse_too_large,
    tolerance_steps,
)
from app.wording import _

ALLOWED_SHARE = Decimal("0.025")
"""Of a lot that is measured whole (TT 21/2014/TT-BKHCN, Điều 5 khoản 2 a)."""


def exact(number: float | int | str | Decimal) -> Decimal:
    """The decimal that was typed: 12.3, not its nearest binary number."""
    return number if isinstance(number, Decimal) else Decimal(repr(number) if isinstance(number, float) else number)


@dataclass(frozen=True, slots=True)
class Deficiency:
    """T of one nominal quantity, in the unit asked for. before_rounding: as the table gives it."""

    before_rounding: Decimal
    rounded: Decimal
    step: ToleranceStep


def deficiency(nominal: Decimal, unit: str) -> Deficiency:
    """T by OIML R 87. UserError for a quantity not above 0, a unit or a quantity that the table does not know."""
    if nominal <= 0:
        raise UserError(_("Lượng danh định Qn phải lớn hơn 0."))
    known = known_unit(unit)
    if known is None:
        raise UserError(_("Bảng T không có đơn vị “{unit}”. Dùng g, kg, mL, L, m, m² hoặc cái.", unit=unit))
    kind, scale = known
    quantity = nominal * scale
    step = find_step(kind, quantity, tolerance_steps())
    if step is None:
        raise UserError(_("Qn = {nominal} {unit} vượt bảng T (đến 50 000 g hoặc mL).", nominal=nominal, unit=unit))
    return Deficiency(step.exact(quantity) / scale, step.rounded(quantity) / scale, step)


def mean_factor(n: int) -> float:
    """k of the mean test: t(0.995; n - 1)/sqrt(n). UserError below two units."""
    if n < 2:
        raise UserError(_("Hệ số k cần ít nhất 2 đơn vị."))
    return float(stdtrit(n - 1, 0.995)) / math.sqrt(n)


@dataclass(frozen=True, slots=True)
class Rule:
    """By what a lot is judged. lot_size: N, None where it is not known. allowed: the greatest number of nonconforming
    units, told by an auditor; else plan gives it. k: of the mean test, None to compute it.
    """

    lot_size: int | None = None
    plan: Plan | None = None
    allowed: int | None = None
    k: float | None = None


@dataclass(frozen=True, slots=True)
class Lot:
    """What the units of a lot show; quantities in their unit.

    whole: every unit of the lot was measured. s: sample standard deviation, None of one unit. k: None for a whole lot.
    mean_limit: None where s is wanted and not known. t1: short by more than T, with those short by more than 2T (t2).
    allowed: the greatest number of nonconforming units, None where nothing tells it. count: "accept", "reject",
    "second" (a second sample decides) or "" (too few units, or no plan). decision: of all three tests together.
    """

    n: int
    whole: bool
    mean: Decimal
    s: float | None
    k: float | None
    mean_limit: float | None
    mean_passed: bool | None
    t1: int
    t2: int
    allowed: int | None
    count: str
    wanted_n: int | None
    shortfall: Decimal

    @property
    def decision(self) -> str:
        if self.mean_passed is False or self.t2 or self.count == "reject":
            return "reject"
        return "" if self.mean_passed is None else self.count

    @property
    def failed(self) -> tuple[str, ...]:
        """Which tests say no: "mean", "count", "2T"."""
        named = (("mean", self.mean_passed is False), ("count", self.count == "reject"), ("2T", self.t2 > 0))
        return tuple(name for name, told in named if told)


def judge_lot(net: Sequence[Decimal], nominal: Decimal, tolerated: Decimal, rule: Rule) -> Lot:
    """The three tests on the net contents. UserError when the lot cannot be this one."""
    n = len(net)
    if n == 0:
        raise UserError(_("Chưa có đơn vị nào được đo."))
    refuse_too_large(rule.lot_size)
    if rule.lot_size is not None and n > rule.lot_size:
        raise UserError(_("Đo {n} đơn vị, nhiều hơn cỡ lô {lot_size}. Sửa một trong hai.", n=n, lot_size=rule.lot_size))
    whole = n == rule.lot_size
    mean = sum(net, Decimal(0)) / n
    s = math.sqrt(float(sum((each - mean) ** 2 for each in net)) / (n - 1)) if n > 1 else None
    k = None if whole or s is None else rule.k if rule.k is not None else mean_factor(n)
    mean_limit = float(nominal) if whole else None if s is None or k is None else float(nominal) - k * s
    passed = mean >= nominal if whole else None if mean_limit is None else float(mean) >= mean_limit
    t1 = sum(each < nominal - tolerated for each in net)
    allowed, count = _count(n, t1, whole, rule)
    return Lot(
        n=n,
        whole=whole,
        mean=mean,
        s=s,
        k=k,
        mean_limit=mean_limit,
        mean_passed=passed,
        t1=t1,
        t2=sum(each < nominal - 2 * tolerated for each in net),
        allowed=allowed,
        count=count,
        wanted_n=rule.plan.n if rule.plan and not whole else None,
        shortfall=max(Decimal(0), nominal - min(net)),
    )


def _count(n: int, t1: int, whole: bool, rule: Rule) -> tuple[int | None, str]:
    """The allowed number and what the count of nonconforming units says."""
    if whole:
        allowed = int(ALLOWED_SHARE * n)
        return allowed, "accept" if t1 <= allowed else "reject"
    if rule.allowed is not None:
        return rule.allowed, "accept" if t1 <= rule.allowed else "reject"
    plan = rule.plan
    if plan is None or n < plan.n:
        return (plan.ac if plan else None), ""
    if plan.second and n >= plan.cumulative:
        return plan.ac2, _said_by(t1, plan.ac2, plan.re2, exactly=n == plan.cumulative)
    return plan.ac, _said_by(t1, plan.ac, plan.re, exactly=n == plan.n, second=plan.second > 0)


def _said_by(t1: int, accept: int, reject: int, *, exactly: bool, second: bool = False) -> str:
    """A sample larger than the plan's can only accept: more units, the same allowed number."""
    if t1 <= accept:
        return "accept"
    if not exactly:
        return ""
    return "second" if second and t1 < reject else "reject"
