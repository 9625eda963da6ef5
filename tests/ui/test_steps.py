from __future__ import annotations

from app.ui.remembered import Remembered
from app.ui.steps import rail_rows, read_steps
from app.ui.workspace import Workspace


def test_the_rail_tells_every_step_with_all_that_is_missing(workspace: Workspace) -> None:
    views, instruments = read_steps(workspace, Remembered())

    rows = rail_rows(views, instruments, "survey")

    first = next(each for each in rows if each.number == 1)
    assert first.spoken.startswith("Bước 1. Khảo sát thực trạng")
    assert "Còn thiếu:" in first.spoken
    assert next(each.words for each in rows if each.kind == "data") == "Phương tiện đo"


def test_the_next_action_stands_under_the_step_one_is_at_also_from_its_forms(workspace: Workspace) -> None:
    views, instruments = read_steps(workspace, Remembered())

    for current in ("survey", "profile", "opening_meeting", "closing_meeting"):
        kinds = [each.kind for each in rail_rows(views, instruments, current)]
        assert kinds[:3] == ["caption", "step", "next"]
    assert "next" in [each.kind for each in rail_rows(views, instruments, "goals")]
    assert "next" not in [each.kind for each in rail_rows(views, instruments, "leave")]
