"""Inputs of a method as a person types and reads them: "12,480" on screen, "12.480" kept, every digit as typed."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Input
from app.domain.metrology.given import read_one
from app.domain.metrology.shown import shown_unit
from app.domain.readings import kept_reading, shown_reading
from app.formats import MINUS, nfc, read_date, show_date, tidy
from app.wording import _

NOTATION = "en"
"""How kept texts of numbers are to be read: a point before the decimals, no marks between thousands."""
_POWER = re.compile(r"(?P<head>.*?\d)\s*(?:[eE]|[x×·*]\s*10\s*\^?)\s*(?P<power>[+-]?\d{1,3})", re.ASCII)
_KEPT = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def kept_number(text: str, unit: str = "", *, decimal: str = "") -> str:
    """The number to keep ("12.480", "1.15e-5"), "" for a blank; UserError says what is wrong with it.

    The unit may be typed behind it. decimal: which sign the text means, where that was told (see block_decimal).
    """
    typed = nfc(text).strip().removesuffix(unit).strip() if unit else nfc(text).strip()
    found = _POWER.fullmatch(typed.replace(MINUS, "-"))
    head, power = (found["head"], found["power"]) if found else (typed, "")
    kept = kept_reading(head, decimal=decimal).replace(".", "").replace(",", ".")
    return f"{kept}e{int(power)}" if power and kept else kept


def shown_kept(value: object) -> str:
    """A kept number as the language in use writes it, digit for digit; other texts as they are."""
    match value:
        case None:
            return ""
        case bool():
            return _("có") if value else _("không")
        case int() | float():
            value = _short(value)
    text = str(value)
    if not _KEPT.fullmatch(text):
        return text
    head, _e, power = text.lower().partition("e")
    shown = shown_reading(_vietnamese(head))
    return shown + (f"e{power}".replace("-", MINUS) if power else "")


def _short(value: float | int) -> str:
    """All digits a number of JSON has, without a power where that is not needed."""
    if isinstance(value, int) or (value == int(value) and abs(value) < 1e15):
        return str(int(value))
    text = repr(value)
    return f"{Decimal(text):f}" if "e" in text and abs(value) >= 1e-6 else text


def _vietnamese(plain: str) -> str:
    """ "12480.5" → "12480,5", the notation that readings are kept in; no marks between thousands, which could be
    misread when typed again."""
    return plain.removeprefix("+").replace(".", ",")


def unit_of(wanted: Input, own: str) -> str:
    """The unit of an input; own: that of the characteristic."""
    return own if wanted.unit == OWN_UNIT else shown_unit(wanted.unit)


def read_typed(wanted: Input, text: str, own_unit: str = "", *, decimal: str = "") -> Any:
    """What is to be kept for this input, None for a blank (the default then holds); UserError when it cannot be used.

    The sentence names the input by its label.
    """
    typed = tidy(text)
    if not typed:
        return None
    match wanted.kind:
        case "number" | "integer":
            value: Any = kept_number(typed, unit_of(wanted, own_unit), decimal=decimal)
        case "boolean":
            value = typed == "true"
        case "date":
            day = read_date(typed)
            if day is None:
                raise UserError(_("“{typed}” không phải là ngày. Gõ ngày/tháng/năm, ví dụ 25/11/2026.", typed=typed))
            value = day.isoformat()
        case _:
            value = typed
    read_one(replace(wanted, name=_(wanted.words)), value, NOTATION)
    return value


def shown_typed(wanted: Input, value: Any) -> str:
    """How a kept value stands in its field; a choice by its key."""
    match wanted.kind:
        case "boolean":
            return "" if value is None else "true" if value in (True, 1, "true") else "false"
        case "date" if value:
            return show_date(read_date(str(value))) or str(value)
        case "number" | "integer":
            return shown_kept(value)
    return "" if value is None else str(value)
