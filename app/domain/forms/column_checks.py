"""Checks the names of columns that become names in the XForm: a wrong one would break the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.forms.mistakes import Mistake
from app.domain.forms.tables import FormTables
from app.wording import _

_ATTRIBUTE = re.compile(r"(?:(?P<prefix>[A-Za-z_][\w.-]*):)?[A-Za-z_][\w.-]*")
_ELEMENT = re.compile(r"[^\W\d][\w.-]*")
_DECLARED = re.compile(r"([\w.-]+)\s*=")
_KNOWN_PREFIXES = frozenset(("jr", "odk", "orx", "h", "ev", "xsd", "xml", "entities"))
_TRANSLATED = ("label", "media", "image", "audio", "video", "big-image", "hint")


def column_mistakes(tables: FormTables) -> Iterator[Mistake]:
    survey, choices = tables.sheet("survey"), tables.sheet("choices")
    prefixes = _prefixes(tables)
    for column in survey.header if survey is not None else ():
        kind, separator, name = column.partition("::")
        if not separator or kind not in ("bind", "body", "instance"):
            continue
        found = _ATTRIBUTE.fullmatch(name)
        if not found:
            text = _("Tên cột “{column}” không dùng được. Hãy viết như bind::audit:code.", column=column)
            yield Mistake("survey", 1, column, text)
        elif found["prefix"] and found["prefix"] not in prefixes:
            text = _(
                "Tiền tố “{prefix}” chưa khai báo. Hãy thêm vào cột namespaces của trang settings.",
                prefix=found["prefix"],
            )
            yield Mistake("survey", 1, column, text)
    for column in choices.header if choices is not None else ():
        base, separator, _language = column.partition("::")
        is_translated = bool(separator) and base in _TRANSLATED
        if column and not is_translated and column != "list name" and not _ELEMENT.fullmatch(column):
            text = _("Tên cột “{column}” không dùng được: chỉ gồm chữ cái, chữ số, gạch dưới, gạch nối.", column=column)
            yield Mistake("choices", 1, column, text)


def _prefixes(tables: FormTables) -> frozenset[str]:
    settings = tables.sheet("settings")
    records = [record for _row, record in settings.records()] if settings is not None else []
    declared = {name for each in records for name in _DECLARED.findall(each.get("namespaces", ""))}
    return _KNOWN_PREFIXES | declared
