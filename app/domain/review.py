"""The review of a cycle (rà soát): what is still open, what was decided about it and why, and the lessons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.errors import UserError
from app.domain.monitoring import REVIEW_DECISIONS, ReviewItem
from app.formats import nfc
from app.wording import N_, _

STEP = 10
LESSON, AMENDMENT = "lesson", "amendment"
OPEN_KINDS: Mapping[str, str] = {
    "goals": N_("Mục tiêu"),
    "tasks": N_("Nhiệm vụ"),
    "findings": N_("Phát hiện"),
    "solutions": N_("Giải pháp"),
}
"""In the order in which they are reviewed."""
CARRIED = ("carry", "amend")
"""The decisions that take a record along into the next cycle."""
CARRIED_KINDS = ("goals", "tasks", "solutions")
"""What becomes a draft there; a finding is found again or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMatter:
    """A record that is still open, or a goal that was reached and may go on all the same (settled).

    why: how it stands, in words; state: a state of the window's glyphs.

    item: what was decided, None while nothing was.
    """

    kind: str
    id: str
    code: str
    title: str
    why: str
    state: str
    item: ReviewItem | None = None
    settled: bool = False

    @property
    def decision(self) -> str:
        return self.item.decision if self.item else ""

    @property
    def said(self) -> str:
        """What is to be amended, and the reason; "" where neither is said."""
        if self.item is None:
            return ""
        return "; ".join(each.rstrip(".") for each in (self.item.words, self.item.reason) if each)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """matters: in the order of OPEN_KINDS, then by code. lessons: by number."""

    matters: tuple[OpenMatter, ...]
    lessons: tuple[ReviewItem, ...]

    @property
    def waiting(self) -> tuple[OpenMatter, ...]:
        return tuple(each for each in self.open if not each.decision)

    @property
    def open(self) -> tuple[OpenMatter, ...]:
        """Those that ask for a decision."""
        return tuple(each for each in self.matters if not each.settled)

    def count(self, decision: str) -> int:
        return sum(each.decision == decision for each in self.matters)

    @property
    def carried(self) -> tuple[OpenMatter, ...]:
        """What goes along into the next cycle as a draft."""
        return tuple(each for each in self.matters if each.decision in CARRIED and each.kind in CARRIED_KINDS)

    @property
    def amended(self) -> tuple[OpenMatter, ...]:
        return tuple(each for each in self.matters if each.decision == "amend")


def demand_decision(code: str, decision: str, words: str, reason: str) -> None:
    """UserError while a decision lacks what belongs to it: an amendment says what and why, an end says why."""
    if decision not in REVIEW_DECISIONS:
        raise UserError(_("Chọn một trong bốn quyết định: giữ nguyên, điều chỉnh, chuyển sang chu kỳ sau, kết thúc."))
    if decision == "amend" and not words:
        raise UserError(_("Ghi rõ điều chỉnh gì ở {code}.", code=code))
    if decision in ("amend", "close") and not reason:
        raise UserError(_("Ghi lý do của quyết định về {code}.", code=code))


def one_text(text: str) -> str:
    return nfc(text).strip()


def amendment_reason(amended: Sequence[OpenMatter]) -> str:
    """The reason of a new version, from what is to be amended: "MT-02: hạ giá trị cần đạt (vì …); …"."""
    told = []
    for each in amended:
        if each.item is not None:
            words, reason = each.item.words.rstrip("."), each.item.reason.rstrip(".")
            told.append(_("{code}: {words} (lý do: {reason})", code=each.code, words=words, reason=reason))
    return "; ".join(told)
