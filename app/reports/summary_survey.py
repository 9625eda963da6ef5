"""Sections 3 and 4 of the summary: how far the survey came, and what it says of the nine subjects."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from app.domain.document import Bar, BarChart, Block, Column, Heading, Paragraph, State, Table
from app.domain.scores import SubjectScore, one_place
from app.formats import show_number
from app.reports.checklist import state_word
from app.reports.material import Material
from app.wording import _

WORST_SHOWN = 15
NO_SCORES: Mapping[int, Decimal | None] = {}


def survey_blocks(material: Material) -> list[Block]:
    return [*_coverage(material), *_scores(material)]


def _coverage(material: Material) -> list[Block]:
    columns = (
        Column(_("Nội dung"), 4.4),
        Column(_("Số câu"), 1, "number"),
        Column(_("Đã trả lời"), 1.1, "number"),
        Column(_("Không áp dụng"), 1.2, "number"),
        Column(_("Chưa trả lời"), 1.2, "number"),
        Column(_("Có bằng chứng"), 1.3, "number"),
    )
    rows: list[tuple[str, int, int, int, int, int]] = []
    for subject in material.subjects:
        asked = [each for each in material.rated if each.subject == subject.subject]
        proven = sum(bool(each.answer_id) and material.evidence_of("answers", each.answer_id) > 0 for each in asked)
        left_out = sum(not each.applicable for each in asked)
        title = _("{number}. {title}", number=subject.subject, title=subject.title)
        rows.append((title, len(asked), subject.answered, left_out, len(subject.unanswered), proven))
    sums = [sum(counts) for counts in zip(*(row[1:] for row in rows), strict=True)]
    total: tuple[str | int, ...] = (_("Cộng"), *sums)
    return [
        Heading(_("3. Mức độ hoàn thành khảo sát")),
        Paragraph(
            _(
                "Đã trả lời {answered} trên {total} câu mức được hỏi; {left_out} câu không áp dụng, có ghi lý do.",
                answered=sums[1],
                total=sums[0],
                left_out=sums[2],
            )
        ),
        Table(columns, (*rows, total), _("Bảng 1. Số câu theo nội dung"), of_figures=True),
    ]


def _scores(material: Material) -> list[Block]:
    heading = Heading(_("4. Kết quả theo chín nội dung"))
    return [heading, Paragraph(_told(material)), score_chart(material), *_worst(material)]


def score_chart(material: Material, previous: Mapping[int, Decimal | None] = NO_SCORES) -> BarChart:
    """previous: the scores of the last cycle by subject, drawn as short strokes."""
    note = _("Điểm là trung bình các mức 1 đến 5, theo trọng số của câu; câu không áp dụng không tính.")
    if any(each is not None for each in previous.values()):
        note = f"{note} {_('Vạch đứng ngắn: điểm của kỳ trước.')}"
    return BarChart(
        _("Điểm của chín nội dung, so với mức cần đạt"),
        tuple(_bar(each, previous.get(each.subject)) for each in material.subjects),
        note=note,
    )


def _told(material: Material) -> str:
    counts = {state: sum(each.state == state for each in material.subjects) for state in ("ok", "part", "bad", "none")}
    return _(
        "Trong chín nội dung có {ok} nội dung đạt mức cần, {part} nội dung đạt một phần, {bad} nội dung chưa đạt "
        "và {none} nội dung chưa tính điểm.",
        **counts,
    )


def _bar(each: SubjectScore, previous: Decimal | None) -> Bar:
    shown = show_number(one_place(each.score)) if each.score is not None else "—"
    label = _("{number}. {title}", number=each.subject, title=each.title)
    required = float(each.required) if each.required is not None else None
    score = float(each.score) if each.score is not None else None
    before = float(previous) if previous is not None else None
    return Bar(label, score, shown, each.state, each.reason, required, before)


def _worst(material: Material) -> list[Block]:
    columns = (
        Column(_("Câu"), 0.8, "code"),
        Column(_("Nội dung câu hỏi"), 5),
        Column(_("Mức"), 0.7, "number"),
        Column(_("Cần"), 0.7, "number"),
        Column(_("Trọng số"), 0.9, "number"),
        Column(_("Đánh giá"), 1.5, "state"),
        Column(_("Phát hiện"), 1.1, "code"),
    )
    rows = tuple(
        (
            each.code,
            each.label,
            each.level,
            each.required,
            each.weight,
            _judged(each.gap),
            material.traces("answers", each.answer_id, "findings"),
        )
        for each in material.worst[:WORST_SHOWN]
    )
    more = len(material.worst) - WORST_SHOWN
    caption = _("Bảng 2. Câu kéo điểm xuống nhiều nhất")
    blocks: list[Block] = [
        Table(columns, rows, caption, _("Không có câu nào dưới mức cần đạt."), of_figures=True),
    ]
    if more > 0:
        blocks.append(Paragraph(_("Còn {n} câu dưới mức cần đạt, xem phiếu khảo sát.", n=more), "note"))
    return blocks


def _judged(gap: int) -> State:
    state = "part" if gap <= 1 else "bad"
    return State(state, state_word(state))
