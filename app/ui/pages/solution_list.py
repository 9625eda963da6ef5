"""The solutions as rows: state, code and name, the tasks they serve, the chosen way and what it costs."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.domain.alternatives import chosen_of
from app.domain.solutions import SOLUTION_KINDS, solution_code
from app.domain.tasks import task_code
from app.services.solutions import SolutionRow
from app.ui import theme
from app.ui.pages.chips import paint_chips
from app.ui.pages.cost_words import cost_words
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph
from app.ui.parts.tables import paint_row_ground, paint_words
from app.wording import _

HEIGHT = 86


def told(row: SolutionRow) -> str:
    """The solution as a sentence, with what it still lacks."""
    sentence = _("{code} {title}", code=solution_code(row.solution), title=row.solution.title)
    return ". ".join([sentence, *(each.words for each in row.problems)])


def facts(row: SolutionRow) -> str:
    """What is missing; else the chosen way, or kind and owner."""
    lacking = "; ".join(each.words for each in row.problems if each.field != "tasks")
    chosen = chosen_of(row.alternatives)
    way = _("chọn: {way}", way=chosen.title) if chosen else _(SOLUTION_KINDS[row.solution.kind])
    return lacking or "  ·  ".join(each for each in (way, row.solution.owner) if each)


class SolutionDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        _paint(painter, QRectF(option.rect), index.data(RECORD))
        painter.restore()


def _paint(painter: QPainter, rect: QRectF, row: SolutionRow) -> None:
    words = rect.adjusted(theme.px(42), 0, -14, 0)
    paint_glyph(painter, QRectF(rect.x() + 14, rect.y() + theme.px(12), 16, 16), row.state)
    paint_words(painter, words, theme.px(9), "strong", f"{solution_code(row.solution)}  {row.solution.title}")
    chips = QRectF(words.x(), rect.y() + theme.px(33), words.width(), theme.px(20))
    x = paint_chips(painter, chips, [task_code(each) for each in row.tasks], _("chưa nối nhiệm vụ"))
    paint_words(
        painter,
        QRectF(x + 4, rect.y(), max(0.0, words.right() - x - 4), rect.height()),
        theme.px(33),
        "small",
        cost_words(row.cost),
    )
    lacks = any(each.field != "tasks" for each in row.problems)
    paint_words(painter, words, theme.px(57), "small", facts(row), "warn" if lacks else "")


def solution_list() -> ReadingList[SolutionRow]:
    made: ReadingList[SolutionRow] = ReadingList(_("Các giải pháp"), told, height=HEIGHT)
    made.setItemDelegate(SolutionDelegate(made))
    return made
