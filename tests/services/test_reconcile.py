"""Three lists side by side: last cycle, the enterprise's book, seen on the floor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import load_workbook

from app.domain.errors import UserError
from app.domain.floor import PREVIOUS, Listing
from app.domain.keys import new_key
from app.domain.reconciling import Match, match
from app.services import dossiers, exchange, inventory, reconcile
from app.services.floor import sight
from app.services.reconcile import Lists
from app.storage.store import Store

TODAY = date(2026, 11, 24)
CODES = ("A-1", "A-2", "A-3", "A-4", "A-5")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A-1 and A-2 seen, A-3 not found, A-4 not looked for, A-5 seen; the book holds A-1, A-3 and A-4."""
    made = dossiers.create_dossier(tmp_path / "a.dochuan", person="Hà", enterprise="An Lạc", surveyed_on=TODAY)
    with made.unit("Nhập") as unit:
        cycle = dossiers.current_cycle(unit).id
        for code in CODES:
            inventory.add_instrument(unit, code=code, name="Áp kế", serial=f"S{code}")
        keys = _keys(made)
        for code, state in (("A-1", "seen"), ("A-2", "seen"), ("A-3", "not_seen"), ("A-5", "damaged")):
            sight(unit, cycle, keys[code], state)
    yield made
    made.close()


def _keys(store: Store) -> dict[str, str]:
    with store.reading() as unit:
        return {each.code: each.id for each in unit.instruments.all()}


def _cycle(store: Store) -> str:
    with store.reading() as unit:
        return dossiers.current_cycle(unit).id


def _lists(store: Store) -> Lists:
    with store.reading() as unit:
        return reconcile.reconcile(unit, _cycle(store), TODAY)


def _book(store: Store, *codes: str) -> None:
    keys = _keys(store)
    with store.unit("Sổ") as unit:
        reconcile.mark_in_book(unit, [keys[each] for each in codes])


def _matches(store: Store) -> dict[str, Match]:
    return {each.instrument.code: each.match for each in _lists(store).rows}


def test_without_a_book_nothing_is_said_to_be_missing_from_it(store: Store) -> None:
    found = _lists(store)

    assert not found.has_book
    assert _matches(store) == {
        "A-1": Match.SEEN,
        "A-2": Match.SEEN,
        "A-3": Match.NOT_FOUND,
        "A-4": Match.UNSEEN,
        "A-5": Match.SEEN,
    }


def test_with_a_book_each_difference_has_its_own_name(store: Store) -> None:
    _book(store, "A-1", "A-3", "A-4")

    assert _matches(store) == {
        "A-1": Match.AGREED,
        "A-2": Match.UNLISTED,
        "A-3": Match.MISSING,
        "A-4": Match.UNSEEN,
        "A-5": Match.UNLISTED,
    }


def test_what_the_last_cycle_did_not_know_is_new(store: Store) -> None:
    _book(store, *CODES)
    with store.unit("Chu kỳ trước") as unit:
        unit.listings.keep(
            Listing(id=new_key(), cycle_id=_cycle(store), instrument_id=_keys(store)["A-1"], source=PREVIOUS)
        )

    assert (_matches(store)["A-1"], _matches(store)["A-2"]) == (Match.AGREED, Match.NEW)


@pytest.mark.parametrize(
    ("in_book", "state", "verdict"),
    [
        (False, "not_seen", Match.GONE),
        (False, "", Match.UNSEEN_UNLISTED),
        (True, "moved", Match.AGREED),
        (False, "new", Match.UNLISTED),
    ],
)
def test_every_combination_has_one_verdict(in_book: bool, state: str, verdict: Match) -> None:
    assert match(None, in_book, state) is verdict


def test_an_imported_list_is_the_book_of_this_cycle_known_instruments_too(store: Store, tmp_path: Path) -> None:
    list_ = tmp_path / "so.csv"
    list_.write_text("Mã;Tên phương tiện đo;Số chế tạo\nA-1;Áp kế;SA-1\nB-9;Cân bàn;99\n", "utf-8")

    with store.unit("Nhập danh sách") as unit:
        exchange.take_in(unit, exchange.preview_list(list_))

    in_book = {each.instrument.code for each in _lists(store).rows if each.in_book}
    assert in_book == {"A-1", "B-9"}


def test_taking_the_import_back_takes_the_book_back(store: Store, tmp_path: Path) -> None:
    list_ = tmp_path / "so.csv"
    list_.write_text("Mã;Tên phương tiện đo;Số chế tạo\nA-1;Áp kế;SA-1\n", "utf-8")
    with store.unit("Nhập danh sách") as unit:
        exchange.take_in(unit, exchange.preview_list(list_))

    store.undo()

    assert not _lists(store).has_book


def test_a_note_for_the_book_is_written_once_and_only_where_something_was_seen(store: Store) -> None:
    keys, cycle = _keys(store), _cycle(store)
    with store.unit("Ghi chú") as unit:
        reconcile.note_for_book(unit, cycle, [keys["A-2"]])
    with store.unit("Ghi chú") as unit:
        reconcile.note_for_book(unit, cycle, [keys["A-2"]])

    with store.unit("Ghi chú") as unit, pytest.raises(UserError, match="1 dòng chưa xem"):
        reconcile.note_for_book(unit, cycle, [keys["A-2"], keys["A-4"]])

    note = next(each.row.sighting for each in _lists(store).rows if each.instrument.code == "A-2")
    assert note is not None and note.note == "Doanh nghiệp cần ghi vào sổ theo dõi."


def test_a_finding_rests_on_the_instruments_it_was_raised_for(store: Store) -> None:
    _book(store, "A-1", "A-3")
    chosen = [each for each in _lists(store).rows if each.match in (Match.MISSING, Match.UNLISTED)]

    with store.unit("Phát hiện") as unit:
        made = reconcile.raise_finding(unit, _cycle(store), chosen)
        linked = {each.to_id for each in unit.links.all(from_kind="findings", from_id=made.id)}

    assert linked == {each.instrument.id for each in chosen}
    assert "không khớp" in made.title and "A-3" in made.detail


def test_the_lists_are_handed_over_as_a_workbook(store: Store, tmp_path: Path) -> None:
    _book(store, "A-1", "A-3", "A-4")

    with store.reading() as unit:
        path = reconcile.write_lists(unit, _cycle(store), TODAY, tmp_path / "doi-chieu.xlsx")

    rows = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    line = next(each for each in rows if each[0] == "A-3")
    assert line[5:8] == ["Có", "Không thấy", "Có trong sổ, không thấy"]
    assert next(each for each in rows if each[0] == "A-4")[6:8] == ["Chưa xem", "Chưa xem lại"]


def test_a_sheet_of_another_kind_is_refused_in_words(store: Store, tmp_path: Path) -> None:
    with store.reading() as unit, pytest.raises(UserError, match="xlsx"):
        reconcile.write_lists(unit, _cycle(store), TODAY, tmp_path / "doi-chieu.txt")
