"""What is said about an answer where the form has no words of its own."""

from __future__ import annotations

from app.domain.forms import stored
from app.domain.forms.model import Rule
from app.formats import show_number
from app.wording import _


def default_message(fault: str, rule: Rule) -> str:
    match fault:
        case "required":
            return _("Câu này phải được trả lời.")
        case "constraint":
            return _("Câu trả lời không hợp với điều kiện của câu hỏi.")
        case "range" if rule.limits is not None:
            lowest, highest = (show_number(each).removesuffix(",0").removesuffix(".0") for each in rule.limits)
            if rule.step is None:
                return _("Câu này cần một số từ {lowest} đến {highest}.", lowest=lowest, highest=highest)
            step = show_number(rule.step).removesuffix(",0").removesuffix(".0")
            return _(
                "Câu này cần một số từ {lowest} đến {highest}, cách nhau {step}.",
                lowest=lowest,
                highest=highest,
                step=step,
            )
    if rule.type in stored.INTEGERS:
        return _("Câu này cần một số nguyên, ví dụ 12.")
    if rule.type in stored.DECIMALS:
        return _("Câu này cần một số, ví dụ 12,5.")
    if rule.type in ("date", "dateTime"):
        return _("Câu này cần một ngày có trong lịch.")
    if rule.type == "time":
        return _("Câu này cần giờ và phút, ví dụ 08:30.")
    return _("Câu trả lời không đúng kiểu của câu hỏi.")
