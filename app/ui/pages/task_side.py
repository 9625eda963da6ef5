"""Beside the tasks: the whole thread of the current one, or its fields and links; and the deeds on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.domain.tasks import task_code
from app.services import tasks as deeds
from app.services.tasks import TaskRow
from app.services.thread import Knot, thread_of
from app.ui.pages.task_form import Others, TaskForm
from app.ui.pages.thread_view import ThreadView, open_knot
from app.ui.parts import Card, FilterButton, row, text
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.storage.unit import Unit


class TaskSide(Card):
    """keys_changed: other keys act now. shown_task(id): another task of this page is wanted."""

    keys_changed = Signal()
    shown_task = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.workspace = workspace
        self.knots, self.form = ThreadView(), TaskForm(workspace)
        self._row: TaskRow | None = None
        self._threaded = ""
        self._tabs = {"form": FilterButton(_("Sửa nhiệm vụ")), "thread": FilterButton(_("Mạch liên kết"))}
        line = row(gap=6, margins=(14, 10, 14, 6))
        for name, tab in self._tabs.items():
            tab.setAutoExclusive(True)
            tab.setChecked(name == "form")
            tab.toggled.connect(lambda _on: self._show_tab())
            line.addWidget(tab)
        line.addStretch(1)
        self._title = text("", "strong", wrap=True)
        self._problems = text("", "small", tone="warn", wrap=True)
        self.content.addLayout(line)
        self.content.addLayout(row(self._title, margins=(16, 2, 14, 2)))
        self.content.addLayout(row(self._problems, margins=(16, 0, 14, 4)))
        self.content.addWidget(self.knots, 1)
        self.content.addWidget(self.form, 1)
        self._connect()
        self._show_tab()

    def _connect(self) -> None:
        self.knots.opened.connect(self._open_knot)
        self.form.edited.connect(self._edit)
        self.form.linked.connect(self._link)
        self.form.unlinked.connect(self._unlink)
        self.form.went.connect(self._go)
        self.form.removed.connect(self._remove)

    def show_task(self, shown: TaskRow, others: Others) -> None:
        self._row = shown
        self._threaded = ""
        self.form.show_task(shown, others)
        self._title.setText(f"{task_code(shown.task)}  {shown.task.title}")
        problems = [each.words for each in shown.problems]
        self._problems.setText("; ".join(problems))
        self._problems.setVisible(bool(problems))
        self._show_thread()

    def pane(self) -> QWidget:
        return self.knots if self._tabs["thread"].isChecked() else self.form.fields["title"].editor

    def edit(self, field: str) -> None:
        """Open the fields with the cursor in this one."""
        self._tabs["form"].setChecked(True)
        self.form.go_to(field)

    def along(self, by: int) -> None:
        """One knot up or down the thread."""
        self._tabs["thread"].setChecked(True)
        last = len(self.knots.records.records) - 1
        self.knots.choose(max(0, min(last, self.knots.currentIndex().row() + by)))
        self.knots.setFocus()

    def _show_tab(self) -> None:
        self.knots.setVisible(self._tabs["thread"].isChecked())
        self.form.setVisible(self._tabs["form"].isChecked())
        self._show_thread()
        self.keys_changed.emit()

    def _show_thread(self) -> None:
        """The thread is only worked out where it is seen."""
        if self._row is None or not self._tabs["thread"].isChecked() or self._threaded == self._row.task.id:
            return
        task_id = self._threaded = self._row.task.id
        thread = self.workspace.read(lambda unit: thread_of(unit, "tasks", task_id))
        self.knots.show_thread(thread.knots, ("tasks", task_id))

    def _open_knot(self, knot: Knot) -> None:
        if knot.kind == "tasks":
            self.shown_task.emit(knot.id)
            self.edit("title")
        else:
            open_knot(self.workspace, knot)

    def _go(self, kind: str, id: str) -> None:
        if kind == "tasks":
            self.shown_task.emit(id)
        else:
            self.workspace.go.emit(kind, id)

    # ---- deeds on the task that is shown

    def _edit(self, field: str, words: str) -> None:
        try:
            self._on_current(_("Sửa nhiệm vụ"), deeds.edit_task, field, words)
        except UserError as error:
            self.form.show_error(field, str(error))
        else:
            self.form.show_error(field, "")

    def _link(self, kind: str, id: str) -> None:
        if kind == "tasks":
            self._wait_for([*self._waits_for(), id])
        else:
            self._on_current(_("Nối nhiệm vụ"), deeds.link_task, kind, id)

    def _unlink(self, kind: str, id: str) -> None:
        if kind == "tasks":
            self._wait_for([each for each in self._waits_for() if each != id])
        else:
            self._on_current(_("Gỡ nối của nhiệm vụ"), deeds.unlink_task, kind, id)

    def _waits_for(self) -> list[str]:
        return [each.id for each in self._row.waits_for] if self._row else []

    def _wait_for(self, ids: list[str]) -> None:
        links = self.form.links["tasks"]
        try:
            self._on_current(_("Đặt nhiệm vụ phải chờ"), deeds.set_waits_for, ids)
        except UserError as error:
            links.show_error(str(error))
        else:
            links.show_error("")

    def _remove(self, reason: str) -> None:
        if self._row is not None:
            code = task_code(self._row.task)
            self._on_current(_("Bỏ nhiệm vụ"), deeds.retire_task, reason, toast=_("Đã bỏ {code}.", code=code))

    def _on_current(self, deed: str, work: Callable[..., object], *arguments: object, toast: str = "") -> None:
        if self._row is None:
            return
        task_id = self._row.task.id

        def done(unit: Unit) -> None:
            work(unit, task_id, *arguments)

        self.workspace.run(deed, done, toast=toast)
