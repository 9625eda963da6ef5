"""Mistakes in a form: where they are, and how to mend them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import UserError
from app.domain.forms.tables import FormTables
from app.wording import _


@dataclass(frozen=True, slots=True)
class Mistake:
    """sheet and column as in the file; row as a spreadsheet counts, 0 when it is of no one row; text: what is wrong and
    how to mend it. is_fatal: whether the form cannot be used with it; otherwise it is only hardly meant."""

    sheet: str
    row: int
    column: str
    text: str
    line: int = 0
    is_fatal: bool = True

    def __str__(self) -> str:
        if not self.sheet:
            return _("Dòng {line}: {what}", line=self.line, what=self.text) if self.line else self.text
        if not self.row:
            return _("Trang {sheet}: {what}", sheet=self.sheet, what=self.text)
        if not self.column:
            return _("Trang {sheet}, hàng {row}: {what}", sheet=self.sheet, row=self.row, what=self.text)
        return _(
            "Trang {sheet}, hàng {row}, cột {column}: {what}",
            sheet=self.sheet,
            row=self.row,
            column=self.column,
            what=self.text,
        )


class FormError(UserError):
    """A form that cannot be used. mistakes: every one found, in the order of the file."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        first = str(next((each for each in self.mistakes if each.is_fatal), self.mistakes[0]))
        more = sum(each.is_fatal for each in self.mistakes) - 1
        super().__init__(first if more < 1 else _("{first} (và {more} lỗi khác)", first=first, more=more))


def in_file_order(mistakes: Sequence[Mistake], tables: FormTables) -> list[Mistake]:
    """Each once, sheet by sheet, row by row."""
    order = {sheet.name.lower(): rank for rank, sheet in enumerate(tables.sheets)}
    unique = list(dict.fromkeys(mistakes))
    return sorted(unique, key=lambda each: (order.get(each.sheet.lower(), -1), each.row))
