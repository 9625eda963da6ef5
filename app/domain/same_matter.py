"""Which findings and proposals may speak of one matter: the same topic reached by another way, or the same facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.wording import N_, _

TOLD_FACTS = ("answers", "evaluations", "studies")
"""Facts that stand for one matter; an instrument may be in many findings that have nothing to do with each other."""
WHY: Mapping[str, str] = {
    "topic": N_("cùng chủ đề, thấy bằng cách khác"),
    "facts": N_("cùng dựa trên một câu trả lời, một nghiên cứu hoặc một đánh giá"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """key: of the finding or proposal. source and topic: of its rule, "" for a person's own; facts: (kind, id)."""

    key: str
    source: str = ""
    topic: str = ""
    facts: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Same:
    """key: of the other one; why: a word of WHY."""

    key: str
    why: str

    @property
    def words(self) -> str:
        return _(WHY[self.why])


def same_matters(matters: Sequence[Matter]) -> dict[str, tuple[Same, ...]]:
    """For each key the others that may be the same matter, in the order given; those without any are left out."""
    by_topic = _grouped((each.topic, each) for each in matters if each.topic and each.source)
    by_fact = _grouped((fact, each) for each in matters for fact in each.facts if fact[0] in TOLD_FACTS)
    found: dict[str, dict[str, str]] = {}
    for group in by_topic.values():
        _pair(found, group, "topic", other_way=True)
    for group in by_fact.values():
        _pair(found, group, "facts", other_way=False)
    order = {each.key: place for place, each in enumerate(matters)}
    return {
        key: tuple(Same(other, why) for other, why in sorted(others.items(), key=lambda each: order[each[0]]))
        for key, others in found.items()
    }


def _grouped(pairs: Iterable[tuple[object, Matter]]) -> dict[object, list[Matter]]:
    groups: dict[object, list[Matter]] = {}
    for key, matter in pairs:
        groups.setdefault(key, []).append(matter)
    return groups


def _pair(found: dict[str, dict[str, str]], group: Sequence[Matter], why: str, *, other_way: bool) -> None:
    """other_way: two rules of one source with one topic are two matters."""
    for one in group:
        for other in group:
            if one.key != other.key and not (other_way and one.source == other.source):
                found.setdefault(one.key, {}).setdefault(other.key, why)
