"""What is wrong in a list and must be told with the row numbers of the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.exchange.preview import ListRow, Place, Report
from app.formats import fold
from app.wording import N_, _

_IMPOSSIBLE = {
    "last_calibration_date": N_("Dòng {row}: ngày kiểm định, hiệu chuẩn “{printed}” không có trong lịch."),
    "due_date": N_("Dòng {row}: ngày hết hạn “{printed}” không có trong lịch."),
}
_UNREAD = {
    "last_calibration_date": N_("Dòng {row}: ngày kiểm định, hiệu chuẩn “{printed}” không đọc được thành ngày."),
    "due_date": N_("Dòng {row}: ngày hết hạn “{printed}” không đọc được thành ngày."),
}


def find_problems(rows: Sequence[ListRow]) -> list[Report]:
    """Every problem of the rows, sheet by sheet."""
    found = [*_duplicates(rows)]
    for row in rows:
        found += _of_row(row)
    return sorted(found, key=lambda each: (each.sheet, each.rows[0], each.code))


def _of_row(row: ListRow) -> Iterable[Report]:
    for name, read in (("last_calibration_date", row.last), ("due_date", row.due)):
        if read.impossible:
            yield _one("impossible_date", row, _(_IMPOSSIBLE[name], row=row.row, printed=read.text), name, read.text)
        elif read.text and not read.is_known:
            yield _one("unread_date", row, _(_UNREAD[name], row=row.row, printed=read.text), name, read.text)
    if not row.text("name"):
        yield _one("missing_name", row, _("Dòng {row}: không có tên phương tiện đo.", row=row.row))
    if _ends_before_it_begins(row):
        yield _one("due_before_last", row, _("Dòng {row}: ngày hết hạn đứng trước ngày làm.", row=row.row))
    for doubt in sorted(row.doubts):
        kind, _mark, printed = doubt.partition(":")
        if kind == "period":
            words = _("Dòng {row}: chu kỳ “{printed}” không đọc được thành số tháng.", row=row.row, printed=printed)
            yield _one("unread_period", row, words, "period_months", printed)
        elif kind == "pending":
            words = _(
                "Dòng {row}, cột {column}: công thức chưa có kết quả; hãy mở bằng Excel rồi lưu lại.",
                row=row.row,
                column=printed,
            )
            yield _one("formula_without_result", row, words, "", printed)


def _one(code: str, row: ListRow, message: str, name: str = "", printed: str = "") -> Report:
    return Report(code=code, sheet=row.sheet, rows=(row.row,), message=message, field=name, text=printed)


def _ends_before_it_begins(row: ListRow) -> bool:
    if row.last.day and row.due.day:
        return row.due.day < row.last.day
    first, last = row.last.first_month, row.due.first_month
    return bool(first and last and last < first)


def _duplicates(rows: Sequence[ListRow]) -> Iterable[Report]:
    """Groups that say the same of the whole row, of name and serial, or give one code to several instruments."""
    told: set[Place] = set()
    for by, key in (("all", _whole), ("name_serial", name_and_serial), ("code", _code)):
        groups: dict[tuple[str, str], list[ListRow]] = {}
        for row in rows:
            if (value := key(row)) and not (by == "code" and row.place in told):
                groups.setdefault((row.sheet, value), []).append(row)
        for (sheet, _value), group in groups.items():
            places = tuple(row.place for row in group)
            if len(group) < 2 or told.issuperset(places):
                continue
            told.update(places)
            numbers = tuple(row.row for row in group)
            message = _message(by, group)
            yield Report(code="duplicate", sheet=sheet, rows=numbers, by=_BY[by], message=message, places=places)


def shared_by_sheets(rows: Sequence[ListRow]) -> dict[tuple[str, str], int]:
    """Pairs of sheets that list the same instruments, as a summary sheet does, with how many they share."""
    first: dict[str, str] = {}
    pairs: dict[tuple[str, str], int] = {}
    for row in rows:
        key = name_and_serial(row)
        if key and first.setdefault(key, row.sheet) != row.sheet:
            pair = (first[key], row.sheet)
            pairs[pair] = pairs.get(pair, 0) + 1
    return pairs


_BY = {"all": ("all",), "name_serial": ("name", "serial"), "code": ("code",)}


def _message(by: str, group: list[ListRow]) -> str:
    numbers = ", ".join(str(row.row) for row in group)
    if by == "all":
        return _("Các dòng {rows} giống hệt nhau.", rows=numbers)
    if by == "code":
        return _("Các dòng {rows} dùng chung mã {code}.", rows=numbers, code=group[0].text("code"))
    return _(
        "Các dòng {rows} trùng tên và số: {name}, {serial}.",
        rows=numbers,
        name=group[0].text("name"),
        serial=group[0].text("serial"),
    )


def _whole(row: ListRow) -> str:
    if not row.text("serial") and not row.text("code"):
        return ""
    return repr((sorted(row.texts.items()), row.period_months, row.last.text, row.due.text))


def name_and_serial(row: ListRow) -> str:
    """What tells an instrument from others in any list, "" where one of them is missing."""
    name, serial = fold(row.text("name")), row.text("serial").casefold().replace(" ", "")
    return f"{name}\n{serial}" if name and serial else ""


def _code(row: ListRow) -> str:
    return row.text("code").casefold().replace(" ", "")
