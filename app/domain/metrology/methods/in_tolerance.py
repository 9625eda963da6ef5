"""M02: how many of a group were still in tolerance when they came back (end-of-period reliability)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output
from app.domain.metrology.results import LeftOut, Result, Said, Value, Verdict, missing, said
from app.domain.metrology.usual_inputs import CONFIDENCE
from app.wording import N_, _


def _run(given: Mapping[str, Any]) -> Result:
    n, found = given["n"], given["in_tolerance"]
    if found > n:
        raise UserError(
            _("Số lần trong giới hạn ({found}) nhiều hơn số lần hiệu chuẩn ({n}). Sửa một trong hai.", found=found, n=n)
        )
    values = {**_share(given), "sd_true": _true_spread(given)}
    without = given["without_as_found"]
    left_out = (
        (LeftOut(str(without), said(N_("{count} lần hiệu chuẩn không có số liệu trước hiệu chỉnh."), count=without)),)
        if without
        else ()
    )
    return Result(
        calculation="in_tolerance_rate",
        version="1",
        values=values,
        verdict=_verdict(values["observed"], given),
        used=n,
        left_out=left_out,
    )


def _share(given: Mapping[str, Any]) -> dict[str, Value]:
    n = given["n"]
    if n == 0:
        why = N_("Chưa có lần hiệu chuẩn nào có số liệu trước hiệu chỉnh.")
        return {name: missing(why) for name in ("observed", "low", "high")}
    from app.domain.metrology.proportions import exact_share

    share = exact_share(given["in_tolerance"], n, given["confidence"])
    return {
        "observed": Value(share.observed, low=share.low, high=share.high),
        "low": Value(share.low),
        "high": Value(share.high),
    }


def _true_spread(given: Mapping[str, Any]) -> Value:
    """sd_true^2 = sd_observed^2 - u^2, for errors that are normal."""
    observed, u, unit = given["sd_observed"], given["u"], given["unit"]
    if observed is None or u is None:
        return missing(N_("Cần độ lệch chuẩn quan sát và độ không đảm bảo đo chuẩn của hiệu chuẩn."), unit)
    left = observed**2 - u**2
    if left < 0:
        return missing(N_("Độ không đảm bảo đo lớn hơn chính độ phân tán quan sát được."), unit)
    return Value(math.sqrt(left), unit)


def _verdict(observed: Value, given: Mapping[str, Any]) -> Verdict:
    target = given["target"]
    basis = said(
        N_("Mục tiêu {target} %; khoảng nhị thức chính xác ở mức tin cậy {confidence} % (NCSLI RP-1)."),
        target=100 * target,
        confidence=100 * given["confidence"],
    )
    low, high = observed.low, observed.high
    if low is None or high is None:
        return Verdict("none", said(N_("Chưa đủ lịch sử hiệu chuẩn để kết luận.")), basis)
    counts = {"found": given["in_tolerance"], "n": given["n"]}
    if low >= target:
        return Verdict("ok", said(N_("{found} trên {n} lần còn trong giới hạn: đạt mục tiêu."), **counts), basis)
    if high < target:
        return Verdict("bad", said(N_("Chỉ {found} trên {n} lần còn trong giới hạn: dưới mục tiêu."), **counts), basis)
    told: Said = said(N_("{found} trên {n} lần còn trong giới hạn; chưa đủ lịch sử để kết luận."), **counts)
    return Verdict("none", told, basis)


IN_TOLERANCE_RATE = Calculation(
    key="in_tolerance_rate",
    method="M02",
    words=N_("Tỷ lệ còn trong giới hạn"),
    purpose=N_("Cho biết bao nhiêu phần phương tiện đo vẫn đúng khi đến kỳ hiệu chuẩn, và con số ấy chắc tới đâu."),
    version="1",
    inputs=(
        Input(name="n", words=N_("Số lần hiệu chuẩn có số liệu trước hiệu chỉnh"), kind="integer", least=0),
        Input(name="in_tolerance", words=N_("Trong đó còn trong giới hạn"), kind="integer", least=0),
        Input(
            name="without_as_found",
            words=N_("Số lần không có số liệu trước hiệu chỉnh"),
            kind="integer",
            required=False,
            least=0,
            note=N_("Không được tính vào tỷ lệ, chỉ nêu ra."),
        ),
        CONFIDENCE,
        Input(
            name="target",
            words=N_("Mục tiêu"),
            setting=True,
            default=0.95,
            above=0.0,
            most=1.0,
            note=N_("Thường từ 0,85 đến 0,95; hạng A lấy 0,95."),
        ),
        Input(
            name="sd_observed",
            words=N_("Độ lệch chuẩn quan sát của sai số"),
            unit=OWN_UNIT,
            required=False,
            least=0.0,
        ),
        Input(
            name="u",
            words=N_("Độ không đảm bảo đo chuẩn của hiệu chuẩn"),
            unit=OWN_UNIT,
            required=False,
            least=0.0,
        ),
    ),
    outputs=(
        Output("observed", N_("Tỷ lệ quan sát"), main=True),
        Output("low", N_("Giới hạn dưới của tỷ lệ"), main=True),
        Output("high", N_("Giới hạn trên của tỷ lệ"), main=True),
        Output("sd_true", N_("Độ lệch chuẩn thật của sai số"), OWN_UNIT),
    ),
    run=_run,
    formula=(
        "R = x/n",
        "low = BetaInv((1 − C)/2; x, n − x + 1), high = BetaInv((1 + C)/2; x + 1, n − x)",
        "s_true² = s_obs² − u²",
    ),
    source=("NCSLI RP-1", "NASA-HDBK-8739.19-5"),
)

CALCULATIONS = (IN_TOLERANCE_RATE,)
