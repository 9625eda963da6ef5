"""The body of an XForm: which nodes are asked for, how, and with which texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from lxml import etree

from app.domain.forms.definition import NO_MEDIA, Choice, Media, QuestionType
from app.domain.forms.grammar import ExpressionSyntaxError, parse
from app.domain.forms.model import Formula, Itemset
from app.domain.forms.syntax import Call, Literal
from app.domain.forms.texts import Message, TextCatalogue, pieces_of
from app.domain.forms.trees import local

_TEXT_ID = re.compile(r"\s*jr:itext\(\s*(?:'([^']*)'|\"([^\"]*)\"|([\w./@-]+))\s*\)\s*")
_LIST = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)")
_CONTROLS = frozenset(("input", "select", "select1", "rank", "upload", "trigger", "range", "secret", "textarea"))
JAVAROSA = "{http://openrosa.org/javarosa}"


@dataclass
class Control:
    """One question, group or repeat of the body, at its path."""

    path: str
    kind: str
    element: etree._Element
    label: Message | None = None
    hint: Message | None = None
    guidance: Message | None = None
    media: Media = field(default_factory=dict)
    appearance: str = ""
    itemset: Itemset | None = None
    count: str = ""
    is_fixed: bool = False
    actions: list[etree._Element] = field(default_factory=list)


def read_controls(body: etree._Element | None, texts: TextCatalogue, prefixes: Mapping[str, str]) -> dict[str, Control]:
    """The controls by path, in the order of the body; group and repeat at one path are one control."""
    found: dict[str, Control] = {}
    if body is not None:
        for control in _within(body, "", texts, prefixes):
            known = found.get(control.path)
            found[control.path] = control if known is None else _joined(known, control)
    return found


def _joined(outer: Control, inner: Control) -> Control:
    inner.label = inner.label or outer.label
    inner.hint = inner.hint or outer.hint
    inner.appearance = inner.appearance or outer.appearance
    inner.actions = outer.actions + inner.actions
    return inner


def _within(parent: etree._Element, base: str, texts: TextCatalogue, prefixes: Mapping[str, str]) -> Iterator[Control]:
    for element in parent:
        kind = local(element)
        if kind == "group" and not (element.get("ref") or element.get("nodeset")):
            yield from _of_bare_group(element, base, texts, prefixes)
        elif kind in ("group", "repeat"):
            control = _control(kind, element, base, texts, prefixes)
            yield control
            yield from _within(element, control.path, texts, prefixes)
        elif kind in _CONTROLS:
            yield _control(kind, element, base, texts, prefixes)


def _of_bare_group(
    element: etree._Element, base: str, texts: TextCatalogue, prefixes: Mapping[str, str]
) -> Iterator[Control]:
    """A group without a node: only for looks, or the label of the one repeat within it."""
    inner = list(_within(element, base, texts, prefixes))
    repeats = [each for each in element if local(each) == "repeat"]
    if len(repeats) == 1:
        label = next((_message(each, texts) for each in element if local(each) == "label"), None)
        own = next(each for each in inner if each.element is repeats[0])
        own.label = own.label or label
    yield from inner


def _control(
    kind: str, element: etree._Element, base: str, texts: TextCatalogue, prefixes: Mapping[str, str]
) -> Control:
    path = resolved(element.get("ref") or element.get("nodeset") or element.get("bind") or "", base)
    control = Control(path, kind, element, appearance=element.get("appearance", ""))
    if kind == "repeat":
        control.count = element.get(JAVAROSA + "count", "")
        control.is_fixed = element.get(JAVAROSA + "noAddRemove", "").strip() == "true()"
    fixed: list[Choice] = []
    for child in element:
        match local(child):
            case "label":
                control.label = _message(child, texts)
                control.media = _media(child, texts)
            case "hint":
                control.hint = _message(child, texts)
                control.guidance = _message(child, texts, "guidance")
            case "setvalue":
                control.actions.append(child)
            case "itemset":
                control.itemset = _itemset(child, prefixes)
            case "item":
                fixed.append(_fixed_choice(child, texts))
    if fixed or (control.itemset is None and kind in ("select", "select1", "rank")):
        control.itemset = Itemset(None, "", "", False, path, tuple(fixed))
    return control


def resolved(reference: str, base: str) -> str:
    """A reference of the body as a path: absolute ones as they are, others below the group around them."""
    reference = reference.strip()
    if reference.startswith("/"):
        return reference
    steps = base.split("/") if base else [""]
    for step in reference.split("/"):
        if step == "..":
            steps.pop()
        elif step not in (".", "", "current()"):
            steps.append(step)
    return "/".join(steps)


def text_reference(expression: str) -> tuple[str, bool] | None:
    """Of jr:itext(...): the id and True, or the path that holds the id and False; None when it is something else."""
    found = _TEXT_ID.fullmatch(expression)
    if not found:
        return _joined_reference(expression)
    identifier = found[1] or found[2]
    return (identifier, True) if identifier else (found[3], False)


def _joined_reference(expression: str) -> tuple[str, bool] | None:
    """Of jr:itext(concat('a', 'b')): the id put together."""
    if not expression.lstrip().startswith("jr:itext("):
        return None
    with suppress(ExpressionSyntaxError):
        match parse(expression):
            case Call("jr:itext", (Call("concat", parts),)):
                return "".join(each.text for each in parts if isinstance(each, Literal)), True
    return None


def _message(element: etree._Element, texts: TextCatalogue, form: str = "") -> Message | None:
    reference = element.get("ref")
    if reference:
        identifier = text_reference(reference)
        return texts.message(identifier[0], form) if identifier else None
    pieces = pieces_of(element)
    return Message({next(iter(texts.languages)): pieces}) if pieces and not form else None


def _media(element: etree._Element, texts: TextCatalogue) -> Media:
    identifier = text_reference(element.get("ref", ""))
    return texts.media(identifier[0]) if identifier else NO_MEDIA


def message_of(text: str | None, texts: TextCatalogue) -> Message | None:
    """A message given as an attribute: plain, or by its id."""
    if not text:
        return None
    identifier = text_reference(text)
    return texts.message(identifier[0]) if identifier else Message({next(iter(texts.languages)): (text,)})


def _itemset(element: etree._Element, prefixes: Mapping[str, str]) -> Itemset:
    nodes = element.get("nodeset", "").strip()
    value = label = ""
    is_text_id = False
    for child in element:
        reference = child.get("ref", "")
        match local(child):
            case "value" | "copy":
                value = reference
            case "label":
                identifier = text_reference(reference)
                label, is_text_id = (identifier[0], True) if identifier else (reference, False)
    found = _LIST.search(nodes)
    return Itemset(Formula(nodes, prefixes), value.strip(), label.strip(), is_text_id, found[1] if found else "")


def _fixed_choice(item: etree._Element, texts: TextCatalogue) -> Choice:
    name, label, media = "", None, NO_MEDIA
    for child in item:
        match local(child):
            case "value":
                name = (child.text or "").strip()
            case "label":
                label, media = _message(child, texts), _media(child, texts)
    return Choice(name=name, label=label.plain() if label else {next(iter(texts.languages)): name}, media=media)


_INPUT_TYPES = {
    "int": QuestionType.INTEGER,
    "integer": QuestionType.INTEGER,
    "long": QuestionType.INTEGER,
    "decimal": QuestionType.DECIMAL,
    "double": QuestionType.DECIMAL,
    "float": QuestionType.DECIMAL,
    "date": QuestionType.DATE,
    "time": QuestionType.TIME,
    "dateTime": QuestionType.DATETIME,
    "geopoint": QuestionType.GEOPOINT,
    "geotrace": QuestionType.GEOTRACE,
    "geoshape": QuestionType.GEOSHAPE,
    "barcode": QuestionType.BARCODE,
}
_UPLOADS = {"image": QuestionType.IMAGE, "audio": QuestionType.AUDIO, "video": QuestionType.VIDEO}


def limits_of(control: Control) -> tuple[float, float] | None:
    """The ends of a range, the lower first; None for other questions."""
    if control.kind != "range":
        return None
    with suppress(ValueError):
        ends = sorted((float(control.element.get("start", "")), float(control.element.get("end", ""))))
        return ends[0], ends[1]
    return None


def step_of(control: Control) -> float | None:
    """How far apart the values of a range are; None for other questions and where no step is given."""
    if control.kind == "range":
        with suppress(ValueError):
            return abs(float(control.element.get("step", ""))) or None
    return None


def question_type(control: Control, data_type: str) -> QuestionType:
    match control.kind:
        case "select1":
            return QuestionType.SELECT_ONE
        case "select":
            return QuestionType.SELECT_MULTIPLE
        case "rank":
            return QuestionType.RANK
        case "trigger":
            return QuestionType.ACKNOWLEDGE
        case "range":
            return QuestionType.RANGE
        case "upload":
            return _UPLOADS.get(control.element.get("mediatype", "").partition("/")[0], QuestionType.FILE)
        case _:
            return _INPUT_TYPES.get(data_type, QuestionType.TEXT)
