"""Numbers as lists print them, where 80.000 may be eighty thousand and 0.200 a fifth."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_COMMA = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+,\d+|0,\d+|\d+,(?:\d{1,2}|\d{4,}))(?![\d.,]*\d)")
_POINT = re.compile(r"(?<![\d.,/-])(?:\d{1,3}(?:,\d{3})+\.\d+|0\.\d+|\d+\.(?:\d{1,2}|\d{4,}))(?![\d.,/-]*\d)")


def decimal_mark(texts: Iterable[str]) -> str:
    """ "," or "." as most of these texts use it; "" when none tells."""
    commas = points = 0
    for text in texts:
        commas += len(_COMMA.findall(text))
        points += len(_POINT.findall(text))
    if commas == points:
        return ""
    return "," if commas > points else "."


def read_number(text: str, mark: str = ",") -> Decimal | None:
    """The number, where mark is the list's decimal mark; None when it is no number.

    A mark before one group of exactly three digits is the decimal mark only if it is the list's own; "0.200" is
    a fifth in any list, and "2.000" is two thousand even among decimal points (and doubtful).
    """
    bare = re.sub(r"\s", "", text).replace("−", "-").replace("–", "-").lstrip("+")
    sign = -1 if bare.startswith("-") else 1
    bare = bare.lstrip("-")
    if not re.fullmatch(r"\d[\d.,]*", bare) or bare[-1] in ".,":
        return None
    other = "." if mark == "," else ","
    if mark in bare and other in bare:
        last = max(bare.rfind(","), bare.rfind("."))
        whole, fraction = re.sub("[.,]", "", bare[:last]), bare[last + 1 :]
        plain = f"{whole}.{fraction}"
    elif re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(other)}\d{{3}})+", bare):
        plain = bare.replace(other, "")
    elif mark == "." and re.fullmatch(r"[1-9]\d{0,2}(?:\.000)+", bare):
        plain = bare.replace(".", "")
    elif bare.count(",") + bare.count(".") > 1:
        plain = re.sub("[.,]", "", bare) if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare) else ""
    else:
        plain = bare.replace(",", ".")
    try:
        return sign * Decimal(plain)
    except InvalidOperation:
        return None


@lru_cache(20_000)
def is_doubtful(text: str, mark: str) -> bool:
    """One mark before exactly three digits, read as the decimal mark or as thousands on thin evidence."""
    found = re.findall(r"(?<![\d.,])[1-9]\d{0,2}([.,])\d{3}(?![\d.,]*\d)", text)
    return any(each != "." or mark == "." for each in found) and not (mark == "," and "," not in found)
