"""All that the page of step 6 shows, in one look at the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.approval import Approval
from app.domain.approval_road import Station, road
from app.domain.programme import APPROVED, HANDED_IN
from app.domain.programme_papers import Version
from app.domain.version_differences import Difference
from app.services.approval import STEP, approval_of
from app.services.comments import About, CommentRow, abouts, comment_rows
from app.services.locks import lock_reason
from app.services.versions import differences, version_problem
from app.storage.unit import Unit
from app.wording import _


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version with what it says otherwise than the one before it. problem: why it is not the one that was frozen."""

    version: Version
    before: Version | None
    changes: tuple[Difference, ...]
    problem: str
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalView:
    """lock: why step 6 cannot be changed, "" while it can. opened: the steps before that still have to be handed in.

    since: what the programme says now otherwise than the last version. withdrawn: numbers of versions that were taken
    back; they are not given again.
    """

    approval: Approval
    stations: tuple[Station, ...]
    comments: tuple[CommentRow, ...]
    abouts: tuple[About, ...]
    versions: tuple[VersionRow, ...]
    since: tuple[Difference, ...]
    withdrawn: tuple[int, ...]
    lock: str
    is_approved: bool
    opened: tuple[int, ...]
    counts: Mapping[str, int] = field(default_factory=dict)


def approval_view(unit: Unit, cycle_id: str, today: date) -> ApprovalView:
    """What stands, what is missing, and what changed between the versions."""
    found = approval_of(unit, cycle_id)
    states = {each.step: each.state for each in unit.steps.all(cycle_id=cycle_id)}
    opened = tuple(step for step in (3, 4, 5) if states.get(step) not in HANDED_IN)
    counts = {kind: getattr(unit, kind).count(cycle_id=cycle_id) for kind in ("goals", "tasks", "solutions")}
    is_approved = states.get(STEP) == APPROVED
    words = _(
        "{goals} mục tiêu, {tasks} nhiệm vụ, {solutions} giải pháp",
        goals=counts["goals"],
        tasks=counts["tasks"],
        solutions=counts["solutions"],
    )
    rows = _version_rows(unit, found)
    withdrawn = [each.number for each in unit.versions.withdrawn() if each.cycle_id == cycle_id]
    return ApprovalView(
        approval=found,
        stations=road(found, drafted=not opened, counts=words, approved=is_approved, today=today),
        comments=tuple(comment_rows(unit, cycle_id)),
        abouts=tuple(abouts(unit, cycle_id)),
        versions=tuple(reversed(rows)),
        since=found.since,
        withdrawn=tuple(sorted(withdrawn)),
        lock=lock_reason(unit, cycle_id, STEP),
        is_approved=is_approved,
        opened=opened,
        counts=counts,
    )


def _version_rows(unit: Unit, found: Approval) -> list[VersionRow]:
    rows: list[VersionRow] = []
    for version in found.versions:
        before = rows[-1] if rows else None
        problem = version_problem(unit, version)
        readable = before is not None and not problem and not before.problem
        rows.append(
            VersionRow(
                version=version,
                before=before.version if before else None,
                changes=differences(before.version, version) if before and readable else (),
                problem=problem,
                in_force=found.in_force is not None and found.in_force.id == version.id,
            )
        )
    return rows
