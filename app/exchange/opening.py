"""Opens a list that comes from outside, and refuses what no list of instruments looks like.

Nothing is unpacked to disk. A zip is read part by part, and what really comes out is counted, whatever the
archive says of itself.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat

from app.domain.errors import UserError
from app.wording import _

MAX_FILE = 100_000_000
MAX_PARTS = 5_000
MAX_INFLATED = 600_000_000
MAX_SMALL_PART = 50_000_000
MAX_CELL = 32_767
"""Letters in one cell, as Excel allows them."""
MAX_ROWS = 50_000
"""Rows that hold something: ten times the largest factory."""
MAX_LETTERS = 60_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "EXE"),
    (b"SQLite format 3", "SQLite"),
)


Tell = Callable[[float], None]


def kind_of(path: Path) -> str:
    """xlsx, ods, xls or csv, by what the file is and not by its name; UserError for anything else."""
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode) and not stat.S_ISDIR(facts.st_mode):
            raise UserError(_("{file} là ống dẫn hay thiết bị, không phải tệp.", file=path))
        size = facts.st_size
        with path.open("rb") as file:
            start = file.read(4096)
    except FileNotFoundError as error:
        raise UserError(_("Không có tệp {file}.", file=path)) from error
    except IsADirectoryError as error:
        raise UserError(_("{file} là thư mục, không phải tệp.", file=path)) from error
    except OSError as error:
        raise UserError(_("Không đọc được tệp {file}; hãy xem quyền đọc tệp và ổ đĩa.", file=path)) from error
    if not start:
        raise UserError(_("Tệp {file} rỗng, không có danh mục nào để nhập.", file=path.name))
    if size > MAX_FILE:
        raise UserError(_("Tệp {file} lớn hơn 100 MB, quá lớn so với một danh mục phương tiện đo.", file=path.name))
    if start.startswith(b"PK"):
        return _kind_of_zip(path)
    if start.startswith(_OLE):
        return _kind_of_ole(path)
    for mark, name in _FOREIGN:
        if start.startswith(mark) and (len(mark) > 2 or b"\x00" in start):
            raise UserError(_("Tệp {file} là tệp {kind}, không phải bảng tính.", file=path.name, kind=name))
    if re.match(rb"\s*(<!doctype|<html|<\?xml|<table|MIME-Version)", start.lstrip(b"\xef\xbb\xbf"), re.I):
        raise UserError(
            _(
                "Tệp {file} là trang web hay XML mang tên bảng tính; hãy mở bằng Excel rồi lưu lại .xlsx.",
                file=path.name,
            )
        )
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")) and not _looks_like_utf16(start):
        raise UserError(_("Tệp {file} không phải bảng tính và cũng không phải tệp chữ.", file=path.name))
    return "csv"


def _looks_like_utf16(start: bytes) -> bool:
    even, odd = start[0::2].count(0), start[1::2].count(0)
    return max(even, odd) > len(start) / 8 and min(even, odd) < len(start) / 100


def _kind_of_zip(path: Path) -> str:
    with opened_zip(path) as archive:
        names = set(archive.namelist())
        lower = {name.lower() for name in names}
        if "xl/workbook.xml" in lower:
            return "xlsx"
        if "content.xml" in names and "mimetype" in names:
            return "ods"
        if "xl/workbook.bin" in lower:
            raise UserError(_("Tệp {file} là .xlsb; hãy mở bằng Excel rồi lưu lại .xlsx.", file=path.name))
        if any(name.startswith(("word/", "ppt/")) for name in lower):
            raise UserError(_("Tệp {file} là văn bản hay trình chiếu, không phải bảng tính.", file=path.name))
        if "[content_types].xml" in lower and any(name.endswith("workbook.xml") for name in lower):
            return "xlsx"
    raise UserError(_("Tệp {file} là tệp nén, không phải bảng tính.", file=path.name))


def _kind_of_ole(path: Path) -> str:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UserError(_("Tệp {file} có mật khẩu; hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại.", file=path.name))
    if "WordDocument".encode("utf-16-le") in content:
        raise UserError(_("Tệp {file} là văn bản hay trình chiếu, không phải bảng tính.", file=path.name))
    return "xls"


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, once its own figures are plausible; damage inside it becomes one sentence."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_archive(archive, path)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, OSError) as error:
        raise damaged(path) from error


def _check_archive(archive: zipfile.ZipFile, path: Path) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_INFLATED:
        raise too_large(path)
    if any(_leads_outside(part.filename) for part in parts):
        raise UserError(
            _("Tệp {file} chứa đường dẫn trỏ ra ngoài, không phải do Excel ghi; tệp không được mở.", file=path.name)
        )
    if any(part.flag_bits & 1 for part in parts):
        raise UserError(_("Tệp {file} có mật khẩu; hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại.", file=path.name))


def _leads_outside(name: str) -> bool:
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ".." in plain.split("/") or re.match(r"[A-Za-z]:", plain) is not None


def too_large(path: Path) -> UserError:
    return UserError(
        _(
            "Tệp {file} bung ra lớn hơn nhiều so với một danh mục phương tiện đo có thể chứa, nên không được mở.",
            file=path.name,
        )
    )


def too_many_rows(path: Path) -> UserError:
    return UserError(
        _(
            "Tệp {file} có hơn {rows} dòng có chữ, quá nhiều so với một danh mục phương tiện đo.",
            file=path.name,
            rows=f"{MAX_ROWS:,}".replace(",", "."),
        )
    )


def damaged(path: Path) -> UserError:
    return UserError(
        _("Tệp {file} bị hỏng; hãy mở bằng Excel hoặc LibreOffice, lưu lại rồi nhập tệp mới.", file=path.name)
    )


class Budget:
    """Counts what comes out of one file: bytes, letters and rows that hold something.

    tell(share) hears how far the reading is; what it raises ends the reading.
    """

    def __init__(self, path: Path, tell: Tell | None = None) -> None:
        self.path = path
        self.expected = 0
        self._tell = tell
        self._bytes = self._letters = self._rows = 0

    def inflated(self, count: int) -> None:
        self._bytes += count
        if self._tell is not None:
            self._tell(min(1.0, self._bytes / self.expected) if self.expected else 0.0)
        if self._bytes > MAX_INFLATED:
            raise too_large(self.path)

    def letters(self, count: int) -> None:
        self._letters += count
        if count > MAX_CELL or self._letters > MAX_LETTERS:
            raise too_large(self.path)

    def row(self) -> None:
        self._rows += 1
        if self._rows > MAX_ROWS:
            raise too_many_rows(self.path)


def parse_part(
    archive: zipfile.ZipFile,
    part: str,
    parser: expat.XMLParserType,
    budget: Budget,
    without: re.Pattern[bytes] | None = None,
) -> None:
    """Feeds one XML part to the parser piece by piece. A document type, and with it any entity, is refused.

    without: elements that say nothing, taken out before they are parsed; a sheet may hold millions of them.
    """

    def refuse(*_declaration: object) -> None:
        raise UserError(
            _(
                "Tệp {file} khai báo thực thể XML, điều Excel không bao giờ ghi; tệp không được mở.",
                file=budget.path.name,
            )
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        with archive.open(part) as stream:
            rest = b""
            while piece := stream.read(262_144):
                budget.inflated(len(piece))
                if without is not None:
                    whole, mark, rest = (rest + piece).rpartition(b">")
                    piece = without.sub(b"", whole + mark)
                    if len(rest) > MAX_CELL:
                        piece, rest = piece + rest, b""
                parser.Parse(piece, False)
            parser.Parse(rest, True)
    except expat.ExpatError as error:
        raise damaged(budget.path) from error
