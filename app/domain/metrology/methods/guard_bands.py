"""M13 as a calculation: acceptance limits inside a tolerance, by every rule side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.each_row import adapted_rows, for_each_row, rows_input, rows_output
from app.domain.metrology.guard_band_runs import METHODS, run_guard_bands
from app.domain.metrology.usual_inputs import TOLERANCE_HIGH, TOLERANCE_LOW, usual_ways
from app.wording import N_

CHOSEN = Input(
    name="guard_method",
    words=N_("Quy tắc được chọn"),
    kind="choice",
    setting=True,
    default="method6_dobbert",
    choices=METHODS,
)
INPUTS = (
    Input(name="tur", words=N_("TUR = T/U"), required=False, above=0.0),
    Input(
        name="U95", words=N_("Độ không đảm bảo đo mở rộng U, thay cho TUR"), unit=OWN_UNIT, required=False, above=0.0
    ),
    TOLERANCE_LOW,
    TOLERANCE_HIGH,
    Input(
        name="false_accept_cost", words=N_("Thiệt hại khi nhận một đơn vị sai"), unit="VND", required=False, least=0.0
    ),
    Input(
        name="false_reject_cost", words=N_("Thiệt hại khi loại một đơn vị đúng"), unit="VND", required=False, least=0.0
    ),
    CHOSEN,
    Input(
        name="itp",
        words=N_("Tỷ lệ nằm trong dung sai (từ 0 đến 1)"),
        setting=True,
        default=0.85,
        above=0.0,
        most=0.999999999,
        note=N_("Dùng cho PFA, PFR và hai cách giải; cách số 6 không phụ thuộc số này."),
    ),
    Input(
        name="pfa_target_percent", words=N_("PFA cần đạt"), unit="%", setting=True, default=2.0, above=0.0, most=50.0
    ),
    Input(
        name="one_result_risk_percent",
        words=N_("Rủi ro lớn nhất của một kết quả được nhận"),
        unit="%",
        setting=True,
        default=5.0,
        above=0.0,
        most=50.0,
    ),
    Input(name="k", words=N_("Hệ số phủ k của U"), setting=True, default=2.0, above=0.0),
)
OUTPUTS = (
    Output(name="acceptance_low", words=N_("Giới hạn chấp nhận dưới"), unit=OWN_UNIT, main=True),
    Output(name="acceptance_high", words=N_("Giới hạn chấp nhận trên"), unit=OWN_UNIT, main=True),
    Output(name="guard_width", words=N_("Lùi vào mỗi phía, w"), unit=OWN_UNIT, main=True),
    Output(name="guard_factor", words=N_("Hệ số của quy tắc được chọn")),
    Output(name="pfa_before_percent", words=N_("PFA khi không có khoảng bảo vệ"), unit="%"),
    Output(name="pfr_before_percent", words=N_("PFR khi không có khoảng bảo vệ"), unit="%"),
    Output(name="pfa_after_percent", words=N_("PFA sau khi có khoảng bảo vệ"), unit="%", main=True),
    Output(name="pfr_after_percent", words=N_("PFR sau khi có khoảng bảo vệ"), unit="%", main=True),
    Output(name="pfa_after_worst_percent", words=N_("PFA xấu nhất sau khi có khoảng bảo vệ"), unit="%"),
    Output(name="method5_full_U", words=N_("Hệ số: w = U (cách số 5)")),
    Output(name="method6_dobbert", words=N_("Hệ số: PFA 2 % với mọi sản phẩm (cách số 6)")),
    Output(name="rss", words=N_("Hệ số: căn bậc hai √(1 − 1/TUR²)")),
    Output(name="rp10", words=N_("Hệ số: NCSLI RP-10")),
    Output(name="one_result", words=N_("Hệ số: theo rủi ro của một kết quả")),
    Output(name="solved", words=N_("Hệ số: giải cho PFA cần đạt")),
    Output(name="solved_worst", words=N_("Hệ số: giải cho PFA xấu nhất")),
    Output(name="least_cost", words=N_("Hệ số: thiệt hại ít nhất")),
    Output(name="least_cost_per_unit", words=N_("Thiệt hại ít nhất cho một đơn vị"), unit="VND"),
    Output(name="tur_used", words=N_("TUR đã dùng")),
)


def _ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    return adapted_rows(flat, usual_ways, ())


CALCULATIONS = (
    Calculation(
        key="guard_bands",
        method="M13",
        words=N_("Khoảng bảo vệ"),
        purpose=N_("Thu hẹp giới hạn chấp nhận bao nhiêu để ít nhận nhầm hàng không đạt, và giá phải trả."),
        version="1",
        inputs=(*INPUTS, rows_input(INPUTS)),
        outputs=OUTPUTS,
        run=for_each_row("guard_bands", run_guard_bands),
        tables=(
            TableOut(
                name="methods",
                words=N_("Các quy tắc"),
                columns=(
                    Output(name="method", words=N_("Quy tắc")),
                    Output(name="factor", words=N_("Hệ số")),
                    Output(name="low", words=N_("Từ"), unit=OWN_UNIT, digits=0),
                    Output(name="high", words=N_("Đến"), unit=OWN_UNIT, digits=0),
                    Output(name="pfa", words=N_("PFA"), unit="%"),
                    Output(name="pfr", words=N_("PFR"), unit="%"),
                    Output(name="pfa_worst", words=N_("PFA xấu nhất"), unit="%"),
                    Output(name="cost", words=N_("Thiệt hại một đơn vị"), unit="VND"),
                ),
            ),
            rows_output(OUTPUTS),
        ),
        formula=(
            N_("Giới hạn chấp nhận = hệ số × nửa độ rộng dung sai, không bao giờ rộng hơn dung sai"),
            "w = U: 1 − 1/TUR;  RSS: √(1 − 1/TUR²);  RP-10: 1,25 − 1/TUR (TUR < 4)",
            N_("Cách số 6: 1 − (1,04 − exp(0,38 ln TUR − 0,54))/TUR"),
            "w = r U,  r = z(1 − p)/k",
        ),
        source=(
            N_("Sổ tay ANSI/NCSL Z540.3, cách số 5 và số 6"),
            N_("JCGM 106:2012, 8.3; ILAC-G8:09/2019; ISO 14253-1:2017"),
            "NCSLI RP-10",
        ),
        plots=("guard_band",),
        adapt=_ways,
    ),
)
