"""The checks before leaving, the worst first; Enter or a click goes to the very place that puts one right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.services.leaving import MUST, SHOULD, Check
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.pages.leave_heads import card_head
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import Card, Pill, hairline, paint_glyph
from app.ui.parts.tables import paint_row_ground
from app.wording import _

WORDS = {MUST: "bad", SHOULD: "warn"}


def told(check: Check) -> str:
    """What a screen reader says of a check."""
    state = {MUST: _("phải làm"), SHOULD: _("nên làm")}.get(check.state, _("xong"))
    parts = (state, check.title, check.detail, check.way)
    return ", ".join(part for part in parts if part)


class ChecksDelegate(RowsDelegate):
    """Glyph, title and detail below each other; at the right the way to put it right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index and view.hasFocus()
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        _paint(painter, QRectF(option.rect).adjusted(14, 0, -12, 0), index.data(RECORD))
        painter.restore()


def _paint(painter: QPainter, rect: QRectF, check: Check) -> None:
    paint_glyph(painter, QRectF(rect.x(), rect.center().y() - 8, 16, 16), check.state)
    wide = _paint_way(painter, rect, check.way)
    words = rect.adjusted(28, 0, -wide, 0)
    strong, small = theme.font("strong" if check.state in WORDS else "body"), theme.font("small")
    painter.setFont(strong)
    painter.setPen(theme.color("text"))
    title = painter.fontMetrics().elidedText(check.title, Qt.TextElideMode.ElideRight, int(words.width()))
    half = rect.height() / 2
    if not check.detail:
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, title)
        return
    painter.drawText(words.adjusted(0, 0, 0, -half), Qt.AlignmentFlag.AlignBottom, title)
    painter.setFont(small)
    painter.setPen(theme.color("text3"))
    detail = painter.fontMetrics().elidedText(check.detail, Qt.TextElideMode.ElideRight, int(words.width()))
    painter.drawText(words.adjusted(0, half + 1, 0, 0), Qt.AlignmentFlag.AlignTop, detail)


def _paint_way(painter: QPainter, rect: QRectF, way: str) -> float:
    """The link at the right; returns the room it takes."""
    if not way:
        return 0.0
    painter.setFont(theme.font("body"))
    painter.setPen(theme.color("accent"))
    wide = painter.fontMetrics().horizontalAdvance(way)
    painter.drawText(rect.adjusted(0, 0, -20, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, way)
    paint_icon(painter, "arrow", QRectF(rect.right() - 16, rect.center().y() - 8, 16, 16), "accent")
    return wide + 34.0


class ChecksCard(Card):
    """list.opened(Check): its way was taken."""

    def __init__(self) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.setAccessibleName(_("Trước khi rời nhà máy"))
        self.must, self.should, self.fine = Pill("bad", ""), Pill("warn", ""), Pill("ok", "")
        self.list: ReadingList[Check] = ReadingList(_("Trước khi rời nhà máy"), told, height=50)
        self.list.setItemDelegate(ChecksDelegate(self.list))
        head = card_head(_("Trước khi rời nhà máy"), self.must, self.should, self.fine)
        self.content.setSpacing(0)
        self.content.addWidget(head)
        self.content.addWidget(hairline())
        self.content.addWidget(self.list, 1)
        self.show_checks(())

    def show_checks(self, checks: Sequence[Check]) -> None:
        self.list.show_records(checks, key=lambda each: (each.title, each.detail))
        must = sum(each.state == MUST for each in checks)
        should = sum(each.state == SHOULD for each in checks)
        self.must.show_state("bad", _("{n} phải làm", n=must))
        self.should.show_state("warn", _("{n} nên làm", n=should))
        self.fine.show_state("ok", _("Đủ để rời đi"))
        self.must.setVisible(must > 0)
        self.should.setVisible(should > 0)
        self.fine.setVisible(bool(checks) and not must and not should)
