"""The preview as plain JSON values, with the keys that lists of other programs are compared by."""

from __future__ import annotations

from decimal import Decimal

from app.exchange.dates import ReadDate
from app.exchange.preview import Ask, Column, ListPreview, ListRow, Table

Json = dict[str, object]


def preview_as_json(preview: ListPreview) -> Json:
    """Everything the preview shows; keys that would be empty are left out of the rows."""
    return {
        "format": 1,
        "file": preview.file,
        "outcome": "handled",
        "reader": _reader(preview),
        "instrument_rows": len(preview.rows),
        "tables": [_table(each) for each in preview.tables],
        "around": [
            {
                "sheet": each.sheet,
                "skipped_rows": {kind: list(rows) for kind, rows in sorted(each.skipped.items())},
                **({"hidden_rows": list(each.hidden_rows)} if each.hidden_rows else {}),
                **({"trailing_empty_rows": each.trailing_empty_rows} if each.trailing_empty_rows else {}),
            }
            for each in preview.around
        ],
        "other_sheets": [
            {"sheet": each.sheet, "why": each.why, "kind": each.kind}
            | ({"state": each.state} if each.state != "visible" else {})
            | ({"instrument_rows": each.holds} if each.holds else {})
            for each in preview.other_sheets
        ],
        "report": [
            _filled(
                code=each.code,
                sheet=each.sheet,
                rows=list(each.rows),
                by=list(each.by),
                field=each.field,
                text=each.text,
                message=each.message,
            )
            | {"sheet": each.sheet}
            for each in preview.report
        ],
        "ask": [_ask(each) for each in preview.ask],
        "rows": [row_as_json(each) for each in preview.rows],
    }


def _reader(preview: ListPreview) -> Json:
    return _filled(
        kind=preview.kind,
        encoding=preview.encoding,
        delimiter=preview.delimiter,
        decimal=preview.decimal,
        date_system=preview.date_system,
        normalization="NFD" if preview.decomposed else "",
    )


def _table(table: Table) -> Json:
    return {
        "sheet": table.sheet,
        "header_rows": list(table.header_rows),
        "first_row": table.first_row,
        "last_row": table.last_row,
        "instrument_rows": len(table.rows),
        "mapping": [_column(each) for each in table.columns],
    }


def _column(column: Column) -> Json:
    field: object = None
    if column.fields:
        field = column.fields[0] if len(column.fields) == 1 else list(column.fields)
    told: Json = {"column": column.letter, "header": column.header, "field": field}
    return told | _filled(why=column.why, hidden=column.hidden, unit=column.unit, source=column.source)


def _ask(ask: Ask) -> Json:
    return {"code": ask.code, "sheet": ask.sheet} | _filled(
        rows=list(ask.rows),
        column=ask.columns[0] if len(ask.columns) == 1 else "",
        columns=list(ask.columns),
        sheets=list(ask.sheets),
        what=ask.what,
        candidates=list(ask.candidates),
        choices=[{"answer": answer, "text": text} for answer, text in ask.choices],
        proposal=ask.proposal,
        answer=ask.answer,
    )


def row_as_json(row: ListRow) -> Json:
    return {"sheet": row.sheet, "row": row.row} | _filled(
        **row.texts,
        range_low=_figure(row.range_low),
        range_high=_figure(row.range_high),
        resolution_number=_figure(row.resolution_number),
        resolution_unit=row.resolution_unit,
        last_calibration_date=_date(row.last),
        period_months=row.period_months,
        due_date=_date(row.due),
        quantity=row.quantity if row.quantity > 1 else None,
        hidden=row.hidden,
    )


def _date(read: ReadDate) -> object:
    if read.day:
        return read.day.isoformat()
    return {"partial": read.partial} if read.partial else None


def _figure(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _filled(**values: object) -> Json:
    """Only what says something; zero says something, False and "" do not."""
    return {
        name: value
        for name, value in values.items()
        if value is not None and value is not False and value not in ("", [], {})
    }
