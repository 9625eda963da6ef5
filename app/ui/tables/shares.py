"""Columns as wide as their words ask: spread where there is room, scrolled sideways where there is not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from app.ui import theme

LEAST, MOST, AIR = 64, 260, 26
LOOKED_AT = 40
"""So many rows are measured; longer words further down end with "…" and stand in the tooltip."""


class ColumnShares(QObject):
    """Keeps the columns of a view at widths in proportion to what stands in them. least, air: narrower where many
    columns hold short words.
    """

    def __init__(self, view: QTableView, least: int = LEAST, air: int = AIR) -> None:
        super().__init__(view)
        self._least, self._air = least, air
        self._view = view
        self._wanted: Sequence[int] = ()
        view.viewport().installEventFilter(self)

    def measure(self) -> None:
        """Measure titles and the first rows again; call it when other rows are shown."""
        model = self._view.model()
        bold, plain = QFontMetrics(theme.font("cap")), QFontMetrics(theme.font("body"))
        wanted = []
        for place in range(model.columnCount()):
            title = str(model.headerData(place, self._view.horizontalHeader().orientation()) or "")
            widths = [bold.horizontalAdvance(title)]
            for row in range(min(model.rowCount(), LOOKED_AT)):
                widths.append(plain.horizontalAdvance(str(model.index(row, place).data() or "")))
            wanted.append(min(theme.px(MOST), max(theme.px(self._least), max(widths) + theme.px(self._air))))
        self._wanted = wanted
        self.share()

    def share(self) -> None:
        room, total = self._view.viewport().width(), sum(self._wanted)
        if not total or room <= 0:
            return
        left = max(0, room - total)
        widths = [each + left * each // total for each in self._wanted]
        if left:
            widths[-1] += room - sum(widths)
        for place, width in enumerate(widths):
            self._view.setColumnWidth(place, width)

    def needs_scrolling(self) -> bool:
        return sum(self._wanted) > self._view.viewport().width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.share()
        return super().eventFilter(watched, event)
