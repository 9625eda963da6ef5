"""What went wrong on the disk, said as one sentence that the auditor can act on."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import UserError
from app.wording import N_, _

_SENTENCES = {
    "SQLITE_FULL": N_("Đĩa đã đầy nên chưa lưu được vào “{name}”. Hãy giải phóng chỗ trống rồi làm lại."),
    "SQLITE_IOERR": N_("Không ghi được vào “{name}”: đĩa hoặc thẻ nhớ báo lỗi. Hãy kiểm tra đĩa rồi làm lại."),
    "SQLITE_BUSY": N_("“{name}” đang bị một chương trình khác giữ. Hãy đóng chương trình đó rồi làm lại."),
    "SQLITE_LOCKED": N_("“{name}” đang bị một chương trình khác giữ. Hãy đóng chương trình đó rồi làm lại."),
    "SQLITE_READONLY": N_("Không ghi được vào “{name}”: tệp hoặc thư mục chỉ cho đọc."),
    "SQLITE_PERM": N_("Không ghi được vào “{name}”: máy tính không cho phép."),
    "SQLITE_CANTOPEN": N_("Không mở được “{name}”: đĩa hoặc thẻ nhớ có còn cắm không?"),
    "SQLITE_CORRUPT": N_("Hồ sơ “{name}” bị hỏng một phần. Hãy đóng lại và mở bản sao lưu gần nhất."),
    "SQLITE_NOTADB": N_("Hồ sơ “{name}” bị hỏng một phần. Hãy đóng lại và mở bản sao lưu gần nhất."),
}


def as_user_error(error: BaseException, path: Path) -> UserError | None:
    """The sentence for a failure of disk or file; None when the failure is a bug of ours.

    error: the driver's own, or SQLAlchemy's with the driver's inside.
    """
    original = getattr(error, "orig", None) or error
    code = str(getattr(original, "sqlite_errorname", ""))
    for start, sentence in _SENTENCES.items():
        if code.startswith(start):
            return UserError(_(sentence, name=path.name))
    return None
