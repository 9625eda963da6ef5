"""The floor walk by keys alone, as one does it standing up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.services import assignments, inventory
from app.ui.page import Frame
from app.ui.pages.floor import FloorPage
from app.ui.pages.floor_filter import EVERYWHERE
from app.ui.workspace import Workspace

Typing = Callable[[QWidget, str], None]
INSTRUMENTS = (
    ("AP-031", "Áp kế lò xo", "20417", "Phân xưởng chiết, dây 2"),
    ("AP-033", "Áp kế lò xo", "20421", "Phân xưởng chiết, dây 2"),
    ("CD-005", "Cân kiểm tra động", "CW-0091", "Phân xưởng chiết, dây 1"),
    ("LL-007", "Lưu lượng kế", "FM-23118", "Kho"),
)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> FloorPage:
    with workspace.store.unit("Nhập") as unit:
        for code, name, serial, location in INSTRUMENTS:
            inventory.add_instrument(unit, code=code, name=name, serial=serial, location=location)
    made = FloorPage(workspace)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.use_frame(Frame.MEDIUM)
    made.show()
    qtbot.waitExposed(made)
    made.choose_area("phanxuongchiet")
    return made


def _codes(page: FloorPage) -> list[str]:
    return [each.instrument.code for each in page.list.floor.rows]


def _current(page: FloorPage) -> str:
    row = page.list.current()
    return row.instrument.code if row else ""


def _state(page: FloorPage, code: str) -> str:
    return next(each.state for each in page.rows if each.instrument.code == code)


def _press(qtbot: QtBot, page: FloorPage, key: str, done: Callable[[], bool]) -> None:
    """One key, as a person presses it: it is told from a scanner's burst a blink later."""
    qtbot.keyClicks(page.list, key)
    qtbot.waitUntil(done)


def test_a_digit_answers_for_the_current_row_and_does_not_move_on(page: FloorPage, qtbot: QtBot) -> None:
    _press(qtbot, page, "1", lambda: _state(page, "AP-031") == "seen")

    assert _current(page) == "AP-031"
    assert page.list.bar.answers[0].isChecked()


def test_enter_and_the_arrows_go_on(page: FloorPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    there = _current(page)
    qtbot.keyClick(page.list, Qt.Key.Key_Up)

    assert (there, _current(page)) == ("CD-005", "AP-033")


def test_a_whole_area_is_walked_by_digits_and_arrows(page: FloorPage, qtbot: QtBot) -> None:
    for key, code in (("1", "AP-031"), ("2", "AP-033"), ("3", "CD-005")):
        _press(qtbot, page, key, lambda code=code: bool(_state(page, code)))  # type: ignore[misc]
        qtbot.keyClick(page.list, Qt.Key.Key_Down)

    assert [_state(page, each) for each in _codes(page)] == ["seen", "label_wrong", "damaged"]
    assert page.top._figure.text() == "3"


def test_a_key_held_back_is_told_before_the_arrow_moves(page: FloorPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.list, "3")
    qtbot.keyClick(page.list, Qt.Key.Key_Down)

    assert _state(page, "AP-031") == "damaged"
    assert _current(page) == "AP-033"


def test_another_digit_changes_the_answer_and_zero_takes_it_back(page: FloorPage, qtbot: QtBot) -> None:
    _press(qtbot, page, "1", lambda: _state(page, "AP-031") == "seen")
    _press(qtbot, page, "2", lambda: _state(page, "AP-031") == "label_wrong")

    _press(qtbot, page, "0", lambda: _state(page, "AP-031") == "")


def test_not_seen_is_kept_at_once_and_a_digit_gives_the_reason(page: FloorPage, qtbot: QtBot) -> None:
    _press(qtbot, page, "4", lambda: page.list.bar.asking == "reason")
    kept_at_once = _state(page, "AP-031")

    _press(qtbot, page, "2", lambda: page.list.bar.asking == "")

    sighting = page.rows[next(i for i, row in enumerate(page.rows) if row.instrument.code == "AP-031")].sighting
    assert kept_at_once == "not_seen"
    assert sighting is not None and sighting.reason == "Đang cho mượn, ở bộ phận khác"


def test_going_on_without_a_reason_is_no_fault(page: FloorPage, qtbot: QtBot) -> None:
    _press(qtbot, page, "4", lambda: page.list.bar.asking == "reason")

    qtbot.keyClick(page.list, Qt.Key.Key_Down)

    assert (_state(page, "AP-031"), _current(page), page.list.bar.asking) == ("not_seen", "AP-033", "")


def test_a_reason_of_one_s_own_is_typed(page: FloorPage, qtbot: QtBot, type_text: Typing) -> None:
    _press(qtbot, page, "4", lambda: page.list.bar.asking == "reason")
    _press(qtbot, page, "C", lambda: page.list.bar.line.hasFocus())

    type_text(page.list.bar.line, "ất ở tủ khóa")
    qtbot.keyClick(page.list.bar.line, Qt.Key.Key_Return)

    assert page.list.current().sighting.reason == "Cất ở tủ khóa"  # type: ignore[union-attr]
    assert page.list.hasFocus()


def test_a_moved_one_leaves_the_register_alone_until_d_is_pressed(page: FloorPage, qtbot: QtBot) -> None:
    _press(qtbot, page, "5", lambda: page.list.bar.asking == "place")
    _press(qtbot, page, "1", lambda: page.list.bar.asking == "")
    before = page.list.current().instrument.location  # type: ignore[union-attr]

    _press(qtbot, page, "d", lambda: page.list.current().instrument.location == "Kho")  # type: ignore[union-attr]

    assert before == "Phân xưởng chiết, dây 2"
    assert (_current(page), _codes(page)[0]) == ("AP-031", "AP-031")


def test_a_note_follows_an_answer(page: FloorPage, qtbot: QtBot, type_text: Typing) -> None:
    qtbot.keyClicks(page.list, "n")
    qtbot.waitUntil(lambda: "1 đến 5" in page.notice.words())
    _press(qtbot, page, "1", lambda: _state(page, "AP-031") == "seen")
    _press(qtbot, page, "n", lambda: page.list.bar.line.hasFocus())

    type_text(page.list.bar.line, "kính mờ")
    qtbot.keyClick(page.list.bar.line, Qt.Key.Key_Return)

    assert page.list.current().sighting.note == "kính mờ"  # type: ignore[union-attr]


def test_an_undone_answer_brings_the_cursor_back_to_its_row(page: FloorPage, qtbot: QtBot) -> None:
    _press(qtbot, page, "1", lambda: _state(page, "AP-031") == "seen")
    qtbot.keyClick(page.list, Qt.Key.Key_Down)

    page.workspace.undo()

    assert (_state(page, "AP-031"), _current(page)) == ("", "AP-031")


def test_three_digits_and_enter_put_the_cursor_on_the_row(page: FloorPage, qtbot: QtBot) -> None:
    _press(qtbot, page, "/", lambda: page.top.finder.hasFocus())
    qtbot.keyClicks(page.top.finder, "091")
    hits = _codes(page)

    qtbot.keyClick(page.top.finder, Qt.Key.Key_Return)

    assert hits == ["CD-005"]
    assert (_current(page), len(_codes(page))) == ("CD-005", 3)
    assert page.list.hasFocus() and page.list.sought == "091"


def test_what_stands_in_another_area_is_found_too(page: FloorPage, qtbot: QtBot) -> None:
    _press(qtbot, page, "/", lambda: page.top.finder.hasFocus())
    qtbot.keyClicks(page.top.finder, "118")
    said = page.notice.words()

    qtbot.keyClick(page.top.finder, Qt.Key.Key_Return)

    assert "mọi khu vực" in said
    assert (_current(page), page.top.area.value()) == ("LL-007", EVERYWHERE)


def test_a_scanned_code_finds_its_row_and_answers_nothing(page: FloorPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.list, "CD-005")
    qtbot.keyClick(page.list, Qt.Key.Key_Return)

    assert _current(page) == "CD-005"
    assert [each.state for each in page.rows] == [""] * 4


def test_the_shift_key_that_a_scanner_presses_does_not_cut_its_code(page: FloorPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.list, "N")
    qtbot.keyClick(page.list, Qt.Key.Key_Shift)
    qtbot.keyClicks(page.list, "K-004")
    qtbot.keyClick(page.list, Qt.Key.Key_Return)

    assert "NK-004" in page.notice.words()


def test_an_unknown_scanned_code_offers_a_new_instrument_with_it(page: FloorPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.list, "ZZ-999")
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    said = page.notice.words()

    page.notice.followed.emit()

    assert "ZZ-999" in said
    assert page.panel.values()["code"] == "ZZ-999"


def test_words_typed_fast_into_an_open_question_are_its_answer(page: FloorPage, qtbot: QtBot) -> None:
    _press(qtbot, page, "5", lambda: page.list.bar.asking == "place")

    qtbot.keyClicks(page.list, "Kho")
    qtbot.waitUntil(lambda: page.list.bar.line.text() == "Kho")
    qtbot.keyClick(page.list.bar.line, Qt.Key.Key_Return)

    assert page.list.current().sighting.place == "Kho"  # type: ignore[union-attr]
    assert page.top.finder.text() == ""


def test_a_code_scanned_while_a_question_is_open_still_finds_its_row(page: FloorPage, qtbot: QtBot) -> None:
    _press(qtbot, page, "5", lambda: page.list.bar.asking == "place")

    qtbot.keyClicks(page.list, "CD-005")

    qtbot.waitUntil(lambda: _codes(page) == ["CD-005"])


def test_only_unseen_rows_are_shown_until_one_has_them_all(page: FloorPage, qtbot: QtBot) -> None:
    _press(qtbot, page, "1", lambda: _state(page, "AP-031") == "seen")
    _press(qtbot, page, "c", lambda: _codes(page) == ["AP-033", "CD-005"])

    _press(qtbot, page, "1", lambda: _state(page, "AP-033") == "seen")

    assert _codes(page) == ["AP-033", "CD-005"]


def test_the_next_unseen_row_is_found_in_the_next_area(page: FloorPage, qtbot: QtBot) -> None:
    for code in _codes(page):
        _press(qtbot, page, "1", lambda code=code: _state(page, code) == "seen")  # type: ignore[misc]
        qtbot.keyClick(page.list, Qt.Key.Key_Down)

    qtbot.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert _current(page) == "LL-007"


def test_a_new_instrument_is_five_fields_and_five_enters(page: FloorPage, qtbot: QtBot, type_text: Typing) -> None:
    _press(qtbot, page, "+", lambda: page.panel.editor("name").hasFocus())
    for key, words in (
        ("name", "Nhiệt kế"),
        ("serial", "T-0608"),
        ("code", "NK-9"),
        ("location", ""),
        ("range_text", "0…150 °C"),
    ):
        type_text(page.panel.editor(key), words)
        qtbot.keyClick(page.panel.editor(key), Qt.Key.Key_Return)

    assert (_current(page), _state(page, "NK-9")) == ("NK-9", "new")
    assert page.list.current().instrument.location == "Phân xưởng chiết"  # type: ignore[union-attr]
    assert not page.panel.isVisible() and page.list.hasFocus()


def test_a_serial_number_that_is_there_already_is_said_with_the_way_to_it(page: FloorPage, qtbot: QtBot) -> None:
    _press(qtbot, page, "+", lambda: page.panel.editor("name").hasFocus())
    qtbot.keyClicks(page.panel.editor("serial"), "fm-23118")
    qtbot.keyClick(page.panel.editor("serial"), Qt.Key.Key_Return)
    said = page.panel.message.words()

    page.panel.message.followed.emit()

    assert "LL-007" in said
    assert _current(page) == "LL-007"


def test_a_new_instrument_without_a_name_is_refused_beside_the_field(page: FloorPage, qtbot: QtBot) -> None:
    _press(qtbot, page, "+", lambda: page.panel.editor("name").hasFocus())
    qtbot.keyClick(page.panel.editor("range_text"), Qt.Key.Key_Return)

    assert "Ghi tên" in page.panel.fields["name"].error()
    assert len(page.rows) == 4


def test_a_code_in_a_photo_leads_to_its_row(
    page: FloorPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "nhan.png"
    segno.make("LL-007", micro=False).save(str(photo), scale=8)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(photo), ""))

    _press(qtbot, page, "m", lambda: _current(page) == "LL-007")


def test_a_photo_is_linked_to_the_instrument_and_counted(
    page: FloorPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "anh.png"
    segno.make("x", micro=False).save(str(photo), scale=8)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: ([str(photo)], ""))

    _press(qtbot, page, "b", lambda: page.list.current().photos == 1)  # type: ignore[union-attr]


def test_escape_leads_back_to_where_one_came_from(page: FloorPage, qtbot: QtBot) -> None:
    page.show_target("from:instruments")

    with qtbot.waitSignal(page.workspace.go) as asked:
        qtbot.keyClick(page.list, Qt.Key.Key_Escape)

    assert asked.args == ["instruments", ""]


def test_an_empty_register_says_how_instruments_come_here(qtbot: QtBot, workspace: Workspace) -> None:
    page = FloorPage(workspace)
    qtbot.addWidget(page)
    page.show()

    assert page._empty.isVisible() and not page.list.isVisible()


def test_the_list_has_the_keys_as_soon_as_the_page_is_shown(page: FloorPage) -> None:
    page.top.finder.setFocus()
    page.hide()

    page.show()

    assert page.focusWidget() is page.list


def test_what_no_instrument_has_is_said_instead_of_an_empty_page(page: FloorPage, qtbot: QtBot) -> None:
    _press(qtbot, page, "/", lambda: page.top.finder.hasFocus())
    qtbot.keyClicks(page.top.finder, "zzz")

    assert page._nothing.isVisible() and not page.list.isVisible()
    page._escape()
    assert page.list.isVisible() and page.list.hasFocus()


def test_when_all_are_seen_enter_leads_to_an_area_where_something_is_left(page: FloorPage, qtbot: QtBot) -> None:
    for code in _codes(page):
        page.list.go_to(next(each.id for each in page.rows if each.instrument.code == code))
        _press(qtbot, page, "1", lambda code=code: bool(_state(page, code)))  # type: ignore[misc]
    _press(qtbot, page, "c", page._done.isVisible)
    where = page.focusWidget()

    qtbot.keyClick(page, Qt.Key.Key_Return)

    assert where is page
    assert _current(page) == "LL-007"


def test_a_file_that_is_no_photo_is_named_and_changes_nothing(page: FloorPage, qtbot: QtBot, tmp_path: Path) -> None:
    false = tmp_path / "anh.jpg"
    false.write_bytes(b"not a photo")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(false))])

    taken = page.answering.take_photos(data)

    assert taken
    qtbot.waitUntil(lambda: "anh.jpg" in page.wrong.words())
    assert page.list.current().photos == 0  # type: ignore[union-attr]


def test_a_photo_that_was_taken_in_does_not_call_the_cursor_back(page: FloorPage, qtbot: QtBot, tmp_path: Path) -> None:
    photo = tmp_path / "anh.png"
    segno.make("x", micro=False).save(str(photo), scale=8)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    page.answering.take_photos(data)

    qtbot.keyClick(page.list, Qt.Key.Key_Down)

    qtbot.waitUntil(lambda: page.list.floor.rows[0].photos == 1)
    assert _current(page) == "AP-033"


def test_only_the_current_row_is_open_after_a_new_one_came_in(page: FloorPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    page.panel.fields["name"].show_value("Cân")
    page.panel.given.emit()

    heights = [page.list.rowHeight(each) for each in range(page.list.floor.rowCount())]

    assert sum(each > min(heights) for each in heights) == 1
    assert heights[page.list.currentIndex().row()] == max(heights)


def test_no_part_of_the_page_flashes_as_a_window_of_its_own(
    qtbot: QtBot, qapp: QApplication, workspace: Workspace
) -> None:
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(type(watched).__name__)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    made = FloorPage(workspace)
    qtbot.addWidget(made)
    made.use_frame(Frame.SMALL)
    made.show()
    qapp.removeEventFilter(watch)

    assert shown == ["FloorPage"]


def test_an_area_says_who_looks_after_it(page: FloorPage) -> None:
    page.workspace.run(
        "Giao", lambda unit: assignments.assign(unit, page.workspace.cycle_id, [("area", "Kho")], "Lê Văn Bình")
    )

    said = [page.top.area.itemText(at) for at in range(page.top.area.count())]

    assert [each for each in said if "Lê Văn Bình" in each] == ["Kho  0/1  ·  Lê Văn Bình"]


def test_down_on_the_last_row_says_that_the_list_ends_there(page: FloorPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_End)
    last, before = _current(page), page.foot.words()

    qtbot.keyClick(page.list, Qt.Key.Key_Down)

    assert _current(page) == last == _codes(page)[-1]
    assert not before.startswith("Hết danh sách")
    assert page.foot.words().startswith("Hết danh sách")
