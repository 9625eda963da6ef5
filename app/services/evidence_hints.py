"""What a photo most likely shows: told by its time, its area, its file's name, and a code on a label in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.answers import is_answered
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.formats import fold, show_time
from app.services.evidence_things import Naming, Thing
from app.storage.unit import Unit
from app.wording import _

WITHIN = timedelta(minutes=10)
"""So long before or after a photo something was answered or seen that it may show."""
BESIDE = timedelta(minutes=3)
"""Photos taken so shortly one after the other most often show the same."""
MOST = 6
SHORTEST_NAME = 4
"""A code or serial number in a file's name must have so many letters and digits, or it is there by chance."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """thing: what it may be linked to; why: the reason in words. A code in the photo comes first, then one in the
    file's name, then the same area, then the nearest in time."""

    thing: Thing
    why: str
    rank: tuple[int, float]


def suggestions(
    unit: Unit, cycle_id: str, evidence: Evidence, naming: Naming, codes: Sequence[str] = ()
) -> list[Suggestion]:
    """The likeliest first, each thing once, none that is linked already. codes: read from labels in the photo."""
    taken = moment_of(evidence)
    linked = set(ends_of(unit, evidence.id))
    found: dict[tuple[str, str], Suggestion] = {}
    candidates = [
        *_called(unit, codes, evidence, naming),
        *(_answered(unit, cycle_id, taken, evidence.place, naming) if taken else ()),
        *(_sighted(unit, cycle_id, taken, evidence.place, naming) if taken else ()),
        *(_beside(unit, evidence, taken, naming) if taken else ()),
    ]
    for each in candidates:
        end = (each.thing.kind, each.thing.id)
        if end not in linked and (end not in found or each.rank < found[end].rank):
            found[end] = each
    return sorted(found.values(), key=lambda each: each.rank)[:MOST]


def moment_of(evidence: Evidence) -> datetime | None:
    """When it was taken, or, where the file does not say, when it was added."""
    return evidence.taken_at or evidence.added_at


def ends_of(unit: Unit, evidence_id: str) -> list[tuple[str, str]]:
    """What a piece of evidence is linked to."""
    ends = [(each.to_kind, each.to_id) for each in unit.links.all(from_kind="evidence", from_id=evidence_id)]
    ends += [(each.from_kind, each.from_id) for each in unit.links.all(to_kind="evidence", to_id=evidence_id)]
    return list(dict.fromkeys(ends))


def codes_in(content: bytes, name: str) -> list[str]:
    """QR and bar codes on labels in a photo; takes up to a second, so it is done aside."""
    from app.services.barcodes import read_codes

    try:
        return read_codes(content, name)
    except UserError:  # none there, or none that can be read
        return []


def _called(unit: Unit, codes: Sequence[str], evidence: Evidence, naming: Naming) -> Iterator[Suggestion]:
    """Instruments whose label is in the photo, or whose code or serial number is in the file's name or caption."""
    parts = {_letters(part) for code in codes for part in (code, *re.split(r"[\s;,|/=?&:]+", code))} - {""}
    said = _letters(f"{evidence.name.rsplit('.', 1)[0]} {evidence.note}")
    for id, code, serial in unit.instruments.texts("id", "code", "serial"):
        short = {_letters(code): code, _letters(serial): serial}
        named = next((each for each in short if _is_telling(each) and each in said), "")
        if parts and parts & {*short, _letters(id)}:
            why, rank = _("mã trên nhãn trong ảnh"), (-1, 0.0)
        elif named:
            why, rank = _("tên tệp có “{name}”", name=short[named]), (0, -float(len(named)))
        else:
            continue
        yield Suggestion(naming.instrument(unit.instruments.get(id)), why, rank)


def _is_telling(short: str) -> bool:
    return len(short) >= SHORTEST_NAME and any(map(str.isdigit, short))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))


def _answered(unit: Unit, cycle_id: str, taken: datetime, place: str, naming: Naming) -> Iterator[Suggestion]:
    for each in unit.answers.all(cycle_id=cycle_id):
        if each.answered_at and abs(each.answered_at - taken) <= WITHIN and (is_answered(each) or each.note):
            thing = naming.answer(each)
            if thing.page in ("survey", "profile", "opening_meeting", "closing_meeting"):
                why = _("trả lời lúc {time}", time=show_time(each.answered_at)[:5])
                yield Suggestion(thing, why, _rank(thing.place, place, each.answered_at - taken))


def _sighted(unit: Unit, cycle_id: str, taken: datetime, place: str, naming: Naming) -> Iterator[Suggestion]:
    for each in unit.sightings.all(cycle_id=cycle_id):
        if each.seen_at is None or abs(each.seen_at - taken) > WITHIN:
            continue
        instrument = unit.instruments.find(each.instrument_id)
        if instrument is not None:
            why = _("xem tại chỗ lúc {time}", time=show_time(each.seen_at)[:5])
            area = each.place or instrument.location
            yield Suggestion(naming.instrument(instrument), why, _rank(area, place, each.seen_at - taken))


def _beside(unit: Unit, evidence: Evidence, taken: datetime, naming: Naming) -> Iterator[Suggestion]:
    """What the photos taken just before and after are linked to."""
    for other in _neighbours(unit.evidence.all(), evidence, taken):
        gap = abs((moment_of(other) or taken) - taken)
        for kind, id in ends_of(unit, other.id):
            thing = naming.thing(kind, id)
            if thing is not None:
                why = _("như ảnh {name}", name=other.note or other.name)
                yield Suggestion(thing, why, (2, gap.total_seconds()))


def _neighbours(every: Iterable[Evidence], evidence: Evidence, taken: datetime) -> list[Evidence]:
    near = [
        each
        for each in every
        if each.id != evidence.id and each.taken_at and evidence.taken_at and abs(each.taken_at - taken) <= BESIDE
    ]
    return sorted(near, key=lambda each: abs((each.taken_at or taken) - taken))[:4]


def _rank(area: str, place: str, gap: timedelta) -> tuple[int, float]:
    same = bool(place) and fold(area) == fold(place)
    return 1 if same else 2, abs(gap.total_seconds())
