"""What is wrong in the list, one line each; Enter or a click leads to the row."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from app.exchange.preview import Report
from app.ui import theme
from app.ui.parts.states import paint_glyph
from app.ui.parts.tables import Index, paint_row_ground
from app.wording import _

_REPORT = Qt.ItemDataRole.UserRole
_FAULTS = ("impossible_date", "missing_name", "due_before_last")
_FLAGS = (
    int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft.value) | int(Qt.AlignmentFlag.AlignVCenter.value)
)


class Problems(QListWidget):
    """followed(sheet, row)."""

    followed = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Vấn đề trong danh mục"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setItemDelegate(_ProblemPainter(self))
        self.itemActivated.connect(self._follow)
        self.itemClicked.connect(self._follow)

    def tell(self, report: tuple[Report, ...], *, with_sheet: bool) -> None:
        place = self.currentRow()
        self.clear()
        for each in report:
            words = _("{sheet}: {message}", sheet=each.sheet, message=each.message) if with_sheet else each.message
            item = QListWidgetItem(words)
            item.setData(_REPORT, each)
            item.setToolTip(words)
            self.addItem(item)
        if 0 <= place < self.count():
            self.setCurrentRow(place)

    def _follow(self, item: QListWidgetItem) -> None:
        report: Report = item.data(_REPORT)
        self.followed.emit(report.sheet, report.rows[0])


class _ProblemPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = (view.viewport().width() if isinstance(view, QListWidget) else 260) - 52
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        box = QFontMetrics(theme.font("body")).boundingRect(0, 0, max(width, 80), 1000, _FLAGS, words)
        return QSize(width + 52, max(theme.px(34), box.height() + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, QListWidget) and view.currentIndex() == index
        report: Report = index.data(_REPORT)
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = option.rect
        state = "bad" if report.code in _FAULTS else "warn"
        paint_glyph(painter, QRectF(rect.x() + 16, rect.y() + 9, 16, 16), state)
        painter.setFont(theme.font("body"))
        painter.setPen(QPen(theme.color("text")))
        painter.drawText(QRectF(rect.adjusted(40, 0, -12, 0)), _FLAGS, str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.restore()
