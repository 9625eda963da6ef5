"""How far each auditor has come, and what nobody looks after yet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.formats import show_number
from app.services.assignments import Share
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_scale
from app.ui.parts.tables import paint_row_ground
from app.wording import _

ROW = 78


def name_of(share: Share) -> str:
    return share.auditor or _("Chưa giao ai")


def parts_words(share: Share) -> str:
    """How many sections and areas."""
    sections = _("{count} phần", count=show_number(share.sections)) if share.sections else ""
    areas = _("{count} khu vực", count=show_number(share.areas)) if share.areas else ""
    return ", ".join(each for each in (sections, areas) if each)


def done_words(share: Share) -> str:
    """How many questions are answered, and how many instruments were seen."""
    asked = _("{done}/{total} câu", done=show_number(share.answered), total=show_number(share.asked))
    seen = _("{done}/{total} phương tiện đo", done=show_number(share.seen), total=show_number(share.instruments))
    return "  ·  ".join([*([asked] if share.asked else []), *([seen] if share.instruments else [])])


def told(share: Share) -> str:
    return "\n".join((name_of(share), parts_words(share), done_words(share)))


class SharesDelegate(RowsDelegate):
    """The name, what it has, and a scale with how far it is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        share: Share = index.data(RECORD)
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = QRectF(option.rect).adjusted(16, 0, -16, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        first = QRectF(rect.x(), rect.y() + theme.px(6), rect.width(), theme.px(20))
        second = first.translated(0, theme.px(20))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        painter.drawText(first, middle | Qt.AlignmentFlag.AlignRight, parts_words(share))
        painter.setPen(theme.color("text3"))
        painter.drawText(second, middle, done_words(share))
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text" if share.auditor else "warn"))
        painter.drawText(first, middle, name_of(share))
        scale = QRectF(rect.x(), second.bottom() + theme.px(5), rect.width(), theme.px(16))
        paint_scale(painter, scale, share.share, "accent" if share.auditor else "none_fill")
        painter.restore()


def shares_list() -> ReadingList[Share]:
    """opened(share): Enter or a click takes its name."""
    made: ReadingList[Share] = ReadingList(_("Tiến độ từng người"), told, height=ROW)
    made.setItemDelegate(SharesDelegate(made))
    return made
