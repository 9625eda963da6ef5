"""What the program remembers of a person on this machine; never part of a dossier."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from app import paths, wording
from app.ui import theme

RECENT_LIMIT = 12
DEFAULT_PROFILE = "profile.default"
"""Note: path of the office's profile that new dossiers begin with."""


@dataclass
class Preferences:
    """theme: a key of theme.THEMES. text_size in %. recent: dossier files, the last opened first.

    geometry: the window's place, hex of Qt's own bytes. places: for each dossier file, the page and target it was
    left at. notes: what single pages remember (column widths, a splitter), by their own keys.
    """

    language: str = "vi"
    theme: str = "system"
    text_size: int = 100
    person: str = ""
    folder: str = ""
    geometry: str = ""
    recent: list[str] = field(default_factory=list)
    places: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def remember_dossier(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        self.recent = [str(path), *(each for each in self.recent if each != str(path))][:RECENT_LIMIT]
        self.folder = str(path.parent)
        self.save()

    def forget_dossier(self, path: Path) -> None:
        """Take a file off the list; the file itself stays where it is."""
        self.recent = [each for each in self.recent if each != str(path)]
        self.places.pop(str(path), None)
        self.save()

    def save(self) -> None:
        """Write them in one move, so that a crash leaves the old ones or the new ones."""
        target = _file()
        partial = target.with_suffix(".part")
        try:
            partial.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), "utf-8")
            os.replace(partial, target)
        except OSError:
            return  # a full or locked profile must not stop the work on a dossier


def load_preferences() -> Preferences:
    """The remembered ones; what is missing, damaged or of another type takes its default."""
    made = Preferences()
    try:
        kept = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return made
    if not isinstance(kept, dict):
        return made
    for each in fields(Preferences):
        value = kept.get(each.name)
        if type(value) is type(getattr(made, each.name)):
            setattr(made, each.name, value)
    return _mended(made)


def _mended(kept: Preferences) -> Preferences:
    kept.language = kept.language if kept.language in wording.LANGUAGES else "vi"
    kept.theme = kept.theme if kept.theme in theme.THEMES else "system"
    kept.text_size = kept.text_size if kept.text_size in theme.TEXT_SIZES else 100
    kept.recent = [each for each in kept.recent if isinstance(each, str)]
    return kept


def documents_folder(kept: Preferences) -> Path:
    """Where a new dossier is put unless told otherwise: the last folder used, else the person's documents."""
    if kept.folder and Path(kept.folder).is_dir():
        return Path(kept.folder)
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def _file() -> Path:
    return paths.user_folder() / "preferences.json"
