"""A drafted programme is sent, answered, decided, frozen and approved, in the real window and by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services import dossiers
from app.services.versions import version_in_force, version_problem
from app.storage.unit import Unit
from app.ui import theme
from app.ui.background import Background
from app.ui.pages.approval import ApprovalPage
from app.ui.preferences import Preferences
from app.ui.window import MainWindow
from app.ui.workspace import Workspace
from tests.journeys.test_interviews_by_keys import Keys, page_of, until_page
from tests.services.an_approved_programme import draft_programme, set_steps

pytestmark = [pytest.mark.qt_log_level_fail("WARNING"), pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on a dossier whose steps 1 to 5 are approved."""
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.use("light")
    theme.apply(qapp)
    path = tmp_path / "an-lac.dochuan"
    dossiers.create_dossier(path, person="Nguyễn Thu Hà", enterprise="Công ty An Lạc").close()
    preferences, background = Preferences(person="Nguyễn Thu Hà", theme="light"), Background()
    made = MainWindow(preferences, background, date(2026, 11, 24))
    made.resize(1440, 900)
    made.show()
    workspace = Workspace(
        dossiers.open_dossier(path, person="Nguyễn Thu Hà"), preferences, background, date(2026, 11, 24)
    )

    def draft(unit: Unit) -> None:
        draft_programme(unit, workspace.cycle_id)
        set_steps(unit, workspace.cycle_id, "approved", 1, 2, 3, 4, 5)

    workspace.run("Lập chương trình", draft)
    made.show_workspace(workspace)
    made.activateWindow()
    qapp.processEvents()
    yield made
    if made.isVisible():
        made.close()


def fill(keys: Keys, *values: str) -> None:
    """From field to field by Tab."""
    for place, words in enumerate(values):
        if place:
            keys.press(Qt.Key.Key_Tab)
        keys.type(words)


def follow_gate(qtbot: QtBot, keys: Keys, page: ApprovalPage, words: str) -> None:
    """The link of the gate, reached by Tab and pressed, once it says these words."""
    link = page.gate.message._link
    qtbot.waitUntil(lambda: link.text() == words)
    link.setFocus()
    keys.press(Qt.Key.Key_Space)


def test_a_programme_goes_from_draft_to_version_in_force_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    keys = Keys(qtbot, window)
    assert window.dossier is not None
    assert window.workspace is not None
    window.dossier.go("approval")
    until_page(qtbot, window, ApprovalPage)
    page = page_of(window)
    assert isinstance(page, ApprovalPage)
    page.road.setFocus()

    keys.press(Qt.Key.Key_2)
    fill(keys, "Phòng KCS; Kho", "", "30/11/2026")
    keys.press(Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_2, Qt.Key.Key_K)
    keys.press(Qt.Key.Key_3, Qt.Key.Key_N)
    keys.type("Phòng KCS")
    keys.press(Qt.Key.Key_Return)
    keys.type("MT-02: hạn hơi gấp.")
    keys.press(Qt.Key.Key_Return, Qt.Key.Key_K)
    keys.type("Giữ để kịp kỳ kiểm định.")
    keys.press(Qt.Key.Key_Escape, Qt.Key.Key_4)
    fill(keys, "19/11/2026", "Phòng họp", "Giám đốc", "Trưởng phòng KCS", "Giám đốc; An")
    page.stations.minutes.passages.editors["conclusion"].take.setFocus()
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Escape, Qt.Key.Key_5)
    fill(keys, "12/QĐ-AL", "20/11/2026", "Giám đốc", "Nguyễn Văn An", "Lưu: VT")
    keys.press(Qt.Key.Key_Escape, Qt.Key.Key_6, Qt.Key.Key_C)
    follow_gate(qtbot, keys, page, "Nộp bước 6")
    follow_gate(qtbot, keys, page, "Duyệt, khóa")

    qtbot.waitUntil(lambda: page.head.note.text() == "Bản 1 có hiệu lực")
    cycle_id = window.workspace.cycle_id
    version = window.workspace.read(lambda unit: version_in_force(unit, cycle_id))
    assert version is not None
    assert (version.decision_number, version.decided_on) == ("12/QĐ-AL", date(2026, 11, 20))
    assert window.workspace.read(lambda unit: version_problem(unit, version)) == ""
    (comment,) = window.workspace.read(lambda unit: unit.comments.all(stage="draft"))
    assert (comment.decision, comment.answer, comment.about_id) == ("kept", "Giữ để kịp kỳ kiểm định.", "g")
    assert [each.state for each in page.road.records.records] == ["ok"] * 6
