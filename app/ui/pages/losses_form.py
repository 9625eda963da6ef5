"""The figures of one loss: lowest, expected, highest, and where each comes from; kept when a field is left."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.domain.evaluations import Evaluation
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input
from app.domain.metrology.typed_inputs import read_typed, shown_typed, unit_of
from app.domain.processes import Process
from app.services.evaluation_kept import inputs_of
from app.services.losses import basis_of, range_of, told_source
from app.ui.pages.evaluation_inputs import UNIT, InputField
from app.ui.parts import Field, column, hairline, row, text
from app.wording import N_, _

ENDS = {"low": N_("Thấp nhất"), "": N_("Dự kiến"), "high": N_("Cao nhất")}


class FigureBlock(QWidget):
    """One figure with its range and its source. edited(name, end, kept value): end is "low", "high" or "" for the
    expected one; sourced(name, words).
    """

    edited = Signal(str, str, object)
    sourced = Signal(str, str)

    def __init__(self, wanted: Input, own_unit: str) -> None:
        super().__init__()
        self.wanted, self.own_unit = wanted, own_unit
        unit = unit_of(wanted, own_unit)
        self.fields = {end: Field(_(words)) for end, words in ENDS.items()}
        for end, field in self.fields.items():
            field.committed.connect(lambda words, end=end: self._read(end, words))
            field.editor.setAccessibleName(f"{_(wanted.words)}, {_(ENDS[end])}")
        self.basis = Field(_("Lấy từ đâu"))
        self.basis.committed.connect(lambda words: self.sourced.emit(self.wanted.name, words))
        self.basis.editor.setAccessibleName(f"{_(wanted.words)}, {_('Lấy từ đâu')}")
        self.told = text("", "small", cut=True)
        head = row(gap=8)
        head.addWidget(text(_(wanted.words), "strong", cut=True), 1)
        if unit:
            head.addWidget(text(unit, "small"))
        ends = row(gap=8)
        for field in self.fields.values():
            ends.addWidget(field, 1)
        note = [text(_(wanted.note), "small", cut=True)] if wanted.note else []
        self.setLayout(column(head, *note, ends, self.basis, self.told, gap=4))

    def _read(self, end: str, words: str) -> None:
        field = self.fields[end]
        try:
            value = read_typed(replace(self.wanted, required=False), words, self.own_unit)
        except UserError as refusal:
            field.show_error(str(refusal))
            return
        field.show_error("")
        self.edited.emit(self.wanted.name, end, value)

    def show_kept(self, expected: Any, low: Any, high: Any, basis: str, told: str) -> None:
        for end, value in (("low", low), ("", expected), ("high", high)):
            if not is_typing(self.fields[end]) and not self.fields[end].error():
                self.fields[end].show_value(shown_typed(self.wanted, value))
        if not is_typing(self.basis):
            self.basis.show_value(basis)
        self.told.setText(told)
        self.told.setVisible(bool(told))

    def set_read_only(self, still: bool) -> None:
        for each in (*self.fields.values(), self.basis):
            each.set_read_only(still)


def is_typing(field: Field) -> bool:
    return field.editor.hasFocus() and isinstance(field.editor, QLineEdit) and field.editor.isModified()


class LossForm(QWidget):
    """edited(name, value); ranged(name, end, value); sourced(name, words)."""

    edited = Signal(str, object)
    ranged = Signal(str, str, object)
    sourced = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.figures: dict[str, FigureBlock] = {}
        self.fields: dict[str, InputField] = {}
        self._built: tuple[str, str, bool] | None = None
        self._holder = QVBoxLayout(self)
        self._holder.setContentsMargins(0, 0, 0, 0)
        self._content = QWidget()
        self._holder.addWidget(self._content)

    def show_loss(self, evaluation: Evaluation, calculation: Calculation, process: Process | None, still: bool) -> None:
        inputs = inputs_of(evaluation)
        own_unit = str(inputs.get("unit") or "")
        if self._built != (evaluation.id, own_unit, still):
            self._build(calculation, own_unit, still)
            self._built = (evaluation.id, own_unit, still)
        bases = basis_of(evaluation)
        for name, block in self.figures.items():
            low, high = range_of(evaluation, name)
            block.show_kept(inputs.get(name), low, high, bases.get(name, ""), told_source(evaluation, process, name))
        for name, field in self.fields.items():
            if not is_typing(field) and not field.error():
                field.show_kept(inputs.get(name))

    def _build(self, calculation: Calculation, own_unit: str, still: bool) -> None:
        self.figures, self.fields = {}, {}
        ranged = {value for value, _words in _ranges(calculation)}
        with_unit = any(each.unit == OWN_UNIT for each in calculation.inputs)
        others = [UNIT] if with_unit else []
        others += [each for each in calculation.inputs if each.name not in ranged and each.kind != "table"]
        content = QWidget()
        lines = column(gap=12)
        first = True
        for each in calculation.inputs:
            if each.name not in ranged:
                continue
            block = FigureBlock(each, own_unit)
            block.set_read_only(still)
            block.edited.connect(self._tell)
            block.sourced.connect(self.sourced)
            self.figures[each.name] = block
            if not first:
                lines.addWidget(hairline())
            first = False
            lines.addWidget(block)
        lines.addWidget(hairline())
        for pair in _in_pairs([self._field(each, own_unit, still) for each in others]):
            lines.addLayout(pair)
        lines.addStretch(1)
        lines.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        content.setLayout(lines)
        self._holder.replaceWidget(self._content, content)
        self._content.deleteLater()
        self._content = content

    def _field(self, wanted: Input, own_unit: str, still: bool) -> InputField:
        made = InputField(wanted, own_unit)
        made.edited.connect(self.edited)
        made.set_read_only(still)
        self.fields[wanted.name] = made
        return made

    def _tell(self, name: str, end: str, value: Any) -> None:
        if end:
            self.ranged.emit(name, end, value)
        else:
            self.edited.emit(name, value)

    def go_to(self, name: str = "") -> None:
        """Put the cursor into this input, or into the first one."""
        if name in self.fields:
            self.fields[name].editor.setFocus()
            return
        block = self.figures.get(name) or next(iter(self.figures.values()), None)
        if block is not None:
            block.fields[""].editor.setFocus()

    def has_unsent_text(self) -> bool:
        every = [field for block in self.figures.values() for field in (*block.fields.values(), block.basis)]
        return any(is_typing(each) for each in (*every, *self.fields.values()))


def _ranges(calculation: Calculation) -> tuple[tuple[str, str], ...]:
    """The figures that may have a range."""
    return calculation.input("ranges").columns[0].choices


def _in_pairs(fields: list[InputField]) -> list[Any]:
    lines = []
    for place in range(0, len(fields), 2):
        line = row(gap=8)
        for each in fields[place : place + 2]:
            line.addWidget(each, 1)
        if len(fields[place : place + 2]) == 1:
            line.addStretch(1)
            line.setStretch(1, 1)
        lines.append(line)
    return lines
