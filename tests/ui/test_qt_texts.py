from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QPushButton, QToolButton

from app import wording
from app.ui.language import speak
from app.ui.qt_texts import TEXTS, VietnameseQt


@pytest.fixture(autouse=True)
def vietnamese_again() -> object:
    speak("vi")
    yield
    speak("vi")


def test_the_buttons_of_a_dialog_are_vietnamese(qtbot: object) -> None:
    every = [each for each in QDialogButtonBox.StandardButton if each.name not in ("NoButton", "FirstButton")]
    box = QDialogButtonBox()
    for each in every:
        box.addButton(each)

    shown = {button.text() for button in box.buttons()}

    assert shown & {"&Open", "Cancel", "Save", "&Yes", "Discard", "Help", "Retry", "Apply"} == set()
    assert {"Hủy", "Đóng", "Thử lại"} <= shown


def test_the_menu_of_a_text_field_is_vietnamese(qtbot: object) -> None:
    field = QLineEdit("chữ")
    menu = field.createStandardContextMenu()

    shown = [action.text().split("\t")[0] for action in menu.actions() if action.text()]

    assert shown[:5] == ["&Hoàn tác", "&Làm lại", "&Cắt", "&Chép", "&Dán"]
    assert "Chọn tất cả" in shown


def test_the_file_dialog_says_nothing_in_english(qtbot: object) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)

    widgets = [*dialog.findChildren(QLabel), *dialog.findChildren(QPushButton), *dialog.findChildren(QToolButton)]
    shown = {each.text() for each in widgets} | {each.toolTip() for each in widgets}
    shown |= {each.text() for each in dialog.findChildren(QAction)}

    composed = {f"Hiện {each}" for each in TEXTS.values()}
    assert shown - {""} <= set(TEXTS.values()) | composed
    assert {"&Tên tệp:", "L&oại tệp:", "&Xem trong:"} <= shown
    assert "Thư mục cha" in shown or "Lên thư mục cha" in shown


def test_an_unknown_text_is_left_to_qt(qtbot: object) -> None:
    assert VietnameseQt().translate("Anywhere", "Never heard of") is None
    assert QCoreApplication.translate("Anywhere", "Never heard of") == "Never heard of"


def test_every_vietnamese_text_keeps_the_places_of_its_source() -> None:
    for source, target in TEXTS.items():
        assert ("%1" in source) == ("%1" in target), source


def test_in_english_qt_speaks_for_itself(qtbot: object) -> None:
    speak("en")

    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)

    assert box.buttons()[0].text() == "Cancel"
    assert wording.language() == "en"
    assert QLocale().toString(1234.5, "f", 1) == "1,234.5"


def test_in_vietnamese_numbers_are_written_the_vietnamese_way(qtbot: object) -> None:
    assert QLocale().toString(1234.5, "f", 1) == "1.234,5"
