"""What is due is told once a day at opening, quietly, and can be put away or followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.reminders import reminders_of
from app.ui.reminder_card import SHOWN, ReminderCard, _keep_told, _was_told
from app.ui.workspace import Workspace
from tests.services.monitored import Case


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def a_card(ground: QWidget, workspace: Workspace, late_tasks: int) -> ReminderCard:
    case = Case(workspace.store, workspace.cycle_id)
    for number in range(late_tasks):
        case.task(ends_on=workspace.today - timedelta(days=number + 1))
    found = workspace.read(lambda unit: reminders_of(unit, workspace.cycle_id, workspace.today))
    card = ReminderCard(ground, workspace, found)
    card.show()
    return card


def test_the_card_shows_the_first_few_and_the_number_of_all_at_the_bottom_right(
    ground: QWidget, workspace: Workspace
) -> None:
    card = a_card(ground, workspace, 8)

    assert card.list.records.rowCount() == SHOWN
    assert card.accessibleName() == "Việc tới hạn: 8"
    assert card.geometry().right() < 900 and card.geometry().bottom() < 600
    assert not card.list.hasFocus()


def test_a_line_leads_where_it_is_settled_and_the_card_goes(ground: QWidget, workspace: Workspace) -> None:
    card = a_card(ground, workspace, 1)
    asked: list[str] = []
    workspace.go.connect(lambda key, _target: asked.append(key))

    card.list.opened.emit(card.list.records.records[0])

    assert asked == ["carrying_out"]
    assert not card.isVisible()


def test_esc_puts_it_away_and_the_whole_list_is_one_click_away(
    qtbot: QtBot, ground: QWidget, workspace: Workspace
) -> None:
    first, second = a_card(ground, workspace, 1), a_card(ground, workspace, 1)
    asked: list[tuple[str, str]] = []
    workspace.go.connect(lambda key, target: asked.append((key, target)))

    qtbot.keyClick(first, Qt.Key.Key_Escape)
    second.all.click()

    assert not first.isVisible()
    assert asked == [("monitoring", "due")]


def test_it_is_told_once_a_day(workspace: Workspace) -> None:
    before = _was_told(workspace)

    _keep_told(workspace)

    assert (before, _was_told(workspace)) == (False, True)


def test_it_goes_when_work_begins_and_leaves_the_foot_of_the_page_free(ground: QWidget, workspace: Workspace) -> None:
    card = a_card(ground, workspace, 1)
    bottom = card.geometry().bottom()

    workspace.run("Đổi tên", lambda unit: unit.cycles.keep(replace(workspace.cycle, name="2027")))

    assert bottom < 600 - 56
    assert not card.isVisible()
