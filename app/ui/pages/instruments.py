"""The register: a filter bar, a table one works in as in a spreadsheet, and the form of the current instrument."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.formats import show_number
from app.services import inventory
from app.services.inventory import InstrumentRow
from app.storage.unit import Unit
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.calibration_panel import CalibrationPanel
from app.ui.pages.instrument_columns import FILTERS, PLACES, accepts, columns, hidden_columns
from app.ui.pages.instrument_deeds import BlockDeeds, FormDeeds
from app.ui.pages.instrument_form import InstrumentForm
from app.ui.parts import Choice, EmptyState, FilterButton, SearchField, button, column, row, text
from app.ui.tables.grid import Grid
from app.ui.tables.model import TableModel
from app.ui.workspace import Workspace
from app.wording import _

T = TypeVar("T")
READS = ("instruments", "calibrations", "cycles")
FEW = 60
"""Up to so many changed instruments are read one by one; more than that, the register is read anew."""

FORM_WIDTH, SMALL_FORM_WIDTH, SCROLL_BAR = 364, 332, 12


class InstrumentsPage(Page):
    """target: the id of an instrument, or several with commas between; the first is shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Phương tiện đo"))
        self._frame = Frame.WIDE
        self._kind = "all"
        self._wanted = ""
        self.rows: dict[str, InstrumentRow] = {}
        self.model: TableModel[InstrumentRow] = TableModel(
            columns(), key=lambda each: each.instrument.id, write=None if workspace.read_only else self._write
        )
        self.grid = Grid(self.model, _("Danh mục phương tiện đo"))
        self.search = SearchField(_("Mã, tên, ba số cuối…"))
        self.filters = {key: FilterButton(_(word)) for key, word, _fits in FILTERS}
        self.filter_choice = Choice()
        self.panel = CalibrationPanel(workspace.today)
        self.form = InstrumentForm(self.panel, workspace.as_of)
        self._form_wanted = workspace.preferences.notes.get("instruments.form", "open") == "open"
        self._form_deeds = FormDeeds(workspace, self.form, lambda: self.rows.values())
        self._block_deeds = BlockDeeds(workspace, self.grid, self.say_wrong)
        self._build()
        self._connect()

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        if not changes or changes.touches("cycles") or not self._read_few(changes):
            self._read_all()
        self._show_counts()
        self._go_to_wanted()
        self._show_current()

    def show_target(self, target: str) -> None:
        self._wanted = target.split(",")[0]
        if self.rows:
            self._go_to_wanted()

    def place(self) -> str:
        current = self.grid.current_record()
        return self._wanted or (current.instrument.id if current else "")

    def keys(self) -> list[tuple[str, str]]:
        if self._is_typing():
            return [("Enter", _("ghi ô này")), ("Esc", _("rời ô"))]
        if not self.rows:
            return [] if self.workspace.read_only else [("Ctrl+N", _("thêm phương tiện đo"))]
        edit = [] if self.workspace.read_only else [("F2", _("sửa ô")), ("Ctrl+D", _("chép xuống"))]
        return [("↑↓", _("dòng")), ("Enter", _("mở phiếu")), *edit, ("/", _("lọc"))]

    def more_keys(self) -> list[tuple[str, str]]:
        edit = [
            ("Ctrl+N", _("thêm phương tiện đo")),
            ("Ctrl+V", _("dán khối ô, cả từ Excel")),
            ("Delete", _("xóa các ô đã chọn")),
        ]
        return [
            ("Ctrl+C", _("chép các ô đã chọn")),
            *([] if self.workspace.read_only else edit),
            ("Esc", _("đóng phiếu")),
            ("F6", _("sang khung khác")),
        ]

    def panes(self) -> Sequence[QWidget]:
        begin = self._empty.findChildren(QPushButton)[:1]
        every = (self.search, self.grid, *begin, self.form.fields["code"].editor, self.form.history)
        return [each for each in every if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        small = frame is Frame.SMALL
        self.form.setFixedWidth(theme.px(SMALL_FORM_WIDTH if small else FORM_WIDTH))
        self._bar.setContentsMargins(*((10, 6, 10, 6) if small else (16, 8, 16, 8)))
        self.search.setFixedWidth(theme.px(196 if small else 206))
        for each in self.filters.values():
            each.setVisible(not small)
        self.filter_choice.setVisible(small)
        self.form.use_little_room(small)
        self._show_form()

    def has_unsent_text(self) -> bool:
        return self.form.has_unsent_text() or self._is_typing()

    # ---- build

    def _build(self) -> None:
        self._import = button(_("Nhập từ Excel"), self.import_list, icon_name="import")
        self._add = button(_("Thêm phương tiện đo"), self.add_instrument, kind="primary", icon_name="plus")
        for action in (self._import, self._add):
            action.setVisible(not self.workspace.read_only)
            self.head.add_action(action)
        self._bar = self._filter_bar()
        self._bar_ground = QWidget()
        self._bar_ground.setLayout(self._bar)
        self._bar_ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar_ground.setProperty("surface", "surface")
        self._count, self._hint = text("", "small"), text(_("Ctrl chọn nhiều ô, F2 sửa ô"), "small")
        self._foot = QWidget()
        self._foot.setLayout(row(self._count, None, self._hint, margins=(16, 6, 16, 6)))
        self._foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot.setProperty("surface", "surface")
        self._empty = self._empty_state()
        self._nothing = EmptyState(
            "search",
            _("Không có phương tiện đo nào khớp"),
            _("Thử ít chữ hơn, hoặc bỏ bộ lọc."),
            [button(_("Bỏ lọc"), self.clear_filters)],
        )
        left = column(self._bar_ground, gap=0)
        for each in (self.grid, self._empty, self._nothing):
            left.addWidget(each, 1)
        left.addWidget(self._foot)
        whole = row(gap=0)
        whole.addLayout(left, 1)
        whole.addWidget(self.form)
        self.body.addLayout(whole, 1)
        self.grid.horizontalHeader().setSortIndicator(PLACES.index("state"), Qt.SortOrder.AscendingOrder)

    def _filter_bar(self) -> QHBoxLayout:
        bar = row(self.search, gap=6, margins=(16, 8, 16, 8))
        bar.addSpacing(4)
        for key, each in self.filters.items():
            each.setAutoExclusive(True)
            each.setChecked(key == "all")
            bar.addWidget(each)
        self.filter_choice.setAccessibleName(_("Bộ lọc"))
        self.filter_choice.setMinimumWidth(theme.px(150))
        self.filter_choice.hide()
        bar.addWidget(self.filter_choice)
        bar.addStretch(1)
        return bar

    def _empty_state(self) -> EmptyState:
        if self.workspace.read_only:
            return EmptyState("instrument", _("Hồ sơ này chưa có phương tiện đo nào"))
        return EmptyState(
            "instrument",
            _("Chưa có phương tiện đo nào"),
            _("Nhà máy nào cũng có sẵn một danh sách Excel: nhập cả danh sách, xem trước rồi mới ghi."),
            [
                button(_("Nhập từ Excel"), self.import_list, kind="primary", icon_name="import"),
                button(_("Thêm phương tiện đo"), self.add_instrument, icon_name="plus"),
            ],
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _words: self._filter())
        self.search.returnPressed.connect(self.grid.setFocus)
        self.search.left_by_key.connect(self.grid.setFocus)
        for key, each in self.filters.items():
            each.clicked.connect(lambda _on=False, key=key: self.choose_filter(key))
        self.filter_choice.picked.connect(self.choose_filter)
        self.grid.row_changed.connect(self._show_current)
        self.grid.opened.connect(self.open_form)
        self.grid.search_wanted.connect(self.search.setFocus)
        self.model.refused.connect(self.say_wrong)
        self.form.closed.connect(self.close_form)
        self.form.retired.connect(self._retire)
        QShortcut(QKeySequence("Ctrl+N"), self, self.add_instrument, context=_HERE)
        self.grid.focus_moved.connect(self.keys_changed)

    # ---- read and show

    def _read_all(self) -> None:
        as_of = self.workspace.as_of
        found = self.workspace.read(lambda unit: inventory.instrument_rows(unit, as_of))
        self.rows = {each.instrument.id: each for each in found}
        self.model.show_records(found)
        if found and not self.grid.currentIndex().isValid():
            self.grid.choose(0)

    def _read_few(self, changes: Changes) -> bool:
        """Read only what changed, so that an edit in place costs no more in a large register; False for many or new."""
        calibrations = changes.ids.get("calibrations", frozenset())
        ids = set(changes.ids.get("instruments", frozenset()))
        if len(calibrations) > FEW or len(ids) > FEW:
            return False
        as_of = self.workspace.as_of

        def read(unit: Unit) -> list[InstrumentRow] | None:
            kept = [unit.calibrations.find(each) for each in calibrations]
            owners = ids | {each.instrument_id for each in kept if each}
            if None in kept or any(unit.instruments.find(each) is None for each in owners):
                return None
            return [inventory.instrument_row(unit, each, as_of) for each in owners]

        found = self.workspace.read(read)
        if found is None or any(each.instrument.id not in self.rows for each in found):
            return False
        self.rows |= {each.instrument.id: each for each in found}
        self.model.replace(found)
        return True

    def _show_counts(self) -> None:
        for key, _word, fits in FILTERS:
            self.filters[key].show_count(sum(map(fits, self.rows.values())))
        self.filter_choice.offer([(key, each.text()) for key, each in self.filters.items()])
        self.filter_choice.show_value(self._kind)
        self._show_places()

    def _show_places(self) -> None:
        has, seen = bool(self.rows), self.model.rowCount()
        self._empty.setVisible(not has)
        self._nothing.setVisible(has and not seen)
        self.grid.setVisible(bool(seen))
        self._foot.setVisible(has)
        self._bar_ground.setVisible(has)
        self._count.setText(
            _("{count} phương tiện đo", count=show_number(seen))
            if seen == len(self.rows)
            else _("{seen} trong {count} phương tiện đo", seen=show_number(seen), count=show_number(len(self.rows)))
        )
        for action in (self._import, self._add):
            action.setVisible(has and not self.workspace.read_only)
        self._show_form()
        self.keys_changed.emit()

    def _show_current(self) -> None:
        current: InstrumentRow | None = self.grid.current_record()
        if current is not None and self.form.isVisibleTo(self):
            self.form.show_row(self.rows[current.instrument.id], still=self.workspace.read_only)

    def _show_form(self) -> None:
        shown = self._form_wanted and bool(self.rows) and self.grid.current_record() is not None
        self.form.setVisible(shown)
        self._hint.setVisible(self._frame is not Frame.SMALL)
        room = self.width() - (self.form.width() if shown else 0) - SCROLL_BAR
        self.grid.show_columns(hidden_columns(room, self.model.columns, with_form=shown))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_form()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if not wanted or wanted not in self.rows:
            return
        if self.model.row_of(wanted) < 0:
            self.clear_filters()
        self.grid.choose(self.model.row_of(wanted))
        self.grid.setFocus()

    # ---- filter

    def choose_filter(self, key: str) -> None:
        self._kind = key
        self.filters[key].setChecked(True)
        self.filter_choice.show_value(key)
        self._filter()

    def clear_filters(self) -> None:
        self.search.clear()
        self.choose_filter("all")

    def _filter(self) -> None:
        self.model.filter_by(accepts(self.search.text(), self._kind))
        if self.model.rowCount() and not self.grid.currentIndex().isValid():
            self.grid.choose(0)
        self._show_places()
        self._show_current()

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
        self.workspace.preferences.notes["instruments.form"] = "open" if wanted else "closed"
        self.workspace.preferences.save()
        self._show_form()
        self._show_current()

    # ---- deeds

    def import_list(self) -> None:
        from app.ui.pages.import_dialog import ImportDialog

        ImportDialog(self.workspace, self).exec()

    def add_instrument(self) -> None:
        """A new line in the register; its code is typed next."""
        if self.workspace.read_only:
            return
        made = self.workspace.run(_("Thêm phương tiện đo"), inventory.add_instrument)
        self._wanted = made.id
        self._go_to_wanted()
        self.open_form()

    def _write(self, shown: InstrumentRow, field: str, typed: str) -> None:
        """What was typed into a cell; ValueError with the sentence when it is refused."""
        key = shown.instrument.id
        try:
            self.workspace.run(_("Sửa phương tiện đo"), lambda unit: inventory.edit_instrument(unit, key, field, typed))
        except UserError as refusal:
            raise ValueError(str(refusal)) from refusal
        self.say_wrong("")

    def _retire(self, reason: str) -> None:
        if self.form.row is None:
            return
        key, code = self.form.row.instrument.id, self.form.row.instrument.code or self.form.row.instrument.name
        at = self.model.row_of(key)
        self.workspace.run(
            _("Bỏ phương tiện đo"),
            lambda unit: inventory.retire_instrument(unit, key, reason),
            toast=_("Đã bỏ {code} khỏi danh mục.", code=code),
        )
        self.grid.choose(min(at, self.model.rowCount() - 1))
        self.grid.setFocus()

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.form.isVisibleTo(self):
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _is_typing(self) -> bool:
        focused = QApplication.focusWidget()
        return isinstance(focused, QLineEdit | QPlainTextEdit) and self.isAncestorOf(focused)


_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut
