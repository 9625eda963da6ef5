"""The panel beside a table of the register's analysis: sentence, picture, figures, what is missing, source, ways on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.metrology.results import Said
from app.domain.plots import Plot
from app.ui import theme
from app.ui.background import Background
from app.ui.pages.evaluation_fold import Fold
from app.ui.parts import Glyph, Pill, button, clear_layout, column, hairline, row, scrolled, text
from app.ui.parts.plots import PlotCard
from app.wording import _


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure: its name, its value with unit ("" where it is not known), and how it came about."""

    words: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another page."""

    words: str
    page: str
    target: str


class RegisterSide(QWidget):
    """Built anew for each row. went(page, target): a link was followed. foot: what may be done with the row."""

    went = Signal(str, str)

    def __init__(self, background: Background, foot: QWidget | None = None) -> None:
        super().__init__()
        self._background = background
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "side-right")
        self._code, self._title = text("", "second", selectable=True), text("", "h2", wrap=True)
        self._pill = Pill("na", "")
        self._sentence = text("", "lead", wrap=True)
        self._inner = column(gap=12, margins=(16, 4, 16, 16))
        self._content = QWidget()
        self._content.setLayout(self._inner)
        self.area = scrolled(self._content)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = column(row(self._code, None, self._pill), self._title, gap=4, margins=(16, 12, 16, 8))
        whole = column(head, gap=0)
        whole.addWidget(self.area, 1)
        if foot is not None:
            whole.addWidget(foot)
        self.setLayout(whole)
        self._folds: dict[str, bool] = {}

    # ---- one row, part by part

    def begin(self, code: str, title: str, state: tuple[str, str], sentence: str) -> None:
        clear_layout(self._inner)
        self._code.setText(code)
        self._title.setText(title)
        self._pill.show_state(*state)
        lead = text(sentence, "lead", wrap=True, selectable=True)
        lead.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._inner.addWidget(lead)
        self.area.verticalScrollBar().setValue(0)

    def pictures(self, plots: Sequence[Plot]) -> None:
        for each in plots:
            self._inner.addWidget(PlotCard(self._background, each))

    def missing(self, lines: Sequence[Said]) -> None:
        """What has to be had before more can be said."""
        if not lines:
            return
        self._inner.addWidget(text(_("Còn thiếu"), "cap"))
        for each in lines:
            line = row(gap=8)
            line.addWidget(Glyph("warn", 14), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(_wrapped(each.text), 1)
            self._inner.addLayout(line)

    def facts(self, title: str, facts: Sequence[Fact]) -> None:
        self._inner.addWidget(text(title, "cap"))
        block = column(gap=5)
        for at, each in enumerate(facts):
            if at:
                block.addWidget(hairline())
            _fact(block, each)
        self._inner.addLayout(block)

    def lines(self, title: str, lines: Sequence[str]) -> None:
        told = [each for each in lines if each]
        if told:
            self._inner.addWidget(text(title, "cap"))
            for each in told:
                self._inner.addWidget(_wrapped(each))

    def fold(self, name: str, title: str, facts: Sequence[Fact]) -> None:
        """Folded until one asks for it; it stays open for the next row."""

        def fill(inner: QVBoxLayout) -> None:
            for each in facts:
                _fact(inner, each)

        made = Fold(title, "", name, fill)
        made.turned.connect(lambda is_open: self._folds.update({name: is_open}))
        self._inner.addWidget(made)
        if self._folds.get(name):
            made.open()

    def ways(self, ways: Sequence[Way]) -> None:
        self._inner.addWidget(hairline())
        for each in ways:
            self._inner.addLayout(row(self._link(each), None))

    def end(self) -> None:
        self._inner.addStretch(1)

    def _link(self, way: Way) -> QPushButton:
        return button(way.words, lambda: self.went.emit(way.page, way.target), kind="link")


def _fact(block: QVBoxLayout, fact: Fact) -> None:
    name = _wrapped(fact.words, "second")
    value = text(fact.value or "—", "strong" if fact.value else "second", selectable=True)
    value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    value.setAccessibleName(f"{fact.words}: {fact.value or '—'}")
    line = row(gap=12)
    line.addWidget(name, 1, Qt.AlignmentFlag.AlignTop)
    line.addWidget(value, 0, Qt.AlignmentFlag.AlignTop)
    block.addLayout(line)
    if fact.note:
        block.addWidget(_wrapped(fact.note, "small"))


def _wrapped(words: str, role: str = "body") -> QLabel:
    made = text(words, role, wrap=True, selectable=True)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    made.setMinimumWidth(theme.px(80))
    return made
