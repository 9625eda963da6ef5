"""The ring of calibration states with its legend: shape, word, number and share of each part."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QWidget

from app.domain.metrology.calibration_status import Rate, State
from app.formats import show_number
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph, row
from app.ui.parts.tables import paint_row_ground
from app.wording import N_, _

LEAST_DEGREES = 3.0


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the ring. share: 0 to 1 of all instruments."""

    word: str
    glyph: str
    token: str
    count: int
    share: float
    states: tuple[State, ...]


_PARTS = (
    (N_("Còn hạn"), "ok", "ok_fill", (State.VALID,)),
    (N_("Sắp hết hạn"), "warn", "warn_fill", (State.DUE_SOON,)),
    (
        N_("Không có hiệu lực"),
        "bad",
        "bad_fill",
        (State.OVERDUE, State.FAILED, State.NEVER, State.DATA_ERROR),
    ),
    (N_("Thiếu hồ sơ"), "na", "none_fill", (State.NO_EVIDENCE,)),
    (N_("Ngừng dùng, miễn"), "todo", "chart3", (State.OUT_OF_SERVICE, State.NOT_REQUIRED)),
)
"""Five parts at most, grouped as in the summary; the exact state of each instrument stands in the register."""


def parts_of(counts: Mapping[State, int]) -> list[Part]:
    total = sum(counts.values())
    found = []
    for word, glyph, token, states in _PARTS:
        count = sum(counts[each] for each in states)
        found.append(Part(_(word), glyph, token, count, count / total if total else 0.0, states))
    return found


def shown_share(share: float, count: int) -> str:
    """A share of all: 92 %, and "< 1 %" for the few, never 0 % for some."""
    if count and share < 0.01:
        return _("< 1 %")
    return _("{share} %", share=show_number(round(share * 100)))


def told(part: Part) -> str:
    return _("{word}: {count}, {share}", word=part.word, count=part.count, share=shown_share(part.share, part.count))


def angles(shares: Sequence[float]) -> list[float]:
    """Degrees of each part; a sliver gets three degrees, taken from the large ones in proportion."""
    small = [0 < share * 360 < LEAST_DEGREES for share in shares]
    rest = sum(share for share, is_small in zip(shares, small, strict=True) if not is_small)
    room = 360 - LEAST_DEGREES * sum(small)
    return [
        LEAST_DEGREES if is_small else share / rest * room if rest else 0.0
        for share, is_small in zip(shares, small, strict=True)
    ]


class Ring(QWidget):
    """The parts round a share in the middle; the part that is read in the legend is drawn thicker."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[Part] = []
        self._middle = "—"
        self._marked = -1
        self.setMinimumSize(theme.px(104), theme.px(104))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(140), theme.px(140))

    def show_parts(self, parts: Sequence[Part], middle: str, label: str) -> None:
        self._parts, self._middle = list(parts), middle
        self.setAccessibleName(_("Vòng tình trạng: {middle} {label}", middle=middle, label=label))
        self.setAccessibleDescription("; ".join(map(told, parts)))
        self.update()

    def mark(self, place: int) -> None:
        self._marked = place
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height(), theme.px(168)) - 8
        thick = max(10.0, side * 0.135)
        box = QRectF(0, 0, side - thick, side - thick)
        box.moveCenter(QRectF(self.rect()).center())
        self._paint_parts(painter, box, thick)
        self._paint_middle(painter, box, thick)

    def _paint_parts(self, painter: QPainter, box: QRectF, thick: float) -> None:
        flat = Qt.PenCapStyle.FlatCap
        spans = angles([each.share for each in self._parts])
        if not any(spans):
            painter.setPen(QPen(theme.color("sunken"), thick))
            painter.drawEllipse(box)
            return
        start = 90.0
        gap = math.degrees(2 / (box.width() / 2)) if sum(span > 0 for span in spans) > 1 else 0.0
        for place, (part, span) in enumerate(zip(self._parts, spans, strict=True)):
            if span:
                wide = thick + 5 if place == self._marked else thick
                painter.setPen(QPen(theme.color(part.token), wide, Qt.PenStyle.SolidLine, flat))
                painter.drawArc(box, round(start * 16), -round(max(1.0, span - gap) * 16))
                start -= span

    def _paint_middle(self, painter: QPainter, box: QRectF, thick: float) -> None:
        inner = box.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        figure = theme.font("figure")
        if inner.width() < theme.px(96):
            figure.setPixelSize(theme.px(20))
        painter.setFont(figure)
        painter.setPen(theme.color("text"))
        split = 0.58 if inner.width() >= theme.px(96) else 0.54
        upper = QRectF(inner.x(), inner.y(), inner.width(), inner.height() * split)
        painter.drawText(upper, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, self._middle)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        lower = QRectF(inner.x() - 6, inner.y() + inner.height() * split, inner.width() + 12, inner.height() * 0.4)
        painter.drawText(lower, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, _("còn hiệu lực"))


class LegendDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        part: Part = index.data(RECORD)
        painter.save()
        if isinstance(view, ReadingList) and view.hasFocus() and view.currentIndex() == index:
            paint_row_ground(painter, option, first=True, last=True, current=True)
        rect = QRectF(option.rect).adjusted(6, 0, -6, 0)
        paint_glyph(painter, QRectF(rect.x(), rect.center().y() - 7, 14, 14), part.glyph)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        share_wide, count_wide = theme.px(46), theme.px(44)
        words = rect.adjusted(24, 0, -share_wide - count_wide, 0)
        fitting = painter.fontMetrics().elidedText(part.word, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, fitting)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font("strong"))
        painter.drawText(rect.adjusted(0, 0, -share_wide, 0), right, show_number(part.count))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        painter.drawText(rect, right, shown_share(part.share, part.count))
        painter.restore()


class RingView(QWidget):
    """Ring at the left, legend at the right; the legend takes focus and its arrows read the parts."""

    def __init__(self) -> None:
        super().__init__()
        self.ring = Ring()
        self.list: ReadingList[Part] = ReadingList(
            _("Tình trạng phương tiện đo"), told, height=28, least=22, fills=True
        )
        self.list.setItemDelegate(LegendDelegate(self.list))
        self.list.setMinimumHeight(5 * theme.px(22) + 2)
        self.list.setMinimumWidth(theme.px(190))
        self.list.shown.connect(lambda part: self.ring.mark(self.list.records.records.index(part)))
        line = row(gap=12)
        line.addWidget(self.ring, 2)
        line.addWidget(self.list, 3)
        self.setLayout(line)

    def use_height(self, high: int) -> None:
        """The height of ring and legend; a low window gives the room to the proposals."""
        self.ring.setFixedHeight(high)
        self.list.setFixedHeight(high)

    def show_counts(self, counts: Mapping[State, int], valid: Rate) -> None:
        parts = parts_of(counts)
        middle = "—" if valid.share is None else shown_share(float(valid.share), valid.k)
        self.ring.show_parts(parts, middle, _("còn hiệu lực"))
        self.list.show_records(parts, key=lambda each: each.word)
        self.setToolTip(
            _("{k} trong {n} phương tiện đo phải kiểm định, hiệu chuẩn còn hiệu lực.", k=valid.k, n=valid.n)
        )
