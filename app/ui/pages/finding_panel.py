"""The findings a person took over: list above, the current one below with its thread, goal and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QLineEdit, QStyleOptionViewItem, QWidget

from app.domain.findings import Finding, finding_code
from app.domain.proposals import SEVERITY_STATES, SEVERITY_WORDS
from app.services.analysis import DecidedFinding
from app.services.thread import Knot
from app.ui import theme
from app.ui.pages.finding_form import FindingForm
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.pages.thread_view import ThreadView
from app.ui.parts import EmptyState, Field, InlineMessage, button, clear_layout, column, paint_glyph, row, text
from app.ui.parts.tables import paint_row_ground
from app.wording import _


def told(decided: DecidedFinding) -> str:
    finding = decided.finding
    return f"{finding_code(finding)}, {_(SEVERITY_WORDS[finding.severity])}: {finding.title}. {goal_words(decided)}"


def goal_words(decided: DecidedFinding) -> str:
    if not decided.goals:
        return _("chưa có mục tiêu")
    return ", ".join(decided.goal_codes)


class FindingDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        _paint(painter, QRectF(option.rect).adjusted(14, 0, -14, 0), index.data(RECORD))
        painter.restore()


def _paint(painter: QPainter, rect: QRectF, decided: DecidedFinding) -> None:
    finding = decided.finding
    upper = QRectF(rect.x(), rect.y() + theme.px(6), rect.width(), theme.px(19))
    lower = QRectF(rect.x(), rect.y() + theme.px(26), rect.width(), theme.px(18))
    middle = Qt.AlignmentFlag.AlignVCenter
    paint_glyph(painter, QRectF(rect.x(), upper.center().y() - 7, 14, 14), SEVERITY_STATES[finding.severity])
    painter.setFont(theme.font("strong"))
    painter.setPen(theme.color("accent"))
    code = finding_code(finding)
    painter.drawText(upper.adjusted(22, 0, 0, 0), middle, code)
    painter.setPen(theme.color("text"))
    title = upper.adjusted(22 + theme.px(54), 0, 0, 0)
    fitting = painter.fontMetrics().elidedText(finding.title, Qt.TextElideMode.ElideRight, int(title.width()))
    painter.drawText(title, middle, fitting)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text2" if decided.goals else "warn"))
    right = middle | Qt.AlignmentFlag.AlignRight
    painter.drawText(lower, right, goal_words(decided))
    if decided.drift:
        painter.setPen(theme.color("warn"))
        paint_glyph(painter, QRectF(lower.x() + 22, lower.center().y() - 6, 12, 12), "warn")
        words, left = decided.drift.text, 40
    else:
        painter.setPen(theme.color("text3"))
        words, left = finding.detail or finding.clause, 22
    room = lower.adjusted(left, 0, -theme.px(110), 0)
    fitting = painter.fontMetrics().elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, middle, fitting)


class FindingPanel(QWidget):
    """edited(id, field, text), withdrawn(id, reason), renewed(id), goal_wanted(id), goal_opened(goal id).

    thread_wanted(id): the thread of a finding shall stand in place of the list; show_thread() puts it there.
    before(finding): the finding of the last cycle that it repeats, in words; "" for none.
    """

    edited = Signal(str, str, str)
    withdrawn = Signal(str, str)
    renewed = Signal(str)
    goal_wanted = Signal(str)
    goal_opened = Signal(str)
    thread_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.list: ReadingList[DecidedFinding] = ReadingList(_("Phát hiện đã nhận"), told, height=50)
        self.list.setItemDelegate(FindingDelegate(self.list))
        self.list.shown.connect(lambda _record: self._build_detail())
        self._empty = EmptyState(
            "finding",
            _("Chưa nhận phát hiện nào"),
            _("Nhận từ danh sách đề xuất bằng phím A, hoặc thêm phát hiện của mình."),
            [],
        )
        self._detail = QFrame()
        self._detail.setProperty("surface", "bar-foot")
        self._inside = column(gap=6, margins=(16, 10, 16, 10))
        self._detail.setLayout(self._inside)
        self._mode = "view"
        self.before: Callable[[Finding], str] = lambda _finding: ""
        self._to_edit = ""
        self._still = False
        body = column(self._empty, gap=0)
        self.knots = ThreadView()
        self.knots.hide()
        self.form = FindingForm()
        self.form.hide()
        self.form.edited.connect(self.edited)
        self.form.closed.connect(self._close_form)
        body.addWidget(self.list, 1)
        body.addWidget(self.knots, 1)
        body.addWidget(self.form, 1)
        body.addWidget(self._detail)
        self.setLayout(body)

    def set_read_only(self, still: bool) -> None:
        self._still = still

    def show_findings(self, findings: Sequence[DecidedFinding]) -> None:
        busy = self.is_busy()
        self.list.show_records(findings, key=lambda each: each.finding.id)
        self._empty.setVisible(not findings)
        if not findings:
            self.knots.hide()
        if not findings and self._mode == "edit":
            self._close_form()
        self.list.setVisible(bool(findings) and self.knots.isHidden() and self.form.isHidden())
        if findings and self.list.current() is None:
            self.list.choose(0)
        if self._to_edit and self.show_finding(self._to_edit):
            self._to_edit = ""
            self._open_form(over=True)
        elif self._mode == "edit" and (decided := self.list.current()):
            self.form.show_finding(decided.finding)
        elif not busy or self.list.current() is None:
            self._build_detail()

    def show_thread(self, knots: Sequence[Knot], finding_id: str) -> None:
        """The thread of a finding in place of the list, until the list is asked for again."""
        self.knots.show_thread(knots, ("findings", finding_id))
        self._swap(thread=True)

    def _swap(self, *, thread: bool) -> None:
        self.knots.setVisible(thread)
        self.list.setVisible(not thread)
        self._build_detail()
        (self.knots if thread else self.list).setFocus()

    def show_finding(self, finding_id: str) -> bool:
        for place, each in enumerate(self.list.records.records):
            if each.finding.id == finding_id:
                self.list.choose(place)
                return True
        return False

    def edit_when_shown(self, finding_id: str) -> None:
        """Open the fields of a finding as soon as it stands in the list."""
        self._to_edit = finding_id

    def is_busy(self) -> bool:
        return self._mode != "view"

    def _build_detail(self, mode: str = "view") -> None:
        self._mode = mode
        clear_layout(self._inside)
        decided = self.list.current()
        self._detail.setVisible(decided is not None)
        if decided is None:
            return
        match mode:
            case "withdraw":
                self._build_withdraw(decided)
            case _:
                self._build_view(decided)

    def _build_view(self, decided: DecidedFinding) -> None:
        finding = decided.finding
        self._inside.addWidget(text(finding.title, "strong", wrap=True))
        if finding.detail:
            self._inside.addWidget(text(finding.detail, "second", wrap=True, selectable=True))
        if finding.clause:
            self._inside.addWidget(text(finding.clause, "small", cut=True))
        if decided.merged:
            codes = ", ".join(finding_code(each) for each in decided.merged)
            self._inside.addWidget(text(_("Gồm cả {codes}.", codes=codes), "small", cut=True))
        if before := self.before(finding):
            self._inside.addWidget(text(before, "small", cut=True))
        if decided.drift:
            words = "" if decided.drift.gone or not finding.origin or self._still else _("Cập nhật")
            message = InlineMessage("warn", decided.drift.text, words)
            message.followed.connect(lambda: self.renewed.emit(finding.id))
            self._inside.addWidget(message)
        actions = []
        if decided.goals:
            opened = button(goal_words(decided), lambda: self.goal_opened.emit(decided.goals[0]), kind="link")
            opened.setToolTip(_("Xem mục tiêu"))
            actions.append(opened)
        elif not self._still:
            actions.append(button(_("Lập mục tiêu"), lambda: self.goal_wanted.emit(finding.id), icon_name="goal"))
        if self.knots.isHidden():
            actions.append(button(_("Mạch"), lambda: self.thread_wanted.emit(finding.id), icon_name="thread"))
        else:
            actions.append(button(_("Về danh sách"), lambda: self._swap(thread=False), icon_name="left"))
        if not self._still:
            actions.append(button(_("Sửa"), self._open_form, icon_name="edit"))
            actions.append(button(_("Rút…"), lambda: self._build_detail("withdraw"), kind="ghost"))
        self._inside.addLayout(row(*actions, None, gap=6))

    def _open_form(self, *, over: bool = False) -> None:
        """The fields in place of the list, until "Xong"."""
        if decided := self.list.current():
            self._mode = "edit"
            self.form.show_finding(decided.finding)
            for each in (self.list, self.knots, self._detail):
                each.hide()
            self.form.show()
            self.form.begin(over=over)

    def _close_form(self) -> None:
        self.form.hide()
        self._swap(thread=False)

    def show_field_error(self, field: str, sentence: str) -> None:
        self.form.show_error(field, sentence)

    def _done(self) -> None:
        self._build_detail()
        self.list.setFocus()

    def _build_withdraw(self, decided: DecidedFinding) -> None:
        reason = Field(_("Vì sao rút phát hiện này?"))

        def withdraw() -> None:
            if not reason.value().strip():
                reason.show_error(_("Nêu lý do rút phát hiện này."))
                reason.editor.setFocus()
                return
            self._mode = "view"
            self.withdrawn.emit(decided.finding.id, reason.value())

        if isinstance(reason.editor, QLineEdit):
            reason.editor.returnPressed.connect(withdraw)
        self._inside.addWidget(text(f"{finding_code(decided.finding)} {decided.finding.title}", "strong", cut=True))
        self._inside.addWidget(reason)
        drop = button(_("Rút phát hiện"), withdraw, kind="danger")
        self._inside.addLayout(row(drop, button(_("Thôi"), self._done, kind="ghost"), None, gap=6))
        reason.editor.setFocus()
