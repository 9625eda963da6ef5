"""The peer Suncal (Sandia, GPL): installed by the bench alone, into an environment of its own, run in its own process.

Nothing of it is imported here or in the product: a script goes in, one line of JSON comes out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

VERSION = "1.7.1"


def run_in_suncal(script: str) -> Any | None:
    """What the script printed last, read as JSON; None where Suncal cannot be had, after a word why."""
    python = _python()
    if python is None:
        return None
    done = subprocess.run([python, "-c", script], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"suncal {VERSION} failed: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return json.loads(done.stdout.strip().splitlines()[-1])


def _python() -> Path | None:
    """The interpreter of the environment that holds Suncal; made on first need, kept for the next run."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "do-chuan-bench" / f"suncal-{VERSION}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    marker = folder / "installed"
    if marker.exists():
        return python
    print(f"installing suncal {VERSION} into {folder} …", file=sys.stderr)
    made = [
        [sys.executable, "-m", "venv", str(folder)],
        [str(python), "-m", "pip", "install", "--quiet", f"suncal=={VERSION}"],
    ]
    for command in made:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            last = (done.stderr.strip().splitlines() or ["no word"])[-1]
            print(f"suncal {VERSION} cannot be had, its rows are left out: {last}", file=sys.stderr)
            return None
    marker.touch()
    return python
