"""From a path to a checked, locked, up-to-date connection; each thing that can be wrong has its sentence."""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.domain.errors import DamagedError, UserError
from app.formats import show_date, show_time
from app.storage import backups as copies
from app.storage.connection import APPLICATION_ID, SCHEMA_VERSION, connect, make_engine
from app.storage.failures import as_user_error
from app.storage.inspection import Header, is_cut_short, is_dossier, is_sound, read_header
from app.storage.lock import Holder, LockedError, WriterLock
from app.storage.migrations import migrate
from app.wording import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """notice: why the file may only be read, worded; "" when it may be written, and then lock is held."""

    path: Path
    connection: Any
    lock: WriterLock | None = None
    notice: str = ""


def create_file(path: Path, person: str) -> Opened:
    """A new file with empty tables; nothing is left behind when that fails."""
    if path.exists():
        raise UserError(_("Đã có tệp “{name}” trong thư mục này. Hãy chọn tên khác.", name=path.name))
    if not path.parent.is_dir():
        raise UserError(_("Không có thư mục “{folder}”. Hãy chọn thư mục khác.", folder=path.parent))
    lock = None
    try:
        lock = WriterLock(path, person)
        path.touch(exist_ok=False)
        connection = connect(path)
        migrate(make_engine(connection), APPLICATION_ID, SCHEMA_VERSION)
    except Exception as failed:
        _forget(path, lock)
        raise _creation_error(failed, path) from failed
    return Opened(path=path, connection=connection, lock=lock)


def open_file(path: Path, person: str, read_only: bool) -> Opened:
    header = read_header(path)
    if header is None or not is_dossier(header):
        raise refusal(path)
    if is_cut_short(path, header):
        raise damaged(path)
    notice = _reason_to_only_read(path, header, read_only)
    lock = None
    if not notice:
        lock, notice = _lock(path, person)
    try:
        return _connect(path, header, lock, notice)
    except BaseException:
        if lock:
            lock.release()
        raise


def damaged(path: Path) -> DamagedError:
    """Says so, and names the newest good backup."""
    backup = copies.newest_good(path)
    if backup is None:
        return DamagedError(_("Hồ sơ “{name}” bị hỏng và không có bản sao lưu nào mở được.", name=path.name), None)
    return DamagedError(
        _(
            "Hồ sơ “{name}” bị hỏng nên không mở. Bản sao lưu tốt gần nhất là “{backup}” ({day} {time}); "
            "hãy khôi phục từ bản đó.",
            name=path.name,
            backup=backup.path.name,
            day=show_date(backup.at.astimezone().date()),
            time=show_time(backup.at),
        ),
        backup.path,
    )


def _connect(path: Path, header: Header, lock: WriterLock | None, notice: str) -> Opened:
    if header.version < SCHEMA_VERSION:
        _prepare_to_migrate(path, notice)
    try:
        connection = connect(path, read_only=lock is None)
    except driver.Error as failed:
        raise as_user_error(failed, path) or damaged(path) from failed
    try:
        if header.version < SCHEMA_VERSION:
            migrate(make_engine(connection), APPLICATION_ID, SCHEMA_VERSION)
        if header.version <= SCHEMA_VERSION and not is_sound(connection, whole=False):
            raise damaged(path)
    except driver.Error as failed:
        connection.close()
        raise as_user_error(failed, path) or damaged(path) from failed
    except BaseException:
        connection.close()
        raise
    return Opened(path=path, connection=connection, lock=lock, notice=notice)


def _prepare_to_migrate(path: Path, notice: str) -> None:
    if notice:
        raise UserError(
            _(
                "Hồ sơ “{name}” thuộc phiên bản cũ và cần được nâng cấp: hãy mở nó một lần để sửa, ở nơi ghi được.",
                name=path.name,
            )
        )
    try:
        copies.back_up(path)
    except OSError as failed:
        raise UserError(
            _("Không sao lưu được “{name}” trước khi nâng cấp nên hồ sơ được giữ nguyên.", name=path.name)
        ) from failed


def _reason_to_only_read(path: Path, header: Header, wanted: bool) -> str:
    if header.version > SCHEMA_VERSION:
        return _("Hồ sơ này được ghi bằng phiên bản Đo Chuẩn mới hơn nên chỉ mở để xem. Hãy cập nhật chương trình.")
    if wanted:
        return _("Hồ sơ được mở chỉ để xem.")
    if copies.is_backup(path):
        return _("Đây là bản sao lưu nên chỉ mở để xem. Hãy khôi phục nó thành hồ sơ mới để làm tiếp.")
    if not _may_write(path):
        return _("Tệp này chỉ cho đọc nên hồ sơ chỉ mở để xem.")
    if not _may_write(path.parent):
        return _folder_is_closed()
    return ""


def _folder_is_closed() -> str:
    return _("Thư mục chứa hồ sơ không cho ghi nên hồ sơ chỉ mở để xem. Hãy chép hồ sơ sang nơi khác để làm tiếp.")


def _may_write(path: Path) -> bool:
    """A file marked read-only stays so for an administrator too, who could write it."""
    marked = not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    return not marked and os.access(path, os.W_OK)


def _lock(path: Path, person: str) -> tuple[WriterLock | None, str]:
    try:
        return WriterLock(path, person), ""
    except LockedError as locked:
        return None, _held_by(locked.holder)
    except OSError:
        return None, _folder_is_closed()


def _held_by(holder: Holder) -> str:
    if holder.since is None:
        return _("Hồ sơ đang được mở ở một cửa sổ khác nên ở đây chỉ mở để xem.")
    return _(
        "{person} đang mở hồ sơ này trên máy {computer} từ {time} ngày {day} nên ở đây chỉ mở để xem.",
        person=holder.person or _("Một người khác"),
        computer=holder.computer,
        time=show_time(holder.since),
        day=show_date(holder.since.astimezone().date()),
    )


def refusal(path: Path) -> UserError:
    """Why a file that does not begin as a dossier is not opened: it never was one, or it was spoilt."""
    if copies.backups_of(path):
        return damaged(path)
    if path.stat().st_size == 0:
        return UserError(_("Tệp “{name}” trống, không phải là hồ sơ Đo Chuẩn.", name=path.name))
    return UserError(_("Tệp “{name}” không phải là hồ sơ Đo Chuẩn.", name=path.name))


def _creation_error(failed: Exception, path: Path) -> Exception:
    if isinstance(failed, OSError | LockedError):
        return UserError(_("Không tạo được hồ sơ trong “{folder}”: thư mục không cho ghi.", folder=path.parent))
    return as_user_error(failed, path) or failed


def _forget(path: Path, lock: WriterLock | None) -> None:
    if lock is None:
        return
    for leftover in (path, path.with_name(f"{path.name}-journal")):
        with contextlib.suppress(OSError):
            leftover.unlink()
    lock.release()
