"""The goals of the effect report as rows: what became of each, before and after in words, and the scale of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.domain.effect_report import EffectReport
from app.domain.goal_results import GoalResult
from app.domain.goals import goal_code
from app.domain.outcomes import OUTCOME_STATES, OUTCOMES
from app.domain.results_told import change_told, side_shown, standing_told
from app.ui import theme
from app.ui.pages.effect_scale import paint_effect_scale
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph
from app.ui.parts.states import tone_of
from app.ui.parts.tables import paint_row_ground, paint_words
from app.wording import _

HEIGHT = 92


def way(result: GoalResult) -> str:
    """From what to what: "19/27 (70,4 %) → 31/31 (100 %)"."""
    return f"{side_shown(result.change.before)} → {side_shown(result.change.after)}"


def told(result: GoalResult) -> str:
    return f"{goal_code(result.goal)} {result.goal.title}: {way(result)}. {change_told(result)} {standing_told(result)}"


class EffectGoals(ReadingList[GoalResult]):
    """previous: where the last cycle began, by goal id."""

    def __init__(self) -> None:
        super().__init__(_("Kết quả các mục tiêu"), told, height=HEIGHT)
        self.previous: Mapping[str, Decimal] = {}
        self.codes: Mapping[str, Mapping[str, Sequence[str]]] = {}
        self.setItemDelegate(_ResultDelegate(self))

    def show_report(self, report: EffectReport) -> None:
        self.previous, self.codes = report.previous, report.codes
        self.show_records(report.goals, key=lambda each: each.goal.id)


class _ResultDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        if not isinstance(view, EffectGoals):
            return
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=view.currentIndex() == index)
        _paint(painter, QRectF(option.rect), index.data(RECORD), view)
        painter.restore()


def _paint(painter: QPainter, rect: QRectF, result: GoalResult, view: EffectGoals) -> None:
    goal, state = result.goal, OUTCOME_STATES[result.outcome]
    wide = min(theme.px(330), rect.width() * 0.42)
    left = rect.x() + theme.px(44)
    words = QRectF(left, rect.y(), rect.right() - wide - 28 - left, rect.height())
    paint_glyph(painter, QRectF(rect.x() + 16, rect.y() + theme.px(13), 16, 16), state)
    paint_words(painter, words, theme.px(10), "strong", f"{goal_code(goal)}  {goal.title}")
    paint_words(painter, words, theme.px(31), "body", way(result))
    paint_words(painter, words, theme.px(51), "strong", _outcome(result), tone_of(state))
    paint_words(painter, words, theme.px(70), "small", _thread(view.codes.get(goal.id, {})))
    scale = QRectF(rect.right() - wide - 10, rect.y() + 6, wide, rect.height() - 10)
    paint_effect_scale(painter, scale, result, view.previous.get(goal.id))


def _outcome(result: GoalResult) -> str:
    """What became of it, beginning with a capital."""
    words = (
        _(OUTCOMES[result.outcome]) if result.outcome in ("unmeasured", "unlike", "unknown") else standing_told(result)
    )
    return words[:1].upper() + words[1:]


def _thread(codes: Mapping[str, Sequence[str]]) -> str:
    """PH-02 · NV-02 · HQ-01, as far as there is any."""
    return "  ·  ".join(code for kind in ("findings", "tasks", "effects") for code in codes.get(kind, ()))
