"""The rows of a budget as a person fills them in: a component is known in one way, which asks for one or two numbers.

Numbers are kept as texts with a point ("0.05", "1.15e-5"), digit for digit as typed; readings one after the other with
semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.expressions import Equation, is_name, names_in
from app.domain.metrology.typed_inputs import kept_number, shown_kept
from app.formats import fold, tidy
from app.wording import N_, _


@dataclass(frozen=True, slots=True)
class Way:
    """One way to know an uncertainty. fields: the inputs it asks for, one or two, with the letter they are known by.

    distribution: what it says of the shape.
    """

    words: str
    fields: tuple[tuple[str, str], ...]
    distribution: str = ""


WAYS: Mapping[str, Way] = {
    "u": Way(N_("u chuẩn"), (("u", "u"),)),
    "readings": Way(N_("các số đọc"), (("readings", ""),)),
    "s": Way(N_("s và n"), (("s", "s"), ("n", "n"))),
    "U_k": Way(N_("U và k"), (("U", "U"), ("k", "k"))),
    "U_p": Way(N_("U và p"), (("U", "U"), ("p", "p"))),
    "rectangular": Way(N_("± a, chữ nhật"), (("half_width", "a"),), "rectangular"),
    "triangular": Way(N_("± a, tam giác"), (("half_width", "a"),), "triangular"),
    "arcsine": Way(N_("± a, arcsin (chữ U)"), (("half_width", "a"),), "arcsine"),
    "trapezoid": Way(N_("± a, hình thang β"), (("half_width", "a"), ("beta", "β")), "trapezoid"),
    "curvilinear_trapezoid": Way(
        N_("± a, chính a không chắc"), (("half_width", "a"), ("inexact", "d")), "curvilinear_trapezoid"
    ),
    "limits": Way(N_("hai giới hạn"), (("low", "≥"), ("high", "≤")), "rectangular"),
    "resolution": Way(N_("độ phân giải d"), (("resolution", "d"),)),
}
USUAL = "u"
OF_WAYS = {name for way in WAYS.values() for name, _letter in way.fields}
OWN = ("name", "value", "unit", "model_unit", "df")
CHOSEN = "way"
"""Keeps the way of a row whose number is still to come; no input of the method."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """One component as it is filled in. id: its place from 1. first, second: what its way asks for, kept texts.

    rest: inputs that no column shows, kept as they came.
    """

    id: str
    name: str = ""
    value: str = ""
    unit: str = ""
    way: str = ""
    first: str = ""
    second: str = ""
    df: str = ""
    model_unit: str = ""
    rest: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        shown = (self.name, self.value, self.unit, self.way, self.first, self.second, self.df, self.model_unit)
        return not any(shown) and not self.rest


def rows_of(inputs: object) -> list[BudgetRow]:
    """The kept table of components as rows."""
    given = inputs if isinstance(inputs, Sequence) and not isinstance(inputs, str) else ()
    return [_row(each, str(place)) for place, each in enumerate(given, 1) if isinstance(each, Mapping)]


def inputs_of(rows: Iterable[BudgetRow]) -> list[dict[str, Any]]:
    """Rows as the table to be kept; blank ones are left out."""
    return [_kept(each) for each in rows if not each.is_blank]


def numbered(rows: Iterable[BudgetRow]) -> list[BudgetRow]:
    """Without the blank ones, numbered from 1."""
    return [replace(each, id=str(place)) for place, each in enumerate((r for r in rows if not r.is_blank), 1)]


def _row(kept: Mapping[str, Any], id: str) -> BudgetRow:
    way = _way_of(kept) or (str(kept["way"]) if kept.get("way") in WAYS else "")
    numbers = [_text(kept.get(name)) for name, _letter in WAYS[way].fields] if way else []
    used = {*OWN, CHOSEN, *(name for name, _letter in (WAYS[way].fields if way else ()))}
    rest = {name: value for name, value in kept.items() if name not in used and value not in (None, "")}
    if way and rest.get("distribution") == WAYS[way].distribution:
        del rest["distribution"]
    own = {name: _text(kept.get(name)) for name in OWN}
    return BudgetRow(id=id, way=way, first=numbers[0] if numbers else "", second="".join(numbers[1:]), rest=rest, **own)


def _way_of(kept: Mapping[str, Any]) -> str:
    """The way whose fields the component has; "" where it has none yet."""
    given = {name for name in OF_WAYS if kept.get(name) not in (None, "", [])}
    shape = str(kept.get("distribution") or "rectangular")
    if "half_width" in given:
        return shape if shape in WAYS else "rectangular"
    if "U" in given:
        return "U_p" if "p" in given else "U_k"
    found = (key for key, way in WAYS.items() if way.fields[0][0] in given)
    return next(found, "")


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(str(each) for each in value)
    return "" if value is None else str(value)


def _kept(row: BudgetRow) -> dict[str, Any]:
    kept: dict[str, Any] = {"name": row.name, **row.rest}
    for name in ("value", "unit", "model_unit", "df"):
        if getattr(row, name):
            kept[name] = getattr(row, name)
    way = WAYS.get(row.way)
    if way is None:
        return kept
    if way.distribution:
        kept["distribution"] = way.distribution
    if not row.first:
        kept[CHOSEN] = row.way
    for (name, _letter), text in zip(way.fields, (row.first, row.second), strict=False):
        if text:
            kept[name] = text.split("; ") if name == "readings" else text
    return kept


# ---- typing


def read_cell(row: BudgetRow, name: str, typed: str, *, decimal: str = "") -> BudgetRow:
    """The row with this text typed into a cell; UserError when it cannot be read.

    decimal: which decimal sign a pasted block was found to have.
    """
    words = tidy(typed)
    match name:
        case "name":
            if words and not is_name(words):
                raise UserError(_("Tên bắt đầu bằng chữ, rồi chữ, số và _, như t_1; không trùng tên hàm."))
            return replace(row, name=words)
        case "unit":
            return replace(row, unit=words)
        case "model_unit":
            return replace(row, model_unit=words)
        case "way":
            return _with_way(row, words)
        case "df":
            infinite = words.lower() in ("", "∞", "inf", "infinite") or fold(words) == "vo han"
            return replace(row, df="" if infinite else kept_number(words, decimal=decimal))
        case "first":
            return _with_first(row, words, decimal)
        case "second":
            if words and len(WAYS[row.way or USUAL].fields) < 2:
                raise UserError(_("Cách này chỉ cần một số."))
            return replace(row, second=kept_number(_without_letter(words), decimal=decimal))
    return replace(row, value=kept_number(words, row.unit, decimal=decimal))


def _with_way(row: BudgetRow, words: str) -> BudgetRow:
    if not words:
        return replace(row, way="", first="", second="")
    typed = "u_k" if words == "U" else fold(words)  # U is expanded, u is standard: a factor of k lies between them
    way = next((key for key, each in WAYS.items() if typed in (key.lower(), fold(each.words), fold(_(each.words)))), "")
    if not way:
        known = ", ".join(_(each.words) for each in WAYS.values())
        raise UserError(_("“{typed}” không phải là một cách. Chọn: {known}.", typed=words, known=known))
    rest = {name: value for name, value in row.rest.items() if name != "distribution"}
    changed = replace(row, way=way, rest=rest)
    if way != "readings" and ";" in row.first:
        changed = replace(changed, first="")
    return changed if len(WAYS[way].fields) > 1 else replace(changed, second="")


def _with_first(row: BudgetRow, words: str, decimal: str) -> BudgetRow:
    if row.way == "readings" or (not row.way and ";" in words):
        pieces = [each for each in re.split(r"\s*;\s*|\s+", words) if each]
        kept = [kept_number(each, decimal=decimal) for each in pieces]
        return replace(row, way="readings", first="; ".join(each for each in kept if each), second="")
    kept_first = kept_number(_without_letter(words), row.unit, decimal=decimal)
    return replace(row, way=row.way or (USUAL if kept_first else ""), first=kept_first)


def _without_letter(words: str) -> str:
    """ "a = 0,05" is 0,05, as the cell itself shows it."""
    return re.sub(r"^\s*(?:[^\W\d_]\s*=|±|≥|≤)\s*", "", words)


# ---- showing


def shown_cell(row: BudgetRow, name: str) -> str:
    """The words of a cell; of a number with the letter it is known by."""
    match name:
        case "way":
            return _(WAYS[row.way].words) if row.way else ""
        case "first" | "second":
            typed, letter = typed_cell(row, name), _letter(row, name)
            return f"{letter} = {typed}" if typed and letter and letter not in "≥≤" else f"{letter} {typed}".strip()
        case "df":
            return typed_cell(row, name) or ("∞" if row.first and row.way not in ("s", "readings") else "")
    return typed_cell(row, name)


def typed_cell(row: BudgetRow, name: str) -> str:
    """What an editor of the cell begins with."""
    if name == "way":
        return shown_cell(row, name)
    kept = str(getattr(row, name))
    if name == "first" and ";" in kept:
        return "; ".join(shown_kept(each) for each in kept.split("; "))
    return kept if name in ("name", "unit", "model_unit") else shown_kept(kept)


def _letter(row: BudgetRow, name: str) -> str:
    fields = WAYS[row.way or USUAL].fields
    place = 0 if name == "first" else 1
    return fields[place][1] if place < len(fields) else ""


# ---- model and rows


def missing_names(equations: Sequence[Equation], rows: Iterable[BudgetRow]) -> list[str]:
    """What the model names and no row gives, in the order of the model."""
    there = {each.name for each in rows}
    wanted = dict.fromkeys(name for each in equations for name in names_in(each.node))
    return [name for name in wanted if name not in there]


def idle_names(equations: Sequence[Equation], rows: Iterable[BudgetRow]) -> list[str]:
    """Rows that the model does not name."""
    used = {name for each in equations for name in names_in(each.node)}
    return [each.name for each in rows if each.name and each.name not in used]
