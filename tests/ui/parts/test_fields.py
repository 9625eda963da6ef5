from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.parts import Choice, Field, SearchField, column


def test_a_field_tells_its_text_when_it_is_left(qtbot: QtBot, type_text: Callable[[QWidget, str], None]) -> None:
    field = Field("Tên")
    qtbot.addWidget(field)
    told: list[str] = []
    field.committed.connect(told.append)

    type_text(field.editor, "Đồng hồ")
    assert told == []
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)

    assert told == ["Đồng hồ"]


def test_a_field_left_unchanged_tells_nothing(qtbot: QtBot) -> None:
    field = Field("Tên")
    qtbot.addWidget(field)
    field.show_value("Cân bàn")
    told: list[str] = []
    field.committed.connect(told.append)

    qtbot.keyClick(field.editor, Qt.Key.Key_Return)

    assert told == []


def test_decomposed_letters_are_told_composed(qtbot: QtBot, type_text: Callable[[QWidget, str], None]) -> None:
    field = Field("Tên")
    qtbot.addWidget(field)
    told: list[str] = []
    field.committed.connect(told.append)

    type_text(field.editor, "Cân bàn".replace("à", "a\u0300"))
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)

    assert told == ["Cân bàn"]


def test_a_mistake_is_said_below_and_the_typed_text_stays(qtbot: QtBot) -> None:
    field = Field("Có giá trị đến")
    qtbot.addWidget(field)
    field.show_value("31/11/2026")

    field.show_error("Tháng 11 có 30 ngày.")

    assert field.error() == "Tháng 11 có 30 ngày."
    assert field.value() == "31/11/2026"
    assert field.editor.accessibleDescription() == "Tháng 11 có 30 ngày."
    assert field.editor.property("state") == "bad"


def test_the_right_value_takes_the_mistake_away(qtbot: QtBot) -> None:
    field = Field("Có giá trị đến")
    qtbot.addWidget(field)
    field.show_error("Tháng 11 có 30 ngày.")

    field.show_value("30/11/2026")

    assert field.error() == ""
    assert field.editor.property("state") == ""


def test_a_choice_tells_the_value_and_not_the_word(qtbot: QtBot) -> None:
    choice = Choice([("1", "nhóm 1"), ("2", "nhóm 2 – phải kiểm định")])
    field = Field("Nhóm", choice)
    qtbot.addWidget(field)
    field.show_value("1")
    told: list[str] = []
    field.committed.connect(told.append)

    choice.setCurrentIndex(1)
    choice.activated.emit(1)

    assert told == ["2"]


def test_a_text_of_several_lines_is_told_when_asked_for(qtbot: QtBot) -> None:
    editor = QPlainTextEdit()
    field = Field("Ghi chú", editor)
    qtbot.addWidget(field)
    told: list[str] = []
    field.committed.connect(told.append)

    editor.setPlainText("nhãn mờ")
    field.commit()
    field.commit()

    assert told == ["nhãn mờ"]


def test_a_screen_reader_hears_label_and_unit(qtbot: QtBot) -> None:
    field = Field("Phạm vi đo", unit="kg")
    qtbot.addWidget(field)

    assert field.editor.accessibleName() == "Phạm vi đo, kg"


def test_escape_empties_the_finder_first_and_leaves_it_next(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    finder = SearchField("Tìm")
    ground.setLayout(column(finder))
    finder.setText("cân")
    left: list[bool] = []
    finder.left_by_key.connect(lambda: left.append(True))

    qtbot.keyClick(finder, Qt.Key.Key_Escape)
    assert (finder.text(), left) == ("", [])
    qtbot.keyClick(finder, Qt.Key.Key_Escape)

    assert left == [True]
