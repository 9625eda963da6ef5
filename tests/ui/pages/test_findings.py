"""All findings in one table, and everything of the current one beside it; by keys, as a person would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.findings import Finding
from app.domain.keys import new_key
from app.domain.sites import StepState
from app.services import findings as deeds
from app.services.analysis import proposals_by_key
from app.services.studies import keep_reading, mark_reading, start_study
from app.storage.unit import Unit
from app.ui.frames import Frame
from app.ui.pages.findings import FindingsPage
from app.ui.pages.studies import StudiesPage
from app.ui.pages.thread_view import THREAD, open_knot, thread_target
from app.ui.workspace import Workspace
from tests.ui.pages.test_analysis import add_gauges, answer_all

Type = Callable[[QWidget, str], None]
EXPIRED = "register:group2_overdue"


def every(workspace: Workspace, **equal: str) -> list[Finding]:
    found = workspace.read(lambda unit: unit.findings.all(**equal))
    return sorted(found, key=lambda each: each.number)


def accept(workspace: Workspace, *keys: str) -> list[Finding]:
    def work(unit: Unit) -> list[Finding]:
        proposals = proposals_by_key(unit, workspace.cycle_id, workspace.as_of)
        return [deeds.accept_proposal(unit, workspace.cycle_id, proposals[key]) for key in keys]

    return workspace.run("Nhận", work)


def opened(qtbot: QtBot, workspace: Workspace) -> FindingsPage:
    made = FindingsPage(workspace)
    qtbot.addWidget(made)
    made.resize(1220, 822)
    made.use_frame(Frame.WIDE)
    with qtbot.waitSignal(made.computed):
        made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    made.list.grid.setFocus()
    return made


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[FindingsPage]:
    answer_all(workspace)
    add_gauges(workspace)
    made = opened(qtbot, workspace)
    yield made
    qtbot.waitUntil(workspace.background.is_idle)
    if isValid(made):
        made.hide()


def press(page: FindingsPage, qtbot: QtBot, key: Qt.Key) -> None:
    """A key on what has focus, and the rows computed again after it."""
    with qtbot.waitSignal(page.computed):
        qtbot.keyClick(QApplication.focusWidget() or page, key)


def type_key(page: FindingsPage, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or page, key)


def told(page: FindingsPage) -> str:
    return "\n".join(each.text() for each in page.side.detail.findChildren(QLabel))


def test_the_first_priority_is_on_top_and_told_in_the_head(page: FindingsPage) -> None:
    first = page.list.model.record(0)

    assert first.key == EXPIRED
    assert first.priority.level == 1
    assert "ưu tiên 1" in page.head.note.text()
    QAbstractItemModelTester(page.list.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_beside_it_stand_rule_clause_classes_and_why(page: FindingsPage) -> None:
    words = told(page)

    assert "Quy định: Phương tiện đo nhóm 2 đang dùng có giấy kiểm định hết hiệu lực hoặc không đạt." in words
    assert "Luật Đo lường 04/2011/QH13" in words
    assert "Dùng cho an toàn hoặc theo quy định pháp luật" in words
    assert page.side.detail.priority.choices["consequence"].value() == "4"
    assert not page.side.detail.priority.choices["consequence"].isEnabled()


def test_a_accepts_and_goes_on_to_the_next_proposal(page: FindingsPage, workspace: Workspace, qtbot: QtBot) -> None:
    press(page, qtbot, Qt.Key.Key_A)

    (finding,) = every(workspace)
    assert (finding.origin, finding.state) == (EXPIRED, "accepted")
    (current,) = page.list.rows()
    assert current.state == "proposed"


def test_several_are_accepted_at_once_and_undone_at_once(
    page: FindingsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    for _times in range(2):
        qtbot.keyClick(page.list.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.side.mode() == "many"

    press(page, qtbot, Qt.Key.Key_A)
    assert [each.number for each in every(workspace)] == [1, 2, 3]

    with qtbot.waitSignal(page.computed):
        workspace.undo()
    assert every(workspace) == []


def test_x_asks_why_and_sets_aside_with_the_reason(
    page: FindingsPage, workspace: Workspace, qtbot: QtBot, type_text: Type
) -> None:
    type_key(page, qtbot, Qt.Key.Key_X)
    type_key(page, qtbot, Qt.Key.Key_Return)
    assert page.side.asking.reason.error() == "Nêu lý do, để người duyệt hiểu."
    type_text(page.side.asking.reason.editor, "Đã thanh lý")

    press(page, qtbot, Qt.Key.Key_Return)

    (finding,) = every(workspace)
    assert (finding.state, finding.reason) == ("dismissed", "Đã thanh lý")
    page.list.show_state("dismissed")
    assert [each.key for each in page.list.model.records()] == [finding.id]
    assert "Lý do: Đã thanh lý" in told(page)


def test_e_on_a_proposal_accepts_it_and_opens_its_fields(
    page: FindingsPage, workspace: Workspace, qtbot: QtBot, type_text: Type
) -> None:
    press(page, qtbot, Qt.Key.Key_E)
    assert page.side.mode() == "form"
    field = page.side.form.fields["owner"]
    field.editor.setFocus()
    type_text(field.editor, "Phòng KCS")

    with qtbot.waitSignal(page.computed):
        field.commit()

    assert every(workspace)[0].owner == "Phòng KCS"
    assert page.side.mode() == "form"


def test_m_offers_what_may_be_the_same_first_and_enter_merges(
    page: FindingsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.computed):
        accept(workspace, EXPIRED)
    (finding,) = every(workspace)
    page.list.go_to(finding.id)
    page.list.grid.setFocus()
    same = page.list.rows()[0].same
    assert same
    type_key(page, qtbot, Qt.Key.Key_M)
    assert page.side.mode() == "merge"
    first = page.side.picker.list.records.records[0]
    assert first.key == same[0].key

    press(page, qtbot, Qt.Key.Key_Return)

    stands, taken = every(workspace)
    assert (stands.id, taken.state, taken.merged_into) == (finding.id, "merged", finding.id)
    page.list.go_to(finding.id)
    assert "PH-02" in told(page)


def test_several_chosen_ones_are_merged_into_the_first_finding(
    page: FindingsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.list.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    press(page, qtbot, Qt.Key.Key_M)

    assert sorted(each.state for each in every(workspace)) == ["accepted", "merged"]
    (current,) = page.list.rows()
    assert len(current.merged) == 1


def test_a_merged_one_is_split_off_by_its_button(page: FindingsPage, workspace: Workspace, qtbot: QtBot) -> None:
    qtbot.keyClick(page.list.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(page, qtbot, Qt.Key.Key_M)
    apart = next(each for each in page.side.detail.findChildren(QPushButton) if each.text() == "Tách ra")

    with qtbot.waitSignal(page.computed):
        apart.click()

    assert all(each.state in ("accepted", "edited") for each in every(workspace))


def test_a_class_set_by_hand_moves_the_finding_and_can_be_taken_back(
    page: FindingsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    key = next(each.key for each in page.list.model.records() if each.source == "answer")
    with qtbot.waitSignal(page.computed):
        (finding,) = accept(workspace, key)
    page.list.go_to(finding.id)
    block = page.side.detail.priority
    before = finding.consequence

    with qtbot.waitSignal(page.computed):
        block.classed.emit("consequence", "5" if before != 5 else "1")
    assert every(workspace)[0].state == "edited"
    assert "người đánh giá đặt; dữ liệu cho cấp" in block._reasons["consequence"].text()
    assert not block._back.isHidden()

    with qtbot.waitSignal(page.computed):
        block.taken.emit()
    assert every(workspace)[0].consequence == before


def test_insert_adds_a_finding_of_ones_own_and_its_name_is_typed_over(
    page: FindingsPage, workspace: Workspace, qtbot: QtBot, type_text: Type
) -> None:
    press(page, qtbot, Qt.Key.Key_Insert)
    editor = page.side.form.fields["title"].editor
    assert page.side.mode() == "form"
    type_text(editor, "Cân sàn không có niêm phong")

    press(page, qtbot, Qt.Key.Key_Return)

    (finding,) = every(workspace)
    assert (finding.title, finding.state) == ("Cân sàn không có niêm phong", "own")


def test_g_makes_one_goal_for_all_chosen_findings(page: FindingsPage, workspace: Workspace, qtbot: QtBot) -> None:
    qtbot.keyClick(page.list.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(page, qtbot, Qt.Key.Key_A)
    first, second = every(workspace)
    page.list.go_to(first.id)
    page.side.show_rows([each for each in page._rows or () if each.key in (first.id, second.id)], {}, {}, still=False)

    with qtbot.waitSignal(workspace.go) as gone:
        page.side.make_goal()

    (goal,) = workspace.read(lambda unit: unit.goals.all())
    linked = workspace.read(lambda unit: unit.links.all(from_kind="goals", from_id=goal.id))
    assert gone.args == ["goals", goal.id]
    assert {each.to_id for each in linked} == {first.id, second.id}


def test_words_without_accents_find_and_filters_narrow(page: FindingsPage, qtbot: QtBot) -> None:
    page.list.search.setText("kiem dinh nhom 2")
    assert EXPIRED in {each.key for each in page.list.model.records()}

    page.list.search.setText("")
    page.list.source.show_value("law")
    page.list.sift()
    assert {each.source for each in page.list.model.records()} == {"law"}

    page.list.search.setText("không có gì như thế")
    assert page.list.model.count() == 0
    assert not page.list.nothing.isHidden()

    page.list.clear_filters()
    assert page.list.model.count() > 3


def test_t_shows_the_thread_and_again_that_of_the_knot_one_stands_on(
    page: FindingsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.computed):
        (finding,) = accept(workspace, EXPIRED)
    page.list.go_to(finding.id)
    page.list.grid.setFocus()
    type_key(page, qtbot, Qt.Key.Key_T)
    assert page.side.mode() == "thread"
    kinds = [each.kind for each in page.side.knots.records.records]
    assert kinds == ["clauses", "instruments", "instruments", "instruments", "findings"]
    page.side.knots.choose(1)

    type_key(page, qtbot, Qt.Key.Key_T)

    assert [each.kind for each in page.side.knots.records.records] == ["clauses", "instruments", "findings"]
    type_key(page, qtbot, Qt.Key.Key_Escape)
    assert page.side.mode() == "view"


def test_every_knot_leads_to_its_page_and_a_reading_to_its_cell(workspace: Workspace, qtbot: QtBot) -> None:
    def work(unit: Unit) -> tuple[str, str]:
        study = start_study(unit, workspace.cycle_id, "type1", shape={"trials": "10"})
        kept = [keep_reading(unit, study.id, 1, 1, trial, "2,90") for trial in (1, 2, 3)]
        assert kept[2] is not None
        return study.id, mark_reading(unit, kept[2].id, suspect=True, reason="Rung").id

    study_id, reading_id = workspace.run("Đo", work)
    page = opened(qtbot, workspace)

    page.show_target(thread_target("readings", reading_id))
    knot = page.side.knots.records.records[1]
    with qtbot.waitSignal(workspace.go) as gone:
        open_knot(workspace, knot)

    assert gone.args == ["studies", f"{study_id}#1.1.3"]
    studies = StudiesPage(workspace)
    qtbot.addWidget(studies)
    studies.show()
    studies.show_target(gone.args[1])
    cell = studies.sheet.grid.cell()
    assert cell is not None
    assert (cell.part, cell.operator, cell.trial) == (1, 1, 3)


def test_a_clause_leads_to_the_findings_that_name_it(page: FindingsPage, workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.computed):
        (finding,) = accept(workspace, EXPIRED)

    page.show_target(f"clause:{finding.clause}")

    assert finding.id in {each.key for each in page.list.model.records()}
    assert all(finding.clause == each.clause for each in page.list.model.records())


def test_a_target_is_gone_to_whatever_is_filtered(page: FindingsPage, workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.computed):
        (finding,) = accept(workspace, EXPIRED)
    page.list.show_state("proposed")

    page.show_target(finding.id)

    assert [each.key for each in page.list.rows()] == [finding.id]
    assert page.place() == finding.id
    page.show_target(THREAD + f"findings:{finding.id}")
    assert page.side.mode() == "thread"


def test_an_approved_step_is_read_only(page: FindingsPage, workspace: Workspace, qtbot: QtBot) -> None:
    lock = StepState(id=new_key(), cycle_id=workspace.cycle_id, step=2, state="approved")
    with qtbot.waitSignal(page.computed):
        workspace.run("Duyệt", lambda unit: unit.steps.keep(lock))

    type_key(page, qtbot, Qt.Key.Key_A)
    type_key(page, qtbot, Qt.Key.Key_X)

    assert every(workspace) == []
    assert page.side.mode() == "view"
    assert page._add.isHidden()


def test_with_nothing_yet_the_page_says_where_findings_come_from(workspace: Workspace, qtbot: QtBot) -> None:
    page = opened(qtbot, workspace)

    assert not page._empty.isHidden()
    assert page.panes() == (page._empty,)
    qtbot.waitUntil(workspace.background.is_idle)


@pytest.mark.parametrize("frame", list(Frame))
def test_nothing_of_the_side_is_wider_than_its_room(page: FindingsPage, frame: Frame) -> None:
    page.use_frame(frame)
    QApplication.processEvents()

    assert page.side.detail.minimumSizeHint().width() <= page.side.width()


def test_the_withdrawn_and_the_kept_are_told_in_the_history(
    page: FindingsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.computed):
        (finding,) = accept(workspace, EXPIRED)
    with qtbot.waitSignal(page.computed):
        workspace.run("Sửa phát hiện", partial(deeds.edit_finding, finding_id=finding.id, field="owner", text="KCS"))

    page.list.go_to(finding.id)

    assert "Sửa phát hiện (người chịu trách nhiệm)" in told(page)
