"""The page of the opening meeting, also in a dossier that was made before there was such a form."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services import survey
from app.ui.pages.opening_meeting import FORM, OpeningMeetingPage
from app.ui.workspace import Workspace


def shown(qtbot: QtBot, workspace: Workspace) -> OpeningMeetingPage:
    page = OpeningMeetingPage(workspace)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    return page


def test_the_form_is_filled_in_like_any_other(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace)

    assert page.session is not None
    page.session.answer("/opening_meeting/start/opening_place", "Phòng họp nhà máy")

    kept = workspace.read(lambda unit: survey.answers_of(unit, workspace.cycle_id, FORM))
    assert kept["/opening_meeting/start/opening_place"].value == "Phòng họp nhà máy"


def test_an_older_dossier_takes_the_form_in_by_one_button_and_gives_it_back_by_undo(
    qtbot: QtBot, workspace: Workspace
) -> None:
    workspace.run("Bỏ", lambda unit: unit.forms.retire(survey.the_form(unit, workspace.cycle_id, FORM).id))
    page = shown(qtbot, workspace)
    assert page.session is None

    page.findChildren(QPushButton)[-1].click()
    qtbot.waitUntil(lambda: page.session is not None)

    assert workspace.undo() == "Thêm phiếu họp mở đầu"
    assert page.session is None
