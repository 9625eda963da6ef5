"""How a result came about: what is to be minded stands open, the rest is folded and there for who asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.metrology.declared import Calculation
from app.domain.metrology.results import Result
from app.services.evaluation_sources import readings_input
from app.ui import theme
from app.ui.pages.evaluation_answer import computed_words, used_words
from app.ui.pages.evaluation_figures import FigureTable
from app.ui.pages.evaluation_fold import Fold
from app.ui.pages.evaluation_session import EvaluationSession
from app.ui.pages.evaluation_tables import inputs_table
from app.ui.pages.evaluation_words import figures_of, rounding_lines, setting_lines
from app.ui.parts import Card, Glyph, clear_layout, column, hairline, row, text
from app.wording import _

LABEL_WIDTH = 250


class WarningsCard(Card):
    """What the method warns of, and the rows it left out with the reason."""

    def __init__(self) -> None:
        self._used = text("", "small")
        super().__init__(_("Cần lưu ý"), self._used)
        self._lines = column(gap=6)
        self.content.addLayout(self._lines)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_result(self, result: Result | None) -> None:
        clear_layout(self._lines)
        lines = [each.text for each in result.warnings] if result else []
        out = [_("Bỏ ra: {row}. {why}", row=each.row, why=each.why.text) for each in result.left_out] if result else []
        for sentence in (*lines, *out):
            self._lines.addLayout(_bullet(sentence))
        self._used.setText(used_words(result) if result else "")
        self.setVisible(bool(lines or out))


class SourceFolds(Card):
    """Formula, every figure, settings in force, readings, rounding, source and version; each folded to its title."""

    def __init__(self) -> None:
        super().__init__(padding=(10, 6, 16, 6))
        self._column = column(gap=2)
        self.content.addLayout(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.folds: list[Fold] = []

    def show_session(self, session: EvaluationSession) -> None:
        was_open = {each.name for each in self.folds if each.is_open}
        clear_layout(self._column)
        self.folds = []
        calculation, result = session.calculation, session.result
        self.setVisible(calculation is not None)
        if calculation is None:
            return
        self._fold_lines("formula", _("Công thức"), [_(line) for line in calculation.formula])
        if result is not None:
            self._fold("figures", _("Mọi con số"), lambda inner: _figures(inner, calculation, result))
            if result.settings:
                self._fold("settings", _("Thiết lập đã dùng"), lambda inner: _settings(inner, calculation, result))
        wanted = readings_input(calculation)
        if wanted is not None and session.evaluation.study_id:
            given = session.inputs.get(wanted.name)
            rows = given if isinstance(given, list) else []
            self._fold(
                "readings",
                _("Số đọc đã lấy từ phiếu"),
                lambda inner: inner.addWidget(inputs_table(calculation, wanted, rows, session.unit)),
                _("{n} dòng", n=len(rows)),
            )
        self._fold_lines("rounding", _("Làm tròn"), rounding_lines())
        source = [_(line) for line in calculation.source]
        self._fold_lines("source", _("Nguồn và phiên bản"), [*source, *filter(None, [computed_words(session)])])
        for each in self.folds:
            if each.name in was_open:
                each.turn()

    def _fold_lines(self, name: str, title: str, lines: Sequence[str]) -> None:
        def fill(inner: QVBoxLayout) -> None:
            for each in lines:
                inner.addWidget(_line(each))

        if lines:
            self._fold(name, title, fill)

    def _fold(self, name: str, title: str, fill: Callable[[QVBoxLayout], object], note: str = "") -> None:
        if self.folds:
            self._column.addWidget(hairline())
        fold = Fold(title, note, name, fill)
        self.folds.append(fold)
        self._column.addWidget(fold)


def _figures(inner: QVBoxLayout, calculation: Calculation, result: Result) -> None:
    table = FigureTable()
    table.show_figures(list(figures_of(calculation, result)))
    inner.addWidget(table)


def _settings(inner: QVBoxLayout, calculation: Calculation, result: Result) -> None:
    for words, value, note in setting_lines(calculation, result):
        label = text(words, "second", wrap=True)
        label.setFixedWidth(theme.px(LABEL_WIDTH))
        told = column(_line(value), gap=0)
        if note:
            told.addWidget(text(note, "small", wrap=True))
        line = row(gap=12)
        line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(told, 1)
        inner.addLayout(line)


def _line(words: str) -> QWidget:
    made = text(words, "body", wrap=True, selectable=True)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def _bullet(sentence: str) -> QHBoxLayout:
    line = row(gap=8)
    line.addWidget(Glyph("warn", 14), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(_line(sentence), 1)
    return line
