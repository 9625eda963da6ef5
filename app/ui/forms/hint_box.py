"""Where to look and what typically proves it, in a sunken box above the answer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.forms.layouts import Run, Wrapped
from app.ui.icons import paint_icon
from app.ui.parts import button
from app.wording import _

LEFT = 40


class HintBox(QWidget):
    """As high as its words; where the window is small, one line with "thêm"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._where = self._evidence = ""
        self.hide()
        self._one_line = self._opened = False
        self._more = button("", self._toggle, kind="link", icon_name="", parent=self)
        self._more.setIcon(QIcon())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, where: str, evidence: str) -> None:
        """where to look; evidence: what typically proves it. Nothing to say hides the box."""
        if (where, evidence) == (self._where, self._evidence):
            return
        self._where, self._evidence, self._opened = where, evidence, False
        self.setAccessibleName(" ".join(run.words for run in self._runs()))
        self.setVisible(bool(where or evidence))
        self._settle()

    def set_one_line(self, one_line: bool) -> None:
        if self._one_line != one_line:
            self._one_line, self._opened = one_line, False
            self._settle()

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(self.width(), 400)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._set_out(width).height) + theme.px(14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_more()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        contrast = theme.name() == "contrast"
        painter.setPen(QPen(theme.color("line"), 2) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1) if contrast else QRectF(self.rect()), 6, 6)
        paint_icon(painter, "place", QRectF(13, theme.px(8), 16, 16), "accent")
        self._set_out(self.width()).paint(painter, LEFT, theme.px(7))

    def _runs(self) -> tuple[Run, ...]:
        strong, plain = theme.font("strong"), theme.font("body")
        runs = []
        if self._where:
            runs += [Run(_("Xem ở đâu.") + " ", strong, "text"), Run(self._where, plain, "text")]
        if self._evidence:
            said = _("Bằng chứng thường gặp: {evidence}.", evidence=self._evidence.rstrip("."))
            runs.append(Run((" " if runs else "") + said, plain, "text2"))
        return tuple(runs) or (Run(" ", plain, "text"),)

    def _set_out(self, width: int) -> Wrapped:
        folded = self._one_line and not self._opened
        room = width - LEFT - 14 - (self._more.sizeHint().width() if self._one_line else 0)
        return Wrapped(self._runs(), room, 1 if folded else 12)

    def _toggle(self) -> None:
        self._opened = not self._opened
        self._settle()

    def _settle(self) -> None:
        self._more.setText(_("bớt") if self._opened else _("thêm"))
        self._place_more()
        self.updateGeometry()
        self.update()

    def _place_more(self) -> None:
        size = self._more.sizeHint()
        self._more.setVisible(self._one_line and (self._opened or self._set_out(self.width()).is_cut))
        self._more.setGeometry(self.width() - size.width() - 4, 0, size.width(), min(size.height(), self.height()))
