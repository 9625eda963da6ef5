"""What changed between two versions, in words: "MT-02 Giá trị cần đạt: 1.050 → 900 triệu đồng/năm"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from app.domain.effect_fields import EFFECT_FIELD_NAMES
from app.domain.effects import EFFECT_KINDS
from app.domain.goal_gaps import GOAL_FIELD_NAMES
from app.domain.passage_names import PASSAGES as PASSAGE_NAMES
from app.domain.plan_fields import PLAN_FIELD_NAMES
from app.domain.programme_content import LINKS, PAPER, PARTS
from app.domain.solution_fields import ALTERNATIVE_FIELD_NAMES, SOLUTION_FIELD_NAMES
from app.domain.solutions import FUNDING_KINDS, SOLUTION_KINDS
from app.domain.task_fields import TASK_FIELD_NAMES
from app.domain.tasks import TASK_KINDS
from app.domain.version_differences import ADDED, PASSAGES, PLAN, WITHDRAWN, Difference
from app.formats import show_date, show_number
from app.wording import N_, _

PART_WORDS: Mapping[str, str] = {
    "plan": N_("Chương trình"),
    "passages": N_("Lời văn"),
    "effects": N_("Hiệu quả"),
    "goals": N_("Mục tiêu"),
    "tasks": N_("Nhiệm vụ"),
    "solutions": N_("Giải pháp"),
    "funding": N_("Kinh phí, nguồn lực"),
}

_FIELDS: Mapping[str, Mapping[str, str]] = {
    "plan": PLAN_FIELD_NAMES,
    "effects": {**EFFECT_FIELD_NAMES, "goals": N_("Góp vào mục tiêu")},
    "goals": {
        **GOAL_FIELD_NAMES,
        "baseline_factor": N_("Hệ số phủ k"),
        "baseline_k": N_("Số đạt trong giá trị hiện tại"),
        "baseline_n": N_("Tổng số trong giá trị hiện tại"),
        "findings": N_("Giải quyết phát hiện"),
    },
    "tasks": {
        **TASK_FIELD_NAMES,
        "goals": N_("Phục vụ mục tiêu"),
        "findings": N_("Giải quyết phát hiện"),
        "waits_for": N_("Chờ nhiệm vụ"),
    },
    "solutions": {
        **SOLUTION_FIELD_NAMES,
        **{f"chosen_{name}": words for name, words in ALTERNATIVE_FIELD_NAMES.items()},
        "chosen": N_("Phương án được chọn"),
        "tasks": N_("Phục vụ nhiệm vụ"),
    },
    "funding": {
        "kind": N_("Nguồn lực"),
        "title": N_("Khoản"),
        "quantity": N_("Số lượng"),
        "unit": N_("Đơn vị tính"),
        "unit_price": N_("Đơn giá"),
        "amount": N_("Thành tiền"),
        "yearly": N_("Lặp lại"),
        "source": N_("Nguồn kinh phí"),
    },
}
_KINDS: Mapping[str, Mapping[str, str]] = {
    "effects": EFFECT_KINDS,
    "tasks": TASK_KINDS,
    "solutions": SOLUTION_KINDS,
    "funding": FUNDING_KINDS,
}
MILLIONS = N_("triệu đồng")
_OWN_UNIT = {
    "baseline",
    "baseline_uncertainty",
    "target",
    "expected",
    "expected_low",
    "expected_high",
    "quantity",
}
_UNITS: Mapping[str, str] = {
    "discount_rate": "%",
    "review_every": N_("tháng"),
    "measured_every": N_("tháng"),
    "investment": MILLIONS,
    "running_cost": MILLIONS,
    "unit_price": MILLIONS,
    "amount": MILLIONS,
    "effort": N_("ngày"),
    "chosen_effort": N_("ngày"),
}
"""What a figure is measured in where its record does not say so and its name does not either."""
_DAYS = {"starts_on", "ends_on", "due_on", "baseline_on"}
_NUMBERS = {*_OWN_UNIT, *_UNITS, "chosen_cost", "chosen_running_cost", "chosen_effect", "chosen_risk"} | {
    "baseline_factor",
    "baseline_k",
    "baseline_n",
}
_PASSAGES = {each.name: each.title for each in PASSAGE_NAMES if each.paper == PAPER}
_HIDDEN = {"id", "code", "of_kind", "of_id", "indicator_key"}
_UNIT_IN_NAME = re.compile(r" \([^)]*\)$")


def field_words(part: str, name: str) -> str:
    """The name of a field as it is shown."""
    words = _FIELDS.get(part, {}).get(name)
    return _(words) if words else name


def value_words(part: str, name: str, value: Any, unit: str = "") -> str:
    """A value of a content as it is printed, with its unit; "chưa ghi" for what was not said."""
    number = _figure(name, value)
    if number is None:
        return _plain_words(part, name, value)
    measured = unit if name in _OWN_UNIT else _(_UNITS[name]) if name in _UNITS else ""
    return f"{number} {measured}".strip()


def _figure(name: str, value: Any) -> str | None:
    if name not in _NUMBERS or value in (None, ""):
        return None
    try:
        return show_number(Decimal(str(value)))
    except InvalidOperation:
        return None


def _plain_words(part: str, name: str, value: Any) -> str:
    if value in (None, "", []):
        return _("chưa ghi")
    if isinstance(value, list):
        return ", ".join(str(each.get("code", "")) if isinstance(each, Mapping) else str(each) for each in value)
    if name in _DAYS:
        return _day(value)
    if name == "kind":
        word = _KINDS.get(part, {}).get(str(value))
        return _(word) if word else str(value)
    if name == "yearly":
        return _("hằng năm") if value else _("một lần")
    return str(value)


def _day(value: Any) -> str:
    try:
        return show_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def subject_words(found: Difference) -> str:
    """What a difference is about: "MT-02 Giảm hao hụt", "NV-03, Giảng viên", "Lời văn: Phân công trách nhiệm"."""
    match found.part:
        case "plan":
            return _(PART_WORDS[PLAN])
        case "passages":
            title = _PASSAGES.get(found.record_id)
            return f"{_(PART_WORDS[PASSAGES])}: {_(title) if title else found.record_id}"
        case "funding":
            return f"{found.code}, {found.title}".strip(", ")
    return f"{found.code} {found.title}".strip()


def before_and_after(found: Difference) -> tuple[str, str]:
    """Both values as printed; for a record that came or went, its facts on the one side and "—" on the other."""
    if found.part == PASSAGES:
        return found.old or "—", found.new or "—"
    if found.change == ADDED:
        return "—", _facts(found.part, found.new)
    if found.change == WITHDRAWN:
        return _facts(found.part, found.old), "—"
    return (
        value_words(found.part, found.field, found.old, found.old_unit),
        value_words(found.part, found.field, found.new, found.new_unit),
    )


def facts_of(part: str, record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Name and value of each field that a record says something in, in the order of the document."""
    unit = str(record.get("unit") or "")
    names = [*PARTS.get(part, ()), *LINKS.get(part, {})]
    return [
        (field_words(part, name), value_words(part, name, record[name], unit))
        for name in names
        if name not in _HIDDEN and record.get(name) not in (None, "", [])
    ]


def _facts(part: str, record: Mapping[str, Any]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in facts_of(part, record))


def told(found: Difference) -> str:
    """The difference as one line."""
    subject = subject_words(found)
    if found.change == ADDED:
        return _("{subject}: thêm mới", subject=subject)
    if found.change == WITHDRAWN:
        return _("{subject}: bỏ", subject=subject)
    old, new = before_and_after(found)
    if found.part == PASSAGES:
        return _("{subject}: viết lại", subject=subject)
    name = _UNIT_IN_NAME.sub("", field_words(found.part, found.field))
    if found.old_unit == found.new_unit and found.field in _OWN_UNIT and found.old_unit:
        old = old.removesuffix(found.old_unit).strip()
    code = found.code if found.part != "funding" else subject
    return f"{code} {name}: {old} → {new}".strip()
