"""The minutes of the closing meeting: what was found, what was set as goals, who does what, and what was agreed or
not. Made from what the meeting was shown, so that nothing internal can stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.domain.document import Block, Column, Document, Facts, Heading, Paragraph, State, Table
from app.domain.economics import Figure
from app.domain.meeting_points import ClosingView, FindingPoint, GoalPoint, Said
from app.domain.metrology.priority import PRIORITY_WORDS
from app.domain.money_told import figure_told
from app.domain.programme_papers import Meeting
from app.formats import show_date, show_number
from app.reports.findings import PRIORITY_STATES
from app.reports.inventory import joined
from app.reports.material import Material
from app.reports.minutes import Minutes, minutes_document
from app.reports.summary_survey import score_chart
from app.wording import _


def build(material: Material, view: ClosingView, meeting: Meeting) -> Document:
    """The paper in the language of the material."""
    there = view.attendance
    enterprise = there.enterprise_signer
    team = there.team_signer
    return minutes_document(
        material,
        Minutes(
            meeting=meeting,
            subject=_(
                "Họp kết thúc khảo sát, thống nhất mục tiêu, nhiệm vụ tại {where}",
                where=joined(view.site, view.enterprise),
            ),
            body=tuple(_body(material, view)),
            sides=((_("Phía doanh nghiệp"), there.enterprise), (_("Phía đoàn khảo sát"), there.team)),
            conclusion=tuple(_conclusion(view)),
            signers=(
                (enterprise[0] or _("Đại diện doanh nghiệp"), enterprise[1]),
                (team[0] or _("Đại diện đoàn khảo sát"), team[1]),
            ),
            recipients=(_("Doanh nghiệp được khảo sát"), _("Đoàn khảo sát"), _("Lưu: hồ sơ chương trình")),
            scope=there.scope,
        ),
    )


def _body(material: Material, view: ClosingView) -> Iterator[Block]:
    yield Heading(_("1. Kết quả khảo sát"), 2)
    yield Paragraph(view.picture.lead, "lead")
    yield from (Paragraph(each) for each in view.picture.sentences)
    if any(each.score is not None for each in view.picture.subjects):
        yield score_chart(material)
    yield Heading(_("2. Phát hiện, theo thứ tự ưu tiên"), 2)
    yield from _findings(view.findings)
    yield Heading(_("3. Mục tiêu đã xem xét tại cuộc họp"), 2)
    yield from _goals(view.goals)
    yield Heading(_("4. Nhiệm vụ và người phụ trách"), 2)
    yield _tasks(view)
    yield Heading(_("5. Điểm đã thống nhất"), 2)
    yield _said(view.agreements, _("Chưa ghi điểm thống nhất nào theo từng mục."))
    yield Heading(_("6. Điểm chưa thống nhất"), 2)
    yield _said(view.disagreements, _("Không có điểm nào chưa thống nhất được ghi trong cuộc họp."))
    if view.closing.agreed:
        yield Heading(_("7. Ghi nhận khác của cuộc họp"), 2)
        yield Facts(view.closing.agreed)


def _findings(findings: Sequence[FindingPoint]) -> Iterator[Block]:
    """The first two priorities with proposal, owner and day; the others by their names, as the meeting saw them."""
    urgent = [each for each in findings if each.level in (1, 2)]
    later = [each for each in findings if each.level not in (1, 2)]
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Ưu tiên"), 0.8, "state"),
        Column(_("Phát hiện"), 4.6),
        Column(_("Đề xuất"), 3.2),
        Column(_("Đơn vị, hạn"), 1.9),
        Column(_("Mục tiêu"), 1.0, "code"),
    )
    rows = tuple(
        (*_finding(each), each.proposal, joined(each.owner, show_date(each.due_on)), _goals_of(each)) for each in urgent
    )
    if urgent or not later:
        yield Table(columns, rows, empty=_("Chưa ghi nhận phát hiện nào."), small=True)
    if later:
        short = (*columns[:2], Column(_("Phát hiện"), 9.7), columns[5])
        caption = _("Các phát hiện còn lại: {n}", n=show_number(len(later))) if urgent else ""
        yield Table(short, tuple((*_finding(each), _goals_of(each)) for each in later), caption, small=True)
    used = {each.level for each in findings}
    words = ", ".join(f"{level} {_(word)}" for level, word in PRIORITY_WORDS.items() if level in used)
    if words:
        yield Paragraph(_("Ưu tiên: {words}.", words=words), "note")


def _finding(each: FindingPoint) -> tuple[str, State, str]:
    state = State(PRIORITY_STATES[each.level], str(each.level)) if each.level else State("todo", "—")
    return each.code, state, each.title


def _goals_of(each: FindingPoint) -> str:
    return ", ".join(each.goals)


def _goals(goals: Sequence[GoalPoint]) -> Iterator[Block]:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Mục tiêu và chỉ số"), 3.4),
        Column(_("Hiện tại → đích"), 1.7),
        Column(_("Hạn, phụ trách"), 1.7),
        Column(_("Vốn, chi phí mỗi năm"), 1.9),
        Column(_("Tiết kiệm mỗi năm, hoàn vốn"), 2.2),
    )
    rows = tuple(
        (
            each.code,
            f"{each.title}\n{each.indicator}" if each.indicator and each.indicator != each.title else each.title,
            way(each),
            joined(show_date(each.due_on), each.owner),
            cost(each),
            _("{saving}; {payback}", saving=saving(each.saving), payback=payback(each))
            if each.saving
            else saving(None),
        )
        for each in goals
    )
    yield Table(columns, rows, empty=_("Chưa có mục tiêu nào."), small=True)
    if goals:
        yield Paragraph(_("Tiền tính bằng triệu đồng. “Chưa ước tính” là chưa có số, không phải bằng không."), "note")


def _tasks(view: ClosingView) -> Table:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Nhiệm vụ"), 4.2),
        Column(_("Người phụ trách"), 2.2),
        Column(_("Bắt đầu"), 1.3, "date"),
        Column(_("Kết thúc"), 1.3, "date"),
        Column(_("Mục tiêu"), 1.0, "code"),
    )
    rows = tuple(
        (each.code, each.title, joined(each.owner, each.partner), each.starts_on, each.ends_on, each.goal)
        for each in view.tasks
    )
    return Table(columns, rows, empty=_("Chưa lập nhiệm vụ; nhiệm vụ được lập ở bước 4."), small=True)


def _said(said: Sequence[Said], empty: str) -> Table:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Về"), 3.0),
        Column(_("Ý kiến"), 4.4),
        Column(_("Người nêu"), 2.4),
    )
    rows = tuple((each.code, about_words(each), each.words, each.given_by) for each in said)
    return Table(columns, rows, empty=empty, small=True)


def about_words(said: Said) -> str:
    """Code and name of what something was said about."""
    if not said.about_kind:
        return _("Toàn bộ kết quả")
    return f"{said.about} {said.title}".strip()


def _conclusion(view: ClosingView) -> Iterator[Block]:
    agreed, not_agreed = len(view.agreements), len(view.disagreements)
    yield Paragraph(
        _(
            "Cuộc họp đã xem {findings} phát hiện, {goals} mục tiêu, {tasks} nhiệm vụ; ghi {agreed} ý kiến thống nhất "
            "và {not_agreed} ý kiến chưa thống nhất.",
            findings=len(view.findings),
            goals=len(view.goals),
            tasks=len(view.tasks),
            agreed=agreed,
            not_agreed=not_agreed,
        )
    )
    if view.closing.next_steps:
        yield Facts(view.closing.next_steps)


# ---- figures in words


def way(goal: GoalPoint) -> str:
    now = show_number(goal.baseline) if goal.baseline is not None else _("chưa đo")
    then = show_number(goal.target) if goal.target is not None else _("chưa đặt")
    return _("{now} → {then} {unit}", now=now, then=then, unit=goal.unit).strip()


def million(amount: Decimal | None) -> str:
    return show_number(amount) if amount is not None else _("chưa ước tính")


def cost(goal: GoalPoint) -> str:
    """Once and each year; told once where neither is known."""
    if goal.investment is None and goal.running is None:
        return million(None)
    return _("{investment}; {running}", investment=million(goal.investment), running=million(goal.running))


def saving(figure: Figure | None) -> str:
    return figure_told(figure) if figure is not None else _("chưa ước tính")


def payback(goal: GoalPoint) -> str:
    if goal.payback is None:
        return _("chưa tính được hoàn vốn")
    return _("hoàn vốn {years} năm", years=show_number(goal.payback.expected, 1))
