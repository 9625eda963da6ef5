"""What the side forms of the registers of instruments and of standards hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.services.instrument_fields import STANDARD_FIELDS
from app.wording import N_

FIRST = (
    (("code", 2), ("name", 3)),
    (("serial", 1), ("location", 1)),
    (("range_text", 5), ("resolution", 3), ("accuracy_class", 3)),
    (("mpe_text", 1), ("period_months", 1)),
    (("group", 1), ("legal_code", 1)),
)
FURTHER = (
    (("maker", 1), ("model", 1)),
    (("used_for", 1), ("owner", 1)),
    (("criticality", 1), ("status", 1)),
)
"""Fields side by side, each with its share of the line."""
Lines = tuple[tuple[tuple[str, int], ...], ...]


@dataclass(frozen=True, slots=True)
class FormShape:
    """What the form of one register holds. names: what fields are called where they are not called as usual."""

    title: str
    first: Lines
    further: Lines
    withdraw: str
    names: Mapping[str, str] = field(default_factory=dict)
    is_legal: bool = True


INSTRUMENT_SHAPE = FormShape(
    N_("Phiếu phương tiện đo"), FIRST, FURTHER, N_("Vì sao bỏ phương tiện đo này khỏi danh mục?")
)
STANDARD_SHAPE = FormShape(
    N_("Phiếu chuẩn đo lường, chất chuẩn"),
    (
        (("code", 2), ("name", 3)),
        (("kind", 1), ("serial", 1)),
        (("range_text", 5), ("resolution", 3), ("accuracy_class", 3)),
        (("mpe_text", 1), ("period_months", 1)),
        (("traceable_to", 1), ("location", 1)),
    ),
    ((("maker", 1), ("model", 1)), (("used_for", 1), ("owner", 1)), (("criticality", 1), ("status", 1))),
    N_("Vì sao bỏ chuẩn này khỏi danh mục?"),
    {each.name: each.title for each in STANDARD_FIELDS},
    is_legal=False,
)
