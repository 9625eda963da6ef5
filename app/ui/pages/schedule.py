"""The schedule of the tasks: bars one can move by mouse and keys, the critical path, and who carries too much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.schedule import Clash
from app.formats import show_date
from app.services import schedule as deeds
from app.services.locks import lock_reason
from app.services.schedule import ScheduleView, clash_words, schedule_view
from app.services.tasks import set_waits_for
from app.storage.unit import Unit
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.schedule_axis import ZOOMS
from app.ui.pages.schedule_bar import ScheduleBar
from app.ui.pages.schedule_load import LoadStrip
from app.ui.pages.schedule_rows import GROUPS
from app.ui.pages.schedule_view import GanttView
from app.ui.parts import Card, EmptyState, InlineMessage, button, hairline, row
from app.ui.workspace import Workspace
from app.wording import _

T = TypeVar("T")
READS = ("tasks", "goals", "links", "plans", "settings", "steps", "cycles")
NOTE = "schedule.{}"


class SchedulePage(Page):
    """target: the id of a task."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Tiến độ nhiệm vụ"))
        self._wanted, self._locked = "", ""
        self._view: ScheduleView | None = None
        self._group = self._remembered("group", tuple(GROUPS))
        self._zoom = self._remembered("zoom", ZOOMS, "week")
        self.gantt = GanttView()
        self.strip = LoadStrip(self.gantt)
        self.message = InlineMessage("warn", "", closable=True)
        self.asking = InlineMessage("info", "")
        self.bar = ScheduleBar()
        self.follow = self.bar.follow
        self._build()
        self._connect()

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        cycle_id = self.workspace.cycle_id
        self._view, self._locked = self.workspace.read(
            lambda unit: (schedule_view(unit, cycle_id), lock_reason(unit, cycle_id, deeds.STEP))
        )
        self._show()

    def show_target(self, target: str) -> None:
        self._wanted = target
        if self._view is not None:
            self._go_to_wanted()

    def place(self) -> str:
        return self._wanted or self.gantt.current_id()

    def keys(self) -> list[tuple[str, str]]:
        if self.gantt.tie_from:
            return [("↑↓", _("nhiệm vụ phải chờ")), ("Enter", _("nối hoặc gỡ")), ("Esc", _("thôi"))]
        if self._view is None or not self._view.plan.tasks:
            return []
        edit = [("←→", _("dời một ngày")), ("Shift+←→", _("đổi ngày kết thúc")), ("D", _("chờ việc khác"))]
        return [
            ("↑↓", _("nhiệm vụ")),
            *(edit if self._is_open() else []),
            ("Enter", _("chi tiết")),
            ("Z", _("thu phóng")),
        ]

    def more_keys(self) -> list[tuple[str, str]]:
        edit = [
            ("Ctrl+←→", _("dời một tuần")),
            ("Ctrl+Shift+←→", _("đổi ngày kết thúc một tuần")),
            ("Alt+←→", _("đổi ngày bắt đầu")),
            ("N", _("đặt ngày, từ hôm nay")),
            ("K", _("dời kèm hay không")),
        ]
        return [*(edit if self._is_open() else []), ("G", _("đổi cách nhóm")), ("T", _("về hôm nay"))]

    def panes(self) -> Sequence[QWidget]:
        return [each for each in (self.gantt, self.strip) if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self._line.setContentsMargins(*((8, 6, 8, 8) if small else (20, 14, 20, 14)))
        self.gantt.use_label_width(theme.px({Frame.WIDE: 340, Frame.MEDIUM: 300}.get(frame, 230)))
        self.strip.setMaximumHeight(self.strip.height_for(2 if small else 5))
        self.bar.legend.setVisible(not small)

    # ---- build

    def _build(self) -> None:
        self.head.add_action(button(_("Danh sách nhiệm vụ"), self._to_tasks, icon_name="task"))
        self.bar.show_ways(self._group, self._zoom)
        self.follow.setChecked(self._remembered("follow", ("1", "0")) == "1")
        self._empty = EmptyState(
            "calendar",
            _("Chưa có nhiệm vụ nào để xếp tiến độ"),
            _("Lập nhiệm vụ từ mục tiêu và phát hiện ở bước 4; ngày bắt đầu và ngày kết thúc vẽ được ngay ở đây."),
            [button(_("Sang bước 4"), self._to_tasks, kind="link")],
        )
        self._card = Card(padding=(0, 0, 0, 0))
        self._card.content.setSpacing(0)
        self._card.content.addWidget(self.bar)
        self._card.content.addWidget(hairline())
        self._card.content.addWidget(self.gantt, 1)
        self._card.content.addWidget(hairline())
        self._card.content.addWidget(self.strip)
        self._line = row(gap=0)
        self._line.addWidget(self._card, 1)
        self._line.addWidget(self._empty, 1)
        self.body.addWidget(self.message)
        self.body.addWidget(self.asking)
        self.body.addLayout(self._line, 1)

    def _connect(self) -> None:
        self.gantt.moved.connect(self.move_by)
        self.gantt.stretched.connect(self.stretch)
        self.gantt.planned.connect(self.plan)
        self.gantt.tied.connect(self.tie)
        self.gantt.opened.connect(lambda task_id: self.workspace.go.emit("tasks", task_id))
        self.gantt.shown.connect(self.keys_changed)
        self.bar.grouped.connect(self.use_group)
        self.bar.zoomed.connect(self.use_zoom)
        self.follow.toggled.connect(lambda on: self._remember("follow", "1" if on else "0"))

    # ---- show

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        has_tasks = bool(view.plan.tasks)
        self._card.setVisible(has_tasks)
        self._empty.setVisible(not has_tasks)
        self.gantt.may_edit = self._is_open()
        self.follow.setVisible(self._is_open())
        self.gantt.show_schedule(view, self.workspace.today, self._group, self._zoom)
        self.strip.show_loads(view.loads, view.capacity)
        self.strip.setVisible(bool(view.loads))
        self.head.show_note(self._told(view))
        self._go_to_wanted()
        self.keys_changed.emit()

    def _told(self, view: ScheduleView) -> str:
        if self._locked:
            return self._locked
        if view.found.circle:
            codes = ", ".join(sorted(view.codes[each] for each in view.found.circle))
            return _("Chờ nhau thành vòng, chưa tính được đường găng: {codes}", codes=codes)
        if view.found.ends_on is None:
            return _("{n} nhiệm vụ, chưa đặt ngày", n=len(view.plan.tasks)) if view.plan.tasks else ""
        words = _(
            "{n} nhiệm vụ, {critical} trên đường găng, xong sớm nhất {day}",
            n=len(view.plan.tasks),
            critical=len(view.found.critical),
            day=show_date(view.found.ends_on),
        )
        odd = len({each.task_id for each in view.found.clashes})
        return _("{words} · {n} việc có ngày mâu thuẫn", words=words, n=odd) if odd else words

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.gantt.choose(wanted)
            self.gantt.setFocus()

    def _is_open(self) -> bool:
        return not (self._locked or self.workspace.read_only)

    def use_group(self, key: str) -> None:
        self._group = key
        self._remember("group", key)
        self._check()

    def use_zoom(self, key: str) -> None:
        self._zoom = key
        self._remember("zoom", key)
        self._check()

    def _check(self) -> None:
        self.bar.show_ways(self._group, self._zoom)
        self._show()

    def _remembered(self, name: str, known: Sequence[str], usual: str = "") -> str:
        kept = self.workspace.preferences.notes.get(NOTE.format(name), "")
        return kept if kept in known else usual or known[0]

    def _remember(self, name: str, value: str) -> None:
        self.workspace.preferences.notes[NOTE.format(name)] = value
        self.workspace.preferences.save()

    def _to_tasks(self) -> None:
        self.workspace.go.emit("tasks", self.gantt.current_id())

    # ---- deeds

    def move_by(self, task_id: str, days: int) -> None:
        follow = self.follow.isChecked()
        self._tell(
            self._do(_("Dời nhiệm vụ"), lambda unit: deeds.move_task(unit, task_id, days, with_followers=follow))
        )

    def stretch(self, task_id: str, start: int, end: int) -> None:
        self._tell(
            self._do(_("Đổi ngày nhiệm vụ"), lambda unit: deeds.stretch_task(unit, task_id, start=start, end=end))
        )

    def plan(self, task_id: str, first: date, last: date) -> None:
        self._tell(self._do(_("Đặt ngày nhiệm vụ"), lambda unit: deeds.plan_task(unit, task_id, first, last)))

    def tie(self, task_id: str, other_id: str) -> None:
        """Lets a task wait for another one; where it already does, no longer."""
        view = self._view
        self._leave_tie()
        if view is None or task_id == other_id:
            return
        waits = list(view.plan.waits_for.get(task_id, ()))
        wanted = [each for each in waits if each != other_id] if other_id in waits else [*waits, other_id]
        deed = _("Gỡ thứ tự nhiệm vụ") if other_id in waits else _("Nối thứ tự nhiệm vụ")
        self._do(deed, lambda unit: set_waits_for(unit, task_id, wanted))
        if self._view is not None and not self.wrong.words():
            self._tell(tuple(each for each in self._view.clashes_of.get(task_id, ()) if each.other_id == other_id))

    def _do(self, deed: str, work: Callable[[Unit], T]) -> T | None:
        self.say_wrong("")
        try:
            return self.workspace.run(deed, work)
        except UserError as mistake:
            self.say_wrong(str(mistake))
            return None

    def _tell(self, clashes: Sequence[Clash] | None) -> None:
        """What the deed now contradicts stands over the bars until it is put right or closed."""
        view = self._view
        words = [clash_words(view, each) for each in clashes or ()] if view is not None else []
        shown = " ".join(words[:2])
        if len(words) > 2:
            shown = _("{words} Còn {n} chỗ khác.", words=shown, n=len(words) - 2)
        self.message.say("warn", shown)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape and self.gantt.tie_from:
            self._leave_tie()
        elif not plain or not self._press(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _press(self, key: Qt.Key) -> bool:
        """Whether this key means something here."""
        match key:
            case Qt.Key.Key_Z:
                self.use_zoom(_next(ZOOMS, self._zoom))
            case Qt.Key.Key_G:
                self.use_group(_next(tuple(GROUPS), self._group))
            case Qt.Key.Key_T:
                self.gantt.go_to_day(self.workspace.today)
            case Qt.Key.Key_K if self._is_open():
                self.follow.toggle()
            case Qt.Key.Key_D if self._is_open():
                self._ask_tie()
            case Qt.Key.Key_N if self._is_open():
                self._plan_from_today()
            case _:
                return False
        return True

    def _plan_from_today(self) -> None:
        line = self.gantt.current()
        if line is not None and not line.is_dated:
            start = line.task.starts_on or self.workspace.today
            self.plan(line.task.id, start, line.task.ends_on or start + timedelta(days=6))

    def _ask_tie(self) -> None:
        line = self.gantt.current()
        if line is None:
            return
        self.gantt.tie_from = line.task.id
        self.gantt.setFocus()
        words = _("chọn nhiệm vụ phải xong trước rồi nhấn Enter; nhiệm vụ đã nối thì được gỡ.")
        self.asking.say("info", words, strong=_("{code} chờ việc nào:", code=line.code))
        self.keys_changed.emit()

    def _leave_tie(self) -> None:
        if self.gantt.tie_from:
            self.gantt.tie_from = ""
            self.asking.say("info", "")
            self.keys_changed.emit()


def _next(keys: Sequence[str], current: str) -> str:
    return keys[(keys.index(current) + 1) % len(keys)]
