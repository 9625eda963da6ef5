"""The means of a solution or a task, line by line, typed and pasted as in a spreadsheet; the sums stand below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.domain.funding import FUNDING_FIELDS, cost_of_items
from app.domain.register_fields import TypedField
from app.domain.solutions import FundingItem
from app.services import funding as deeds
from app.services.registers import CellText, Written
from app.storage.unit import Unit
from app.ui import theme
from app.ui.pages.cost_words import cost_words
from app.ui.parts import InlineMessage, button, column, row, text
from app.ui.tables.column import LEFT, RIGHT, Column
from app.ui.tables.deeds import GridDeeds
from app.ui.tables.grid import Grid
from app.ui.tables.model import TableModel
from app.ui.tables.shares import ColumnShares
from app.ui.tables.sheet import Done
from app.ui.workspace import Workspace
from app.wording import _

NUMBERS = ("quantity", "unit_price", "amount")
MOST_ROWS, HEAD, ROW = 9, 32, 34


class FundingTable(QWidget):
    """show_items(kind, id, items): the lines of that record. keys_changed: another cell is current."""

    keys_changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._still = False
        self.sheet = _FundingSheet(workspace, self._say)
        self.model: TableModel[FundingItem] = TableModel(
            [_column(each) for each in FUNDING_FIELDS],
            key=lambda item: item.id,
            write=lambda item, name, typed: self.deeds.write(item.id, name, typed),
            add=lambda name, typed: self.deeds.begin(name, typed),
            sorts=False,
        )
        self.grid = _FundingGrid(self.model)
        self.deeds = GridDeeds(self.grid, self.sheet, _("Sửa nguồn lực"), _("Thêm nguồn lực"))
        self.message = InlineMessage("warn", "", closable=True)
        self.deeds.told.connect(self.message.say)
        self.deeds.failed.connect(self._say)
        self.grid.opened.connect(lambda: self.grid.edit(self.grid.currentIndex()))
        self.grid.widened.connect(self._be_high)
        unit = text(_("Đơn giá, thành tiền tính bằng triệu đồng."), "small")
        self._sum = text("", "strong", wrap=True)
        self._unknown = text("", "small", tone="warn", wrap=True)
        self._drop = button(_("Bỏ dòng đã chọn"), self.drop_lines, kind="ghost", icon_name="trash")
        foot = row(gap=8, margins=(2, 0, 0, 0))
        foot.addWidget(self._sum, 1)
        foot.addWidget(self._drop)
        self.setLayout(column(unit, self.grid, self.message, foot, self._unknown, gap=6))
        self.setFocusProxy(self.grid)

    def show_items(self, of_kind: str, of_id: str, items: Sequence[FundingItem], *, still: bool) -> None:
        """The lines of a record; still: they may only be read."""
        self.sheet.aim(of_kind, of_id, still=still)
        self._still = still
        self.model.set_still(still)
        self.model.show_records(items)
        self._sum.setText(
            cost_words(cost_of_items(items)) or _("Chưa có khoản nào: gõ vào dòng trống, hoặc dán từ Excel.")
        )
        unknown = [each.title or _("dòng {number}", number=each.place) for each in items if each.amount is None]
        self._unknown.setText(_("Chưa ước tính: {names}", names=", ".join(unknown)) if unknown else "")
        self._unknown.setVisible(bool(unknown))
        self._drop.setVisible(bool(items) and not still)
        self.grid.shares.measure()
        self._be_high()

    def drop_lines(self) -> None:
        """Take the chosen lines out."""
        keys = self.deeds.chosen_keys()
        if keys and not self._still:
            self.sheet.drop(keys)

    def _say(self, sentence: str) -> None:
        self.message.say("warn", sentence)

    def _be_high(self) -> None:
        """As high as its lines up to a limit, and its scroll bar where it needs one."""
        rows = min(MOST_ROWS, max(3, self.model.rowCount()))
        bar = self.grid.horizontalScrollBar().sizeHint().height() if self.grid.shares.needs_scrolling() else 0
        self.grid.setFixedHeight(theme.px(HEAD) + theme.px(ROW) * rows + 2 + bar)


def _column(field: TypedField) -> Column[FundingItem]:
    def shown(item: FundingItem) -> str:
        if field.name == "amount" and item.amount is None:
            return _("chưa ước tính") if item.title else ""
        return field.show(item)

    return Column(
        title=_(field.title),
        show=shown,
        typed=field.show,
        field=field.name,
        width=0 if field.name == "title" else 100,
        align=RIGHT if field.name in NUMBERS else LEFT,
        tone=(lambda item: "warn" if item.amount is None else "text") if field.name == "amount" else None,
        choices=tuple((key, _(word)) for key, word in field.choices.items()) if field.choices else (),
    )


class _FundingGrid(Grid):
    """widened: it has another width."""

    widened = Signal()

    def __init__(self, model: TableModel[FundingItem]) -> None:
        super().__init__(model, _("Nguồn lực theo khoản"))
        self.setSortingEnabled(False)
        self.shares = ColumnShares(self, least=56, air=22)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.shares.share()
        if event.size().width() != event.oldSize().width():
            self.widened.emit()


class _FundingSheet(QObject):
    """Where the grid writes to: the funding of one record; each block is one deed."""

    def __init__(self, workspace: Workspace, failed: Callable[[str], object]) -> None:
        super().__init__()
        self._workspace, self._failed = workspace, failed
        self._of = ("", "")
        self.still = False
        self.fields: Mapping[str, TypedField] = deeds.FUNDING.fields
        self.pin: Callable[[Sequence[str]], object] = lambda _keys: None

    def aim(self, of_kind: str, of_id: str, *, still: bool) -> None:
        self._of, self.still = (of_kind, of_id), still

    def write(self, deed: str, cells: Sequence[CellText], done: Done, toast: str = "") -> None:
        self._run(deed, lambda unit: deeds.write_items(unit, cells), done, toast)

    def add(self, deed: str, lines: Sequence[Mapping[str, str]], done: Done) -> None:
        def work(unit: Unit) -> Written:
            written = deeds.add_items(unit, *self._of, lines)
            self.pin(written.keys)
            return written

        self._run(deed, work, done)

    def drop(self, keys: Sequence[str]) -> None:
        words = _("Đã bỏ {n} khoản.", n=len(keys))
        try:
            self._workspace.run(_("Bỏ khoản nguồn lực"), lambda unit: deeds.retire_items(unit, keys), toast=words)
        except UserError as refusal:
            self._failed(str(refusal))

    def _run(self, deed: str, work: Callable[[Unit], Written], done: Done, toast: str = "") -> None:
        if self.still:
            self._failed(_("Bước 5 đang khóa, nguồn lực chỉ đọc được."))
            return
        try:
            written = self._workspace.run(deed, work, toast=toast)
        except UserError as refusal:
            self._failed(str(refusal))
        else:
            done(written)
