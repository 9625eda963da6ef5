"""What a start and the opening of a dossier must not wait for is not loaded by then. Processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
COMPUTING = {
    "numpy",
    "scipy",
    "pint",
    "openpyxl",
    "reportlab",
    "app.domain.metrology.catalogue",
    "app.domain.metrology.methods",
    "app.domain.register_analysis",
    "app.domain.proposals",
}
WRITING = {"sqlalchemy", "alembic"}
PROGRAM = """
import json, sys
from pathlib import Path
from app.ui import main

told = lambda application: print(json.dumps(sorted(sys.modules)), flush=True) or application.quit()
main._say_ready = told
main.run(Path(sys.argv[1]) if sys.argv[1:] else None, quit_when_ready=True)
"""


def test_a_start_loads_nothing_that_computes_or_writes(tmp_path: Path) -> None:
    loaded = _loaded_when_ready(tmp_path)

    assert "app.ui.window" in loaded
    assert not loaded & (COMPUTING | WRITING | {"app.services.dossiers", "app.ui.dossier_view"})


def test_opening_a_dossier_loads_no_method_and_no_rule(tmp_path: Path, new_dossier: Path) -> None:
    loaded = _loaded_when_ready(tmp_path, str(new_dossier))

    assert "app.ui.pages.survey" in loaded
    assert not loaded & (COMPUTING | WRITING)


def _loaded_when_ready(home: Path, *arguments: str) -> set[str]:
    """The modules in memory when the first page can be used."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "DOCHUAN_HOME": str(home)}
    command = [sys.executable, "-c", PROGRAM, *arguments]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120)
    return set(json.loads(ended.stdout.splitlines()[-1]))
