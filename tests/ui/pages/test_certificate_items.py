"""Ticking what stands on a certificate: by keys, kept at once, told in a few words, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.metrology.certificate import CERTIFICATE_ITEMS
from app.domain.typed_fields import read_calibration_field
from app.services import inventory
from app.ui.pages.certificate_items import CertificateItems
from app.ui.workspace import Workspace


@pytest.fixture
def items(qtbot: QtBot, dressed: object) -> Iterator[CertificateItems]:
    made = CertificateItems()
    qtbot.addWidget(made)
    made.show()
    made.show_items("", still=False)
    made.open()
    yield made


def test_space_goes_round_there_missing_and_not_looked_for(items: CertificateItems, qtbot: QtBot) -> None:
    kept: list[str] = []
    items.edited.connect(kept.append)

    for _time in range(3):
        qtbot.keyClick(items.list, Qt.Key.Key_Space)
        items.show_items(kept[-1], still=False)

    assert kept == ["identity+", "identity-", ""]


def test_plus_and_minus_say_it_at_once(items: CertificateItems, qtbot: QtBot) -> None:
    kept: list[str] = []
    items.edited.connect(kept.append)
    items.list.choose(list(CERTIFICATE_ITEMS).index("traceability"))

    qtbot.keyClicks(items.list, "-")

    assert kept == ["traceability-"]
    items.show_items(kept[-1], still=False)
    assert items.words() == "không đủ chứng minh: thiếu Liên kết chuẩn"


def test_the_fold_tells_how_far_one_has_looked(items: CertificateItems) -> None:
    said = []
    for kept in ("", "identity+ date+", " ".join(f"{each}+" for each in CERTIFICATE_ITEMS)):
        items.show_items(kept, still=False)
        said.append(items.note.text())

    assert said == ["chưa xem", "2/10 mục có, 8 chưa xem", "10/10 mục có"]


def test_where_nothing_may_be_written_keys_change_nothing(items: CertificateItems, qtbot: QtBot) -> None:
    items.show_items("identity+", still=True)

    with qtbot.assertNotEmitted(items.edited):
        qtbot.keyClick(items.list, Qt.Key.Key_Space)


def test_items_are_kept_with_the_calibration_and_undone(workspace: Workspace) -> None:
    scale = workspace.run("Thêm", lambda unit: inventory.add_instrument(unit, code="CB-04", name="Cân bàn", unit="kg"))
    fields = {"certificate_number": "HC-1"}
    made = workspace.run("Ghi", lambda unit: inventory.keep_calibration(unit, scale.id, **fields))

    workspace.run(
        "Sửa", lambda unit: inventory.edit_calibration(unit, made.id, "certificate_items", "date- identity+ sun+")
    )

    assert workspace.read(lambda unit: unit.calibrations.get(made.id)).certificate_items == "identity+ date-"
    workspace.undo()
    assert workspace.read(lambda unit: unit.calibrations.get(made.id)).certificate_items == ""


def test_items_are_read_like_any_field_of_a_calibration() -> None:
    assert read_calibration_field("certificate_items", "signature+", date(2026, 11, 24)) == {
        "certificate_items": "signature+"
    }
