"""What may be typed into the fields of an instrument and of a calibration, and what it becomes.

Each reader takes the text as typed and gives the fields it sets; it raises UserError with one sentence that says what
and how when the text cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app import wording
from app.domain.errors import UserError
from app.domain.instruments import Instrument
from app.domain.metrology.certificate import read_items, written_items
from app.domain.printed_dates import read_printed_date
from app.domain.printed_ranges import read_limit, read_range
from app.formats import MINUS, fold, nfc, read_number, tidy
from app.wording import N_, _

Fields = dict[str, Any]

FIELD_NAMES: Mapping[str, str] = {
    "code": N_("Mã"),
    "name": N_("Tên phương tiện đo"),
    "maker": N_("Hãng sản xuất"),
    "model": N_("Kiểu"),
    "serial": N_("Số chế tạo"),
    "range_text": N_("Phạm vi đo"),
    "range_low": N_("Giới hạn dưới"),
    "range_high": N_("Giới hạn trên"),
    "unit": N_("Đơn vị"),
    "resolution": N_("Độ chia"),
    "accuracy_class": N_("Cấp chính xác"),
    "mpe_text": N_("Sai số cho phép"),
    "mpe": N_("Sai số cho phép (số)"),
    "location": N_("Nơi dùng"),
    "used_for": N_("Dùng để đo"),
    "owner": N_("Người phụ trách"),
    "group": N_("Nhóm"),
    "legal_code": N_("Dòng danh mục nhóm 2"),
    "criticality": N_("Mức quan trọng"),
    "period_months": N_("Chu kỳ (tháng)"),
    "status": N_("Tình trạng"),
    "status_text": N_("Tình trạng ghi trong danh mục"),
    "note": N_("Ghi chú"),
    "kind": N_("Loại"),
    "traceable_to": N_("Liên kết chuẩn với"),
}

CALIBRATION_FIELD_NAMES: Mapping[str, str] = {
    "kind": N_("Loại"),
    "performed_on": N_("Ngày làm"),
    "valid_until": N_("Có giá trị đến"),
    "body": N_("Tổ chức thực hiện"),
    "certificate_number": N_("Số giấy chứng nhận"),
    "result": N_("Kết luận"),
    "point": N_("Điểm đo"),
    "error": N_("Sai số"),
    "expanded_uncertainty": N_("Độ không đảm bảo U"),
    "coverage_factor": N_("Hệ số phủ k"),
    "result_unit": N_("Đơn vị kết quả"),
    "note": N_("Ghi chú"),
}

STATUS_WORDS: Mapping[str, str] = {
    "in_use": N_("Đang dùng"),
    "spare": N_("Dự phòng"),
    "broken": N_("Hỏng"),
    "out_of_service": N_("Ngừng dùng"),
    "not_required": N_("Không cần hiệu chuẩn"),
}
INSTRUMENT_KIND_WORDS: Mapping[str, str] = {
    "instrument": N_("Phương tiện đo"),
    "standard": N_("Chuẩn đo lường"),
    "reference_material": N_("Chất chuẩn"),
}
KIND_WORDS: Mapping[str, str] = {
    "verification": N_("Kiểm định"),
    "calibration": N_("Hiệu chuẩn"),
    "test": N_("Thử nghiệm"),
    "": N_("Chưa rõ"),
}
RESULT_WORDS: Mapping[str, str] = {"pass": N_("Đạt"), "fail": N_("Không đạt"), "": N_("Không kết luận")}
GROUP_WORDS: Mapping[str, str] = {"1": N_("Nhóm 1"), "2": N_("Nhóm 2"), "": N_("Chưa xác định")}
CRITICALITY_WORDS: Mapping[str, str] = {
    "A": N_("A – an toàn, pháp lý, mua bán, xuất xưởng"),
    "B": N_("B – ảnh hưởng chất lượng"),
    "C": N_("C – tham khảo"),
    "": N_("Chưa xếp"),
}


def read_field(instrument: Instrument, field: str, text: str) -> Fields:
    """The fields of an instrument that this text sets."""
    match field:
        case "range_low" | "range_high":
            return {field: number_of(text)}
        case "mpe":
            return {field: magnitude_of(text)}
        case "period_months":
            return {field: _months(text)}
        case "kind":
            return {field: one_of(text, INSTRUMENT_KIND_WORDS)}
        case "group" | "criticality" | "status":
            return {field: one_of(text, _CHOICES[field])}
        case "range_text":
            printed = tidy(text)
            low, high, unit = read_range(printed)
            return {field: printed, "range_low": low, "range_high": high, "unit": unit or instrument.unit}
        case "mpe_text":
            printed = tidy(text)
            return {field: printed, "mpe": read_limit(printed, instrument.unit)}
        case "note":
            return {field: nfc(text).strip()}
        case _ if field in FIELD_NAMES:
            return {field: tidy(text)}
    raise KeyError(field)


def read_calibration_field(field: str, text: str, today: date) -> Fields:
    """The fields of a calibration that this text sets; what is done cannot lie after today."""
    match field:
        case "performed_on":
            day, printed = read_printed_date(text)
            if day and day > today:
                raise UserError(_("Ngày làm không thể ở sau hôm nay. Nhập lại theo giấy chứng nhận."))
            return {"performed_on": day, "performed_text": printed}
        case "valid_until":
            day, printed = read_printed_date(text)
            return {"valid_until": day, "valid_until_text": printed}
        case "point" | "error":
            return {field: number_of(text)}
        case "expanded_uncertainty" | "coverage_factor":
            return {field: magnitude_of(text)}
        case "kind" | "result":
            return {field: one_of(text, _CHOICES[field])}
        case "note":
            return {field: nfc(text).strip()}
        case "certificate_items":
            return {field: written_items(read_items(text))}
        case _ if field in CALIBRATION_FIELD_NAMES:
            return {field: tidy(text)}
    raise KeyError(field)


_CHOICES: Mapping[str, Mapping[str, str]] = {
    "group": GROUP_WORDS,
    "criticality": CRITICALITY_WORDS,
    "status": STATUS_WORDS,
    "kind": KIND_WORDS,
    "result": RESULT_WORDS,
}


_ENGLISH = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")


def typed_number(text: str) -> Decimal | None:
    """A number as the language in use writes it: 1.234,5 in Vietnamese, 1,234.5 in English; None when it is none."""
    plain = text.strip().replace(MINUS, "-").replace(" ", "")
    if wording.language() == "en" and _ENGLISH.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    return read_number(text)


def number_of(text: str) -> Decimal | None:
    """The number that was typed, None for a blank; UserError when it is none."""
    typed = text.strip()
    if not typed or typed in ("-", "—"):
        return None
    value = typed_number(typed)
    if value is None:
        raise UserError(_("“{typed}” không phải là số. Nhập như 1.234,5 hoặc 0,02.", typed=typed))
    return value


def magnitude_of(text: str) -> Decimal | None:
    """A number that cannot be negative; a ± before it is left out."""
    value = number_of(text.replace("±", ""))
    if value is not None and value < 0:
        raise UserError(_("Giá trị này không thể âm. Nhập phần độ lớn, không dấu."))
    return value


def _months(text: str) -> int | None:
    typed = tidy(text)
    if not typed or typed in ("-", "—"):
        return None
    match = re.fullmatch(r"(\d+)\s*(?:thang|th|months?|m)?|(?P<years>\d+)\s*(?:nam|years?)", fold(typed))
    if not match:
        raise UserError(_("“{typed}” không phải là số tháng. Nhập như 12.", typed=typed))
    months = int(match["years"]) * 12 if match["years"] else int(match[1])
    if not 0 < months <= 600:
        raise UserError(_("Chu kỳ phải từ 1 đến 600 tháng."))
    return months


def one_of(text: str, words: Mapping[str, str]) -> str:
    """The key whose word, in either language, or whose key itself was typed; blank where blank is a choice."""
    typed = fold(tidy(text)).strip("—- ")
    for key, word in words.items():
        if typed and typed in (fold(key), fold(word), fold(_(word)), fold(word).split(" –")[0]):
            return key
    if not typed and "" in words:
        return ""
    choices = ", ".join(_(word) for key, word in words.items() if key)
    raise UserError(
        _("“{typed}” không có trong danh sách. Chọn một trong: {choices}.", typed=text.strip(), choices=choices)
    )
