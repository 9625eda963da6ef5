"""What is due as rows: glyph, thing, what is due of it, and the day. Enter or a click leads there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.domain.reminders import ICONS, REMINDER_KINDS, Reminder
from app.formats import show_date
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph
from app.ui.parts.states import tone_of
from app.ui.parts.tables import paint_row_ground, paint_words
from app.wording import _


def told(reminder: Reminder) -> str:
    return f"{_(REMINDER_KINDS[reminder.kind])}: {reminder.title}: {reminder.words}"


class ReminderDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.hasFocus() and view.currentIndex() == index
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        _paint(painter, QRectF(option.rect), index.data(RECORD))
        painter.restore()


def _paint(painter: QPainter, rect: QRectF, reminder: Reminder) -> None:
    paint_glyph(painter, QRectF(rect.x() + 14, rect.center().y() - 8, 16, 16), reminder.state)
    paint_icon(painter, ICONS[reminder.kind], QRectF(rect.x() + 38, rect.center().y() - 8, 16, 16), "text3")
    painter.setFont(theme.font("small"))
    day = show_date(reminder.due_on)
    wide = painter.fontMetrics().horizontalAdvance("00/00/0000") + theme.px(8)
    left = rect.x() + 62
    words = QRectF(left, rect.y(), rect.right() - left - wide - theme.px(16), rect.height())
    paint_words(painter, words, theme.px(5), "body", reminder.title)
    paint_words(painter, words, theme.px(24), "small", reminder.words, tone_of(reminder.state))
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text3"))
    place = QRectF(rect.right() - wide - theme.px(12), rect.y(), wide, rect.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, day)


def reminder_list() -> ReadingList[Reminder]:
    made: ReadingList[Reminder] = ReadingList(_("Việc tới hạn"), told, height=48)
    made.setItemDelegate(ReminderDelegate(made))
    return made
