"""The head of a table of choices (appearance "label"): the question's words, and each choice once above its column."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.forms.definition import Question, text_in
from app.ui import theme
from app.ui.forms.session import FormSession

_FLAGS = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)


class ChoiceHeader(QWidget):
    """Its columns stand over the bare rows below (FieldBlock with beside): four tenths words, six tenths choices."""

    def __init__(self, session: FormSession, question: Question, path: str) -> None:
        super().__init__()
        filling = session.filling
        self._words = filling.label(path)
        self._choices = [text_in(each.label, filling.language) for each in filling.choices(path)]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self._words}: {', '.join(self._choices)}")

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("small"))
        wide = max(40, round((max(self.width(), 400) - 12) * 0.6) // max(1, len(self._choices)) - 6)
        heights = [metrics.boundingRect(0, 0, wide, 400, _FLAGS, each).height() for each in self._choices]
        return QSize(320, max([theme.px(20), *heights]) + theme.px(4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = round((self.width() - 12) * 0.4)
        painter.setFont(theme.font("cap"))
        painter.setPen(theme.color("text2"))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)
        painter.drawText(QRect(0, 0, words, self.height()), flags, self._words)
        painter.setFont(theme.font("small"))
        across = (self.width() - words - 12) / max(1, len(self._choices))
        for place, each in enumerate(self._choices):
            painter.drawText(QRect(round(words + 12 + place * across), 0, round(across), self.height()), _FLAGS, each)
