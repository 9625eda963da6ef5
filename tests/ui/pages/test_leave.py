"""Leaving the site: checks with their ways, files into a folder, a preview, all by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import wording
from app.services import reporting
from app.services.papers import ready_reports
from app.ui.page import Frame
from app.ui.pages.leave import LeavePage
from app.ui.workspace import Workspace

WAIT = 20_000


class Shown:
    """What the page asked of the system: folders it opened, and the folder a person chooses when asked."""

    def __init__(self) -> None:
        self.opened: list[Path] = []
        self.chosen: Path | None = None

    def ask(self, _parent: QWidget, _start: Path) -> Path | None:
        return self.chosen


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, shown: Shown) -> Iterator[LeavePage]:
    made = LeavePage(workspace, shown.opened.append, shown.ask)
    qtbot.addWidget(made)
    made.resize(1180, 700)
    made.use_frame(Frame.WIDE)
    with qtbot.waitSignal(made.preview.view.page_changed, timeout=WAIT, check_params_cb=lambda page, of: of > 0):
        made.show()
    yield made


def _ready(workspace: Workspace) -> set[str]:
    """What can be written of this dossier, and the dossier itself."""
    dossier = workspace.read(reporting.gather_dossier)
    return {each.key for each in ready_reports(dossier)} | {"copy"}


def exported(qtbot: QtBot, page: LeavePage, begin: Callable[[], object]) -> dict[str, Path]:
    with qtbot.waitSignal(page.exported, timeout=WAIT) as written:
        begin()
    return {each.key: each.path for each in written.args[0]}


def test_checks_stand_worst_first_and_enter_goes_to_the_place(
    qtbot: QtBot, page: LeavePage, workspace: Workspace
) -> None:
    asked = QSignalSpy(workspace.go)
    page.checks.list.setFocus()
    page.checks.list.choose(0)

    qtbot.keyClick(page.checks.list, Qt.Key.Key_Return)

    states = [each.state for each in page.checks.list.records.records]
    assert states == sorted(states, key=["bad", "warn", "ok"].index)
    assert states[0] == "bad"
    assert asked.at(0)[0] == "survey"
    assert asked.at(0)[1].startswith("/survey/")


def test_the_ticked_files_are_written_and_the_folder_is_opened(
    qtbot: QtBot, page: LeavePage, shown: Shown, workspace: Workspace
) -> None:
    made = exported(qtbot, page, lambda: qtbot.mouseClick(page.export_button, Qt.MouseButton.LeftButton))

    folder = workspace.store.path.parent / "2026-11-24"
    ready = _ready(workspace)
    assert set(made) == ready
    assert {each.parent for each in made.values()} == {folder}
    assert shown.opened == [folder]
    assert made["summary"].read_bytes().startswith(b"%PDF-")
    assert openpyxl.load_workbook(made["checklist"], read_only=True).sheetnames[0] == "Tóm tắt"
    assert f"Đã ghi {len(ready)} tệp" in page.files.result.words()


def test_a_file_that_is_not_ticked_stays_away_and_none_at_all_says_so(qtbot: QtBot, page: LeavePage) -> None:
    for each in page.files.rows[1:]:
        if each.isHidden():
            continue
        each.tick.setFocus()
        qtbot.keyClick(each.tick, Qt.Key.Key_Space)

    made = exported(qtbot, page, page.export)

    assert set(made) == {"summary"}
    assert page.export_button.text() == "Xuất 1 tệp"
    page.files.rows[0].tick.click()
    assert not page.export_button.isEnabled()
    assert page.export_button.toolTip() == "Chọn ít nhất một tệp."


def test_the_tick_of_a_step_leaves_all_its_papers_and_takes_them_again(qtbot: QtBot, page: LeavePage) -> None:
    before, head = set(page.files.keys()), page.files.heads[1]
    head.setFocus()

    qtbot.keyClick(head, Qt.Key.Key_Space)

    assert before - set(page.files.keys()) == {"summary", "checklist"}
    page.files.rows[0].tick.click()
    assert head.checkState() is Qt.CheckState.PartiallyChecked
    qtbot.keyClick(head, Qt.Key.Key_Space)
    assert set(page.files.keys()) == before


def test_another_folder_is_remembered_for_this_dossier(
    qtbot: QtBot, page: LeavePage, shown: Shown, workspace: Workspace, tmp_path: Path
) -> None:
    shown.chosen = tmp_path / "Ổ USB"
    page.choose()

    again = LeavePage(workspace, shown.opened.append, shown.ask)
    qtbot.addWidget(again)

    assert page.folder() == again.folder() == tmp_path / "Ổ USB"


def test_a_folder_that_cannot_be_written_gives_a_sentence_in_its_place(
    qtbot: QtBot, page: LeavePage, shown: Shown, tmp_path: Path
) -> None:
    shown.chosen = tmp_path / "tệp.txt"
    shown.chosen.write_text("x")
    page.choose()

    page.export()
    qtbot.waitUntil(lambda: bool(page.files.result.words()), timeout=WAIT)

    assert "không phải là thư mục" in page.files.result.words()
    assert shown.opened == []
    assert page.export_button.isEnabled()


def test_english_papers_can_be_written_from_a_vietnamese_window(qtbot: QtBot, page: LeavePage) -> None:
    english = next(each for each in page.files._languages.buttons() if each.property("language") == "en")
    with qtbot.waitSignal(page.previewed, timeout=WAIT):
        english.click()

    made = exported(qtbot, page, page.export)

    qtbot.waitUntil(lambda: "SOCIALIST REPUBLIC" in page.preview.view.accessibleDescription(), timeout=WAIT)
    assert b"/Lang (en-GB)" in made["summary"].read_bytes()
    assert made["summary"].name.endswith("bao-cao_en.pdf")
    assert wording.language() == "vi"


def test_a_second_copy_is_known_until_the_dossier_changes(
    qtbot: QtBot, page: LeavePage, shown: Shown, workspace: Workspace, tmp_path: Path
) -> None:
    def missing() -> bool:
        return any(each.page == "second place" for each in page.checks.list.records.records)

    before = missing()
    shown.chosen = tmp_path / "thẻ nhớ"
    exported(qtbot, page, page.copy_elsewhere)
    after = missing()
    with qtbot.waitSignal(page.previewed, timeout=WAIT):
        workspace.run("Sửa", lambda unit: reporting.set_paper_setting(unit, "paper.place", "Hưng Yên"))

    assert (before, after, missing()) == (True, False, True)


def test_the_head_of_the_papers_is_kept_as_typed_and_a_wrong_date_stays_with_its_reason(
    qtbot: QtBot, page: LeavePage, workspace: Workspace, type_text: Callable[[QWidget, str], None]
) -> None:
    page.files.paper_asked.emit()
    agency, signed = page.paper.fields["paper.agency"], page.paper.fields["paper.signed_on"]

    type_text(agency.editor, "Chi cục Tiêu chuẩn Đo lường")
    agency.commit()
    type_text(signed.editor, "31/11/2026")
    signed.commit()

    kept = workspace.read(lambda unit: {each.name: each.value for each in unit.settings.all()})
    assert kept["paper.agency"] == "Chi cục Tiêu chuẩn Đo lường"
    assert "paper.signed_on" not in kept
    assert "không phải là ngày" in signed.editor.accessibleDescription()
    assert signed.value() == "31/11/2026"


def test_the_preview_is_walked_through_and_zoomed_by_keys(qtbot: QtBot, page: LeavePage) -> None:
    view = page.preview.view
    view.setFocus()
    qtbot.waitUntil(lambda: view.is_rendered(1), timeout=WAIT)

    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    second = view.current_page()
    qtbot.keyClick(view, Qt.Key.Key_End)
    last = view.current_page()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Plus)

    assert (second, last, view.current_page()) == (2, view.page_count(), 1)
    assert view.zoom() == 1.25
    assert view.accessibleName() == f"Xem trước, trang 1 trên {view.page_count()}"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in view.accessibleDescription()
    qtbot.waitUntil(lambda: view.is_rendered(1), timeout=WAIT)


def test_on_a_small_screen_the_preview_takes_turns_with_the_checks(page: LeavePage) -> None:
    page.use_frame(Frame.SMALL)
    small = (page.checks.isVisibleTo(page), page.preview.isVisibleTo(page))
    page._show_preview.click()

    assert small == (True, False)
    assert (page.checks.isVisibleTo(page), page.preview.isVisibleTo(page)) == (False, True)
