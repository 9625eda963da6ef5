"""The head of a closing meeting: the sections with their digits, how far one is in this one, and the way out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.ui import theme
from app.ui.pages.floor_head import Cap
from app.ui.pages.floor_looks import HEAD, SMALL_HEAD, controls_sheet, paint_big_cap, walk_font
from app.ui.pages.meeting_stops import SECTIONS
from app.ui.parts import button, row
from app.wording import _

CAP, GAP = 26, 18


class SectionLine(QWidget):
    """Painted names with their digit; the current one is marked. chosen(section): one was clicked."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._current, self._count = "opening", ""
        self._places: dict[str, QRectF] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_place("opening", "")

    def show_place(self, section: str, count: str) -> None:
        self._current, self._count = section, count
        self.setAccessibleName(" ".join(filter(None, (_(SECTIONS[section]), count))))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, theme.px(HEAD))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for section, place in self._places.items():
            if place.contains(event.position()):
                self.chosen.emit(section)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        small = self._needed(20) > self.width()
        size = 16 if small else 20
        names_of_others = self._needed(16) <= self.width()
        x, self._places = 0.0, {}
        for number, section in enumerate(SECTIONS, start=1):
            current = section == self._current
            name = self._name(section) if current or names_of_others else ""
            font = walk_font(size, 600 if current else 400)
            wide = QFontMetrics(font).horizontalAdvance(name) if name else 0
            side = theme.px(CAP)
            place = QRectF(x, 0, side + (8 + wide if name else 0), self.height())
            self._places[section] = place
            paint_big_cap(
                painter, QRectF(x, (self.height() - side) / 2, side, side), str(number), size=14, chosen=current
            )
            painter.setFont(font)
            painter.setPen(theme.color("accent" if current else "text2"))
            words = QRectF(x + side + 8, 0, wide + 4, self.height())
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter.value), name)
            if current:
                painter.fillRect(QRectF(x, self.height() - 3, place.width(), 3), theme.color("accent"))
            x += place.width() + theme.px(GAP)
        painter.end()

    def _name(self, section: str) -> str:
        name = _(SECTIONS[section])
        return f"{name} {self._count}" if section == self._current and self._count else name

    def _needed(self, size: int) -> int:
        metrics = QFontMetrics(walk_font(size, 600))
        names = (self._name(each) for each in SECTIONS)
        return sum(theme.px(CAP) + 8 + metrics.horizontalAdvance(each) + theme.px(GAP) for each in names)


class MeetingHead(QFrame):
    """left: out of the meeting, which stays as it is. chosen(section): there."""

    left = Signal()
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "bar-top")
        self.out = button(_("Thoát"), self.left.emit, kind="ghost", icon_name="left")
        self.out.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cap = Cap("Esc")
        self.sections = SectionLine()
        self.sections.chosen.connect(self.chosen)
        self._line = row(self.out, self._cap, 10, gap=10, margins=(20, 0, 20, 0))
        self._line.addWidget(self.sections, 1)
        self.setLayout(self._line)
        self.setStyleSheet(controls_sheet())

    def use_frame(self, *, small: bool) -> None:
        self.setFixedHeight(theme.px(SMALL_HEAD if small else HEAD))
        self._line.setContentsMargins(*((8, 0, 8, 0) if small else (20, 0, 20, 0)))
        self._cap.setVisible(not small)
