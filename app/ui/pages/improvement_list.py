"""What is still open at the end of a cycle, as rows: how it stands, and what was decided about it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.domain.monitoring import REVIEW_DECISIONS
from app.domain.review import OpenMatter, Review
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph, paint_pill, pill_width
from app.ui.parts.tables import paint_row_ground, paint_words
from app.wording import _

HEIGHT = 66
DECISION_STATES: Mapping[str, str] = {"keep": "info", "amend": "part", "carry": "sent", "close": "ok", "": "todo"}


def decision_words(matter: OpenMatter) -> str:
    if matter.decision:
        return _(REVIEW_DECISIONS[matter.decision])
    return _("không cần quyết định") if matter.settled else _("chưa quyết định")


def told(matter: OpenMatter) -> str:
    sentence = f"{matter.code} {matter.title}: {matter.why}. {decision_words(matter)}"
    return f"{sentence}: {matter.said}" if matter.said else sentence


class MattersList(ReadingList[OpenMatter]):
    def __init__(self) -> None:
        super().__init__(_("Các mục còn mở"), told, height=HEIGHT)
        self.setItemDelegate(_MatterDelegate(self))


class _MatterDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        _paint(painter, QRectF(option.rect), index.data(RECORD))
        painter.restore()


def _paint(painter: QPainter, rect: QRectF, matter: OpenMatter) -> None:
    words = decision_words(matter)
    wide, high = pill_width(words), theme.px(22)
    pill = QRectF(rect.right() - wide - 14, rect.y() + theme.px(11), wide, high)
    paint_glyph(painter, QRectF(rect.x() + 16, rect.y() + theme.px(13), 16, 16), matter.state)
    left = rect.x() + theme.px(44)
    upper = QRectF(left, rect.y(), pill.x() - left - 12, rect.height())
    lower = QRectF(left, rect.y(), rect.right() - left - 14, rect.height())
    paint_words(painter, upper, theme.px(11), "strong", f"{matter.code}  {matter.title}")
    paint_words(painter, lower, theme.px(35), "small", f"{matter.why}  ·  {matter.said}" if matter.said else matter.why)
    state = "na" if matter.settled and not matter.decision else DECISION_STATES[matter.decision]
    paint_pill(painter, pill, state, words)


def sentence_of(review: Review) -> str:
    """How much is open and decided, first."""
    if not review.open:
        return _("Không còn mục nào mở.")
    total, waiting = len(review.open), len(review.waiting)
    if waiting:
        return _("{total} mục còn mở, {waiting} chưa quyết định.", total=total, waiting=waiting)
    return _(
        "{total} mục còn mở đã quyết định hết, {along} mang sang chu kỳ sau.", total=total, along=len(review.carried)
    )
