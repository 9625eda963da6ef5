"""Photos and folders for the tests of evidence in the window."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image


def a_jpeg(seed: int = 0, size: tuple[int, int] = (640, 480)) -> bytes:
    """Another photo for each seed."""
    written = io.BytesIO()
    Image.new("RGB", size, (seed * 37 % 256, seed * 91 % 256, seed * 53 % 256)).save(written, "JPEG")
    return written.getvalue()


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
