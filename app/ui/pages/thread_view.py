"""The whole thread of one record, upright, from clause to effect; each knot leads to its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from app.services.thread import Knot
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.workspace import Workspace
from app.wording import _

ICONS = {
    "clauses": "law",
    "answers": "survey",
    "processes": "process",
    "instruments": "instrument",
    "studies": "study",
    "readings": "mark",
    "evaluations": "analysis",
    "evidence": "camera",
    "findings": "finding",
    "goals": "goal",
    "tasks": "task",
    "solutions": "solution",
    "effects": "report",
    "indicator_readings": "monitor",
    "corrective_actions": "improve",
    "next": "task",
}
TONES = {"bad": "bad", "part": "warn", "ok": "ok"}


def told(knot: Knot) -> str:
    return f"{knot.code}: {knot.title}. {knot.note}".rstrip(". ")


class KnotDelegate(RowsDelegate):
    """key: the knot the thread was asked for, on the select ground."""

    key: tuple[str, str] = ("", "")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        knot: Knot = index.data(RECORD)
        rect = QRectF(option.rect)
        own = (knot.kind, knot.id) == self.key
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = isinstance(view, ReadingList) and view.hasFocus() and view.currentIndex() == index
        if own or focused:
            painter.setPen(QPen(theme.color("accent"), 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("select" if own else "surface"))
            painter.drawRoundedRect(rect.adjusted(1, 2, -1, -2), 5, 5)
        last = index.row() == index.model().rowCount() - 1
        _paint_string(painter, rect, index.row() == 0, last)
        _paint_bead(painter, rect, knot, own)
        _paint_words(painter, rect, knot)
        painter.restore()


def _paint_string(painter: QPainter, rect: QRectF, first: bool, last: bool) -> None:
    painter.setPen(QPen(theme.color("line2"), 2))
    x, middle = rect.x() + theme.px(20), rect.center().y()
    if not first:
        painter.drawLine(int(x), int(rect.y()), int(x), int(middle - 14))
    if not last:
        painter.drawLine(int(x), int(middle + 14), int(x), int(rect.bottom()) + 1)


def _paint_bead(painter: QPainter, rect: QRectF, knot: Knot, own: bool) -> None:
    side = 28.0
    box = QRectF(rect.x() + theme.px(20) - side / 2, rect.center().y() - side / 2, side, side)
    painter.setPen(QPen(theme.color("accent" if own else "line2"), 1.5))
    painter.setBrush(theme.color("accent" if own else "surface"))
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    paint_icon(painter, ICONS[knot.kind], box.adjusted(6, 6, -6, -6), "on_accent" if own else "text2")


def _paint_words(painter: QPainter, rect: QRectF, knot: Knot) -> None:
    left = rect.x() + theme.px(46)
    upper = QRectF(left, rect.center().y() - theme.px(19), rect.right() - left - 8, theme.px(19))
    lower = upper.translated(0, theme.px(19))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color(TONES.get(knot.state, "text3")))
    note_wide = painter.fontMetrics().horizontalAdvance(knot.note) + 8 if knot.note else 0
    painter.drawText(upper, middle | Qt.AlignmentFlag.AlignRight, knot.note)
    painter.setFont(theme.font("strong"))
    painter.setPen(theme.color("text3" if knot.kind == "next" else "text"))
    _cut(painter, upper.adjusted(0, 0, -note_wide, 0), knot.code)
    painter.setFont(theme.font("body"))
    painter.setPen(theme.color("text3" if knot.kind == "next" else "text2"))
    _cut(painter, lower, knot.title)


def _cut(painter: QPainter, rect: QRectF, words: str) -> None:
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, fitting)


class ThreadView(ReadingList[Knot]):
    """opened(knot) when a knot is clicked or Enter pressed on it."""

    def __init__(self) -> None:
        super().__init__(_("Mạch liên kết"), told, height=62, least=46, fills=True)
        self._painter = KnotDelegate(self)
        self.setItemDelegate(self._painter)

    def show_thread(self, knots: Sequence[Knot], key: tuple[str, str]) -> None:
        self._painter.key = key
        self.show_records(knots, key=lambda each: (each.kind, each.id))
        if self.current() is None:
            for place, each in enumerate(knots):
                if (each.kind, each.id) == key:
                    self.choose(place)


PAGES = {
    "clauses": "findings",
    "answers": "survey",
    "processes": "processes",
    "instruments": "instruments",
    "studies": "studies",
    "readings": "studies",
    "evaluations": "evaluations",
    "evidence": "evidence",
    "findings": "findings",
    "goals": "goals",
    "tasks": "tasks",
    "solutions": "solutions",
    "effects": "effect_report",
    "indicator_readings": "monitoring",
    "corrective_actions": "monitoring",
}
"""The page on which each knot is worked on."""
CLAUSE = "clause:"
"""Before the text of a clause: the page of findings shows those that name it."""
THREAD = "thread:"
"""Before kind and id of a record: the page of findings shows its thread."""


def open_knot(workspace: Workspace, knot: Knot) -> None:
    """Go to the very place where this knot is worked on."""
    page = PAGES.get(knot.kind, "")
    match knot.kind:
        case "clauses":
            workspace.go.emit(page, CLAUSE + knot.id)
        case "instruments":
            workspace.go.emit(page, knot.target.split(",")[0])
        case _ if page:
            workspace.go.emit(page, knot.target)


def thread_target(kind: str, id: str) -> str:
    """What the page of findings is asked for, to show the thread of any record."""
    return f"{THREAD}{kind}:{id}"
