"""The answers that pull the scores down most, the worst first; Enter or a click goes to the question."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.domain.scores import Rated
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph
from app.ui.parts.tables import paint_row_ground
from app.wording import _


def told(rated: Rated) -> str:
    return _(
        "Câu {code}, mức {level}, cần mức {required}, trọng số {weight}: {label}",
        code=rated.code,
        level=rated.level,
        required=rated.required,
        weight=rated.weight,
        label=rated.label,
    )


class WorstDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.hasFocus() and view.currentIndex() == index
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        _paint(painter, QRectF(option.rect).adjusted(4, 0, -4, 0), index.data(RECORD))
        painter.restore()


def _paint(painter: QPainter, rect: QRectF, rated: Rated) -> None:
    state = "bad" if (rated.level or 0) <= 2 else "part"
    paint_glyph(painter, QRectF(rect.x(), rect.center().y() - 7, 14, 14), state)
    code = rect.adjusted(26, 0, 0, 0)
    painter.setFont(theme.font("body"))
    painter.setPen(theme.color("text2"))
    painter.drawText(code, Qt.AlignmentFlag.AlignVCenter, rated.code)
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    weight_wide, level_wide = theme.px(86), theme.px(60)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text3"))
    painter.drawText(rect, right, _("trọng số {weight}", weight=rated.weight))
    painter.setFont(theme.font("strong"))
    painter.setPen(theme.color("text"))
    painter.drawText(rect.adjusted(0, 0, -weight_wide, 0), right, _("mức {level}", level=rated.level))
    painter.setFont(theme.font("body"))
    label = rect.adjusted(26 + theme.px(44), 0, -weight_wide - level_wide, 0)
    fitting = painter.fontMetrics().elidedText(rated.label, Qt.TextElideMode.ElideRight, int(label.width()))
    painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, fitting)


def worst_list() -> ReadingList[Rated]:
    made: ReadingList[Rated] = ReadingList(_("Câu kéo điểm xuống nhiều nhất"), told, height=34)
    made.setItemDelegate(WorstDelegate(made))
    made.setMinimumHeight(2 * theme.px(34))
    return made
