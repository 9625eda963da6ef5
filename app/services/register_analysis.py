"""The analysis of the whole register as of a date: confirmation, look-back, in-tolerance rates, intervals.

    facts = gather_register(unit, as_of)            # reads the dossier
    analysis = analyse_register(facts)              # pure; in the background: numpy and scipy are imported here
    analysis = register_analysis(unit, as_of)       # both at once

Rows are declared in app/domain/register_analysis.py. Rules of findings read them as they are: a ConfirmationRow tells
in `troubles` what is wrong (words of TROUBLES: "tur_low", "outside_mpe", "no_uncertainty" …), a LookBackRow is an
instrument found outside its MPE with what was measured since, an IntervalRow an interval to change, a GroupRate with
state "bad" a group below its target. Nothing of it is stored; the settings it rests on are settings of the dossier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from app.domain.analysis_settings import (
    ANALYSIS_SETTINGS,
    AnalysisSettings,
    kept_text,
    read_analysis_settings,
)
from app.domain.calibration_points import is_blank
from app.domain.errors import UserError
from app.domain.evaluations import Evaluation, evaluation_code
from app.domain.instruments import Calibration, CalibrationPoint, Instrument
from app.domain.metrology.calibration_status import status_of
from app.domain.processes import Process
from app.domain.register_analysis import IntervalRow, RegisterAnalysis
from app.domain.register_confirmation import confirm_register
from app.domain.register_facts import Known, LegalPeriod, UseUncertainty, done_by
from app.domain.register_history import group_rates, history_of, look_back
from app.domain.register_intervals import propose_intervals
from app.domain.sites import Setting
from app.services.dossiers import set_setting
from app.services.law import law
from app.storage.unit import Unit
from app.wording import _

IN_USE = ("in_use", "spare")
BUDGETS = {"uncertainty_budget": "U_k2", "measuring_process": "U_MP"}
"""Evaluations that give U of a reading in use (k = 2), and the name of that figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFacts:
    """All that the analysis needs of a dossier."""

    as_of: date
    settings: AnalysisSettings
    legal_table: str
    register: tuple[Known, ...]


def register_analysis(unit: Unit, as_of: date) -> RegisterAnalysis:
    return analyse_register(gather_register(unit, as_of))


def gather_register(unit: Unit, as_of: date) -> RegisterFacts:
    """Every instrument in use or spare with its calibrations, the processes it serves, and the law of the day."""
    instruments = [each for each in unit.instruments.all(kind="instrument") if each.status in IN_USE]
    calibrations: dict[str, list[Calibration]] = {}
    for each in unit.calibrations.all():
        calibrations.setdefault(each.instrument_id, []).append(each)
    points: dict[str, list[CalibrationPoint]] = {}
    for point in unit.calibration_points.all():
        if not is_blank(point):
            points.setdefault(point.calibration_id, []).append(point)
    processes, serving = _processes(unit)
    budgets = _budgets(unit, processes)
    table = law().on(as_of)
    register = tuple(
        _known(each, calibrations.get(each.id, []), points, serving.get(each.id, ()), budgets, as_of)
        for each in instruments
    )
    settings = read_analysis_settings(unit.settings.all())
    return RegisterFacts(as_of=as_of, settings=settings, legal_table=table.title if table else "", register=register)


def analyse_register(facts: RegisterFacts) -> RegisterAnalysis:
    """The analysis of what was gathered; touches no file."""
    settings, as_of = facts.settings, facts.as_of
    histories = [(each, history_of(each, settings)) for each in facts.register]
    rates = group_rates(histories, settings)
    confirmations = confirm_register(facts.register, rates, settings)
    found = [row for known, history in histories for row in look_back(known, history, as_of)]
    return RegisterAnalysis(
        as_of=as_of,
        settings=settings,
        legal_table=facts.legal_table,
        confirmations=confirmations,
        intervals=propose_intervals(histories, settings),
        look_back=tuple(sorted(found, key=lambda each: each.until, reverse=True)),
        rates=tuple(rates.values()),
        counts=Counter(each.state for each in confirmations),
    )


def accept_intervals(unit: Unit, rows: Sequence[IntervalRow], reason: str = "") -> list[Instrument]:
    """Sets the proposed intervals, each with its reason in the journal; one deed. reason: a person's, before ours."""
    settled = []
    for row in rows:
        if row.proposed is None or row.proposed == row.current:
            continue
        instrument = unit.instruments.get(row.instrument.id)
        if instrument.period_months != row.current:
            raise UserError(
                _(
                    "Chu kỳ của {code} đã đổi từ khi đề nghị. Xem lại rồi nhận lại.",
                    code=instrument.code or instrument.name,
                )
            )
        why = " ".join(each for each in (reason.strip(), row.reason.text) if each)
        settled.append(unit.instruments.keep(replace(instrument, period_months=row.proposed), why))
    if not settled:
        raise UserError(_("Không có chu kỳ nào để đổi trong các dòng đã chọn."))
    return settled


def set_analysis_setting(unit: Unit, name: str, typed: str) -> Setting:
    """Sets one setting of the analysis as typed; a blank brings its default back. UserError when it cannot be used."""
    setting = next(each for each in ANALYSIS_SETTINGS if each.name == name)
    return set_setting(unit, setting.key, kept_text(setting, typed))


def analysis_settings(unit: Unit) -> AnalysisSettings:
    return read_analysis_settings(unit.settings.all())


def _known(
    instrument: Instrument,
    calibrations: Sequence[Calibration],
    points: Mapping[str, Sequence[CalibrationPoint]],
    processes: Sequence[Process],
    budgets: Mapping[str, Mapping[str, UseUncertainty]],
    as_of: date,
) -> Known:
    done = done_by(calibrations, as_of)
    return Known(
        instrument=instrument,
        calibrations=done,
        points={each.id: points[each.id] for each in done if each.id in points} if points else {},
        processes=processes,
        status=status_of(instrument, done, as_of),
        legal=_legal(instrument.legal_code, as_of) if instrument.group == "2" else None,
        budgets={**budgets.get("", {}), **budgets.get(instrument.id, {})} if budgets else {},
    )


@cache
def _legal(code: str, as_of: date) -> LegalPeriod | None:
    table = law().on(as_of)
    line = table.line(code, as_of) if table and code else None
    if table is None or line is None:
        return None
    is_verified = table.confidence == "verified" and line.confidence == "verified"
    return LegalPeriod(months=line.period_months, is_verified=is_verified, title=table.title)


def _processes(unit: Unit) -> tuple[dict[str, Process], dict[str, list[Process]]]:
    """Processes by key, and for each instrument those it serves, in the order in which they were linked."""
    processes = {each.id: each for each in unit.processes.all()}
    serving: dict[str, list[Process]] = {}
    for link in unit.links.all(from_kind="processes", to_kind="instruments"):
        process = processes.get(link.from_id)
        if process is not None and process not in serving.setdefault(link.to_id, []):
            serving[link.to_id].append(process)
    return processes, serving


def _budgets(unit: Unit, processes: Mapping[str, Process]) -> dict[str, dict[str, UseUncertainty]]:
    """U in use by instrument ("" for every one) and process ("" for every one); a later evaluation wins."""
    from app.services.evaluation_kept import result_of

    found: dict[str, dict[str, UseUncertainty]] = {}
    for evaluation in unit.evaluations.all():
        name = BUDGETS.get(evaluation.calculation)
        if name is None or not evaluation.result or not (evaluation.process_id or evaluation.instrument_id):
            continue
        result = result_of(evaluation)
        value = result.values.get(name) if result else None
        if value is None or not isinstance(value.value, int | float):
            continue
        told = _use_uncertainty(evaluation, float(value.value), value.unit, processes)
        found.setdefault(evaluation.instrument_id, {})[evaluation.process_id] = told
    return found


def _use_uncertainty(
    evaluation: Evaluation, expanded: float, unit: str, processes: Mapping[str, Process]
) -> UseUncertainty:
    process = processes.get(evaluation.process_id)
    return UseUncertainty(
        evaluation_id=evaluation.id,
        code=evaluation_code(evaluation),
        expanded=expanded,
        unit=unit or (process.unit if process else ""),
    )
