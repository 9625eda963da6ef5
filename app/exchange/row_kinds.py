"""What each row below a header is: an instrument, a section, a total, a signature, a note, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from app.exchange.columns import words_of
from app.exchange.grid import Cell, Sheet
from app.exchange.tables import Merged, is_empty
from app.formats import fold, tidy

_TOTAL = re.compile(r"^(?:tong cong|tong so|tong|cong|total|sum|grand total|tong hop)\b")
_NOTE = re.compile(r"^(?:ghi chu|chu thich|chu y|luu y|notes?|nguon|ky hieu viet tat|giai thich)\b")
_SIGN = re.compile(
    r"^(?:nguoi (?:lap|duyet|kiem|ky|viet|tong hop|thuc hien|soat)|lap (?:bieu|bang|boi)"
    r"|giam doc|pho giam doc|tong giam doc|truong phong|tp\b|quan doc|xuong truong|to truong|phu trach|thu truong"
    r"|ke toan|phe duyet|duyet\b|ky ten|kiem soat|xac nhan|dai dien|chu tich|thu kho"
    r"|prepared|approved|checked|reviewed|director|manager|truong (?:ban|bo phan|khoa|kho))"
    r"|^ky(?: va)?(?: ghi ro)?(?: ho)? ten|^ky(?: ten)?(?: va)? dong dau|^da ky|ghi ro ho ten"
    r"|\bngay\b.{0,8}\bthang\b.{0,8}\bnam\b"
)
_NUMBERING = re.compile(r"\(?\d{1,5}(?:[.\-]\d{1,4})*\s*[.)]?")
_ROMAN_OR_LETTER = re.compile(r"\(?(?:[IVX]{1,6}|[A-ZĐ]|[a-hđ])\s*[.)/]?(?:\d{1,2})?\s*[.)]?")
_IDENTITY = {"name", "code", "serial", "model", "maker", "range_text", "range_high", "certificate_number"}
"""A row that fills none of these is no instrument, whatever was prepared or copied down in it."""


@dataclass(slots=True)
class Kinds:
    """instruments: row -> the section it stands under ("" for none). skipped: kind -> rows. continued: row -> the
    instrument row that it goes on from.
    """

    instruments: dict[int, str] = field(default_factory=dict)
    skipped: dict[str, list[int]] = field(default_factory=dict)
    continued: dict[int, int] = field(default_factory=dict)

    def skip(self, kind: str, row: int) -> None:
        self.skipped.setdefault(kind, []).append(row)


class Classifier:
    """Judges the rows of one stretch, given what its columns hold."""

    def __init__(
        self, sheet: Sheet, merged: Merged, columns: Mapping[int, tuple[str, ...]], running: Iterable[int]
    ) -> None:
        self._sheet, self._merged = sheet, merged
        self._columns = columns
        self._running = set(running)
        self._width = len(columns) + len(self._running)
        self._dotted = False

    def classify(self, rows: list[int]) -> Kinds:
        kinds = Kinds()
        numbers = [
            tidy(cell.text) for row in rows for column in self._running if (cell := self._sheet.cells[row].get(column))
        ]
        self._dotted = sum(bool(re.fullmatch(r"\d+[.\-]\d+.*", number)) for number in numbers) > len(numbers) / 2
        found = [(row, self._kind(row, index)) for index, row in enumerate(rows)]
        instruments = [row for row, kind in found if kind == "instrument"]
        last = instruments[-1] if instruments else 0
        end = next((row for row, kind in found if kind == "signature" and instruments and row > instruments[0]), 10**9)
        listed = [row for row in instruments if row < end]
        numbered = sum(self._is_numbered(row) for row in listed)
        mostly_numbered = bool(self._running) and numbered >= 0.8 * len(listed)
        section, signed, parent = "", False, 0
        for row, kind in found:
            if kind == "signature" and not instruments[:1]:
                kind = "note"
            if kind == "instrument" and signed and mostly_numbered and not self._is_numbered(row):
                kind = "signature"
            if kind == "section" and signed:
                kind = "signature"
            if kind == "section" and row > last:
                kind = "note"
            signed = kind == "signature" or (signed and kind != "instrument")
            if kind in ("instrument", "section", "note") and parent and self._continues(row):
                kinds.continued[row] = parent
                kinds.skip("continued", row)
            elif kind == "instrument":
                kinds.instruments[row] = section
                parent = row
            else:
                section = self._title(row) if kind == "section" else section
                kinds.skip(kind, row)
        return kinds

    def _filled(self, row: int) -> dict[int, Cell]:
        cells = sorted(self._sheet.cells[row].items())
        return {column: cell for column, cell in cells if not is_empty(cell) and not cell.pending}

    def _is_numbered(self, row: int) -> bool:
        cells = [cell for column in self._running if (cell := self._sheet.cells[row].get(column))]
        return any(cell.pending or _NUMBERING.fullmatch(tidy(cell.text)) is not None for cell in cells)

    def _kind(self, row: int, index: int) -> str:
        cells = self._filled(row)
        if not cells:
            return "blank"
        if index < 4 and is_column_numbers([tidy(cell.text) for cell in cells.values()]):
            return "column_numbers"
        texts = [tidy(cell.text) for cell in cells.values()]
        words = [words_of(text) or fold(text) for text in texts]
        numbered = self._is_numbered(row)
        mapped = [column for column in cells if self._columns.get(column)]
        if not numbered and (kind := self._by_words(texts, words, cells)):
            return kind
        if all(column in self._running for column in cells):
            return "blank" if numbered else "section"
        if len(cells) == 1:
            return "instrument" if numbered else "section"
        if self._is_wide(row, cells) or self._is_section(row, cells, texts, numbered):
            return "section"
        if len(mapped) >= 2 or (mapped and numbered):
            if any(_IDENTITY & set(self._columns[column]) for column in mapped):
                return "instrument"
            return "blank" if numbered else "note"
        return "note"

    def _by_words(self, texts: list[str], words: list[str], cells: Mapping[int, Cell]) -> str:
        rest = texts[1:]
        figures = sum(bool(re.fullmatch(r"[\d.,\s]+(?:\s?\w{1,12})?", text)) for text in rest)
        lead = next((each for each in words if not re.fullmatch(r"[\d ]*", each)), "")
        if _TOTAL.match(lead) and len(texts) <= 8 and len(rest) - figures <= 1:
            return "total"
        if len(texts) <= 2 and (_NOTE.match(words[0]) or texts[0].startswith(("*", "(*"))):
            return "note"
        plain = sum(bool(re.search(r"\d", text)) for text in texts)
        dated = {"last_calibration_date", "due_date"}
        signs = [
            each
            for each, column in zip(words, cells, strict=True)
            if _SIGN.search(each) and (len(cells) == 1 or not dated & set(self._columns.get(column, ())))
        ]
        if signs and len(texts) <= 6 and plain <= len(signs):
            in_fields = {field for column in cells for field in self._columns.get(column, ())}
            if len(texts) <= 2 or len(signs) * 2 >= len(texts) or "range_text" not in in_fields:
                return "signature"
        return ""

    def _is_wide(self, row: int, cells: Mapping[int, Cell]) -> bool:
        """Its one text is merged over half of the table or more; beside it at most a count."""
        first = next(iter(cells))
        area = self._merged.area(row, first)
        spans = area is not None and area.right - area.left + 1 >= max(3, self._width / 2) and area.top == area.bottom
        return spans and len(cells) <= 2

    def _is_section(self, row: int, cells: Mapping[int, Cell], texts: list[str], numbered: bool) -> bool:
        names = [column for column in cells if "name" in self._columns.get(column, ())]
        others = [
            column
            for column, cell in cells.items()
            if column not in self._running
            and column not in names
            and (self._columns.get(column) or not re.fullmatch(r"\d{1,4}", tidy(cell.text)))
        ]
        running = [tidy(cells[column].text) for column in cells if column in self._running]
        if others and not (len(cells) == 2 and not names and not numbered and running):
            return False
        if running and _ROMAN_OR_LETTER.fullmatch(running[0]) and len(texts) <= 3:
            return True
        if running and self._dotted and re.fullmatch(r"\d{1,2}[.)]?", running[0]):
            return len(texts) <= 3
        return not numbered and len(texts) <= 2

    def _title(self, row: int) -> str:
        cells = self._filled(row)
        texts = [tidy(cell.text) for column, cell in cells.items() if column not in self._running or len(cells) == 1]
        texts = [text for text in texts if not re.fullmatch(r"\d{1,4}", text)] or [
            tidy(cell.text) for cell in cells.values()
        ]
        return texts[0]

    def _continues(self, row: int) -> bool:
        """Everything that tells one instrument from another is merged with the row above."""
        own = self._filled(row)
        identity = {"name", "code", "serial"}
        columns = [column for column, fields in self._columns.items() if identity & set(fields)] + list(self._running)
        covered = [
            column
            for column in columns
            if column not in own and (area := self._merged.area(row, column)) and area.top < row
        ]
        names = [column for column in covered if "name" in self._columns.get(column, ())]
        return bool(names) and len(covered) == len(columns) and len(columns) >= 2


def is_column_numbers(texts: list[str]) -> bool:
    """(1) (2) (3) ... or A B C 1 2 3 under a header."""
    plain = [re.sub(r"\s*=.*", "", text).strip("()[]. ") for text in texts]
    figures = [int(text) for text in plain if re.fullmatch(r"\d{1,2}", text)]
    letters = [text for text in plain if re.fullmatch(r"[A-ZĐ]", text)]
    if len(figures) + len(letters) != len(texts) or len(texts) < 3:
        return False
    steps = [later - earlier for earlier, later in pairwise(figures)]
    return all(step == 1 for step in steps) and (not figures or figures[0] <= 2 or bool(letters))
