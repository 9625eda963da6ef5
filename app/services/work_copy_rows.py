"""Which row of a file is which record: by its key, or where the key was damaged by what else is certain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.domain.row_keys import is_sound, nearest
from app.domain.work_copy_preview import Told
from app.exchange.work_copies import BaseRow, FileRow, ReadTable
from app.formats import tidy
from app.wording import _

Alike = Callable[[BaseRow, FileRow], tuple[int, int]]
"""How many of the filled cells of a base row say the same in a file row, and how many there are."""


@dataclass(slots=True)
class Placed:
    """rows: record id -> its row in the file; new: rows without a key; gone: records without a row."""

    rows: dict[str, FileRow] = field(default_factory=dict)
    new: list[FileRow] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


def place_rows(table: ReadTable, alike: Alike, about: Callable[[str], str], may_grow: bool) -> Placed:
    """Every row that says something is placed, is new, or is told."""
    placed = Placed()
    by_key: dict[str, list[FileRow]] = {}
    for row in table.rows:
        by_key.setdefault(row.key, []).append(row)
    strays = [row for key, rows in by_key.items() if key and key not in table.base for row in rows]
    spoken_for: set[str] = set()
    for key, rows in by_key.items():
        if key in table.base:
            _place_known(placed, table, key, rows, alike)
            spoken_for.add(key)
    for row in strays:
        left = {key: base for key, base in table.base.items() if key not in spoken_for}
        spoken_for |= _place_stray(placed, table, row, left, alike, about)
    _place_keyless(placed, table, by_key.get("", []), spoken_for, alike, may_grow)
    lost = [{tidy(cell.text) for cell in row.cells.values()} for row in strays if row not in placed.rows.values()]
    placed.gone = [
        base.id for key, base in table.base.items() if key not in spoken_for and not _is_still_there(base, lost)
    ]
    return placed


def _is_still_there(base: BaseRow, lost: list[set[str]]) -> bool:
    """Whether a row whose key is spoilt beyond knowing says what this record said: then it is not offered as gone."""
    said = {tidy(each) for each in base.values.values() if each}
    return bool(said) and any(2 * len(said & texts) >= len(said) for texts in lost)


def _place_known(placed: Placed, table: ReadTable, key: str, rows: list[FileRow], alike: Alike) -> None:
    """One row for one key; copies of a row are told, because no one can say which of them was meant."""
    base = table.base[key]
    first = rows[0]
    if len(rows) == 1:
        placed.rows[base.id] = first
        return
    same = all(_texts(row) == _texts(first) for row in rows)
    numbers = ", ".join(str(row.number) for row in rows)
    if same:
        placed.rows[base.id] = first
        words = _("Các dòng {rows} là một dòng chép nhiều lần; chỉ nhận một lần.", rows=numbers)
        placed.told.append(Told(sheet=table.sheet, row=rows[1].number, words=words, is_wrong=False))
        return
    words = _(
        "Các dòng {rows} mang cùng mã {key} nhưng khác nhau, nên không nhận dòng nào. Xóa mã ở dòng mới rồi nhận lại.",
        rows=numbers,
        key=key,
    )
    placed.told += [Told(sheet=table.sheet, row=row.number, words=words) for row in rows]


def _place_stray(
    placed: Placed,
    table: ReadTable,
    row: FileRow,
    left: Mapping[str, BaseRow],
    alike: Alike,
    about: Callable[[str], str],
) -> set[str]:
    """A key that is not ours: damaged by one slip, or from elsewhere. The keys it accounts for."""
    near = nearest(row.key, left)
    if near:
        base = left[near]
        same, filled = alike(base, row)
        if filled and 2 * same >= filled:
            placed.rows[base.id] = row
            words = _("Mã dòng “{key}” bị sửa; đã nhận ra là {near}.", key=row.key, near=near)
            placed.told.append(Told(sheet=table.sheet, row=row.number, words=words, is_wrong=False))
        else:
            words = _(
                "Mã dòng “{key}” bị hỏng, gần giống {near} ({about}). Sửa lại mã rồi nhận lại; "
                "dòng này không được nhận.",
                key=row.key,
                near=near,
                about=about(base.id),
            )
            placed.told.append(Told(sheet=table.sheet, row=row.number, words=words))
        return {near}
    if is_sound(row.key):
        words = _("Mã dòng “{key}” thuộc bản làm việc khác; dòng này không được nhận.", key=row.key)
    else:
        words = _("Mã dòng “{key}” bị hỏng, không nhận ra là dòng nào; dòng này không được nhận.", key=row.key)
    placed.told.append(Told(sheet=table.sheet, row=row.number, words=words))
    return set()


def _place_keyless(
    placed: Placed, table: ReadTable, rows: list[FileRow], spoken_for: set[str], alike: Alike, may_grow: bool
) -> None:
    """Rows whose key was emptied come back to their record where every cell agrees; the others are new."""
    by_text: dict[str, list[str]] = {}
    for key, base in table.base.items() if rows else ():
        if key not in spoken_for:
            for text in {tidy(each) for each in base.values.values() if each}:
                by_text.setdefault(text, []).append(key)
    for row in rows:
        if not any(cell.text.strip() or cell.formula for cell in row.cells.values()):
            continue
        shared = [by_text[text] for cell in row.cells.values() if (text := tidy(cell.text)) in by_text]
        same_as = [
            key
            for key in min(shared, key=len, default=[])
            if key not in spoken_for and (found := alike(table.base[key], row))[0] == found[1] >= 2
        ]
        if len(same_as) == 1:
            placed.rows[table.base[same_as[0]].id] = row
            spoken_for.add(same_as[0])
            words = _("Mã dòng bị xóa; đã nhận ra là {near}.", near=same_as[0])
            placed.told.append(Told(sheet=table.sheet, row=row.number, words=words, is_wrong=False))
        elif may_grow:
            placed.new.append(row)
        else:
            words = _("Dòng này không có mã; phiếu khảo sát không thêm được câu hỏi.")
            placed.told.append(Told(sheet=table.sheet, row=row.number, words=words))


def _texts(row: FileRow) -> dict[str, str]:
    return {column: cell.text for column, cell in row.cells.items() if cell.text.strip()}
