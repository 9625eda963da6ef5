"""Records to rows and back, by field name: decimals as typed, days and moments as ISO text, all text in NFC."""

from __future__ import annotations

import dataclasses
import typing
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from app.domain.answers import Answer, FormFile, PinnedForm
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

Stored = str | int | None
Row = dict[str, Stored]

RECORDS: Mapping[str, type] = {
    "sites": Site,
    "cycles": Cycle,
    "steps": StepState,
    "settings": Setting,
    "forms": PinnedForm,
    "answers": Answer,
    "instruments": Instrument,
    "calibrations": Calibration,
    "findings": Finding,
    "links": Link,
    "goals": Goal,
    "evidence": Evidence,
    "form_files": FormFile,
    "calibration_points": CalibrationPoint,
    "sightings": Sighting,
    "listings": Listing,
    "processes": Process,
    "people": Person,
    "procedures": Procedure,
    "environment": EnvironmentRecord,
    "studies": Study,
    "readings": Reading,
    "evaluations": Evaluation,
    "interviews": Interview,
    "statements": Statement,
    "assignments": Assignment,
    "effects": Effect,
    "tasks": Task,
    "progress_notes": ProgressNote,
    "solutions": Solution,
    "alternatives": Alternative,
    "funding": FundingItem,
    "plans": ProgrammePlan,
    "passages": Passage,
    "comments": Comment,
    "meetings": Meeting,
    "versions": Version,
    "signatures": Signature,
    "indicator_readings": IndicatorReading,
    "corrective_actions": CorrectiveAction,
    "review_items": ReviewItem,
}
"""Every kind of record, by the name of its table, its gateway and its key in Changes; parents before children."""

VERBATIM = frozenset({"forms", "versions"})
"""Kinds whose text is kept byte for byte, because a hash of it is kept too."""


def fields_of(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(RECORDS[kind]))


def to_row(kind: str, record: Any) -> Row:
    """The row of a live record."""
    composed = kind not in VERBATIM
    row: Row = {name: stored(getattr(record, name), composed) for name in _FIELDS[kind]}
    row["retired"] = 0
    return row


def stored(value: object, composed: bool = True) -> Stored:
    """One value as it is kept; a moment must know its zone."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value) if composed else str(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be kept")
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no way to keep a {type(value).__name__}")


def to_record(kind: str, row: Any) -> Any:
    values = {name: row[name] for name in _FIELDS[kind]}
    for name, read in _READERS[kind]:
        if values[name] is not None:
            values[name] = read(values[name])
    return RECORDS[kind](**values)


def _reader(hint: object) -> Callable[[Any], object] | None:
    for kind, read in _READ:
        if hint is kind or kind in typing.get_args(hint):
            return read
    return None


_READ: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (Decimal, Decimal),
    (datetime, datetime.fromisoformat),
    (date, date.fromisoformat),
)
_FIELDS = {kind: fields_of(kind) for kind in RECORDS}
_READERS = {
    kind: tuple(
        (name, read) for name, hint in typing.get_type_hints(record).items() if (read := _reader(hint)) is not None
    )
    for kind, record in RECORDS.items()
}
