"""The register of procedures: its fields, and whether a procedure is in force and reviewed in time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.procedures import Procedure
from app.domain.register_fields import TypedField, choice, plain, printed_day, several_lines
from app.domain.register_states import SOON_DAYS, RegisterState, days_until, made_state
from app.formats import show_date, show_number
from app.wording import N_, _

PROCEDURE_KIND_WORDS: Mapping[str, str] = {
    "measurement": N_("Quy trình đo"),
    "test": N_("Quy trình thử nghiệm"),
    "calibration": N_("Quy trình hiệu chuẩn"),
    "inspection": N_("Quy trình kiểm tra"),
    "": N_("Chưa rõ"),
}
PROCEDURE_STATUS_WORDS: Mapping[str, str] = {
    "in_force": N_("Đang hiệu lực"),
    "draft": N_("Dự thảo"),
    "withdrawn": N_("Đã hủy bỏ"),
    "": N_("Chưa rõ"),
}
YES_NO_WORDS: Mapping[str, str] = {"yes": N_("Có"), "no": N_("Không"), "": N_("Chưa rõ")}

PROCEDURE_FIELDS: tuple[TypedField, ...] = (
    plain("code", N_("Mã"), "ma so", "so hieu", "ky hieu", "ma tai lieu", "code"),
    plain("name", N_("Tên quy trình"), "ten tai lieu", "ten", "quy trinh", "name"),
    choice("kind", N_("Loại"), PROCEDURE_KIND_WORDS, "loai tai lieu", "kind"),
    plain("edition", N_("Lần ban hành"), "lan bh", "phien ban", "edition"),
    printed_day("issued_on", "issued_text", N_("Ngày ban hành"), "ngay hieu luc", "issued on"),
    printed_day("review_due_on", "review_due_text", N_("Soát xét trước ngày"), "han soat xet", "ngay soat xet"),
    choice("status", N_("Hiệu lực"), PROCEDURE_STATUS_WORDS, "tinh trang", "trang thai", "status"),
    plain("based_on", N_("Dựa theo"), "tai lieu vien dan", "tieu chuan", "based on"),
    plain("used_at", N_("Nơi dùng"), "noi ap dung", "phan phoi", "used at"),
    plain("owner", N_("Người phụ trách"), "phu trach", "nguoi soan", "owner"),
    choice("validated", N_("Đã xác nhận giá trị sử dụng"), YES_NO_WORDS, "xac nhan gia tri su dung", "validated"),
    choice("uncertainty_evaluated", N_("Đã đánh giá độ không đảm bảo đo"), YES_NO_WORDS, "do khong dam bao do"),
    several_lines("note", N_("Ghi chú"), "note"),
)

_WORDS: Mapping[str, tuple[str, str]] = {
    "review_overdue": ("bad", N_("Quá hạn soát xét")),
    "unknown": ("part", N_("Chưa rõ hiệu lực")),
    "review_soon": ("warn", N_("Sắp soát xét")),
    "draft": ("doing", N_("Dự thảo")),
    "in_force": ("ok", N_("Đang hiệu lực")),
    "withdrawn": ("na", N_("Đã hủy bỏ")),
}
PROCEDURE_URGENCY = tuple(_WORDS)


def holding_of(procedure: Procedure, as_of: date) -> RegisterState:
    """ISO 10012:2003 6.2.1: procedures are documented, current and controlled."""
    if procedure.status in ("withdrawn", "draft"):
        return made_state(procedure.status, _WORDS)
    left = days_until(procedure.review_due_on, procedure.review_due_text, as_of)
    due = show_date(procedure.review_due_on) or procedure.review_due_text
    if left is not None and left < 0:
        reason = _("Phải soát xét trước {day}, đã quá {days} ngày.", day=due, days=show_number(-left))
        return made_state("review_overdue", _WORDS, reason)
    if not procedure.status:
        return made_state("unknown", _WORDS, _("Chưa ghi quy trình còn hiệu lực hay không."))
    if left is None:
        return made_state("in_force", _WORDS, _("Chưa ghi ngày phải soát xét."))
    reason = _("Soát xét trước {day}.", day=due)
    return made_state("review_soon" if left <= SOON_DAYS else "in_force", _WORDS, reason)
