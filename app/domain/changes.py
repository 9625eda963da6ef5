"""What a deed touched, so that each page can judge whether to refresh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """ids: for each kind of record ("answers", "instruments" ...) the keys that were written or retired."""

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def touches(self, *kinds: str) -> bool:
        return any(self.ids.get(kind) for kind in kinds)

    def __or__(self, other: Changes) -> Changes:
        kinds = {*self.ids, *other.ids}
        return Changes({kind: self.ids.get(kind, frozenset()) | other.ids.get(kind, frozenset()) for kind in kinds})

    def __bool__(self) -> bool:
        return any(self.ids.values())
