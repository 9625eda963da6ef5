"""The confirmation of a whole register: every instrument against its MPE and against each process it serves.

The risks of all rows are computed at once (risk_many). Calibration: T = MPE, U of the certificate, in-tolerance
probability of the group. Use: T = tolerance of the process, U in use; the expected PFA from the product's standard
deviation where it is known, else from the assumed in-tolerance probability.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.analysis_settings import AnalysisSettings
from app.domain.metrology.calibration_status import State
from app.domain.metrology.results import Said, said
from app.domain.processes import Process
from app.domain.register_analysis import CertificateCheck, ConfirmationRow, GroupRate, UseCheck
from app.domain.register_certificates import Certificate, check_certificate
from app.domain.register_facts import Known, group_key
from app.domain.register_reasons import reason_of
from app.domain.register_risks import calibration_risks, use_risks
from app.domain.register_uses import Use, check_use
from app.wording import N_

ORDER = ("ok", "none", "part", "bad")
"""The worst state of a row's parts counts."""
LEAST_ITP, MOST_ITP = 0.5, 0.9999


def confirm_register(
    register: Sequence[Known], rates: Mapping[str, GroupRate], settings: AnalysisSettings
) -> tuple[ConfirmationRow, ...]:
    """A row for every instrument with every process it serves, in the order of the register."""
    certificates = [check_certificate(each, settings) for each in register]
    itps = [_itp(each, rates, settings) for each in register]
    checks = calibration_risks([each.check for each in certificates], itps, settings)
    certificates = [
        _with_risk(each, check, itp[1] is not None, settings)
        for each, check, itp in zip(certificates, checks, itps, strict=True)
    ]
    pairs = [(at, process) for at, known in enumerate(register) for process in known.processes or (None,)]
    uses = [
        check_use(register[at], process, certificates[at], settings) if process is not None else None
        for at, process in pairs
    ]
    told = use_risks([each for each in uses if each is not None], settings)
    found = iter(told)
    rows = []
    for (at, process), use in zip(pairs, uses, strict=True):
        judged = _judged_use(use, next(found), settings) if use is not None else None
        rows.append(_row(register[at], process, certificates[at], judged, settings))
    return tuple(rows)


def _itp(known: Known, rates: Mapping[str, GroupRate], settings: AnalysisSettings) -> tuple[float, Said | None]:
    """The in-tolerance probability of its group where that has results enough, else the assumed one (None)."""
    rate = rates.get(group_key(known.instrument, settings.group_by))
    if rate is None or rate.rate is None or rate.counted < settings.least_history:
        return settings.assumed_itp, None
    words = N_("Tỷ lệ còn trong MPE của nhóm: {x} trên {n}.")
    return min(MOST_ITP, max(LEAST_ITP, rate.rate)), said(words, x=rate.in_tolerance, n=rate.counted)


def _with_risk(
    certificate: Certificate, check: CertificateCheck, is_known: bool, settings: AnalysisSettings
) -> Certificate:
    """A risk too large by the group's own record is a trouble; one by an assumption is only told."""
    if not is_known or check.pfa_expected is None or check.pfa_expected <= settings.pfa_limit:
        return replace(certificate, check=check)
    state = "part" if check.state == "ok" else check.state
    troubles = certificate.troubles | {"calibration_pfa_high"}
    return replace(certificate, check=replace(check, state=state), troubles=troubles)


def _judged_use(use: Use, check: UseCheck, settings: AnalysisSettings) -> Use:
    """Good by TUR or by PFA (Z540.3-2006, 5.3 b); without a tolerance of two sides by PFA or by the U needed."""
    troubles = set(use.troubles)
    decisive = check.pfa_expected if check.product_sd is not None else check.pfa_worst
    if check.tur is not None and check.tur < 1:
        troubles.add("tur_below_one")
    elif (
        check.tur is not None and check.tur < settings.tur_limit and (decisive is None or decisive > settings.pfa_limit)
    ):
        troubles.add("tur_low")
    by_tur = check.tur is not None and check.tur >= settings.tur_limit and check.product_sd is None
    if decisive is not None and decisive > settings.pfa_limit and not by_tur:
        troubles.add("pfa_high")
    return replace(use, check=replace(check, state=_use_state(check, troubles)), troubles=frozenset(troubles))


_GRAVE = frozenset({"tur_below_one", "range_outside"})
_WEAK = frozenset({"tur_low", "pfa_high", "u_needed_exceeded", "resolution_coarse"})
_LACKING = frozenset({"no_tolerance", "unit_unclear"})


def _use_state(check: UseCheck, troubles: set[str]) -> str:
    if troubles & _GRAVE:
        return "bad"
    if troubles & _WEAK:
        return "part"
    if troubles & _LACKING or check.expanded_uncertainty is None:
        return "none"
    return "ok" if check.tur is not None or check.pfa_expected is not None else "none"


def _row(
    known: Known, process: Process | None, certificate: Certificate, use: Use | None, settings: AnalysisSettings
) -> ConfirmationRow:
    troubles = set(certificate.troubles)
    missing = list(certificate.missing)
    states = [certificate.check.state]
    if certificate.check.state == "none" and not certificate.troubles:
        states = ["part"]  # a verification that passed, without figures
    if use is None:
        troubles.add("no_process")
        missing.append(said(N_("Chưa gắn với quá trình đo nào: chưa có yêu cầu sử dụng để xác nhận.")))
    else:
        troubles |= use.troubles
        missing += [each for each in use.missing if each not in missing]
        states.append(use.check.state)
    if known.status is not None and known.status.state is State.OVERDUE:
        troubles.add("overdue")
        states.append("part")
    return ConfirmationRow(
        instrument=known.instrument,
        process=process,
        certificate=certificate.check,
        use=use.check if use else None,
        state=max(states, key=ORDER.index),
        reason=reason_of(certificate.check, use.check if use else None, troubles, settings),
        missing=tuple(missing),
        troubles=frozenset(troubles),
    )
