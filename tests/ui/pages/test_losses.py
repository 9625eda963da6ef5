"""The losses page: adding by keys, filling in, the sum in one sentence, and where each figure comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app import wording
from app.domain.keys import new_key
from app.domain.processes import Process
from app.services.losses import COUNTED, UNFINISHED, Losses, add_loss, edit_loss, losses_of
from app.ui.page import Frame
from app.ui.pages.losses import LossesPage
from app.ui.pages.losses_words import amount_words, lead_words, second_words
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]
PROCESS = Process(
    id=new_key(),
    code="QT-06",
    measured="Khối lượng bao",
    unit="kg",
    throughput=Decimal(1000),
    throughput_unit="bao",
    false_accept_cost=Decimal(200_000),
    false_reject_cost=Decimal(20_000),
)


def losses(workspace: Workspace) -> Losses:
    return workspace.read(lambda unit: losses_of(unit, workspace.cycle_id))


def with_downtime(workspace: Workspace) -> str:
    """One loss of 6 000 VND a year; its id."""
    figures = {"events_per_year": 2, "hours_per_event": 3, "rate_per_hour": 1000, "currency": "VND", "year": 2026}
    made = workspace.run("Thêm", lambda unit: add_loss(unit, workspace.cycle_id, "loss_downtime"))
    return workspace.run("Sửa", lambda unit: edit_loss(unit, made.id, figures)).id


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[LossesPage]:
    workspace.run("Thêm", lambda unit: unit.processes.keep(PROCESS))
    made = LossesPage(workspace)
    qtbot.addWidget(made)
    made.resize(1220, 822)
    made.use_frame(Frame.WIDE)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    qtbot.waitUntil(workspace.background.is_idle)
    if isValid(made):
        made.hide()


def type_into(page: LossesPage, name: str, end: str, words: str, qtbot: QtBot, type_text: TypeText) -> None:
    editor = page.side.form.figures[name].fields[end].editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    type_text(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_without_a_loss_the_page_says_how_one_gets_here(page: LossesPage) -> None:
    assert page._empty.isVisible()
    assert not page.list.isVisible()
    assert page.keys() == [("N", "thêm thiệt hại")]


def test_a_loss_is_added_by_keys_and_filled_from_its_process(page: LossesPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_N)
    page.new.process.show_value(PROCESS.id)
    page.new.kinds.choose(2)
    qtbot.keyClick(page.new.kinds, Qt.Key.Key_Return)

    row = losses(page.workspace).rows[0]
    assert row.calculation.key == "loss_decisions"
    block = page.side.form.figures["units_per_year"]
    assert block.fields[""].value() == "1000"
    assert "QT-06" in block.told.text()
    assert page.side.form.figures["pfa"].fields[""].editor.hasFocus()
    assert "PFA" in row.why


def test_escape_leaves_the_choice_of_kind_without_a_loss(page: LossesPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_N)

    qtbot.keyClick(page.new.kinds, Qt.Key.Key_Escape)

    assert losses(page.workspace).rows == ()
    assert page._empty.isVisible()


def test_a_figure_with_its_range_is_kept_computed_and_taken_back_in_one_step(
    page: LossesPage, qtbot: QtBot, type_text: TypeText
) -> None:
    with_downtime(page.workspace)
    QApplication.processEvents()

    type_into(page, "rate_per_hour", "high", "2000", qtbot, type_text)

    row = losses(page.workspace).rows[0]
    assert row.loss is not None
    assert (row.loss.low, row.loss.expected, row.loss.high) == (6000, 6000, 12000)
    page.workspace.undo()
    row = losses(page.workspace).rows[0]
    assert row.loss is not None
    assert row.loss.high is None


def test_where_a_figure_comes_from_is_kept_beside_it(page: LossesPage, qtbot: QtBot, type_text: TypeText) -> None:
    with_downtime(page.workspace)
    QApplication.processEvents()
    field = page.side.form.figures["rate_per_hour"].basis
    field.editor.setFocus()

    type_text(field.editor, "Kế toán, 2026")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)

    assert field.value() == "Kế toán, 2026"
    assert losses(page.workspace).rows[0].state == COUNTED


def test_a_figure_that_cannot_be_is_refused_beside_its_field(
    page: LossesPage, qtbot: QtBot, type_text: TypeText
) -> None:
    with_downtime(page.workspace)
    QApplication.processEvents()

    type_into(page, "rate_per_hour", "", "-5", qtbot, type_text)

    field = page.side.form.figures["rate_per_hour"].fields[""]
    assert field.error()
    assert field.value() == "-5"
    assert losses(page.workspace).rows[0].state == COUNTED


def test_a_range_on_the_wrong_side_is_told_above_the_figures(
    page: LossesPage, qtbot: QtBot, type_text: TypeText
) -> None:
    with_downtime(page.workspace)
    QApplication.processEvents()

    type_into(page, "rate_per_hour", "low", "5000", qtbot, type_text)

    assert losses(page.workspace).rows[0].state == UNFINISHED
    assert "nằm giữa" in losses(page.workspace).rows[0].why


def test_the_sum_stands_in_one_sentence_that_a_director_can_repeat(page: LossesPage) -> None:
    with_downtime(page.workspace)
    QApplication.processEvents()

    assert page.lead.text() == "Đo lường chưa tốt làm mất khoảng 6.000 VND một năm, giá năm 2026."
    assert "chưa cho khoảng" in page.second.text()


def test_escape_in_a_field_goes_back_to_the_list_and_letters_act_again(page: LossesPage, qtbot: QtBot) -> None:
    with_downtime(page.workspace)
    QApplication.processEvents()
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    typing = page.keys()

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert page.list.hasFocus()
    acting = page.keys()
    assert ("Esc", "rời ô") in typing
    assert ("N", "thêm thiệt hại") in acting


def test_o_opens_the_evaluation_with_formula_and_source(page: LossesPage, qtbot: QtBot) -> None:
    key = with_downtime(page.workspace)
    QApplication.processEvents()
    page.list.setFocus()

    with qtbot.waitSignal(page.workspace.go) as went:
        qtbot.keyClick(page.list, Qt.Key.Key_O)

    assert went.args == ["evaluations", key]


def test_the_place_leads_back_to_the_same_loss(page: LossesPage) -> None:
    with_downtime(page.workspace)
    second = with_downtime(page.workspace)
    QApplication.processEvents()

    page.show_target(second)

    assert page.place() == second
    current = page.current()
    assert current is not None
    assert current.evaluation.id == second


def test_amounts_are_told_as_people_say_them() -> None:
    assert amount_words(1_600_800_000, "VND") == "1,6 tỷ VND"
    assert amount_words(-81_499_999, "VND") == "−81,5 triệu VND"
    assert amount_words(6000, "USD") == "6.000 USD"
    assert amount_words(None, "VND") == "—"
    with wording.speaking("en"):
        assert amount_words(2_400_000, "") == "2.4 million"


def test_words_for_no_loss_at_all(workspace: Workspace) -> None:
    found = losses(workspace)

    assert lead_words(found) == "Chưa có thiệt hại nào tính được thành tiền."
    assert second_words(found) == ""
