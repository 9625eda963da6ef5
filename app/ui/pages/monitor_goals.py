"""The indicators: the goals at the left; the plot, the row of readings and what is typed of one at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import UserError
from app.domain.monitored import MonitoredGoal
from app.domain.monitoring_plots import reading_plot
from app.domain.planned_readings import Slot
from app.domain.reading_fields import Typed
from app.formats import show_date, show_number
from app.services import indicator_readings as deeds
from app.ui import theme
from app.ui.pages.monitor_lists import SlotList, goal_rows_list
from app.ui.pages.monitor_reading_form import ReadingForm
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.parts import Card, Field, InlineMessage, button, column, row, scrolled, text
from app.ui.parts.plots import PlotCard
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.storage.unit import Unit


class GoalsTab(QWidget):
    """goal_opened(id): the goal itself is to be shown, in step 3. keys_changed: other keys act now."""

    goal_opened = Signal(str)
    keys_changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._still = True
        self.goals, self.slots, self.form = goal_rows_list(), SlotList(), ReadingForm()
        self.plot: PlotCard | None = None
        self._plots = column(gap=0)
        self._message = InlineMessage("info", "")
        self._title = text("", "h2", wrap=True)
        self._note = text("", "small", wrap=True)
        self.measure = button(_("Đo lại từ dữ liệu"), self.measure_again, icon_name="redo")
        self.typing = button(_("Nhập lần đọc"), self.type_reading, kind="primary", icon_name="plus")
        self.plan = button(_("Lập lịch đo"), self.plan_days, kind="ghost", icon_name="calendar")
        self.day = Field(_("Thêm kỳ đo"))
        self.clear = ReasonAsker(
            _("Bỏ lần đọc đang chọn…"), _("Vì sao bỏ lần đọc này?"), _("Bỏ lần đọc"), _("Nêu lý do bỏ lần đọc này.")
        )
        self._build()
        self._connect()
        self.form.hide()

    def _build(self) -> None:
        left = Card(padding=(0, 0, 0, 0))
        left.content.addWidget(self.goals, 1)
        table = Card(padding=(0, 10, 0, 0))
        deeds_row = row(self.typing, self.measure, self.plan, None, gap=8, margins=(16, 0, 12, 4))
        table.content.addLayout(row(text(_("Các lần đọc"), "h2"), None, margins=(16, 0, 12, 0)))
        table.content.addLayout(deeds_row)
        table.content.addWidget(self.form)
        table.content.addWidget(self.slots)
        self.day.setMaximumWidth(theme.px(150))
        self._foot = QWidget()
        self._foot.setLayout(row(self.day, 16, self.clear, None, margins=(16, 4, 16, 12)))
        table.content.addWidget(self._foot)
        head = row(gap=8)
        head.addWidget(self._title, 1)
        head.addWidget(button(_("Xem ở bước 3"), self._open_goal, kind="link"))
        content = QWidget()
        content.setLayout(column(head, self._note, self._message, self._plots, table, None, gap=10))
        columns = row(gap=12)
        columns.addWidget(left, 34)
        self.area = scrolled(content)
        columns.addWidget(self.area, 66)
        self.setLayout(columns)

    def _connect(self) -> None:
        self.goals.shown.connect(lambda _record: self._show_current())
        self.goals.opened.connect(lambda _record: self.slots.setFocus())
        self.slots.opened.connect(lambda _record: self.type_reading())
        self.slots.shown.connect(lambda _record: self._offer_clearing())
        self.form.kept.connect(self._keep)
        self.form.left.connect(self._leave_form)
        self.clear.given.connect(self._clear)
        self.day.committed.connect(self._add_day)

    # ---- show

    def show_rows(self, rows: Sequence[MonitoredGoal], *, still: bool) -> None:
        self._still = still
        self.goals.show_records(rows, key=lambda each: each.goal.id)
        if rows and self.goals.current() is None:
            self.goals.choose(0)
        self._show_current()

    def go_to(self, target: str) -> bool:
        """To a goal by its id, or to one of its slots by its key; whether it is here."""
        for place, each in enumerate(self.goals.records.records):
            keys = [slot.key for slot in each.slots]
            if target == each.goal.id or target in keys:
                self.goals.choose(place)
                self.goals.setFocus()
                if target in keys:
                    self.slots.choose(keys.index(target))
                    self.slots.setFocus()
                return True
        return False

    def _show_current(self) -> None:
        current = self.goals.current()
        if current is None:
            return
        goal = current.goal
        self._title.setText(goal.title)
        self._note.setText("  ·  ".join(each for each in (_source(current), goal.owner) if each))
        self._message.say("info", "")
        self._show_plot(current)
        before = self.slots.current()
        self.slots.show_slots(current)
        if before is None or before.goal_id != goal.id:
            self.form.hide()
        for each in (self.typing, self.plan, self.day):
            each.setVisible(not self._still)
        self.measure.setVisible(not self._still and current.computed)
        self._offer_clearing()

    def _show_plot(self, current: MonitoredGoal) -> None:
        made = reading_plot(current.goal, current.slots, current.forecast)
        if made is None:
            if self.plot is not None:
                self.plot.hide()
            self._message.say("info", _("Chưa có giá trị nào: nhập lần đọc đầu tiên, hoặc đo lại từ dữ liệu."))
            return
        if self.plot is None:
            self.plot = PlotCard(self.workspace.background, made)
            self._plots.addWidget(self.plot)
        self.plot.show()
        if self.plot.title is not None:
            self.plot.title.setText(made.title)
        if self.plot.plot != made:
            self.plot.show_plot(made)

    def _offer_clearing(self) -> None:
        slot = self.slots.current()
        self.clear.setVisible(not self._still and slot is not None and slot.reading is not None)
        self._foot.setVisible(not self._still)

    # ---- deeds

    def _on_current(self, deed: str, work: Callable[[Unit, str], object], toast: str = "") -> bool:
        """A deed on the goal that is shown; what is refused is said over its plot."""
        current = self.goals.current()
        if current is None or self._still:
            return False
        try:
            self.workspace.run(deed, lambda unit: work(unit, current.goal.id), toast=toast)
        except UserError as error:
            self._message.say("bad", str(error))
            return False
        return True

    def measure_again(self) -> None:
        """What the data say today, into the chosen day that waits for it, else the latest that was missed."""
        current, today = self.goals.current(), self.workspace.today
        if current is None or not current.computed:
            return
        key = self._waiting(current)
        self._on_current(_("Đo lại từ dữ liệu"), lambda unit, id: deeds.measure_again(unit, id, today, key))

    def _waiting(self, current: MonitoredGoal) -> str:
        chosen = self.slots.current()
        if chosen is not None and chosen.goal_id == current.goal.id and chosen.state in ("missed", "gap"):
            return chosen.key
        return next((each.key for each in reversed(current.slots) if each.state == "missed"), "")

    def type_reading(self) -> None:
        """The fields of the chosen day, else of the latest that was missed, else of a reading out of turn."""
        current = self.goals.current()
        if current is None:
            return
        chosen: Slot | None = self.slots.current()
        if chosen is None or chosen.goal_id != current.goal.id:
            chosen = next((each for each in reversed(current.slots) if each.state == "missed"), None)
        self._ask(current, chosen)

    def type_out_of_turn(self) -> None:
        if current := self.goals.current():
            self._ask(current, None)

    def _ask(self, current: MonitoredGoal, slot: Slot | None) -> None:
        if not self._still:
            self.form.ask(current.goal, slot, show_date(self.workspace.today), self.workspace.store.person)
            QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.form, 0, 12))

    def _keep(self, typed: Typed, key: str) -> None:
        current, today = self.goals.current(), self.workspace.today
        if current is None:
            return
        goal_id = current.goal.id
        try:
            self.workspace.run(_("Ghi lần đọc"), lambda unit: deeds.keep_reading(unit, goal_id, typed, today, key))
        except UserError as error:
            self.form.say_wrong(str(error))
        else:
            self._leave_form()

    def _leave_form(self) -> None:
        self.form.hide()
        self.slots.setFocus()

    def plan_days(self) -> None:
        self._on_current(_("Lập lịch đo"), deeds.plan_readings, toast=_("Đã lập lịch đo."))

    def _add_day(self, typed: str) -> None:
        if not typed.strip():
            return
        current = self.goals.current()
        if current is None:
            return
        goal_id = current.goal.id
        try:
            self.workspace.run(_("Thêm kỳ đo"), lambda unit: deeds.add_planned_day(unit, goal_id, typed))
        except UserError as error:
            self.day.show_error(str(error))
        else:
            self.day.show_value("")
            self.day.show_error("")

    def _clear(self, reason: str) -> None:
        slot = self.slots.current()
        if slot is None or slot.reading is None:
            return
        reading_id = slot.reading.id
        self.clear.close_up()
        self._on_current(_("Bỏ lần đọc"), lambda unit, _id: deeds.clear_reading(unit, reading_id, reason))

    def _open_goal(self) -> None:
        if current := self.goals.current():
            self.goal_opened.emit(current.goal.id)

    def is_typing(self) -> bool:
        fields = (*self.form.fields.values(), self.day, self.clear.field)
        return any(isinstance(each.editor, QLineEdit) and each.editor.hasFocus() for each in fields)


def _source(row: MonitoredGoal) -> str:
    """Where the baseline comes from: its value, day and source."""
    goal = row.goal
    if goal.baseline is None:
        return _("Giá trị ban đầu: chưa đo")
    value = f"{show_number(goal.baseline)} {goal.unit}".strip()
    return _("Giá trị ban đầu {value}, ngày {day}", value=value, day=show_date(goal.baseline_on) or "…")
