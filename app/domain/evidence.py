"""Evidence: photos and files, linked to whatever they prove."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of a piece of evidence; its bytes lie beside it, found by sha256.

    size: bytes of the original. taken_at: from the photo itself, UTC where known. place: the area it shows.
    position: "latitude, longitude" in degrees, kept only where that was wanted. edits: the marks drawn on it (crop,
    arrow, blur) as JSON, "" for none; edited_sha256: the picture with these marks, which is what is shown and printed,
    while the original stays as it was given. cycle_id: the cycle it was collected in.
    """

    id: str
    name: str
    media_type: str
    sha256: str
    size: int
    taken_at: datetime | None = None
    place: str = ""
    note: str = ""
    cycle_id: str = ""
    position: str = ""
    edits: str = ""
    edited_sha256: str = ""
    added_by: str = ""
    added_at: datetime | None = None
