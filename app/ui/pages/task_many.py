"""One owner, one day, one kind for several tasks at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.register_fields import as_typed
from app.domain.task_fields import TASK_FIELD_NAMES
from app.domain.tasks import TASK_KINDS
from app.ui.tables.column import Column
from app.ui.tables.many import ManyPanel
from app.wording import _

FIELDS = ("owner", "partner", "starts_on", "ends_on", "kind", "effort", "result")


def many_panel(trouble: Callable[[str, str], str]) -> ManyPanel:
    """trouble(field, text): what is wrong with a text for the chosen tasks."""
    return ManyPanel([_column(each) for each in FIELDS], trouble)


def _column(field: str) -> Column[Any]:
    kinds = tuple((key, _(word)) for key, word in TASK_KINDS.items())
    return Column(
        title=_(TASK_FIELD_NAMES[field]),
        show=lambda task: as_typed(getattr(task, field)),
        field=field,
        choices=kinds if field == "kind" else (),
    )
