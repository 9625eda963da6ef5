"""Readings as they are typed: every digit as given, trailing zeros too, kept in Vietnamese notation ("12,480").

What is kept does not hang on the language of the window: in English the same reading is typed and shown as 12.480.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from app import wording
from app.domain.errors import UserError
from app.domain.studies import Reading
from app.formats import MINUS, nfc, show_number
from app.wording import _

LONGEST = 18
"""No instrument shows more digits."""
_SWAPPED = str.maketrans(",.", ".,")
_DIGITS = re.compile(r"(?P<sign>[+-]?)(?P<body>\d+(?:[.,]\d+)*)", re.ASCII)
_GROUP_SPACE = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")


def kept_reading(text: str, *, decimal: str = "") -> str:
    """The reading to keep, "" for an empty cell; UserError says what is wrong with it.

    A sign before exactly three digits that is not the decimal sign of the language in use ("12.480" in Vietnamese) may
    be either: it is refused, unless decimal ("." or ",") tells which one is meant.
    """
    typed = _GROUP_SPACE.sub("", nfc(text).strip().replace(MINUS, "-"))
    if not typed:
        return ""
    found = _DIGITS.fullmatch(typed)
    if found is None:
        raise UserError(_("“{typed}” không phải là số. Gõ như 12,480.", typed=text.strip()))
    if sum(each.isdigit() for each in typed) > LONGEST:
        raise UserError(_("Số này dài quá {most} chữ số. Gõ lại đúng như trên mặt hiện số.", most=LONGEST))
    return found["sign"] + _in_vietnamese(found["body"], decimal or _own_decimal(), told=bool(decimal))


def _own_decimal() -> str:
    return "," if wording.language() == "vi" else "."


def _in_vietnamese(body: str, own: str, *, told: bool) -> str:
    """Digits with "," before the decimals and "." between thousands."""
    signs = [each for each in body if each in ",."]
    if not signs:
        return body
    if len(set(signs)) == 1 and len(signs) == 1:
        whole, decimals = re.split("[.,]", body)
        could_be_thousands = len(decimals) == 3 and len(whole) <= 3 and not whole.startswith("0")
        if could_be_thousands and signs[0] != own:
            if told:
                return f"{whole}.{decimals}"
            raise UserError(_either(whole, decimals))
        return f"{whole},{decimals}"
    last = signs[-1] if len(set(signs)) == 2 else ""
    whole, _sign, decimals = body.rpartition(last) if last else (body, "", "")
    groups = re.split("[.,]", whole)
    sound = whole.count(last) == 0 if last else True
    if not sound or not 1 <= len(groups[0]) <= 3 or any(len(each) != 3 for each in groups[1:]):
        raise UserError(_("“{typed}” có dấu chấm, dấu phẩy không đúng chỗ. Gõ như 12,480.", typed=body))
    return ".".join(groups) + (f",{decimals}" if last else "")


def _either(whole: str, decimals: str) -> str:
    as_decimal = shown_reading(f"{whole},{decimals}")
    return _(
        "Có thể là {decimal} hoặc {whole}. Gõ lại {decimal} hay {whole} cho rõ.",
        decimal=as_decimal,
        whole=whole + decimals,
    )


def block_decimal(texts: Iterable[str]) -> str:
    """The decimal sign a pasted block writes: "." where a point can only be one somewhere and no comma stands, or the
    other way round; "" where the block does not tell."""
    words = [each.strip() for each in texts]
    seen = {sign for sign in ",." if any(sign in each for each in words)}
    if len(seen) != 1:
        return ""
    sign = seen.pop()
    single = re.compile(rf"[+\-{MINUS}]?(\d+){re.escape(sign)}(\d+)", re.ASCII)
    clear = (single.fullmatch(each) for each in words)
    tells = any(each and (len(each[2]) != 3 or len(each[1]) > 3 or each[1].startswith("0")) for each in clear)
    return sign if tells else ""


@lru_cache(20_000)
def value_of(kept: str) -> Decimal:
    """The exact number; its exponent tells the decimals that were typed."""
    return Decimal(kept.replace(".", "").replace(",", "."))


def number_of_reading(reading: Reading) -> Decimal | None:
    """The number of a kept reading; None for one that another program wrote and that is none."""
    try:
        return value_of(reading.value)
    except ArithmeticError:
        return None


def shown_reading(kept: str) -> str:
    """A kept reading as the language in use writes it, digit for digit."""
    return (kept if wording.language() == "vi" else kept.translate(_SWAPPED)).replace("-", MINUS)


def decimals_of(value: Decimal) -> int:
    """How many decimals were typed."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def resolution_doubt(value: Decimal, resolution: Decimal | None) -> str:
    """What does not go with the resolution of the instrument, in words; "" when all is well or it is not known."""
    if not resolution or resolution <= 0:
        return ""
    typed, meant = decimals_of(value), decimals_of(resolution.normalize())
    step = show_number(resolution)
    if typed > meant:
        return _("Nhiều chữ số hơn độ chia {resolution}.", resolution=step)
    if typed < meant:
        return _("Ít chữ số hơn độ chia {resolution}: ghi cả số 0 ở cuối.", resolution=step)
    if value % resolution:
        return _("Không phải là bội của độ chia {resolution}.", resolution=step)
    return ""
