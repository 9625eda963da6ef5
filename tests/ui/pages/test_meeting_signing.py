"""The minutes of a closing meeting are signed where they were written: by hand on the working copy, or digitally."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services import meetings
from app.ui.pages.hand_sign_dialog import HandSignDialog
from app.ui.pages.meeting import MeetingPage
from app.ui.pages.sign_dialog import SignDialog
from app.ui.workspace import Workspace
from tests.reports.signed_samples import DIRECTOR, SECRET, Office
from tests.ui.pages.test_meeting import keep, shown


@pytest.fixture
def written(workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MeetingPage:
    """A meeting whose minutes were just written."""
    monkeypatch.setenv("DOCHUAN_HOME", str(tmp_path / "home"))
    keep(workspace)
    page = shown(workspace, qtbot)
    page.ask_minutes()
    with qtbot.waitSignal(page.writer.written, timeout=60_000):
        page.make_minutes("Thư ký đoàn; Lê Văn Cường", "Hai bên thống nhất.")
    return page


def words_in(path: Path) -> str:
    document = pypdfium2.PdfDocument(path.read_bytes())
    return "\n".join(each.get_textpage().get_text_range() for each in document)


def kept_size(page: MeetingPage) -> int:
    workspace = page.workspace
    held = workspace.read(lambda unit: meetings.newest_meeting(unit, workspace.cycle_id))
    assert held is not None
    kept = workspace.read(lambda unit: meetings.minutes_file(unit, held.id))
    assert kept is not None
    return kept.size


def test_a_drawn_signature_stands_on_the_minutes_written_anew(written: MeetingPage, qtbot: QtBot) -> None:
    path = written.writer.path
    assert path is not None
    before = words_in(path)
    written.writer.sign_by_hand()
    dialog = written.findChildren(HandSignDialog)[0]
    dialog.name.editor.setText(DIRECTOR)  # type: ignore[attr-defined]
    qtbot.mousePress(dialog.pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 80))
    qtbot.mouseMove(dialog.pad, QPoint(300, 40))
    qtbot.mouseRelease(dialog.pad, Qt.MouseButton.LeftButton, pos=QPoint(400, 120))

    with qtbot.waitSignal(written.writer.written, timeout=60_000):
        dialog.sign()

    assert "chữ ký tay trên bản làm việc" not in before
    assert "chữ ký tay trên bản làm việc" in words_in(path)
    assert "ký cho bản trước" not in words_in(path)
    assert kept_size(written) == path.stat().st_size


def test_the_minutes_are_signed_digitally_and_kept_with_the_meeting(
    written: MeetingPage, qtbot: QtBot, tmp_path: Path
) -> None:
    begins = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    (tmp_path / "a.p12").write_bytes(Office().key_file(DIRECTOR, begins=begins).content)
    written.writer.sign_digitally()
    dialog = written.findChildren(SignDialog)[0]
    dialog.key.certificate.show_path(str(tmp_path / "a.p12"))
    dialog.key.secret.editor.setText(SECRET)  # type: ignore[attr-defined]

    with qtbot.waitSignal(dialog.finished_signing, timeout=20_000) as done:
        dialog.sign()

    assert done.args is not None
    assert done.args[0].checked.holds
    assert kept_size(written) == done.args[0].path.stat().st_size


def test_the_ways_to_sign_are_offered_once_the_minutes_are_written(written: MeetingPage, qtbot: QtBot) -> None:
    QApplication.processEvents()

    assert all(each.isVisible() for each in written.minutes_bar.signing)
    taught = dict(written.keys())
    assert (taught["K"], taught["S"]) == ("ký tay", "ký số")
