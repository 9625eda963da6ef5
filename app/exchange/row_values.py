"""Reads the cells of one row into the fields of an instrument and its last calibration."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from app.exchange.dates import ReadDate, read_date_cell, read_period, two_dates
from app.exchange.grid import Cell, Sheet, column_number
from app.exchange.mapping import SEPARATORS
from app.exchange.numbers import is_doubtful, read_number
from app.exchange.preview import Column, ListRow
from app.exchange.ranges import ReadRange, read_range, read_resolution
from app.exchange.row_kinds import Kinds
from app.exchange.tables import Merged, is_empty
from app.formats import fold, tidy

AS_IS = ("code", "serial", "model", "certificate_number", "name", "maker")
IDENTITY = ("serial", "code", "certificate_number", "model", "maker")
JOINED = ("range_text", "resolution", "mpe_text", "accuracy_class", "note", "location", "maker")
_NOTHING = re.compile(
    r"(?:khong(?: (?:co|ro|so|s n|doc duoc|thay|xac dinh)(?: so)?)?|ko co|k co|k ro|ko ro|chua co|chua ro"
    r"|n a|na|none|null|mat|mo|mat so|)"
)
_DITTO = re.compile(r"(?:[\"”“″]{1,2}|''|-?\s*nt\s*-?|nhu tren|-\s*[\"”]\s*-|//|do)")
_CLASS_WORDS = re.compile(r"^(?:cấp\s*(?:độ\s*)?(?:chính\s*xác)?|ccx|cl\.?|class|hạng)\s*[:.]?\s*(?=\S)", re.I)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of a table are to be read."""

    mark: str
    epoch_1904: bool
    separators: Mapping[str, str]
    firsts: Mapping[str, frozenset[str]]
    seconds: Mapping[str, frozenset[str]]
    bare_period_unit: str = "thang"
    swapped: frozenset[str] = frozenset()
    month_first: frozenset[str] = frozenset()
    day_numbers: bool = True
    split: bool = True
    part: str = ""


class RowReader:
    """Reads the instrument rows of one table."""

    def __init__(
        self, sheet: Sheet, merged: Merged, columns: tuple[Column, ...], kinds: Kinds, reading: Reading
    ) -> None:
        self._sheet, self._merged, self._kinds, self._reading = sheet, merged, kinds, reading
        self._columns = [(column_number(column.letter), column) for column in columns]
        self._children: dict[int, list[int]] = {}
        for child, parent in kinds.continued.items():
            self._children.setdefault(parent, []).append(child)
        self._rows = set(kinds.instruments) | set(kinds.continued)
        self._above: dict[int, Cell] = {}

    def cell(self, row: int, number: int) -> Cell | None:
        """The cell, or the one it is merged with from above; a ditto mark repeats the row before."""
        own = self._sheet.cells.get(row, {}).get(number)
        if own is None:
            area = self._merged.area(row, number)
            if area and area.top < row and area.left == number and area.top in self._rows:
                own = self._sheet.cells.get(area.top, {}).get(number)
                if own is not None and _is_ditto(own):
                    own = self._above.get(number)
        return own

    def read(self, row: int) -> ListRow:
        texts: dict[str, list[str]] = {}
        doubts: set[str] = set()
        dates: dict[str, ReadDate] = {}
        period: int | None = None
        bounds: dict[str, tuple[Decimal | None, str]] = {}
        units = {name: column.unit for _n, column in self._columns for name in column.fields if column.unit}
        quantity = 1
        for number, column in self._columns:
            cell = self.cell(row, number)
            if cell is not None and number in self._above and _is_ditto(cell):
                cell = self._above[number]
                doubts.add("ditto")
            if cell is not None:
                self._above[number] = cell
            if cell is None or is_empty(cell):
                continue
            if cell.pending or cell.error:
                if column.fields:
                    doubts.add(f"pending:{column.letter}")
                continue
            if column.why and not column.fields:
                quantity = max(quantity, _quantity(column, cell))
                continue
            for name, part in self._parts(column, cell):
                if name in ("last_calibration_date", "due_date"):
                    read = self._date(part, column)
                    dates[name] = _better(dates.get(name), read)
                elif name == "period_months":
                    unit = "nam" if fold(column.unit).startswith(("nam", "year")) else self._reading.bare_period_unit
                    months = read_period(part.text, unit)
                    period = period or months
                    if months is None:
                        doubts.add("period:" + tidy(part.text))
                elif name in ("range_low", "range_high"):
                    value = part.number if part.number is not None else _number(part.text, self._reading.mark)
                    bounds[name] = (value, self._shown(part, name))
                else:
                    text = self._shown(part, name)
                    if text and text not in texts.setdefault(name, []):
                        texts[name].append(text)
        for child in self._children.get(row, ()):
            self._add_child(child, texts)
        return self._row(row, texts, doubts, dates, period, bounds, units, quantity)

    def _add_child(self, child: int, texts: dict[str, list[str]]) -> None:
        for number, column in self._columns:
            cell = self._sheet.cells[child].get(number)
            if cell is None or is_empty(cell) or not column.fields or column.fields[0] not in JOINED:
                continue
            text = self._shown(cell, column.fields[0])
            if text and text not in texts.setdefault(column.fields[0], []):
                texts[column.fields[0]].append(text)

    def _parts(self, column: Column, cell: Cell) -> list[tuple[str, Cell]]:
        if len(column.fields) < 2:
            return [(name, cell) for name in column.fields]
        first, second = column.fields[:2]
        mark = self._reading.separators.get(column.letter, "")
        if {first, second} == {"last_calibration_date", "due_date"}:
            if days := two_dates(cell.text):
                return [(first, Cell(days[0])), (second, Cell(days[1]))]
            if mark.strip() in ("/", "-", "") and mark != "\n":
                return [(first, cell)]
        if mark and mark in cell.text:
            left, right = cell.text.split(mark, 1)
            return [(first, Cell(left)), (second, Cell(right))]
        whole = fold(tidy(cell.text))
        if whole in self._reading.firsts.get(column.letter, ()):
            return [(first, cell)]
        if whole in self._reading.seconds.get(column.letter, ()) or (
            re.search(r"\d", whole) and first in ("maker", "name")
        ):
            return [(second, cell)]
        return [(first, cell)]

    def _date(self, cell: Cell, column: Column) -> ReadDate:
        if column.letter in self._reading.month_first and cell.day is None and cell.number is None:
            cell = replace(cell, text=_day_before_month(cell.text))
        read = read_date_cell(cell, self._reading.epoch_1904)
        if read.from_number and not self._reading.day_numbers:
            return ReadDate(text=read.text)
        if column.letter in self._reading.swapped and read.stored and read.day and read.day.day <= 12:
            return replace(read, day=read.day.replace(month=read.day.day, day=read.day.month))
        return read

    def _shown(self, cell: Cell, name: str) -> str:
        text = tidy(cell.text)
        if cell.number is not None and cell.day is None and name not in AS_IS and self._reading.mark == ",":
            text = text.replace(".", ",")
        if name in IDENTITY and len(text) <= 20 and _NOTHING.fullmatch(_words(text)):
            return ""
        if name == "accuracy_class":
            return tidy(_CLASS_WORDS.sub("", text))
        return text

    def _row(
        self,
        row: int,
        texts: dict[str, list[str]],
        doubts: set[str],
        dates: dict[str, ReadDate],
        period: int | None,
        bounds: dict[str, tuple[Decimal | None, str]],
        units: dict[str, str],
        quantity: int,
    ) -> ListRow:
        joined = {name: (", " if name == "location" else "; ").join(found) for name, found in texts.items()}
        unit_column = joined.get("unit", "")
        read = read_range(joined.get("range_text", ""), self._reading.mark)
        if read.doubt:
            doubts.add(read.doubt)
        read = _with_bounds(read, bounds)
        header_unit = units.get("range_text") or units.get("range_high") or units.get("range_low") or ""
        if read.unit:
            joined["unit"] = read.unit
        elif printed_unit := _unit_of_bounds(bounds, self._reading.mark):
            joined["unit"] = printed_unit
        elif unit_column:
            joined["unit"] = unit_column
        elif header_unit and (joined.get("range_text") or bounds) and read.doubt != "two_quantities":
            joined["unit"] = header_unit
        if bounds and not joined.get("range_text"):
            joined["range_text"] = _range_text(bounds, joined.get("unit", ""))
        resolution = read_resolution(joined.get("resolution", ""), self._reading.mark)
        resolution_unit = resolution.unit or units.get("resolution", "") or unit_column
        if resolution.number is not None and not resolution.unit and units.get("resolution"):
            joined["resolution"] = f"{joined['resolution']} {units['resolution']}"
        if any(is_doubtful(joined.get(name, ""), self._reading.mark) for name in ("range_text", "resolution")):
            doubts.add("thousands")
        return ListRow(
            sheet=self._sheet.name,
            row=row,
            part=self._reading.part,
            texts={name: text for name, text in joined.items() if text},
            range_low=read.low,
            range_high=read.high,
            resolution_number=resolution.number,
            resolution_unit=resolution_unit if resolution.number is not None else "",
            period_months=period,
            last=dates.get("last_calibration_date", ReadDate()),
            due=dates.get("due_date", ReadDate()),
            quantity=quantity,
            hidden=row in self._sheet.hidden_rows,
            doubts=frozenset(doubts),
        )


def _is_ditto(cell: Cell) -> bool:
    return len(cell.text) <= 12 and _says_ditto(cell.text)


@lru_cache(5_000)
def _says_ditto(text: str) -> bool:
    return _DITTO.fullmatch(fold(tidy(text))) is not None


def _day_before_month(text: str) -> str:
    return re.sub(r"(?<!\d)(\d{1,2})(\s*[/.\-]\s*)(\d{1,2})(?=\s*[/.\-]\s*\d{2,4})", r"\3\2\1", text)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _number(text: str, mark: str) -> Decimal | None:
    match = re.match(r"[+\-−]?\s?[\d.,]*\d", tidy(text))
    return read_number(match[0], mark) if match else None


def _quantity(column: Column, cell: Cell) -> int:
    text = tidy(cell.text)
    is_count = re.match(r"(?:s ?l|so luong|qty|quantity|s luong)\b", " ".join(re.findall(r"\w+", fold(column.header))))
    return int(text) if is_count and re.fullmatch(r"\d{1,4}", text) else 1


def _better(known: ReadDate | None, read: ReadDate) -> ReadDate:
    """Of two columns for the same date: the later day; a whole day before a part of one."""
    if known is None or not known.is_known:
        return known if known and known.impossible and not read.is_known else read
    if not read.is_known:
        return replace(known, impossible=True) if read.impossible else known
    return max(
        (known, read), key=lambda each: (each.day is not None, each.day.isoformat() if each.day else each.partial)
    )


def _with_bounds(read: ReadRange, bounds: Mapping[str, tuple[Decimal | None, str]]) -> ReadRange:
    if not bounds:
        return read
    low, high = bounds.get("range_low", (None, ""))[0], bounds.get("range_high", (None, ""))[0]
    return replace(read, low=low if low is not None else read.low, high=high if high is not None else read.high)


def _unit_of_bounds(bounds: Mapping[str, tuple[Decimal | None, str]], mark: str) -> str:
    """The unit printed beside the figures of bounds in columns of their own, where all print the same: 60kg."""
    units = {unit for _value, text in bounds.values() if (unit := read_range(text, mark).unit)}
    return units.pop() if len(units) == 1 else ""


def _range_text(bounds: Mapping[str, tuple[Decimal | None, str]], unit: str) -> str:
    low, high = bounds.get("range_low", (None, ""))[1], bounds.get("range_high", (None, ""))[1]
    figures = f"{low} ÷ {high}" if low and high else (low and f"≥ {low}") or high
    return f"{figures} {unit}".strip() if unit and not re.search(r"[^\W\d_]", figures) else figures


def separator_of(texts: list[str]) -> str:
    """The mark by which most cells of a combined column fall into two."""
    counts = {mark: sum(mark in text.strip() for text in texts) for mark in SEPARATORS}
    best = max(SEPARATORS, key=lambda mark: (counts[mark], -SEPARATORS.index(mark)))
    return next((mark for mark in SEPARATORS[:-1] if counts[mark] >= 0.5 * len(texts)), best if counts[best] else "")
