"""Checks a form that comes as an XForm: every expression, the paths that it names, the lists that it takes from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from app.domain.forms.definition import Form
from app.domain.forms.expression_checks import faults
from app.domain.forms.grammar import ExpressionSyntaxError, parse
from app.domain.forms.mistakes import Mistake
from app.domain.forms.references import references
from app.domain.forms.trees import local, read_xml
from app.wording import _

_EXPRESSIONS = ("relevant", "calculate", "constraint", "required", "readonly")
_LIST = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)")


def xform_mistakes(xform: str, form: Form) -> list[Mistake]:
    """Mistakes and advice by line of the file."""
    found: list[Mistake] = []
    for element in read_xml(xform).iter():
        place = element.get("nodeset") or element.get("ref") or ""
        for column, text in _expressions(element):
            found.extend(_mistake(element, column, each) for each in faults(text))
            found.extend(_advice(element, column, each) for each in _unknown(text, place, form))
        if local(element) == "bind" and place.startswith("/") and place not in form.model.rules and "@" not in place:
            text = _("Phần bind trỏ tới {path}, nhưng dữ liệu của biểu mẫu không có chỗ đó.", path=place)
            found.append(_advice(element, "nodeset", text))
    found.extend(Mistake("", 0, "", _ring_words(ring)) for ring in form.model.rings)
    return found


def _expressions(element: etree._Element) -> Iterator[tuple[str, str]]:
    match local(element):
        case "bind":
            yield from ((each, element.get(each, "")) for each in _EXPRESSIONS if element.get(each, "").strip())
        case "itemset":
            yield "nodeset", element.get("nodeset", "")
        case "setvalue" if element.get("value"):
            yield "value", element.get("value", "")
        case "output" if element.get("value"):
            yield "value", element.get("value", "")


def _unknown(text: str, place: str, form: Form) -> Iterator[str]:
    for name in dict.fromkeys(_LIST.findall(text)):
        if name not in form.model.lists and name.removesuffix(".csv") not in form.model.lists:
            yield _("Không có danh sách “{list}” trong biểu mẫu, nên chỗ này luôn trống.", list=name)
    try:
        paths = {each.path for each in references(parse(text), place, form.model.rules)}
    except ExpressionSyntaxError:
        return
    root = form.root.path + "/"
    for path in sorted(paths):
        if path.startswith(root) and path not in form.model.rules and "/@" not in path:
            yield _("Đường dẫn {path} không có trong biểu mẫu.", path=path)


def _ring_words(ring: tuple[str, ...]) -> str:
    names = [path.rpartition("/")[2] for path in sorted(ring)]
    circle = " → ".join([*names, names[0]])
    return _("Các câu này phụ thuộc vòng tròn vào nhau: {ring}. Hãy bỏ bớt một chỗ nhắc đến.", ring=circle)


def _mistake(element: etree._Element, column: str, text: str) -> Mistake:
    return Mistake("", 0, column, text, int(element.sourceline or 0))


def _advice(element: etree._Element, column: str, text: str) -> Mistake:
    return Mistake("", 0, column, text, int(element.sourceline or 0), is_fatal=False)
