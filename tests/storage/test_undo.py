"""Undo and redo by deed, across restarts, without taking anything out of the journal."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.storage.store import Store
from tests.storage.builders import a_site, a_store, an_instrument, closing

INSTRUMENT = an_instrument(code="1")


def set_code(store: Store, code: str) -> None:
    with store.unit(f"Mã {code}") as unit:
        unit.instruments.keep(dataclasses.replace(INSTRUMENT, code=code))


def codes(store: Store) -> list[str]:
    with store.reading() as unit:
        return [each.code for each in unit.instruments.all()]


def test_undo_and_redo_walk_along_the_deeds(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        set_code(store, "1")
        set_code(store, "2")

        undone = store.undo()
        assert undone and undone[0] == "Mã 2" and undone[1].ids == {"instruments": frozenset({INSTRUMENT.id})}
        assert codes(store) == ["1"]
        assert (store.next_undo(), store.next_redo()) == ("Mã 1", "Mã 2")
        store.undo()
        assert codes(store) == []
        assert store.undo() is None
        store.redo()
        store.redo()
        assert codes(store) == ["2"]
        assert store.redo() is None


def test_the_next_undo_is_known_inside_a_unit_too(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        set_code(store, "1")

    with closing(Store.open(tmp_path / "a.dochuan", backups=False)) as store:
        with store.reading():
            assert store.next_undo() == "Mã 1"
        with store.unit("Mã 2") as unit:
            unit.instruments.keep(dataclasses.replace(INSTRUMENT, code="2"))
            assert store.next_undo() == "Mã 1"
        assert store.next_undo() == "Mã 2"


def test_undo_goes_on_after_a_restart(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        set_code(store, "1")
        set_code(store, "2")
        set_code(store, "3")
        store.undo()

    with closing(Store.open(tmp_path / "a.dochuan", backups=False)) as store:
        assert (store.next_undo(), store.next_redo()) == ("Mã 2", "Mã 3")
        store.undo()
        assert codes(store) == ["1"]

    with closing(Store.open(tmp_path / "a.dochuan", backups=False)) as store:
        store.redo()
        store.redo()
        assert codes(store) == ["3"]


def test_a_new_deed_ends_the_line_of_redo(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        set_code(store, "1")
        set_code(store, "2")
        store.undo()

        set_code(store, "3")

        assert store.next_redo() is None
        assert store.redo() is None
        store.undo()
        assert codes(store) == ["1"]


def test_nothing_leaves_the_journal_when_something_is_undone(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        set_code(store, "1")
        set_code(store, "2")
        store.undo()
        store.redo()

        with store.reading() as unit:
            entries = unit.history()
    assert [(each.role, each.old, each.new) for each in entries[1:]] == [
        ("do", "1", "2"),
        ("undo", "2", "1"),
        ("redo", "1", "2"),
    ]
    assert [each.sequence for each in entries] == [1, 2, 3, 4]


def test_a_large_import_is_undone_in_one_go(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        set_code(store, "1")
        with store.unit("Nhập danh mục") as unit:
            unit.instruments.keep_all(an_instrument(code=str(number)) for number in range(1, 1201))
            unit.instruments.keep(dataclasses.replace(INSTRUMENT, code="đã sửa"))

        store.undo()

        assert codes(store) == ["1"]
        store.redo()
        assert len(codes(store)) == 1201


def test_a_record_made_changed_and_retired_in_one_deed_is_undone(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        with store.unit("Thử") as unit:
            unit.instruments.keep(INSTRUMENT)
            unit.instruments.keep(dataclasses.replace(INSTRUMENT, code="2"))
            unit.instruments.retire(INSTRUMENT.id)

        store.undo()
        assert codes(store) == []
        store.redo()
        assert codes(store) == []
        set_code(store, "1")
        assert codes(store) == ["1"]


def test_the_making_of_a_dossier_is_not_undone(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        with store.unit("Tạo hồ sơ", lasting=True) as unit:
            unit.sites.keep(a_site())

        assert store.next_undo() is None
        assert store.undo() is None


def test_a_deed_that_changes_nothing_in_the_end_is_undone_once(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        set_code(store, "1")
        with store.unit("Đổi rồi đổi lại") as unit:
            unit.instruments.keep(dataclasses.replace(INSTRUMENT, code="2"))
            unit.instruments.keep(INSTRUMENT)

        store.undo()

        assert store.next_undo() == "Mã 1"


steps = st.lists(st.sampled_from(["new", "undo", "redo", "reopen"]), max_size=25)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_any_walk_ends_where_a_list_of_states_would(tmp_path_factory: Any, steps: list[str]) -> None:
    path = tmp_path_factory.mktemp("walk") / "a.dochuan"
    store = a_store(path)
    states, place = [""], 0

    for number, step in enumerate(steps):
        match step:
            case "new":
                set_code(store, str(number))
                states, place = [*states[: place + 1], str(number)], place + 1
            case "undo":
                store.undo()
                place = max(0, place - 1)
            case "redo":
                store.redo()
                place = min(len(states) - 1, place + 1)
            case "reopen":
                store.close()
                store = Store.open(path, backups=False)

    assert codes(store) == ([states[place]] if states[place] else [])
    store.close()
