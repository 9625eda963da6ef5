"""The fields of a solution and of its alternatives as a person types them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.errors import UserError
from app.domain.solutions import SOLUTION_KINDS, Alternative, Solution
from app.domain.typed_fields import magnitude_of, one_of
from app.formats import fold, nfc, tidy
from app.wording import N_, _

SOLUTION_FIELD_NAMES: Mapping[str, str] = {
    "title": N_("Tên giải pháp"),
    "kind": N_("Loại giải pháp"),
    "detail": N_("Cách làm"),
    "owner": N_("Chủ trì"),
    "note": N_("Ghi chú"),
}
ALTERNATIVE_FIELD_NAMES: Mapping[str, str] = {
    "title": N_("Phương án"),
    "cost": N_("Chi phí một lần (triệu đồng)"),
    "running_cost": N_("Chi phí hằng năm (triệu đồng)"),
    "effort": N_("Công (ngày)"),
    "effect": N_("Hiệu quả"),
    "effect_words": N_("Vì sao có hiệu quả ấy"),
    "risk": N_("Rủi ro"),
    "risk_words": N_("Rủi ro ở đâu"),
    "reason": N_("Lý do chọn"),
}
CLASS_WORDS: Mapping[int, str] = {
    1: N_("rất nhỏ"),
    2: N_("nhỏ"),
    3: N_("vừa"),
    4: N_("lớn"),
    5: N_("rất lớn"),
}
"""The classes of effect and of risk."""


def read_solution_field(_solution: Solution, field: str, text: str) -> dict[str, Any]:
    """The fields of a solution that this text sets; UserError says what is wrong with it."""
    match field:
        case "title":
            if not tidy(text):
                raise UserError(_("Giải pháp cần một tên nói rõ cách làm."))
            return {field: tidy(text)}
        case "kind":
            return {field: one_of(text, SOLUTION_KINDS)}
        case "detail" | "note":
            return {field: nfc(text).strip()}
        case _ if field in SOLUTION_FIELD_NAMES:
            return {field: tidy(text)}
    raise KeyError(field)


def read_alternative_field(_alternative: Alternative, field: str, text: str) -> dict[str, Any]:
    """The fields of an alternative that this text sets; a blank figure means not estimated."""
    match field:
        case "title":
            if not tidy(text):
                raise UserError(_("Phương án cần một tên."))
            return {field: tidy(text)}
        case "cost" | "running_cost" | "effort":
            return {field: magnitude_of(text)}
        case "effect" | "risk":
            return {field: _class(text)}
        case "effect_words" | "risk_words" | "reason":
            return {field: nfc(text).strip()}
    raise KeyError(field)


def _class(text: str) -> int | None:
    """A class as its number or its word: "4", "lớn"."""
    typed = fold(tidy(text))
    if not typed:
        return None
    for number, word in CLASS_WORDS.items():
        if typed in (str(number), fold(word), fold(_(word))):
            return number
    raise UserError(_("“{typed}” không phải là mức. Chọn từ 1 (rất nhỏ) đến 5 (rất lớn).", typed=tidy(text)))
