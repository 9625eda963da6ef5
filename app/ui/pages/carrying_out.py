"""Step 7: the tasks as they are carried out: progress by single keys, notes, difficulties and evidence at the side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.carrying_out import is_open
from app.domain.changes import Changes
from app.domain.monitored import CarryingRow
from app.domain.tasks import TASK_STATES, task_code
from app.formats import show_date
from app.services import carrying_out as deeds
from app.services.carrying_out import carrying_rows
from app.services.locks import lock_reason
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.carrying_list import carrying_list
from app.ui.pages.carrying_side import CarryingSide
from app.ui.pages.step_gate import StepGate
from app.ui.parts import Card, Choice, EmptyState, FilterButton, ScaleBar, button, column, is_typing_in, row, text
from app.ui.workspace import Workspace
from app.wording import _

READS = (
    *("tasks", "progress_notes", "links", "evidence", "goals", "findings", "corrective_actions"),
    *("steps", "cycles"),
)
DONE = 100


class CarryingOutPage(Page):
    """target: the id of a task, or "late" for the late ones alone."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Triển khai thực hiện"))
        self._wanted = ""
        self._locked = False
        self._rows: list[CarryingRow] = []
        self.gate = StepGate(workspace, 7, "carrying_out")
        self.gate.keep_up(self.head)
        self.list, self.side = carrying_list(), CarryingSide(workspace)
        self.filters = {name: FilterButton(word, 0) for name, word in self._filter_words().items()}
        states = [(state, _(word)) for state, word in TASK_STATES.items()]
        self.state, self.owner = Choice([("", _("Mọi tình trạng")), *states]), Choice([("", _("Mọi người làm"))])
        self._build()
        self._connect()

    @staticmethod
    def _filter_words() -> dict[str, str]:
        return {
            "all": _("Tất cả"),
            "late": _("Chậm"),
            "lacking": _("Còn thiếu"),
        }

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        workspace = self.workspace
        self._rows, self._locked = workspace.read(
            lambda unit: (
                carrying_rows(unit, workspace.cycle_id, workspace.today),
                bool(lock_reason(unit, workspace.cycle_id, deeds.STEP)),
            )
        )
        self._show()
        self.gate.read()

    def show_target(self, target: str) -> None:
        self._wanted = target
        if self._rows:
            self._go_to_wanted()

    def place(self) -> str:
        current = self.list.current()
        return self._wanted or (current.task.id if current else "")

    def keys(self) -> list[tuple[str, str]]:
        if is_typing_in(self):
            return [("Enter", _("ghi ô này")), ("Esc", _("rời ô"))]
        if not self._rows:
            return []
        if not self._is_open():
            return [("↑↓", _("nhiệm vụ"))]
        return [
            ("↑↓", _("nhiệm vụ")),
            ("0–9", _("tiến độ ×10 %")),
            ("X", _("xong")),
            ("N", _("ghi chép")),
            ("B", _("bằng chứng")),
        ]

    def more_keys(self) -> list[tuple[str, str]]:
        return [("F6", _("sang khung khác")), ("L", _("chỉ việc chậm")), ("Esc", _("rời ô, về danh sách nhiệm vụ"))]

    def panes(self) -> Sequence[QWidget]:
        every = (self.list, self.side.pane(), self.side.evidence.strip)
        return [each for each in every if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self._body.setContentsMargins(*((12, 8, 12, 10) if small else (20, 14, 20, 14)))
        self.side.setMinimumWidth(theme.px(290 if small else 340))
        self.owner.setVisible(not small)

    def has_unsent_text(self) -> bool:
        return self.side.has_unsent_text()

    # ---- build

    def _build(self) -> None:
        self._scale = ScaleBar(0.0, 140)
        self.head.add_extra(self._scale, second=True)
        bar = row(gap=6, margins=(12, 10, 12, 8))
        for name, each in self.filters.items():
            each.setAutoExclusive(True)
            each.setChecked(name == "all")
            each.toggled.connect(lambda on: self._show_list() if on else None)
            bar.addWidget(each)
        bar.addStretch(1)
        for choice, name in ((self.state, _("Tình trạng")), (self.owner, _("Người làm"))):
            choice.setMinimumWidth(theme.px(130))
            choice.setAccessibleName(name)
            bar.addWidget(choice)
        self._empty = EmptyState(
            "task",
            _("Chưa có nhiệm vụ nào"),
            _("Nhiệm vụ lập ở bước 4; ở đây ghi tiến độ, khó khăn và bằng chứng của từng việc."),
            [button(_("Sang bước 4"), lambda: self.workspace.go.emit("tasks", ""), kind="link")],
        )
        self._none = text(_("Không có nhiệm vụ nào như vậy."), "second")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card = Card(padding=(0, 0, 0, 0))
        self._bar = QWidget()
        self._bar.setLayout(bar)
        for part in (self._bar, self._empty, self._none):
            card.content.addWidget(part)
        card.content.addWidget(self.list, 1)
        columns = row(gap=12)
        columns.addWidget(card, 68)
        columns.addWidget(self.side, 32)
        self._body = column(self.gate, gap=12, margins=(20, 14, 20, 14))
        self._body.addLayout(columns, 1)
        self.body.addLayout(self._body, 1)

    def _connect(self) -> None:
        self.list.shown.connect(lambda _record: self._show_current())
        self.list.opened.connect(lambda _record: self.side.write())
        self.state.picked.connect(lambda _value: self._show_list())
        self.owner.picked.connect(lambda _value: self._show_list())
        self.gate.here.connect(self.show_target)
        self.side.task_opened.connect(lambda id: self.workspace.go.emit("tasks", id))

    # ---- show

    def _show(self) -> None:
        self.side.set_read_only(not self._is_open())
        counted = [each for each in self._rows if each.task.state != "stopped"]
        done = sum(each.task.state == "done" for each in counted)
        day = show_date(self.workspace.today)
        self.head.show_note(_("{k} trong {n} nhiệm vụ đã xong, tính đến {day}", k=done, n=len(counted), day=day))
        self._scale.show_share(done / len(counted) if counted else 0.0)
        for name, each in self.filters.items():
            each.show_count(sum(self._passes(one, name) for one in self._rows))
        owners = sorted({each.task.owner for each in self._rows if each.task.owner})
        chosen = self.owner.value()
        self.owner.offer([("", _("Mọi người làm")), *((each, each) for each in owners)])
        self.owner.show_value(chosen if chosen in owners else "")
        for part in (self._bar, self.side, self.list):
            part.setVisible(bool(self._rows))
        self._empty.setVisible(not self._rows)
        self._show_list()
        self._go_to_wanted()
        self.keys_changed.emit()

    def _show_list(self) -> None:
        chosen = next(name for name, each in self.filters.items() if each.isChecked())
        owner, state = self.owner.value(), self.state.value()
        shown = [
            each
            for each in self._rows
            if self._passes(each, chosen) and owner in ("", each.task.owner) and state in ("", each.task.state)
        ]
        self.list.show_records(shown, key=lambda each: each.task.id)
        self._none.setVisible(bool(self._rows) and not shown)
        self.list.setVisible(bool(shown))
        if shown and self.list.current() is None:
            self.list.choose(0)
        self.side.setVisible(bool(shown))
        self._show_current()

    @staticmethod
    def _passes(each: CarryingRow, chosen: str) -> bool:
        match chosen:
            case "all":
                return True
            case "late":
                return is_open(each.task) and each.late > 0
        return bool(each.lacks)

    def _show_current(self) -> None:
        if current := self.list.current():
            self.side.show_row(current)

    def _is_open(self) -> bool:
        return not (self._locked or self.workspace.read_only)

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted == "late":
            self.filters["late"].setChecked(True)
            return
        if not wanted or not any(each.task.id == wanted for each in self._rows):
            return
        if not any(each.task.id == wanted for each in self.list.records.records):
            self.owner.show_value("")
            self.state.show_value("")
            self.filters["all"].setChecked(True)
            self._show_list()
        for place, each in enumerate(self.list.records.records):
            if each.task.id == wanted:
                self.list.choose(place)
                self.list.setFocus()

    # ---- deeds and keys

    def set_percent(self, percent: int) -> None:
        """How far the current task is today."""
        current = self.list.current()
        if current is None or not self._is_open():
            return
        task_id, today = current.task.id, self.workspace.today
        toast = _("{code}: xong.", code=task_code(current.task)) if percent == DONE else ""
        self.workspace.run(_("Ghi tiến độ"), lambda unit: deeds.set_percent(unit, task_id, percent, today), toast=toast)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.text().lower()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and not is_typing_in(self)
        if event.key() == Qt.Key.Key_Escape and is_typing_in(self):
            self.list.setFocus()
        elif plain and key.isascii() and key.isdigit():
            self.set_percent(int(key) * 10)
        elif plain and key == "x":
            self.set_percent(DONE)
        elif plain and key == "n" and self._is_open():
            self.side.write()
        elif plain and key == "b" and self._is_open() and self.list.current():
            self.side.evidence.choose_files()
        elif plain and key == "l":
            self.filters["all" if self.filters["late"].isChecked() else "late"].setChecked(True)
        else:
            super().keyPressEvent(event)
