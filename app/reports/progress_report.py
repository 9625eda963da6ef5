"""The progress report (báo cáo tiến độ): tasks with their difficulties, indicators, what is done about lateness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.document import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Figure,
    Figures,
    Heading,
    Letterhead,
    Paragraph,
    Plotted,
    Signatures,
    State,
    Table,
)
from app.domain.findings import finding_code
from app.domain.goals import goal_code
from app.domain.judged import called
from app.domain.monitored import ActionRow, CarryingRow, Monitored, MonitoredGoal
from app.domain.monitoring import corrective_action_code
from app.domain.monitoring_plots import reading_plot
from app.domain.statistics_plots import statistics_plots
from app.domain.tasks import task_code
from app.formats import show_date, show_number
from app.reports.inventory import joined
from app.reports.material import Material
from app.wording import N_, _

Cells = tuple[Cell | State, ...]
MOST_OVERDUE = 15
ACTION_WORDS = {"ok": N_("Đã xong"), "bad": N_("Quá hạn"), "doing": N_("Đang làm"), "warn": N_("Chưa có hạn")}


@dataclass(frozen=True, kw_only=True)
class ProgressPaper:
    """monitored: the facts as of a day; material: the dossier around them."""

    monitored: Monitored
    material: Material


def build(paper: ProgressPaper) -> Document:
    """The whole report, in the language in use."""
    material, found = paper.material, paper.monitored
    site = material.dossier.site
    director = _("Giám đốc {enterprise}", enterprise=site.enterprise)
    return Document(
        title=_("Báo cáo"),
        subject=_(
            "Tiến độ thực hiện Chương trình đảm bảo đo lường tại {where}", where=joined(site.name, site.enterprise)
        ),
        letterhead=_letterhead(material),
        blocks=(
            Paragraph(_("Kính gửi: {addressee}", addressee=director), "addressee"),
            Paragraph(lead(found), "lead"),
            *_general(paper),
            *_tasks(found),
            *_indicators(found),
            *_actions(found),
            *_risks(found),
            *_reviews(found),
            Signatures(((_("Nhóm thực hiện chương trình"), ""),), (_("Như trên"), _("Lưu: VT"))),
        ),
        footer=material.footer,
        language=material.language,
        draft=material.paper.is_draft,
        about=_("Chương trình đảm bảo đo lường. {cycle}.", cycle=material.cycle_words),
        keywords=joined(material.footer, *(task_code(each.task) for each in found.tasks)),
        as_of=found.on,
    )


def _letterhead(material: Material) -> Letterhead:
    """The enterprise reports to its own head."""
    return replace(material.paper.letterhead, parent="", agency=material.dossier.site.enterprise)


def lead(found: Monitored) -> str:
    """What the head of the enterprise repeats."""
    total = found.statistics.tasks.total
    read = sum(each.read > 0 for each in found.goals)
    open_actions = sum(each.action.done_on is None for each in found.actions)
    return _(
        "Đến {day}: {k} trong {n} nhiệm vụ đã xong, {late} nhiệm vụ chậm; {read} trong {goals} chỉ tiêu đã được đọc "
        "lại; {actions} hành động khắc phục chưa xong.",
        day=show_date(found.on),
        k=total.k,
        n=total.n,
        late=total.late,
        read=read,
        goals=len(found.goals),
        actions=open_actions,
    )


def _general(paper: ProgressPaper) -> Iterator[Block]:
    found, site = paper.monitored, paper.material.dossier.site
    plan, figures = found.plan, found.statistics
    period = ""
    if plan and plan.starts_on and plan.ends_on:
        period = _("từ {first} đến {last}", first=show_date(plan.starts_on), last=show_date(plan.ends_on))
    yield Heading(_("1. Thông tin chung"))
    yield Facts(
        (
            (_("Doanh nghiệp"), site.enterprise),
            (_("Địa chỉ"), joined(site.address, site.province)),
            (_("Chương trình"), (plan.name if plan else "") or paper.material.dossier.cycle.name),
            (_("Thời kỳ"), period),
            (_("Số liệu tính đến ngày"), show_date(found.on)),
        )
    )
    total, (closed, due) = figures.tasks.total, figures.closed_in_time
    yield Figures(
        (
            Figure(f"{total.k}/{total.n}", _("nhiệm vụ đã xong"), "ok" if total.n and total.k == total.n else "none"),
            Figure(str(total.late), _("nhiệm vụ chậm"), "bad" if total.late else "none"),
            Figure(f"{closed}/{due}" if due else "—", _("phát hiện khắc phục đúng hạn")),
            Figure(f"{len(figures.overdue)}/{figures.in_use}", _("phương tiện đo quá hạn")),
        )
    )


# ---- 2. tasks


def _tasks(found: Monitored) -> Iterator[Block]:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Nhiệm vụ"), 2.8),
        Column(_("Đơn vị, người thực hiện"), 1.5),
        Column(_("Hạn"), 1.25, "date"),
        Column(_("Tiến độ"), 0.9, "number"),
        Column(_("Tình trạng"), 1.9, "state"),
        Column(_("Mục tiêu, phát hiện"), 1.7),
    )
    yield Heading(_("2. Thực hiện nhiệm vụ"))
    rows = tuple(_task_row(each) for each in found.tasks)
    yield Table(columns, rows, _("Bảng 1. Nhiệm vụ"), _("Chương trình chưa có nhiệm vụ nào."), small=True)
    hard = [each for each in found.tasks if each.difficulty or each.task.why_stopped or each.lacks]
    if hard:
        yield Heading(_("Khó khăn, vướng mắc, việc còn thiếu"), 2)
        heads = (Column(_("Mã"), 0.9, "code"), Column(_("Khó khăn, lý do"), 5), Column(_("Còn thiếu"), 3))
        yield Table(heads, tuple(_hard_row(each) for each in hard), small=True)
    proofs = [
        (task_code(each.task), "; ".join(piece.note or piece.name for piece in found.evidence.get(each.task.id, ())))
        for each in found.tasks
        if each.evidence
    ]
    if proofs:
        yield Heading(_("Bằng chứng"), 2)
        yield Table((Column(_("Mã"), 0.9, "code"), Column(_("Bằng chứng"), 8)), tuple(proofs), small=True)
    for plot in statistics_plots(found.statistics.tasks):
        yield Plotted(plot)


def _task_row(each: CarryingRow) -> Cells:
    task = each.task
    codes = [*(goal_code(one) for one in each.goals), *(finding_code(one) for one in each.findings)]
    return (
        task_code(task),
        task.title,
        task.owner or _("Chưa giao ai"),
        task.ends_on,
        f"{task.percent} %",
        State(_STATES.get(each.glyph, each.glyph), each.word),
        ", ".join(codes),
    )


_STATES = {"doing": "part"}
"""A paper knows fewer shapes than the window."""


def _hard_row(each: CarryingRow) -> tuple[str, str, str]:
    told = [each.difficulty, each.task.why_stopped and _("đã dừng: {why}", why=each.task.why_stopped)]
    lacks = "; ".join(one.words for one in each.lacks)
    return task_code(each.task), "; ".join(one for one in told if one), lacks


# ---- 3. indicators


def _indicators(found: Monitored) -> Iterator[Block]:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Chỉ tiêu"), 3.0),
        Column(_("Giá trị ban đầu"), 1.3, "number"),
        Column(_("Lần đọc cuối"), 1.9),
        Column(_("Cần đạt"), 1.5),
        Column(_("Dự báo"), 1.7, "state"),
    )
    yield Heading(_("3. Chỉ tiêu"))
    rows = tuple(_goal_row(each) for each in found.goals)
    yield Table(columns, rows, _("Bảng 2. Chỉ tiêu"), _("Chương trình chưa có mục tiêu nào."), small=True)
    for each in found.goals:
        plot = reading_plot(each.goal, each.slots, each.forecast)
        if plot is not None:
            yield Plotted(plot)
        if words := _gap_words(each):
            yield Paragraph(words, "note")


def _goal_row(each: MonitoredGoal) -> Cells:
    goal = each.goal
    baseline = show_number(goal.baseline) if goal.baseline is not None else _("chưa đo")
    target = show_number(goal.target) if goal.target is not None else _("chưa đặt")
    due = _("đến {day}", day=show_date(goal.due_on)) if goal.due_on else ""
    return (
        goal_code(goal),
        goal.indicator or goal.title,
        baseline,
        last_words(each),
        joined(f"{target} {goal.unit}".strip(), due),
        State(each.forecast.glyph, each.forecast.word),
    )


def last_words(each: MonitoredGoal) -> str:
    """Value, U, counts and day of the last reading, or "chưa đọc"."""
    reading = each.last
    if reading is None or reading.value is None:
        return _("chưa đọc")
    value = show_number(reading.value)
    if reading.expanded_uncertainty is not None:
        value = f"{value} ± {show_number(reading.expanded_uncertainty)}"
    if reading.k is not None and reading.n is not None:
        value = f"{value} ({reading.k}/{reading.n})"
    return _("{value}, ngày {day}", value=value, day=show_date(reading.read_on))


def _gap_words(each: MonitoredGoal) -> str:
    """Every planned reading that is missing, with its reason, and where the last value comes from."""
    told = []
    for slot in each.slots:
        if slot.state == "gap" and slot.reading is not None:
            told.append(_("Kỳ {day} chưa đọc: {why}", day=show_date(slot.planned_on), why=_sentence(slot.reading.note)))
        elif slot.state == "missed":
            told.append(_("Kỳ {day} chưa đọc.", day=show_date(slot.planned_on)))
    if each.last is not None and each.last.source:
        told.append(_("Nguồn: {source}", source=_sentence(each.last.source)))
    return f"{goal_code(each.goal)}. " + " ".join(told) if told else ""


def _sentence(words: str) -> str:
    return f"{words.strip().rstrip('.')}."


# ---- 4 to 6


def _actions(found: Monitored) -> Iterator[Block]:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Việc khắc phục"), 2.6),
        Column(_("Cho"), 0.9),
        Column(_("Nguyên nhân"), 2.2),
        Column(_("Đơn vị, người thực hiện"), 1.5),
        Column(_("Hạn"), 1.25, "date"),
        Column(_("Kết quả"), 1.7, "state"),
    )
    yield Heading(_("4. Hành động khắc phục"))
    rows = tuple(_action_row(each) for each in found.actions)
    yield Table(columns, rows, _("Bảng 3. Hành động khắc phục"), _("Không có hành động khắc phục nào."), small=True)


def _action_row(each: ActionRow) -> Cells:
    action = each.action
    done = f"{_(ACTION_WORDS[each.state])} {show_date(action.done_on)}".strip()
    return (
        corrective_action_code(action),
        joined(action.title, action.result),
        each.about.split(" ", 1)[0],
        action.cause,
        action.owner,
        action.due_on,
        State(_STATES.get(each.state, each.state), done),
    )


def _risks(found: Monitored) -> Iterator[Block]:
    figures = found.statistics
    yield Heading(_("5. Phương tiện đo quá hạn, rủi ro còn mở"))
    columns = (
        Column(_("Mã"), 1.2, "code"),
        Column(_("Phát hiện mức cao chưa khắc phục"), 6),
        Column(_("Hạn"), 1.4, "date"),
    )
    rows = tuple((finding_code(each.finding), each.finding.title, each.due_on) for each in figures.risks)
    yield Table(columns, rows, empty=_("Không còn phát hiện mức cao nào chưa khắc phục."), small=True)
    columns = (Column(_("Mã"), 1.2, "code"), Column(_("Phương tiện đo quá hạn"), 4), Column(_("Tình trạng"), 4))
    overdue = tuple(
        (called(instrument), instrument.name, status.reason) for instrument, status in figures.overdue[:MOST_OVERDUE]
    )
    yield Table(columns, overdue, empty=_("Không có phương tiện đo nào quá hạn."), small=True)
    if len(figures.overdue) > MOST_OVERDUE:
        rest = len(figures.overdue) - MOST_OVERDUE
        yield Paragraph(_("Còn {n} phương tiện đo quá hạn khác: xem bảng Excel đi kèm.", n=rest), "note")


def _reviews(found: Monitored) -> Iterator[Block]:
    yield Heading(_("6. Rà soát chương trình"))
    for each in found.reviews.held:
        day = show_date(each.started_at.astimezone().date()) if each.started_at else ""
        yield Paragraph(_("Ngày {day}: {words}", day=day, words=_sentence(each.conclusion)))
    if not found.reviews.held:
        yield Paragraph(_("Chưa rà soát lần nào."))
    if found.reviews.next_on is not None:
        yield Paragraph(_("Kỳ rà soát tới: {day}.", day=show_date(found.reviews.next_on)))
