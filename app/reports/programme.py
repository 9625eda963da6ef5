"""The programme (chương trình đảm bảo đo lường) as one official paper: from a frozen version, or as it stands now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.document import Block, Document, Heading, PageBreak, Paragraph, Signatures
from app.formats import show_number
from app.reports import sentences
from app.reports.inventory import joined
from app.reports.programme_goals import aim_blocks
from app.reports.programme_matter import ProgrammeMatter
from app.reports.programme_means import means_blocks
from app.reports.programme_thread import thread_blocks
from app.reports.programme_work import duty_blocks, monitoring_blocks, schedule_chart, solution_blocks, task_blocks
from app.wording import _


def build(matter: ProgrammeMatter) -> Document:
    """The whole paper, in the language in use."""
    return document(matter, [each for blocks in sections(matter).values() for each in blocks])


def document(matter: ProgrammeMatter, blocks: list[Block]) -> Document:
    material = matter.material
    return Document(
        title=_("Chương trình"),
        subject=without_kind(matter.name),
        attached=_("(Kèm theo {decision})", decision=matter.decision_words),
        letterhead=matter.letterhead,
        blocks=(*blocks, signatures(matter)),
        footer=matter.footer,
        language=material.language,
        draft=matter.is_draft,
        about=joined(matter.name, matter.edition),
        keywords=joined(matter.footer, *(str(each["code"]) for each in matter.records("goals"))),
        as_of=material.as_of,
    )


def without_kind(name: str) -> str:
    """The name without the word for the kind of paper, which stands in the line above it."""
    kind = _("Chương trình")
    rest = name[len(kind) :].lstrip() if name.casefold().startswith(kind.casefold()) else name
    return f"{rest[:1].upper()}{rest[1:]}" if rest else name


def signatures(matter: ProgrammeMatter) -> Signatures:
    return Signatures(((matter.position, matter.signer),), matter.recipients)


def sections(matter: ProgrammeMatter) -> Mapping[str, tuple[Block, ...]]:
    """The parts of the programme by the names that Word templates know, in order."""
    return {
        "can_cu": tuple(_basis(matter)),
        "hien_trang": tuple(_state(matter)),
        "muc_tieu": tuple(aim_blocks(matter)),
        "nhiem_vu": tuple(task_blocks(matter)),
        "giai_phap": tuple(solution_blocks(matter)),
        "kinh_phi": tuple(means_blocks(matter)),
        "tien_do": (Heading(_("VII. TIẾN ĐỘ THỰC HIỆN")), schedule_chart(matter)),
        "to_chuc_thuc_hien": tuple(duty_blocks(matter)),
        "theo_doi": tuple(monitoring_blocks(matter)),
        "phu_luc": (PageBreak(), *thread_blocks(matter), *_edition(matter)),
    }


def _basis(matter: ProgrammeMatter) -> Iterator[Block]:
    yield Heading(_("I. CĂN CỨ XÂY DỰNG CHƯƠNG TRÌNH"))
    lines = matter.lines("basis")
    yield from (Paragraph(each, "line") for each in lines)
    if not lines:
        yield Paragraph(_("Chưa ghi căn cứ."), "note")


def _state(matter: ProgrammeMatter) -> Iterator[Block]:
    material = matter.material
    yield Heading(_("II. HIỆN TRẠNG"))
    yield from (Paragraph(each) for each in matter.lines("state"))
    yield Paragraph(sentences.instruments(material))
    yield Paragraph(sentences.findings(material))
    yield Paragraph(
        _(
            "Số liệu tính đến ngày {day}; chi tiết theo chín nội dung, bằng chứng và nguyên nhân ghi trong Báo cáo "
            "đánh giá hiện trạng của hồ sơ {code}.",
            day=material.as_of.strftime("%d/%m/%Y"),
            code=material.dossier_code,
        )
    )


def _edition(matter: ProgrammeMatter) -> Iterator[Block]:
    """What proves that this paper says what was frozen."""
    version = matter.version
    if version is None:
        yield Paragraph(
            _(
                "Đây là dự thảo in từ hồ sơ đang soạn, chưa được phê duyệt. Bản được phê duyệt mang số bản và mã băm ở "
                "chân mỗi trang."
            ),
            "note",
        )
        return
    yield Paragraph(
        _(
            "Bản {number} được chốt cùng quyết định phê duyệt. Mã băm SHA-256 của toàn bộ nội dung: {hash}.",
            number=show_number(version.number),
            hash=" ".join(version.sha256[start : start + 8] for start in range(0, 64, 8)),
        ),
        "note",
    )
    if version.reason:
        yield Paragraph(_("Lý do ra bản này: {reason}", reason=version.reason), "note")
