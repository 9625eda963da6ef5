"""The line at the foot of the window: when it was saved, when the backup was tried, and the keys that act now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.formats import show_date, show_time
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.parts.buttons import cap_width, paint_cap
from app.ui.parts.surfaces import row
from app.wording import _

Key = tuple[str, str]
DEED_MILLISECONDS = 6000


def local_moment(moment: datetime, today: date) -> str:
    """10:00 today, else 18/11/2026."""
    local = moment.astimezone()
    return local.strftime("%H:%M") if local.date() == today else show_date(local.date())


class StatusLine(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "status")
        self.setFixedHeight(theme.px(30))
        self._facts = _Facts()
        self._keys = _Keys()
        self._busy = ""
        self._passing = QTimer(self, singleShot=True, interval=DEED_MILLISECONDS)
        self._passing.timeout.connect(lambda: self._facts.show_busy(self._busy))
        line = row(self._facts, gap=16, margins=(14, 0, 14, 0))
        line.addWidget(self._keys, 1)
        self.setLayout(line)

    def show_saved(self, saved_at: datetime | None, backup_at: datetime | None, today: date, notice: str = "") -> None:
        """Trust is visible: the last commit to the second, and the last backup that was opened to try it."""
        facts = []
        if notice:
            facts.append(("lock", "warn", _("Chỉ đọc")))
        elif saved_at is not None:
            facts.append(("check", "ok", _("Đã lưu {time}", time=show_time(saved_at))))
        if backup_at is not None:
            facts.append(("shield", "text3", _("Sao lưu {time}, đã thử mở", time=local_moment(backup_at, today))))
        elif saved_at is not None and not notice:
            facts.append(("shield", "warn", _("Chưa có bản sao lưu")))
        self._facts.show_facts(facts)

    def show_busy(self, words: str) -> None:
        """What runs in the background; "" when nothing does."""
        self._busy = words
        self._facts.show_busy(words)

    def show_deed(self, words: str) -> None:
        """What was just taken back or done again, for a few seconds."""
        self._facts.show_busy(words)
        self._passing.start()

    def show_keys(self, keys: Sequence[Key]) -> None:
        self._keys.show_keys(keys)

    def clear(self) -> None:
        self._facts.show_facts([])
        self._keys.show_keys([])


class _Facts(QWidget):
    """Icon and words, one after the other; what runs in the background comes first."""

    def __init__(self) -> None:
        super().__init__()
        self._facts: list[tuple[str, str, str]] = []
        self._busy = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._settle()

    def show_facts(self, facts: list[tuple[str, str, str]]) -> None:
        self._facts = facts
        self._settle()

    def show_busy(self, words: str) -> None:
        self._busy = words
        self._settle()

    def _shown(self) -> list[tuple[str, str, str]]:
        return [("clock", "accent", self._busy), *self._facts] if self._busy else self._facts

    def _settle(self) -> None:
        metrics = QFontMetrics(theme.font("small"))
        self.setFixedWidth(sum(20 + metrics.horizontalAdvance(words) + 16 for _icon, _token, words in self._shown()))
        self.setAccessibleName(", ".join(words for _icon, _token, words in self._shown()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("small"))
        metrics = painter.fontMetrics()
        left = 0.0
        for name, token, words in self._shown():
            paint_icon(painter, name, QRectF(left, (self.height() - 14) / 2, 14, 14), token)
            wide = metrics.horizontalAdvance(words)
            painter.setPen(theme.color("warn" if token == "warn" else "text2" if token == "accent" else "text3"))
            painter.drawText(QRectF(left + 19, 0, wide + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            left += 20 + wide + 16


class _Keys(QWidget):
    """Key caps with a word each, right-aligned; the last ones go first when room is short."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: Sequence[Key] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_keys(self, keys: Sequence[Key]) -> None:
        self._keys = keys
        self.setAccessibleName(", ".join(f"{cap} {word}" for cap, word in keys))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("small"))
        metrics = painter.fontMetrics()
        widths = [cap_width(cap) + 5 + metrics.horizontalAdvance(word) + 14 for cap, word in self._keys]
        shown = list(zip(self._keys, widths, strict=True))
        while shown and sum(wide for _key, wide in shown) > self.width():
            shown.pop()
        left = self.width() - sum(wide for _key, wide in shown) + 14.0
        high = theme.px(20)
        for (cap, word), wide in shown:
            painter.setFont(theme.font("small"))
            paint_cap(painter, QRectF(left, (self.height() - high) / 2, cap_width(cap), high), cap)
            painter.setPen(theme.color("text3"))
            place = QRectF(left + cap_width(cap) + 5, 0, wide, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)
            left += wide
