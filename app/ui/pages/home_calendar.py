"""The calendar of the home page: what is due across the dossiers of a folder, by month and day, each with its way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.formats import show_date
from app.services.due_calendar import Due, Looked, by_day, in_order, within
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.pages.home_month import MonthSheet
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import (
    Card,
    EmptyState,
    FilterButton,
    InlineMessage,
    button,
    column,
    hairline,
    icon_button,
    paint_glyph,
    row,
    text,
)
from app.ui.parts.tables import paint_row_ground
from app.wording import N_, _

SPANS: Mapping[int, str] = {30: N_("30 ngày tới"), 90: N_("90 ngày tới"), 366: N_("Một năm tới")}
"""How far ahead the list looks, in days."""
GLYPHS = {"bad": "bad", "warn": "warn", "info": "info"}
WORST = ("bad", "warn", "info")


class CalendarCard(Card):
    """opened(Due): go there. folder_asked: look into another folder."""

    opened = Signal(object)
    folder_asked = Signal()

    def __init__(self, today: date) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self._today, self._due = today, list[Due]()
        self._day: date | None = None
        self.sheet, self.list = MonthSheet(today), _due_list()
        self.folder = button("", self.folder_asked.emit, kind="link", icon_name="folder")
        self._month, self._about = text("", "h2"), text("", "strong")
        self._all = button(_("Xem mọi ngày"), self.show_every_day, kind="link")
        self._spans = {days: FilterButton(_(words)) for days, words in SPANS.items()}
        self._trouble = InlineMessage("warn", "")
        self._empty = EmptyState(
            "calendar", _("Không có việc nào đến hạn"), _("Chọn khoảng dài hơn, hoặc thư mục khác.")
        )
        self._build()
        next(iter(self._spans.values())).setChecked(True)
        self.show_looked([])

    def show_looked(self, looked: Sequence[Looked], waiting: int = 0) -> None:
        """What was found so far; waiting: how many files are still to be read."""
        self._due = in_order(looked)
        self.sheet.show_marks({day: (_worst(found), len(found)) for day, found in by_day(self._due).items()})
        unread = [each for each in looked if each.trouble]
        names = ", ".join(each.path.name for each in unread[:3])
        self._trouble.say("warn", _("{n} tệp không đọc được: {names}", n=len(unread), names=names) if unread else "")
        self._waiting = waiting
        self._show()

    def show_folder(self, words: str, whole: str) -> None:
        self.folder.setText(words)
        self.folder.setToolTip(_("Xem các hồ sơ trong {folder}. Nhấn để chọn thư mục khác.", folder=whole))

    def show_every_day(self) -> None:
        self._day = None
        self._show()

    def _build(self) -> None:
        line = row(gap=6)
        for each in self._spans.values():
            each.setAutoExclusive(True)
            each.clicked.connect(self.show_every_day)
            line.addWidget(each)
        turning = row(
            self._month,
            None,
            icon_button("left", _("Tháng trước"), lambda: self.sheet.turn(-1), key="PgUp"),
            icon_button("right", _("Tháng sau"), lambda: self.sheet.turn(1), key="PgDn"),
            gap=2,
        )
        left = QWidget()
        left.setLayout(column(turning, self.sheet, 10, self.folder, None, gap=6, margins=(16, 12, 16, 12)))
        right = column(row(self._about, self._all, None, line, margins=(16, 10, 14, 8)), hairline(), gap=0)
        right.addWidget(self._trouble)
        right.addWidget(self.list, 1)
        right.addWidget(self._empty, 1)
        body = row(gap=0)
        body.addWidget(left)
        body.addWidget(hairline(upright=True))
        body.addLayout(right, 1)
        self.content.addLayout(body, 1)
        self.sheet.chosen.connect(self._choose)
        self.sheet.turned.connect(self._show)
        self.list.opened.connect(self.opened)

    def _choose(self, day: date) -> None:
        self._day = day
        self._show()

    def _show(self) -> None:
        self._month.setText(self.sheet.month_words())
        if self._day is None:
            shown = within(self._due, self._span())
            past = sum(each.reminder.state == "bad" for each in shown)
            words = _("{n} việc, {past} quá hạn", n=len(shown), past=past)
        else:
            shown = by_day(self._due).get(self._day, [])
            words = _("{day}: {n} việc", day=show_date(self._day), n=len(shown))
        self._about.setText(_("Đang đọc {n} hồ sơ…", n=self._waiting) if self._waiting else words)
        self._all.setVisible(self._day is not None)
        self.list.show_records(shown, key=lambda each: (each.path, each.reminder.page, each.reminder.title))
        self.list.setVisible(bool(shown))
        self._empty.setVisible(not shown and not self._waiting)

    def _span(self) -> int:
        return next(days for days, each in self._spans.items() if each.isChecked())


def _worst(found: Sequence[Due]) -> str:
    return min((each.reminder.state for each in found), key=WORST.index)


def _due_list() -> ReadingList[Due]:
    made: ReadingList[Due] = ReadingList(_("Việc đến hạn"), _told, height=54)
    made.setItemDelegate(_DueDelegate(made))
    return made


def _told(due: Due) -> str:
    each = due.reminder
    parts = (each.title, each.words, due.whose, show_date(each.due_on))
    return ", ".join(part for part in parts if part)


class _DueDelegate(RowsDelegate):
    """Two lines: the thing and what is due of it; whose; the day at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        due: Due = index.data(RECORD)
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, option, first=True, last=True, current=current)
        box = QRectF(option.rect).adjusted(16, 0, -14, 0)
        paint_glyph(painter, QRectF(box.x(), box.center().y() - 8, 16, 16), GLYPHS.get(due.reminder.state, "info"))
        day = show_date(due.reminder.due_on) or _("chưa có ngày")
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("bad" if due.reminder.state == "bad" else "text2"))
        middle = Qt.AlignmentFlag.AlignVCenter
        wide = painter.fontMetrics().horizontalAdvance(day) + 12
        upper = QRectF(box.x() + 28, box.center().y() - theme.px(20), box.width() - 28 - 22, theme.px(20))
        painter.drawText(upper, middle | Qt.AlignmentFlag.AlignRight, day)
        _line(painter, upper.adjusted(0, 0, -wide, 0), due.reminder.title, "strong", "text")
        lower = upper.translated(0, theme.px(20))
        painter.setFont(theme.font("small"))
        whose = painter.fontMetrics().horizontalAdvance(due.whose) + 12
        painter.setPen(theme.color("text3"))
        painter.drawText(lower, middle | Qt.AlignmentFlag.AlignRight, due.whose)
        _line(painter, lower.adjusted(0, 0, -whose, 0), due.reminder.words, "body", "text2")
        paint_icon(painter, "right", QRectF(box.right() - 14, box.center().y() - 8, 16, 16), "text3")
        painter.restore()


def _line(painter: QPainter, rect: QRectF, words: str, role: str, token: str) -> None:
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(token))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


def folder_words(folder: Path) -> str:
    """The folder by its end."""
    shown = str(folder)
    return shown if len(shown) <= 30 else "…" + shown[-29:]
