"""Keys of records: UUIDv7 text (RFC 9562, 5.7), so that files from several laptops meet without renumbering."""

from __future__ import annotations

import secrets
import time
import uuid
from datetime import UTC, datetime

_last = 0


def new_key() -> str:
    """A new UUIDv7: 48 bits of milliseconds, then random bits; keys made in one process always ascend."""
    global _last
    stamp = (time.time_ns() // 1_000_000 << 12) | (time.time_ns() // 250 % 4096)
    _last = max(stamp, _last + 1)
    milliseconds, fraction = _last >> 12, _last & 0xFFF
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def made_at(key: str) -> datetime:
    """The moment in UTC, to the millisecond, in which a key was made."""
    return datetime.fromtimestamp(int(key.replace("-", "")[:12], 16) / 1000, UTC)
