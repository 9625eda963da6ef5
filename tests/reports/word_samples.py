"""Word templates as an office might make them, and ways to look into a written file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from docx import Document as opened

from app.domain.document import Column, Document, Heading, Letterhead, Paragraph, Signatures, Table

NASTY = "Giảm {{ 7*7 }} và {% for x in y %} <w:p> & ]]> xuống 2 %"
COLUMNS = (Column("Mã", 1, "code"), Column("Mục tiêu", 4))


def a_document(*extra: Paragraph) -> Document:
    return Document(
        title="Báo cáo",
        subject="Thử mẫu Word",
        letterhead=Letterhead(agency="Công ty An Lạc", place="Hưng Yên", number="05/BC-AL"),
        blocks=(
            Heading("I. MỤC TIÊU"),
            Paragraph(NASTY),
            Table(
                (Column("Mã", 1, "code"), Column("Mục tiêu", 4)), (("MT-01", NASTY), ("MT-02", "Hai\ndòng")), "Bảng 1"
            ),
            *extra,
            Signatures((("Giám đốc", "Phạm Văn Nhã"),), ("Như trên", "Lưu: VT")),
        ),
        footer="Hồ sơ 2026-ABC123",
    )


def a_template(path: Path, *lines: str, rows: Sequence[Sequence[str]] = ()) -> Path:
    """A template with these paragraphs, and a table of these rows."""
    document = opened()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    document.save(str(path))
    return path


def repacked(source: Path, target: Path, changed: Mapping[str, bytes]) -> Path:
    """The same file with these parts put in or put in place of others."""
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for each in given.infolist():
            if each.filename not in changed:
                made.writestr(each.filename, given.read(each))
        for name, content in changed.items():
            made.writestr(name, content)
    return target


def part(source: Path, name: str) -> bytes:
    with zipfile.ZipFile(source) as given:
        return given.read(name)


def words_of(path: Path) -> list[str]:
    """All texts of a written file: paragraphs, then cells row by row, tables within each other left out."""
    document = opened(io.BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [each.text for each in document.paragraphs] + cells
