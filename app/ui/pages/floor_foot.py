"""The foot of the floor walk: when it was saved, what was just undone, and the keys that act now, in large type."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.pages.floor_looks import FOOT, paint_big_cap, walk_font

Key = tuple[str, str]
SMALL_FOOT = 44


class FloorFoot(QFrame):
    """Painted, because it is only read; what has no room is left out, the last keys first."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "bar-foot")
        self._fact: tuple[str, str, str] = ("", "", "")
        self._keys: Sequence[Key] = ()
        self._hint = ""
        self.use_little_room(False)

    def use_little_room(self, little: bool) -> None:
        self.setFixedHeight(theme.px(SMALL_FOOT if little else FOOT))

    def show_fact(self, icon: str, token: str, words: str) -> None:
        self._fact = (icon, token, words)
        self._tell()

    def show_hint(self, words: str) -> None:
        """What one may rely on, where there is room to say it."""
        self._hint = words
        self.update()

    def show_keys(self, keys: Sequence[Key]) -> None:
        self._keys = keys
        self._tell()

    def words(self) -> str:
        return self._fact[2]

    def _tell(self) -> None:
        self.setAccessibleName(", ".join([self._fact[2], *(f"{cap} {word}" for cap, word in self._keys)]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        left = self._paint_fact(painter)
        font, cap_font = walk_font(16), walk_font(14, 600)
        words, caps = QFontMetricsF(font), QFontMetricsF(cap_font)
        sizes = [
            (max(30.0, caps.horizontalAdvance(cap) + 18), words.horizontalAdvance(word)) for cap, word in self._keys
        ]
        shown = list(zip(self._keys, sizes, strict=True))
        hint = self._hint if self._fact[2] else ""
        while shown and sum(cap + word + 28 for _key, (cap, word) in shown) > self.width() - left - theme.px(20):
            shown.pop()
        taken = sum(cap + word + 28 for _key, (cap, word) in shown) + theme.px(20)
        if hint and left + words.horizontalAdvance(hint) + 60 < self.width() - taken:
            self._paint_words(painter, left, "camera", "text2", hint)
        at = self.width() - sum(cap + word + 28 for _key, (cap, word) in shown) + 22 - theme.px(20)
        high = theme.px(30)
        for (cap, word), (cap_wide, word_wide) in shown:
            paint_big_cap(painter, QRectF(at, (self.height() - high) / 2, cap_wide, high), cap, size=14)
            painter.setFont(font)
            painter.setPen(theme.color("text2"))
            place = QRectF(at + cap_wide + 7, 0, word_wide + 4, self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter.value), word)
            at += cap_wide + word_wide + 28

    def _paint_fact(self, painter: QPainter) -> float:
        icon, token, words = self._fact
        left = float(theme.px(20))
        if not words:
            return left
        return self._paint_words(painter, left, icon, token, words)

    def _paint_words(self, painter: QPainter, left: float, icon: str, token: str, words: str) -> float:
        """An icon and words; returns where the next begins."""
        side = theme.px(18)
        paint_icon(painter, icon, QRectF(left, (self.height() - side) / 2, side, side), token)
        painter.setFont(walk_font(16))
        painter.setPen(theme.color("text2"))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(words)
        place = QRectF(left + side + 8, 0, wide + 4, self.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter.value), words)
        return left + side + 8 + wide + 24
