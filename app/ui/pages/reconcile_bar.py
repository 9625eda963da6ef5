"""What one does with the chosen rows of the three lists; two of the deeds ask for a reason in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QWidget

from app.formats import show_number, tidy
from app.ui.parts import button, row, text
from app.wording import _


class DeedBar(QFrame):
    """missing(reason), retired(reason): with why. noted, raised: without. opened: the instrument's own form.

    closed: a question was put away, the table has the keys again.
    """

    missing = Signal(str)
    retired = Signal(str)
    noted = Signal()
    raised = Signal()
    opened = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "bar-foot")
        self.asking = ""
        self._count = text("", "small")
        self.finding = button(_("Lập phát hiện"), self.raised.emit, icon_name="finding", tip=_("Lập phát hiện  F"))
        self.book = button(
            _("Nhắc ghi vào sổ"),
            self.noted.emit,
            icon_name="note",
            tip=_("Ghi chú rằng doanh nghiệp cần ghi phương tiện đo này vào sổ  S"),
        )
        self.miss = button(
            _("Không thấy…"), lambda: self.ask("missing"), icon_name="eye", tip=_("Ghi là không thấy  K")
        )
        self.drop = button(_("Bỏ khỏi danh mục…"), lambda: self.ask("retired"), kind="danger", tip=_("Bỏ  X"))
        self.open = button(_("Mở phiếu"), self.opened.emit, kind="link", tip=_("Mở phiếu  Enter"))
        self._deeds = QWidget()
        self._deeds.setLayout(row(self._count, None, self.open, self.miss, self.book, self.drop, self.finding, gap=8))
        self._question = text("", "strong")
        self.line = _ReasonLine()
        self.line.returnPressed.connect(self._give)
        self.line.given_up.connect(self.give_up)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.do = button(_("Ghi"), self._give, kind="primary")
        self.leave = button(_("Thôi"), self.give_up, kind="ghost")
        self._asking = QWidget()
        self._asking.setLayout(row(self._question, self.line, self.do, self.leave, gap=10))
        self._message = text("", "small", tone="bad")
        self.setLayout(row(self._deeds, self._asking, self._message, gap=8, margins=(16, 8, 16, 8)))
        self._asking.hide()
        self._message.hide()

    def show_count(self, chosen: int, *, writable: bool) -> None:
        self._count.setText(_("{count} dòng đang chọn", count=show_number(chosen)))
        for each in (self.finding, self.book, self.miss, self.drop):
            each.setVisible(writable)

    def use_little_room(self, little: bool) -> None:
        self._count.setVisible(not little)
        self.open.setVisible(not little)

    def ask(self, what: str) -> None:
        self.asking = what
        words = _("Vì sao không thấy?") if what == "missing" else _("Vì sao bỏ khỏi danh mục?")
        self._question.setText(words)
        self.line.setAccessibleName(words)
        self.line.clear()
        self._message.hide()
        self._deeds.hide()
        self._asking.show()
        self.line.setFocus()

    def give_up(self) -> None:
        self.asking = ""
        self._asking.hide()
        self._message.hide()
        self._deeds.show()
        self.closed.emit()

    def _give(self) -> None:
        reason, what = tidy(self.line.text()), self.asking
        if not reason:
            self._message.setText(_("Nêu lý do."))
            self._message.show()
            self.line.setFocus()
            return
        self.give_up()
        (self.missing if what == "missing" else self.retired).emit(reason)


class _ReasonLine(QLineEdit):
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)
