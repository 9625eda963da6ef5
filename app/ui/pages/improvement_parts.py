"""The parts of the review beside its list: decision, thread, lessons, next cycle, preview; one is shown at a time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.review_papers import review_preview
from app.ui.pages.improvement_decision import DecisionForm
from app.ui.pages.improvement_more import LessonsForm, NextView
from app.ui.pages.paper_view import PaperView
from app.ui.pages.thread_view import ThreadView, open_knot
from app.ui.parts import Card, FilterButton, row
from app.ui.workspace import Workspace
from app.wording import _

DECISION, THREAD, LESSONS, NEXT, PREVIEW = "decision", "thread", "lessons", "next", "preview"
BESIDE = (DECISION, THREAD)
"""What is about the current record, and stands beside the list; the rest takes the whole width."""


class ReviewParts(Card):
    """tabs: the buttons that choose a part; they stand in their own row, tab_row. opened(name): a part was chosen."""

    opened = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.name = DECISION
        self.form, self.knots = DecisionForm(), ThreadView()
        self.lessons, self.next = LessonsForm(), NextView()
        self.paper = PaperView(workspace, review_preview)
        self.knots.opened.connect(partial(open_knot, workspace))
        self.tabs = {
            DECISION: FilterButton(_("Quyết định")),
            THREAD: FilterButton(_("Mạch")),
            LESSONS: FilterButton(_("Bài học"), 0),
            NEXT: FilterButton(_("Chu kỳ sau")),
            PREVIEW: FilterButton(_("Xem trước")),
        }
        self.views: dict[str, QWidget] = {
            DECISION: self.form,
            THREAD: self.knots,
            LESSONS: self.lessons,
            NEXT: self.next,
            PREVIEW: self.paper,
        }
        self.tab_row = row(gap=6)
        for name, tab in self.tabs.items():
            tab.setAutoExclusive(True)
            tab.setChecked(name == DECISION)
            tab.clicked.connect(partial(self._clicked, name))
            self.tab_row.addWidget(tab)
        self.tab_row.addStretch(1)
        for view in self.views.values():
            self.content.addWidget(view, 1)

    def show_part(self, name: str) -> None:
        self.name = name
        self.tabs[name].setChecked(True)
        for each, view in self.views.items():
            view.setVisible(each == name)

    def along(self, by: int) -> None:
        """One knot up or down the thread."""
        last = len(self.knots.records.records) - 1
        self.knots.choose(max(0, min(last, self.knots.currentIndex().row() + by)))
        self.knots.setFocus()

    def _clicked(self, name: str, _checked: bool = False) -> None:
        self.opened.emit(name)
