"""The calendar of the home page: a month walked by arrows, the things of a day, and the way to each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from app.domain.reminders import Reminder
from app.services.due_calendar import Due, Looked
from app.ui.pages.home import HomePage
from app.ui.pages.home_calendar import CalendarCard

TODAY = date(2026, 11, 24)
FILE = Path("a.dochuan")


def a_due(title: str, day: date | None, state: str = "warn") -> Due:
    days = (day - TODAY).days if day else None
    reminder = Reminder(kind="tasks", title=title, words="đến hạn", page="tasks", due_on=day, days=days, state=state)
    return Due(path=FILE, whose="Nhà máy Phố Hạ", reminder=reminder)


@pytest.fixture
def card(qtbot: QtBot) -> CalendarCard:
    made = CalendarCard(TODAY)
    qtbot.addWidget(made)
    made.resize(900, 560)
    made.show()
    found = (
        a_due("NV-01", date(2026, 11, 20), "bad"),
        a_due("NV-02", date(2026, 11, 26)),
        a_due("NV-03", date(2026, 11, 26), "info"),
        a_due("NV-04", date(2027, 1, 5), "info"),
        a_due("Bước 3", None),
    )
    made.show_looked([Looked(path=FILE, found=found)])
    return made


def titles(card: CalendarCard) -> list[str]:
    return [each.reminder.title for each in card.list.records.records]


def test_at_first_all_that_is_near_or_past_is_listed(card: CalendarCard) -> None:
    assert titles(card) == ["Bước 3", "NV-01", "NV-02", "NV-03"]


def test_arrows_walk_to_a_day_and_show_its_things(qtbot: QtBot, card: CalendarCard) -> None:
    card.sheet.setFocus()

    qtbot.keyClick(card.sheet, Qt.Key.Key_Right)
    qtbot.keyClick(card.sheet, Qt.Key.Key_Right)

    assert card.sheet.day == date(2026, 11, 26)
    assert titles(card) == ["NV-02", "NV-03"]
    assert card.sheet.accessibleName() == "Lịch, 26/11/2026, 2 việc đến hạn"
    card.show_every_day()
    assert len(titles(card)) == 4


def test_a_page_key_turns_the_month(qtbot: QtBot, card: CalendarCard) -> None:
    qtbot.keyClick(card.sheet, Qt.Key.Key_PageDown)

    assert card.sheet.month_words() == "Tháng 12/2026"
    qtbot.keyClick(card.sheet, Qt.Key.Key_Home)
    assert card.sheet.day == TODAY


def test_a_longer_span_brings_what_lies_farther_ahead(qtbot: QtBot, card: CalendarCard) -> None:
    qtbot.mouseClick(card._spans[90], Qt.MouseButton.LeftButton)

    assert "NV-04" in titles(card)


def test_enter_goes_to_the_thing(qtbot: QtBot, card: CalendarCard) -> None:
    asked = QSignalSpy(card.opened)
    card.list.choose(1)

    qtbot.keyClick(card.list, Qt.Key.Key_Return)

    assert asked.at(0)[0].reminder.title == "NV-01"


def test_a_file_that_cannot_be_read_is_named(card: CalendarCard) -> None:
    card.show_looked([Looked(path=Path("hong.dochuan"), trouble="Tệp hỏng.")])

    assert "hong.dochuan" in card._trouble.words()
    assert not card._empty.isHidden()


def test_one_key_turns_from_the_dossiers_to_the_calendar_and_back(qtbot: QtBot) -> None:
    page = HomePage([FILE], TODAY)
    qtbot.addWidget(page)
    page.show()
    asked = QSignalSpy(page.calendar_asked)

    qtbot.keyClick(page.list, Qt.Key.Key_L)
    assert page.calendar is not None
    assert page.calendar.isVisible()
    qtbot.keyClick(page.calendar.sheet, Qt.Key.Key_L)

    assert page.list is not None
    assert page.list.isVisible()
    assert asked.count() == 1
