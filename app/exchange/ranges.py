"""Measuring ranges and scale intervals as lists print them: (0-100), 0÷50 °C; 10÷95 %RH, Max 80 tấn, 1 mg ÷ 200 g."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from app.exchange.numbers import read_number
from app.formats import fold, tidy

_NUMBER = r"[+\-−]?\s?\d+(?:[.,]\d+)*(?:[   ]\d{3}(?!\d))*(?:[.,]\d+)?"
_BETWEEN = r"(?:÷|~|∼|～|→|\.{2,3}|…|<=>|-|–|—|−|đến|tới|to|~)"
_MARKED = re.compile(
    r"(?P<side>min(?:imum)?|max(?:imum)?|tối thiểu|tối đa|nhỏ nhất|lớn nhất|không quá|≤|≥|<=|>=|<|>|đến|tới|up to|từ)"
    r"\.?\s*[:=]?\s*"
    rf"(?P<number>{_NUMBER})\s*(?P<unit>[^\W\d_°%Ωµ]?[^\d\s;,()=]*)?",
    re.I,
)
_SPAN = re.compile(
    rf"(?:từ|from)?\s*\(?\s*(?P<low>{_NUMBER})\)?\s*(?P<first>[^\d\s÷~∼～→…;()=\-–—−]+?)??\s*{_BETWEEN}"
    rf"\s*\(?\s*(?P<high>{_NUMBER})\)?",
    re.I,
)
_WITHOUT_INTERVAL = re.compile(
    rf"(?:^|[;,/]|\s)\s*[de]\s*(?:=\s*[de]\s*)?=\s*{_NUMBER}\s*[^\W\d_]*(?=\s|[;,/)]|$)", re.I
)
"""Max 60 kg; e = 20 g: the scale interval is no bound."""
_SINGLE = re.compile(rf"(?P<number>{_NUMBER})")
_LOWER_WORDS = ("min", "tối thiểu", "nhỏ nhất", "≥", ">", "từ")
_DIMENSIONS: dict[str, tuple[str, Decimal]] = {
    unit: (dimension, Decimal(factor))
    for dimension, units in {
        "mass": {
            "ug": "0.000001",
            "mg": "0.001",
            "g": "1",
            "kg": "1000",
            "ta": "100000",
            "tan": "1000000",
            "t": "1000000",
        },
        "length": {"um": "0.001", "mm": "1", "cm": "10", "dm": "100", "m": "1000", "km": "1000000"},
        "pressure": {
            "pa": "1",
            "hpa": "100",
            "kpa": "1000",
            "mbar": "100",
            "bar": "100000",
            "mpa": "1000000",
            "kg/cm2": "98066.5",
            "kgf/cm2": "98066.5",
            "psi": "6894.757",
            "atm": "101325",
            "mmhg": "133.322",
        },
        "voltage": {"uv": "0.000001", "mv": "0.001", "v": "1", "kv": "1000"},
        "current": {"ua": "0.000001", "ma": "0.001", "a": "1", "ka": "1000"},
        "volume": {"ul": "0.000001", "ml": "0.001", "cl": "0.01", "dl": "0.1", "l": "1", "lit": "1", "m3": "1000"},
        "time": {"ms": "0.001", "s": "1", "min": "60", "phut": "60", "h": "3600", "gio": "3600"},
        "force": {"mn": "0.001", "n": "1", "kn": "1000"},
        "frequency": {"hz": "1", "khz": "1000"},
    }.items()
    for unit, factor in units.items()
}
_MEGA = {"MΩ": ("resistance", Decimal(1_000_000)), "kΩ": ("resistance", Decimal(1000)), "Ω": ("resistance", Decimal(1))}


@dataclass(frozen=True, slots=True)
class ReadRange:
    """doubt: "" or "two_quantities", "two_units", "unclear_range": what a person has to look at."""

    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class ReadResolution:
    number: Decimal | None = None
    unit: str = ""


@lru_cache(20_000)
def read_range(text: str, mark: str = ",") -> ReadRange:
    """Bounds and unit of a printed range; a bound that is not printed stays None."""
    printed = _WITHOUT_INTERVAL.sub("", tidy(text)).strip()
    if not re.search(r"\d", printed):
        return ReadRange()
    parts = _parts(printed)
    if len(parts) > 1:
        return _several([_one(part, mark) for part in parts])
    return _one(printed, mark)


def _parts(printed: str) -> list[str]:
    """The ranges of a cell that holds more than one; a unit's own slash does not cut."""
    pieces = [
        piece.strip()
        for piece in re.split(r"\s*[;\n]\s*|\s+(?:và|&|and)\s+|\s*,\s+|\s*\|\s*", printed)
        if piece.strip()
    ]
    if len(pieces) == 1:
        pieces = [
            piece.strip() for piece in re.split(r"\s*/\s*(?=[+\-−(]?\s?\d|[A-Z]{2,}V?\s)", printed) if piece.strip()
        ]
    if len(pieces) == 1 and (match := re.fullmatch(r"(.+?)\s*\((.*\d.*)\)", printed)):
        outside, inside = match[1].strip(), match[2].strip()
        if re.search(r"\d.*[^\d\s)]$", outside) and _SPAN.search(inside):
            pieces = [outside, inside]
    with_numbers = [piece for piece in pieces if re.search(r"\d", piece)]
    return with_numbers if len(with_numbers) == len(pieces) else [printed]


def _several(ranges: list[ReadRange]) -> ReadRange:
    lows = [each for each in ranges if each.low is not None and each.high is None]
    highs = [each for each in ranges if each.high is not None and each.low is None]
    if len(ranges) == 2 and len(lows) == 1 and len(highs) == 1:
        return _joined(lows[0].low, lows[0].unit, highs[0].high, highs[0].unit)
    if any(each.doubt == "unclear_range" or (each.low is None and each.high is None) for each in ranges):
        return ReadRange(doubt="unclear_range")
    kinds = {_dimension(each.unit)[0] for each in ranges}
    units = {fold(each.unit) for each in ranges}
    return ReadRange(doubt="two_units" if len(kinds) == 1 and len(units) > 1 else "two_quantities")


def _one(printed: str, mark: str) -> ReadRange:
    bare = printed.strip(" .;,")
    if re.search(r"\d\s*[x×]\s*\d|10\s*\^|×\s*10|\d/\d|[²³]\s*\d", bare) or re.search(
        r"\w+\d*\s*=", _without_limits(bare)
    ):
        return ReadRange(doubt="unclear_range")
    if match := re.fullmatch(rf"(?:±|\+/?[-−])\s*({_NUMBER})\s*(.*)", bare):
        value = read_number(match[1], mark)
        return ReadRange(-value, value, _unit(match[2])) if value is not None else ReadRange(doubt="unclear_range")
    if match := _SPAN.search(bare):
        return _span(bare, match, mark)
    return _limits(bare, mark)


def _without_limits(bare: str) -> str:
    return re.sub(r"\b(?:min|max|e|d)\.?\s*=", "", bare, flags=re.I)


def _span(bare: str, match: re.Match[str], mark: str) -> ReadRange:
    low, high = read_number(match["low"], mark), read_number(match["high"], mark)
    before, after = bare[: match.start()].strip(" ([:"), bare[match.end() :].strip()
    if low is None or high is None or re.search(r"\d", before) or re.search(r"\d\s*\D+\s*\d", _unit(after)):
        return ReadRange(doubt="unclear_range")
    if low > high:
        return ReadRange(doubt="unclear_range")
    unit = _unit(after)
    if unit is None or re.search(r"(?<![a-zA-Z%°])\d", unit):
        return ReadRange(doubt="unclear_range")
    return _joined(low, _unit(match["first"] or ""), high, unit)


def _joined(low: Decimal | None, low_unit: str, high: Decimal | None, high_unit: str) -> ReadRange:
    if low is None or not low_unit or not high_unit or _same_unit(low_unit, high_unit):
        return ReadRange(low, high, high_unit or low_unit)
    kind, factor = _dimension(low_unit)
    other_kind, other_factor = _dimension(high_unit)
    if kind and kind == other_kind:
        return ReadRange((low * factor / other_factor).normalize() + 0, high, high_unit, "two_units")
    return ReadRange(doubt="two_units")


def _limits(bare: str, mark: str) -> ReadRange:
    marked = list(_MARKED.finditer(bare))
    figures = _SINGLE.findall(re.sub(r"(?<=[A-Za-z])[23](?=$|[\s/)])", "", bare))
    if marked and len(marked) <= 2:
        low = high = None
        low_unit = high_unit = ""
        for match in marked:
            number, unit = read_number(match["number"], mark), _unit(bare[match.end("number") :].split(";")[0])
            if len(marked) == 2:
                unit = _unit(match["unit"] or "")
            if match["side"].lower().startswith(_LOWER_WORDS):
                low, low_unit = number, unit
            else:
                high, high_unit = number, unit
        if len(figures) <= len(marked) and (low is not None or high is not None):
            return _joined(low, low_unit, high, high_unit) if high is not None else ReadRange(low, None, low_unit)
        return ReadRange(doubt="unclear_range")
    single = re.fullmatch(rf"(?P<before>[^\d=]*?[\s(Ø]|)(?P<number>{_NUMBER})\s*(?P<unit>.*)", bare)
    if not single or len(figures) != 1:
        return ReadRange(doubt="unclear_range")
    number = read_number(single["number"], mark)
    return ReadRange(None, number, _unit(single["unit"])) if number is not None else ReadRange(doubt="unclear_range")


def _unit(text: str) -> str:
    unit = re.sub(r"^[)\]\s]+|[\s.;,:\])]+$", "", text.strip())
    if unit.count("(") > unit.count(")"):
        unit += ")"
    unit = re.sub(r"^\((.*)\)$", r"\1", unit).strip()
    return (
        re.sub(r"^[([]\s*", "", unit) if unit.count("(") + unit.count("[") > unit.count(")") + unit.count("]") else unit
    )


def _same_unit(one: str, other: str) -> bool:
    return fold(one).replace(" ", "") == fold(other).replace(" ", "")


def _dimension(unit: str) -> tuple[str, Decimal]:
    if unit in _MEGA:
        return _MEGA[unit]
    key = fold(unit).replace("µ", "u").replace("μ", "u").replace("³", "3").strip()
    return _DIMENSIONS.get(key, (key, Decimal(1)))


@lru_cache(20_000)
def read_resolution(text: str, mark: str = ",") -> ReadResolution:
    """Number and unit of a scale interval: "0,05 L", "d = e = 20 g", "0.01". Two different numbers say neither."""
    printed = re.sub(r"\b[de]\s*=\s*", "", tidy(text), flags=re.I).strip()
    match = re.fullmatch(rf"({_NUMBER})\s*([^\d;=]*(?:[²³23](?:/\w+)?)?)", printed)
    if not match:
        return ReadResolution()
    return ReadResolution(read_number(match[1], mark), _unit(match[2]))


_COUNTED = {
    "cai", "bo", "chiec", "qua", "hop", "may", "he", "he thong", "cay", "con", "thanh", "to", "cuon", "bo/cai",
    "cai/bo", "cap", "set", "pcs", "pc", "ea", "unit", "piece", "vien", "doi", "binh", "ong", "tu", "lo", "cum",
    "thiet bi",
}  # fmt: skip


def is_counting_word(text: str) -> bool:
    """Cái, Bộ, Chiếc: what one counts pieces in, and no unit of measurement."""
    return fold(tidy(text)).strip(" .") in _COUNTED


def reads_like_unit(text: str) -> bool:
    """Could this short text be a unit of measurement?"""
    plain = tidy(text)
    if not plain or len(plain) > 14 or is_counting_word(plain):
        return False
    return re.fullmatch(r"[°º%‰ΩµμA-Za-zÀ-ỹ][\w°º%ΩµμĐđÀ-ỹ/²³·.^*()\- ]*", plain) is not None
