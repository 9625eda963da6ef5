"""The inbox by keys alone: choosing, linking as suggested or found, naming, withdrawing and bringing back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QMimeData, Qt, QUrl
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.evidence import Evidence
from app.domain.floor import Sighting
from app.domain.keys import new_key
from app.services.evidence import evidence_of, keeps_position
from app.services.inventory import add_instrument
from app.storage.unit import Unit
from app.ui.pages.evidence import EvidencePage
from app.ui.pages.evidence_words import EVERY, LOOSE, WITHDRAWN
from app.ui.workspace import Workspace
from tests.ui.evidence_files import a_jpeg, put

TAKEN = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
TypeText = Callable[[QWidget, str], None]


def a_piece(unit: Unit, number: int) -> Evidence:
    sha256 = unit.keep_file(a_jpeg(number, (64, 48)))
    taken = TAKEN - timedelta(minutes=number)
    name = f"IMG_{number}.jpg"
    return unit.evidence.keep(
        Evidence(id=new_key(), name=name, media_type="image/jpeg", sha256=sha256, size=900, taken_at=taken)
    )


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> EvidencePage:
    """Three photos, newest first, and an instrument that was seen when they were taken."""

    def work(unit: Unit) -> None:
        made = add_instrument(unit, code="AP-101", name="Áp kế", location="Nồi hơi")
        unit.sightings.keep(
            Sighting(id=new_key(), cycle_id=workspace.cycle_id, instrument_id=made.id, state="seen", seen_at=TAKEN)
        )
        for number in range(3):
            a_piece(unit, number)

    workspace.run("Chuẩn bị", work)
    made = EvidencePage(workspace)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.grid.setFocus()
    return made


def hinted(qtbot: QtBot, page: EvidencePage) -> None:
    qtbot.waitUntil(lambda: bool(page.side.linking.hints.hints.records))


def proving(workspace: Workspace, code: str = "AP-101") -> list[str]:
    def look(unit: Unit) -> list[str]:
        (found,) = unit.instruments.all(code=code)
        return [each.name for each in evidence_of(unit, "instruments", found.id)]

    return workspace.read(look)


def shown(page: EvidencePage) -> list[str]:
    return [each.name for each in page.grid.pieces()]


def test_what_is_not_linked_is_shown_newest_first_and_the_first_is_chosen(page: EvidencePage) -> None:
    assert shown(page) == ["IMG_0.jpg", "IMG_1.jpg", "IMG_2.jpg"]
    assert [each.name for each in page.grid.chosen()] == ["IMG_0.jpg"]
    assert page.filters[LOOSE].text() == "Chưa gắn 3"


def test_a_digit_links_to_the_suggestion_and_the_next_photo_is_chosen(
    qtbot: QtBot, workspace: Workspace, page: EvidencePage
) -> None:
    hinted(qtbot, page)

    qtbot.keyClick(page.grid, Qt.Key.Key_1)

    assert proving(workspace) == ["IMG_0.jpg"]
    assert shown(page) == ["IMG_1.jpg", "IMG_2.jpg"]
    assert [each.name for each in page.grid.chosen()] == ["IMG_1.jpg"]
    workspace.undo()
    assert workspace.read(lambda unit: unit.count_loose_evidence()) == 3


def test_many_are_chosen_with_shift_and_linked_in_one_deed(
    qtbot: QtBot, workspace: Workspace, page: EvidencePage, type_text: TypeText
) -> None:
    qtbot.keyClick(page.grid, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(page.grid, Qt.Key.Key_Right, SHIFT)
    assert len(page.grid.chosen()) == 3

    qtbot.keyClick(page.grid, Qt.Key.Key_Slash)
    type_text(page.side.linking.search, "ap-101")
    qtbot.waitUntil(lambda: page.side.linking.results.isVisible())
    qtbot.keyClick(page.side.linking.search, Qt.Key.Key_Return)

    assert sorted(proving(workspace)) == ["IMG_0.jpg", "IMG_1.jpg", "IMG_2.jpg"]
    assert workspace.store.next_undo() == "Gắn bằng chứng vào AP-101"
    workspace.undo()
    assert proving(workspace) == []


def test_one_photo_is_linked_to_several_things_in_one_deed(
    qtbot: QtBot, workspace: Workspace, page: EvidencePage, type_text: TypeText
) -> None:
    hinted(qtbot, page)
    qtbot.keyClick(page.grid, Qt.Key.Key_M)
    qtbot.keyClick(page.grid, Qt.Key.Key_1)
    qtbot.keyClick(page.grid, Qt.Key.Key_Slash)
    type_text(page.side.linking.search, "nhan")
    qtbot.waitUntil(lambda: page.side.linking.results.isVisible())
    qtbot.keyClick(page.side.linking.search, Qt.Key.Key_Return)
    assert workspace.read(lambda unit: unit.links.count()) == 0
    page.grid.setFocus()

    qtbot.keyClick(page.grid, Qt.Key.Key_M)

    links = workspace.read(lambda unit: unit.links.all(from_kind="evidence"))
    assert sorted(each.to_kind for each in links) == ["answers", "instruments"]
    workspace.undo()
    assert workspace.read(lambda unit: unit.links.count()) == 0


def test_one_photo_is_linked_to_a_question_found_by_its_words(
    qtbot: QtBot, workspace: Workspace, page: EvidencePage, type_text: TypeText
) -> None:
    qtbot.keyClick(page.grid, Qt.Key.Key_Slash)
    type_text(page.side.linking.search, "nhan")
    qtbot.waitUntil(lambda: page.side.linking.results.isVisible())

    qtbot.keyClick(page.side.linking.search, Qt.Key.Key_Return)

    links = workspace.read(lambda unit: unit.links.all(from_kind="evidence"))
    assert [each.to_kind for each in links] == ["answers"]
    assert workspace.read(lambda unit: unit.answers.find(links[0].to_id)) is not None


def test_a_caption_and_an_area_are_written_and_come_back_with_undo(
    qtbot: QtBot, workspace: Workspace, page: EvidencePage, type_text: TypeText
) -> None:
    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    type_text(page.side.caption.editor, "Nhãn mờ")
    qtbot.keyClick(page.side.caption.editor, Qt.Key.Key_Return)
    page.grid.setFocus()
    qtbot.keyClick(page.grid, Qt.Key.Key_K)
    type_text(page.side.place.editor, "Kho")
    qtbot.keyClick(page.side.place.editor, Qt.Key.Key_Return)

    (first,) = page.grid.chosen()
    assert (first.note, first.place) == ("Nhãn mờ", "Kho")
    workspace.undo()
    assert page.grid.chosen()[0].place == ""


def test_withdrawing_asks_why_and_can_be_taken_back_later(
    qtbot: QtBot, workspace: Workspace, page: EvidencePage, type_text: TypeText
) -> None:
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    editor = page.side.withdraw.field.editor
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert "lý do" in page.side.withdraw.field.error()
    type_text(editor, "mờ")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert shown(page) == ["IMG_1.jpg", "IMG_2.jpg"]

    qtbot.keyClick(page.grid, Qt.Key.Key_G)
    qtbot.keyClick(page.grid, Qt.Key.Key_G)
    assert (page.view, shown(page)) == (WITHDRAWN, ["IMG_0.jpg"])
    assert "mờ" in page.side._reason.text()
    page.side.restore.click()

    page.show_view(LOOSE)
    assert shown(page) == ["IMG_0.jpg", "IMG_1.jpg", "IMG_2.jpg"]


def test_a_link_is_taken_away_from_the_side(qtbot: QtBot, workspace: Workspace, page: EvidencePage) -> None:
    hinted(qtbot, page)
    thing = page.side.linking.hints.hints.records[0].thing
    page.link_to([thing])
    page.show_view(EVERY)
    page.show_target(page.grid.pieces()[0].id)
    assert page.side._links_title.text() == "Đã gắn vào 1 nơi"

    page.side.unlinked.emit(thing)

    assert proving(workspace) == []
    assert page.side._links_title.text() == "Chưa gắn vào đâu"


def test_files_that_are_dropped_come_into_the_inbox(
    qtbot: QtBot, workspace: Workspace, page: EvidencePage, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setUrls(
        [QUrl.fromLocalFile(str(put(tmp_path, name, a_jpeg(n + 50)))) for n, name in enumerate(("x.jpg", "y.jpg"))]
    )

    assert page.take_mime(data)
    qtbot.waitUntil(
        lambda: (
            workspace.read(lambda unit: unit.count_loose_evidence()) == 5 and page.filters[LOOSE].text() == "Chưa gắn 5"
        )
    )


def test_the_position_is_kept_only_after_it_was_asked_for(workspace: Workspace, page: EvidencePage) -> None:
    page.menu.fill()
    keeps = next(each for each in page.menu.actions() if each.isCheckable())

    keeps.trigger()

    assert workspace.read(keeps_position)


def test_the_grid_s_model_is_sound_and_its_lines_speak(page: EvidencePage) -> None:
    model: QAbstractItemModel = page.grid.grid

    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    spoken = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("IMG_0.jpg") and spoken.endswith("chưa gắn")
    assert not model.index(0, 0).flags() & Qt.ItemFlag.ItemIsSelectable


def test_an_empty_inbox_says_how_photos_get_here(qtbot: QtBot, workspace: Workspace) -> None:
    made = EvidencePage(workspace)
    qtbot.addWidget(made)
    made.show()

    assert made._stack.currentIndex() == 1
    assert made.side.isHidden()


def test_a_place_leads_back_to_the_piece(page: EvidencePage) -> None:
    third = page.grid.pieces()[2]

    page.show_target(third.id)

    assert page.place() == third.id
