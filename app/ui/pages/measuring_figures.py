"""The figures beside the readings: n, mean, s, ends, counts outside the limits. What is not known yet says so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.domain.readings_limits import Limit
from app.domain.readings_sheet import Sheet, operator_name
from app.domain.readings_statistics import (
    LiveStatistics,
    means_by,
    net_value,
    outside_of,
    show_deviation,
    show_mean,
)
from app.formats import show_number
from app.services.studies import live_statistics, marked_count
from app.ui import theme
from app.ui.parts import column, hairline, row, text
from app.ui.parts.fields import UnverifiedMark
from app.wording import _


class FiguresPanel(QWidget):
    """Rebuilt from the sheet after each reading; a second column leaves the doubted readings out."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._hint = text("", "small", wrap=True)
        whole = column(gap=8, margins=(16, 10, 16, 12))
        whole.addLayout(self._grid)
        whole.addWidget(self._hint)
        whole.addStretch(1)
        self.setLayout(whole)
        self.lines: list[tuple[str, str]] = []
        self.every = LiveStatistics(0)

    def show_sheet(self, sheet: Sheet, limits: Sequence[Limit]) -> None:
        """Write all figures anew."""
        self._clear()
        marked = marked_count(sheet.readings.values())
        every = self.every = live_statistics(sheet)
        kept = live_statistics(sheet, marked=False) if marked else every
        if marked:
            self._head(_("tất cả"), _("bỏ {count} số nghi ngờ", count=marked))
        unit = sheet.study.unit
        rows = (
            (_("Số đọc, n"), lambda of: show_number(of.count)),
            (_("Trung bình"), _mean),
            (_("Độ lệch chuẩn mẫu s"), _deviation),
            (_("Nhỏ nhất"), lambda of: show_number(of.least) if of.least is not None else _few()),
            (_("Lớn nhất"), lambda of: show_number(of.most) if of.most is not None else _few()),
            (_("Khoảng biến thiên"), lambda of: show_number(of.spread) if of.count > 1 else _few()),
        )
        for name, tell in rows:
            self._line(name, tell(every), tell(kept) if marked else "")
        self._limits(sheet, limits)
        self._people(sheet)
        outside = len(sheet.outside)
        parts = [_("Đơn vị: {unit}.", unit=unit) if unit else _("Chưa có đơn vị: nhập ở phiếu.")]
        if sheet.study.kind == "linearity":
            parts.append(_("Tính trên độ lệch của số đọc so với giá trị quy chiếu của mẫu."))
        parts += dict.fromkeys(each.doubt for each in limits if each.doubt)
        if outside:
            parts.append(_("{count} số đọc nằm ngoài phiếu: vẫn giữ, mở rộng phiếu thì hiện lại.", count=outside))
        self._hint.setText(" ".join(parts))

    def _limits(self, sheet: Sheet, limits: Sequence[Limit]) -> None:
        values = [value for each in sheet.readings.values() if (value := net_value(sheet.study, each)) is not None]
        for limit in limits:
            name = f"{limit.name[:1].upper()}{limit.name[1:]}"
            if not limit.side:
                self._line(name, show_number(limit.value))
                continue
            count = outside_of(values, limit)
            words = _("{count} số dưới", count=count) if limit.side == "low" else _("{count} số trên", count=count)
            self._line(f"{name} {show_number(limit.value)}", words if values else _few(), doubt=limit.doubt)

    def _people(self, sheet: Sheet) -> None:
        if sheet.study.kind != "gauge_rr":
            return
        for number, found in means_by(sheet, lambda cell: cell.operator).items():
            name = _("Trung bình của {person}", person=operator_name(sheet.study, number))
            self._line(name, _mean(found))

    # ---- lines

    def _clear(self) -> None:
        self.lines = []
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _head(self, *words: str) -> None:
        at = self._grid.rowCount()
        for place, each in enumerate(words, 1):
            label = text(each, "small", wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(label, at, place)

    def _line(self, name: str, value: str, second: str = "", doubt: str = "") -> None:
        at = self._grid.rowCount()
        self.lines.append((name, value))
        ground = QWidget()
        label = text(name, "body", cut=True)
        line = row(label, gap=6)
        line.setStretch(0, 1)
        if doubt:
            line.addWidget(UnverifiedMark(doubt))
        ground.setLayout(line)
        ground.setFixedHeight(theme.px(30))
        self._grid.addWidget(ground, at, 0)
        self._grid.addWidget(_figure(value), at, 1)
        if second:
            self._grid.addWidget(_figure(second), at, 2)
        self._grid.addWidget(hairline(), at + 1, 0, 1, 3)


def _figure(words: str) -> QLabel:
    known = words != _few()
    label = text(words, "strong" if known else "small", tone="" if known else "text3")
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def _few() -> str:
    return _("chưa đủ số đọc")


def _mean(of: LiveStatistics) -> str:
    return show_mean(of.mean, of.decimals) if of.mean is not None else _few()


def _deviation(of: LiveStatistics) -> str:
    return show_deviation(of.deviation, of.decimals) if of.deviation is not None else _few()


def summary_line(found: LiveStatistics) -> str:
    """The figures in one line, for a small screen."""
    return _(
        "n {count} · trung bình {mean} · s {deviation}",
        count=found.count,
        mean=_mean(found),
        deviation=_deviation(found),
    )
