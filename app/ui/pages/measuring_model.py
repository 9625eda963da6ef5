"""The readings of one study as a table: each cell with its text as typed, its doubt, and a text that was refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal

from app.domain.errors import UserError
from app.domain.readings import number_of_reading, resolution_doubt, shown_reading
from app.domain.readings_sheet import Cell, Sheet, cell_words, operator_name, part_name
from app.domain.readings_statistics import LiveStatistics, means_by, net_value, show_mean
from app.domain.readings_suspicion import Suspicion, suspicions
from app.domain.studies import Reading
from app.formats import show_number
from app.ui import theme
from app.ui.pages.measuring_layout import DEVIATION, DOUBT, MEAN, NET, READING, Layout
from app.ui.tables.column import Index
from app.ui.tables.model import Draft
from app.wording import _

CELL = Qt.ItemDataRole.UserRole + 20
STATE = Qt.ItemDataRole.UserRole + 21
QUIET = Qt.ItemDataRole.UserRole + 22
LAST_OF_PERSON = Qt.ItemDataRole.UserRole + 23
WORKED_OUT = Qt.ItemDataRole.UserRole + 24

Write = Callable[[Cell, str], Reading | None]


class SheetModel(QAbstractTableModel):
    """write(cell, text): keeps a reading, or raises UserError; then the text stays in its cell with the reason.

    refused(sentence): a text was not kept. settled: one was kept.
    """

    refused = Signal(str)
    settled = Signal()

    def __init__(self, sheet: Sheet, write: Write | None) -> None:
        super().__init__()
        self._write = write
        self._drafts: dict[Cell, Draft] = {}
        self._take(sheet)

    def _take(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.layout_of = Layout(sheet.study)
        self.suspicions: Mapping[Cell, Suspicion] = suspicions(sheet)
        self._columns = self.layout_of.columns
        crossed = self.layout_of.is_crossed
        self.of_people: Mapping[int, LiveStatistics] = means_by(sheet, lambda cell: cell.operator) if crossed else {}
        self.of_parts: Mapping[int, LiveStatistics] = means_by(sheet, lambda cell: cell.part) if crossed else {}

    def show_sheet(self, sheet: Sheet) -> None:
        """Newer readings, or another shape. A refused text goes when its cell was set elsewhere."""
        before, layout = self.sheet, Layout(sheet.study)
        same = (layout.rows, layout.columns) == (self.layout_of.rows, self._columns)
        for cell in list(self._drafts):
            if before.readings.get(cell) != sheet.readings.get(cell):
                del self._drafts[cell]
        if not same:
            self.beginResetModel()
            self._take(sheet)
            self.endResetModel()
            return
        doubts = self.suspicions
        self._take(sheet)
        if before.study == sheet.study:
            self._tell_changed(before, doubts)
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def _tell_changed(self, before: Sheet, doubts: Mapping[Cell, Suspicion]) -> None:
        """Only the lines with other readings or doubts are painted again, and the means with them."""
        now = self.sheet.readings
        cells = {each for each in {*before.readings, *now} if before.readings.get(each) != now.get(each)}
        cells |= {each for each in {*doubts, *self.suspicions} if doubts.get(each) != self.suspicions.get(each)}
        rows, last = {self.layout_of.place_of(each)[0] for each in cells}, self.columnCount() - 1
        if self.layout_of.is_crossed and rows:
            rows.add(self.layout_of.lines)
            trials = self.sheet.study.trials
            rows |= {row // trials * trials + (trials - 1) // 2 for row in rows if row < self.layout_of.lines}
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    # ---- cells

    def cell_at(self, index: Index) -> Cell | None:
        return self.layout_of.cell_at(index.row(), index.column()) if index.isValid() else None

    def index_of(self, cell: Cell) -> QModelIndex:
        return self.index(*self.layout_of.place_of(cell))

    def trouble(self, cell: Cell) -> str:
        """Why what stands in this cell was not kept; "" when nothing was refused."""
        draft = self._drafts.get(cell)
        return draft.trouble if draft else ""

    def state(self, cell: Cell) -> str:
        """ "refused", "marked" (by a person), "doubt" (by a rule), or ""."""
        if cell in self._drafts:
            return "refused"
        reading = self.sheet.readings.get(cell)
        if reading is not None and reading.mark:
            return "marked"
        return "doubt" if cell in self.suspicions else ""

    def quiet_doubt(self, cell: Cell) -> str:
        """What does not go with the resolution."""
        reading = self.sheet.readings.get(cell)
        value = number_of_reading(reading) if reading else None
        return resolution_doubt(value, self.sheet.study.resolution) if value is not None else ""

    def sentence(self, cell: Cell) -> str:
        """All there is to say of a cell, the gravest first."""
        reading = self.sheet.readings.get(cell)
        if cell in self._drafts:
            return self._drafts[cell].trouble
        if reading is not None and reading.mark:
            return _("Đã đánh dấu nghi ngờ: {reason}", reason=reading.reason)
        if cell in self.suspicions:
            return self.suspicions[cell].words
        looked_at = _("Đã xem, giữ số này: {reason}", reason=reading.reason) if reading and reading.reason else ""
        return looked_at or self.quiet_doubt(cell)

    def keep_drafts(self, drafts: Mapping[Cell, Draft]) -> None:
        """Refused texts of a block."""
        self._drafts |= drafts
        for cell in drafts:
            self._tell(cell)

    def give_up(self, cell: Cell | None) -> bool:
        """Forget a refused text; whether there was one."""
        if cell is None or self._drafts.pop(cell, None) is None:
            return False
        self._tell(cell)
        return True

    def troubled_cells(self) -> list[Cell]:
        """Cells that want to be looked at, line by line."""
        found = {*self._drafts, *self.suspicions}
        return sorted(found, key=self.layout_of.place_of)

    def _tell(self, cell: Cell) -> None:
        index = self.index_of(cell)
        self.dataChanged.emit(index, index)

    # ---- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        return 0 if parent.isValid() else self.layout_of.rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsEditable if self._write and self.cell_at(index) else usual

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        flat = orientation is Qt.Orientation.Horizontal
        if not 0 <= section < (len(self._columns) if flat else self.layout_of.rows):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and flat:
            side = Qt.AlignmentFlag.AlignLeft if self._columns[section] == DOUBT else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self._title(section) if flat else self._line_title(section)

    def _title(self, section: int) -> str:
        study = self.sheet.study
        match self._columns[section]:
            case "reading" if self.layout_of.is_crossed:
                return part_name(study, section + 1)
            case "reading" if study.kind == "lot":
                words = _("Cả bì") if study.tare else _("Lượng thực")
            case "net":
                words = _("Lượng thực")
            case "deviation":
                words = _("Lệch quy chiếu")
            case "mean":
                return self.mean_title()
            case "doubt":
                return _("Cần xem")
            case _:
                words = _("Số đọc")
        return f"{words}, {study.unit}" if study.unit else words

    def mean_title(self) -> str:
        return _("Lệch TB") if self.sheet.study.kind == "linearity" else _("Trung bình")

    def _line_title(self, row: int) -> str:
        layout, study = self.layout_of, self.sheet.study
        if row >= layout.lines:
            return self.mean_title()
        cell = layout.cell_of_line(row)
        if layout.is_crossed:
            return f"{operator_name(study, cell.operator)} {cell.trial}"
        return part_name(study, cell.part) if study.kind == "lot" else str(cell.trial)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell_at(index)
        if role == LAST_OF_PERSON:
            return not self.layout_of.is_crossed or (index.row() + 1) % self.sheet.study.trials == 0
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if self._columns[index.column()] == DOUBT else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return self._worked_out(index, role) if cell is None else self._typed(cell, role)

    def _typed(self, cell: Cell, role: int) -> object:
        reading, draft = self.sheet.readings.get(cell), self._drafts.get(cell)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return draft.typed if draft else shown_reading(reading.value) if reading else ""
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.sentence(cell) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                shown = draft.typed if draft else shown_reading(reading.value) if reading else _("chưa đo")
                return f"{cell_words(self.sheet.study, cell)}: {shown}"
            case Qt.ItemDataRole.ForegroundRole:
                return theme.color("bad") if draft else None
        if role == CELL:
            return cell
        if role == STATE:
            return self.state(cell)
        return bool(self.quiet_doubt(cell)) if role == QUIET else None

    def _worked_out(self, index: Index, role: int) -> object:
        if role == WORKED_OUT:
            return True
        if role == Qt.ItemDataRole.FontRole and self.layout_of.is_crossed:
            return theme.font("strong")
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return self._mean_at(index) if self.layout_of.is_crossed else self._beside(index)

    def _mean_at(self, index: Index) -> str:
        """Of a person in the middle of the lines, of a part in the last line."""
        trials = self.sheet.study.trials
        if index.row() == self.layout_of.lines:
            found = None if self._columns[index.column()] == MEAN else self.of_parts.get(index.column() + 1)
        elif index.row() % trials == (trials - 1) // 2:
            found = self.of_people.get(index.row() // trials + 1)
        else:
            return ""
        return show_mean(found.mean, found.decimals) if found and found.mean is not None else ""

    def _beside(self, index: Index) -> str:
        cell = self.layout_of.cell_of_line(index.row())
        reading, study, what = self.sheet.readings.get(cell), self.sheet.study, self._columns[index.column()]
        if what == DOUBT:
            return self.sentence(cell)
        value = net_value(study, reading) if reading else None
        if value is None:
            return ""
        if what == DEVIATION and study.reference is not None:
            off = value - study.reference
            return f"+{show_number(off)}" if off > 0 else show_number(off)
        return show_number(value) if what == NET else ""

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        cell = self.cell_at(index)
        if role != Qt.ItemDataRole.EditRole or self._write is None or cell is None:
            return False
        typed = str(value)
        if cell not in self._drafts and typed == self.data(index, Qt.ItemDataRole.EditRole):
            return True
        self._drafts.pop(cell, None)
        try:
            self._write(cell, typed)
        except UserError as refusal:
            self._drafts[cell] = Draft(typed, str(refusal))
            self._tell(cell)
            self.refused.emit(str(refusal))
            return False
        self._tell(cell)
        self.settled.emit()
        return True


__all__ = ["CELL", "LAST_OF_PERSON", "QUIET", "READING", "STATE", "WORKED_OUT", "SheetModel"]
