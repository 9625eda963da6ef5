"""Evaluations as a workbook: verdicts, every figure with its unit and full digits, settings, tables, and the raw
readings with formulas that check them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl.utils import get_column_letter

from app.domain.metrology.cell_words import cell_words
from app.domain.metrology.declared import Input, TableOut
from app.domain.metrology.results import Plain
from app.domain.metrology.results import Row as ResultRow
from app.domain.metrology.shown import LEAST, places_for, places_of
from app.reports.evaluated import (
    Evaluated,
    column_title,
    figures_told,
    inputs_told,
    settings_told,
    shown_tables,
    typed_value,
)
from app.reports.material import Material
from app.reports.sheets import Amount, Formula, Row, Sheet, SheetColumn, Value, Workbook
from app.reports.survey import site_lines
from app.wording import N_, _

CHECKS = (
    (N_("Số lượng"), "COUNT", 0),
    (N_("Trung bình"), "AVERAGE", 2),
    (N_("Độ lệch chuẩn của mẫu"), "STDEV", 3),
    (N_("Nhỏ nhất"), "MIN", 0),
    (N_("Lớn nhất"), "MAX", 0),
)
"""Formulas below the readings, and how many decimals more than the readings each shows."""

MEASURED = ("value", "x", "y", "net", "error", "deviation")
"""The columns of readings that formulas are put below."""


def build(material: Material, evaluated: Sequence[Evaluated]) -> Workbook:
    sheets = [_overview(material, evaluated), _figures(evaluated), _settings(evaluated)]
    for each in evaluated:
        sheets += [_table(each, table, rows) for table, rows in shown_tables(each)]
        sheets += _readings(each)
    return Workbook(
        title=_("Kết quả đánh giá đo lường"),
        sheets=tuple(sheets),
        subject=material.cycle_words,
        author=material.paper.letterhead.agency,
        keywords=", ".join(each.code for each in evaluated),
        footer=material.footer,
        language=material.language,
        as_of=material.as_of,
    )


def _overview(material: Material, evaluated: Sequence[Evaluated]) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Đánh giá"), 30),
        SheetColumn(_("Phương pháp"), 28),
        SheetColumn(_("Kết luận"), 16, "state"),
        SheetColumn(_("Nói gì"), 60),
        SheetColumn(_("Phát hiện"), 10, "trace"),
    )
    return Sheet(
        name=_("Tổng hợp"),
        title=_("KẾT QUẢ ĐÁNH GIÁ ĐO LƯỜNG"),
        about=site_lines(material),
        columns=columns,
        rows=tuple(
            Row((each.code, each.title, each.method, each.state, each.sentence, each.findings)) for each in evaluated
        ),
    )


def _figures(evaluated: Sequence[Evaluated]) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Đại lượng"), 44),
        SheetColumn(_("Tên trong dữ liệu"), 26),
        SheetColumn(_("Giá trị"), 18, "number"),
        SheetColumn(_("Đơn vị"), 12),
        SheetColumn(_("Từ"), 16, "number"),
        SheetColumn(_("Đến"), 16, "number"),
        SheetColumn(_("Vì sao không có"), 40),
    )
    rows = tuple(
        Row(
            (
                each.code,
                told.label,
                told.name,
                told.words or amount(told.value, told.digits, told.step),
                told.unit,
                amount(told.low, told.digits, told.step),
                amount(told.high, told.digits, told.step),
                told.why,
            )
        )
        for each in evaluated
        for told in figures_told(each)
    )
    about = (_("Ô giữ đủ chữ số đã tính; hiển thị theo số chữ số có nghĩa của từng đại lượng."),)
    return Sheet(_("Con số"), _("CON SỐ CỦA TỪNG ĐÁNH GIÁ"), columns, rows, about, frozen=2, is_list=True)


def _settings(evaluated: Sequence[Evaluated]) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Loại"), 18),
        SheetColumn(_("Tên"), 46),
        SheetColumn(_("Giá trị"), 50),
    )
    rows: list[Row] = []
    for each in evaluated:
        rows += [Row((each.code, _("thiết lập"), name, words)) for name, words in settings_told(each)]
        rows += [Row((each.code, _("đầu vào"), name, words)) for name, words in inputs_told(each)]
        if each.calculation:
            rows += [Row((each.code, _("công thức"), each.method, _(line))) for line in each.calculation.formula]
            rows += [Row((each.code, _("nguồn"), each.method, _(line))) for line in each.calculation.source]
        if each.result:
            rows += [Row((each.code, _("không dùng"), out.row, out.why.text)) for out in each.result.left_out]
            rows += [Row((each.code, _("cảnh báo"), each.method, one.text)) for one in each.result.warnings]
    return Sheet(
        _("Thiết lập, nguồn"), _("THIẾT LẬP, ĐẦU VÀO, CÔNG THỨC, NGUỒN"), columns, tuple(rows), frozen=1, is_list=True
    )


def _table(each: Evaluated, table: TableOut, rows: Sequence[ResultRow]) -> Sheet:
    columns = tuple(
        SheetColumn(column_title(each, column), 16 if _is_number(rows, column.name) else 28) for column in table.columns
    )
    body = tuple(
        Row(tuple(_table_cell(each, column.name, row.get(column.name), column.digits) for column in table.columns))
        for row in rows
    )
    words = _(table.words)
    return Sheet(_("{code} {words}", code=each.code, words=words), f"{each.code}. {words}", columns, body)


def _table_cell(each: Evaluated, name: str, value: Plain, digits: int) -> Value | Amount:
    assert each.calculation is not None
    return cell_words(each.calculation, name, value) or amount(value, digits)


def _is_number(rows: Sequence[ResultRow], name: str) -> bool:
    return all(isinstance(row.get(name), int | float) or row.get(name) is None for row in rows)


def amount(value: Plain, digits: int, step: float | None = None) -> Value | Amount:
    """A number as an amount with all its digits; what is none as text. step: as of a figure's Value."""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, float) and step is not None and step >= LEAST:
        return Amount(value, places_of(step))
    if isinstance(value, float):
        return Amount(value, -1 if 0 < abs(value) < LEAST else places_for(value, digits))
    return value


def _readings(each: Evaluated) -> Iterator[Sheet]:
    """One sheet for each list of readings, as they were given."""
    if each.calculation is None or not each.given:
        return
    for one in each.calculation.inputs:
        held = each.given.get(one.name)
        if held and one.kind == "numbers":
            yield _sheet(each, one, (Input(name="value", words=one.words),), [{"value": value} for value in held])
        elif held and one.kind == "table":
            yield _sheet(each, one, one.columns, held)


def _sheet(each: Evaluated, one: Input, columns: Sequence[Input], held: Sequence[Mapping[str, Any]]) -> Sheet:
    about = (_("Số đọc thô, như đã ghi. Đơn vị: {unit}.", unit=each.unit or "—"),)
    places = max((_places(row.get(column.name)) for row in held for column in columns), default=0)
    body = [
        Row((line, *(_raw(row.get(column.name), places) for column in columns))) for line, row in enumerate(held, 1)
    ]
    measured = next((place for place, column in enumerate(columns, 1) if column.name in MEASURED), 0)
    if measured and len(held) > 1:
        first = 2 + len(about) + 1
        letter = get_column_letter(measured + 1)
        body.append(Row(band=_("Kiểm lại bằng công thức của bảng tính"), depth=2))
        cells = f"{letter}{first}:{letter}{first + len(held) - 1}"
        width = len(columns) + 1
        body += [_check(words, f"={name}({cells})", measured, width, places + more) for words, name, more in CHECKS]
    words = _(one.words)
    titles = (SheetColumn(_(column.words), 18, "number" if _numeric(column) else "text") for column in columns)
    return Sheet(
        name=_("{code} {words}", code=each.code, words=words),
        title=f"{each.code}. {words}",
        about=about,
        columns=(SheetColumn(_("Dòng"), 8, "number"), *titles),
        rows=tuple(body),
        frozen=1,
    )


def _check(words: str, formula: str, measured: int, width: int, places: int) -> Row:
    """The formula below the column it is of, its name in the cell before."""
    cells: list[Value | Formula] = [None] * width
    cells[measured] = Formula(formula, 0 if formula.startswith("=COUNT") else places)
    cells[measured - 1] = _(words)
    return Row(tuple(cells))


def _numeric(column: Input) -> bool:
    return column.kind in ("number", "integer")


def _raw(value: Any, places: int) -> Value | Amount:
    if isinstance(value, float):
        return Amount(value, places)
    return (
        value if value is None or (isinstance(value, int | str) and not isinstance(value, bool)) else typed_value(value)
    )


def _places(value: Any) -> int:
    """How many decimals a reading was written with."""
    if not isinstance(value, float):
        return 0
    text = f"{value:.12f}".rstrip("0")
    return len(text.partition(".")[2])
