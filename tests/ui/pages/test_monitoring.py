"""The page of step 8: readings by keys, gaps, corrective actions, reviews, and what is due."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.goals import Goal
from app.domain.monitoring import IndicatorReading
from app.ui.pages.monitoring import MonitoringPage
from app.ui.workspace import Workspace
from tests.services.monitored import Case


@pytest.fixture
def case(workspace: Workspace) -> Case:
    return Case(workspace.store, workspace.cycle_id)


def shown(qtbot: QtBot, workspace: Workspace) -> MonitoringPage:
    page = MonitoringPage(workspace)
    qtbot.addWidget(page)
    page.resize(1220, 800)
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: page._read and workspace.background.is_idle())
    return page


def a_goal(case: Case, today: date) -> Goal:
    return case.goal(baseline_on=today - timedelta(days=200), due_on=today + timedelta(days=200), measured_every=2)


def readings(workspace: Workspace, goal: Goal) -> list[IndicatorReading]:
    found = workspace.read(lambda unit: unit.indicator_readings.all(goal_id=goal.id))
    return [each for each in found if each.value is not None]


def test_without_goals_the_page_leads_to_step_3(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace)

    assert page._no_goals.isVisible()
    page.choose_tab("due")
    assert page._nothing_due.isVisibleTo(page)


def test_n_asks_for_the_day_that_was_missed_and_enter_keeps_what_was_typed(
    qtbot: QtBot, workspace: Workspace, case: Case
) -> None:
    goal = a_goal(case, workspace.today)
    page = shown(qtbot, workspace)
    page.goals.goals.setFocus()
    qtbot.keyClick(page.goals.goals, Qt.Key.Key_N)
    form = page.goals.form
    missed = [each.planned_on for each in page.goals.slots.records.records if each.state == "missed"]

    form.fields["value"].show_value("72,5 mm")
    form.keep()
    refused = form._wrong.words()
    form.fields["value"].show_value("72,5")
    qtbot.keyClick(form.fields["value"].editor, Qt.Key.Key_Return)

    assert "tính bằng %, không phải mm" in refused
    assert [(each.value, each.planned_on) for each in readings(workspace, goal)] == [(Decimal("72.5"), missed[-1])]
    assert not form.isVisible()


def test_a_reading_out_of_turn_belongs_to_no_planned_day(qtbot: QtBot, workspace: Workspace, case: Case) -> None:
    goal = a_goal(case, workspace.today)
    page = shown(qtbot, workspace)
    page.goals.goals.setFocus()

    qtbot.keyClick(page.goals.goals, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    page.goals.form.fields["value"].show_value("80")
    page.goals.form.keep()

    assert [each.planned_on for each in readings(workspace, goal)] == [None]


def test_d_takes_todays_value_from_the_data_and_says_why_where_there_is_none(
    qtbot: QtBot, workspace: Workspace, case: Case
) -> None:
    case.goal(indicator_key="group2_valid", due_on=workspace.today + timedelta(days=100))
    page = shown(qtbot, workspace)
    page.goals.goals.setFocus()

    qtbot.keyClick(page.goals.goals, Qt.Key.Key_D)

    assert "chưa có phương tiện đo nhóm 2" in page.goals._message.words()


def test_the_plot_names_the_gap_and_its_table_can_be_read(qtbot: QtBot, workspace: Workspace, case: Case) -> None:
    a_goal(case, workspace.today)
    page = shown(qtbot, workspace)

    assert page.goals.plot is not None
    assert "chưa đọc" in page.goals.plot.view.accessibleDescription()
    page.goals.plot.turn()
    assert page.goals.plot.table is not None and page.goals.plot.table.isVisible()


def test_a_late_task_is_proposed_becomes_an_action_and_is_edited(
    qtbot: QtBot, workspace: Workspace, case: Case
) -> None:
    case.task(ends_on=workspace.today - timedelta(days=9))
    page = shown(qtbot, workspace)
    page.choose_tab("actions")
    proposed = page._near().proposed

    page.repairs.take(proposed[0])
    field = page.repairs.fields["due_on"]
    field.show_value("")
    field.committed.emit("12/2026")
    refused = field.error()
    field.committed.emit("15/12/2026")

    assert "đủ ngày" in refused
    row = page.repairs.list.current()
    assert row is not None
    assert (row.action.number, row.action.due_on) == (1, date(2026, 12, 15))
    assert not page.repairs._proposals.isVisible()


def test_t_adds_an_own_action(qtbot: QtBot, workspace: Workspace, case: Case) -> None:
    a_goal(case, workspace.today)
    page = shown(qtbot, workspace)
    page.setFocus()

    qtbot.keyClick(page, Qt.Key.Key_3)
    qtbot.keyClick(page, Qt.Key.Key_T)

    assert workspace.read(lambda unit: unit.corrective_actions.count()) == 1


def test_a_review_is_kept_with_its_conclusion(qtbot: QtBot, workspace: Workspace, case: Case) -> None:
    page = shown(qtbot, workspace)
    page.show_target("review")

    page.statistics.keep_review()
    refused = page.statistics.conclusion.error()
    page.statistics.conclusion.show_value("Tiếp tục, thêm một nhiệm vụ đào tạo.")
    page.statistics.keep_review()

    assert "kết luận" in refused
    meetings = workspace.read(lambda unit: unit.meetings.all(kind="review"))
    assert [each.conclusion for each in meetings] == ["Tiếp tục, thêm một nhiệm vụ đào tạo."]


def test_what_is_due_leads_to_the_page_that_settles_it(qtbot: QtBot, workspace: Workspace, case: Case) -> None:
    task = case.task(ends_on=workspace.today - timedelta(days=9))
    page = shown(qtbot, workspace)
    asked: list[tuple[str, str]] = []
    workspace.go.connect(lambda key, target: asked.append((key, target)))
    page.choose_tab("due")

    page.due.setFocus()
    page.due.choose(0)
    qtbot.keyClick(page.due, Qt.Key.Key_Return)

    assert asked == [("carrying_out", task.id)]


def test_the_page_is_left_and_found_again_where_it_was(qtbot: QtBot, workspace: Workspace, case: Case) -> None:
    goal = a_goal(case, workspace.today)
    other = a_goal(case, workspace.today)
    page = shown(qtbot, workspace)

    page.show_target(other.id)
    at_goal = page.place()
    page.show_target("statistics")

    assert at_goal == other.id != goal.id
    assert page.place() == "statistics"
