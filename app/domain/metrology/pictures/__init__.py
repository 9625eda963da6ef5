"""Which plots show a result: read from the tables that it carries, whatever calculation it is of.

Each module knows one family of tables and yields its plots; what has no rows is not drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.declared import Calculation
from app.domain.metrology.pictures import decisions, gauge, lines, losses, lots, single, uncertainty
from app.domain.metrology.pictures.seen import seen
from app.domain.metrology.results import Result
from app.domain.plots import Plot

FAMILIES = (gauge, lots, lines, uncertainty, decisions, single, losses)


def pictures_of(calculation: Calculation, result: Result, inputs: Mapping[str, Any] | None = None) -> tuple[Plot, ...]:
    """The plots of a result in the language in use, the most telling first.

    inputs: what it was computed from, as given; without them the limits that are inputs are not drawn.
    """
    found = seen(calculation, result, inputs)
    return tuple(plot for family in FAMILIES for plot in family.pictures(found))
