"""The detailed plan (kế hoạch chi tiết và phân công): who does what until when, to be handed out and filled in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.domain.findings import finding_code
from app.domain.goals import goal_code
from app.domain.monitored import CarryingRow
from app.domain.task_gantt import gantt_of_dossier
from app.domain.tasks import TASK_STATES, task_code
from app.reports.gantt_sheet import gantt_sheet
from app.reports.progress_report import ProgressPaper
from app.reports.sheets import Entry, Formula, Row, Sheet, SheetColumn, Workbook
from app.reports.survey import site_lines
from app.wording import _


def build(paper: ProgressPaper) -> Workbook:
    material = paper.material
    return Workbook(
        title=_("Kế hoạch chi tiết và phân công: {enterprise}", enterprise=material.dossier.site.enterprise),
        subject=_("{cycle}. {dated}.", cycle=material.cycle_words, dated=material.dated),
        author=material.dossier.site.enterprise,
        keywords=material.footer,
        footer=material.footer,
        language=material.language,
        as_of=paper.monitored.on,
        sheets=(
            _plan(paper),
            _people(paper),
            gantt_sheet(gantt_of_dossier(material.dossier, _("TIẾN ĐỘ"), paper.monitored.on), _("Tiến độ")),
        ),
    )


def by_owner(tasks: tuple[CarryingRow, ...]) -> list[tuple[str, list[CarryingRow]]]:
    """Each owner with the tasks in the order they begin; those nobody has come last."""
    owners = sorted({each.task.owner for each in tasks}, key=lambda owner: (owner == "", owner))
    return [
        (
            owner,
            sorted(
                (each for each in tasks if each.task.owner == owner),
                key=lambda each: (each.task.starts_on or date.max, each.task.number),
            ),
        )
        for owner in owners
    ]


def _plan(paper: ProgressPaper) -> Sheet:
    states = tuple(_(word) for word in TASK_STATES.values())
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Nhiệm vụ, nội dung chi tiết"), 40),
        SheetColumn(_("Phối hợp"), 15),
        SheetColumn(_("Bắt đầu"), 11.5, "date"),
        SheetColumn(_("Hạn"), 11.5, "date"),
        SheetColumn(_("Ngày công"), 8, "number"),
        SheetColumn(_("Kết quả phải có"), 30),
        SheetColumn(_("Mục tiêu"), 11, "trace"),
        SheetColumn(_("Phát hiện"), 11, "trace"),
        SheetColumn(_("Chờ nhiệm vụ"), 11, "trace"),
        SheetColumn(_("Tình trạng"), 14, options=states),
        SheetColumn(_("Tiến độ, %"), 9, "number"),
        SheetColumn(_("Ghi chép, khó khăn"), 34),
    )
    rows: list[Row] = []
    for owner, tasks in by_owner(paper.monitored.tasks):
        rows.append(Row(band=owner or _("Chưa giao ai")))
        rows += [_plan_row(paper, each, states) for each in tasks]
    about = (*site_lines(paper.material), _("Cột tình trạng, tiến độ và ghi chép để người làm điền."))
    title = _("KẾ HOẠCH CHI TIẾT VÀ PHÂN CÔNG")
    return Sheet(_("Kế hoạch"), title, columns, tuple(rows), about, frozen=2)


def _plan_row(paper: ProgressPaper, row: CarryingRow, states: tuple[str, ...]) -> Row:
    task = row.task
    return Row(
        (
            task_code(task),
            "\n".join(each for each in (task.title, task.detail) if each),
            task.partner,
            task.starts_on,
            task.ends_on,
            task.effort,
            task.result,
            ", ".join(goal_code(one) for one in row.goals),
            ", ".join(finding_code(one) for one in row.findings),
            _waits_for(paper, task.id),
            Entry(_(TASK_STATES[task.state]), "choice", states),
            Entry(task.percent, "whole", ask=_("Tiến độ từ 0 đến 100."), low=0, high=100),
            Entry(row.difficulty),
        )
    )


def _waits_for(paper: ProgressPaper, task_id: str) -> str:
    codes = {each.task.id: task_code(each.task) for each in paper.monitored.tasks}
    found = (
        codes[link.to_id]
        for link in paper.material.dossier.links
        if link.from_kind == link.to_kind == "tasks" and link.from_id == task_id and link.to_id in codes
    )
    return ", ".join(sorted(found))


def _people(paper: ProgressPaper) -> Sheet:
    columns = (
        SheetColumn(_("Đơn vị, người thực hiện"), 30, "code"),
        SheetColumn(_("Số nhiệm vụ"), 10, "number"),
        SheetColumn(_("Ngày công"), 10, "number"),
        SheetColumn(_("Bắt đầu"), 11.5, "date"),
        SheetColumn(_("Kết thúc"), 11.5, "date"),
        SheetColumn(_("Các nhiệm vụ"), 40, "trace"),
        SheetColumn(_("Đã nhận việc (ký)"), 20),
    )
    rows = []
    for owner, tasks in by_owner(paper.monitored.tasks):
        starts = [each.task.starts_on for each in tasks if each.task.starts_on]
        ends = [each.task.ends_on for each in tasks if each.task.ends_on]
        efforts = [each.task.effort for each in tasks if each.task.effort is not None]
        rows.append(
            Row(
                (
                    owner or _("Chưa giao ai"),
                    len(tasks),
                    sum(efforts, Decimal(0)) if efforts else None,
                    min(starts, default=None),
                    max(ends, default=None),
                    ", ".join(task_code(each.task) for each in tasks),
                    "",
                )
            )
        )
    about = site_lines(paper.material)
    if rows:
        first = 3 + len(about)
        last = first + len(rows) - 1
        known = any(each.task.effort is not None for each in paper.monitored.tasks)
        count, effort = (Formula(f"=SUM({column}{first}:{column}{last})", 0) for column in "BC")
        rows.append(Row((_("Cộng"), count, effort if known else None, None, None, "", "")))
    return Sheet(_("Theo người làm"), _("PHÂN CÔNG THEO NGƯỜI LÀM"), columns, tuple(rows), about)
