"""Types readings in the real page without end and tells each one as soon as its cell is left.

Run by test_measuring_by_keys as a process of its own: measuring_until_killed.py FILE
"""

from __future__ import annotations

import os
import sys
from datetime import date
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services import dossiers, studies
from app.ui import theme
from app.ui.background import Background
from app.ui.pages.studies import StudiesPage
from app.ui.preferences import Preferences
from app.ui.workspace import Workspace


def main(path: Path) -> None:
    application = QApplication([])
    theme.load_fonts()
    theme.use("light")
    theme.apply(application)
    store = dossiers.open_dossier(path, person="Nguyễn Thu Hà")
    workspace = Workspace(store, Preferences(person="Nguyễn Thu Hà"), Background(), date(2026, 11, 24))
    study = workspace.run(
        "Đo", lambda unit: studies.start_study(unit, workspace.cycle_id, "bias", shape={"trials": "500"})
    )
    page = StudiesPage(workspace)
    page.show()
    page.open_study(study.id)
    page.activateWindow()
    grid, numbers = page.sheet.grid, count(1)

    def type_one() -> None:
        number = next(numbers)
        words = f"12,{number:03}"
        QTest.keyClick(grid, words[0])
        editor = grid.indexWidget(grid.currentIndex())
        QTest.keyClicks(editor, words[1:])
        QTest.keyClick(editor, Qt.Key.Key_Return)
        print(number, words, flush=True)
        QTimer.singleShot(0, type_one)

    sys.excepthook = lambda kind, error, trace: os._exit(1)
    QTimer.singleShot(0, type_one)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
