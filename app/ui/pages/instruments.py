"""The register of instruments: a table one works in as in a spreadsheet, and the form of the current one beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.domain.changes import Changes
from app.services import inventory, registers
from app.services.inventory import InstrumentRow
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.calibration_panel import CalibrationPanel
from app.ui.pages.certificate_desk import PaperDesk
from app.ui.pages.instrument_deeds import FormDeeds
from app.ui.pages.instrument_form import InstrumentForm
from app.ui.pages.instrument_look import instrument_look
from app.ui.pages.instrument_reading import RowsReader
from app.ui.pages.instrument_shapes import INSTRUMENT_SHAPE, FormShape
from app.ui.pages.instrument_ways import field_ways
from app.ui.pages.work_copy_menu import work_copy_button
from app.ui.parts import button, row
from app.ui.tables.look import TableLook
from app.ui.tables.register_table import RegisterTable
from app.ui.workspace import Workspace
from app.wording import _

READS = ("instruments", "calibrations", "calibration_points", "cycles", "links", "evidence", "sightings", "findings")
FORM_WIDTH, SMALL_FORM_WIDTH = 364, 358


class InstrumentsPage(Page):
    """target: the id of an instrument, or several with commas between; the first is shown."""

    kinds: Sequence[str] = inventory.MEASURING
    notes_key = "instruments"

    def __init__(self, workspace: Workspace) -> None:
        look = self.look()
        super().__init__(workspace, self.title())
        self._frame = Frame.WIDE
        self._wanted = ""
        self.begin = self.begin_buttons()
        self.table: RegisterTable[InstrumentRow] = RegisterTable(workspace, look, self.begin)
        self.model, self.grid, self.search = self.table.model, self.table.grid, self.table.search
        self.filters = self.table.filters
        self.reader = RowsReader(workspace, self.kinds, self)
        self.panel = CalibrationPanel(workspace)
        self.form = InstrumentForm(self.panel, workspace, self.shape())
        self._form_wanted = workspace.preferences.notes.get(f"{self.notes_key}.form", "open") == "open"
        self.desk = PaperDesk(workspace, self.table, self.form)
        self._form_deeds = FormDeeds(
            workspace, self.form, look.register, lambda: self.table.rows.values(), self.desk.paper
        )
        self._build()
        self._connect()

    # ---- what differs between registers

    def title(self) -> str:
        return _("Phương tiện đo")

    def look(self) -> TableLook[InstrumentRow]:
        return instrument_look()

    def shape(self) -> FormShape:
        return INSTRUMENT_SHAPE

    def add_words(self) -> str:
        return _("Thêm phương tiện đo")

    def begin_buttons(self) -> list[QPushButton]:
        """In the empty register; the first one is the usual way."""
        if self.workspace_is_still():
            return []
        return [
            button(_("Nhập từ Excel"), self.import_list, kind="primary", icon_name="import"),
            button(self.add_words(), self.add_instrument, icon_name="plus"),
        ]

    def head_buttons(self) -> list[QPushButton]:
        return [*field_ways(self), button(_("Nhập từ Excel"), self.import_list, icon_name="import")]

    def workspace_is_still(self) -> bool:
        return self.workspace.read_only

    # ---- the page's contract

    @property
    def rows(self) -> dict[str, InstrumentRow]:
        return self.table.rows

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        few = self.reader.read_few(changes, self.rows) if changes and not changes.touches("cycles") else None
        if few is None:
            self.reader.read_all()
            return
        self.table.replace_rows(few)
        self._show_all()

    def show_target(self, target: str) -> None:
        self._wanted = target.split(",")[0]
        if self.rows:
            self._go_to_wanted()

    def place(self) -> str:
        current = self.table.current()
        return self._wanted or (current.instrument.id if current else "")

    def keys(self) -> list[tuple[str, str]]:
        if self.desk.shows_paper():
            return [("Alt ↑↓←→", _("dời giấy")), ("Alt +−", _("phóng")), ("Alt+G", _("cất giấy"))]
        if self._is_typing():
            return [("Enter", _("ghi ô này")), ("Esc", _("rời ô"))]
        if not self.rows:
            return [] if self.workspace.read_only else [("Insert", self.add_words().lower())]
        edit = [] if self.workspace.read_only else [("F2", _("sửa ô")), ("Ctrl+D", _("chép xuống"))]
        return [("↑↓", _("dòng")), ("Enter", _("mở phiếu")), *edit, ("/", _("lọc"))]

    def more_keys(self) -> list[tuple[str, str]]:
        return grid_keys(still=self.workspace.read_only, add=self.add_words().lower())

    def panes(self) -> Sequence[QWidget]:
        every = (
            self.search,
            self.table.many,
            self.grid,
            *self.desk.panes(),
            *self.begin[:1],
            self.form.fields["code"].editor,
            self.form.history,
        )
        return [each for each in every if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        small = frame is Frame.SMALL
        self.form.setFixedWidth(theme.px(SMALL_FORM_WIDTH if small else FORM_WIDTH))
        self.table.use_little_room(small)
        self.form.use_little_room(small)
        self._many.setVisible(self._may_edit() and frame is Frame.WIDE)
        self._show_form()

    def has_unsent_text(self) -> bool:
        return self.form.has_unsent_text() or self._is_typing()

    # ---- build

    def _build(self) -> None:
        self._many = button(_("Sửa nhiều dòng"), self.table.edit_many, icon_name="edit", tip="Shift+F2")
        self._add = button(self.add_words(), self.add_instrument, kind="primary", icon_name="plus")
        copies = work_copy_button(self.workspace, self, lambda: self.notes_key)
        self._actions = [*self.head_buttons(), copies, self._many, self._add]
        for action in self._actions:
            self.head.add_action(action)
        whole = row(gap=0)
        whole.addWidget(self.desk, 1)
        whole.addWidget(self.form)
        self.body.addLayout(whole, 1)

    def _connect(self) -> None:
        self.reader.arrived.connect(self._arrived)
        self.table.row_changed.connect(self._row_changed)
        self.table.opened.connect(self.open_form)
        self.table.wrong.connect(self.say_wrong)
        self.table.counts_changed.connect(self._show_actions)
        self.form.closed.connect(self.close_form)
        self.form.panel_shown.connect(self.desk.panel_shown)
        self.desk.turned.connect(self.keys_changed)
        self.panel.paper_wanted.connect(self.desk.turn)
        QShortcut(QKeySequence("Alt+G"), self, self.desk.turn, context=_HERE)
        self.form.retired.connect(self._retire)
        QShortcut(QKeySequence("Insert"), self, self.add_instrument, context=_HERE)
        self.grid.focus_moved.connect(self.keys_changed)

    # ---- read and show

    def _arrived(self, rows: list[InstrumentRow]) -> None:
        self.table.show_rows(rows)
        self._show_all()

    def _show_all(self) -> None:
        self._show_form()
        self._go_to_wanted()
        self._show_current()

    def _show_actions(self) -> None:
        for action in self._actions:
            action.setVisible(self._may_edit())
        self._many.setVisible(self._may_edit() and self._frame is Frame.WIDE)
        self.keys_changed.emit()

    def _may_edit(self) -> bool:
        return bool(self.rows) and not self.workspace.read_only

    def _row_changed(self) -> None:
        self._show_form()
        self._show_current()

    def _show_current(self) -> None:
        current = self.table.current()
        if current is not None and self.form.isVisibleTo(self):
            self.form.show_row(current, still=self.workspace.read_only)
            self.desk.show_papers()

    def _show_form(self) -> None:
        shown = self._form_wanted and bool(self.rows) and self.table.current() is not None
        self.form.setVisible(shown)
        self.grid.headers.use_form(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_form()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.table.go_to(wanted)

    # ---- filter, as other pages ask for it

    def choose_filter(self, key: str) -> None:
        self.table.choose_filter(key)

    def clear_filters(self) -> None:
        self.table.clear_filters()

    # ---- the form

    def open_form(self) -> None:
        """Show the form and put the cursor into it."""
        self._want_form(True)
        if self.form.isVisibleTo(self):
            self.form.go_to("code")

    def close_form(self) -> None:
        self._want_form(False)
        self.grid.setFocus()

    def _want_form(self, wanted: bool) -> None:
        self._form_wanted = wanted
        self.workspace.preferences.notes[f"{self.notes_key}.form"] = "open" if wanted else "closed"
        self.workspace.preferences.save()
        self._show_form()
        self._show_current()

    # ---- deeds

    def import_list(self) -> None:
        from app.ui.pages.import_dialog import ImportDialog

        ImportDialog(self.workspace, self).exec()
        if self.grid.isVisibleTo(self):
            self.grid.setFocus()  # the button that asked for it may be gone, and the form is not where one goes on

    def paste_lines(self) -> None:
        """What lies in the clipboard, as new lines."""
        self.table.deeds.paste_new(QGuiApplication.clipboard().text())

    def add_instrument(self) -> None:
        """A new line in the register; its code is typed next."""
        if self.workspace.read_only:
            return
        register = self.table.look.register
        made = self.workspace.run(self.table.look.add, lambda unit: registers.add_line(unit, register))
        self._wanted = made.id
        self._go_to_wanted()
        self.open_form()

    def _retire(self, reason: str) -> None:
        if self.form.row is None:
            return
        key, code = self.form.row.instrument.id, self.form.row.instrument.code or self.form.row.instrument.name
        at = self.model.row_of(key)
        self.workspace.run(
            self.retire_words(),
            lambda unit: inventory.retire_instrument(unit, key, reason),
            toast=_("Đã bỏ {code} khỏi danh mục.", code=code),
        )
        self.grid.choose(min(at, self.model.count() - 1))
        self.grid.setFocus()

    def retire_words(self) -> str:
        return _("Bỏ phương tiện đo")

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.form.isVisibleTo(self):
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _is_typing(self) -> bool:
        focused = QApplication.focusWidget()
        return isinstance(focused, QLineEdit | QPlainTextEdit) and self.isAncestorOf(focused)


def grid_keys(*, still: bool, add: str) -> list[tuple[str, str]]:
    """The keys of a register that F1 lists beyond those in the status line."""
    edit = [
        ("Insert", add),
        ("Ctrl+V", _("dán khối ô, cả từ Excel")),
        ("Ctrl+Shift+V", _("dán thành dòng mới")),
        ("Ctrl+X", _("cắt các ô đã chọn")),
        ("Ctrl+R", _("chép sang phải")),
        ("Shift+F2", _("sửa nhiều dòng")),
        ("Delete", _("xóa các ô đã chọn")),
        ("F8", _("tới ô chưa ghi được")),
    ]
    return [
        ("Ctrl+C", _("chép các ô đã chọn")),
        *([] if still else edit),
        ("Shift+Space", _("chọn cả dòng")),
        ("Ctrl+Space", _("chọn cả cột")),
        ("Alt+Shift+←→", _("dời cột")),
        ("Esc", _("đóng phiếu")),
        ("F6", _("sang khung khác")),
    ]


_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut
