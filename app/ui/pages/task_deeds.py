"""What is done on the page of tasks to more than the one that is shown: adding, drafting, editing several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import UserError
from app.domain.task_fields import read_task_field
from app.domain.tasks import Task
from app.services import tasks as deeds
from app.services.task_drafts import draft_tasks
from app.services.tasks import TaskRow
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.storage.unit import Unit

AT_ONCE = 4
"""Drafts for more goals are made in the background."""


class TaskDeeds(QObject):
    """added(id): a task of one's own. drafted(id): the first of the new drafts. failed(sentence): nothing was done."""

    added = Signal(str)
    drafted = Signal(str)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, owner: QObject) -> None:
        super().__init__(owner)
        self._workspace = workspace

    def add(self) -> None:
        """A new task of one's own, to be named next."""
        cycle_id, title = self._workspace.cycle_id, _("Nhiệm vụ mới")
        made = self._workspace.run(_("Thêm nhiệm vụ"), lambda unit: deeds.new_task(unit, cycle_id, title))
        self.added.emit(made.id)

    def draft(self, goal_ids: Sequence[str]) -> None:
        """A first draft of the tasks of these goals."""
        as_of = self._workspace.as_of
        deed, toast = _("Lập nháp nhiệm vụ"), _("Đã lập nháp nhiệm vụ cho {n} mục tiêu.", n=len(goal_ids))

        def work(unit: Unit) -> list[Task]:
            return draft_tasks(unit, goal_ids, as_of)

        if len(goal_ids) <= AT_ONCE:
            self._tell(self._workspace.run(deed, work, toast=toast))
            return
        self._workspace.run_aside(
            deed,
            work,
            self._tell,
            lambda error: self.failed.emit(str(error)),
            words=_("Đang lập nháp nhiệm vụ…"),
            toast=toast,
            owner=self,
        )

    def _tell(self, made: Sequence[Task]) -> None:
        if made:
            self.drafted.emit(made[0].id)

    def write_many(self, chosen: Iterable[TaskRow], field: str, words: str) -> None:
        """One text into this field of all the chosen tasks."""
        ids = [each.task.id for each in chosen]
        toast = _("Đã sửa {n} nhiệm vụ.", n=len(ids))
        deed = _("Sửa nhiều nhiệm vụ")
        self._workspace.run(deed, lambda unit: deeds.edit_tasks(unit, ids, field, words), toast=toast)


def trouble_with(chosen: Iterable[TaskRow], field: str, words: str) -> str:
    """What is wrong with a text for the chosen tasks, "" when nothing is."""
    for each in chosen:
        try:
            read_task_field(each.task, field, words)
        except UserError as refusal:
            return str(refusal)
    return ""
