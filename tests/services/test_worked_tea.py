"""The second sample stands in the middle of a survey: begun, believable, and not yet to be handed in."""

from __future__ import annotations

from pathlib import Path

from app.services import progress
from app.services.dossiers import current_cycle, describe_dossier
from app.services.worked_tea import begin_tea, read_tea


def test_the_tea_sample_is_half_way_through_its_survey(tmp_path: Path) -> None:
    path = tmp_path / "che.dochuan"
    store = begin_tea(path)
    with store.reading() as unit:
        first, second = progress.step_views(unit, current_cycle(unit).id, read_tea()["dossier"]["surveyed_on"])[:2]
        instruments = unit.instruments.count()
    store.close()

    card = describe_dossier(path)

    assert instruments == len(read_tea()["instruments"])
    assert (first.state, second.state) == ("doing", "todo")
    assert 0.1 < first.share < 0.9
    assert first.missing
    assert 0 < card.answered < card.questions
    assert card.enterprise == "Hợp tác xã Chè Tân Sơn"
