"""An enterprise's own list, any Excel or text file, read into a preview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.domain.errors import UserError
from app.exchange.books import read_book
from app.exchange.grid import Book, column_number
from app.exchange.numbers import decimal_mark
from app.exchange.parts import Part, around, included_sheets, other_sheet, parts_of
from app.exchange.preview import Ask, Decisions, ListPreview, ListRow, Table
from app.exchange.problems import find_problems, shared_by_sheets
from app.exchange.questions import ask_about_swapped, month_first_columns, questions_of_table, swapped_columns
from app.exchange.reading import bare_period_unit, combined_columns, section_name
from app.exchange.row_values import Reading, RowReader
from app.wording import _


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
    parts = {sheet.name: parts_of(sheet, settled, remembered or {}) for sheet in book.sheets}
    lists = {name: [part for part in found if part.is_list] for name, found in parts.items()}
    shown = included_sheets(book, lists, settled)
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
    asks += _overlaps(rows)
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
            around(sheet, parts[sheet.name], lists[sheet.name]) for sheet in book.sheets if sheet.name in shown
        ),
        other_sheets=tuple(
            other_sheet(sheet, parts[sheet.name], lists[sheet.name]) for sheet in book.sheets if sheet.name not in shown
        ),
        report=tuple(find_problems(rows)),
        ask=tuple(replace(each, answer=settled.answers.get(each.key, "")) for each in _one_each(asks)),
        rows=rows,
        decisions=settled,
    )


def _overlaps(rows: tuple[ListRow, ...]) -> list[Ask]:
    return [
        Ask(
            code="sheets_overlap",
            sheet="",
            sheets=pair,
            what=_(
                "{count} phương tiện đo có ở cả hai trang “{first}” và “{second}”; "
                "bỏ chọn một trang nếu là bản tổng hợp.",
                count=count,
                first=pair[0],
                second=pair[1],
            ),
        )
        for pair, count in shared_by_sheets(rows).items()
    ]


def _one_each(asks: list[Ask]) -> list[Ask]:
    """Tables of one sheet ask the same thing once."""
    joined: dict[str, Ask] = {}
    for each in asks:
        known = joined.get(each.key)
        joined[each.key] = replace(known, rows=tuple(sorted({*known.rows, *each.rows}))) if known else each
    return list(joined.values())


def _figures(parts: list[Part]) -> list[str]:
    wanted = {"range_text", "resolution", "mpe_text", "range_low", "range_high"}
    return [
        cell.text
        for part in parts
        for column in part.columns
        if wanted & set(column.fields)
        for row in part.kinds.instruments
        if (cell := part.sheet.cells[row].get(column_number(column.letter))) and cell.number is None
    ]


def _sheet_questions(book: Book, lists: Mapping[str, list[Part]], shown: list[str], decisions: Decisions) -> list[Ask]:
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


def _table(part: Part, book: Book, mark: str, decisions: Decisions) -> tuple[Table, list[Ask]]:
    name = part.sheet.name
    separators, firsts, seconds, uncut = combined_columns(part)
    answers = decisions.answers
    reading = Reading(
        mark=mark,
        epoch_1904=book.date_system == 1904,
        separators=separators,
        firsts=firsts,
        seconds=seconds,
        bare_period_unit=bare_period_unit(part),
        part=part.beside,
        day_numbers=not any(
            answer == "empty" for key, answer in answers.items() if key.startswith(f"number_as_date|{name}|")
        ),
    )
    reader = RowReader(part.sheet, part.merged, part.columns, part.kinds, reading)
    numbers = list(part.kinds.instruments)
    stored = swapped_columns(part.columns, reader, numbers)
    written = month_first_columns(part.columns, reader, numbers)
    changed = stored | written
    turned = {letter for letter in changed if answers.get(f"day_month_swapped|{name}|{letter}") == "swap"}
    reading = replace(reading, swapped=frozenset(turned & set(stored)), month_first=frozenset(turned & set(written)))
    reader = RowReader(part.sheet, part.merged, part.columns, part.kinds, reading)
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


def _with_sections(part: Part, rows: list[ListRow], answers: Mapping[str, str]) -> list[ListRow]:
    has_place = any("location" in column.fields for column in part.columns)
    if has_place or answers.get(f"section_as_location|{part.sheet.name}", "yes") != "yes":
        return rows
    return [
        replace(row, texts={**row.texts, "location": section})
        if (section := section_name(part.kinds.instruments[row.row])) and not row.text("location")
        else row
        for row in rows
    ]


def _ask_about_period(part: Part) -> Ask:
    letters = tuple(column.letter for column in part.columns if "period_months" in column.fields)
    return Ask(
        code="period_unit",
        sheet=part.sheet.name,
        columns=letters,
        what=_("Chu kỳ chỉ ghi số nhỏ, không ghi đơn vị; được đọc là số năm."),
    )


def preview_list(
    path: Path,
    decisions: Decisions | None = None,
    remembered: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None,
) -> ListPreview:
    """Reads the file and previews it; UserError with one sentence for a hostile, damaged or foreign file."""
    settled = decisions or Decisions()
    return preview_book(read_book(path, settled.encoding), path.name, settled, remembered)
