"""From before to after on a graduated scale: a ring and a disc with their whiskers, and the flag at the target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.change import SHARE, Side
from app.domain.goal_results import GoalResult
from app.domain.metrology.rounding import to_place
from app.domain.outcomes import OUTCOME_STATES
from app.domain.results_told import short
from app.formats import show_number
from app.ui import theme
from app.ui.pages.goal_scale import TICKS, paint_flag, paint_ring, paint_stroke
from app.ui.parts.states import fill_of
from app.wording import _

RADIUS, WHISKER = 4.5, 4.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values stand: from low to high over the pixels from left to right; line: the y of the ruler."""

    low: float
    high: float
    left: float
    right: float
    line: float

    def x(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.left + (self.right - self.left) * max(0.0, min(1.0, share))


def ends_of(result: GoalResult, previous: Decimal | None = None) -> tuple[float, float]:
    """The ends of a scale that holds both values with their intervals and the target: 0 to 100 for a share, else from
    zero, or round numbers around them."""
    change = result.change
    if change.after.unit == "%" and change.before.unit in ("", "%"):
        return 0.0, 100.0
    values = [
        float(each) for each in (change.before.value, change.after.value, change.aim, previous) if each is not None
    ]
    values += [end for side in (change.before, change.after) for end in side.interval or ()]
    return _round_end(min([0.0, *values]), up=False), _round_end(max([0.0, *values]), up=True) or 1.0


def _round_end(value: float, *, up: bool) -> float:
    size = abs(value)
    if not size or (value > 0) != up:
        return 0.0
    step = 10.0 ** Decimal(str(size)).adjusted()
    end = next((factor * step for factor in (1.0, 2.0, 5.0) if factor * step >= size), 10.0 * step)
    return end if value > 0 else -end


def figure(side: Side) -> str:
    """The value as it stands over its mark: to the place of its U where it has one."""
    if side.value is None:
        return ""
    if side.kind == SHARE:
        return show_number(short(side.value))
    return show_number(to_place(float(side.value), side.reach) if side.reach else side.value)


def paint_effect_scale(painter: QPainter, rect: QRectF, result: GoalResult, previous: Decimal | None = None) -> None:
    """Draw into rect, about 72 high: before above the line at the left of its whisker, after below it in colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    low, high = ends_of(result, previous)
    line = rect.y() + rect.height() * 0.72
    scale = Scale(low, high, rect.x() + 14, rect.right() - 22, line)
    change = result.change
    _paint_ruler(painter, scale)
    if previous is not None:
        paint_stroke(painter, scale.x(float(previous)), line)
    if change.aim is not None:
        paint_flag(painter, scale.x(float(change.aim)), line)
    upper, lower = line - theme.px(29), line - theme.px(10)
    _paint_side(painter, scale, change.before, upper, "text2", hollow=True)
    _paint_side(painter, scale, change.after, lower, fill_of(OUTCOME_STATES[result.outcome]), hollow=False)
    if change.after.value is None:
        _say_missing(painter, scale, line - theme.px(14), change.aim)
    painter.restore()


def _paint_ruler(painter: QPainter, scale: Scale) -> None:
    painter.setPen(QPen(theme.color("edge"), 1))
    painter.drawLine(QPointF(scale.left, scale.line), QPointF(scale.right, scale.line))
    for tick in range(TICKS + 1):
        x = scale.left + (scale.right - scale.left) * tick / TICKS
        painter.drawLine(QPointF(x, scale.line), QPointF(x, scale.line + (7 if tick % 5 == 0 else 4)))
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text3"))
    for x, value in ((scale.left, scale.low), (scale.right, scale.high)):
        place = QRectF(x - 40, scale.line + 6, 80, theme.px(16))
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, show_number(Decimal(repr(value)).normalize()))


def _paint_side(painter: QPainter, scale: Scale, side: Side, y: float, token: str, *, hollow: bool) -> None:
    if side.value is None:
        return
    x = scale.x(float(side.value))
    interval = side.interval
    if interval is not None:
        _paint_whisker(painter, scale.x(interval[0]), scale.x(interval[1]), y, token)
    if hollow:
        paint_ring(painter, QPointF(x, y))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(token))
        painter.drawEllipse(QPointF(x, y), RADIUS, RADIUS)
    _paint_figure(painter, scale, side, x, y, token if hollow else "text")


def _paint_whisker(painter: QPainter, left: float, right: float, y: float, token: str) -> None:
    painter.setPen(QPen(theme.color(token), 1.6))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    for x in (left, right):
        painter.drawLine(QPointF(x, y - WHISKER), QPointF(x, y + WHISKER))


def _paint_figure(painter: QPainter, scale: Scale, side: Side, x: float, y: float, token: str) -> None:
    """Beside its mark, clear of its whisker, on the side where there is room."""
    words = figure(side)
    painter.setFont(theme.font("strong"))
    wide = painter.fontMetrics().horizontalAdvance(words) + 4
    low, high = (scale.x(end) for end in side.interval or (float(side.value or 0), float(side.value or 0)))
    right = max(high, x) + 9
    left = min(low, x) - 9 - wide
    fits_right = right + wide <= scale.right + 20
    place = QRectF(right if fits_right else max(left, scale.left - 14), y - theme.px(9), wide, theme.px(18))
    painter.setPen(theme.color(token))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def _say_missing(painter: QPainter, scale: Scale, y: float, aim: Decimal | None) -> None:
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text3"))
    end = scale.x(float(aim)) if aim is not None else scale.right
    to_left = end > (scale.left + scale.right) / 2
    place = (
        QRectF(scale.left, y - 9, end - scale.left - 10, 18)
        if to_left
        else QRectF(end + 12, y - 9, scale.right - end, 18)
    )
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _("chưa có giá trị sau"))


class EffectLegend(QWidget):
    """What ring, disc, whisker and flag mean."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_marks()

    def show_marks(self, *, previous: bool = False) -> None:
        """previous: some scale has the stroke of the last cycle."""
        words = (_("trước"), _("sau"), _("khoảng k = 2"), _("cần đạt"))
        self._words = (*words, _("chu kỳ trước")) if previous else words
        self.setAccessibleName(", ".join(self._words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("small"))
        return QSize(sum(map(metrics.horizontalAdvance, self._words)) + len(self._words) * 32, theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        middle, x = self.height() / 2, 8.0
        for number, words in enumerate(self._words):
            self._mark(painter, number, x, middle)
            painter.setPen(theme.color("text3"))
            painter.drawText(QRectF(x + 13, 0, 300, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            x += painter.fontMetrics().horizontalAdvance(words) + 32

    def _mark(self, painter: QPainter, number: int, x: float, middle: float) -> None:
        match number:
            case 0:
                paint_ring(painter, QPointF(x, middle))
            case 1:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("text2"))
                painter.drawEllipse(QPointF(x, middle), RADIUS, RADIUS)
            case 2:
                _paint_whisker(painter, x - 7, x + 7, middle, "text2")
            case 3:
                paint_flag(painter, x - 2, middle + 8)
            case _:
                paint_stroke(painter, x + 4, middle)
