"""One evaluation: the answer, then plots and tables beside figures, settings and inputs, then how it came about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.ui import theme
from app.ui.frames import Frame
from app.ui.pages.evaluation_about import AboutCard
from app.ui.pages.evaluation_answer import AnswerCard
from app.ui.pages.evaluation_figures import FigureTable
from app.ui.pages.evaluation_inputs import InputsForm
from app.ui.pages.evaluation_plots import PlotCards
from app.ui.pages.evaluation_session import EvaluationSession
from app.ui.pages.evaluation_source import SourceFolds, WarningsCard
from app.ui.pages.evaluation_tables import table_cards
from app.ui.pages.evaluation_words import confidence_words, figures_of, own_unit
from app.ui.parts import Card, clear_layout, column, row, scrolled, text
from app.ui.workspace import Workspace
from app.wording import _

SIDE_WIDTH, BAR = 392, 8
FEW = 6
"""So many figures stand on top when the method names no main ones."""


class EvaluationView(QWidget):
    """Shows the session of an open evaluation. keys_changed: another part has the focus."""

    keys_changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.session = EvaluationSession(workspace, self)
        self.answer = AnswerCard()
        self.form = InputsForm()
        self.figures = FigureTable()
        self.plots = PlotCards(workspace)
        self.about = AboutCard(workspace, self.session)
        self.warnings = WarningsCard()
        self.source = SourceFolds()
        self._interval = text("", "small")
        self._figures_card = Card(_("Con số"), self._interval)
        self._figures_card.content.addWidget(self.figures)
        self._built = ("", "", "", False)
        self._tables_of: object = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._wide = column(gap=12)
        self._tables = column(gap=12)
        self._below = column(gap=12)
        self._main = column(gap=12)
        self._main.addLayout(self._wide)
        self._main.addWidget(self.plots)
        self._main.addWidget(self.warnings)
        self._main.addLayout(self._tables)
        self._main.addLayout(self._below)
        self._main.addWidget(self.source)
        self._main.addStretch(1)
        self._side_cards = column(gap=12)
        self._side_column = column(self._figures_card, gap=12)
        self._side_column.addLayout(self._side_cards)
        self._side_column.addWidget(self.about)
        self._side_column.addStretch(1)
        self._side = QWidget()
        self._side.setLayout(self._side_column)
        self._side.setProperty("surface", "clear")
        left = QWidget()
        left.setLayout(self._main)
        left.setProperty("surface", "clear")
        self._across = row(gap=12, margins=(20, 0, BAR, 14))
        self._across.addWidget(left, 1)
        self._across.addWidget(self._side)
        content = QWidget()
        content.setLayout(self._across)
        self.area = scrolled(content)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        whole = column(gap=0)
        whole.addLayout(column(self.answer, gap=0, margins=(20, 14, 20, 12)))
        whole.addWidget(self.area, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.session.changed.connect(self.show_session)
        self.session.went.connect(self.answer.show_progress)
        self.answer.reread.connect(lambda: self.session.read_sheet_again())
        self.answer.recompute.connect(self.session.compute)
        self.answer.cancelled.connect(self.cancel)
        self.answer.unit_wanted.connect(lambda: self.form.go_to("unit"))
        self.form.edited.connect(self.session.edit)
        self.form.many_edited.connect(self.session.edit_many)

    def open(self, evaluation_id: str) -> None:
        """KeyError when there is none."""
        self._built = ("", "", "", False)
        self.area.verticalScrollBar().setValue(0)
        self.answer.message.say("ok", "")
        self.session.open(evaluation_id)

    # ---- show

    def show_session(self) -> None:
        session = self.session
        if session.opened is None:
            return
        self._build_form()
        self.answer.show_session(session)
        if session.calculation is not None:
            self.form.show_inputs(session.inputs)
        self.about.show_session()
        self._show_result()

    def _build_form(self) -> None:
        """The form is made anew when it is another method, unit or reader."""
        session, calculation = self.session, self.session.calculation
        assert session.opened is not None
        wanted = (session.evaluation.id, session.evaluation.calculation, session.unit, session.still)
        if wanted == self._built:
            return
        before, self._built = self._built, wanted
        focused = next((name for name, each in self.form.fields.items() if each.editor.hasFocus()), "")
        for layout in (self._wide, self._side_cards, self._below):
            clear_layout(layout)
        if calculation is None:
            return
        self.form.build(calculation, session.unit, with_sheet=bool(session.evaluation.study_id), still=session.still)
        for card in self.form.wide:
            self._wide.addWidget(card)
        for card in self.form.side:
            self._side_cards.addWidget(card)
        for card in self.form.below:
            self._below.addWidget(card)
        if focused and before[0] == wanted[0]:
            self.form.go_to(focused)

    def _show_result(self) -> None:
        session, result = self.session, self.session.result
        shown = (session.result, session.unit, session.evaluation.id)
        if shown == self._tables_of:
            return
        self._tables_of = shown
        clear_layout(self._tables)
        calculation = session.calculation
        self._figures_card.setVisible(result is not None and bool(result.values))
        if result is not None and calculation is not None:
            every = list(figures_of(calculation, result))
            self.figures.show_figures([each for each in every if each.main] or every[:FEW])
            self._interval.setText(confidence_words(result) if any(each.interval for each in every) else "")
            for card in table_cards(calculation, result, own_unit(calculation, result, session.unit)):
                self._tables.addWidget(card)
        self.plots.show_result(calculation, result, session.inputs)
        self.warnings.show_result(result)
        self.source.show_session(session)

    def can_cancel(self) -> bool:
        """Whether a stepwise method is under way."""
        calculation = self.session.calculation
        return self.session.is_computing and calculation is not None and calculation.stepwise

    def cancel(self) -> None:
        """Stop what is under way; it is told, and computed again on demand."""
        self.session.cancel()
        self.session.trouble = _("Đã dừng tính. F9 để tính lại.")
        self.show_session()

    # ---- shape

    def use_frame(self, frame: Frame) -> None:
        """Two columns where there is room; else one, what can be changed below what came out."""
        small = frame is Frame.SMALL
        ways = QBoxLayout.Direction
        self._across.setDirection(ways.TopToBottom if small else ways.LeftToRight)
        self._side.setMinimumWidth(0 if small else theme.px(SIDE_WIDTH))
        self._side.setMaximumWidth(16_777_215 if small else theme.px(SIDE_WIDTH))

    def panes(self) -> Sequence[QWidget]:
        fields = next(iter(self.form.fields.values()), None)
        grids = [each.grid for each in self.form.grids.values()]
        plots = [each.view for each in self.plots.cards()[:1]]
        folds = [each.bar for each in self.source.folds[:1]]
        return (self.answer.card, *plots, *([fields.editor] if fields else []), *grids, *folds)
