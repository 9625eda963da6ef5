"""Whether the units of a model agree: what is added must be one unit, what goes into sin or exp a pure number.

A number written into a model may carry a unit of its own (0.061 in exp(0.061*t)). Where such a number takes part, a
disagreement is a warning; where none does it is refused, naming the components.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from app.domain.errors import UserError
from app.domain.metrology.expressions import Call, Equation, Name, Negative, Node, Number, Operation, names_in
from app.domain.metrology.results import Said, said
from app.domain.metrology.units import as_difference, is_known, registry, unit_of
from app.wording import N_, _

if TYPE_CHECKING:
    from pint import Unit

PURE = (0.5, 1.0, 2.0, 3.0, 4.0, math.pi)
"""Factors of geometry and of means; any other number may stand for a quantity."""
SAME = 1e-9
_LITRE = re.compile(r"\b([mµcdhk]?)l\b")
NAMED = ("Ω", "N", "Pa", "J", "W", "V", "S", "F")
"""Units a quotient or product is called by, where it is one of them."""


@dataclass(frozen=True, slots=True)
class _Of:
    """unit: of a part of the model, None where it cannot be told. sure: no number that may carry a unit took part.

    bare: a number, or made of numbers alone.
    """

    unit: Unit | None
    sure: bool = True
    bare: bool = False


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """unit: as it is written, "" for a pure number or where it cannot be told; sure: it follows from the components."""

    unit: str
    sure: bool
    warnings: tuple[Said, ...] = ()


@dataclass(slots=True)
class _Check:
    units: Mapping[str, str]
    warnings: list[Said] = field(default_factory=list)

    def of(self, node: Node) -> _Of:
        match node:
            case Number(value):
                return _Of(unit_of(""), value in PURE, True)
            case Name(name):
                text = self.units[name]
                return _Of(as_difference(unit_of(text))) if is_known(text) else _Of(None, False)
            case Negative(inner):
                return self.of(inner)
            case Call(function, inner):
                return self._call(function, inner)
            case Operation("+" | "-", left, right):
                return self._sum(left, right)
            case Operation("**", base, exponent):
                return self._power(base, exponent)
            case Operation(sign, left, right):
                return _product(sign, self.of(left), self.of(right))

    def _sum(self, left: Node, right: Node) -> _Of:
        first, second = self.of(left), self.of(right)
        if first.bare or second.bare:
            kept, other = (second, right) if first.bare else (first, left)
            self._mind_percent(kept, other)
            return _Of(kept.unit, kept.sure, first.bare and second.bare)
        if first.unit is None or second.unit is None:
            return _Of(first.unit or second.unit, False)
        if not _same(first.unit, second.unit):
            self._disagree(left, first, right, second)
            return _Of(first.unit if first.sure else second.unit, False)
        return _Of(first.unit, first.sure or second.sure)

    def _mind_percent(self, found: _Of, node: Node) -> None:
        """1 + b with b in percent: the number is taken in percent as well, which is seldom meant."""
        if found.bare or found.unit is None or not found.unit.dimensionless or _same(found.unit, unit_of("")):
            return
        self.warnings.append(
            said(
                N_(
                    "{names} tính theo {unit} và cộng trừ với một số: số ấy cũng được hiểu theo {unit}. Nếu không phải "
                    "vậy, đổi thành phần sang 1."
                ),
                names=_names(node),
                unit=_written(found.unit),
            )
        )

    def _disagree(self, left: Node, first: _Of, right: Node, second: _Of) -> None:
        told = {
            "first": _names(left),
            "one": _written(first.unit),
            "second": _names(right),
            "other": _written(second.unit),
        }
        if first.sure and second.sure:
            raise UserError(
                _(
                    "Đơn vị không khớp trong mô hình: {first} tính theo {one}, cộng trừ với {second} tính theo {other}"
                    ". Đổi về một đơn vị.",
                    **told,
                )
            )
        self.warnings.append(
            said(
                N_(
                    "Đơn vị trong mô hình chỉ khớp nếu hằng số mang đơn vị: {first} ({one}) cộng trừ với {second} "
                    "({other}). Kiểm tra lại."
                ),
                **told,
            )
        )

    def _call(self, function: str, inner: Node) -> _Of:
        found = self.of(inner)
        if function == "abs":
            return found
        if function == "sqrt":
            return _Of(_raised(found.unit, 0.5), found.sure, found.bare)
        self._demand_pure(found, inner, function)
        return _Of(unit_of(""), True, found.bare)

    def _power(self, base: Node, exponent: Node) -> _Of:
        found = self.of(base)
        power = exponent.of if isinstance(exponent, Negative) else exponent
        if isinstance(power, Number):
            value = -power.value if isinstance(exponent, Negative) else power.value
            return _Of(_raised(found.unit, value), found.sure, found.bare)
        self._demand_pure(self.of(exponent), exponent, "**")
        self._demand_pure(found, base, "**")
        return _Of(unit_of(""), True, found.bare)

    def _demand_pure(self, found: _Of, inner: Node, function: str) -> None:
        if found.bare or found.unit is None or _same(found.unit, unit_of("")):
            return
        told = {"function": function, "names": _names(inner), "unit": _written(found.unit)}
        if found.sure:
            raise UserError(
                _(
                    "“{function}” cần một số không đơn vị (góc tính theo rad), nhưng {names} tính theo {unit}. Đổi đơn "
                    "vị hoặc chia cho một đại lượng cùng loại.",
                    **told,
                )
            )
        self.warnings.append(
            said(
                N_("“{function}” của {names} tính theo {unit}: chỉ đúng nếu hằng số trong đó mang đơn vị nghịch đảo."),
                **told,
            )
        )


def model_unit(equation: Equation, units: Mapping[str, str], wanted: str = "") -> FoundUnit:
    """The unit of what an equation gives, from the units of the components by name ("" for a pure number).

    wanted: the unit the result is to have; UserError where the model surely gives another. Models without any unit are
    taken as they are.
    """
    used = {name: units[name] for name in names_in(equation.node)}
    if not any(used.values()):
        return FoundUnit(wanted, False)
    check = _Check(used)
    found = check.of(equation.node)
    unknown = [f"“{each}”" for each in dict.fromkeys(used.values()) if not is_known(each)]
    if unknown:
        check.warnings.append(
            said(N_("Không biết đơn vị {units}, nên không kiểm được đơn vị của mô hình."), units=", ".join(unknown))
        )
    text = _shown(found, used)
    if not wanted or found.unit is None or not is_known(wanted):
        return FoundUnit(wanted or text, found.sure, tuple(check.warnings))
    if not _same(as_difference(unit_of(wanted)), found.unit):
        _judge_wanted(equation.name, wanted, found, check)
    return FoundUnit(wanted, found.sure, tuple(check.warnings))


def _judge_wanted(name: str, wanted: str, found: _Of, check: _Check) -> None:
    told = {"name": name, "found": _written(found.unit), "wanted": wanted}
    if found.sure:
        raise UserError(
            _(
                "Mô hình cho “{name}” theo {found}, kết quả lại ghi theo {wanted}. Đổi đơn vị của kết quả hoặc của các "
                "thành phần.",
                **told,
            )
        )
    check.warnings.append(
        said(N_("“{name}” tính từ các thành phần ra {found}; hằng số trong mô hình phải đổi nó sang {wanted}."), **told)
    )


def _product(sign: str, first: _Of, second: _Of) -> _Of:
    bare = first.bare and second.bare
    if first.unit is None or second.unit is None:
        return _Of(None, False, bare)
    unit = first.unit * second.unit if sign == "*" else first.unit / second.unit
    return _Of(unit, first.sure and second.sure, bare)


def _raised(unit: Unit | None, power: float) -> Unit | None:
    return None if unit is None else cast("Unit", unit**power)


def _same(first: Unit, second: Unit) -> bool:
    """One dimension and one size: mm and mm, 1/K and 1/°C, not mm and m."""
    if first == second:
        return True
    if not first.is_compatible_with(second):
        return False
    return abs(float(registry().Quantity(1.0, first).to(second).magnitude) - 1) < SAME


def _names(node: Node) -> str:
    return ", ".join(f"“{each}”" for each in names_in(node))


def _written(unit: Unit | None) -> str:
    text = "?" if unit is None else f"{unit:~P}".replace("Δ", "")
    return _LITRE.sub(r"\1L", text) or "1"


def _shown(found: _Of, used: Mapping[str, str]) -> str:
    """As one of the components has it written, where it is that unit; "" for a pure number."""
    if found.unit is None or _same(found.unit, unit_of("")):
        return ""
    for text in used.values():
        if text and is_known(text) and _same(as_difference(unit_of(text)), found.unit):
            return text
    return next((each for each in NAMED if _same(unit_of(each), found.unit)), _written(found.unit))
