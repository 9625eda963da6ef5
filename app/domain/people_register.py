"""The register of people: its fields, and whether an authorisation (quyền được giao) still holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.people import Person
from app.domain.register_fields import TypedField, choice, plain, printed_day, several_lines
from app.domain.register_states import SOON_DAYS, RegisterState, days_until, made_state
from app.formats import show_date, show_number
from app.wording import N_, _

SKILL_WORDS: Mapping[str, str] = {"pass": N_("Đạt"), "fail": N_("Không đạt"), "": N_("Chưa kiểm tra")}

PEOPLE_FIELDS: tuple[TypedField, ...] = (
    plain("code", N_("Mã"), "ma so", "ma nv", "ma nhan vien", "code"),
    plain("name", N_("Họ tên"), "ho va ten", "ten", "nguoi", "name"),
    plain("post", N_("Chức danh"), "chuc vu", "vi tri", "post"),
    plain("department", N_("Bộ phận"), "phong", "phong ban", "don vi", "department"),
    plain("work", N_("Việc đo được giao"), "cong viec", "viec do", "nhiem vu", "work"),
    plain("qualification", N_("Trình độ"), "trinh do chuyen mon", "bang cap", "qualification"),
    plain("training", N_("Khóa đào tạo"), "dao tao", "noi dung dao tao", "training"),
    printed_day("trained_on", "trained_text", N_("Ngày đào tạo"), "thoi gian dao tao", "trained on"),
    plain("training_body", N_("Nơi đào tạo"), "don vi dao tao", "to chuc dao tao"),
    plain("certificate_number", N_("Số chứng chỉ"), "chung chi", "so giay", "certificate"),
    printed_day("skill_checked_on", "skill_checked_text", N_("Ngày kiểm tra tay nghề"), "ngay kiem tra"),
    choice("skill_result", N_("Kết quả tay nghề"), SKILL_WORDS, "ket qua", "danh gia"),
    plain("authorised_for", N_("Được giao quyền"), "quyen han", "uy quyen", "duoc phep", "authorised for"),
    printed_day("authorised_on", "authorised_text", N_("Ngày giao quyền"), "ngay uy quyen", "ngay quyet dinh"),
    printed_day("valid_until", "valid_until_text", N_("Quyền có giá trị đến"), "co gia tri den", "hieu luc den", "han"),
    several_lines("note", N_("Ghi chú"), "note"),
)

_WORDS: Mapping[str, tuple[str, str]] = {
    "failed": ("bad", N_("Tay nghề không đạt")),
    "expired": ("bad", N_("Hết hạn giao quyền")),
    "none": ("part", N_("Chưa giao quyền")),
    "due_soon": ("warn", N_("Sắp hết hạn")),
    "open": ("ok", N_("Đã giao quyền")),
    "valid": ("ok", N_("Còn quyền")),
}
PEOPLE_URGENCY = tuple(_WORDS)


def authorisation_of(person: Person, as_of: date) -> RegisterState:
    """ISO 10012:2003 6.1.2: competence is shown, and who may do what is said. An authorisation without an end holds."""
    if person.skill_result == "fail":
        return made_state("failed", _WORDS, _("Lần kiểm tra tay nghề gần nhất không đạt."))
    told = (person.authorised_for, person.authorised_on, person.authorised_text)
    if not any((*told, person.valid_until, person.valid_until_text)):
        return made_state("none", _WORDS, _("Chưa có quyết định giao quyền thực hiện phép đo."))
    left = days_until(person.valid_until, person.valid_until_text, as_of)
    until = show_date(person.valid_until) or person.valid_until_text
    if left is None:
        return made_state("open", _WORDS, _("Quyết định không ghi ngày hết hiệu lực."))
    if left < 0:
        return made_state(
            "expired", _WORDS, _("Quyền đã hết {days} ngày, có giá trị đến {day}.", days=show_number(-left), day=until)
        )
    reason = _("Quyền có giá trị đến {day}.", day=until)
    return made_state("due_soon" if left <= SOON_DAYS else "valid", _WORDS, reason)
