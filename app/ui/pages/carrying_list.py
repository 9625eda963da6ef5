"""The tasks as rows: state, name, owner and days, a bar from 0 to 100 % with the mark of the plan, what is lacking."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from app.domain.monitored import CarryingRow
from app.domain.tasks import task_code
from app.formats import show_date
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph
from app.ui.parts.scales import paint_scale
from app.ui.parts.states import tone_of
from app.ui.parts.tables import paint_row_ground, paint_words
from app.wording import _

BARS = {"bad": "bad_fill", "warn": "accent", "ok": "ok_fill", "na": "line2", "doing": "accent", "todo": "accent"}


def told(row: CarryingRow) -> str:
    """The task as a sentence, with what it lacks."""
    task = row.task
    sentence = _(
        "{code} {title}: {percent} %, {word}",
        code=task_code(task),
        title=task.title,
        percent=task.percent,
        word=row.word,
    )
    return ". ".join([sentence, *(each.words for each in row.lacks)])


def days_of(row: CarryingRow) -> str:
    """Owner and the days of the plan, as far as they are known."""
    starts, ends = show_date(row.task.starts_on), show_date(row.task.ends_on)
    days = f"{starts} – {ends}" if starts and ends else starts or ends
    return "  ·  ".join(each for each in (row.task.owner or _("Chưa giao ai"), days) if each)


class CarryingDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        _paint(painter, QRectF(option.rect), index.data(RECORD))
        painter.restore()


def _paint(painter: QPainter, rect: QRectF, row: CarryingRow) -> None:
    wide = min(theme.px(230), rect.width() * 0.34)
    bar = QRectF(rect.right() - wide - theme.px(16), rect.y(), wide, rect.height())
    left = rect.x() + theme.px(44)
    words = QRectF(left, rect.y(), bar.x() - left - theme.px(18), rect.height())
    paint_glyph(painter, QRectF(rect.x() + 16, rect.y() + theme.px(12), 16, 16), row.glyph, row.task.percent / 100)
    paint_words(painter, words, theme.px(10), "strong", f"{task_code(row.task)}  {row.task.title}")
    lacking = ", ".join(each.words for each in row.lacks)
    second = lacking or row.difficulty
    paint_words(painter, words, theme.px(31), "small", days_of(row))
    if second:
        paint_words(painter, words, theme.px(50), "small", second, "warn" if lacking else "text2")
    _paint_bar(painter, bar, row)


def _paint_bar(painter: QPainter, rect: QRectF, row: CarryingRow) -> None:
    """Percent and state over the bar; the plan is a mark on it; clips say how many pieces of evidence there are."""
    painter.setFont(theme.font("strong"))
    painter.setPen(theme.color("text" if row.task.state != "stopped" else "text3"))
    line = QRectF(rect.x(), rect.y() + theme.px(10), rect.width(), theme.px(19))
    percent = f"{row.task.percent} %"
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, percent)
    taken = painter.fontMetrics().horizontalAdvance(percent) + theme.px(10)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color(tone_of(row.glyph)))
    word = QRectF(line.x() + taken, line.y(), line.width() - taken, line.height())
    fitting = painter.fontMetrics().elidedText(row.word, Qt.TextElideMode.ElideRight, int(word.width()))
    painter.drawText(word, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, fitting)
    scale = QRectF(rect.x(), rect.y() + theme.px(34), rect.width(), theme.px(16))
    paint_scale(painter, scale, row.task.percent / 100, BARS[row.glyph])
    if row.expected and row.task.state in ("planned", "doing"):
        _paint_plan(painter, scale, row.expected)
    if row.evidence:
        paint_icon(painter, "clip", QRectF(rect.x(), rect.y() + theme.px(52), 14, 14), "text3")
        place = QRectF(rect.x() + 18, rect.y() + theme.px(50), rect.width() - 18, theme.px(18))
        painter.setPen(theme.color("text3"))
        told = _("{n} bằng chứng", n=row.evidence)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, told)


def _paint_plan(painter: QPainter, rect: QRectF, expected: int) -> None:
    """A thin upright line: how far an even pace would be."""
    x = rect.x() + rect.width() * expected / 100
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(theme.color("text"), 1.6))
    painter.drawLine(QPointF(x, rect.y() - 3), QPointF(x, rect.y() + 9))


def carrying_list() -> ReadingList[CarryingRow]:
    made: ReadingList[CarryingRow] = ReadingList(_("Các nhiệm vụ"), told, height=74)
    made.setItemDelegate(CarryingDelegate(made))
    return made
