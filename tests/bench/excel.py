"""The workbook of 5 000 instruments against a bare openpyxl loop that writes the same cells, without any styling."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

from app.reports.excel import write_workbook
from app.reports.inventory import inventory_sheet
from app.reports.material import Material
from app.reports.sheets import Workbook
from app.services import reporting
from tests.bench import Row
from tests.reports.samples import AS_OF, a_dossier

INSTRUMENTS, RUNS = 5000, 5


def measure() -> list[Row]:
    """Both write the register with its last calibrations and states; the whole checklist is told beside it."""
    dossier = a_dossier(INSTRUMENTS, pictures=0)
    material = reporting.material_of(dossier, AS_OF)
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = Path(folder, "ours.xlsx"), Path(folder, "bare.xlsx")
        _write(material, ours)
        values = _values(ours)
        runs = [(_seconds(lambda: _write(material, ours)), _seconds(lambda: _bare(values, bare))) for _n in range(RUNS)]
        assert _values(bare) == values
    mine, peer = (statistics.median(each) for each in zip(*runs, strict=True))
    return [Row("Excel of 5 000 instruments", mine, peer, "openpyxl append loop, same cells", 1.3)]


def _write(material: Material, path: Path) -> None:
    """From the judged instruments to the file in its place: building, measuring rows, styles, dropdowns, saving."""
    write_workbook(Workbook(title="", sheets=(inventory_sheet(material),), footer=material.footer), path)


def _values(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True))


def _bare(values: list[tuple[object, ...]], path: Path) -> None:
    book = openpyxl.Workbook()
    for row in values:
        book.active.append(row)
    book.save(path)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
