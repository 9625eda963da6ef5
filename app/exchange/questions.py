"""What a list leaves open: each question is shown with a proposal and never settled in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from app.exchange.dates import ReadDate, read_date_cell
from app.exchange.grid import Cell, column_number
from app.exchange.preview import Ask, Column, ListRow
from app.exchange.row_kinds import Kinds
from app.exchange.row_values import RowReader
from app.wording import _

_MONTH_FIRST = re.compile(r"\D*\d{1,2}\D+(?:1[3-9]|2\d|3[01])\D")


def _rows(rows: Sequence[ListRow], doubt: str) -> tuple[int, ...]:
    return tuple(row.row for row in rows if doubt in row.doubts)


def questions_of_table(
    sheet: str, columns: tuple[Column, ...], rows: Sequence[ListRow], kinds: Kinds, separators: Mapping[str, str],
    uncut: Mapping[str, tuple[int, ...]],
) -> list[Ask]:  # fmt: skip
    """The questions of one table that its own rows and columns raise."""
    return [
        *_about_columns(sheet, columns, separators, uncut),
        *_about_sections(sheet, columns, kinds),
        *_about_ranges(sheet, rows),
        *_about_rows(sheet, rows, kinds),
        *_about_dates(sheet, columns, rows),
    ]


def _about_columns(
    sheet: str, columns: tuple[Column, ...], separators: Mapping[str, str], uncut: Mapping[str, tuple[int, ...]]
) -> list[Ask]:
    found = []
    for column in columns:
        if len(column.candidates) > 1:
            what = _(
                "Cột {column} “{header}” có thể là nhiều thứ; hãy xem lại ô chọn ở đầu cột.",
                column=column.letter,
                header=column.header,
            )
            found.append(
                Ask(
                    code="two_fields_possible",
                    sheet=sheet,
                    columns=(column.letter,),
                    candidates=column.candidates,
                    what=what,
                )
            )
        if len(column.fields) == 2:
            what = _(
                "Cột {column} “{header}” gồm hai thứ, được tách ở dấu “{mark}”.",
                column=column.letter,
                header=column.header,
                mark=separators.get(column.letter, "").strip() or " ",
            )
            found.append(
                Ask(
                    code="combined_column",
                    sheet=sheet,
                    columns=(column.letter,),
                    rows=uncut.get(column.letter, ()),
                    what=what,
                )
            )
    ranges = [each for each in columns if each.unit and {"range_text", "range_high", "range_low"} & set(each.fields)]
    steps = [each for each in columns if each.unit and "resolution" in each.fields]
    if ranges and steps and ranges[0].unit != steps[0].unit:
        what = _(
            "Đơn vị nằm ở tiêu đề và khác nhau: phạm vi đo tính bằng {range}, độ chia tính bằng {step}.",
            range=ranges[0].unit,
            step=steps[0].unit,
        )
        letters = tuple(each.letter for each in (*ranges[:1], *steps[:1]))
        found.append(Ask(code="unit_in_header", sheet=sheet, columns=letters, what=what))
    return found


def _about_sections(sheet: str, columns: tuple[Column, ...], kinds: Kinds) -> list[Ask]:
    sections = tuple(kinds.skipped.get("section", ()))
    if not sections or any("location" in column.fields for column in columns):
        return []
    return [
        Ask(
            code="section_as_location",
            sheet=sheet,
            rows=sections,
            what=_("Danh mục không có cột nơi đặt. Lấy tên các phần làm nơi đặt của phương tiện đo?"),
            choices=(("yes", _("Lấy làm nơi đặt")), ("no", _("Bỏ trống nơi đặt"))),
            proposal="yes",
        )
    ]


def _about_ranges(sheet: str, rows: Sequence[ListRow]) -> list[Ask]:
    words = {
        "two_quantities": _(
            "Phạm vi đo gồm hai đại lượng; chỉ giữ nguyên văn, không tách thành giới hạn dưới và trên."
        ),
        "two_units": _(
            "Hai giới hạn của phạm vi đo mang hai đơn vị; số đã quy về đơn vị của giới hạn trên khi quy được."
        ),
        "unclear_range": _("Không đọc được giới hạn dưới và trên từ phạm vi đo; chỉ giữ nguyên văn."),
        "thousands": _("Số có một dấu trước ba chữ số: xem lại đó là phần nghìn hay phần thập phân."),
    }
    return [
        Ask(code=code, sheet=sheet, rows=found, what=what)
        for code, what in words.items()
        if (found := _rows(rows, code))
    ]


def _about_rows(sheet: str, rows: Sequence[ListRow], kinds: Kinds) -> list[Ask]:
    found = []
    hidden = tuple(row.row for row in rows if row.hidden)
    if hidden:
        found.append(
            Ask(
                code="hidden_rows",
                sheet=sheet,
                rows=hidden,
                what=_("Có {count} dòng bị ẩn trong tệp mà vẫn ghi phương tiện đo.", count=len(hidden)),
                choices=(("in", _("Nhập cả dòng ẩn")), ("out", _("Bỏ dòng ẩn"))),
                proposal="in",
            )
        )
    several = tuple(row.row for row in rows if row.quantity > 1)
    if several:
        found.append(
            Ask(
                code="quantity",
                sheet=sheet,
                rows=several,
                what=_("Có dòng ghi nhiều cái; hồ sơ giữ mỗi phương tiện đo một bản ghi."),
                choices=(("one", _("Một bản ghi, số lượng vào ghi chú")), ("each", _("Mỗi cái một bản ghi"))),
                proposal="one",
            )
        )
    if ditto := _rows(rows, "ditto"):
        found.append(
            Ask(code="ditto", sheet=sheet, rows=ditto, what=_("Dấu “nt” hay ngoặc kép được đọc là như dòng trên."))
        )
    if continued := tuple(kinds.skipped.get("continued", ())):
        what = _("Một phương tiện đo chiếm nhiều dòng gộp ô; các dòng sau được ghép vào dòng đầu.")
        found.append(Ask(code="continued_rows", sheet=sheet, rows=continued, what=what))
    return found


def _about_dates(sheet: str, columns: tuple[Column, ...], rows: Sequence[ListRow]) -> list[Ask]:
    found = []
    partial = tuple(row.row for row in rows if row.last.partial or row.due.partial)
    if partial:
        found.append(
            Ask(
                code="partial_date",
                sheet=sheet,
                rows=partial,
                what=_("Có ngày chỉ ghi tháng, quý hoặc năm. Hồ sơ giữ đúng như đã ghi, không tự thêm ngày."),
                choices=(("text", _("Giữ như đã ghi")), ("last_day", _("Lấy ngày cuối của kỳ ghi"))),
                proposal="text",
            )
        )
    numbers = tuple(row.row for row in rows if row.last.from_number or row.due.from_number)
    if numbers:
        fields = {
            name
            for row in rows
            for name, read in (("last_calibration_date", row.last), ("due_date", row.due))
            if read.from_number
        }
        letters = tuple(column.letter for column in columns if fields & set(column.fields))
        found.append(
            Ask(
                code="number_as_date",
                sheet=sheet,
                rows=numbers,
                columns=letters,
                what=_("Trong cột ngày có số trần, được đọc là số ngày của Excel."),
                choices=(("date", _("Đọc là ngày")), ("empty", _("Bỏ trống ngày"))),
                proposal="date",
            )
        )
    return found


def swapped_columns(columns: tuple[Column, ...], reader: RowReader, rows: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """Date columns whose day and month a foreign machine has changed over, as far as one can see it.

    Such a machine turns 05/03 into a true date (3 May) and leaves 25/03 as text: then no true date has a day above
    12 and no text has one up to 12.
    """
    found: dict[str, tuple[int, ...]] = {}
    for letter, cells in _date_cells(columns, reader, rows):
        stored = [(row, cell.day.day) for row, cell in cells if cell.day and cell.precision == "day"]
        written = [read.day.day for _row, cell in cells if not cell.day and (read := _text_date(cell)) and read.day]
        if len(stored) < 2 or len(written) < 2:
            continue
        if all(day <= 12 for _row, day in stored) and all(day > 12 for day in written):
            found[letter] = tuple(row for row, _day in stored)
    return found


def month_first_columns(
    columns: tuple[Column, ...], reader: RowReader, rows: Sequence[int]
) -> dict[str, tuple[int, ...]]:
    """Date columns written with the month first: several texts have no such month, and none has a day above 12."""
    found: dict[str, tuple[int, ...]] = {}
    for letter, cells in _date_cells(columns, reader, rows):
        texts = [(row, read) for row, cell in cells if not cell.day and (read := _text_date(cell))]
        turned = [row for row, read in texts if read.impossible and _MONTH_FIRST.match(read.text)]
        days = [read.day.day for _row, read in texts if read.day]
        if len(turned) >= 2 and all(day <= 12 for day in days):
            found[letter] = tuple(row for row, read in texts if read.day or row in turned)
    return found


def _date_cells(
    columns: tuple[Column, ...], reader: RowReader, rows: Sequence[int]
) -> Iterator[tuple[str, list[tuple[int, Cell]]]]:
    for column in columns:
        if {"last_calibration_date", "due_date"} & set(column.fields):
            number = column_number(column.letter)
            yield column.letter, [(row, cell) for row in rows if (cell := reader.cell(row, number)) is not None]


def _text_date(cell: Cell) -> ReadDate | None:
    read = read_date_cell(cell)
    return read if not read.from_number else None


def ask_about_swapped(sheet: str, letter: str, header: str, rows: tuple[int, ...]) -> Ask:
    return Ask(
        code="day_month_swapped",
        sheet=sheet,
        columns=(letter,),
        rows=rows,
        what=_(
            "Cột {column} “{header}”: ngày và tháng có thể đã bị một máy dùng kiểu ngày Mỹ đổi chỗ. "
            "Hãy so với giấy chứng nhận.",
            column=letter,
            header=header,
        ),
        choices=(("swap", _("Đã bị đổi, đổi lại")), ("keep", _("Không bị đổi, giữ nguyên"))),
    )
