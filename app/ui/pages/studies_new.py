"""Beginning a study: its kind, its instrument, its shape. All else is asked on the sheet, and all can be changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from app.domain.errors import UserError
from app.domain.studies import STUDY_KINDS, Study
from app.services.inventory import MEASURING, STANDARDS
from app.services.studies_fields import KIND_HINTS, KIND_NAMES, SHAPES, STUDY_FIELDS, field_title
from app.ui import theme
from app.ui.instrument_picker import InstrumentPicker
from app.ui.parts import Card, Field, Foot, button, column, row, scrolled, text
from app.ui.workspace import Workspace
from app.wording import _

SHAPE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "lot": ("parts",),
    "gauge_rr": ("parts", "operators", "trials"),
    "type1": ("trials",),
    "bias": ("trials",),
    "linearity": ("parts", "trials"),
}
WIDTH = 620


class NewStudyPanel(QWidget):
    """begun(kind, instrument id, shape texts): start it. left: back to the list."""

    begun = Signal(str, str, dict)
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.kinds: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self.instrument = InstrumentPicker(workspace, MEASURING + STANDARDS)
        self.instrument.picked.connect(lambda _key: self.go_to_shape())
        self.shape = {name: Field("") for name in ("parts", "operators", "trials")}
        for name, field in self.shape.items():
            field.committed.connect(lambda words, name=name: self._check(name, words))
        self.start = button(_("Bắt đầu đo"), self.begin, kind="primary", tip="Ctrl+Enter")
        self._build()
        self.choose("gauge_rr")

    def _build(self) -> None:
        kinds = Card(_("Đo gì?"))
        for number, kind in enumerate(STUDY_KINDS, 1):
            named = _(KIND_NAMES[kind])
            made = QRadioButton(f"{number}   {named}".replace("&", "&&"))
            made.setAccessibleName(named)
            made.setAccessibleDescription(_(KIND_HINTS[kind]))
            made.toggled.connect(lambda on, kind=kind: self._show_kind(kind) if on else None)
            self.kinds[kind] = made
            self._group.addButton(made)
            hint = text(_(KIND_HINTS[kind]), "small", tone="text2", wrap=True)
            kinds.content.addLayout(column(made, row(hint, margins=(26, 0, 0, 0)), gap=0))
        what = Card(_("Bằng gì, bao nhiêu lần?"))
        what.content.addWidget(Field(_("Phương tiện đo"), self.instrument))
        self._shape_line = row(gap=10)
        for field in self.shape.values():
            self._shape_line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        what.content.addLayout(self._shape_line)
        self._cells = text("", "small")
        what.content.addWidget(self._cells)
        inner = column(kinds, what, gap=12, margins=(20, 14, 20, 14))
        inner.addStretch(1)
        content, across = QWidget(), QWidget()
        content.setLayout(inner)
        content.setMaximumWidth(theme.px(WIDTH))
        line = row(gap=0)
        line.addWidget(content, 1)
        line.addStretch(1)
        line.setStretch(0, 10)
        across.setLayout(line)
        whole = column(gap=0)
        whole.addWidget(scrolled(across), 1)
        whole.addWidget(Foot(button(_("Thôi"), self.left.emit, kind="ghost", tip="Esc"), None, self.start))
        self.setLayout(whole)

    # ---- kind and shape

    def kind(self) -> str:
        return next(each for each, made in self.kinds.items() if made.isChecked())

    def choose(self, kind: str) -> None:
        self.kinds[kind].setChecked(True)

    def _show_kind(self, kind: str) -> None:
        for name, usual in zip(("parts", "operators", "trials"), SHAPES[kind], strict=True):
            field = self.shape[name]
            field.setVisible(name in SHAPE_FIELDS[kind])
            field.label.setText(field_title(kind, name))
            field.editor.setAccessibleName(field_title(kind, name))
            field.show_value(str(usual))
        self._tell_cells()

    def _check(self, name: str, words: str) -> bool:
        """Whether the shape can be taken; the sentence stands below its field where it cannot."""
        blank = Study(id="", cycle_id="", kind=self.kind(), number=0)
        try:
            STUDY_FIELDS[name].read(blank, words)
        except UserError as refusal:
            self.shape[name].show_error(str(refusal))
            return False
        self.shape[name].show_error("")
        self._tell_cells()
        return True

    def _tell_cells(self) -> None:
        texts = [self.shape[name].value() for name in SHAPE_FIELDS[self.kind()]]
        count = 1
        for each in texts:
            count *= int(each) if each.isascii() and each.isdigit() else 0
        self._cells.setText(_("Phiếu có {count} ô số đọc; đổi sau cũng được.", count=count) if count else "")

    def first_shape(self) -> QWidget:
        return self.shape[SHAPE_FIELDS[self.kind()][0]].editor

    def go_to_shape(self) -> None:
        """The first number of the shape, ready to be typed over."""
        self.first_shape().setFocus(Qt.FocusReason.TabFocusReason)

    # ---- begin

    def open_with(self, instrument_id: str) -> None:
        """Begin anew, with this instrument ("" for none)."""
        self.instrument.show_instrument(instrument_id)
        self._show_kind(self.kind())
        self.kinds[self.kind()].setFocus()

    def begin(self) -> None:
        names = SHAPE_FIELDS[self.kind()]
        wrong = [name for name in names if not self._check(name, self.shape[name].value())]
        if wrong:
            self.shape[wrong[0]].editor.setFocus()
            return
        self.begun.emit(self.kind(), self.instrument.chosen_id(), {name: self.shape[name].value() for name in names})

    def show_refusal(self, sentence: str) -> None:
        """The shape as a whole was not taken."""
        self.shape[SHAPE_FIELDS[self.kind()][0]].show_error(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 choose the kind while no text field has the focus."""
        number = event.text()
        deeds: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Escape: self.left.emit,
            Qt.Key.Key_Return: self.begin,
            Qt.Key.Key_Enter: self.begin,
        }
        if number in ("1", "2", "3", "4", "5"):
            self.choose(STUDY_KINDS[int(number) - 1])
            self.kinds[self.kind()].setFocus()
        elif Qt.Key(event.key()) in deeds:
            deeds[Qt.Key(event.key())]()
        else:
            super().keyPressEvent(event)
