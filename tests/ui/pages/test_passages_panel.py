from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.sites import StepState
from app.services.passages import passages_of, write_passage
from app.ui.pages.passages_panel import PassagesPanel
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]


def kept(workspace: Workspace) -> dict[str, str]:
    return workspace.read(lambda unit: passages_of(unit, workspace.cycle_id, "decision"))


@pytest.fixture
def panel(workspace: Workspace, qtbot: QtBot) -> PassagesPanel:
    made = PassagesPanel(workspace, "decision")
    qtbot.addWidget(made)
    made.show_passages(False)
    made.show()
    return made


def test_a_proposal_is_shown_and_not_kept(panel: PassagesPanel, workspace: Workspace) -> None:
    editor = panel.editors["basis"]

    assert "Công ty CP Thực phẩm An Lạc" in editor.proposal.text()
    assert editor.field.value() == ""
    assert kept(workspace) == {}


def test_taking_a_proposal_over_keeps_it_and_undo_gives_it_back(panel: PassagesPanel, workspace: Workspace) -> None:
    editor = panel.editors["force"]

    editor.take.click()
    panel.show_passages(False)

    assert kept(workspace)["force"] == editor.draft
    assert not editor.offer.isVisible()
    workspace.undo()
    assert kept(workspace) == {}


def test_words_of_ones_own_are_kept_when_the_field_is_left(
    panel: PassagesPanel, workspace: Workspace, type_text: TypeText
) -> None:
    field = panel.editors["duties"].field
    assert isinstance(field.editor, QPlainTextEdit)
    type_text(field.editor, "Phòng Cơ điện thực hiện.")

    field.commit()

    assert kept(workspace) == {"duties": "Phòng Cơ điện thực hiện."}


def test_blank_words_bring_the_proposal_back(panel: PassagesPanel, workspace: Workspace) -> None:
    cycle_id = workspace.cycle_id
    workspace.run("Sửa", lambda unit: write_passage(unit, cycle_id, "decision", "force", "Có hiệu lực ngay.", 6))
    panel.show_passages(False)
    field = panel.editors["force"].field
    assert field.value() == "Có hiệu lực ngay."

    field.committed.emit("  ")
    panel.show_passages(False)

    assert kept(workspace) == {}
    assert panel.editors["force"].offer.isVisible()


def test_words_proposed_from_the_data_stand_in_place_of_the_general_ones(panel: PassagesPanel) -> None:
    panel.show_passages(False, {"force": "Có hiệu lực từ 01/01/2027."})

    assert panel.editors["force"].proposal.text() == "Có hiệu lực từ 01/01/2027."


def test_a_closed_step_says_so_below_the_field(panel: PassagesPanel, workspace: Workspace) -> None:
    state = StepState(id="b" * 32, cycle_id=workspace.cycle_id, step=6, state="approved")
    workspace.run("Duyệt", lambda unit: unit.steps.keep(state))

    panel.editors["duties"].field.committed.emit("Muộn rồi.")

    assert panel.editors["duties"].field.error().startswith("Bước 6 đã được duyệt và khóa.")
    assert kept(workspace) == {}


def test_nothing_is_offered_where_nothing_may_be_changed(panel: PassagesPanel) -> None:
    panel.show_passages(True)

    assert not any(editor.offer.isVisible() for editor in panel.editors.values())
