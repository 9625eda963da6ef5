"""Thumbnails come beside the window, few are kept, and copies are made of what was just added or left unmade."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.domain.evidence import Evidence
from app.services.evidence import add_evidence
from app.ui import pictures
from app.ui.pictures import Pictures, pictures_of
from app.ui.workspace import Workspace
from tests.ui.evidence_files import a_jpeg


def added(workspace: Workspace, seed: int = 0) -> Evidence:
    return workspace.run("Thêm ảnh", lambda unit: add_evidence(unit, a_jpeg(seed), f"{seed}.jpg"))


def lacking(workspace: Workspace) -> list[str]:
    return workspace.read(lambda unit: unit.lacking_copies())


def wait_for(qtbot: QtBot, held: Pictures, evidence: Evidence) -> None:
    qtbot.waitUntil(lambda: held.thumbnail(evidence) is not None)


def test_copies_of_what_was_added_are_made_by_themselves(qtbot: QtBot, workspace: Workspace) -> None:
    held = pictures_of(workspace)
    photo = added(workspace)

    assert held.thumbnail(photo) is None
    wait_for(qtbot, held, photo)

    assert lacking(workspace) == []
    shown = held.thumbnail(photo)
    assert shown is not None and (shown.width(), shown.height()) == (320, 240)


def test_what_was_left_unmade_is_made_when_the_dossier_is_open_again(qtbot: QtBot, workspace: Workspace) -> None:
    photos = [added(workspace, seed) for seed in range(3)]
    assert len(lacking(workspace)) == 3

    pictures_of(workspace)

    qtbot.waitUntil(lambda: lacking(workspace) == [])
    assert workspace.store.next_undo() == "Thêm ảnh"
    assert all(workspace.read(lambda unit, each=each: unit.small_copy(each.sha256)) for each in photos)  # type: ignore[misc]


def test_a_photo_that_cannot_be_decoded_is_told_and_not_tried_forever(qtbot: QtBot, workspace: Workspace) -> None:
    photo = added(workspace)
    spoilt = workspace.run("x", lambda unit: unit.evidence.keep(_of(unit.keep_file(b"\xff\xd8\xff rubbish"))))

    held = pictures_of(workspace)
    wait_for(qtbot, held, photo)
    qtbot.waitUntil(lambda: (shown := held.thumbnail(spoilt)) is not None and shown.isNull())

    assert not held.is_making(spoilt)


def _of(sha256: str) -> Evidence:
    return Evidence(id="spoilt", name="x.jpg", media_type="image/jpeg", sha256=sha256, size=9)


def test_memory_grows_with_what_is_shown(qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_KEPT", 4)
    held = pictures_of(workspace)
    for seed in range(9):
        wait_for(qtbot, held, added(workspace, seed))

    assert held.kept() == 4


def test_there_is_one_for_each_workspace(workspace: Workspace) -> None:
    assert pictures_of(workspace) is pictures_of(workspace)
