"""What funding comes to, in one phrase: once, yearly, and how many items are not estimated."""

from __future__ import annotations

from app.domain.funding import Cost
from app.formats import show_number
from app.wording import _


def cost_words(cost: Cost) -> str:
    """ "" where there is no line at all."""
    parts = []
    if cost.once is not None:
        parts.append(_("một lần {amount} triệu đồng", amount=show_number(cost.once)))
    if cost.yearly is not None:
        parts.append(_("hằng năm {amount} triệu đồng", amount=show_number(cost.yearly)))
    if cost.unknown:
        parts.append(_("{n} khoản chưa ước tính", n=cost.unknown))
    return "  ·  ".join(parts)
