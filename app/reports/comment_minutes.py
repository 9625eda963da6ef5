"""The minutes of collecting comments on the draft (biên bản lấy ý kiến): who was asked, what was said, what was
answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.document import Block, Cell, Column, Document, Facts, Heading, Paragraph, Signatures, State, Table
from app.domain.draft_sending import AskedUnit, comments_of
from app.domain.programme_papers import COMMENT_DECISIONS, Comment, Meeting, comment_code
from app.formats import show_date, show_number
from app.reports.inventory import joined
from app.reports.programme_matter import ProgrammeMatter, enterprise_letterhead, person_of
from app.wording import _

DECISION_STATES = {"accepted": "ok", "partly": "part", "kept": "na", "": "todo"}


@dataclass(frozen=True, kw_only=True)
class CommentMatter:
    """asked: whom the draft went to; comments: on the draft, by number; meeting: the record of these minutes, None
    while there is none; words: the passages of the paper, by name."""

    programme: ProgrammeMatter
    asked: Sequence[AskedUnit]
    comments: Sequence[Comment]
    meeting: Meeting | None
    words: Mapping[str, str]

    @property
    def held_on(self) -> date | None:
        """The day of the minutes."""
        started = self.meeting.started_at if self.meeting else None
        return started.astimezone().date() if started else None

    @property
    def is_whole(self) -> bool:
        """Everything was answered, and somebody holds the minutes."""
        meeting = self.meeting
        return bool(meeting and meeting.chair and self.comments and all(each.decision for each in self.comments))


def build(matter: CommentMatter) -> Document:
    programme = matter.programme
    material = programme.material
    return Document(
        title=_("Biên bản"),
        subject=_("Lấy ý kiến về dự thảo {name}", name=programme.name),
        letterhead=enterprise_letterhead(material, _("……/BB-……"), matter.held_on),
        blocks=tuple(_blocks(matter)),
        footer=material.footer,
        language=material.language,
        draft=not matter.is_whole,
        about=joined(programme.name, programme.edition),
        keywords=joined(material.footer, *(comment_code(each) for each in matter.comments)),
        as_of=material.as_of,
    )


def _blocks(matter: CommentMatter) -> Iterator[Block]:
    yield from _opening(matter)
    yield Heading(_("1. Cách lấy ý kiến"))
    yield from _passage(matter, "course", matter.meeting.course if matter.meeting else "")
    yield Heading(_("2. Đơn vị, cá nhân được gửi dự thảo"))
    yield _asked_table(matter)
    yield Heading(_("3. Ý kiến và trả lời"))
    yield Paragraph(_count_words(matter))
    yield _comments_table(matter)
    yield Heading(_("4. Kết luận"))
    yield from _passage(matter, "conclusion", matter.meeting.conclusion if matter.meeting else "")
    yield Paragraph(_("Biên bản được các bên có tên dưới đây thống nhất và ký."))
    yield _signatures(matter)


def _opening(matter: CommentMatter) -> Iterator[Block]:
    meeting = matter.meeting
    if meeting is None:
        yield Paragraph(_("Chưa ghi ngày, người chủ trì và thư ký của việc lấy ý kiến."), "note")
        return
    present = "\n".join(each.strip() for each in meeting.present.split("\n") if each.strip())
    facts = [
        (_("Thời gian"), _period(meeting)),
        (_("Địa điểm"), meeting.place),
        (_("Người chủ trì"), meeting.chair),
        (_("Thư ký"), meeting.secretary),
    ]
    yield Facts((*facts, (_("Thành phần tham dự"), present)) if present else tuple(facts))


def _period(meeting: Meeting) -> str:
    """From and to, in local time."""
    if meeting.started_at is None:
        return ""
    first = _moment(meeting.started_at)
    return _("từ {first} đến {last}", first=first, last=_moment(meeting.ended_at)) if meeting.ended_at else first


def _moment(moment: datetime) -> str:
    here = moment.astimezone()
    if (here.hour, here.minute) == (0, 0):
        return show_date(here.date())  # only the day was said
    return _("{hour} giờ {minute} ngày {day}", hour=here.hour, minute=f"{here:%M}", day=show_date(here.date()))


def _passage(matter: CommentMatter, name: str, told: str) -> Iterator[Block]:
    """What a person wrote, in the minutes themselves or as a passage."""
    words = told or matter.words.get(name, "")
    yield from (Paragraph(each) for each in words.split("\n") if each.strip())
    if not words.strip():
        yield Paragraph(_("Chưa ghi phần này."), "note")


def _asked_table(matter: CommentMatter) -> Table:
    columns = (
        Column(_("Đơn vị, cá nhân"), 3.6),
        Column(_("Ngày gửi"), 1.5, "date"),
        Column(_("Hạn trả lời"), 1.5, "date"),
        Column(_("Kết quả"), 3.4),
    )
    rows = tuple((each.unit, each.sent_on, each.answer_by, _outcome(matter, each)) for each in matter.asked)
    return Table(columns, rows, empty=_("Dự thảo chưa được gửi cho đơn vị nào."), small=True)


def _outcome(matter: CommentMatter, asked: AskedUnit) -> str:
    """What came of asking; silence is not "no comment"."""
    said = comments_of(asked, matter.comments)
    if said:
        return ", ".join(comment_code(each) for each in said)
    if asked.no_comment_on is not None:
        return _("không có ý kiến (ghi ngày {day})", day=show_date(asked.no_comment_on))
    return _("chưa trả lời")


def _count_words(matter: CommentMatter) -> str:
    if not matter.comments:
        return _("Chưa nhận được ý kiến nào.")
    counts = {key: sum(each.decision == key for each in matter.comments) for key in COMMENT_DECISIONS}
    told = ", ".join(
        _("{n} {word}", n=show_number(counts[key]), word=_(word).lower())
        for key, word in COMMENT_DECISIONS.items()
        if counts[key]
    )
    return _("Nhận được {n} ý kiến: {told}.", n=show_number(len(matter.comments)), told=told)


def _comments_table(matter: CommentMatter) -> Table:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Người cho ý kiến"), 1.6),
        Column(_("Về"), 0.9, "code"),
        Column(_("Ý kiến"), 4.2),
        Column(_("Quyết định"), 1.5, "state"),
        Column(_("Trả lời"), 3.8),
    )
    rows = tuple(_comment_row(matter, each) for each in matter.comments)
    return Table(columns, rows, empty=_("Chưa có ý kiến nào."), small=True)


def _comment_row(matter: CommentMatter, comment: Comment) -> tuple[Cell | State, ...]:
    record = matter.programme.record(comment.about_id) if comment.about_id else None
    about = str(record["code"]) if record else _("lời văn") if comment.about_kind == "passages" else _("chung")
    given = joined(comment.given_by, show_date(comment.given_on))
    state = State(DECISION_STATES.get(comment.decision, "todo"), _(COMMENT_DECISIONS[comment.decision]))
    answered = joined(comment.answered_by, show_date(comment.answered_on))
    answer = "\n".join(each for each in (comment.answer, f"({answered})" if answered else "") if each)
    return comment_code(comment), given, about, comment.words, state, answer


def _signatures(matter: CommentMatter) -> Signatures:
    meeting = matter.meeting
    return Signatures(
        (
            (_("Thư ký"), person_of(meeting.secretary) if meeting else ""),
            (_("Người chủ trì"), person_of(meeting.chair) if meeting else ""),
        ),
        (_("Đơn vị, cá nhân cho ý kiến"), _("Lưu: VT, hồ sơ chương trình")),
    )
