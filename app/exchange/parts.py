"""The tables of a book while they are being read: which sheets are taken, what stands around the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.exchange.grid import Book, Sheet, column_number
from app.exchange.mapping import running_columns, settle_columns
from app.exchange.preview import Around, Column, Decisions, OtherSheet
from app.exchange.row_kinds import Classifier, Kinds
from app.exchange.side_by_side import side_by_side
from app.exchange.tables import Merged, Stretch, find_stretches, is_empty
from app.wording import _

INDIVIDUAL = {
    "serial", "range_text", "range_low", "range_high", "last_calibration_date", "due_date",
    "certificate_number", "model", "accuracy_class", "resolution", "mpe_text",
}  # fmt: skip
"""What tells of single instruments: a table with a name and none of these is a look-up list."""
PLACED = {"location", "maker", "status", "owner", "unit"}
"""With a code, these tell of single instruments too; a code, a name and a period alone are a list of kinds."""
MAX_LISTED_BLANKS = 2_000


@dataclass(slots=True)
class Part:
    """One table while it is being read."""

    key: str
    sheet: Sheet
    merged: Merged
    stretch: Stretch
    columns: tuple[Column, ...]
    kinds: Kinds
    by_person: bool = False
    beside: str = ""
    """The letter of its first column, when it stands to the right of another table."""

    @property
    def is_list(self) -> bool:
        """Rows of single instruments; what the person has mapped stays one, whatever is mapped."""
        if self.by_person and self.kinds.instruments:
            return True
        held = {name for column in self.columns for name in column.fields}
        identity = "name" in held or {"serial", "code"} & held
        single = len(held & INDIVIDUAL) + ("code" in held and bool(held & PLACED))
        return bool(self.kinds.instruments) and bool(identity) and single >= (1 if "name" in held else 2)


def parts_of(sheet: Sheet, decisions: Decisions, remembered: Mapping[str, Mapping[str, tuple[str, ...]]]) -> list[Part]:
    merged = Merged(sheet)
    stretches, _before = find_stretches(sheet, merged)
    parts = []
    blocks = [block for stretch in stretches for block in side_by_side(sheet, stretch)]
    whole = sheet
    for index, (sheet, stretch, beside) in enumerate(blocks, start=1):
        key = f"{whole.name}!{index}"
        own = decisions.mapping.get(key, {})
        known = remembered.get(stretch.header.signature, {})
        columns = settle_columns(sheet, stretch.header, stretch.body, own, known)
        guessed = settle_columns(sheet, stretch.header, stretch.body, {}, {})
        held = {
            column_number(column.letter): tuple(dict.fromkeys((*guess.fields, *column.fields)))
            for guess, column in zip(guessed, columns, strict=True)
        }
        classifier = Classifier(sheet, merged, held, running_columns(stretch.header, guessed))
        parts.append(Part(key, sheet, merged, stretch, columns, classifier.classify(stretch.body), bool(own), beside))
    return parts


def included_sheets(book: Book, lists: Mapping[str, list[Part]], decisions: Decisions) -> list[str]:
    """Sheets that are taken in: visible lists unless left out, hidden ones only when asked for or when alone."""
    visible = [sheet for sheet in book.sheets if lists[sheet.name] and sheet.state == "visible"]
    names = []
    for sheet in book.sheets:
        proposed = sheet.state == "visible" or not visible
        if lists[sheet.name] and decisions.sheets.get(sheet.name, proposed):
            names.append(sheet.name)
    return names


def around(sheet: Sheet, parts: list[Part], lists: list[Part]) -> Around:
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
    instruments = {row for part in lists for row in part.kinds.instruments}
    skipped = {kind: left for kind, rows in skipped.items() if (left := rows - instruments)}
    filled = [row for row, cells in sheet.cells.items() if not all(is_empty(cell) for cell in cells.values())]
    titles = {row for row in filled if row < first_header} - set().union(*skipped.values())
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
    return Around(
        sheet=sheet.name,
        skipped={kind: tuple(sorted(rows)) for kind, rows in skipped.items()},
        hidden_rows=tuple(sorted(sheet.hidden_rows & instruments)),
        trailing_empty_rows=sheet.rows_after,
    )


def other_sheet(sheet: Sheet, parts: list[Part], lists: list[Part]) -> OtherSheet:
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
