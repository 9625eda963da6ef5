"""Findings that the register of instruments raises, one for each rule, naming the instruments behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from app.domain.clauses import clause_confidence
from app.domain.instruments import Instrument
from app.domain.legal import Verdict
from app.domain.metrology.calibration_status import State
from app.domain.metrology.drift import drift_of
from app.domain.proposals import Proposal
from app.domain.register_rules import DUPLICATES, INCOMPLETE, LEGAL_TROUBLE, RULES, UNSETTLED, Judged, Rule
from app.domain.typed_fields import FIELD_NAMES
from app.formats import fold, show_number
from app.wording import _

__all__ = ["Judged", "called", "duplicates", "missing_fields", "register_proposals"]

REQUIRED_FIELDS = ("name", "serial", "range_text", "location", "group")
"""What a register must say of each instrument (programme.md 3.1); a code may stand in for a serial number."""


def missing_fields(instrument: Instrument) -> tuple[str, ...]:
    """The required fields that are blank."""
    blank = [name for name in REQUIRED_FIELDS if not getattr(instrument, name)]
    if "serial" in blank and instrument.code:
        blank.remove("serial")
    return tuple(blank)


def register_proposals(judged: Sequence[Judged], possible_group_2: Collection[str] = ()) -> tuple[Proposal, ...]:
    """All findings of the register. possible_group_2: ids without a group whose name stands in the group 2 list."""
    made = [_by_rule(rule, [each for each in judged if rule.picks(each)]) for rule in RULES]
    made += [_incomplete(judged), _duplicates(judged), _possible(judged, possible_group_2)]
    made += [_drifting(each) for each in judged]
    return tuple(each for each in made if each is not None)


def _by_rule(rule: Rule, found: Sequence[Judged]) -> Proposal | None:
    if not found:
        return None
    if len(found) == 1:
        one = found[0]
        why = one.legal.text if one.legal.verdict in (*LEGAL_TROUBLE, Verdict.UNKNOWN) else one.status.reason
        return _grouped(
            rule,
            [one.instrument],
            _("{name}: {why}", name=called(one.instrument), why=why),
        )
    worst_first = sorted(found, key=lambda each: each.status.days_left or 0)
    instruments = [each.instrument for each in worst_first]
    ages = _ages(found)
    return _grouped(rule, instruments, f"{_names(instruments)}; {ages}." if ages else f"{_names(instruments)}.")


def _grouped(rule: Rule, found: Sequence[Instrument], detail: str, count: int = 0) -> Proposal:
    """The finding of one rule. count: what the title counts, when it is not the instruments."""
    clause = _(rule.clause)
    return Proposal(
        key=f"register:{rule.key}",
        rule=_(rule.text),
        subject=rule.subject,
        title=_(rule.title, n=count or len(found)),
        detail=detail,
        severity="high" if rule.grave_for_a and any(each.criticality == "A" for each in found) else rule.severity,
        clause=clause,
        clause_confidence=clause_confidence(clause),
        sources=tuple(("instruments", each.id) for each in found),
        origin_text=_("danh mục"),
        goal=_(rule.goal),
        indicator=rule.indicator,
    )


def called(instrument: Instrument) -> str:
    """What the factory calls it: its code, or else name and serial number."""
    if instrument.code:
        return instrument.code
    named = f"{instrument.name} {instrument.serial}".strip()
    return named or _("(chưa ghi tên)")


def _names(found: Sequence[Instrument], shown: int = 3) -> str:
    names = ", ".join(called(each) for each in found[:shown])
    rest = len(found) - shown
    return _("{names} và {rest} cái khác", names=names, rest=rest) if rest > 0 else names


def _ages(found: Sequence[Judged]) -> str:
    days = [-each.status.days_left for each in found if each.status.days_left is not None and each.status.days_left < 0]
    if not days:
        return ""
    if min(days) == max(days):
        return _("quá hạn {days} ngày", days=days[0])
    return _("quá hạn {least}–{most} ngày", least=min(days), most=max(days))


def _incomplete(judged: Sequence[Judged]) -> Proposal | None:
    blanks = {each.instrument.id: missing_fields(each.instrument) for each in judged if each.status.counts}
    found = [each.instrument for each in judged if blanks.get(each.instrument.id)]
    if not found:
        return None
    counts = Counter(name for names in blanks.values() for name in names)
    fields = ", ".join(f"{_(FIELD_NAMES[name]).lower()} {count}" for name, count in counts.most_common())
    return _grouped(INCOMPLETE, found, f"{_names(found)}; {_('thiếu {fields}', fields=fields)}.")


def duplicates(instruments: Iterable[Instrument]) -> tuple[tuple[Instrument, ...], ...]:
    """Groups of live instruments that carry the same code, or the same name and serial number."""
    groups: dict[tuple[str, ...], list[Instrument]] = {}
    folded = lru_cache(maxsize=None)(fold)  # names come again and again
    for each in instruments:
        if each.code:
            groups.setdefault(("code", fold(each.code)), []).append(each)
        if each.serial:
            groups.setdefault(("serial", folded(each.name), folded(each.serial)), []).append(each)
    seen: set[frozenset[str]] = set()
    found = []
    for group in groups.values():
        ids = frozenset(each.id for each in group)
        if len(group) > 1 and ids not in seen:
            seen.add(ids)
            found.append(tuple(group))
    return tuple(found)


def _duplicates(judged: Sequence[Judged]) -> Proposal | None:
    groups = duplicates(each.instrument for each in judged)
    if not groups:
        return None
    found = list({each.id: each for group in groups for each in group}.values())
    return _grouped(DUPLICATES, found, f"{_names(found)}.", len(groups))


def _possible(judged: Sequence[Judged], ids: Collection[str]) -> Proposal | None:
    found = [each.instrument for each in judged if each.instrument.id in ids and each.status.counts]
    if not found:
        return None
    return _grouped(UNSETTLED, found, f"{_names(found)}.")


def _drifting(judged: Judged) -> Proposal | None:
    instrument = judged.instrument
    drift = drift_of(instrument, judged.calibrations) if judged.status.counts else None
    if drift is None or judged.status.state == State.FAILED:
        return None
    errors = ", ".join(show_number(each) for each in drift.errors)
    values: Mapping[str, object] = {"errors": errors, "unit": instrument.unit, "count": len(drift.errors)}
    return Proposal(
        key=f"register:drift:{instrument.id}",
        rule=_("Sai số đi về một phía qua ít nhất ba lần và sẽ vượt sai số cho phép trước lần tới."),
        subject=4,
        title=_("Sai số {code} tăng đều, sắp vượt sai số cho phép", code=called(instrument)),
        detail=_(
            "{errors} {unit} qua {count} lần; sai số cho phép {mpe} {unit}, đến {due} ước là {predicted} {unit}.",
            **values,
            mpe=show_number(drift.mpe),
            due=drift.next_on.strftime("%m/%Y"),
            predicted=show_number(drift.predicted),
        ),
        severity="medium",
        clause=_("ISO 10012:2003 7.1.2"),
        clause_confidence=clause_confidence("ISO 10012:2003 7.1.2"),
        sources=(("instruments", instrument.id), *(("calibrations", each) for each in drift.calibrations)),
        origin_text=_("{count} lần hiệu chuẩn", count=len(drift.errors)),
        goal=_("Không phương tiện đo nào vượt sai số cho phép giữa hai lần hiệu chuẩn"),
        indicator="group1_in_plan",
    )
