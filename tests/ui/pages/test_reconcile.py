"""The three lists as a page: what they say, what one does about it, and the workbook to hand over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.domain.reconciling import Match
from app.services import inventory, reconcile
from app.services.floor import sight
from app.ui.page import Frame
from app.ui.pages.reconcile import ReconcilePage
from app.ui.workspace import Workspace

Typing = Callable[[QWidget, str], None]


def _fill(workspace: Workspace, *, book: bool = True) -> None:
    """A-1 agrees, A-2 is in no book, A-3 is missing, A-4 was not looked for."""
    with workspace.store.unit("Nhập") as unit:
        made = [
            inventory.add_instrument(unit, code=f"A-{number}", name="Áp kế", serial=str(number)).id
            for number in (1, 2, 3, 4)
        ]
        for key, state in zip(made, ("seen", "seen", "not_seen"), strict=False):
            sight(unit, workspace.cycle_id, key, state)
        if book:
            reconcile.mark_in_book(unit, [made[0], made[2], made[3]])


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> ReconcilePage:
    _fill(workspace)
    return _shown(qtbot, workspace)


def _shown(qtbot: QtBot, workspace: Workspace) -> ReconcilePage:
    made = ReconcilePage(workspace)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.use_frame(Frame.WIDE)
    made.show()
    qtbot.waitExposed(made)
    made.table.setFocus()
    return made


def _codes(page: ReconcilePage) -> list[str]:
    return [each.instrument.code for each in page.table.table.records()]


def test_the_sentence_names_every_difference_and_what_was_not_looked_at(page: ReconcilePage) -> None:
    said = page.said.text()

    assert all(words in said for words in ("1 khớp", "1 có trong sổ mà không thấy", "1 chưa xem lại"))
    assert not page.no_book.isVisible()


def test_what_needs_looking_at_stands_on_top(page: ReconcilePage) -> None:
    assert _codes(page) == ["A-3", "A-2", "A-4", "A-1"]


def test_without_a_book_the_page_says_so_and_offers_the_import(qtbot: QtBot, workspace: Workspace) -> None:
    _fill(workspace, book=False)

    page = _shown(qtbot, workspace)

    assert "Chưa nhập sổ" in page.no_book.words()
    assert page.lists.count(Match.UNLISTED) == 0


def test_a_filter_shows_its_rows_alone(page: ReconcilePage) -> None:
    page.filters["unseen"].click()

    assert _codes(page) == ["A-4"]
    assert page.filters["unseen"].text().endswith("1")


def test_nothing_found_says_how_to_go_on(page: ReconcilePage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "zzz")

    assert page._nothing.isVisible()
    page.clear_filters()
    assert len(_codes(page)) == 4


def test_a_row_is_marked_missing_by_keys_with_its_reason(page: ReconcilePage, qtbot: QtBot, type_text: Typing) -> None:
    page.table.go_to(next(each.instrument.id for each in page.lists.rows if each.instrument.code == "A-4"))

    qtbot.keyClicks(page.table, "k")
    type_text(page.bar.line, "Không ai biết")
    qtbot.keyClick(page.bar.line, Qt.Key.Key_Return)

    row = next(each for each in page.lists.rows if each.instrument.code == "A-4")
    assert row.match is Match.MISSING
    assert row.row.sighting is not None and row.row.sighting.reason == "Không ai biết"
    assert page.table.hasFocus()


def test_a_question_without_a_reason_stays_and_escape_puts_it_away(page: ReconcilePage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.table, "x")
    qtbot.keyClick(page.bar.line, Qt.Key.Key_Return)
    still_asking = page.bar.asking

    qtbot.keyClick(page.bar.line, Qt.Key.Key_Escape)

    assert (still_asking, page.bar.asking) == ("retired", "")
    assert len(page.lists.rows) == 4


def test_several_chosen_rows_become_one_finding(page: ReconcilePage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    qtbot.keyClicks(page.table, "f")

    with page.workspace.store.reading() as unit:
        (made,) = unit.findings.all(cycle_id=page.workspace.cycle_id)
    assert "A-3" in made.detail and "A-2" in made.detail


def test_what_was_taken_out_of_the_register_comes_back_with_an_undo(
    page: ReconcilePage, qtbot: QtBot, type_text: Typing
) -> None:
    qtbot.keyClicks(page.table, "x")
    type_text(page.bar.line, "Đã thanh lý")
    qtbot.keyClick(page.bar.line, Qt.Key.Key_Return)
    left = len(page.lists.rows)

    page.workspace.undo()

    assert (left, len(page.lists.rows)) == (3, 4)


def test_a_reminder_for_the_book_needs_a_look_first(page: ReconcilePage, qtbot: QtBot) -> None:
    page.table.go_to(next(each.instrument.id for each in page.lists.rows if each.instrument.code == "A-4"))

    qtbot.keyClicks(page.table, "s")

    assert "chưa xem" in page.wrong.words()


def test_the_table_is_written_to_the_file_that_was_chosen(
    page: ReconcilePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "doi-chieu"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))

    page.export()

    qtbot.waitUntil(lambda: "doi-chieu.xlsx" in page.result.words())
    assert target.with_suffix(".xlsx").stat().st_size > 4000


def test_enter_opens_the_instrument(page: ReconcilePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.workspace.go) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)

    assert asked.args[0] == "instruments"


def test_an_empty_register_says_where_to_begin(qtbot: QtBot, workspace: Workspace) -> None:
    page = _shown(qtbot, workspace)

    assert page._empty.isVisible()
