"""Long lists of the older kind: select_one_external, whose choices stand in a sheet (or an itemsets.csv) of their own.

pyxform writes such a question as an input with a query and leaves the list to the app that runs the form. Here it
becomes what it means: a select with a choice filter over a look-up list within the XForm.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from app.domain.forms.attachments import printable
from app.domain.forms.tables import FormTables
from app.domain.forms.texts import language_code
from app.domain.forms.trees import read_xml

_XF = "{http://www.w3.org/2002/xforms}"
_LIST = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)")
_XML_NAME = re.compile(r"[^\W\d][\w.-]*")

Record = Mapping[str, str]


def sheet_records(tables: FormTables) -> list[Record]:
    """The rows of the sheet external_choices."""
    sheet = tables.sheet("external_choices")
    return [record for _row, record in sheet.records()] if sheet is not None else []


def file_records(content: str) -> list[Record]:
    """The rows of an itemsets.csv."""
    return list(csv.DictReader(io.StringIO(content)))


def take_in_external_choices(xform: str, records: Iterable[Record]) -> str:
    """The XForm with its queries as selects and the lists that they ask for."""
    if " query=" not in xform:
        return xform
    document = read_xml(xform)
    inputs = [each for each in document.iter(_XF + "input") if _LIST.search(each.get("query", ""))]
    model = next(document.iter("{*}model"))
    known = {each.get("id") for each in model.iterchildren(_XF + "instance")}
    wanted = {_list_name(each) for each in inputs}
    rows = [each for each in records if _name_of_list(each) in wanted]
    translated = _LabelColumns.of(rows)
    for name in sorted(wanted - known):
        model.insert(_behind_instances(model), _instance(name, rows, translated))
    if translated.languages:
        _write_texts(model, rows, translated)
    for each in inputs:
        _as_select(each, bool(translated.languages))
    return str(etree.tostring(document, encoding="unicode"))


def _list_name(element: etree._Element) -> str:
    found = _LIST.search(element.get("query", ""))
    return found[1] if found else ""


def _name_of_list(record: Record) -> str:
    return record.get("list_name") or record.get("list name") or ""


class _LabelColumns:
    """languages: the columns that hold labels in a language -> that language; none in a list with plain labels."""

    def __init__(self, languages: Mapping[str, str]) -> None:
        self.languages = languages

    @classmethod
    def of(cls, rows: list[Record]) -> _LabelColumns:
        columns = dict.fromkeys(column for row in rows for column in row if column)
        split = ((each, re.split(r"::?", each, maxsplit=1)) for each in columns)
        return cls({column: parts[1].strip() for column, parts in split if parts[0] == "label" and len(parts) == 2})


def _behind_instances(model: etree._Element) -> int:
    instances = list(model.iterchildren(_XF + "instance"))
    return list(model).index(instances[-1]) + 1


def _instance(name: str, rows: list[Record], labels: _LabelColumns) -> etree._Element:
    instance = etree.Element(_XF + "instance", {"id": name})
    root = etree.SubElement(instance, _XF + "root")
    for number, row in enumerate(rows):
        if _name_of_list(row) == name:
            item = etree.SubElement(root, _XF + "item")
            for column, text in _cells(row, number, labels):
                etree.SubElement(item, _XF + column).text = printable(text)
    return instance


def _cells(row: Record, number: int, labels: _LabelColumns) -> Iterator[tuple[str, str]]:
    if labels.languages:
        yield "itextId", _text_id(number)
    for column, text in row.items():
        if column and text and column not in labels.languages and _XML_NAME.fullmatch(column):
            yield column, text


def _text_id(number: int) -> str:
    return f"external-{number}"


def _write_texts(model: etree._Element, rows: list[Record], labels: _LabelColumns) -> None:
    itext = next(model.iterchildren(_XF + "itext"), None)
    if itext is None:
        itext = etree.SubElement(model, _XF + "itext")
    translations: dict[str, Any] = {language_code(each.get("lang", "")): each for each in itext}
    for column, language in labels.languages.items():
        translation = translations.get(language_code(language))
        if translation is None:
            translation = translations[language_code(language)] = etree.SubElement(itext, _XF + "translation")
            translation.set("lang", language)
        for number, row in enumerate(rows):
            if row.get(column):
                text = etree.SubElement(translation, _XF + "text", {"id": _text_id(number)})
                etree.SubElement(text, _XF + "value").text = printable(row[column])


def _as_select(element: etree._Element, has_texts: bool) -> None:
    itemset = etree.SubElement(element, _XF + "itemset", {"nodeset": element.attrib.pop("query")})
    etree.SubElement(itemset, _XF + "value", {"ref": "name"})
    etree.SubElement(itemset, _XF + "label", {"ref": "jr:itext(itextId)" if has_texts else "label"})
    element.tag = _XF + "select1"
