"""Measurements, side by side with a peer on the same machine in the same run, as ratios. Never a test.

Each module has measure() -> list of Row. Run all with python3 -m tests.bench, one with python3 -m tests.bench durable.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """ours and peer: seconds (or what unit says), medians; goal: the highest ratio that is within budget."""

    what: str
    ours: float
    peer: float
    peer_name: str
    goal: float
    unit: str = "s"

    @property
    def ratio(self) -> float:
        return self.ours / self.peer
