"""The assessment report (báo cáo đánh giá hiện trạng): by the nine subjects, what is, what proves it, what is missing,
why, what may come of it, what to do, by whom and until when."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.domain.document import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Signatures,
    State,
    Table,
)
from app.domain.metrology.priority import PRIORITY_WORDS
from app.domain.scores import one_place
from app.formats import MINUS, show_number
from app.reports import sentences
from app.reports.assessed import AssessedSubject, Assessment
from app.reports.assessment_measured import loss_blocks, measured_blocks
from app.reports.assessment_subjects import score_shown, subject_blocks
from app.reports.checklist import state_word
from app.reports.findings import marks_explained
from app.reports.inventory import joined, law_warning
from app.reports.material import Material
from app.reports.summary import general_blocks
from app.reports.summary_register import register_counts, register_ring
from app.reports.summary_survey import score_chart
from app.wording import _


def build(assessment: Assessment) -> Document:
    """The whole report, in the language in use."""
    material = assessment.material
    where = joined(material.dossier.site.name, material.dossier.site.enterprise)
    return Document(
        title=_("Báo cáo"),
        subject=_("Đánh giá hiện trạng hoạt động đo lường tại {where}", where=where),
        letterhead=material.paper.letterhead,
        blocks=(
            *_conclusion(assessment),
            *general_blocks(material),
            *_scores(assessment),
            *subject_blocks(assessment),
            *_priorities(assessment),
            *measured_blocks(assessment),
            *_register(material),
            *loss_blocks(assessment),
            *_gaps(assessment),
            _signatures(material),
        ),
        footer=material.footer,
        language=material.language,
        draft=material.paper.is_draft,
        about=_("Chương trình đảm bảo đo lường. {cycle}.", cycle=material.cycle_words),
        keywords=joined(material.footer, *(each.code for each in assessment.findings)),
        as_of=material.as_of,
    )


def _conclusion(assessment: Assessment) -> Iterator[Block]:
    material, share = assessment.material, assessment.material.valid_share
    yield Heading(_("1. Kết luận chung"))
    yield Paragraph(sentences.lead(material), "lead")
    yield Paragraph(_since_words(assessment))
    yield Paragraph(_finding_words(assessment))
    yield Paragraph(sentences.instruments(material))
    overall = show_number(one_place(material.overall)) if material.overall is not None else "—"
    first = sum(each.priority.level == 1 for each in assessment.findings)
    yield Figures(
        (
            Figure(overall, _("mức chung, trên 5")),
            Figure(show_number(len(assessment.findings)), _("phát hiện")),
            Figure(show_number(first), _("phát hiện phải làm ngay")),
            Figure(f"{show_number(share * 100, 0)} %" if share is not None else "—", _("phương tiện đo còn hạn")),
            Figure(show_number(len(assessment.evaluated)), _("đánh giá phép đo")),
        )
    )
    if material.law_is_open:
        yield Paragraph(law_warning(), "warn")


def _since_words(assessment: Assessment) -> str:
    since, now = assessment.since, assessment.material.overall
    if since is None:
        return _("Đây là chu kỳ đầu, chưa có kỳ trước để so sánh.")
    told = _(
        "So với {name}: {better} câu lên mức, {worse} câu xuống mức, {same} câu giữ nguyên, {unseen} câu chưa xem lại; "
        "{repeated} phát hiện lặp lại, {closed} phát hiện không còn, {waiting} phát hiện chưa xem lại.",
        name=since.name,
        better=since.better,
        worse=since.worse,
        same=since.same,
        unseen=since.unseen,
        repeated=len(since.repeated),
        closed=since.closed,
        waiting=since.waiting,
    )
    if since.overall is None or now is None:
        return told
    change = _(
        "Mức chung từ {then} đến {now}.",
        then=show_number(one_place(since.overall)),
        now=show_number(one_place(now)),
    )
    return f"{told} {change}"


def _finding_words(assessment: Assessment) -> str:
    if not assessment.findings:
        return _("Chưa ghi nhận phát hiện nào.")
    levels = assessment.levels
    told = ", ".join(
        _("{n} ưu tiên {level} ({word})", n=levels[level], level=level, word=_(word))
        for level, word in PRIORITY_WORDS.items()
        if level in levels
    )
    if levels.get(0):
        unranked = _("{n} chưa xếp ưu tiên", n=levels[0])
        told = f"{told}, {unranked}" if told else unranked
    return _("Có {n} phát hiện: {told}.", n=len(assessment.findings), told=told)


def _scores(assessment: Assessment) -> Iterator[Block]:
    yield Heading(_("3. Điểm của chín nội dung"))
    yield score_chart(assessment.material, {each.score.subject: each.previous for each in assessment.subjects})
    columns = [
        Column(_("Nội dung"), 4),
        Column(_("Trọng số, %"), 1, "number"),
        Column(_("Điểm"), 0.8, "number"),
        Column(_("Cần"), 0.8, "number"),
    ]
    if assessment.since:
        columns += [Column(_("Kỳ trước"), 1, "number"), Column(_("Thay đổi"), 1, "number")]
    columns += [Column(_("Đánh giá"), 1.7, "state"), Column(_("Phát hiện"), 1, "number")]
    rows = tuple(_score_row(assessment, each) for each in assessment.subjects)
    yield Table(tuple(columns), rows, _("Bảng 1. Điểm theo trọng số của câu hỏi"), of_figures=True)
    yield Paragraph(
        _(
            "Trọng số của nội dung là tổng trọng số các câu áp dụng, trên tổng của cả chín nội dung; trọng số của câu "
            "do phiếu khảo sát quy định. Câu không áp dụng phải ghi lý do và không tính."
        ),
        "note",
    )


def _score_row(assessment: Assessment, each: AssessedSubject) -> tuple[Cell | State, ...]:
    score = each.score
    title = _("{number}. {title}", number=score.subject, title=score.title)
    cells: list[Cell | State] = [
        title,
        show_number(100 * each.share, 1),
        score_shown(score.score),
        score_shown(score.required),
    ]
    if assessment.since:
        cells += [score_shown(each.previous), change_shown(each.change)]
    state = State("na" if score.state == "none" else score.state, state_word(score.state))
    return (*cells, state, len(each.findings))


def change_shown(change: Decimal | None) -> str:
    """+0,4 or −0,2; a dash where one of both is not known."""
    if change is None:
        return "—"
    rounded = one_place(abs(change))
    if not rounded:
        return "0"
    return f"{'+' if change > 0 else MINUS}{show_number(rounded)}"


def _priorities(assessment: Assessment) -> Iterator[Block]:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Phát hiện"), 4.4),
        Column(_("Ưu tiên"), 1.7, "state"),
        Column(_("Căn cứ"), 2),
        Column(_("Đơn vị, hạn"), 1.7),
        Column(_("Mục tiêu"), 1, "code"),
    )
    rows = tuple(
        (
            each.code,
            each.finding.title,
            each.priority_state,
            each.clause,
            joined(each.finding.owner, each.due_on.strftime("%d/%m/%Y") if each.due_on else ""),
            each.goals,
        )
        for each in assessment.by_priority
    )
    yield Heading(_("5. Phát hiện theo thứ tự ưu tiên"))
    empty = _("Chưa ghi nhận phát hiện nào.")
    yield Table(columns, rows, _("Bảng 2. Phát hiện, việc phải làm ngay trước"), empty, small=True)
    if rows:
        yield Paragraph(
            _(
                "Ưu tiên xếp theo quy tắc khẩn trước, bảng hậu quả × khả năng xảy ra sau, nâng một bậc khi khó phát "
                "hiện (IEC 31010:2019); đây là thứ tự làm việc, không phải phép đo."
            ),
            "note",
        )
    if marks := marks_explained(each.finding.clause for each in assessment.findings):
        yield Paragraph(marks, "note")


def _register(material: Material) -> Iterator[Block]:
    yield Heading(_("7. Danh mục phương tiện đo tại ngày đánh giá"))
    if not material.judged:
        yield Paragraph(_("Danh mục chưa có phương tiện đo nào."))
        return
    yield register_ring(material)
    yield register_counts(material, _("Bảng 4. Số phương tiện đo theo tình trạng"))
    yield Paragraph(material.dated + ".", "note")


def _gaps(assessment: Assessment) -> Iterator[Block]:
    columns = (Column(_("Ở đâu"), 2.2), Column(_("Điều chưa đánh giá được"), 5))
    rows = tuple((each.where, each.what) for each in assessment.gaps)
    yield Heading(_("9. Những gì chưa đánh giá"))
    yield Table(columns, rows, empty=_("Không có phần nào bị bỏ lại."), small=True)


def _signatures(material: Material) -> Signatures:
    paper, site = material.paper, material.dossier.site
    return Signatures(
        (
            (_("Đại diện doanh nghiệp"), site.representative),
            (paper.signer_position or _("Trưởng đoàn khảo sát"), paper.signer_name),
        ),
        paper.recipients or (_("Doanh nghiệp được khảo sát"), _("Lưu: VT")),
    )
