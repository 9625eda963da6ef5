"""What was agreed in the closing meeting and what was not, with the record each of it is about."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.findings import finding_code, stands
from app.domain.goals import goal_code
from app.domain.meeting_points import Said
from app.domain.programme_papers import Comment, comment_code
from app.domain.tasks import task_code
from app.storage.unit import Unit
from app.wording import _

STAGE = "meeting"


def said_of(unit: Unit, cycle_id: str) -> list[Said]:
    """What was agreed and what was not in the meeting, in the order it was said."""
    names = _names(unit, cycle_id)
    found = sorted(unit.comments.all(cycle_id=cycle_id, stage=STAGE), key=lambda each: each.number)
    return [_said(each, names) for each in found]


def said_about(unit: Unit, cycle_id: str, kind: str, id: str) -> list[Said]:
    """What was said of one record."""
    return [each for each in said_of(unit, cycle_id) if (each.about_kind, each.about_id) == (kind, id)]


def _said(comment: Comment, names: Mapping[tuple[str, str], tuple[str, str]]) -> Said:
    about, title = names.get((comment.about_kind, comment.about_id), ("", ""))
    return Said(
        id=comment.id,
        code=comment_code(comment),
        kind=comment.kind,
        words=comment.words,
        given_by=comment.given_by,
        given_on=comment.given_on,
        about_kind=comment.about_kind,
        about_id=comment.about_id,
        about=about,
        title=title if about or not comment.about_id else _("mục đã bỏ"),
    )


def _names(unit: Unit, cycle_id: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Code and name of all that can be spoken about."""
    found: dict[tuple[str, str], tuple[str, str]] = {("", ""): ("", "")}
    for each in unit.findings.all(cycle_id=cycle_id):
        if stands(each):
            found["findings", each.id] = finding_code(each), each.title
    for goal in unit.goals.all(cycle_id=cycle_id):
        found["goals", goal.id] = goal_code(goal), goal.title
    for task in unit.tasks.all(cycle_id=cycle_id):
        found["tasks", task.id] = task_code(task), task.title
    return found
