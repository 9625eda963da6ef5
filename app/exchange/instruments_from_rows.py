"""Makes records of the dossier from the rows of a list; what fits no field goes into the note, nothing is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from app.domain.instruments import Calibration, Instrument
from app.domain.printed_dates import bounds
from app.domain.printed_ranges import read_limit
from app.exchange.columns import words_of
from app.exchange.dates import ReadDate, printed_partial
from app.exchange.preview import Column, ListRow
from app.formats import fold, tidy
from app.wording import _

TEXTS = (
    "code", "name", "maker", "model", "serial", "range_text", "unit", "accuracy_class", "mpe_text", "location",
    "used_for", "owner",
)  # fmt: skip
_STATUSES: tuple[tuple[str, str], ...] = (
    ("not_required", r"mien|khong can|khong phai (?:kd|hc|kiem|hieu)|not required"),
    ("out_of_service", r"thanh ly|ngung|khong (?:su dung|dung|sd)|loai bo|\bhuy\b|niem phong|out of"),
    ("broken", r"\b(?:hong|hu|sua|loi)\b|broken|defect|khong dat"),
    ("spare", r"du phong|luu kho|trong kho|spare|chua dung|moi mua"),
)


def instruments_of(row: ListRow, new_key: Callable[[], str], *, each_piece: bool) -> list[Instrument]:
    """The instrument of a row; where one row stands for several pieces, one record for each if each_piece."""
    count = row.quantity if each_piece else 1
    note = _note(row, count)
    made = []
    for piece in range(1, count + 1):
        remark = _("Cái {piece}/{count}", piece=piece, count=count) if count > 1 else ""
        made.append(_instrument(row, new_key(), "\n".join(each for each in (note, remark) if each)))
    return made


def instrument_of(row: ListRow, key: str) -> Instrument:
    """The row as one instrument, however many pieces it stands for."""
    return _instrument(row, key, _note(row, 1))


def _instrument(row: ListRow, key: str, note: str) -> Instrument:
    unit = row.text("unit")
    return Instrument(
        id=key,
        **{name: row.text(name) for name in TEXTS},
        range_low=row.range_low,
        range_high=row.range_high,
        resolution=_resolution(row),
        mpe=read_limit(row.text("mpe_text"), unit) if row.text("mpe_text") else None,
        group=_group(row.text("group")),
        period_months=row.period_months,
        status=_status(row.text("status")),
        status_text=row.text("status"),
        note=note,
    )


def _resolution(row: ListRow) -> str:
    """As printed; its unit is added where it comes from the header and is not the unit of the range."""
    printed = row.text("resolution")
    unit = row.resolution_unit
    if not printed or not unit or unit in printed or unit == row.text("unit"):
        return printed
    return f"{printed} {unit}"


def _group(text: str) -> str:
    figures = re.findall(r"\b(?:1|2|i|ii)\b", fold(text))
    return {"1": "1", "i": "1", "2": "2", "ii": "2"}[figures[0]] if len(figures) == 1 else ""


def _status(text: str) -> str:
    plain = fold(tidy(text))
    return next((status for status, pattern in _STATUSES if re.search(pattern, plain)), "in_use")


def _note(row: ListRow, count: int) -> str:
    lines = [row.text("note")]
    if row.quantity > 1 and count == 1:
        lines.append(_("Số lượng: {count}", count=row.quantity))
    if row.text("group") and not _group(row.text("group")):
        lines.append(_("Nhóm ghi trong danh mục: {printed}", printed=row.text("group")))
    if row.text("body") and not has_calibration(row):
        lines.append(_("Nơi kiểm định, hiệu chuẩn: {body}", body=row.text("body")))
    if row.last.text and not _is_printed_date(row.last):
        lines.append(_("Ngày kiểm định, hiệu chuẩn ghi là: {printed}", printed=row.last.text))
    if row.due.text and not _is_printed_date(row.due):
        lines.append(_("Ngày hết hạn ghi là: {printed}", printed=row.due.text))
    for doubt in sorted(row.doubts):
        if doubt.startswith("period:"):
            lines.append(_("Chu kỳ ghi là: {printed}", printed=doubt[7:]))
    return "\n".join(line for line in lines if line)


def _is_printed_date(read: ReadDate) -> bool:
    return read.is_known or read.impossible


def has_calibration(row: ListRow) -> bool:
    """A date that says something, or a certificate: enough for a record of what was done."""
    dated = _is_printed_date(row.last) or _is_printed_date(row.due)
    return bool(dated or row.text("certificate_number") or row.text("result"))


def kind_of_work(columns: tuple[Column, ...]) -> str:
    """ "verification" or "calibration" where the headers of the date columns name one of them alone, else ""."""
    words = " ".join(
        words_of(column.header)
        for column in columns
        if {"last_calibration_date", "due_date", "certificate_number"} & set(column.fields)
    )
    verified = re.search(r"\bkd\b|kiem dinh|verification", words) is not None
    calibrated = re.search(r"\bhc\b|hieu chuan|calibrat|\bcal\b", words) is not None
    if verified == calibrated:
        return ""
    return "verification" if verified else "calibration"


def calibration_of(row: ListRow, key: str, instrument_id: str, *, kind: str, last_day: bool) -> Calibration | None:
    """The last calibration that a row tells of; None when it tells of none. last_day: parts of a date become days."""
    if not has_calibration(row):
        return None
    performed, performed_text = _day_and_text(row.last, last_day)
    valid, valid_text = _day_and_text(row.due, last_day)
    return Calibration(
        id=key,
        instrument_id=instrument_id,
        kind=kind,
        performed_on=performed,
        performed_text=performed_text,
        valid_until=valid,
        valid_until_text=valid_text,
        body=row.text("body"),
        certificate_number=row.text("certificate_number"),
        result=_result(row.text("result")),
    )


def _day_and_text(read: ReadDate, last_day: bool) -> tuple[date | None, str]:
    if read.day:
        return read.day, ""
    if read.impossible:
        return None, read.text
    if not read.partial:
        return None, ""
    printed = read.text if bounds(read.text) else printed_partial(read.partial)
    span = bounds(printed)
    return (span[1], "") if last_day and span else (None, printed)


def _result(text: str) -> str:
    plain = fold(tidy(text))
    if re.search(r"khong dat|fail|\bng\b", plain):
        return "fail"
    return "pass" if re.search(r"\bdat\b|pass|\bok\b", plain) else ""
