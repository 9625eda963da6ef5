"""Carries a change through a filling: only what hangs on it is computed again, each thing after what it reads."""

from __future__ import annotations

import math
from collections.abc import Iterable
from contextlib import suppress
from heapq import heappop, heappush

from app.domain.forms import stored
from app.domain.forms.answer_nodes import AnswerNode, grow, nodes_at, place_of
from app.domain.forms.choices import available, choices_of
from app.domain.forms.context import Context, EvaluationError, World
from app.domain.forms.definition import Choice, QuestionType
from app.domain.forms.grammar import ExpressionSyntaxError
from app.domain.forms.model import ORDERING, Aspect, Dependent, Formula, Model, Rule
from app.domain.forms.nodes import Node
from app.domain.forms.values import to_boolean, to_number

MOST_INSTANCES = 1000
_ROUNDS = 100
_CHECKS = Aspect.REQUIRED | Aspect.READ_ONLY | Aspect.CONSTRAINT
_ON_RETURN = Aspect.VALUE | Aspect.CHOICES
_SEVERAL = (QuestionType.SELECT_MULTIPLE, QuestionType.RANK)


class Propagation:
    """single: the nodes outside repeats by path. changed: the nodes whose state has changed; gone: the references of
    those that are no more. counted: repeats whose instances are there for a reason, a count or kept answers."""

    def __init__(self, model: Model, world: World) -> None:
        self.model = model
        self.world = world
        self.single: dict[str, AnswerNode] = {}
        self.changed: dict[AnswerNode, None] = {}
        self.gone: set[str] = set()
        self._queue: list[tuple[int, int, AnswerNode, Rule]] = []
        self._pending: dict[tuple[AnswerNode, Rule], Aspect] = {}
        self._checks: dict[AnswerNode, Aspect] = {}
        self._rounds: dict[tuple[AnswerNode, Rule], int] = {}
        self.counted: set[tuple[AnswerNode, Rule]] = set()
        self._count = 0

    # what is to be done

    def schedule(self, node: AnswerNode, rule: Rule, aspect: Aspect) -> None:
        """rule: the node's own, or (for COUNT) that of a repeat within it."""
        if aspect & ORDERING:
            pending = self._pending.get((node, rule))
            if pending is None:
                self._count += 1
                heappush(self._queue, (rule.rank, self._count, node, rule))
                pending = Aspect(0)
            self._pending[node, rule] = pending | aspect
        else:
            self._checks[node] = self._checks.get(node, Aspect(0)) | aspect

    def arrive(self, top: AnswerNode) -> None:
        """Everything below (and at) a node that is new."""
        for node in top.everything():
            rule = node.rule
            if not rule.is_in_repeat:
                self.single[rule.path] = node
            if rule.relevant is not None:
                self.schedule(node, rule, Aspect.RELEVANT)
            if rule.calculate is not None:
                self.schedule(node, rule, Aspect.VALUE)
            if rule.itemset is not None and node.chosen and not rule.itemset.is_static:
                self.schedule(node, rule, Aspect.CHOICES)
            if rule.required or rule.read_only or (rule.constraint and node.text) or node.text:
                self.schedule(node, rule, _CHECKS)
            for child in rule.children:
                if child.count is not None:
                    self.schedule(node, child, Aspect.COUNT)

    def touch(self, node: AnswerNode) -> None:
        """Others may read this node: its value or relevance has changed."""
        self.changed[node] = None
        for each in self.model.dependents.get(node.rule.path, ()):
            for target in self.instances(each, node, each.turning):
                self.schedule(target, each.rule, each.aspect)

    def touch_repeat(self, parent: AnswerNode, repeat: Rule) -> None:
        """The instances of a repeat are other ones now, or stand at other positions."""
        for instance in parent.named(repeat.name):
            if isinstance(instance, AnswerNode):
                self.changed.update(dict.fromkeys(instance.everything()))
        for rule in _family(repeat):
            for each in self.model.dependents.get(rule.path, ()):
                turning = each.turning
                if turning == repeat.path or turning.startswith(repeat.path + "/"):
                    turning = parent.rule.path
                for target in self.instances(each, parent, turning):
                    self.schedule(target, each.rule, each.aspect)

    def instances(self, dependent: Dependent, origin: AnswerNode, turning: str) -> Iterable[AnswerNode]:
        """The nodes of the dependent's rule that can see the origin; of a repeat's count, the nodes around it."""
        rule = dependent.rule
        if dependent.aspect is Aspect.COUNT and rule.parent is not None:
            rule = rule.parent
        if not rule.is_in_repeat:
            return (self.single[rule.path],) if rule.path in self.single else ()
        top = origin.above(turning)
        if top is None:
            top = self.single[next(iter(self.model.rules))]
        return nodes_at(top, rule)

    # doing it

    def run(self) -> None:
        """Until nothing is left to compute. Rings in the form come to rest by a bound on the rounds."""
        while self._queue or self._checks:
            while self._queue:
                _rank, _number, node, rule = heappop(self._queue)
                aspect = self._pending.pop((node, rule), Aspect(0))
                rounds = self._rounds[node, rule] = self._rounds.get((node, rule), 0) + 1
                if aspect and rounds <= _ROUNDS:
                    self._compute(node, rule, aspect)
            checks, self._checks = self._checks, {}
            for node, aspect in checks.items():
                self._check(node, aspect)
        self._rounds.clear()

    def _compute(self, node: AnswerNode, rule: Rule, aspect: Aspect) -> None:
        if aspect & Aspect.COUNT and rule.count is not None and rule is not node.rule:
            self._keep_count(node, rule, rule.count)
            return
        if aspect & Aspect.RELEVANT and rule.relevant is not None:
            own = self.holds(rule.relevant, node, otherwise=True)
            if own != node.own_relevant:
                node.own_relevant = own
                self._spread_relevance(node)
        if not node.is_relevant:
            return
        if aspect & Aspect.CHOICES and rule.itemset is not None and not rule.itemset.is_static:
            self._refresh_choices(node)
        if aspect & Aspect.VALUE and rule.calculate is not None:
            self._calculate(node, rule.calculate)

    def _calculate(self, node: AnswerNode, formula: Formula) -> None:
        text = ""
        with suppress(EvaluationError, ExpressionSyntaxError):
            text = stored.computed(formula(Context(node, self.world)), node.rule.type, self.world.zone)
        self.store(node, text)

    def store(self, node: AnswerNode, text: str) -> bool:
        """Puts a value into a node; whether it is another one."""
        node.chosen = text
        if text and node.rule.itemset is not None and not node.rule.itemset.is_static:
            text = available(text, self.offered(node), node.rule.question in _SEVERAL)
        if text == node.text:
            return False
        node.text = text
        self.touch(node)
        self.schedule(node, node.rule, Aspect.CONSTRAINT)
        return True

    def _spread_relevance(self, top: AnswerNode) -> None:
        """Relevance is inherited: what is within something irrelevant is so too."""
        parent = top.parent
        is_relevant = top.own_relevant and (parent is None or parent.is_relevant)
        if is_relevant == top.is_relevant:
            return
        top.is_relevant = is_relevant
        self.touch(top)
        self.schedule(top, top.rule, Aspect.REQUIRED)
        if is_relevant:
            self.schedule(top, top.rule, _ON_RETURN)
            for child in top.rule.children:
                if child.count is not None:
                    self.schedule(top, child, Aspect.COUNT)
        for each in top.inner():
            self._spread_relevance(each)

    def offered(self, node: AnswerNode) -> tuple[Choice, ...]:
        """The choices at a node, computed when first asked for and again when what they hang on has changed."""
        if node.choices is None:
            node.choices = choices_of(node, self.model, self.world)
        return node.choices

    def _refresh_choices(self, node: AnswerNode) -> None:
        """The choice filter may let other choices through now; what was chosen and is gone is cleared."""
        known, node.choices = node.choices, None
        if known is None and not node.chosen:
            self.changed[node] = None
            return
        if self.offered(node) != known:
            self.touch(node)
        text = available(node.chosen, self.offered(node), node.rule.question in _SEVERAL)
        if text != node.text:
            node.text = text
            self.touch(node)
            self.schedule(node, node.rule, Aspect.CONSTRAINT)

    def _keep_count(self, parent: AnswerNode, repeat: Rule, formula: Formula) -> None:
        """Adds and takes away instances at the end until there are as many as the form asks for.

        A count that is cleared leaves the instances that are there, so that a slip of the hand loses nothing.
        """
        if not parent.is_relevant:
            return
        wanted = math.nan
        with suppress(EvaluationError, ExpressionSyntaxError):
            wanted = to_number(formula(Context(AnswerNode(repeat, parent), self.world)), self.world.zone)
        is_first_time = (parent, repeat) not in self.counted
        self.counted.add((parent, repeat))
        if wanted == wanted or is_first_time:
            before = len(parent.named(repeat.name))
            self.resize(parent, repeat, int(max(0, min(MOST_INSTANCES, wanted))) if wanted == wanted else 0)
            if before != len(parent.named(repeat.name)):
                self.touch_repeat(parent, repeat)

    def resize(self, parent: AnswerNode, repeat: Rule, wanted: int) -> None:
        """As many instances as wanted; the caller tells those that look at the repeat."""
        for extra in list(parent.named(repeat.name))[wanted:]:
            self.take_away(extra)
        written = self.model.defaults[repeat.path]
        for index in range(len(parent.named(repeat.name)), wanted):
            self.insert(parent, repeat, written[index] if index < len(written) else None)

    def insert(self, parent: AnswerNode, repeat: Rule, seed: Node | None = None) -> AnswerNode:
        """A new instance at the end of a repeat."""
        instance = grow(seed or self.model.templates[repeat.path], repeat.path, self.model.rules, parent)
        parent.insert(place_of(parent, repeat), instance)
        for node in instance.everything():
            above = node.parent
            node.is_relevant = above is None or above.is_relevant
            node.is_read_only = isinstance(above, AnswerNode) and above.is_read_only
            self.changed[node] = None
        self.arrive(instance)
        return instance

    def take_away(self, instance: Node) -> None:
        if isinstance(instance, AnswerNode) and instance.parent is not None:
            instances = instance.parent.named(instance.name)
            for later in instances[instances.index(instance) :]:
                if isinstance(later, AnswerNode):
                    self.gone.update(node.reference for node in later.everything())
            for node in instance.everything():
                self.changed.pop(node, None)
                self._checks.pop(node, None)
                self._pending.pop((node, node.rule), None)
            instance.parent.remove(instance)

    # required, read-only, constraint

    def _check(self, node: AnswerNode, aspect: Aspect) -> None:
        rule = node.rule
        if aspect & Aspect.LABEL and node.is_relevant:
            self.changed[node] = None
        if aspect & Aspect.READ_ONLY and rule.read_only is not None:
            node.own_read_only = self.holds(rule.read_only, node, otherwise=False)
            self._spread_read_only(node)
        if aspect & Aspect.REQUIRED and rule.required is not None:
            is_required = self.holds(rule.required, node, otherwise=False)
            if is_required != node.is_required:
                node.is_required = is_required
                self.changed[node] = None
        fault = self._fault(node)
        if fault != node.fault:
            node.fault = fault
            self.changed[node] = None

    def _fault(self, node: AnswerNode) -> str:
        rule = node.rule
        if not node.is_relevant:
            return ""
        if node.text == "":
            return "required" if node.is_required else ""
        if not stored.is_readable(node.text, rule.type):
            return "type"
        if rule.limits is not None and not stored.is_between(node.text, *rule.limits, rule.step):
            return "range"
        if rule.constraint is not None and not self.holds(rule.constraint, node, otherwise=True):
            return "constraint"
        return ""

    def _spread_read_only(self, top: AnswerNode) -> None:
        above = top.parent
        is_read_only = top.own_read_only or (isinstance(above, AnswerNode) and above.is_read_only)
        if is_read_only != top.is_read_only:
            top.is_read_only = is_read_only
            self.changed[top] = None
            for each in top.inner():
                self._spread_read_only(each)

    def holds(self, formula: Formula, node: AnswerNode, *, otherwise: bool) -> bool:
        """Whether a condition is true at a node; otherwise: what to assume when it cannot be evaluated."""
        if formula.always is not None:
            return formula.always
        try:
            return to_boolean(formula(Context(node, self.world)))
        except (EvaluationError, ExpressionSyntaxError):
            return otherwise


def _family(rule: Rule) -> Iterable[Rule]:
    yield rule
    for child in rule.children:
        yield from _family(child)
