"""No argument or a dossier: the window. A command: headless. Sets itself up on first use."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from app import bootstrap
from app.wording import _

REQUIREMENTS = bootstrap.ROOT / "requirements.txt"


def main(arguments: list[str]) -> int:
    wants_window = not arguments or arguments[0].endswith(".dochuan") or arguments[0] == "--quit-when-ready"
    if wants_window and not _has_screen():
        print(
            _("Máy này không có màn hình nên không mở được cửa sổ; hãy chạy: python3 -m app demo --out DIR"),
            file=sys.stderr,
        )
        return 2
    try:
        if not bootstrap.is_inside():
            if not bootstrap.is_ready(REQUIREMENTS):
                bootstrap.set_up(REQUIREMENTS)
            return bootstrap.go_on_inside(["-m", "app", *arguments])
        if wants_window:
            _ensure_screen_libraries()
    except bootstrap.SetUpError as error:
        print(error, file=sys.stderr)
        return 2
    return _window(arguments) if wants_window else _command(arguments)


def _has_screen() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal", "vnc"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _ensure_screen_libraries() -> None:
    offscreen = os.environ.get("QT_QPA_PLATFORM") == "offscreen"
    bootstrap.ensure_libraries(
        bootstrap.QT_LIBRARIES if offscreen else bootstrap.QT_LIBRARIES | bootstrap.SCREEN_LIBRARIES
    )


def _window(arguments: list[str]) -> int:
    gc.disable()  # a start makes much and drops little; after the first paint the window's own Collector takes over
    from app.ui.main import run

    files = [Path(each) for each in arguments if not each.startswith("--")]
    return run(files[0] if files else None, quit_when_ready="--quit-when-ready" in arguments)


def _command(arguments: list[str]) -> int:
    from app.cli.main import main as command

    return command(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
