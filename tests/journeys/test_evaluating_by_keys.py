"""A type 1 study in the real window by keys alone: readings, evaluation, another K, a finding, and all of it undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.evaluations import Evaluation
from app.domain.findings import Finding
from app.domain.readings_sheet import Cell
from app.services import dossiers, evaluation_kept
from app.storage.unit import Unit
from app.ui import theme
from app.ui.background import Background
from app.ui.page import Page
from app.ui.pages.evaluations import EvaluationsPage
from app.ui.pages.studies import StudiesPage
from app.ui.preferences import Preferences
from app.ui.window import MainWindow
from app.ui.workspace import Workspace

pytestmark = [pytest.mark.qt_log_level_fail("WARNING"), pytest.mark.qt_log_ignore("This plugin does not support")]

TODAY = date(2026, 11, 24)
READINGS = [f"2,{905 + (place * 7) % 5 - 2}" for place in range(25)]
SHEET = {"unit": "mm", "resolution": "0,001", "reference": "2,905", "tolerance_low": "2,88", "tolerance_high": "2,93"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    path = tmp_path / "an-lac.dochuan"
    dossiers.create_dossier(path, person="Nguyễn Thu Hà", enterprise="An Lạc", surveyed_on=TODAY).close()
    store = dossiers.open_dossier(path, person="Nguyễn Thu Hà")
    return Workspace(store, Preferences(person="Nguyễn Thu Hà", theme="light"), Background(), TODAY)


@pytest.fixture
def window(qapp: QApplication, workspace: Workspace) -> Iterator[MainWindow]:
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.use("light")
    theme.apply(qapp)
    made = MainWindow(workspace.preferences, workspace.background, TODAY)
    made.resize(1440, 900)
    made.show()
    made.show_workspace(workspace)
    made.activateWindow()
    yield made
    made.close()


def page_of(window: MainWindow) -> Page:
    assert window.dossier is not None
    page = window.dossier.page()
    assert page is not None
    return page


def type_and_enter(qtbot: QtBot, editor: QWidget, words: str) -> None:
    editor.setFocus()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def measure(qtbot: QtBot, page: StudiesPage) -> None:
    """A type 1 study of 25 readings with its reference and limits."""
    qtbot.keyClick(page.list, "n")
    qtbot.keyClick(page.new, "3")
    type_and_enter(qtbot, page.new.shape["trials"].editor, "25")
    if page.part() is page.new:
        qtbot.keyClick(page.new, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    for name, words in SHEET.items():
        type_and_enter(qtbot, page.sheet.form.fields[name].editor, words)
    grid = page.sheet.grid
    grid.setFocus()
    grid.go_to(Cell(1, 1, 1))
    for words in READINGS:
        qtbot.keyClick(grid, words[0])
        editor = grid.indexWidget(grid.currentIndex())
        assert isinstance(editor, QLineEdit)
        qtbot.keyClicks(editor, words[1:])
        qtbot.keyClick(editor, Qt.Key.Key_Return)


def computed(qtbot: QtBot, page: EvaluationsPage) -> float:
    """Cg, once it is computed of what stands there."""
    session = page.view.session
    qtbot.waitUntil(lambda: session.result is not None and not session.is_waiting and bool(session.evaluation.result))
    assert session.result is not None
    return session.result.number("Cg")


def kept(unit: Unit) -> tuple[list[Evaluation], list[Finding]]:
    return unit.evaluations.all(), unit.findings.all()


def test_from_readings_to_a_finding_and_back_by_keys(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    assert window.dossier is not None
    window.dossier.go("studies")
    sheet = page_of(window)
    assert isinstance(sheet, StudiesPage)
    measure(qtbot, sheet)

    qtbot.keyClick(sheet, "d")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    page = page_of(window)
    assert isinstance(page, EvaluationsPage)
    first = computed(qtbot, page)
    type_and_enter(qtbot, page.view.form.fields["K_percent"].editor, "10")
    qtbot.waitUntil(lambda: not page.view.session.is_waiting)
    second = computed(qtbot, page)
    page.view.answer.card.setFocus()
    qtbot.keyClick(page.view.answer.card, "f")

    made, found = workspace.read(kept)
    assert second == pytest.approx(first / 2)
    assert [each.calculation for each in made] == ["type1"]
    assert [each.title for each in found] == [page.view.answer.lead.text()]
    for _deed in ("finding", "K"):
        workspace.undo()
    again, left = workspace.read(kept)
    result = evaluation_kept.result_of(again[0])
    assert left == []
    assert result is not None and result.number("Cg") == first
