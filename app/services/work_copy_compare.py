"""The three-way comparison of a work copy, cell by cell: as exported, as the dossier says now, as the file says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from app.domain.errors import UserError
from app.domain.work_copies import Column, Outcome, Row, Spec, Table, compare, is_same, show_cell
from app.domain.work_copy_preview import CellChange, GoneRow, NewRow, Told
from app.exchange.grid import Cell
from app.exchange.work_copies import BaseRow, FileRow, ReadTable
from app.exchange.work_copy_cells import read_cell
from app.services.work_copy_rows import Placed, place_rows
from app.services.work_copy_sources import Source
from app.wording import _, language, speaking

Tell = Callable[[float], None]
Theirs = Mapping[tuple[int, str], str | UserError]
"""Row number and column -> the value in the file, or why it cannot be read."""


class Comparison:
    """One table of the file against the source it came from. language: of the copy, in which its cells are read."""

    def __init__(self, read: ReadTable, source: Source, language: str, stale: frozenset[str] = frozenset()) -> None:
        self.read, self.source, self.language, self.stale = read, source, language, stale
        with speaking(language):
            self.now: Table = source.table()
        self.rows: Mapping[str, Row] = {row.id: row for row in self.now.rows}
        self.columns = {column.key: column for column in self.now.columns}
        self.bases = {base.id: base for base in read.base.values()}
        self.cells: list[CellChange] = []
        self.new: list[NewRow] = []
        self.gone: list[GoneRow] = []
        self.told: list[Told] = []

    def run(self, tell: Tell) -> None:
        with speaking(self.language):
            theirs = self._read_all(tell)
        placed = place_rows(self.read, self._alike, self._about, self.now.may_grow)
        self.told += placed.told
        self._tell_columns()
        for record_id, row in placed.rows.items():
            self._compare_row(record_id, row, theirs)
        self._look_ahead()
        for row in placed.new:
            self._new_row(row, theirs)
        self._gone_rows(placed)

    def _read_all(self, tell: Tell) -> dict[tuple[int, str], str | UserError]:
        """Row number and column -> the value, or why it cannot be read."""
        found: dict[tuple[int, str], str | UserError] = {}
        for number, row in enumerate(self.read.rows):
            if number % 100 == 0:
                tell(number / len(self.read.rows))
            base = self.read.base.get(row.key)
            for name, cell in row.cells.items():
                found[row.number, name] = self._read_one(base, name, cell)
        return found

    def _read_one(self, base: BaseRow | None, name: str, cell: Cell | None) -> str | UserError:
        column = self.columns.get(name)
        if column is None:
            return ""
        row = self.rows.get(base.id) if base else None
        spec = row.spec(column) if row else column.spec
        try:
            value = read_cell(spec, cell, base.values.get(name, "") if base else "")
            return self.source.canonical(base.id, name, value) if base and value else value
        except UserError as refusal:
            return refusal

    def _value(self, theirs: Theirs, base: BaseRow, row: FileRow, name: str) -> str:
        """The value of a cell; where it cannot be read the sentence is made in the language in use."""
        found = theirs.get((row.number, name), "")
        if row.key != base.key or name not in row.cells:  # a mended key: what was read did not know its base
            with self._in_its_language():
                found = self._read_one(base, name, row.cells.get(name))
        if isinstance(found, UserError):
            again = self._read_one(base, name, row.cells.get(name))
            raise again if isinstance(again, UserError) else found
        return found

    def _compare_row(self, record_id: str, file_row: FileRow, theirs: Theirs) -> None:
        base, row = self.bases[record_id], self.rows.get(record_id)
        changes = []
        for name in self.read.places:
            column = self.columns.get(name)
            if column is not None:
                changes.append(self._compare_cell(base, row, file_row, column, theirs))
        found = [each for each in changes if each is not None]
        wanted = {each.column: each.value for each in found if each.outcome in (Outcome.TAKE, Outcome.CONFLICT)}
        if wanted and row is not None:
            found = self._settled(record_id, wanted, found)
        self.cells += found

    def _compare_cell(
        self,
        base: BaseRow,
        row: Row | None,
        file_row: FileRow,
        column: Column,
        theirs: Theirs,
    ) -> CellChange | None:
        spec = row.spec(column) if row else column.spec
        was = base.values.get(column.key, "")
        mine = row.values.get(column.key, "") if row else ""
        why = ""
        try:
            if column.key in file_row.merged and was:
                raise UserError(_("Ô bị gộp với ô khác; hãy bỏ gộp rồi ghi lại giá trị."))
            value = self._value(theirs, base, file_row, column.key)
            outcome = compare(spec, was, mine, value)
        except UserError as refusal:
            cell = file_row.cells.get(column.key)
            found = (cell.text or (_("công thức") if cell.formula else "")) if cell else ""
            value, outcome, why = found, Outcome.REFUSED, str(refusal)
        is_locked = not column.editable
        if outcome is Outcome.SAME or (is_locked and outcome is Outcome.MINE):
            return None
        if outcome is not Outcome.MINE and not why:
            if row is None:
                outcome, why = Outcome.REFUSED, _("Dòng này đã bị xóa khỏi hồ sơ sau khi xuất.")
            elif base.id in self.stale:
                outcome, why = Outcome.REFUSED, _("Câu hỏi này đã đổi trong bản phiếu hiện nay.")
        if is_locked:
            outcome, why = Outcome.REFUSED, _("Cột này chỉ để đọc; chỗ sửa ở đây không được nhận.")
        if row is None and outcome is Outcome.MINE:
            return None
        shown = value if outcome is Outcome.REFUSED else show_cell(spec, value)
        return CellChange(
            table=self.read.key,
            sheet=self.read.sheet,
            row=file_row.number,
            letter=self.read.places[column.key],
            record=base.id,
            about=row.about if row else base.values.get("name", "") or base.values.get("question", base.key),
            column=column.key,
            title=column.title,
            base=show_cell(spec, was),
            mine=show_cell(spec, mine),
            theirs=shown,
            value=value,
            outcome=outcome,
            why=why,
        )

    def _settled(self, record_id: str, wanted: Mapping[str, str], found: list[CellChange]) -> list[CellChange]:
        """What the record itself says to these values."""
        settled = self.source.settle(record_id, wanted)
        done = []
        for each in found:
            if each.column in settled.refused and each.column in wanted:
                each = replace(each, outcome=Outcome.REFUSED, why=settled.refused[each.column])
            elif each.column in wanted and settled.notes:
                each = replace(each, notes=tuple(settled.notes))
            done.append(each)
        return done

    def _look_ahead(self) -> None:
        wanted: dict[str, dict[str, str]] = {}
        for each in self.cells:
            if each.outcome in (Outcome.TAKE, Outcome.CONFLICT):
                wanted.setdefault(each.record, {})[each.column] = each.value
        said = self.source.outlook(wanted) if wanted else {}
        if said:
            self.cells = [
                replace(each, notes=(*each.notes, *said[each.record]))
                if each.record in said and each.column == "answer" and each.record in wanted
                else each
                for each in self.cells
            ]

    def _new_row(self, row: FileRow, theirs: Theirs) -> None:
        values: dict[str, str] = {}
        wrong: dict[str, str] = {}
        for name, cell in row.cells.items():
            column = self.columns.get(name)
            if column is None or not (column.editable or column.new_only):
                continue
            found = theirs[row.number, name]
            if isinstance(found, UserError):
                again = self._read_one(None, name, cell)
                wrong[name] = str(again if isinstance(again, UserError) else found)
            elif found:
                values[name] = found
        if not values and not wrong:
            return
        settled = self.source.settle("", values) if not wrong else None
        if settled is not None:
            wrong |= settled.refused
        for name, why in wrong.items():
            words = _("Dòng mới chưa được thêm, cột {title}: {why}", title=self._title(name), why=why)
            self.told.append(
                Told(sheet=self.read.sheet, row=row.number, words=words, letter=self.read.places.get(name, "A"))
            )
        if wrong:
            return
        texts = {self._title(name): show_cell(self._spec(name), value) for name, value in values.items()}
        self.new.append(
            NewRow(
                table=self.read.key,
                sheet=self.read.sheet,
                row=row.number,
                about=_called(values) or next(iter(texts.values())),
                values=values,
                texts=texts,
                is_there=settled is not None and settled.is_there,
            )
        )

    def _gone_rows(self, placed: Placed) -> None:
        still = [each for each in placed.gone if each in self.rows]
        if self.now.may_shrink:
            self.gone += [
                GoneRow(table=self.read.key, sheet=self.read.sheet, record=each, about=self.rows[each].about or each)
                for each in still
            ]
        elif still:
            words = _("{count} câu không còn dòng trong tệp; câu trả lời trong hồ sơ được giữ.", count=len(still))
            self.told.append(Told(sheet=self.read.sheet, row=0, words=words, is_wrong=False))

    def _tell_columns(self) -> None:
        gone = [title for name, title in self.read.titles.items() if name not in self.read.places]
        if gone:
            words = _("Cột không còn trong tệp: {columns}. Giá trị trong hồ sơ được giữ.", columns=", ".join(gone))
            self.told.append(Told(sheet=self.read.sheet, row=0, words=words, is_wrong=False))
        if self.read.strangers:
            words = _("Cột thêm không được nhận: {columns}.", columns=", ".join(self.read.strangers))
            self.told.append(Told(sheet=self.read.sheet, row=0, words=words, is_wrong=False))

    def _alike(self, base: BaseRow, row: FileRow) -> tuple[int, int]:
        filled = {name: value for name, value in base.values.items() if value and name in self.read.places}
        same = 0
        for name, value in filled.items():
            column = self.columns.get(name)
            if column is None:
                continue
            spec = self._spec_of(base, column)
            with self._in_its_language():
                found = self._read_one(base, name, row.cells.get(name))
            same += isinstance(found, str) and is_same(spec, found, value)
        return same, len(filled)

    def _in_its_language(self) -> AbstractContextManager[None]:
        return nullcontext() if language() == self.language else speaking(self.language)

    def _spec_of(self, base: BaseRow, column: Column) -> Spec:
        row = self.rows.get(base.id)
        return row.spec(column) if row else column.spec

    def _spec(self, name: str) -> Spec:
        return self.columns[name].spec

    def _title(self, name: str) -> str:
        return self.columns[name].title if name in self.columns else name

    def _about(self, record_id: str) -> str:
        row = self.rows.get(record_id)
        return row.about if row else ""


def _called(values: Mapping[str, str]) -> str:
    return " ".join(filter(None, (values.get("code", ""), values.get("name", ""))))
