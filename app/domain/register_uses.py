"""An instrument against the tolerance of a process it serves, before the risks are computed for all at once.

U of a reading in use (k = 2) is that of an evaluation where there is one. Otherwise u² = (MPE/√3)² + (U/k)² + (d/√12)²:
the instrument is used without corrections, so its error may lie anywhere within its MPE until the next calibration (the
largest error of the certificate stands in where no MPE is known); U/k of the certificate and resolution d are added.
Other contributions (operator, environment, object) are not in it: it is a lower bound, and says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.analysis_settings import AnalysisSettings
from app.domain.metrology.confirmation import is_inside, tur
from app.domain.metrology.results import Said, said
from app.domain.processes import Process
from app.domain.register_analysis import UseCheck
from app.domain.register_certificates import Certificate
from app.domain.register_facts import Known, PointFigures, mpe_of, number, place, resolution_of, scale
from app.wording import N_


@dataclass(frozen=True, slots=True)
class Use:
    """check: the use without its risks. mean: of the product, None where it cannot be said."""

    check: UseCheck
    mean: float | None
    troubles: frozenset[str]
    missing: tuple[Said, ...]


def check_use(known: Known, process: Process, certificate: Certificate, settings: AnalysisSettings) -> Use:
    low, high = number(process.tolerance_low), number(process.tolerance_high)
    if low is None and high is None:
        return Use(UseCheck(unit=process.unit), None, frozenset({"no_tolerance"}), (_no_tolerance(process),))
    if low is not None and high is not None and low >= high:
        words = said(N_("Dung sai của “{name}” bị đảo: giới hạn dưới không nhỏ hơn giới hạn trên."), name=process.code)
        return Use(UseCheck(unit=process.unit), None, frozenset({"no_tolerance"}), (words,))
    expanded, basis, evaluation_id = _expanded(known, process, certificate.figures)
    factor = scale(known.instrument.unit, process.unit)
    troubles: set[str] = set()
    missing: list[Said] = []
    if expanded is None:
        troubles.add("unit_unclear" if factor is None else "no_mpe")
        missing.append(basis)
    ratio = tur(low, high, expanded) if low is not None and high is not None and expanded else None
    if low is None or high is None:
        troubles.add("one_sided")
    share = _resolution_share(known, factor, low, high)
    if share is not None and share > settings.resolution_limit * (1 + 1e-12):
        troubles.add("resolution_coarse")
    inside = _inside(known, process, certificate.figures, low, high)
    if inside is False:
        troubles.add("range_outside")
    needed = number(process.needed_uncertainty)
    if needed is not None and expanded is not None and expanded > needed * (1 + 1e-12):
        troubles.add("u_needed_exceeded")
    check = UseCheck(
        unit=process.unit,
        tolerance_low=low,
        tolerance_high=high,
        expanded_uncertainty=expanded,
        u_basis=basis,
        evaluation_id=evaluation_id,
        tur=ratio,
        product_sd=number(process.product_sd) or None,
        resolution_share=share,
        range_inside=inside,
        needed_uncertainty=needed,
    )
    return Use(check, _mean(process, low, high), frozenset(troubles), tuple(missing))


def _no_tolerance(process: Process) -> Said:
    """A deviation such as "±30 kg" is no limit until the nominal value it is laid round is known."""
    name = process.code or process.name
    if process.tolerance_text:
        words = N_("Dung sai “{typed}” của “{name}” chưa thành giới hạn: ghi giá trị danh nghĩa, hoặc hai giới hạn.")
        return said(words, typed=process.tolerance_text, name=name)
    return said(N_("Quá trình đo “{name}” chưa có dung sai bằng số."), name=name)


def _mean(process: Process, low: float | None, high: float | None) -> float | None:
    nominal = number(process.nominal)
    if nominal is not None and (low is None or nominal > low) and (high is None or nominal < high):
        return nominal
    return (low + high) / 2 if low is not None and high is not None else None


def _expanded(known: Known, process: Process, figures: Sequence[PointFigures]) -> tuple[float | None, Said, str]:
    budget = known.budgets.get(process.id) or known.budgets.get("")
    if budget is not None:
        factor = scale(budget.unit, process.unit)
        if factor is not None and budget.expanded > 0:
            return (
                budget.expanded * factor,
                said(N_("U theo bảng tính {code}."), code=budget.code),
                budget.evaluation_id,
            )
    factor = scale(known.instrument.unit, process.unit)
    if factor is None:
        words = N_("Không đổi được đơn vị “{given}” của phương tiện sang “{wanted}” của quá trình đo.")
        return None, said(words, given=known.instrument.unit, wanted=process.unit), ""
    mpe = mpe_of(known.instrument) or max((each.mpe for each in figures if each.mpe), default=None)
    error = max((abs(each.left) for each in figures if each.left is not None), default=None)
    limit = mpe if mpe is not None else error
    if limit is None:
        return None, said(N_("Không có MPE, sai số hay bảng tính: chưa tính được U khi dùng.")), ""
    u = max((each.u for each in figures if each.u is not None), default=None)
    resolution = resolution_of(known.instrument)
    square = limit**2 / 3 + (u or 0.0) ** 2 + (resolution or 0.0) ** 2 / 12
    expanded = 2 * math.sqrt(square) * factor
    return (expanded if expanded > 0 else None), _basis(mpe is not None, u is not None, resolution is not None), ""


_BASES = {
    (True, True, True): N_("U từ MPE, U của giấy và độ phân giải; chưa kể người đo, môi trường, vật đo."),
    (True, True, False): N_("U từ MPE và U của giấy; chưa kể độ phân giải, người đo, môi trường, vật đo."),
    (True, False, True): N_("U từ MPE và độ phân giải; giấy không có U; chưa kể người đo, môi trường, vật đo."),
    (True, False, False): N_("U chỉ từ MPE; chưa kể U của giấy, độ phân giải, người đo, môi trường, vật đo."),
    (False, True, True): N_("U từ sai số lớn nhất, U của giấy và độ phân giải; chưa có MPE."),
    (False, True, False): N_("U từ sai số lớn nhất và U của giấy; chưa có MPE."),
    (False, False, True): N_("U từ sai số lớn nhất và độ phân giải; chưa có MPE."),
    (False, False, False): N_("U chỉ từ sai số lớn nhất của giấy; chưa có MPE."),
}


def _basis(mpe: bool, u: bool, resolution: bool) -> Said:
    return said(_BASES[(mpe, u, resolution)])


def _resolution_share(known: Known, factor: float | None, low: float | None, high: float | None) -> float | None:
    resolution = resolution_of(known.instrument)
    if resolution is None or factor is None or low is None or high is None:
        return None
    return resolution * factor / (high - low)


def _inside(
    known: Known, process: Process, figures: Sequence[PointFigures], low: float | None, high: float | None
) -> bool | None:
    """The tolerance inside the measuring range, and its middle between the calibrated points where there are two."""
    unit, wanted = process.unit, known.instrument.unit
    used_low = None if low is None else place(low, unit, wanted)
    used_high = None if high is None else place(high, unit, wanted)
    in_range = is_inside(number(known.instrument.range_low), number(known.instrument.range_high), used_low, used_high)
    points = [each.point for each in figures if each.point is not None]
    if in_range is False or len(set(points)) < 2 or used_low is None or used_high is None:
        return in_range
    middle = (used_low + used_high) / 2
    return bool(is_inside(min(points), max(points), middle, middle))
