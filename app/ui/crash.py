"""What happens when the program itself is wrong: the data are safe, and a report is left to send.

A UserError that nobody caught is shown in the page; anything else is our bug.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtWidgets import QDialog, QWidget

from app import VERSION, paths
from app.domain.errors import UserError
from app.formats import now
from app.ui import theme
from app.ui.parts import Glyph, button, column, row, text
from app.wording import _

KEPT_REPORTS = 20


class CrashHook(QObject):
    """Takes the place of sys.excepthook, for this thread and all others."""

    _happened = Signal(object, str)

    def __init__(self, say_wrong: Callable[[str], object], window: QWidget) -> None:
        super().__init__(window)
        self._say_wrong = say_wrong
        self._window = window
        self._is_shown = False
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self._catch
        threading.excepthook = lambda event: self._catch(
            event.exc_type, event.exc_value or event.exc_type(), event.exc_traceback
        )

    def _catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        import traceback

        details = "".join(traceback.format_exception(kind, error, trace))
        if not isinstance(error, UserError):
            sys.stderr.write(details)
        self._happened.emit(error, details)

    def _show(self, error: BaseException, details: str) -> None:
        if isinstance(error, UserError):
            self._say_wrong(str(error))
            return
        report = write_report(details)
        if not self._is_shown:
            self._is_shown = True
            CrashDialog(self._window, report).exec()
            self._is_shown = False


def write_report(details: str) -> Path | None:
    """A text file with what went wrong and nothing of the dossier; None when even that cannot be written."""
    import platform

    moment = now()
    lines = (
        f"Do Chuan {VERSION}, {moment.isoformat(timespec='seconds')}",
        f"{platform.platform()}, Python {platform.python_version()}, Qt {qVersion()}",
        "",
        details,
    )
    try:
        folder = paths.user_folder() / "reports"
        folder.mkdir(exist_ok=True)
        path = folder / f"{moment:%Y%m%d-%H%M%S-%f}.txt"
        path.write_text("\n".join(lines), "utf-8")
        for old in sorted(folder.glob("*.txt"))[:-KEPT_REPORTS]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


class CrashDialog(QDialog):
    """Says that the data are safe, where the report lies, and goes on."""

    def __init__(self, window: QWidget, report: Path | None) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Chương trình gặp lỗi"))
        where = (
            _(
                "Bản ghi lỗi nằm ở {path}. Gửi tệp này cho nơi cung cấp chương trình; trong đó không có dữ liệu hồ sơ.",
                path=report,
            )
            if report
            else _("Không ghi được bản ghi lỗi vì ổ đĩa đầy hoặc bị khóa.")
        )
        words = column(
            text(_("Dữ liệu vẫn an toàn."), "h2"),
            text(
                _("Mọi ô đã nhập được lưu ngay khi rời ô. Việc vừa làm có thể chưa được ghi; hãy xem lại rồi làm lại."),
                wrap=True,
            ),
            text(where, "second", wrap=True, selectable=True),
            None,
            gap=8,
        )
        go_on = button(_("Làm tiếp"), self.accept, kind="primary")
        go_on.setDefault(True)
        self.setLayout(
            column(
                row(column(Glyph("warn", 24), None), words, gap=16), row(None, go_on), gap=16, margins=(20, 20, 20, 16)
            )
        )
        self.setMinimumWidth(theme.px(520))
