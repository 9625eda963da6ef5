"""Who of the team looks after which section and which area, and how far each one has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.assignments import ASSIGNMENT_KINDS, Assignment
from app.domain.floor import area_of
from app.domain.instruments import Instrument
from app.domain.keys import new_key
from app.formats import fold, tidy
from app.services.floor import Area, plain
from app.services.locks import demand_open
from app.services.survey import STEP
from app.services.survey_outline import Outline, Section
from app.storage.unit import Unit

SECTION, AREA = ASSIGNMENT_KINDS
Assigned = Mapping[tuple[str, str], str]
"""(kind, target) -> auditor. The target of an area is its name without marks and spaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the survey that somebody looks after. depth 1: a section inside the subject above it.

    own: assigned to this very part, not to the subject it stands in. has_parts: its count stands in the parts below.
    done of total: questions answered, instruments seen.
    """

    kind: str
    target: str
    code: str
    title: str
    depth: int
    done: int
    total: int
    auditor: str
    own: bool
    has_parts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one auditor has: sections and areas, questions answered of those asked, instruments seen of those there."""

    auditor: str
    sections: int
    areas: int
    answered: int
    asked: int
    seen: int
    instruments: int

    @property
    def share(self) -> float:
        total = self.asked + self.instruments
        return (self.answered + self.seen) / total if total else 0.0


def assign(unit: Unit, cycle_id: str, parts: Iterable[tuple[str, str]], auditor: str) -> None:
    """Give these parts (kind, target) to one auditor; "" leaves them to nobody. A subject takes its sections along."""
    demand_open(unit, cycle_id, STEP)
    auditor = tidy(auditor)
    kept = unit.assignments.all(cycle_id=cycle_id)
    for kind, target in parts:
        same = [each for each in kept if each.kind == kind and _key(kind, each.target) == _key(kind, target)]
        inside = [each for each in kept if kind == SECTION == each.kind and each.target.startswith(target + "/")]
        for each in (*same[1:], *inside, *(same[:1] if not auditor else ())):
            if unit.assignments.find(each.id) is not None:
                unit.assignments.retire(each.id)
        if auditor:
            before = (
                same[0] if same else Assignment(id=new_key(), cycle_id=cycle_id, kind=kind, target=target, auditor="")
            )
            if before.auditor != auditor:
                unit.assignments.keep(replace(before, auditor=auditor))


def assigned(unit: Unit, cycle_id: str) -> dict[tuple[str, str], str]:
    """Who has what."""
    return {(each.kind, _key(each.kind, each.target)): each.auditor for each in unit.assignments.all(cycle_id=cycle_id)}


def auditor_of_area(who: Assigned, name: str) -> str:
    return who.get((AREA, plain(name)), "")


def auditor_of_section(who: Assigned, section: Section) -> str:
    """Of the section itself, else of the subject it stands in."""
    return who.get((SECTION, section.path), "") or who.get((SECTION, section.parent), "")


def questions_of(who: Assigned, sections: Sequence[Section], person: str) -> frozenset[str]:
    """The paths of the questions that this person looks after."""
    wanted, own = fold(person), set[str]()
    for each in sections:  # a section comes behind its subject, and rules over it
        if wanted and fold(auditor_of_section(who, each)) == wanted:
            own.update(each.questions)
        else:
            own.difference_update(each.questions)
    return frozenset(own)


def parts(outline: Outline, areas: Sequence[Area], who: Assigned) -> list[Part]:
    """The sections of the survey in the order of the form, then the areas."""
    found = [_section_part(outline, each, who) for each in outline.sections if outline.count(each).total]
    return found + [_area_part(each, who) for each in areas if each.key]


def shares(every: Sequence[Part]) -> list[Share]:
    """How far each auditor has come, and last what nobody has (auditor ""), by name."""
    by_name: dict[str, list[Part]] = {}
    for each in every:
        if not each.has_parts:
            by_name.setdefault(each.auditor, []).append(each)
    return [_share(name, by_name[name]) for name in sorted(by_name, key=lambda name: (not name, fold(name)))]


def team(unit: Unit, cycle_id: str) -> list[str]:
    """The names known so far: who is at work, and whoever was assigned, answered, asked or saw something."""
    names = [
        unit.person,
        *(each.auditor for each in unit.assignments.all()),
        *(each.answered_by for each in unit.answers.all(cycle_id=cycle_id)),
        *(each.held_by for each in unit.interviews.all()),
        *(each.seen_by for each in unit.sightings.all(cycle_id=cycle_id)),
    ]
    return list({fold(each): each for each in names if each}.values())


def areas_of(unit: Unit, cycle_id: str) -> list[Area]:
    """The areas of the floor with how many of their instruments were seen; no status is worked out for it."""
    seen = {each.instrument_id for each in unit.sightings.all(cycle_id=cycle_id)}
    found: dict[str, list[Instrument]] = {}
    for each in unit.instruments.all(kind="instrument"):
        found.setdefault(plain(area_of(each.location)[0]), []).append(each)
    return [
        Area(key, area_of(here[0].location)[0], sum(each.id in seen for each in here), len(here))
        for key, here in sorted(found.items())
        if key
    ]


def _key(kind: str, target: str) -> str:
    return plain(target) if kind == AREA else target


def _parts_of(section: Section, sections: Sequence[Section]) -> bool:
    return any(each.parent == section.path for each in sections)


def _section_part(outline: Outline, section: Section, who: Assigned) -> Part:
    count = outline.count(section)
    return Part(
        kind=SECTION,
        target=section.path,
        code=section.code,
        title=section.title,
        depth=section.depth,
        done=count.answered,
        total=count.total,
        auditor=auditor_of_section(who, section),
        own=(SECTION, section.path) in who,
        has_parts=_parts_of(section, outline.sections),
    )


def _area_part(area: Area, who: Assigned) -> Part:
    auditor = auditor_of_area(who, area.name)
    return Part(
        kind=AREA,
        target=area.name,
        code="",
        title=area.name,
        depth=0,
        done=area.seen,
        total=area.total,
        auditor=auditor,
        own=bool(auditor),
    )


def _share(name: str, own: Sequence[Part]) -> Share:
    sections = [each for each in own if each.kind == SECTION]
    areas = [each for each in own if each.kind == AREA]
    return Share(
        auditor=name,
        sections=len(sections),
        areas=len(areas),
        answered=sum(each.done for each in sections),
        asked=sum(each.total for each in sections),
        seen=sum(each.done for each in areas),
        instruments=sum(each.total for each in areas),
    )
