"""A month to pick a day from, in the window's own colours: no red days, no coloured bar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, QSize, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QMenu, QToolButton, QWidget, QWidgetAction

from app.ui import theme
from app.ui.icons import icon
from app.wording import _


def pick_day(below: QWidget, current: date | None, taken: Callable[[date], None]) -> None:
    """Open a calendar below a field; taken(day) is called when one is chosen."""
    menu = QMenu(below)
    calendar = QCalendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    calendar.setGridVisible(False)
    _dress(calendar)
    if current is not None:
        calendar.setSelectedDate(QDate(current.year, current.month, current.day))
    inside = QWidgetAction(menu)
    inside.setDefaultWidget(calendar)
    menu.addAction(inside)

    def take(chosen: QDate) -> None:
        menu.close()
        taken(date(chosen.year(), chosen.month(), chosen.day()))

    calendar.clicked.connect(take)
    calendar.activated.connect(take)
    calendar.setFocus()
    menu.exec(below.mapToGlobal(QPoint(0, below.height() + 2)))


def _dress(calendar: QCalendarWidget) -> None:
    calendar.setMinimumSize(QSize(theme.px(392), theme.px(250)))
    plain, head = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(theme.color("text"))
    head.setForeground(theme.color("text2"))
    head.setFont(theme.font("small"))
    for day in Qt.DayOfWeek:
        calendar.setWeekdayTextFormat(day, plain)
    calendar.setHeaderTextFormat(head)
    surface, text, select = theme.hex_of("surface"), theme.hex_of("text"), theme.hex_of("select")
    calendar.setStyleSheet(
        f"QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {surface}; }}"
        f"QCalendarWidget QToolButton {{ color: {text}; font-weight: 600; padding: 0 8px; }}"
        f"QCalendarWidget QAbstractItemView {{ selection-background-color: {select}; selection-color: {text}; }}"
    )
    for name, arrow, words in (("prevmonth", "left", _("Tháng trước")), ("nextmonth", "right", _("Tháng sau"))):
        each = calendar.findChild(QToolButton, f"qt_calendar_{name}")
        if isinstance(each, QToolButton):
            each.setIcon(icon(arrow, "text2", 16))
            each.setToolTip(words)
            each.setAccessibleName(words)
