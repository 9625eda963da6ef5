"""A small checker of JSON Schema: the words that our schemas use, no more; an unknown word fails."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

TOLD = {"$schema", "$id", "title", "description", "$comment", "default", "format", "x-unit", "x-setting", "x-hidden"}
CHECKED = {"type", "enum", "properties", "patternProperties", "required", "additionalProperties", "items"} | {
    "pattern",
    "minimum",
    "exclusiveMinimum",
    "maximum",
}
KINDS: Mapping[str, Any] = {
    "object": lambda value: isinstance(value, Mapping),
    "array": lambda value: isinstance(value, list | tuple),
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "integer": lambda value: isinstance(value, int | float) and not isinstance(value, bool) and value == int(value),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


def troubles(value: Any, schema: Mapping[str, Any], place: str = "$") -> Iterator[str]:
    """Where the value does not fit, in words."""
    for word in set(schema) - TOLD - CHECKED:
        yield f"{place}: no word {word}"
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(KINDS[each](value) for each in kinds):
        yield f"{place}: {value!r} is none of {kinds}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is not among {schema['enum']}"
    yield from _bounds(value, schema, place)
    if isinstance(value, Mapping):
        yield from _members(value, schema, place)
    if isinstance(value, list | tuple) and "items" in schema:
        for number, each in enumerate(value):
            yield from troubles(each, schema["items"], f"{place}[{number}]")


def _bounds(value: Any, schema: Mapping[str, Any], place: str) -> Iterator[str]:
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{place}: {value!r} does not match {schema['pattern']}"
    if KINDS["number"](value):
        if "minimum" in schema and value < schema["minimum"]:
            yield f"{place}: {value} below {schema['minimum']}"
        if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
            yield f"{place}: {value} not above {schema['exclusiveMinimum']}"
        if "maximum" in schema and value > schema["maximum"]:
            yield f"{place}: {value} above {schema['maximum']}"


def _members(value: Mapping[str, Any], schema: Mapping[str, Any], place: str) -> Iterator[str]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}: lacks {name}"
    properties, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for name, each in value.items():
        fitting = [properties[name]] if name in properties else []
        fitting += [rule for pattern, rule in patterns.items() if not fitting and re.search(pattern, name)]
        for rule in fitting:
            yield from troubles(each, rule, f"{place}.{name}")
        if not fitting and schema.get("additionalProperties") is False:
            yield f"{place}: {name} is not declared"
