"""What a column holds, guessed from its header and then checked against what stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from app.exchange.header_words import rules
from app.formats import fold, tidy
from app.wording import N_

FIELDS = (
    "code", "name", "maker", "model", "serial", "range_text", "range_low", "range_high", "unit", "resolution",
    "accuracy_class", "mpe_text", "location", "used_for", "owner", "group", "last_calibration_date", "period_months",
    "due_date", "certificate_number", "body", "result", "status", "note",
)  # fmt: skip

IGNORED = {
    "running": N_("số thứ tự"),
    "quantity": N_("số lượng; hồ sơ giữ mỗi phương tiện một bản ghi"),
    "price": N_("giá tiền"),
    "counting": N_("đơn vị đếm (cái, bộ), không phải đơn vị đo"),
    "made": N_("năm sản xuất hoặc năm đưa vào sử dụng"),
    "person": N_("thông tin về người hoặc liên hệ"),
    "plan": N_("kế hoạch theo tháng"),
    "quantity_kind": N_("đại lượng đo"),
    "unknown": N_("không khớp với trường nào"),
    "empty": N_("cột không có tiêu đề"),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """fields: one, two for a combined column, or none. ignored: a word of IGNORED when there is none.

    candidates: the fields between which a person should choose. unit: what the header says in brackets.
    """

    fields: tuple[str, ...] = ()
    ignored: str = ""
    candidates: tuple[str, ...] = ()
    unit: str = ""
    generic: bool = False
    is_kind: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.fields) or self.ignored not in ("", "unknown", "empty")


_RULES = rules()
_GENERIC = re.compile(
    r"^(?:ngay|so|noi|don vi|han|tu|den|max|min|lon nhat|nho nhat|ten|ma|loai|cap|thang|nam|ngay thang|so hieu"
    r"|lan cuoi|gan nhat|kd|hc|kiem dinh|hieu chuan|duoi|tren|d|e|date|no|number|by)$"
)
"""Headers too short to say much: they borrow the words of the row above."""

_BOUNDS = {
    "tu": "range_low", "min": "range_low", "nho nhat": "range_low", "duoi": "range_low", "can duoi": "range_low",
    "den": "range_high", "max": "range_high", "lon nhat": "range_high", "tren": "range_high", "can tren": "range_high",
}  # fmt: skip
_COMBINABLE = {
    "maker", "model", "serial", "code", "name", "range_text", "resolution", "accuracy_class", "mpe_text",
    "certificate_number", "last_calibration_date", "due_date", "body", "location", "owner",
}  # fmt: skip


@lru_cache(20_000)
def words_of(header: str) -> str:
    """A header folded to plain words: accents, signs and what stands in brackets taken away."""
    plain = fold(tidy(re.sub(r"[(\[][^)\]]*[)\]]", " ", header)))
    return " ".join(re.sub(r"[^a-z0-9#]+", " ", plain).split())


@lru_cache(20_000)
def unit_in(header: str) -> str:
    """The unit a header gives in brackets or behind a comma: "Mức cân lớn nhất (kg)" -> "kg"."""
    for inside in re.findall(r"[(\[]\s*([^)\]]{1,12}?)\s*[)\]]", header):
        if re.fullmatch(r"[°º%‰A-Za-zÀ-ỹµμΩ][\w°º%/²³ÐĐđÀ-ỹ.·]*", inside) and not re.search(
            r"neu co|d/m|dd|yyyy|ngay|^[a-z]{2,}/[a-z]{2,}/", fold(inside)
        ):
            return str(inside)
    return ""


@lru_cache(20_000)
def recognise(header: str) -> Guess:
    """What a header says on its own; a header of several parts that name different fields is a combined column."""
    words = words_of(header)
    kind = re.search(r"\bloai\b|hang muc|^noi dung$|mo ta", words) is not None
    if not words or len(header) > 90 or len(words.split()) > 12:
        return Guess(ignored="unknown" if words else "empty")
    whole = _match(words)
    combined = _combined(header)
    unit = unit_in(header)
    if combined:
        return Guess(combined, unit=unit)
    if not whole:
        return Guess(ignored="unknown", unit=unit, generic=bool(_GENERIC.match(words)), is_kind=kind)
    if whole == "due_date" and fold(unit).startswith(("thang", "nam", "month", "year")):
        whole = "period_months"
    candidates = tuple(whole.split("|"))
    if candidates[0] in FIELDS:
        return Guess(
            candidates[:1],
            candidates=candidates if len(candidates) > 1 else (),
            unit=unit,
            generic=bool(_GENERIC.match(words)),
            is_kind=kind,
        )
    return Guess(ignored=candidates[0], unit=unit)


def _match(words: str) -> str:
    return next((what for what, pattern in _RULES if pattern.search(words)), "")


def _combined(header: str) -> tuple[str, ...]:
    """Hãng SX - Model -> (maker, model). Parts that name the same field, or none, make no combined column."""
    parts = [part for part in re.split(r"\s+[-–]\s+|\s*[/,;&+\n]\s*|\s+(?:và|and)\s+", header) if part.strip()]
    if len(parts) != 2:
        return ()
    found = []
    for part in parts:
        what = _match(words_of(part)).split("|")[0]
        if what not in _COMBINABLE:
            return ()
        found.append(what)
    return tuple(found) if len(set(found)) == 2 else ()


def recognise_stacked(texts: tuple[str, ...]) -> Guess:
    """What a header of several rows says: the lowest text rules, and borrows the words above when it is too short."""
    if not texts:
        return Guess(ignored="empty")
    lowest = recognise(texts[-1])
    unit = next((unit for unit in map(unit_in, reversed(texts)) if unit), "")
    if len(texts) > 1:
        above = " ".join(texts[:-1])
        words = words_of(texts[-1])
        if recognise(above).fields[:1] in (("range_text",), ("range_high",)) and words in _BOUNDS:
            return Guess((_BOUNDS[words],), unit=unit)
        if not words or (re.fullmatch(r"thang|nam|ngay|kg|g|mm|bar", words) and not recognise(above).generic):
            base = recognise(above)
            if base.is_known and words != "ngay":
                return Guess(base.fields, base.ignored, base.candidates, unit or tidy(texts[-1]).strip("()"), False)
        if lowest.generic or not lowest.is_known:
            both = recognise(f"{_short(texts[-1])} {_short(above)}")
            if both.is_known and len(both.fields) < 2:
                return Guess(both.fields, both.ignored, both.candidates, unit, False)
    return replace(lowest, unit=unit)


def _short(text: str) -> str:
    return re.sub(r"[(\[][^)\]]*[)\]]", " ", text).replace("/", " ").replace(",", " ")
