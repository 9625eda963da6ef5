"""What is being done to a dossier, by whom and on which device."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """name: shown in the history and at "undo". role: "do", "undo" or "redo"; of: the deed that is undone or redone."""

    name: str
    person: str
    device: str
    role: str = "do"
    of: str = ""
