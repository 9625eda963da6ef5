"""The nine subjects as scales from 1 to 5: what is required, the level of last time, the findings of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QWidget

from app.domain.scores import SubjectScore, one_place
from app.formats import show_number
from app.services.analysis import Analysis
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import column, paint_glyph, row, text
from app.ui.parts.tables import paint_row_ground
from app.wording import _

LOW, HIGH = 1, 5
FILLS = {"ok": "accent", "part": "warn_fill", "bad": "bad_fill"}


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """One subject. weak: among the weakest, so its name is heavy. previous: the level of the cycle before.

    even: the same level is required of every subject, so that the marks join into one line.
    """

    score: SubjectScore
    findings: int
    weak: bool
    previous: Decimal | None
    even: bool = True


class Places(NamedTuple):
    """Where the columns of a row stand, in px from its left edge."""

    title: float
    bar: float
    bar_end: float
    level: float
    glyph: float
    findings: float

    def at(self, level: Decimal | float) -> float:
        return self.bar + (float(level) - LOW) / (HIGH - LOW) * (self.bar_end - self.bar)


def places(width: int) -> Places:
    """The columns for a list of this width; the bar takes what the titles and figures leave."""
    right = width - 4
    findings = right
    glyph = findings - theme.px(78)
    level = glyph - 8
    bar_end = level - theme.px(46)
    title = theme.px(26)
    fitting = min(theme.px(246), round(width * 0.39), round(bar_end - title - theme.px(96)))
    longest = max(theme.px(60), fitting)
    return Places(title, title + longest, bar_end, level, glyph, findings)


def told(row: ScaleRow) -> str:
    """The row as a sentence."""
    score = row.score
    if score.score is None:
        return _("Nội dung {number}, {title}: {reason}", number=score.subject, title=score.title, reason=score.reason)
    return _(
        "Nội dung {number}, {title}: mức {level}, cần {required}, {findings} phát hiện",
        number=score.subject,
        title=score.title,
        level=shown(score.score),
        required=shown(score.required or Decimal(0)),
        findings=row.findings,
    )


def shown(level: Decimal) -> str:
    return show_number(one_place(level))


class ScalesDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index and view.hasFocus()
        painter.save()
        if current:
            paint_row_ground(painter, option, first=True, last=True, current=True)
        _paint_row(painter, QRectF(option.rect), index.data(RECORD))
        painter.restore()


def _paint_row(painter: QPainter, rect: QRectF, record: ScaleRow) -> None:
    place = places(int(rect.width()))
    score = record.score
    middle = rect.center().y()
    _paint_grid(painter, rect, place, record)
    painter.setFont(theme.font("body"))
    painter.setPen(theme.color("text2"))
    number = QRectF(0, rect.y(), theme.px(16), rect.height())
    painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(score.subject))
    _write(
        painter,
        QRectF(place.title, rect.y(), place.bar - place.title - 10, rect.height()),
        score.title,
        role="strong" if record.weak else "body",
    )
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    level_place = QRectF(place.bar_end, rect.y(), place.level - place.bar_end, rect.height())
    count_place = QRectF(place.glyph, rect.y(), place.findings - place.glyph, rect.height())
    if score.score is None:
        _write(
            painter, QRectF(place.bar + 4, rect.y(), place.bar_end - place.bar, rect.height()), score.reason, "small"
        )
        _write(painter, level_place, "—", "body", "text3", right)
    else:
        _paint_bar(painter, middle, place, record)
        _write(painter, level_place, shown(score.score), "strong", "text", right)
        paint_glyph(painter, QRectF(place.glyph, middle - 7, 14, 14), score.state)
    _write(painter, count_place, show_number(record.findings) if record.findings else "—", "body", "text2", right)


def _paint_grid(painter: QPainter, rect: QRectF, place: Places, record: ScaleRow) -> None:
    score = record.score
    painter.setPen(QPen(theme.color("line"), 1))
    for level in range(LOW, HIGH + 1) if score.score is not None else (LOW,):  # a reason is not crossed by lines
        x = round(place.at(level)) + 0.5
        painter.drawLine(int(x), int(rect.top()), int(x), int(rect.bottom()) + 1)
    if score.required is not None and score.score is not None:
        pen = QPen(theme.color("text2"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        x = place.at(score.required)
        inset = 1 if record.even else max(1, int(rect.height() / 2 - theme.px(11)))
        painter.drawLine(int(x), int(rect.top()) + inset, int(x), int(rect.bottom()) + 1 - inset)


def _paint_bar(painter: QPainter, middle: float, place: Places, record: ScaleRow) -> None:
    score = record.score
    thick = theme.px(12)
    length = max(3.0, place.at(score.score or LOW) - place.bar)
    painter.fillRect(
        QRectF(place.bar, middle - thick / 2, length, thick), theme.color(FILLS.get(score.state, "chart2"))
    )
    if score.required is not None and score.score is not None and score.score > score.required:
        painter.setPen(QPen(theme.color("on_accent"), 1.5, Qt.PenStyle.DashLine))
        x = int(place.at(score.required))
        painter.drawLine(x, int(middle - thick / 2) + 1, x, int(middle + thick / 2) - 1)
    if record.previous is not None:
        painter.setPen(QPen(theme.color("text"), 3))
        x = int(place.at(record.previous))
        painter.drawLine(x, int(middle - thick / 2) - 3, x, int(middle + thick / 2) + 3)


def _write(
    painter: QPainter,
    rect: QRectF,
    words: str,
    role: str = "body",
    tone: str = "",
    flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(tone or theme.ROLES[role].token))
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, int(flags), fitting)


class Axis(QWidget):
    """The numbers 1 to 5 over the scales, and the names of the two columns of figures."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme.px(20))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = places(self.width())
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        for level in range(LOW, HIGH + 1):
            spot = QRectF(place.at(level) - 12, 0, 24, self.height())
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(level))
        painter.setFont(theme.font("cap"))
        painter.setPen(theme.color("text2"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(place.bar_end + 8, 0, place.level - place.bar_end - 8, self.height()), right, _("Mức"))
        end = place.findings
        painter.drawText(QRectF(place.level + 12, 0, end - place.level - 12, self.height()), right, _("Số phát hiện"))


class Mark(QWidget):
    """A legend: a short stroke, full or dashed, and its words."""

    def __init__(self, words: str, *, dashed: bool) -> None:
        super().__init__()
        self._words, self._dashed = words, dashed
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(theme.font("small")).horizontalAdvance(self._words) + 14, theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        style = Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.color("text2" if self._dashed else "text"), 1.5 if self._dashed else 3, style))
        painter.drawLine(3, 2, 3, self.height() - 2)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        painter.drawText(QRectF(12, 0, self.width() - 12, self.height()), Qt.AlignmentFlag.AlignVCenter, self._words)


class ScalesView(QWidget):
    """Heading, axis and the nine rows. The list takes focus; Enter on a subject asks to see its answers."""

    def __init__(self) -> None:
        super().__init__()
        self._before: Mark | None = None
        self.list: ReadingList[ScaleRow] = ReadingList(_("Chín nội dung"), told, height=38, least=25, fills=True)
        self.list.setItemDelegate(ScalesDelegate(self.list))
        self.list.setMinimumHeight(9 * theme.px(25) + 2)
        self._marks = row(gap=16)
        head = row(text(_("Chín nội dung"), "h2"), None, self._marks)
        self.setLayout(column(head, Axis(), self.list, gap=4))

    def show_rows(self, rows: Sequence[ScaleRow], previous_name: str) -> None:
        self.list.show_records(rows, key=lambda each: each.score.subject)
        while self._marks.count():
            item = self._marks.takeAt(0)
            if item is not None and (widget := item.widget()):
                widget.deleteLater()
        if previous_name:
            self._marks.addWidget(Mark(previous_name, dashed=False))
        required = {one_place(each.score.required) for each in rows if each.score.required is not None}
        words = _("mức cần đạt")
        if len(required) == 1:
            words = _("mức cần đạt {level}", level=show_number(required.pop().normalize()))
        self._marks.addWidget(Mark(words, dashed=True))


def scale_rows(analysis: Analysis) -> list[ScaleRow]:
    """The nine rows of an analysis; the two weakest and those far below are heavy."""
    weak = {each.subject for each in analysis.weakest[:2]}
    counts = Counter(each.finding.subject for each in analysis.findings)
    required = {one_place(each.required) for each in analysis.subjects if each.required is not None}
    return [
        ScaleRow(
            score=each,
            findings=counts[each.subject],
            weak=each.subject in weak or each.state == "bad",
            previous=analysis.previous.get(each.subject),
            even=len(required) <= 1,
        )
        for each in analysis.subjects
    ]
