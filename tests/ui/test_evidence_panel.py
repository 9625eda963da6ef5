"""The panel of evidence in a side form: shows, adds, names and unlinks what proves one record."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.services.evidence import evidence_of
from app.services.inventory import add_instrument
from app.ui.evidence_panel import EvidencePanel
from app.ui.workspace import Workspace
from tests.ui.evidence_files import a_jpeg, put


@pytest.fixture
def instrument(workspace: Workspace) -> str:
    return workspace.run("Thêm", lambda unit: add_instrument(unit, code="AP-1", name="Áp kế")).id


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace, instrument: str) -> EvidencePanel:
    made = EvidencePanel(workspace, "instruments", instrument)
    qtbot.addWidget(made)
    made.resize(360, 300)
    made.show()
    return made


def linked(workspace: Workspace, instrument: str) -> list[str]:
    return [each.name for each in workspace.read(lambda unit: evidence_of(unit, "instruments", instrument))]


def test_files_and_folders_that_are_dropped_prove_the_record(
    qtbot: QtBot, workspace: Workspace, panel: EvidencePanel, instrument: str, tmp_path: Path
) -> None:
    put(tmp_path, "photos/b.jpg", a_jpeg(2))
    put(tmp_path, "photos/sub/c.jpg", a_jpeg(3))
    files = [put(tmp_path, "a.pdf", b"%PDF-1.7"), tmp_path / "photos"]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])

    assert panel.take_mime(data)
    qtbot.waitUntil(lambda: panel.strip.model().rowCount() == 4)

    assert linked(workspace, instrument) == ["a.pdf", "b.jpg", "c.jpg"]
    assert workspace.store.next_undo() == "Thêm bằng chứng"


def test_a_pasted_picture_becomes_a_photo(
    qtbot: QtBot, workspace: Workspace, panel: EvidencePanel, instrument: str
) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data = QMimeData()
    data.setImageData(image)

    assert panel.take_mime(data)
    qtbot.waitUntil(lambda: panel.strip.model().rowCount() == 2)

    assert linked(workspace, instrument)[0].endswith(".png")


def test_what_cannot_be_added_is_told_and_the_rest_comes_in(
    qtbot: QtBot, workspace: Workspace, panel: EvidencePanel, instrument: str, tmp_path: Path
) -> None:
    bad, missing, good = put(tmp_path, "a.jpg", b"no photo"), tmp_path / "gone.jpg", put(tmp_path, "c.jpg", a_jpeg(1))

    panel.take_files([bad, missing, good])
    qtbot.waitUntil(lambda: panel._wrong.isVisible())

    assert linked(workspace, instrument) == ["c.jpg"]


def test_unlinking_is_one_deed_and_the_dossier_keeps_the_file(
    qtbot: QtBot, workspace: Workspace, panel: EvidencePanel, instrument: str, tmp_path: Path
) -> None:
    panel.take_files([put(tmp_path, "c.jpg", a_jpeg(1))])
    qtbot.waitUntil(lambda: panel.strip.model().rowCount() == 2)
    panel.strip.setFocus()
    panel.strip.setCurrentIndex(panel.strip.model().index(0, 0))

    qtbot.keyClick(panel.strip, Qt.Key.Key_Delete)

    assert linked(workspace, instrument) == []
    assert workspace.read(lambda unit: unit.evidence.count()) == 1
    workspace.undo()
    assert linked(workspace, instrument) == ["c.jpg"]


def test_without_a_record_there_is_nothing_to_see_or_add(panel: EvidencePanel, tmp_path: Path) -> None:
    panel.show_record("instruments", "")

    panel.take_files([put(tmp_path, "c.jpg", a_jpeg(1))])

    assert panel.isHidden()
