"""The predicates that a rule may name: what each looks at, which parameters it takes, and whether it holds.

A predicate answers with a Hit when it holds, and None when it does not. What cannot be known never holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.instruments import CERTIFICATE_ITEMS
from app.domain.judged import Judged, missing_fields
from app.domain.legal import Verdict
from app.domain.metrology.calibration_status import State
from app.domain.metrology.drift import drift_of
from app.domain.metrology.results import STATES
from app.domain.metrology.shown import apart, told_value
from app.domain.processes import LATER_CHECKS, Process
from app.domain.register_analysis import TROUBLES, ConfirmationRow, UseCheck
from app.domain.rule_facts import Evaluated, Facts, InProcess
from app.formats import show_number
from app.wording import N_, _

CERTIFICATE_WORDS: Mapping[str, str] = {
    "results_with_uncertainty": N_("không có kết quả kèm độ không đảm bảo đo"),
    "traceability": N_("không có tuyên bố liên kết chuẩn"),
}
PROCESS_FIELDS = ("tolerance", "needed_uncertainty", "later_check")


@dataclass(frozen=True, slots=True)
class Hit:
    """That a predicate holds. why: the sentence for it, "" for the usual one of the fact; more: sources behind it.

    lacks: fields that are blank, counted over all objects.
    """

    why: str = ""
    more: tuple[tuple[str, str], ...] = ()
    lacks: tuple[str, ...] = ()


YES = Hit()
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Predicate:
    """of: the thing it looks at; given: its parameters, each with the check that reads it (ValueError when bad)."""

    of: str
    holds: Callable[[Any, Facts, Given], Hit | None]
    given: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)


# ---- parameters


def _among(words: tuple[str, ...]) -> Callable[[Any], tuple[str, ...]]:
    def read(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not value or any(each not in words for each in value):
            raise ValueError(f"a list of words of {', '.join(words)}")
        return tuple(value)

    return read


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(each, str) and each for each in value):
        raise ValueError("a list of names")
    return tuple(value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("a number")
    return float(value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a text")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


# ---- instruments


def _yes(holds: bool) -> Hit | None:
    return YES if holds else None


def _incomplete(judged: Judged, _facts: Facts, _given: Given) -> Hit | None:
    lacks = missing_fields(judged.instrument)
    return Hit(lacks=lacks) if lacks else None


def _drifting(judged: Judged, _facts: Facts, _given: Given) -> Hit | None:
    drift = drift_of(judged.instrument, judged.calibrations)
    if drift is None:
        return None
    unit = judged.instrument.unit
    words = _(
        "{errors} {unit} qua {count} lần; sai số cho phép {mpe} {unit}, đến {due} ước là {predicted} {unit}.",
        errors=", ".join(show_number(each) for each in drift.errors),
        unit=unit,
        count=len(drift.errors),
        mpe=show_number(drift.mpe),
        due=drift.next_on.strftime("%m/%Y"),
        predicted=show_number(drift.predicted),
    )
    return Hit(words, tuple(("calibrations", each) for each in drift.calibrations))


def _certificate_lacks(judged: Judged, _facts: Facts, given: Given) -> Hit | None:
    """The last certificate was looked through, and one of these items is not on it."""
    last = judged.status.last
    if last is None:
        return None
    absent = [each for each in given["among"] if f"{each}-" in last.certificate_items.split()]
    if not absent:
        return None
    words = ", ".join(_(CERTIFICATE_WORDS[each]) if each in CERTIFICATE_WORDS else each for each in absent)
    return Hit(words, (("calibrations", last.id),))


# ---- processes, evaluations, confirmations


def _process_lacks(fact: InProcess, _facts: Facts, given: Given) -> Hit | None:
    """All of these are blank."""
    process = fact.process
    known = {
        "tolerance": process.tolerance_low is not None or process.tolerance_high is not None,
        "needed_uncertainty": process.needed_uncertainty is not None,
        "later_check": bool(process.later_check),
    }
    return _yes(not any(known[each] for each in given["among"]))


def _figure(fact: Evaluated, _facts: Facts, given: Given) -> Hit | None:
    """The first of the figures that the result has lies beyond the limit; size: its sign does not count.

    The order of the names says which figure decides: a share of the tolerance before one of the study's spread.
    """
    known = (fact.result.values.get(name) for name in given["names"])
    value = next((each for each in known if each is not None and isinstance(each.value, int | float)), None)
    if value is None or not isinstance(value.value, int | float):
        return None
    number = abs(value.value) if given.get("size") else value.value
    if not ("above" in given and number > given["above"]) and not ("below" in given and number < given["below"]):
        return None
    edge = float(given.get("above", given.get("below")))
    shown = f"{given['called']} = {told_value(apart(float(value.value), edge, -edge))} {value.unit}".strip()
    limit = f"{told_value(edge)} {value.unit}".strip()
    return Hit(_("{shown} (giới hạn {limit})", shown=shown, limit=limit))


def _beyond_need(fact: Evaluated, _facts: Facts, given: Given) -> Hit | None:
    """The expanded uncertainty is larger than the process needs (k = 2); only where both are in the same unit.

    The first of the figures that the result has in this unit decides.
    """
    process = fact.process
    if process is None or process.needed_uncertainty is None:
        return None
    known = (fact.result.values.get(name) for name in given["names"])
    value = next((each for each in known if each and each.available and each.unit == process.unit), None)
    if value is None or not isinstance(value.value, int | float) or value.value <= float(process.needed_uncertainty):
        return None
    needed, shown = show_number(process.needed_uncertainty), _expanded(float(value.value), process)
    return Hit(_("U = {shown} {unit}, cần không quá {needed} {unit}", shown=shown, needed=needed, unit=value.unit))


def _expanded(u: float, process: Process) -> str:
    """U with two digits, more where it would look like the U that is needed (JCGM 100:2008, 7.2.6)."""
    return told_value(apart(u, float(process.needed_uncertainty or 0), digits=2))


def _trouble(row: ConfirmationRow, _facts: Facts, given: Given) -> Hit | None:
    """The confirmation found one of these; the figures of the use are told where they are the trouble."""
    if not row.troubles.intersection(given["among"]):
        return None
    told = [words for words in (_figure_of(row, each) for each in given["among"]) if words]
    calibration = row.certificate.calibration
    return Hit(", ".join(dict.fromkeys(told)), (("calibrations", calibration.id),) if calibration else ())


def _figure_of(row: ConfirmationRow, trouble: str) -> str:
    """The figure behind a trouble of the use in words; "" where the sentence of the confirmation tells it."""
    use, process = row.use, row.process
    if use is None or process is None:
        return ""
    match trouble:
        case "tur_low" | "tur_below_one" if use.tur is not None:
            return _("TUR = {tur}", tur=told_value(apart(use.tur, 1.0, digits=3)))
        case "pfa_high":
            return ", ".join(_risks(use))
        case "u_needed_exceeded" if use.expanded_uncertainty is not None and process.needed_uncertainty is not None:
            needed = show_number(process.needed_uncertainty)
            shown = _expanded(use.expanded_uncertainty, process)
            return _("U = {shown} {unit}, cần không quá {needed} {unit}", shown=shown, needed=needed, unit=use.unit)
        case "resolution_coarse" if use.resolution_share is not None:
            return _("độ phân giải bằng {share} % dung sai", share=told_value(use.resolution_share * 100))
        case "range_outside":
            return _("phạm vi dùng ra ngoài phạm vi đo hoặc phạm vi đã hiệu chuẩn")
    return ""


def _risks(use: UseCheck) -> list[str]:
    told = []
    if use.pfa_expected is not None:
        told.append(_("rủi ro chấp nhận sai ước {pfa} %", pfa=told_value(use.pfa_expected * 100)))
    if use.pfa_worst is not None:
        told.append(_("xấu nhất {pfa} %", pfa=told_value(use.pfa_worst * 100)))
    return told


def _has_result(row: ConfirmationRow, _facts: Facts, _given: Given) -> Hit | None:
    """The last one was a calibration and told an error; a verification may give a verdict alone."""
    check = row.certificate
    calibrated = check.calibration is not None and check.calibration.kind == "calibration"
    told = next((each for each in check.points if each.error is not None), None)
    if not calibrated or told is None:
        return None
    return Hit(_("ghi sai số {error} {unit}, không ghi U", error=told_value(told.error), unit=check.unit))


PREDICATES: Mapping[str, Predicate] = {
    "calibration_state": Predicate(
        "instrument",
        lambda each, _facts, given: _yes(each.status.state in given["among"]),
        {"among": _among(tuple(State))},
    ),
    "legal_verdict": Predicate(
        "instrument",
        lambda each, _facts, given: _yes(each.legal.verdict in given["among"]),
        {"among": _among(tuple(Verdict))},
    ),
    "criticality": Predicate(
        "instrument",
        lambda each, _facts, given: _yes(each.instrument.criticality in given["among"]),
        {"among": _among(("A", "B", "C", ""))},
    ),
    "must_be_calibrated": Predicate("instrument", lambda each, _facts, _given: _yes(each.status.counts)),
    "fields_missing": Predicate("instrument", _incomplete),
    "is_duplicate": Predicate(
        "instrument", lambda each, facts, _given: _yes(each.instrument.id in facts.duplicate_ids)
    ),
    "maybe_group_2": Predicate(
        "instrument", lambda each, facts, _given: _yes(each.instrument.id in facts.possible_group_2)
    ),
    "drifts_out": Predicate("instrument", _drifting),
    "certificate_lacks": Predicate("instrument", _certificate_lacks, {"among": _among(CERTIFICATE_ITEMS)}),
    "process_lacks": Predicate("process", _process_lacks, {"among": _among(PROCESS_FIELDS)}),
    "process_serves": Predicate("process", lambda each, _facts, _given: _yes(each.instruments > 0)),
    "later_check": Predicate(
        "process",
        lambda each, _facts, given: _yes(each.process.later_check in given["among"]),
        {"among": _among(LATER_CHECKS)},
    ),
    "calculation": Predicate(
        "evaluation",
        lambda each, _facts, given: _yes(each.evaluation.calculation in given["names"]),
        {"names": _names},
    ),
    "verdict": Predicate(
        "evaluation",
        lambda each, _facts, given: _yes(each.result.verdict.state in given["among"]),
        {"among": _among(STATES)},
    ),
    "figure": Predicate(
        "evaluation",
        _figure,
        {"names": _names, "called": _text, "above": _number, "below": _number, "size": _flag},
    ),
    "uncertainty_above_need": Predicate("evaluation", _beyond_need, {"names": _names}),
    "confirmation_state": Predicate(
        "confirmation",
        lambda each, _facts, given: _yes(each.state in given["among"]),
        {"among": _among(STATES)},
    ),
    "trouble": Predicate("confirmation", _trouble, {"among": _among(tuple(TROUBLES))}),
    "has_result": Predicate("confirmation", _has_result),
    "interval_set": Predicate("interval", lambda each, _facts, _given: _yes(each.current is not None)),
    "interval_change": Predicate(
        "interval",
        lambda each, _facts, given: _yes(each.change in given["among"]),
        {"among": _among(("longer", "shorter", "same", "none"))},
    ),
    "interval_by": Predicate(
        "interval",
        lambda each, _facts, given: _yes(each.method in given["among"]),
        {"among": _among(("staircase", "a3", "drift", "legal"))},
    ),
    "group_state": Predicate(
        "group",
        lambda each, _facts, given: _yes(each.rate.state in given["among"]),
        {"among": _among(STATES)},
    ),
    "was_used": Predicate("look_back", lambda _each, _facts, _given: YES),
}
OPTIONAL = frozenset({"above", "below", "size"})
"""Parameters that may be left out; a figure needs one of above and below."""
