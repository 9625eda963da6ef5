"""The inputs and results of every calculation as JSON Schema (2020-12), with units, from the one declaration.

"x-unit" holds the unit: "own" is the unit that the input "unit" names, "" a pure number. A number may also be given as
a text in the notation that "locale" names, so that 1.250,5 and 1,250.5 are both read and neither is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.metrology.declared import Calculation, Input, Output, TableOut
from app.wording import N_, _

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NUMBER_TEXT = r"^\s*[+\-\u2212]?[0-9][0-9.,\s]*([eE][+\-]?[0-9]+)?\s*$"
UNIT_WORDS = N_("Đơn vị của đại lượng được đo")
LOCALE_WORDS = N_("Cách viết số trong văn bản: vi (1.250,5) hoặc en (1,250.5)")
ROW_WORDS = N_("Một dòng: theo tên cột, hoặc một danh sách theo thứ tự các cột")
VALUE_TYPES = ["number", "boolean", "string", "null"]


def inputs_schema(calculation: Calculation) -> dict[str, Any]:
    """What the calculation takes; other names may stand beside and are told as not used."""
    own = {
        "unit": {"type": "string", "description": _(UNIT_WORDS)},
        "locale": {"enum": ["", "vi", "en"], "description": _(LOCALE_WORDS)},
    }
    return {
        "$schema": DIALECT,
        "$id": f"urn:do-chuan:{calculation.key}:{calculation.version}:inputs",
        "title": _(calculation.words),
        "type": "object",
        "properties": own | {each.name: _input(each) for each in calculation.inputs},
        "required": _required(calculation.inputs),
        "additionalProperties": True,
    }


def results_schema(calculation: Calculation) -> dict[str, Any]:
    """What "results" of the answer holds, and the rows of its "tables"."""
    single = {each.name: _output(each) for each in calculation.outputs if "*" not in each.name}
    family = {_pattern(each.name): _output(each) for each in calculation.outputs if "*" in each.name}
    results: dict[str, Any] = {"type": "object", "properties": single}
    if family:
        results["patternProperties"] = family
    return {
        "$schema": DIALECT,
        "$id": f"urn:do-chuan:{calculation.key}:{calculation.version}:results",
        "title": _(calculation.words),
        "type": "object",
        "properties": {
            "results": results,
            "tables": {"type": "object", "properties": {each.name: _table(each) for each in calculation.tables}},
        },
        "required": ["results"],
    }


def _required(inputs: Sequence[Input]) -> list[str]:
    return [each.name for each in inputs if each.required and each.default is None]


def _input(each: Input) -> dict[str, Any]:
    described: dict[str, Any] = {"description": _(each.words), **_typed(each)}
    if each.kind in ("number", "integer", "numbers"):
        described["x-unit"] = each.unit
    if each.note:
        described["$comment"] = _(each.note)
    if each.default is not None:
        described["default"] = each.default
    if each.setting:
        described["x-setting"] = True
    return described


def _typed(each: Input) -> dict[str, Any]:
    match each.kind:
        case "number" | "integer":
            return _number(each)
        case "numbers":
            return {"type": "array", "items": _number(each)}
        case "table":
            return {
                "type": "array",
                "items": {
                    "type": ["object", "array"],
                    "$comment": _(ROW_WORDS),
                    "properties": {column.name: _input(column) for column in each.columns},
                    "required": _required(each.columns),
                },
            }
        case "choice":
            found: dict[str, Any] = {"enum": [value for value, _words in each.choices]}
            return found if each.required else {"enum": [*found["enum"], *([] if "" in found["enum"] else [""]), None]}
        case "boolean":
            return {"enum": [True, False, 0, 1] if each.required else [True, False, 0, 1, None]}
        case "date":
            return {"type": "string", "format": "date"} if each.required else {"type": ["string", "null"]}
    return {"type": ["string", "number"] if each.required else ["string", "number", "null"]}


def _number(each: Input) -> dict[str, Any]:
    bounds: dict[str, Any] = {}
    if each.above is not None:
        bounds["exclusiveMinimum"] = each.above
    if each.least is not None:
        bounds["minimum"] = each.least
    if each.most is not None:
        bounds["maximum"] = each.most
    kinds = [each.kind if each.kind == "integer" else "number", "string", *([] if each.required else ["null"])]
    return {"type": kinds, "pattern": NUMBER_TEXT, **bounds}


def _output(each: Output) -> dict[str, Any]:
    return {"type": VALUE_TYPES, "description": _(each.words, key="*"), "x-unit": each.unit}


def _table(each: TableOut) -> dict[str, Any]:
    columns = {column.name: _output(column) for column in each.columns if "*" not in column.name}
    row: dict[str, Any] = {"type": "object", "properties": columns}
    return {"type": "array", "description": _(each.words), "items": row, "x-hidden": each.hidden}


def _pattern(name: str) -> str:
    return "^" + name.replace("*", ".+") + "$"
