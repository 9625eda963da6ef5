"""One alternative as a column of fields, each figure with its bar; the chosen one is framed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from app.domain.alternatives import CRITERIA, measures
from app.domain.register_fields import as_typed
from app.domain.solution_fields import ALTERNATIVE_FIELD_NAMES, CLASS_WORDS
from app.domain.solutions import Alternative
from app.ui import theme
from app.ui.pages.alternative_bar import MeasureBar
from app.ui.parts import Choice, Field, Pill, button, icon_button, row
from app.wording import _

BARS = tuple(each.name for each in CRITERIA)
ORDER = ("title", "cost", "running_cost", "effort", "effect", "effect_words", "risk", "risk_words", "reason")
"""The fields from above, as the rows of the comparison."""
LONG = ("effect_words", "risk_words", "reason")
"""The fields that say why, of two lines."""
LEAST, HIGH, REASON_HIGH = 168, 54, 76


class AlternativeColumn(QFrame):
    """edited(id, field, text). chosen(id): it shall be taken. dropped(id): it shall go."""

    edited = Signal(str, str, str)
    chosen = Signal(str)
    dropped = Signal(str)

    def __init__(self, alternative: Alternative) -> None:
        super().__init__()
        self.alternative_id = alternative.id
        self._is_chosen = False
        self.fields: dict[str, Field] = {}
        for each in ORDER:
            self.fields[each] = self._field(each)
        self.bars = {each: MeasureBar() for each in BARS}
        self.pill = Pill("ok", _("Đã chọn"))
        self.choose = button(_("Chọn…"), lambda: self.chosen.emit(self.alternative_id), tip=_("Chọn phương án này"))
        self.drop = icon_button("close", _("Bỏ phương án"), lambda: self.dropped.emit(self.alternative_id))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def _field(self, name: str) -> Field:
        classes = [("", _("chưa ước tính")), *((str(key), f"{key}  {_(word)}") for key, word in CLASS_WORDS.items())]
        editor: QWidget | None = Choice(classes) if name in ("effect", "risk") else None
        if name in LONG:
            editor = QPlainTextEdit()
            editor.setFixedHeight(theme.px(REASON_HIGH if name == "reason" else HIGH))
            editor.setMinimumWidth(theme.px(60))
            editor.installEventFilter(self)
        made = Field(_(ALTERNATIVE_FIELD_NAMES[name]), editor)
        made.label.hide()
        if isinstance(made.editor, QLineEdit) and name in BARS:
            made.editor.setPlaceholderText(_("chưa ước tính"))
        made.committed.connect(lambda words: self.edited.emit(self.alternative_id, name, words))
        return made

    def stand_in(self, grid: QGridLayout, place: int) -> None:
        """Put the parts into a column of the comparison, beside the names of its rows."""
        grid.addWidget(self, 0, place, rows_of_grid(), 1)
        for name in ORDER:
            self.fields[name].setContentsMargins(10, 0, 10, 0)
            grid.addWidget(self.fields[name], row_of(name), place)
            if name in self.bars:
                grid.addLayout(row(self.bars[name], margins=(10, 0, 10, 0)), row_of(name) + 1, place)
        ways = row(self.pill, self.choose, None, self.drop, gap=6, margins=(10, 0, 8, 0))
        grid.addLayout(ways, row_of("title") + 1, place)
        grid.setColumnStretch(place, 1)
        grid.setColumnMinimumWidth(place, theme.px(LEAST))

    def show_alternative(self, alternatives: Sequence[Alternative], place: int, *, still: bool) -> None:
        """Show the one at this place. What is being typed, and its error, stays."""
        alternative = alternatives[place]
        self._is_chosen = bool(alternative.chosen)
        for name, field in self.fields.items():
            if not (field.editor.hasFocus() or field.error()):
                field.show_value(as_typed(getattr(alternative, name)))
            field.set_read_only(still)
        self.fields["reason"].setVisible(self._is_chosen)
        for measure in measures(alternatives, place):
            self.bars[measure.criterion.name].show_measure(measure)
        self.pill.setVisible(self._is_chosen)
        self.choose.setVisible(not self._is_chosen and not still)
        self.drop.setVisible(not still)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text of several lines is kept when it is left, too."""
        if event.type() == QEvent.Type.FocusOut:
            for name in LONG:
                if name in self.fields and self.fields[name].editor is watched:
                    self.fields[name].commit()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2.0 if self._is_chosen else 1.0
        painter.setPen(QPen(theme.color("accent" if self._is_chosen else "line2"), wide))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


def row_of(name: str) -> int:
    """The row of a field in the comparison; the row below it holds its bar, or the ways of the title."""
    return ORDER.index(name) * 2 + 1


def rows_of_grid() -> int:
    return len(ORDER) * 2 + 2
