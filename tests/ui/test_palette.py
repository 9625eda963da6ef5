from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.formats import fold
from app.ui.palette import SHOWN_AT_MOST, Entry, Palette, found


def an_entry(words: str, ran: list[str] | None = None) -> Entry:
    done = ran if ran is not None else []
    return Entry(words, "lệnh", "search", lambda: done.append(words), searchable=fold(words))


def test_everything_is_found_without_accents() -> None:
    entries = [an_entry("Đồng hồ nước"), an_entry("Cân bàn điện tử")]

    assert [each.words for each in found(entries, "dong ho")] == ["Đồng hồ nước"]
    assert [each.words for each in found(entries, "ĐIỆN bàn")] == ["Cân bàn điện tử"]


def test_what_begins_with_the_typed_word_comes_first() -> None:
    entries = [an_entry("Kho cân"), an_entry("Cân bàn")]

    assert [each.words for each in found(entries, "can")] == ["Cân bàn", "Kho cân"]


def test_thousands_of_hits_are_cut() -> None:
    assert len(found([an_entry(f"Cân {number}") for number in range(5000)], "can")) == SHOWN_AT_MOST


def test_arrows_choose_and_enter_does_it(qtbot: QtBot) -> None:
    ran: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    palette = Palette(window, [an_entry("Một", ran), an_entry("Hai", ran)])
    palette.open_below(window)

    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert ran == ["Hai"]
    assert not palette.isVisible()


def test_nothing_found_says_so_and_enter_does_nothing(qtbot: QtBot) -> None:
    ran: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    palette = Palette(window, [an_entry("Một", ran)])
    palette.open_below(window)

    palette.field.setText("không có")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert ran == []
    assert palette._none.isVisible()
    palette.reject()
