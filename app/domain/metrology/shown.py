"""How figures of a result are written: significant digits for reading, all digits kept for computing."""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal

from app.formats import show_date, show_number
from app.wording import N_, _

DIGITS = 4
MOST_PLACES = 12
SAME = 1e-10
"""Numbers that differ by less are equal but for the noise of computing."""
LEAST = 1e-7
"""Below this a number is written with a power of ten."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIMES = {"day": N_("ngày"), "d": N_("ngày"), "month": N_("tháng"), "year": N_("năm")}
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_WRITTEN = re.compile(r"#-?\d+(\.\d+)?", re.ASCII)


def shown_value(value: float | int | bool | str | None, digits: int = DIGITS, step: float | None = None) -> str:
    """A number with so many significant digits, as the language in use writes it; whole ones and texts as they are.

    digits 0: all the digits it has (see all_digits), none added. step: one unit of the last place to show, in place of
    digits (a mean of 20.00013 kg beside a spread of 0.0015 kg).
    """
    if value is None:
        return "—"
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, str):
        return _shown_text(value)
    if isinstance(value, int):
        return show_number(value)
    if step is not None and step >= LEAST:
        return show_number(round(value, round(-math.log10(step))) or 0.0, places_of(step))
    digits = digits or all_digits(value)
    if value and abs(value) < LEAST:
        return with_power(value, digits)
    return show_number(value, places_for(value, digits))


def _shown_text(text: str) -> str:
    """A number that is written out, or a day that is kept as ISO, as the language writes it; other texts as is."""
    if _WRITTEN.fullmatch(text):
        return show_number(Decimal(text[1:]))
    if _DAY.fullmatch(text):
        try:
            return show_date(date.fromisoformat(text))
        except ValueError:
            return text
    return text


def with_power(value: float, digits: int = DIGITS) -> str:
    """A very small number with a power of ten: 1,9 × 10⁻¹²."""
    head, _e, power = f"{value:.{digits - 1}e}".partition("e")
    return f"{show_number(Decimal(head))} × 10{str(int(power)).translate(RAISED)}"


def shown_unit(unit: str) -> str:
    """A unit of time in words; units of measurement are the same in every language."""
    found = _TIMES.get(unit)
    if found:
        return _(found)
    head, slash, last = unit.rpartition("/")
    return _("{unit}/ngày", unit=head) if slash and last in ("d", "day") else unit


def told_value(value: float | int | bool | str | None) -> str:
    """As shown_value, for a sentence: no zeros at the end of the decimals, so that a limit of 10.0 is told as 10."""
    if not isinstance(value, float) or (value and abs(value) < LEAST):
        return shown_value(value)
    short = round(value, places_for(value)) or 0.0
    return show_number(short, max(0, -int(Decimal(str(short)).normalize().as_tuple().exponent)))


def apart(value: float, *limits: float, digits: int | None = None) -> str:
    """A value for a sentence that compares it with limits: as many digits as it takes not to look equal to one of them,
    so that 1.32999 is not told as 1.33 where 1.33 is asked for. What is equal to a limit is told with the usual digits.

    digits: so many are meant, zeros at the end too (a U of 0.060); None: the usual ones without such zeros.
    """
    places = places_for(value, DIGITS if digits is None else digits)
    others = [each for each in limits if not math.isclose(value, each, rel_tol=SAME, abs_tol=0.0)]
    while places < MOST_PLACES and any(round(value, places) == round(each, places) for each in others):
        places += 1
    return as_written(_short(value, places)) if digits is None else at_step(value, 10.0**-places)


def at_step(value: float, step: float | None) -> str:
    """A value for a sentence, to the place of this step (None: with the usual digits)."""
    if step is None:
        return as_written(_short(value, places_for(value)))
    places = places_of(step)
    return as_written(Decimal(f"{round(value, places) + 0.0:.{places}f}"))


def _short(value: float, places: int) -> Decimal:
    """Rounded to so many decimals, without zeros at the end."""
    found = Decimal(repr(round(value, places) + 0.0)).normalize()
    return found if int(found.as_tuple().exponent) < 0 else Decimal(int(found))


def step_beside(spread: float | None, digits: int = 2) -> float | None:
    """One unit of the last place to which a value is worth showing beside this spread (a standard deviation, an
    uncertainty): where the spread has its second digit. None where there is no spread.
    """
    if spread is None or not math.isfinite(spread) or spread <= 0:
        return None
    return float(10.0 ** (math.floor(math.log10(spread)) - digits + 1))


def step_of_digits(value: float, digits: int) -> float | None:
    """The step at which a value has so many significant digits: 10 000 000 for three of 1 642 200 000; None for 0."""
    return None if value == 0 or not math.isfinite(value) else 10.0 ** (math.floor(math.log10(abs(value))) - digits + 1)


def places_of(step: float) -> int:
    """Decimals of a step: 0.001 has 3, 10 has none."""
    return max(0, min(MOST_PLACES, -math.floor(math.log10(step) + 1e-9)))


def all_digits(value: float) -> int:
    """How many significant digits a number has as one would write it: at most twelve, no noise of the last bits."""
    return len(Decimal(f"{value:.12g}").normalize().as_tuple().digits)


def as_written(number: Decimal) -> str:
    """A value of a sentence whose digits are all meant ("10000.025" beside a U of 0.058): no digit is rounded away, and
    it is still written as the language in use writes numbers.
    """
    return f"#{number:f}"


def places_for(value: float, digits: int = DIGITS) -> int:
    """Decimals that show a number with so many significant digits (0: all it has); thousands are never rounded away."""
    if value == 0 or not math.isfinite(value):
        return 0
    digits = digits or all_digits(value)
    power = int(f"{value:.{digits - 1}e}".partition("e")[2])  # of the rounded number: 9.9999 with three digits is 10.0
    return max(0, min(MOST_PLACES, digits - 1 - power))
