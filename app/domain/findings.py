"""Findings (phát hiện): what the survey and the register show that is not as it should be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding that a person decided on. Proposals are computed each time; only decisions are kept.

    number: 7 is shown as PH-07; 0 for a dismissed proposal, which takes no number. subject: 1 to 9. severity: "high",
    "medium" or "low". origin: the key of the proposal it came from ("" when a person wrote it), so that a dismissed
    proposal never comes back. state: "accepted", "edited", "own", "dismissed" (reason says why) or "merged"
    (merged_into: the finding that took it in; its number is not given again). rule: the sentence of the rule that
    proposed it, as it was then. consequence, occurrence, detection: classes 1 to 5 of M22, None while not judged;
    urgent: the key of the rule that makes it priority 1 whatever the score, "" for none. The priority is computed from
    these.
    """

    id: str
    cycle_id: str
    number: int
    subject: int
    title: str
    detail: str = ""
    cause: str = ""
    proposal: str = ""
    severity: str = "medium"
    clause: str = ""
    owner: str = ""
    due_on: date | None = None
    origin: str = ""
    state: str = "accepted"
    reason: str = ""
    rule: str = ""
    consequence: int | None = None
    occurrence: int | None = None
    detection: int | None = None
    urgent: str = ""
    merged_into: str = ""


SEVERITIES = ("high", "medium", "low")


GONE_STATES = ("dismissed", "merged")


def stands(finding: Finding) -> bool:
    """Whether it is a finding of its own: neither set aside nor taken into another one."""
    return finding.state not in GONE_STATES


def finding_code(finding: Finding) -> str:
    return f"PH-{finding.number:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One step of the thread. from_kind, to_kind: names of gateways: findings, answers, instruments, studies,
    evaluations, processes, calibrations, goals, effects, tasks, solutions, versions, meetings or evidence.

    By convention: goals → findings, tasks → goals, tasks → findings, tasks → tasks (it waits for that one), solutions →
    tasks, effects → goals, effects → evaluations, evidence → whatever it proves.
    """

    id: str
    from_kind: str
    from_id: str
    to_kind: str
    to_id: str
