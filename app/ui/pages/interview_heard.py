"""What was said, statement by statement: to be checked, checked, or all of one talk. Read by arrows, ticked by X."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QStyleOptionViewItem, QWidget

from app.domain.interviews import Interview, Statement
from app.services.interviews import CHECKED, TO_CHECK, called
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import FilterButton, KeyCap, button, column, hairline, paint_glyph, row, text
from app.ui.parts.tables import paint_row_ground
from app.wording import _

ROW = 72


@dataclass(frozen=True, slots=True)
class Heard:
    """One statement with the person who made it and the question it answers."""

    interview: Interview
    statement: Statement
    code: str
    label: str

    @property
    def glyph(self) -> str:
        return {TO_CHECK: "warn", CHECKED: "ok"}.get(self.statement.to_check, "info")


def words_of(heard: Heard) -> str:
    return f"“{heard.statement.words}”" if heard.statement.words else _("chưa ghi lời")


def who_of(heard: Heard) -> str:
    """Who said it, and at which level that person sees it."""
    level = _("mức {level}", level=heard.statement.level) if heard.statement.level else ""
    return "  ·  ".join(each for each in (called(heard.interview), level) if each)


def told(heard: Heard) -> str:
    state = {TO_CHECK: _("cần kiểm chứng"), CHECKED: _("đã kiểm chứng")}.get(heard.statement.to_check, "")
    question = f"{heard.code} {heard.label}".strip()
    return "\n".join(each for each in (question, words_of(heard), who_of(heard), state) if each)


class HeardDelegate(RowsDelegate):
    """Three lines: the question, the words, who said them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = QRectF(option.rect).adjusted(14, 0, -12, 0)
        heard: Heard = index.data(RECORD)
        paint_glyph(painter, QRectF(rect.x(), rect.y() + theme.px(9), 15, 15), heard.glyph)
        lines = (
            ("strong", "text", f"{heard.code}  {heard.label}".strip()),
            ("body", "text" if heard.statement.words else "text3", words_of(heard).replace("\n", " ")),
            ("small", "text3", who_of(heard)),
        )
        for number, (role, token, words) in enumerate(lines):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(token))
            place = rect.adjusted(24, theme.px(6 + 20 * number), 0, 0)
            place.setHeight(theme.px(20))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class HeardPanel(QFrame):
    """opened(heard): to its question. ticked(heard): checked, or to be checked again. gone_on(heard): on with its talk.

    What is listed: "open" (to be checked), "done" (checked), "talk" (all of the chosen talk).
    """

    opened = Signal(object)
    ticked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "side-right")
        self._every: Sequence[Heard] = ()
        self._talk = ""
        self.shown = "open"
        self.still = False
        self.filters = {
            "open": FilterButton(_("Cần kiểm chứng"), 0),
            "done": FilterButton(_("Đã kiểm"), 0),
            "talk": FilterButton(_("Cuộc này"), 0),
        }
        for name, each in self.filters.items():
            each.clicked.connect(lambda _checked=False, name=name: self.choose(name))
        self.list: ReadingList[Heard] = ReadingList(_("Lời đã ghi"), told, height=ROW)
        self.list.setItemDelegate(HeardDelegate(self.list))
        self.list.clicked.disconnect()
        self.list.doubleClicked.connect(lambda index: self.opened.emit(index.data(RECORD)))
        self.list.opened.connect(self.opened)
        self._none = text("", "second", wrap=True)
        self._none.setContentsMargins(16, 16, 16, 16)
        self.tick = button(_("Đã kiểm chứng"), self.tick_current, icon_name="check")
        self._cap = KeyCap("X")
        self.way = button(_("Đến câu hỏi"), self._open_current, kind="link")
        self._foot = QFrame()
        self._foot.setProperty("surface", "bar-foot")
        self._foot.setLayout(row(self.tick, self._cap, None, self.way, gap=6, margins=(14, 8, 14, 8)))
        bar = row(*self.filters.values(), None, gap=6, margins=(14, 10, 14, 10))
        whole = column(gap=0)
        whole.addLayout(bar)
        whole.addWidget(hairline())
        whole.addWidget(self._none)
        whole.addWidget(self.list, 1)
        whole.addStretch(0)
        whole.addWidget(self._foot)
        self.setLayout(whole)
        self.list.shown.connect(lambda _heard: self._show_foot())

    def show_heard(self, every: Sequence[Heard], talk: str) -> None:
        """Show all that was said; talk: the id of the chosen one."""
        self._every, self._talk = every, talk
        self._sift()

    def choose(self, name: str) -> None:
        self.shown = name
        self._sift()

    def tick_current(self) -> None:
        heard = self.list.current()
        if heard is not None and not self.still:
            self.ticked.emit(heard)

    def _open_current(self) -> None:
        if (heard := self.list.current()) is not None:
            self.opened.emit(heard)

    def _those(self, name: str) -> list[Heard]:
        match name:
            case "open":
                return [each for each in self._every if each.statement.to_check == TO_CHECK]
            case "done":
                return [each for each in self._every if each.statement.to_check == CHECKED]
            case _:
                return [each for each in self._every if each.interview.id == self._talk]

    def _sift(self) -> None:
        for name, each in self.filters.items():
            each.show_count(len(self._those(name)))
            each.setChecked(name == self.shown)
        at = self.list.currentIndex().row()
        found = self._those(self.shown)
        self.list.show_records(found, key=lambda each: each.statement.id)
        if found and self.list.current() is None:
            self.list.choose(max(0, min(at, len(found) - 1)))
        self.list.setVisible(bool(found))
        self._none.setText(
            {
                "open": _(
                    "Không còn lời nào cần kiểm chứng. Trong lúc hỏi, phím K đánh dấu lời cần đối chiếu với hồ sơ."
                ),
                "done": _("Chưa kiểm chứng lời nào."),
                "talk": _("Cuộc này chưa ghi lời nào."),
            }[self.shown]
        )
        self._none.setVisible(not found)
        self._show_foot()

    def _show_foot(self) -> None:
        heard = self.list.current() if self.list.isVisibleTo(self) else None
        self._foot.setVisible(heard is not None)
        if heard is not None:
            to_check = heard.statement.to_check == TO_CHECK
            self.tick.setText(_("Đã kiểm chứng") if to_check else _("Cần kiểm chứng lại"))
            for each in (self.tick, self._cap):
                each.setVisible(not self.still)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().casefold() == "x" or event.key() == Qt.Key.Key_Space:
            self.tick_current()
        else:
            super().keyPressEvent(event)
