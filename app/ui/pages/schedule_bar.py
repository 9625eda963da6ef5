"""The line over the schedule: how it is grouped, how near it is looked at, whether what waits moves along."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.pages.schedule_legend import GanttLegend
from app.ui.pages.schedule_rows import GROUPS
from app.ui.parts import FilterButton, row, text
from app.wording import N_, _

ZOOM_WORDS = {"day": N_("Ngày"), "week": N_("Tuần"), "month": N_("Tháng")}


class ScheduleBar(QWidget):
    """grouped(key of GROUPS), zoomed(key of ZOOMS): another way is wanted. follow: the button for moving along."""

    grouped = Signal(str)
    zoomed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.groups = {key: FilterButton(_(word)) for key, word in GROUPS.items()}
        self.zooms = {key: FilterButton(_(word)) for key, word in ZOOM_WORDS.items()}
        self.follow = FilterButton(_("Dời kèm việc chờ nó"))
        self.legend = GanttLegend()
        line = row(gap=6, margins=(14, 8, 12, 8))
        for words, buttons in ((_("Nhóm theo"), self.groups), (_("Xem theo"), self.zooms)):
            line.addWidget(text(words, "small"))
            for each in buttons.values():
                line.addWidget(each)
            line.addSpacing(14)
        line.addWidget(self.follow)
        line.addStretch(1)
        line.addWidget(self.legend)
        self.setLayout(line)
        self._connect(self.groups, self.grouped)
        self._connect(self.zooms, self.zoomed)

    def _connect(self, buttons: Mapping[str, FilterButton], signal: object) -> None:
        for key, each in buttons.items():
            each.clicked.connect(lambda _on=False, key=key: signal.emit(key))  # type: ignore[attr-defined]

    def show_ways(self, group: str, zoom: str) -> None:
        for key, each in (*self.groups.items(), *self.zooms.items()):
            each.setChecked(key in (group, zoom))
