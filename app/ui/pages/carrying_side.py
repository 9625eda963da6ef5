"""Beside the tasks: a new note of progress for the current one, the notes so far, its evidence, stopping it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from app.domain.errors import UserError
from app.domain.findings import finding_code
from app.domain.goals import goal_code
from app.domain.monitored import CarryingRow
from app.domain.tasks import ProgressNote, task_code
from app.formats import show_date
from app.services import carrying_out as deeds
from app.ui import theme
from app.ui.evidence_panel import EvidencePanel
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.parts import (
    Card,
    Field,
    InlineMessage,
    Pill,
    button,
    clear_layout,
    column,
    hairline,
    icon_button,
    row,
    scrolled,
    text,
)
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.storage.unit import Unit


class CarryingSide(Card):
    """task_opened(id): its plan is to be shown, in step 4. left: Esc in a field, back to the list."""

    task_opened = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.workspace = workspace
        self._row: CarryingRow | None = None
        self._still = True
        self._title, self._pill = text("", "h2", wrap=True), Pill()
        self._about = column(gap=3)
        self._lacks = InlineMessage("warn", "")
        self.fields: dict[str, Field] = {}
        self.evidence = EvidencePanel(workspace)
        self.why = Field(_("Vì sao không có bằng chứng"))
        self.why.committed.connect(self._say_why)
        self._notes = column(gap=6)
        self.stop = ReasonAsker(
            _("Dừng nhiệm vụ này…"), _("Vì sao dừng?"), _("Dừng nhiệm vụ"), _("Nêu lý do dừng nhiệm vụ này.")
        )
        self.stop.given.connect(self._stop)
        self.resume = button(_("Mở lại nhiệm vụ"), self._resume, icon_name="undo")
        self.removal = ReasonAsker(
            _("Bỏ ghi chép mới nhất…"), _("Vì sao bỏ ghi chép này?"), _("Bỏ ghi chép"), _("Nêu lý do bỏ ghi chép này.")
        )
        self.removal.given.connect(self._remove_note)
        self._entry = QWidget()
        self._entry.setLayout(self._build_entry())
        content = QWidget()
        content.setLayout(self._build())
        self.area = scrolled(content)
        self.content.addWidget(self.area, 1)

    def _build(self) -> QHBoxLayout:
        made = column(gap=10, margins=(16, 12, 16, 16))
        made.addLayout(row(self._pill, None, button(_("Xem ở bước 4"), self._open_plan, kind="link")))
        made.addWidget(self._title)
        made.addLayout(self._about)
        made.addWidget(self._lacks)
        made.addWidget(self._entry)
        made.addWidget(self.evidence)
        made.addWidget(self.why)
        made.addWidget(hairline())
        made.addWidget(text(_("Đã ghi"), "cap"))
        made.addLayout(self._notes)
        made.addWidget(self.removal)
        made.addWidget(self.stop)
        made.addLayout(row(self.resume, None))
        made.addStretch(1)
        outer = row(gap=0)
        outer.addLayout(made, 1)
        return outer

    def _build_entry(self) -> QHBoxLayout:
        words, difficulty = QPlainTextEdit(), QPlainTextEdit()
        for editor in (words, difficulty):
            editor.setFixedHeight(theme.px(58))
            editor.setTabChangesFocus(True)
        self.fields = {
            "told_on": Field(_("Ngày")),
            "percent": Field(_("Tiến độ"), unit="%"),
            "words": Field(_("Đã làm được gì"), words),
            "difficulty": Field(_("Khó khăn, vướng mắc"), difficulty),
        }
        made = column(gap=8)
        made.addWidget(text(_("Ghi tiến độ"), "cap"))
        line = row(gap=10)
        line.addWidget(self.fields["told_on"], 1)
        line.addWidget(self.fields["percent"], 1)
        made.addLayout(line)
        made.addWidget(self.fields["words"])
        made.addWidget(self.fields["difficulty"])
        self.keep = button(_("Ghi tiến độ"), self.keep_note, kind="primary")
        made.addLayout(row(self.keep, None))
        for name in ("told_on", "percent"):
            line_edit = self.fields[name].editor
            if isinstance(line_edit, QLineEdit):
                line_edit.returnPressed.connect(self.keep_note)
        outer = row(gap=0)
        outer.addLayout(made, 1)
        return outer

    # ---- show

    def set_read_only(self, still: bool) -> None:
        self._still = still

    def show_row(self, shown: CarryingRow) -> None:
        """Show a task. What is being typed of it stays."""
        same = self._row is not None and self._row.task.id == shown.task.id
        self._row, task = shown, shown.task
        self._title.setText(f"{task_code(task)}  {task.title}")
        self._pill.show_state(shown.glyph, shown.word, task.percent / 100)
        self._show_about(shown)
        self._lacks.say("warn", "; ".join(each.words for each in shown.lacks))
        if not same or not self.has_unsent_text():
            self._blank(shown)
        stopped = task.state == "stopped"
        self._entry.setVisible(not self._still and not stopped)
        self.evidence.show_record("tasks", task.id, still=self._still)
        self.why.setVisible(task.state == "done" and not shown.evidence)
        self.why.set_read_only(self._still)
        if not self.why.editor.hasFocus():
            self.why.show_value(task.why_no_evidence)
        self.stop.setVisible(not self._still and task.state in ("planned", "doing"))
        self.resume.setVisible(not self._still and stopped)
        self.removal.setVisible(not self._still and bool(shown.notes) and not stopped)
        if not same:
            self.stop.close_up()
            self.removal.close_up()
        self._show_notes(shown)

    def _show_about(self, shown: CarryingRow) -> None:
        clear_layout(self._about)
        task = shown.task
        starts, ends = show_date(task.starts_on) or "…", show_date(task.ends_on) or "…"
        lines = [
            (_("Người làm"), " · ".join(each for each in (task.owner, task.partner) if each)),
            (_("Kế hoạch"), f"{starts} – {ends}" if task.starts_on or task.ends_on else ""),
            (_("Kết quả phải có"), task.result),
            (_("Để đạt"), ", ".join(goal_code(each) for each in shown.goals)),
            (_("Khắc phục"), ", ".join(finding_code(each) for each in shown.findings)),
            (_("Đã dừng vì"), task.why_stopped),
        ]
        for label, words in lines:
            if words:
                name = text(label, "small")
                name.setFixedWidth(theme.px(110))
                line = row(name, gap=8)
                line.addWidget(text(words, "body", wrap=True, selectable=True), 1)
                self._about.addLayout(line)

    def _show_notes(self, shown: CarryingRow) -> None:
        clear_layout(self._notes)
        if not shown.notes:
            self._notes.addWidget(text(_("Chưa có ghi chép nào."), "small"))
        for each in shown.notes:
            self._notes.addLayout(self._note_line(each))

    def _note_line(self, note: ProgressNote) -> QHBoxLayout:
        told = column(gap=1)
        told.addWidget(text(f"{show_date(note.told_on)}  ·  {note.percent} %  ·  {note.told_by}".rstrip(" ·"), "small"))
        if note.words:
            told.addWidget(text(note.words, "body", wrap=True, selectable=True))
        if note.difficulty:
            words = _("Khó khăn: {difficulty}", difficulty=note.difficulty)
            told.addWidget(text(words, "body", tone="warn", wrap=True, selectable=True))
        line = row(gap=6)
        line.addLayout(told, 1)
        if not self._still:
            line.addWidget(icon_button("copy", _("Ghi tiếp từ đây"), partial(self._go_on_from, note), size=14))
        return line

    def _go_on_from(self, note: ProgressNote) -> None:
        """Start the next note with the words of this one."""
        self.fields["words"].show_value(note.words)
        self.fields["difficulty"].show_value(note.difficulty)
        self.fields["words"].editor.setFocus()

    def _blank(self, shown: CarryingRow) -> None:
        for name, value in (
            ("told_on", show_date(self.workspace.today)),
            ("percent", str(shown.task.percent)),
            ("words", ""),
            ("difficulty", ""),
        ):
            self.fields[name].show_value(value)
            self.fields[name].show_error("")

    def has_unsent_text(self) -> bool:
        return any(self.fields[name].value().strip() for name in ("words", "difficulty")) or any(
            each.editor.hasFocus() for each in self.fields.values()
        )

    def write(self) -> None:
        """The cursor into the words of a new note."""
        if self._entry.isVisibleTo(self):
            self.area.ensureWidgetVisible(self.fields["words"].editor, 0, 40)
            self.fields["words"].editor.setFocus()

    def pane(self) -> QWidget:
        return self.fields["words"].editor

    # ---- deeds

    def keep_note(self) -> None:
        """Keep what was typed; a mistake is shown below its own field."""
        if self._row is None:
            return
        day, percent, words, difficulty = (self.fields[name].value() for name in deeds.NOTE_FIELDS)
        task_id, today = self._row.task.id, self.workspace.today
        for field in self.fields.values():
            field.show_error("")
        if self._refused("told_on", lambda: deeds.read_day(day, today)):
            return

        def keep(unit: Unit) -> None:
            deeds.note_progress(unit, task_id, day, percent, words, difficulty, today=today)

        self.fields["words"].show_value("")
        self.fields["difficulty"].show_value("")
        if self._refused("percent", lambda: self.workspace.run(_("Ghi tiến độ"), keep)):
            self.fields["words"].show_value(words)
            self.fields["difficulty"].show_value(difficulty)
        else:
            self._blank(self._row)

    def _refused(self, field: str, work: Callable[[], object]) -> bool:
        try:
            work()
        except UserError as error:
            self.fields[field].show_error(str(error))
            self.fields[field].editor.setFocus()
            return True
        return False

    def _on_current(self, deed: str, work: Callable[..., object], *arguments: object, toast: str = "") -> None:
        if self._row is not None:
            task_id = self._row.task.id
            self.workspace.run(deed, lambda unit: work(unit, task_id, *arguments), toast=toast)

    def _say_why(self, words: str) -> None:
        self._on_current(_("Ghi lý do không có bằng chứng"), deeds.say_why_no_evidence, words)

    def _stop(self, reason: str) -> None:
        if self._row is not None:
            toast = _("Đã dừng {code}.", code=task_code(self._row.task))
            self.stop.close_up()
            self._on_current(_("Dừng nhiệm vụ"), deeds.stop_task, reason, toast=toast)

    def _resume(self) -> None:
        self._on_current(_("Mở lại nhiệm vụ"), deeds.resume_task)

    def _remove_note(self, reason: str) -> None:
        if self._row is not None and self._row.notes:
            note_id = self._row.notes[0].id
            self.removal.close_up()
            self.workspace.run(_("Bỏ ghi chép"), lambda unit: deeds.retire_note(unit, note_id, reason))

    def _open_plan(self) -> None:
        if self._row is not None:
            self.task_opened.emit(self._row.task.id)
