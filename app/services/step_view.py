"""The ten steps of the programme, and what is told of one: kept apart, so that the rail can be drawn before the gates
and all their rules are loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from app import paths
from app.domain.missing import Missing
from app.domain.programme import HANDED_IN, Step, read_programme


@cache
def steps() -> tuple[Step, ...]:
    """The ten steps as forms/programme.toml has them."""
    return read_programme(paths.shipped("forms", "programme.toml").read_text("utf-8"))


def step_of(number: int) -> Step:
    return next(each for each in steps() if each.number == number)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step as it stands. state: todo, doing, submitted, needs_work or approved; share: 0 to 1.

    missing: what must be there before it can be handed in; next_action: the one thing to do now, None while it waits
    for approval or is done. version: how often it was approved. reason: why it was returned or reopened.
    """

    number: int
    key: str
    title: str
    short: str
    page: str
    state: str
    share: float
    missing: tuple[Missing, ...]
    next_action: Missing | None
    version: int = 0
    reason: str = ""
    changed_by: str = ""
    changed_at: datetime | None = None

    @property
    def is_closed(self) -> bool:
        """Handed in or approved: nothing of it is changed until it is opened again."""
        return self.state in HANDED_IN
