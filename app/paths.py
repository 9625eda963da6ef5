"""Where things lie: files shipped with the program, and the user's own folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def shipped(*parts: str) -> Path:
    """A file or folder that comes with the program, in a checkout or in an installed build."""
    root = Path(getattr(sys, "_MEIPASS", "") or Path(__file__).resolve().parent.parent)
    return root.joinpath(*parts)


def user_folder() -> Path:
    """The folder for preferences and remembered column mappings; made when first needed.

    DOCHUAN_HOME overrides it, so that tests and demonstrations leave the person's own folder alone.
    """
    override = os.environ.get("DOCHUAN_HOME")
    if override:
        folder = Path(override)
    elif sys.platform == "win32":
        folder = Path(os.environ.get("APPDATA", str(Path.home()))) / "DoChuan"
    else:
        folder = Path(os.environ.get("XDG_CONFIG_HOME", str(Path.home() / ".config"))) / "dochuan"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
