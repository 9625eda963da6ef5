"""A step that was handed in or approved is frozen: its records are read and no longer written.

It is opened again with a reason: by returning it while it waits for approval, by a new version after that.
"""

from __future__ import annotations

from app.domain.errors import UserError
from app.domain.programme import APPROVED, SUBMITTED
from app.storage.unit import Unit
from app.wording import _


def demand_open(unit: Unit, cycle_id: str, step: int) -> None:
    """UserError when this step waits for approval or is approved."""
    states = {each.state for each in unit.steps.all(cycle_id=cycle_id, step=step)}
    if APPROVED in states:
        raise UserError(_("Bước {step} đã được duyệt và khóa. Mở bản mới của bước này trước khi sửa.", step=step))
    if SUBMITTED in states:
        raise UserError(_("Bước {step} đã nộp, đang chờ duyệt. Trả lại bước này trước khi sửa.", step=step))


def lock_reason(unit: Unit, cycle_id: str, step: int) -> str:
    """Why this step can be read but not changed, in words; "" while it can."""
    try:
        demand_open(unit, cycle_id, step)
    except UserError as locked:
        return str(locked)
    return ""
