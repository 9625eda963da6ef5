"""The programme as a workbook: goals, tasks, solutions, funding with its sums, schedule, effects and the thread."""

from __future__ import annotations

from app.domain.document import Table
from app.domain.effects import EFFECT_KINDS
from app.domain.programme_content import day_of, decimal_of
from app.domain.solutions import SOLUTION_KINDS
from app.domain.tasks import TASK_KINDS
from app.reports.gantt_sheet import gantt_sheet
from app.reports.programme_funding import funding_sheet, sums_sheet
from app.reports.programme_matter import ProgrammeMatter, Record, codes
from app.reports.programme_thread import effects_back, findings_forward, tasks_back
from app.reports.programme_work import schedule_chart
from app.reports.sheets import Row, Sheet, SheetColumn, Workbook
from app.wording import _

WIDE_TEXT = 2.5
"""Shares of a paper's table from which a column holds sentences, not codes."""


def build(matter: ProgrammeMatter) -> Workbook:
    return workbook(
        matter,
        (
            goals_sheet(matter),
            effects_sheet(matter),
            _tasks(matter),
            _solutions(matter),
            funding_sheet(matter, about(matter)),
            sums_sheet(matter, about(matter)),
            gantt_sheet(schedule_chart(matter), _("Tiến độ")),
            thread_sheet(_("Mạch từ phát hiện"), findings_forward(matter, _("PHÁT HIỆN → HIỆU QUẢ"))),
            thread_sheet(_("Mạch từ hiệu quả"), effects_back(matter, _("HIỆU QUẢ → PHÁT HIỆN"))),
            thread_sheet(_("Mạch từ nhiệm vụ"), tasks_back(matter, _("NHIỆM VỤ → MỤC TIÊU, PHÁT HIỆN"))),
        ),
    )


def workbook(matter: ProgrammeMatter, sheets: tuple[Sheet, ...]) -> Workbook:
    material = matter.material
    return Workbook(
        title=matter.name,
        subject=matter.edition,
        author=matter.enterprise,
        keywords=matter.footer,
        footer=matter.footer,
        language=material.language,
        as_of=material.as_of,
        sheets=sheets,
    )


def about(matter: ProgrammeMatter) -> tuple[str, ...]:
    return (_("{name}. Thời kỳ {period}.", name=matter.name, period=matter.period), matter.edition)


def goals_sheet(matter: ProgrammeMatter) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Mục tiêu"), 30),
        SheetColumn(_("Chỉ số"), 22),
        SheetColumn(_("Đơn vị tính"), 9),
        SheetColumn(_("Hiện tại"), 10, "number"),
        SheetColumn(_("U của giá trị hiện tại"), 10, "number"),
        SheetColumn("k", 5, "number"),
        SheetColumn(_("Nguồn số liệu hiện tại"), 24),
        SheetColumn(_("Cần đạt"), 10, "number"),
        SheetColumn(_("Hạn"), 11.5, "date"),
        SheetColumn(_("Đơn vị thực hiện"), 16),
        SheetColumn(_("Kỳ đo, tháng"), 8, "number"),
        SheetColumn(_("Luận chứng"), 32),
        SheetColumn(_("Phát hiện"), 11, "trace"),
        SheetColumn(_("Nhiệm vụ"), 11, "trace"),
        SheetColumn(_("Hiệu quả"), 11, "trace"),
    )
    rows = tuple(_goal_row(matter, each) for each in matter.records("goals"))
    return Sheet(_("Mục tiêu"), _("MỤC TIÊU VÀ LUẬN CHỨNG"), columns, rows, about(matter), frozen=2)


def _goal_row(matter: ProgrammeMatter, goal: Record) -> Row:
    baseline = decimal_of(goal["baseline"])
    return Row(
        (
            goal["code"],
            goal["title"],
            goal["indicator"],
            goal["unit"],
            baseline if baseline is not None else _("chưa đo"),
            decimal_of(goal["baseline_uncertainty"]),
            decimal_of(goal["baseline_factor"]),
            goal["baseline_source"],
            decimal_of(goal["target"]),
            day_of(goal["due_on"]),
            goal["owner"],
            goal["measured_every"],
            goal["justification"],
            codes(goal["findings"]),
            codes(matter.back("tasks", "goals", goal["id"])),
            codes(matter.back("effects", "goals", goal["id"])),
        )
    )


def effects_sheet(matter: ProgrammeMatter) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Loại"), 13),
        SheetColumn(_("Hiệu quả"), 34),
        SheetColumn(_("Diễn giải bằng lời"), 34),
        SheetColumn(_("Thấp nhất"), 11, "number"),
        SheetColumn(_("Dự kiến"), 11, "number"),
        SheetColumn(_("Cao nhất"), 11, "number"),
        SheetColumn(_("Đơn vị tính"), 14),
        SheetColumn(_("Căn cứ của con số"), 32),
        SheetColumn(_("Mục tiêu"), 11, "trace"),
    )
    rows = tuple(_effect_row(each) for each in matter.records("effects"))
    return Sheet(_("Hiệu quả"), _("HIỆU QUẢ DỰ KIẾN"), columns, rows, about(matter), frozen=1)


def _effect_row(effect: Record) -> Row:
    expected = decimal_of(effect["expected"])
    unsaid = _("không tính bằng số") if effect["description"] else _("chưa ước tính")
    return Row(
        (
            effect["code"],
            _(EFFECT_KINDS[effect["kind"]]) if effect["kind"] in EFFECT_KINDS else "",
            effect["title"],
            effect["description"],
            decimal_of(effect["expected_low"]),
            expected if expected is not None else unsaid,
            decimal_of(effect["expected_high"]),
            effect["unit"],
            effect["basis"],
            codes(effect["goals"]),
        )
    )


def _tasks(matter: ProgrammeMatter) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Nhiệm vụ"), 34),
        SheetColumn(_("Loại"), 20),
        SheetColumn(_("Chủ trì"), 18),
        SheetColumn(_("Phối hợp"), 18),
        SheetColumn(_("Bắt đầu"), 11.5, "date"),
        SheetColumn(_("Kết thúc"), 11.5, "date"),
        SheetColumn(_("Công, ngày"), 8, "number"),
        SheetColumn(_("Kết quả phải có"), 30),
        SheetColumn(_("Chờ nhiệm vụ"), 10, "trace"),
        SheetColumn(_("Mục tiêu"), 10, "trace"),
        SheetColumn(_("Phát hiện"), 10, "trace"),
        SheetColumn(_("Giải pháp"), 10, "trace"),
    )
    rows = tuple(_task_row(matter, each) for each in matter.records("tasks"))
    return Sheet(_("Nhiệm vụ"), _("NHIỆM VỤ"), columns, rows, about(matter), frozen=2, is_list=True)


def _task_row(matter: ProgrammeMatter, task: Record) -> Row:
    return Row(
        (
            task["code"],
            "\n".join(each for each in (task["title"], task["detail"]) if each),
            _(TASK_KINDS[task["kind"]]) if task["kind"] in TASK_KINDS else "",
            task["owner"],
            task["partner"],
            day_of(task["starts_on"]),
            day_of(task["ends_on"]),
            decimal_of(task["effort"]),
            task["result"],
            codes(task["waits_for"]),
            codes(task["goals"]),
            codes(task["findings"]),
            codes(matter.back("solutions", "tasks", task["id"])),
        )
    )


def _solutions(matter: ProgrammeMatter) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Giải pháp"), 34),
        SheetColumn(_("Loại"), 18),
        SheetColumn(_("Phương án được chọn"), 28),
        SheetColumn(_("Chi phí một lần (triệu đồng)"), 12, "number"),
        SheetColumn(_("Chi phí mỗi năm (triệu đồng)"), 12, "number"),
        SheetColumn(_("Vì sao chọn"), 30),
        SheetColumn(_("Phụ trách"), 18),
        SheetColumn(_("Nhiệm vụ"), 11, "trace"),
    )
    rows = tuple(_solution_row(each) for each in matter.records("solutions"))
    return Sheet(_("Giải pháp"), _("GIẢI PHÁP"), columns, rows, about(matter), frozen=2)


def _solution_row(solution: Record) -> Row:
    chosen = solution.get("chosen")
    once, yearly = decimal_of(solution["chosen_cost"]), decimal_of(solution["chosen_running_cost"])
    unknown = _("chưa ước tính") if chosen else None
    return Row(
        (
            solution["code"],
            "\n".join(each for each in (solution["title"], solution["detail"]) if each),
            _(SOLUTION_KINDS[solution["kind"]]) if solution["kind"] in SOLUTION_KINDS else "",
            chosen or _("không so sánh phương án"),
            once if once is not None else unknown,
            yearly if yearly is not None else unknown,
            solution["chosen_reason"],
            solution["owner"],
            codes(solution["tasks"]),
        )
    )


def thread_sheet(name: str, table: Table) -> Sheet:
    """A table of the paper as a sheet; the first column is the code it begins with."""
    columns = tuple(
        SheetColumn(each.title, 13 * each.width if each.width > WIDE_TEXT else 16, "code" if place == 0 else "text")
        for place, each in enumerate(table.columns)
    )
    rows = tuple(Row(tuple(cell or None for cell in row)) for row in table.rows)
    return Sheet(name, table.caption, columns, rows, frozen=1)
