"""How a number of months is typed: "6" or "6 tháng"."""

from __future__ import annotations

from app.domain.errors import UserError
from app.domain.typed_fields import number_of
from app.wording import _


def months_of(text: str, most: int) -> int | None:
    """A whole number of months from 1 to most, None for a blank."""
    typed = text.strip().casefold().removesuffix(_("tháng")).removesuffix("tháng").strip()
    months = number_of(typed)
    if months is None:
        return None
    if months != int(months) or not 1 <= months <= most:
        raise UserError(_("Nhập số tháng tròn từ 1 đến {most}.", most=most))
    return int(months)
