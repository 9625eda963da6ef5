"""How far something is that can be handed in, and what it still lacks."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.missing import Missing


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a gate, or a step, is: done of total, and what is missing."""

    done: int
    total: int
    missing: tuple[Missing, ...] = ()

    @property
    def share(self) -> float:
        return self.done / self.total if self.total else 0.0

    @property
    def count(self) -> int:
        return sum(each.count for each in self.missing)

    def __add__(self, other: Standing) -> Standing:
        return Standing(self.done + other.done, self.total + other.total, self.missing + other.missing)


NOTHING = Standing(0, 0)
