"""The page that sets last year beside this year, and the dialog that starts a new cycle."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.errors import UserError
from app.services import cycles, survey
from app.storage.unit import Unit
from app.ui.new_cycle import NewCycleDialog
from app.ui.pages.previous import PreviousPage
from app.ui.workspace import Workspace


def answer(workspace: Workspace, **levels: str) -> None:
    def work(unit: Unit) -> None:
        filling = survey.open_form(unit, workspace.cycle_id, "survey")
        paths = {each.name: each.path for each in filling.form.questions()}
        for name, level in levels.items():
            survey.answer_question(unit, workspace.cycle_id, filling, paths[name], level)

    workspace.run("Trả lời", work)


def next_cycle(workspace: Workspace) -> None:
    workspace.run("Mở", lambda unit: cycles.start_cycle(unit, name="Chu kỳ 2027", starts_on=date(2027, 1, 4)))


@pytest.fixture
def second_year(workspace: Workspace) -> Workspace:
    answer(workspace, metrology_function="3", metrology_budget="2", quality_policy_measurement="4")
    next_cycle(workspace)
    answer(workspace, metrology_function="4", quality_policy_measurement="2")
    return workspace


def shown(page: PreviousPage) -> list[tuple[str, str]]:
    return [(each.then, each.now) for each in page.model.records()]


def test_the_page_opens_on_what_was_not_looked_at_again(qtbot: QtBot, second_year: Workspace) -> None:
    page = PreviousPage(second_year)
    qtbot.addWidget(page)

    page.show()

    assert shown(page) == [("mức 2", "")]
    assert "2/3 câu" in page._sentence.text()


def test_questions_stand_before_findings(qtbot: QtBot, second_year: Workspace) -> None:
    page = PreviousPage(second_year)
    qtbot.addWidget(page)

    page.show()

    kinds = [each.kind for each in page.model.records()]
    assert kinds[0] == "questions"
    assert page.grid.horizontalHeader().sortIndicatorOrder() is Qt.SortOrder.AscendingOrder


def test_a_filter_shows_what_got_worse_and_enter_goes_there(qtbot: QtBot, second_year: Workspace) -> None:
    page = PreviousPage(second_year)
    qtbot.addWidget(page)
    page.show()
    went: list[tuple[str, str]] = []
    second_year.go.connect(lambda key, target: went.append((key, target)))

    page.filters["worse"].click()
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)

    assert shown(page) == [("mức 4", "mức 2")]
    assert went[0][0] == "survey"
    assert went[0][1].endswith("/quality_policy_measurement")


def test_the_first_cycle_says_so_and_offers_to_start_the_next(qtbot: QtBot, workspace: Workspace) -> None:
    page = PreviousPage(workspace)
    qtbot.addWidget(page)

    page.show()

    assert page._empty.isVisible()
    assert not page._filled.isVisible()


def test_a_new_cycle_is_started_from_the_dialog(qtbot: QtBot, workspace: Workspace) -> None:
    answer(workspace, metrology_function="3")
    dialog = NewCycleDialog(None, workspace)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.name.show_value("Chu kỳ 2027–2028")
    dialog.starts_on.show_value("04/01/2027")

    with qtbot.waitSignal(dialog.accepted):
        dialog.start.click()

    assert workspace.cycle.name == "Chu kỳ 2027–2028"
    assert workspace.cycle.starts_on == date(2027, 1, 4)
    assert [each.name for each in workspace.cycles][-1] == "Chu kỳ 2027–2028"


def test_the_dialog_says_what_is_wrong_and_starts_nothing(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = NewCycleDialog(None, workspace)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.starts_on.show_value("31/11/2026")
    dialog.start.click()
    assert "31/11/2026" in dialog.starts_on.error()

    dialog.starts_on.show_value("04/01/2027")
    dialog.start.click()
    qtbot.waitUntil(lambda: not dialog.wrong.isHidden())

    assert len(workspace.cycles) == 1


def test_an_older_cycle_is_looked_at_and_not_changed(second_year: Workspace) -> None:
    newest = second_year.cycle_id
    turned: list[str] = []
    second_year.cycle_turned.connect(lambda: turned.append(second_year.cycle_id))

    second_year.view_cycle(second_year.cycles[0].id)

    assert second_year.read_only
    assert "đã khép lại" in second_year.notice
    with pytest.raises(UserError, match="chỉ xem"):
        answer(second_year, metrology_function="5")
    second_year.view_cycle(newest)
    assert not second_year.read_only
    assert turned == [second_year.cycles[0].id, newest]


def test_undoing_the_start_of_a_cycle_turns_back_to_the_one_before(workspace: Workspace) -> None:
    answer(workspace, metrology_function="3")
    first = workspace.cycle_id
    next_cycle(workspace)

    workspace.undo()

    assert workspace.cycle_id == first
    assert not workspace.read_only
