"""The floor walk over 5 000 instruments: three digits, an arrow key, an answer, each until it is painted."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from app.services import dossiers
from tests.bench import Row
from tests.bench.filtering import COUNT, FRAME, fill

ROUNDS = 30


def measure() -> list[Row]:
    """Seconds, the median of each, against one frame."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from app.ui import theme
    from app.ui.background import Background
    from app.ui.pages.floor import FloorPage
    from app.ui.preferences import Preferences
    from app.ui.workspace import Workspace

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    theme.load_fonts()
    theme.apply(application)

    def timed(work: Callable[[int], object]) -> float:
        times = []
        for number in range(ROUNDS):
            start = time.perf_counter()
            work(number)
            application.processEvents()
            times.append(time.perf_counter() - start)
        return statistics.median(times)

    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DOCHUAN_HOME", folder)
        store = dossiers.create_dossier(Path(folder) / "a.dochuan", person="Thu Hà", enterprise="An Lạc")
        with store.unit("Nhập danh mục") as unit:
            fill(unit)
        background = Background()
        page = FloorPage(Workspace(store, Preferences(person="Thu Hà"), background, date(2026, 11, 24)))
        page.resize(1366, 768)
        page.show()
        while not page.rows:
            application.processEvents()
        found = timed(lambda number: page.top.finder.setText(str(100 + number)))
        page.top.finder.clear()
        moved = timed(lambda _number: page.list.step(1))
        answered = timed(lambda number: page.answering.answer(("seen", "damaged")[number % 2]))
        page.close()
        background.close()
        store.close()
    return [
        Row(f"a digit in the finder over {COUNT} instruments", found, FRAME, "one frame", 1.0),
        Row("an arrow key on the floor walk", moved, FRAME, "one frame", 1.0),
        Row("an answer on the floor walk, kept and painted", answered, FRAME, "one frame", 1.0),
    ]
