"""Above each column of the preview: what the file calls it, and a drop-down for what it is taken for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QTableView, QWidget

from app.exchange.columns import FIELDS
from app.exchange.preview import Column, Table
from app.ui import theme
from app.ui.pages.import_rows import field_words, shown_columns
from app.ui.parts import Choice, column, row, text
from app.wording import N_, _

SOURCES = {"guess": N_("đoán"), "remembered": N_("đã nhớ"), "person": N_("đã chọn")}
HEIGHT = 64


class ColumnBox(QWidget):
    """One column: letter and header, how it was settled, and the choice."""

    picked = Signal(str, tuple)

    def __init__(self, settled: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self._letter = settled.letter
        header = text(f"{settled.letter}  {settled.header.split(' / ')[-1]}".strip(), "cap", cut=True)
        header.setAccessibleName(settled.header)
        source = text(_source_words(settled), "small")
        self.choice = Choice(_options(settled))
        self.choice.show_value("+".join(settled.fields))
        self.choice.setAccessibleName(_("Cột {column}: {header}", column=settled.letter, header=settled.header))
        self.choice.setToolTip(settled.why or field_words(settled.fields))
        if len(settled.candidates) > 1:
            self.choice.setProperty("state", "ask")
            source.setText(_("cần xem"))
            source.setProperty("tone", "warn")
        self.choice.picked.connect(self._pick)
        self.choice.setEnabled(bool(settled.letter))
        head = row(header, source, gap=6)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.choice, gap=3, margins=(4, 4, 4, 4)))

    def _pick(self, value: str) -> None:
        self.picked.emit(self._letter, tuple(value.split("+")) if value else ())


def _source_words(settled: Column) -> str:
    """How it was settled; or that the column is hidden in the file."""
    if settled.hidden:
        return _("cột ẩn")
    return _(SOURCES[settled.source]) if settled.fields and settled.source in SOURCES else ""


def _options(settled: Column) -> list[tuple[str, str]]:
    options = [("", _("Không nhập"))]
    if len(settled.fields) > 1:
        options.append(("+".join(settled.fields), field_words(settled.fields)))
    return options + [(name, field_words((name,))) for name in FIELDS]


class MappingBar(QWidget):
    """The boxes of all columns, in step with the table below: its widths, its sideways scrolling."""

    picked = Signal(str, tuple)

    def __init__(self, table: QTableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._boxes: list[ColumnBox] = []
        self._corner = text(_("Dòng"), "cap", parent=self)
        self._corner.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._window = QWidget(self)
        self.setFixedHeight(theme.px(HEIGHT))
        header = table.horizontalHeader()
        header.sectionResized.connect(lambda *_sizes: self._place())
        header.geometriesChanged.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self._place())
        table.installEventFilter(self)

    def show_table(self, shown: Table | None) -> None:
        focused = next((place for place, box in enumerate(self._boxes) if box.choice.hasFocus()), -1)
        for box in self._boxes:
            box.hide()
            box.deleteLater()
        self._boxes = [ColumnBox(each, self._window) for each in (shown_columns(shown) if shown else ())]
        for box in self._boxes:
            box.picked.connect(self.picked)
            box.choice.installEventFilter(self)
            box.show()
        self._place()
        if 0 <= focused < len(self._boxes):
            self._boxes[focused].choice.setFocus()

    def choice_of(self, letter: str) -> Choice | None:
        return next((box.choice for box in self._boxes if box._letter == letter), None)

    def first(self) -> QWidget | None:
        return self._boxes[0].choice if self._boxes else None

    def resizeEvent(self, _event: QEvent) -> None:
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Choice):
            self._bring_into_view(watched)
        elif event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _bring_into_view(self, choice: Choice) -> None:
        place = next((each for each, box in enumerate(self._boxes) if box.choice is choice), -1)
        model = self._table.model()
        if place >= 0 and model.rowCount():
            row_shown = max(self._table.currentIndex().row(), 0)
            self._table.scrollTo(model.index(row_shown, place))

    def _place(self) -> None:
        header = self._table.horizontalHeader()
        left = self._table.verticalHeader().width()
        self._corner.setGeometry(QRect(0, 0, max(left - 10, 0), self.height()))
        self._window.setGeometry(QRect(left, 0, max(self.width() - left, 0), self.height()))
        for place, box in enumerate(self._boxes):
            box.setGeometry(header.sectionViewportPosition(place), 0, header.sectionSize(place), self.height())
