"""M11: propagation of distributions by Monte Carlo (JCGM 101:2008), which also validates the first order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.metrology.budget_inputs import (
    CHECK_UNITS,
    COMPONENTS,
    CORRELATIONS,
    COVERAGE,
    DISTRIBUTIONS,
    MODEL,
    SIMULTANEOUS,
    TRUNCATE,
    adapted,
)
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.results import Result
from app.wording import N_

TRIALS = Input(
    name="trials",
    words=N_("Số lần thử ít nhất"),
    kind="integer",
    setting=True,
    default=1_000_000,
    least=10_000,
    most=50_000_000,
    note=N_("Ít nhất 10⁴/(1 − p) (JCGM 101:2008, 7.2.2)."),
)
ADAPTIVE = Input(
    name="adaptive",
    words=N_("Thử đến khi ổn định"),
    kind="boolean",
    setting=True,
    default=True,
    note=N_("JCGM 101:2008, 7.9. Không: đúng số lần thử đã cho."),
)
MOST_TRIALS = Input(
    name="most_trials",
    words=N_("Số lần thử nhiều nhất"),
    kind="integer",
    setting=True,
    default=10_000_000,
    least=10_000,
    most=50_000_000,
)
SEED = Input(
    name="seed",
    words=N_("Số gieo"),
    kind="integer",
    setting=True,
    default=1,
    least=0,
    most=2_147_483_647,
    note=N_("Cùng số gieo thì ra cùng con số."),
)
INVALID = Input(
    name="invalid_allowed_percent",
    words=N_("Lần thử không tính được, nhiều nhất"),
    unit="%",
    setting=True,
    default=0.0,
    least=0.0,
    most=50.0,
    note=N_("Thường là 0: không lần thử nào bị bỏ mà không nói."),
)
WHICH = Input(
    name="output",
    words=N_("Kết quả cần mô phỏng"),
    kind="text",
    required=False,
    setting=True,
    note=N_("Tên một kết quả của mô hình; để trống là kết quả đầu tiên."),
)


def _run(
    given: Mapping[str, Any],
    *,
    tell: Callable[..., object] = lambda *_told: None,
    stop: Callable[[], bool] = lambda: False,
) -> Result:
    from app.domain.metrology.monte_carlo_told import told

    return told(given, tell=tell, stop=stop)


CALCULATIONS = (
    Calculation(
        key="monte_carlo",
        method="M11",
        words=N_("Lan truyền phân bố bằng Monte Carlo"),
        purpose=N_("Kiểm xem bảng độ không đảm bảo có đúng không khi mô hình cong hoặc phân bố không chuẩn."),
        version="1",
        inputs=(
            MODEL,
            COMPONENTS,
            CORRELATIONS,
            SIMULTANEOUS,
            COVERAGE,
            TRUNCATE,
            WHICH,
            TRIALS,
            ADAPTIVE,
            MOST_TRIALS,
            SEED,
            INVALID,
            CHECK_UNITS,
        ),
        outputs=(
            Output("mean", N_("Trung bình của các giá trị mô phỏng"), OWN_UNIT, 8, True),
            Output("u", N_("Độ không đảm bảo đo chuẩn"), OWN_UNIT, main=True),
            Output("low", N_("Đầu dưới của khoảng đối xứng xác suất"), OWN_UNIT, 8, True),
            Output("high", N_("Đầu trên của khoảng đối xứng xác suất"), OWN_UNIT, 8, True),
            Output("shortest_low", N_("Đầu dưới của khoảng ngắn nhất"), OWN_UNIT, 8),
            Output("shortest_high", N_("Đầu trên của khoảng ngắn nhất"), OWN_UNIT, 8),
            Output("validated", N_("Bậc nhất được xác nhận"), main=True),
            Output("value", N_("Giá trị của mô hình tại các ước lượng"), OWN_UNIT, 8),
            Output("u_first_order", N_("Độ không đảm bảo đo chuẩn theo bậc nhất"), OWN_UNIT),
            Output("u_monte_carlo", N_("Độ không đảm bảo đo chuẩn theo Monte Carlo"), OWN_UNIT),
            Output("guf_low", N_("Đầu dưới theo bậc nhất"), OWN_UNIT, 8),
            Output("guf_high", N_("Đầu trên theo bậc nhất"), OWN_UNIT, 8),
            Output("d_low", N_("Chênh lệch ở đầu dưới"), OWN_UNIT, 3),
            Output("d_high", N_("Chênh lệch ở đầu trên"), OWN_UNIT, 3),
            Output("delta", N_("Dung sai số"), OWN_UNIT, 3),
            Output("trials", N_("Số lần thử")),
            Output("invalid_percent", N_("Lần thử không tính được"), "%", 3),
            Output("low*", N_("Đầu dưới của khoảng, {key} %"), OWN_UNIT, 8),
            Output("high*", N_("Đầu trên của khoảng, {key} %"), OWN_UNIT, 8),
            Output("guf_low*", N_("Đầu dưới theo bậc nhất, {key} %"), OWN_UNIT, 8),
            Output("guf_high*", N_("Đầu trên theo bậc nhất, {key} %"), OWN_UNIT, 8),
        ),
        tables=(
            TableOut(
                "components",
                N_("Các thành phần"),
                (
                    Output("name", N_("Thành phần")),
                    Output("value", N_("Ước lượng"), digits=0),
                    Output("unit", N_("Đơn vị")),
                    Output("distribution", N_("Phân bố")),
                    Output("u", N_("Độ không đảm bảo chuẩn u")),
                    Output("half_width", N_("Nửa bề rộng a"), digits=0),
                ),
            ),
            TableOut(
                "histogram",
                N_("Phân bố của kết quả"),
                (
                    Output("low", N_("Từ"), OWN_UNIT, 8),
                    Output("high", N_("Đến"), OWN_UNIT, 8),
                    Output("density", N_("Mật độ xác suất")),
                ),
                hidden=True,
            ),
        ),
        formula=(
            "y_r = f(x_1r … x_Nr), r = 1 … M",
            N_("Khoảng đối xứng: các phân vị (1 − p)/2 và (1 + p)/2 của y_r."),
            "d_low = |y − U − y_low|, d_high = |y + U − y_high|",
            N_("Bậc nhất được xác nhận khi d_low và d_high đều không quá δ, nửa đơn vị chữ số thứ hai của u."),
        ),
        source=("JCGM 101:2008, 6.4, 7.2, 7.7, 7.9, 8",),
        plots=("distribution",),
        run=_run,
        stepwise=True,
        adapt=adapted,
        extra={f"distribution.{key}": words for key, words in DISTRIBUTIONS.items()},
    ),
)
