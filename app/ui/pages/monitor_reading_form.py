"""What is typed of one reading: value, U and its factor, k of n, day, source, who, and why where nothing was read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.goals import Goal
from app.domain.planned_readings import Slot
from app.domain.reading_fields import READING_FIELD_NAMES, Typed
from app.formats import show_date, show_number
from app.ui.parts import Field, InlineMessage, button, column, row, text
from app.wording import _

LINES = (("read_on", "value", "expanded_uncertainty", "coverage_factor"), ("k", "n", "source", "read_by"), ("note",))


class ReadingForm(QWidget):
    """kept(typed, key of the slot or ""): Enter in a field, or the button. left: nothing is to be kept."""

    kept = Signal(object, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self.fields = {name: Field(_(READING_FIELD_NAMES[name])) for line in LINES for name in line}
        self._title = text("", "strong")
        self._wrong = InlineMessage("bad", "")
        made = column(row(self._title, None), gap=8, margins=(16, 10, 16, 12))
        for line in LINES:
            placed = row(gap=10)
            for name in line:
                placed.addWidget(self.fields[name], 2 if name in ("source", "note") else 1)
                editor = self.fields[name].editor
                if isinstance(editor, QLineEdit):
                    editor.returnPressed.connect(self.keep)
            made.addLayout(placed)
        made.addWidget(self._wrong)
        made.addLayout(
            row(
                button(_("Ghi lần đọc"), self.keep, kind="primary"),
                button(_("Thôi"), self.left.emit, kind="ghost"),
                None,
            )
        )
        self.setLayout(made)
        self.setProperty("surface", "sunken")

    def ask(self, goal: Goal, slot: Slot | None, day: str, person: str) -> None:
        """For a slot, or out of turn. Blank fields show what the slot holds."""
        reading = slot.reading if slot else None
        self._key = slot.key if slot else ""
        if slot is not None and slot.planned_on is not None:
            self._title.setText(_("Kỳ đo {day}", day=show_date(slot.planned_on)))
        else:
            self._title.setText(_("Lần đọc ngoài kỳ"))

        def number(name: str) -> str:
            value = getattr(reading, name) if reading else None
            return show_number(value) if value is not None else ""

        shown = {
            "read_on": show_date(reading.read_on) if reading and reading.read_on else day,
            **{name: number(name) for name in ("value", "expanded_uncertainty", "coverage_factor", "k", "n")},
            "source": reading.source if reading else "",
            "read_by": reading.read_by if reading and reading.read_by else person,
            "note": reading.note if reading else "",
        }
        for name, field in self.fields.items():
            field.show_value(shown[name])
        value = self.fields["value"].editor
        if isinstance(value, QLineEdit):
            value.setPlaceholderText(goal.unit)
        self._wrong.say("bad", "")
        self.show()
        value.setFocus()

    def keep(self) -> None:
        self._wrong.say("bad", "")
        self.kept.emit(Typed(**{name: field.value() for name, field in self.fields.items()}), self._key)

    def say_wrong(self, sentence: str) -> None:
        self._wrong.say("bad", sentence)
