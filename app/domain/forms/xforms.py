"""An XForm as a form that can be filled."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from lxml import etree

from app.domain.errors import UserError
from app.domain.forms.controls import (
    JAVAROSA,
    Control,
    limits_of,
    message_of,
    question_type,
    read_controls,
    resolved,
    step_of,
)
from app.domain.forms.definition import Form
from app.domain.forms.graph import graph_of
from app.domain.forms.lists import ChoiceList
from app.domain.forms.model import Action, Formula, Model, Rule
from app.domain.forms.nodes import Node
from app.domain.forms.outline import outline
from app.domain.forms.texts import TextCatalogue
from app.domain.forms.trees import document, local, read_xml
from app.formats import nfc
from app.wording import _

NO_TABLES: Mapping[str, str] = {}


LAST_SAVED = "jr://instance/last-saved"
"""Where a form finds the answers of the time before."""


def read_xform(xform: str, name: str, tables: Mapping[str, str] = NO_TABLES) -> Form:
    """The form that an XForm document describes. tables: CSV texts that come with it, by jr:// address or file name.

    Raises UserError when it is no XForm. Expressions are read when first used; the form check reads them all.
    """
    html = read_xml(xform)
    model_element = next((each for each in html.iter("{*}model") if each.getparent() is not None), None)
    instances = [] if model_element is None else list(model_element.iterchildren("{*}instance"))
    if model_element is None or not instances or len(instances[0]) == 0:
        raise UserError(_("Tệp này không phải biểu mẫu XForm: không có phần model với dữ liệu chính."))
    reader = _Reader(html, model_element, instances, tables)
    main = next(each for each in instances[0] if local(each))
    title = next((each.text for each in html.iter("{*}title") if each.text), None)
    return Form(
        name=name,
        title=nfc(title or name).strip(),
        version=main.get("version", "") or main.get(JAVAROSA + "version", ""),
        languages=reader.texts.languages,
        root=outline(reader.root_rule, reader.controls, reader.binds, reader.texts),
        sha256=hashlib.sha256(xform.encode("utf-8")).hexdigest(),
        model=reader.model(),
    )


class _Reader:
    """Walks through the document once and gathers what the model is made of."""

    def __init__(
        self,
        html: etree._Element,
        model: etree._Element,
        instances: list[etree._Element],
        tables: Mapping[str, str],
    ) -> None:
        self.prefixes = {prefix: uri for prefix, uri in html.nsmap.items() if prefix}
        self.texts = TextCatalogue(next(model.iterchildren("{*}itext"), None))
        body = next((each for each in html if local(each) == "body"), None)
        self.controls = read_controls(body, self.texts, self.prefixes)
        self.repeats = {path for path, control in self.controls.items() if control.kind == "repeat"}
        self.lists = {
            each.get("id", ""): ChoiceList(each, self.texts, _table(each.get("src", ""), tables))
            for each in instances[1:]
        }
        self.model_element = model
        self.rules: dict[str, Rule] = {}
        self.templates: dict[str, Node] = {}
        self.defaults: dict[str, tuple[Node, ...]] = {}
        self.seed = document(next(each for each in instances[0] if local(each)))
        self.binds = {
            resolved(each.get("nodeset", ""), "/" + self.seed.children[0].name): each
            for each in model.iterchildren("{*}bind")
        }
        self.root_rule = self._rule(self.seed.children[0], "", None)
        self._take_out_repeats(self.seed.children[0], "/" + self.seed.children[0].name)

    def model(self) -> Model:
        actions = tuple(self._actions())
        for action in actions:
            if "xforms-value-changed" in action.events and action.source in self.rules:
                self.rules[action.source].changes.append(action)
        graph = graph_of(self.rules)
        return Model(
            root=self.seed,
            rules=self.rules,
            ordered=graph.ordered,
            dependents=graph.dependents,
            templates=self.templates,
            defaults=self.defaults,
            actions=actions,
            lists=self.lists,
            texts=self.texts,
            prefixes=self.prefixes,
            rings=graph.rings,
            language_dependent=graph.language_dependent,
        )

    def _rule(self, node: Node, above: str, parent: Rule | None) -> Rule:
        """The rule of an element, and those of all within it; instances of one repeat share theirs."""
        path = f"{above}/{node.name}"
        rule = self.rules.get(path)
        if rule is None:
            rule = self.rules[path] = Rule(path, node.name, parent)
            if parent is not None:
                parent.children.append(rule)
            self._apply_bind(rule, self.binds.get(path))
            self._apply_control(rule, self.controls.get(path))
        for attribute in node.attributes:
            self._attribute_rule(attribute, rule)
        for child in node.children:
            if child.name:
                self._rule(child, path, rule)
        return rule

    def _attribute_rule(self, attribute: Node, parent: Rule) -> None:
        path = f"{parent.path}/@{attribute.name}"
        bind = self.binds.get(path)
        if (bind is not None or path in self._action_targets) and path not in self.rules:
            rule = self.rules[path] = Rule(path, "@" + attribute.name, parent, is_attribute=True)
            self._apply_bind(rule, bind)

    @property
    def _action_targets(self) -> set[str]:
        return {each.get("ref", "") for each in self.model_element.iterchildren("{*}setvalue")}

    def _formula(self, text: str | None) -> Formula | None:
        return Formula(text, self.prefixes) if text and text.strip() else None

    def _apply_bind(self, rule: Rule, bind: etree._Element | None) -> None:
        if bind is None:
            return
        rule.type = (bind.get("type") or "string").rpartition(":")[2]
        rule.relevant = self._formula(bind.get("relevant"))
        rule.calculate = self._formula(bind.get("calculate"))
        rule.required = self._formula(bind.get("required"))
        rule.read_only = self._formula(bind.get("readonly"))
        rule.constraint = self._formula(bind.get("constraint"))
        rule.constraint_message = message_of(bind.get(JAVAROSA + "constraintMsg"), self.texts)
        rule.required_message = message_of(bind.get(JAVAROSA + "requiredMsg"), self.texts)
        rule.preload = (bind.get(JAVAROSA + "preload", ""), bind.get(JAVAROSA + "preloadParams", ""))

    def _apply_control(self, rule: Rule, control: Control | None) -> None:
        if control is None:
            return
        rule.label, rule.hint, rule.guidance = control.label, control.hint, control.guidance
        rule.itemset = control.itemset
        if control.kind == "repeat":
            rule.is_repeat = True
            rule.count = self._formula(control.count)
            rule.is_fixed = control.is_fixed or rule.count is not None
        elif control.kind != "group":
            rule.question = question_type(control, rule.type)
            rule.limits, rule.step = limits_of(control), step_of(control)

    def _take_out_repeats(self, node: Node, path: str) -> None:
        """Takes the templates out of the seed; notes them and the instances that the form writes out."""
        for name in dict.fromkeys(child.name for child in node.children if child.name):
            child_path = f"{path}/{name}"
            instances = list(node.named(name))
            if child_path in self.repeats:
                templates = [each for each in instances if _is_template(each)]
                written = [each for each in instances if not _is_template(each)]
                self.templates[child_path] = (templates or written)[0]
                self.defaults[child_path] = tuple(written)
                for each in templates:
                    node.remove(each)
            for each in instances:
                self._take_out_repeats(each, child_path)

    def _actions(self) -> Iterator[Action]:
        root = self.root_rule.path
        for element in self.model_element.iterchildren("{*}setvalue"):
            yield self._action(element, root)
        for path, control in self.controls.items():
            for element in control.actions:
                yield self._action(element, path)

    def _action(self, element: etree._Element, source: str) -> Action:
        events = frozenset(
            (element.get("event") or element.get("{http://www.w3.org/2001/xml-events}event") or "").split()
        )
        target = element.get("ref", "").strip()
        value = element.get("value")
        if value is None and element.text:
            quote = '"' if "'" in element.text else "'"
            value = f"{quote}{element.text}{quote}"
        path = resolved("/".join(step.partition("[")[0] for step in target.split("/")), source)
        return Action(events, Formula(target, self.prefixes), path, self._formula(value), source)


def _is_template(node: Node) -> bool:
    return any(each.name == "template" and each.namespace == JAVAROSA[1:-1] for each in node.attributes)


def _table(address: str, tables: Mapping[str, str]) -> str:
    return tables.get(address) or tables.get(address.rpartition("/")[2], "")
