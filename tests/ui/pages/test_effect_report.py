"""Step 9 in the window: the sentence, the scales, measured figures, reasons, passages, preview and files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.change import Side
from app.domain.effects import Effect
from app.domain.programme import SUBMITTED
from app.domain.sites import StepState
from app.services.passages import passages_of
from app.ui.page import Frame
from app.ui.pages.effect_report import EffectReportPage
from app.ui.pages.effect_scale import ends_of, figure
from app.ui.workspace import Workspace
from tests.services.measured_programme import fill

TypeText = Callable[[QWidget, str], None]


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[EffectReportPage]:
    workspace.run("Lập chương trình", lambda unit: fill(unit, workspace.cycle_id))
    made = EffectReportPage(workspace)
    qtbot.addWidget(made)
    made.resize(1220, 822)
    made.use_frame(Frame.WIDE)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(workspace.background.is_idle)
    QApplication.processEvents()
    yield made
    qtbot.waitUntil(workspace.background.is_idle)
    if isValid(made):
        made.hide()


def effects(workspace: Workspace) -> list[Effect]:
    found = workspace.read(lambda unit: unit.effects.all(cycle_id=workspace.cycle_id))
    return sorted(found, key=lambda each: each.number)


def type_into(page: EffectReportPage, owner: str, name: str, words: str, qtbot: QtBot, type_text: TypeText) -> None:
    page.open_tab("measured")
    editor = page.measured.fields[owner, name].editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    type_text(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_the_sentence_comes_first_and_each_goal_is_told_whole(page: EffectReportPage) -> None:
    spoken = str(page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    assert page.sentence.text().startswith("2 trong 6 mục tiêu đạt rõ rệt")
    assert spoken.startswith("MT-01 Mọi phương tiện đo nhóm 2 còn hạn kiểm định: 19/27 (70,4 %) → 31/31 (100 %).")
    assert "tăng rõ rệt" in spoken
    assert page.head.note.text().endswith("giá trị trước theo bản 1")


def test_a_measured_figure_is_kept_and_judged_at_once(
    page: EffectReportPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    first = effects(workspace)[0]

    type_into(page, first.id, "measured", "40", qtbot, type_text)

    kept = effects(workspace)[0]
    assert (kept.measured, kept.measured_on) == (Decimal(40), workspace.today)
    assert page.report is not None and page.report.effects[0].verdict == "below"


def test_a_wrong_figure_is_told_beside_its_field_and_changes_nothing(
    page: EffectReportPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    first = effects(workspace)[0]

    type_into(page, first.id, "measured", "nhiều", qtbot, type_text)

    assert "không phải là số" in page.measured.fields[first.id, "measured"].error()
    assert effects(workspace)[0].measured is None


def test_spent_money_is_kept_by_item(
    page: EffectReportPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    item = workspace.read(lambda unit: unit.funding.all(cycle_id=workspace.cycle_id))[0]

    type_into(page, item.id, "spent", "136,5", qtbot, type_text)

    assert workspace.read(lambda unit: unit.funding.get(item.id)).spent == Decimal("136.5")


def test_a_goal_without_a_value_asks_for_the_reason(
    page: EffectReportPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    page.list.choose(5)
    shown = page.side.reason.value()
    page.side.ask_reason()
    page.side.reason.editor.selectAll()  # type: ignore[attr-defined]
    type_text(page.side.reason.editor, "Chưa mua được máy.")
    page.side.reason.commit()

    assert shown == "Máy đo ẩm chưa mua"
    assert page.report is not None and page.report.goals[5].reason == "Chưa mua được máy."


def test_proposed_words_are_kept_only_when_taken_over(page: EffectReportPage, workspace: Workspace) -> None:
    page.open_tab("passages")
    editor = page.passages.editors["conclusion"]
    before = workspace.read(lambda unit: passages_of(unit, workspace.cycle_id, "effect_report"))

    editor.take_over()

    after = workspace.read(lambda unit: passages_of(unit, workspace.cycle_id, "effect_report"))
    assert before == {}
    assert after["conclusion"].startswith("2 trong 6 mục tiêu đạt rõ rệt")


def test_digits_walk_the_parts_and_the_preview_shows_pages(page: EffectReportPage, qtbot: QtBot) -> None:
    page.list.setFocus()

    with qtbot.waitSignal(page.paper.made, timeout=20_000):
        qtbot.keyClick(page.list, Qt.Key.Key_4)
    assert page.paper.isVisible()

    qtbot.keyClick(page, Qt.Key.Key_1)
    assert page.list.isVisible()


def test_the_three_papers_lie_in_their_folder(page: EffectReportPage, workspace: Workspace, qtbot: QtBot) -> None:
    written: list[Path] = []
    for key in ("effect_report", "effect_word", "effect_data"):
        with qtbot.waitSignal(page.exported, timeout=30_000) as made:
            page.export(key)
        written += [each.path for each in made.args[0]]

    assert [each.suffix for each in written] == [".pdf", ".docx", ".xlsx"]
    assert all(each.stat().st_size > 1000 for each in written)


def test_a_step_that_was_handed_in_is_only_read(page: EffectReportPage, workspace: Workspace, qtbot: QtBot) -> None:
    def hand_in(unit: object) -> StepState:
        steps = unit.steps  # type: ignore[attr-defined]
        step = next(each for each in steps.all(cycle_id=workspace.cycle_id) if each.step == 9)
        return steps.keep(replace(step, state=SUBMITTED))  # type: ignore[no-any-return]

    workspace.run("Nộp", hand_in)
    qtbot.waitUntil(workspace.background.is_idle)

    editor = page.measured.fields[effects(workspace)[0].id, "measured"].editor
    assert isinstance(editor, QLineEdit) and editor.isReadOnly()


def test_a_target_leads_to_its_place(page: EffectReportPage, workspace: Workspace) -> None:
    effect = effects(workspace)[1]

    page.show_target(effect.id)
    assert page.measured.isVisible()

    page.show_target("passage:proposals")
    assert page.passages.isVisible()

    assert page.report is not None
    page.show_target(page.report.goals[2].goal.id)
    current = page.list.current()
    assert current is not None and current.goal.number == 3


def test_a_scale_holds_whatever_stands_on_it(page: EffectReportPage) -> None:
    assert page.report is not None
    share, overfill, *_rest, moisture = page.report.goals

    assert ends_of(share) == (0.0, 100.0)
    assert ends_of(overfill) == (0.0, 100.0)
    assert ends_of(moisture) == (0.0, 100.0)
    assert ends_of(overfill, Decimal(340)) == (0.0, 500.0)
    assert figure(Side(value=None)) == ""
    assert figure(Side(value=Decimal("48.04"), expanded_uncertainty=Decimal(6))) == "48,0"


@pytest.mark.parametrize("frame", list(Frame))
def test_the_page_takes_every_frame(page: EffectReportPage, frame: Frame) -> None:
    page.use_frame(frame)

    assert page.keys()
    assert page.panes()


def test_alt_and_an_arrow_walk_the_thread_of_the_goal(page: EffectReportPage, qtbot: QtBot) -> None:
    page.list.choose(1)
    page.list.setFocus()

    qtbot.keyClick(page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)

    codes = [each.code for each in page.side.knots.records.records]
    assert page.side.knots.hasFocus()
    assert {"PH-02", "MT-02", "NV-02", "HQ-01"} <= set(codes)
