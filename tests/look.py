"""Every page of a dossier as a picture: python3 -m tests.look --out DIR [--dossier FILE] [--pages survey,goals …].

A page may name what it is to show: --pages "evaluations:new:" or "studies:<id>".

Both languages, light and dark, at 1440×900, 1366×768 and at 911×512 (1366×768 at 150 %). For people who look.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

from app import bootstrap

SIZES = {"1440": (1440, 900, 1.0), "1366": (1366, 768, 1.0), "150pc": (911, 512, 1.5)}
TODAY = date(2026, 11, 24)
PERSON = "Nguyễn Thu Hà"


def main(arguments: list[str]) -> int:
    if not bootstrap.is_inside():
        return bootstrap.go_on_inside(["-m", "tests.look", *arguments])
    options = _options(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if options.size is None:
        for size in SIZES:  # the ratio of the screen is fixed for a process
            os.environ["QT_SCALE_FACTOR"] = str(SIZES[size][2])
            code = os.spawnv(
                os.P_WAIT, sys.executable, [sys.executable, "-m", "tests.look", *arguments, "--size", size]
            )
            if code:
                return code
        return 0
    os.environ["QT_SCALE_FACTOR"] = str(SIZES[options.size][2])
    options.out.mkdir(parents=True, exist_ok=True)
    for path in pictures(options):
        print(path)
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m tests.look")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dossier", type=Path)
    parser.add_argument("--pages", default="")
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--languages", default="vi,en")
    parser.add_argument("--size", choices=tuple(SIZES))
    return parser.parse_args(arguments)


def pictures(options: argparse.Namespace) -> Iterator[Path]:
    from PySide6.QtWidgets import QApplication

    from app.services import dossiers
    from app.ui import main as start
    from app.ui.background import Background
    from app.ui.pages.catalogue import PAGES
    from app.ui.preferences import Preferences
    from app.ui.window import MainWindow
    from app.ui.workspace import Workspace

    width, height, _ratio = SIZES[options.size]
    wanted = options.pages.split(",") if options.pages else ["home", *(each.key for each in PAGES)]
    folder = Path(tempfile.mkdtemp())
    os.environ["DOCHUAN_HOME"] = str(folder / "home")
    application = start.make_application()
    path = _dossier(options.dossier, folder)
    for name, language in product(options.themes.split(","), options.languages.split(",")):
        preferences = Preferences(theme=name, language=language, person=PERSON, recent=[str(path)])
        start.dress(application, preferences)
        background = Background()
        window = MainWindow(preferences, background, TODAY)
        window.resize(width, height)
        window.start(None)
        window.show()
        for page in wanted:
            if page == "home":
                window.show_home()
            elif window.workspace is None:
                store = dossiers.open_dossier(path, person=PERSON)
                window.show_workspace(Workspace(store, preferences, background, TODAY))
            if window.dossier is not None:
                key, _colon, place = page.partition(":")
                window.dossier.go(key, place)
            _settle(application, background)
            stem = "-".join(filter(None, page.split(":")))
            target = options.out / f"{stem}-{name}-{language}-{options.size}.png"
            window.grab().save(str(target))
            yield target
        window.close()
        QApplication.processEvents()
    shutil.rmtree(folder)


def _settle(application: object, background: object) -> None:
    """Until nothing is under way."""
    import time

    end = time.monotonic() + 0.3
    while time.monotonic() < end or not background.is_idle():  # type: ignore[attr-defined]
        application.processEvents()  # type: ignore[attr-defined]


def _dossier(given: Path | None, folder: Path) -> Path:
    """A copy of the one given, else the worked sample factory."""
    from app.services.sample import read_sample
    from app.services.worked_sample import work_through

    path = folder / "mau.dochuan"
    if given is not None:
        shutil.copy(given, path)
    else:
        work_through(read_sample(), path, lambda *_words, **_values: None).close()
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
