"""The expected effects as rows: state, code, kind, name, the figure with its range, and the goals that bring it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.domain.effects import EFFECT_KINDS, effect_code
from app.domain.goals import goal_code
from app.services.effects import EffectRow
from app.ui import theme
from app.ui.pages.goals_words import expected_of, spread_of
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph
from app.ui.parts.tables import paint_row_ground
from app.wording import _

HIGH = 34


def told(row: EffectRow) -> str:
    """The effect as a sentence: kind, figure, range, goals, and what it lacks."""
    effect = row.effect
    parts = [
        f"{effect_code(effect)} {_(EFFECT_KINDS[effect.kind])}: {effect.title}",
        expected_of(effect),
        spread_of(effect),
        ", ".join(goal_code(each) for each in row.goals),
        *(each.words for each in row.gaps),
    ]
    return ". ".join(filter(None, parts))


class EffectDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.hasFocus() and view.currentIndex() == index
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        _paint(painter, QRectF(option.rect).adjusted(8, 0, -10, 0), index.data(RECORD))
        painter.restore()


def _paint(painter: QPainter, rect: QRectF, row: EffectRow) -> None:
    effect = row.effect
    paint_glyph(painter, QRectF(rect.x(), rect.center().y() - 7, 14, 14), row.state)
    x = _say(painter, rect, rect.x() + 22, effect_code(effect), "strong", "accent") + 10
    right = _say_right(
        painter, rect, rect.right(), expected_of(effect), "strong", "text" if effect.expected else "text3"
    )
    spread = spread_of(effect)
    if spread and right - x > theme.px(320):
        right = _say_right(painter, rect, right - 8, spread, "small", "text3")
    kind = _(EFFECT_KINDS[effect.kind])
    if right - x > theme.px(220):
        _say(painter, rect, x, kind, "small", "text3")
        metrics = QFontMetrics(theme.font("small"))
        x += max(metrics.horizontalAdvance(_(each)) for each in EFFECT_KINDS.values()) + 12
    painter.setFont(theme.font("body"))
    painter.setPen(theme.color("text"))
    place = QRectF(x, rect.y(), right - x - 12, rect.height())
    fitting = painter.fontMetrics().elidedText(effect.title, Qt.TextElideMode.ElideRight, int(place.width()))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, fitting)


def _say(painter: QPainter, rect: QRectF, x: float, words: str, role: str, token: str) -> float:
    """Words at x; the x behind them."""
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(token))
    wide = painter.fontMetrics().horizontalAdvance(words)
    painter.drawText(QRectF(x, rect.y(), wide + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, words)
    return x + wide


def _say_right(painter: QPainter, rect: QRectF, right: float, words: str, role: str, token: str) -> float:
    """Words that end at right; the x before them."""
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(token))
    wide = painter.fontMetrics().horizontalAdvance(words)
    painter.drawText(QRectF(right - wide, rect.y(), wide + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, words)
    return right - wide


def effect_list() -> ReadingList[EffectRow]:
    made: ReadingList[EffectRow] = ReadingList(_("Hiệu quả dự kiến"), told, height=HIGH)
    made.setItemDelegate(EffectDelegate(made))
    return made
