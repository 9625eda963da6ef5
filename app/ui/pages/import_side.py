"""Beside the preview: the sheets to take in, what is to be looked at, what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.exchange.preview import Ask, ListPreview
from app.ui import theme
from app.ui.pages.import_problems import Problems
from app.ui.pages.import_questions import Questions
from app.ui.pages.import_sheets import Sheets
from app.ui.parts import FilterButton, column, hairline, row, scrolled
from app.wording import _


class ImportSide(QWidget):
    """followed(sheet, row, column letter) leads to the place in the table."""

    followed = Signal(str, int, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "side-left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(theme.px(230))
        self.sheets = Sheets()
        self.questions = Questions()
        self.problems = Problems()
        self.ask_tab = FilterButton(_("Điều cần xem"), 0)
        self.problem_tab = FilterButton(_("Vấn đề"), 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(self.questions))
        self._stack.addWidget(self.problems)
        tabs = row(self.ask_tab, self.problem_tab, None, gap=6, margins=(16, 8, 12, 8))
        lines = column(self.sheets, tabs, hairline(), gap=0)
        lines.addWidget(self._stack, 1)
        self.setLayout(lines)
        self.questions.followed.connect(self.followed)
        self.problems.followed.connect(lambda sheet, place: self.followed.emit(sheet, place, ""))
        self.ask_tab.clicked.connect(lambda: self.turn_to(0))
        self.problem_tab.clicked.connect(lambda: self.turn_to(1))
        self.turn_to(0)

    def show_preview(self, preview: ListPreview, own: list[Ask], table_key: str) -> None:
        asked = [*own, *preview.ask]
        self.sheets.show_preview(preview, table_key)
        self.questions.ask(asked)
        self.problems.tell(preview.report, with_sheet=len({table.sheet for table in preview.tables}) > 1)
        self.ask_tab.show_count(len(asked))
        self.problem_tab.show_count(len(preview.report))

    def turn_to(self, place: int) -> None:
        """0: what is to be looked at; 1: what is wrong."""
        self._stack.setCurrentIndex(place)
        self.ask_tab.setChecked(place == 0)
        self.problem_tab.setChecked(place == 1)
