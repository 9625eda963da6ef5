"""Studies: repeated readings taken on the spot. The list, the beginning of a new one, and the sheet of an open one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.readings_sheet import Cell, has_cell
from app.domain.studies import study_code
from app.services.studies import StudyRow, start_study, study_rows
from app.services.studies_fields import KIND_NAMES
from app.ui.page import Frame, Page
from app.ui.pages.measuring import READS, MeasuringView
from app.ui.pages.measuring_print import SheetPrinter
from app.ui.pages.studies_evaluating import SheetEvaluating
from app.ui.pages.studies_list import StudiesList
from app.ui.pages.studies_new import NewStudyPanel
from app.ui.parts import button
from app.ui.workspace import Workspace
from app.wording import _

NEW = "new:"


class StudiesPage(Page):
    """target: the id of a study, with "#3.1.2" one of its readings; "new:" or "new:<instrument id>"; "list"."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Nghiên cứu đo"))
        still = workspace.read_only
        self._wanted = ""
        self._rows: list[StudyRow] = []
        begin = [] if still else [button(_("Đo mới"), self.begin, kind="primary", icon_name="plus")]
        self.list = StudiesList(workspace, begin)
        self.new = NewStudyPanel(workspace)
        self.sheet = MeasuringView(workspace)
        self._stack = QStackedWidget()
        for part in (self.list, self.new, self.sheet):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self._back = button(_("Danh sách"), self.show_list, kind="ghost", icon_name="left", tip="Esc")
        self._add = button(_("Đo mới"), self.begin, kind="primary", icon_name="plus", tip="N")
        self.printer = SheetPrinter(workspace, self.sheet.message, self)
        self._print = button(_("In phiếu đo"), self.print_sheet, icon_name="print", tip="P")
        self._judge = button(_("Đánh giá"), self.evaluate, kind="primary", icon_name="analysis", tip="D")
        self.evaluating = SheetEvaluating(workspace, self._judge)
        self.head.add_action(self._back)
        self.head.add_action(self._print)
        self.head.add_action(self._judge)
        self.head.add_action(self._add)
        self._connect()
        self._show_head()

    def _connect(self) -> None:
        self.list.opened.connect(self.open_study)
        self.new.begun.connect(self._begin)
        self.new.left.connect(self.show_list)
        self.sheet.changed.connect(self._show_head)
        self.sheet.keys_changed.connect(self.keys_changed)
        self.sheet.wrong.connect(self.say_wrong)
        self.sheet.gone.connect(self.show_list)
        for keys, act in (("Ctrl+PgDown", self.sheet.turn_tab), ("Ctrl+Return", self._go_on)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new = QShortcut(QKeySequence("N"), self, self.begin, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._stack.currentChanged.connect(lambda _at: new.setEnabled(self.part() is self.list))

    # ---- what is shown

    def part(self) -> QWidget:
        """The list, the new panel or the sheet."""
        return (self.list, self.new, self.sheet)[self._stack.currentIndex()]

    def show_list(self) -> None:
        was = self.sheet.open.id if self.sheet.open is not None else ""
        self._turn_to(self.list)
        if was:
            self.list.choose(was)
        (self.list.grid if self._rows else self.list).setFocus()

    def open_study(self, study_id: str) -> None:
        """The sheet of this study, the cursor in its first empty cell."""
        try:
            self.sheet.show_study(study_id)
        except KeyError:
            self.show_list()
            return
        self._turn_to(self.sheet)
        self.sheet.grid.setFocus()

    def begin(self, instrument_id: str = "") -> None:
        """A new study; with an instrument where one is at hand."""
        if self.workspace.read_only:
            return
        self._turn_to(self.new)
        self.new.open_with(instrument_id)

    def print_sheet(self) -> None:
        """The open sheet as a PDF: boxes to write into, and what is there already."""
        if self.part() is self.sheet and self.sheet.open is not None:
            self.printer.print_sheet(self.sheet.open.id)

    def evaluate(self) -> None:
        """D: the evaluation of the open sheet, or the methods that fit it."""
        if self.part() is self.sheet and self.sheet.open is not None and self._judge.isVisible():
            self.evaluating.evaluate(self.sheet.open.sheet)

    def _turn_to(self, part: QWidget) -> None:
        self.say_wrong("")
        self._stack.setCurrentWidget(part)
        self._show_head()
        self.keys_changed.emit()

    def _begin(self, kind: str, instrument_id: str, shape: dict[str, str]) -> None:
        cycle_id = self.workspace.cycle_id
        try:
            study = self.workspace.run(
                _("Bắt đầu nghiên cứu đo"),
                lambda unit: start_study(unit, cycle_id, kind, instrument_id=instrument_id, shape=shape),
            )
        except UserError as refusal:
            self.new.show_refusal(str(refusal))
            return
        self.open_study(study.id)

    def _go_on(self) -> None:
        if self.part() is self.new:
            self.new.begin()
        elif self.part() is self.sheet:
            self.sheet.grid.setFocus()

    def _show_head(self) -> None:
        opened = self.sheet.open if self.part() is self.sheet else None
        still = self.workspace.read_only
        self._back.setVisible(self.part() is not self.list)
        self._print.setVisible(self.part() is self.sheet)
        self._judge.setVisible(opened is not None and self.evaluating.can(opened.sheet))
        self._add.setVisible(self.part() is self.list and bool(self._rows) and not still)
        if opened is None:
            self.head.title.setText(_("Đo mới") if self.part() is self.new else _("Nghiên cứu đo"))
            self.head.show_state("todo", "")
            self.head.show_note("")
            return
        sheet = opened.sheet
        study = sheet.study
        self.head.title.setText(f"{study_code(study)}  {study.title or _(KIND_NAMES[study.kind])}")
        state = "ok" if sheet.is_complete else "doing" if sheet.entered else "todo"
        count = _("{entered}/{wanted} số", entered=sheet.entered, wanted=sheet.wanted)
        words = _("Đủ số liệu, {count}", count=count) if sheet.is_complete else count
        self.head.show_state(state, words, sheet.entered / max(1, sheet.wanted))
        self.head.show_note(_(KIND_NAMES[study.kind]) if study.title else "")

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if not changes or changes.touches(*READS, "evaluations", "cycles"):
            cycle_id = self.workspace.cycle_id
            if not changes or self.part() is self.list or changes.touches("studies", "evaluations"):
                self._rows = self.workspace.read(lambda unit: study_rows(unit, cycle_id))
                self.list.show_rows(self._rows)
            self.sheet.refresh(changes)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.show_target(wanted)
        self._show_head()

    def show_target(self, target: str) -> None:
        if not self.isVisible():
            self._wanted = target
        elif target.startswith(NEW):
            self.begin(target.removeprefix(NEW))
        elif target == "list":
            self.show_list()
        else:
            study_id, _mark, cell = target.partition("#")
            self.open_study(study_id)
            self._go_to_cell(cell)

    def _go_to_cell(self, cell: str) -> None:
        """ "3.1.2": part, operator and trial of one reading; "" where none is asked for."""
        numbers = [int(each) for each in cell.split(".") if each.isdigit()]
        opened = self.sheet.open
        if len(numbers) == 3 and opened is not None and has_cell(opened.sheet.study, Cell(*numbers)):
            self.sheet.grid.go_to(Cell(*numbers))

    def place(self) -> str:
        if self.part() is self.sheet and self.sheet.open is not None:
            return self.sheet.open.id
        return self._wanted or ("new:" if self.part() is self.new else "list")

    def keys(self) -> list[tuple[str, str]]:
        still = self.workspace.read_only
        if self.part() is self.list:
            new = [] if still else [("N", _("đo mới"))]
            return [("↑↓", _("dòng")), ("Enter", _("mở phiếu")), *new] if self._rows else new
        if self.part() is self.new:
            return [("1–5", _("loại")), ("Ctrl+Enter", _("bắt đầu đo")), ("Esc", _("thôi"))]
        typed = [] if still else [("Enter", _("ô kế")), ("M", _("nghi ngờ")), ("F8", _("ô cần xem"))]
        judge = [("D", _("đánh giá"))] if self._judge.isVisibleTo(self) else []
        return [*typed, *judge, ("Ctrl+PgDn", _("thẻ sau")), ("Esc", _("danh sách"))]

    def more_keys(self) -> list[tuple[str, str]]:
        if self.part() is not self.sheet:
            return []
        return [
            ("Shift+Enter", _("ô trước")),
            ("Tab", _("ô bên phải")),
            ("F2", _("sửa ô")),
            ("Ctrl+V", _("dán khối số")),
            ("Delete", _("xóa ô")),
            ("B", _("thêm ảnh bố trí đo")),
            ("P", _("in phiếu đo")),
            ("O", _("Enter đi xuống hay theo thứ tự đo")),
            ("I", _("ẩn hiện phiếu và con số")),
            ("Ctrl+Enter", _("về bảng số đọc")),
        ]

    def panes(self) -> Sequence[QWidget]:
        if self.part() is self.list:
            return (self.list.grid, *self.list.begin)
        return (self.new.kinds[self.new.kind()],) if self.part() is self.new else self.sheet.panes()

    def use_frame(self, frame: Frame) -> None:
        self.sheet.use_frame(frame)

    def has_unsent_text(self) -> bool:
        focused = QApplication.focusWidget()
        return isinstance(focused, QLineEdit | QPlainTextEdit) and self.isAncestorOf(focused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        on_sheet = self.part() is self.sheet
        letter = event.text().casefold()
        if event.key() == Qt.Key.Key_Escape and on_sheet:
            self.show_list()
        elif on_sheet and letter == "o":
            self.sheet.turn_order()
        elif on_sheet and letter == "b":
            self.sheet.add_photo()
        elif on_sheet and letter == "d":
            self.evaluate()
        elif on_sheet and letter == "p":
            self.print_sheet()
        elif on_sheet and letter == "i":
            self.sheet.turn_side()
        else:
            super().keyPressEvent(event)
