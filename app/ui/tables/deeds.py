"""What the keys of a grid do: typing, pasting, filling on, clearing and editing many, each of them one deed.

A cell that cannot be read is refused alone: its text stays in it, marked, with the reason; the others are written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.domain.errors import UserError
from app.formats import show_number
from app.services.register_blocks import (
    NewLines,
    Target,
    as_block,
    cells_of,
    lay_over,
    with_header,
    without_header,
)
from app.services.registers import CellText, Written
from app.ui.tables.grid import Grid
from app.ui.tables.model import Draft
from app.ui.tables.sheet import Sheet
from app.wording import _


class GridDeeds(QObject):
    """told(kind, sentence): what became of a block, "" when all is well. failed(sentence): nothing was written.

    many_wanted: several lines are to be edited at once. added(key): the first of several new lines.
    """

    told = Signal(str, str)
    failed = Signal(str)
    many_wanted = Signal()
    added = Signal(str)

    def __init__(self, grid: Grid, sheet: Sheet, edit: str, add: str) -> None:
        """edit, add: the names of the deeds on one line ("Sửa quá trình đo")."""
        super().__init__(grid)
        self._grid, self._sheet = grid, sheet
        self._edit, self._add = edit, add
        sheet.pin = grid.table.pin
        grid.asked.connect(self.do)

    # ---- single cells, for the model

    def write(self, key: str, field: str, typed: str) -> None:
        """One cell; ValueError with the sentence when it is refused."""
        outcome: list[Written] = []
        self._sheet.write(self._edit, [CellText(key, field, typed)], outcome.append)
        if outcome and outcome[0].refused:
            raise ValueError(outcome[0].refused[0].trouble)
        self.failed.emit("")

    def begin(self, field: str, typed: str) -> None:
        """A new line from what was typed into the empty one."""
        self._sheet.add(self._add, [{field: typed}], self._settle)

    # ---- keys

    def do(self, deed: str) -> None:
        """One of the deeds of app.ui.tables.keys."""
        if deed in ("copy", "copy_titled"):
            self.copy(with_titles=deed == "copy_titled")
        elif self._sheet.still:
            return
        elif deed == "cut":
            self.copy()
            self.clear(_("Cắt ô"))
        elif deed == "paste":
            self.paste(QGuiApplication.clipboard().text())
        elif deed == "paste_new":
            self.paste_new(QGuiApplication.clipboard().text())
        elif deed in ("fill_down", "fill_right"):
            self.fill(down=deed == "fill_down")
        elif deed == "clear":
            self.clear()
        elif deed == "many":
            self.many_wanted.emit()

    def copy(self, *, with_titles: bool = False) -> str:
        block = as_block(self._grid.lines(with_titles=with_titles))
        QGuiApplication.clipboard().setText(block)
        return block

    def paste(self, text: str) -> None:
        """Over the chosen cells; as new lines on the empty line, or where the block brings its column titles."""
        block = cells_of(text)
        chosen = self._grid.chosen()
        if not text or not block or not chosen.rows or not chosen.columns:
            return
        table = self._grid.table
        if with_header(block, self._sheet.fields) is not None or table.is_empty_line(chosen.rows[0]):
            self.paste_new(text)
            return
        rows = [row for row in chosen.rows if row < table.count()]
        keys = [table.key_of(each) for each in table.records()[rows[0] :]]
        fields = self._grid.fields_from(chosen.columns[0])
        single = len(block) == 1 and len(block[0]) == 1
        whole = self._is_whole(rows, chosen.columns)
        target = Target(keys, fields, len(rows) if whole else 1, len(chosen.columns) if whole else 1)
        try:
            cells = self._single(block) if single else lay_over(block, target)
        except UserError as refusal:
            self.failed.emit(str(refusal))
            return
        self._carry_out(_("Dán khối ô"), cells)

    def _is_whole(self, rows: Sequence[int], columns: Sequence[int]) -> bool:
        """Whether the choice is one rectangle, so that a smaller block is repeated in it."""
        shown = self._grid.headers.visible()
        at = [shown.index(each) for each in columns]
        return rows[-1] - rows[0] == len(rows) - 1 and at[-1] - at[0] == len(at) - 1

    def _single(self, block: list[list[str]]) -> list[CellText]:
        """One cell over all chosen ones."""
        return [CellText(key, field, block[0][0]) for key, field in self._chosen_cells()]

    def paste_new(self, text: str) -> None:
        """As new lines at the end: matched by the titles in the block, else from the current column on."""
        block = cells_of(text)
        if not text or not block:
            return
        new = with_header(block, self._sheet.fields)
        if new is None:
            column = self._grid.currentIndex().column()
            shown = self._grid.headers.visible()
            fields = self._grid.fields_from(column if column in shown else shown[0])
            try:
                new = without_header(block, fields)
            except UserError as refusal:
                self.failed.emit(str(refusal))
                return
        self._add_lines(new)

    def _add_lines(self, new: NewLines) -> None:
        if not new.lines:
            return

        def done(written: Written) -> None:
            self._settle(written)
            if not written.refused:
                words = _("Đã thêm {count} dòng ở cuối bảng.", count=show_number(len(written.keys)))
                if new.unknown:
                    unknown = ", ".join(f"“{each}”" for each in new.unknown)
                    left_out = _("Bảng này không có cột {titles} nên các cột ấy không được dán.", titles=unknown)
                    self.told.emit("warn", f"{words} {left_out}")
                else:
                    self.told.emit("ok", words)
            if written.keys:
                self.added.emit(written.keys[0])

        self._sheet.add(_("Dán dòng mới"), new.lines, done)

    def fill(self, *, down: bool) -> None:
        """The first chosen line into those below, or the first column into those to the right.

        With one line alone, what stands above it; as a spreadsheet does.
        """
        block, table = self._grid.chosen(), self._grid.table
        rows = [row for row in block.rows if row < table.count()]
        if down and len(rows) == 1 and rows[0] > 0:
            rows = [rows[0] - 1, rows[0]]
        if down and len(rows) < 2:
            self.failed.emit(_("Chọn từ hai dòng trở lên để chép xuống."))
            return
        if not down and len(block.columns) < 2:
            self.failed.emit(_("Chọn từ hai cột trở lên để chép sang phải."))
            return
        cells = []
        for row in rows[1:] if down else rows:
            for place in block.columns if down else block.columns[1:]:
                source = table.index(rows[0], place) if down else table.index(row, block.columns[0])
                field = table.columns[place].field
                if field and table.columns[source.column()].field and self._grid.is_chosen(row, place):
                    typed = table.columns[source.column()].typed_text(table.record(source.row()))
                    cells.append(CellText(table.key_of(table.record(row)), field, typed))
        self._carry_out(_("Chép xuống") if down else _("Chép sang phải"), cells)

    def clear(self, deed: str = "") -> None:
        cells = [CellText(key, field, "") for key, field in self._chosen_cells()]
        self._carry_out(deed or _("Xóa ô"), cells, toast=_("Đã xóa {count} ô.", count=show_number(len(cells))))

    def write_many(self, field: str, typed: str) -> None:
        """One text into this field of every chosen line."""
        keys = self.chosen_keys()
        words = _("Đã sửa {count} dòng.", count=show_number(len(keys)))
        self._carry_out(_("Sửa nhiều dòng"), [CellText(key, field, typed) for key in keys], toast=words)

    def chosen_keys(self) -> list[str]:
        """The records of the chosen lines."""
        table = self._grid.table
        return [table.key_of(table.record(row)) for row in self._grid.chosen().rows if row < table.count()]

    def _chosen_cells(self) -> list[tuple[str, str]]:
        """Key and field of every chosen cell that can be typed in."""
        block, table, one = self._grid.chosen(), self._grid.table, self._grid.is_one_range()
        return [
            (table.key_of(table.record(row)), table.columns[place].field)
            for row in block.rows
            for place in block.columns
            if row < table.count() and table.columns[place].field and (one or self._grid.is_chosen(row, place))
        ]

    # ---- outcome

    def _carry_out(self, deed: str, cells: Sequence[CellText], toast: str = "") -> None:
        if not cells:
            self.failed.emit(_("Các ô đã chọn được tính từ dữ liệu khác, nên không ghi vào đây được."))
            return
        self.failed.emit("")
        written_over = [(each.key, each.field) for each in cells]

        def done(written: Written) -> None:
            self._grid.table.forget_drafts(written_over)
            self._settle(written)

        self._sheet.write(deed, cells, done, toast)

    def _settle(self, written: Written) -> None:
        """Refused texts stay in their cells; how many there are is said once."""
        drafts: Mapping[tuple[str, str], Draft] = {
            (each.cell.key, each.cell.field): Draft(each.cell.typed, each.trouble) for each in written.refused
        }
        self._grid.table.keep_drafts(drafts)
        if not drafts:
            self.told.emit("warn", "")
            return
        self.told.emit(
            "warn",
            _(
                "Đã ghi {written} ô. {refused} ô không đọc được nên chưa ghi, chữ còn trong ô, có dấu đỏ. {first}",
                written=show_number(written.cells),
                refused=show_number(len(drafts)),
                first=written.refused[0].trouble,
            ),
        )
