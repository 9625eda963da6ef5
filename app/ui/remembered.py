"""A look at the dossier that remembers whole kinds of records until they change, so that the rail stays cheap.

Asking the gates of ten steps reads every instrument and calibration; an answer changes none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.changes import Changes

if TYPE_CHECKING:
    from app.storage.unit import Unit

Lists = dict[str, dict[tuple[tuple[str, object], ...], list[Any]]]


class Remembered:
    """Keeps lists of frozen records by kind and condition; forget() is told what changed."""

    def __init__(self) -> None:
        self._lists: Lists = {}

    def forget(self, changes: Changes) -> None:
        for kind in changes.ids:
            self._lists.pop(kind, None)

    def over(self, unit: Unit) -> Unit:
        """The unit, with all() and count() answered from memory where they can be."""
        return _RememberingUnit(unit, self._lists)  # type: ignore[return-value]


class _RememberingUnit:
    def __init__(self, unit: Unit, lists: Lists) -> None:
        self._unit = unit
        self._lists = lists

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._unit, name)
        return _RememberingRecords(found, self._lists.setdefault(name, {})) if hasattr(found, "keep_all") else found


class _RememberingRecords:
    def __init__(self, records: Any, lists: dict[tuple[tuple[str, object], ...], list[Any]]) -> None:
        self._records = records
        self._lists = lists

    def all(self, **equal: object) -> list[Any]:
        key = tuple(sorted(equal.items()))
        if key not in self._lists:
            self._lists[key] = self._records.all(**equal)
        return list(self._lists[key])

    def count(self, **equal: object) -> int:
        return len(self.all(**equal))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._records, name)
