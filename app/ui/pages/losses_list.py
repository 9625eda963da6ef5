"""The losses as rows: name, what about, and the bar from lowest to highest with its expected value, on one scale."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QWidget

from app.domain.metrology.losses import Loss
from app.services.losses import COUNTED, Losses, LossRow
from app.ui import theme
from app.ui.pages.losses_words import STATES, loss_words, range_words, told
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph
from app.ui.parts.tables import paint_row_ground
from app.wording import _

HEIGHT, BAR, DOT = 68, 10, 4.5


class LossesList(ReadingList[LossRow]):
    """The rows share one scale, from nothing to the largest of the currency that leads."""

    def __init__(self) -> None:
        super().__init__(_("Các thiệt hại"), told, height=HEIGHT)
        self.low, self.high, self.currency = 0.0, 1.0, ""
        self.setItemDelegate(_LossDelegate(self))

    def show_losses(self, losses: Losses) -> None:
        totals = losses.sums.totals
        rows = losses.rows
        self.currency = totals[0].currency if totals else next((each.loss.currency for each in rows if each.loss), "")
        ends = [end for each in rows if each.loss and each.loss.currency == self.currency for end in _ends(each.loss)]
        self.low, self.high = min([0.0, *ends]), max([0.0, *ends]) or 1.0
        self.show_records(rows, key=lambda each: each.evaluation.id)

    def share(self, amount: float) -> float:
        """Where an amount lies on the scale, 0 to 1."""
        return (amount - self.low) / (self.high - self.low)


def _ends(loss: Loss) -> list[float]:
    return [each for each in (loss.low, loss.expected, loss.high) if each is not None]


class _LossDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        if not isinstance(view, LossesList):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, option, first=True, last=True, current=view.currentIndex() == index)
        _paint(painter, QRectF(option.rect), index.data(RECORD), view)
        painter.restore()


def _paint(painter: QPainter, rect: QRectF, record: LossRow, view: LossesList) -> None:
    glyph, words = STATES[record.state]
    paint_glyph(painter, QRectF(rect.x() + 16, rect.y() + theme.px(14), 16, 16), glyph)
    side = min(theme.px(310), rect.width() * 0.44)
    left = rect.x() + theme.px(44)
    names = QRectF(left, rect.y(), rect.width() - side - theme.px(44) - 28, rect.height())
    about = " · ".join(filter(None, (record.code, record.opened.about, _(words))))
    _line(painter, names, 11, "strong", "text", record.title)
    _line(painter, names, 34, "small", "text3", f"{record.code} · {record.why}" if record.why else about)
    place = QRectF(rect.right() - side - 14, rect.y(), side, rect.height())
    ink = "text" if record.state == COUNTED else "text3"
    _line(painter, place, 9, "strong", ink, loss_words(record))
    if record.loss is not None:
        _line(painter, place, 9, "small", "text3", range_words(record.loss), right=True)
        if record.loss.currency == view.currency:
            _paint_bar(painter, QRectF(place.x(), rect.y() + theme.px(40), place.width(), BAR), record, view)


def _line(painter: QPainter, rect: QRectF, top: int, role: str, ink: str, words: str, *, right: bool = False) -> None:
    place = QRectF(rect.x(), rect.y() + theme.px(top), rect.width(), theme.px(20))
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(ink))
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, fitting)


def _paint_bar(painter: QPainter, rect: QRectF, record: LossRow, view: LossesList) -> None:
    """A ruler from the least to the greatest amount of all; the bar full where it is counted, hollow where not."""
    assert record.loss is not None
    middle = rect.center().y()

    def x(amount: float) -> float:
        return rect.x() + DOT + view.share(amount) * (rect.width() - 2 * DOT)

    painter.setPen(QPen(theme.color("line2"), 1))
    painter.drawLine(QPointF(rect.x(), middle), QPointF(rect.right(), middle))
    painter.setPen(QPen(theme.color("edge"), 1))
    painter.drawLine(QPointF(x(0), rect.y() - 2), QPointF(x(0), rect.bottom() + 2))
    ends, counted = _ends(record.loss), record.state == COUNTED
    if len(ends) > 1:
        body = QRectF(x(min(ends)), rect.y(), max(3.0, x(max(ends)) - x(min(ends))), rect.height())
        painter.setPen(QPen(theme.color("edge"), 1, Qt.PenStyle.SolidLine if counted else Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("chart3") if counted else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(body, 2, 2)
    if record.loss.expected is not None:
        paint_expected(painter, QPointF(x(record.loss.expected), middle), counted=counted)


def paint_expected(painter: QPainter, place: QPointF, *, counted: bool = True) -> None:
    """The disc of an expected value; a ring where it is not counted."""
    painter.setPen(QPen(theme.color("accent" if counted else "edge"), 1.5))
    painter.setBrush(theme.color("accent" if counted else "surface"))
    painter.drawEllipse(place, DOT, DOT)


class Legend(QWidget):
    """What bar and disc mean."""

    def __init__(self) -> None:
        super().__init__()
        self._words = (_("thấp nhất đến cao nhất"), _("dự kiến"))
        self.setAccessibleName(", ".join(self._words))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("small"))
        return QSize(sum(map(metrics.horizontalAdvance, self._words)) + 78, theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.setBrush(theme.color("chart3"))
        painter.drawRoundedRect(QRectF(1, middle - BAR / 2, 24, BAR), 2, 2)
        painter.setFont(theme.font("small"))
        second = 32 + painter.fontMetrics().horizontalAdvance(self._words[0]) + 16
        paint_expected(painter, QPointF(second + 6, middle))
        painter.setPen(theme.color("text3"))
        for start, words in ((32, self._words[0]), (second + 16, self._words[1])):
            painter.drawText(QRectF(start, 0, 400, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
