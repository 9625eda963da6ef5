"""How a value is stored in a node: as the text that its type asks for."""

from __future__ import annotations

import re
from datetime import UTC, tzinfo

from app.domain.forms.dates import Moment, of_days, read_moment
from app.domain.forms.values import Value, to_text
from app.formats import nfc

INTEGERS = frozenset(("int", "integer", "long"))
DECIMALS = frozenset(("decimal", "double", "float"))
_INTEGER = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_COMMA = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+),\d+")
_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?")


def computed(value: Value, data_type: str, zone: tzinfo) -> str:
    """A calculated value as its node keeps it; what is no number is blank."""
    if isinstance(value, float):
        if value != value:
            return ""
        if data_type in INTEGERS and abs(value) < 1e300:
            return str(int(value))
        if data_type in ("date", "dateTime"):
            moment = of_days(value, zone)
            return to_text(moment) if moment is not None else ""
    text = to_text(value)
    if data_type == "date":
        moment = value if isinstance(value, Moment) else read_moment(text, zone)
        return moment.local.date().isoformat() if moment is not None else text
    if data_type in INTEGERS and _DECIMAL.fullmatch(text):
        return str(int(float(text)))
    return "" if text == "NaN" else text


def typed(text: str, data_type: str) -> str:
    """An answer as typed, as its node keeps it: NFC; a decimal comma becomes the point that expressions read."""
    text = nfc(text)
    trimmed = text.strip()
    if data_type in DECIMALS or data_type in INTEGERS:
        number = trimmed.replace("\u2212", "-").replace("\u00a0", "").replace(" ", "")
        if _COMMA.fullmatch(number):
            return number.replace(".", "").replace(",", ".")
        return number if _DECIMAL.fullmatch(number) else trimmed
    if data_type == "date" and "T" in trimmed:
        return trimmed.partition("T")[0]
    if data_type in ("geopoint", "geotrace", "geoshape"):
        return trimmed if is_readable(trimmed, data_type) else ""
    return text if trimmed else ""


def is_readable(text: str, data_type: str) -> bool:
    """Whether a stored text is of the type; a blank one always is."""
    if not text:
        return True
    if data_type in INTEGERS:
        return _INTEGER.fullmatch(text) is not None
    if data_type in DECIMALS:
        return _DECIMAL.fullmatch(text) is not None
    if data_type in ("date", "dateTime"):
        return read_moment(text, UTC) is not None
    if data_type == "time":
        return _TIME.fullmatch(text) is not None
    if data_type in ("geopoint", "geotrace", "geoshape"):
        return all(_is_point(each) for each in text.split(";") if each.strip())
    return True


def is_between(text: str, lowest: float, highest: float, step: float | None = None) -> bool:
    """Whether it is a number of a range: between its ends, and as many whole steps from the lower one as the form says
    (from the upper one will do, too: a range may be written downwards)."""
    if _DECIMAL.fullmatch(text) is None or not lowest <= float(text) <= highest:
        return False
    return step is None or any(_is_whole((float(text) - end) / step) for end in (lowest, highest))


def _is_whole(number: float) -> bool:
    return abs(number - round(number)) < 1e-6


def _is_point(text: str) -> bool:
    pieces = text.split()
    if not 2 <= len(pieces) <= 4 or not all(_DECIMAL.fullmatch(each) for each in pieces):
        return False
    return abs(float(pieces[0])) <= 90 and abs(float(pieces[1])) <= 180
