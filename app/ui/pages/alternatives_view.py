"""The alternatives of a solution side by side: the same questions to each, in rows; one is chosen, with why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from app.domain.errors import UserError
from app.domain.solution_fields import ALTERNATIVE_FIELD_NAMES
from app.domain.solutions import Alternative
from app.services import solutions as deeds
from app.ui import theme
from app.ui.pages.alternative_column import ORDER, AlternativeColumn, row_of, rows_of_grid
from app.ui.parts import Field, InlineMessage, button, column, row, text
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.storage.unit import Unit

NAMES_WIDE = 128


class AlternativesView(QWidget):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._solution_id = ""
        self._asked = ""
        self.columns: list[AlternativeColumn] = []
        self._names: dict[str, QLabel] = {}
        self._table = QWidget()
        self._none = text(_("Chưa có phương án nào. Thêm từ hai phương án trở lên để so sánh."), "second", wrap=True)
        self._add = button(_("Thêm phương án"), self.add, icon_name="plus")
        self.message = InlineMessage("warn", "", closable=True)
        self.reason = Field(_("Vì sao chọn phương án này?"))
        if isinstance(self.reason.editor, QLineEdit):
            self.reason.editor.returnPressed.connect(self._choose)
        self._asking = QWidget()
        line = row(gap=8)
        line.addWidget(self.reason, 1)
        for each in (
            button(_("Chọn"), self._choose, kind="primary"),
            button(_("Thôi"), self._give_up, kind="ghost"),
        ):
            line.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        self._asking.setLayout(line)
        self._asking.hide()
        self._place = column(self._table, gap=0)
        self.setLayout(column(self._none, self._place, self._asking, self.message, row(self._add, None), gap=8))

    # ---- show

    def show_alternatives(self, solution_id: str, alternatives: Sequence[Alternative], *, still: bool) -> None:
        """The alternatives of a solution in their order."""
        if solution_id != self._solution_id:
            self._give_up()
            self.message.say("warn", "")
        self._solution_id = solution_id
        if [each.alternative_id for each in self.columns] != [each.id for each in alternatives]:
            self._rebuild(alternatives)
        for place, each in enumerate(self.columns):
            each.show_alternative(alternatives, place, still=still)
        self._none.setVisible(not alternatives)
        self._table.setVisible(bool(alternatives))
        self._add.setVisible(not still)
        if alternatives:
            self._names["reason"].setVisible(any(each.chosen for each in alternatives))

    def _rebuild(self, alternatives: Sequence[Alternative]) -> None:
        """Other columns: the old ones go with their table."""
        old, self._table = self._table, QWidget()
        self._place.replaceWidget(old, self._table)
        old.hide()
        old.deleteLater()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        self._names = {name: text(_(ALTERNATIVE_FIELD_NAMES[name]), "cap", wrap=True) for name in ORDER}
        for name, label in self._names.items():
            label.setMinimumWidth(theme.px(NAMES_WIDE))
            label.setMaximumWidth(theme.px(NAMES_WIDE))
            grid.addWidget(label, row_of(name), 0, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowMinimumHeight(0, 6)
        grid.setRowMinimumHeight(rows_of_grid() - 1, 6)
        self.columns = [AlternativeColumn(each) for each in alternatives]
        for place, each in enumerate(self.columns, 1):
            each.stand_in(grid, place)
            each.edited.connect(self._edit)
            each.chosen.connect(self._ask)
            each.dropped.connect(self._drop)
        self._table.setLayout(grid)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes down one alternative, then to the next."""
        editors = [each.fields[name].editor for each in self.columns for name in ORDER]
        for before, after in pairwise(editors):
            QWidget.setTabOrder(before, after)

    # ---- deeds

    def add(self) -> None:
        """One more alternative; its name is typed next."""
        solution_id = self._solution_id
        made = self._run(_("Thêm phương án"), lambda unit: deeds.add_alternative(unit, solution_id))
        if isinstance(made, Alternative) and self.columns:
            editor = self.columns[-1].fields["title"].editor
            editor.setFocus()
            if isinstance(editor, QLineEdit):
                editor.selectAll()

    def _edit(self, id: str, field: str, words: str) -> None:
        control = next(each.fields[field] for each in self.columns if each.alternative_id == id)
        if field == "reason" and not words.strip():
            control.show_error(_("Nêu lý do chọn phương án này."))
            return
        try:
            self._workspace.run(_("Sửa phương án"), lambda unit: deeds.edit_alternative(unit, id, field, words))
        except UserError as error:
            control.show_error(str(error))
        else:
            control.show_error("")

    def _ask(self, id: str) -> None:
        self._asked = id
        self.reason.show_value("")
        self._asking.show()
        self.reason.editor.setFocus()

    def _give_up(self) -> None:
        self._asked = ""
        self._asking.hide()

    def _choose(self) -> None:
        id, why = self._asked, self.reason.value()
        try:
            self._workspace.run(_("Chọn phương án"), lambda unit: deeds.choose_alternative(unit, id, why))
        except UserError as error:
            self.reason.show_error(str(error))
        else:
            self._give_up()

    def _drop(self, id: str) -> None:
        self._run(_("Bỏ phương án"), lambda unit: deeds.retire_alternative(unit, id), toast=_("Đã bỏ phương án."))

    def _run(self, deed: str, work: Callable[[Unit], object], toast: str = "") -> object:
        self.message.say("warn", "")
        try:
            return self._workspace.run(deed, work, toast=toast)
        except UserError as error:
            self.message.say("warn", str(error))
            return None
