"""One register of the factory in a page: its table, and the form of the current line beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.services.register_rows import RegisterRow
from app.services.registers import add_line, edit_field, withdraw
from app.storage.unit import Unit
from app.ui import theme
from app.ui.frames import Frame
from app.ui.pages.registers_form import FormLook, RegisterForm
from app.ui.parts import button, row
from app.ui.tables.look import TableLook
from app.ui.tables.register_table import RegisterTable
from app.ui.workspace import Workspace
from app.wording import _

FORM_WIDTH, SMALL_FORM_WIDTH = 364, 358


@dataclass(frozen=True)
class RegisterSpec:
    """What one register is. reads: kinds of records its lines hang on. rows: its lines as of a day.

    title: of its page or tab. retire: name of the deed that takes a line out. between: makes what stands in the form
    beside the fields, and is told each line that is shown.
    """

    title: str
    table: TableLook[RegisterRow]
    form: FormLook
    rows: Callable[[Unit, date], list[RegisterRow]]
    reads: tuple[str, ...]
    retire: str
    between: Callable[[Workspace], tuple[QWidget, Callable[[RegisterRow, bool], object]]] | None = None


class RegisterView(QWidget):
    """wrong(sentence): nothing was written. keys_changed. counts_changed: rows came or went."""

    wrong = Signal(str)
    keys_changed = Signal()
    counts_changed = Signal()

    def __init__(self, workspace: Workspace, spec: RegisterSpec) -> None:
        super().__init__()
        self._workspace, self.spec = workspace, spec
        self._wanted = ""
        still = workspace.read_only
        self.begin: list[QPushButton] = (
            []
            if still
            else [
                button(_("Dán từ Excel"), self.paste_lines, kind="primary", icon_name="paste"),
                button(spec.table.add, self.add, icon_name="plus"),
            ]
        )
        self.table: RegisterTable[RegisterRow] = RegisterTable(workspace, spec.table, self.begin)
        self._tell_between: Callable[[RegisterRow, bool], object] = lambda _row, _still: None
        between: QWidget | None = None
        if spec.between is not None:
            between, self._tell_between = spec.between(workspace)
        self.form = RegisterForm(workspace, spec.table.register, spec.form, [between] if between else [])
        self._notes_key = f"{spec.table.key}.form"
        self._form_wanted = workspace.preferences.notes.get(self._notes_key, "open") == "open"
        whole = row(gap=0)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.form)
        self.setLayout(whole)
        self._connect()

    def _connect(self) -> None:
        self.table.row_changed.connect(self._show_current)
        self.table.opened.connect(self.open_form)
        self.table.wrong.connect(self.wrong)
        self.table.counts_changed.connect(self._counted)
        self.table.grid.focus_moved.connect(self.keys_changed)
        self.form.closed.connect(self.close_form)
        self.form.edited.connect(self._edit)
        self.form.retired.connect(self._retire)

    # ---- read and show

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*self.spec.reads):
            return
        as_of = self._workspace.as_of
        self.table.show_rows(self._workspace.read(lambda unit: self.spec.rows(unit, as_of)))
        self._go_to_wanted()
        self._show_current()

    def has(self, key: str) -> bool:
        return key in self.table.rows

    def show_target(self, target: str) -> None:
        self._wanted = target.split(",")[0]
        if self.table.rows:
            self._go_to_wanted()

    def place(self) -> str:
        current = self.table.current()
        return self._wanted or (str(current.record.id) if current else "")

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.table.go_to(wanted)

    def _show_current(self) -> None:
        current = self.table.current()
        shown = self._form_wanted and current is not None
        self.form.setVisible(shown)
        self.table.grid.headers.use_form(shown)
        if current is not None and shown:
            self.form.show_row(current, still=self._workspace.read_only)
            self._tell_between(current, self._workspace.read_only)

    def _counted(self) -> None:
        self.counts_changed.emit()
        self.keys_changed.emit()

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self.form.setFixedWidth(theme.px(SMALL_FORM_WIDTH if small else FORM_WIDTH))
        self.table.use_little_room(small)

    def panes(self) -> Sequence[QWidget]:
        every = (self.table.search, self.table.many, self.table.grid, *self.begin[:1], self.form.first_editor())
        return [each for each in every if each.isVisibleTo(self)]

    def keys(self) -> list[tuple[str, str]]:
        still = self._workspace.read_only
        if self.is_typing():
            return [("Enter", _("ghi ô này")), ("Esc", _("rời ô"))]
        if not self.table.rows:
            return [] if still else [("Insert", _("thêm dòng")), ("Ctrl+Shift+V", _("dán thành dòng mới"))]
        edit = [] if still else [("F2", _("sửa ô")), ("Ctrl+D", _("chép xuống"))]
        return [("↑↓", _("dòng")), ("Enter", _("mở phiếu")), *edit, ("/", _("lọc"))]

    # ---- the form

    def open_form(self) -> None:
        """Show the form and put the cursor into it."""
        self._want_form(True)
        if self.form.isVisibleTo(self):
            self.form.go_to()

    def close_form(self) -> None:
        self._want_form(False)
        self.table.grid.setFocus()

    def _want_form(self, wanted: bool) -> None:
        self._form_wanted = wanted
        self._workspace.preferences.notes[self._notes_key] = "open" if wanted else "closed"
        self._workspace.preferences.save()
        self._show_current()

    # ---- deeds

    def paste_lines(self) -> None:
        """What lies in the clipboard, as new lines."""
        self.table.deeds.paste_new(QGuiApplication.clipboard().text())

    def add(self) -> None:
        """A new line; its first field is typed next."""
        if self._workspace.read_only:
            return
        register = self.spec.table.register
        made = self._workspace.run(self.spec.table.add, lambda unit: add_line(unit, register))
        self.table.go_to(made.id)
        self.open_form()

    def _edit(self, field: str, typed: str) -> None:
        if self.form.row is None:
            return
        key, register = self.form.row.record.id, self.spec.table.register
        try:
            self._workspace.run(self.spec.table.edit, lambda unit: edit_field(unit, register, key, field, typed))
        except UserError as refusal:
            self.form.fields[field].show_error(str(refusal))
        else:
            self.form.fields[field].show_error("")

    def _retire(self, reason: str) -> None:
        if self.form.row is None:
            return
        record, register = self.form.row.record, self.spec.table.register
        at = self.table.model.row_of(record.id)
        self._workspace.run(
            self.spec.retire,
            lambda unit: withdraw(unit, register, [record.id], reason),
            toast=_("Đã bỏ {code} khỏi danh mục.", code=" ".join(filter(None, self.spec.form.headline(record)))),
        )
        self.table.grid.choose(min(at, self.table.model.count() - 1))
        self.table.grid.setFocus()

    # ---- keys

    def is_typing(self) -> bool:
        focused = QApplication.focusWidget()
        return isinstance(focused, QLineEdit | QPlainTextEdit) and self.isAncestorOf(focused)

    def has_unsent_text(self) -> bool:
        return self.form.has_unsent_text() or self.is_typing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.form.isVisibleTo(self):
            self.close_form()
        else:
            super().keyPressEvent(event)
