"""The road of approval in six stations, from draft to version in force: how far each is, in a state and one line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.approval import (
    Approval,
    missing_answers,
    missing_decision,
    missing_minutes,
    missing_sending,
)
from app.domain.draft_sending import is_late
from app.formats import show_date
from app.wording import N_, _

DRAFT, SENDING, ANSWERS, MINUTES, DECISION, VERSIONS = (
    "draft",
    "sending",
    "answers",
    "minutes",
    "decision",
    "versions",
)
STATION_WORDS = {
    DRAFT: N_("Dự thảo"),
    SENDING: N_("Gửi lấy ý kiến"),
    ANSWERS: N_("Trả lời ý kiến"),
    MINUTES: N_("Biên bản lấy ý kiến"),
    DECISION: N_("Quyết định"),
    VERSIONS: N_("Bản của chương trình"),
}


@dataclass(frozen=True, slots=True)
class Station:
    """state: todo, doing, warn or ok. fact: where it stands, in one line."""

    key: str
    state: str
    fact: str


def road(found: Approval, *, drafted: bool, counts: str, approved: bool, today: date) -> tuple[Station, ...]:
    """The six stations. drafted: steps 3 to 5 are handed in; counts: how many goals, tasks … in words; approved: step 6
    is approved now."""
    return (
        Station(DRAFT, "ok" if drafted else "doing", counts if drafted else _("Bước 3 đến 5 chưa nộp xong")),
        _sending(found, today),
        _answers(found),
        _minutes(found),
        _decision(found),
        _versions(found, approved),
    )


def _sending(found: Approval, today: date) -> Station:
    if not found.asked:
        return Station(SENDING, "todo", _("Chưa gửi nơi nào"))
    heard = len(found.asked) - len(found.silent)
    late = sum(is_late(each, found.comments, today) for each in found.asked)
    fact = _("{heard}/{total} nơi đã có ý kiến", heard=heard, total=len(found.asked))
    if late:
        return Station(SENDING, "warn", _("{fact}, {late} quá hạn", fact=fact, late=late))
    return Station(SENDING, "doing" if missing_sending(found) else "ok", fact)


def _answers(found: Approval) -> Station:
    total, waiting = len(found.comments), len(found.unanswered)
    if not total:
        return Station(ANSWERS, "ok" if found.asked and not found.silent else "todo", _("Không có ý kiến nào"))
    if missing_answers(found):
        return Station(ANSWERS, "doing", _("{waiting}/{total} ý kiến chưa trả lời", waiting=waiting, total=total))
    return Station(ANSWERS, "ok", _("{total} ý kiến đã trả lời", total=total))


def _minutes(found: Approval) -> Station:
    meeting = found.minutes
    if meeting is None:
        return Station(MINUTES, "todo", _("Chưa lập"))
    day = show_date(meeting.started_at.astimezone().date()) if meeting.started_at else ""
    fact = ", ".join(each for each in (day, meeting.chair) if each) or _("Chưa đủ nội dung")
    return Station(MINUTES, "doing" if missing_minutes(found) else "ok", fact)


def _decision(found: Approval) -> Station:
    latest = found.latest
    if latest is not None and found.is_frozen:
        return Station(DECISION, "ok", _numbered(latest.decision_number, latest.decided_on))
    fact = _numbered(found.decision.number, found.decision.decided_on)
    if not missing_decision(found):
        return Station(DECISION, "ok", fact)
    return Station(DECISION, "doing" if fact else "todo", fact or _("Chưa có số và ngày"))


def _numbered(number: str, day: date | None) -> str:
    return ", ".join(each for each in (number, show_date(day)) if each)


def _versions(found: Approval, approved: bool) -> Station:
    latest = found.latest
    if latest is None:
        return Station(VERSIONS, "todo", _("Chưa chốt bản nào"))
    if not found.whole:
        return Station(VERSIONS, "warn", _("Bản {number} không khớp mã băm", number=latest.number))
    if found.since:
        return Station(VERSIONS, "warn", _("Đã khác bản {number}", number=latest.number))
    if approved and found.in_force is not None and found.in_force.id == latest.id:
        return Station(VERSIONS, "ok", _("Bản {number} có hiệu lực", number=latest.number))
    return Station(VERSIONS, "doing", _("Bản {number} đã chốt, chờ duyệt", number=latest.number))
