"""What the rules propose: one finding for each rule that finds something, naming all objects behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.finding_classes import classes_of
from app.domain.judged import Judged
from app.domain.proposals import Proposal
from app.domain.rule_facts import About, Fact, Facts, about
from app.domain.rule_predicates import PREDICATES, YES, Hit
from app.domain.rules import Condition, Rule, Rules
from app.domain.typed_fields import FIELD_NAMES
from app.wording import N_, _

NAMED = 3
ORIGIN_WORDS = {
    "instrument": N_("danh mục"),
    "process": N_("quá trình đo"),
    "evaluation": N_("kết quả đánh giá"),
    "confirmation": N_("xác nhận đo lường"),
    "look_back": N_("kết quả hiệu chuẩn"),
    "interval": N_("chu kỳ hiệu chuẩn"),
    "group": N_("kết quả hiệu chuẩn"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """An object that a rule names, what is said of it, and what the conditions said."""

    fact: Fact
    about: About
    hit: Hit


def rule_proposals(rules: Rules, facts: Facts) -> tuple[Proposal, ...]:
    """The proposals of all rules but those of answers, in the order of the rules."""
    made: list[Proposal] = []
    for rule in rules.all:
        found = found_by(rule, facts)
        if rule.each:
            made += [_proposal(rule, [each], facts, f"{rule.key}:{each.about.sources[0][1]}") for each in found]
        elif found:
            made.append(_proposal(rule, found, facts, rule.key))
    return tuple(made)


def found_by(rule: Rule, facts: Facts) -> list[Found]:
    """The objects for which all conditions of a rule hold, the worst first."""
    found = []
    for fact in facts.of(rule.of):
        hit = _all_hold(rule.when, fact, facts)
        if hit is not None:
            found.append(Found(fact, about(fact), hit))
    if rule.of == "instrument" and not rule.counts and not any(each.hit.lacks for each in found):
        found.sort(key=lambda each: each.about.rank)
    return found


def _all_hold(conditions: Sequence[Condition], fact: Fact, facts: Facts) -> Hit | None:
    """What the conditions say together; None when one does not hold."""
    said: list[Hit] = []
    for each in conditions:
        hit = PREDICATES[each.name].holds(fact, facts, each.given)
        if (hit is None) != each.without:
            return None
        said.append(hit or YES)
    return Hit(
        why=next((each.why for each in said if each.why), ""),
        more=tuple(one for each in said for one in each.more),
        lacks=tuple(one for each in said for one in each.lacks),
    )


def _proposal(rule: Rule, found: Sequence[Found], facts: Facts, key: str) -> Proposal:
    abouts = [each.about for each in found]
    objects = {each.counted for each in abouts}
    count = len(facts.duplicates) if rule.counts == "duplicates" else len(objects)
    grave = rule.grave_for_a and any(each.criticality == "A" for each in abouts)
    sources = dict.fromkeys(one for each in found for one in (*each.about.sources, *each.hit.more))
    return Proposal(
        key=key,
        rule=rule.text.shown,
        subject=rule.subject,
        title=rule.title.shown.format(n=count, name=abouts[0].name),
        detail=_detail(rule, found),
        severity="high" if grave else rule.severity,
        clause=rule.clause.shown,
        clause_confidence=rule.clause_confidence,
        sources=tuple(sources),
        origin_text=_(ORIGIN_WORDS[rule.of]),
        goal=rule.goal.shown,
        indicator=rule.indicator,
        source=rule.source,
        topic=rule.topic,
        classes=classes_of(rule, abouts, _share(rule, objects, facts)),
    )


def _share(rule: Rule, objects: set[tuple[str, ...]], facts: Facts) -> float | None:
    """The found ones of those the rule could name: of instruments those that must be calibrated, of a legal rule those
    that the law asks to be verified."""
    considered = {about(each).counted for each in facts.of(rule.of) if _could_be(rule, each)}
    return min(1.0, len(objects) / len(considered)) if considered else None


def _could_be(rule: Rule, fact: Fact) -> bool:
    if not isinstance(fact, Judged):
        return True
    by_law = rule.source == "law" and any(each.name == "legal_verdict" for each in rule.when)
    return fact.legal.applies is True if by_law else fact.status.counts


def _detail(rule: Rule, found: Sequence[Found]) -> str:
    if rule.each and found[0].hit.why:
        return found[0].hit.why
    lacks = Counter(one for each in found for one in each.hit.lacks)
    if lacks:
        fields = ", ".join(f"{_(FIELD_NAMES[name]).lower()} {count}" for name, count in lacks.most_common())
        return f"{_names(found)}; {_('thiếu {fields}', fields=fields)}."
    if rule.counts or _is_plain(rule):
        return f"{_names(found)}."
    if rule.of != "instrument" or len(found) == 1:
        return _each_with_why(found)
    ages = _ages(found)
    return f"{_names(found)}; {ages}." if ages else f"{_names(found)}."


def _is_plain(rule: Rule) -> bool:
    """Whether the names say it all: nothing is late and no verdict stands behind the rule."""
    return {"maybe_group_2"} >= {each.name for each in rule.when if each.name != "must_be_calibrated"}


def _each_with_why(found: Sequence[Found], shown: int = NAMED) -> str:
    """ "AP-01: …; AP-02: …" with each one's own reason."""
    said: dict[str, str] = {}
    for each in found:
        said.setdefault(each.about.name, each.hit.why or each.about.why)
    parts = [f"{name}: {why}".removesuffix(": ").rstrip(".") for name, why in list(said.items())[:shown]]
    rest = len(said) - shown
    words = "; ".join(parts)
    return f"{_('{names} và {rest} cái khác', names=words, rest=rest) if rest > 0 else words}."


def _names(found: Iterable[Found], shown: int = NAMED) -> str:
    every = list(dict.fromkeys(each.about.name for each in found))
    names = ", ".join(every[:shown])
    rest = len(every) - shown
    return _("{names} và {rest} cái khác", names=names, rest=rest) if rest > 0 else names


def _ages(found: Sequence[Found]) -> str:
    lefts = [each.fact.status.days_left for each in found if isinstance(each.fact, Judged)]
    days = [-each for each in lefts if each is not None and each < 0]
    if not days:
        return ""
    if min(days) == max(days):
        return _("quá hạn {days} ngày", days=days[0])
    return _("quá hạn {least}–{most} ngày", least=min(days), most=max(days))
