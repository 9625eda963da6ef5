"""M16 as a calculation: the interval after which drift and its uncertainty reach a target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.interval_drift_runs import run_drift
from app.domain.metrology.methods.interval_reliability import BOUNDS
from app.domain.metrology.usual_inputs import TOLERANCE_HIGH, TOLERANCE_LOW, usual_ways
from app.wording import N_

DEGREES = (("line", N_("đường thẳng qua 0: b₁t")), ("parabola", N_("đường bậc hai qua 0: b₁t + b₂t²")))


def _ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Two lists of days and deviations as a table; a model in words."""
    found = usual_ways(flat)
    days, changes = found.pop("days_since_calibration", None), found.pop("deviation", None)
    if isinstance(days, list) and isinstance(changes, list):
        pairs = zip(days + [None] * len(changes), changes + [None] * len(days), strict=False)
        rows = [{"days": a, "change": b} for a, b in pairs]
        found["data"] = rows[: max(len(days), len(changes))]
    if isinstance(model := found.get("model"), str) and model not in ("line", "parabola"):
        found["model"] = "parabola" if "t^2" in model or "t²" in model else "line"
    return found


CALCULATIONS = (
    Calculation(
        key="interval_drift",
        method="M16",
        words=N_("Chu kỳ hiệu chuẩn theo độ trôi"),
        purpose=N_("Sai số trôi đi bao nhiêu theo thời gian, và bao lâu thì chạm giới hạn hoặc U quá lớn."),
        version="1",
        inputs=(
            Input(
                name="data",
                words=N_("Thay đổi giữa hai lần: ban đầu lần sau trừ sau chỉnh lần trước"),
                kind="table",
                columns=(
                    Input(name="days", words=N_("Số ngày giữa hai lần"), unit="day", above=0.0),
                    Input(name="change", words=N_("Thay đổi"), unit=OWN_UNIT),
                ),
            ),
            Input(name="u0", words=N_("u ngay sau hiệu chuẩn"), unit=OWN_UNIT, default=0.0, least=0.0),
            Input(name="y0", words=N_("Sai số ngay sau hiệu chuẩn"), unit=OWN_UNIT, default=0.0),
            Input(name="u_target", words=N_("u lớn nhất cho phép"), unit=OWN_UNIT, required=False, above=0.0),
            TOLERANCE_LOW,
            TOLERANCE_HIGH,
            Input(name="model", words=N_("Dạng đường"), kind="choice", setting=True, default="line", choices=DEGREES),
            Input(
                name="confidence",
                words=N_("Mức tin cậy còn trong giới hạn"),
                setting=True,
                default=0.95,
                above=0.0,
                most=0.999999,
            ),
            *BOUNDS[2:],
        ),
        outputs=(
            Output(name="interval_days", words=N_("Chu kỳ đề nghị"), unit="day", main=True),
            Output(name="interval_uncertainty_days", words=N_("Đến khi u chạm mức cho phép"), unit="day"),
            Output(name="interval_reliability_days", words=N_("Đến khi sai số dự báo chạm giới hạn"), unit="day"),
            Output(name="b1", words=N_("Hệ số b₁ (một ngày)"), unit=OWN_UNIT, main=True),
            Output(name="b2", words=N_("Hệ số b₂ (một ngày bình phương)"), unit=OWN_UNIT),
            Output(name="b1_low", words=N_("b₁, giới hạn dưới"), unit=OWN_UNIT),
            Output(name="b1_high", words=N_("b₁, giới hạn trên"), unit=OWN_UNIT),
            Output(name="var_b1", words=N_("Phương sai của b₁")),
            Output(name="cov_b1_b2", words=N_("Hiệp phương sai của b₁ và b₂")),
            Output(name="var_b2", words=N_("Phương sai của b₂")),
            Output(name="s_yx", words=N_("Độ lệch chuẩn quanh đường"), unit=OWN_UNIT),
            Output(name="df", words=N_("Bậc tự do")),
        ),
        run=run_drift,
        tables=(
            TableOut(
                name="points",
                words=N_("Các thay đổi"),
                columns=(
                    Output(name="days", words=N_("Số ngày"), unit="day"),
                    Output(name="value", words=N_("Thay đổi"), unit=OWN_UNIT),
                ),
                hidden=True,
            ),
            TableOut(
                name="curve",
                words=N_("Đường dự báo và khoảng của nó"),
                columns=(
                    Output(name="days", words=N_("Số ngày"), unit="day"),
                    Output(name="fit", words=N_("Dự báo"), unit=OWN_UNIT),
                    Output(name="low", words=N_("Dưới"), unit=OWN_UNIT),
                    Output(name="high", words=N_("Trên"), unit=OWN_UNIT),
                ),
                hidden=True,
            ),
        ),
        formula=(
            N_("δ = b₁t (+ b₂t²), bình phương tối thiểu qua 0;  C = s²(XᵀX)⁻¹"),
            "u(t)² = u₀² + s² + vᵀCv,  v = (t, t²)",
            N_("Chu kỳ: u(t) = u cho phép, hoặc y₀ + δ(t) ± k u(t) chạm giới hạn, k = t(n − m)"),
        ),
        source=("NASA-HDBK-8739.19-5, 7", N_("Castrup, chu kỳ hiệu chuẩn từ số liệu biến thiên")),
        plots=("drift",),
        adapt=_ways,
    ),
)
