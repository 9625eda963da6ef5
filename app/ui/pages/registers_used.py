"""The instruments that a measuring process uses: a list one adds to by typing, each with its state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.services.inventory import MEASURING, STANDARDS, InstrumentRow
from app.services.register_rows import RegisterRow, stop_using, use_instrument
from app.ui import theme
from app.ui.instrument_picker import InstrumentPicker, told
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import column, paint_pill, pill_width, row, text
from app.ui.parts.tables import paint_row_ground
from app.ui.workspace import Workspace
from app.wording import _

ROW = 34


class UsedList(ReadingList[InstrumentRow]):
    """unwanted(row): Delete was pressed on it."""

    unwanted = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and current is not None:
            self.unwanted.emit(current)
        else:
            super().keyPressEvent(event)


class InstrumentsUsed(QWidget):
    """Enter on an instrument goes to its form, Delete takes it off; what is typed below adds another."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._process = ""
        self._still = False
        self.list = UsedList(_("Đo bằng"), told, height=ROW)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.picker = InstrumentPicker(
            workspace,
            (*MEASURING, *STANDARDS),
            placeholder=_("Thêm phương tiện: mã, tên, ba số cuối…"),
            warns=False,
            empties=True,
        )
        self._none = text(_("Chưa chọn phương tiện đo nào."), "second")
        self._hint = text(_("Delete bỏ, Enter tới phiếu"), "small")
        heading = row(text(_("Đo bằng"), "cap"), None, self._hint, margins=(0, 6, 0, 0))
        self.setLayout(column(heading, self._none, self.list, self.picker, gap=6))
        self.picker.picked.connect(self._use)
        self.list.unwanted.connect(self._stop)
        self.list.opened.connect(self._go)

    def show_row(self, shown: RegisterRow, still: bool) -> None:
        self._process, self._still = shown.record.id, still
        self.list.show_records(shown.used, key=lambda each: each.instrument.id)
        self.list.setFixedHeight(max(1, len(shown.used)) * theme.px(ROW) + 2)
        self.list.setVisible(bool(shown.used))
        self._none.setVisible(not shown.used)
        self._hint.setVisible(bool(shown.used) and not still)
        self.picker.setVisible(not still)
        self.picker.leave_out([each.instrument.id for each in shown.used])

    def _use(self, instrument: str) -> None:
        process = self._process
        if process and instrument:
            self._workspace.run(_("Chọn phương tiện đo"), lambda unit: use_instrument(unit, process, instrument))

    def _stop(self, shown: InstrumentRow) -> None:
        if self._still:
            return
        process, own = self._process, shown.instrument
        self._workspace.run(
            _("Bỏ phương tiện khỏi quá trình đo"),
            lambda unit: stop_using(unit, process, own.id),
            toast=_("Quá trình này không còn dùng {code}.", code=own.code or own.name),
        )

    def _go(self, shown: InstrumentRow) -> None:
        page = "instruments" if shown.instrument.kind == "instrument" else "standards"
        self._workspace.go.emit(page, shown.instrument.id)


class _Delegate(RowsDelegate):
    """Code, name, and the state as a pill."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, shown = option.widget, index.data(RECORD)
        current = isinstance(view, ReadingList) and view.hasFocus() and view.currentIndex() == index
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = option.rect.adjusted(2, 0, -2, 0)
        wide = pill_width(shown.status.word)
        pill = QRectF(rect.right() - wide, rect.center().y() - theme.px(11), wide, theme.px(22))
        paint_pill(painter, pill, shown.status.glyph, shown.status.word)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        code = shown.instrument.code
        code_wide = min(painter.fontMetrics().horizontalAdvance(code) + 10 if code else 0, rect.width() // 3)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(rect.x(), rect.y(), code_wide, rect.height()), flags, code)
        painter.setFont(theme.font("body"))
        room = QRect(rect.x() + code_wide, rect.y(), int(pill.x()) - rect.x() - code_wide - 8, rect.height())
        name = painter.fontMetrics().elidedText(shown.instrument.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags, name)
        painter.restore()


def used_part(workspace: Workspace) -> tuple[QWidget, Callable[[RegisterRow, bool], object]]:
    """The list and how it is told which process is shown."""
    made = InstrumentsUsed(workspace)
    return made, made.show_row
