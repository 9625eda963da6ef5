"""The registers in the window: standards, processes, people, procedures and environment; worked in by keys alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.services import registers
from app.storage.unit import Unit
from app.ui.background import Background
from app.ui.page import Frame, Page
from app.ui.pages.registers import OthersPage, ProcessesPage
from app.ui.pages.registers_view import RegisterView
from app.ui.pages.standards import StandardsPage
from app.ui.preferences import Preferences
from app.ui.tables.grid import Grid
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
PEOPLE = "Họ và tên\tChức vụ\tBộ phận\tHạn\nTrần Bình\tQC\tĐóng gói\t31/12/2027\nLê Hoa\tKNV\tPhòng thử\t06/2026\n"


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Callable[[Page], None]]:
    pages: list[Page] = []

    def show(page: Page) -> None:
        qtbot.addWidget(page)
        page.resize(1220, 822)
        page.use_frame(Frame.WIDE)
        page.show()
        page.activateWindow()
        QApplication.processEvents()
        pages.append(page)

    yield show
    for page in pages:
        if isValid(page):
            page.hide()


@pytest.fixture
def others(workspace: Workspace, shown: Callable[[Page], None]) -> OthersPage:
    page = OthersPage(workspace)
    shown(page)
    return page


@pytest.fixture
def people(others: OthersPage) -> RegisterView:
    """The register of people with two lines pasted from a spreadsheet."""
    clip(PEOPLE)
    others.view().paste_lines()
    QApplication.processEvents()
    return others.view()


@pytest.fixture
def processes(workspace: Workspace, shown: Callable[[Page], None]) -> ProcessesPage:
    page = ProcessesPage(workspace)
    shown(page)
    return page


def clip(words: str) -> None:
    QGuiApplication.clipboard().setText(words)


def place(view: Grid, column: str) -> int:
    return view.table.place_of(column)


def go(grid: Grid, row: int, column: str) -> None:
    grid.setFocus()
    index = grid.table.index(row, place(grid, column))
    grid.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def choose(grid: Grid, first: tuple[int, str], last: tuple[int, str]) -> None:
    go(grid, *first)
    table = grid.table
    block = QItemSelection(table.index(first[0], place(grid, first[1])), table.index(last[0], place(grid, last[1])))
    grid.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def column(view: RegisterView, name: str) -> list[str]:
    table = view.table.model
    return [str(table.index(row, table.place_of(name)).data()) for row in range(table.count())]


def editor_of(grid: Grid) -> QLineEdit:
    found = [each for each in grid.viewport().findChildren(QLineEdit) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def kept(workspace: Workspace, kind: str) -> list[Any]:
    found: list[Any] = workspace.read(lambda unit: getattr(unit, kind).all())
    return found


def test_a_list_with_titles_becomes_lines_as_one_deed(people: RegisterView, workspace: Workspace) -> None:
    assert column(people, "name") == ["Lê Hoa", "Trần Bình"]
    assert {each.name: (each.post, each.valid_until_text) for each in kept(workspace, "people")} == {
        "Trần Bình": ("QC", ""),
        "Lê Hoa": ("KNV", "06/2026"),
    }
    assert people.table.message.words() == "Đã thêm 2 dòng ở cuối bảng."
    workspace.undo()
    assert kept(workspace, "people") == [] and people.table.empty.isVisible()


def test_an_empty_register_says_how_things_get_here(others: OthersPage) -> None:
    view = others.view()

    assert view.table.empty.isVisible() and not view.table.grid.isVisible()
    assert "chép cả dòng tiêu đề rồi dán" in view.table.empty.hint.text()
    assert others.keys()[0] == ("Insert", "thêm dòng")


def test_typing_into_the_empty_line_begins_a_record_and_tab_goes_on(
    people: RegisterView, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    grid = people.table.grid
    people.close_form()
    QApplication.processEvents()
    go(grid, 2, "name")

    type_text(grid, "V")
    type_text(editor_of(grid), "ũ Cường")
    qtbot.keyClick(editor_of(grid), Qt.Key.Key_Tab)
    type_text(editor_of(grid), "Kỹ thuật viên")
    qtbot.keyClick(editor_of(grid), Qt.Key.Key_Return)
    QApplication.processEvents()  # a line edit is read once the key is done with

    made = kept(workspace, "people")[-1]
    assert (made.name, made.post) == ("Vũ Cường", "Kỹ thuật viên")
    assert grid.currentIndex().row() == 3 and grid.table.is_empty_line(3)
    assert grid.currentIndex().column() == place(grid, "name")


def test_a_refused_text_in_the_empty_line_stays_in_the_line_it_began(
    people: RegisterView, workspace: Workspace, type_text: TypeText, qtbot: QtBot
) -> None:
    grid = people.table.grid
    go(grid, 2, "valid_until")

    type_text(grid, "3")
    type_text(editor_of(grid), "1/11/2026")
    qtbot.keyClick(editor_of(grid), Qt.Key.Key_Return)
    QApplication.processEvents()  # a line edit is read once the key is done with

    cell = grid.table.index(2, place(grid, "valid_until"))
    assert cell.data() == "31/11/2026" and grid.table.has_drafts()
    assert len(kept(workspace, "people")) == 3


def test_a_choice_is_typed_without_accents(
    people: RegisterView, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    grid = people.table.grid
    grid.headers.show("skill_result", True)
    go(grid, 0, "skill_result")

    qtbot.keyClick(grid, Qt.Key.Key_F2)
    type_text(editor_of(grid), "khong dat")
    qtbot.keyClick(editor_of(grid), Qt.Key.Key_Down)

    assert [each.skill_result for each in kept(workspace, "people")].count("fail") == 1


def test_one_cell_is_pasted_over_all_chosen_ones(people: RegisterView, workspace: Workspace, qtbot: QtBot) -> None:
    grid = people.table.grid
    choose(grid, (0, "department"), (1, "department"))
    clip("Kho")

    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)

    assert [each.department for each in kept(workspace, "people")] == ["Kho", "Kho"]


def test_a_block_that_is_too_long_is_told_and_nothing_is_written(
    others: OthersPage, people: RegisterView, workspace: Workspace, qtbot: QtBot
) -> None:
    go(people.table.grid, 1, "department")
    clip("A\nB\nC")

    qtbot.keyClick(people.table.grid, Qt.Key.Key_V, CTRL)

    assert "từ ô này xuống chỉ còn 1" in others.wrong.words()
    assert "A" not in [each.department for each in kept(workspace, "people")]


def test_a_block_on_the_empty_line_becomes_new_lines(people: RegisterView, workspace: Workspace, qtbot: QtBot) -> None:
    go(people.table.grid, 2, "name")
    clip("Vũ Cường\nĐỗ Dung")

    qtbot.keyClick(people.table.grid, Qt.Key.Key_V, CTRL)

    assert [each.name for each in kept(workspace, "people")][2:] == ["Vũ Cường", "Đỗ Dung"]
    assert people.table.grid.currentIndex().row() == 2


def test_values_are_filled_down_right_cut_and_cleared(people: RegisterView, workspace: Workspace, qtbot: QtBot) -> None:
    grid = people.table.grid
    people.close_form()
    QApplication.processEvents()
    choose(grid, (0, "department"), (1, "department"))
    qtbot.keyClick(grid, Qt.Key.Key_D, CTRL)
    filled = {each.department for each in kept(workspace, "people")}
    choose(grid, (0, "department"), (0, "work"))
    qtbot.keyClick(grid, Qt.Key.Key_R, CTRL)
    right = [each.work for each in kept(workspace, "people") if each.work]
    choose(grid, (0, "work"), (0, "work"))
    qtbot.keyClick(grid, Qt.Key.Key_X, CTRL)

    assert len(filled) == 1 and set(right) == filled
    assert QGuiApplication.clipboard().text() == right[0]
    assert [each.work for each in kept(workspace, "people")] == ["", ""]
    assert workspace.store.next_undo() == "Cắt ô"


def test_whole_lines_and_columns_are_chosen_by_keys(people: RegisterView, qtbot: QtBot) -> None:
    grid = people.table.grid
    go(grid, 0, "name")

    qtbot.keyClick(grid, Qt.Key.Key_Space, CTRL)
    by_column = grid.chosen()
    go(grid, 0, "name")
    qtbot.keyClick(grid, Qt.Key.Key_Space, SHIFT)
    by_row = grid.chosen()

    assert (by_column.rows, by_column.columns) == ((0, 1), (place(grid, "name"),))
    assert by_row.rows == (0,) and by_row.columns == tuple(grid.headers.visible())


def test_one_text_is_typed_once_for_all_chosen_lines(
    people: RegisterView, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    grid = people.table.grid
    choose(grid, (0, "valid_until"), (1, "valid_until"))

    qtbot.keyClick(grid, Qt.Key.Key_F2, SHIFT)
    many = people.table.many
    assert many.isVisible() and many.line.hasFocus() and many.write.text() == "Ghi vào 2 dòng"
    type_text(many.line, "31/11/2027")
    qtbot.keyClick(many.line, Qt.Key.Key_Return)
    wrong = many._error.text()
    many.line.selectAll()
    type_text(many.line, "30/11/2027")
    qtbot.keyClick(many.line, Qt.Key.Key_Return)

    assert "Tháng 11 có 30 ngày" in wrong
    assert {str(each.valid_until) for each in kept(workspace, "people")} == {"2027-11-30"}
    assert not many.isVisible() and workspace.store.next_undo() == "Sửa nhiều dòng"
    workspace.undo()
    assert {each.valid_until_text for each in kept(workspace, "people")} == {"", "06/2026"}


def test_columns_are_hidden_moved_and_widened_for_good(
    others: OthersPage, people: RegisterView, workspace: Workspace, qtbot: QtBot
) -> None:
    grid = people.table.grid
    go(grid, 0, "name")

    qtbot.keyClick(grid, Qt.Key.Key_Left, ALT | SHIFT)
    grid.headers.show("department", False)
    grid.headers.show("training", True)
    grid.headers.widen(place(grid, "code"), 24)
    grid.headers._save()
    again = OthersPage(workspace)
    qtbot.addWidget(again)
    other = again.view().table.grid

    shown = [other.table.columns[each].key for each in other.headers.in_order()][:2]
    assert shown == ["name", "code"]
    other.resize(1000, 400)
    other.headers.fit()
    assert not other.headers.shows("department") and other.headers.shows("training")
    assert other.columnWidth(place(other, "code")) == 96
    other.headers.back_to_usual()
    assert other.headers.shows("department") and not other.headers.shows("training")


def test_a_new_line_stays_at_the_end_until_one_sorts(people: RegisterView, workspace: Workspace) -> None:
    workspace.run("Sửa", lambda unit: registers.add_line(unit, registers.PEOPLE, name="Từ nơi khác"))
    before = column(people, "name")

    people.table.deeds.begin("name", "Ánh")

    assert column(people, "name") == [*before, "Ánh"]
    people.table.grid.sortByColumn(place(people.table.grid, "name"), Qt.SortOrder.AscendingOrder)
    assert column(people, "name")[0] == "Ánh"


def test_the_form_follows_the_line_and_says_what_is_wrong_beside_the_field(
    people: RegisterView, workspace: Workspace, qtbot: QtBot
) -> None:
    grid = people.table.grid
    go(grid, 0, "name")
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    field = people.form.fields["authorised_on"]
    assert people.form.first_editor().hasFocus() and isinstance(field.editor, QLineEdit)

    field.editor.setText("31/02/2026")
    field.commit()

    assert field.error() == "Tháng 2 có 28 ngày. Nhập lại theo giấy chứng nhận."
    field.editor.setText("02/2026")
    field.commit()
    assert field.error() == ""
    assert "02/2026" in [each.authorised_text for each in kept(workspace, "people")]


def test_a_line_is_withdrawn_with_a_reason(people: RegisterView, workspace: Workspace) -> None:
    go(people.table.grid, 0, "name")
    people.form.withdraw.open()

    people.form.withdraw.do.click()
    assert people.form.withdraw.field.error()
    people.form.withdraw.field.editor.setText("Đã nghỉ")  # type: ignore[attr-defined]
    people.form.withdraw.do.click()

    assert len(kept(workspace, "people")) == 1 and people.table.model.count() == 1


def test_three_tabs_are_walked_by_keys_and_reached_by_target(others: OthersPage, qtbot: QtBot) -> None:
    qtbot.keyClick(others, Qt.Key.Key_PageDown, CTRL)
    second = others.view().spec.title
    others.show_target("environment")

    assert second == "Quy trình"
    assert others.view().spec.title == "Điều kiện môi trường"
    assert others.place() == "environment"


def test_the_filters_count_states_in_words(people: RegisterView) -> None:
    assert {key: each.text() for key, each in people.table.filters.items()} == {
        "all": "Tất cả 2",
        "expired": "Hết hạn, không đạt 1",
        "due_soon": "Sắp hết hạn 0",
        "none": "Chưa giao quyền 0",
    }


def test_instruments_are_chosen_for_a_process_and_taken_off_again(
    processes: ProcessesPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    def fill(unit: Unit) -> None:
        registers.add_line(unit, registers.INSTRUMENTS, code="CB-07", name="Cân bàn")
        registers.add_line(unit, registers.PROCESSES, code="QT-01", name="Cân bao", tolerance_text="25 ± 0,25 kg")

    workspace.run("Thêm", fill)
    QApplication.processEvents()
    view = processes.view()
    used = view._tell_between.__self__  # type: ignore[attr-defined]
    used.picker.editor.setFocus()

    type_text(used.picker.editor, "can ban")
    qtbot.keyClick(used.picker._list, Qt.Key.Key_Return)
    chosen = [each.instrument.code for each in view.table.rows[view.place()].used]
    used.list.setFocus()
    used.list.choose(0)
    qtbot.keyClick(used.list, Qt.Key.Key_Delete)

    assert chosen == ["CB-07"]
    assert view.form.fields["tolerance_low"].value() == "24,75"
    assert view.table.rows[view.place()].used == ()
    workspace.undo()
    assert [each.instrument.code for each in view.table.rows[view.place()].used] == ["CB-07"]


def test_standards_are_pasted_and_keep_apart_from_instruments(
    workspace: Workspace, shown: Callable[[Page], None]
) -> None:
    page = StandardsPage(workspace)
    shown(page)
    clip("Mã\tTên\tLoại\tSố lô\nQC-1\tQuả cân F1\tChuẩn đo lường\t77\nCRM-1\tĐệm pH 7\tChất chuẩn\tL23\n")

    page.begin[0].click()

    assert [(each.code, each.kind) for each in kept(workspace, "instruments")] == [
        ("QC-1", "standard"),
        ("CRM-1", "reference_material"),
    ]
    assert page.table.count.text() == "2 chuẩn, chất chuẩn"
    assert page.filters["materials"].text() == "Chất chuẩn 1"
    assert page.form.isVisible() and not page.form.legal.isVisible()


@pytest.mark.parametrize("frame", list(Frame))
def test_every_frame_has_room_for_the_form(others: OthersPage, people: RegisterView, frame: Frame) -> None:
    width = {Frame.WIDE: 1220, Frame.MEDIUM: 1140, Frame.NARROW: 1180, Frame.SMALL: 851}[frame]
    others.use_frame(frame)
    others.resize(width, 480)
    QApplication.processEvents()

    for view in others.views:
        content = view.form.area.widget()
        assert content.minimumSizeHint().width() <= view.form.minimumWidth() - 12
    assert people.table.grid.horizontalScrollBar().maximum() == 0


def test_a_read_only_dossier_is_read_and_copied_and_not_changed(
    workspace: Workspace, preferences: Preferences, background: Background, shown: Callable[[Page], None], qtbot: QtBot
) -> None:
    from app.services import dossiers

    workspace.run("Thêm", lambda unit: registers.add_line(unit, registers.PEOPLE, name="Trần Bình", department="QC"))
    store = dossiers.open_dossier(workspace.store.path, person="Lê Văn Bình", read_only=True)
    second = Workspace(store, preferences, background, workspace.today)
    page = OthersPage(second)
    shown(page)
    grid = page.view().table.grid
    choose(grid, (0, "name"), (0, "department"))

    qtbot.keyClick(grid, Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text()
    clip("Khác")
    for key in (Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_D):
        qtbot.keyClick(grid, key, CTRL)
    qtbot.keyClick(grid, Qt.Key.Key_Delete)

    assert copied == "Trần Bình\tQC"
    assert [each.name for each in kept(workspace, "people")] == ["Trần Bình"]
    assert not grid.table.is_empty_line(1) and not page.view().form.withdraw.isVisible()
    page.hide()
    page.let_go()
    second.close()
