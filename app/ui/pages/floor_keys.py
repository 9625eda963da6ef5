"""The keys of the floor walk; and how a person's single key is told from a scanner, which types a code in a blink."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.wording import _

BLINK_MILLISECONDS, LATE_MILLISECONDS = 60, 25
"""Scanners send a character every 1 to 30 ms; two fingers need longer. The second wait lets keys be heard that came
while the window was busy."""


class KeyBurst(QObject):
    """pressed(letter): one key alone, told a blink later. scanned(code, ended): several at once; ended: by Enter.

    Without this a scanned code such as CD-005 would answer for the current row with its digits.
    """

    pressed = Signal(str)
    scanned = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held = ""
        self._blink = QTimer(self, singleShot=True, interval=BLINK_MILLISECONDS)
        self._late = QTimer(self, singleShot=True, interval=LATE_MILLISECONDS)
        self._blink.timeout.connect(self._late.start)
        self._late.timeout.connect(lambda: self._tell(ended=False))

    def take(self, letters: str) -> None:
        self._held += letters
        self._late.stop()
        self._blink.start()

    def enter(self) -> bool:
        """Enter was pressed: True when it ended a scanned code and so is used up."""
        was_scan = len(self._held) > 1
        self._tell(ended=True)
        return was_scan

    def flush(self) -> None:
        """Tell at once what is held, before something else happens."""
        self._tell(ended=False)

    def _tell(self, *, ended: bool) -> None:
        self._blink.stop()
        self._late.stop()
        held, self._held = self._held, ""
        if len(held) > 1:
            self.scanned.emit(held, ended)
        elif held:
            self.pressed.emit(held)


def keys(asking: str, *, still: bool) -> list[tuple[str, str]]:
    """The keys that act now. asking: what the current row asks; still: nothing may be written."""
    if asking:
        digits = [] if asking == "note" else [("1–5", _("chọn"))]
        return [*digits, ("Enter", _("ghi")), ("Esc", _("thôi"))]
    if still:
        return [("↑↓", _("dòng")), ("/", _("tìm"))]
    return [
        ("↑↓", _("dòng")),
        ("1–5", _("ghi nhận")),
        ("0", _("bỏ ghi nhận")),
        ("/", _("tìm")),
        ("N", _("ghi chú")),
        ("B", _("ảnh")),
        ("Ctrl+Z", _("hoàn tác")),
    ]


def more_keys(*, still: bool) -> list[tuple[str, str]]:
    """Further keys, for F1 alone."""
    new = (
        []
        if still
        else [("+", _("thêm phương tiện đo")), ("D", _("sửa nơi dùng theo nơi mới")), ("Ctrl+V", _("dán ảnh vào dòng"))]
    )
    return [
        ("Ctrl+Enter", _("tới dòng chưa xem kế tiếp")),
        ("C", _("chỉ hiện dòng chưa xem")),
        ("K", _("chọn khu vực")),
        ("M", _("đọc mã từ ảnh")),
        *new,
        ("R", _("đối chiếu ba danh sách")),
        ("Esc", _("thoát")),
    ]
