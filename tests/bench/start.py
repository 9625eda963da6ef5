"""Start to a usable window against a bare PySide6 window with one table; a large dossier against an empty start.

Whole processes are timed, from launch to the word "ready" on their standard output, in turn, by their medians.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench import Row
from tests.bench.large_dossier import make_large_dossier

ROOT = Path(__file__).resolve().parent.parent.parent
TURNS = 9

BARE = """
from PySide6.QtCore import QAbstractTableModel, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

class Numbers(QAbstractTableModel):
    def rowCount(self, parent=None):
        return 5000
    def columnCount(self, parent=None):
        return 12
    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return f"{index.row()} {index.column()}" if role == Qt.ItemDataRole.DisplayRole else None

application = QApplication([])
window, table, model = QMainWindow(), QTableView(), Numbers()
table.setModel(model)
window.setCentralWidget(table)
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: (print("ready", flush=True), application.quit())))
application.exec()
"""


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        large = make_large_dossier(Path(folder) / "large.dochuan")
        ours = [sys.executable, "-m", "app", "--quit-when-ready"]
        commands = {
            "bare": [sys.executable, "-c", BARE],
            "empty": ours,
            "large": [sys.executable, "-m", "app", str(large), "--quit-when-ready"],
        }
        times = _in_turn(commands, Path(folder))
    return [
        Row("start to a usable window", times["empty"], times["bare"], "bare PySide6 window, one table", 1.3),
        Row("open a large dossier", times["large"], times["empty"], "start, empty window", 2.0),
    ]


def _in_turn(commands: dict[str, list[str]], folder: Path) -> dict[str, float]:
    """Medians in seconds; the first turn fills the caches and is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(TURNS + 1):
        for name, command in commands.items():
            seconds = _until_ready(command, folder / name)
            if turn:
                taken[name].append(seconds)
    return {name: median(each) for name, each in taken.items()}


def _until_ready(command: list[str], home: Path) -> float:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "DOCHUAN_HOME": str(home),
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == "ready":
                seconds = time.perf_counter() - started
                process.wait()
                return seconds
    raise RuntimeError(f"{command} ended without becoming ready")
