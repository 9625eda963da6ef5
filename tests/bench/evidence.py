"""800 photos in the inbox against an empty one; adding a 12 megapixel photo against the same work in bare Pillow."""

from __future__ import annotations

import io
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.domain.evidence import Evidence
from app.domain.keys import new_key
from app.services import dossiers
from app.services.evidence import keep_evidence, prepare
from app.services.photo_copies import copies_of
from app.storage.store import Store
from app.storage.unit import Unit
from tests.bench import Row

PHOTOS, TURNS = 800, 7
SIZE = (4000, 3000)


def measure() -> list[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    photo = a_photo(SIZE)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DOCHUAN_HOME", folder)
        return [*_adding(photo, Path(folder)), *_inbox(Path(folder))]


def a_photo(size: tuple[int, int], seed: int = 0) -> bytes:
    """A photo with as much detail as a camera sees, held on its side."""
    from PIL import Image

    rough = Image.effect_noise((size[0] // 8, size[1] // 8), 60 + seed % 40).resize(size)
    exif = Image.Exif()
    exif[274] = 6
    written = io.BytesIO()
    rough.convert("RGB").save(written, "JPEG", quality=88, exif=exif)
    return written.getvalue()


def _adding(photo: bytes, folder: Path) -> list[Row]:
    store = dossiers.create_dossier(folder / "a.dochuan", person="Thu Hà", enterprise="An Lạc")

    def add(turn: int) -> None:
        ready = prepare(photo + bytes(turn + 1), "a.jpg")
        with store.unit("Thêm ảnh") as unit:
            keep_evidence(unit, ready)

    ours, copies, peer = (_median(work) for work in (add, lambda _turn: copies_of(photo), lambda _turn: bare(photo)))
    store.close()
    name = "bare Pillow, the same resize"
    return [
        Row("a 12 megapixel photo: judged, committed, safe", ours, peer, name, 0.5),
        Row("the same: working copy and thumbnail", copies, peer, name, 1.0),
    ]


def bare(photo: bytes) -> None:
    """Open, turn upright, make both copies: what one would write without thinking."""
    from PIL import Image, ImageOps

    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(photo))).convert("RGB")
    for side in (1600, 320):
        picture.thumbnail((side, side))
        picture.save(io.BytesIO(), "JPEG", quality=85)


def _median(work: Callable[[int], object]) -> float:
    times = []
    for turn in range(TURNS):
        start = time.perf_counter()
        work(turn)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _inbox(folder: Path) -> list[Row]:
    from PySide6.QtWidgets import QApplication

    from app.ui import theme

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    theme.load_fonts()
    theme.apply(application)
    empty = dossiers.create_dossier(folder / "b.dochuan", person="Thu Hà", enterprise="An Lạc")
    full = dossiers.create_dossier(folder / "c.dochuan", person="Thu Hà", enterprise="An Lạc")
    with full.unit("Thêm ảnh") as unit:
        fill(unit)
    paints: dict[str, list[float]] = {"empty": [], "full": []}
    keys: list[float] = []
    for _turn in range(TURNS):
        for name, store in (("empty", empty), ("full", full)):
            painted, pressed = _visit(application, store)
            paints[name].append(painted)
            keys += pressed
    empty.close()
    full.close()
    return [
        Row(
            f"first paint of the inbox, {PHOTOS} photos",
            statistics.median(paints["full"]),
            statistics.median(paints["empty"]),
            "the empty inbox",
            2.0,
        ),
        Row(f"an arrow key among {PHOTOS} photos, median", statistics.median(keys), 0.05, "one frame", 1.0),
        Row(f"an arrow key among {PHOTOS} photos, slowest", max(keys), 0.05, "one frame", 1.0),
    ]


def fill(unit: Unit) -> None:
    """Photos over two days, with working copies and thumbnails that are really decoded."""
    working, thumbnail = copies_of(a_photo((1600, 1200))) or (b"", b"")
    for number in range(PHOTOS):
        content = number.to_bytes(4, "big") * 1000
        sha256 = unit.keep_file(content, working, thumbnail)
        taken = datetime(2026, 11, 24, 2, tzinfo=UTC) - timedelta(minutes=number)
        unit.evidence.keep(
            Evidence(
                id=new_key(),
                name=f"IMG_{number:04d}.jpg",
                media_type="image/jpeg",
                sha256=sha256,
                size=len(content),
                taken_at=taken,
            )
        )


def _visit(application: object, store: Store) -> tuple[float, list[float]]:
    """Seconds until the inbox is on the screen, and of each of twenty keys down the grid."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    from app.ui.background import Background
    from app.ui.pages.evidence import EvidencePage
    from app.ui.preferences import Preferences
    from app.ui.workspace import Workspace

    background = Background()
    workspace = Workspace(store, Preferences(person="Thu Hà"), background, date(2026, 11, 24))
    start = time.perf_counter()
    page = EvidencePage(workspace)
    page.resize(1220, 822)
    page.show()
    application.processEvents()  # type: ignore[attr-defined]
    painted = time.perf_counter() - start
    pressed = []
    for _turn in range(20 if page.grid.pieces() else 0):
        start = time.perf_counter()
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
        page.grid.keyPressEvent(key)
        page.grid.viewport().repaint()
        pressed.append(time.perf_counter() - start)
        application.processEvents()  # type: ignore[attr-defined]
    page.close()
    page.let_go()
    background.close()
    return painted, pressed
