"""A gauge R&R of 10 parts, 3 people, 3 trials in the real window by keys alone; and what is there after a power cut."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.readings_sheet import Cell, guided_cells
from app.domain.studies import Study
from app.services import dossiers, studies
from app.storage.store import Store
from app.ui import theme
from app.ui.background import Background
from app.ui.pages.studies import StudiesPage
from app.ui.preferences import Preferences
from app.ui.window import MainWindow
from app.ui.workspace import Workspace

pytestmark = [pytest.mark.qt_log_level_fail("WARNING"), pytest.mark.qt_log_ignore("This plugin does not support")]

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = date(2026, 11, 24)
KEPT_BEFORE_THE_KILL = 12


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "an-lac.dochuan"
    dossiers.create_dossier(path, person="Nguyễn Thu Hà", enterprise="An Lạc", surveyed_on=TODAY).close()
    return path


@pytest.fixture
def window(qapp: QApplication, file: Path) -> Iterator[MainWindow]:
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.use("light")
    theme.apply(qapp)
    preferences, background = Preferences(person="Nguyễn Thu Hà", theme="light"), Background()
    made = MainWindow(preferences, background, TODAY)
    made.resize(1440, 900)
    made.show()
    store = dossiers.open_dossier(file, person="Nguyễn Thu Hà")
    made.show_workspace(Workspace(store, preferences, background, TODAY))
    made.activateWindow()
    yield made
    made.close()


def studies_page(window: MainWindow) -> StudiesPage:
    assert window.dossier is not None
    window.dossier.go("studies")
    page = window.dossier.page()
    assert isinstance(page, StudiesPage)
    return page


def typed(cell: Cell) -> str:
    """A reading of its own for each cell, with a trailing zero now and then."""
    return f"2,{850 + cell.part * 10 + cell.operator * 3 + cell.trial - 4:03}"


def readings(store: Store) -> tuple[Study, dict[Cell, str]]:
    with store.reading() as unit:
        study = unit.studies.all()[0]
        sheet = studies.readings_grid(unit, study.id)
        return study, {cell: each.value for cell, each in sheet.readings.items()}


def test_ninety_readings_by_keys_alone_survive_a_power_cut(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    page = studies_page(window)
    qtbot.keyClick(page.list, "n")
    qtbot.keyClick(page.new, "2")
    qtbot.keyClick(page.new, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    grid = page.sheet.grid
    qtbot.keyClick(grid, "o")

    for cell in guided_cells(Study(id="", cycle_id="", kind="gauge_rr", number=1, parts=10, operators=3, trials=3)):
        assert grid.cell() == cell
        words = typed(cell)
        qtbot.keyClick(grid, words[0])
        editor = grid.indexWidget(grid.currentIndex())
        assert isinstance(editor, QLineEdit)
        qtbot.keyClicks(editor, words[1:])
        qtbot.keyClick(editor, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)

    assert page.head.pill.isVisible()
    assert "90/90" in page.head.pill.accessibleName()
    cut = Path(shutil.copy(file, file.with_name("after-the-cut.dochuan")))
    store = dossiers.open_dossier(cut, person="Nguyễn Thu Hà")
    study, kept = readings(store)
    store.close()
    assert kept == {cell: typed(cell) for cell in guided_cells(study)}


def test_no_reading_that_was_told_as_kept_is_lost_when_the_process_is_killed(file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.measuring_until_killed", str(file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "DOCHUAN_HOME": str(file.parent / "home")},
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _each in range(KEPT_BEFORE_THE_KILL)]
        process.send_signal(signal.SIGKILL)
        process.stdout.read()

    store = Store.open(file, person="Nguyễn Thu Hà", backups=False)
    _study, kept = readings(store)
    notice = store.notice
    store.close()
    assert process.returncode == -signal.SIGKILL
    assert notice == ""
    assert len(set(told)) == KEPT_BEFORE_THE_KILL
    assert set(told) <= {f"{cell.trial} {value}" for cell, value in kept.items()}
