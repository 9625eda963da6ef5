"""What to mind about a gauge study: its size, its resolution, doubtful ranges, components set to 0, parts too alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from app.domain.metrology.gauge_rr import Breakdown, Components
from app.domain.metrology.gauge_rr_readings import Readings
from app.domain.metrology.gauge_rr_tolerance import Width
from app.domain.metrology.gauge_rr_verdict import class_of
from app.domain.metrology.range_factors import upper_range_factor
from app.domain.metrology.results import Said, Value, said
from app.wording import N_

_CLAMPED = {
    "operator": N_("Phương sai giữa người đo ước lượng âm ({raw}) nên lấy bằng 0."),
    "interaction": N_("Phương sai tương tác ước lượng âm ({raw}) nên lấy bằng 0."),
    "part": N_("Phương sai giữa các vật ước lượng âm ({raw}) nên lấy bằng 0."),
}
_CLASSES = ("ok", "part", "bad")
_NAMED_AT_MOST = 5
_USUAL_PARTS, _USUAL_OPERATORS = 10, 3
_FEW_STEPS = 3
"""With so few possible values inside the limits of the range chart the resolution is too coarse (AIAG MSA)."""


def warnings_of(
    given: Mapping[str, Any],
    readings: Readings,
    components: Components | None,
    found: Breakdown,
    width: Width,
    values: Mapping[str, Value],
) -> tuple[Said, ...]:
    return (
        *_of_tolerance(width),
        *_clamped(components),
        *_of_parts(given, found, values),
        *_of_history(given, found),
        *_of_resolution(given, readings, width),
        *wide_ranges(readings),
        *_of_size(readings),
    )


def _of_tolerance(width: Width) -> Iterator[Said]:
    if width.wrong and width.why:
        yield width.why
    if width.note:
        yield width.note


def _clamped(components: Components | None) -> Iterator[Said]:
    for name, raw in (components.raw if components else {}).items():
        if raw < 0:
            yield Said(_CLAMPED[name], {"raw": raw})


def _of_parts(given: Mapping[str, Any], found: Breakdown, values: Mapping[str, Value]) -> Iterator[Said]:
    study, tolerance, spread = (values[name].value for name in ("pct_sv_GRR", "pct_tol_GRR", "pct_tol_TV"))
    if found.variances["GRR"] and not found.variances["PV"]:
        yield said(N_("Không thấy các vật khác nhau nên ndc bằng 0; hãy chọn vật trải khắp khoảng làm việc."))
    if not (isinstance(study, float) and isinstance(tolerance, float) and isinstance(spread, float)):
        return
    by_study, by_tolerance = (_CLASSES.index(class_of(each, given)) for each in (study, tolerance))
    if by_study > by_tolerance:
        yield said(
            N_(
                "GRR chiếm {study} % độ biến động nhưng chỉ {tolerance} % dung sai: các vật được chọn giống nhau quá, "
                "hoặc quá trình tốt hơn nhiều so với dung sai; phải xem riêng từng con số."
            ),
            study=study,
            tolerance=tolerance,
        )
    elif by_study < by_tolerance and spread > 100:
        yield said(
            N_(
                "Các vật trải rộng hơn dung sai ({spread} % dung sai) nên phần trăm độ biến động ({study} %) cho "
                "kết quả tốt hơn thực tế; nghiệm thu sản phẩm thì xem {tolerance} % dung sai."
            ),
            spread=spread,
            study=study,
            tolerance=tolerance,
        )


def _of_history(given: Mapping[str, Any], found: Breakdown) -> Iterator[Said]:
    history, grr = given["historical_total_sd"], found.variances["GRR"]
    if history is not None and grr is not None and grr > history**2:
        yield said(
            N_(
                "Riêng GRR đã lớn hơn độ lệch chuẩn tổng đã biết ({history}); con số này không hợp với nghiên cứu, "
                "phần của các vật lấy bằng 0."
            ),
            history=history,
        )


def _of_resolution(given: Mapping[str, Any], readings: Readings, width: Width) -> Iterator[Said]:
    step = given["resolution"] or _smallest_step(readings.values)
    ranges = [max(each) - min(each) for each in readings.cells.values() if len(each) > 1]
    if not any(ranges):
        yield said(N_("Các lần đo lại trong mỗi ô luôn cho cùng một số: độ phân giải có thể quá thô."))
    elif step:
        limit = upper_range_factor(readings.trials) * sum(ranges) / len(ranges)
        possible = int(limit / step + 1e-9) + 1
        still = sum(each == 0 for each in ranges) / len(ranges)
        if possible <= _FEW_STEPS or (possible == _FEW_STEPS + 1 and still > 0.25):
            yield said(
                N_(
                    "Độ phân giải {step} quá thô: khoảng của một ô chỉ có thể nhận {possible} giá trị trong giới hạn "
                    "kiểm soát (AIAG MSA)."
                ),
                step=step,
                possible=possible,
            )
    if given["resolution"] and width.value and given["resolution"] > width.value / 10 * (1 + 1e-9):
        yield said(
            N_("Độ phân giải {step} lớn hơn một phần mười dung sai ({width})."),
            step=given["resolution"],
            width=width.value,
        )


def _smallest_step(values: list[float]) -> float:
    """The smallest difference between two readings that is no rounding noise; 0 when all are equal."""
    different = sorted(set(values))
    noise = 1e-9 * (different[-1] - different[0])
    steps = [after - before for before, after in pairwise(different) if after - before > noise]
    return min(steps, default=0.0)


def wide_ranges(readings: Readings) -> Iterator[Said]:
    """Cells whose range lies above the control limit, named before any verdict; the first few, then how many more."""
    wide, limit = ranges_above(readings)
    for (part, operator), spread in wide[:_NAMED_AT_MOST]:
        yield said(
            N_(
                "Khoảng {range} ở ô vật {part}, người {operator} vượt giới hạn trên {limit} của biểu đồ khoảng: xem "
                "lại các số đọc này trước khi kết luận."
            ),
            range=spread,
            part=part,
            operator=operator,
            limit=limit,
        )
    if len(wide) > _NAMED_AT_MOST:
        yield said(N_("Còn {count} ô nữa có khoảng vượt giới hạn trên."), count=len(wide) - _NAMED_AT_MOST)


def ranges_above(readings: Readings) -> tuple[list[tuple[tuple[str, str], float]], float | None]:
    """Cells with a range above D4 x the mean range (cells with fewer trials are left aside), and that limit."""
    if readings.trials < 2:
        return [], None
    full = {cell: max(each) - min(each) for cell, each in readings.cells.items() if len(each) == readings.trials}
    limit = upper_range_factor(readings.trials) * sum(full.values()) / len(full)
    return [(cell, spread) for cell, spread in full.items() if spread > limit * (1 + 1e-9)], limit


def _of_size(readings: Readings) -> Iterator[Said]:
    parts, operators = len(readings.parts), len(readings.operators)
    if parts < _USUAL_PARTS or 1 < operators < _USUAL_OPERATORS:
        yield said(
            N_("Nghiên cứu có {parts} vật và {operators} người đo; nên có từ 10 vật và 3 người (AIAG MSA)."),
            parts=parts,
            operators=operators,
        )
