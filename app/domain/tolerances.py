"""Tolerances as drawings, recipes and procedures print them: "25 ± 0,25 kg", "±1 %", "≥ 500 g", "490…510 g"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from app.domain.printed_ranges import read_range
from app.formats import MINUS, fold, nfc, read_number

_NUMBER = r"\d[\d.,]*"
_SIGNED = rf"[+\-−]?\s*{_NUMBER}"
_UNIT = r"(?P<unit>[^\d\s±÷~()+−<>≤≥%][^()÷~±<>≤≥%]*?)?"
_PLUS_MINUS = re.compile(
    rf"(?:(?P<nominal>{_SIGNED})\s*(?P<before>[^\d\s±()+]+)?\s*)?\(?\s*(?:±|\+/-|\+/−)\s*(?P<half>{_NUMBER})\s*(?P<percent>%)?\s*\)?\s*{_UNIT}"
)
_TWO_SIDES = re.compile(
    rf"(?:(?P<nominal>{_NUMBER})\s*(?P<before>[^\d\s±()+]+)?\s*)?\(?\s*\+\s*(?P<up>{_NUMBER})\s*[/;,]?\s*[-−]\s*(?P<down>{_NUMBER})\s*\)?\s*{_UNIT}"
)
_ONE_SIDE = re.compile(
    rf"(?P<sign>≥|≤|>=|<=|>|<)\s*[:=]?\s*(?P<limit>{_SIGNED})\s*(?P<percent>%)?\s*{_UNIT}", re.IGNORECASE
)
_WORDS = {
    **dict.fromkeys(("min", "toi thieu", "khong duoi", "khong nho hon", "it nhat", "tu"), "≥"),
    **dict.fromkeys(("max", "toi da", "khong qua", "khong lon hon", "khong vuot qua", "den"), "≤"),
}
"""Folded words before a limit, and the sign they stand for."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Limits of the product, in unit; a one-sided one leaves a bound None. nominal: only where it is printed."""

    low: Decimal | None = None
    high: Decimal | None = None
    nominal: Decimal | None = None
    unit: str = ""


def read_tolerance(text: str, nominal: Decimal | None = None) -> Tolerance:
    """What is printed as limits; a deviation alone ("±0,25") is laid round the nominal value given.

    What cannot be read, or hangs on a nominal value that is not known, gives no limits: nothing is guessed.
    """
    printed = _signed(nfc(text).strip())
    if match := _PLUS_MINUS.fullmatch(printed):
        half = read_number(match["half"])
        middle = _number(match["nominal"]) if match["nominal"] else nominal
        if half is not None and match["percent"] and middle is not None:
            half = abs(middle) * half / 100
        return _around(match, middle, half, half)
    if match := _TWO_SIDES.fullmatch(printed):
        middle = _number(match["nominal"]) if match["nominal"] else nominal
        return _around(match, middle, read_number(match["down"]), read_number(match["up"]))
    if match := _ONE_SIDE.fullmatch(printed):
        limit, unit = _number(match["limit"]), match["percent"] or (match["unit"] or "").strip()
        at_least = match["sign"] in ("≥", ">=", ">")
        return Tolerance(limit if at_least else None, None if at_least else limit, None, unit)
    low, high, unit = read_range(printed)
    return Tolerance(low, high, None, unit) if low is not None and high is not None else Tolerance()


def _signed(printed: str) -> str:
    """A limit that is told by words, with its sign: "tối đa 3 %" as "≤ 3 %"."""
    words = re.match(r"[^\d±+\-−≥≤<>]*", printed)
    sign = _WORDS.get(fold(words[0]).strip(" .:=")) if words else None
    return f"{sign} {printed[words.end() :]}" if words and sign else printed


def _around(match: re.Match[str], middle: Decimal | None, down: Decimal | None, up: Decimal | None) -> Tolerance:
    if down is None or up is None or middle is None:
        return Tolerance()
    before, after = (match["before"] or "").strip(), (match["unit"] or "").strip()
    if before and after and before != after:  # "25 kg ± 250 g"
        return Tolerance()
    unit = after or before
    return Tolerance(middle - down, middle + up, middle if match["nominal"] else None, unit)


def _number(text: str) -> Decimal | None:
    return read_number(text.replace(MINUS, "-").replace(" ", ""))
