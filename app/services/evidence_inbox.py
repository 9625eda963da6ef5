"""The inbox of evidence: what is not linked to anything yet, and all there is, by day and hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date

from app.domain.evidence import Evidence
from app.domain.findings import Link
from app.services.evidence import link_evidence, unlink_evidence
from app.services.evidence_hints import moment_of
from app.services.evidence_things import Thing, end_of
from app.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Held:
    """One piece of evidence and how many records it proves."""

    evidence: Evidence
    links: int


@dataclass(frozen=True, slots=True)
class Hour:
    """What was taken within one hour of one day, here; day None where nothing is known. items: newest first."""

    day: date | None
    hour: int
    items: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Inbox:
    """loose: not linked; linked: the rest; withdrawn: retired. places: the areas known."""

    loose: tuple[Held, ...]
    linked: tuple[Held, ...]
    withdrawn: tuple[Held, ...]
    places: tuple[str, ...]

    @property
    def every(self) -> tuple[Held, ...]:
        return (*self.loose, *self.linked)


def read_inbox(unit: Unit) -> Inbox:
    """All evidence of the dossier; a few milliseconds for a thousand photos, whose bytes are not touched."""
    counts = _counts(unit.links.all(from_kind="evidence"), unit.links.all(to_kind="evidence"))
    held = [Held(each, counts.get(each.id, 0)) for each in unit.evidence.all()]
    places = {each.evidence.place for each in held} | {location for (location,) in unit.instruments.texts("location")}
    return Inbox(
        loose=tuple(each for each in held if not each.links),
        linked=tuple(each for each in held if each.links),
        withdrawn=tuple(Held(each, 0) for each in unit.evidence.withdrawn()),
        places=tuple(sorted(places - {""})),
    )


def by_hour(items: Iterable[Held]) -> list[Hour]:
    """Newest day and hour first; what has no moment at the end."""
    known = sorted(items, key=_sort_key, reverse=True)
    hours: dict[tuple[date | None, int], list[Held]] = {}
    for each in known:
        moment = moment_of(each.evidence)
        here = moment.astimezone() if moment else None
        hours.setdefault((here.date(), here.hour) if here else (None, 0), []).append(each)
    return [Hour(day, hour, tuple(those)) for (day, hour), those in hours.items()]


def link_many(unit: Unit, cycle_id: str, ids: Sequence[str], things: Sequence[Thing], language: str) -> None:
    """Link each of these pieces to each of these things; a piece without an area takes that of the first thing."""
    ends = [end_of(unit, cycle_id, each, language) for each in things]
    place = next((each.place for each in things if each.place), "")
    for id in ids:
        for end in ends:
            link_evidence(unit, id, end)
    if place:
        without = [each for each in map(unit.evidence.get, ids) if not each.place]
        unit.evidence.keep_all(replace(each, place=place) for each in without)


def unlink_thing(unit: Unit, cycle_id: str, id: str, thing: Thing, language: str) -> None:
    """Take a piece away from a thing; UserError when that is an answer of a locked step."""
    unlink_evidence(unit, id, end_of(unit, cycle_id, thing, language))


def withdrawal_of(unit: Unit, id: str) -> str:
    """Why a piece was withdrawn."""
    said = [each.reason for each in unit.history("evidence", id) if each.field == "retired" and each.new == 1]
    return said[-1] if said else ""


def how_kept(unit: Unit, id: str) -> str:
    """How the kept bytes differ from what was given, in a sentence; "" when they do not."""
    return next((each.reason for each in unit.history("evidence", id) if each.field == ""), "")


def _counts(there: Iterable[Link], back: Iterable[Link]) -> Counter[str]:
    counts = Counter(each.from_id for each in there)
    counts.update(each.to_id for each in back)
    return counts


def _sort_key(held: Held) -> tuple[str, str]:
    moment = moment_of(held.evidence)
    return (moment.astimezone(UTC).isoformat() if moment else "", held.evidence.id)
