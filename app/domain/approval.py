"""Step 6: what lies between a draft and an approved programme, and what of it is still missing.

The road: draft, sent for comments, comments answered, minutes, decision, frozen version. "Not directly from draft to
approved" (programme.md, step 6).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.draft_sending import AskedUnit, has_answered
from app.domain.missing import Missing
from app.domain.programme_papers import Comment, Meeting, Passage, Version, comment_code
from app.domain.version_differences import Difference
from app.wording import _

PAGE = "approval"
PAPER = "approval"
"""The passages that hold the decision while it is prepared."""

SENDING, MINUTES, DECISION, FREEZING = "sending", "minutes", "decision", "freezing"
"""Targets on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The decision as it is prepared. recipients: separated by semicolons. reason: of a version after the first."""

    number: str = ""
    decided_on: date | None = None
    signer_position: str = ""
    signer_name: str = ""
    recipients: str = ""
    reason: str = ""


def prepared_decision(passages: Iterable[Passage]) -> Decision:
    """The decision that stands in these passages; a day that cannot be read is none."""
    words = {each.name: each.words for each in passages if each.paper == PAPER}
    return Decision(
        number=words.get("number", ""),
        decided_on=_day(words.get("decided_on", "")),
        signer_position=words.get("signer_position", ""),
        signer_name=words.get("signer_name", ""),
        recipients=words.get("recipients", ""),
        reason=words.get("reason", ""),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """How far the approval of one cycle is.

    comments: on the draft. minutes: of the collecting of comments, None while there are none. versions: that stand, by
    number. in_force: the one that was approved last. since: what the programme says now otherwise than the last one.
    whole: that one can be read and fits its hash. named, dated: the programme has a name, a period. concluded: the
    conclusion of the minutes is written as a passage.
    """

    asked: tuple[AskedUnit, ...] = ()
    comments: tuple[Comment, ...] = ()
    minutes: Meeting | None = None
    decision: Decision = Decision()
    versions: tuple[Version, ...] = ()
    in_force: Version | None = None
    since: tuple[Difference, ...] = ()
    whole: bool = True
    named: bool = False
    dated: bool = False
    concluded: bool = False

    @property
    def latest(self) -> Version | None:
        return self.versions[-1] if self.versions else None

    @property
    def unanswered(self) -> tuple[Comment, ...]:
        return tuple(each for each in self.comments if not each.decision)

    @property
    def silent(self) -> tuple[AskedUnit, ...]:
        return tuple(each for each in self.asked if not has_answered(each, self.comments))

    @property
    def is_frozen(self) -> bool:
        """The last version stands for what the programme says now."""
        return self.latest is not None and self.whole and not self.since


def missing_sending(found: Approval) -> Missing | None:
    """The draft went to units, and each of them answered."""
    if not found.asked:
        return Missing(_("Chưa gửi dự thảo cho bộ phận nào lấy ý kiến."), PAGE, SENDING)
    waiting = found.silent
    if not waiting:
        return None
    if len(waiting) == 1:
        text = _("Chưa có ý kiến của {unit}.", unit=waiting[0].unit)
    else:
        text = _("{n} nơi chưa có ý kiến, đầu tiên là {unit}.", n=len(waiting), unit=waiting[0].unit)
    return Missing(text, PAGE, SENDING, len(waiting))


def missing_answers(found: Approval) -> Missing | None:
    waiting = found.unanswered
    if not waiting:
        return None
    if len(waiting) == 1:
        text = _("Ý kiến {code} chưa được trả lời.", code=comment_code(waiting[0]))
    else:
        text = _("{n} ý kiến chưa được trả lời, đầu tiên là {code}.", n=len(waiting), code=comment_code(waiting[0]))
    return Missing(text, PAGE, waiting[0].id, len(waiting))


def missing_minutes(found: Approval) -> Missing | None:
    meeting = found.minutes
    if meeting is None:
        return Missing(_("Chưa có biên bản lấy ý kiến."), PAGE, MINUTES)
    concluded = found.concluded or bool(meeting.conclusion.strip())
    if not (meeting.started_at and meeting.chair.strip() and concluded):
        return Missing(_("Biên bản lấy ý kiến còn thiếu ngày, người chủ trì hoặc kết luận."), PAGE, MINUTES)
    return None


def missing_decision(found: Approval) -> Missing | None:
    decision = found.decision
    blanks = [
        word
        for value, word in (
            (decision.number, _("số quyết định")),
            (decision.decided_on, _("ngày quyết định")),
            (decision.signer_position, _("chức vụ người ký")),
            (decision.signer_name, _("họ tên người ký")),
        )
        if not value
    ]
    if found.versions and not decision.reason:
        blanks.append(_("lý do ra bản mới"))
    return Missing(_("Quyết định còn thiếu {blanks}.", blanks=", ".join(blanks)), PAGE, DECISION) if blanks else None


def before_freezing(found: Approval) -> tuple[Missing, ...]:
    """What must be there before the programme may be frozen, in the order of the road."""
    missing = [missing_sending(found), missing_answers(found), missing_minutes(found)]
    if not found.named or not found.dated:
        missing.append(Missing(_("Chương trình còn thiếu tên hoặc thời kỳ."), "goals"))
    missing.append(missing_decision(found))
    return tuple(each for each in missing if each is not None)


def missing_version(found: Approval) -> Missing | None:
    """A frozen version that says what the programme says now."""
    latest = found.latest
    if latest is None:
        return Missing(_("Chưa chốt bản 1 của chương trình."), PAGE, FREEZING)
    if not found.whole:
        return Missing(
            _("Bản {number} không còn khớp mã băm của nó; chốt lại bản mới.", number=latest.number), PAGE, FREEZING
        )
    if found.since:
        return Missing(
            _("Chương trình đã khác bản {number} đã chốt; chốt bản mới.", number=latest.number), PAGE, FREEZING
        )
    return None
