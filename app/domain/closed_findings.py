"""Which findings are settled, and in time: by the tasks that answer them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.findings import Finding
from app.domain.tasks import Task


@dataclass(frozen=True, slots=True)
class Closing:
    """One finding as of a day. due_on: the last day of its tasks, or its own; closed_on: when the last task was done.

    tasks: how many count (those that were not stopped). late: not closed in time, or closed too late.
    """

    finding: Finding
    tasks: int
    due_on: date | None
    closed_on: date | None
    in_time: bool
    due: bool

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None

    @property
    def counts(self) -> bool:
        """Whether its time has come: it is closed, or the day by which it should be is past."""
        return self.is_closed or self.due


def closing_of(finding: Finding, tasks: Sequence[Task], as_of: date) -> Closing:
    """tasks: those linked to it. Closed when all of them are done by as_of; in time when each was by its own day.

    A task without a day of its own is measured by the finding's.
    """
    counted = [each for each in tasks if each.state != "stopped"]
    days = [each.ends_on or finding.due_on for each in counted]
    due_on = max((each for each in days if each), default=finding.due_on)
    done = [each.done_on for each in counted if each.state == "done" and each.done_on and each.done_on <= as_of]
    closed = bool(counted) and len(done) == len(counted)
    in_time = closed and all(
        end is not None and each.done_on is not None and each.done_on <= end
        for each, end in zip(counted, days, strict=True)
    )
    return Closing(
        finding=finding,
        tasks=len(counted),
        due_on=due_on,
        closed_on=max(done) if closed else None,
        in_time=in_time,
        due=due_on is not None and due_on < as_of,
    )


def closings(findings: Sequence[Finding], tasks: Mapping[str, Sequence[Task]], as_of: date) -> tuple[Closing, ...]:
    """All findings as of a day. tasks: by the id of the finding."""
    return tuple(closing_of(each, tasks.get(each.id, ()), as_of) for each in findings)


def open_risks(found: Sequence[Closing]) -> tuple[Closing, ...]:
    """Findings of high severity that no done task has settled."""
    return tuple(each for each in found if each.finding.severity == "high" and not each.is_closed)
