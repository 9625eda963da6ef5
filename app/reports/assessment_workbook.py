"""The assessment as a workbook: scores with weights, every finding in its parts, priorities, measured results, gaps."""

from __future__ import annotations

from app.domain.document import State
from app.domain.metrology.calibration_status import GLYPHS, STATE_WORDS
from app.domain.scores import one_place
from app.formats import show_number
from app.reports.assessed import AssessedFinding, AssessedSubject, Assessment
from app.reports.assessment_measured import is_loss
from app.reports.checklist import state_word
from app.reports.evaluated import Evaluated, Told, figures_told
from app.reports.evaluation_workbook import amount
from app.reports.findings import marks_explained, severity_state
from app.reports.inventory import joined, law_lines
from app.reports.sheets import Row, Sheet, SheetColumn, Workbook
from app.reports.survey import site_lines
from app.wording import _


def build(assessment: Assessment) -> Workbook:
    material = assessment.material
    sheets = (
        _subjects(assessment),
        _findings(assessment),
        _priorities(assessment),
        _measured(assessment),
        _losses(assessment),
        _register(assessment),
        _since(assessment),
        _gaps(assessment),
    )
    return Workbook(
        title=_("Đánh giá hiện trạng: {enterprise}", enterprise=material.dossier.site.enterprise),
        subject=_("{cycle}. {dated}.", cycle=material.cycle_words, dated=material.dated),
        author=material.paper.letterhead.agency,
        keywords=material.footer,
        footer=material.footer,
        language=material.language,
        as_of=material.as_of,
        sheets=tuple(each for each in sheets if each is not None),
    )


def _subjects(assessment: Assessment) -> Sheet:
    columns = (
        SheetColumn(_("Nội dung"), 38),
        SheetColumn(_("Trọng số, %"), 10, "number"),
        SheetColumn(_("Điểm"), 8, "number"),
        SheetColumn(_("Cần"), 8, "number"),
        SheetColumn(_("Kỳ trước"), 9, "number"),
        SheetColumn(_("Thay đổi"), 9, "number"),
        SheetColumn(_("Đánh giá"), 16, "state"),
        SheetColumn(_("Đã trả lời"), 9, "number"),
        SheetColumn(_("Số câu áp dụng"), 10, "number"),
        SheetColumn(_("Có bằng chứng"), 10, "number"),
        SheetColumn(_("Phát hiện"), 9, "number"),
        SheetColumn(_("Vì sao chưa có điểm"), 30),
    )
    material = assessment.material
    overall = show_number(one_place(material.overall)) if material.overall is not None else "—"
    return Sheet(
        name=_("Chín nội dung"),
        title=_("ĐÁNH GIÁ HIỆN TRẠNG THEO CHÍN NỘI DUNG"),
        about=(*site_lines(material), _("Mức chung {overall} trên 5.", overall=overall), *law_lines(material)),
        columns=columns,
        rows=tuple(map(_subject_row, assessment.subjects)),
    )


def _subject_row(each: AssessedSubject) -> Row:
    score = each.score
    title = _("{number}. {title}", number=score.subject, title=score.title)
    return Row(
        (
            title,
            one_place(100 * each.share),
            one_place(score.score) if score.score is not None else None,
            one_place(score.required) if score.required is not None else None,
            one_place(each.previous) if each.previous is not None else None,
            one_place(each.change) if each.change is not None else None,
            State("na" if score.state == "none" else score.state, state_word(score.state)),
            score.answered,
            score.applicable,
            each.proven,
            len(each.findings),
            score.reason,
        )
    )


def _findings(assessment: Assessment) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Hiện trạng"), 34),
        SheetColumn(_("Bằng chứng"), 30),
        SheetColumn(_("Khoảng cách với yêu cầu"), 28),
        SheetColumn(_("Nguyên nhân"), 22),
        SheetColumn(_("Rủi ro"), 28),
        SheetColumn(_("Đề xuất"), 26),
        SheetColumn(_("Đơn vị phụ trách"), 15),
        SheetColumn(_("Hạn"), 11.5, "date"),
        SheetColumn(_("Ưu tiên"), 13, "state"),
        SheetColumn(_("Căn cứ"), 20),
        SheetColumn(_("Mục tiêu"), 9, "trace"),
    )
    rows: list[Row] = []
    for subject in assessment.subjects:
        title = _("{number}. {title}", number=subject.score.subject, title=subject.score.title)
        rows.append(Row(band=title))
        rows += [_finding_row(each) for each in subject.findings]
        if not subject.findings:
            rows.append(Row((None, _("Chưa có phát hiện nào được nhận ở nội dung này."), *[None] * 10)))
    marks = marks_explained(each.finding.clause for each in assessment.findings)
    return Sheet(
        name=_("Hiện trạng"),
        title=_("HIỆN TRẠNG, KHOẢNG CÁCH, NGUYÊN NHÂN, RỦI RO, ĐỀ XUẤT"),
        about=tuple(filter(None, (*site_lines(assessment.material), marks))),
        columns=columns,
        rows=tuple(rows),
    )


def _finding_row(each: AssessedFinding) -> Row:
    finding = each.finding
    return Row(
        (
            each.code,
            each.now,
            each.evidence,
            each.gap,
            finding.cause,
            each.risk,
            finding.proposal,
            finding.owner,
            each.due_on,
            each.priority_state,
            each.clause,
            each.goals,
        )
    )


def _priorities(assessment: Assessment) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Phát hiện"), 44),
        SheetColumn(_("Ưu tiên"), 16, "state"),
        SheetColumn(_("Hậu quả"), 9, "number"),
        SheetColumn(_("Khả năng xảy ra"), 9, "number"),
        SheetColumn(_("Khả năng phát hiện"), 9, "number"),
        SheetColumn(_("Vì sao"), 40),
        SheetColumn(_("Ảnh hưởng"), 11, "state"),
        SheetColumn(_("Đơn vị phụ trách"), 18),
        SheetColumn(_("Hạn"), 11.5, "date"),
    )
    rows = tuple(
        Row(
            (
                each.code,
                each.finding.title,
                each.priority_state,
                each.finding.consequence,
                each.finding.occurrence,
                each.finding.detection,
                each.priority.why.text,
                severity_state(each.finding),
                each.finding.owner,
                each.due_on,
            )
        )
        for each in assessment.by_priority
    )
    return Sheet(_("Ưu tiên"), _("PHÁT HIỆN THEO THỨ TỰ ƯU TIÊN"), columns, rows, is_list=True)


def _measured(assessment: Assessment) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Đánh giá, đối tượng"), 34),
        SheetColumn(_("Kết luận"), 16, "state"),
        SheetColumn(_("Đại lượng"), 30),
        SheetColumn(_("Giá trị"), 15, "number"),
        SheetColumn(_("Đơn vị"), 10),
        SheetColumn(_("Từ"), 14, "number"),
        SheetColumn(_("Đến"), 14, "number"),
        SheetColumn(_("Nói gì"), 50),
        SheetColumn(_("Phát hiện"), 9, "trace"),
    )
    rows = tuple(_figure_row(each, told) for each in assessment.evaluated if not is_loss(each) for told in _main(each))
    return Sheet(_("Kết quả đo"), _("KẾT QUẢ ĐO VÀ ĐÁNH GIÁ PHÉP ĐO"), columns, rows, is_list=True)


def _main(each: Evaluated) -> list[Told | None]:
    """The figures that stand on top; one empty row where there is none, so that the verdict is told all the same."""
    found: list[Told | None] = [one for one in figures_told(each) if one.main]
    return found or [None]


def _figure_row(each: Evaluated, told: Told | None) -> Row:
    whom = joined(each.title, *(words for _label, words in each.about))
    if told is None:
        return Row((each.code, whom, each.state, None, None, None, None, None, each.sentence, each.findings))
    return Row(
        (
            each.code,
            whom,
            each.state,
            told.label,
            told.words or (amount(told.value, told.digits) if not told.why else told.why),
            told.unit,
            amount(told.low, told.digits),
            amount(told.high, told.digits),
            each.sentence,
            each.findings,
        )
    )


def _losses(assessment: Assessment) -> Sheet | None:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Thiệt hại"), 44),
        SheetColumn(_("Thấp"), 18, "number"),
        SheetColumn(_("Dự kiến"), 18, "number"),
        SheetColumn(_("Cao"), 18, "number"),
        SheetColumn(_("Đơn vị"), 12),
    )
    rows = tuple(
        Row(
            (
                each.code,
                joined(each.title, told.label),
                amount(told.low, told.digits),
                amount(told.value, told.digits),
                amount(told.high, told.digits),
                told.unit,
            )
        )
        for each in assessment.evaluated
        if is_loss(each)
        for told in figures_told(each)
        if told.low is not None and not told.why
    )
    about = (_("Các khoản có thể trùng nhau nên không cộng lại."),)
    return Sheet(_("Thiệt hại"), _("THIỆT HẠI ƯỚC TÍNH"), columns, rows, about) if rows else None


def _register(assessment: Assessment) -> Sheet:
    columns = (
        SheetColumn(_("Tình trạng"), 26, "state"),
        SheetColumn(_("Số phương tiện đo"), 14, "number"),
        SheetColumn(_("Trong đó nhóm 2"), 14, "number"),
    )
    material = assessment.material
    rows = tuple(
        Row(
            (
                State(GLYPHS[state], _(STATE_WORDS[state])),
                count,
                sum(each.status.state == state and each.instrument.group == "2" for each in material.judged),
            )
        )
        for state, count in material.counts.items()
        if count
    )
    return Sheet(
        name=_("Danh mục"),
        title=_("PHƯƠNG TIỆN ĐO THEO TÌNH TRẠNG"),
        about=(material.dated + ".", *law_lines(material)),
        columns=columns,
        rows=rows,
        upright=True,
    )


def _since(assessment: Assessment) -> Sheet | None:
    since = assessment.since
    if since is None:
        return None
    columns = (SheetColumn(_("So với kỳ trước"), 44), SheetColumn(_("Số"), 10, "number"))
    counts = (
        (_("Câu lên mức"), since.better),
        (_("Câu xuống mức"), since.worse),
        (_("Câu giữ nguyên"), since.same),
        (_("Câu chưa xem lại"), since.unseen),
        (_("Phát hiện không còn"), since.closed),
        (_("Phát hiện lặp lại"), len(since.repeated)),
        (_("Phát hiện chưa xem lại"), since.waiting),
    )
    rows = [Row(each) for each in counts]
    rows += [Row((_("{code}. {title}", code=code, title=title), None)) for code, title in since.repeated]
    about = (_("Kỳ trước: {name}.", name=since.name),)
    return Sheet(_("So với kỳ trước"), _("SO VỚI CHU KỲ TRƯỚC"), columns, tuple(rows), about, upright=True)


def _gaps(assessment: Assessment) -> Sheet:
    columns = (SheetColumn(_("Ở đâu"), 34), SheetColumn(_("Điều chưa đánh giá được"), 70))
    rows = tuple(Row((each.where, each.what)) for each in assessment.gaps)
    return Sheet(_("Chưa đánh giá"), _("NHỮNG GÌ CHƯA ĐÁNH GIÁ"), columns, rows)
