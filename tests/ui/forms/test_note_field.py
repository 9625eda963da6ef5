from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.forms.note_field import NoteField

TypeText = Callable[[QWidget, str], None]


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    """A note field and another field below it."""
    around = QWidget()
    layout = QVBoxLayout(around)
    layout.addWidget(NoteField())
    layout.addWidget(QLineEdit())
    qtbot.addWidget(around)
    around.resize(500, 300)
    around.show()
    yield around


@pytest.fixture
def field(page: QWidget) -> NoteField:
    made = page.findChild(NoteField)
    assert made is not None
    made.setFocus()
    return made


def committed(field: NoteField) -> list[str]:
    said: list[str] = []
    field.committed.connect(said.append)
    return said


def test_typing_is_kept_after_a_short_pause(field: NoteField, qtbot: QtBot, type_text: TypeText) -> None:
    with qtbot.waitSignal(field.committed) as kept:
        type_text(field, "Nhãn mờ")

    assert kept.args == ["Nhãn mờ"]


def test_leaving_the_field_keeps_at_once(page: QWidget, field: NoteField, type_text: TypeText) -> None:
    said = committed(field)
    type_text(field, "Sổ số 12")

    page.findChild(QLineEdit).setFocus()  # type: ignore[union-attr]

    assert said == ["Sổ số 12"]


def test_nothing_is_said_twice(field: NoteField, type_text: TypeText) -> None:
    said = committed(field)
    type_text(field, "a")

    field.flush()
    field.flush()

    assert said == ["a"]


def test_decomposed_letters_are_kept_composed_and_the_field_is_not_rewritten(
    field: NoteField, type_text: TypeText
) -> None:
    said = committed(field)
    decomposed = unicodedata.normalize("NFD", "đồng hồ ở khu chiết")
    type_text(field, decomposed)

    field.flush()

    assert said == ["đồng hồ ở khu chiết"]
    assert field.toPlainText() == decomposed


def test_a_text_pasted_in_pieces_of_letters_comes_in_composed(field: NoteField) -> None:
    data = QMimeData()
    data.setText(unicodedata.normalize("NFD", "Phương tiện đo"))

    field.insertFromMimeData(data)

    assert field.toPlainText() == "Phương tiện đo"


def test_a_composition_is_never_cut_into(field: NoteField) -> None:
    said = committed(field)
    QApplication.sendEvent(field, QInputMethodEvent("tiê", []))

    field.flush()
    assert said == []
    done = QInputMethodEvent("", [])
    done.setCommitString("tiến")
    QApplication.sendEvent(field, done)
    field.flush()

    assert said == ["tiến"]
    assert field.toPlainText() == "tiến"


def test_a_kept_text_does_not_replace_what_is_being_typed(field: NoteField, type_text: TypeText) -> None:
    field.show_text("cũ")
    field.selectAll()
    type_text(field, "mới")

    field.show_text("cũ")

    assert field.toPlainText() == "mới"


def test_what_another_deed_changed_is_shown(field: NoteField) -> None:
    field.show_text("cũ")

    field.show_text("")

    assert field.toPlainText() == ""


def test_escape_is_left_to_the_page(field: NoteField, qtbot: QtBot, type_text: TypeText) -> None:
    type_text(field, "x")

    qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert field.toPlainText() == "x"


def test_a_long_note_grows_the_field_and_then_scrolls(field: NoteField) -> None:
    small = field.height()

    field.show_text("\n".join(f"dòng {number}" for number in range(5)))
    larger = field.height()
    field.show_text("\n".join(f"dòng {number}" for number in range(500)))

    assert small < larger < field.height() < 300
