"""Beginning a loss: its kind, and the process whose data fill it in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.domain.metrology.catalogue import calculations
from app.domain.metrology.declared import Calculation
from app.services.losses import KINDS
from app.ui import theme
from app.ui.pages.evaluation_about import process_words
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import Card, Choice, Field, Foot, button, column, text
from app.ui.parts.tables import paint_row_ground
from app.ui.workspace import Workspace
from app.wording import _


class NewLossPanel(Card):
    """begun(calculation, process id); left: never mind."""

    begun = Signal(str, str)
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self._workspace = workspace
        self.kinds = _KindList(_("Loại thiệt hại"), _told, height=52)
        self.kinds.setItemDelegate(_KindDelegate(self.kinds))
        self.process = Choice()
        self.start = button(_("Thêm thiệt hại"), self.begin, kind="primary", tip="Ctrl+Enter")
        head = column(
            text(_("Thêm thiệt hại"), "h2"),
            text(
                _("Số liệu của quá trình đo được điền sẵn; không có thì để trống cho nhà máy cung cấp."),
                "small",
                wrap=True,
            ),
            Field(_("Quá trình đo"), self.process),
            gap=6,
            margins=(16, 12, 16, 8),
        )
        self.content.addLayout(head)
        self.content.addWidget(self.kinds, 1)
        self.content.addWidget(Foot(button(_("Thôi"), self.left.emit, kind="ghost", tip="Esc"), None, self.start))

    def open(self) -> None:
        every = self._workspace.read(lambda unit: unit.processes.all())
        self.process.offer([("", _("Không gắn")), *((each.id, process_words(each)) for each in every)])
        self.kinds.show_records([calculations()[key] for key in KINDS])
        self.kinds.choose(0)
        self.kinds.setFocus()

    def begin(self) -> None:
        kind = self.kinds.current()
        if kind is not None:
            self.begun.emit(kind.key, self.process.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin()
        else:
            super().keyPressEvent(event)


class _KindList(ReadingList[Calculation]):
    """A click only chooses; Enter is left to the panel, which begins."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _told(kind: Calculation) -> str:
    return f"{_(kind.words)}. {_(kind.purpose)}"


class _KindDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view: QWidget = option.widget
        kind: Calculation = index.data(RECORD)
        painter.save()
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = QRectF(option.rect).adjusted(16, 0, -14, 0)
        for top, role, ink, words in ((6, "strong", "text", kind.words), (26, "small", "text2", kind.purpose)):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(ink))
            place = QRectF(rect.x(), rect.y() + theme.px(top), rect.width(), theme.px(20))
            shown = painter.fontMetrics().elidedText(_(words), Qt.TextElideMode.ElideRight, int(place.width()))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
