"""The ten indicators of the programme, each computed from the plant's own data with k, n, day and source.

Set proposed in programme.md section 6. What cannot be computed is "chưa đo" with a reason, never zero; typical savings
are never printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from app.domain.closed_findings import Closing
from app.domain.judged import Judged, missing_fields
from app.domain.legal import Verdict
from app.domain.metrology.calibration_status import GOOD
from app.formats import show_number
from app.wording import N_, _


@dataclass(frozen=True, slots=True)
class Indicator:
    """rises: whether more is better. lawful_target: what the law itself asks for, None where it leaves it open."""

    key: str
    name: str
    unit: str
    rises: bool
    lawful_target: Decimal | None = None


PERCENT = N_("%")
MILLIONS = N_("triệu đồng/năm")

INDICATORS: tuple[Indicator, ...] = (
    Indicator("group2_valid", N_("Tỷ lệ phương tiện đo nhóm 2 có kiểm định còn hiệu lực"), PERCENT, True, Decimal(100)),
    Indicator("group1_in_plan", N_("Tỷ lệ phương tiện đo nhóm 1 trong kế hoạch còn hạn"), PERCENT, True),
    Indicator("register_complete", N_("Tỷ lệ phương tiện đo đủ thông tin trong danh mục"), PERCENT, True),
    Indicator("staff_trained", N_("Tỷ lệ người đo được đào tạo đúng công việc"), PERCENT, True),
    Indicator("procedures_in_force", N_("Tỷ lệ phép đo có quy trình hiện hành"), PERCENT, True),
    Indicator("findings_closed", N_("Tỷ lệ phát hiện được khắc phục đúng hạn"), PERCENT, True),
    Indicator("overfill_loss", N_("Thiệt hại do đóng thừa"), MILLIONS, False),
    Indicator("rework_complaints", N_("Số vụ làm lại, trả lại, khiếu nại do đo"), N_("vụ/năm"), False),
    Indicator("downtime_cost", N_("Chi phí dừng máy do phương tiện đo"), MILLIONS, False),
    Indicator("programme_cost", N_("Chi phí cho đo lường"), MILLIONS, False),
)


def indicator_of(key: str) -> Indicator | None:
    return next((each for each in INDICATORS if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an indicator stands at. value: in the indicator's unit, None with a reason when it is not measured.

    k of n: the counts behind a share, None for other indicators. source: a sentence that says where it comes from.
    """

    key: str
    value: Decimal | None
    on: date
    source: str = ""
    reason: str = ""
    k: int | None = None
    n: int | None = None

    @property
    def is_measured(self) -> bool:
        return self.value is not None


def read_indicators(
    judged: Sequence[Judged],
    numbers: Mapping[str, Decimal],
    findings: int,
    as_of: date,
    closings: Sequence[Closing] = (),
) -> dict[str, Reading]:
    """All ten by key. numbers: figures of the enterprise profile by the name of their question. findings: how many
    stand; closings: how far their tasks have settled them."""
    readings = (
        _group2(judged, as_of),
        _group1(judged, as_of),
        _register(judged, as_of),
        _staff(numbers, as_of),
        _procedures(numbers, as_of),
        _closed(findings, closings, as_of),
        _overfill(numbers, as_of),
        _rework(numbers, as_of),
        _downtime(numbers, as_of),
        _cost(numbers, as_of),
    )
    return {each.key: each for each in readings}


def _share(key: str, k: int, n: int, on: date, source: str, nothing: str) -> Reading:
    if not n:
        return Reading(key, None, on, reason=nothing)
    value = (Decimal(100 * k) / n).quantize(Decimal("0.1"), ROUND_HALF_UP)
    whole = value.to_integral_value()
    return Reading(key, whole if value == whole else value, on, source, k=k, n=n)


def _group2(judged: Sequence[Judged], on: date) -> Reading:
    left_out = (Verdict.NOT_IN_USE, Verdict.INITIAL_ONLY)
    counted = [each for each in judged if each.legal.applies and each.legal.verdict not in left_out]
    k = sum(each.legal.valid is True for each in counted)
    unclear = sum(each.legal.verdict == Verdict.UNKNOWN for each in counted)
    source = _(
        "Danh mục: {k} trong {n} phương tiện đo nhóm 2 đang dùng có kiểm định còn hiệu lực.", k=k, n=len(counted)
    )
    if unclear:
        source = _("{source} {unclear} cái không rõ hạn, không tính là còn hiệu lực.", source=source, unclear=unclear)
    return _share("group2_valid", k, len(counted), on, source, _("Danh mục chưa có phương tiện đo nhóm 2 đang dùng."))


def _group1(judged: Sequence[Judged], on: date) -> Reading:
    counted = [
        each for each in judged if each.instrument.group == "1" and each.status.counts and each.instrument.period_months
    ]
    k = sum(each.status.state in GOOD for each in counted)
    source = _("Danh mục: {k} trong {n} phương tiện đo nhóm 1 có chu kỳ đang còn hạn.", k=k, n=len(counted))
    nothing = _("Danh mục chưa có phương tiện đo nhóm 1 nào có chu kỳ hiệu chuẩn.")
    return _share("group1_in_plan", k, len(counted), on, source, nothing)


def _register(judged: Sequence[Judged], on: date) -> Reading:
    counted = [each for each in judged if each.status.counts]
    k = sum(not missing_fields(each.instrument) for each in counted)
    source = _(
        "Danh mục: {k} trong {n} phương tiện đo có đủ tên, số hiệu, phạm vi, nơi dùng, nhóm.", k=k, n=len(counted)
    )
    return _share("register_complete", k, len(counted), on, source, _("Danh mục phương tiện đo còn trống."))


def _counted(key: str, k_name: str, n_name: str, numbers: Mapping[str, Decimal], on: date, source: str) -> Reading:
    k, n = numbers.get(k_name), numbers.get(n_name)
    if k is None or n is None:
        return Reading(key, None, on, reason=_("Chưa đo: hồ sơ doanh nghiệp chưa có con số này."))
    return _share(key, int(k), int(n), on, source.format(k=int(k), n=int(n)), _("Chưa đo: mẫu số bằng 0."))


def _staff(numbers: Mapping[str, Decimal], on: date) -> Reading:
    source = _("Hồ sơ doanh nghiệp: {k} trong {n} người đo có giấy tờ đào tạo đúng công việc.")
    return _counted("staff_trained", "measuring_staff_trained", "measuring_staff", numbers, on, source)


def _procedures(numbers: Mapping[str, Decimal], on: date) -> Reading:
    source = _("Hồ sơ doanh nghiệp: {k} trong {n} phép đo cần quy trình có quy trình hiện hành.")
    return _counted("procedures_in_force", "procedures_in_force", "procedures_needed", numbers, on, source)


def _closed(findings: int, closings: Sequence[Closing], on: date) -> Reading:
    """Findings whose tasks were all done in time, of those whose time has come; the others are told, not counted."""
    if not findings:
        return Reading("findings_closed", None, on, reason=_("Chưa đo: chưa có phát hiện nào được nhận."))
    counted = [each for each in closings if each.counts]
    if counted:
        k, waiting = sum(each.in_time for each in counted), findings - len(counted)
        source = _(
            "Nhiệm vụ: {k} trong {n} phát hiện tới hạn hoặc đã khắc phục có mọi nhiệm vụ xong đúng hạn.",
            k=k,
            n=len(counted),
        )
        if waiting:
            source = _("{source} {waiting} phát hiện chưa tới hạn, chưa tính.", source=source, waiting=waiting)
        return _share("findings_closed", k, len(counted), on, source, "")
    reason = _("Chưa đo: {n} phát hiện chưa tới lúc khắc phục; kết quả được ghi từ bước 7.", n=findings)
    return Reading("findings_closed", None, on, reason=reason)


def _overfill(numbers: Mapping[str, Decimal], on: date) -> Reading:
    """Grams a pack × packs a year × đồng a kilogram, in million đồng."""
    names = ("overfill_per_unit", "packs_per_year", "product_price")
    if any(name not in numbers for name in names):
        return _unmeasured("overfill_loss", on)
    grams, packs, price = (numbers[name] for name in names)
    value = (grams / 1000 * packs * price / 1_000_000).quantize(Decimal("0.1"), ROUND_HALF_UP)
    source = _(
        "Hồ sơ doanh nghiệp: {grams} g mỗi bao × {packs} bao × {price} đồng/kg.",
        grams=show_number(grams),
        packs=show_number(packs),
        price=show_number(price),
    )
    return Reading("overfill_loss", value, on, source)


def _rework(numbers: Mapping[str, Decimal], on: date) -> Reading:
    rework, complaints = numbers.get("rework_cases"), numbers.get("complaints_count")
    if rework is None or complaints is None:
        return _unmeasured("rework_complaints", on)
    source = _(
        "Hồ sơ doanh nghiệp: {rework} vụ làm lại, trả lại và {complaints} khiếu nại trong 12 tháng.",
        rework=show_number(rework),
        complaints=show_number(complaints),
    )
    return Reading("rework_complaints", rework + complaints, on, source)


def _downtime(numbers: Mapping[str, Decimal], on: date) -> Reading:
    hours, price = numbers.get("downtime_hours"), numbers.get("downtime_cost_per_hour")
    if hours is None or (price is None and hours != 0):
        return _unmeasured("downtime_cost", on)
    source = _(
        "Hồ sơ doanh nghiệp: {hours} giờ dừng × {price} triệu đồng/giờ.",
        hours=show_number(hours),
        price=show_number(price or Decimal(0)),
    )
    return Reading("downtime_cost", hours * (price or 0), on, source)


def _cost(numbers: Mapping[str, Decimal], on: date) -> Reading:
    value = numbers.get("measurement_cost")
    if value is None:
        return _unmeasured("programme_cost", on)
    source = _("Hồ sơ doanh nghiệp: chi phí đo lường trong năm {value} triệu đồng.", value=show_number(value))
    return Reading("programme_cost", value, on, source)


def _unmeasured(key: str, on: date) -> Reading:
    return Reading(key, None, on, reason=_("Chưa đo: hồ sơ doanh nghiệp chưa có con số này."))
