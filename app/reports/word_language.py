"""What a Word template may ask for: names that are declared, lists, conditions; nothing that computes or calls.

A template is read by Jinja in its sandbox, and before that its tree is walked: only the nodes of ALLOWED may occur, so
that no template of an office can loop for ever, fill the memory or reach into the program.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.domain.errors import UserError
from app.wording import _

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
    nodes.CondExpr,
    nodes.Filter,
)
FILTERS = ("upper", "lower")
DEEPEST = 2
"""Lists within lists."""

LONGEST_PLACE = 60


@dataclass(frozen=True, slots=True)
class Names:
    """What a template can be given: fields by name; parts, which come as paragraphs and tables; and lists with the
    names that each of their rows has."""

    fields: frozenset[str]
    parts: frozenset[str]
    lists: Mapping[str, frozenset[str]]

    @property
    def known(self) -> frozenset[str]:
        return self.fields | self.parts | frozenset(self.lists)


def environment() -> ImmutableSandboxedEnvironment:
    """Everything that is put in is escaped for XML; a name that is not there is an error, never a blank."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.globals = {}
    made.tests = {}
    return made


def demand_known(name: str, part: str, source: str, names: Names) -> None:
    """UserError when a part of a template cannot be read or asks for what there is not; it says which and where."""
    try:
        tree = environment().parse(source)
    except TemplateSyntaxError as trouble:
        raise UserError(_unread(name, part, source, trouble)) from trouble
    reading = Reading(name, part, source, names)
    _walk(tree, reading, {}, 0)
    _demand_places(reading)


OUTPUT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def _demand_places(reading: Reading) -> None:
    """Words stand within the text of a paragraph, a part in place of a whole one: else Word could not open the file."""
    if "<w:" not in reading.source:
        return
    for found in OUTPUT.finditer(reading.source):
        name = found.group(1).strip()
        before = reading.source[: found.start()]
        tag = before[before.rfind("<") :]
        within = tag.startswith(("<w:t>", "<w:t "))
        line = before.count("\n") + 1
        if name in reading.names.parts and within:
            what = _("“{name}” là cả một phần: viết {{{{p {name} }}}} trên một dòng riêng.", name=name)
            raise reading.wrong(line, what)
        if name not in reading.names.parts and not within:
            what = _("“{name}” là chữ: viết {{{{ {name} }}}}, không có p, tr, tc, r đứng trước.", name=name)
            raise reading.wrong(line, what)


@dataclass(frozen=True, slots=True)
class Reading:
    """The part that is read: of the file name, in words part, with its source."""

    name: str
    part: str
    source: str
    names: Names

    def wrong(self, line: int, what: str) -> UserError:
        where = place_of(self.source, line)
        told = _(
            "Mẫu Word “{name}”, {part}, gần “{where}”: {what}", name=self.name, part=self.part, where=where, what=what
        )
        return UserError(told)


def _unread(name: str, part: str, source: str, trouble: TemplateSyntaxError) -> str:
    where = place_of(source, trouble.lineno)
    return _(
        "Mẫu Word “{name}”, {part}, gần “{where}”: cú pháp {{{{ }}}} hoặc {{% %}} viết chưa đúng.",
        name=name,
        part=part,
        where=where,
    )


def place_of(source: str, line: int) -> str:
    """The words of the paragraph on this line, so that a person finds it in Word; each paragraph begins a line."""
    lines = source.split("\n")
    told = re.sub(r"<[^>]*>", "", lines[min(line, len(lines)) - 1]) if lines else ""
    told = " ".join(told.split())
    return told if len(told) <= LONGEST_PLACE else f"{told[:LONGEST_PLACE]}…"


def _walk(node: nodes.Node, reading: Reading, rows: Mapping[str, frozenset[str]], depth: int) -> None:
    """rows: the names of the rows of the lists we are in, with what each has."""
    if not isinstance(node, ALLOWED):
        raise reading.wrong(node.lineno, _("chỉ dùng được tên có trong danh sách, điều kiện if và vòng lặp for."))
    match node:
        case nodes.For():
            _walk_list(node, reading, rows, depth)
            return
        case nodes.Getattr():
            _demand_part(node, reading, rows)
            return
        case nodes.Name() if node.name not in reading.names.known | rows.keys():
            raise reading.wrong(node.lineno, _unknown(node.name))
        case nodes.Output():
            _demand_words(node, reading, rows)
        case nodes.Filter() if node.name not in FILTERS or node.args or node.kwargs:
            raise reading.wrong(node.lineno, _("bộ lọc “{filter}” không dùng được.", filter=node.name))
    for each in node.iter_child_nodes():
        _walk(each, reading, rows, depth)


def _demand_words(node: nodes.Output, reading: Reading, rows: Mapping[str, frozenset[str]]) -> None:
    """A list, or a whole row of one, is no words to print."""
    for each in node.nodes:
        if isinstance(each, nodes.Name) and each.name in reading.names.lists.keys() | rows.keys():
            raise reading.wrong(each.lineno, _("“{name}” là danh sách: dùng trong vòng lặp for.", name=each.name))


def _walk_list(node: nodes.For, reading: Reading, rows: Mapping[str, frozenset[str]], depth: int) -> None:
    held = node.iter.name if isinstance(node.iter, nodes.Name) else ""
    if held not in reading.names.lists or not isinstance(node.target, nodes.Name) or node.recursive or node.test:
        what = _("vòng lặp phải có dạng “for hang in danh_sach”, với danh sách có trong bảng tên.")
        raise reading.wrong(node.lineno, what)
    if depth + 1 > DEEPEST:
        raise reading.wrong(node.lineno, _("không lồng quá {most} vòng lặp.", most=DEEPEST))
    inside = {**rows, node.target.name: reading.names.lists[held], "loop": frozenset({"index", "first", "last"})}
    for each in (*node.body, *node.else_):
        _walk(each, reading, inside, depth + 1)


def _demand_part(node: nodes.Getattr, reading: Reading, rows: Mapping[str, frozenset[str]]) -> None:
    owner = node.node.name if isinstance(node.node, nodes.Name) else ""
    if owner not in rows or node.attr not in rows[owner]:
        raise reading.wrong(node.lineno, _unknown(f"{owner}.{node.attr}"))


def _unknown(name: str) -> str:
    return _("chương trình không có mục “{name}”. Xem bảng tên trong tệp kèm theo mẫu.", name=name)
