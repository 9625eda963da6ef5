"""Everything known of one site, gathered for reports, merging and tests."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.answers import Answer, PinnedForm
from app.domain.assignments import Assignment
from app.domain.effects import Effect
from app.domain.environment import EnvironmentRecord
from app.domain.evaluations import Evaluation
from app.domain.evidence import Evidence
from app.domain.findings import Finding, Link
from app.domain.floor import Listing, Sighting
from app.domain.goals import Goal
from app.domain.instruments import Calibration, CalibrationPoint, Instrument
from app.domain.interviews import Interview, Statement
from app.domain.monitoring import CorrectiveAction, IndicatorReading, ReviewItem
from app.domain.people import Person
from app.domain.procedures import Procedure
from app.domain.processes import Process
from app.domain.programme_papers import Comment, Meeting, Passage, ProgrammePlan, Signature, Version
from app.domain.sites import Cycle, Setting, Site, StepState
from app.domain.solutions import Alternative, FundingItem, Solution
from app.domain.studies import Reading, Study
from app.domain.tasks import ProgressNote, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """cycle is the one that is worked on; all records of the others are left out.

    instruments holds measurement standards and reference materials too; each says by its kind what it is.
    revision: the number of the last change in the journal; fingerprint: SHA-256 over the record contents.
    """

    site: Site
    cycle: Cycle
    steps: tuple[StepState, ...] = ()
    forms: tuple[PinnedForm, ...] = ()
    answers: tuple[Answer, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    calibrations: tuple[Calibration, ...] = ()
    calibration_points: tuple[CalibrationPoint, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    listings: tuple[Listing, ...] = ()
    processes: tuple[Process, ...] = ()
    people: tuple[Person, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    environment: tuple[EnvironmentRecord, ...] = ()
    studies: tuple[Study, ...] = ()
    readings: tuple[Reading, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    interviews: tuple[Interview, ...] = ()
    statements: tuple[Statement, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    findings: tuple[Finding, ...] = ()
    goals: tuple[Goal, ...] = ()
    effects: tuple[Effect, ...] = ()
    tasks: tuple[Task, ...] = ()
    progress_notes: tuple[ProgressNote, ...] = ()
    solutions: tuple[Solution, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    funding: tuple[FundingItem, ...] = ()
    plans: tuple[ProgrammePlan, ...] = ()
    passages: tuple[Passage, ...] = ()
    comments: tuple[Comment, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    versions: tuple[Version, ...] = ()
    signatures: tuple[Signature, ...] = ()
    indicator_readings: tuple[IndicatorReading, ...] = ()
    corrective_actions: tuple[CorrectiveAction, ...] = ()
    review_items: tuple[ReviewItem, ...] = ()
    links: tuple[Link, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    settings: tuple[Setting, ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict)
    revision: int = 0
    fingerprint: str = ""

    @property
    def measuring_instruments(self) -> tuple[Instrument, ...]:
        return tuple(each for each in self.instruments if each.kind == "instrument")
