"""Findings that the register of instruments raises, one for each rule, naming the instruments behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.domain.clauses import clause_confidence
from app.domain.instruments import Calibration, Instrument
from app.domain.legal import LegalCheck, Verdict
from app.domain.metrology.calibration_status import CalibrationStatus, State
from app.domain.metrology.drift import drift_of
from app.domain.proposals import Proposal
from app.domain.typed_fields import FIELD_NAMES
from app.formats import fold, show_number
from app.wording import N_, _


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An instrument with what is known of it as of the day of analysis."""

    instrument: Instrument
    status: CalibrationStatus
    legal: LegalCheck
    calibrations: Sequence[Calibration] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the register. title has the place {n}; picks says which instruments it names.

    grave_for_a: high where an instrument of class A is among them (M22: use for safety or law without traceability).
    """

    key: str
    title: str
    text: str
    subject: int
    severity: str
    clause: str
    goal: str
    indicator: str
    grave_for_a: bool = False
    picks: Callable[[Judged], bool] = lambda _each: False


LAW = N_("Luật Đo lường 04/2011/QH13 Điều 17–19, Điều 38; TT 23/2013/TT-BKHCN Điều 4")
ISO_7_1 = N_("ISO 10012:2003 7.1")
ISO_6_2_3 = N_("ISO 10012:2003 6.2.3, 6.3.1")

_GOAL_GROUP_2 = N_("100 % phương tiện đo nhóm 2 đang dùng có kiểm định còn hiệu lực")
_GOAL_GROUP_1 = N_("100 % phương tiện đo nhóm 1 trong kế hoạch còn hạn hiệu chuẩn")
_GOAL_REGISTER = N_("100 % phương tiện đo có đủ thông tin trong danh mục")

_LEGAL_TROUBLE = frozenset({Verdict.EXPIRED, Verdict.FAILED, Verdict.NONE})


def _outside_law(judged: Judged) -> bool:
    """Whether the state of calibration is not already a matter of the group 2 check."""
    return judged.legal.verdict not in _LEGAL_TROUBLE and judged.status.counts


RULES: tuple[Rule, ...] = (
    Rule(
        key="group2_overdue",
        title=N_("{n} phương tiện đo nhóm 2 đang dùng đã quá hạn kiểm định"),
        text=N_("Phương tiện đo nhóm 2 đang dùng có giấy kiểm định hết hiệu lực hoặc không đạt."),
        subject=5,
        severity="high",
        clause=LAW,
        goal=_GOAL_GROUP_2,
        indicator="group2_valid",
        picks=lambda each: each.legal.verdict in (Verdict.EXPIRED, Verdict.FAILED),
    ),
    Rule(
        key="group2_unverified",
        title=N_("{n} phương tiện đo nhóm 2 đang dùng chưa có giấy kiểm định"),
        text=N_("Phương tiện đo nhóm 2 đang dùng không có lần kiểm định nào trong danh mục."),
        subject=5,
        severity="high",
        clause=LAW,
        goal=_GOAL_GROUP_2,
        indicator="group2_valid",
        picks=lambda each: each.legal.verdict == Verdict.NONE,
    ),
    Rule(
        key="failed",
        title=N_("{n} phương tiện đo không đạt ở lần gần nhất mà vẫn đang dùng"),
        text=N_("Kết luận không đạt, hoặc sai số vượt sai số cho phép, và chưa có lần làm lại."),
        subject=4,
        severity="high",
        clause=N_("ISO 10012:2003 7.1, 8.3.3"),
        goal=N_("Không còn phương tiện đo không đạt được dùng"),
        indicator="group1_in_plan",
        picks=lambda each: _outside_law(each) and each.status.state == State.FAILED,
    ),
    Rule(
        key="group2_unclear",
        title=N_("{n} phương tiện đo nhóm 2 không rõ còn hiệu lực kiểm định hay không"),
        text=N_("Giấy kiểm định của phương tiện đo nhóm 2 không in ngày hết hiệu lực."),
        subject=5,
        severity="medium",
        clause=N_("TT 24/2013/TT-BKHCN Điều 41"),
        goal=_GOAL_GROUP_2,
        indicator="group2_valid",
        picks=lambda each: each.legal.verdict == Verdict.UNKNOWN,
    ),
    Rule(
        key="overdue_a",
        title=N_("{n} phương tiện đo quan trọng (hạng A) quá hạn hiệu chuẩn"),
        text=N_("Phương tiện đo hạng A: an toàn, pháp lý, mua bán, xuất xưởng, đã quá hạn."),
        subject=5,
        severity="high",
        clause=ISO_7_1,
        goal=_GOAL_GROUP_1,
        indicator="group1_in_plan",
        picks=lambda each: _is_overdue(each) and each.instrument.criticality == "A",
    ),
    Rule(
        key="overdue",
        title=N_("{n} phương tiện đo quá hạn hiệu chuẩn"),
        text=N_("Phương tiện đo ngoài diện kiểm định bắt buộc đã quá hạn theo giấy hoặc theo chu kỳ."),
        subject=5,
        severity="medium",
        clause=ISO_7_1,
        goal=_GOAL_GROUP_1,
        indicator="group1_in_plan",
        picks=lambda each: _is_overdue(each) and each.instrument.criticality != "A",
    ),
    Rule(
        key="never",
        title=N_("{n} phương tiện đo chưa từng được kiểm định, hiệu chuẩn"),
        text=N_("Phương tiện đo đang dùng không có lần kiểm định, hiệu chuẩn nào trong danh mục."),
        subject=5,
        severity="medium",
        clause=ISO_7_1,
        goal=_GOAL_GROUP_1,
        indicator="group1_in_plan",
        grave_for_a=True,
        picks=lambda each: _outside_law(each) and each.status.state == State.NEVER,
    ),
    Rule(
        key="no_evidence",
        title=N_("{n} phương tiện đo thiếu giấy chứng nhận hoặc hạn hiệu chuẩn"),
        text=N_("Có ghi ngày làm nhưng không có số giấy, hoặc không biết hạn đến ngày nào."),
        subject=5,
        severity="medium",
        clause=ISO_6_2_3,
        goal=N_("100 % phương tiện đo có giấy chứng nhận tra cứu được"),
        indicator="register_complete",
        grave_for_a=True,
        picks=lambda each: _outside_law(each) and each.status.state == State.NO_EVIDENCE,
    ),
    Rule(
        key="data_error",
        title=N_("{n} phương tiện đo có ngày kiểm định, hiệu chuẩn ghi sai"),
        text=N_("Hạn sớm hơn ngày làm, ngày làm ở tương lai, hoặc chu kỳ không hợp lệ."),
        subject=7,
        severity="medium",
        clause=ISO_6_2_3,
        goal=_GOAL_REGISTER,
        indicator="register_complete",
        picks=lambda each: each.status.state == State.DATA_ERROR,
    ),
)


INCOMPLETE = Rule(
    key="incomplete",
    title=N_("{n} phương tiện đo thiếu thông tin trong danh mục"),
    text=N_("Thiếu tên, số chế tạo hoặc mã, phạm vi đo, nơi dùng hoặc nhóm."),
    subject=4,
    severity="low",
    clause=ISO_6_2_3,
    goal=_GOAL_REGISTER,
    indicator="register_complete",
)
DUPLICATES = Rule(
    key="duplicates",
    title=N_("{n} nhóm phương tiện đo trùng mã hoặc trùng số chế tạo"),
    text=N_("Hai dòng trở lên có cùng mã, hoặc cùng tên và số chế tạo."),
    subject=4,
    severity="low",
    clause=ISO_6_2_3,
    goal=_GOAL_REGISTER,
    indicator="register_complete",
)
UNSETTLED = Rule(
    key="group_unsettled",
    title=N_("{n} phương tiện đo có tên trong danh mục nhóm 2 mà chưa xác định nhóm"),
    text=N_("Tên nằm trong danh mục nhóm 2; thuộc nhóm 2 hay không còn tùy việc dùng để làm gì."),
    subject=4,
    severity="medium",
    clause=N_("Luật Đo lường 04/2011/QH13 Điều 16; TT 23/2013/TT-BKHCN Điều 4"),
    goal=N_("100 % phương tiện đo được xác định nhóm 1 hay nhóm 2"),
    indicator="register_complete",
)


def _is_overdue(judged: Judged) -> bool:
    return _outside_law(judged) and judged.legal.verdict != Verdict.UNKNOWN and judged.status.state == State.OVERDUE


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
        why = one.legal.text if one.legal.verdict in (*_LEGAL_TROUBLE, Verdict.UNKNOWN) else one.status.reason
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
