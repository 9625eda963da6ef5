"""What one does with the chosen proposals: take them over, with a reason, as one deed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.domain.register_analysis import IntervalRow
from app.formats import show_number, tidy
from app.ui.parts import KeyCap, button, row, text
from app.wording import _


class IntervalsBar(QFrame):
    """accepted(reason): the chosen proposals are to be taken over. closed: the table has the keys again."""

    accepted = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "bar-foot")
        self.count = 0
        self._told = text("", "small")
        self.take = button(_("Nhận chu kỳ đề xuất…"), self.ask, kind="primary", tip="A")
        self._cap = KeyCap("A")
        self._deeds = QWidget()
        self._deeds.setLayout(row(self._told, None, self._cap, self.take, gap=8))
        self._question = text("", "strong")
        self.line = _Line()
        self.line.returnPressed.connect(self._give)
        self.line.given_up.connect(self.give_up)
        self.line.setAccessibleName(_("Lý do đổi chu kỳ"))
        self.do = button(_("Nhận"), self._give, kind="primary")
        self.leave = button(_("Thôi"), self.give_up, kind="ghost")
        self._wrong = text("", "small", tone="bad")
        self._asking = QWidget()
        line = row(self._question, gap=10)
        line.addWidget(self.line, 1)
        for each in (self._wrong, self.do, self.leave):
            line.addWidget(each)
        self._asking.setLayout(line)
        self.setLayout(row(self._deeds, self._asking, gap=0, margins=(16, 8, 16, 8)))
        self._asking.hide()
        self._wrong.hide()

    def show_chosen(self, rows: Sequence[IntervalRow]) -> None:
        """Only rows that propose another interval than the current one can be taken over."""
        self.count = sum(each.change in ("longer", "shorter") for each in rows)
        self._told.setText(
            _("{n} chu kỳ đang chọn có đề xuất đổi", n=show_number(self.count))
            if self.count
            else _("Dòng đang chọn không đề xuất đổi chu kỳ")
        )
        self.take.setVisible(bool(self.count))
        self._cap.setVisible(bool(self.count))

    def is_asking(self) -> bool:
        return self._asking.isVisibleTo(self)

    def ask(self) -> None:
        if not self.count:
            return
        self._question.setText(_("Vì sao đổi {n} chu kỳ?", n=show_number(self.count)))
        self._deeds.hide()
        self._asking.show()
        self.line.setFocus()

    def give_up(self) -> None:
        self.line.clear()
        self._wrong.hide()
        self._asking.hide()
        self._deeds.show()
        self.closed.emit()

    def _give(self) -> None:
        reason = tidy(self.line.text())
        if not reason:
            self._wrong.setText(_("Nêu lý do: chu kỳ đổi phải có người giải thích được."))
            self._wrong.show()
            self.line.setFocus()
            return
        self.accepted.emit(reason)


class _Line(QLineEdit):
    """Esc gives up."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
