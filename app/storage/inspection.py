"""Is this file a dossier, whole, and of a schema we know? Answered from its first bytes and by SQLite's own check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.domain.errors import UserError
from app.storage.connection import APPLICATION_ID, connect
from app.storage.convert import RECORDS
from app.wording import _

MAGIC = b"SQLite format 3\x00"
HEADER_SIZE = 100
NOT_THE_FILE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_NOMEM")
"""Failures that say nothing about whether the file is whole."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first 100 bytes of an SQLite file, as far as they matter here (SQLite file format, 1.3)."""

    page_size: int
    pages: int
    version: int
    application_id: int
    counts_pages: bool


def read_header(path: Path) -> Header | None:
    """None when the file does not begin as an SQLite file does. UserError when it is not there or cannot be read."""
    if not path.is_file():
        raise UserError(_("Không tìm thấy hồ sơ “{path}”. Hãy kiểm tra tên tệp và thư mục.", path=path))
    try:
        with path.open("rb") as file:
            start = file.read(HEADER_SIZE)
    except OSError as refused:
        raise UserError(_("Không đọc được tệp “{name}”: máy tính không cho phép.", name=path.name)) from refused
    if len(start) < HEADER_SIZE or not start.startswith(MAGIC):
        return None
    size = int.from_bytes(start[16:18], "big")
    return Header(
        page_size=65536 if size == 1 else size,
        pages=int.from_bytes(start[28:32], "big"),
        version=int.from_bytes(start[60:64], "big"),
        application_id=int.from_bytes(start[68:72], "big"),
        counts_pages=start[24:28] == start[92:96],
    )


def is_dossier(header: Header | None) -> bool:
    return header is not None and header.application_id == APPLICATION_ID


def is_cut_short(path: Path, header: Header) -> bool:
    """Is the file shorter than it says? While a journal waits to be rolled back, SQLite decides by itself."""
    unfinished = path.with_name(f"{path.name}-journal")
    if not header.counts_pages or unfinished.exists():
        return False
    return path.stat().st_size < header.pages * header.page_size


def is_sound(connection: Any, *, whole: bool) -> bool:
    """SQLite's quick_check. whole=False leaves out the bytes of evidence, which are most of a large file.

    At opening the check is bounded, so that 800 photos do not keep the auditor waiting (0.3 s for every 250 MB, and
    far more from a stick); records and their history are always checked. The rest follows in the background, when the
    backup that is made on opening is verified whole. The driver's error where the file could not be looked at.
    """
    try:
        if whole:
            return _says_ok(connection, "PRAGMA quick_check(1)")
        tables = (*RECORDS, "deeds", "journal")
        return all(_says_ok(connection, f"PRAGMA quick_check('{table}')") for table in tables)
    except driver.DatabaseError as failed:
        if str(getattr(failed, "sqlite_errorname", "")).startswith(NOT_THE_FILE):
            raise
        return False


def is_good_file(path: Path) -> bool:
    """A dossier that opens and is sound in every part; never raises."""
    try:
        header = read_header(path)
        if header is None or not is_dossier(header) or is_cut_short(path, header):
            return False
        connection = connect(path, read_only=True)
    except (UserError, OSError, driver.Error):
        return False
    try:
        return is_sound(connection, whole=True)
    except driver.Error:
        return False
    finally:
        connection.close()


def _says_ok(connection: Any, check: str) -> bool:
    return bool(connection.execute(check).fetchall() == [("ok",)])
