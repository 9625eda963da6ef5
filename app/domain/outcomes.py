"""What became of a goal, in one word, and of all goals in one sentence: from the change and the target together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.change import (
    BY_VALUE,
    FALLS,
    MISSED,
    OPEN,
    REACHED,
    RISES,
    SAME,
    UNKNOWN,
    UNLIKE,
    UNMEASURED,
    Change,
)
from app.wording import N_, _

CHANGE_WORDS: Mapping[str, str] = {
    RISES: N_("tăng rõ rệt"),
    FALLS: N_("giảm rõ rệt"),
    SAME: N_("không phân biệt được với không đổi"),
    UNKNOWN: N_("chưa rõ độ không đảm bảo"),
    UNLIKE: N_("không so được như với như"),
    UNMEASURED: N_("chưa đo"),
}
TARGET_WORDS: Mapping[str, str] = {
    REACHED: N_("đạt giá trị cần đạt"),
    MISSED: N_("chưa đạt giá trị cần đạt"),
    OPEN: N_("chưa phân biệt được với giá trị cần đạt"),
    BY_VALUE: N_("đạt theo con số, chưa rõ độ không đảm bảo"),
    "not_set": N_("chưa kết luận được"),
}

OUTCOMES: Mapping[str, str] = {
    "reached": N_("đạt rõ rệt"),
    "there": N_("đạt nhưng thay đổi chưa rõ rệt"),
    "near": N_("tiến bộ rõ rệt nhưng chưa chắc đã đạt"),
    "better": N_("tiến bộ rõ rệt nhưng chưa đạt"),
    "same": N_("không phân biệt được"),
    "worse": N_("đi ngược rõ rệt"),
    "unknown": N_("chưa rõ độ không đảm bảo"),
    "unlike": N_("không so được"),
    "unmeasured": N_("chưa đo"),
}
"""In the order in which they are told."""

OUTCOME_STATES: Mapping[str, str] = {
    "reached": "ok",
    "there": "ok",
    "near": "part",
    "better": "part",
    "same": "warn",
    "worse": "bad",
    "unknown": "warn",
    "unlike": "warn",
    "unmeasured": "todo",
}


def outcome_of(change: Change) -> str:
    """A key of OUTCOMES. Reached clearly: the target is reached, by a change towards it beyond its uncertainty."""
    match change.verdict:
        case "unmeasured" | "unlike":
            return change.verdict
        case "unknown":
            return "unknown"
        case "same":
            return "there" if change.target == REACHED else "same"
    if change.target == REACHED:
        return "there" if change.towards is False else "reached"
    if change.towards is False:
        return "worse"
    return "near" if change.target == OPEN else "better"


def sentence_of(outcomes: Iterable[str]) -> str:
    """ "4 trong 6 mục tiêu đạt rõ rệt, 1 không phân biệt được, 1 chưa đo." """
    found = list(outcomes)
    if not found:
        return _("Chương trình chưa có mục tiêu nào.")
    parts = [(found.count(key), _(words)) for key, words in OUTCOMES.items() if key in found and key != "reached"]
    rest = ", ".join(_("{n} {words}", n=n, words=words) for n, words in parts)
    reached = _("{n} trong {total} mục tiêu đạt rõ rệt", n=found.count("reached"), total=len(found))
    return f"{reached}, {rest}." if rest else f"{reached}."
