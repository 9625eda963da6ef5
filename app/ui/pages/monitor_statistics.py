"""The statistics: figures at the top, shares as bars, overdue instruments, open risks, and the reviews."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.domain.findings import finding_code
from app.domain.judged import called
from app.domain.monitored import Reviews, Statistics
from app.domain.statistics_plots import statistics_plots
from app.formats import show_date
from app.services.programme_reviews import hold_review
from app.ui import theme
from app.ui.parts import Card, Field, Glyph, button, clear_layout, column, row, scrolled, text
from app.ui.parts.plots import PlotColumn
from app.ui.workspace import Workspace
from app.wording import _

MOST_LINES = 6


class StatisticsTab(QWidget):
    """wanted(page, target): a line was followed."""

    wanted = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._figures = row(gap=12)
        self.plots = PlotColumn(workspace.background)
        self._overdue, self._risks = (column(gap=2) for _part in range(2))
        self._held = column(gap=4)
        conclusion = QPlainTextEdit()
        conclusion.setFixedHeight(theme.px(64))
        conclusion.setTabChangesFocus(True)
        self.day, self.conclusion = Field(_("Ngày rà soát")), Field(_("Kết luận"), conclusion)
        self._review = QWidget()
        self._review.setLayout(
            column(self.day, self.conclusion, row(button(_("Ghi buổi rà soát"), self.keep_review), None), gap=8)
        )
        right = column(gap=12)
        for title, layout in (
            (_("Phương tiện đo quá hạn"), self._overdue),
            (_("Rủi ro cao chưa khắc phục"), self._risks),
            (_("Rà soát chương trình"), self._held),
        ):
            card = Card(title)
            card.content.addLayout(layout)
            right.addWidget(card)
            if layout is self._held:
                card.content.addWidget(self._review)
        right.addStretch(1)
        columns = row(gap=12)
        left = column(self.plots, None, gap=0)
        columns.addLayout(left, 62)
        columns.addLayout(right, 38)
        content = QWidget()
        content.setLayout(column(self._figures, columns, None, gap=12))
        self.area = scrolled(content)
        self.setLayout(column(self.area, gap=0))

    def show_statistics(self, found: Statistics) -> None:
        self._show_figures(found)
        self.plots.show_plots(statistics_plots(found.tasks))
        self._show_overdue(found)
        self._show_risks(found)

    def show_reviews(self, reviews: Reviews, *, still: bool) -> None:
        self._show_reviews(reviews)
        self._review.setVisible(not still)
        if not self.day.editor.hasFocus() and not self.conclusion.value():
            self.day.show_value(show_date(self.workspace.today))

    def _show_figures(self, found: Statistics) -> None:
        clear_layout(self._figures)
        total, (closed, due) = found.tasks.total, found.closed_in_time
        figures = (
            (f"{total.k}/{total.n}", _("nhiệm vụ đã xong"), "ok" if total.n and total.k == total.n else "text"),
            (str(total.late), _("nhiệm vụ chậm"), "bad" if total.late else "text"),
            (f"{closed}/{due}" if due else "—", _("phát hiện khắc phục đúng hạn"), "text"),
            (f"{len(found.overdue)}/{found.in_use}", _("phương tiện đo quá hạn"), "bad" if found.overdue else "text"),
            (str(len(found.risks)), _("rủi ro cao còn mở"), "bad" if found.risks else "text"),
        )
        for figure, words, tone in figures:
            card = Card()
            card.content.addWidget(text(figure, "figure", tone=tone))
            card.content.addWidget(text(words, "small", wrap=True))
            self._figures.addWidget(card, 1)

    def _show_overdue(self, found: Statistics) -> None:
        clear_layout(self._overdue)
        lines = [
            (f"{called(instrument)}  {instrument.name}", status.reason, "instruments", instrument.id)
            for instrument, status in found.overdue
        ]
        self._lines(self._overdue, lines, _("Không có phương tiện đo nào quá hạn."))

    def _show_risks(self, found: Statistics) -> None:
        clear_layout(self._risks)
        lines = [
            (
                f"{finding_code(each.finding)} {each.finding.title}",
                _("{n} nhiệm vụ, chưa xong hết", n=each.tasks) if each.tasks else _("chưa có nhiệm vụ"),
                "findings",
                each.finding.id,
            )
            for each in found.risks
        ]
        self._lines(self._risks, lines, _("Không còn phát hiện mức cao nào chưa khắc phục."))

    def _lines(self, layout: QVBoxLayout, lines: Sequence[tuple[str, str, str, str]], nothing: str) -> None:
        if not lines:
            layout.addWidget(text(nothing, "small", wrap=True))
        for title, words, page, target in lines[:MOST_LINES]:
            layout.addLayout(self._line(title, words, page, target))
        if len(lines) > MOST_LINES:
            layout.addWidget(text(_("và {n} dòng khác", n=len(lines) - MOST_LINES), "small"))

    def _line(self, title: str, words: str, page: str, target: str) -> QHBoxLayout:
        made = row(Glyph("bad", 14), gap=8)
        told = column(text(title, "body", cut=True), text(words, "small", cut=True), gap=0)
        made.addLayout(told, 1)
        opened = button(_("Mở"), partial(self.wanted.emit, page, target), kind="link")
        opened.setAccessibleName(_("Mở {title}", title=title))
        made.addWidget(opened, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def _show_reviews(self, reviews: Reviews) -> None:
        clear_layout(self._held)
        if reviews.next_on is not None:
            words = _("Kỳ tới: {day}", day=show_date(reviews.next_on))
            late = reviews.next_on < self.workspace.today
            self._held.addWidget(text(words, "strong", tone="bad" if late else "text"))
        for each in reviews.held[:3]:
            day = show_date(each.started_at.astimezone().date()) if each.started_at else ""
            self._held.addWidget(text(f"{day}: {each.conclusion}", "body", wrap=True, selectable=True))
        if not reviews.held:
            self._held.addWidget(text(_("Chưa rà soát lần nào."), "small"))

    def keep_review(self) -> None:
        workspace, day, said = self.workspace, self.day.value(), self.conclusion.value()
        self.conclusion.show_error("")
        try:
            workspace.run(
                _("Ghi buổi rà soát"),
                lambda unit: hold_review(unit, workspace.cycle_id, day, said, workspace.today),
                toast=_("Đã ghi buổi rà soát."),
            )
        except UserError as error:
            self.conclusion.show_error(str(error))
        else:
            self.conclusion.show_value("")

    def review(self) -> None:
        """The cursor into a new review."""
        self.area.ensureWidgetVisible(self.conclusion.editor, 0, 60)
        self.conclusion.editor.setFocus()
