"""Checks the names of columns that become names in the XForm: a wrong one would break the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.forms.mistakes import Mistake
from app.domain.forms.tables import KNOWN_SHEETS, FormTables
from app.wording import _

_ATTRIBUTE = re.compile(r"(?:(?P<prefix>[A-Za-z_][\w.-]*):)?[A-Za-z_][\w.-]*")
_ELEMENT = re.compile(r"[^\W\d][\w.-]*")
_DECLARED = re.compile(r"([\w.-]+)\s*=")
_KNOWN_PREFIXES = frozenset(("jr", "odk", "orx", "h", "ev", "xsd", "xml", "entities"))
_TRANSLATED = ("label", "media", "image", "audio", "video", "big-image", "hint")


def column_mistakes(tables: FormTables) -> Iterator[Mistake]:
    yield from _repeated_columns(tables)
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


def _repeated_columns(tables: FormTables) -> Iterator[Mistake]:
    for sheet in (tables.sheet(each) for each in KNOWN_SHEETS):
        header = sheet.header if sheet is not None else ()
        for column in dict.fromkeys(each for each in header if each and header.count(each) > 1):
            text = _("Cột “{column}” có hai lần. Hãy bỏ hoặc đổi tên một cột.", column=column)
            yield Mistake(sheet.name if sheet is not None else "", 1, column, text)


def translation_gaps(tables: FormTables) -> Iterator[Mistake]:
    """Columns of a language that are blank where another language has words; advice."""
    for name in ("survey", "choices"):
        sheet = tables.sheet(name)
        records = list(sheet.records()) if sheet is not None else []
        for base in ("label", "hint", "constraint_message", "required_message"):
            columns = [each for each in (sheet.header if sheet is not None else ()) if each.startswith(base + "::")]
            for column in columns:
                rows = [row for row, record in records if column not in record and any(c in record for c in columns)]
                if rows:
                    text = _(
                        "Cột “{column}” trống ở {count} hàng có chữ bằng tiếng khác.", column=column, count=len(rows)
                    )
                    yield Mistake(name, rows[0].number, column, text, rows[0].line, is_fatal=False)


def _prefixes(tables: FormTables) -> frozenset[str]:
    settings = tables.sheet("settings")
    records = [record for _row, record in settings.records()] if settings is not None else []
    declared = {name for each in records for name in _DECLARED.findall(each.get("namespaces", ""))}
    return _KNOWN_PREFIXES | declared
