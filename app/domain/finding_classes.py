"""The classes of M22 that the data themselves speak for, each with the reason, so that a person can judge them.

Which figure becomes which class stands in the printed tables of app.domain.metrology.priority; what stands here is
only which table a rule asks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.domain.metrology.priority import DETECTION_OF_LATER_CHECK, OCCURRENCE
from app.domain.metrology.shown import told_value
from app.domain.rule_facts import About
from app.domain.rules import Rule
from app.wording import N_, _

CONSEQUENCE_OF_CRITICALITY: Mapping[str, int] = {"A": 4, "B": 3, "C": 2}
"""Class A is safety, law, trade or release of product (programme.md 3.1): at least 4; a person makes safety 5."""
CONSEQUENCE_OF_SEVERITY: Mapping[str, int] = {"high": 4, "medium": 3, "low": 2}
"""What a form calls the influence of its finding, as a class."""
OCCURRENCE_OF_LEVEL: Mapping[int, int] = {1: 4, 2: 3, 3: 2}
"""What is not done at all (level 1) goes wrong more often than what is done mostly (level 3)."""
LATER_CHECK_WORDS: Mapping[str, str] = {
    "always": N_("luôn có bước kiểm tra sau"),
    "sometimes": N_("đôi khi có bước kiểm tra sau"),
    "never": N_("không có bước kiểm tra sau"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """Consequence, occurrence and detection, 1 to 5, each with why; urgent: a key of URGENT, "" for none."""

    consequence: int | None = None
    occurrence: int | None = None
    detection: int | None = None
    urgent: str = ""
    why_consequence: str = ""
    why_occurrence: str = ""
    why_detection: str = ""


NO_CLASSES = Classes()


def classes_of(rule: Rule, found: Sequence[About], share: float | None) -> Classes:
    """The classes of one proposal. found: what the rule named; share: found of all that could be, 0 to 1."""
    consequence, why_consequence = _consequence(rule, found)
    occurrence, why_occurrence = _occurrence(rule, found, share)
    detection, why_detection = _detection(rule, found)
    return Classes(
        consequence=consequence,
        occurrence=occurrence,
        detection=detection,
        urgent=rule.urgent if rule.urgent and _is_urgent(rule.urgent_when, found) else "",
        why_consequence=why_consequence,
        why_occurrence=why_occurrence,
        why_detection=why_detection,
    )


def answer_classes(rule: Rule, severity: str, level: int | None) -> Classes:
    """The classes of an answer's finding: the form tells its influence, the answer how far it is from done."""
    by_level = OCCURRENCE_OF_LEVEL.get(level or 0) if rule.occurrence.by == "level" else None
    by_severity = rule.consequence.by == "severity"
    usual = CONSEQUENCE_OF_SEVERITY.get(severity, rule.consequence.usual) if by_severity else rule.consequence.usual
    return Classes(
        consequence=usual,
        occurrence=by_level or rule.occurrence.usual,
        detection=rule.detection.usual,
        why_consequence=_("theo mức ảnh hưởng ghi trong phiếu") if by_severity else _by_rule(),
        why_occurrence=_("câu trả lời ở mức {level}", level=level) if by_level else _by_rule(),
        why_detection=_by_rule(),
    )


def _by_rule() -> str:
    return _("mức thường của quy tắc, dữ liệu chưa nói")


def _consequence(rule: Rule, found: Sequence[About]) -> tuple[int, str]:
    known = [each.criticality for each in found if each.criticality in CONSEQUENCE_OF_CRITICALITY]
    if rule.consequence.by != "criticality" or not known:
        return rule.consequence.usual, _by_rule()
    gravest = min(known)
    return CONSEQUENCE_OF_CRITICALITY[gravest], _("hạng quan trọng cao nhất là {criticality}", criticality=gravest)


def _occurrence(rule: Rule, found: Sequence[About], share: float | None) -> tuple[int, str]:
    risks = [each.pfa for each in found if each.pfa is not None]
    if rule.occurrence.by == "pfa" and risks:
        worst = min(1.0, max(risks))
        words = _("rủi ro chấp nhận sai lớn nhất {pfa} %", pfa=told_value(worst * 100))
        return OCCURRENCE["pfa"].class_of(worst), words
    rates = [each.in_tolerance for each in found if each.in_tolerance is not None]
    if rule.occurrence.by == "in_tolerance" and rates:
        words = _("tỷ lệ trong dung sai thấp nhất {rate} %", rate=told_value(min(rates) * 100))
        return OCCURRENCE["in_tolerance_rate"].class_of(min(rates)), words
    if rule.occurrence.by == "share" and share is not None:
        words = _("{share} % số đối tượng phải xét", share=told_value(share * 100))
        return OCCURRENCE["overdue_share"].class_of(share), words
    return rule.occurrence.usual, _by_rule()


def _detection(rule: Rule, found: Sequence[About]) -> tuple[int, str]:
    known = [each.later_check for each in found if each.later_check in DETECTION_OF_LATER_CHECK]
    if rule.detection.by != "later_check" or not known:
        return rule.detection.usual, _by_rule()
    weakest = max(known, key=lambda each: DETECTION_OF_LATER_CHECK[each])
    return DETECTION_OF_LATER_CHECK[weakest], _(LATER_CHECK_WORDS[weakest])


def _is_urgent(when: str, found: Collection[About]) -> bool:
    special = any(each.criticality == "A" for each in found)
    match when:
        case "always":
            return bool(found)
        case "legal_or_special":
            return special or any(each.is_legal for each in found)
    return special
