from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.pages.step import StepPage
from app.ui.remembered import Remembered
from app.ui.steps import rail_rows, read_steps
from app.ui.workspace import Workspace


def a_step(qtbot: QtBot, workspace: Workspace, number: int) -> StepPage:
    page = StepPage(workspace, number)
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_step_without_a_screen_says_what_it_is_about_and_what_it_yields(qtbot: QtBot, workspace: Workspace) -> None:
    page = a_step(qtbot, workspace, 4)

    words = [each.text() for each in page.findChildren(QLabel)]

    assert "Chia mỗi mục tiêu thành việc có người làm, hạn và kết quả kiểm tra được." in words
    assert "Danh mục nhiệm vụ, mỗi nhiệm vụ nối với ít nhất một phát hiện và một mục tiêu." in words


def test_what_it_waits_for_has_a_way_there_and_nothing_else_can_be_pressed(qtbot: QtBot, workspace: Workspace) -> None:
    page = a_step(qtbot, workspace, 4)
    workspace.steps = read_steps(workspace, Remembered())[0]
    workspace.steps_read.emit()
    went: list[tuple[str, str]] = []
    workspace.go.connect(lambda key, target: went.append((key, target)))

    ways = [each for each in page.findChildren(QPushButton) if not each.isHidden() and each.text()]
    for each in ways:
        each.click()

    assert [each.text() for each in ways] == ["Đến đó"]
    assert went == [("goals", "")]


def test_the_rail_tells_every_step_with_all_that_is_missing(workspace: Workspace) -> None:
    views, instruments = read_steps(workspace, Remembered())

    rows = rail_rows(views, instruments, "survey")

    first = next(each for each in rows if each.number == 1)
    assert first.spoken.startswith("Bước 1. Khảo sát thực trạng")
    assert "Còn thiếu:" in first.spoken
    assert next(each.words for each in rows if each.kind == "data") == "Phương tiện đo"


def test_the_next_action_stands_under_the_step_one_is_at_also_from_its_forms(workspace: Workspace) -> None:
    views, instruments = read_steps(workspace, Remembered())

    for current in ("survey", "profile", "opening_meeting", "closing_meeting"):
        kinds = [each.kind for each in rail_rows(views, instruments, current)]
        assert kinds[:3] == ["caption", "step", "next"]
    assert "next" in [each.kind for each in rail_rows(views, instruments, "goals")]
    assert "next" not in [each.kind for each in rail_rows(views, instruments, "leave")]
