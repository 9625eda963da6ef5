"""The figures behind the progress report: tasks, notes, readings, shares, corrective actions, overdue instruments."""

from __future__ import annotations

from app.domain.document import State
from app.domain.findings import finding_code
from app.domain.goals import goal_code
from app.domain.judged import called
from app.domain.monitoring import corrective_action_code
from app.domain.planned_readings import Slot
from app.domain.task_statistics import Share
from app.domain.tasks import TASK_KINDS, task_code
from app.reports.progress_report import ACTION_WORDS, ProgressPaper, lead
from app.reports.sheets import Formula, Row, Sheet, SheetColumn, Workbook
from app.reports.survey import site_lines
from app.wording import N_, _

READ_WORDS = {
    "read": N_("đã đọc"),
    "gap": N_("chưa đọc, có lý do"),
    "near": N_("đã đọc ở ngày gần đó"),
    "missed": N_("quá kỳ, chưa đọc"),
    "coming": N_("chưa tới kỳ"),
}
READ_STATES = {"read": "ok", "gap": "na", "near": "na", "missed": "warn", "coming": "todo"}
STATES = {"doing": "part"}


def build(paper: ProgressPaper) -> Workbook:
    material = paper.material
    return Workbook(
        title=_("Tiến độ chương trình: {enterprise}", enterprise=material.dossier.site.enterprise),
        subject=_("{cycle}. {dated}.", cycle=material.cycle_words, dated=material.dated),
        author=material.dossier.site.enterprise,
        keywords=material.footer,
        footer=material.footer,
        language=material.language,
        as_of=paper.monitored.on,
        sheets=(_tasks(paper), _notes(paper), _readings(paper), _shares(paper), _actions(paper), _overdue(paper)),
    )


def _about(paper: ProgressPaper) -> tuple[str, ...]:
    return (*site_lines(paper.material), lead(paper.monitored))


def _tasks(paper: ProgressPaper) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Nhiệm vụ"), 36),
        SheetColumn(_("Loại"), 20),
        SheetColumn(_("Đơn vị, người thực hiện"), 18),
        SheetColumn(_("Bắt đầu"), 11.5, "date"),
        SheetColumn(_("Hạn"), 11.5, "date"),
        SheetColumn(_("Ngày xong"), 11.5, "date"),
        SheetColumn(_("Tiến độ, %"), 8, "number"),
        SheetColumn(_("Theo kế hoạch, %"), 9, "number"),
        SheetColumn(_("Chậm, ngày"), 8, "number"),
        SheetColumn(_("Tình trạng"), 22, "state"),
        SheetColumn(_("Bằng chứng"), 9, "number"),
        SheetColumn(_("Còn thiếu"), 26),
        SheetColumn(_("Khó khăn, vướng mắc"), 34),
        SheetColumn(_("Mục tiêu"), 11, "trace"),
        SheetColumn(_("Phát hiện"), 11, "trace"),
    )
    rows = tuple(
        Row(
            (
                task_code(each.task),
                each.task.title,
                _(TASK_KINDS.get(each.task.kind, each.task.kind)),
                each.task.owner,
                each.task.starts_on,
                each.task.ends_on,
                each.task.done_on,
                each.task.percent,
                each.expected,
                each.late,
                State(STATES.get(each.glyph, each.glyph), each.word),
                each.evidence,
                "; ".join(one.words for one in each.lacks),
                each.difficulty or each.task.why_stopped,
                ", ".join(goal_code(one) for one in each.goals),
                ", ".join(finding_code(one) for one in each.findings),
            )
        )
        for each in paper.monitored.tasks
    )
    title = _("TIẾN ĐỘ NHIỆM VỤ")
    return Sheet(_("Nhiệm vụ"), title, columns, rows, _about(paper), frozen=2, is_list=True)


def _notes(paper: ProgressPaper) -> Sheet:
    columns = (
        SheetColumn(_("Nhiệm vụ"), 9, "trace"),
        SheetColumn(_("Ngày"), 11.5, "date"),
        SheetColumn(_("Tiến độ, %"), 8, "number"),
        SheetColumn(_("Đã làm được gì"), 50),
        SheetColumn(_("Khó khăn, vướng mắc"), 44),
        SheetColumn(_("Người ghi"), 18),
    )
    rows = tuple(
        Row((task_code(each.task), note.told_on, note.percent, note.words, note.difficulty, note.told_by))
        for each in paper.monitored.tasks
        for note in reversed(each.notes)
    )
    return Sheet(_("Ghi chép"), _("GHI CHÉP TIẾN ĐỘ"), columns, rows, _about(paper), is_list=True)


def _readings(paper: ProgressPaper) -> Sheet:
    columns = (
        SheetColumn(_("Mục tiêu"), 9, "trace"),
        SheetColumn(_("Chỉ tiêu"), 36),
        SheetColumn(_("Kỳ đo"), 11.5, "date"),
        SheetColumn(_("Ngày đọc"), 11.5, "date"),
        SheetColumn(_("Tình trạng"), 18, "state"),
        SheetColumn(_("Giá trị"), 11, "number"),
        SheetColumn("U", 9, "number"),
        SheetColumn("k", 6, "number"),
        SheetColumn(_("Số đạt"), 8, "number"),
        SheetColumn(_("Trên tổng số"), 8, "number"),
        SheetColumn(_("Đơn vị tính"), 12),
        SheetColumn(_("Nguồn số liệu"), 34),
        SheetColumn(_("Người đọc"), 18),
        SheetColumn(_("Ghi chú"), 34),
    )
    rows = tuple(
        _reading_row(goal_code(each.goal), each.goal.indicator or each.goal.title, each.goal.unit, slot)
        for each in paper.monitored.goals
        for slot in each.slots
    )
    return Sheet(_("Các lần đọc"), _("CÁC LẦN ĐỌC CHỈ TIÊU"), columns, rows, _about(paper), frozen=2, is_list=True)


def _reading_row(code: str, indicator: str, unit: str, slot: Slot) -> Row:
    reading, state = slot.reading, State(READ_STATES[slot.state], _(READ_WORDS[slot.state]))
    if reading is None:
        return Row((code, indicator, slot.planned_on, None, state, *(None,) * 5, unit, "", "", ""))
    return Row(
        (
            code,
            indicator,
            slot.planned_on,
            reading.read_on,
            state,
            reading.value,
            reading.expanded_uncertainty,
            reading.coverage_factor,
            reading.k,
            reading.n,
            unit,
            reading.source,
            reading.read_by,
            reading.note,
        )
    )


def _shares(paper: ProgressPaper) -> Sheet:
    columns = (
        SheetColumn(_("Nhóm"), 46),
        SheetColumn(_("Đã xong"), 9, "number"),
        SheetColumn(_("Tổng"), 9, "number"),
        SheetColumn(_("Tỷ lệ, %"), 9, "number"),
        SheetColumn(_("Chậm"), 9, "number"),
        SheetColumn(_("Đã dừng"), 9, "number"),
        SheetColumn(_("Tiến độ trung bình, %"), 11, "number"),
    )
    found = paper.monitored.statistics.tasks
    rows: list[Row] = []
    about = (*site_lines(paper.material), _("Nhiệm vụ đã dừng không tính vào tổng."))
    first = 3 + len(about)
    groups: tuple[tuple[str, tuple[Share, ...]], ...] = (
        ("", (found.total,)),
        (_("Theo mục tiêu"), found.by_goal),
        (_("Theo người làm"), found.by_owner),
        (_("Theo loại"), found.by_kind),
    )
    for band, shares in groups:
        if band:
            rows.append(Row(band=band))
        for each in shares:
            at = first + len(rows)
            share = Formula(f"=100*B{at}/C{at}", 1) if each.n else None
            rows.append(Row((each.words, each.k, each.n, share, each.late, each.stopped, each.percent)))
    return Sheet(_("Thống kê"), _("TỶ LỆ NHIỆM VỤ HOÀN THÀNH"), columns, tuple(rows), about)


def _actions(paper: ProgressPaper) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Việc khắc phục"), 36),
        SheetColumn(_("Cho"), 30),
        SheetColumn(_("Nguyên nhân"), 34),
        SheetColumn(_("Đơn vị, người thực hiện"), 18),
        SheetColumn(_("Hạn"), 11.5, "date"),
        SheetColumn(_("Ngày xong"), 11.5, "date"),
        SheetColumn(_("Tình trạng"), 14, "state"),
        SheetColumn(_("Kết quả"), 34),
    )
    rows = tuple(
        Row(
            (
                corrective_action_code(each.action),
                each.action.title,
                each.about,
                each.action.cause,
                each.action.owner,
                each.action.due_on,
                each.action.done_on,
                State(STATES.get(each.state, each.state), _(ACTION_WORDS[each.state])),
                each.action.result,
            )
        )
        for each in paper.monitored.actions
    )
    return Sheet(_("Khắc phục"), _("HÀNH ĐỘNG KHẮC PHỤC"), columns, rows, _about(paper), is_list=True)


def _overdue(paper: ProgressPaper) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 12, "code"),
        SheetColumn(_("Tên phương tiện đo"), 30),
        SheetColumn(_("Nơi dùng"), 24),
        SheetColumn(_("Hạn"), 11.5, "date"),
        SheetColumn(_("Tình trạng"), 48),
    )
    rows = tuple(
        Row((called(instrument), instrument.name, instrument.location, status.due_on, status.reason))
        for instrument, status in paper.monitored.statistics.overdue
    )
    title = _("PHƯƠNG TIỆN ĐO QUÁ HẠN")
    return Sheet(_("Quá hạn"), title, columns, rows, site_lines(paper.material), is_list=True)
