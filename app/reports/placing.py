"""A file appears whole or not at all: written beside its place under another name, then moved there."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.errors import UserError
from app.wording import _


def place(path: Path, write: Callable[[Path], None]) -> Path:
    """Let write fill a temporary file in the same folder, then move it into place; UserError when that cannot be."""
    with told_plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            write(beside)
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    return path


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """What the system refuses becomes one sentence that says what to do."""
    try:
        yield
    except OSError as trouble:
        raise UserError(_refusal(trouble, path)) from trouble


def _refusal(trouble: OSError, path: Path) -> str:
    name, folder = path.name, str(path.parent)
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        return _(
            "Ổ đĩa đã đầy nên không ghi được “{name}”. Hãy dọn chỗ trống hoặc chọn thư mục khác; chưa có gì thay đổi.",
            name=name,
        )
    if trouble.errno == errno.EROFS:
        return _("Thư mục {folder} chỉ cho đọc. Hãy chọn thư mục khác để xuất.", folder=folder)
    if isinstance(trouble, PermissionError) and path.exists():
        return _("“{name}” đang mở ở chương trình khác hoặc chỉ cho đọc. Hãy đóng tệp đó rồi xuất lại.", name=name)
    if isinstance(trouble, PermissionError):
        return _("Không có quyền ghi vào thư mục {folder}. Hãy chọn thư mục khác để xuất.", folder=folder)
    if isinstance(trouble, IsADirectoryError) or path.is_dir():
        return _("“{name}” là một thư mục. Hãy đặt tên khác cho tệp xuất.", name=name)
    if isinstance(trouble, (FileExistsError, NotADirectoryError)):
        return _("{folder} không phải là thư mục. Hãy chọn thư mục khác để xuất.", folder=folder)
    return _(
        "Không ghi được “{name}”: {reason}. Hãy chọn thư mục khác để xuất.", name=name, reason=trouble.strerror or ""
    )
