"""Who hangs on whom: the order in which nodes are computed, and what a change reaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from app.domain.forms.grammar import ExpressionSyntaxError
from app.domain.forms.model import ORDERING, Aspect, Dependent, Formula, Rule
from app.domain.forms.references import Reference, references


@dataclass(frozen=True, slots=True)
class Graph:
    """ordered: every rule, after all that it reads. dependents: by the path that is read. rings: sets of paths that
    read each other in a circle. language_dependent: what changes with the language."""

    ordered: tuple[Rule, ...]
    dependents: Mapping[str, tuple[Dependent, ...]]
    rings: tuple[tuple[str, ...], ...]
    language_dependent: tuple[Dependent, ...]


def graph_of(rules: Mapping[str, Rule]) -> Graph:
    dependents: dict[str, dict[Dependent, None]] = {}
    reads: dict[str, dict[str, None]] = {path: {} for path in rules}
    language_dependent: dict[Dependent, None] = {}
    for rule in rules.values():
        for aspect, formula in formulas(rule):
            for reference in _references(formula, rule, aspect, rules):
                if reference.path not in rules:
                    continue
                dependents.setdefault(reference.path, {})[Dependent(rule, aspect, reference.turning)] = None
                if aspect in ORDERING and reference.path != rule.path:
                    reads[rule.path][reference.path] = None
            if "jr:choice-name" in formula.text:
                language_dependent[Dependent(rule, aspect, "/")] = None
        if rule.parent is not None:
            reads[rule.path][rule.parent.path] = None
    groups = list(_strongly_connected(reads))
    ordered = [rules[path] for group in groups for path in group]
    for rank, rule in enumerate(ordered):
        rule.rank = rank
    return Graph(
        tuple(ordered),
        {path: tuple(found) for path, found in dependents.items()},
        tuple(tuple(group) for group in groups if len(group) > 1),
        tuple(language_dependent),
    )


def formulas(rule: Rule) -> Iterator[tuple[Aspect, Formula]]:
    """All that a rule computes, with what it is for."""
    for aspect, formula in (
        (Aspect.RELEVANT, rule.relevant),
        (Aspect.VALUE, rule.calculate),
        (Aspect.COUNT, rule.count),
        (Aspect.REQUIRED, rule.required),
        (Aspect.READ_ONLY, rule.read_only),
        (Aspect.CONSTRAINT, rule.constraint),
    ):
        if formula is not None:
            yield aspect, formula
    if rule.itemset is not None and rule.itemset.nodes is not None and not rule.itemset.is_static:
        yield Aspect.CHOICES, rule.itemset.nodes
    prefixes = next((each.prefixes for each in (rule.relevant, rule.calculate) if each is not None), {})
    for message in (rule.label, rule.hint, rule.constraint_message, rule.required_message):
        for expression in message.outputs if message is not None else ():
            yield Aspect.LABEL, Formula(expression, prefixes)


def _references(formula: Formula, rule: Rule, aspect: Aspect, rules: Mapping[str, Rule]) -> frozenset[Reference]:
    if formula.always is not None:
        return frozenset()
    try:
        expression = formula.expression
    except ExpressionSyntaxError:
        return frozenset()
    found = references(expression, rule.path, rules)
    if aspect is Aspect.CHOICES and rule.itemset is not None:
        return found | {Reference(f"{each.path}/{part}", each.turning) for each in found for part in _parts(rule)}
    return found


def _parts(rule: Rule) -> list[str]:
    itemset = rule.itemset
    return [] if itemset is None or itemset.list_name else [each for each in (itemset.value, itemset.label) if each]


def _strongly_connected(reads: Mapping[str, Mapping[str, None]]) -> Iterator[list[str]]:
    """Tarjan's algorithm without recursion: groups of nodes that reach each other, what is read before who reads."""
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    stacked: set[str] = set()
    counter = count()
    for start in reads:
        if start in numbers:
            continue
        work = [(start, iter(reads[start]))]
        numbers[start] = lowest[start] = next(counter)
        stack.append(start)
        stacked.add(start)
        while work:
            node, others = work[-1]
            for other in others:
                if other not in numbers:
                    numbers[other] = lowest[other] = next(counter)
                    stack.append(other)
                    stacked.add(other)
                    work.append((other, iter(reads[other])))
                    break
                if other in stacked:
                    lowest[node] = min(lowest[node], numbers[other])
            else:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[node])
                if lowest[node] == numbers[node]:
                    group = stack[stack.index(node) :]
                    del stack[stack.index(node) :]
                    stacked.difference_update(group)
                    yield group
