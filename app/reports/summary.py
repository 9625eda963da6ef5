"""The summary for the office and the director: the sentence first, then the pictures, then the figures."""

from __future__ import annotations

from app.domain.document import (
    Block,
    Column,
    Document,
    Facts,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Pictures,
    Signatures,
    Table,
)
from app.domain.findings import finding_code
from app.domain.goals import goal_code
from app.domain.scores import one_place
from app.formats import show_date, show_number
from app.reports import sentences
from app.reports.findings import (
    baseline_source,
    clause_with_mark,
    from_to,
    marks_explained,
    priorities_explained,
    priority_number,
    severity_state,
    with_merged,
)
from app.reports.inventory import joined, law_warning
from app.reports.material import Material
from app.reports.summary_register import register_blocks
from app.reports.summary_survey import survey_blocks
from app.wording import N_, _

SITE_KIND_WORDS = {
    "manufacturing": N_("Cơ sở sản xuất"),
    "prepackaged": N_("Cơ sở sản xuất hàng đóng gói sẵn"),
    "meters": N_("Cơ sở dùng phương tiện đo trong mua bán, thanh toán"),
    "laboratory": N_("Phòng thử nghiệm, hiệu chuẩn"),
}


def build(material: Material) -> Document:
    """The summary of a dossier as of a date, in the language in use."""
    site, paper = material.dossier.site, material.paper
    where = joined(site.name, site.enterprise)
    return Document(
        title=_("Báo cáo"),
        subject=_("Khảo sát, phân tích hiện trạng đo lường tại {where}", where=where),
        letterhead=paper.letterhead,
        blocks=(
            *_conclusion(material),
            *general_blocks(material),
            *survey_blocks(material),
            *register_blocks(material),
            *_findings(material),
            *_goals(material),
            *_photos(material),
            *_closing(material),
        ),
        footer=material.footer,
        language=material.language,
        draft=paper.is_draft,
        about=_("Chương trình đảm bảo đo lường. {cycle}.", cycle=material.cycle_words),
        keywords=joined(material.footer, *(finding_code(each) for each in material.findings)),
        as_of=material.as_of,
    )


def _conclusion(material: Material) -> list[Block]:
    overall = show_number(one_place(material.overall)) if material.overall is not None else "—"
    share = material.valid_share
    blocks: list[Block] = [
        Heading(_("1. Kết luận chung")),
        Paragraph(sentences.lead(material), "lead"),
        Paragraph(sentences.instruments(material)),
        Paragraph(sentences.findings(material)),
        Figures(
            (
                Figure(overall, _("mức chung, trên 5")),
                Figure(f"{show_number(share * 100, 0)} %" if share is not None else "—", _("phương tiện đo còn hạn")),
                Figure(show_number(len(material.overdue)), _("phương tiện đo quá hạn")),
                Figure(show_number(len(material.group2_trouble)), _("nhóm 2 chưa có kiểm định còn hiệu lực")),
                Figure(show_number(len(material.findings)), _("phát hiện")),
            )
        ),
    ]
    return [*blocks, Paragraph(law_warning(), "warn")] if material.law_is_open else blocks


def general_blocks(material: Material) -> list[Block]:
    site, cycle = material.dossier.site, material.dossier.cycle
    period = (
        _("từ {first} đến {last}", first=show_date(cycle.starts_on), last=show_date(cycle.ends_on))
        if cycle.ends_on
        else _("từ {first}", first=show_date(cycle.starts_on))
    )
    return [
        Heading(_("2. Thông tin chung")),
        Facts(
            (
                (_("Doanh nghiệp"), site.enterprise),
                (_("Cơ sở được khảo sát"), site.name or site.enterprise),
                (_("Loại cơ sở"), _(SITE_KIND_WORDS[site.kind]) if site.kind in SITE_KIND_WORDS else site.kind),
                (_("Địa chỉ"), joined(site.address, site.province)),
                (_("Mã số thuế"), site.tax_code),
                (_("Người đại diện"), site.representative),
                (_("Đầu mối"), site.contact),
                (_("Chu kỳ chương trình"), _("{cycle}, {period}", cycle=cycle.name, period=period)),
                (_("Ngày khảo sát"), show_date(cycle.surveyed_on)),
                (_("Số liệu tính đến ngày"), show_date(material.as_of)),
            )
        ),
        Paragraph(
            _(
                "Căn cứ: Luật Đo lường 04/2011/QH13; Thông tư 23/2013/TT-BKHCN và các văn bản sửa đổi, thay thế "
                "về phương tiện đo nhóm 2; Quyết định 996/QĐ-TTg ngày 10/8/2018 và Quyết định 510/QĐ-BKHCN ngày "
                "17/3/2021 về chương trình đảm bảo đo lường tại doanh nghiệp. Đây là kết quả hỗ trợ doanh nghiệp, "
                "không phải kết luận kiểm tra nhà nước về đo lường."
            ),
            "note",
        ),
    ]


def _findings(material: Material) -> list[Block]:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Phát hiện"), 5.0),
        Column(_("Ảnh hưởng"), 1.0, "state"),
        Column(_("Ưu tiên"), 0.8, "state"),
        Column(_("Căn cứ"), 2.2),
        Column(_("Đề xuất, đơn vị, hạn"), 2.6),
        Column(_("Mục tiêu"), 1.0, "code"),
    )
    rows = tuple(
        (
            finding_code(each),
            with_merged(material, each),
            severity_state(each),
            priority_number(each),
            clause_with_mark(each.clause),
            joined(each.proposal, each.owner, show_date(each.due_on)),
            material.traces("findings", each.id, "goals"),
        )
        for each in material.findings
    )
    notes = (priorities_explained(material.findings), marks_explained(each.clause for each in material.findings))
    marks = " ".join(filter(None, notes))
    return [
        Heading(_("6. Phát hiện và đề xuất")),
        Table(columns, rows, _("Bảng 5. Phát hiện, theo số thứ tự"), _("Chưa ghi nhận phát hiện nào."), small=True),
        *([Paragraph(marks, "note")] if marks else []),
    ]


def _goals(material: Material) -> list[Block]:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Mục tiêu và chỉ số"), 4.2),
        Column(_("Hiện tại → đích"), 1.9),
        Column(_("Hạn"), 1.3, "date"),
        Column(_("Đơn vị thực hiện"), 1.7),
        Column(_("Từ phát hiện"), 1.2, "code"),
    )
    rows = tuple(
        (
            goal_code(each),
            f"{each.title}\n{each.indicator}" if each.indicator and each.indicator != each.title else each.title,
            from_to(each),
            each.due_on,
            each.owner,
            material.traces("goals", each.id, "findings"),
        )
        for each in material.goals
    )
    blocks: list[Block] = [
        Heading(_("7. Mục tiêu và luận chứng")),
        Table(columns, rows, _("Bảng 6. Mục tiêu"), _("Chưa có mục tiêu nào."), small=True),
    ]
    argued = [each for each in material.goals if each.justification or baseline_source(each)]
    if argued:
        blocks.append(Heading(_("Luận chứng"), 2))
    for each in argued:
        source = baseline_source(each)
        told = _("Số liệu hiện tại: {source}.", source=source.rstrip(".")) if source else ""
        words = " ".join(part for part in (each.justification, told) if part)
        blocks.append(Paragraph(_("{code}: {words}", code=goal_code(each), words=words)))
    return blocks


def _photos(material: Material) -> list[Block]:
    items = []
    for number, (each, content) in enumerate(material.photos(), start=1):
        traces = material.traces("evidence", each.id, "findings")
        about = joined(each.note or each.name, each.place, traces)
        items.append((content, _("Ảnh {number}. {about}", number=number, about=about)))
    return [Heading(_("8. Ảnh bằng chứng")), Pictures(tuple(items))] if items else []


def _closing(material: Material) -> list[Block]:
    paper, site = material.paper, material.dossier.site
    return [
        Heading(_("Về dữ liệu cá nhân"), 2),
        Paragraph(
            _(
                "Họ tên, chức vụ và thông tin liên hệ trong báo cáo chỉ dùng cho chương trình đảm bảo đo lường "
                "của doanh nghiệp này, chỉ ghi ở mức cần thiết và được giữ đến hết thời hạn lưu hồ sơ. Người có "
                "tên có quyền xem, sửa, rút lại hoặc yêu cầu xóa theo Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15."
            ),
            "note",
        ),
        Signatures(
            (
                (_("Đại diện doanh nghiệp"), site.representative),
                (paper.signer_position or _("Trưởng đoàn khảo sát"), paper.signer_name),
            ),
            paper.recipients or (_("Doanh nghiệp được khảo sát"), _("Lưu: VT")),
        ),
    ]
