"""Step 6 as one picture: whom the draft went to, what they said, the minutes, the decision, the frozen versions."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from app.domain.approval import PAPER, Approval, Decision, prepared_decision
from app.domain.draft_sending import asked_units
from app.domain.errors import UserError
from app.domain.frozen_content import fits, read_content
from app.domain.printed_dates import read_printed_date
from app.domain.programme_content import LINKS, Content, Programme, content
from app.domain.programme_papers import ProgrammePlan, Version
from app.domain.version_differences import Difference, differences
from app.formats import nfc, tidy
from app.services.passages import write_passage
from app.storage.unit import Unit
from app.wording import _

STEP = 6


def programme_of(unit: Unit, cycle_id: str) -> Programme:
    """The records of a cycle that make its programme."""
    return Programme(
        plan=next(iter(unit.plans.all(cycle_id=cycle_id)), None),
        passages=unit.passages.all(cycle_id=cycle_id),
        effects=unit.effects.all(cycle_id=cycle_id),
        goals=unit.goals.all(cycle_id=cycle_id),
        tasks=unit.tasks.all(cycle_id=cycle_id),
        solutions=unit.solutions.all(cycle_id=cycle_id),
        alternatives=unit.alternatives.all(),
        funding=unit.funding.all(cycle_id=cycle_id),
        findings=unit.findings.all(cycle_id=cycle_id),
        links=[link for kind in LINKS for link in unit.links.all(from_kind=kind)],
    )


def content_of(unit: Unit, cycle_id: str) -> Content:
    """Everything the programme of this cycle says now; see app.domain.programme_content."""
    return content(programme_of(unit, cycle_id))


def said_since(unit: Unit, version: Version) -> tuple[Difference, ...]:
    """What the programme says now otherwise than this version, read without asking for its hash. ValueError when the
    version cannot be read."""
    return differences(read_content(version), content_of(unit, version.cycle_id))


def says_the_same(unit: Unit, version: Version) -> bool:
    """Whether the programme says now what this version says."""
    try:
        return not said_since(unit, version)
    except ValueError:
        return False


def approval_of(unit: Unit, cycle_id: str) -> Approval:
    """How far the approval is. A frozen version is compared with the programme only where there is one."""
    passages = unit.passages.all(cycle_id=cycle_id)
    versions = sorted(unit.versions.all(cycle_id=cycle_id), key=lambda each: each.number)
    plan = next(iter(unit.plans.all(cycle_id=cycle_id)), None) or ProgrammePlan(id="", cycle_id=cycle_id)
    comments = unit.comments.all(cycle_id=cycle_id, stage="draft")
    meetings = unit.meetings.all(cycle_id=cycle_id, kind="comments")
    latest = versions[-1] if versions else None
    return Approval(
        asked=asked_units(passages),
        comments=tuple(sorted(comments, key=lambda each: each.number)),
        minutes=max(meetings, key=lambda each: each.number, default=None),
        decision=prepared_decision(passages),
        versions=tuple(versions),
        in_force=unit.versions.find(plan.in_force) if plan.in_force else None,
        since=said_since(unit, latest) if latest is not None and fits(latest) else (),
        whole=latest is None or fits(latest),
        named=bool(plan.name.strip()),
        dated=plan.starts_on is not None and plan.ends_on is not None,
        concluded=any((each.paper, each.name) == ("comment_minutes", "conclusion") for each in passages),
    )


def prepare_decision(unit: Unit, cycle_id: str, field: str, text: str) -> Decision:
    """Sets one field of the decision as typed; UserError when the day cannot be read."""
    if field not in {each.name for each in fields(Decision)}:
        raise KeyError(field)
    write_passage(unit, cycle_id, PAPER, field, _as_kept(field, text), STEP)
    return prepared_decision(unit.passages.all(cycle_id=cycle_id, paper=PAPER))


def _as_kept(field: str, text: str) -> str:
    if field == "decided_on":
        day = typed_day(text, _("Ngày quyết định cần đủ ngày, tháng, năm, như 05/12/2026."))
        return day.isoformat() if day else ""
    return nfc(text).strip() if field == "reason" else tidy(text)


def typed_day(text: str, how: str) -> date | None:
    """A whole day, None for a blank. how: the sentence to say when only a part of one was typed."""
    day, partial = read_printed_date(text)
    if partial:
        raise UserError(how)
    return day
