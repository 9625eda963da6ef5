"""The list of what changed between two versions of the programme, with the reason: printed with the new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.document import Block, Column, Document, Facts, Heading, Paragraph, Table
from app.domain.frozen_content import short_hash
from app.domain.programme_papers import Version
from app.domain.version_differences import ADDED, PASSAGES, WITHDRAWN, Difference
from app.domain.version_words import PART_WORDS, before_and_after, field_words, subject_words
from app.formats import show_date, show_number
from app.reports.inventory import joined
from app.reports.programme import signatures
from app.reports.programme_matter import ProgrammeMatter, enterprise_letterhead
from app.wording import _


def build(matter: ProgrammeMatter, old: Version, reason: str, found: Sequence[Difference]) -> Document:
    """matter: the new edition; old: the version it is compared with; reason: why it was changed, "" while not told."""
    material = matter.material
    return Document(
        title=_("Bảng các thay đổi"),
        subject=_("{name}: {new} so với bản {old}", name=matter.name, new=_edition(matter), old=old.number),
        attached=_("(Kèm theo {decision})", decision=matter.decision_words),
        letterhead=enterprise_letterhead(material),
        blocks=tuple(_blocks(matter, old, reason, found)),
        footer=matter.footer,
        language=material.language,
        draft=matter.is_draft,
        about=joined(matter.name, matter.edition),
        keywords=matter.footer,
        as_of=material.as_of,
    )


def _edition(matter: ProgrammeMatter) -> str:
    if matter.version is not None:
        return _("bản {number}", number=matter.version.number)
    return _("dự thảo bản {number}", number=matter.latest + 1)


def _blocks(matter: ProgrammeMatter, old: Version, reason: str, found: Sequence[Difference]) -> Iterator[Block]:
    yield Facts(
        (
            (_("Bản cũ"), _version_words(old)),
            (_("Bản mới"), _version_words(matter.version) if matter.version else matter.edition),
            (_("Lý do thay đổi"), reason),
        )
    )
    yield Paragraph(_count_words(found))
    for part, words in PART_WORDS.items():
        own = [each for each in found if each.part == part]
        if own:
            yield Heading(_(words))
            yield _table(own)
    yield Paragraph(
        _("Phần không có trong bảng này giữ nguyên như bản cũ; mã của mục tiêu, nhiệm vụ, giải pháp không đổi."), "note"
    )
    yield signatures(matter)


def _version_words(version: Version) -> str:
    told = _("Bản {number} · mã {code}", number=version.number, code=short_hash(version))
    if not version.decision_number:
        return told
    return _(
        "{version}; Quyết định số {number} ngày {day}",
        version=told,
        number=version.decision_number,
        day=show_date(version.decided_on),
    )


def _count_words(found: Sequence[Difference]) -> str:
    if not found:
        return _("Hai bản không khác nhau.")
    added = sum(each.change == ADDED for each in found)
    withdrawn = sum(each.change == WITHDRAWN for each in found)
    changed = len(found) - added - withdrawn
    counts = (
        (added, _("{n} mục thêm mới", n=show_number(added))),
        (withdrawn, _("{n} mục bỏ", n=show_number(withdrawn))),
        (changed, _("{n} chỗ sửa", n=show_number(changed))),
    )
    told = ", ".join(words for count, words in counts if count)
    return _("Có {n} thay đổi: {told}.", n=show_number(len(found)), told=told)


def _table(found: Sequence[Difference]) -> Table:
    columns = (
        Column(_("Ở đâu"), 3.2),
        Column(_("Điều thay đổi"), 1.9),
        Column(_("Bản cũ"), 2.8),
        Column(_("Bản mới"), 2.8),
    )
    rows = tuple((subject_words(each), change_words(each), *before_and_after(each)) for each in found)
    return Table(columns, rows, small=True)


def change_words(found: Difference) -> str:
    if found.change == ADDED:
        return _("thêm mới")
    if found.change == WITHDRAWN:
        return _("bỏ")
    return _("viết lại") if found.part == PASSAGES else field_words(found.part, found.field)
