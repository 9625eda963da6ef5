"""How a spreadsheet shows a stored number: as a date, with leading zeros, with a unit behind it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

BUILT_IN: dict[int, str] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
} | dict.fromkeys((*range(27, 37), *range(50, 59)), "dd/mm/yyyy")

_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@lru_cache(2_000)
def date_precision(number_format: str) -> str:
    """How much of a date this format shows: "day", "month", "year", "time", or "" when it shows no date."""
    bare = _ASIDE.sub("", number_format.split(";")[0]).lower()
    if "general" in bare or bare == "@":
        return ""
    bare = bare.replace("am/pm", "h").replace("a/p", "h")
    if not re.search(r"[ymdhs]", bare) or (re.search(r"[0#?]", bare) and not re.search(r"[yd]|[hs]:|:[ms]|ss", bare)):
        return ""
    if "d" in bare:
        return "day"
    if "y" in bare:
        return "month" if "m" in bare else "year"
    if "h" in bare or "s" in bare:
        return "time"
    return "day"


def shown(number: Decimal, number_format: str) -> str:
    """The number as the format shows it, with a decimal point and without thousands marks.

    Only what changes meaning is followed: leading zeros, places, percent, letters around the figure.
    """
    section = _section(number, number_format)
    if not section or "general" in section.lower() or section == "@":
        return _around(section, plain(number)) if '"' in section else plain(number)
    if re.search(r"[Ee][+-]|/", _ASIDE.sub("", section)):
        return plain(number)
    tokens = re.findall(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|.', section, re.S)
    digits = [index for index, token in enumerate(tokens) if token in "0#?"]
    if not digits:
        return plain(number)
    return _filled(abs(number) if ";" in number_format and number < 0 else number, tokens, digits)


def plain(number: Decimal) -> str:
    """All digits, no exponent, no trailing .0."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text or "0"


def _section(number: Decimal, number_format: str) -> str:
    sections = number_format.split(";")
    if number < 0 and len(sections) > 1:
        return sections[1]
    if number == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


def _around(section: str, figure: str) -> str:
    return re.sub(r"general", figure, section, flags=re.I).replace('"', "")


def _literal(token: str) -> str:
    if token.startswith('"'):
        return token[1:-1]
    if token.startswith("\\"):
        return token[1:]
    if token.startswith(("_", "*", "[")) and len(token) > 1:
        return ""
    return token if token != "," else ""


def _filled(number: Decimal, tokens: list[str], digits: list[int]) -> str:
    point = next((index for index, token in enumerate(tokens) if token == "." and index > digits[0]), None)
    places = [index for index in digits if point is not None and index > point]
    whole = [index for index in digits if index not in places]
    value = number * 100 if "%" in tokens else number
    try:
        rounded = abs(value).quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    except InvalidOperation:
        return plain(number)
    figure, _, fraction = f"{rounded:f}".partition(".")
    wanted = sum(tokens[index] == "0" for index in whole)
    figure = figure.rjust(wanted, "0")
    kept = sum(tokens[index] == "0" for index in places)
    while len(fraction) > kept and fraction.endswith("0"):
        fraction = fraction[:-1]
    pieces: list[str] = []
    rest = figure
    for index in range(len(tokens) - 1, -1, -1):
        if index in places:
            if index == places[0]:
                pieces.append(fraction)
        elif index == point:
            pieces.append("." if fraction else "")
        elif index in whole:
            taken = rest if index == whole[0] else rest[-1:]
            rest = "" if index == whole[0] else rest[:-1]
            pieces.append(taken)
        else:
            pieces.append(_literal(tokens[index]))
    return ("-" if value < 0 else "") + "".join(reversed(pieces)).strip()
