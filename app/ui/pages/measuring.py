"""One study on the spot: the sheet of readings, the line about the current one, the run chart, figures and fields."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.metrology.calibration_status import GOOD, NOT_COUNTED
from app.domain.readings import shown_reading
from app.domain.readings_sheet import Cell, cell_words, is_turned, next_empty
from app.domain.studies import study_code
from app.services.studies import KeptReadings, TypedReading, study_limits
from app.ui import theme
from app.ui.frames import Frame
from app.ui.pages.measuring_chart import RunChart
from app.ui.pages.measuring_figures import FiguresPanel, summary_line
from app.ui.pages.measuring_form import SheetForm
from app.ui.pages.measuring_grid import SheetGrid
from app.ui.pages.measuring_line import CellLine
from app.ui.pages.measuring_model import SheetModel
from app.ui.pages.measuring_sheet import OpenSheet
from app.ui.parts import InlineMessage, button, column, hairline, row, scrolled, text
from app.ui.tables.model import Draft
from app.ui.workspace import Workspace
from app.wording import _

READS = ("studies", "readings", "instruments", "calibrations", "processes")
SIDE_WIDTH, SMALL_SIDE_WIDTH = 344, 300
ORDER_NOTE = "studies.order"


class MeasuringView(QWidget):
    """wrong(sentence): nothing was kept and no field is beside it. changed: title, state or keys. gone: withdrawn."""

    wrong = Signal(str)
    changed = Signal()
    keys_changed = Signal()
    gone = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._still = workspace.read_only
        self.open: OpenSheet | None = None
        self.model: SheetModel | None = None
        self.notice = InlineMessage("warn")
        self.message = InlineMessage("warn", closable=True)
        self.grid = SheetGrid(_("Số đọc"))
        self.line = CellLine(still=self._still)
        self.chart = RunChart()
        self.figures = FiguresPanel()
        self.form = SheetForm(workspace)
        self._small, self._side_wanted = False, True
        self._build()
        self._connect()

    # ---- build

    def _build(self) -> None:
        notes = self._workspace.preferences.notes
        self.grid.guided = notes.get(ORDER_NOTE, "down") == "guided"
        self._guide = text("", "h2", cut=True)
        self._order = button("", self.turn_order, kind="ghost", tip=_("Đổi thứ tự Enter  O"))
        self._summary = text("", "small", tone="text2", cut=True)
        self._side_button = button(_("Phiếu và con số"), self.turn_side, kind="ghost", tip="I")
        bar = row(self._guide, gap=8, margins=(16, 4, 8, 4))
        bar.setStretch(0, 1)
        for each in (self._summary, self._order, self._side_button):
            bar.addWidget(each)
        self._bar = _ground(bar)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(_("Con số và phiếu đo"))
        self._stack = QStackedWidget()
        for name, part in ((_("Con số"), self.figures), (_("Phiếu đo"), self.form)):
            self.tabs.addTab(name)
            self._stack.addWidget(scrolled(part))
        self.side = QWidget()
        side = column(row(self.tabs, None, margins=(8, 0, 8, 0)), hairline(), gap=0)
        side.addWidget(self._stack, 1)
        self.side.setLayout(side)
        self.side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.side.setProperty("surface", "surface")
        self._chart_ground = _ground(column(self.chart, gap=0, margins=(12, 6, 12, 6)))
        left = column(self._bar, gap=0)
        left.addWidget(self.grid, 3)
        left.addWidget(self.line)
        left.addWidget(self._chart_ground, 2)
        across = row(gap=0)
        across.addLayout(left, 1)
        across.addWidget(hairline(upright=True))
        across.addWidget(self.side)
        whole = column(self.notice, self.message, gap=0)
        whole.addLayout(across, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.grid.moved.connect(self._show_cell)
        self.grid.mark_wanted.connect(self.line.ask_fitting)
        self.grid.pasted.connect(self._paste)
        self.grid.emptied.connect(self._empty)
        self.grid.filled.connect(self._tell_filled)
        self.grid.focus_moved.connect(self.keys_changed)
        self.line.marked.connect(self._mark)
        self.line.left.connect(self.grid.setFocus)
        self.chart.chosen.connect(self.grid.go_to)
        self.form.edited.connect(self._edit)
        self.form.retired.connect(self._retire)

    # ---- read and show

    def show_study(self, study_id: str) -> None:
        """Open a study at its first empty cell. KeyError when there is none."""
        if self.open is not None and self.open.id == study_id:
            return
        self.open = OpenSheet(self._workspace, study_id)
        self.model = SheetModel(self.open.sheet, None if self._still else self.open.write)
        self.model.refused.connect(lambda _sentence: self._show_cell())
        self.grid.show_model(self.model)
        self.message.say("warn", "")
        self.tabs.setCurrentIndex(0 if self.open.sheet.entered or self._still else 1)
        self._show_all()
        self.grid.go_to(next_empty(self.open.sheet) or Cell(1, 1, 1))

    def refresh(self, changes: Changes) -> None:
        if self.open is None or not changes.touches(*READS):
            return
        try:
            own = self.open.read_changed(changes)
        except KeyError:
            self.open = self.model = None
            self.gone.emit()
            return
        if own:
            self._show_all(form=changes.touches("studies"))
        elif changes.touches("instruments", "calibrations", "processes"):
            self._show_form()

    def _show_all(self, *, form: bool = True) -> None:
        assert self.open is not None and self.model is not None
        here = self.grid.cell()
        self.model.show_sheet(self.open.sheet)
        self.grid.fit_height()
        if here is not None and self.grid.cell() is None:
            self.grid.go_to(here if self.model.layout_of.place_of(here) else Cell(1, 1, 1))
        if form:
            self._show_form()
        self._show_figures()
        self._show_cell()
        self.changed.emit()

    def _show_figures(self) -> None:
        assert self.open is not None and self.model is not None
        sheet = self.open.sheet
        limits = study_limits(sheet.study)
        self.figures.show_sheet(sheet, limits)
        self.chart.show_readings(sheet, dict(self.model.suspicions), limits, self.figures.every)
        self._summary.setText(summary_line(self.figures.every))

    def _show_form(self) -> None:
        assert self.open is not None
        processes = self._workspace.read(lambda unit: unit.processes.all())
        self.form.show_study(self.open.sheet.study, processes, still=self._still)
        shown = self.open.instrument()
        if shown is None or shown.status.state in GOOD:
            self.notice.say("warn", "")
            return
        kind = "bad" if shown.status.glyph == "bad" or shown.status.state in NOT_COUNTED else "warn"
        named = " ".join(filter(None, (shown.instrument.code, shown.instrument.name)))
        self.notice.say(kind, shown.status.reason, strong=f"{named}: {shown.status.word}.")

    def _show_cell(self) -> None:
        if self.model is None:
            return
        cell = self.grid.cell()
        earlier = self.open.earlier(cell) if self.open and cell else []
        self.line.show_cell(self.model, cell, [shown_reading(each) for each in earlier])
        self.chart.show_current(cell)
        self._show_guide()

    def _show_guide(self) -> None:
        """What to measure next, in the order of measuring; else how far the sheet is filled."""
        assert self.model is not None
        sheet = self.model.sheet
        crossed = self.model.layout_of.is_crossed
        self._order.setVisible(crossed and not self._still)
        self._order.setText(_("Enter: theo thứ tự đo") if self.grid.guided else _("Enter: xuống"))
        left = sheet.wanted - sheet.entered
        words = _("còn {count} ô", count=left) if left else _("đủ số đọc")
        unit = sheet.study.unit
        words = _("Số đọc, {unit}: {words}", unit=unit, words=words) if unit else _("Số đọc: {words}", words=words)
        cell = self.grid.cell()
        if crossed and self.grid.guided and left and cell is not None:
            words = _("Đo: {where} · còn {count} ô", where=cell_words(sheet.study, cell), count=left)
        self._guide.setText(words)

    # ---- deeds

    def _edit(self, field: str, words: str) -> None:
        if self.open is None:
            return
        try:
            self.open.edit(field, words)
        except UserError as refusal:
            self.form.show_error(field, str(refusal))
            return
        self.form.show_error(field, "")
        self._tell_outside()

    def _tell_outside(self) -> None:
        assert self.open is not None
        count = len(self.open.sheet.outside)
        words = _("{count} số đọc nằm ngoài phiếu: vẫn giữ, mở rộng phiếu thì hiện lại.", count=count)
        self.message.say("info", words if count else "")

    def _paste(self, start: Cell, lines: Sequence[Sequence[str]]) -> None:
        """A block over the cells from here; what would lie beyond the sheet is told and not kept."""
        if self.open is None or self.model is None or self._still:
            return
        layout, block, beyond = self.model.layout_of, [], 0
        top, left = layout.place_of(start)
        turned = start == Cell(1, 1, 1) and is_turned(self.open.sheet.study, lines)
        if turned:
            lines = list(zip(*lines, strict=True))
        for down, words in enumerate(lines):
            for right, each in enumerate(words):
                cell = layout.cell_at(top + down, left + right)
                if cell is None:
                    beyond += bool(each.strip())
                elif each.strip():
                    block.append(TypedReading(cell, each))
        kept = self.open.write_block(block) if block else KeptReadings(0)
        self._take(block, kept, beyond, turned=turned)

    def _take(self, block: Sequence[TypedReading], kept: KeptReadings, beyond: int, *, turned: bool) -> None:
        assert self.model is not None
        for each in block:
            self.model.give_up(each.cell)
        self.model.keep_drafts({each.typed.cell: Draft(each.typed.text, each.trouble) for each in kept.refused})
        parts = [_("Đã ghi {count} ô.", count=kept.written)]
        if turned:
            parts.append(_("Khối dán có mỗi dòng một vật nên đã xoay cho khớp phiếu."))
        if kept.refused:
            parts.append(_("{count} ô chưa ghi được, giữ nguyên chữ: F8 để tới.", count=len(kept.refused)))
        if beyond:
            parts.append(_("{count} số nằm ngoài phiếu nên chưa ghi.", count=beyond))
        self.message.say("warn" if kept.refused or beyond else "ok", " ".join(parts))
        self._show_cell()

    def _empty(self, cells: Sequence[Cell]) -> None:
        if self.open is None or self.model is None or self._still:
            return
        filled = [each for each in cells if each in self.open.sheet.readings]
        if not filled:
            self._show_cell()
            return
        kept = self.open.empty(filled)
        self.message.say("warn", kept.refused[0].trouble if kept.refused else "")

    def _mark(self, suspect: bool, reason: str) -> None:
        cell = self.grid.cell()
        if self.open is None or cell is None or cell not in self.open.sheet.readings:
            return
        try:
            self.open.mark(cell, suspect=suspect, reason=reason)
        except UserError as refusal:
            self.wrong.emit(str(refusal))
        self.grid.setFocus()

    def _retire(self, reason: str) -> None:
        if self.open is not None:
            code = study_code(self.open.sheet.study)
            self.open.retire(reason, _("Đã bỏ nghiên cứu {code}.", code=code))

    def _tell_filled(self) -> None:
        if self.open is None:
            return
        following = next_empty(self.open.sheet)
        if following is not None:
            self.grid.go_to(following)
        else:
            self.message.say("ok", _("Đã đủ số đọc."))

    # ---- shape and keys

    def turn_order(self) -> None:
        """Enter goes down, or on in the order of measuring; remembered."""
        self.grid.guided = not self.grid.guided
        self._workspace.preferences.notes[ORDER_NOTE] = "guided" if self.grid.guided else "down"
        self._workspace.preferences.save()
        self._show_cell()

    def add_photo(self) -> None:
        """B: photos of the set-up."""
        self.tabs.setCurrentIndex(1)
        if not self._still:
            self.form.evidence.choose_files()

    def turn_side(self) -> None:
        """Show or hide what stands beside the sheet."""
        self._side_wanted = not self._side_wanted
        self.use_room()

    def turn_tab(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())
        if self._small and not self._side_wanted:
            self.turn_side()

    def use_frame(self, frame: Frame) -> None:
        self._small = frame is Frame.SMALL
        self._side_wanted = not self._small
        self.use_room()

    def use_room(self) -> None:
        """On a small screen the chart steps aside, and figures stand in one line unless the side is wanted."""
        self.side.setFixedWidth(theme.px(SMALL_SIDE_WIDTH if self._small else SIDE_WIDTH))
        self.side.setVisible(self._side_wanted)
        self._chart_ground.setVisible(not self._small)
        self._summary.setVisible(self._small and not self._side_wanted)
        self._guide.setVisible(not (self._small and not self._side_wanted))

    def panes(self) -> Sequence[QWidget]:
        return (self.grid, self.chart, self.tabs)


def _ground(layout: object) -> QWidget:
    made = QWidget()
    made.setLayout(layout)  # type: ignore[arg-type]
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setProperty("surface", "surface")
    return made
