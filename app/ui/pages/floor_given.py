"""Who of the team looks after which area of the floor."""

from __future__ import annotations

from app.services.assignments import AREA, assigned
from app.ui.workspace import Workspace


def areas_given(workspace: Workspace) -> dict[str, str]:
    """By the key of the area."""
    who = workspace.read(lambda unit: assigned(unit, workspace.cycle_id))
    return {key: auditor for (kind, key), auditor in who.items() if kind == AREA}
