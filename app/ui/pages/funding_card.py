"""The means of a solution, and of each task it serves, one record at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.alternatives import chosen_of, differs_from_funding
from app.domain.solutions import solution_code
from app.domain.tasks import task_code
from app.services.funding import items_of
from app.services.solutions import SolutionRow
from app.ui.pages.funding_table import FundingTable
from app.ui.parts import Choice, Field, InlineMessage, column
from app.ui.workspace import Workspace
from app.wording import _


class FundingCard(QWidget):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._row: SolutionRow | None = None
        self._still = False
        self.of = Choice()
        self._of_field = Field(_("Các khoản của"), self.of)
        self.table = FundingTable(workspace)
        self.difference = InlineMessage("warn", "")
        self.of.picked.connect(lambda _value: self._show_items())
        self.setLayout(column(self._of_field, self.table, self.difference, gap=10))

    def show_solution(self, shown: SolutionRow, *, still: bool) -> None:
        """The solution itself first, then the tasks it serves; the one that was chosen stays."""
        same = self._row is not None and self._row.solution.id == shown.solution.id
        before = self.of.value() if same else ""
        self._row, self._still = shown, still
        solution = shown.solution
        options = [(f"solutions:{solution.id}", f"{solution_code(solution)}  {solution.title}")]
        options += [(f"tasks:{each.id}", f"{task_code(each)}  {each.title}") for each in shown.tasks]
        self.of.offer(options)
        self.of.show_value(before if before in dict(options) else options[0][0])
        self._of_field.setVisible(len(options) > 1)
        self._show_items()

    def aim(self, kind: str, id: str) -> None:
        """Show the lines of this record."""
        if self.of.findData(f"{kind}:{id}") >= 0:
            self.of.show_value(f"{kind}:{id}")
            self._show_items()
        self.table.grid.setFocus()

    def _show_items(self) -> None:
        if self._row is None:
            return
        kind, _colon, id = self.of.value().partition(":")
        items = self._workspace.read(lambda unit: items_of(unit, kind, id))
        self.table.show_items(kind, id, items, still=self._still)
        chosen = chosen_of(self._row.alternatives)
        differs = differs_from_funding(chosen, self._row.cost) if chosen and items and kind == "solutions" else ""
        self.difference.say("warn", differs, strong=_("Khác phương án đã chọn.") if differs else "")
