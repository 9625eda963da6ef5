"""What an auditor can put right herself."""

from __future__ import annotations

from pathlib import Path


class UserError(Exception):
    """One clear sentence, already in the person's language: what is wrong, where, and how to mend it."""


class DamagedError(UserError):
    """A dossier that cannot be opened any more. backup: its newest good copy, None where there is none."""

    def __init__(self, sentence: str, backup: Path | None) -> None:
        super().__init__(sentence)
        self.backup = backup
