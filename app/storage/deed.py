"""What is being done to a dossier, by whom and on which device."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """name: shown in the history and at "undo". of: the deed that is undone or redone.

    role: "do", "undo", "redo", or "base" for what is never undone.
    """

    name: str
    person: str
    device: str
    role: str = "do"
    of: str = ""
