"""The pictures of one open dossier: thumbnails decoded beside the window, and copies made of what was just added.

One for each workspace. Tiles ask for a thumbnail while they are painted, get it or nothing, and hear when it came.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QPixmap
from shiboken6 import isValid

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.services.evidence import shown_sha256
from app.services.photo_copies import copies_of
from app.storage.unit import Unit
from app.ui.workspace import Workspace
from app.wording import _

MOST_KEPT = 150
"""Thumbnails held in memory (0.3 MB each), so that it grows with what is shown and not with the dossier."""
MOST_WANTED = 120
"""Asked for and not yet read; while one scrolls fast, what went out of sight is forgotten."""
SETTLE_MILLISECONDS = 300


def pictures_of(workspace: Workspace) -> Pictures:
    """The one of this workspace, made when it is first asked for."""
    found = workspace.findChild(Pictures)
    return found if isinstance(found, Pictures) else Pictures(workspace)


class Pictures(QObject):
    """arrived(sha256): this thumbnail can be painted now, or it is known that it never can."""

    arrived = Signal(str)
    _read = Signal(str, object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._turn = threading.Lock()
        self._thread: threading.Thread | None = None
        self._lacking: set[str] = set()
        self._spoilt: set[str] = set()
        self._done: set[str] = set()
        self._is_making = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self.make_copies)
        self._read.connect(self._take, Qt.ConnectionType.QueuedConnection)
        workspace.changed.connect(self._changed)
        self._settle.start()

    # ---- thumbnails

    def thumbnail(self, evidence: Evidence) -> QPixmap | None:
        """None while it is on its way; a null pixmap for a picture that cannot be read."""
        key = shown_sha256(evidence)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key in self._spoilt:
            return QPixmap()
        if key not in self._lacking:
            self._want(key)
        return None

    def is_making(self, evidence: Evidence) -> bool:
        """Its copies are still to be made: the original is safe, but there is nothing to show yet."""
        return shown_sha256(evidence) in self._lacking

    def kept(self) -> int:
        """How many thumbnails are held in memory."""
        return len(self._kept)

    def _want(self, key: str) -> None:
        with self._turn:
            self._wanted[key] = None
            self._wanted.move_to_end(key)
            while len(self._wanted) > MOST_WANTED:
                self._wanted.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="thumbnails", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        """What was asked for last is read first: it is what one is looking at."""
        while True:
            with self._turn:
                if not self._wanted:
                    self._thread = None
                    return
                key, _nothing = self._wanted.popitem()
            try:
                image = self._workspace.read(lambda unit, key=key: _small_bytes(unit, key))  # type: ignore[misc]
            except (UserError, KeyError):
                image = None
            decoded = decode(image, 320, 320) if image is not None else None
            if not isValid(self):
                return
            self._read.emit(key, decoded)

    @Slot(str, object)
    def _take(self, key: str, image: QImage | None) -> None:
        if image is None:
            if self._workspace.read_only:
                self._spoilt.add(key)
            elif key in self._done:  # it was looked for just before it was made
                self._want(key)
                return
            else:
                self._lacking.add(key)
                self._settle.start()
        else:
            self._kept[key] = QPixmap.fromImage(image)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        self.arrived.emit(key)

    # ---- copies

    def make_copies(self) -> None:
        """Make what is missing, one photo after the other, beside the window; also what was left by a sudden end."""
        if self._is_making or self._workspace.read_only:
            return
        self._is_making = True
        self._workspace.background.run(
            lambda: self._workspace.read(lambda unit: unit.lacking_copies()), self._make_next, self._stop, owner=self
        )

    def _make_next(self, keys: list[str]) -> None:
        left = [each for each in keys if each not in self._spoilt]
        if not left:
            self._is_making = False
            return
        key, rest = left[0], left[1:]
        self._lacking.add(key)

        def work() -> tuple[bytes, bytes] | None:
            return copies_of(self._workspace.read(lambda unit: unit.file(key)))

        def made(copies: tuple[bytes, bytes] | None) -> None:
            if copies is None:
                self._spoilt.add(key)
                self._made(key, rest)
                return
            self._workspace.run_aside(
                _("Thu nhỏ ảnh"),
                lambda unit: unit.keep_copies(key, working=copies[0], thumbnail=copies[1]),
                lambda _nothing: self._made(key, rest, done=True),
                self._stop,
                owner=self,
            )

        words = _("Đang thu nhỏ ảnh, còn {n}…", n=len(left))
        self._workspace.background.run(work, made, self._stop, words=words, owner=self)

    def _made(self, key: str, rest: list[str], *, done: bool = False) -> None:
        self._lacking.discard(key)
        if done:
            self._done.add(key)
        self.arrived.emit(key)
        if rest:
            self._make_next(rest)
        else:
            self._is_making = False
            self._settle.start()  # what was added meanwhile

    def _stop(self, _mistake: UserError) -> None:
        """The dossier was closed, or the disk refused: it is tried again when it is opened next."""
        self._is_making = False

    def _changed(self, changes: Changes) -> None:
        if changes.touches("evidence"):
            self._settle.start()


def _small_bytes(unit: Unit, key: str) -> bytes | None:
    return unit.small_copy(key, "thumbnail") or unit.small_copy(key, "working")


def decode(content: bytes, width: int, height: int) -> QImage | None:
    """A picture decoded no larger than it is shown; None where it is none."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > width or size.height() > height):
        reader.setScaledSize(size.scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def thumbnail(content: bytes, width: int, height: int) -> QPixmap:
    """A picture at hand, no larger than it is shown; a null pixmap where it is none."""
    image = decode(content, width, height)
    return QPixmap() if image is None else QPixmap.fromImage(image)
