"""Where the chips of a goal and the gate of step 3 lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.gates_goals import EFFECT, PLAN
from app.ui.pages.catalogue import page_of_step

if TYPE_CHECKING:
    from app.ui.pages.goals import GoalsPage


def follow(page: GoalsPage, kind: str, id: str, goal_id: str) -> None:
    """Along the chips of a goal: to a record, or to where the one that is missing is added (id "")."""
    go, row = page.workspace.go.emit, page.row_of(goal_id)
    match kind:
        case "findings" if id:
            go("findings", id)
        case "findings":
            page.edit_goal("findings")
        case "effects" if id:
            page.desk.open(id)
        case "effects":
            if page.is_open():
                page.desk.add_of(goal_id)
        case "solutions" if id:
            go(page_of_step(5), id)
        case "solutions" if row is not None and row.tasks:
            go(page_of_step(5), f"task:{row.tasks[0].id}")
        case _:
            go(page_of_step(4), id or f"goal:{goal_id}")


def go_to_gap(page: GoalsPage, target: str) -> None:
    """To what keeps the step from being handed in: a field of the plan, an effect, or a goal ("" for a new one)."""
    if target.startswith(PLAN):
        page.desk.card.go_to(target.removeprefix(PLAN))
    elif target.startswith(EFFECT):
        _go_to_effect(page, target.removeprefix(EFFECT))
    elif target:
        page.go_to_goal(target)
    else:
        page.add_goal()


def _go_to_effect(page: GoalsPage, effect_id: str) -> None:
    page.desk.card.fold.open()
    if effect_id:
        page.desk.open(effect_id, "expected")
    elif page.is_open():
        page.desk.add("economic")
