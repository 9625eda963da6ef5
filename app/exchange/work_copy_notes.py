"""A work copy that goes back: a new file in which every cell that could not be taken is red and says why."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

from app.domain.errors import UserError
from app.domain.work_copies import Outcome
from app.domain.work_copy_preview import WorkCopyPreview
from app.wording import _

_GROUND, _WORDS = "FBE7E5", "B0241C"


def write_annotated(given: Path, preview: WorkCopyPreview, out: Path | None = None) -> Path:
    """Beside the given file under a new name, unless out says where; UserError when it cannot be written."""
    from openpyxl import load_workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    path = out or _new_name(given)
    if path.resolve() == given.resolve():
        raise UserError(_("“{name}” chính là tệp được giao; hãy đặt tên khác.", name=path.name))
    book = load_workbook(given)
    by_title = {sheet.title: sheet for sheet in book.worksheets}
    words: dict[tuple[str, str], list[str]] = {}
    for sheet_name, place, why in _mistakes(preview):
        words.setdefault((sheet_name, place), []).append(why)
    for (sheet_name, place), whys in words.items():
        sheet = by_title.get(sheet_name)
        if sheet is None:
            continue
        cell: Any = sheet[place]
        cell.fill = PatternFill("solid", start_color=_GROUND, end_color=_GROUND)
        font = copy(cell.font)
        font.color, font.b = _WORDS, True
        cell.font = font
        note = Comment("\n".join(whys), _("Đo Chuẩn"))
        note.width, note.height = 320, 40 + 34 * len(whys)
        cell.comment = note
    try:
        book.save(path)
    except OSError as error:
        raise UserError(
            _("Không ghi được “{name}”: {reason}. Hãy chọn thư mục khác.", name=path.name, reason=error.strerror or "")
        ) from error
    return path


def _mistakes(preview: WorkCopyPreview) -> Iterator[tuple[str, str, str]]:
    for change in preview.cells:
        if change.outcome is Outcome.REFUSED:
            yield change.sheet, change.place, change.why
    for told in preview.told:
        if told.is_wrong and told.row:
            yield told.sheet, f"{told.letter}{told.row}", told.words


def _new_name(given: Path) -> Path:
    """name.xlsx -> name_can-sua.xlsx, or with a number where that exists."""
    ending = _("can-sua")
    made = given.with_name(f"{given.stem}_{ending}.xlsx")
    number = 2
    while made.exists():
        made = given.with_name(f"{given.stem}_{ending}-{number}.xlsx")
        number += 1
    return made
