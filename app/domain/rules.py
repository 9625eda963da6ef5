"""The rules that propose findings, kept as data: what each looks at, what it says, and how grave it is.

A rule names predicates from a fixed list (app.domain.rule_predicates); nothing of the file is ever run as code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app import wording
from app.wording import N_

SOURCES: Mapping[str, str] = {
    "answer": N_("Câu trả lời"),
    "register": N_("Danh mục"),
    "evaluation": N_("Kết quả đánh giá"),
    "law": N_("Quy định"),
    "analysis": N_("Phân tích danh mục"),
}
"""Where a rule gets its facts from, in the words shown to a person."""
THINGS = ("answer", "instrument", "process", "evaluation", "confirmation", "look_back", "interval", "group")
"""What a rule may be of."""
CONSEQUENCE_BY = ("fixed", "criticality", "severity")
OCCURRENCE_BY = ("fixed", "share", "pfa", "level", "in_tolerance")
DETECTION_BY = ("fixed", "later_check")
URGENT_WHEN = ("always", "special", "legal_or_special")
"""Rule first, number second (M22): for which objects the finding is of the first priority whatever its score."""


@dataclass(frozen=True, slots=True)
class Words:
    """One text in the languages of the program."""

    vi: str
    en: str

    @property
    def shown(self) -> str:
        return self.en if wording.language() == "en" else self.vi


NO_WORDS = Words("", "")


@dataclass(frozen=True, slots=True)
class Condition:
    """One predicate with its parameters; without: it must not hold."""

    name: str
    given: Mapping[str, Any] = field(default_factory=dict)
    without: bool = False


@dataclass(frozen=True, slots=True)
class ClassBy:
    """How a class of M22 is found: by a word of *_BY from the data, or usual where these do not tell."""

    by: str
    usual: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """key: stable origin of what it proposes ("register:overdue"). of: a word of THINGS; when: all must hold.

    title may hold {n}, or {name} when each object is a finding of its own (each). clause_confidence: "verified",
    "secondary" or "unverified". grave_for_a: high where an object of class A is among them. topic: two rules of
    different sources with one topic may speak of the same matter. urgent: key of the reason, "" for none, and for which
    objects (urgent_when). counts: "duplicates" counts groups instead of objects.
    """

    key: str
    source: str
    of: str
    text: Words
    when: tuple[Condition, ...]
    title: Words = NO_WORDS
    subject: int = 0
    severity: str = ""
    clause: Words = NO_WORDS
    clause_confidence: str = ""
    goal: Words = NO_WORDS
    indicator: str = ""
    topic: str = ""
    grave_for_a: bool = False
    each: bool = False
    counts: str = ""
    consequence: ClassBy = ClassBy("fixed", 3)
    occurrence: ClassBy = ClassBy("fixed", 3)
    detection: ClassBy = ClassBy("fixed", 3)
    urgent: str = ""
    urgent_when: str = "special"

    @property
    def source_words(self) -> str:
        return wording._(SOURCES[self.source])


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules in the order of the file, which is the order of what they propose among equals."""

    all: tuple[Rule, ...]

    def of(self, thing: str) -> tuple[Rule, ...]:
        return tuple(each for each in self.all if each.of == thing)

    def by_origin(self, origin: str) -> Rule | None:
        """The rule that made a proposal with this key: its own key, or the key and an object behind it."""
        for each in self.all:
            if origin == each.key or ((each.each or each.of == "answer") and origin.startswith(f"{each.key}:")):
                return each
        return None
