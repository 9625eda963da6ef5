"""A watched folder: new photos come in once, half-written ones are waited for, nothing there is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.evidence import retire_evidence
from app.ui.watched_folder import WatchedFolder, stamps_in, watched_folder_of
from app.ui.workspace import Workspace
from tests.ui.evidence_files import a_jpeg, put


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    made = tmp_path / "phone"
    made.mkdir()
    return made


@pytest.fixture
def watched(workspace: Workspace, phone: Path) -> WatchedFolder:
    put(phone, "old.jpg", a_jpeg(99))
    made = watched_folder_of(workspace)
    assert made.watch(phone) == 1
    return made


def names(workspace: Workspace) -> list[str]:
    return sorted(each.name for each in workspace.read(lambda unit: unit.evidence.all()))


def look_until(qtbot: QtBot, watched: WatchedFolder, workspace: Workspace, expected: list[str]) -> None:
    def seen() -> bool:
        is_idle = workspace.background.is_idle()
        if is_idle and names(workspace) == expected:
            return True
        watched.look()
        return False

    qtbot.waitUntil(seen)


def test_only_what_comes_after_is_taken_and_the_files_stay(
    qtbot: QtBot, workspace: Workspace, watched: WatchedFolder, phone: Path
) -> None:
    new = put(phone, "DCIM/IMG_1.jpg", a_jpeg(1))
    put(phone, "notes.txt", b"no photo")
    put(phone, ".hidden.jpg", a_jpeg(2))

    told: list[int] = []
    watched.took.connect(told.append)

    look_until(qtbot, watched, workspace, ["IMG_1.jpg"])

    assert told == [1]
    assert new.read_bytes() == a_jpeg(1)


def test_nothing_comes_twice_not_even_under_another_name_or_after_it_was_withdrawn(
    qtbot: QtBot, workspace: Workspace, watched: WatchedFolder, phone: Path
) -> None:
    put(phone, "a.jpg", a_jpeg(1))
    look_until(qtbot, watched, workspace, ["a.jpg"])
    (only,) = workspace.read(lambda unit: unit.evidence.all())
    workspace.run("Bỏ", lambda unit: retire_evidence(unit, only.id, "mờ"))

    put(phone, "b.jpg", a_jpeg(1))
    put(phone, "c.jpg", a_jpeg(3))

    look_until(qtbot, watched, workspace, ["c.jpg"])


def test_a_half_written_file_is_waited_for(
    qtbot: QtBot, workspace: Workspace, watched: WatchedFolder, phone: Path
) -> None:
    whole = a_jpeg(1)
    path = put(phone, "a.jpg", whole[:200])
    watched._judge(phone, stamps_in(phone))
    path.write_bytes(whole[:400])
    watched._judge(phone, stamps_in(phone))
    assert names(workspace) == [] and watched._busy == set()

    path.write_bytes(whole)

    look_until(qtbot, watched, workspace, ["a.jpg"])


def test_what_lay_there_before_can_be_taken_too(qtbot: QtBot, workspace: Workspace, watched: WatchedFolder) -> None:
    watched.take_all()

    look_until(qtbot, watched, workspace, ["old.jpg"])


def test_another_day_remembers_what_was_taken(
    qtbot: QtBot, workspace: Workspace, watched: WatchedFolder, phone: Path
) -> None:
    put(phone, "a.jpg", a_jpeg(1))
    look_until(qtbot, watched, workspace, ["a.jpg"])

    again = WatchedFolder(workspace)
    again._judge(phone, stamps_in(phone))

    assert again.folder == phone
    assert again._growing == {}


def test_a_spoilt_photo_is_told_once(qtbot: QtBot, workspace: Workspace, watched: WatchedFolder, phone: Path) -> None:
    put(phone, "a.jpg", a_jpeg(1)[:300])
    put(phone, "b.jpg", a_jpeg(2))
    told: list[str] = []
    workspace.wrong.connect(told.append)

    look_until(qtbot, watched, workspace, ["b.jpg"])
    watched._judge(phone, stamps_in(phone))

    assert len(told) == 1 and "“a.jpg” bị hỏng" in told[0]
    assert watched._growing == {}


def test_a_phone_that_was_unplugged_is_no_mistake(
    qtbot: QtBot, workspace: Workspace, watched: WatchedFolder, phone: Path
) -> None:
    (phone / "old.jpg").unlink()
    phone.rmdir()

    watched.look()
    qtbot.waitUntil(workspace.background.is_idle)

    assert names(workspace) == []
    watched.leave()
    assert watched.folder is None
