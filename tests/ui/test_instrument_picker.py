"""Choosing an instrument by typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services import inventory
from app.storage.unit import Unit
from app.ui.instrument_picker import InstrumentPicker
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]


def fill(unit: Unit) -> None:
    for code, name, serial, kind, due in (
        ("CB-007", "Cân bàn điện tử", "1190-33", "instrument", date(2026, 11, 3)),
        ("CB-008", "Cân bàn điện tử", "1190-34", "instrument", date(2027, 11, 3)),
        ("AP-031", "Áp kế lò xo", "4410-231", "instrument", date(2027, 1, 1)),
        ("QC-001", "Quả cân F1", "77", "standard", date(2027, 1, 1)),
    ):
        made = inventory.add_instrument(unit, code=code, name=name, serial=serial, kind=kind)
        inventory.keep_calibration(
            unit, made.id, performed_on=date(2025, 11, 3), valid_until=due, certificate_number="KĐ-1"
        )


@pytest.fixture
def picker(workspace: Workspace, qtbot: QtBot) -> Iterator[InstrumentPicker]:
    workspace.run("Nhập danh mục", fill)
    made = InstrumentPicker(workspace)
    qtbot.addWidget(made)
    made.resize(360, 200)
    made.show()
    made.activateWindow()
    made.editor.setFocus()
    QApplication.processEvents()
    yield made
    made.hide()


def codes(picker: InstrumentPicker) -> list[str]:
    return [each.instrument.code for each in picker._hits.records]


def press(qtbot: QtBot, picker: InstrumentPicker, key: Qt.Key) -> None:
    qtbot.keyClick(picker._list if picker._list.isVisible() else picker.editor, key)


def test_a_name_is_found_without_accents_and_standards_are_not_offered(
    picker: InstrumentPicker, type_text: TypeText
) -> None:
    type_text(picker.editor, "can ban")

    assert codes(picker) == ["CB-007", "CB-008"]


def test_three_digits_of_a_serial_number_lead_to_the_instrument(
    picker: InstrumentPicker, qtbot: QtBot, type_text: TypeText
) -> None:
    type_text(picker.editor, "231")

    with qtbot.waitSignal(picker.picked) as told:
        press(qtbot, picker, Qt.Key.Key_Return)

    chosen = picker.chosen()
    assert chosen is not None and chosen.instrument.code == "AP-031"
    assert told.args == [chosen.instrument.id]
    assert picker.editor.text() == "AP-031 · Áp kế lò xo · 4410-231"
    assert not picker.message.isVisible()


def test_arrows_choose_among_several(picker: InstrumentPicker, qtbot: QtBot, type_text: TypeText) -> None:
    type_text(picker.editor, "cb")

    press(qtbot, picker, Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.picked):
        press(qtbot, picker, Qt.Key.Key_Return)

    chosen = picker.chosen()
    assert chosen is not None and chosen.instrument.code == "CB-008"


def test_an_overdue_instrument_is_told_below(picker: InstrumentPicker, workspace: Workspace) -> None:
    overdue = workspace.read(lambda unit: unit.instruments.all(code="CB-007")[0].id)

    picker.show_instrument(overdue)

    assert picker.message.isVisible()
    assert picker.message.words() == "Quá hạn 21 ngày, giấy in có giá trị đến 03/11/2026."


def test_an_emptied_field_chooses_nothing_and_half_a_word_goes_back(
    picker: InstrumentPicker, workspace: Workspace, qtbot: QtBot
) -> None:
    picker.show_instrument(workspace.read(lambda unit: unit.instruments.all(code="AP-031")[0].id))
    picker.editor.setText("AP")
    picker.editor.clearFocus()
    assert picker.editor.text().startswith("AP-031")
    picker.editor.setFocus()

    picker.editor.setText("")
    with qtbot.waitSignal(picker.picked) as told:
        picker.editor.clearFocus()

    assert told.args == [""] and picker.chosen() is None


def test_it_hears_of_a_new_certificate(picker: InstrumentPicker, workspace: Workspace) -> None:
    overdue = workspace.read(lambda unit: unit.instruments.all(code="CB-007")[0].id)
    picker.show_instrument(overdue)

    workspace.run(
        "Ghi",
        lambda unit: inventory.keep_calibration(
            unit, overdue, performed_on="20/11/2026", valid_until="20/11/2027", certificate_number="KĐ-2"
        ),
    )

    assert not picker.message.isVisible()
