"""The standard uncertainties that capability of measuring systems and processes starts from (ISO 22514-7, VDA 5)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Input
from app.domain.metrology.usual_inputs import RESOLUTION_LIMIT, TOLERANCE, TOLERANCE_HIGH, TOLERANCE_LOW, tolerance_of
from app.wording import N_, _


def uncertainty(name: str, words: str) -> Input:
    return Input(name=name, words=words, unit=OWN_UNIT, required=False, least=0.0)


MASTER = (
    uncertainty("U_CAL", N_("Độ không đảm bảo đo mở rộng của mẫu chuẩn")),
    Input(name="k_CAL", words=N_("Hệ số phủ k của mẫu chuẩn"), required=False, above=0.0),
    uncertainty("u_CAL", N_("hoặc độ không đảm bảo đo chuẩn của mẫu chuẩn")),
    uncertainty("resolution", N_("Độ phân giải")),
    uncertainty("u_RE", N_("hoặc độ không đảm bảo đo chuẩn do độ phân giải")),
)
LINEARITY = uncertainty("u_LIN", N_("Do độ tuyến tính"))
OTHERS = Input(
    name="others",
    words=N_("Các thành phần khác (nhiệt độ, độ ổn định, vật đo)"),
    kind="table",
    required=False,
    columns=(
        Input(name="name", words=N_("Thành phần"), kind="text"),
        Input(name="u", words=N_("Độ không đảm bảo đo chuẩn"), unit=OWN_UNIT, least=0.0),
    ),
)
LIMITS = (
    TOLERANCE,
    TOLERANCE_LOW,
    TOLERANCE_HIGH,
    Input(
        name="natural_limit",
        words=N_("Giới hạn tự nhiên khi dung sai một phía"),
        unit=OWN_UNIT,
        required=False,
        note=N_("Chỉ ghi khi có văn bản quy định; T là khoảng cách từ đó đến giới hạn."),
    ),
    Input(
        name="C_min",
        words=N_("Chỉ số năng lực ít nhất"),
        setting=True,
        default=1.33,
        above=0.0,
        note=N_("ISO 22514-7."),
    ),
    RESOLUTION_LIMIT,
)


def u_cal(given: Mapping[str, Any]) -> float | None:
    """u_CAL as given, or U_CAL/k; UserError when U comes without k: nothing is assumed."""
    if given["u_CAL"] is not None:
        return float(given["u_CAL"])
    if given["U_CAL"] is None:
        return None
    if given["k_CAL"] is None:
        raise UserError(_("Có “U_CAL” mà thiếu hệ số phủ. Ghi “k_CAL” theo giấy chứng nhận của mẫu chuẩn."))
    return float(given["U_CAL"] / given["k_CAL"])


def u_re(given: Mapping[str, Any]) -> float | None:
    """u_RE as given, or d/sqrt(12)."""
    if given["u_RE"] is not None:
        return float(given["u_RE"])
    return None if given["resolution"] is None else float(given["resolution"] / math.sqrt(12))


def known(components: Mapping[str, float | None], given: Mapping[str, Any]) -> dict[str, float]:
    """Those there are, the other components of the table among them; UserError when two bear one name."""
    found = {name: u for name, u in components.items() if u is not None}
    for row, each in enumerate(given["others"] or (), 1):
        if each["name"] in found:
            raise UserError(
                _("Dòng {row} của “others”: thành phần “{name}” đã có. Đổi tên.", row=row, name=each["name"])
            )
        found[each["name"]] = each["u"]
    return found


def width(given: Mapping[str, Any]) -> float | None:
    """T: from both limits, as given, or for a one-sided tolerance from a documented natural limit."""
    found = tolerance_of(given)
    if found is not None or given["natural_limit"] is None:
        return found
    limit = given["tolerance_high"] if given["tolerance_high"] is not None else given["tolerance_low"]
    if limit is None or limit == given["natural_limit"]:
        return None
    return abs(float(limit - given["natural_limit"]))
