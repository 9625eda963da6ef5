"""XML from outside as nodes: no entities, no network, no document larger than a questionnaire can be."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from app.domain.errors import UserError
from app.domain.forms.nodes import ATTRIBUTE, COMMENT, ELEMENT, INSTRUCTION, ROOT, TEXT, Node
from app.wording import _

LARGEST = 64 * 1024 * 1024  # characters
_DEEPEST = 200


def read_xml(text: str) -> etree._Element:
    """The document element. Raises UserError for what is no XML, brings a document type along, or is too large."""
    if len(text) > LARGEST:
        raise UserError(_("Biểu mẫu lớn hơn {limit} MB nên không được mở.", limit=LARGEST // 2**20))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_blank_text=False
    )
    try:
        element = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as problem:
        line = problem.lineno or 1
        raise UserError(_("Biểu mẫu XForm bị hỏng ở dòng {line}: không phải XML đúng.", line=line)) from problem
    if element.getroottree().docinfo.doctype:
        raise UserError(_("Biểu mẫu XForm có khai báo DOCTYPE nên không được mở. Hãy bỏ dòng đó."))
    return element


def local(element: etree._Element) -> str:
    """The name without its namespace; "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def to_node(element: etree._Element, parent: Node | None = None, *, keeps_blanks: bool = False) -> Node:
    """An element and all within it. Blank text between elements is left out unless keeps_blanks."""
    namespace, name = _split(element.tag)
    node = Node(ELEMENT, name, parent, "", namespace)
    for key in element.keys():  # noqa: SIM118 — an element is no mapping
        attribute_namespace, attribute_name = _split(key)
        node.attributes.append(Node(ATTRIBUTE, attribute_name, node, element.get(key, ""), attribute_namespace))
    if len(element) == 0:
        node.text = element.text or ""
        return node
    texts = [element.text, *(child.tail for child in element)]
    has_text = keeps_blanks or any(text and text.strip() for text in texts)
    _append_text(node, element.text, has_text)
    for child in element:
        node.children.append(_child(child, node, keeps_blanks))
        _append_text(node, child.tail, has_text)
    return node


def document(element: etree._Element, *, keeps_blanks: bool = False) -> Node:
    """A root node above the document element, comments and instructions beside it left out."""
    root = Node(ROOT)
    root.append(to_node(element, root, keeps_blanks=keeps_blanks))
    return root


def _child(child: etree._Element, parent: Node, keeps_blanks: bool) -> Node:
    if child.tag is etree.Comment:
        return Node(COMMENT, "", parent, child.text or "")
    if child.tag is etree.PI:
        return Node(INSTRUCTION, str(getattr(child, "target", "")), parent, child.text or "")
    return to_node(child, parent, keeps_blanks=keeps_blanks)


def _append_text(node: Node, text: str | None, has_text: bool) -> None:
    if text and has_text:
        node.children.append(Node(TEXT, "", node, text))


@lru_cache(maxsize=4096)
def _split(tag: str) -> tuple[str, str]:
    if tag.startswith("{"):
        namespace, _closing, name = tag[1:].partition("}")
        return namespace, name
    return "", tag
