"""M17 as a calculation: the judgement of a lot of prepackages."""

from __future__ import annotations

from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.prepackage_inputs import LOT_SIZE, PLAN, QN, SOURCE, lot_ways
from app.domain.metrology.prepackage_verdict import run_lot
from app.wording import N_

ROWS = Input(
    name="data",
    words=N_("Từng đơn vị"),
    kind="table",
    columns=(
        Input(name="part", words=N_("Đơn vị số"), kind="text", required=False),
        Input(name="value", words=N_("Cân hoặc đong được"), unit=OWN_UNIT),
        Input(name="tare", words=N_("Bì riêng"), unit=OWN_UNIT, required=False, least=0.0),
    ),
    note=N_("Có bì thì ghi số cân cả bì; không có bì thì ghi lượng thực."),
)
MONEY = (
    Input(name="packages_per_year", words=N_("Số đơn vị một năm"), required=False, least=0.0),
    Input(name="price_per_unit", words=N_("Giá một đơn vị lượng"), required=False, least=0.0),
    Input(name="currency", words=N_("Loại tiền"), kind="text", required=False),
    Input(name="year", words=N_("Năm của giá"), kind="integer", required=False, least=1990, most=2100),
)
_DECISIONS = {"accept": N_("chấp nhận lô"), "reject": N_("loại bỏ lô"), "second": N_("cần mẫu lần hai")}
DECISION_WORDS = {
    f"{name}.{decision}": words
    for name in ("decision", "decision_first_sample")
    for decision, words in _DECISIONS.items()
} | {
    "test.X̄": N_("Trung bình"),
    "test.T1": N_("Số đơn vị thiếu quá T"),
    "test.T2": N_("Số đơn vị thiếu quá 2T"),
}

CALCULATIONS = (
    Calculation(
        key="prepackage_lot",
        method="M17",
        words=N_("Kiểm tra một lô hàng đóng gói sẵn"),
        purpose=N_("Lô hàng có đủ lượng như nhãn ghi không, và đóng thừa mất bao nhiêu tiền."),
        version="1",
        inputs=(
            ROWS,
            QN,
            LOT_SIZE,
            Input(name="tare", words=N_("Bì trung bình"), unit=OWN_UNIT, required=False, least=0.0, from_study="tare"),
            Input(name="tare_sd", words=N_("Độ lệch chuẩn của bì"), unit=OWN_UNIT, required=False, least=0.0),
            Input(
                name="U",
                words=N_("Độ không đảm bảo đo mở rộng U của phép cân"),
                unit=OWN_UNIT,
                required=False,
                least=0.0,
            ),
            PLAN,
            Input(
                name="k",
                words=N_("Hệ số k theo phụ lục"),
                required=False,
                setting=True,
                least=0.0,
                note=N_("Để trống thì tính k = t(0,995; n − 1)/√n."),
            ),
            Input(
                name="T_annex",
                words=N_("T theo phụ lục"),
                unit=OWN_UNIT,
                required=False,
                setting=True,
                above=0.0,
                note=N_("Để trống thì dùng bảng OIML R 87."),
            ),
            Input(
                name="allowed_annex",
                words=N_("Số đơn vị thiếu được phép theo phụ lục"),
                kind="integer",
                required=False,
                setting=True,
                least=0,
            ),
            Input(
                name="annex_confirmed",
                words=N_("Đã đối chiếu T, k và số cho phép với bản ký Thông tư 21/2014/TT-BKHCN"),
                kind="boolean",
                setting=True,
                default=False,
            ),
            Input(
                name="z",
                words=N_("Hệ số an toàn z khi đặt mức đóng"),
                required=False,
                setting=True,
                least=0.0,
                note=N_("Mức đóng nên đặt = Qn + z·s, s gồm cả phép cân."),
            ),
            *MONEY,
        ),
        outputs=(
            Output(name="n", words=N_("Số đơn vị đã đo n"), main=True),
            Output(name="mean", words=N_("Lượng thực trung bình"), unit=OWN_UNIT, digits=6, main=True),
            Output(name="s", words=N_("Độ lệch chuẩn s"), unit=OWN_UNIT, main=True),
            Output(name="T", words=N_("Lượng thiếu cho phép T"), unit=OWN_UNIT, digits=0, main=True),
            Output(name="k", words=N_("Hệ số k của phép kiểm trung bình")),
            Output(name="mean_limit", words=N_("Giới hạn của trung bình"), unit=OWN_UNIT, digits=6, main=True),
            Output(name="mean_test_passed", words=N_("Phép kiểm trung bình đạt")),
            Output(name="count_below_Qn_minus_T", words=N_("Số đơn vị thiếu quá T"), main=True),
            Output(name="count_below_Qn_minus_2T", words=N_("Số đơn vị thiếu quá 2T"), main=True),
            Output(name="allowed", words=N_("Số đơn vị thiếu được phép")),
            Output(name="decision_first_sample", words=N_("Theo số đơn vị thiếu của mẫu đầu")),
            Output(name="decision", words=N_("Cả ba phép kiểm")),
            Output(name="largest_shortfall", words=N_("Thiếu nhiều nhất"), unit=OWN_UNIT),
            Output(name="average_error", words=N_("Sai lệch trung bình so với Qn"), unit=OWN_UNIT),
            Output(name="average_error_percent", words=N_("Sai lệch trung bình so với Qn"), unit="%"),
            Output(name="target_fill", words=N_("Mức đóng nên đặt"), unit=OWN_UNIT, digits=6),
            Output(name="annual_giveaway", words=N_("Đóng thừa một năm")),
        ),
        tables=(
            TableOut(
                name="tests",
                words=N_("Ba phép kiểm"),
                columns=(
                    Output(name="test", words=N_("Phép kiểm")),
                    Output(name="found", words=N_("Kết quả"), digits=0),
                    Output(name="limit", words=N_("Giới hạn"), digits=0),
                    Output(name="passed", words=N_("Đạt")),
                ),
            ),
            TableOut(
                name="units",
                words=N_("Từng đơn vị: lượng thực và lỗi T1, T2"),
                columns=(
                    Output(name="number", words=N_("Đơn vị số")),
                    Output(name="net", words=N_("Lượng thực"), unit=OWN_UNIT, digits=6),
                    Output(name="error", words=N_("Lỗi")),
                ),
                hidden=True,
            ),
        ),
        run=run_lot,
        formula=(
            N_("Trung bình ≥ Qn − k·s, k = t(0,995; n − 1)/√n; đo cả lô: trung bình ≥ Qn."),
            N_("Lỗi T1: x < Qn − T. Lỗi T2: x < Qn − 2T, không được có. Bằng giới hạn không phải là lỗi."),
            N_("Số lỗi T1: theo phương án; đo cả lô: không quá 2,5 % của N."),
        ),
        source=SOURCE,
        study_kinds=("lot",),
        extra=DECISION_WORDS,
        plots=("prepackage_histogram",),
        adapt=lot_ways,
    ),
)
