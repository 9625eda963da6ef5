"""A work copy on its way out and back, by keys: look through, settle what both sides changed, agree, take back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.instruments import Instrument
from app.domain.keys import new_key
from app.services import inventory, work_copies
from app.ui.pages.import_dialog import ImportDialog
from app.ui.pages.work_copy_dialog import WorkCopyDialog
from app.ui.pages.work_copy_export import WorkCopyExport
from app.ui.pages.work_copy_menu import work_copy_button
from app.ui.window import MainWindow
from app.ui.workspace import Workspace
from tests.exchange.builders import a_workbook
from tests.services.work_copy_builders import Sheet, edited
from tests.ui.conftest import TODAY


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Three instruments."""
    made = [
        Instrument(id=new_key(), code=f"TB-0{number}", name=name)
        for number, name in enumerate(("Áp kế", "Cân bàn", "Nhiệt kế"), start=1)
    ]
    workspace.run("Nhập", lambda unit: unit.instruments.keep_all(made))
    return workspace


@pytest.fixture
def dialog(qtbot: QtBot, filled: Workspace) -> Iterator[WorkCopyDialog]:
    made = WorkCopyDialog(filled)
    qtbot.addWidget(made)
    made.resize(1286, 708)
    with qtbot.waitActive(made):
        made.show()
    yield made


def export(workspace: Workspace, folder: Path, key: str = "instruments") -> Path:
    copy = workspace.read(lambda unit: work_copies.make_copy(unit, workspace.cycle_id, key, "vi"))
    return work_copies.write_copy(copy, folder / "ban-lam-viec.xlsx")


def put(code: str, column: str, value: object) -> Callable[[Sheet], None]:
    return lambda sheet: sheet.put(sheet.row_of(code), column, value)


def read(qtbot: QtBot, dialog: WorkCopyDialog, path: Path) -> None:
    with qtbot.waitSignal(dialog.session.previewed, timeout=10_000):
        dialog.open_file(path)


def owners(workspace: Workspace) -> dict[str, str]:
    every = workspace.read(lambda unit: unit.instruments.all())
    return {each.code: each.owner for each in every}


def change_here(workspace: Workspace, code: str, owner: str) -> None:
    key = workspace.read(lambda unit: next(each.id for each in unit.instruments.all() if each.code == code))
    workspace.run("Sửa", lambda unit: inventory.edit_instrument(unit, key, "owner", owner))


def test_conflicts_come_first_and_are_settled_by_two_keys(
    qtbot: QtBot, dialog: WorkCopyDialog, filled: Workspace, tmp_path: Path
) -> None:
    path = export(filled, tmp_path)

    def edit(sheet: Sheet) -> None:
        for code, owner in (("TB-01", "Lan"), ("TB-02", "Minh"), ("TB-03", "Đức")):
            put(code, "owner", owner)(sheet)

    edited(path, edit)
    change_here(filled, "TB-01", "Hoa")
    change_here(filled, "TB-02", "Tâm")
    read(qtbot, dialog, path)
    table = dialog.table
    QAbstractItemModelTester(table.model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    assert [table.model.record(place).mine for place in range(table.model.count())] == ["Hoa", "Tâm"]
    assert not dialog.agree.isEnabled()
    qtbot.keyClick(table.view, Qt.Key.Key_1)
    qtbot.keyClick(table.view, Qt.Key.Key_2)
    assert dialog.agree.text() == "Nhận 2 thay đổi"
    with qtbot.waitSignal(dialog.session.taken, timeout=10_000):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert owners(filled) == {"TB-01": "Hoa", "TB-02": "Minh", "TB-03": "Đức"}
    filled.undo()
    assert owners(filled) == {"TB-01": "Hoa", "TB-02": "Tâm", "TB-03": ""}


def test_a_cell_that_is_not_wanted_is_left_out(
    qtbot: QtBot, dialog: WorkCopyDialog, filled: Workspace, tmp_path: Path
) -> None:
    path = edited(export(filled, tmp_path), put("TB-01", "owner", "Lan"))
    read(qtbot, dialog, path)

    qtbot.keyClick(dialog.table.view, Qt.Key.Key_1)

    assert dialog.table.model.index(0, 6).data() == "Không nhận"
    assert not dialog.agree.isEnabled()
    qtbot.keyClick(dialog.table.view, Qt.Key.Key_2)
    assert dialog.agree.isEnabled()


def test_a_missing_row_goes_only_when_it_is_chosen(
    qtbot: QtBot, dialog: WorkCopyDialog, filled: Workspace, tmp_path: Path
) -> None:
    path = edited(export(filled, tmp_path), lambda sheet: sheet.sheet.delete_rows(sheet.row_of("TB-02")))
    read(qtbot, dialog, path)

    assert dialog.table.receive.text() == "Bỏ khỏi hồ sơ"
    assert not dialog.agree.isEnabled()
    qtbot.mouseClick(dialog.table.receive, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.session.taken, timeout=10_000):
        qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)

    assert sorted(owners(filled)) == ["TB-01", "TB-03"]


def test_what_could_not_be_read_goes_back_in_a_copy_with_notes(
    qtbot: QtBot, dialog: WorkCopyDialog, filled: Workspace, tmp_path: Path
) -> None:
    path = edited(export(filled, tmp_path), put("TB-01", "period_months", "mười"))
    read(qtbot, dialog, path)

    assert "không phải là số" in dialog.table.detail.text()
    assert not dialog.table.receive.isEnabled()
    with qtbot.waitSignal(dialog.session.annotated, timeout=10_000) as told:
        qtbot.mouseClick(dialog.notes, Qt.MouseButton.LeftButton)

    assert told.args is not None and told.args[0].name == "ban-lam-viec_can-sua.xlsx"
    assert "ban-lam-viec_can-sua.xlsx" in dialog.wrong.words()


def test_a_dossier_that_changed_behind_the_dialog_is_read_again(
    qtbot: QtBot, dialog: WorkCopyDialog, filled: Workspace, tmp_path: Path
) -> None:
    path = edited(export(filled, tmp_path), put("TB-01", "owner", "Lan"))
    read(qtbot, dialog, path)
    change_here(filled, "TB-01", "Hoa")

    with qtbot.waitSignal(dialog.session.failed, timeout=10_000):
        qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)

    assert "đã thay đổi" in dialog.wrong.words()
    with qtbot.waitSignal(dialog.session.previewed, timeout=10_000):
        dialog.wrong.followed.emit()
    assert [each.group for each in dialog.table.model.records()] == ["conflict"]


def test_filters_and_words_narrow_the_list(
    qtbot: QtBot, dialog: WorkCopyDialog, filled: Workspace, tmp_path: Path
) -> None:
    path = export(filled, tmp_path)

    def edit(sheet: Sheet) -> None:
        put("TB-01", "owner", "Lan")(sheet)
        put("TB-02", "location", "Kho")(sheet)
        put("TB-03", "period_months", "x")(sheet)

    edited(path, edit)
    read(qtbot, dialog, path)

    qtbot.mouseClick(dialog.table.filters["take"], Qt.MouseButton.LeftButton)
    assert dialog.table.model.count() == 2
    dialog.table.search.setText("can ban")
    assert [each.about for each in dialog.table.model.records()] == ["TB-02 Cân bàn"]


def test_a_file_of_another_kind_says_so_where_it_was_dropped(
    qtbot: QtBot, dialog: WorkCopyDialog, tmp_path: Path
) -> None:
    path = a_workbook(tmp_path / "list.xlsx", {"DM": [["Tên"], ["Áp kế"]]})

    with qtbot.waitSignal(dialog.session.failed, timeout=10_000):
        drop(dialog.choose, path)

    assert "không phải bản làm việc" in dialog.choose.wrong.words()
    assert not dialog.older.isVisible()


def drop(target: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(40, 40), copy, data, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(40, 40), copy, data, left, none))


def test_an_untouched_copy_says_that_there_is_nothing_to_take(
    qtbot: QtBot, dialog: WorkCopyDialog, filled: Workspace, tmp_path: Path
) -> None:
    read(qtbot, dialog, export(filled, tmp_path))

    assert dialog.table.model.count() == 0
    assert not dialog.agree.isEnabled()
    assert dialog._summary.text() == "Tệp này giống hệt hồ sơ, không có gì để nhận."


def test_the_chosen_part_is_written_beside_the_dossier(qtbot: QtBot, filled: Workspace, tmp_path: Path) -> None:
    dialog = WorkCopyExport(filled, "survey:5")
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)

    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(dialog.outcome.words()), timeout=10_000)

    made = tmp_path / "an-lac_ban-lam-viec_5-kiem-dinh-hieu-chuan.xlsx"
    assert made.is_file() and made.name in dialog.outcome.words()
    assert work_copies.looks_like_work_copy(made)


def test_a_part_is_found_by_words_without_accents(qtbot: QtBot, filled: Workspace) -> None:
    dialog = WorkCopyExport(filled)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)

    dialog.search.setText("quy trinh")

    shown = [
        dialog.list.item(n).text().strip() for n in range(dialog.list.count()) if not dialog.list.item(n).isHidden()
    ]
    assert "Quy trình" in shown and "Phương tiện đo" not in shown
    assert not dialog.list.currentItem().isHidden()


def test_the_button_of_a_page_has_both_directions(qtbot: QtBot, filled: Workspace) -> None:
    page = QWidget()
    qtbot.addWidget(page)

    made = work_copy_button(filled, page, lambda: "instruments")

    menu = made.menu()
    assert [each.text() for each in menu.actions()] == ["Xuất bản làm việc Excel…", "Nhận lại bản làm việc…"]
    page.resize(600, 400)
    page.show()
    assert made.text() == ""
    page.resize(1200, 400)
    assert made.text() == "Bản làm việc"


def test_a_workbook_dropped_on_the_window_is_known_for_what_it_is(
    qtbot: QtBot, filled: Workspace, tmp_path: Path
) -> None:
    path = edited(export(filled, tmp_path), put("TB-01", "owner", "Lan"))
    window = MainWindow(filled.preferences, filled.background, TODAY)
    qtbot.addWidget(window)
    window.start(None)
    window.show()
    window.show_workspace(filled)

    drop(window, path)
    dialog = window.findChild(WorkCopyDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.session.found is not None, timeout=10_000)

    assert [each.theirs for each in dialog.session.preview.cells] == ["Lan"]
    dialog.reject()
    drop(window, a_workbook(tmp_path / "list.xlsx", {"DM": [["Tên phương tiện đo", "Số máy"], ["Áp kế", "1"]]}))
    other = window.findChild(ImportDialog)
    assert other is not None
    qtbot.waitUntil(lambda: other.session.found is not None, timeout=10_000)
    other.reject()
    qtbot.waitUntil(filled.background.is_idle, timeout=10_000)
