"""The effect report as a workbook: goals before and after, every reading, tasks, effects, means; figures as numbers."""

from __future__ import annotations

from app.domain.change import Side
from app.domain.document import State
from app.domain.effect_results import EFFECT_STATES, EFFECT_WORDS, EffectResult
from app.domain.effects import EFFECT_KINDS, effect_code
from app.domain.goal_results import GoalResult
from app.domain.goals import goal_code
from app.domain.outcomes import OUTCOME_STATES, OUTCOMES
from app.domain.results_told import notes_of, target_words, verdict_words
from app.domain.task_results import TASK_RESULT_STATES, TASK_RESULT_WORDS
from app.domain.tasks import task_code
from app.reports.effect_report import EffectPaper
from app.reports.sheets import Amount, Row, Sheet, SheetColumn, Value, Workbook
from app.reports.survey import site_lines
from app.wording import _


def build(paper: EffectPaper) -> Workbook:
    material = paper.material
    return Workbook(
        title=_("Hiệu quả chương trình: {enterprise}", enterprise=material.dossier.site.enterprise),
        subject=_("{cycle}. {dated}.", cycle=material.cycle_words, dated=material.dated),
        author=material.paper.letterhead.agency,
        keywords=material.footer,
        footer=material.footer,
        language=material.language,
        as_of=paper.report.as_of,
        sheets=(_goals(paper), _readings(paper), _tasks(paper), _effects(paper), _means(paper)),
    )


def _goals(paper: EffectPaper) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Mục tiêu"), 34),
        SheetColumn(_("Đơn vị tính"), 11),
        SheetColumn(_("Giá trị trước"), 10, "number"),
        SheetColumn(_("Trước, thấp"), 10, "number"),
        SheetColumn(_("Trước, cao"), 10, "number"),
        SheetColumn(_("Ngày trước"), 11.5, "date"),
        SheetColumn(_("Giá trị sau"), 10, "number"),
        SheetColumn(_("Sau, thấp"), 10, "number"),
        SheetColumn(_("Sau, cao"), 10, "number"),
        SheetColumn(_("Ngày sau"), 11.5, "date"),
        SheetColumn(_("Giá trị cần đạt"), 10, "number"),
        SheetColumn(_("Mức thay đổi"), 10, "number"),
        SheetColumn(_("Thay đổi, thấp"), 10, "number"),
        SheetColumn(_("Thay đổi, cao"), 10, "number"),
        SheetColumn(_("Kết luận về thay đổi"), 24),
        SheetColumn(_("Kết luận về mục tiêu"), 24),
        SheetColumn(_("Kết quả"), 20, "state"),
        SheetColumn(_("Ghi chú"), 44),
    )
    report = paper.report
    return Sheet(
        name=_("Mục tiêu"),
        title=_("MỤC TIÊU TRƯỚC VÀ SAU"),
        about=(*site_lines(paper.material), report.sentence, _("Các khoảng ở k = 2, khoảng 95 %.")),
        columns=columns,
        rows=tuple(map(_goal_row, report.goals)),
        frozen=2,
    )


def _goal_row(each: GoalResult) -> Row:
    change = each.change
    return Row(
        (
            goal_code(each.goal),
            each.goal.title,
            change.after.unit,
            *_side(change.before),
            *_side(change.after),
            change.aim,
            change.difference,
            _amount(change.low),
            _amount(change.high),
            verdict_words(change),
            target_words(change),
            State(OUTCOME_STATES[each.outcome], _(OUTCOMES[each.outcome])),
            " ".join((*([each.reason] if each.reason else []), *notes_of(each))),
        )
    )


def _side(side: Side) -> tuple[Value | Amount, ...]:
    low, high = side.interval or (None, None)
    return side.value, _amount(low), _amount(high), side.on if side.value is not None else None


def _amount(value: float | None) -> Amount | None:
    return None if value is None else Amount(value, 2)


def _readings(paper: EffectPaper) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Ngày định đo"), 12, "date"),
        SheetColumn(_("Ngày đo"), 12, "date"),
        SheetColumn(_("Giá trị"), 11, "number"),
        SheetColumn(_("Đơn vị tính"), 12),
        SheetColumn(_("Độ không đảm bảo U"), 12, "number"),
        SheetColumn(_("Hệ số phủ k"), 9, "number"),
        SheetColumn(_("Số đạt"), 8, "number"),
        SheetColumn(_("Tổng số"), 8, "number"),
        SheetColumn(_("Nguồn"), 36),
        SheetColumn(_("Ghi chú"), 30),
    )
    rows = tuple(
        Row(
            (
                goal_code(each.goal),
                reading.planned_on,
                reading.read_on,
                reading.value,
                each.goal.unit,
                reading.expanded_uncertainty,
                reading.coverage_factor,
                reading.k,
                reading.n,
                reading.source,
                reading.note,
            )
        )
        for each in paper.report.goals
        for reading in each.readings
    )
    about = (_("Ô giá trị trống là chưa đo, không phải bằng 0."),)
    return Sheet(name=_("Các lần đo"), title=_("CÁC LẦN ĐO CHỈ TIÊU"), about=about, columns=columns, rows=rows)


def _tasks(paper: EffectPaper) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Nhiệm vụ"), 42),
        SheetColumn(_("Đơn vị, người thực hiện"), 22),
        SheetColumn(_("Hạn"), 12, "date"),
        SheetColumn(_("Ngày xong"), 12, "date"),
        SheetColumn(_("Hoàn thành, %"), 10, "number"),
        SheetColumn(_("Bằng chứng"), 10, "number"),
        SheetColumn(_("Kết quả"), 20, "state"),
    )
    rows = tuple(
        Row(
            (
                each.code,
                each.task.title,
                each.task.owner,
                each.task.ends_on,
                each.task.done_on,
                each.task.percent,
                each.evidence,
                State(TASK_RESULT_STATES[each.outcome], _(TASK_RESULT_WORDS[each.outcome])),
            )
        )
        for each in paper.report.tasks
    )
    return Sheet(name=_("Nhiệm vụ"), title=_("KẾT QUẢ THỰC HIỆN NHIỆM VỤ"), about=(), columns=columns, rows=rows)


def _effects(paper: EffectPaper) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Loại"), 13),
        SheetColumn(_("Hiệu quả"), 34),
        SheetColumn(_("Đơn vị tính"), 16),
        SheetColumn(_("Dự kiến, thấp"), 11, "number"),
        SheetColumn(_("Dự kiến"), 11, "number"),
        SheetColumn(_("Dự kiến, cao"), 11, "number"),
        SheetColumn(_("Đo được, thấp"), 11, "number"),
        SheetColumn(_("Đo được"), 11, "number"),
        SheetColumn(_("Đo được, cao"), 11, "number"),
        SheetColumn(_("Ngày đo"), 12, "date"),
        SheetColumn(_("So với dự kiến"), 26, "state"),
        SheetColumn(_("Căn cứ, cách tính"), 36),
    )
    rows = tuple(map(_effect_row, paper.report.effects))
    return Sheet(name=_("Hiệu quả"), title=_("HIỆU QUẢ DỰ KIẾN VÀ ĐO ĐƯỢC"), about=(), columns=columns, rows=rows)


def _effect_row(each: EffectResult) -> Row:
    effect = each.effect
    return Row(
        (
            effect_code(effect),
            _(EFFECT_KINDS[effect.kind]),
            effect.title,
            effect.unit,
            effect.expected_low,
            effect.expected,
            effect.expected_high,
            effect.measured_low,
            effect.measured,
            effect.measured_high,
            effect.measured_on,
            State(EFFECT_STATES[each.verdict], _(EFFECT_WORDS[each.verdict])),
            effect.measured_basis,
        )
    )


def _means(paper: EffectPaper) -> Sheet:
    columns = (
        SheetColumn(_("Cho"), 9, "trace"),
        SheetColumn(_("Khoản"), 40),
        SheetColumn(_("Dự kiến, triệu đồng"), 14, "number"),
        SheetColumn(_("Thực chi, triệu đồng"), 14, "number"),
        SheetColumn(_("Một lần, mỗi năm"), 14),
        SheetColumn(_("Nguồn"), 24),
    )
    codes = {each.task.id: task_code(each.task) for each in paper.report.tasks}
    rows = tuple(
        Row(
            (
                codes.get(item.of_id, ""),
                item.title,
                item.amount,
                item.spent,
                _("mỗi năm") if item.yearly else _("một lần"),
                item.source,
            )
        )
        for item in paper.report.funding
    )
    about = (_("Ô trống là chưa biết, không phải bằng 0."),)
    return Sheet(name=_("Kinh phí"), title=_("KINH PHÍ DỰ KIẾN VÀ THỰC CHI"), about=about, columns=columns, rows=rows)
