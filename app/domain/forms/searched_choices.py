"""Choices that older forms look up with search() in the appearance: the choices sheet then names columns of a CSV file.

pyxform leaves such a select with the column names as its choices. Here it becomes what it means: a select over the
rows of the file, with the search as its choice filter. Of several label columns the first is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from app.domain.forms.attachments import column_name
from app.domain.forms.trees import local, read_xml

_XF = "{http://www.w3.org/2002/xforms}"
_SEARCH = re.compile(r"\bsearch\s*\(")
_TEXT_ID = re.compile(r"jr:itext\('([^']+)'\)")
_LITERAL = re.compile(r"'[^']*'|\"[^\"]*\"")
_TESTS: Mapping[str, str] = {
    "matches": "{column} = {value}",
    "contains": "contains({column}, {value})",
    "startswith": "starts-with({column}, {value})",
    "endswith": "ends-with({column}, {value})",
}


def take_in_searches(xform: str) -> str:
    """The XForm with its searches as lists; one that is written otherwise than ODK knows it stays as it is."""
    if not _SEARCH.search(xform):
        return xform
    document = read_xml(xform)
    model = next(document.iter("{*}model"))
    for element in document.iter(_XF + "select", _XF + "select1"):
        arguments = search_arguments(element.get("appearance", ""))
        items = element.findall(_XF + "item")
        nodes = _nodeset(arguments) if arguments and len(items) == 1 else ""
        if nodes and not _value(items[0]).isdecimal():
            _declare(model, _plain(arguments[0]))
            _as_list(element, items[0], nodes, model)
    return str(etree.tostring(document, encoding="unicode"))


def search_arguments(appearance: str) -> list[str]:
    """The arguments of search(...) as written; [] where there is none or it is not closed."""
    found = _SEARCH.search(appearance)
    return list(_split(appearance[found.end() :])) if found else []


def _split(text: str) -> Iterator[str]:
    """At the commas outside quotes and brackets, up to the closing bracket."""
    depth, start, quote = 0, 0, ""
    for at, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "([":
            depth += 1
        elif letter in ")]" and depth:
            depth -= 1
        elif letter == ")":
            yield text[start:at].strip()
            return
        elif letter == "," and not depth:
            yield text[start:at].strip()
            start = at + 1


def _nodeset(arguments: list[str]) -> str:
    """search(file), search(file, how, column, value) or that with filter column and value; "" for anything else."""
    if len(arguments) not in (1, 4, 6) or not all(_LITERAL.fullmatch(each) for each in arguments[:3]):
        return ""
    conditions = []
    if len(arguments) > 1:
        test = _TESTS.get(_plain(arguments[1]).lower())
        if test is None:
            return ""
        conditions.append(test.format(column=column_name(_plain(arguments[2])), value=_seen_from(arguments[3])))
    if len(arguments) == 6 and _LITERAL.fullmatch(arguments[4]):
        conditions.append(f"{column_name(_plain(arguments[4]))} = {_seen_from(arguments[5])}")
    name = _plain(arguments[0])
    return f"instance('{name}')/root/item" + "".join(f"[{each}]" for each in conditions)


def _plain(literal: str) -> str:
    return literal[1:-1].strip()


def _seen_from(value: str) -> str:
    """Within a condition on the rows, a path that starts at the question is written from current()."""
    return f"current()/{value}" if value.startswith(".") else value


def _declare(model: etree._Element, name: str) -> None:
    """The file as a list of the form, where it is not one yet."""
    instances = list(model.iterchildren(_XF + "instance"))
    if all(each.get("id") != name for each in instances):
        instance = etree.Element(_XF + "instance", {"id": name, "src": f"jr://file-csv/{name}.csv"})
        model.insert(list(model).index(instances[-1]) + 1, instance)


def _as_list(element: etree._Element, item: etree._Element, nodes: str, model: etree._Element) -> None:
    itemset = etree.Element(_XF + "itemset", {"nodeset": nodes})
    etree.SubElement(itemset, _XF + "value", {"ref": column_name(_value(item))})
    label = _label(item, model).partition(",")[0].strip()
    etree.SubElement(itemset, _XF + "label", {"ref": column_name(label or _value(item))})
    element.replace(item, itemset)


def _value(item: etree._Element) -> str:
    return next(((each.text or "").strip() for each in item if local(each) == "value"), "")


def _label(item: etree._Element, model: etree._Element) -> str:
    """The name of the label's column; in a form of several languages that of the default one."""
    label = next((each for each in item if local(each) == "label"), None)
    if label is None:
        return ""
    identifier = _TEXT_ID.search(label.get("ref", ""))
    if identifier is None:
        return label.text or ""
    itext = next(model.iterchildren(_XF + "itext"), None)
    translations = sorted(itext if itext is not None else (), key=lambda each: each.get("default") is None)
    texts = (text for each in translations for text in each if text.get("id") == identifier[1])
    return next((value.text or "" for text in texts for value in text if not value.get("form")), "")
