"""A form's tables as the checks read them: columns under the one name that XLSForm's many spellings mean, without rows
that are switched off. Mistakes are told with sheets and columns as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.domain.forms.mistakes import Mistake
from app.domain.forms.tables import FormTables, Sheet

_TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message", "image", "audio", "video")
_SURVEY = frozenset(
    (
        *("type", "name", "appearance", "required", "relevant", "constraint", "calculation", "default", "trigger"),
        *("choice_filter", "read_only", "repeat_count", "parameters", "media", "autoplay", "disabled"),
        *("calculate", "readonly", "relevance", "note", "big-image", *_TRANSLATED),
    )
)
_CHOICES = frozenset(("list_name", "name", "label", "media", "image", "big-image", "audio", "video"))
_SETTINGS = frozenset(("form_title", "form_id", "version", "default_language", "namespaces", "public_key"))
_KNOWN = {
    "survey": _SURVEY,
    "choices": _CHOICES,
    "external_choices": _CHOICES,
    "settings": _SETTINGS | {"submission_url", "auto_send", "allow_choice_duplicates"},
}
_ALIASES = {
    "survey": {
        "command": "type",
        "tag": "name",
        "value": "name",
        "caption": "label",
        "constraining_message": "constraint_message",
        "requiredmsg": "required_message",
        "count": "repeat_count",
        "jr:count": "repeat_count",
    },
    "choices": {"caption": "label", "value": "name"},
}
_ON = ("yes", "true", "true()")


def canonical(tables: FormTables) -> FormTables:
    return FormTables(tuple(_canonical_sheet(each) for each in tables.sheets))


def _canonical_sheet(sheet: Sheet) -> Sheet:
    kind = sheet.name.lower()
    if kind not in _KNOWN:
        return sheet
    header = tuple(_column(each, kind, sheet.header) for each in sheet.header)
    at = header.index("disabled") if kind == "survey" and "disabled" in header else None
    rows = sheet.rows
    if at is not None:
        rows = tuple(each for each in rows if len(each.cells) <= at or each.cells[at].strip().lower() not in _ON)
    return replace(sheet, header=header, rows=rows)


def _column(written: str, kind: str, header: tuple[str, ...]) -> str:
    base, separator, language = _parts(written)
    name = re.sub(r"\s+", "_", base.strip().lower())
    alias = _ALIASES.get(kind, {}).get(name, name)
    if alias != name and alias not in header:
        name = alias
    if name not in _KNOWN[kind]:
        return written
    return f"{name}::{language.strip()}" if separator else name


def _parts(written: str) -> tuple[str, str, str]:
    """label::English, or label:English as older forms have it."""
    if "::" in written:
        return written.partition("::")
    base, separator, language = written.partition(":")
    return (base, separator, language) if base.strip().lower() in _TRANSLATED else (written, "", "")


def as_written(mistakes: Iterable[Mistake], tables: FormTables) -> list[Mistake]:
    """The mistakes with the names of sheets and columns that the file has."""
    sheets = {each.name.lower(): each for each in tables.sheets}
    columns = {name: _columns(each) for name, each in sheets.items()}
    return [
        replace(
            each,
            sheet=sheets[name].name if (name := each.sheet.lower()) in sheets else each.sheet,
            column=columns.get(name, {}).get(each.column, each.column),
        )
        for each in mistakes
    ]


def _columns(sheet: Sheet) -> Mapping[str, str]:
    return dict(reversed(list(zip(_canonical_sheet(sheet).header, sheet.header, strict=True))))
