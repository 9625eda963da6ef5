"""The minutes of any meeting (biên bản), as Nghị định 30/2020 has them: when, where, who, what was gone through, what
was concluded, and who signs. Each kind of meeting brings its own body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.document import Block, Document, Facts, Heading, Letterhead, Paragraph, Signatures
from app.domain.programme_papers import Meeting
from app.reports.inventory import joined
from app.reports.material import Material, revision_code
from app.wording import _


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """One paper. subject: what the meeting was about. sides: (who, lines "post; name") of those present; those of the
    meeting's own record when left out. body: its headings begin with "1.", at level 2. signers: (post, name).

    is_draft: while it is not frozen. conclusion: blocks before the end.
    """

    meeting: Meeting
    subject: str
    body: tuple[Block, ...] = ()
    sides: tuple[tuple[str, tuple[str, ...]], ...] = ()
    conclusion: tuple[Block, ...] = ()
    signers: tuple[tuple[str, str], ...] = ()
    recipients: tuple[str, ...] = ()
    scope: str = ""
    letterhead: Letterhead | None = None

    @property
    def is_draft(self) -> bool:
        return not self.meeting.fingerprint


def minutes_document(material: Material, minutes: Minutes) -> Document:
    """The paper of a meeting from a dossier as it was gathered; the code at its foot is that of this dossier."""
    started = _local(minutes.meeting.started_at)
    letterhead = minutes.letterhead or material.paper.letterhead
    return Document(
        title=_("Biên bản"),
        subject=minutes.subject,
        letterhead=replace(letterhead, number="", number_pattern=_("……/BB-……"), on=started.date() if started else None),
        blocks=tuple(_blocks(material, minutes)),
        footer=material.footer,
        language=material.language,
        draft=minutes.is_draft,
        about=_("Chương trình đảm bảo đo lường. {cycle}.", cycle=material.cycle_words),
        keywords=material.footer,
        as_of=started.date() if started else material.as_of,
    )


def _blocks(material: Material, minutes: Minutes) -> Iterator[Block]:
    meeting = minutes.meeting
    yield Heading(_("I. Thời gian, địa điểm, thành phần"))
    yield Facts(
        (
            (_("Thời gian bắt đầu"), moment_words(meeting.started_at)),
            (_("Địa điểm"), meeting.place),
            *(((_("Phạm vi"), minutes.scope),) if minutes.scope else ()),
            *((who, _people(lines)) for who, lines in _sides(minutes)),
            (_("Chủ trì"), joined(*_parts(meeting.chair))),
            (_("Thư ký"), joined(*_parts(meeting.secretary))),
        )
    )
    yield Heading(_("II. Nội dung"))
    yield from _passage(meeting.course)
    yield from minutes.body
    yield Heading(_("III. Kết luận"))
    yield from _passage(meeting.conclusion)
    yield from minutes.conclusion
    yield from _end(material, minutes)
    yield Signatures(minutes.signers or _usual_signers(meeting), minutes.recipients or _usual_recipients())


def _sides(minutes: Minutes) -> tuple[tuple[str, tuple[str, ...]], ...]:
    given = tuple((who, lines) for who, lines in minutes.sides if lines)
    own = tuple(each.strip() for each in minutes.meeting.present.splitlines() if each.strip())
    return given or ((_("Thành phần"), own),)


def _people(lines: tuple[str, ...]) -> str:
    return "\n".join(joined(*_parts(each)) for each in lines)


def _parts(line: str) -> tuple[str, ...]:
    """Post and name of "post; name"."""
    return tuple(each.strip() for each in line.split(";") if each.strip())


def _passage(words: str) -> Iterator[Block]:
    yield from (Paragraph(each.strip()) for each in words.splitlines() if each.strip())


def _end(material: Material, minutes: Minutes) -> Iterator[Block]:
    meeting = minutes.meeting
    if meeting.ended_at is not None:
        yield Paragraph(
            _(
                "Cuộc họp kết thúc vào {moment}. Biên bản đã được đọc lại cho những người dự họp cùng nghe, thống "
                "nhất và ký tên.",
                moment=moment_words(meeting.ended_at),
            )
        )
    else:
        yield Paragraph(_("Biên bản được đọc lại cho những người dự họp cùng nghe, thống nhất và ký tên."))
    if meeting.fingerprint:
        yield Paragraph(
            _(
                "Số liệu trong biên bản lấy từ hồ sơ {code}, bản {revision}, mã {hash}, đúng vào lúc chốt biên bản.",
                code=material.dossier_code,
                revision=meeting.revision,
                hash=revision_code(meeting.fingerprint),
            ),
            "note",
        )


def _usual_signers(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    return ((_("Thư ký"), _name(meeting.secretary)), (_("Chủ trì"), _name(meeting.chair)))


def _name(line: str) -> str:
    """The name of "post; name", "" where only the post is known."""
    return line.split(";", 1)[1].strip() if ";" in line else ""


def _usual_recipients() -> tuple[str, ...]:
    return (_("Các bên dự họp"), _("Lưu: hồ sơ chương trình"))


def moment_words(moment: datetime | None) -> str:
    """9 giờ 05 phút, ngày 24/11/2026, in local time; "" for none, which is a line to fill in."""
    local = _local(moment)
    if local is None:
        return ""
    return _(
        "{hour} giờ {minute} phút, ngày {day}",
        hour=local.hour,
        minute=f"{local.minute:02d}",
        day=local.strftime("%d/%m/%Y"),
    )


def _local(moment: datetime | None) -> datetime | None:
    return moment.astimezone() if moment is not None else None
