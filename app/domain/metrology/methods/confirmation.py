"""M03 as calculations: the confirmation of an instrument by its certificate, and the simple ratios TUR, TAR, U/MPE."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.confirmation_runs import run_confirmation, run_tur
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.each_row import adapted_rows, for_each_row, rows_input, rows_output
from app.domain.metrology.usual_inputs import RESOLUTION, TOLERANCE_HIGH, TOLERANCE_LOW, usual_ways
from app.wording import N_, _

MPE = Input(name="mpe", words=N_("Sai số cho phép lớn nhất MPE (±)"), unit=OWN_UNIT, required=False, above=0.0)
RULES = (
    ("simple", N_("chấp nhận đơn giản: |sai số| ≤ MPE")),
    ("guarded", N_("có khoảng bảo vệ bằng U: |sai số| + U ≤ MPE")),
)
DECISION_RULE = Input(
    name="decision_rule", words=N_("Quy tắc kết luận"), kind="choice", setting=True, default="simple", choices=RULES
)
U_RATIO = Input(
    name="u_ratio_limit", words=N_("U/MPE lớn nhất"), setting=True, default=1 / 3, above=0.0, most=1.0,
    note=N_("1/3 theo thông lệ kiểm định; có thể đặt từ 1/4 đến 1/10."),
)  # fmt: skip
TUR_LIMIT = Input(name="tur_limit", words=N_("TUR nhỏ nhất"), setting=True, default=4.0, above=0.0)
RESOLUTION_LIMIT = Input(
    name="resolution_limit_percent",
    words=N_("Độ phân giải lớn nhất so với dung sai"),
    unit="%",
    setting=True,
    default=5.0,
    above=0.0,
    most=100.0,
    note=N_("ISO 22514-7, VDA 5: 5 %; AIAG: 10 %."),
)
ACCURACY = Input(
    name="accuracy_of_standard", words=N_("Độ chính xác của chuẩn"), unit=OWN_UNIT, required=False, above=0.0
)
U95 = Input(name="U95", words=N_("Độ không đảm bảo đo mở rộng U (khoảng 95 %)"), unit=OWN_UNIT, above=0.0)
RANGES = (
    Input(name="range_low", words=N_("Phạm vi đã hiệu chuẩn, từ"), unit=OWN_UNIT, required=False),
    Input(name="range_high", words=N_("Phạm vi đã hiệu chuẩn, đến"), unit=OWN_UNIT, required=False),
    Input(name="use_low", words=N_("Phạm vi dùng, từ"), unit=OWN_UNIT, required=False),
    Input(name="use_high", words=N_("Phạm vi dùng, đến"), unit=OWN_UNIT, required=False),
)
POINTS = Input(
    name="data",
    words=N_("Các điểm của giấy chứng nhận"),
    kind="table",
    columns=(
        Input(name="point", words=N_("Điểm đo"), unit=OWN_UNIT, required=False),
        Input(name="error", words=N_("Sai số"), unit=OWN_UNIT, required=False),
        Input(name="U", words=N_("U"), unit=OWN_UNIT, required=False, least=0.0),
        Input(name="k", words=N_("k"), required=False, above=0.0),
        Input(name="mpe", words=N_("MPE"), unit=OWN_UNIT, required=False, above=0.0),
    ),
    note=N_("U ở mức tin cậy khoảng 95 %. U ghi với k khác 2 được đổi về k = 2; không ghi k thì điểm đó bị từ chối."),
)
ASSUMED_K = Input(
    name="k",
    words=N_("Hệ số phủ k của U ở các điểm không ghi"),
    setting=True,
    required=False,
    above=0.0,
    note=N_("Để trống nếu giấy không ghi: chương trình không tự giả định."),
)
RATIOS = (
    Output(name="TUR", words=N_("TUR = T/U"), main=True),
    Output(name="U_to_MPE_ratio", words=N_("U/MPE"), main=True),
    Output(name="TAR", words=N_("TAR = dung sai / độ chính xác của chuẩn")),
    Output(name="C_m", words=N_("Chỉ số năng lực phép đo Cm")),
    Output(name="resolution_percent", words=N_("Độ phân giải so với dung sai"), unit="%"),
)
TUR_INPUTS = (TOLERANCE_LOW, TOLERANCE_HIGH, U95, ACCURACY, RESOLUTION, TUR_LIMIT, RESOLUTION_LIMIT)
SOURCE = (
    N_("ISO 10012:2003, 7.1 và phụ lục A"),
    "ILAC-G8:09/2019",
    N_("JCGM 106:2012, điều 7 và 8"),
    "ANSI/NCSL Z540.3-2006, 5.3",
)


def _ratio_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    found = usual_ways(flat)
    for name, other in (("lower", "tolerance_low"), ("upper", "tolerance_high"), ("U", "U95")):
        if name in found:
            found.setdefault(other, found.pop(name))
    return found


def _tur_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    return adapted_rows(flat, _ratio_ways, ("U95",))


def _confirmation_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """One point may be given by error and U alone; "points" as "data"."""
    found = usual_ways(flat)
    if "points" in found:
        found.setdefault("data", found.pop("points"))
    if "data" not in found and "error" in found:
        found["data"] = [{name: found.pop(name) for name in ("point", "error", "U") if name in found}]
    if found.get("data") is not None and not found["data"]:
        raise UserError(_("“data” chưa có điểm nào. Nhập ít nhất một điểm của giấy chứng nhận."))
    return found


CALCULATIONS = (
    Calculation(
        key="confirmation",
        method="M03",
        words=N_("Xác nhận đo lường theo giấy chứng nhận"),
        purpose=N_("Phương tiện đo sau hiệu chuẩn có đáp ứng yêu cầu sử dụng hay không, từng điểm và điểm xấu nhất."),
        version="1",
        inputs=(
            POINTS,
            MPE,
            TOLERANCE_LOW,
            TOLERANCE_HIGH,
            RESOLUTION,
            ACCURACY,
            *RANGES,
            ASSUMED_K,
            DECISION_RULE,
            U_RATIO,
            TUR_LIMIT,
            RESOLUTION_LIMIT,
        ),
        outputs=(
            Output(name="worst_point", words=N_("Điểm xấu nhất"), unit=OWN_UNIT, digits=0, main=True),
            Output(name="worst_error", words=N_("Sai số ở điểm xấu nhất"), unit=OWN_UNIT, main=True),
            Output(
                name="worst_margin", words=N_("Phần còn lại MPE − |e| − U ở điểm xấu nhất"), unit=OWN_UNIT, main=True
            ),
            Output(name="largest_U", words=N_("U lớn nhất"), unit=OWN_UNIT),
            *RATIOS,
            Output(name="range_covered", words=N_("Phạm vi dùng nằm trong phạm vi đã hiệu chuẩn")),
        ),
        run=run_confirmation,
        tables=(
            TableOut(
                name="points",
                words=N_("Từng điểm"),
                columns=(
                    Output(name="point", words=N_("Điểm đo"), unit=OWN_UNIT, digits=0),
                    Output(name="error", words=N_("Sai số"), unit=OWN_UNIT),
                    Output(name="U", words=N_("U"), unit=OWN_UNIT),
                    Output(name="mpe", words=N_("MPE"), unit=OWN_UNIT),
                    Output(name="margin", words=N_("MPE − |e| − U"), unit=OWN_UNIT),
                    Output(name="verdict", words=N_("Kết luận")),
                ),
            ),
        ),
        formula=(
            N_("Chấp nhận đơn giản: |e| ≤ MPE và U ≤ tỷ lệ × MPE"),
            N_("Có khoảng bảo vệ: đạt |e| + U ≤ MPE; không đạt |e| − U > MPE; ở giữa là chưa chứng minh được"),
            "TUR = (T_U − T_L) / (2 U)",
            "C_m = (T_U − T_L) / (4 u)",
        ),
        source=SOURCE,
        plots=("guard_band",),
        adapt=_confirmation_ways,
    ),
    Calculation(
        key="tur",
        method="M03",
        words=N_("TUR, TAR và U/MPE"),
        purpose=N_("Phép đo đủ tốt so với dung sai đến mức nào, bằng vài tỷ số đơn giản."),
        version="1",
        inputs=(*TUR_INPUTS, rows_input(TUR_INPUTS)),
        outputs=RATIOS,
        run=for_each_row("tur", run_tur),
        tables=(rows_output(RATIOS),),
        formula=("TUR = (T_U − T_L) / (2 U)", "TAR = (T_U − T_L) / (2 a)", "C_m = (T_U − T_L) / (4 u)"),
        source=SOURCE,
        adapt=_tur_ways,
    ),
)
