"""Meetings with minutes: the closing meeting held from the screen, what was agreed or not in it, targets set in it.

The minutes are written from exactly the data of one moment: freezing keeps the revision and fingerprint of the dossier
as it stood just before, and the file itself is kept as evidence of the meeting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from app.domain.effects import Effect
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.meeting_points import Attendance
from app.domain.programme_papers import Comment, Meeting
from app.formats import fold, nfc, show_number, tidy
from app.services.evidence import add_evidence, evidence_of
from app.services.goal_economics import goal_economics
from app.services.goals import edit_goal
from app.services.locks import demand_open
from app.services.meeting_said import STAGE
from app.services.numbering import next_number
from app.storage.unit import Unit
from app.wording import N_, _

CLOSING = "closing"
STEP = 6
"""Comments and minutes are part of what is approved there."""

SAID_KINDS: Mapping[str, str] = {"agreement": N_("Thống nhất"), "disagreement": N_("Chưa thống nhất")}
MINUTES_FIELDS: Mapping[str, str] = {
    "place": N_("Địa điểm"),
    "chair": N_("Người chủ trì (chức vụ)"),
    "secretary": N_("Người ghi biên bản"),
    "present": N_("Thành phần, mỗi người một dòng: chức vụ; họ tên"),
    "conclusion": N_("Kết luận"),
}
ABOUT = ("", "findings", "goals", "tasks")


def newest_meeting(unit: Unit, cycle_id: str, kind: str = CLOSING) -> Meeting | None:
    """The last meeting of a kind, its minutes frozen or not; None while there was none."""
    return max(unit.meetings.all(cycle_id=cycle_id, kind=kind), key=lambda each: each.number, default=None)


def open_meeting(unit: Unit, cycle_id: str, kind: str = CLOSING) -> Meeting | None:
    """The meeting that is being held: the last one, unless its minutes are frozen."""
    found = newest_meeting(unit, cycle_id, kind)
    return found if found is not None and not found.fingerprint else None


def begin_meeting(
    unit: Unit, cycle_id: str, at: datetime, attendance: Attendance | None = None, kind: str = CLOSING
) -> Meeting:
    """The meeting that is being held, begun now when there is none; who is there is taken over from the forms."""
    held = open_meeting(unit, cycle_id, kind)
    if held is not None:
        return held
    demand_open(unit, cycle_id, STEP)
    there = attendance or Attendance()
    return unit.meetings.keep(
        Meeting(
            id=new_key(),
            cycle_id=cycle_id,
            number=next_number(unit, "meetings", cycle_id),
            kind=kind,
            place=there.place,
            started_at=at,
            chair="; ".join(each for each in there.team_signer if each),
            present="\n".join((*there.enterprise, *there.team)),
        )
    )


def note_meeting(unit: Unit, meeting_id: str, field: str, text: str) -> Meeting:
    """Sets one field of a meeting whose minutes are not frozen yet."""
    if field not in MINUTES_FIELDS:
        raise KeyError(field)
    meeting = unit.meetings.get(meeting_id)
    demand_open(unit, meeting.cycle_id, STEP)
    if meeting.fingerprint:
        raise UserError(_("Biên bản của cuộc họp này đã chốt. Bắt đầu cuộc họp mới để ghi tiếp."))
    words = nfc(text).strip() if field in ("present", "conclusion") else tidy(text)
    changed: dict[str, str] = {field: words}
    return unit.meetings.keep(replace(meeting, **changed))  # type: ignore[arg-type]


# ---- agreed or not


def say(
    unit: Unit,
    cycle_id: str,
    kind: str,
    about: tuple[str, str],
    *,
    given_by: str,
    words: str = "",
    on: date | None = None,
) -> Comment:
    """Records that a post agrees or not with a record, or with the whole (("", "")).

    What the same post said of it before is replaced: a person may change her mind. UserError when a disagreement has
    no words, nobody is named, or the record is gone.
    """
    demand_open(unit, cycle_id, STEP)
    if kind not in SAID_KINDS or about[0] not in ABOUT:
        raise KeyError((kind, about))
    given_by, words = tidy(given_by), nfc(words).strip()
    if not given_by:
        raise UserError(_("Ghi chức vụ của người có ý kiến, ví dụ: Giám đốc nhà máy."))
    if kind == "disagreement" and not words:
        raise UserError(_("Ghi điều chưa thống nhất bằng lời, để biên bản nói đúng ý người nêu."))
    if about[0] and getattr(unit, about[0]).find(about[1]) is None:
        raise UserError(_("Mục này đã được bỏ trong lúc họp. Chuyển sang mục khác rồi ghi ý kiến."))
    before = _said_before(unit, cycle_id, about, given_by)
    comment = Comment(
        id=before.id if before else new_key(),
        cycle_id=cycle_id,
        number=before.number if before else next_number(unit, "comments", cycle_id),
        stage=STAGE,
        words=words or _("Thống nhất."),
        kind=kind,
        about_kind=about[0],
        about_id=about[1],
        given_by=given_by,
        given_on=on,
    )
    return unit.comments.keep(comment)


def _said_before(unit: Unit, cycle_id: str, about: tuple[str, str], given_by: str) -> Comment | None:
    own = unit.comments.all(cycle_id=cycle_id, stage=STAGE, about_kind=about[0], about_id=about[1])
    return next((each for each in own if fold(each.given_by) == fold(given_by)), None)


def unsay(unit: Unit, comment_id: str, reason: str) -> None:
    """Takes back what was recorded by mistake; its number is not given again."""
    comment = unit.comments.get(comment_id)
    demand_open(unit, comment.cycle_id, STEP)
    if not reason.strip():
        raise UserError(_("Nêu lý do bỏ ý kiến này."))
    unit.comments.retire(comment_id, reason.strip())


# ---- targets set live


@dataclass(frozen=True, slots=True)
class Followed:
    """An effect whose expected figure followed a new target in proportion to the way."""

    effect: Effect
    before: Decimal
    after: Decimal

    @property
    def words(self) -> str:
        return _(
            "{title}: {before} → {after} {unit}",
            title=self.effect.title,
            before=show_number(self.before),
            after=show_number(self.after),
            unit=self.effect.unit,
        )


def set_target(unit: Unit, goal_id: str, text: str, on: date, *, follow: bool = True) -> tuple[Goal, list[Followed]]:
    """Sets a target as typed; where wanted, the money it brings follows in proportion to the way from the baseline.

    Only effects counted at this goal and linked to no other follow; their basis then says so, with the day. What it
    costs is not a matter of proportion and stays until somebody changes it.
    """
    before = unit.goals.get(goal_id)
    goal = edit_goal(unit, goal_id, "target", text)
    ratio = way_ratio(before, goal)
    if not follow or ratio is None or ratio == 1:
        return goal, []
    followed = []
    for effect in goal_economics(unit, goal_id).counted:
        linked = unit.links.all(from_kind="effects", from_id=effect.id, to_kind="goals")
        if effect.expected is not None and len(linked) == 1:
            kept = unit.effects.keep(_scaled(effect, ratio, goal, on))
            followed.append(Followed(kept, effect.expected, kept.expected or Decimal(0)))
    return goal, followed


def way_ratio(before: Goal, after: Goal) -> Decimal | None:
    """The new way from baseline to target as a share of the old one; None where it tells nothing."""
    if before.baseline is None or before.target is None or after.target is None or before.baseline != after.baseline:
        return None
    old, new = before.target - before.baseline, after.target - before.baseline
    if not old or not new or (old > 0) != (new > 0):
        return None
    return new / old


def _scaled(effect: Effect, ratio: Decimal, goal: Goal, on: date) -> Effect:
    def times(value: Decimal | None) -> Decimal | None:
        if value is None:
            return None
        exponent = value.as_tuple().exponent
        places = max(-exponent if isinstance(exponent, int) else 0, 1)
        return (value * ratio).quantize(Decimal(1).scaleb(-places)).normalize() + 0

    told = _("Theo tỷ lệ với giá trị cần đạt mới, họp ngày {day}.", day=on.strftime("%d/%m/%Y"))
    basis = effect.basis if told in effect.basis else " ".join(filter(None, (effect.basis.strip(), told)))
    return replace(
        effect,
        expected=times(effect.expected),
        expected_low=times(effect.expected_low),
        expected_high=times(effect.expected_high),
        basis=basis,
    )


# ---- minutes


def freeze_minutes(unit: Unit, meeting_id: str, at: datetime) -> Meeting:
    """Ends a meeting and pins the dossier as it stood before this very deed: its revision and fingerprint."""
    meeting = unit.meetings.get(meeting_id)
    demand_open(unit, meeting.cycle_id, STEP)
    if meeting.fingerprint:
        raise UserError(_("Biên bản của cuộc họp này đã chốt. Bắt đầu cuộc họp mới để ghi tiếp."))
    return unit.meetings.keep(replace(meeting, ended_at=at, revision=unit.revision, fingerprint=unit.fingerprint()))


def keep_minutes_file(unit: Unit, meeting_id: str, content: bytes, name: str) -> Evidence:
    """Keeps the written minutes with their meeting, so that the same file can be handed out again."""
    return add_evidence(unit, content=content, name=name, linked_to=("meetings", meeting_id))


def minutes_file(unit: Unit, meeting_id: str) -> Evidence | None:
    """The written minutes of a meeting; None while they were not written."""
    papers = [each for each in evidence_of(unit, "meetings", meeting_id) if each.media_type == "application/pdf"]
    return papers[-1] if papers else None
