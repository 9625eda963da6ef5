"""What changed between two contents of a programme: which record, which field, from what to what. Pure data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.programme_content import LINKS, PARTS, Content

PLAN, PASSAGES = "plan", "passages"
ADDED, WITHDRAWN, CHANGED = "added", "withdrawn", "changed"

Values = dict[str, Any]
"""The fields of one record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as it was.

    part: "plan", "passages" or a list of PARTS. change: added, withdrawn (then old or new is the whole record, or the
    words of a passage) or changed (then field names what changed, and old and new are its values; for a link, lists of
    {"id", "code"}). record_id: of the record, or the name of the passage; "" in the plan. code, title: as printed.
    old_unit, new_unit: what the values are measured in, where the record says so.
    """

    part: str
    change: str
    record_id: str = ""
    code: str = ""
    title: str = ""
    field: str = ""
    old: Any = None
    new: Any = None
    old_unit: str = ""
    new_unit: str = ""


def differences(old: Content, new: Content) -> tuple[Difference, ...]:
    """In the order of the document: the plan, its passages, then effects, goals, tasks, solutions and means.

    The order of the records in their lists says nothing; a field that one side does not know counts as not said.
    """
    found = list(_fields(PLAN, "", _of(old, PLAN), _of(new, PLAN)))
    found += _passages(_of(old, PASSAGES), _of(new, PASSAGES))
    for part in PARTS:
        found += _records(part, by_id(old, part), by_id(new, part))
    return tuple(found)


def _of(content: Content, part: str) -> Values:
    return dict(content.get(part) or {})


def by_id(content: Content, part: str) -> dict[str, Values]:
    """The records of one part by their id, in their order."""
    return {str(each["id"]): dict(each) for each in content.get(part) or ()}


def _passages(old: Values, new: Values) -> list[Difference]:
    names = {*old, *new}
    return [
        Difference(
            part=PASSAGES,
            change=_change(old.get(name), new.get(name)),
            record_id=name,
            old=old.get(name),
            new=new.get(name),
        )
        for name in sorted(names)
        if old.get(name) != new.get(name)
    ]


def _change(old: object, new: object) -> str:
    return ADDED if old is None else WITHDRAWN if new is None else CHANGED


def _records(part: str, old: Mapping[str, Values], new: Mapping[str, Values]) -> list[Difference]:
    found: list[Difference] = []
    for key, record in new.items():
        if key in old:
            found += _fields(part, key, old[key], record)
        else:
            found.append(_whole(part, ADDED, record))
    found += [_whole(part, WITHDRAWN, record) for key, record in old.items() if key not in new]
    return sorted(found, key=lambda each: (each.code, each.record_id))  # stable: fields stay in their order


def _whole(part: str, change: str, record: Values) -> Difference:
    return Difference(
        part=part,
        change=change,
        record_id=record["id"],
        old=record if change == WITHDRAWN else None,
        new=record if change == ADDED else None,
        **_named(record),
    )


def _fields(part: str, key: str, old: Values, new: Values) -> list[Difference]:
    named = _named(new)
    return [
        Difference(
            part=part,
            change=CHANGED,
            record_id=key,
            field=name,
            old=old.get(name),
            new=new.get(name),
            old_unit=str(old.get("unit") or ""),
            new_unit=str(new.get("unit") or ""),
            **named,
        )
        for name in _names(part, old, new)
        if _said(old.get(name)) != _said(new.get(name))
    ]


def _said(value: object) -> object:
    """Nothing, no words and no links are one: not said. Zero is something said."""
    return None if value in ("", []) else value


def _names(part: str, old: Values, new: Values) -> list[str]:
    """The fields of both, in the order of the part, then those that it does not know."""
    known = ["code", *PARTS.get(part, ()), *LINKS.get(part, {})]
    every = {**old, **new}
    return [*(each for each in known if each in every), *(each for each in every if each not in (*known, "id"))]


def _named(record: Values) -> dict[str, str]:
    return {"code": str(record.get("code") or ""), "title": str(record.get("title") or "")}


def apply_differences(old: Content, found: Iterable[Difference]) -> Content:
    """The new content, from the old one and what changed. Added records stand at the end of their list."""
    plan, passages = _of(old, PLAN), _of(old, PASSAGES)
    parts = {part: by_id(old, part) for part in PARTS}
    for each in found:
        match each.part:
            case "plan":
                plan[each.field] = each.new
            case "passages":
                _set(passages, each.record_id, each.new)
            case part if each.change == CHANGED:
                parts[part][each.record_id][each.field] = each.new
            case part:
                _set(parts[part], each.record_id, each.new)
    return {**old, PLAN: plan, PASSAGES: passages, **{part: [*records.values()] for part, records in parts.items()}}


def _set(values: dict[str, Any], key: str, value: object) -> None:
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value
