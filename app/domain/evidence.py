"""Evidence: photos and files, linked to whatever they prove."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of a piece of evidence; its bytes lie beside it, found by sha256.

    size: bytes of the original. taken_at: from the photo itself, UTC where known.
    """

    id: str
    name: str
    media_type: str
    sha256: str
    size: int
    taken_at: datetime | None = None
    place: str = ""
    note: str = ""
