"""Closing-meeting mode: the result walked through on a projector, targets set live, agreement recorded, minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.meeting_points import ClosingView, GoalPoint
from app.domain.programme_papers import Meeting
from app.formats import now, show_time
from app.services import goals as goal_deeds
from app.services import meetings
from app.services.meeting_view import closing_view, with_plan
from app.storage.unit import Unit
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.catalogue import entry
from app.ui.pages.floor_foot import FloorFoot
from app.ui.pages.meeting_bars import MeetingBar, MinutesBar, SayBar, TargetBar
from app.ui.pages.meeting_head import MeetingHead
from app.ui.pages.meeting_minutes import MinutesWriter
from app.ui.pages.meeting_slides import slide, words
from app.ui.pages.meeting_stops import SECTIONS, Stop, count_words, first_of, place_of, stops_of
from app.ui.parts import row, scrolled
from app.ui.workspace import Workspace
from app.wording import _

PLAN = ("goals", "effects", "funding", "plans", "tasks", "solutions", "findings", "links", "comments", "meetings")
REST = ("answers", "instruments", "calibrations", "processes", "sites", "cycles", "forms")
BACK = "closing_meeting"


def show_file(path: Path) -> None:
    """Open a file in the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class MeetingPage(Page):
    """target: the page to which Esc leads back, and behind a blank what to begin with (a finding, a goal, a task); a
    record alone leads back to the goals."""

    whole_window = True
    own_foot = True

    def __init__(self, workspace: Workspace, open_file: Callable[[Path], None] = show_file) -> None:
        super().__init__(workspace, _("Họp kết thúc"))
        self._back, self._wanted, self._last_post = BACK, "", ""
        self._view: ClosingView | None = None
        self._reading = 0
        self.stops: list[Stop] = []
        self.at = 0
        self.task = ""
        """The task that is spoken of, on a stop of tasks."""
        self._targets: dict[str, Decimal | None] = {}
        self.top, self.foot = MeetingHead(), FloorFoot()
        self.say_bar, self.target_bar = SayBar(), TargetBar()
        self.minutes_bar = MinutesBar(self._posts)
        self.writer = MinutesWriter(workspace, self.minutes_bar, open_file)
        self.stage = QWidget()
        self._stage = row(gap=0, margins=(28, 0, 28, 0))
        self.stage.setLayout(self._stage)
        self.area = scrolled(self.stage)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for each in (self.top, self.area, *self._bars(), self.foot):
            self.body.addWidget(each, 1 if each is self.area else 0)
        self._connect()

    def _connect(self) -> None:
        self.top.left.connect(self.leave)
        self.top.chosen.connect(self.go_to_section)
        self.say_bar.said.connect(self.record)
        self.target_bar.edited.connect(self.edit_goal)
        self.minutes_bar.asked.connect(self.make_minutes)
        self.minutes_bar.opened.connect(self.writer.open)
        self.writer.written.connect(lambda _path: self._show_keys())
        for each in self._bars():
            each.closed.connect(self._bar_closed)
        self.workspace.saved.connect(self._show_saved)

    def _bars(self) -> tuple[MeetingBar, ...]:
        return (self.say_bar, self.target_bar, self.minutes_bar)

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if not changes or changes.touches(*REST):
            self._read_all()
        elif self._view is not None and changes.touches(*PLAN):
            view, cycle_id = self._view, self.workspace.cycle_id
            self._take(self.workspace.read(lambda unit: with_plan(unit, cycle_id, view)))
        self._show_saved()

    def show_target(self, target: str) -> None:
        page, _blank, wanted = target.partition(" ")
        if entry(page) is None:
            page, wanted = "goals", page
        self._back, self._wanted = page, wanted
        self._go_to_wanted()

    def place(self) -> str:
        return f"{self._back} {self.stops[self.at].key if self.stops else self._wanted}".strip()

    def keys(self) -> list[tuple[str, str]]:
        if self.target_bar.isVisible():
            return [("Enter", _("ghi ô này")), ("Tab", _("ô tiếp")), ("Esc", _("xong"))]
        if self.say_bar.isVisible():
            return [("Enter", _("ghi")), ("Esc", _("thôi"))]
        if self.minutes_bar.isVisible() and self.minutes_bar.is_done:
            signing = [("K", _("ký tay")), ("S", _("ký số"))]
            return [("O", _("mở biên bản vừa lập")), *signing, ("Esc", _("xong"))]
        if self.minutes_bar.isVisible():
            return [("Ctrl+Enter", _("chốt và lập biên bản")), ("Esc", _("thôi"))]
        moves = [("→", _("tiếp")), ("←", _("lùi")), (f"1–{len(SECTIONS)}", _("phần"))]
        if self.workspace.read_only:
            return [*moves, ("Esc", _("thoát"))]
        edit = [("E", _("sửa mục tiêu"))] if self._goal() is not None else []
        deeds = [("A", _("thống nhất")), ("K", _("chưa thống nhất")), *edit, ("M", _("biên bản"))]
        return [*moves, *deeds, ("Esc", _("thoát"))]

    def more_keys(self) -> list[tuple[str, str]]:
        return [
            ("↑↓", _("nhiệm vụ, hoặc cuộn trang")),
            (_("Cách"), _("tiếp")),
            ("Home", _("về đầu phần")),
            ("O", _("mở biên bản vừa lập")),
            ("Ctrl+Z", _("hoàn tác")),
        ]

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self.top.use_frame(small=small)
        self.foot.use_little_room(small)
        self._stage.setContentsMargins(*((10, 0, 10, 0) if small else (28, 0, 28, 0)))

    def has_unsent_text(self) -> bool:
        return self.target_bar.has_unsent_text()

    def let_go(self) -> None:
        self.workspace.saved.disconnect(self._show_saved)
        super().let_go()

    # ---- what it shows

    def _read_all(self) -> None:
        """The survey and the register are read beside the window; the stage says so meanwhile."""
        self._reading += 1
        reading, workspace = self._reading, self.workspace
        cycle_id, as_of = workspace.cycle_id, workspace.as_of
        if self._view is None:
            self._put(words(_("Đang chuẩn bị cuộc họp…"), 24, 500, "text2"))
        workspace.background.run(
            lambda: workspace.read(lambda unit: closing_view(unit, cycle_id, as_of)),
            lambda view: self._take(view) if reading == self._reading else None,
            lambda mistake: self.say_wrong(str(mistake)),
            words=_("Đang chuẩn bị cuộc họp…"),
            owner=self,
        )

    def _take(self, view: ClosingView) -> None:
        key = self.stops[self.at].key if self.stops else ""
        self._view, self.stops = view, stops_of(view)
        for each in view.goals:
            self._targets.setdefault(each.id, each.target)
        found = place_of(self.stops, key)
        self.at = found if found >= 0 else min(self.at, len(self.stops) - 1)
        self._go_to_wanted()
        self._show()

    def _go_to_wanted(self) -> None:
        if self._wanted and self.stops:
            found = place_of(self.stops, self._wanted)
            self.at = found if found >= 0 else self.at
            if found >= 0 and any(each.id == self._wanted for each in self.stops[found].tasks):
                self.task = self._wanted
            self._wanted = ""
            self._show()

    def _show(self) -> None:
        if self._view is None:
            return
        stop = self.stops[self.at]
        if stop.tasks and all(each.id != self.task for each in stop.tasks):
            self.task = stop.tasks[0].id
        kept = self.area.verticalScrollBar().value()
        self._put(slide(stop, self._view, self._targets, self.task))
        self.area.verticalScrollBar().setValue(kept)
        self.top.sections.show_place(stop.section, count_words(self.stops, self.at))
        goal = self._goal()
        if self.target_bar.isVisible() and goal is not None:
            self.target_bar.show_goal(goal, self._estimates(goal.id))
        self.setAccessibleName(self._spoken(stop))
        self._show_keys()

    def _put(self, content: QWidget) -> None:
        while (item := self._stage.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._stage.addStretch(1)
        self._stage.addWidget(content, 100)
        self._stage.addStretch(1)

    def _spoken(self, stop: Stop) -> str:
        point = stop.finding or stop.goal
        told = f"{point.code} {point.title}" if point is not None else ""
        return ", ".join(filter(None, (_("Họp kết thúc"), _(SECTIONS[stop.section]), told)))

    def _show_keys(self) -> None:
        self.foot.show_keys(self.keys())
        self.keys_changed.emit()

    def _show_saved(self) -> None:
        store = self.workspace.store
        if self.workspace.read_only:
            self.foot.show_fact("lock", "warn", _("Chỉ đọc"))
        elif store.saved_at is not None:
            self.foot.show_fact("check", "ok", _("Đã lưu {time}", time=show_time(store.saved_at)))

    def _goal(self) -> GoalPoint | None:
        return self.stops[self.at].goal if self.stops else None

    def _about(self) -> tuple[str, str]:
        stop = self.stops[self.at]
        return ("tasks", self.task) if stop.tasks else stop.about

    def _posts(self) -> Sequence[str]:
        return self._view.attendance.posts if self._view is not None else ()

    def _estimates(self, goal_id: str) -> dict[str, Decimal | None]:
        goal = self.workspace.read(lambda unit: unit.goals.get(goal_id))
        return {"investment": goal.investment, "running_cost": goal.running_cost}

    # ---- walking

    def step(self, by: int) -> None:
        """To the next or the previous stop; at the ends it stays."""
        self._go(self.at + by)

    def go_to_section(self, section: str) -> None:
        if self.stops:
            self._go(first_of(self.stops, section))
        self.setFocus()

    def _go(self, place: int) -> None:
        if self.stops and 0 <= place < len(self.stops):
            self._close_bars()
            self.at = place
            self.area.verticalScrollBar().setValue(0)
            self._show()

    def _along(self, by: int) -> None:
        """The next task on a stop of tasks; else the page is scrolled."""
        tasks = self.stops[self.at].tasks if self.stops else ()
        if tasks:
            ids = [each.id for each in tasks]
            self.task = ids[max(0, min(len(ids) - 1, ids.index(self.task) + by))]
            self._show()
        else:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + by * theme.px(120))

    def leave(self) -> None:
        """Everything is saved; nothing is asked."""
        self._close_bars()
        record = self.stops[self.at].about[1] if self.stops and self._back == "goals" else ""
        self.workspace.go.emit(self._back, record)

    # ---- deeds

    def ask_said(self, kind: str) -> None:
        if self._may_write():
            stop = self.stops[self.at]
            task = next((each for each in stop.tasks if each.id == self.task), None)
            self._open(self.say_bar)
            self.say_bar.ask(kind, task.code if task else stop.words, self._posts(), self._last_post)
            self._show_keys()

    def record(self, kind: str, post: str, told: str) -> None:
        cycle_id, about, today = self.workspace.cycle_id, self._about(), self.workspace.today

        def work(unit: Unit) -> None:
            self._begin(unit)
            meetings.say(unit, cycle_id, kind, about, given_by=post, words=told, on=today)

        deed = _("Ghi ý kiến thống nhất") if kind == "agreement" else _("Ghi ý kiến chưa thống nhất")
        try:
            self.workspace.run(deed, work)
        except UserError as mistake:
            self.say_bar.say_wrong(str(mistake))
            return
        self._last_post = post
        self.say_bar.close_bar()

    def ask_target(self) -> None:
        goal = self._goal()
        if goal is not None and self._may_write():
            self._open(self.target_bar)
            self.target_bar.ask(goal, self._estimates(goal.id))
            self._show_keys()

    def edit_goal(self, field: str, text: str) -> None:
        """Keeps one figure as typed; cost and effect on the stage follow at once."""
        goal_id, day, follow = self.target_bar.goal_id, self.workspace.today, self.target_bar.follow.isChecked()

        def work(unit: Unit) -> list[meetings.Followed]:
            self._begin(unit)
            if field == "target":
                return meetings.set_target(unit, goal_id, text, day, follow=follow)[1]
            goal_deeds.edit_goal(unit, goal_id, field, text)
            return []

        editor = self.target_bar.fields[field]
        try:
            followed = self.workspace.run(_("Sửa mục tiêu trong cuộc họp"), work)
        except UserError as mistake:
            editor.show_error(str(mistake))
            return
        editor.show_error("")
        self.target_bar.told.say("info", "; ".join(each.words for each in followed))
        goal = self._goal()
        if goal is not None:
            self.target_bar.show_goal(goal, self._estimates(goal.id))

    def ask_minutes(self) -> None:
        if not self._may_write():
            return
        cycle_id = self.workspace.cycle_id
        held = self.workspace.read(lambda unit: meetings.open_meeting(unit, cycle_id))
        self._open(self.minutes_bar)
        self.minutes_bar.ask(held.secretary if held else "", held.conclusion if held else "")
        self._show_keys()

    def make_minutes(self, secretary: str, conclusion: str) -> None:
        """Freezes the meeting on the dossier as it is, and writes its paper in the background."""

        def prepare(unit: Unit) -> str:
            meeting = self._begin(unit)
            meetings.note_meeting(unit, meeting.id, "secretary", secretary)
            meetings.note_meeting(unit, meeting.id, "conclusion", conclusion)
            return meeting.id

        try:
            meeting_id = self.workspace.run(_("Ghi kết luận cuộc họp"), prepare)
        except UserError as mistake:
            self.minutes_bar.tell("bad", str(mistake))
            return
        self.setFocus()
        self.writer.write(meeting_id)

    def _begin(self, unit: Unit) -> Meeting:
        there = self._view.attendance if self._view is not None else None
        return meetings.begin_meeting(unit, self.workspace.cycle_id, now(), there)

    def _may_write(self) -> bool:
        return bool(self.stops) and not self.workspace.read_only

    # ---- bars and keys

    def _open(self, bar: MeetingBar) -> None:
        for each in self._bars():
            if each is not bar:
                each.hide()

    def _close_bars(self) -> None:
        for each in self._bars():
            if each.isVisible():
                each.close_bar()

    def _bar_closed(self) -> None:
        self.setFocus()
        self._show_keys()

    def _is_typing(self) -> bool:
        focus = self.focusWidget()
        return isinstance(focus, QLineEdit | QPlainTextEdit | QComboBox) and focus.hasFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_typing() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._act(event):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> bool:
        if self.minutes_bar.isVisible() and self.minutes_bar.press(Qt.Key(event.key())):
            return True
        match Qt.Key(event.key()):
            case Qt.Key.Key_Escape if self.minutes_bar.isVisible():
                self.minutes_bar.close_bar()
            case Qt.Key.Key_Right | Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self.step(1)
            case Qt.Key.Key_Left | Qt.Key.Key_PageUp:
                self.step(-1)
            case Qt.Key.Key_Down:
                self._along(1)
            case Qt.Key.Key_Up:
                self._along(-1)
            case Qt.Key.Key_Home:
                self.go_to_section(self.stops[self.at].section if self.stops else "opening")
            case Qt.Key.Key_Escape:
                self.leave()
            case _:
                return self._act_on_letter(chr(event.key()).casefold() if event.key() < 0x80 else "")
        return True

    def _act_on_letter(self, letter: str) -> bool:
        if letter.isdigit() and 1 <= int(letter) <= len(SECTIONS):
            self.go_to_section(list(SECTIONS)[int(letter) - 1])
            return True
        deeds: dict[str, Callable[[], object]] = {
            "a": lambda: self.ask_said("agreement"),
            "k": lambda: self.ask_said("disagreement"),
            "e": self.ask_target,
            "m": self.ask_minutes,
            "o": self.writer.open,
        }
        deed = deeds.get(letter)
        if deed is not None:
            deed()
        return deed is not None
