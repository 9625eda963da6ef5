"""The fields of one solution and the tasks it serves; each is kept when it is left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.register_fields import as_typed
from app.domain.solution_fields import SOLUTION_FIELD_NAMES
from app.domain.solutions import SOLUTION_KINDS
from app.domain.tasks import Task, task_code
from app.services.solutions import SolutionRow
from app.ui import theme
from app.ui.pages.link_list import LinkList
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.pages.record_picker import Offer
from app.ui.parts import Choice, Field, column, row, scrolled
from app.wording import _

LONG = {"detail": 92, "note": 56}
"""The fields of several lines, and how high they are."""


class SolutionForm(QWidget):
    """edited(field, text), linked(task id), unlinked(task id), went(task id), removed(reason)."""

    edited = Signal(str, str)
    linked = Signal(str)
    unlinked = Signal(str)
    went = Signal(str)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._solution_id = ""
        self.fields: dict[str, Field] = {}
        self.links = LinkList(
            _("Nhiệm vụ mà giải pháp này phục vụ"),
            _("Chưa nối với nhiệm vụ nào."),
            _("Nối nhiệm vụ: mã hoặc tên"),
            lambda code: _("Gỡ {code} khỏi giải pháp này", code=code),
        )
        self.links.picked.connect(self.linked)
        self.links.dropped.connect(self.unlinked)
        self.links.opened.connect(self.went)
        self.removal = ReasonAsker(_("Bỏ giải pháp này…"), _("Vì sao bỏ giải pháp này?"), _("Bỏ giải pháp"))
        self.removal.given.connect(self.removed)
        content = QWidget()
        made = column(gap=10, margins=(16, 4, 16, 14))
        made.addWidget(self._field("title"))
        line = row(gap=10)
        kinds = Choice([(key, _(word)) for key, word in SOLUTION_KINDS.items()])
        line.addWidget(self._field("kind", kinds), 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._field("owner"), 1, Qt.AlignmentFlag.AlignTop)
        made.addLayout(line)
        made.addWidget(self.links)
        made.addWidget(self._field("detail", self._long("detail")))
        made.addWidget(self._field("note", self._long("note")))
        made.addWidget(self.removal)
        made.addStretch(1)
        content.setLayout(made)
        self.area = scrolled(content)
        self.setLayout(column(self.area, gap=0))

    def _field(self, name: str, editor: QWidget | None = None) -> Field:
        made = Field(_(SOLUTION_FIELD_NAMES[name]), editor)
        made.committed.connect(lambda words: self.edited.emit(name, words))
        self.fields[name] = made
        return made

    def _long(self, name: str) -> QPlainTextEdit:
        editor = QPlainTextEdit()
        editor.setFixedHeight(theme.px(LONG[name]))
        editor.installEventFilter(self)
        return editor

    def show_solution(self, shown: SolutionRow, tasks: Sequence[Task], *, still: bool) -> None:
        """Show a solution; tasks: all it may serve. What is being typed, and its error, stays."""
        same = shown.solution.id == self._solution_id
        self._solution_id = shown.solution.id
        for name, field in self.fields.items():
            if not (same and (field.editor.hasFocus() or field.error())):
                field.show_value(as_typed(getattr(shown.solution, name)))
            field.set_read_only(still)
        mine = {each.id for each in shown.tasks}
        self.links.set_read_only(still)
        offers = [_offer(each) for each in tasks if each.id not in mine]
        self.links.show_links([_offer(each) for each in shown.tasks], offers, missing=True)
        self.removal.setVisible(not still)
        if not same:
            self.removal.close_up()

    def show_error(self, field: str, sentence: str) -> None:
        self.fields[field].show_error(sentence)

    def go_to(self, field: str) -> None:
        """Put the cursor into a field, or into the search for tasks."""
        editor = self.fields[field].editor if field in self.fields else self.links.picker.editor
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


def _offer(task: Task) -> Offer:
    return Offer(task.id, task_code(task), task.title)
