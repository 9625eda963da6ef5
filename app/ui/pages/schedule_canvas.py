"""The schedule drawn: rows beside an axis of days, and where each of them stands on the viewport."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from app.services.schedule import ScheduleView
from app.ui import theme
from app.ui.pages import schedule_painting as draw
from app.ui.pages.schedule_axis import Axis, axis_of
from app.ui.pages.schedule_drag import Drag, dragged_days
from app.ui.pages.schedule_rows import Band, Line, TaskLine
from app.wording import _

ROW, BAND, HEAD = 40, 30, 44


class GanttCanvas(QAbstractScrollArea):
    """lines: what stands below each other. may_edit: whether bars can be moved. travelled(): other days show."""

    travelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.today = date.today()
        self.lines: list[Line] = []
        self.axis = Axis(self.today, self.today)
        self.label_width = theme.px(330)
        self.may_edit = False
        self.view: ScheduleView | None = None
        self.row = -1
        """The current line; -1 for none."""
        self.drag: Drag | None = None
        self._tops: list[int] = [0]
        self.codes: Mapping[str, str] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumSize(QSize(300, 120))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self._travelled())

    def go_to_day(self, day: date) -> None:
        """Bring a day near the left edge."""
        self.horizontalScrollBar().setValue(round(self.axis.x(day) - 3 * theme.px(20)))

    def use_label_width(self, width: int) -> None:
        self.label_width = width
        self._lay_out()

    # ---- places

    def chart_left(self) -> float:
        """Where the axis begins on the viewport."""
        return float(self.label_width - self.horizontalScrollBar().value())

    def row_rect(self, row: int) -> QRectF:
        top = theme.px(HEAD) + self._tops[row] - self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), self._tops[row + 1] - self._tops[row])

    def bar_of(self, row: int) -> QRectF | None:
        """The bar of a row on the viewport, as it is being pulled; None without days."""
        line = self.lines[row]
        if not isinstance(line, TaskLine):
            return None
        days = self._days_of(row, line)
        return draw.bar_rect(self.axis, *days, self.row_rect(row), self.chart_left()) if days else None

    def _days_of(self, row: int, line: TaskLine) -> tuple[date, date] | None:
        drag = self.drag
        if drag is not None and drag.row == row and drag.is_pull and drag.kind != "tie":
            return dragged_days(drag, line, self.axis, self.chart_left())
        task = line.task
        if task.starts_on is None or task.ends_on is None:
            return None
        return min(task.starts_on, task.ends_on), max(task.starts_on, task.ends_on)

    def row_at(self, y: float) -> int:
        """The line at this height of the viewport; -1 for none."""
        if y < theme.px(HEAD):
            return -1
        down = y - theme.px(HEAD) + self.verticalScrollBar().value()
        return next((row for row in range(len(self.lines)) if self._tops[row] <= down < self._tops[row + 1]), -1)

    def _row_of(self, task_id: str) -> int:
        return next(
            (row for row, each in enumerate(self.lines) if isinstance(each, TaskLine) and each.task.id == task_id), -1
        )

    def _room(self) -> float:
        return float(max(self.viewport().width() - self.label_width, 100))

    def _middle(self) -> date:
        return self.axis.day(self.horizontalScrollBar().value() + self._room() / 2)

    def _lay_out(self) -> None:
        tops = [0]
        for each in self.lines:
            tops.append(tops[-1] + theme.px(BAND if isinstance(each, Band) else ROW))
        self._tops = tops
        seen = self.viewport().height() - theme.px(HEAD)
        upright, flat = self.verticalScrollBar(), self.horizontalScrollBar()
        upright.setPageStep(max(seen, 1))
        upright.setSingleStep(theme.px(ROW))
        upright.setRange(0, max(tops[-1] + theme.px(8) - seen, 0))
        flat.setPageStep(int(self._room()))
        flat.setSingleStep(int(self.axis.day_width * 7))
        flat.setRange(0, max(int(self.axis.width - self._room()), 0))
        self._travelled()

    def _travelled(self) -> None:
        self.viewport().update()
        self.travelled.emit()

    # ---- painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.view is not None:
            middle = self._middle()
            self.axis = axis_of(self.view, self.today, self.axis.zoom, self._room())
            self._lay_out()
            if event.oldSize().width() > 0:
                self.horizontalScrollBar().setValue(round(self.axis.x(middle) - self._room() / 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        whole = QRectF(self.viewport().rect())
        painter.fillRect(whole, theme.color("surface"))
        chart = QRectF(self.label_width, theme.px(HEAD), whole.width() - self.label_width, whole.height())
        chart.setBottom(whole.bottom())
        rows = self._rows_in_sight()
        self._paint_grounds(painter, rows)
        painter.setClipRect(chart)
        draw.paint_grid(painter, chart, self.axis, self.chart_left(), self.today)
        self._paint_bars(painter, rows)
        draw.paint_today(painter, chart, self.axis, self.chart_left(), self.today, _("hôm nay"))
        painter.setClipping(False)
        self._paint_labels(painter, rows)
        draw.paint_head(
            painter, QRectF(self.label_width, 0, chart.width(), theme.px(HEAD)), self.axis, self.chart_left()
        )
        self._paint_corner(painter)
        painter.end()

    def _rows_in_sight(self) -> Sequence[int]:
        top = self.verticalScrollBar().value()
        seen = top + self.viewport().height() - theme.px(HEAD)
        return [row for row in range(len(self.lines)) if self._tops[row + 1] > top and self._tops[row] < seen]

    def _paint_grounds(self, painter: QPainter, rows: Sequence[int]) -> None:
        for row in rows:
            rect = self.row_rect(row)
            if isinstance(self.lines[row], Band):
                continue
            if row == self.row:
                painter.fillRect(rect, theme.color("select"))
            painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.color("line"))

    def _paint_bars(self, painter: QPainter, rows: Sequence[int]) -> None:
        for row in rows:
            if isinstance(self.lines[row], Band):
                draw.paint_band(painter, self.row_rect(row), Band(""), 0)
        self._paint_waits(painter)
        for row in rows:
            line = self.lines[row]
            if isinstance(line, TaskLine) and (bar := self.bar_of(row)) is not None:
                draw.paint_slack(painter, bar, self.axis, line)
                draw.paint_bar(painter, bar, line)
                if row == self.row and self.may_edit:
                    draw.paint_knob(painter, bar)
            self._paint_flag(painter, row, line)
        drag = self.drag
        if drag is not None and drag.kind == "tie" and (bar := self.bar_of(drag.row)) is not None:
            draw.paint_reach(painter, draw.knob(bar), drag.now)

    def _paint_flag(self, painter: QPainter, row: int, line: Line) -> None:
        """At the end of the goal's day."""
        if line.due_on is not None:
            late = isinstance(line, TaskLine) and bool(line.task.ends_on and line.task.ends_on > line.due_on)
            x = self.chart_left() + self.axis.x(line.due_on) + self.axis.day_width
            draw.paint_flag(painter, x, self.row_rect(row), late=late)

    def _paint_waits(self, painter: QPainter) -> None:
        places = {each.task.id: row for row, each in enumerate(self.lines) if isinstance(each, TaskLine)}
        seen = QRectF(self.viewport().rect())
        for row, line in enumerate(self.lines):
            if not isinstance(line, TaskLine):
                continue
            for other in line.waits_for:
                before = places.get(other, -1)
                if before < 0 or (one := self.bar_of(before)) is None or (bar := self.bar_of(row)) is None:
                    continue
                if not seen.intersects(one.united(bar).adjusted(-20, -20, 20, 20)):
                    continue
                ahead = self.lines[before]
                critical = line.is_critical and isinstance(ahead, TaskLine) and ahead.is_critical
                draw.paint_wait(painter, one, bar, critical=critical, clash=bar.left() < one.right() - 0.5)

    def _paint_labels(self, painter: QPainter, rows: Sequence[int]) -> None:
        for row in rows:
            line, rect = self.lines[row], self.row_rect(row)
            label = QRectF(0, rect.y(), self.label_width, rect.height())
            if isinstance(line, Band):
                draw.paint_band(painter, label, line, label.width())
                continue
            painter.fillRect(label, theme.color("select" if row == self.row else "surface"))
            painter.fillRect(QRectF(0, rect.bottom() - 1, self.label_width, 1), theme.color("line"))
            draw.paint_label(painter, label, line, strong=row == self.row)
            if row == self.row:
                self._paint_current(painter, rect)
        painter.fillRect(QRectF(self.label_width - 1, 0, 1, self.viewport().height()), theme.color("line2"))

    def _paint_current(self, painter: QPainter, rect: QRectF) -> None:
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        else:
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), theme.color("accent"))

    def _paint_corner(self, painter: QPainter) -> None:
        corner = QRectF(0, 0, self.label_width, theme.px(HEAD))
        painter.fillRect(corner, theme.color("surface"))
        painter.fillRect(QRectF(0, corner.bottom() - 1, corner.width(), 1), theme.color("edge"))
        painter.setFont(theme.font("cap"))
        painter.setPen(theme.color("text2"))
        words, line = _("Nhiệm vụ"), self._current_line()
        if self.drag is not None and self.drag.is_pull and self.drag.kind != "tie" and line is not None:
            days = self._days_of(self.drag.row, line)
            if days is not None:
                words = _(
                    "{code}: {first}–{last}", code=line.code, first=f"{days[0]:%d/%m/%Y}", last=f"{days[1]:%d/%m/%Y}"
                )
        painter.drawText(
            corner.adjusted(12, 0, -8, -6), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), words
        )

    def _current_line(self) -> TaskLine | None:
        line = self.lines[self.row] if 0 <= self.row < len(self.lines) else None
        return line if isinstance(line, TaskLine) else None
