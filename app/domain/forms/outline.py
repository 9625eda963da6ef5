"""The groups and questions of a form, from its nodes, controls and audit columns."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from lxml import etree

from app.domain.forms.controls import Control
from app.domain.forms.definition import NO_MEDIA, NO_TEXTS, Audit, Group, Question, QuestionType, Texts
from app.domain.forms.model import Formula, Rule
from app.domain.forms.texts import Message, TextCatalogue
from app.formats import nfc

AUDIT = "{https://dochuan.vn/xforms/audit}"

Binds = Mapping[str, etree._Element]


def outline(root: Rule, controls: Mapping[str, Control], binds: Binds, texts: TextCatalogue) -> Group:
    """The form as a tree; the meta block is left out, calculated and hidden values are in it."""
    return _Outline(controls, binds, texts).group(root)


class _Outline:
    def __init__(self, controls: Mapping[str, Control], binds: Binds, texts: TextCatalogue) -> None:
        self.controls = controls
        self.binds = binds
        self.languages = tuple(texts.languages)

    def group(self, rule: Rule) -> Group:
        control = self.controls.get(rule.path)
        inner = (each for each in rule.children if not each.is_attribute and each.name != "meta")
        children = tuple(self.group(each) if self.is_group(each) else self.question(each) for each in inner)
        return Group(
            path=rule.path,
            name=rule.name,
            label=_plain(rule.label),
            children=children,
            is_repeat=rule.is_repeat,
            is_conditional=rule.relevant is not None,
            appearance=control.appearance if control else "",
            code=self.audit_text(rule.path, "code") or _common_code(children),
        )

    def is_group(self, rule: Rule) -> bool:
        return bool(rule.children) and rule.question is None

    def question(self, rule: Rule) -> Question:
        control = self.controls.get(rule.path)
        itemset = rule.itemset
        kind = _kind(rule)
        return Question(
            path=rule.path,
            name=rule.name,
            type=kind,
            label=_plain(rule.label),
            hint=_plain(rule.hint),
            guidance=_plain(control.guidance) if control else NO_TEXTS,
            media=control.media if control else NO_MEDIA,
            appearance=control.appearance if control else "",
            required=_may_hold(rule.required),
            read_only=_may_hold(rule.read_only),
            has_constraint=rule.constraint is not None,
            is_conditional=rule.relevant is not None,
            choices=itemset.list_name if itemset else "",
            start=_limit(control, "start"),
            end=_limit(control, "end"),
            step=_limit(control, "step"),
            code=self.audit_text(rule.path, "code"),
            audit=self.audit(rule.path),
        )

    def audit(self, path: str) -> Audit | None:
        """The audit columns of a question; None when it has none but its code."""
        bind = self.binds.get(path)
        if bind is None or not any(str(key).startswith(AUDIT) and str(key) != AUDIT + "code" for key in bind.attrib):
            return None
        return Audit(
            subject=self.audit_number(path, "subject"),
            clause=self.audit_text(path, "clause"),
            edition=self.audit_text(path, "edition"),
            where=self.audit_texts(path, "where"),
            evidence=self.audit_texts(path, "evidence"),
            weight=self.audit_number(path, "weight"),
            required_level=self.audit_number(path, "required_level"),
            finding=self.audit_texts(path, "finding"),
            severity=self.audit_text(path, "severity"),
            finding_when=self.audit_text(path, "finding_when") or "2",
            goal=self.audit_texts(path, "goal"),
            indicator=self.audit_text(path, "indicator"),
            levels=self.levels(path),
        )

    def levels(self, path: str) -> tuple[Texts, ...]:
        texts = tuple(self.audit_texts(path, f"level{level}") for level in range(1, 6))
        return texts if any(texts) else ()

    def audit_text(self, path: str, name: str) -> str:
        bind = self.binds.get(path)
        return "" if bind is None else nfc(bind.get(AUDIT + name, "")).strip()

    def audit_texts(self, path: str, name: str) -> Texts:
        texts = {language: self.audit_text(path, f"{name}_{language}") for language in self.languages}
        return {language: text for language, text in texts.items() if text}

    def audit_number(self, path: str, name: str) -> int:
        with suppress(ValueError):
            return int(self.audit_text(path, name))
        return 0


def _kind(rule: Rule) -> QuestionType:
    if rule.question is None:
        return QuestionType.CALCULATE if rule.calculate is not None else QuestionType.HIDDEN
    is_locked = rule.read_only is not None and rule.read_only.always is True
    if rule.question is QuestionType.TEXT and is_locked and rule.calculate is None:
        return QuestionType.NOTE
    return rule.question


def _may_hold(formula: Formula | None) -> bool:
    return formula is not None and formula.always is not False


def _plain(message: Message | None) -> Texts:
    return message.plain() if message else NO_TEXTS


def _limit(control: Control | None, name: str) -> float | None:
    if control is None or control.kind != "range":
        return None
    with suppress(ValueError):
        return float(control.element.get(name, ""))
    return None


def _common_code(children: tuple[Group | Question, ...]) -> str:
    """'5' when every code within is 5.1, 5.2 …"""
    heads = {each.code.partition(".")[0] for each in children if each.code}
    return heads.pop() if len(heads) == 1 else ""
