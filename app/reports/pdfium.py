"""PDFium reads one thing at a time, whoever asks: the window for its previews, and pictures for Word."""

from __future__ import annotations

import threading

TURN = threading.Lock()
"""Held while a document is open."""
