"""The content of a programme as canonical JSON with its SHA-256: the same words give the same text on every machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.programme_content import Content
from app.domain.programme_papers import Version
from app.formats import nfc


def canonical(content: Content) -> str:
    """Sorted keys, no white space, NFC, nothing escaped that need not be. TypeError for a float: it has no one text."""
    return json.dumps(_plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _plain(value: object) -> Any:
    match value:
        case str():
            return nfc(value)
        case int() | None:
            return value
        case Mapping():
            return {nfc(str(name)): _plain(each) for name, each in value.items()}
        case Sequence():
            return [_plain(each) for each in value]
    raise TypeError(f"no canonical text for {value!r}")


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def fits(version: Version) -> bool:
    """Whether the frozen text is still the one its hash was made of."""
    return digest(version.content) == version.sha256


def read_content(version: Version) -> Content:
    """What a version says. ValueError when its text is no content; whether it is the frozen one is for fits()."""
    found = json.loads(version.content)
    if not isinstance(found, dict):
        raise ValueError("no content of a programme")
    return found


def short_hash(version: Version) -> str:
    """The beginning of the hash, as it is printed beside the number: 3f9c-27ab-10de."""
    return "-".join(version.sha256[start : start + 4] for start in (0, 4, 8))
