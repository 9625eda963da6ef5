"""A form being filled: what is asked now, what is answered, what is wrong; it recomputes only what a change touches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from app import formats
from app.domain.errors import UserError
from app.domain.forms import stored
from app.domain.forms.actions import fill_in_preloads, run_actions
from app.domain.forms.answer_nodes import AnswerNode, grow, instance_counts, steps_of
from app.domain.forms.dates import VIETNAM
from app.domain.forms.definition import Choice, Form, Question, described, without_positions
from app.domain.forms.filling_world import FillingWorld
from app.domain.forms.messages import default_message
from app.domain.forms.model import Rule
from app.domain.forms.nodes import ROOT, Node
from app.domain.forms.propagation import MOST_INSTANCES, Propagation
from app.domain.forms.texts import Message, joined
from app.wording import _

NO_VALUES: Mapping[str, str] = {}


class Filling:
    """Questions are named by their path, with positions on repeats: /data/hh[2]/age; KeyError for a path that is not
    there. What changes anything returns the paths whose state has changed (value, relevance, choices, fault, text)."""

    def __init__(
        self,
        form: Form,
        values: Mapping[str, str] = NO_VALUES,
        *,
        today: datetime | None = None,
        zone: tzinfo = VIETNAM,
        language: str = "vi",
        is_new: bool | None = None,
        properties: Mapping[str, str] = NO_VALUES,
    ) -> None:
        """values: answers kept before, by path; they come in as they are, so that nothing kept is lost. At the path of
        a repeat (/data/hh) stands how many instances it has.

        today: the moment that now() and today() give, the clock's when None; zone: whose calendar they are read in.
        is_new: whether dynamic defaults are put in; by default only where there are no values yet.
        properties: what the metadata questions of XForms ask for: username, deviceid, email, phonenumber.
        """
        self.form = form
        model = form.model
        root = Node(ROOT)
        clock = formats.now if today is None else lambda: today
        self._world = FillingWorld(model, root, clock, zone, model.texts.code_of(language) or form.default_language)
        self._propagation = Propagation(model, self._world)
        self._decided: set[tuple[AnswerNode, Rule]] = set()
        self._world.offered = self._propagation.offered
        seed = model.root.children[0]
        self.tree = grow(seed, "/" + seed.name, model.rules, root)
        root.append(self.tree)
        self._take_in(values)
        fill_in_preloads(self.tree, self._world, properties)
        self._propagation.arrive(self.tree)
        self._propagation.run()
        is_first = not values if is_new is None else is_new
        events = {"odk-instance-load", "xforms-ready"} | ({"odk-instance-first-load"} if is_first else set())
        run_actions(model.actions, events, self.tree, self._world, self._propagation)
        self._changes()

    def _take_in(self, values: Mapping[str, str]) -> None:
        counts = {path for path in values if self._is_count(path)}
        for path in sorted(counts, key=len):
            self._take_in_count(path, values[path])
        for path, text in values.items():
            node = None if path in counts else self._locate(path, makes_instances=True)
            if node is not None and not node.rule.is_computed:
                node.text = node.chosen = formats.nfc(text)

    def _is_count(self, path: str) -> bool:
        rule = None if path.endswith("]") else self.form.model.rules.get(without_positions(path))
        return rule is not None and rule.is_repeat

    def _take_in_count(self, path: str, text: str) -> None:
        parent = self._locate(path.rpartition("/")[0], makes_instances=True)
        if parent is not None and text.isdecimal():
            rule = self.form.model.rules[without_positions(path)]
            self._decided.add((parent, rule))
            self._propagation.counted.add((parent, rule))
            self._propagation.resize(parent, rule, min(MOST_INSTANCES, int(text)))

    # what is there

    @property
    def language(self) -> str:
        return self._world.language

    def value(self, path: str) -> str:
        """The answer as stored; "" when there is none. That of a question which is not asked now is kept and given."""
        return self._node(path).text

    def values(self) -> dict[str, str]:
        """Every answer by path: what has to be kept to open this filling again. Calculated ones are left out; a default
        that was cleared is there as "", and the number of a repeat's instances where a person decided it."""
        found: dict[str, str] = {}
        for node in self.tree.everything():
            if (node.text or node.default) and _is_kept(node.rule):
                found[node.reference] = node.text
            for rule in node.rule.children:
                if (node, rule) in self._decided:
                    found |= {path: str(count) for path, count in instance_counts(node, rule)}
        return found

    def has(self, path: str) -> bool:
        """Whether there is such a node now: of a repeat, whether it has that instance."""
        return path in self._propagation.single or self._locate(path) is not None

    def is_computed(self, path: str) -> bool:
        """Whether the form computes the value anew whenever it is opened, so that it need not be kept."""
        return self._node(path).rule.is_computed

    def default(self, path: str) -> str:
        """What the form itself writes there, before any answer."""
        return self._node(path).default

    def relevant(self, path: str) -> bool:
        return self._node(path).is_relevant

    def required(self, path: str) -> bool:
        return self._node(path).is_required

    def read_only(self, path: str) -> bool:
        return self._node(path).is_read_only

    def problem(self, path: str) -> str | None:
        """What is wrong with the answer, in words; None when it is fine or not asked for."""
        node = self._node(path)
        if not node.fault or not node.is_relevant:
            return None
        message = {"constraint": node.rule.constraint_message, "required": node.rule.required_message}.get(node.fault)
        return (self._text(message, node) if message else "") or default_message(node.fault, node.rule)

    def fault(self, path: str) -> str:
        """Which kind of problem: "type", "range", "constraint", "required" or "" for none."""
        node = self._node(path)
        return node.fault if node.is_relevant else ""

    def choices(self, path: str) -> list[Choice]:
        """The choices on offer now, in order."""
        return described(self._propagation.offered(self._node(path)), self.form.question(path).audit)

    def label(self, path: str) -> str:
        node = self._node(path)
        return self._text(node.rule.label, node)

    def hint(self, path: str) -> str:
        node = self._node(path)
        return self._text(node.rule.hint, node)

    def guidance(self, path: str) -> str:
        """What the author tells the person who asks."""
        node = self._node(path)
        return self._text(node.rule.guidance, node)

    def _text(self, message: Message | None, node: AnswerNode) -> str:
        if message is None:
            return ""
        return joined(message.pieces(self.language), lambda expression: self._world.show(expression, node))

    def relevant_questions(self) -> list[Question]:
        """The questions and notes that are shown now, in order; one in a repeat once, however many instances."""
        shown = (node for node in self.tree.everything() if node.is_relevant and node.rule.question is not None)
        return [self.form.question(path) for path in dict.fromkeys(node.rule.path for node in shown)]

    def shown_paths(self) -> list[str]:
        """The paths of all questions and notes shown now, each instance of a repeat with its own."""
        everything = self.tree.everything()
        return [node.reference for node in everything if node.is_relevant and node.rule.question is not None]

    def instances(self, repeat_path: str) -> list[str]:
        """The paths of a repeat's instances: /data/hh -> /data/hh[1], /data/hh[2]."""
        parent, _separator, name = repeat_path.rpartition("/")
        return [each.reference for each in self._node(parent).named(name) if isinstance(each, AnswerNode)]

    def counts(self, repeat_path: str) -> dict[str, int]:
        """How many instances a repeat has, and each repeat within them whose number is a person's."""
        return dict(instance_counts(self._node(repeat_path.rpartition("/")[0]), self._rule_of(repeat_path)))

    def _rule_of(self, repeat_path: str) -> Rule:
        return self.form.model.rules[self.form.group(repeat_path).path]

    # what one can do

    def answer(self, path: str, text: str) -> frozenset[str]:
        """Sets an answer ("" clears it). One that breaks a constraint is kept and marked."""
        node = self._node(path)
        if node.is_read_only:
            raise UserError(_("Câu này chỉ để xem, không trả lời được."))
        if self._propagation.store(node, stored.typed(text, node.rule.type)):
            self._propagation.run()
            run_actions(node.rule.changes, {"xforms-value-changed"}, node, self._world, self._propagation)
        return self._changes()

    def can_add(self, repeat_path: str) -> bool:
        """Whether a person may add and remove instances, or the form itself decides how many there are."""
        rule = self.form.model.rules.get(self.form.group(repeat_path).path)
        return rule is not None and rule.is_repeat and not rule.is_fixed

    def add(self, repeat_path: str) -> frozenset[str]:
        """A new instance at the end of a repeat: /data/hh."""
        if not self.can_add(repeat_path):
            raise UserError(_("Số lần lặp của phần này do biểu mẫu quyết định."))
        parent = self._node(repeat_path.rpartition("/")[0])
        rule = self._rule_of(repeat_path)
        instance = self._propagation.insert(parent, rule)
        self._decided.add((parent, rule))
        self._propagation.touch_repeat(parent, rule)
        self._propagation.run()
        inside = [each for each in self.form.model.actions if (each.source + "/").startswith(rule.path + "/")]
        run_actions(inside, {"odk-new-repeat"}, instance, self._world, self._propagation)
        return self._changes()

    def remove(self, path: str) -> frozenset[str]:
        """Takes away one instance of a repeat: /data/hh[2]."""
        node = self._node(path)
        parent = node.parent
        if not self.can_add(path) or not isinstance(parent, AnswerNode):
            raise UserError(_("Số lần lặp của phần này do biểu mẫu quyết định."))
        self._propagation.take_away(node)
        self._decided.add((parent, node.rule))
        self._propagation.touch_repeat(parent, node.rule)
        self._propagation.run()
        return self._changes()

    def use_language(self, language: str) -> frozenset[str]:
        """Speaks another language of the form from now on (code or whole name); an unknown one leaves all as it is.

        Returns what was computed anew; every label and choice is another one besides.
        """
        code = self.form.model.texts.code_of(language)
        if code is not None and code != self.language:
            self._world.language = code
            for each in self.form.model.language_dependent:
                for node in self._propagation.instances(each, self.tree, "/"):
                    self._propagation.schedule(node, each.rule, each.aspect)
            self._propagation.run()
        return self._changes()

    def _changes(self) -> frozenset[str]:
        propagation = self._propagation
        found = frozenset((*(node.reference for node in propagation.changed), *propagation.gone))
        propagation.changed, propagation.gone = {}, set()
        return found

    # finding nodes

    def _node(self, path: str) -> AnswerNode:
        node = self._propagation.single.get(path) or self._locate(path)
        if node is None:
            raise KeyError(path)
        return node

    def _locate(self, path: str, *, makes_instances: bool = False) -> AnswerNode | None:
        steps = list(steps_of(path))
        if not steps or steps[0][0] != self.tree.name:
            return None
        node = self.tree
        for name, position in steps[1:]:
            if name.startswith("@"):
                found = [each for each in node.attributes if "@" + each.name == name]
            else:
                found = node.named(name)
            if makes_instances:
                found = self._instances_up_to(node, name, position) or found
            at = found[position - 1] if 0 < position <= len(found) else None
            if not isinstance(at, AnswerNode):
                return None
            node = at
        return node

    def _instances_up_to(self, parent: AnswerNode, name: str, position: int) -> list[Node]:
        """Makes the instances of a repeat that kept answers belong to."""
        rule = self.form.model.rules.get(f"{parent.rule.path}/{name}")
        if rule is None or not rule.is_repeat or position > MOST_INSTANCES:
            return []
        self._propagation.counted.add((parent, rule))
        while len(parent.named(name)) < position:
            self._propagation.insert(parent, rule)
        return parent.named(name)


def _is_kept(rule: Rule) -> bool:
    return not rule.is_computed and not rule.children and "/meta/" not in rule.path
