"""The home page before the first dossier: the ten steps on their scale, and two ways to begin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.ui import theme
from app.ui.pages.catalogue import PAGES
from app.ui.parts import Card, EmptyState, hairline, text
from app.wording import _


class TenSteps(QWidget):
    """The programme as a scale: a long tick for each step with its name, four short ones between."""

    def __init__(self) -> None:
        super().__init__()
        self._names = [_(each.title) for each in PAGES if each.step]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Mười bước: {names}", names=", ".join(self._names)))

    def sizeHint(self) -> QSize:
        return QSize(600, theme.px(92))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        part = self.width() / len(self._names)
        top = theme.px(26)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.drawLine(0, top, self.width() - 1, top)
        for tick in range(len(self._names) * 5 + 1):
            x = round(tick * (self.width() - 1) / (len(self._names) * 5))
            painter.drawLine(x, top, x, top + (8 if tick % 5 == 0 else 4))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, name in enumerate(self._names):
            self._paint_step(painter, QRectF(place * part, 0, part - 8, self.height()), top, place + 1, name)

    def _paint_step(self, painter: QPainter, box: QRectF, top: int, number: int, name: str) -> None:
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("accent"))
        painter.drawText(QRectF(box.x(), 0, box.width(), top - 4), Qt.AlignmentFlag.AlignBottom, str(number))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        place = QRectF(box.x(), top + 14, box.width(), box.height() - top - 14)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), name)


def first_card(buttons: Sequence[QPushButton]) -> Card:
    card = Card(padding=(24, 20, 24, 20))
    card.content.addWidget(text(_("Mười bước của một chu kỳ, một hồ sơ cho mỗi nhà máy"), "h2"))
    card.content.addWidget(TenSteps())
    card.content.addWidget(hairline())
    empty = EmptyState(
        "folder",
        _("Chưa có hồ sơ nào trên máy này"),
        _(
            "Mỗi nhà máy là một hồ sơ, một tệp .dochuan. Tạo hồ sơ mới, mở tệp nhận từ đồng nghiệp, "
            "hoặc kéo tệp vào cửa sổ này."
        ),
        buttons,
    )
    card.content.addWidget(empty, 1)
    return card
