"""The import as a person does it: choose, look through, answer by keys, agree, take back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import wording
from app.ui.pages.import_dialog import ImportDialog
from app.ui.pages.import_rows import RowsModel
from app.ui.workspace import Workspace
from tests.exchange.builders import HEADER, a_workbook, raw_workbook, text_row
from tests.exchange.old_encodings import as_tcvn3

ROWS: list[list[Any]] = [
    ["DANH MỤC PHƯƠNG TIỆN ĐO"],
    [*HEADER, "Bộ phận sử dụng", "Linh tinh"],
    [1, "Cân bàn", "00123", "60 kg", "05/03/2025", "Kho", "a"],
    [2, "Áp kế", "P1", "0-10 bar", "31/02/2025", "Kho", "b"],
    [3, "Nhiệt kế", "N1", "0-100 °C", "T3/2025", "QA", "c"],
    [4, "Nhiệt kế", "N1", "0-100 °C", "06/04/2025", "QA", "d"],
]


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> Iterator[ImportDialog]:
    made = ImportDialog(workspace)
    qtbot.addWidget(made)
    made.resize(1286, 708)
    made.show()
    qtbot.waitExposed(made)
    yield made


def _read(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    with qtbot.waitSignal(dialog.session.previewed, timeout=10_000):
        dialog.open_file(path)


def _list(tmp_path: Path, rows: list[list[Any]] = ROWS) -> Path:
    return a_workbook(tmp_path / "danh mục.xlsx", {"DM": rows})


def _counts(workspace: Workspace) -> tuple[int, int]:
    return workspace.read(lambda unit: (unit.instruments.count(), unit.calibrations.count()))


def test_a_list_is_shown_as_it_was_read_and_nothing_is_written(
    qtbot: QtBot, dialog: ImportDialog, workspace: Workspace, tmp_path: Path
) -> None:
    _read(qtbot, dialog, _list(tmp_path))

    model = dialog.table.model
    assert model.rowCount() == 4
    assert model.index(0, 1).data() == "Cân bàn"
    assert model.index(2, 4).data() == "03/2025"
    assert model.index(1, 4).data() == "31/02/2025"
    assert dialog.agree.text() == "Nhập 4 phương tiện đo"
    assert dialog.agree.isEnabled()
    assert _counts(workspace) == (0, 0)


def test_the_model_is_a_sound_one(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    _read(qtbot, dialog, _list(tmp_path))

    QAbstractItemModelTester(dialog.table.model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    assert isinstance(dialog.table.model, RowsModel)


def test_a_list_is_taken_in_by_keys_alone_and_one_undo_takes_it_back(
    qtbot: QtBot, dialog: ImportDialog, workspace: Workspace, tmp_path: Path
) -> None:
    _read(qtbot, dialog, _list(tmp_path))

    with qtbot.waitSignal(dialog.finished, timeout=10_000):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert _counts(workspace) == (4, 4)
    assert workspace.undo() == "Nhập danh mục danh mục.xlsx"
    assert _counts(workspace) == (0, 0)


def test_another_meaning_of_a_column_is_taken_up_at_once(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    _read(qtbot, dialog, _list(tmp_path))
    choice = dialog.table.mapping.choice_of("G")
    assert choice is not None

    with qtbot.waitSignal(dialog.session.previewed, timeout=10_000):
        choice.setCurrentIndex(choice.findData("note"))
        choice.activated.emit(choice.currentIndex())

    assert dialog.session.preview.rows[0].text("note") == "a"


def test_a_problem_leads_to_its_row(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    _read(qtbot, dialog, _list(tmp_path))
    qtbot.mouseClick(dialog.side.problem_tab, Qt.MouseButton.LeftButton)

    dialog.side.problems.setCurrentRow(0)
    dialog.side.problems.itemActivated.emit(dialog.side.problems.item(0))

    row = dialog.table.model.row_at(dialog.table.view.currentIndex().row())
    assert row is not None and row.row == 4
    assert dialog.side.problems.count() == 2


def test_a_question_is_answered_by_a_key(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    _read(qtbot, dialog, _list(tmp_path))
    card = next(each for each in dialog.side.questions.cards if each.ask.code == "duplicates")
    first_only = card.choices()[1]
    first_only.setFocus()

    with qtbot.waitSignal(dialog.session.previewed, timeout=10_000):
        qtbot.keyClick(first_only, Qt.Key.Key_Space)

    assert dialog.agree.text() == "Nhập 3 phương tiện đo"
    again = next(each for each in dialog.side.questions.cards if each.ask.code == "duplicates")
    assert again.choices()[1].isChecked()


def test_a_row_is_left_out_and_taken_back_by_delete(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    _read(qtbot, dialog, _list(tmp_path))
    dialog.table.view.setFocus()

    with qtbot.waitSignal(dialog.session.previewed, timeout=10_000):
        qtbot.keyClick(dialog.table.view, Qt.Key.Key_Delete)
    left_out = dialog.agree.text()
    with qtbot.waitSignal(dialog.session.previewed, timeout=10_000):
        qtbot.keyClick(dialog.table.view, Qt.Key.Key_Delete)

    assert left_out == "Nhập 3 phương tiện đo"
    assert dialog.agree.text() == "Nhập 4 phương tiện đo"


def test_what_must_be_answered_holds_the_import_back(
    qtbot: QtBot, dialog: ImportDialog, workspace: Workspace, tmp_path: Path
) -> None:
    days = [date(2025, 3, 5), "25/03/2025", date(2025, 11, 2), "13/04/2025"]
    rows = [list(HEADER), *([n, "Cân", f"S{n}", "60 kg", day] for n, day in enumerate(days))]
    _read(qtbot, dialog, _list(tmp_path, rows))

    held = dialog.agree.isEnabled()
    card = dialog.side.questions.cards[0]
    with qtbot.waitSignal(dialog.session.previewed, timeout=10_000):
        qtbot.mouseClick(card.choices()[0], Qt.MouseButton.LeftButton)

    assert not held
    assert card.ask.code == "day_month_swapped"
    assert dialog.agree.isEnabled()
    assert dialog.session.preview.rows[0].last_day == date(2025, 5, 3)


def test_a_sheet_is_left_out_by_its_tick(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    table = [list(HEADER), [1, "Cân", "S1", "60 kg", None]]
    path = a_workbook(tmp_path / "x.xlsx", {"A": table, "B": [*table, [2, "Cân", "S2", "60 kg", None]]})
    _read(qtbot, dialog, path)
    dialog.side.sheets.list.setFocus()

    with qtbot.waitSignal(dialog.session.previewed, timeout=10_000):
        qtbot.keyClick(dialog.side.sheets.list, Qt.Key.Key_Space)

    assert dialog.agree.text() == "Nhập 2 phương tiện đo"
    assert dialog.side.sheets.isVisible()


def test_without_any_sheet_there_is_nothing_to_import(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    table = [list(HEADER), [1, "Cân", "S1", "60 kg", None]]
    _read(qtbot, dialog, a_workbook(tmp_path / "x.xlsx", {"A": table, "B": table}))

    for sheet in ("A", "B"):
        with qtbot.waitSignal(dialog.session.previewed, timeout=10_000):
            dialog.session.include(sheet, False)

    assert dialog.table.model.rowCount() == 0
    assert not dialog.agree.isEnabled()
    assert [dialog.side.sheets.list.item(place).checkState() for place in range(2)] == [Qt.CheckState.Unchecked] * 2


def test_a_hostile_file_is_one_sentence_and_another_can_be_chosen(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    path = raw_workbook(tmp_path / "bomb.xlsx", text_row(1, *HEADER) + text_row(2, "1", "A" * 50_000))

    with qtbot.waitSignal(dialog.session.failed, timeout=10_000):
        dialog.open_file(path)

    assert "bung ra" in dialog.choose.wrong.words()
    assert dialog.choose.choose.isVisible()
    _read(qtbot, dialog, _list(tmp_path))
    assert dialog.table.model.rowCount() == 4


def test_the_encoding_can_be_chosen(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "cũ.csv"
    text = "STT;Tên thiết bị;Số máy;Hạn KĐ\n1;Đồng hồ áp suất;P1;05/03/2026\n2;Nhiệt kế thủy tinh;N1;05/03/2026\n"
    path.write_bytes(as_tcvn3(text).encode("cp1252"))
    _read(qtbot, dialog, path)
    found = dialog.encoding.currentText()

    with qtbot.waitSignal(dialog.session.previewed, timeout=10_000):
        dialog.encoding.setCurrentIndex(dialog.encoding.findData("tcvn3"))
        dialog.encoding.activated.emit(dialog.encoding.currentIndex())

    assert found == "Tự nhận: TCVN3 (ABC)"
    assert dialog.table.model.index(0, 1).data() == "Đồng hồ áp suất"


def test_reading_can_be_stopped(qtbot: QtBot, dialog: ImportDialog, workspace: Workspace, tmp_path: Path) -> None:
    dialog.open_file(_list(tmp_path))
    dialog.choose.stopped.emit()

    qtbot.waitUntil(workspace.background.is_idle, timeout=10_000)

    assert dialog.session.found is None
    assert dialog.choose.choose.isVisible()


def test_a_dropped_file_is_read(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(_list(tmp_path)))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    with qtbot.waitSignal(dialog.session.previewed, timeout=10_000):
        QApplication.sendEvent(dialog.choose, QDragEnterEvent(QPoint(50, 50), copy, data, left, none))
        QApplication.sendEvent(dialog.choose, QDropEvent(QPointF(50, 50), copy, data, left, none))

    assert dialog.table.model.rowCount() == 4


def test_known_instruments_are_marked_and_asked_about(
    qtbot: QtBot, dialog: ImportDialog, workspace: Workspace, tmp_path: Path
) -> None:
    path = _list(tmp_path)
    _read(qtbot, dialog, path)
    with qtbot.waitSignal(dialog.finished, timeout=10_000):
        dialog.agree.click()
    second = ImportDialog(workspace)
    qtbot.addWidget(second)

    _read(qtbot, second, path)

    assert "existing" in {each.ask.code for each in second.side.questions.cards}
    row = second.table.model.row_at(0)
    assert row is not None and second.table.model.state_of(row) == "sent"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [(1360, 840), (1286, 708), (880, 480)])
def test_nothing_is_pushed_out_of_the_dialog(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    wording.use(language)
    shown = ImportDialog(dialog._workspace)
    qtbot.addWidget(shown)
    shown.resize(*size)
    shown.show()

    _read(qtbot, shown, _list(tmp_path))

    assert (shown.width(), shown.height()) == size
    for widget in (shown.agree, shown.encoding, shown.side.problem_tab, shown.table.leave_out):
        corner = widget.mapTo(shown, widget.rect().bottomRight())
        assert shown.rect().contains(corner), widget.accessibleName()
        assert widget.width() >= widget.minimumSizeHint().width()


def test_every_control_has_a_name_for_a_screen_reader(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    _read(qtbot, dialog, _list(tmp_path))

    reachable = [
        each
        for each in dialog.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    nameless = [each for each in reachable if not each.accessibleName() and not getattr(each, "text", str)()]

    assert nameless == []
