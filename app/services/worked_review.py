"""Step 10 of the sample factory: lessons, a decision on all that is still open, a meeting, and the cycle is closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.services import review
from app.services.dossiers import set_setting
from app.services.worked_programme import Codes, hand_in, hold_meeting
from app.storage.store import Store
from app.wording import N_, _

Say = Callable[..., None]
Told = Mapping[str, Any]
NOT_YET = {"findings": "carry", "tasks": "carry", "solutions": "close", "goals": "carry"}
"""What becomes of what is open and not named in the sample."""


def review_cycle(store: Store, cycle_id: str, told: Told, as_of: date, say: Say) -> None:
    """told: the sample's programme.toml; as_of: the day of the review."""
    with store.unit(_("Rà soát chu kỳ")) as unit:
        codes = Codes(unit, cycle_id)
        for row in told["lessons"]:
            review.add_lesson(unit, cycle_id, row["words"])
        for row in told["reviewed"]:
            kind, id = codes.end(row["about"])
            review.decide(unit, cycle_id, kind, id, row["decision"], words=row["words"], reason=row["reason"])
        for matter in review.review_of(unit, cycle_id, as_of).waiting:
            left = told["left_open"]
            review.decide(
                unit, cycle_id, matter.kind, matter.id, NOT_YET[matter.kind], words=left["words"], reason=left["reason"]
            )
        hold_meeting(unit, cycle_id, "review", told["review_meeting"])
        for name, value in told["confirmation"].items():
            set_setting(unit, f"paper.confirmation_{name}", value)
    hand_in(store, cycle_id, (10,), as_of)
    say(N_("Đã rà soát, kết thúc chu kỳ thứ nhất."))
