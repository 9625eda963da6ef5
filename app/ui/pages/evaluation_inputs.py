"""The inputs of an evaluation as a form made from the declaration of its method; what is left is kept at once.

A method whose inputs need an editor of their own names it in SPECIAL_EDITORS: a widget with show_inputs(mapping),
inputs() -> mapping of what is to be kept, set_still(bool) and the signal edited.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input
from app.domain.metrology.typed_inputs import read_typed, shown_typed, unit_of
from app.services.evaluation_sources import readings_input
from app.ui import theme
from app.ui.pages.budget_editor import BudgetEditor
from app.ui.pages.evaluation_fold import Fold
from app.ui.pages.evaluation_grid import InputGrid
from app.ui.parts import Card, Choice, Field, row, text
from app.wording import N_, _

SPECIAL_EDITORS: Mapping[str, Callable[[], QWidget]] = {
    "uncertainty_budget": BudgetEditor,
    "monte_carlo": BudgetEditor,
}
"""By key of the calculation."""
UNIT = Input(name="unit", words=N_("Đơn vị của đại lượng đo"), kind="text", required=False)
NARROW_COLUMNS, PAIRED_LETTERS, LONG_LETTERS = 2, 26, 48
LONG_WIDTH = 300
"""A table with more columns stands in the wide part of the page."""


class InputField(Field):
    """One scalar input: its label, unit, default and note; edited(name, kept value) when it was changed."""

    edited = Signal(str, object)

    def __init__(self, wanted: Input, own_unit: str) -> None:
        self.wanted, self.own_unit = wanted, own_unit
        super().__init__(_(wanted.words), _editor(wanted), unit=unit_of(wanted, own_unit), note=_default_words(wanted))
        if len(_(wanted.words)) > LONG_LETTERS:
            self.label.setWordWrap(True)
            self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            self.label.setMinimumWidth(theme.px(LONG_WIDTH))
        if wanted.note:
            self.editor.setToolTip(_(wanted.note))
            self.label.setToolTip(_(wanted.note))
        if isinstance(self.editor, QLineEdit) and wanted.default is not None and not wanted.setting:
            self.editor.setPlaceholderText(shown_typed(wanted, wanted.default))
        self.committed.connect(self._read)

    def show_kept(self, value: Any) -> None:
        """A setting shows its default where nothing was given; another input stays blank."""
        if value is None and (self.wanted.setting or self.wanted.kind == "boolean"):
            value = self.wanted.default
        self.show_value(shown_typed(self.wanted, value))

    def _read(self, words: str) -> None:
        try:
            value = read_typed(self.wanted, words, self.own_unit)
        except UserError as refusal:
            self.show_error(str(refusal))
            return
        self.show_error("")
        if isinstance(self.editor, QLineEdit):
            self.editor.setModified(False)
        self.edited.emit(self.wanted.name, value)


class InputsForm(QWidget):
    """edited(name, kept value). side: cards beside the result; wide: cards that need the width of the page;
    below: those of them that few need, behind the result."""

    edited = Signal(str, object)
    many_edited = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, InputField] = {}
        self.grids: dict[str, InputGrid] = {}
        self.folds: dict[str, Fold] = {}
        self.special: QWidget | None = None
        self.side: list[Card] = []
        self.wide: list[Card] = []
        self.below: list[Card] = []

    def build(self, calculation: Calculation, own_unit: str, *, with_sheet: bool, still: bool) -> None:
        """Makes the cards anew; whoever laid the old ones out takes them away first."""
        self.fields, self.grids, self.folds = {}, {}, {}
        self.side, self.wide, self.below = [], [], []
        maker = SPECIAL_EDITORS.get(calculation.key)
        self.special = maker() if maker else None
        taken = readings_input(calculation) if with_sheet else None
        own = () if self.special is not None else calculation.inputs
        settings = [each for each in calculation.inputs if each.setting and not _is_list(each)]
        scalars = [each for each in own if not each.setting and not _is_list(each)]
        if _has_unit(calculation) and self.special is None:
            scalars.insert(0, UNIT)
        lists = [each for each in own if _is_list(each) and each is not taken]
        cards = [(_("Số liệu vào"), scalars), (_("Thiết lập"), settings)]
        for title, inputs in reversed(cards) if with_sheet else cards:
            self._add_card(title, inputs, own_unit, still=still)
        for each in lists:
            self._add_grid(each, own_unit, still=still)
        if self.special is not None:
            card = Card(_("Số liệu vào"))
            card.content.addWidget(self.special)
            self.special.edited.connect(self._special_edited)  # type: ignore[attr-defined]
            if still:
                self.special.set_still(True)  # type: ignore[attr-defined]
            self.wide.insert(0, card)

    def _add_card(self, title: str, inputs: Sequence[Input], own_unit: str, *, still: bool) -> None:
        if not inputs:
            return
        card = Card(title)
        waiting: InputField | None = None
        for each in inputs:
            made = InputField(each, own_unit)
            made.edited.connect(self.edited)
            made.set_read_only(still)
            self.fields[each.name] = made
            if not _is_short(each):
                if waiting is not None:
                    card.content.addLayout(_pair(waiting, QWidget()))
                    waiting = None
                card.content.addWidget(made)
            elif waiting is None:
                waiting = made
            else:
                card.content.addLayout(_pair(waiting, made))
                waiting = None
        if waiting is not None:
            card.content.addLayout(_pair(waiting, QWidget()))
        self.side.append(card)

    def _add_grid(self, wanted: Input, own_unit: str, *, still: bool) -> None:
        """A list that is not required stays folded until it holds something."""
        grid = InputGrid(wanted, own_unit, still=still)
        grid.changed.connect(lambda value: self.edited.emit(wanted.name, value))
        self.grids[wanted.name] = grid
        unit, words = unit_of(wanted, own_unit), _(wanted.words)
        title, note = f"{words}, {unit}" if unit else words, "" if still else _("dán từ Excel được")
        parts: list[QWidget] = [text(_(wanted.note), "small", wrap=True)] if wanted.note else []
        parts.append(grid)

        def fill(inner: QVBoxLayout) -> None:
            for each in parts:
                inner.addWidget(each)

        if wanted.required:
            card = Card(title, note)
            fill(card.content)
        else:
            card = Card(padding=(10, 6, 16, 6))
            self.folds[wanted.name] = Fold(title, note, wanted.name, fill)
            card.content.addWidget(self.folds[wanted.name])
        wide = wanted.kind == "table" and len(wanted.columns) > NARROW_COLUMNS
        (self.side if not wide else self.wide if wanted.required else self.below).append(card)

    def show_inputs(self, inputs: Mapping[str, Any]) -> None:
        """The kept inputs; a field that is being typed in, or that was refused, keeps its text."""
        for name, field in self.fields.items():
            typing = field.editor.hasFocus() and isinstance(field.editor, QLineEdit) and field.editor.isModified()
            if not typing and not field.error():
                field.show_kept(inputs.get(name))
        for name, grid in self.grids.items():
            grid.show_value(inputs.get(name))
            if inputs.get(name) and name in self.folds:
                self.folds[name].open()
        if self.special is not None:
            self.special.show_inputs(dict(inputs))  # type: ignore[attr-defined]

    def _special_edited(self) -> None:
        assert self.special is not None
        self.many_edited.emit(dict(self.special.inputs()))  # type: ignore[attr-defined]

    def go_to(self, name: str) -> None:
        """Put the cursor into the field or grid of this input."""
        if name in self.folds:
            self.folds[name].open()
        place = self.fields.get(name) or self.grids.get(name)
        if place is not None:
            editor = place.editor if isinstance(place, InputField) else place.grid
            editor.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.special is not None:
            self.special.setFocus(Qt.FocusReason.TabFocusReason)

    def has_unsent_text(self) -> bool:
        return any(isinstance(each.editor, QLineEdit) and each.editor.hasFocus() for each in self.fields.values())


def _editor(wanted: Input) -> QWidget | None:
    match wanted.kind:
        case "boolean":
            return Choice([("true", _("Có")), ("false", _("Không"))])
        case "choice":
            blank = [] if wanted.required or wanted.default is not None else [("", _("Chưa chọn"))]
            return Choice([*blank, *((key, _(word)) for key, word in wanted.choices)])
    return None


def _default_words(wanted: Input) -> str:
    """What holds when nothing is given."""
    if wanted.default is None or wanted.kind in ("boolean", "choice", "text"):
        return ""
    return _("thường {value}", value=shown_typed(wanted, wanted.default))


def _is_list(wanted: Input) -> bool:
    return wanted.kind in ("numbers", "table")


def _is_short(wanted: Input) -> bool:
    """Whether two of its kind fit side by side."""
    length = len(_(wanted.words)) + len(_default_words(wanted))
    return wanted.kind in ("number", "integer", "date") and length <= PAIRED_LETTERS


def _has_unit(calculation: Calculation) -> bool:
    inputs = (each.unit for each in calculation.inputs)
    columns = (each.unit for wanted in calculation.inputs for each in wanted.columns)
    outputs = (each.unit for each in calculation.outputs)
    return OWN_UNIT in (*inputs, *columns, *outputs)


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    line = row(gap=10)
    line.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
    line.addWidget(right, 1, Qt.AlignmentFlag.AlignTop)
    return line
