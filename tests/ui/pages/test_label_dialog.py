"""Printing labels: the sheet is shown as it will be, and written where one wants it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.services import inventory
from app.ui.pages.label_dialog import LabelDialog
from app.ui.workspace import Workspace


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> LabelDialog:
    with workspace.store.unit("Nhập") as unit:
        for number in range(1, 31):
            inventory.add_instrument(unit, code=f"A-{number}", name="Áp kế lò xo", serial=f"S{number}")
        rows = inventory.instrument_rows(unit, workspace.as_of)
    made = LabelDialog(workspace, rows[:2], rows)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_marked_rows_come_first_and_all_listed_ones_can_be_chosen(dialog: LabelDialog, qtbot: QtBot) -> None:
    words = dialog._count.text()

    dialog.which.show_value("shown")
    dialog.which.picked.emit("shown")

    assert "2 nhãn trên 1 tờ" in words
    assert "30 nhãn trên 2 tờ" in dialog._count.text()
    qtbot.waitUntil(lambda: dialog.view.page_count() == 2)


def test_a_sticker_that_the_sheet_does_not_have_is_said_at_the_field(dialog: LabelDialog) -> None:
    dialog.layout_choice.show_value("5x13")
    dialog.layout_choice.picked.emit("5x13")
    dialog.start.show_value("60")
    fits = dialog.first_label()

    dialog.layout_choice.show_value("3x7")
    dialog.layout_choice.picked.emit("3x7")

    assert (fits, dialog.first_label()) == (60, None)
    assert "từ 1 đến 21" in dialog.start.error() and not dialog.save.isEnabled()


def test_the_written_sheet_can_be_scanned(
    dialog: LabelDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "nhan"), ""))

    dialog.write()

    qtbot.waitUntil(lambda: "nhan.pdf" in dialog.message.words())
    pdf = pypdfium2.PdfDocument(str(tmp_path / "nhan.pdf"))
    read = {each.text for each in zxingcpp.read_barcodes(pdf[0].render(scale=3).to_pil())}
    pdf.close()
    assert read == {"A-1", "A-2"}


def test_a_place_that_cannot_be_written_to_is_said_in_the_dialog(
    dialog: LabelDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nhan.pdf").mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "nhan.pdf"), ""))

    dialog.write()

    qtbot.waitUntil(lambda: "thư mục" in dialog.message.words())
    assert dialog.save.isEnabled()
