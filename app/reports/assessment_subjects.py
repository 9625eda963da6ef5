"""Section 4 of the assessment: each subject with its score, what is done well, what is weak, and its findings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.domain.document import Block, Column, Facts, Heading, Paragraph, Table
from app.domain.scores import Rated, one_place
from app.formats import show_date, show_number
from app.reports.assessed import AssessedFinding, AssessedSubject, Assessment
from app.reports.checklist import state_word
from app.reports.official import DOTS
from app.wording import _

STRONG_SHOWN, WEAK_SHOWN = 3, 6


def subject_blocks(assessment: Assessment) -> Iterator[Block]:
    yield Heading(_("4. Hiện trạng theo chín nội dung"))
    for each in assessment.subjects:
        yield from _subject(assessment, each)


def _subject(assessment: Assessment, each: AssessedSubject) -> Iterator[Block]:
    yield Heading(_("4.{number}. {title}", number=each.score.subject, title=each.score.title), 2)
    yield Paragraph(_state_words(each))
    if each.strong:
        shown = "; ".join(_asked(one) for one in each.strong[:STRONG_SHOWN])
        yield Paragraph(_("Đã làm được: {shown}.", shown=shown))
    if each.weak:
        yield _weak(assessment, each)
    for finding in each.findings:
        yield from finding_blocks(finding)
    if not each.findings:
        yield Paragraph(_("Chưa có phát hiện nào được nhận ở nội dung này."), "note")


def _state_words(each: AssessedSubject) -> str:
    score = each.score
    if score.score is None:
        return score.reason
    told = _(
        "Điểm {score} trên 5, cần {required}: {state}. Trả lời {answered}/{applicable} câu áp dụng, {proven} câu có "
        "bằng chứng kèm theo.",
        score=score_shown(score.score),
        required=score_shown(score.required),
        state=state_word(score.state).lower(),
        answered=score.answered,
        applicable=score.applicable,
        proven=each.proven,
    )
    if each.previous is None:
        return told
    before = _("Kỳ trước {score}.", score=score_shown(each.previous))
    return f"{told} {before}"


def score_shown(score: Decimal | None) -> str:
    return show_number(one_place(score)) if score is not None else "—"


def _asked(each: Rated) -> str:
    return _("{label} (mức {level})", label=each.label.rstrip(" .?"), level=each.level)


def _weak(assessment: Assessment, each: AssessedSubject) -> Table:
    columns = (
        Column(_("Câu"), 0.8, "code"),
        Column(_("Nội dung câu hỏi"), 5),
        Column(_("Mức"), 0.7, "number"),
        Column(_("Cần"), 0.7, "number"),
        Column(_("Phát hiện"), 1.2, "code"),
    )
    material = assessment.material
    rows = tuple(
        (one.code, one.label, one.level, one.required, material.traces("answers", one.answer_id, "findings"))
        for one in each.weak[:WEAK_SHOWN]
    )
    more = len(each.weak) - WEAK_SHOWN
    caption = _("Câu dưới mức cần, kéo điểm xuống nhiều nhất trước")
    if more > 0:
        caption = _("{caption} (còn {n} câu)", caption=caption, n=more)
    return Table(columns, rows, caption, of_figures=True)


WRITTEN_BY_HAND = (1, 2, None)
"""Priorities (None: not judged) whose blank parts are lines to fill in by hand; section 9 counts the others."""


def finding_blocks(each: AssessedFinding) -> Iterator[Block]:
    """A finding as its eight parts; a blank one is a line to be filled in by hand where the finding is urgent."""
    yield Paragraph(_("{code}. {title}", code=each.code, title=each.finding.title), "finding")
    items = [
        (_("Hiện trạng"), each.finding.detail or each.finding.title),
        (_("Bằng chứng"), each.evidence),
        (_("Khoảng cách"), _with_clause(each)),
        (_("Nguyên nhân"), each.finding.cause),
        (_("Rủi ro"), each.risk),
        (_("Đề xuất"), each.finding.proposal),
        (_("Đơn vị, hạn"), _who_and_when(each)),
    ]
    if each.goals:
        items.append((_("Mục tiêu"), each.goals))
    by_hand = each.priority.level in WRITTEN_BY_HAND
    yield Facts(tuple((name, value) for name, value in items if value or by_hand), small=True)


def _who_and_when(each: AssessedFinding) -> str:
    """Both where they are known; dots where a person still writes them."""
    if not each.finding.owner and each.due_on is None:
        return ""
    return _("{owner}; hạn {day}", owner=each.finding.owner or DOTS, day=show_date(each.due_on) or DOTS)


def _with_clause(each: AssessedFinding) -> str:
    gap = each.gap.rstrip(".")
    if not each.clause:
        return f"{gap}." if gap else ""
    required = _("Căn cứ: {clause}.", clause=each.clause.rstrip("."))
    return f"{gap}. {required}" if gap else required
