"""The right side of the home page: ways to start, and what wants to be seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from app.ui import theme
from app.ui.icons import pixmap
from app.ui.pages.home_rows import HomeRow, has_old_backup
from app.ui.parts import Card, Glyph, KeyCap, clear_layout, column, row, text
from app.wording import _


class WayIn(QWidget):
    """Two lines that can be pressed: what it does, and what that means."""

    pressed = Signal()

    def __init__(self, picture: QWidget, words: str, hint: str, key: str = "", *, strong: bool = True) -> None:
        super().__init__()
        title = text(words, "strong" if strong else "body", cut=True)
        block = column(title, text(hint, "small", cut=True), gap=1)
        line = row(picture, gap=12, margins=(6, 5, 6, 5))
        line.addLayout(block, 1)
        if key:
            line.addWidget(KeyCap(key))
        self.setLayout(line)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{words}. {hint}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("hover") if self.underMouse() else Qt.BrushStyle.NoBrush)
        if self.hasFocus() or self.underMouse():
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)


class StartCard(Card):
    open_asked = Signal()
    new_asked = Signal()
    sample_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Bắt đầu"), padding=(14, 12, 10, 10))
        self.content.setSpacing(4)
        ways = (
            ("plus", _("Tạo hồ sơ mới"), _("Doanh nghiệp, nhà máy, chu kỳ"), "Ctrl+N", self.new_asked),
            ("folder", _("Mở hồ sơ"), _("Tệp .dochuan, hoặc kéo thả vào"), "Ctrl+O", self.open_asked),
        )
        for icon_name, words, hint, key, wish in ways:
            way = WayIn(_picture(icon_name), words, hint, key)
            way.pressed.connect(wish)
            self.content.addWidget(way)
        samples = (
            ("report", _("Hồ sơ mẫu: nhà máy thức ăn"), _("Mười bước, hai chu kỳ, có đủ văn bản"), "mill"),
            ("survey", _("Hồ sơ mẫu: hợp tác xã chè"), _("Đang khảo sát dở, để tập làm tiếp"), "tea"),
        )
        for icon_name, words, hint, which in samples:
            way = WayIn(_picture(icon_name), words, hint)
            way.pressed.connect(lambda which=which: self.sample_asked.emit(which))
            self.content.addWidget(way)


class WatchCard(Card):
    """What wants to be seen in the recent dossiers, the worst first; hidden while there is nothing."""

    open_asked = Signal(Path)

    def __init__(self) -> None:
        super().__init__(_("Cần xem"), padding=(14, 12, 10, 10))
        self.content.setSpacing(2)
        self._place = column(gap=2)
        self.content.addLayout(self._place)
        self.hide()

    def show_rows(self, rows: Sequence[HomeRow], today: date) -> None:
        clear_layout(self._place)
        things = _things(rows, today)
        for state, words, hint, path in things[:5]:
            way = WayIn(Glyph(state, 16), words, hint, strong=False)
            way.pressed.connect(lambda path=path: self.open_asked.emit(path))
            self._place.addWidget(way)
        self.setVisible(bool(things))


def _things(rows: Sequence[HomeRow], today: date) -> list[tuple[str, str, str, Path]]:
    """(state, what, whose, file) of files that cannot be read, steps that were sent back, and missing backups."""
    cards = [(each.path, each.card) for each in rows if each.card is not None]
    unread = [("bad", _("Không đọc được tệp"), each.path.name, each.path) for each in rows if each.trouble]
    late = [
        ("warn", _("Chưa có bản sao lưu mới"), card.site_name or card.enterprise, path)
        for path, card in cards
        if has_old_backup(card, today)
    ]
    returned = [
        ("warn", _("Có bước cần sửa"), card.site_name or card.enterprise, path)
        for path, card in cards
        if "needs_work" in card.step_states
    ]
    return unread + returned + late


def _picture(icon_name: str) -> QLabel:
    made = QLabel()
    made.setPixmap(pixmap(icon_name, "accent", 20))
    made.setFixedSize(22, 22)
    return made
