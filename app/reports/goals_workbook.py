"""The goals with their justification as a workbook: effects, goals, what each costs and brings, what speaks against
it, the thread."""

from __future__ import annotations

from app.domain.economics import INPUT_NAMES, Figure
from app.domain.goals import Goal, goal_code
from app.formats import show_number
from app.reports.goals_paper import GoalsMatter, Worth, rounded
from app.reports.programme_thread import findings_forward
from app.reports.programme_workbook import about, effects_sheet, goals_sheet, thread_sheet, workbook
from app.reports.sheets import Row, Sheet, SheetColumn, Value, Workbook
from app.wording import _

PLACES = 3
"""Decimals of computed money and years: more than is known, for who computes on."""


def build(matter: GoalsMatter) -> Workbook:
    programme = matter.programme
    sheets = (
        goals_sheet(programme),
        effects_sheet(programme),
        _worth_sheet(matter),
        _sensitivity(matter),
        _doubts(matter),
        thread_sheet(_("Mạch từ phát hiện"), findings_forward(programme, _("PHÁT HIỆN → HIỆU QUẢ"))),
    )
    return workbook(programme, sheets)


def _worth_sheet(matter: GoalsMatter) -> Sheet:
    money = _("triệu đồng")
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Mục tiêu"), 30),
        SheetColumn(_("Vốn một lần"), 12, "number"),
        SheetColumn(_("Chi phí mỗi năm"), 12, "number"),
        SheetColumn(_("Nguồn của chi phí"), 18),
        SheetColumn(_("Lợi ích ròng mỗi năm"), 12, "number"),
        SheetColumn(_("Từ"), 11, "number"),
        SheetColumn(_("Đến"), 11, "number"),
        SheetColumn(_("Hoàn vốn, năm"), 11, "number"),
        SheetColumn(_("NPV"), 12, "number"),
        SheetColumn(_("NPV thấp"), 12, "number"),
        SheetColumn(_("NPV cao"), 12, "number"),
        SheetColumn(_("Vì sao chưa có"), 34),
    )
    rows = tuple(_worth_row(each, matter.worth[each.id]) for each in matter.goals if each.id in matter.worth)
    lines = (*about(matter.programme), _("Tiền tính bằng {money}.", money=money))
    return Sheet(_("Chi phí, lợi ích"), _("CHI PHÍ VÀ LỢI ÍCH CỦA TỪNG MỤC TIÊU"), columns, rows, lines, frozen=2)


def _worth_row(goal: Goal, worth: Worth) -> Row:
    result = worth.result
    source = _("kinh phí nhiệm vụ, giải pháp") if worth.funded else _("ước tính ở bước 3")
    return Row(
        (
            goal_code(goal),
            goal.title,
            worth.investment if worth.investment is not None else _("chưa ước tính"),
            worth.running if worth.running is not None else _("chưa ước tính"),
            source if worth.investment is not None or worth.running is not None else None,
            *_figures(result.gain),
            rounded(result.payback.expected, PLACES) if result.payback else _("chưa ước tính"),
            *_figures(result.npv),
            "; ".join(dict.fromkeys(result.reasons.values())),
        )
    )


def _figures(found: Figure | None) -> tuple[Value, Value, Value]:
    if found is None:
        return _("chưa ước tính"), None, None
    return rounded(found.expected, PLACES), rounded(found.low, PLACES), rounded(found.high, PLACES)


def _sensitivity(matter: GoalsMatter) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Đầu vào"), 26),
        SheetColumn(_("Thấp"), 12, "number"),
        SheetColumn(_("Cao"), 12, "number"),
        SheetColumn(_("NPV khi thấp"), 14, "number"),
        SheetColumn(_("NPV khi cao"), 14, "number"),
        SheetColumn(_("Khoảng"), 24),
    )
    rows = tuple(
        Row(
            (
                goal_code(goal),
                _(INPUT_NAMES[bar.input]),
                rounded(bar.low, PLACES),
                rounded(bar.high, PLACES),
                rounded(bar.npv_at_low, PLACES),
                rounded(bar.npv_at_high, PLACES),
                _("bước quy ước của chương trình") if bar.assumed else _("theo khoảng đã ghi"),
            )
        )
        for goal in matter.goals
        if goal.id in matter.worth
        for bar in matter.worth[goal.id].result.bars
    )
    return Sheet(_("Độ nhạy"), _("ĐẦU VÀO NÀO LÀM NPV ĐỔI NHIỀU NHẤT"), columns, rows, about(matter.programme))


def _doubts(matter: GoalsMatter) -> Sheet:
    columns = (SheetColumn(_("Mã"), 8, "code"), SheetColumn(_("Mục tiêu"), 40), SheetColumn(_("Cần xem lại"), 60))
    rows = tuple(
        Row((goal_code(goal), goal.title, doubt.words))
        for goal in matter.goals
        for doubt in matter.doubts.get(goal.id, ())
    )
    count = _("{n} điểm cần xem lại.", n=show_number(len(rows)))
    return Sheet(_("Tính khả thi"), _("TÍNH KHẢ THI CỦA MỤC TIÊU"), columns, rows, (*about(matter.programme), count))
