"""Taking back, doing again, and who changed what, when and why."""

from __future__ import annotations

from app.domain.changes import Changes
from app.domain.journal import JournalEntry
from app.storage.store import Store
from app.storage.unit import Unit


def undo(store: Store) -> tuple[str, Changes] | None:
    """The name of the deed taken back and what changed; None when there is nothing to take back."""
    return store.undo()


def redo(store: Store) -> tuple[str, Changes] | None:
    return store.redo()


def changes_of(unit: Unit, kind: str, id: str) -> list[JournalEntry]:
    """The audit trail of one record, oldest first: the making, each changed field, the withdrawal."""
    return unit.history(kind, id)


def changes_since(unit: Unit, revision: int) -> list[JournalEntry]:
    """Everything that changed behind a revision, oldest first: "what changed since I last reviewed"."""
    return unit.history(after=revision)
