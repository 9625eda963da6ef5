"""Everything known of one site, gathered for reports, merging and tests."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.answers import Answer, PinnedForm
from app.domain.evidence import Evidence
from app.domain.findings import Finding, Link
from app.domain.goals import Goal
from app.domain.instruments import Calibration, Instrument
from app.domain.sites import Cycle, Setting, Site, StepState


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """cycle is the one that is worked on; all records of the others are left out.

    revision: the number of the last change in the journal; fingerprint: SHA-256 over the record contents.
    """

    site: Site
    cycle: Cycle
    steps: tuple[StepState, ...] = ()
    forms: tuple[PinnedForm, ...] = ()
    answers: tuple[Answer, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    calibrations: tuple[Calibration, ...] = ()
    findings: tuple[Finding, ...] = ()
    goals: tuple[Goal, ...] = ()
    links: tuple[Link, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    settings: tuple[Setting, ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict)
    revision: int = 0
    fingerprint: str = ""
