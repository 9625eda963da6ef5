"""The contents of a report: chapters, their parts set in, the page at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts.tables import paint_row_ground
from app.ui.pdf_pages import Chapter
from app.wording import _

ContentsList = ReadingList[Chapter]


def told(chapter: Chapter) -> str:
    return _("{title}, trang {page}", title=chapter.title, page=chapter.page)


class ContentsDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        chapter: Chapter = index.data(RECORD)
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = QRectF(option.rect).adjusted(14 + theme.px(16) * chapter.level, 0, -12, 0)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(chapter.page))
        painter.setFont(theme.font("body" if chapter.level else "strong"))
        painter.setPen(theme.color("text"))
        rect.adjust(0, 0, -theme.px(30), 0)
        words = painter.fontMetrics().elidedText(chapter.title, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def contents_list() -> ContentsList:
    made: ContentsList = ReadingList(_("Mục lục"), told, height=34)
    made.setItemDelegate(ContentsDelegate(made))
    return made
