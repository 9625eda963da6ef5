"""The decision that approves the programme (quyết định phê duyệt), as Nghị định 30/2020/NĐ-CP lays out a decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.domain.document import Block, Document, Paragraph, Signatures
from app.formats import fold
from app.reports.inventory import joined
from app.reports.programme import without_kind
from app.reports.programme_matter import ProgrammeMatter, enterprise_letterhead
from app.wording import _


def build(matter: ProgrammeMatter, words: Mapping[str, str]) -> Document:
    """words: the passages of the paper "decision" by their names."""
    material, decision = matter.material, matter.decision
    return Document(
        title=_("Quyết định"),
        subject=_subject(matter),
        letterhead=enterprise_letterhead(material, decision.number or _("……/QĐ-……"), decision.decided_on),
        blocks=tuple(_blocks(matter, words)),
        footer=matter.footer,
        language=material.language,
        draft=matter.is_draft,
        about=joined(matter.name, matter.edition),
        keywords=matter.footer,
        as_of=material.as_of,
    )


def _subject(matter: ProgrammeMatter) -> str:
    name = without_kind(matter.name)
    number = matter.version.number if matter.version is not None else matter.latest + 1
    if number > 1:
        return _("Về việc phê duyệt Chương trình {name}, bản sửa đổi", name=_inside(name))
    return _("Về việc phê duyệt Chương trình {name}", name=_inside(name))


def _inside(name: str) -> str:
    """The name within a sentence."""
    return f"{name[:1].lower()}{name[1:]}" if name[1:2].islower() else name


def _blocks(matter: ProgrammeMatter, words: Mapping[str, str]) -> Iterator[Block]:
    yield Paragraph(authority(matter).upper(), "authority")
    bases = _lines(words, "basis")
    yield from (Paragraph(each, "basis") for each in bases)
    if not bases:
        yield Paragraph(_("Căn cứ …………………………………………;"), "basis")
    yield Paragraph(_("QUYẾT ĐỊNH:"), "orders")
    yield Paragraph(_article_1(matter), "article")
    yield from _article(2, words, "duties")
    yield from _ended(list(_article(3, words, "force")))
    yield Signatures(((matter.position, matter.signer),), _recipients(matter))


def authority(matter: ProgrammeMatter) -> str:
    """Who decides: the post with the name of what it heads, the plant where the post says so."""
    position, site = matter.position, matter.material.dossier.site
    words, name = position.split(), site.name.split()
    for count in range(min(len(words), len(name) - 1), 0, -1):
        if fold(" ".join(words[-count:])) == fold(" ".join(name[:count])):
            return " ".join([*words, *name[count:]])
    return f"{position} {site.enterprise}"


def _article_1(matter: ProgrammeMatter) -> str:
    name = _inside(without_kind(matter.name))
    told = _(
        "Điều 1. Phê duyệt kèm theo Quyết định này Chương trình {name}, thời kỳ {period}",
        name=name,
        period=matter.period,
    )
    version = matter.version
    if version is None:
        return f"{told}."
    if version.number > 1:
        reason = version.reason.rstrip(".") or _("chưa ghi")
        return _(
            "{told}, bản {number} (mã {code}), thay thế bản {before}. Lý do sửa đổi: {reason}.",
            told=told,
            number=version.number,
            code=matter.edition.rsplit(" ", 1)[-1],
            before=version.number - 1,
            reason=reason,
        )
    return _("{told}, bản 1 (mã {code}).", told=told, code=matter.edition.rsplit(" ", 1)[-1])


def _article(number: int, words: Mapping[str, str], name: str) -> Iterator[Paragraph]:
    """The first line bears the number of the article, the others follow it."""
    lines = _lines(words, name) or ("………………………………………………",)
    yield Paragraph(_("Điều {number}. {words}", number=number, words=lines[0]), "article")
    yield from (Paragraph(each) for each in lines[1:])


def _ended(article: list[Paragraph]) -> Iterator[Paragraph]:
    """The sign that a decision ends with."""
    *before, last = article
    yield from before
    yield replace(last, text=f"{last.text.rstrip('./ ')}./.")


def _lines(words: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in words.get(name, "").split("\n") if each.strip())


def _recipients(matter: ProgrammeMatter) -> tuple[str, ...]:
    told = tuple(each.strip() for each in matter.decision.recipients.split(";") if each.strip())
    return told or (_("Như Điều 2, Điều 3"), _("Lưu: VT"))
