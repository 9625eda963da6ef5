"""The register of environment records: its fields, and whether what was read lies inside what is required."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.environment import EnvironmentRecord, is_within
from app.domain.register_fields import TypedField, first_day, last_day, number, plain, several_lines
from app.domain.register_states import RegisterState, made_state
from app.formats import show_number
from app.wording import N_, _

ENVIRONMENT_FIELDS: tuple[TypedField, ...] = (
    plain("location", N_("Nơi đo"), "khu vuc", "phong", "noi", "vi tri", "location"),
    plain("quantity", N_("Đại lượng"), "thong so", "chi tieu", "dieu kien", "quantity"),
    plain("unit", N_("Đơn vị"), "dvt", "unit"),
    number("limit_low", N_("Yêu cầu từ"), "gioi han duoi", "yeu cau min", "required from"),
    number("limit_high", N_("Yêu cầu đến"), "gioi han tren", "yeu cau max", "required to"),
    number("observed_low", N_("Đọc thấp nhất"), "thap nhat", "nho nhat", "min", "lowest"),
    number("observed_high", N_("Đọc cao nhất"), "cao nhat", "lon nhat", "max", "highest"),
    first_day("observed_from", N_("Từ ngày"), "ngay", "ngay ghi", "from"),
    last_day("observed_to", N_("Đến ngày"), "to"),
    plain("instrument", N_("Phương tiện đọc"), "thiet bi", "phuong tien do", "ma thiet bi", "instrument"),
    plain("recorded_by", N_("Người ghi"), "nguoi theo doi", "recorded by"),
    several_lines("note", N_("Ghi chú"), "note"),
)

_WORDS: Mapping[str, tuple[str, str]] = {
    "outside": ("bad", N_("Ngoài giới hạn")),
    "no_limit": ("part", N_("Chưa có yêu cầu")),
    "not_read": ("todo", N_("Chưa đọc")),
    "within": ("ok", N_("Trong giới hạn")),
}
ENVIRONMENT_URGENCY = tuple(_WORDS)


def environment_state(record: EnvironmentRecord) -> RegisterState:
    """ISO 10012:2003 6.3.2: conditions are monitored against what is required."""
    if record.limit_low is None and record.limit_high is None:
        return made_state("no_limit", _WORDS, _("Chưa ghi điều kiện mà quy trình đòi hỏi."))
    if record.observed_low is None and record.observed_high is None:
        return made_state("not_read", _WORDS, _("Chưa ghi giá trị đọc được."))
    key = "within" if is_within(record) else "outside"
    return made_state(
        key,
        _WORDS,
        _(
            "Đọc {observed} {unit}, yêu cầu {required} {unit}.",
            observed=_span(record.observed_low, record.observed_high),
            required=_span(record.limit_low, record.limit_high),
            unit=record.unit,
        )
        .replace(" .", ".")
        .replace(" ,", ","),
    )


def _span(low: object, high: object) -> str:
    """18…24, ≥ 18, ≤ 24."""
    if low is None or high is None:
        return f"≥ {show_number(low)}" if low is not None else f"≤ {show_number(high)}"  # type: ignore[arg-type]
    return show_number(low) if low == high else f"{show_number(low)}…{show_number(high)}"  # type: ignore[arg-type]
