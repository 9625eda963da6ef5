"""An approved step is frozen: its records are read and no longer written, until it is opened again with a reason."""

from __future__ import annotations

from app.domain.errors import UserError
from app.storage.unit import Unit
from app.wording import _


def demand_open(unit: Unit, cycle_id: str, step: int) -> None:
    """UserError when this step is approved."""
    if any(each.state == "approved" for each in unit.steps.all(cycle_id=cycle_id, step=step)):
        raise UserError(_("Bước {step} đã được duyệt và khóa. Mở bản mới của bước này trước khi sửa.", step=step))
