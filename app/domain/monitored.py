"""A programme under way as of a day: its tasks, its indicators, its statistics, what is done about lateness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.carrying_out import TaskLack
from app.domain.closed_findings import Closing
from app.domain.evidence import Evidence
from app.domain.findings import Finding
from app.domain.forecast import Forecast
from app.domain.goals import Goal
from app.domain.instruments import Instrument
from app.domain.metrology.calibration_status import CalibrationStatus
from app.domain.monitoring import CorrectiveAction, IndicatorReading
from app.domain.planned_readings import Slot
from app.domain.programme_papers import Meeting, ProgrammePlan
from app.domain.task_statistics import TaskStatistics
from app.domain.tasks import ProgressNote, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryingRow:
    """A task with all that is told of it as of a day. notes: the latest first. evidence: how many pieces.

    glyph, word: its state as painted and in words; late: days; expected: percent by an even pace, None without days.
    """

    task: Task
    goals: tuple[Goal, ...]
    findings: tuple[Finding, ...]
    notes: tuple[ProgressNote, ...]
    evidence: int
    actions: tuple[CorrectiveAction, ...]
    lacks: tuple[TaskLack, ...]
    glyph: str
    word: str
    late: int
    expected: int | None

    @property
    def difficulty(self) -> str:
        """What stands in the way by the latest note."""
        return self.notes[0].difficulty if self.notes else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoredGoal:
    """A goal with its row of readings and what is foreseen. last: the latest one that has a value.

    computed: its indicator can be taken from the data.
    """

    goal: Goal
    slots: tuple[Slot, ...]
    last: IndicatorReading | None
    forecast: Forecast
    computed: bool

    @property
    def read(self) -> int:
        return sum(each.state == "read" for each in self.slots)

    @property
    def missed(self) -> int:
        return sum(each.state == "missed" for each in self.slots)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """An action with the words of what it is for. state: "ok" done, "bad" past its day, "warn" without one, "doing"."""

    action: CorrectiveAction
    about: str
    state: str
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """As of a day. overdue: instruments past their day; in_use: how many are required and in service. closings: of all
    findings that stand; risks: those of high severity that are not settled."""

    on: date
    tasks: TaskStatistics
    closings: tuple[Closing, ...]
    risks: tuple[Closing, ...]
    overdue: tuple[tuple[Instrument, CalibrationStatus], ...]
    in_use: int

    @property
    def closed_in_time(self) -> tuple[int, int]:
        """k of n findings whose time has come."""
        counted = [each for each in self.closings if each.counts]
        return sum(each.in_time for each in counted), len(counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """held: the latest first. next_on: when the next one is due, None while the programme has no period."""

    held: tuple[Meeting, ...]
    next_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitored:
    """All of it, for the papers of steps 7 and 8. evidence: of each task by its id. plan: None while not written."""

    on: date
    plan: ProgrammePlan | None
    tasks: tuple[CarryingRow, ...]
    goals: tuple[MonitoredGoal, ...]
    statistics: Statistics
    actions: tuple[ActionRow, ...]
    reviews: Reviews
    evidence: Mapping[str, tuple[Evidence, ...]]
