"""What the whole programme needs: by resource, source, task or solution and year; what is not estimated, by name."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QWidget

from app.domain.funding import Cost, Total, YearTotal
from app.formats import show_number
from app.services.funding import Totals
from app.ui import theme
from app.ui.pages.cost_words import cost_words
from app.ui.parts import button, clear_layout, column, row, scrolled, text
from app.wording import _

BAR, WORDS_WIDE, TOLD_WIDE = 6, 190, 250


class FundingTotals(QWidget):
    """went(kind, id): to the record of a line that is not estimated."""

    went = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._body = column(gap=14, margins=(16, 6, 16, 14))
        content = QWidget()
        content.setLayout(self._body)
        self.area = scrolled(content)
        self.setLayout(column(self.area, gap=0))

    def show_totals(self, totals: Totals) -> None:
        clear_layout(self._body)
        words = cost_words(totals.whole)
        self._body.addWidget(
            text(words[:1].upper() + words[1:] or _("Chưa có khoản nguồn lực nào."), "lead", wrap=True)
        )
        if not totals.items:
            self._body.addWidget(
                text(
                    _("Mở phần Nguồn lực của một giải pháp rồi gõ khoản đầu tiên, hoặc dán từ Excel."),
                    "second",
                    wrap=True,
                )
            )
        if totals.unknown:
            self._body.addWidget(text(_("Chưa ước tính, nên chưa có trong các số trên:"), "cap"))
            for each in totals.unknown:
                name = each.title or _("dòng {number}", number=each.place)
                way = button(name, partial(self.went.emit, each.of_kind, each.of_id), kind="link")
                self._body.addLayout(row(way, None))
        self._add_table(_("Theo nguồn lực"), totals.by_kind)
        self._add_table(_("Theo nguồn kinh phí"), totals.by_source)
        self._add_years(totals.by_year)
        self._add_table(_("Theo nhiệm vụ, giải pháp"), totals.by_record)
        self._body.addStretch(1)

    def _add_table(self, title: str, lines: Sequence[Total]) -> None:
        if not lines:
            return
        most = max((_whole(each.cost) for each in lines), default=Decimal(0))
        grid = self._grid(title)
        for place, each in enumerate(lines, 1):
            grid.addWidget(text(each.words, "body", cut=True), place, 0)
            grid.addWidget(_Bar(_whole(each.cost), most), place, 1)
            grid.addWidget(text(cost_words(each.cost), "small", tone="text2", cut=True), place, 2)

    def _add_years(self, years: Sequence[YearTotal]) -> None:
        if not years:
            return
        most = max((each.amount or Decimal(0) for each in years), default=Decimal(0))
        grid = self._grid(_("Theo năm của chương trình"))
        for place, each in enumerate(years, 1):
            amount = each.amount
            words = (
                _("{amount} triệu đồng", amount=show_number(amount)) if amount is not None else _("chưa có khoản nào")
            )
            grid.addWidget(text(each.words, "body", cut=True), place, 0)
            grid.addWidget(_Bar(amount or Decimal(0), most), place, 1)
            grid.addWidget(text(words, "small", tone="text2"), place, 2)

    def _grid(self, title: str) -> QGridLayout:
        self._body.addWidget(text(title, "h2"))
        grid = QGridLayout()
        grid.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, theme.px(WORDS_WIDE))
        grid.setColumnMinimumWidth(2, theme.px(TOLD_WIDE))
        grid.setColumnStretch(1, 1)
        self._body.addLayout(grid)
        return grid


def _whole(cost: Cost) -> Decimal:
    """For the length of a bar only: once and one year."""
    return cost.over(Decimal(1)) or Decimal(0)


class _Bar(QWidget):
    def __init__(self, value: Decimal, most: Decimal) -> None:
        super().__init__()
        self._share = float(value / most) if most else 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, (self.height() - BAR) / 2, self.width(), BAR)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(track, 3, 3)
        if self._share > 0:
            painter.setBrush(theme.color("chart2"))
            painter.drawRoundedRect(QRectF(track.x(), track.y(), max(3.0, track.width() * self._share), BAR), 3, 3)
