"""A filled form as the submission that ODK and KoboToolbox servers take (OpenRosa XML), and one that is read back.

Only what is asked now is in it, in the order of the form; repeats stand one behind the other. Values are written as ODK
writes them: a time carries its zone, a point its altitude and accuracy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from lxml import etree

from app.domain.errors import UserError
from app.domain.forms.answer_nodes import AnswerNode
from app.domain.forms.attachments import printable
from app.domain.forms.dates import VIETNAM
from app.domain.forms.definition import Form
from app.domain.forms.filling import Filling
from app.domain.forms.model import Rule
from app.domain.forms.nodes import ELEMENT
from app.domain.forms.trees import local, read_xml
from app.formats import nfc
from app.wording import _

NO_FILES: Mapping[str, str] = {}
_XFORMS = "http://www.w3.org/2002/xforms"
_CLOCK = re.compile(r"(?:\d{4}-\d{2}-\d{2}T)?\d{2}:\d{2}(?::\d{2})?")
_UNKNOWN = " 0.0 0.0"
"""Altitude and accuracy of a point that was typed by hand."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What a submission says. values: by path, as Filling takes them; unknown: paths that the form does not have."""

    form_id: str
    version: str
    instance_id: str
    values: Mapping[str, str]
    unknown: tuple[str, ...] = field(default=())


def submission_xml(
    filling: Filling,
    instance_id: str,
    *,
    files: Mapping[str, str] = NO_FILES,
    ended_at: datetime | None = None,
    zone: tzinfo = VIETNAM,
) -> str:
    """instance_id: uuid:…, the same each time this filling is given away. files: the name under which a file goes
    along, by the path of its question. ended_at: what a question of the type end says."""
    return _Writer(filling, instance_id, files, ended_at, zone).document()


@dataclass(frozen=True, slots=True)
class _Writer:
    filling: Filling
    instance_id: str
    files: Mapping[str, str]
    ended_at: datetime | None
    zone: tzinfo

    def document(self) -> str:
        root = self.element(self.filling.tree)
        if next((each for each in root if local(each) == "meta"), None) is None:
            meta = etree.SubElement(root, _name("meta", self.filling.tree.namespace))
            etree.SubElement(meta, _name("instanceID", self.filling.tree.namespace)).text = self.instance_id
        etree.cleanup_namespaces(root)
        etree.indent(root)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + str(etree.tostring(root, encoding="unicode")) + "\n"

    def element(self, node: AnswerNode) -> etree._Element:
        element = etree.Element(_name(node.name, node.namespace))
        for attribute in node.attributes:
            if attribute.name != "template":
                element.set(_name(attribute.name, attribute.namespace), printable(attribute.text))
        inner = [each for each in node.children if isinstance(each, AnswerNode) and each.kind == ELEMENT]
        if not inner and not node.rule.children:
            element.text = printable(self.text(node)) or None
        element.extend(self.element(each) for each in inner if each.is_relevant)
        return element

    def text(self, node: AnswerNode) -> str:
        if node.rule.path.endswith("/meta/instanceID"):
            return self.instance_id
        if node.rule.preload == ("timestamp", "end") and self.ended_at is not None:
            return self.ended_at.astimezone(self.zone).isoformat(timespec="milliseconds")
        return outward(self.files.get(node.reference, node.text), node.rule, self.zone)


def _name(name: str, namespace: str) -> str:
    """The form's own namespace is left out, as ODK does; others (of the meta block) stay."""
    return f"{{{namespace}}}{name}" if namespace not in ("", _XFORMS) else name


def outward(text: str, rule: Rule, zone: tzinfo) -> str:
    """A kept value as ODK writes it."""
    if rule.type in ("dateTime", "time") and _CLOCK.fullmatch(text):
        return text + _offset(text, zone)
    if rule.type == "geopoint" and len(text.split()) == 2:
        return text + _UNKNOWN
    return text


def inward(text: str, rule: Rule, zone: tzinfo) -> str:
    """The contrary of outward; what another program wrote stays as it is."""
    if rule.type in ("dateTime", "time") and re.fullmatch(_CLOCK.pattern + r"[+-]\d{2}:\d{2}", text):
        plain = text[:-6]
        return plain if text == plain + _offset(plain, zone) else text
    if rule.type == "geopoint" and text.endswith(_UNKNOWN):
        return text.removesuffix(_UNKNOWN)
    return text


def _offset(text: str, zone: tzinfo) -> str:
    day = datetime.fromisoformat(text) if "T" in text else datetime(1970, 1, 1)
    return day.replace(tzinfo=zone).isoformat()[-6:]


def read_submission(xml: str, form: Form, zone: tzinfo = VIETNAM) -> Submission:
    """The answers of a submission to this form. Raises UserError for what is no XML, or belongs to another form."""
    root = read_xml(xml)
    name = form.root.path.strip("/")
    if local(root) != name:
        raise UserError(
            _("Tệp này trả lời biểu mẫu “{other}”, không phải “{form}”.", other=local(root) or "?", form=name)
        )
    reader = _Reader(form, zone)
    reader.take(root, form.root.path, form.root.path)
    return Submission(
        form_id=root.get("id", ""),
        version=root.get("version", ""),
        instance_id=reader.instance_id,
        values=reader.values,
        unknown=tuple(reader.unknown),
    )


class _Reader:
    def __init__(self, form: Form, zone: tzinfo) -> None:
        self.rules = form.model.rules
        self.zone = zone
        self.values: dict[str, str] = {}
        self.unknown: list[str] = []
        self.instance_id = ""

    def take(self, element: etree._Element, path: str, plain: str) -> None:
        """path: with positions on repeats; plain: without."""
        self.values |= self.counts(element, path, plain)
        seen: dict[str, int] = {}
        for child in _children(element):
            name = local(child)
            seen[name] = seen.get(name, 0) + 1
            rule = self.rules.get(f"{plain}/{name}")
            if rule is None:
                self.unknown.append(f"{path}/{name}")
                continue
            place = f"{path}/{name}[{seen[name]}]" if rule.is_repeat else f"{path}/{name}"
            if rule.children:
                self.take(child, place, rule.path)
            else:
                self.keep(place, rule, nfc(child.text or ""))

    def keep(self, path: str, rule: Rule, text: str) -> None:
        if rule.path.endswith("/meta/instanceID"):
            self.instance_id = text.strip()
        elif not rule.is_computed and "/meta/" not in rule.path:
            self.values[path] = inward(text, rule, self.zone)

    def counts(self, element: etree._Element, path: str, plain: str) -> Mapping[str, str]:
        """How many instances each repeat has that a person adds to."""
        names = [local(each) for each in _children(element)]
        return {
            f"{path}/{rule.name}": str(names.count(rule.name))
            for rule in self.rules[plain].children
            if rule.is_repeat and not rule.is_fixed
        }


def _children(element: etree._Element) -> Iterator[etree._Element]:
    return (each for each in element if local(each))
