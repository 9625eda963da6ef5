"""One loss beside the list: what it is, its sentence, and its figures to fill in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.losses import UNFINISHED, LossRow
from app.ui.pages.losses_form import LossForm
from app.ui.pages.losses_words import STATES
from app.ui.parts import Card, InlineMessage, Pill, button, column, row, scrolled, text
from app.wording import _


class LossSide(Card):
    """opened(id): to the evaluation with its formula, result and source."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self._row: LossRow | None = None
        self.name = text("", "h2", wrap=True)
        self.about = text("", "small", wrap=True)
        self.sentence = text("", "body", wrap=True)
        for each in (self.name, self.about, self.sentence):
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.pill = Pill("info", "")
        self.trouble = InlineMessage("warn")
        self.form = LossForm()
        self.link = button(_("Mở đánh giá"), self.open_evaluation, kind="link", tip="O")
        about = row(gap=8)
        about.addWidget(self.about, 1)
        about.addWidget(self.link)
        heading = row(gap=8)
        heading.addWidget(self.name, 1)
        heading.addWidget(self.pill)
        self.content.addLayout(column(heading, about, self.sentence, self.trouble, gap=4, margins=(16, 12, 16, 10)))
        holder = QWidget()
        holder.setLayout(column(self.form, margins=(16, 4, 16, 14)))
        self.content.addWidget(scrolled(holder), 1)

    def show_row(self, record: LossRow, still: bool) -> None:
        self._row = record
        self.name.setText(record.title)
        kind = _(record.calculation.words)
        told_title = record.evaluation.title if record.evaluation.title != record.title else ""
        about = (record.code, kind if kind != record.title else told_title, record.opened.about)
        self.about.setText(" · ".join(filter(None, about)))
        glyph, words = STATES[record.state]
        self.pill.show_state(glyph, _(words))
        unfinished = record.state == UNFINISHED
        told = "" if unfinished or record.result is None else record.result.verdict.said.text
        self.sentence.setText(told)
        self.sentence.setVisible(bool(told))
        self.trouble.say("warn" if unfinished else "info", record.why)
        has_form = any(each.name == "ranges" for each in record.calculation.inputs)
        self.form.setVisible(has_form)
        if has_form:
            self.form.show_loss(record.evaluation, record.calculation, record.opened.process, still)

    def open_evaluation(self) -> None:
        if self._row is not None:
            self.opened.emit(self._row.evaluation.id)

    def key(self) -> str:
        """The id of the evaluation that is shown."""
        return self._row.evaluation.id if self._row is not None else ""

    def pane(self) -> QWidget | None:
        """The first field, for F6."""
        block = next(iter(self.form.figures.values()), None)
        return block.fields[""].editor if block is not None and self.form.isVisible() else None
