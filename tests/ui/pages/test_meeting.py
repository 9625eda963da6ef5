"""Closing-meeting mode: where the keys lead, what is asked, what is shown when there is little to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.goals import Goal
from app.domain.tasks import Task
from app.services import meetings
from app.services.meeting_said import said_about
from app.storage.unit import Unit
from app.ui.page import Frame
from app.ui.pages.goal_said import SaidLines
from app.ui.pages.meeting import MeetingPage
from app.ui.pages.meeting_stops import SECTIONS
from app.ui.workspace import Workspace


def keep(workspace: Workspace) -> None:
    def work(unit: Unit) -> None:
        cycle_id = workspace.cycle_id
        unit.goals.keep(
            Goal(
                id="g", cycle_id=cycle_id, number=1, title="Giảm chiết dư", unit="g", baseline=Decimal(12),
                target=Decimal(6), due_on=date(2027, 6, 30),
            )
        )  # fmt: skip
        for number in (1, 2):
            unit.tasks.keep(
                Task(id=f"t{number}", cycle_id=cycle_id, number=number, kind="training", title=f"Việc {number}")
            )

    workspace.run("Chuẩn bị", work)


def shown(workspace: Workspace, qtbot: QtBot) -> MeetingPage:
    page = MeetingPage(workspace, lambda _path: None)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.use_frame(Frame.MEDIUM)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: bool(page.stops))
    page.setFocus()
    QApplication.processEvents()
    return page


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[MeetingPage]:
    keep(workspace)
    made = shown(workspace, qtbot)
    yield made
    qtbot.waitUntil(workspace.background.is_idle)
    made.hide()


def words(page: MeetingPage) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in page.stage.findChildren(QLabel) if each.isVisible())


def press(page: MeetingPage, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or page, key)
        QApplication.processEvents()


def test_each_digit_leads_to_its_section_and_arrows_walk_through_all(page: MeetingPage, qtbot: QtBot) -> None:
    sections = []
    for digit in range(1, len(SECTIONS) + 1):
        press(page, qtbot, Qt.Key(Qt.Key.Key_0.value + digit))
        sections.append(page.stops[page.at].section)
    press(page, qtbot, Qt.Key.Key_1, *[Qt.Key.Key_Right] * 20)

    assert sections == list(SECTIONS)
    assert page.at == len(page.stops) - 1
    press(page, qtbot, *[Qt.Key.Key_Left] * 20)
    assert page.at == 0


def test_a_section_without_records_says_so_and_asks_for_nothing_there(page: MeetingPage, qtbot: QtBot) -> None:
    press(page, qtbot, Qt.Key.Key_3)
    assert "Chưa có phát hiện nào." in words(page)

    press(page, qtbot, Qt.Key.Key_E)

    assert not page.target_bar.isVisible()


def test_the_task_that_is_spoken_of_is_chosen_by_arrows(page: MeetingPage, qtbot: QtBot) -> None:
    press(page, qtbot, Qt.Key.Key_5, Qt.Key.Key_Down, Qt.Key.Key_A)
    page.say_bar.post.setText("Quản đốc")
    press(page, qtbot, Qt.Key.Key_Return)
    if page.say_bar.isVisible():
        press(page, qtbot, Qt.Key.Key_Return)

    said = page.workspace.read(lambda unit: unit.comments.all(stage="meeting"))
    assert [(each.about_kind, each.about_id, each.given_by) for each in said] == [("tasks", "t2", "Quản đốc")]


def test_a_wrong_figure_is_told_below_its_field_and_nothing_changes(page: MeetingPage, qtbot: QtBot) -> None:
    press(page, qtbot, Qt.Key.Key_4, Qt.Key.Key_E)
    qtbot.keyClicks(page.target_bar.fields["target"].editor, "abc")
    press(page, qtbot, Qt.Key.Key_Return)

    assert page.target_bar.fields["target"].error()
    assert page.workspace.read(lambda unit: unit.goals.get("g")).target == 6


def test_escape_closes_what_is_asked_first_and_then_leads_back_where_one_came_from(
    page: MeetingPage, qtbot: QtBot
) -> None:
    page.show_target("goals g")
    press(page, qtbot, Qt.Key.Key_K, Qt.Key.Key_Escape)
    assert not page.say_bar.isVisible()

    with qtbot.waitSignal(page.workspace.go) as left:
        press(page, qtbot, Qt.Key.Key_Escape)

    assert left.args == ["goals", "g"]


def test_a_goal_alone_leads_back_to_the_goals(page: MeetingPage) -> None:
    page.show_target("g")

    assert page.place() == "goals g"


def test_it_opens_at_the_goal_one_came_from_and_stays_there_when_something_changes(page: MeetingPage) -> None:
    page.show_target("goals g")
    page.workspace.run("Sửa", lambda unit: unit.goals.keep(replace(unit.goals.get("g"), target=Decimal(4))))

    assert page.stops[page.at].about == ("goals", "g")
    assert "Đầu buổi họp: 6 g" in words(page)
    assert page.place() == "goals g"


def test_a_dossier_that_is_only_read_is_walked_through_and_not_written(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(workspace)
    monkeypatch.setattr(workspace.store, "read_only", True)
    page = shown(workspace, qtbot)

    press(page, qtbot, Qt.Key.Key_4, Qt.Key.Key_A, Qt.Key.Key_E, Qt.Key.Key_M)

    assert not any(each.isVisible() for each in (page.say_bar, page.target_bar, page.minutes_bar))
    assert ("A", "thống nhất") not in page.keys()  # noqa: SIM118 the keys of a page are a list


def test_the_type_is_that_of_a_projector(page: MeetingPage, qtbot: QtBot) -> None:
    for digit in range(1, len(SECTIONS) + 1):
        press(page, qtbot, Qt.Key(Qt.Key.Key_0.value + digit))
        sizes = {each.font().pixelSize() for each in page.stage.findChildren(QLabel) if each.isVisible()}
        assert all(20 <= size <= 28 for size in sizes), (digit, sizes)


def test_a_minutes_file_that_cannot_be_written_is_told_and_can_be_tried_again(
    page: MeetingPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.domain.errors import UserError
    from app.ui.pages import meeting_minutes

    def fails(*_given: object) -> bytes:
        raise UserError("Ổ đĩa đầy.")

    monkeypatch.setattr(meeting_minutes, "write_frozen", fails)
    press(page, qtbot, Qt.Key.Key_M)
    page.make_minutes("", "Xong.")
    qtbot.waitUntil(lambda: page.minutes_bar.message.words() == "Ổ đĩa đầy.")

    assert page.minutes_bar.go.isEnabled()


def test_the_minutes_lie_beside_the_dossier_and_in_it(page: MeetingPage, qtbot: QtBot) -> None:
    press(page, qtbot, Qt.Key.Key_M)
    with qtbot.waitSignal(page.writer.written, timeout=60_000):
        page.make_minutes("Thư ký đoàn", "Hai bên thống nhất.")

    path = page.writer.path
    held = page.workspace.read(lambda unit: meetings.newest_meeting(unit, page.workspace.cycle_id))
    assert isinstance(path, Path) and path.parent == page.workspace.store.path.parent
    assert held is not None and held.secretary == "Thư ký đoàn"
    kept = page.workspace.read(lambda unit: meetings.minutes_file(unit, held.id))
    assert kept is not None and kept.size == path.stat().st_size
    assert "Đã lập" in page.minutes_bar.message.words()


def test_under_written_minutes_the_letters_sign_and_open_and_escape_gives_them_back(
    page: MeetingPage, qtbot: QtBot
) -> None:
    press(page, qtbot, Qt.Key.Key_M)
    with qtbot.waitSignal(page.writer.written, timeout=60_000):
        page.make_minutes("", "Xong.")
    asked: list[str] = []
    for signal in (page.minutes_bar.by_hand, page.minutes_bar.digitally):
        signal.disconnect()
    page.minutes_bar.by_hand.connect(lambda: asked.append("by hand"))
    page.minutes_bar.digitally.connect(lambda: asked.append("digitally"))

    press(page, qtbot, Qt.Key.Key_K, Qt.Key.Key_S)
    assert asked == ["by hand", "digitally"] and not page.say_bar.isVisible()
    press(page, qtbot, Qt.Key.Key_Escape, Qt.Key.Key_K)

    assert page.say_bar.isVisible() and not page.minutes_bar.isVisible()


def test_what_was_said_of_a_goal_stands_under_its_title_later_the_disagreement_first(
    workspace: Workspace, qtbot: QtBot
) -> None:
    keep(workspace)

    def say(unit: Unit) -> None:
        for kind, post, told in (("agreement", "Giám đốc", ""), ("disagreement", "Quản đốc", "Hạn quá gần.")):
            meetings.say(
                unit, workspace.cycle_id, kind, ("goals", "g"), given_by=post, words=told, on=date(2026, 11, 24)
            )

    workspace.run("Nói", say)
    lines = SaidLines()
    qtbot.addWidget(lines)

    lines.show_said(workspace.read(lambda unit: said_about(unit, workspace.cycle_id, "goals", "g")))

    assert [each.text() for each in lines.findChildren(QLabel)] == [
        "YK-02 Chưa thống nhất ở cuộc họp: Hạn quá gần. (Quản đốc, 24/11/2026)",
        "YK-01 Thống nhất ở cuộc họp: Giám đốc, 24/11/2026",
    ]
    lines.show_said(())
    assert not lines.isVisibleTo(lines.parentWidget())
