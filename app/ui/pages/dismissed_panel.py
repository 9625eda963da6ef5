"""The proposals that were set aside, each with its reason, and the way to bring one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.domain.findings import Finding
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import EmptyState, Foot, button, column, paint_glyph
from app.ui.parts.tables import paint_row_ground, paint_words
from app.wording import _


def told(finding: Finding) -> str:
    return _("Đã bỏ: {title}. Lý do: {reason}", title=finding.title, reason=finding.reason)


class DismissedDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        finding: Finding = index.data(RECORD)
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = QRectF(option.rect).adjusted(14, 0, -14, 0)
        paint_glyph(painter, QRectF(rect.x(), rect.y() + theme.px(9), 14, 14), "na")
        paint_words(painter, rect.adjusted(24, 0, 0, 0), theme.px(6), "body", finding.title)
        paint_words(
            painter, rect.adjusted(24, 0, 0, 0), theme.px(26), "small", _("Lý do: {reason}", reason=finding.reason)
        )
        painter.restore()


class DismissedPanel(QWidget):
    """wanted_back(id): the proposal shall be shown again."""

    wanted_back = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.list: ReadingList[Finding] = ReadingList(_("Đề xuất đã bỏ"), told, height=50)
        self.list.setItemDelegate(DismissedDelegate(self.list))
        self._empty = EmptyState("dash", _("Chưa bỏ đề xuất nào"), _("Đề xuất bị bỏ ở lại đây cùng lý do."), [])
        self._foot = Foot(button(_("Đưa lại đề xuất này"), self._bring_back, icon_name="undo"), None)
        body = column(self._empty, gap=0)
        body.addWidget(self.list, 1)
        body.addWidget(self._foot)
        self.setLayout(body)

    def set_read_only(self, still: bool) -> None:
        self._foot.setEnabled(not still)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self.list.show_records(findings, key=lambda each: each.id)
        if findings and self.list.current() is None:
            self.list.choose(0)
        self._empty.setVisible(not findings)
        self.list.setVisible(bool(findings))
        self._foot.setVisible(bool(findings))

    def _bring_back(self) -> None:
        if finding := self.list.current():
            self.wanted_back.emit(finding.id)
