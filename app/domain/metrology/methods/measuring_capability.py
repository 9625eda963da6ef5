"""M04: is a measuring system, or the whole measuring process, good enough for the tolerance (ISO 22514-7, VDA 5)."""

from __future__ import annotations

from dataclasses import replace

from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.measuring_capability_runs import run_measuring_process, run_measuring_system
from app.domain.metrology.uncertainty_inputs import LIMITS, LINEARITY, MASTER, OTHERS, uncertainty
from app.domain.metrology.usual_inputs import REFERENCE, SOME_READINGS, readings_alone, usual_ways
from app.wording import N_

_COMPONENTS = TableOut(
    "components",
    N_("Thành phần độ không đảm bảo đo"),
    (
        Output("component", N_("Thành phần")),
        Output("u", N_("Độ không đảm bảo đo chuẩn"), OWN_UNIT),
        Output("counted", N_("Có tính vào")),
        Output("share_percent", N_("Phần trong phương sai"), "%"),
    ),
)
WORDS = {
    "component.u_CAL": N_("Do mẫu chuẩn"),
    "component.u_RE": N_("Do độ phân giải"),
    "component.u_EVR": N_("Do độ lặp lại trên mẫu chuẩn"),
    "component.u_BI": N_("Do độ chệch"),
    "component.u_LIN": N_("Do độ tuyến tính"),
    "component.u_EVO": N_("Độ lặp lại trên vật đo"),
    "component.u_AV": N_("Giữa các người đo"),
    "component.u_IA": N_("Tương tác người đo × vật đo"),
}
"""What the codes of the components mean."""
_PARTS = (
    Output("u_CAL", WORDS["component.u_CAL"], OWN_UNIT),
    Output("u_RE", WORDS["component.u_RE"], OWN_UNIT),
    Output("u_EVR", WORDS["component.u_EVR"], OWN_UNIT),
    Output("u_BI", WORDS["component.u_BI"], OWN_UNIT),
    Output("u_LIN", WORDS["component.u_LIN"], OWN_UNIT),
)
_COMMON_OUT = (
    Output("minimum_tolerance", N_("Dung sai nhỏ nhất dùng được"), OWN_UNIT),
    Output("resolution_percent", N_("Độ phân giải, phần trăm dung sai"), "%"),
)
_GAUGE_DATA = Input(
    name="data",
    words=N_("Số đọc của nghiên cứu R&R"),
    kind="table",
    required=False,
    columns=(
        Input(name="part", words=N_("Vật đo"), kind="text"),
        Input(name="operator", words=N_("Người đo"), kind="text"),
        Input(name="trial", words=N_("Lần đo"), kind="text", required=False),
        Input(name="value", words=N_("Số đọc"), unit=OWN_UNIT),
    ),
)
_Q_MAX = Input(
    name="Q_MS_max_percent",
    words=N_("Q_MS nhiều nhất"),
    unit="%",
    setting=True,
    default=15.0,
    above=0.0,
    note=N_("ISO 22514-7, VDA 5."),
)

MEASURING_SYSTEM = Calculation(
    key="measuring_system",
    method="M04",
    words=N_("Năng lực hệ thống đo"),
    purpose=N_("Cho biết thiết bị đo, xét riêng với mẫu chuẩn, có đủ tốt cho dung sai hay không."),
    version="1",
    inputs=(
        SOME_READINGS,
        REFERENCE,
        *MASTER,
        uncertainty("u_EVR", N_("hoặc độ lặp lại trên mẫu chuẩn, đã biết")),
        Input(name="n_EVR", words=N_("tính từ bao nhiêu số đọc"), kind="integer", required=False, least=2),
        Input(name="bias", words=N_("hoặc độ chệch, đã biết"), unit=OWN_UNIT, required=False),
        uncertainty("u_BI", N_("hoặc độ không đảm bảo đo chuẩn do độ chệch")),
        LINEARITY,
        OTHERS,
        *LIMITS,
        _Q_MAX,
    ),
    outputs=(
        Output("Q_MS_percent", N_("Q_MS: hai lần U so với dung sai"), "%", main=True),
        Output("U_MS", N_("Độ không đảm bảo đo mở rộng (k = 2)"), OWN_UNIT, digits=3, main=True),
        Output("C_MS", N_("Chỉ số năng lực C_MS"), main=True),
        *_COMMON_OUT,
        Output("u_MS", N_("Độ không đảm bảo đo chuẩn"), OWN_UNIT),
        *_PARTS,
        Output("mean", N_("Trung bình"), OWN_UNIT),
        Output("bias", N_("Độ chệch"), OWN_UNIT),
        Output("n", N_("Số lần đọc")),
    ),
    run=run_measuring_system,
    tables=(_COMPONENTS,),
    formula=(
        "u_CAL = U_CAL/k, u_RE = d/√12, u_EVR = s, u_BI = |x̄ − x_m|/√3",
        "u_MS = √(u_CAL² + max(u_EVR, u_RE)² + u_BI² + u_LIN² + …)",
        "U_MS = 2 u_MS, Q_MS = 100·2 U_MS/T, C_MS = T/(20 u_MS), T_min = 2 U_MS/Q_max",
    ),
    source=(N_("ISO 22514-7:2012, điều 7 đến 10"), "VDA 5 (2011)"),
    study_kinds=("type1",),
    adapt=readings_alone,
    extra=WORDS,
)
MEASURING_PROCESS = Calculation(
    key="measuring_process",
    method="M04",
    words=N_("Năng lực quá trình đo"),
    purpose=N_("Cho biết cả quá trình đo, với người đo và vật đo thật, có đủ tốt cho dung sai hay không."),
    version="1",
    inputs=(
        _GAUGE_DATA,
        Input(
            name="alpha_pool",
            words=N_("Mức α để gộp tương tác vào sai số"),
            setting=True,
            default=0.05,
            least=0.0,
            most=1.0,
            note=N_("Gộp khi p > α. VDA 5 dùng 0,05."),
        ),
        *MASTER,
        uncertainty("u_EVR", N_("Độ lặp lại trên mẫu chuẩn")),
        uncertainty("u_BI", N_("Do độ chệch")),
        LINEARITY,
        uncertainty("u_EVO", N_("Độ lặp lại trên vật đo")),
        uncertainty("u_AV", N_("Giữa các người đo")),
        uncertainty("u_IA", N_("Tương tác người đo × vật đo")),
        OTHERS,
        *LIMITS,
        replace(_Q_MAX, name="Q_MP_max_percent", words=N_("Q_MP nhiều nhất"), default=30.0),
    ),
    outputs=(
        Output("Q_MP_percent", N_("Q_MP: hai lần U so với dung sai"), "%", main=True),
        Output("U_MP", N_("Độ không đảm bảo đo mở rộng (k = 2)"), OWN_UNIT, digits=3, main=True),
        Output("C_MP", N_("Chỉ số năng lực C_MP"), main=True),
        *_COMMON_OUT,
        Output("u_MP", N_("Độ không đảm bảo đo chuẩn"), OWN_UNIT),
        *_PARTS,
        Output("u_EVO", WORDS["component.u_EVO"], OWN_UNIT),
        Output("u_AV", WORDS["component.u_AV"], OWN_UNIT),
        Output("u_IA", WORDS["component.u_IA"], OWN_UNIT),
    ),
    run=run_measuring_process,
    tables=(_COMPONENTS,),
    formula=(
        "u_MP = √(u_CAL² + max(u_EVR, u_EVO, u_RE)² + u_BI² + u_LIN² + u_AV² + u_IA² + …)",
        "U_MP = 2 u_MP, Q_MP = 100·2 U_MP/T, C_MP = T/(10 u_MP), T_min = 2 U_MP/Q_max",
    ),
    source=(N_("ISO 22514-7:2012, điều 7 đến 10"), "VDA 5 (2011)"),
    study_kinds=("gauge_rr",),
    adapt=usual_ways,
    extra=WORDS,
)

CALCULATIONS = (MEASURING_SYSTEM, MEASURING_PROCESS)
