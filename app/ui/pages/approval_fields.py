"""A card of fields, each kept when it is left; what is wrong with one is said below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.errors import UserError
from app.storage.unit import Unit
from app.ui import theme
from app.ui.parts import Card, Field, row
from app.ui.workspace import Workspace

Keep = Callable[[Unit, str, str, str], object]
"""Sets a field of this cycle as typed: unit, cycle, field, text."""


class FieldsCard(Card):
    """lines: the names of the fields that stand side by side; tall: those of several lines with their height."""

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        deed: str,
        keep: Keep,
        labels: Mapping[str, str],
        lines: Iterable[tuple[str, ...]],
        tall: Mapping[str, int],
    ) -> None:
        super().__init__(title)
        self.workspace, self._deed, self._keep = workspace, deed, keep
        self.fields: dict[str, Field] = {}
        for names in lines:
            line = row(gap=10)
            for name in names:
                line.addWidget(self._field(name, labels[name], tall.get(name, 0)), 1)
            self.content.addLayout(line)

    def _field(self, name: str, label: str, height: int) -> Field:
        editor: QWidget | None = None
        if height:
            editor = QPlainTextEdit()
            editor.setFixedHeight(theme.px(height))
            editor.installEventFilter(self)
        made = Field(label, editor)
        made.committed.connect(partial(self._commit, name))
        self.fields[name] = made
        return made

    def show_values(self, values: Mapping[str, str], still: bool) -> None:
        """What is being typed, and its error, stays."""
        for name, field in self.fields.items():
            if not (field.editor.hasFocus() or field.error()):
                field.show_value(values.get(name, ""))
            field.set_read_only(still)

    def go_to(self, name: str = "") -> None:
        """The cursor into this field, or into the first blank one."""
        shown = [each for each, field in self.fields.items() if not field.isHidden()]
        blank = next((each for each in shown if not self.fields[each].value()), shown[0])
        self.fields[name or blank].editor.setFocus()

    def first(self) -> QWidget:
        return next(iter(self.fields.values())).editor

    def _commit(self, name: str, words: str) -> None:
        cycle_id = self.workspace.cycle_id
        try:
            self.workspace.run(self._deed, lambda unit: self._keep(unit, cycle_id, name, words))
        except UserError as error:
            self.fields[name].show_error(str(error))
        else:
            self.fields[name].show_error("")

    def commit(self) -> None:
        """Keep what is being typed, as before a deed that needs it."""
        for field in self.fields.values():
            if isinstance(field.editor, QLineEdit | QPlainTextEdit):
                field.commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            for field in self.fields.values():
                if field.editor is watched:
                    field.commit()
        return super().eventFilter(watched, event)
