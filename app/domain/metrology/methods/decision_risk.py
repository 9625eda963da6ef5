"""M12 as calculations: the risk of one result (specific), and of a process with its measurement (global)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.each_row import adapted_rows, for_each_row, rows_input, rows_output
from app.domain.metrology.risk_runs import run_global, run_specific
from app.domain.metrology.risk_ways import global_ways, specific_ways
from app.domain.metrology.usual_inputs import TOLERANCE_HIGH, TOLERANCE_LOW
from app.wording import N_

DF = Input(
    name="df",
    words=N_("Bậc tự do hiệu dụng của u"),
    required=False,
    above=0.0,
    note=N_("Để trống nếu lớn. Dưới ngưỡng thì dùng phân bố t thay cho phân bố chuẩn."),
)
NORMAL_FROM = Input(
    name="normal_from_df", words=N_("Dùng phân bố chuẩn từ bậc tự do"), setting=True, default=30.0, least=1.0
)
LEAST_CONFORMANCE = Input(
    name="least_conformance", words=N_("Xác suất phù hợp cần đạt"), setting=True, default=0.95, above=0.0, most=0.999999
)
PFA_LIMIT = Input(
    name="pfa_limit_percent", words=N_("Rủi ro chấp nhận sai lớn nhất"), unit="%", setting=True, default=2.0, above=0.0,
    most=100.0,
)  # fmt: skip
DENSITIES = (
    ("normal", N_("chuẩn: trung bình và độ lệch chuẩn")),
    ("uniform", N_("đều: hai đầu")),
    ("triangular", N_("tam giác: hai đầu và đỉnh")),
    ("gamma", N_("gamma: gốc, trung bình và độ lệch chuẩn")),
    ("lognormal", N_("loga chuẩn: gốc, trung bình và độ lệch chuẩn")),
    ("sample", N_("theo mẫu: các giá trị thật đã biết")),
)
PRODUCT = (
    Input(name="density", words=N_("Phân bố của sản phẩm"), kind="choice", default="normal", choices=DENSITIES),
    Input(name="process_mean", words=N_("Trung bình của sản phẩm"), unit=OWN_UNIT, required=False),
    Input(name="process_sd", words=N_("Độ lệch chuẩn của sản phẩm, không kể phép đo"), unit=OWN_UNIT, required=False),
    Input(name="sd_observed", words=N_("Độ lệch chuẩn quan sát, gồm cả phép đo"), unit=OWN_UNIT, required=False),
    Input(name="itp", words=N_("Tỷ lệ nằm trong dung sai (từ 0 đến 1)"), required=False, above=0.0, most=0.999999999),
    Input(name="product_low", words=N_("Đầu dưới, hoặc gốc của phân bố"), unit=OWN_UNIT, required=False),
    Input(name="product_high", words=N_("Đầu trên"), unit=OWN_UNIT, required=False),
    Input(name="product_mode", words=N_("Đỉnh của phân bố tam giác"), unit=OWN_UNIT, required=False),
    Input(name="sample", words=N_("Các giá trị của mẫu"), kind="numbers", unit=OWN_UNIT, required=False),
)
MEASUREMENT = (
    Input(name="u_m", words=N_("Độ không đảm bảo đo chuẩn u"), unit=OWN_UNIT, required=False, least=0.0),
    Input(name="tur", words=N_("TUR = T/U, thay cho u"), required=False, above=0.0),
    Input(
        name="sd_ratio",
        words=N_("Tỷ số hai độ lệch chuẩn (sản phẩm / phép đo), thay cho u"),
        required=False,
        above=0.0,
        note=N_("Khác với TUR: không lẫn hai tỷ số này."),
    ),
)
ACCEPTANCE = (
    Input(name="acceptance_low", words=N_("Giới hạn chấp nhận dưới"), unit=OWN_UNIT, required=False),
    Input(name="acceptance_high", words=N_("Giới hạn chấp nhận trên"), unit=OWN_UNIT, required=False),
)
PER_YEAR = Input(name="units_per_year", words=N_("Số đơn vị đo trong một năm"), required=False, least=0.0)
SPECIFIC_INPUTS = (
    Input(name="estimate", words=N_("Kết quả đo"), unit=OWN_UNIT),
    Input(name="u", words=N_("Độ không đảm bảo đo chuẩn u"), unit=OWN_UNIT, least=0.0),
    TOLERANCE_LOW,
    TOLERANCE_HIGH,
    DF,
    LEAST_CONFORMANCE,
    NORMAL_FROM,
)
SPECIFIC_OUTPUTS = (
    Output(name="p_conforming", words=N_("Xác suất phù hợp"), main=True),
    Output(name="p_nonconforming", words=N_("Xác suất không phù hợp"), main=True),
    Output(name="p_below", words=N_("Xác suất dưới giới hạn dưới")),
    Output(name="p_above", words=N_("Xác suất trên giới hạn trên")),
    Output(name="cpk", words=N_("Khoảng cách đến giới hạn gần nhất chia 3u")),
)
GLOBAL_INPUTS = (
    TOLERANCE_LOW,
    TOLERANCE_HIGH,
    *ACCEPTANCE,
    *PRODUCT,
    *MEASUREMENT,
    DF,
    PER_YEAR,
    PFA_LIMIT,
    NORMAL_FROM,
)
GLOBAL_OUTPUTS = (
    Output(name="pfa_percent", words=N_("Rủi ro chấp nhận sai PFA"), unit="%", main=True),
    Output(name="pfr_percent", words=N_("Rủi ro loại bỏ sai PFR"), unit="%", main=True),
    Output(name="conditional_pfa_percent", words=N_("Tỷ lệ sai trong số được chấp nhận"), unit="%"),
    Output(name="worst_pfa_percent", words=N_("PFA xấu nhất khi chưa biết sản phẩm"), unit="%", main=True),
    Output(name="worst_itp", words=N_("Tỷ lệ trong dung sai ứng với PFA xấu nhất")),
    Output(name="fraction_conforming_process", words=N_("Tỷ lệ sản phẩm phù hợp")),
    Output(name="p_accept", words=N_("Tỷ lệ được chấp nhận")),
    Output(name="pfa", words=N_("PFA, phần của 1")),
    Output(name="pfr", words=N_("PFR, phần của 1")),
    Output(name="consumer_risk", words=N_("Rủi ro của người mua (R_C)")),
    Output(name="producer_risk", words=N_("Rủi ro của người bán (R_P)")),
    Output(name="consumer_risk_percent", words=N_("Rủi ro của người mua"), unit="%"),
    Output(name="producer_risk_percent", words=N_("Rủi ro của người bán"), unit="%"),
    Output(name="consumer_risk_simple_acceptance", words=N_("R_C khi không có khoảng bảo vệ")),
    Output(name="producer_risk_simple_acceptance", words=N_("R_P khi không có khoảng bảo vệ")),
    Output(name="meets_2_percent", words=N_("PFA không quá 2 %")),
    Output(name="false_accepts_per_million", words=N_("Chấp nhận sai trên một triệu")),
    Output(name="false_rejects_per_million", words=N_("Loại bỏ sai trên một triệu")),
    Output(name="false_accepts_per_year", words=N_("Chấp nhận sai một năm")),
    Output(name="false_rejects_per_year", words=N_("Loại bỏ sai một năm")),
    Output(name="product_mean_used", words=N_("Trung bình sản phẩm đã dùng"), unit=OWN_UNIT, digits=7),
    Output(name="product_sd_used", words=N_("Độ lệch chuẩn sản phẩm đã dùng"), unit=OWN_UNIT),
    Output(name="u_used", words=N_("u đã dùng"), unit=OWN_UNIT),
)
SOURCE = (
    N_("JCGM 106:2012, điều 7 đến 9"),
    "ILAC-G8:09/2019",
    N_("ANSI/NCSL Z540.3-2006, 5.3 b; sổ tay Z540.3; bản thảo NCSLI RP-19"),
)


def _specific(flat: Mapping[str, Any]) -> dict[str, Any]:
    return adapted_rows(flat, specific_ways, ("estimate", "u"))


def _global(flat: Mapping[str, Any]) -> dict[str, Any]:
    return adapted_rows(flat, global_ways, ())


CALCULATIONS = (
    Calculation(
        key="specific_risk",
        method="M12",
        words=N_("Rủi ro của một kết quả đo"),
        purpose=N_("Khả năng giá trị thật nằm trong giới hạn, khi đã có một kết quả và u của nó."),
        version="1",
        inputs=(*SPECIFIC_INPUTS, rows_input(SPECIFIC_INPUTS)),
        outputs=SPECIFIC_OUTPUTS,
        run=for_each_row("specific_risk", run_specific),
        tables=(rows_output(SPECIFIC_OUTPUTS),),
        formula=("p_c = Φ((T_U − y)/u) − Φ((T_L − y)/u)", N_("Bậc tự do nhỏ: phân bố t thay cho Φ")),
        source=SOURCE,
        adapt=_specific,
    ),
    Calculation(
        key="global_risk",
        method="M12",
        words=N_("Rủi ro chấp nhận sai, loại bỏ sai của cả quá trình"),
        purpose=N_("Trong tất cả những gì đo, bao nhiêu phần không đạt được nhận và bao nhiêu phần đạt bị loại."),
        version="1",
        inputs=(*GLOBAL_INPUTS, rows_input([each for each in GLOBAL_INPUTS if each.kind != "numbers"])),
        outputs=GLOBAL_OUTPUTS,
        run=for_each_row("global_risk", run_global),
        tables=(
            rows_output(GLOBAL_OUTPUTS),
            TableOut(
                name="operating_curve",
                words=N_("Đường đặc trưng của phép chấp nhận"),
                columns=(
                    Output(name="true_value", words=N_("Giá trị thật"), unit=OWN_UNIT),
                    Output(name="accept", words=N_("Xác suất được chấp nhận")),
                ),
                hidden=True,
            ),
            TableOut(
                name="product",
                words=N_("Mật độ của sản phẩm"),
                columns=(
                    Output(name="true_value", words=N_("Giá trị thật"), unit=OWN_UNIT),
                    Output(name="density", words=N_("Mật độ")),
                ),
                hidden=True,
            ),
        ),
        formula=(
            "R_C = ∫_{x ∉ T} g₀(x) [Φ((A_U − x)/u) − Φ((A_L − x)/u)] dx",
            "R_P = ∫_{x ∈ T} g₀(x) [1 − Φ((A_U − x)/u) + Φ((A_L − x)/u)] dx",
            "s₀ = T / z((1 + itp)/2);  u = T / (2 TUR);  s₀² = s_obs² − u²",
        ),
        source=SOURCE,
        plots=("operating_curve", "guard_band"),
        adapt=_global,
    ),
)
