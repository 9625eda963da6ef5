"""The work copy of 5 000 instruments out and back in, against bare openpyxl with the same cells."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl

from app.domain.instruments import Instrument
from app.domain.keys import new_key
from app.domain.work_copies import WorkCopy
from app.services import dossiers, work_copies
from app.storage.store import Store
from tests.bench import Row
from tests.reports.samples import a_dossier

INSTRUMENTS, RUNS = 5000, 3


def measure() -> list[Row]:
    """Writing: from the records to the file in its place; reading: from the file to the finished comparison."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = _filled(folder / "f.dochuan")
        try:
            cycle_id = _cycle(store)
            ours, bare = folder / "ours.xlsx", folder / "bare.xlsx"
            copy = _write(store, cycle_id, ours)
            values = _values(ours)
            out = [
                (_seconds(lambda: _write(store, cycle_id, ours)), _seconds(lambda: _bare(values, bare)))
                for _n in range(RUNS)
            ]
            back = [
                (_seconds(lambda: _compare(store, cycle_id, ours)), _seconds(lambda: openpyxl.load_workbook(bare)))
                for _n in range(RUNS)
            ]
        finally:
            store.close()
    assert len(copy.tables[0].rows) == INSTRUMENTS
    made, wrote = (statistics.median(each) for each in zip(*out, strict=True))
    compared, read = (statistics.median(each) for each in zip(*back, strict=True))
    return [
        Row("Work copy of 5 000 instruments, out", made, wrote, "openpyxl append loop, same cells", 1.3),
        Row("Work copy of 5 000 instruments, back in and compared", compared, read, "openpyxl load_workbook", 1.5),
    ]


def _filled(path: Path) -> Store:
    store = dossiers.create_dossier(path, person="Hà", enterprise="Nhà máy")
    given = a_dossier(INSTRUMENTS, pictures=0)
    keys = {each.id: new_key() for each in given.instruments}
    with store.unit("Nhập") as unit:
        unit.instruments.keep_all(_with_key(each, keys[each.id]) for each in given.instruments)
    return store


def _with_key(instrument: Instrument, key: str) -> Instrument:

    return replace(instrument, id=key)


def _cycle(store: Store) -> str:
    with store.reading() as unit:
        return dossiers.current_cycle(unit).id


def _write(store: Store, cycle_id: str, path: Path) -> WorkCopy:
    with store.reading() as unit:
        copy = work_copies.make_copy(unit, cycle_id, "instruments")
    work_copies.write_copy(copy, path)
    return copy


def _compare(store: Store, cycle_id: str, path: Path) -> None:
    read = work_copies.read_work_copy(path)
    with store.reading() as unit:
        preview = work_copies.preview_copy(unit, cycle_id, read)
    assert not preview.cells


def _values(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path, read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def _bare(values: dict[str, list[tuple[object, ...]]], path: Path) -> None:
    book = openpyxl.Workbook()
    for title, rows in values.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
