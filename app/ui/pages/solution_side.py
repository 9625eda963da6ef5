"""Beside the solutions: ways and means of the current one, its fields, its thread; and what the whole needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from app.domain.errors import UserError
from app.domain.solutions import solution_code
from app.domain.tasks import Task
from app.services import solutions as deeds
from app.services.funding import Totals
from app.services.solutions import SolutionRow
from app.services.thread import Knot, thread_of
from app.ui.pages.alternatives_view import AlternativesView
from app.ui.pages.funding_card import FundingCard
from app.ui.pages.funding_totals import FundingTotals
from app.ui.pages.solution_form import SolutionForm
from app.ui.pages.thread_view import ThreadView, open_knot
from app.ui.parts import Card, FilterButton, column, row, scrolled, text
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.storage.unit import Unit


class SolutionSide(Card):
    """keys_changed: other keys act now. shown_solution(id): another one is wanted."""

    keys_changed = Signal()
    shown_solution = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.workspace = workspace
        self._row: SolutionRow | None = None
        self._totals: Totals | None = None
        self._summed: Totals | None = None
        self._threaded = ""
        self.form, self.knots, self.totals = SolutionForm(), ThreadView(), FundingTotals()
        self.alternatives, self.funding = AlternativesView(workspace), FundingCard(workspace)
        ways = QWidget()
        ways.setLayout(column(self.alternatives, None, gap=0, margins=(16, 4, 16, 14)))
        means = QWidget()
        means.setLayout(column(self.funding, None, gap=0, margins=(16, 4, 16, 14)))
        self.bodies: dict[str, QWidget] = {
            "ways": _both_ways(scrolled(ways)),
            "means": scrolled(means),
            "form": self.form,
            "thread": self.knots,
            "totals": self.totals,
        }
        words = {
            "ways": _("Phương án"),
            "means": _("Nguồn lực"),
            "form": _("Sửa"),
            "thread": _("Mạch"),
            "totals": _("Tổng"),
        }
        self.tabs = {name: FilterButton(word) for name, word in words.items()}
        line = row(gap=6, margins=(14, 10, 14, 6))
        for name, tab in self.tabs.items():
            tab.setAutoExclusive(True)
            tab.setChecked(name == "ways")
            tab.toggled.connect(lambda _on: self._show_tab())
            line.addWidget(tab)
        line.addStretch(1)
        self._title = text("", "strong", wrap=True)
        self._problems = text("", "small", tone="warn", wrap=True)
        self._about = QWidget()
        self._about.setLayout(column(self._title, self._problems, gap=2, margins=(16, 2, 14, 6)))
        self.content.addLayout(line)
        self.content.addWidget(self._about)
        for body in self.bodies.values():
            self.content.addWidget(body, 1)
        self._connect()
        self._show_tab()

    def _connect(self) -> None:
        self.knots.opened.connect(self._open_knot)
        self.form.edited.connect(self._edit)
        self.form.linked.connect(lambda id: self._on_current(_("Nối giải pháp"), deeds.link_solution, id))
        self.form.unlinked.connect(lambda id: self._on_current(_("Gỡ nối của giải pháp"), deeds.unlink_solution, id))
        self.form.went.connect(lambda id: self.workspace.go.emit("tasks", id))
        self.form.removed.connect(self._remove)
        self.totals.went.connect(self._go_to_item)

    # ---- show

    def show_solution(self, shown: SolutionRow | None, tasks: Sequence[Task], totals: Totals, *, still: bool) -> None:
        """Show a solution; None while there is none: only the totals are left."""
        begins = self._row is None and shown is not None
        self._row = shown
        self._threaded = ""
        self._totals = totals
        for name in ("ways", "means", "form", "thread"):
            self.tabs[name].setEnabled(shown is not None)
        if shown is None:
            self.open_tab("totals")
            self._show_totals()
            return
        if begins and self._current_tab() == "totals":
            self.open_tab("ways")
        self._title.setText(f"{solution_code(shown.solution)}  {shown.solution.title}")
        problems = [each.words for each in shown.problems]
        self._problems.setText("; ".join(problems))
        self._problems.setVisible(bool(problems))
        self.form.show_solution(shown, tasks, still=still)
        self.alternatives.show_alternatives(shown.solution.id, shown.alternatives, still=still)
        self.funding.show_solution(shown, still=still)
        self._show_thread()
        self._show_totals()

    def open_tab(self, name: str) -> None:
        self.tabs[name].setChecked(True)

    def pane(self) -> QWidget:
        name = self._current_tab()
        first = self.alternatives.columns
        panes: dict[str, QWidget] = {
            "ways": first[0].fields["title"].editor if first else self.tabs["ways"],
            "means": self.funding.table.grid,
            "form": self.form.fields["title"].editor,
            "thread": self.knots,
            "totals": self.totals.area,
        }
        return panes[name]

    def edit(self, field: str) -> None:
        """To the place where this is put right: a field, the tasks, the alternatives or the funding."""
        match field:
            case "alternatives":
                self.open_tab("ways")
            case "funding":
                self.open_tab("means")
                self.funding.table.grid.setFocus()
            case _:
                self.open_tab("form")
                self.form.go_to(field)

    def along(self, by: int) -> None:
        """One knot up or down the thread."""
        self.open_tab("thread")
        last = len(self.knots.records.records) - 1
        self.knots.choose(max(0, min(last, self.knots.currentIndex().row() + by)))
        self.knots.setFocus()

    def _current_tab(self) -> str:
        return next(name for name, tab in self.tabs.items() if tab.isChecked())

    def _show_tab(self) -> None:
        checked = [name for name, tab in self.tabs.items() if tab.isChecked()]
        for name, body in self.bodies.items():
            body.setVisible(name in checked)
        self._about.setVisible("totals" not in checked)
        self._show_thread()
        self._show_totals()
        self.keys_changed.emit()

    def _show_totals(self) -> None:
        """Hundreds of lines may stand in the totals: they are only laid out where they are seen, and when new."""
        if self._totals is not None and self.tabs["totals"].isChecked() and self._summed is not self._totals:
            self._summed = self._totals
            self.totals.show_totals(self._totals)

    def _show_thread(self) -> None:
        """The thread is only worked out where it is seen."""
        if self._row is None or not self.tabs["thread"].isChecked() or self._threaded == self._row.solution.id:
            return
        id = self._threaded = self._row.solution.id
        thread = self.workspace.read(lambda unit: thread_of(unit, "solutions", id))
        self.knots.show_thread(thread.knots, ("solutions", id))

    def _open_knot(self, knot: Knot) -> None:
        if knot.kind == "solutions":
            self.shown_solution.emit(knot.id)
            self.edit("title")
        else:
            open_knot(self.workspace, knot)

    def _go_to_item(self, kind: str, id: str) -> None:
        self.shown_solution.emit(id)
        self.open_tab("means")
        self.funding.aim(kind, id)

    # ---- deeds on the solution that is shown

    def _edit(self, field: str, words: str) -> None:
        try:
            self._on_current(_("Sửa giải pháp"), deeds.edit_solution, field, words)
        except UserError as error:
            self.form.show_error(field, str(error))
        else:
            self.form.show_error(field, "")

    def _remove(self, reason: str) -> None:
        if self._row is not None:
            code = solution_code(self._row.solution)
            self._on_current(_("Bỏ giải pháp"), deeds.retire_solution, reason, toast=_("Đã bỏ {code}.", code=code))

    def _on_current(self, deed: str, work: Callable[..., object], *arguments: object, toast: str = "") -> None:
        if self._row is None:
            return
        id = self._row.solution.id

        def done(unit: Unit) -> None:
            work(unit, id, *arguments)

        self.workspace.run(deed, done, toast=toast)


def _both_ways(area: QScrollArea) -> QScrollArea:
    """Many alternatives do not fit side by side: the comparison scrolls sideways, too."""
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return area
