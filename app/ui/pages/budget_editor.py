"""The inputs of an uncertainty budget: the model in one line, a grid of its components, and their correlations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.domain.metrology.budget_inputs import CORRELATIONS
from app.domain.metrology.budget_rows import idle_names, inputs_of, missing_names, rows_of
from app.domain.metrology.expressions import FUNCTIONS, Equation, parse_model
from app.ui import theme
from app.ui.pages.budget_sheet import BudgetGrid, BudgetSheet
from app.ui.pages.evaluation_fold import Fold
from app.ui.pages.evaluation_grid import InputGrid
from app.ui.parts import Field, InlineMessage, clear_layout, column, row
from app.wording import _

MOST_ROWS, FEW = 14, 8
_FUNCTIONS = ", ".join(FUNCTIONS)


class BudgetEditor(QWidget):
    """show_inputs(mapping), inputs() -> what is to be kept (None takes one away), edited: something was changed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._correlations: Any = None
        self._together = False
        self.model = Field(
            _("Mô hình đo"),
            QLineEdit(),
            placeholder="y = a*(b - c)",
            note=_("Số thập phân viết bằng dấu chấm"),
        )
        self.model.editor.setToolTip(
            _("Có: + − * / ** {functions}, pi. Nhiều kết quả cách nhau bằng dấu chấm phẩy.", functions=_FUNCTIONS)
        )
        self.unit = Field(_("Đơn vị kết quả"), QLineEdit(), placeholder=_("theo mô hình"))
        self.unit.setFixedWidth(theme.px(132))
        self.fit = InlineMessage("info", followed=self._add_missing)
        self.message = InlineMessage("warn", "", closable=True)
        self.sheet = BudgetSheet(self)
        self._place = column(gap=0)
        self._below = column(gap=0)
        top = row(gap=10)
        top.addWidget(self.model, 1, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(top, self.fit, self._place, self.message, self._below, gap=8))
        self._lay(still=False)
        self.model.committed.connect(self._model_committed)
        self.unit.committed.connect(lambda _words: self.edited.emit())
        self.sheet.changed.connect(self._rows_changed)
        self.sheet.troubled.connect(lambda sentence: self.message.say("bad", sentence))

    def _lay(self, *, still: bool) -> None:
        """Both grids anew, for who may write or may not."""
        for layout in (self._place, self._below):
            clear_layout(layout)
        self.grid = BudgetGrid(self.sheet, still=still)
        self.grid.deeds.told.connect(lambda kind, words: self.message.say(kind, "" if kind == "ok" else words))
        self.grid.deeds.failed.connect(lambda sentence: self.message.say("warn", sentence))
        self.joint = InputGrid(CORRELATIONS, "", still=still)
        self.joint.changed.connect(self._joint_changed)
        self.fold = Fold(_("Tương quan giữa các thành phần"), "", "correlations", self._fill_fold)
        self._place.addWidget(self.grid)
        self._below.addWidget(self.fold)
        for field in (self.model, self.unit):
            field.set_read_only(still)
        self.setFocusProxy(self.model.editor)
        self._show_rows()

    def _fill_fold(self, inner: QVBoxLayout) -> None:
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.joint)

    def set_still(self, still: bool) -> None:
        if still != self.sheet.still:
            self._lay(still=still)
            self.joint.show_value(self._correlations)

    # ---- what stands in it

    def show_inputs(self, inputs: Mapping[str, Any]) -> None:
        """The kept inputs; a line that is being typed in, or that was refused, keeps its text."""
        for field, name in ((self.model, "model"), (self.unit, "unit")):
            editor = field.editor
            typing = isinstance(editor, QLineEdit) and editor.hasFocus() and editor.isModified()
            if not typing and not field.error():
                field.show_value(str(inputs.get(name) or ""))
        rows = rows_of(inputs.get("inputs"))
        if rows != self.sheet.rows:
            self.sheet.rows = rows
            self.sheet.pin([each.id for each in rows])
        self._correlations = inputs.get("correlations")
        self._together = inputs.get("simultaneous") in (True, "true", 1)
        self.joint.show_value(self._correlations)
        if self._correlations:
            self.fold.open()
        self._show_rows()

    def inputs(self) -> dict[str, Any]:
        return {
            "model": self.model.value().strip() or None,
            "unit": self.unit.value().strip() or None,
            "inputs": inputs_of(self.sheet.rows) or None,
            "correlations": self._correlations or None,
        }

    def _show_rows(self) -> None:
        self.grid.show_rows(self.sheet.rows, MOST_ROWS)
        named = sum(bool(each.name) for each in self.sheet.rows)
        self.fold.setVisible(named > 1 or bool(self._correlations))
        self.fold.note.setText(self._joint_words())
        self._show_fit()

    def _joint_words(self) -> str:
        if self._correlations:
            return _("{n} hệ số", n=len(self._correlations))
        return _("tính từ các số đọc cùng lúc") if self._together else _("chưa ghi; các thành phần coi như độc lập")

    # ---- whether model and rows go together

    def _equations(self) -> Sequence[Equation]:
        words = self.model.value().strip()
        return parse_model(words) if words else ()

    def _show_fit(self) -> None:
        """What the model names and no row gives, or the other way round."""
        try:
            equations = self._equations()
        except UserError as refusal:
            self.model.show_error(str(refusal))
            self.fit.say("info", "")
            return
        self.model.show_error("")
        missing = missing_names(equations, self.sheet.rows)
        idle = idle_names(equations, self.sheet.rows) if equations else []
        if missing:
            self.fit.say(
                "warn",
                _("Mô hình cần thêm dòng cho {names}.", names=_listed(missing)),
                "" if self.sheet.still else _("Thêm các dòng ấy"),
            )
        elif idle:
            self.fit.say("warn", _("Mô hình không nêu {names}: sửa mô hình hoặc bỏ dòng.", names=_listed(idle)))
        else:
            self.fit.say("info", "")

    def _add_missing(self) -> None:
        first = len(self.sheet.rows)
        self.sheet.add_named(missing_names(self._equations(), self.sheet.rows))
        self.grid.setFocus()
        self.grid.setCurrentIndex(self.grid.table.index(first, 1))

    # ---- changes

    def _model_committed(self, _words: str) -> None:
        self._show_fit()
        if not self.model.error():
            self.edited.emit()

    def _rows_changed(self) -> None:
        self._show_rows()
        self.edited.emit()

    def _joint_changed(self, value: Any) -> None:
        self._correlations = value
        self.edited.emit()


def _listed(names: Sequence[str]) -> str:
    """The first few by name."""
    shown = ", ".join(names[:FEW])
    return _("{names} và {n} tên khác", names=shown, n=len(names) - FEW) if len(names) > FEW else shown
