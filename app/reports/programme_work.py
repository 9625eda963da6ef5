"""Tasks, solutions, duties and monitoring of the programme, as they stand in its paper."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.document import Block, Cell, Column, Gantt, GanttRow, Heading, Paragraph, State, Table
from app.domain.goals import Goal
from app.domain.planned_readings import every_months, proposed_days
from app.domain.programme_content import day_of, decimal_of
from app.domain.schedule import Planned, schedule
from app.domain.solutions import SOLUTION_KINDS
from app.domain.tasks import TASK_KINDS
from app.formats import fold, show_date, show_number, tidy
from app.reports.programme_matter import ProgrammeMatter, Record, codes
from app.wording import _

MOST_DAYS = 6
"""Days of reading that are written out for one goal; the last one always is."""


def task_blocks(matter: ProgrammeMatter) -> Iterator[Block]:
    yield Heading(_("IV. NHIỆM VỤ"))
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Nhiệm vụ và kết quả phải có"), 4.4),
        Column(_("Chủ trì, phối hợp"), 2.0),
        Column(_("Thời gian"), 1.5),
        Column(_("Mục tiêu"), 0.9),
        Column(_("Phát hiện"), 0.95),
    )
    rows = tuple(_task_row(each) for each in matter.records("tasks"))
    yield Table(columns, rows, _("Bảng 3. Nhiệm vụ"), _("Chưa có nhiệm vụ nào."), small=True)


def _task_row(task: Record) -> tuple[Cell | State, ...]:
    kind = _(TASK_KINDS[task["kind"]]) if task["kind"] in TASK_KINDS else ""
    lines = [task["title"] or "", task["detail"] or ""]
    lines.append(_("Loại: {kind}.", kind=kind) if kind else "")
    lines.append(_("Kết quả: {result}", result=task["result"]) if task["result"] else _("Chưa ghi kết quả phải có."))
    partner = _("Phối hợp: {partner}", partner=task["partner"]) if task["partner"] else ""
    return (
        task["code"],
        "\n".join(each for each in lines if each),
        "\n".join(each for each in (task["owner"] or _("chưa giao"), partner) if each),
        days(task),
        codes(task["goals"]),
        codes(task["findings"]),
    )


def days(task: Record) -> str:
    """From and to, one a line; "chưa định ngày" where neither is known."""
    first, last = day_of(task["starts_on"]), day_of(task["ends_on"])
    if first is None and last is None:
        return _("chưa định ngày")
    return f"{show_date(first) or '…'}\n– {show_date(last) or '…'}"


def solution_blocks(matter: ProgrammeMatter) -> Iterator[Block]:
    yield Heading(_("V. GIẢI PHÁP"))
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Giải pháp"), 4.0),
        Column(_("Phương án được chọn"), 3.6),
        Column(_("Phụ trách"), 1.6),
        Column(_("Nhiệm vụ"), 1.0),
    )
    rows = tuple(_solution_row(each) for each in matter.records("solutions"))
    yield Table(columns, rows, _("Bảng 4. Giải pháp"), _("Chưa có giải pháp nào."), small=True)
    for task in matter.records("tasks"):
        if task.get("why_no_solution"):
            words = _("{code} không cần giải pháp riêng: {why}", code=task["code"], why=task["why_no_solution"])
            yield Paragraph(words, "note")


def _solution_row(solution: Record) -> tuple[Cell | State, ...]:
    kind = _(SOLUTION_KINDS[solution["kind"]]) if solution["kind"] in SOLUTION_KINDS else ""
    lines = [solution["title"] or "", solution["detail"] or "", _("Loại: {kind}.", kind=kind) if kind else ""]
    return (
        solution["code"],
        "\n".join(each for each in lines if each),
        chosen_words(solution),
        solution["owner"] or "",
        codes(solution["tasks"]),
    )


def chosen_words(solution: Record) -> str:
    """The way that was chosen, what it costs, and why."""
    if not solution.get("chosen"):
        return _("không so sánh phương án")
    once, yearly = decimal_of(solution["chosen_cost"]), decimal_of(solution["chosen_running_cost"])
    told = [
        _("{amount} triệu đồng một lần", amount=show_number(once)) if once is not None else "",
        _("{amount} triệu đồng mỗi năm", amount=show_number(yearly)) if yearly is not None else "",
    ]
    cost = ", ".join(each for each in told if each) or _("chi phí chưa ước tính")
    reason = solution.get("chosen_reason") or ""
    return "\n".join(each for each in (solution["chosen"], f"{cost}.", reason) if each)


def duty_blocks(matter: ProgrammeMatter) -> Iterator[Block]:
    yield Heading(_("VIII. TỔ CHỨC THỰC HIỆN"))
    yield Heading(_("1. Phân công trách nhiệm"), 2)
    yield from _passage(matter, "organisation")
    columns = (Column(_("Đơn vị, cá nhân"), 3), Column(_("Chủ trì"), 3), Column(_("Phối hợp"), 3))
    yield Table(columns, tuple(_duties(matter)), _("Bảng 9. Nhiệm vụ được giao theo đơn vị, cá nhân"), small=True)
    yield Heading(_("2. Chế độ báo cáo"), 2)
    yield from _passage(matter, "reporting")


def _duties(matter: ProgrammeMatter) -> Iterator[tuple[Cell, ...]]:
    """Each owner and partner once, however written, with the codes of the tasks."""
    names: dict[str, str] = {}
    leads: dict[str, list[str]] = {}
    helps: dict[str, list[str]] = {}
    for task in matter.records("tasks"):
        for name, held in ((task["owner"], leads), (task["partner"], helps)):
            if name:
                key = fold(tidy(name))
                names.setdefault(key, tidy(name))
                held.setdefault(key, []).append(str(task["code"]))
    for key, name in names.items():
        yield name, ", ".join(leads.get(key, ())), ", ".join(helps.get(key, ()))


def monitoring_blocks(matter: ProgrammeMatter) -> Iterator[Block]:
    yield Heading(_("IX. THEO DÕI, ĐÁNH GIÁ"))
    yield from _passage(matter, "monitoring")
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Chỉ số"), 4.4),
        Column(_("Kỳ đo"), 1.5),
        Column(_("Các ngày đo"), 3.4),
    )
    rows = tuple(_reading_row(matter, each) for each in matter.records("goals"))
    yield Table(columns, rows, _("Bảng 10. Kỳ đo các chỉ số"), _("Chưa có mục tiêu nào."), small=True)
    months = matter.plan.get("review_every")
    if months:
        yield Paragraph(_("Chương trình được rà soát mỗi {months} tháng.", months=months))


def _reading_row(matter: ProgrammeMatter, record: Record) -> tuple[Cell | State, ...]:
    goal = Goal(
        id=record["id"],
        cycle_id="",
        number=0,
        title=record["title"] or "",
        baseline_on=day_of(record["baseline_on"]),
        due_on=day_of(record["due_on"]),
        measured_every=record["measured_every"],
    )
    found = proposed_days(goal, day_of(matter.plan.get("starts_on")), day_of(matter.plan.get("ends_on")))
    told = [show_date(each) for each in found]
    if len(told) > MOST_DAYS:
        told = [*told[: MOST_DAYS - 1], "…", told[-1]]
    return (
        record["code"],
        record["indicator"] or record["title"] or "",
        _("{months} tháng một lần", months=every_months(goal)),
        ", ".join(told),
    )


def _passage(matter: ProgrammeMatter, name: str) -> Iterator[Block]:
    lines = matter.lines(name)
    yield from (Paragraph(each, "line") for each in lines)
    if not lines:
        yield Paragraph(_("Chưa ghi phần này."), "note")


def schedule_chart(matter: ProgrammeMatter) -> Gantt:
    """The schedule as it is planned; what was done of it is told in the progress papers."""
    tasks = matter.records("tasks")
    planned = [_planned(matter, each) for each in tasks]
    critical = schedule(planned).critical
    codes_by_id = {str(each["id"]): str(each["code"]) for each in tasks}
    rows = tuple(
        GanttRow(
            code=str(task["code"]),
            title=task["title"] or "",
            start=each.first,
            end=each.last,
            critical=each.id in critical,
            due=each.due_on,
            owner=task["owner"] or "",
        )
        for task, each in zip(tasks, planned, strict=True)
    )
    waits = tuple((codes_by_id[each.id], codes_by_id[id]) for each in planned for id in each.waits_for)
    return Gantt(
        title=_("Hình 1. Tiến độ các nhiệm vụ"),
        rows=rows,
        waits=waits,
        empty=_("Chưa có nhiệm vụ nào đủ ngày bắt đầu và kết thúc."),
    )


def _planned(matter: ProgrammeMatter, task: Record) -> Planned:
    goals = [matter.record(end["id"]) for end in task["goals"]]
    dues = [day_of(goal["due_on"]) for goal in goals if goal]
    return Planned(
        id=str(task["id"]),
        first=day_of(task["starts_on"]),
        last=day_of(task["ends_on"]),
        waits_for=tuple(str(end["id"]) for end in task["waits_for"]),
        due_on=min((each for each in dues if each is not None), default=None),
        owner=task["owner"] or "",
        effort=decimal_of(task["effort"]),
    )
