"""A whole closing meeting in the real window by keys alone: walked through, a target set, agreed and not, minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.keys import new_key
from app.domain.tasks import Task
from app.services import dossiers, effects, goals, meetings, survey
from app.services.findings import add_finding
from app.storage.unit import Unit
from app.ui import theme
from app.ui.background import Background
from app.ui.pages.meeting import MeetingPage
from app.ui.preferences import Preferences
from app.ui.window import MainWindow
from app.ui.workspace import Workspace

pytestmark = [pytest.mark.qt_log_level_fail("WARNING"), pytest.mark.qt_log_ignore("propagateSizeHints")]

TODAY = date(2026, 11, 24)
ATTENDED = {
    "meeting/meeting_place": "Phòng họp nhà máy",
    "present/enterprise_roles": "Giám đốc nhà máy\nTrưởng phòng chất lượng",
    "present/team_roles": "Trưởng đoàn khảo sát",
    "signatures/enterprise_signer_role": "Giám đốc nhà máy",
    "signatures/enterprise_signer_name": "Phạm Văn Nhã",
    "signatures/team_signer_role": "Trưởng đoàn khảo sát",
    "signatures/team_signer_name": "Trần Thu Hà",
}


def prepare(unit: Unit) -> None:
    """A finding of which something internal is known, a goal with what it costs and brings, a task, the form."""
    cycle = dossiers.current_cycle(unit)
    found = add_finding(unit, cycle.id, "Cân kho thiếu tem kiểm định", subject="5")
    goal = goals.keep_goal(unit, goals.draft_goal(unit, found.id, TODAY), [found.id])
    for field, typed in (
        ("title", "Giảm lượng chiết dư"),
        ("unit", "g"),
        ("baseline", "12"),
        ("target", "6"),
        ("due_on", "30/06/2027"),
        ("investment", "90"),
        ("running_cost", "10"),
    ):
        goals.edit_goal(unit, goal.id, field, typed, TODAY)
    effect = effects.new_effect(unit, cycle.id, "economic", "Bớt chiết dư")
    for field, typed in (("unit", "triệu đồng/năm"), ("expected", "60")):
        effects.edit_effect(unit, effect.id, field, typed)
    effects.link_effect(unit, effect.id, "goals", goal.id)
    unit.tasks.keep(
        Task(
            id=new_key(), cycle_id=cycle.id, number=1, kind="calibration", title="Kiểm định cân kho",
            owner="Tổ cơ điện", note="NỘI BỘ: tổ này hay trễ",
        )
    )  # fmt: skip
    filling = survey.open_form(unit, cycle.id, "closing_meeting")
    for path, typed in ATTENDED.items():
        survey.answer_question(unit, cycle.id, filling, f"/closing_meeting/{path}", typed)
    survey.write_note(unit, cycle.id, filling, "/closing_meeting/meeting/meeting_place", "NỘI BỘ: phòng hẹp")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "an-lac.dochuan"
    store = dossiers.create_dossier(path, person="Nguyễn Thu Hà", enterprise="Công ty An Lạc", surveyed_on=TODAY)
    with store.unit("Chuẩn bị") as unit:
        prepare(unit)
    store.close()
    return path


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, file: Path) -> Iterator[MainWindow]:
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.use("light")
    theme.apply(qapp)
    preferences = Preferences(person="Nguyễn Thu Hà", theme="light")
    background = Background()
    made = MainWindow(preferences, background, TODAY)
    made.resize(1440, 900)
    made.show()
    store = dossiers.open_dossier(file, person="Nguyễn Thu Hà")
    made.show_workspace(Workspace(store, preferences, background, TODAY))
    made.activateWindow()
    qapp.processEvents()
    yield made
    if made.isVisible():
        made.close()


@dataclass
class Meeting:
    """Every key goes to whatever has the focus."""

    qtbot: QtBot
    window: MainWindow

    @property
    def page(self) -> MeetingPage:
        assert self.window.dossier is not None
        page = self.window.dossier.page()
        assert isinstance(page, MeetingPage)
        return page

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.qtbot.keyClick(self.focus(), key, held)
            QApplication.processEvents()

    def type(self, words: str) -> None:
        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        QApplication.processEvents()

    def shown(self) -> str:
        """All that stands on the stage."""
        from PySide6.QtWidgets import QLabel

        return "\n".join(each.text() for each in self.page.stage.findChildren(QLabel) if each.isVisible())


@pytest.fixture
def meeting(window: MainWindow, qtbot: QtBot) -> Meeting:
    assert window.dossier is not None and window.workspace is not None
    window.dossier.go("closing_meeting")
    QApplication.processEvents()
    qtbot.keyClick(window, Qt.Key.Key_F5)
    made = Meeting(qtbot, window)
    qtbot.waitUntil(lambda: bool(made.page.stops))
    return made


def test_a_closing_meeting_is_held_by_keys_and_ends_with_its_minutes(
    meeting: Meeting, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = window.workspace
    assert workspace is not None
    opened: list[Path] = []
    meeting.page.writer._open_file = opened.append
    seen = [meeting.shown()]
    assert "Giám đốc nhà máy; Trưởng phòng chất lượng" in seen[0]

    meeting.press(Qt.Key.Key_Right, Qt.Key.Key_Right)
    seen.append(meeting.shown())
    assert "Cân kho thiếu tem kiểm định" in seen[-1]

    meeting.press(Qt.Key.Key_K)
    meeting.press(Qt.Key.Key_Return)
    assert "Ghi điều chưa thống nhất bằng lời" in meeting.page.say_bar.message.words()
    meeting.type("Tem mới dán ngày 20/11, chưa kịp ghi sổ.")
    meeting.press(Qt.Key.Key_Return)
    seen.append(meeting.shown())
    assert "YK-01 · Chưa thống nhất · Giám đốc nhà máy" in seen[-1]

    meeting.press(Qt.Key.Key_4, Qt.Key.Key_E)
    meeting.type("3")
    meeting.press(Qt.Key.Key_Return)
    seen.append(meeting.shown())
    assert "90 triệu" in seen[-1] and "1,1 năm" in seen[-1]
    assert "Đầu buổi họp: 6 g" in seen[-1]
    assert "Bớt chiết dư: 60 → 90 triệu đồng/năm" in meeting.page.target_bar.told.words()
    meeting.press(Qt.Key.Key_Escape, Qt.Key.Key_A, Qt.Key.Key_Return)
    assert "YK-02 · Thống nhất · Giám đốc nhà máy" in meeting.shown()

    meeting.press(Qt.Key.Key_Right)
    seen.append(meeting.shown())
    meeting.press(Qt.Key.Key_6)
    seen.append(meeting.shown())
    assert "1 ý kiến thống nhất, 1 ý kiến chưa thống nhất" in seen[-1]
    meeting.press(Qt.Key.Key_7, Qt.Key.Key_M)
    meeting.type("Hai bên thống nhất giảm chiết dư.")
    with qtbot.waitSignal(meeting.page.writer.written, timeout=60_000) as written:
        meeting.press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    meeting.press(Qt.Key.Key_O)
    assert written.args is not None
    path = written.args[0]

    words = pdf_words(path)
    held = workspace.read(lambda unit: meetings.newest_meeting(unit, workspace.cycle_id))
    assert held is not None and held.ended_at is not None
    assert opened == [path]
    assert "12 → 3 g" in words
    assert "Tem mới dán ngày 20/11, chưa kịp ghi sổ." in words
    assert "Hai bên thống nhất giảm chiết dư." in words
    assert "PHẠM VĂN NHÃ" in words.upper() and "Trần Thu Hà" in words
    assert f"bản {held.revision}" in words
    assert "DỰ THẢO" not in words
    assert "NỘI BỘ" not in words and not any("NỘI BỘ" in each for each in seen)

    meeting.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert window.dossier is not None and window.dossier.place()[0] == "closing_meeting"


def test_what_was_set_in_the_meeting_can_be_taken_back_step_by_step(meeting: Meeting, window: MainWindow) -> None:
    workspace = window.workspace
    assert workspace is not None
    meeting.press(Qt.Key.Key_4, Qt.Key.Key_E)
    meeting.type("3")
    meeting.press(Qt.Key.Key_Return, Qt.Key.Key_Escape)

    meeting.press(Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)

    goal = workspace.read(lambda unit: unit.goals.all()[0])
    effect = workspace.read(lambda unit: unit.effects.all()[0])
    assert (str(goal.target), str(effect.expected)) == ("6", "60")
    assert workspace.read(lambda unit: unit.meetings.count()) == 0
    assert "60 triệu" in meeting.shown()


def pdf_words(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    pdf.close()
    return " ".join(" ".join(pages).split())
