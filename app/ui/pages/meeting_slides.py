"""What each stop of a closing meeting shows, in type for a projector: 20 to 28 px."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.domain.meeting_points import ClosingView, FindingPoint, GoalPoint, Said, TaskPoint
from app.formats import show_date, show_number
from app.reports.closing_minutes import about_words, million, saving
from app.services.meetings import SAID_KINDS
from app.ui import theme
from app.ui.pages.findings_words import PRIORITY_STATES
from app.ui.pages.floor_looks import walk_font
from app.ui.pages.meeting_pictures import BigPill, GoalScale, SubjectScales, TaskTable
from app.ui.pages.meeting_stops import Stop
from app.ui.parts import Glyph, column, hairline, row
from app.wording import _

WIDEST = 1240


def words(text: str, size: int = 20, weight: int = 400, token: str = "text") -> QLabel:
    """A label in the type of the meeting; it takes as many lines as it needs."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(walk_font(size, weight))
    label.setStyleSheet(
        f"font-size: {theme.px(size)}px; font-weight: {weight}; color: {theme.hex_of(token)}; background: transparent;"
    )
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


def slide(stop: Stop, view: ClosingView, targets: dict[str, Decimal | None], task: str) -> QWidget:
    """The whole stop. targets: as they were when the meeting began; task: the one that is spoken of."""
    made = QWidget()
    made.setMaximumWidth(theme.px(WIDEST))
    layout = column(gap=14, margins=(8, 20, 8, 20))
    made.setLayout(layout)
    match stop.section:
        case "opening":
            _opening(layout, view)
        case "picture":
            _picture(layout, view)
        case "findings" if stop.finding is not None:
            _finding(layout, stop.finding)
        case "goals" if stop.goal is not None:
            _goal(layout, stop.goal, targets.get(stop.goal.id, stop.goal.target))
        case "tasks" if stop.tasks:
            _tasks(layout, stop.tasks, view, task)
        case "said":
            _all_said(layout, view)
        case "end":
            _end(layout, view)
        case _:
            layout.addWidget(words(_EMPTY[stop.section](), 24, 500, "text2"))
    about = ("tasks", task) if stop.tasks else stop.about
    if stop.section not in ("said", "end"):
        _said(layout, view.said_of(*about))
    layout.addStretch(1)
    return made


_EMPTY: dict[str, Callable[[], str]] = {
    "findings": lambda: _("Chưa có phát hiện nào."),
    "goals": lambda: _("Chưa có mục tiêu nào. Mục tiêu lập ở bước 3."),
    "tasks": lambda: _("Chưa lập nhiệm vụ; nhiệm vụ được lập ở bước 4."),
}


def _opening(layout: QVBoxLayout, view: ClosingView) -> None:
    there = view.attendance
    layout.addWidget(words(view.enterprise, 28, 600))
    layout.addWidget(words(", ".join(filter(None, (view.site, view.cycle))), 22, 400, "text2"))
    layout.addSpacing(6)
    if there.scope:
        _fact(layout, _("Phạm vi"), there.scope)
    _fact(layout, _("Phía doanh nghiệp"), "; ".join(there.enterprise) or _("chưa ghi trong phiếu họp"))
    _fact(layout, _("Phía đoàn khảo sát"), "; ".join(there.team) or _("chưa ghi trong phiếu họp"))
    if there.place:
        _fact(layout, _("Địa điểm"), there.place)
    layout.addSpacing(6)
    layout.addWidget(
        words(
            _(
                "Hôm nay xem {findings} phát hiện, {goals} mục tiêu, {tasks} nhiệm vụ; thống nhất từng điểm, điểm nào "
                "chưa thống nhất thì ghi lại.",
                findings=show_number(len(view.findings)),
                goals=show_number(len(view.goals)),
                tasks=show_number(len(view.tasks)),
            ),
            24,
            500,
        )
    )


def _picture(layout: QVBoxLayout, view: ClosingView) -> None:
    layout.addWidget(words(view.picture.lead, 28, 600))
    for each in view.picture.sentences:
        layout.addWidget(words(each, 20, 400, "text2"))
    layout.addWidget(SubjectScales(view.picture.subjects))


def _finding(layout: QVBoxLayout, point: FindingPoint) -> None:
    pill = (
        BigPill(PRIORITY_STATES[point.level], _("Ưu tiên {level}: {word}", level=point.level, word=point.word))
        if point.level
        else BigPill("todo", _("Chưa xếp ưu tiên"))
    )
    layout.addLayout(row(words(point.code, 24, 600, "accent"), pill, None, gap=16))
    layout.addWidget(words(point.title, 28, 600))
    if point.detail:
        layout.addWidget(words(point.detail, 22))
    for name, told in (
        (_("Nguyên nhân"), point.cause),
        (_("Căn cứ"), point.clause),
        (_("Đề xuất"), point.proposal),
        (_("Đơn vị phụ trách"), point.owner),
        (_("Hạn"), show_date(point.due_on)),
        (_("Mục tiêu"), ", ".join(point.goals)),
    ):
        if told:
            _fact(layout, name, told)


def _goal(layout: QVBoxLayout, point: GoalPoint, before: Decimal | None) -> None:
    layout.addLayout(row(words(point.code, 24, 600, "accent"), None, gap=16))
    layout.addWidget(words(point.title, 28, 600))
    if point.indicator and point.indicator != point.title:
        layout.addWidget(words(point.indicator, 20, 400, "text2"))
    layout.addWidget(GoalScale(point))
    if before != point.target:
        was = show_number(before) if before is not None else _("chưa đặt")
        told = _("Đầu buổi họp: {target} {unit}", target=was, unit=point.unit).strip()
        layout.addLayout(row(Glyph("info", theme.px(20)), words(told, 20, 500), gap=10))
    for doubt in point.doubts:
        layout.addLayout(row(Glyph("warn", theme.px(20)), words(doubt, 20, 500, "warn"), gap=10))
    _money(layout, point)
    for name, told in (
        (_("Hạn"), show_date(point.due_on)),
        (_("Phụ trách"), point.owner),
        (_("Vì sao"), point.justification),
        (_("Từ phát hiện"), ", ".join(point.findings)),
    ):
        if told:
            _fact(layout, name, told)
    for note in point.notes:
        layout.addWidget(words(note, 20, 400, "text2"))


def _money(layout: QVBoxLayout, point: GoalPoint) -> None:
    """What it costs and brings; what nobody estimated is said so, never zero."""
    line = row(gap=28)
    for (name, told), share in zip(money_told(point), (4, 4, 7, 3), strict=True):
        line.addLayout(column(words(name, 20, 400, "text3"), words(told, 24, 600), None, gap=0), share)
    layout.addWidget(hairline())
    layout.addLayout(line)
    reasons = dict.fromkeys(each for name, each in point.reasons if name == "payback" and point.payback is None)
    for reason in reasons:
        layout.addWidget(words(reason, 20, 400, "text2"))
    layout.addWidget(hairline())


def money_told(point: GoalPoint) -> tuple[tuple[str, str], ...]:
    """Name and words of the four figures, in million đồng."""
    return (
        (_("Vốn một lần"), _with_unit(million(point.investment), point.investment is not None)),
        (_("Chi phí mỗi năm"), _with_unit(million(point.running), point.running is not None)),
        (_("Tiết kiệm mỗi năm"), _with_unit(saving(point.saving), point.saving is not None)),
        (_("Hoàn vốn"), _payback(point)),
    )


def _with_unit(told: str, is_known: bool) -> str:
    return _("{amount} triệu", amount=told) if is_known else told


def _payback(point: GoalPoint) -> str:
    if point.payback is None:
        return _("chưa tính được")
    return _("{years} năm", years=show_number(point.payback.expected, 1))


def _tasks(layout: QVBoxLayout, tasks: Sequence[TaskPoint], view: ClosingView, chosen: str) -> None:
    goal = next((each for each in view.goals if each.code == tasks[0].goal), None)
    heading = _("{code} {title}", code=goal.code, title=goal.title) if goal else _("Chưa nối với mục tiêu nào")
    layout.addWidget(words(heading, 24, 600))
    layout.addWidget(TaskTable(tasks, chosen, {each.id: view.said_of("tasks", each.id) for each in tasks}))


def _all_said(layout: QVBoxLayout, view: ClosingView) -> None:
    layout.addWidget(
        words(
            _(
                "{agreed} ý kiến thống nhất, {open} ý kiến chưa thống nhất",
                agreed=show_number(len(view.agreements)),
                open=show_number(len(view.disagreements)),
            ),
            28,
            600,
        )
    )
    if not view.said:
        told = _("Ở bất cứ mục nào: nhấn A để ghi thống nhất, K để ghi điều chưa thống nhất.")
        layout.addWidget(words(told, 22, 400, "text2"))
    for heading, found in (
        (_("Chưa thống nhất"), view.disagreements),
        (_("Thống nhất"), view.agreements),
    ):
        if found:
            layout.addSpacing(6)
            layout.addWidget(words(heading, 22, 600, "text2"))
        for each in found:
            layout.addLayout(_said_line(each, with_about=True))


def _end(layout: QVBoxLayout, view: ClosingView) -> None:
    layout.addWidget(words(_("Việc tiếp theo"), 28, 600))
    for name, told in view.closing.next_steps:
        _fact(layout, name, told)
    if not view.closing.next_steps:
        layout.addWidget(words(_("Phiếu họp kết thúc chưa ghi việc tiếp theo."), 22, 400, "text2"))
    layout.addSpacing(10)
    layout.addWidget(words(_("Nhấn M để chốt và lập biên bản từ đúng số liệu lúc này."), 24, 500))


def _said(layout: QVBoxLayout, said: Sequence[Said]) -> None:
    for each in said:
        layout.addLayout(_said_line(each, with_about=False))


def _said_line(said: Said, *, with_about: bool) -> QVBoxLayout:
    """Who said what; the glyph and the word tell agreement from disagreement, not the colour alone."""
    agreed = said.kind == "agreement"
    head = _("{code} · {kind} · {who}", code=said.code, kind=_(SAID_KINDS[said.kind]), who=said.given_by)
    if with_about:
        head = _("{head} · về {about}", head=head, about=about_words(said))
    glyph = Glyph("ok" if agreed else "bad", theme.px(20))
    made = column(row(glyph, words(head, 20, 600, "ok" if agreed else "bad"), gap=10), gap=2)
    made.addLayout(row(theme.px(20) + 10, words(said.words, 20), gap=0))
    return made


def _fact(layout: QVBoxLayout, name: str, told: str) -> None:
    label = words(name, 20, 400, "text3")
    label.setFixedWidth(theme.px(210))
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    line = row(label, gap=16)
    value = words(told, 22)
    value.setAlignment(Qt.AlignmentFlag.AlignTop)
    line.addWidget(value, 1)
    layout.addLayout(line)
