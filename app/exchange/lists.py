"""An enterprise's own list, any Excel or text file, read into a preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.errors import UserError
from app.exchange.dates import read_period
from app.exchange.encodings import legacy_in, to_unicode
from app.exchange.grid import Book, Cell, Sheet, column_number
from app.exchange.mapping import running_columns, settle_columns
from app.exchange.numbers import decimal_mark
from app.exchange.ods import read_ods
from app.exchange.opening import kind_of
from app.exchange.preview import Around, Ask, Column, Decisions, ListPreview, ListRow, OtherSheet, Table
from app.exchange.problems import find_problems
from app.exchange.questions import ask_about_swapped, questions_of_table, swapped_columns
from app.exchange.row_kinds import Classifier, Kinds
from app.exchange.row_values import Reading, RowReader, separator_of
from app.exchange.tables import Merged, Stretch, find_stretches, is_empty
from app.exchange.text_files import read_csv
from app.exchange.xls import read_xls
from app.exchange.xlsx import read_xlsx
from app.formats import fold, nfc, tidy
from app.wording import _

INDIVIDUAL = {
    "serial", "code", "range_text", "range_low", "range_high", "last_calibration_date", "due_date",
    "certificate_number", "model", "accuracy_class", "resolution", "mpe_text",
}  # fmt: skip
"""What tells of single instruments: a table with a name and none of these is a look-up list."""
MAX_LISTED_BLANKS = 2_000
Progress = Callable[[float], None]


def read_book(path: Path, encoding: str = "") -> Book:
    """The file as sheets of Unicode text, NFC. encoding "" finds it; a given one is obeyed."""
    kind = kind_of(path)
    match kind:
        case "xlsx":
            book = read_xlsx(path)
        case "ods":
            book = read_ods(path)
        case "xls":
            book = read_xls(path)
        case _:
            book = read_csv(path, "" if encoding == "unicode" else encoding)
    return _in_unicode(book, encoding)


def _in_unicode(book: Book, encoding: str) -> Book:
    """Old encodings that hide inside Unicode text are read, and letters are joined with their accents."""
    cells = [cell for sheet in book.sheets for row in sheet.cells.values() for cell in row.values()]
    texts = [cell.text for cell in cells if not cell.text.isascii()]
    decomposed = any(nfc(text) != text for text in texts)
    if encoding in ("tcvn3", "vni") and book.kind != "csv":
        legacy, sure = encoding, True
    elif encoding or book.encoding in ("tcvn3", "vni", "cp1258"):
        legacy, sure = "", True
    else:
        legacy, sure = legacy_in(texts)
    if not legacy and not decomposed:
        return book

    def mended(cell: Cell) -> Cell:
        if cell.text.isascii():
            return cell
        text = to_unicode(cell.text, legacy, cell.font) if legacy else cell.text
        return replace(cell, text=nfc(text))

    sheets = tuple(
        replace(
            sheet,
            name=nfc(to_unicode(sheet.name, legacy) if legacy and not sheet.name.isascii() else sheet.name),
            cells={row: {column: mended(cell) for column, cell in held.items()} for row, held in sheet.cells.items()},
        )
        for sheet in book.sheets
    )
    return replace(
        book,
        sheets=sheets,
        decomposed=decomposed,
        encoding=legacy or book.encoding,
        encoding_sure=book.encoding_sure and sure,
    )


@dataclass(slots=True)
class _Part:
    """One table while it is being read."""

    key: str
    sheet: Sheet
    merged: Merged
    stretch: Stretch
    columns: tuple[Column, ...]
    kinds: Kinds

    @property
    def is_list(self) -> bool:
        held = {name for column in self.columns for name in column.fields}
        identity = "name" in held or {"serial", "code"} & held
        return (
            bool(self.kinds.instruments) and bool(identity) and len(held & INDIVIDUAL) >= (1 if "name" in held else 2)
        )


def preview_book(
    book: Book,
    file: str,
    decisions: Decisions | None = None,
    remembered: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None,
) -> ListPreview:
    """What the book would bring. remembered: header signature -> column letter -> fields, as chosen in earlier lists.

    Raises UserError when no sheet holds a list.
    """
    settled = decisions or Decisions()
    parts = {sheet.name: _parts(sheet, settled, remembered or {}) for sheet in book.sheets}
    lists = {name: [part for part in found if part.is_list] for name, found in parts.items()}
    shown = _included(book, lists, settled)
    if not any(lists.values()):
        raise UserError(
            _(
                "Không thấy dòng tiêu đề của danh mục trong tệp {file}: cần một dòng có tên phương tiện đo "
                "và số máy, phạm vi đo hoặc ngày.",
                file=file,
            )
        )
    chosen = [part for name in shown for part in lists[name]]
    mark = decimal_mark(_figures(chosen)) or ","
    tables, asks = [], list(_sheet_questions(book, lists, shown, settled))
    for part in chosen:
        table, questions = _table(part, book, mark, settled)
        tables.append(table)
        asks += questions
    rows = tuple(row for table in tables for row in table.rows)
    return ListPreview(
        file=file,
        kind=book.kind,
        encoding=book.encoding,
        delimiter=book.delimiter,
        decimal=mark,
        date_system=book.date_system,
        decomposed=book.decomposed,
        tables=tuple(table for table in tables if table.rows),
        around=tuple(
            _around(sheet, parts[sheet.name], lists[sheet.name]) for sheet in book.sheets if sheet.name in shown
        ),
        other_sheets=tuple(
            _other(sheet, parts[sheet.name], lists[sheet.name]) for sheet in book.sheets if sheet.name not in shown
        ),
        report=tuple(find_problems(rows)),
        ask=tuple(replace(each, answer=settled.answers.get(each.key, "")) for each in asks),
        rows=rows,
        decisions=settled,
    )


def _parts(sheet: Sheet, decisions: Decisions, remembered: Mapping[str, Mapping[str, tuple[str, ...]]]) -> list[_Part]:
    merged = Merged(sheet)
    stretches, _before = find_stretches(sheet, merged)
    parts = []
    for index, stretch in enumerate(stretches, start=1):
        key = f"{sheet.name}!{index}"
        own = decisions.mapping.get(key, {})
        known = {} if own else remembered.get(stretch.header.signature, {})
        columns = settle_columns(sheet, stretch.header, stretch.body, own or known, remembered=bool(known))
        held = {column_number(column.letter): column.fields for column in columns}
        classifier = Classifier(sheet, merged, held, running_columns(stretch.header, columns))
        parts.append(_Part(key, sheet, merged, stretch, columns, classifier.classify(stretch.body)))
    return parts


def _included(book: Book, lists: Mapping[str, list[_Part]], decisions: Decisions) -> list[str]:
    """Sheets that are taken in: visible lists unless left out, hidden ones only when asked for or when alone."""
    visible = [sheet for sheet in book.sheets if lists[sheet.name] and sheet.state == "visible"]
    names = []
    for sheet in book.sheets:
        proposed = sheet.state == "visible" or not visible
        if lists[sheet.name] and decisions.sheets.get(sheet.name, proposed):
            names.append(sheet.name)
    return names


def _figures(parts: list[_Part]) -> list[str]:
    wanted = {"range_text", "resolution", "mpe_text", "range_low", "range_high"}
    return [
        cell.text
        for part in parts
        for column in part.columns
        if wanted & set(column.fields)
        for row in part.kinds.instruments
        if (cell := part.sheet.cells[row].get(column_number(column.letter))) and cell.number is None
    ]


def _sheet_questions(book: Book, lists: Mapping[str, list[_Part]], shown: list[str], decisions: Decisions) -> list[Ask]:
    found = []
    visible = [sheet.name for sheet in book.sheets if lists[sheet.name] and sheet.state == "visible"]
    if len(visible) > 1:
        what = _(
            "Có {count} trang ghi phương tiện đo; mỗi trang có cột riêng. Bỏ chọn trang không cần nhập.",
            count=len(visible),
        )
        found.append(Ask(code="several_sheets", sheet="", sheets=tuple(visible), what=what))
    for sheet in book.sheets:
        if sheet.state != "visible" and lists[sheet.name]:
            count = sum(len(part.kinds.instruments) for part in lists[sheet.name])
            what = _(
                "Trang ẩn “{sheet}” cũng ghi {count} phương tiện đo; chỉ nhập khi được chọn.",
                sheet=sheet.name,
                count=count,
            )
            found.append(Ask(code="hidden_sheet", sheet=sheet.name, what=what))
    if not book.encoding_sure:
        what = _("Không chắc chữ trong tệp theo bảng mã nào; hãy xem chữ trong bảng và chọn lại bảng mã nếu cần.")
        found.append(Ask(code="encoding", sheet="", what=what))
    return found


def _table(part: _Part, book: Book, mark: str, decisions: Decisions) -> tuple[Table, list[Ask]]:
    name = part.sheet.name
    separators, firsts, seconds, uncut = _combined(part)
    answers = decisions.answers
    reading = Reading(
        mark=mark,
        epoch_1904=book.date_system == 1904,
        separators=separators,
        firsts=firsts,
        seconds=seconds,
        bare_period_unit=_bare_period_unit(part),
        day_numbers=not any(
            answer == "empty" for key, answer in answers.items() if key.startswith(f"number_as_date|{name}|")
        ),
    )
    reader = RowReader(part.sheet, part.merged, part.columns, part.kinds, reading)
    numbers = list(part.kinds.instruments)
    changed = swapped_columns(part.columns, reader, numbers)
    swapped = {letter for letter in changed if answers.get(f"day_month_swapped|{name}|{letter}") == "swap"}
    reader = RowReader(part.sheet, part.merged, part.columns, part.kinds, replace(reading, swapped=frozenset(swapped)))
    rows = [reader.read(row) for row in numbers]
    asks = questions_of_table(name, part.columns, rows, part.kinds, separators, uncut)
    headers = {column.letter: column.header for column in part.columns}
    asks += [ask_about_swapped(name, letter, headers[letter], found) for letter, found in changed.items()]
    if reading.bare_period_unit == "nam":
        asks.append(_ask_about_period(part))
    rows = _with_sections(part, rows, answers)
    if answers.get(f"hidden_rows|{name}") == "out":
        rows = [row for row in rows if not row.hidden]
    table = Table(
        key=part.key,
        sheet=name,
        header_rows=part.stretch.header.rows,
        columns=part.columns,
        rows=tuple(rows),
        signature=part.stretch.header.signature,
    )
    return table, asks


def _with_sections(part: _Part, rows: list[ListRow], answers: Mapping[str, str]) -> list[ListRow]:
    has_place = any("location" in column.fields for column in part.columns)
    if has_place or answers.get(f"section_as_location|{part.sheet.name}", "yes") != "yes":
        return rows
    return [
        replace(row, texts={**row.texts, "location": section})
        if (section := section_name(part.kinds.instruments[row.row])) and not row.text("location")
        else row
        for row in rows
    ]


def section_name(title: str) -> str:
    """A section title without its number: "I. PHÂN XƯỞNG 1" -> "PHÂN XƯỞNG 1"."""
    head, mark, rest = title.partition(" ")
    bare = head.rstrip(".):/-")
    is_number = bare.isdigit() or (bare.isupper() and (set(bare) <= set("IVX") or (len(bare) == 1 and bare != head)))
    return tidy(rest).lstrip("-–:. ") if mark and bare and is_number and rest.strip() else title


def _combined(
    part: _Part,
) -> tuple[dict[str, str], dict[str, frozenset[str]], dict[str, frozenset[str]], dict[str, tuple[int, ...]]]:
    """For each column of two fields: where it is cut, the parts known so far, and the rows that are not cut."""
    separators: dict[str, str] = {}
    firsts: dict[str, frozenset[str]] = {}
    seconds: dict[str, frozenset[str]] = {}
    uncut: dict[str, tuple[int, ...]] = {}
    for column in part.columns:
        if len(column.fields) != 2:
            continue
        number = column_number(column.letter)
        cells = {
            row: cell.text
            for row in part.kinds.instruments
            if (cell := part.sheet.cells[row].get(number)) and not is_empty(cell)
        }
        mark = separator_of(list(cells.values()))
        cut = [text.split(mark, 1) for text in cells.values() if mark and mark in text]
        separators[column.letter] = mark
        firsts[column.letter] = frozenset(fold(tidy(left)) for left, _right in cut)
        seconds[column.letter] = frozenset(fold(tidy(right)) for _left, right in cut)
        uncut[column.letter] = tuple(row for row, text in cells.items() if not mark or mark not in text)
    return separators, firsts, seconds, uncut


def _bare_period_unit(part: _Part) -> str:
    """Months, unless the column holds nothing but figures from 1 to 5: those are years, and it is asked."""
    for column in part.columns:
        if "period_months" not in column.fields or column.unit:
            continue
        texts = [
            tidy(cell.text)
            for row in part.kinds.instruments
            if (cell := part.sheet.cells[row].get(column_number(column.letter))) and not is_empty(cell)
        ]
        bare = [text for text in texts if text.isdigit()]
        written = {read_period(text) for text in texts if not text.isdigit()}
        if len(bare) >= 2 and all(1 <= int(text) <= 5 for text in bare) and not written & {1, 2, 3, 4, 5}:
            return "nam"
    return "thang"


def _ask_about_period(part: _Part) -> Ask:
    letters = tuple(column.letter for column in part.columns if "period_months" in column.fields)
    return Ask(
        code="period_unit",
        sheet=part.sheet.name,
        columns=letters,
        what=_("Chu kỳ chỉ ghi số nhỏ, không ghi đơn vị; được đọc là số năm."),
    )


def _around(sheet: Sheet, parts: list[_Part], lists: list[_Part]) -> Around:
    skipped: dict[str, set[int]] = {}
    used = {row for part in parts for row in part.stretch.header.rows}
    first_header = min(used, default=0)
    for part in parts:
        for kind, rows in part.kinds.skipped.items():
            skipped.setdefault(kind, set()).update(rows)
        if part.stretch.repeated:
            skipped.setdefault("repeated_header", set()).update(part.stretch.repeated)
        if part not in lists:
            skipped.setdefault("note", set()).update((*part.kinds.instruments, *part.stretch.header.rows))
    filled = [row for row, cells in sheet.cells.items() if not all(is_empty(cell) for cell in cells.values())]
    titles = {row for row in filled if row < first_header}
    if titles:
        skipped["title"] = titles
    last = max(filled, default=0)
    blanks = (row for row in range(1, last) if row not in sheet.cells or row in skipped.get("blank", ()))
    held = set(filled)
    listed = [row for _count, row in zip(range(MAX_LISTED_BLANKS), (r for r in blanks if r not in held), strict=False)]
    blank = skipped.get("blank", set()) | set(listed)
    if blank := {row for row in blank if row <= last}:
        skipped["blank"] = blank
    else:
        skipped.pop("blank", None)
    instruments = {row for part in lists for row in part.kinds.instruments}
    return Around(
        sheet=sheet.name,
        skipped={kind: tuple(sorted(rows)) for kind, rows in skipped.items()},
        hidden_rows=tuple(sorted(sheet.hidden_rows & instruments)),
        trailing_empty_rows=sheet.rows_after,
    )


def _other(sheet: Sheet, parts: list[_Part], lists: list[_Part]) -> OtherSheet:
    holds = sum(len(part.kinds.instruments) for part in lists)
    if not sheet.cells:
        kind, why = "empty", _("trang trống")
    elif sheet.state != "visible":
        kind, why = "hidden", _("trang ẩn; chỉ nhập khi được chọn")
    elif holds:
        kind, why = "left_out", _("được bỏ ra theo lựa chọn")
    elif parts:
        kind, why = "lookup", _("bảng tra cứu, không phải danh mục phương tiện đo")
    else:
        kind, why = "cover", _("trang bìa hoặc trang ghi chú")
    return OtherSheet(sheet=sheet.name, kind=kind, why=why, state=sheet.state, holds=holds)


def preview_list(
    path: Path,
    decisions: Decisions | None = None,
    remembered: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None,
) -> ListPreview:
    """Reads the file and previews it; UserError with one sentence for a hostile, damaged or foreign file."""
    settled = decisions or Decisions()
    return preview_book(read_book(path, settled.encoding), path.name, settled, remembered)
