"""Comments pasted as lines, "unit; text". What a comment is about is told by the code that it names first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.errors import UserError
from app.formats import tidy
from app.wording import _

CODE = re.compile(r"\b(MT|NV|GP|HQ)\s?-?\s?(\d{1,4})\b", re.IGNORECASE)
MOST_LINES = 1000
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class CommentLine:
    """One pasted comment. code: the first trace code in its words ("MT-02"), "" for none."""

    given_by: str
    words: str
    code: str


def read_comment_lines(text: str) -> list[CommentLine]:
    """One comment a line, unit and words parted by a semicolon or a tab; blank lines are passed over.

    UserError names the line that cannot be read; then none is taken.
    """
    lines = [(number, tidy_line) for number, each in enumerate(text.splitlines(), 1) if (tidy_line := each.strip())]
    if not lines:
        raise UserError(_("Chưa có dòng nào. Dán mỗi ý kiến một dòng: đơn vị; nội dung."))
    if len(lines) > MOST_LINES:
        raise UserError(_("Mỗi lần nhập tối đa {n} ý kiến. Chia thành nhiều lần.", n=MOST_LINES))
    return [_read(number, line) for number, line in lines]


def _read(number: int, line: str) -> CommentLine:
    unit, words = (tidy(each) for each in _parted(line))
    if not unit or not words:
        raise UserError(_("Dòng {number} không có dạng “đơn vị; nội dung”: {line}", number=number, line=line[:60]))
    if len(words) > LONGEST:
        raise UserError(_("Ý kiến ở dòng {number} dài quá {n} chữ.", number=number, n=LONGEST))
    return CommentLine(given_by=unit, words=words, code=code_in(words))


def _parted(line: str) -> tuple[str, str]:
    """Before and behind the first semicolon or tab."""
    cut = min((place for each in ("\t", ";") if (place := line.find(each)) >= 0), default=len(line))
    return line[:cut], line[cut + 1 :]


def code_in(words: str) -> str:
    """The first trace code that these words name, as it is printed; "" for none."""
    found = CODE.search(words)
    return f"{found[1].upper()}-{int(found[2]):02d}" if found else ""
