"""How figures of a result are written: significant digits for reading, all digits kept for computing."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from app.formats import MINUS, show_number
from app.wording import _

DIGITS = 4
LEAST = 1e-7
"""Below this a number is written with a power of ten."""
_WRITTEN = re.compile(r"#-?\d+(\.\d+)?", re.ASCII)


def shown_value(value: float | int | bool | str | None, digits: int = DIGITS) -> str:
    """A number with so many significant digits, as the language in use writes it; whole ones and texts as they are.

    digits 0: all the digits it has (see all_digits), none added.
    """
    if value is None:
        return "—"
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, str):
        return show_number(Decimal(value[1:])) if _WRITTEN.fullmatch(value) else value
    if isinstance(value, int):
        return show_number(value)
    digits = digits or all_digits(value)
    if value and abs(value) < LEAST:
        return f"{value:.{digits - 1}e}".replace("-", MINUS).replace(".", show_number(0.1)[1])
    return show_number(value, places_for(value, digits))


def told_value(value: float | int | bool | str | None) -> str:
    """As shown_value, for a sentence: no zeros at the end of the decimals, so that a limit of 10.0 is told as 10."""
    if not isinstance(value, float) or (value and abs(value) < LEAST):
        return shown_value(value)
    short = round(value, places_for(value)) or 0.0
    return show_number(short, max(0, -int(Decimal(str(short)).normalize().as_tuple().exponent)))


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
    return max(0, min(12, digits - 1 - math.floor(math.log10(abs(value)))))
