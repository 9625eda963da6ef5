"""Who changed what, when and why; undo and redo by the services' names."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from app.services.history import changes_of, changes_since, redo, undo
from tests.storage.builders import a_store, an_instrument, closing


def test_the_trail_of_a_record_tells_field_person_reason_and_deed(tmp_path: Path) -> None:
    instrument = an_instrument(location="Kho 1")
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        with store.unit("Thêm phương tiện đo") as unit:
            unit.instruments.keep(instrument)
            unit.instruments.keep(an_instrument())
        with store.unit("Sửa phương tiện đo") as unit:
            seen = unit.revision
            unit.instruments.keep(dataclasses.replace(instrument, location="Kho 2"), "chuyển kho")

        with store.reading() as unit:
            trail = changes_of(unit, "instruments", instrument.id)
            newer = changes_since(unit, seen)

    assert [each.deed for each in trail] == ["Thêm phương tiện đo", "Sửa phương tiện đo"]
    assert [(each.field, each.old, each.new, each.reason, each.person) for each in newer] == [
        ("location", "Kho 1", "Kho 2", "chuyển kho", "Nguyễn Thu Hà")
    ]


def test_undo_and_redo_name_the_deed(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        with store.unit("Thêm phương tiện đo") as unit:
            unit.instruments.keep(an_instrument())

        undone, redone = undo(store), redo(store)

        assert undone and redone and undone[0] == redone[0] == "Thêm phương tiện đo"
        assert undone[1] == redone[1]
        assert redo(store) is None
