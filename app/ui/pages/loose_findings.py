"""The findings that no goal answers yet, under the goals; Enter makes a goal of the current one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.domain.findings import Finding, finding_code
from app.domain.proposals import SEVERITY_STATES, SEVERITY_WORDS
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import button, column, hairline, paint_glyph, row, text
from app.ui.parts.tables import paint_row_ground
from app.wording import _


def told(finding: Finding) -> str:
    return f"{finding_code(finding)}, {_(SEVERITY_WORDS[finding.severity])}: {finding.title}"


class LooseDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.hasFocus() and view.currentIndex() == index
        finding: Finding = index.data(RECORD)
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = QRectF(option.rect).adjusted(16, 0, -16, 0)
        paint_glyph(painter, QRectF(rect.x(), rect.center().y() - 7, 14, 14), SEVERITY_STATES[finding.severity])
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("accent"))
        painter.drawText(rect.adjusted(28, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, finding_code(finding))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        title = rect.adjusted(28 + theme.px(54), 0, 0, 0)
        fitting = painter.fontMetrics().elidedText(finding.title, Qt.TextElideMode.ElideRight, int(title.width()))
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.restore()


class LooseFindings(QWidget):
    """wanted(finding id): a goal shall be made of it."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows = 4
        self._title = text("", "h2")
        self._make = button(_("Lập mục tiêu"), self._want, icon_name="goal")
        self.list: ReadingList[Finding] = ReadingList(_("Phát hiện chưa có mục tiêu"), told, height=34)
        self.list.setItemDelegate(LooseDelegate(self.list))
        self.list.opened.connect(lambda finding: self.wanted.emit(finding.id) if self._make.isEnabled() else None)
        body = column(hairline(), gap=0)
        body.addLayout(row(self._title, None, self._make, margins=(16, 8, 16, 6)))
        body.addWidget(self.list)
        self.setLayout(body)

    def show_findings(self, findings: Sequence[Finding], is_open: bool) -> None:
        self.setVisible(bool(findings))
        self._title.setText(_("{n} phát hiện chưa có mục tiêu", n=len(findings)))
        self.list.show_records(findings, key=lambda each: each.id)
        self._fit()
        if findings and self.list.current() is None:
            self.list.choose(0)
        self._make.setVisible(is_open)
        self._make.setEnabled(is_open)

    def use_rows(self, rows: int) -> None:
        """How many rows are shown at once; the rest is scrolled to."""
        self._rows = rows
        self._fit()

    def _fit(self) -> None:
        count = max(1, len(self.list.records.records))
        self.list.setFixedHeight(theme.px(34) * min(self._rows, count) + 2)

    def _want(self) -> None:
        if finding := self.list.current():
            self.wanted.emit(finding.id)
