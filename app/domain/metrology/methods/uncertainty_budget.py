"""M10: the uncertainty budget of a measurement (JCGM 100:2008, the GUM)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.budget_inputs import (
    CHECK_UNITS,
    COMPONENTS,
    CORRELATIONS,
    COVERAGE,
    DISTRIBUTIONS,
    FIXED_K,
    KINDS,
    MODEL,
    NEEDED,
    SIMULTANEOUS,
    TRUNCATE,
    adapted,
)
from app.domain.metrology.declared import OWN_UNIT, Calculation, Output, TableOut
from app.domain.metrology.results import Result
from app.wording import N_


def _run(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.budget_told import told

    return told(given)


CALCULATIONS = (
    Calculation(
        key="uncertainty_budget",
        method="M10",
        words=N_("Bảng tính độ không đảm bảo đo"),
        purpose=N_("Cho biết kết quả đo chắc chắn đến đâu, và thành phần nào quyết định điều đó."),
        version="1",
        inputs=(
            MODEL,
            COMPONENTS,
            CORRELATIONS,
            SIMULTANEOUS,
            COVERAGE,
            FIXED_K,
            TRUNCATE,
            NEEDED,
            CHECK_UNITS,
        ),
        outputs=(
            Output("value", N_("Giá trị đo"), OWN_UNIT, 8, True),
            Output("u_c", N_("Độ không đảm bảo đo chuẩn tổng hợp"), OWN_UNIT, main=True),
            Output("U", N_("Độ không đảm bảo đo mở rộng U"), OWN_UNIT, 2, True),
            Output("k", N_("Hệ số phủ k"), digits=3, main=True),
            Output("df_eff", N_("Bậc tự do hiệu dụng"), main=True),
            Output("df_truncated", N_("Bậc tự do cắt xuống số nguyên")),
            Output("relative_U_percent", N_("U tương đối"), "%", 3),
            Output("u_second_order", N_("Độ không đảm bảo đo chuẩn kể cả số hạng bậc hai"), OWN_UNIT),
            Output("correlation_share_percent", N_("Phần của u² do tương quan"), "%", 3),
            Output("u", N_("Độ không đảm bảo đo chuẩn"), OWN_UNIT),
            Output("df_eff_full", N_("Bậc tự do hiệu dụng, chưa cắt")),
            Output("U_k2", N_("Độ không đảm bảo đo mở rộng với k = 2"), OWN_UNIT, 2),
            Output("df_eff_*", N_("Bậc tự do hiệu dụng của {key}")),
            Output("contribution_*", N_("Đóng góp |c·u| của {key}"), OWN_UNIT),
            Output("c_*", N_("Đóng góp vào u của {key}"), OWN_UNIT),
            Output("index_*", N_("Tỷ trọng trong u², {key}"), "%", 3),
            Output("mean_*", N_("Trung bình của {key}")),
            Output("r_*", N_("Tương quan của {key}")),
            Output("k_*", N_("Hệ số phủ, {key}"), digits=3),
            Output("U_*", N_("Độ không đảm bảo đo mở rộng, {key}"), digits=2),
            Output("u_*", N_("Độ không đảm bảo đo chuẩn của {key}")),
            Output("*", N_("Giá trị của {key}"), digits=8),
        ),
        tables=(
            TableOut(
                "components",
                N_("Các thành phần"),
                (
                    Output("name", N_("Thành phần")),
                    Output("value", N_("Ước lượng"), digits=0),
                    Output("unit", N_("Đơn vị")),
                    Output("kind", N_("Loại")),
                    Output("distribution", N_("Phân bố")),
                    Output("u", N_("Độ không đảm bảo chuẩn u")),
                    Output("df", N_("Bậc tự do")),
                    Output("sensitivity", N_("Hệ số nhạy c")),
                    Output("contribution", N_("Đóng góp c·u"), OWN_UNIT),
                    Output("share_percent", N_("Tỷ trọng trong u²"), "%", 3),
                ),
            ),
            TableOut(
                "outcomes",
                N_("Các kết quả của mô hình"),
                (
                    Output("name", N_("Kết quả")),
                    Output("value", N_("Giá trị đo"), digits=8),
                    Output("unit", N_("Đơn vị")),
                    Output("u", N_("Độ không đảm bảo chuẩn u")),
                    Output("df", N_("Bậc tự do")),
                    Output("k", N_("Hệ số phủ k"), digits=3),
                    Output("U", N_("Độ không đảm bảo đo mở rộng U"), digits=2),
                ),
            ),
            TableOut(
                "sensitivities",
                N_("Hệ số nhạy của từng kết quả"),
                (
                    Output("result", N_("Kết quả")),
                    Output("name", N_("Thành phần")),
                    Output("sensitivity", N_("Hệ số nhạy c")),
                    Output("contribution", N_("Đóng góp c·u")),
                    Output("share_percent", N_("Tỷ trọng trong u²"), "%", 3),
                ),
            ),
            TableOut(
                "correlations",
                N_("Tương quan giữa các thành phần"),
                (
                    Output("first", N_("Thành phần")),
                    Output("second", N_("với thành phần")),
                    Output("r", N_("Hệ số tương quan r")),
                ),
            ),
        ),
        formula=(
            "u_c² = Σ c_i² u_i² + 2 Σ c_i c_j u_i u_j r_ij",
            "c_i = ∂f/∂x_i",
            "ν_eff = u_c⁴ / Σ ((c_i u_i)⁴ / ν_i)",
            "U = k·u_c, k = t((1 + p)/2; ν_eff)",
            N_(
                "Loại A: u = s/√n, ν = n − 1. Chữ nhật: a/√3; tam giác: a/√6; arcsin: a/√2; hình thang: "
                "a·√((1 + β²)/6)."
            ),
            N_("Độ phân giải: d/√12. Giấy chứng nhận: U/k hoặc U/t(p; ν). Độ tin cậy R của u: ν = 1/(2R²)."),
        ),
        source=(
            "JCGM 100:2008 (GUM), 4, 5, 6, G.4, H.1, H.2",
            "JCGM 101:2008, 6.4",
            "EA-4/02 M:2022",
            "EURACHEM/CITAC QUAM:2012",
        ),
        plots=("budget",),
        run=_run,
        adapt=adapted,
        extra={f"distribution.{key}": words for key, words in DISTRIBUTIONS.items()}
        | {f"kind.{key}": words for key, words in KINDS.items()},
    ),
)
