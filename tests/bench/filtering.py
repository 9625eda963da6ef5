"""One key press in the filter of a register of 5 000 instruments, until its rows are painted."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from app.services import dossiers, inventory
from app.storage.unit import Unit
from tests.bench import Row

COUNT = 5_000
FRAME = 0.050
TYPED = ("á", "áp", "áp k", "áp kế", "áp kế 1", "áp kế 12", "áp kế 123", "áp kế 12", "áp", "")
KINDS = (("AP", "Áp kế lò xo"), ("CB", "Cân bàn điện tử"), ("NK", "Nhiệt kế điện trở"), ("LL", "Đồng hồ nước lạnh"))


def measure() -> list[Row]:
    """Seconds: the median key press, and the slowest one, against one frame."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from app.ui import theme
    from app.ui.background import Background
    from app.ui.pages.instruments import InstrumentsPage
    from app.ui.preferences import Preferences
    from app.ui.workspace import Workspace

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    theme.load_fonts()
    theme.apply(application)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DOCHUAN_HOME", folder)
        store = dossiers.create_dossier(Path(folder) / "a.dochuan", person="Thu Hà", enterprise="An Lạc")
        with store.unit("Nhập danh mục") as unit:
            fill(unit)
        background = Background()
        page = InstrumentsPage(Workspace(store, Preferences(person="Thu Hà"), background, date(2026, 11, 24)))
        page.resize(1220, 822)
        page.show()
        application.processEvents()
        while not background.is_idle():  # a long register is read beside the window
            application.processEvents()
        times = []
        for words in TYPED * 3:
            start = time.perf_counter()
            page.search.setText(words)
            application.processEvents()
            times.append(time.perf_counter() - start)
        page.close()
        background.close()
        store.close()
    what = f"a filter key press on {COUNT} instruments"
    return [
        Row(f"{what}, median", statistics.median(times), FRAME, "one frame", 1.0),
        Row(f"{what}, slowest of {len(times)}", max(times), FRAME, "one frame", 1.0),
    ]


def fill(unit: Unit) -> None:
    for number in range(COUNT):
        code, name = KINDS[number % len(KINDS)]
        made = inventory.add_instrument(
            unit, code=f"{code}-{number:04d}", name=name, serial=f"{number * 7919 % 100000:05d}", location="Dây chiết 2"
        )
        if number % 3:
            performed = date(2025, 1 + number % 12, 1 + number % 28)
            inventory.keep_calibration(
                unit, made.id, kind="calibration", performed_on=performed, certificate_number=f"HC-{number}"
            )
