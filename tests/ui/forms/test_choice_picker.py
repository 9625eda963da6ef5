from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.domain.forms.definition import Choice
from app.ui.forms.choice_picker import ChoicePicker

LEVELS = [
    Choice(name=str(level), label={"vi": word}, hint={"vi": f"{word} là như thế này."})
    for level, word in enumerate(("Chưa có", "Rời rạc", "Phần lớn", "Đầy đủ", "Được rà soát"), 1)
]
KINDS = [Choice(name=name, label={"vi": name}) for name in ("meters", "prepackaged", "laboratory")]


@pytest.fixture
def picker(qtbot: QtBot) -> ChoicePicker:
    made = ChoicePicker()
    qtbot.addWidget(made)
    made.resize(520, 240)
    made.offer(LEVELS, "vi")
    made.show()
    return made


def committed(picker: ChoicePicker) -> list[str]:
    said: list[str] = []
    picker.committed.connect(said.append)
    return said


def test_its_model_is_a_sound_model(picker: ChoicePicker) -> None:
    QAbstractItemModelTester(picker.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)

    picker.set_value("3")


def test_a_level_is_picked_by_its_own_number(picker: ChoicePicker) -> None:
    said = committed(picker)

    assert picker.press("4")

    assert said == ["4"]


def test_a_number_that_no_choice_has_is_not_taken(picker: ChoicePicker) -> None:
    said = committed(picker)

    assert not picker.press("7")

    assert said == []


def test_arrows_move_and_enter_chooses(picker: ChoicePicker, qtbot: QtBot) -> None:
    said = committed(picker)

    qtbot.keyClick(picker, Qt.Key.Key_Down)
    qtbot.keyClick(picker, Qt.Key.Key_Down)
    assert said == []
    qtbot.keyClick(picker, Qt.Key.Key_Return)

    assert said == ["3"]


def test_a_click_chooses(picker: ChoicePicker, qtbot: QtBot) -> None:
    said = committed(picker)
    row = picker.visualRect(picker.model().index(1, 0))

    qtbot.mouseClick(picker.viewport(), Qt.MouseButton.LeftButton, pos=row.center() - QPoint(100, 0))

    assert said == ["2"]


def test_nothing_is_chosen_in_a_read_only_picker(picker: ChoicePicker, qtbot: QtBot) -> None:
    said = committed(picker)
    picker.set_read_only(True)

    picker.press("4")
    qtbot.keyClick(picker, Qt.Key.Key_Return)

    assert said == []


def test_several_choices_keep_the_order_of_the_form(picker: ChoicePicker) -> None:
    said = committed(picker)
    picker.offer(KINDS, "vi", several=True)
    picker.set_value("laboratory")

    picker.press("1")
    picker.set_value(said[-1])
    picker.press("3")

    assert said == ["meters laboratory", "meters"]


def test_all_rows_are_seen_without_scrolling_at_any_width(picker: ChoicePicker) -> None:
    for width in (260, 400, 700):
        picker.resize(width, picker.heightForWidth(width))
        picker.doItemsLayout()

        last = picker.visualRect(picker.model().index(4, 0))
        assert last.bottom() <= picker.viewport().height()


def test_a_screen_reader_hears_key_name_and_what_is_chosen(picker: ChoicePicker) -> None:
    picker.setAccessibleName("Đồng hồ có nhãn không?")

    picker.set_value("2")

    heard = QAccessible.queryAccessibleInterface(picker)
    assert heard is not None
    assert heard.role() is QAccessible.Role.List
    assert heard.text(QAccessible.Text.Name) == "Đồng hồ có nhãn không?"
    assert heard.text(QAccessible.Text.Description) == "đang chọn: Rời rạc"
    row = heard.child(1)
    assert row is not None and row.text(QAccessible.Text.Name) == "2 Rời rạc"
