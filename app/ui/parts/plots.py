"""Plots in the window: SVG drawn again for the width it has, sharp at any scale; a table of its values beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPushButton,
    QSizePolicy,
    QTableView,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from app.domain.plots import Plot
from app.domain.plots_told import table, told
from app.services.plots import Drawn, drawn
from app.ui import theme
from app.ui.background import Background
from app.ui.parts.buttons import button
from app.ui.parts.surfaces import Card, clear_layout
from app.ui.parts.tables import dress_table
from app.wording import _

SETTLE_MS = 60
"""While the width changes, the last drawing is stretched; it is drawn anew once the width has settled."""

TABLE_ROWS = 9


class PlotView(QWidget):
    """One plot over the whole width; it is as high as the drawing, or as it is told to be.

    turned: Enter was pressed on it, to read it as a table.
    """

    turned = Signal()

    def __init__(self, background: Background, *, height: float | None = None) -> None:
        super().__init__()
        self._background, self._height = background, height
        self._plot: Plot | None = None
        self._renderer: QSvgRenderer | None = None
        self._drawn: Drawn | None = None
        self._drawn_of: Plot | None = None
        self._asked = 0
        self._reading = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._ask)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(height) if height else theme.px(200))

    def show_plot(self, plot: Plot) -> None:
        self._plot, self._reading = plot, -1
        self.setAccessibleName(plot.title)
        self.setAccessibleDescription(told(plot))
        self.setToolTip(plot.title)
        if self.isVisible():
            self._ask()

    def drawing(self) -> Drawn | None:
        """What is shown; None while it is being drawn. Until then the drawing of the plot before stays."""
        return self._drawn if self._drawn_of is self._plot else None

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.drawing() is None:
            self._ask()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.turned.emit()
        elif step and self._plot is not None:
            self._read(step)
        else:
            super().keyPressEvent(event)

    def _read(self, step: int) -> None:
        """Say the next value, or the one before; the table holds them all."""
        assert self._plot is not None
        heads, rows = table(self._plot)
        self._reading = max(0, min(len(rows) - 1, self._reading + step))
        told_row = "; ".join(
            f"{head}: {words}" if head else words
            for head, words in zip(heads, rows[self._reading], strict=True)
            if words
        )
        self.setAccessibleDescription(told_row)
        QToolTip.showText(self.mapToGlobal(QPoint(theme.px(24), self.height() // 2)), told_row, self)

    def _ask(self) -> None:
        """Have it drawn in the background: the first time brings reportlab, which the window does not wait for."""
        plot, width = self._plot, float(self.width())
        shown = self.drawing()
        if plot is None or (shown is not None and shown.width == width):
            return
        self._asked += 1
        asked, tokens, height, size = self._asked, theme.TOKENS[theme.name()], self._height, float(theme.px(12))
        self._background.run(
            lambda: drawn(plot, tokens, width, height=height, text_px=size),
            lambda made: self._take(asked, plot, made),
            owner=self,
        )

    def _take(self, asked: int, plot: Plot, made: Drawn) -> None:
        if asked != self._asked:
            return
        self._drawn, self._drawn_of, self._renderer = made, plot, QSvgRenderer(made.svg)
        self.setFixedHeight(round(made.height))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._renderer is not None and self._drawn is not None:
            high = self._drawn.height * self.width() / self._drawn.width
            self._renderer.render(painter, QRectF(0, 0, self.width(), min(high, self.height())))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


class PlotTable(QTableView):
    """All values of a plot in words."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        heads, rows = table(plot)
        model = QStandardItemModel(len(rows), len(heads), self)
        model.setHorizontalHeaderLabels(list(heads))
        for place, row in enumerate(rows):
            for column, words in enumerate(row):
                model.setItem(place, column, QStandardItem(words))
        self.setModel(model)
        dress_table(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("Bảng số của “{title}”", title=plot.title))
        header = self.horizontalHeader()
        header.setSectionResizeMode(header.ResizeMode.Stretch)
        self.setFixedHeight(theme.px(34) * min(len(rows), TABLE_ROWS) + theme.px(32) + 4)


class PlotCard(Card):
    """A plot under its title, with a link that shows its values as a table instead."""

    def __init__(self, background: Background, plot: Plot, *, height: float | None = None) -> None:
        self._link: QPushButton = button(_("Xem bảng"), self.turn, kind="link")
        super().__init__(plot.title, self._link)
        self.plot = plot
        self.view = PlotView(background, height=height)
        self.view.show_plot(plot)
        self.view.turned.connect(self.turn)
        self.table: PlotTable | None = None
        self.content.addWidget(self.view)

    def show_plot(self, plot: Plot) -> None:
        """Another plot of the same title in its place, as after other inputs."""
        self.plot = plot
        self.view.show_plot(plot)
        if self.table is not None:
            was_table = self.table.isVisibleTo(self)
            self.table.hide()
            self.table.deleteLater()
            self.table = None
            self.view.setVisible(True)
            if was_table:
                self.turn()

    def turn(self) -> None:
        """From the plot to its table, and back."""
        if self.table is None:
            self.table = PlotTable(self.plot)
            self.table.hide()
            self.content.addWidget(self.table)
        as_table = self.view.isVisibleTo(self)
        self.table.setVisible(as_table)
        self.view.setVisible(not as_table)
        self._link.setText(_("Xem hình") if as_table else _("Xem bảng"))
        (self.table if as_table else self.view).setFocus()


class PlotColumn(QWidget):
    """All plots of a result one below the other, each in its card."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def show_plots(self, plots: Sequence[Plot]) -> None:
        cards = self.cards()
        if [card.plot for card in cards] == list(plots):
            return
        if [card.plot.title for card in cards] == [each.title for each in plots]:
            for card, plot in zip(cards, plots, strict=True):
                card.show_plot(plot)
            return
        clear_layout(self._column)
        for each in plots:
            self._column.addWidget(PlotCard(self._background, each))

    def cards(self) -> list[PlotCard]:
        found = (self._column.itemAt(place) for place in range(self._column.count()))
        held = (each.widget() for each in found if each is not None)
        return [each for each in held if isinstance(each, PlotCard)]
