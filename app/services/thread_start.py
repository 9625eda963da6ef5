"""Which record a page is showing, so that its thread can be walked from there."""

from __future__ import annotations

from collections.abc import Mapping

from app.services.survey import answers_of
from app.storage.unit import Unit

FORMS = ("survey", "profile", "opening_meeting", "closing_meeting")
KINDS: Mapping[str, tuple[str, ...]] = {
    "instruments": ("instruments",),
    "standards": ("instruments",),
    "processes": ("processes",),
    "studies": ("studies",),
    "evaluations": ("evaluations",),
    "losses": ("evaluations",),
    "evidence": ("evidence",),
    "findings": ("findings",),
    "analysis": ("findings",),
    "goals": ("goals", "effects"),
    "tasks": ("tasks",),
    "schedule": ("tasks",),
    "solutions": ("solutions",),
    "carrying_out": ("tasks",),
    "monitoring": ("goals", "corrective_actions"),
    "effect_report": ("goals", "effects"),
    "confirmation": ("instruments", "processes"),
    "intervals": ("instruments",),
}
"""By the key of a page: what the first part of its place may be the id of."""


def thread_start(unit: Unit, cycle_id: str, page: str, place: str) -> tuple[str, str] | None:
    """Kind and id of the record at this place of a page; None where there is none that has a thread."""
    if page in FORMS:
        answer = answers_of(unit, cycle_id, page, place).get(place)
        return ("answers", answer.id) if answer is not None else None
    id = place.split(",")[0].split("#")[0].split(":")[0]
    for kind in KINDS.get(page, ()):
        if id and getattr(unit, kind).find(id) is not None:
            return kind, id
    return None
