"""All talks of a cycle, and beside them what is still to be checked against a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app import wording
from app.domain.changes import Changes
from app.domain.errors import UserError
from app.formats import show_date, show_number, show_time
from app.services import interviews, survey
from app.services.interviews import Talk
from app.storage.unit import Unit
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.interview_heard import Heard, HeardPanel
from app.ui.parts import EmptyState, button, column, row, splitter
from app.ui.preferences import Preferences
from app.ui.tables.grid import Grid
from app.ui.tables.model import RIGHT, Column, TableModel
from app.ui.workspace import Workspace
from app.wording import _

READS = ("interviews", "statements", "forms", "steps", "cycles")


def _when(talk: Talk) -> str:
    moment = talk.interview.started_at
    if moment is None:
        return ""
    here = moment.astimezone()
    return f"{show_date(here.date())} {show_time(here)[:5]}"


def columns() -> list[Column[Talk]]:
    """What is told of a talk; who was asked and who asked can be put right in place."""
    return [
        Column(
            title=_("Khi nào"), show=_when, width=132, sort=lambda each: str(each.interview.started_at), gives_way=3
        ),
        Column(
            title=_("Chức danh"), show=lambda each: each.interview.post, width=0, field="post", strong=lambda _t: True
        ),
        Column(
            title=_("Bộ phận"), show=lambda each: each.interview.department, width=130, field="department", gives_way=2
        ),
        Column(title=_("Người hỏi"), show=lambda each: each.interview.held_by, width=130, field="held_by", gives_way=1),
        Column(
            title=_("Câu đã hỏi"),
            show=lambda each: show_number(len(each.statements)),
            width=92,
            align=RIGHT,
            name="count",
        ),
        Column(
            title=_("Cần kiểm chứng"),
            show=lambda each: show_number(each.to_check) if each.to_check else "",
            width=118,
            align=RIGHT,
            tone=lambda each: "warn" if each.to_check else "text3",
            name="to_check",
        ),
    ]


class TalkGrid(Grid):
    """F2 edits; single letters are the page's."""

    def __init__(self, model: TableModel[Talk], preferences: Preferences) -> None:
        super().__init__(model, _("Các cuộc phỏng vấn"), preferences, "interviews")
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSortingEnabled(False)  # the newest is on top

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().isprintable() and bool(event.text())
        if letter and self.state() != QAbstractItemView.State.EditingState:
            event.ignore()
        else:
            super().keyPressEvent(event)


class InterviewsPage(Page):
    """target: the id of an interview."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Phỏng vấn"))
        self.talks: list[Talk] = []
        self._words: dict[str, tuple[str, str]] = {}
        self._wanted = ""
        self._locked = ""
        self.model: TableModel[Talk] = TableModel(columns(), lambda each: each.interview.id, self._write, sorts=False)
        self.grid = TalkGrid(self.model, workspace.preferences)
        self.panel = HeardPanel()
        self.new = button(_("Phỏng vấn mới"), self.begin, kind="primary", icon_name="plus")
        self.head.add_action(self.new)
        self._empty = EmptyState(
            "people",
            _("Chưa có cuộc phỏng vấn nào"),
            _("Chọn người và phần câu hỏi; mỗi lần hiện một câu bằng chữ lớn, lời người được hỏi lưu ngay khi gõ."),
            [button(_("Phỏng vấn mới"), self.begin, icon_name="plus")],
        )
        self._build()

    def _build(self) -> None:
        self._go_on = button(_("Hỏi tiếp"), self.go_on, icon_name="people")
        self._drop = button(_("Bỏ cuộc này"), self.remove, kind="ghost")
        self._drop.setToolTip(_("Bỏ cuộc này") + "  Delete")
        left, foot = QWidget(), QWidget()
        foot.setProperty("surface", "surface")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot.setLayout(row(self._go_on, self._drop, None, gap=8, margins=(14, 8, 14, 8)))
        body = column(gap=0)
        body.addWidget(self.grid, 1)
        body.addWidget(foot)
        left.setLayout(body)
        self._halves = splitter(left, self.panel, sizes=(640, 480))
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._halves, 1)
        self.grid.opened.connect(self.go_on)
        self.grid.row_changed.connect(self._show_heard)
        self.grid.asked.connect(lambda deed: self.remove() if deed == "clear" else None)
        self.panel.opened.connect(lambda heard: self.workspace.go.emit("survey", heard.statement.question))
        self.panel.ticked.connect(self.tick)

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        cycle_id, language = self.workspace.cycle_id, wording.language()

        def read(unit: Unit) -> tuple[list[Talk], str]:
            return interviews.talks(unit, cycle_id), survey.lock_reason(unit, cycle_id)

        self.talks, self._locked = self.workspace.read(read)
        if self.talks and (not self._words or changes.touches("forms")):
            filling = self.workspace.read(lambda unit: survey.open_form(unit, cycle_id, "survey", language))
            self._words = {each.path: (each.code, filling.label(each.path)) for each in filling.form.questions()}
        self._show()

    def show_target(self, target: str) -> None:
        self._wanted = target
        self.grid.go_to(target, 1)

    def place(self) -> str:
        talk = self.current()
        return talk.interview.id if talk is not None else self._wanted

    def keys(self) -> list[tuple[str, str]]:
        if not self.talks:
            return [("N", _("phỏng vấn mới"))] if not self.is_still() else []
        keys = [("↑↓", _("dòng")), ("Enter", _("hỏi tiếp, đến câu hỏi"))]
        if not self.is_still():
            keys += [("N", _("phỏng vấn mới")), ("X", _("đã kiểm chứng")), ("F2", _("sửa"))]
        return keys

    def more_keys(self) -> list[tuple[str, str]]:
        return [("Delete", _("bỏ cuộc đang chọn")), ("F6", _("sang khung khác"))]

    def panes(self) -> Sequence[QWidget]:
        return (self.grid, self.panel.list) if self.talks else (self._empty,)

    def use_frame(self, frame: Frame) -> None:
        self._halves.setSizes([430, 420] if frame is Frame.SMALL else [640, 480])
        self.panel.setMinimumWidth(theme.px(330 if frame is Frame.SMALL else 400))

    # ---- showing

    def current(self) -> Talk | None:
        record = self.grid.current_record()
        return record if isinstance(record, Talk) else None

    def is_still(self) -> bool:
        return self.workspace.read_only or bool(self._locked)

    def _show(self) -> None:
        still = self.is_still()
        self._empty.setVisible(not self.talks)
        self._halves.setVisible(bool(self.talks))
        self.new.setVisible(not still)
        self._drop.setVisible(not still)
        self._go_on.setText(_("Xem lại") if still else _("Hỏi tiếp"))
        self.panel.still = still
        self.model.show_records(self.talks)
        if self._wanted:
            self.grid.go_to(self._wanted, 1)
            self._wanted = ""
        if self.current() is None:
            self.grid.choose(0)
        to_check = sum(each.to_check for each in self.talks)
        self.head.show_note(_("{count} lời cần kiểm chứng", count=show_number(to_check)) if to_check else "")
        self._show_heard()
        self.keys_changed.emit()

    def _show_heard(self) -> None:
        talk = self.current()
        every = [
            Heard(each.interview, said, *self._words.get(said.question, ("", said.question)))
            for each in self.talks
            for said in each.statements
        ]
        self.panel.show_heard(every, talk.interview.id if talk is not None else "")

    # ---- deeds

    def begin(self) -> None:
        """Choose whom to ask."""
        if not self.is_still():
            self.workspace.go.emit("interview", "new")

    def go_on(self) -> None:
        if (talk := self.current()) is not None:
            self.workspace.go.emit("interview", talk.interview.id)

    def tick(self, heard: Heard) -> None:
        """It was checked against a record; pressed again, it is still to be checked."""
        checked = heard.statement.to_check == interviews.TO_CHECK
        deed = _("Đã kiểm chứng lời {post}", post=heard.interview.post)
        self._do(deed, lambda unit: interviews.tick_checked(unit, heard.statement.id, checked=checked))

    def remove(self) -> None:
        """Take a talk out; the toast takes it back."""
        talk = self.current()
        if talk is None or self.is_still():
            return
        deed = _("Bỏ cuộc phỏng vấn {post}", post=talk.interview.post)
        toast = _("Đã bỏ cuộc phỏng vấn {post}.", post=talk.interview.post)
        self._do(deed, lambda unit: interviews.remove_interview(unit, talk.interview.id), toast)

    def _do(self, deed: str, work: Callable[[Unit], object], toast: str = "") -> None:
        try:
            self.workspace.run(deed, work, toast=toast)
        except UserError as mistake:
            self.say_wrong(str(mistake))

    def _write(self, talk: Talk, field: str, typed: str) -> None:
        deed = _("Sửa cuộc phỏng vấn {post}", post=talk.interview.post)
        try:
            self.workspace.run(deed, lambda unit: interviews.edit_interview(unit, talk.interview.id, field, typed))
        except UserError as mistake:
            raise ValueError(str(mistake)) from mistake

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().casefold()
        if letter == "n":
            self.begin()
        elif letter == "x":
            self.panel.tick_current()
        else:
            super().keyPressEvent(event)
