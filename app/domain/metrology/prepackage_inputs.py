"""What the calculations of prepackages (M17) ask for, and other ways of writing it (those of the golden files)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Input
from app.wording import N_, _

SCHEMES = (
    ("oiml_nondestructive", N_("OIML R 87, không phá mẫu")),
    ("oiml_destructive", N_("OIML R 87, phá mẫu")),
    ("eu_double", N_("Chỉ thị 76/211/EEC, lấy mẫu hai lần")),
    ("eu_destructive", N_("Chỉ thị 76/211/EEC, phá mẫu")),
)
_WRITTEN = {"eu double": "eu_double", "eu destructive": "eu_destructive", "oiml": "oiml_nondestructive"}

QN = Input(name="Qn", words=N_("Lượng danh định Qn"), unit=OWN_UNIT, from_study="nominal")
PLAN = Input(
    name="plan",
    words=N_("Phương án lấy mẫu"),
    kind="choice",
    setting=True,
    default="oiml_nondestructive",
    choices=SCHEMES,
    note=N_("Phụ lục III Thông tư 21/2014/TT-BKHCN chưa đối chiếu; các phương án ở đây là của OIML và EU."),
)
LOT_SIZE = Input(name="lot_size", words=N_("Cỡ lô N"), kind="integer", least=1, required=False, from_study="lot_size")
SOURCE = (
    "OIML R 87 (2004, 2016)",
    N_("Chỉ thị 76/211/EEC; lệnh của Pháp ngày 20/10/1978, điều 10 và 11"),
    N_("Thông tư 21/2014/TT-BKHCN, Điều 3 và 5 (Phụ lục III, IV chưa đối chiếu)"),
)


def plan_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Other names of the plans ("EU double, first sample"), and the table of the golden file."""
    found = dict(flat)
    written = str(found.get("plan") or "").casefold()
    for words, scheme in _WRITTEN.items():
        if written.startswith(words):
            found["plan"] = scheme
    if isinstance(found.get("table"), Sequence):
        del found["table"]
        found["plan"] = "eu_double"
    return found


def lot_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Net contents as a list of numbers, or in a column "net_content_g"; a price a gram."""
    found = plan_ways(flat)
    if "nominal" in found:
        found.setdefault("Qn", found.pop("nominal"))
    if "price_per_gram" in found:
        found.setdefault("price_per_unit", found.pop("price_per_gram"))
    data = found.get("data")
    if isinstance(data, Sequence) and not isinstance(data, str):
        units = {str(each["unit"]) for each in data if isinstance(each, Mapping) and each.get("unit")}
        if len(units) > 1:
            raise UserError(
                _("Các dòng dùng nhiều đơn vị: {units}. Đổi về một đơn vị.", units=", ".join(sorted(units)))
            )
        if units:
            found.setdefault("unit", units.pop())
        found["data"] = [_row(each) for each in data]
    return found


def _row(each: Any) -> Any:
    if not isinstance(each, Mapping):
        return {"value": each}
    row = dict(each)
    for name in tuple(row):
        if name.startswith("net_content"):
            row.setdefault("value", row.pop(name))
        elif name == "package_no":
            row.setdefault("part", row.pop(name))
    return row
