"""One unit of work on a dossier: all of it is kept, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.answers import Answer, FormFile, PinnedForm
from app.domain.assignments import Assignment
from app.domain.changes import Changes
from app.domain.effects import Effect
from app.domain.environment import EnvironmentRecord
from app.domain.evaluations import Evaluation
from app.domain.evidence import Evidence
from app.domain.findings import Finding, Link
from app.domain.floor import Listing, Sighting
from app.domain.goals import Goal
from app.domain.instruments import Calibration, CalibrationPoint, Instrument
from app.domain.interviews import Interview, Statement
from app.domain.journal import JournalEntry
from app.domain.monitoring import CorrectiveAction, IndicatorReading, ReviewItem
from app.domain.people import Person
from app.domain.procedures import Procedure
from app.domain.processes import Process
from app.domain.programme_papers import Comment, Meeting, Passage, ProgrammePlan, Signature, Version
from app.domain.sites import Cycle, Setting, Site, StepState
from app.domain.solutions import Alternative, FundingItem, Solution
from app.domain.studies import Reading, Study
from app.domain.tasks import ProgressNote, Task
from app.storage.records import Records

if TYPE_CHECKING:
    from app.storage.gateway import Gateway


class Unit:
    """The records of a dossier as of one moment, and the only way to write them.

    Made by Store.unit (may write) and Store.reading (any write raises RuntimeError). person: who is at work.
    """

    def __init__(self, gateway: Gateway, person: str) -> None:
        self._gateway = gateway
        self.person = person
        self.sites: Records[Site] = Records("sites", gateway)
        self.cycles: Records[Cycle] = Records("cycles", gateway)
        self.steps: Records[StepState] = Records("steps", gateway)
        self.settings: Records[Setting] = Records("settings", gateway)
        self.forms: Records[PinnedForm] = Records("forms", gateway)
        self.answers: Records[Answer] = Records("answers", gateway)
        self.instruments: Records[Instrument] = Records("instruments", gateway)
        self.calibrations: Records[Calibration] = Records("calibrations", gateway)
        self.findings: Records[Finding] = Records("findings", gateway)
        self.links: Records[Link] = Records("links", gateway)
        self.goals: Records[Goal] = Records("goals", gateway)
        self.evidence: Records[Evidence] = Records("evidence", gateway)
        self.form_files: Records[FormFile] = Records("form_files", gateway)
        self.calibration_points: Records[CalibrationPoint] = Records("calibration_points", gateway)
        self.sightings: Records[Sighting] = Records("sightings", gateway)
        self.listings: Records[Listing] = Records("listings", gateway)
        self.processes: Records[Process] = Records("processes", gateway)
        self.people: Records[Person] = Records("people", gateway)
        self.procedures: Records[Procedure] = Records("procedures", gateway)
        self.environment: Records[EnvironmentRecord] = Records("environment", gateway)
        self.studies: Records[Study] = Records("studies", gateway)
        self.readings: Records[Reading] = Records("readings", gateway)
        self.evaluations: Records[Evaluation] = Records("evaluations", gateway)
        self.interviews: Records[Interview] = Records("interviews", gateway)
        self.statements: Records[Statement] = Records("statements", gateway)
        self.assignments: Records[Assignment] = Records("assignments", gateway)
        self.effects: Records[Effect] = Records("effects", gateway)
        self.tasks: Records[Task] = Records("tasks", gateway)
        self.progress_notes: Records[ProgressNote] = Records("progress_notes", gateway)
        self.solutions: Records[Solution] = Records("solutions", gateway)
        self.alternatives: Records[Alternative] = Records("alternatives", gateway)
        self.funding: Records[FundingItem] = Records("funding", gateway)
        self.plans: Records[ProgrammePlan] = Records("plans", gateway)
        self.passages: Records[Passage] = Records("passages", gateway)
        self.comments: Records[Comment] = Records("comments", gateway)
        self.meetings: Records[Meeting] = Records("meetings", gateway)
        self.versions: Records[Version] = Records("versions", gateway)
        self.signatures: Records[Signature] = Records("signatures", gateway)
        self.indicator_readings: Records[IndicatorReading] = Records("indicator_readings", gateway)
        self.corrective_actions: Records[CorrectiveAction] = Records("corrective_actions", gateway)
        self.review_items: Records[ReviewItem] = Records("review_items", gateway)

    @property
    def changes(self) -> Changes:
        """What this unit wrote so far."""
        return self._gateway.changes

    @property
    def revision(self) -> int:
        """The number of the last change in the journal; 0 in a new file."""
        return self._gateway.revision

    def fingerprint(self) -> str:
        """SHA-256 over the content of all live records."""
        return self._gateway.fingerprint()

    def keep_file(self, content: bytes, working: bytes | None = None, thumbnail: bytes | None = None) -> str:
        """Keep the bytes of a piece of evidence, and smaller copies where they are at hand; returns their SHA-256."""
        sha256 = self._gateway.keep_file(content)
        self.keep_copies(sha256, working, thumbnail)
        return sha256

    def keep_copies(self, sha256: str, working: bytes | None = None, thumbnail: bytes | None = None) -> None:
        """Keep smaller copies of a file that is here; they can be made anew at any time and leave no trace in the
        journal. KeyError when the file is not in this dossier."""
        self._check_file(sha256)
        copies = {"working": working, "thumbnail": thumbnail}
        given = {name: content for name, content in copies.items() if content is not None}
        if given:
            self._gateway.keep_copies(sha256, given)

    def has_file(self, sha256: str) -> bool:
        """Whether these bytes are in the dossier, also those of withdrawn evidence."""
        return self._gateway.has_file(sha256)

    def file(self, sha256: str) -> bytes:
        """The bytes as they were given; KeyError when they are not in this dossier."""
        self._check_file(sha256)
        return self._gateway.file(sha256)

    def working_copy(self, sha256: str) -> bytes:
        """The smaller copy, or the original where there is none; KeyError when it is not in this dossier."""
        return self.small_copy(sha256, "working") or self._gateway.file(sha256)

    def small_copy(self, sha256: str, which: str = "working") -> bytes | None:
        """A copy that was made of a file ("working" or "thumbnail"), None while it is not; KeyError for no file."""
        self._check_file(sha256)
        return self._gateway.copy(sha256, which)

    def lacking_copies(self) -> list[str]:
        """SHA-256 of the live photos, or of their edited pictures, that have no thumbnail yet."""
        return self._gateway.lacking_copies()

    def count_loose_evidence(self) -> int:
        """How many pieces of evidence are linked to nothing."""
        return self._gateway.count_loose_evidence()

    def history(self, kind: str = "", id: str = "", after: int = 0) -> list[JournalEntry]:
        """The journal of one record, or of a kind, or of all, behind the given revision; oldest first."""
        return self._gateway.history(kind, id, after)

    def _check_file(self, sha256: str) -> None:
        if not self._gateway.has_file(sha256):
            raise KeyError(f"no file {sha256}")
