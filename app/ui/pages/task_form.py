"""The fields and links of one task; each is kept when it is left, and says below itself what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from app.domain.findings import Finding, finding_code
from app.domain.goals import Goal, goal_code
from app.domain.register_fields import as_typed
from app.domain.task_fields import TASK_FIELD_NAMES
from app.domain.tasks import TASK_KINDS, Task, task_code
from app.services.tasks import TaskRow
from app.ui import theme
from app.ui.evidence_panel import EvidencePanel
from app.ui.pages.link_list import LinkList
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.pages.record_picker import Offer
from app.ui.parts import Choice, Field, column, row, scrolled
from app.ui.workspace import Workspace
from app.wording import _

LONG = {"detail": 74, "result": 56, "note": 48}
"""The fields of several lines, and how high they are."""


@dataclass(frozen=True, slots=True)
class Others:
    """What a task may be linked to: everything of the cycle."""

    goals: Sequence[Goal] = ()
    findings: Sequence[Finding] = ()
    tasks: Sequence[Task] = ()


def _offers(
    goals: Sequence[Goal], findings: Sequence[Finding], tasks: Sequence[Task]
) -> tuple[list[Offer], list[Offer], list[Offer]]:
    return (
        [Offer(each.id, goal_code(each), each.title) for each in goals],
        [Offer(each.id, finding_code(each), each.title) for each in findings],
        [Offer(each.id, task_code(each), each.title) for each in tasks],
    )


class TaskForm(QWidget):
    """edited(field, text). linked(kind, id), unlinked(kind, id): kind "goals", "findings" or "tasks" (it waits for).
    went(kind, id): go to that record. removed(reason)."""

    edited = Signal(str, str)
    linked = Signal(str, str)
    unlinked = Signal(str, str)
    went = Signal(str, str)
    removed = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._task_id = ""
        self._still = False
        self.fields: dict[str, Field] = {}
        self.links = {
            "goals": LinkList(
                _("Mục tiêu mà nhiệm vụ này phục vụ"),
                _("Chưa nối với mục tiêu nào."),
                _("Nối mục tiêu: mã hoặc tên"),
                lambda code: _("Gỡ {code} khỏi nhiệm vụ này", code=code),
            ),
            "findings": LinkList(
                _("Phát hiện mà nhiệm vụ này giải quyết"),
                _("Chưa nối với phát hiện nào."),
                _("Nối phát hiện: mã hoặc tên"),
                lambda code: _("Gỡ {code} khỏi nhiệm vụ này", code=code),
            ),
            "tasks": LinkList(
                _("Chờ nhiệm vụ khác xong trước"),
                _("Không chờ nhiệm vụ nào."),
                _("Chờ nhiệm vụ: mã hoặc tên"),
                lambda code: _("Không chờ {code} nữa", code=code),
            ),
        }
        self.evidence = EvidencePanel(workspace)
        self.removal = ReasonAsker(_("Bỏ nhiệm vụ này…"), _("Vì sao bỏ nhiệm vụ này?"), _("Bỏ nhiệm vụ"))
        content = QWidget()
        content.setLayout(self._build())
        self.area = scrolled(content)
        self.setLayout(column(self.area, gap=0))
        self._connect()

    def _build(self) -> QHBoxLayout:
        made = column(gap=10, margins=(16, 4, 16, 14))
        made.addWidget(self._field("title"))
        made.addWidget(self._field("kind", Choice([(key, _(word)) for key, word in TASK_KINDS.items()])))
        made.addLayout(self._pair("owner", "partner"))
        made.addLayout(self._pair("starts_on", "ends_on"))
        made.addWidget(self._field("effort", unit=_("ngày")))
        made.addWidget(self._field("result", self._long("result")))
        for each in self.links.values():
            made.addWidget(each)
        made.addWidget(self._field("detail", self._long("detail")))
        made.addWidget(self._field("note", self._long("note")))
        made.addWidget(self.evidence)
        made.addWidget(self.removal)
        made.addStretch(1)
        outer = row(gap=0)
        outer.addLayout(made, 1)
        return outer

    def _field(self, name: str, editor: QWidget | None = None, unit: str = "") -> Field:
        made = Field(_(TASK_FIELD_NAMES[name]), editor, unit=unit)
        made.committed.connect(lambda words: self.edited.emit(name, words))
        self.fields[name] = made
        return made

    def _long(self, name: str) -> QPlainTextEdit:
        editor = QPlainTextEdit()
        editor.setFixedHeight(theme.px(LONG[name]))
        editor.setTabChangesFocus(True)
        editor.installEventFilter(self)
        return editor

    def _pair(self, left: str, right: str) -> QHBoxLayout:
        line = row(gap=10)
        for name in (left, right):
            line.addWidget(self._field(name), 1, Qt.AlignmentFlag.AlignTop)
        return line

    def _connect(self) -> None:
        for kind, links in self.links.items():
            links.picked.connect(lambda id, kind=kind: self.linked.emit(kind, id))
            links.dropped.connect(lambda id, kind=kind: self.unlinked.emit(kind, id))
            links.opened.connect(lambda id, kind=kind: self.went.emit(kind, id))
        self.removal.given.connect(self.removed)

    # ---- show

    def set_read_only(self, still: bool) -> None:
        self._still = still
        for field in self.fields.values():
            field.set_read_only(still)
        for links in self.links.values():
            links.set_read_only(still)
        self.removal.setVisible(not still)

    def show_task(self, shown: TaskRow, others: Others) -> None:
        """Show a task. What is being typed, and its error, stays."""
        task = shown.task
        same = task.id == self._task_id
        self._task_id = task.id
        for name, field in self.fields.items():
            typing = same and (field.editor.hasFocus() or field.error())
            if not typing:
                field.show_value(as_typed(getattr(task, name)))
                field.show_error("")
        self._show_links(shown, others)
        self.evidence.show_record("tasks", task.id)
        if not same:
            self.removal.close_up()
            self.links["tasks"].show_error("")

    def _show_links(self, shown: TaskRow, others: Others) -> None:
        goals, findings, tasks = _offers(shown.goals, shown.findings, shown.waits_for)
        mine = {each.id for each in (*goals, *findings, *tasks)} | {shown.task.id}
        every = _offers(others.goals, others.findings, others.tasks)
        for kind, links, offers in zip(("goals", "findings", "tasks"), (goals, findings, tasks), every, strict=True):
            free = [each for each in offers if each.id not in mine]
            self.links[kind].show_links(links, free, missing=kind != "tasks")

    def show_error(self, field: str, sentence: str) -> None:
        self.fields[field].show_error(sentence)

    def go_to(self, field: str) -> None:
        """Put the cursor into a field, or into the search for a link."""
        if field == "waits_for":
            field = "tasks"
        editor = self.links[field].picker.editor if field in self.links else self.fields[field].editor
        self.area.ensureWidgetVisible(editor, 0, 40)
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text of several lines is kept when it is left, too."""
        if event.type() == QEvent.Type.FocusOut:
            for name in LONG:
                if name in self.fields and self.fields[name].editor is watched:
                    self.fields[name].commit()
        return super().eventFilter(watched, event)

    def has_unsent_text(self) -> bool:
        return any(field.editor.hasFocus() for field in self.fields.values())
