"""The register of measuring processes: its fields, and what each still lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.metrology.calibration_status import GOOD, CalibrationStatus
from app.domain.processes import Process
from app.domain.register_fields import TypedField, as_typed, choice, magnitude, number, plain, several_lines
from app.domain.register_states import RegisterState, made_state
from app.domain.tolerances import read_tolerance
from app.domain.typed_fields import CRITICALITY_WORDS, Fields, number_of
from app.formats import show_number, tidy
from app.wording import N_, _


def _read_tolerance(record: Any, text: str) -> Fields:
    """The limits go with the text; a nominal value and unit that are printed in it fill what is blank."""
    printed = tidy(text)
    read = read_tolerance(printed, record.nominal)
    filled: Fields = {"tolerance_text": printed, "tolerance_low": read.low, "tolerance_high": read.high}
    if read.nominal is not None:
        filled["nominal"] = read.nominal
    if read.unit and not record.unit:
        filled["unit"] = read.unit
    return filled


def _read_nominal(record: Any, text: str) -> Fields:
    """A deviation that is laid round the nominal value moves with it."""
    nominal = number_of(text)
    read = read_tolerance(record.tolerance_text, nominal)
    follows = read.nominal is None and (read.low is not None or read.high is not None)
    return {"nominal": nominal} | ({"tolerance_low": read.low, "tolerance_high": read.high} if follows else {})


LATER_CHECK_WORDS: Mapping[str, str] = {
    "always": N_("Luôn phát hiện"),
    "sometimes": N_("Có khi phát hiện"),
    "never": N_("Không phát hiện"),
    "": N_("Chưa rõ"),
}
"""Whether an error made at this measurement would still be seen later."""

PROCESS_FIELDS: tuple[TypedField, ...] = (
    plain("code", N_("Mã"), "ma so", "ky hieu", "code"),
    plain("name", N_("Tên quá trình đo"), "qua trinh do", "qua trinh", "phep do", "ten", "name"),
    plain("measured", N_("Đo cái gì"), "dai luong do", "chi tieu", "doi tuong do", "measured"),
    plain("location", N_("Nơi đo"), "khu vuc", "cong doan", "vi tri", "location"),
    plain("unit", N_("Đơn vị"), "dvt", "unit"),
    TypedField(
        name="nominal",
        title=N_("Giá trị danh nghĩa"),
        read=_read_nominal,
        show=lambda record: as_typed(record.nominal),
        known_as=("danh nghia", "gia tri chuan", "nominal"),
    ),
    TypedField(
        name="tolerance_text",
        title=N_("Dung sai"),
        read=_read_tolerance,
        show=lambda record: str(record.tolerance_text),
        known_as=("yeu cau ky thuat", "gioi han", "muc yeu cau", "tolerance"),
        example="25 ± 0,25 kg",
    ),
    number("tolerance_low", N_("Giới hạn dưới"), "lsl"),
    number("tolerance_high", N_("Giới hạn trên"), "usl"),
    magnitude("needed_uncertainty", N_("Độ không đảm bảo cần đạt"), "u can dat", "do khong dam bao do yeu cau"),
    plain("procedure", N_("Quy trình"), "ma quy trinh", "tai lieu", "procedure"),
    plain("owner", N_("Người phụ trách"), "phu trach", "owner"),
    choice("criticality", N_("Mức quan trọng"), CRITICALITY_WORDS, "hang", "criticality"),
    magnitude("throughput", N_("Sản lượng một năm"), "san luong", "san luong nam", "throughput"),
    plain("throughput_unit", N_("Đơn vị sản lượng"), "dvt san luong"),
    magnitude("price", N_("Đơn giá (đồng)"), "don gia", "gia", "price"),
    magnitude("product_sd", N_("Độ lệch chuẩn của sản phẩm"), "do lech chuan", "product_sd"),
    magnitude("false_accept_cost", N_("Chi phí khi lọt một sản phẩm hỏng (đồng)"), "chi phi lot", "false_accept_cost"),
    magnitude("false_reject_cost", N_("Chi phí khi loại nhầm một sản phẩm tốt (đồng)"), "chi phi loai nham"),
    choice("later_check", N_("Khâu sau còn phát hiện"), LATER_CHECK_WORDS, "kiem tra sau", "later_check"),
    several_lines("note", N_("Ghi chú"), "note"),
)

_WORDS: Mapping[str, tuple[str, str]] = {
    "not_valid": ("bad", N_("Phương tiện hết hạn")),
    "no_instrument": ("part", N_("Chưa chọn phương tiện")),
    "no_tolerance": ("part", N_("Chưa có dung sai")),
    "no_uncertainty": ("part", N_("Chưa có U cần đạt")),
    "ready": ("ok", N_("Đủ thông tin")),
}
PROCESS_URGENCY = tuple(_WORDS)


def process_state(process: Process, used: Sequence[CalibrationStatus]) -> RegisterState:
    """What stands in the way of judging this process (ISO 10012:2003 7.2.2). used: the states of its instruments."""
    bad = [each for each in used if each.counts and each.state not in GOOD]
    if bad:
        words = _("{count} phương tiện đo dùng ở đây không còn hạn hoặc thiếu hồ sơ.", count=show_number(len(bad)))
        return made_state("not_valid", _WORDS, words)
    if not used:
        return made_state("no_instrument", _WORDS, _("Chưa ghi đo bằng phương tiện nào."))
    if process.tolerance_low is None and process.tolerance_high is None:
        words = (
            _(
                "Dung sai “{typed}” chưa thành giới hạn; ghi giá trị danh nghĩa, hoặc giới hạn dưới, trên.",
                typed=process.tolerance_text,
            )
            if process.tolerance_text
            else _("Chưa ghi dung sai của đại lượng cần đo.")
        )
        return made_state("no_tolerance", _WORDS, words)
    if process.needed_uncertainty is None:
        return made_state("no_uncertainty", _WORDS, _("Chưa ghi độ không đảm bảo đo lớn nhất còn dùng được."))
    return made_state("ready", _WORDS)
