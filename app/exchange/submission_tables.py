"""A filled form as the tables that ODK Central and Briefcase write: one row for the form, a table for each repeat.

A question in a group is the column group-question; a row of a repeat names its own KEY and that of the row around it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from app.domain.forms.answer_nodes import AnswerNode
from app.domain.forms.dates import VIETNAM
from app.domain.forms.filling import Filling
from app.domain.forms.model import Rule
from app.domain.forms.nodes import ELEMENT
from app.exchange.submissions import NO_FILES, outward

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_POINT = ("Latitude", "Longitude", "Altitude", "Accuracy")


@dataclass(frozen=True, slots=True)
class Table:
    """name: "" of the form itself, else where the repeat stands ("hall", "hall.gage")."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def submission_tables(
    filling: Filling,
    instance_id: str,
    *,
    files: Mapping[str, str] = NO_FILES,
    ended_at: datetime | None = None,
    zone: tzinfo = VIETNAM,
) -> list[Table]:
    """The form first, then its repeats in the order of the form; see submission_xml for what is given."""
    writer = _Writer(instance_id, files, ended_at, zone)
    root = filling.tree.rule
    head = ("SubmissionDate", *_columns(root), "meta-instanceID", "KEY", "FormVersion")
    moment = writer.moment(ended_at)
    row = (moment, *writer.cells(filling.tree, root), instance_id, instance_id, filling.form.version)
    return [Table("", head, (row,)), *writer.repeats(root, [(filling.tree, instance_id)], "")]


@dataclass(frozen=True, slots=True)
class _Writer:
    instance_id: str
    files: Mapping[str, str]
    ended_at: datetime | None
    zone: tzinfo

    def moment(self, at: datetime | None) -> str:
        return at.astimezone(self.zone).isoformat(timespec="milliseconds") if at is not None else ""

    def repeats(self, rule: Rule, parents: list[tuple[AnswerNode, str]], above: str) -> Iterator[Table]:
        """The tables of the repeats within a rule, inner ones behind the one they are in."""
        for repeat, steps in _repeats_within(rule, ()):
            name = ".".join(filter(None, (above, *steps)))
            instances = [
                (instance, f"{key}/{'/'.join(steps)}[{number}]", key)
                for parent, key in parents
                for number, instance in enumerate(_instances(parent, steps), 1)
            ]
            header = (*_columns(repeat), "PARENT_KEY", "KEY")
            rows = ((*self.cells(instance, repeat), parent, key) for instance, key, parent in instances)
            yield Table(name, header, tuple(rows))
            yield from self.repeats(repeat, [(instance, key) for instance, key, _parent in instances], name)

    def cells(self, node: AnswerNode | None, rule: Rule) -> Iterator[str]:
        """In the order of _columns; blank for what is not there or not asked."""
        for child in _fields(rule):
            inner = _child(node, child.name)
            if child.children:
                yield from self.cells(inner, child)
                continue
            text = self.text(inner) if inner is not None and inner.is_relevant else ""
            if child.type == "geopoint":
                yield from (*text.split()[:4], *("",) * 4)[:4]
            else:
                yield text

    def text(self, node: AnswerNode) -> str:
        if node.rule.preload == ("timestamp", "end") and self.ended_at is not None:
            return self.moment(self.ended_at)
        return outward(self.files.get(node.reference, node.text), node.rule, self.zone)


def _fields(rule: Rule) -> Iterator[Rule]:
    return (each for each in rule.children if not each.is_repeat and not each.is_attribute and each.name != "meta")


def _columns(rule: Rule, above: str = "") -> Iterator[str]:
    for child in _fields(rule):
        name = f"{above}{child.name}"
        if child.children:
            yield from _columns(child, name + "-")
        elif child.type == "geopoint":
            yield from (f"{name}-{each}" for each in _POINT)
        else:
            yield name


def _repeats_within(rule: Rule, steps: tuple[str, ...]) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    for child in rule.children:
        if child.is_repeat:
            yield child, (*steps, child.name)
        elif child.children:
            yield from _repeats_within(child, (*steps, child.name))


def _instances(parent: AnswerNode, steps: tuple[str, ...]) -> list[AnswerNode]:
    node: AnswerNode | None = parent
    for step in steps[:-1]:
        node = _child(node, step)
    found = node.named(steps[-1]) if node is not None else []
    return [each for each in found if isinstance(each, AnswerNode) and each.is_relevant]


def _child(node: AnswerNode | None, name: str) -> AnswerNode | None:
    found = node.named(name) if node is not None else []
    return next((each for each in found if isinstance(each, AnswerNode) and each.kind == ELEMENT), None)


def csv_text(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """A table as CSV. A cell that a spreadsheet would take for a formula is led by an apostrophe; numbers are not."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_defused(cell) for cell in row] for row in rows)
    return text.getvalue()


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
