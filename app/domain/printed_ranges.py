"""Ranges and limits as instruments print them: "0 ÷ 10 bar", "Max 80 tấn", "±0,5 °C"."""

from __future__ import annotations

import re
from decimal import Decimal

from app.formats import MINUS, nfc, read_number

_NUMBER = r"[+\-−]?\d[\d.,]*"
_UNIT = r"(?P<unit>[^\d\s±÷~()][^()÷~]*?)?"
_BETWEEN = re.compile(
    rf"\(?\s*(?:t\u1eeb\s+)?(?P<low>{_NUMBER})\s*(?P<first>[^\d\s±÷~(),.\-–—−]+)?\s*(?:÷|~|–|—|-|−|\.{{2,3}}|…|\u0111\u1ebfn|to)\s*"
    rf"(?P<high>{_NUMBER})\s*\)?\s*{_UNIT}\s*",
    re.I,
)
_UPPER = re.compile(rf"(?:max\.?|≤|<|\u0111\u1ebfn|t\u1edbi)?\s*[:=]?\s*(?P<high>{_NUMBER})\s*{_UNIT}\s*", re.I)
_LIMIT = re.compile(rf"(?:±|\+/-|\+/−)?\s*(?P<value>{_NUMBER})\s*{_UNIT}\s*")


def read_range(text: str) -> tuple[Decimal | None, Decimal | None, str]:
    """Lower bound, upper bound and unit as printed; a bound that is not printed stays None, nothing is guessed."""
    printed = nfc(text).strip()
    if match := _BETWEEN.fullmatch(printed):
        low, high = read_number(match["low"].replace("−", MINUS)), read_number(match["high"])
        unit = (match["unit"] or match["first"] or "").strip()
        if match["first"] and match["first"] != unit:
            return None, None, ""
        return (low, high, unit) if low is not None and high is not None and low <= high else (None, None, "")
    if match := _UPPER.fullmatch(printed):
        return None, read_number(match["high"]), (match["unit"] or "").strip()
    return None, None, ""


def read_limit(text: str, unit: str) -> Decimal | None:
    """A maximum permissible error that is a plain number in this unit: "±0,5 °C"; None for "±2 %" and the like."""
    match = _LIMIT.fullmatch(nfc(text).strip())
    if not match or (match["unit"] or "").strip() not in ("", unit):
        return None
    value = read_number(match["value"])
    return abs(value) if value is not None else None
