"""Which questions the further filters of a survey hold: mine, and those of the last cycle still to be looked at."""

from __future__ import annotations

from collections.abc import Collection

from app.services.last_year import Past
from app.services.survey_outline import Outline
from app.ui.workspace import Workspace


def marks_of(workspace: Workspace, outline: Outline, past: Past | None) -> dict[str, Collection[str]]:
    """By the name of the filter. One that means nothing is left out: nobody is assigned, or no cycle was before."""
    made: dict[str, Collection[str]] = {}
    if workspace.read(lambda unit: unit.assignments.count(cycle_id=workspace.cycle_id)):
        from app.services import assignments  # knows the areas of the floor, which most surveys open without

        who = workspace.read(lambda unit: assignments.assigned(unit, workspace.cycle_id))
        made["mine"] = assignments.questions_of(who, outline.sections, workspace.store.person)
    if past is not None:
        answered = past.answered()
        made["review"] = frozenset(path for path in outline.rows if path.rpartition("/")[2] in answered)
    return made
