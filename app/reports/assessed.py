"""What the assessment report tells, gathered before it is worded: nine subjects, findings, measurements, gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.document import State
from app.domain.findings import Finding, finding_code
from app.domain.metrology.priority import CONSEQUENCE_WORDS, DETECTION_WORDS, OCCURRENCE_WORDS, Priority
from app.domain.proposals import SEVERITY_WORDS, priority_of_finding
from app.domain.scores import Rated, SubjectScore
from app.reports.evaluated import Evaluated
from app.reports.findings import clause_with_mark, priority_state
from app.reports.material import Material
from app.wording import _


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedFinding:
    """A finding with what it rests on in words. evidence: what was seen; gap: what is missing to what is required."""

    finding: Finding
    evidence: str = ""
    gap: str = ""
    goals: str = ""

    @property
    def code(self) -> str:
        return finding_code(self.finding)

    @property
    def priority(self) -> Priority:
        return priority_of_finding(self.finding)

    @property
    def priority_state(self) -> State:
        return priority_state(self.finding)

    @property
    def now(self) -> str:
        """The state as it was found."""
        return f"{self.finding.title}. {self.finding.detail}".strip() if self.finding.detail else self.finding.title

    @property
    def risk(self) -> str:
        """What may come of it: the classes of M22 in words, or how grave it is while they are not judged."""
        finding = self.finding
        classes = (
            (finding.consequence, CONSEQUENCE_WORDS, _("hậu quả")),
            (finding.occurrence, OCCURRENCE_WORDS, _("khả năng xảy ra")),
            (finding.detection, DETECTION_WORDS, _("khả năng phát hiện")),
        )
        told = [f"{name}: {_(words[level])} ({level})" for level, words, name in classes if level]
        severity = _(SEVERITY_WORDS[finding.severity]) if finding.severity in SEVERITY_WORDS else ""
        words = "; ".join(told) or severity
        level = self.priority.level
        if level is None:
            return words
        return _("{words}. Ưu tiên {level}, {word}.", words=_capital(words), level=level, word=self.priority.word)

    @property
    def clause(self) -> str:
        return clause_with_mark(self.finding.clause)

    @property
    def due_on(self) -> date | None:
        return self.finding.due_on

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is still to be written, in words."""
        finding = self.finding
        missing = (
            (finding.cause, _("nguyên nhân")),
            (finding.proposal, _("đề xuất")),
            (finding.owner, _("đơn vị phụ trách")),
            (finding.due_on, _("hạn")),
        )
        return tuple(words for held, words in missing if not held)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedSubject:
    """weight: of its applicable questions, share: in the whole. previous: the score of the last cycle.

    strong, weak: answers that reach what is required, and those below it, the weightiest first.
    """

    score: SubjectScore
    weight: int
    share: Decimal
    previous: Decimal | None = None
    strong: tuple[Rated, ...] = ()
    weak: tuple[Rated, ...] = ()
    proven: int = 0
    findings: tuple[AssessedFinding, ...] = ()

    @property
    def change(self) -> Decimal | None:
        if self.score.score is None or self.previous is None:
            return None
        return self.score.score - self.previous


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What became of the last cycle's answers and findings. name: the last cycle; repeated: codes now and then;
    waiting: findings of then that nobody has looked at again.
    """

    name: str
    overall: Decimal | None
    better: int = 0
    worse: int = 0
    same: int = 0
    unseen: int = 0
    repeated: tuple[tuple[str, str], ...] = ()
    closed: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that was not assessed: where (a subject, a register), what is missing, how much it weighs in words."""

    where: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """material: the dossier with what is computed of it. since: None in the first cycle."""

    material: Material
    subjects: Sequence[AssessedSubject]
    findings: Sequence[AssessedFinding]
    evaluated: Sequence[Evaluated] = ()
    since: Since | None = None
    gaps: Sequence[Gap] = ()
    open_proposals: int = 0

    @property
    def by_priority(self) -> list[AssessedFinding]:
        """The first priority first, those without one last; among equals by number."""
        return sorted(self.findings, key=lambda each: (each.priority.level or 9, each.finding.number))

    @property
    def levels(self) -> Mapping[int, int]:
        """How many findings of each priority."""
        found: dict[int, int] = {}
        for each in self.findings:
            level = each.priority.level or 0
            found[level] = found.get(level, 0) + 1
        return found


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
