"""Evidence seen large: photos, pages of a PDF, and files that can only be saved."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from app.domain.evidence import Evidence
from app.services.evidence import add_evidence
from app.ui.forms.picture_box import PictureBox
from app.ui.workspace import Workspace
from tests.ui.evidence_files import a_jpeg


def a_pdf(pages: int) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(300, 400))
    for number in range(pages):
        canvas.rect(20, 20, 50 + number, 50)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


@pytest.fixture
def items(workspace: Workspace) -> list[Evidence]:
    files = {"a.jpg": a_jpeg(1), "b.pdf": a_pdf(2), "c.xlsx": b"PK", "d.pdf": b"no PDF"}
    return workspace.run("Thêm", lambda unit: [add_evidence(unit, each, name) for name, each in files.items()])


@pytest.fixture
def box(qtbot: QtBot, workspace: Workspace, items: list[Evidence]) -> Iterator[PictureBox]:
    ground = QWidget()
    ground.resize(1000, 700)
    qtbot.addWidget(ground)
    made = PictureBox(ground, workspace, items)
    made.open()
    yield made
    made.close()


def test_arrows_go_to_the_next_piece_and_pages_turn_inside_a_pdf(qtbot: QtBot, box: PictureBox) -> None:
    qtbot.waitUntil(lambda: not box.picture.pixmap().isNull())
    qtbot.keyClick(box, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: box._which.text().startswith("trang 1/2"))

    qtbot.keyClick(box, Qt.Key.Key_PageDown)

    assert box._which.text().startswith("trang 2/2") and box._which.text().endswith("2/4")
    qtbot.waitUntil(lambda: not box.picture.pixmap().isNull())


def test_what_cannot_be_shown_says_so(qtbot: QtBot, box: PictureBox) -> None:
    for _step in range(2):
        qtbot.keyClick(box, Qt.Key.Key_Right)
    assert "nằm trong hồ sơ này" in box.picture.text()
    qtbot.keyClick(box, Qt.Key.Key_Right)

    qtbot.waitUntil(lambda: "Không đọc được tệp này" in box.picture.text())


def test_a_photo_is_saved_as_it_is_shown_and_a_file_as_it_was_given(
    qtbot: QtBot, workspace: Workspace, box: PictureBox, items: list[Evidence], tmp_path: Path
) -> None:
    photo, file = tmp_path / "a.jpg", tmp_path / "b.pdf"
    box.save_to(photo)
    qtbot.waitUntil(lambda: photo.exists() and workspace.background.is_idle())
    qtbot.keyClick(box, Qt.Key.Key_Right)
    box.save_to(file)
    qtbot.waitUntil(lambda: file.exists() and workspace.background.is_idle())

    assert dict(Image.open(io.BytesIO(photo.read_bytes())).getexif()) == {}
    assert file.read_bytes() == workspace.read(lambda unit: unit.file(items[1].sha256))


def test_a_folder_that_cannot_be_written_is_told(qtbot: QtBot, box: PictureBox, tmp_path: Path) -> None:
    box.save_to(tmp_path / "gone" / "a.jpg")

    qtbot.waitUntil(lambda: "Không ghi được “a.jpg”" in box._said.text())
