"""A folder where a phone's cable or Bluetooth puts photos: what is new there comes into the inbox by itself.

Files are copied, never moved or deleted. A file is taken when its size stood still between two looks, so that a
half-written one is waited for; and once only: this device remembers what it took, the dossier knows the bytes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app import paths
from app.domain.errors import UserError
from app.services.photos import ENDINGS, ending_of
from app.ui.evidence_adding import Outcome, add_pieces, content_of
from app.ui.workspace import Workspace
from app.wording import _

NOTE = "evidence.watched"
"""The key under which the folder stands in the preferences of this device."""
LOOK_AGAIN_MILLISECONDS = 1500
TAKEN_ENDINGS = ENDINGS | {"pdf"}
MOST_FOLDERS = 60
Stamp = tuple[int, int]
"""Size and time of the last change in nanoseconds: another stamp is another file."""


def watched_folder_of(workspace: Workspace) -> WatchedFolder:
    """The one of this workspace, made when it is first asked for."""
    found = workspace.findChild(WatchedFolder)
    return found if isinstance(found, WatchedFolder) else WatchedFolder(workspace)


class WatchedFolder(QObject):
    """changed: another folder is watched, or none. took(n): so many new files came in."""

    changed = Signal()
    took = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._growing: dict[str, Stamp] = {}
        self._busy: set[str] = set()
        self._is_looking = False
        self._known = _read_known()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look_soon)
        self._again = QTimer(self, singleShot=True, interval=LOOK_AGAIN_MILLISECONDS)
        self._again.timeout.connect(self.look)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.applicationStateChanged.connect(self._came_back)
        if self.folder is not None:
            self._again.start()

    @property
    def folder(self) -> Path | None:
        kept = self._workspace.preferences.notes.get(NOTE, "")
        return Path(kept) if kept else None

    def watch(self, folder: Path) -> int:
        """Take what comes in from now on; how many files lie there already (take_all takes those, too)."""
        found = stamps_in(folder)
        self._keep_folder(str(folder))
        known = self._known.setdefault(str(folder), {})
        before = [name for name in found if name not in known]
        known.update({name: found[name] for name in before})
        _write_known(self._known)
        self.look()
        return len(before)

    def leave(self) -> None:
        """Watch nothing any more; what was taken stays."""
        self._keep_folder("")

    def take_all(self) -> None:
        """Also what lay there before it was watched; what is in the dossier already comes no second time."""
        if self.folder is not None:
            self._known[str(self.folder)] = {}
            self.look()

    def look_soon(self) -> None:
        if not self._again.isActive():
            self._again.start()

    def look(self) -> None:
        """Look through the folder beside the window."""
        folder = self.folder
        if folder is None or self._is_looking or self._workspace.read_only:
            return
        self._is_looking = True
        self._workspace.background.run(
            lambda: stamps_in(folder), lambda found: self._judge(folder, found), self._stop, owner=self
        )

    def _stop(self, _mistake: UserError) -> None:
        self._is_looking = False

    def _judge(self, folder: Path, found: Mapping[str, Stamp]) -> None:
        self._is_looking = False
        if folder != self.folder:
            return
        self._follow(folder, found)
        known = self._known.setdefault(str(folder), {})
        new = {name: stamp for name, stamp in found.items() if known.get(name) != stamp and name not in self._busy}
        ready = [name for name, stamp in new.items() if self._growing.get(name) == stamp and stamp[0] > 0]
        self._growing = {name: stamp for name, stamp in new.items() if name not in ready}
        if self._growing:
            self._again.start()
        if ready:
            self._take(folder, {name: new[name] for name in sorted(ready)})

    def _take(self, folder: Path, ready: Mapping[str, Stamp]) -> None:
        self._busy |= set(ready)

        def ended(outcome: Outcome) -> None:
            self._busy -= set(ready)
            self._known.setdefault(str(folder), {}).update(ready)
            _write_known(self._known)
            if outcome.added:
                n = len(outcome.added)
                self._workspace.told.emit(_("Đã nhận {n} ảnh, tệp mới từ thư mục theo dõi.", n=n))
                self.took.emit(n)
            if outcome.wrong:
                self._workspace.wrong.emit(" ".join(outcome.wrong[:3]))

        pieces = [(Path(name).name, partial(content_of, folder / name)) for name in ready]
        add_pieces(self._workspace, pieces, deed=_("Nhận từ thư mục theo dõi"), ended=ended, only_new=True, owner=self)

    def _follow(self, folder: Path, found: Mapping[str, Stamp]) -> None:
        """Hear of changes in the folder and in those below it."""
        below = sorted({str((folder / name).parent) for name in found})[:MOST_FOLDERS]
        wanted = {str(folder), *below}
        heard = set(self._watcher.directories())
        if gone := heard - wanted:
            self._watcher.removePaths(list(gone))
        if missing := [each for each in wanted - heard if Path(each).is_dir()]:
            self._watcher.addPaths(missing)

    def _came_back(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self.folder is not None:
            self.look_soon()

    def _keep_folder(self, folder: str) -> None:
        if heard := self._watcher.directories():
            self._watcher.removePaths(heard)
        self._growing = {}
        self._workspace.preferences.notes[NOTE] = folder
        self._workspace.preferences.save()
        self.changed.emit()


def stamps_in(folder: Path) -> dict[str, Stamp]:
    """Photos and PDF in the folder and below it, by their path from there; empty where it is not there just now (a
    phone that was unplugged)."""
    found: dict[str, Stamp] = {}
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))[:MOST_FOLDERS]
        for name in names:
            if name.startswith((".", "~$")) or ending_of(name) not in TAKEN_ENDINGS:
                continue
            path = Path(place, name)
            try:
                seen = path.stat()
            except OSError:
                continue  # gone again between the two calls
            found[path.relative_to(folder).as_posix()] = (seen.st_size, seen.st_mtime_ns)
    return found


def _file() -> Path:
    return paths.user_folder() / "watched.json"


def _read_known() -> dict[str, dict[str, Stamp]]:
    try:
        kept = json.loads(_file().read_text("utf-8"))
        return {
            str(folder): {str(name): (int(stamp[0]), int(stamp[1])) for name, stamp in names.items()}
            for folder, names in kept.items()
        }
    except (OSError, ValueError, TypeError, AttributeError, IndexError):
        return {}


def _write_known(known: Mapping[str, Mapping[str, Stamp]]) -> None:
    """A full or locked profile must not stop the work: the dossier still knows the bytes."""
    partial_file = _file().with_suffix(".part")
    try:
        partial_file.write_text(json.dumps(known, ensure_ascii=False), "utf-8")
        os.replace(partial_file, _file())
    except OSError:
        return
