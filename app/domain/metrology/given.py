"""Reads the inputs of a calculation as a person or a file gives them: types, bounds, defaults; one clear sentence when
bad.

Numbers may be numbers of JSON, or texts in a declared notation: "locale": "vi" (1.250,5) or "en" (1,250.5). Without it
a text is taken only when it can mean one thing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import Calculation, Input
from app.domain.metrology.shown import shown_value
from app.formats import nfc
from app.wording import _

MOST_ROWS = 100_000
LEAST_SIZE, MOST_SIZE = 1e-60, 1e60
"""No quantity in any unit is larger, none that one divides by is smaller: their fourth powers, which the limits of
variances need, leave what a float can hold."""
DESCRIPTIVE = frozenset(
    {"case_id", "method", "calculation", "title", "note", "source", "expected", "must_also", "basis", "description"}
    | {"units", "file", "data_file", "data_rule", "locale", "unit", "definition", "formula", "rule", "scale"}
)
"""Names that may stand in a file of inputs and say something about it without being an input."""
GROUPS = ("settings", "inputs", "data")
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_VI = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", re.ASCII)
_EN = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def read_given(calculation: Calculation, raw: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The checked inputs by name, defaults filled in, and the names that were given and not used.

    UserError names the input (and the row) that cannot be used.
    """
    flat = _flat(raw)
    if calculation.adapt is not None:
        flat = dict(calculation.adapt(flat))
    notation = str(flat.get("locale", ""))
    known = {each.name: each for each in calculation.inputs}
    given: dict[str, Any] = {"unit": nfc(str(flat.get("unit") or "")).strip()}
    for name, each in known.items():
        given[name] = _read(each, flat.get(name), notation)
    results = {each.name for each in calculation.outputs}
    unused = tuple(name for name in flat if name not in known and name not in results and name not in DESCRIPTIVE)
    return given, unused


def settings_of(calculation: Calculation, given: Mapping[str, Any]) -> dict[str, Any]:
    """The settings in force, by name."""
    return {each.name: given[each.name] for each in calculation.inputs if each.setting}


def _flat(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A case of the golden files keeps its inputs in groups; they are one list of names here."""
    flat: dict[str, Any] = {}
    for name, value in raw.items():
        if name in GROUPS and isinstance(value, Mapping):
            flat.update(value)
        else:
            flat[name] = value
    return flat


def _read(wanted: Input, value: Any, notation: str, where: str = "") -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        if wanted.required and wanted.default is None:
            raise UserError(_("Thiếu “{name}” ({words}){where}.", name=wanted.name, words=_(wanted.words), where=where))
        return wanted.default
    match wanted.kind:
        case "numbers":
            return [
                _number(wanted, each, notation, _(", số thứ {row}", row=row))
                for row, each in enumerate(_list(wanted, value), 1)
            ]
        case "table":
            return [_row(wanted, each, notation, row) for row, each in enumerate(_list(wanted, value), 1)]
        case "number" | "integer":
            return _number(wanted, value, notation, where)
    return _other(wanted, value, where)


def _list(wanted: Input, value: Any) -> Sequence[Any]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise UserError(_("“{name}” phải là một danh sách.", name=wanted.name))
    if len(value) > MOST_ROWS:
        raise UserError(_("“{name}” dài quá {most} dòng.", name=wanted.name, most=shown_value(MOST_ROWS)))
    return value


def _row(wanted: Input, value: Any, notation: str, row: int) -> dict[str, Any]:
    where = _(", dòng {row} của “{table}”", row=row, table=wanted.name)
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = dict(zip((each.name for each in wanted.columns), value, strict=False))
    if not isinstance(value, Mapping):
        raise UserError(_("Dòng {row} của “{table}” phải có tên cột.", row=row, table=wanted.name))
    return {each.name: _read(each, value.get(each.name), notation, where) for each in wanted.columns}


def _number(wanted: Input, value: Any, notation: str, where: str) -> float | int:
    number = read_figure(value, notation, wanted.name + where)
    if wanted.kind == "integer":
        if number != int(number):
            raise UserError(_("“{name}”{where} phải là số nguyên.", name=wanted.name, where=where))
        number = int(number)
    if wanted.above == 0 and 0 < number < LEAST_SIZE:
        raise _out_of_size(wanted.name + where, value)
    low = wanted.above if wanted.above is not None else wanted.least
    if low is not None and (number < low or (wanted.above is not None and number == low)):
        least = shown_value(float(low), 0)
        words = _("lớn hơn {low}", low=least) if wanted.above is not None else _("từ {low} trở lên", low=least)
        raise UserError(_("“{name}”{where} phải {words}.", name=wanted.name, where=where, words=words))
    if wanted.most is not None and number > wanted.most:
        most = shown_value(float(wanted.most), 0)
        raise UserError(_("“{name}”{where} không được quá {most}.", name=wanted.name, where=where, most=most))
    return number


def read_figure(value: Any, notation: str, name: str) -> float:
    """A finite number from JSON or from text; UserError when it is none, or could be two."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise UserError(_("“{name}” phải là số.", name=name))
    if isinstance(value, str):
        value = _from_text(value, notation, name)
    number = _as_float(value)
    if not math.isfinite(number):
        raise UserError(_("“{name}” phải là một số hữu hạn.", name=name))
    if abs(number) > MOST_SIZE:
        raise _out_of_size(name, value)
    return number


def _out_of_size(name: str, value: Any) -> UserError:
    return UserError(_("“{name}” quá lớn hoặc quá nhỏ để tính ({value}). Xem lại đơn vị.", name=name, value=value))


def _as_float(value: int | float | str) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _from_text(text: str, notation: str, name: str) -> str:
    typed = nfc(text).strip().replace("\u2212", "-").replace("\u00a0", "").replace(" ", "")
    if notation == "vi" and _VI.fullmatch(typed):
        return typed.replace(".", "").replace(",", ".")
    if notation == "en" and _EN.fullmatch(typed):
        return typed.replace(",", "")
    if not notation and _PLAIN.fullmatch(typed) and not re.fullmatch(r"[+-]?[1-9]\d{0,2}\.\d{3}", typed):
        return typed
    if not notation and (_VI.fullmatch(typed) or _EN.fullmatch(typed)):
        raise UserError(
            _("“{name}”: “{typed}” có thể hiểu hai cách. Ghi thêm “locale”: “vi” hoặc “en”.", name=name, typed=text)
        )
    raise UserError(_("“{name}”: “{typed}” không phải là số.", name=name, typed=text))


def _other(wanted: Input, value: Any, where: str) -> Any:
    if wanted.kind == "boolean":
        if not isinstance(value, bool) and value not in (0, 1):
            raise UserError(_("“{name}”{where} phải là true hoặc false.", name=wanted.name, where=where))
        return bool(value)
    if not isinstance(value, str | int | float | date):
        raise UserError(_("“{name}”{where} phải là một văn bản.", name=wanted.name, where=where))
    text = nfc(str(value)).strip()
    if wanted.kind == "choice":
        allowed = [each for each, _words in wanted.choices]
        if text not in allowed:
            raise UserError(
                _(
                    "“{name}”{where} phải là một trong: {allowed}.",
                    name=wanted.name,
                    where=where,
                    allowed=", ".join(allowed),
                )
            )
    if wanted.kind == "date":
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise UserError(
                _(
                    "“{name}”{where}: “{typed}” không phải là ngày (YYYY-MM-DD).",
                    name=wanted.name,
                    where=where,
                    typed=text,
                )
            ) from None
    return text


def read_one(wanted: Input, value: Any, notation: str = "") -> Any:
    """One input alone, as read_given would take it; UserError when it cannot be used."""
    return _read(wanted, value, notation)
