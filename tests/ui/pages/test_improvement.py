"""Step 10 in the window: decisions by keys, lessons, the next version and the next cycle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.programme import APPROVED
from app.domain.sites import StepState
from app.services import review as deeds
from app.services.carrying_over import what_goes_along
from app.storage.unit import Unit
from app.ui.new_cycle import NewCycleDialog, along_sentence
from app.ui.page import Frame
from app.ui.pages.improvement import ImprovementPage
from app.ui.workspace import Workspace
from tests.services.measured_programme import fill

TypeText = Callable[[QWidget, str], None]


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[ImprovementPage]:
    workspace.run("Lập chương trình", lambda unit: fill(unit, workspace.cycle_id))
    made = ImprovementPage(workspace)
    qtbot.addWidget(made)
    made.resize(1220, 822)
    made.use_frame(Frame.WIDE)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(workspace.background.is_idle)
    QApplication.processEvents()
    made.list.setFocus()
    yield made
    qtbot.waitUntil(workspace.background.is_idle)
    if isValid(made):
        made.hide()


def decisions(workspace: Workspace) -> dict[str, str]:
    found = workspace.read(lambda unit: deeds.review_of(unit, workspace.cycle_id, workspace.today))
    return {each.code: each.decision for each in found.matters if each.decision}


def code_of(page: ImprovementPage) -> str:
    current = page.list.current()
    return current.code if current else ""


def test_what_is_open_stands_with_how_it_stands(page: ImprovementPage) -> None:
    spoken = str(page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    assert spoken == "MT-03 Giảm khiếu nại về khối lượng: không phân biệt được. chưa quyết định"
    assert page.sentence.text().endswith("chưa quyết định.")


def test_a_letter_decides_and_goes_on_to_the_next_that_waits(
    page: ImprovementPage, workspace: Workspace, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_S)
    qtbot.keyClick(page.list, Qt.Key.Key_G)

    assert decisions(workspace) == {"MT-03": "carry", "MT-04": "keep"}
    assert code_of(page) == "MT-05"


def test_an_amendment_asks_what_and_why(
    page: ImprovementPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_D)
    assert page.form.words.editor.hasFocus()
    type_text(page.form.words.editor, "đích 6 vụ")
    qtbot.keyClick(page.form.words.editor, Qt.Key.Key_Return)

    assert "lý do" in page.form.reason.error()
    assert decisions(workspace) == {}

    type_text(page.form.reason.editor, "khách hàng mới")
    qtbot.keyClick(page.form.reason.editor, Qt.Key.Key_Return)

    assert decisions(workspace) == {"MT-03": "amend"}
    assert code_of(page) == "MT-04"


def test_a_decision_is_withdrawn_by_key_and_comes_back_by_undo(
    page: ImprovementPage, workspace: Workspace, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_S)
    page.list.choose(0)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert decisions(workspace) == {}

    workspace.undo()

    assert decisions(workspace) == {"MT-03": "carry"}


def test_lessons_are_added_and_changed(
    page: ImprovementPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    page.open_tab("lessons")
    type_text(page.lessons.new.editor, "Đặt hàng sớm")
    qtbot.keyClick(page.lessons.new.editor, Qt.Key.Key_Return)
    (item_id, field), *_rest = page.lessons.fields.items()
    field.editor.setFocus()
    type_text(field.editor, "")
    field.editor.setText("Đặt hàng trước ba tháng")  # type: ignore[attr-defined]
    field.commit()

    kept = workspace.read(lambda unit: unit.review_items.get(item_id))
    assert (kept.kind, kept.words) == ("lesson", "Đặt hàng trước ba tháng")


def test_the_next_cycle_tells_what_goes_along_before_it_is_opened(
    page: ImprovementPage, workspace: Workspace, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_S)
    qtbot.waitUntil(workspace.background.is_idle)

    dialog = NewCycleDialog(page, workspace)
    qtbot.addWidget(dialog)
    along = workspace.read(lambda unit: what_goes_along(unit, workspace.cycle_id))

    assert along_sentence(along).startswith("Theo rà soát ở bước 10, chuyển sang làm dự thảo: MT-03.")


def test_the_confirmation_is_offered_once_nine_steps_are_approved(
    page: ImprovementPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.open_tab("next")
    before = page.next.confirm.isVisible()

    def approve(unit: Unit) -> None:
        steps: list[StepState] = unit.steps.all(cycle_id=workspace.cycle_id)
        unit.steps.keep_all(replace(each, state=APPROVED, version=1) for each in steps if each.step < 10)

    workspace.run("Duyệt", approve)
    assert (before, page.next.confirm.isVisible()) == (False, True)

    with qtbot.waitSignal(page.exported, timeout=30_000) as made:
        page.next.confirm.click()
    assert made.args[0][0].path.name.endswith("xac-nhan-hoan-thanh.pdf")


def test_amendments_lead_into_the_next_version(page: ImprovementPage, workspace: Workspace, qtbot: QtBot) -> None:
    goal = page.review.matters[0]
    workspace.run(
        "Điều chỉnh",
        lambda unit: deeds.decide(
            unit, workspace.cycle_id, "goals", goal.id, "amend", words="đích 6 vụ", reason="khách hàng mới"
        ),
    )
    page.open_version()
    assert "Bước 6 chưa được duyệt" in page.wrong.words()

    def approve(unit: Unit) -> None:
        steps: list[StepState] = unit.steps.all(cycle_id=workspace.cycle_id)
        unit.steps.keep_all(replace(each, state=APPROVED, version=1) for each in steps if each.step <= 6)

    workspace.run("Duyệt", approve)
    with qtbot.waitSignal(workspace.go) as went:
        page.open_version()

    assert went.args == ["goals", ""]


def test_with_nothing_open_the_page_says_so(workspace: Workspace, qtbot: QtBot) -> None:
    made = ImprovementPage(workspace)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(workspace.background.is_idle)

    assert made.sentence.text() == "Không còn mục nào mở."
    made.hide()


@pytest.mark.parametrize("frame", list(Frame))
def test_the_page_takes_every_frame(page: ImprovementPage, frame: Frame) -> None:
    page.use_frame(frame)

    assert page.keys()
    assert page.panes()
    assert page.place()


def test_today_is_what_lateness_is_judged_by(page: ImprovementPage, workspace: Workspace) -> None:
    assert workspace.today == date(2026, 11, 24)
    assert next(each.why for each in page.review.matters if each.code == "NV-03") == "đang làm, còn hạn, 60 %"


def test_the_thread_of_what_is_open_is_read_when_it_is_looked_at(page: ImprovementPage, qtbot: QtBot) -> None:
    before = page.knots.records.records
    qtbot.keyClick(page.list, Qt.Key.Key_2)

    codes = [each.code for each in page.knots.records.records]
    assert before == []
    assert {"PH-03", "MT-03", "NV-03"} <= set(codes)
