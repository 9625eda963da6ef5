"""Reads the file of rules and refuses it whole when anything in it is not known: a slip must not silence a rule."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from app.domain.clauses import clause_confidence
from app.domain.findings import SEVERITIES
from app.domain.indicators import indicator_of
from app.domain.metrology.priority import URGENT
from app.domain.rule_predicates import OPTIONAL, PREDICATES
from app.domain.rules import (
    CONSEQUENCE_BY,
    DETECTION_BY,
    NO_WORDS,
    OCCURRENCE_BY,
    SOURCES,
    THINGS,
    URGENT_WHEN,
    ClassBy,
    Condition,
    Rule,
    Rules,
    Words,
)
from app.domain.scores import SUBJECTS

_TEXTS = ("title", "text", "clause", "goal")
_PLAIN = ("key", "source", "of", "subject", "severity", "indicator", "topic", "urgent", "urgent_when", "counts")
_FLAGS = ("grave_for_a", "each")
_CLASSES = {"consequence": CONSEQUENCE_BY, "occurrence": OCCURRENCE_BY, "detection": DETECTION_BY}
_KNOWN = {*_TEXTS, *_PLAIN, *_FLAGS, *_CLASSES, "when", "clause_confidence"}
_CONFIDENCE = ("unverified", "secondary", "verified")


def read_rules(text: str) -> Rules:
    """The rules of a file; ValueError names the rule and what is wrong with it."""
    content = tomllib.loads(text)
    if set(content) != {"rules"}:
        raise ValueError(f"only [[rules]] may stand here, not {sorted(set(content) - {'rules'})}")
    made = tuple(_rule(each, number) for number, each in enumerate(content["rules"], 1))
    keys = [each.key for each in made]
    twice = {each for each in keys if keys.count(each) > 1}
    if twice:
        raise ValueError(f"rule {sorted(twice)[0]}: the key comes twice")
    return Rules(made)


def _rule(raw: Mapping[str, Any], number: int) -> Rule:
    where = f"rule {raw.get('key') or number}"
    try:
        return _read(raw)
    except (KeyError, TypeError, ValueError) as wrong:
        raise ValueError(f"{where}: {wrong}") from wrong


def _read(raw: Mapping[str, Any]) -> Rule:
    unknown = sorted(set(raw) - _KNOWN)
    _demand(not unknown, f"unknown {', '.join(unknown)}")
    of = _one_of(raw, "of", THINGS)
    source = _one_of(raw, "source", tuple(SOURCES))
    _demand((of == "answer") == (source == "answer"), "an answer's rule is of the source answer")
    texts = {name: _words(raw, name) for name in _TEXTS if name in raw}
    _demand("text" in texts, "no text")
    given: dict[str, Any] = {name: raw[name] for name in (*_PLAIN, *_FLAGS) if name in raw}
    for name in _FLAGS:
        _demand(isinstance(raw.get(name, False), bool), f"{name} is true or false")
    given |= texts | {name: _class(raw[name], name) for name in _CLASSES if name in raw}
    if of != "answer":
        given |= _own_words(raw, texts)
    _urgent(raw)
    return Rule(**given | {"when": tuple(_condition(each, of) for each in raw.get("when", []))})


def _own_words(raw: Mapping[str, Any], texts: Mapping[str, Words]) -> dict[str, Any]:
    """What the form says of an answer's finding, a rule of the file has to say itself."""
    _demand({"title", "clause", "goal"} <= set(texts), "title, clause and goal are needed")
    _demand(raw.get("subject") in SUBJECTS, "the subject is 1 to 9")
    _one_of(raw, "severity", SEVERITIES)
    _demand(set(_CLASSES) <= set(raw), "consequence, occurrence and detection are needed")
    _demand(bool(raw.get("when")), "no condition")
    indicator = str(raw.get("indicator", ""))
    _demand(not indicator or indicator_of(indicator) is not None, f"no indicator {indicator}")
    places = "{name}" if raw.get("each") else "{n}"
    for words in (texts["title"].vi, texts["title"].en):
        _demand(places in words, f"the title has no place {places}")
    confidence = _one_of(raw, "clause_confidence", _CONFIDENCE)
    found = clause_confidence(texts["clause"].vi)
    _demand(confidence == found, f"the clause is {found}, not {confidence}")
    return {"clause_confidence": confidence, "topic": str(raw.get("topic") or indicator)}


def _urgent(raw: Mapping[str, Any]) -> None:
    if "urgent" in raw:
        _one_of(raw, "urgent", tuple(URGENT))
        _one_of(raw, "urgent_when", URGENT_WHEN)
    else:
        _demand("urgent_when" not in raw, "urgent_when without urgent")


def _words(raw: Mapping[str, Any], name: str) -> Words:
    words = raw[name]
    if isinstance(words, str) and name == "clause" and words:
        return Words(words, words)
    _demand(isinstance(words, Mapping) and set(words) == {"vi", "en"}, f"{name} is given in vi and en")
    _demand(all(isinstance(each, str) and each.strip() for each in words.values()), f"{name} is blank")
    return Words(words["vi"], words["en"]) if words else NO_WORDS


def _class(raw: Mapping[str, Any], name: str) -> ClassBy:
    _demand(isinstance(raw, Mapping) and set(raw) == {"by", "usual"}, f"{name} = {{by, usual}}")
    usual = raw["usual"]
    _demand(isinstance(usual, int) and not isinstance(usual, bool) and 1 <= usual <= 5, f"{name} is 1 to 5")
    return ClassBy(_one_of(raw, "by", _CLASSES[name]), usual)


def _condition(raw: Mapping[str, Any], of: str) -> Condition:
    """ "is" names a predicate that must hold, "not" one that must not."""
    heads = [each for each in ("is", "not") if each in raw]
    _demand(len(heads) == 1, "a condition says is or not")
    name = raw[heads[0]]
    predicate = PREDICATES.get(name)
    if predicate is None:
        raise ValueError(f"no predicate {name}")
    _demand(predicate.of == of, f"{name} is of {predicate.of}, not of {of}")
    given = {each: value for each, value in raw.items() if each not in heads}
    _demand(set(given) <= set(predicate.given), f"{name} takes no {', '.join(set(given) - set(predicate.given))}")
    lacking = set(predicate.given) - set(given) - OPTIONAL
    _demand(not lacking, f"{name} needs {', '.join(sorted(lacking))}")
    if {"above", "below"} <= set(predicate.given):
        _demand(("above" in given) != ("below" in given), f"{name} has one limit, above or below")
    return Condition(name, {each: predicate.given[each](value) for each, value in given.items()}, heads[0] == "not")


def _one_of(raw: Mapping[str, Any], name: str, words: tuple[str, ...]) -> str:
    value = raw.get(name)
    if value not in words:
        raise ValueError(f"{name} is one of {', '.join(words)}, not {value!r}")
    return str(value)


def _demand(holds: bool, words: str) -> None:
    if not holds:
        raise ValueError(words)
