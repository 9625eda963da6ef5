"""Units as factories write them ("kgf/cm²", "lít", "°C", "%RH"), converted by pint, which is loaded on first need.

A temperature and a difference of temperatures are different things: 20 °C is 293,15 K, a difference of 20 °C is 20 K.
"""

from __future__ import annotations

import re
from functools import cache
from tokenize import TokenError
from typing import TYPE_CHECKING, Any

from app.domain.errors import UserError
from app.formats import fold, nfc
from app.wording import _

if TYPE_CHECKING:
    from pint import Unit, UnitRegistry

LONGEST = 60
OWN_DEFINITIONS = ("ph_value = [acidity]", "percent_humidity = 0.01", "quintal_metric = 100 kg", "yen_weight = 10 kg")
WHOLE: dict[str, str] = {
    "": "",
    "1": "",
    "ph": "ph_value",
    "%rh": "percent_humidity",
    "% rh": "percent_humidity",
    "kg/cm²": "kgf/cm**2",
    "kg/cm2": "kgf/cm**2",
    "v/ph": "rpm",
    "mmh₂o": "mmH2O",
    "mmh2o": "mmH2O",
    "inh2o": "inch_H2O_39F",
    "cc": "cm**3",
}
"""Texts that mean one unit as a whole, in small letters. On a pressure gauge kg/cm² is the technical atmosphere."""
WORDS: dict[str, str] = {
    "°c": "degC",
    "℃": "degC",
    "ºc": "degC",
    "°f": "degF",
    "°": "degree",
    "′": "arcminute",
    "″": "arcsecond",
    "%": "percent",
    "‰": "permille",
}
"""Pieces of a unit, in small letters; those whose capitals matter (mm, Mm) are left to pint."""
VIETNAMESE: dict[str, str] = {
    "do": "degree",
    "lit": "liter",
    "tan": "metric_ton",
    "ta": "quintal_metric",
    "yen": "yen_weight",
    "giay": "second",
    "phut": "minute",
    "gio": "hour",
    "ngay": "day",
    "thang": "month",
    "nam": "year",
}
"""Vietnamese words without their accents; only words that are written with accents are looked up here."""
_EXACT = {"Nm": "N*m", "Mpa": "megapascal", "Kg": "kilogram", "KG": "kilogram", "Bar": "bar", "lit": "liter"}
"""What pint reads otherwise than a factory means it, or not at all."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_PIECE = re.compile(r"[^\W\d_]+[₂]?|°[CcFf]?|º[Cc]|℃|%|‰|′|″|\*\*-?[1-9](?!\d)|[*/()]|(?<!\w)1(?=/)")
_POWER = re.compile(r"(?<=[^\W\d_])(-?[1-9])(?![\d.])")


@cache
def registry() -> UnitRegistry[Any]:
    """The one registry: pint's units and those of the trade that it lacks. Loading takes some tenths of a second."""
    from pint import UnitRegistry

    units: UnitRegistry[Any] = UnitRegistry(cache_folder=None)
    for each in OWN_DEFINITIONS:
        units.define(each)
    return units


def convert(value: float, given: str, wanted: str, *, difference: bool = False) -> float:
    """The value in the wanted unit. difference: it is a difference, an error or an uncertainty, not a temperature.

    UserError when a unit is not known or the two measure different things.
    """
    if nfc(given).strip() == nfc(wanted).strip():
        return value
    source, target = unit_of(given), unit_of(wanted)
    if not source.is_compatible_with(target):
        raise UserError(
            _(
                "Không đổi được “{given}” sang “{wanted}”: hai đơn vị của hai đại lượng khác nhau.",
                given=given or "1",
                wanted=wanted or "1",
            )
        )
    if difference:
        source, target = as_difference(source), as_difference(target)
    return float(registry().Quantity(value, source).to(target).magnitude)


def factor(given: str, wanted: str) -> float:
    """By what a difference in the given unit is multiplied to stand in the wanted one."""
    return convert(1.0, given, wanted, difference=True)


def compatible(first: str, second: str) -> bool:
    """Whether both are known and measure the same kind of quantity."""
    try:
        return bool(unit_of(first).is_compatible_with(unit_of(second)))
    except UserError:
        return False


def is_known(unit: str) -> bool:
    try:
        unit_of(unit)
    except UserError:
        return False
    return True


def is_temperature(unit: str) -> bool:
    """Whether it is a unit with a zero of its own (°C, °F), where a difference must be told from a temperature."""
    return is_known(unit) and _offset(unit_of(unit))


def unit_of(text: str) -> Unit:
    """The unit a text names; UserError when none is known by this name. "" is the pure number."""
    return _unit(nfc(text).strip())


@cache
def _unit(text: str) -> Unit:
    from pint.errors import PintError

    if len(text) > LONGEST:
        raise UserError(_("Đơn vị dài quá {most} ký tự.", most=LONGEST))
    try:
        return registry().parse_units(_as_pint(text))
    except (PintError, TokenError, ValueError, TypeError, AttributeError, AssertionError, ArithmeticError, SyntaxError):
        raise UserError(_("Không biết đơn vị “{unit}”. Viết như mm, bar, °C, kgf/cm², mL.", unit=text)) from None


def _as_pint(text: str) -> str:
    """The same unit in pint's own writing; ValueError for signs that no unit has."""
    whole = WHOLE.get(text.lower(), "rpm" if fold(text) == "vong/phut" else None)
    if whole is not None:
        return whole
    plain = text.translate(_RAISED).replace("·", "*").replace("×", "*").replace("⋅", "*").replace("^", "**")
    plain = re.sub(r"\s+", " ", plain.replace(" / ", "/").replace(" * ", "*")).strip().replace(" ", "*")
    plain = _POWER.sub(r"**\1", plain)
    pieces = _PIECE.findall(plain)
    if "".join(pieces) != plain:
        raise ValueError(text)
    return "".join(_piece(each) for each in pieces)


def _piece(piece: str) -> str:
    known = _EXACT.get(piece) or WORDS.get(piece.lower())
    if known is None and not piece.isascii():
        known = VIETNAMESE.get(fold(piece))
    return known or piece


def as_difference(unit: Unit) -> Unit:
    """The unit of differences of what this unit measures: delta °C for °C, itself for all others."""
    return registry().parse_units(f"delta_{unit}") if _offset(unit) else unit


def _offset(unit: Unit) -> bool:
    return str(unit) in ("degree_Celsius", "degree_Fahrenheit", "degree_Reaumur")


def symbol(text: str) -> str:
    """The usual sign of a unit however it was written: "milliampere" is mA."""
    return f"{unit_of(text):~P}"


def without_prefix(text: str) -> str:
    """The sign of a unit without its prefix: A for "milliampere"; what has no prefix, or several parts, as it is."""
    found = registry().parse_unit_name(str(unit_of(text)))
    return f"{registry().parse_units(found[0][1]):~P}" if found else symbol(text)
