"""What an uncertainty budget starts from, as declared inputs, and the other ways of writing them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Input
from app.domain.metrology.expressions import names_in, parse_model
from app.wording import N_, _

DISTRIBUTIONS: Mapping[str, str] = {
    "normal": N_("chuẩn"),
    "t": N_("t (Student)"),
    "rectangular": N_("chữ nhật"),
    "triangular": N_("tam giác"),
    "arcsine": N_("arcsin (chữ U)"),
    "trapezoid": N_("hình thang"),
    "curvilinear_trapezoid": N_("hình thang cong"),
}
KINDS: Mapping[str, str] = {"A": N_("A, thống kê"), "B": N_("B, từ nguồn khác")}
MODEL = Input(
    name="model",
    words=N_("Mô hình đo"),
    kind="text",
    required=False,
    note=N_("Viết như y = a*(b - c); nhiều kết quả cách nhau bằng dấu chấm phẩy. Để trống: cộng các thành phần."),
)
COMPONENTS = Input(
    name="inputs",
    words=N_("Các thành phần"),
    kind="table",
    note=N_(
        "Mỗi thành phần cho độ không đảm bảo theo một cách: u; s và n; nửa bề rộng; U với k; độ phân giải; số đọc."
    ),
    columns=(
        Input(name="name", words=N_("Tên trong mô hình"), kind="text"),
        Input(name="value", words=N_("Ước lượng"), required=False),
        Input(name="unit", words=N_("Đơn vị"), kind="text", required=False),
        Input(
            name="model_unit",
            words=N_("Đơn vị trong mô hình"),
            kind="text",
            required=False,
            note=N_("Khi mô hình tính theo đơn vị khác với đơn vị nhập; để trống là cùng đơn vị."),
        ),
        Input(name="kind", words=N_("Loại"), kind="choice", required=False, choices=tuple(KINDS.items())),
        Input(
            name="distribution",
            words=N_("Phân bố"),
            kind="choice",
            required=False,
            choices=tuple(DISTRIBUTIONS.items()),
        ),
        Input(name="u", words=N_("Độ không đảm bảo chuẩn u"), required=False),
        Input(name="half_width", words=N_("Nửa bề rộng a"), required=False),
        Input(name="low", words=N_("Giới hạn dưới"), required=False),
        Input(name="high", words=N_("Giới hạn trên"), required=False),
        Input(
            name="beta",
            words=N_("Đáy nhỏ trên đáy lớn của hình thang"),
            required=False,
            note=N_("Từ 0 (tam giác) đến 1 (chữ nhật)."),
        ),
        Input(
            name="inexact",
            words=N_("Độ không chắc của chính giới hạn"),
            required=False,
            note=N_("Chỉ cho hình thang cong: giới hạn đúng trong khoảng ± giá trị này (JCGM 101:2008, 6.4.3)."),
        ),
        Input(name="U", words=N_("Độ không đảm bảo mở rộng U"), required=False),
        Input(name="k", words=N_("Hệ số phủ k của U"), required=False),
        Input(name="p", words=N_("Xác suất phủ p của U"), required=False),
        Input(name="s", words=N_("Độ lệch chuẩn s"), required=False),
        Input(name="n", words=N_("Số lần đo n"), required=False),
        Input(name="resolution", words=N_("Độ phân giải d"), required=False),
        Input(name="readings", words=N_("Các số đọc"), kind="numbers", required=False),
        Input(name="df", words=N_("Bậc tự do"), required=False, note=N_("Để trống là vô hạn.")),
        Input(
            name="relative_reliability",
            words=N_("Độ tin cậy tương đối của u"),
            required=False,
            note=N_("R = Δu/u, như 0,25; bậc tự do là 1/(2R²) (JCGM 100:2008, G.4.2)."),
        ),
    ),
)
CORRELATIONS = Input(
    name="correlations",
    words=N_("Tương quan"),
    kind="table",
    required=False,
    columns=(
        Input(name="first", words=N_("Thành phần"), kind="text"),
        Input(name="second", words=N_("với thành phần"), kind="text"),
        Input(name="r", words=N_("Hệ số tương quan r"), least=-1.0, most=1.0),
    ),
)
SIMULTANEOUS = Input(
    name="simultaneous",
    words=N_("Các số đọc lấy cùng lúc"),
    kind="boolean",
    required=False,
    default=False,
    setting=True,
    note=N_("Có: hệ số tương quan tính từ chính các số đọc (JCGM 100:2008, 5.2.3)."),
)
COVERAGE = Input(
    name="coverage",
    words=N_("Xác suất phủ p"),
    setting=True,
    default=0.95,
    above=0.0,
    most=99.9999,
    note=N_("Như 0,95; JCGM 100:2008, 6.2."),
)
FIXED_K = Input(
    name="k",
    words=N_("Hệ số phủ k chọn trước"),
    setting=True,
    required=False,
    above=0.0,
    note=N_("Để trống: k tính từ xác suất phủ và bậc tự do hiệu dụng."),
)
TRUNCATE = Input(
    name="truncate_df",
    words=N_("Cắt bậc tự do xuống số nguyên"),
    kind="boolean",
    setting=True,
    default=True,
    note=N_("JCGM 100:2008, G.4.1."),
)
NEEDED = Input(
    name="needed_uncertainty",
    words=N_("U lớn nhất được phép"),
    unit=OWN_UNIT,
    required=False,
    setting=True,
    above=0.0,
    note=N_("Yêu cầu của quá trình đo; để trống thì không kết luận."),
)
CHECK_UNITS = Input(
    name="check_units",
    words=N_("Kiểm đơn vị của mô hình"),
    kind="boolean",
    setting=True,
    default=True,
    note=N_("Không: chỉ khi mô hình là công thức thực nghiệm mà hằng số mang đơn vị."),
)
IMPEDANCE = ("R = V/I*cos(phi); X = V/I*sin(phi); Z = V/I", frozenset({"V", "I", "phi"}))
"""The example everybody knows by its letters (JCGM 100:2008, H.2)."""

_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_PHRASE = re.compile(r"(one|two|three|four|five|six)\s+(\w+)((?:,?\s*(?:mean|u)\s+-?[\d.]+)*)")
_ALIKE = {"uniform": "rectangular", "gaussian": "normal", "u_shaped": "arcsine", "student": "t"}
_INFINITE = ("infinite", "infinity", "inf", "∞")


def adapted(flat: Mapping[str, Any]) -> dict[str, Any]:
    """The declared inputs from series of simultaneous readings (columns, rows), from components told in a phrase, from
    components without names, from "infinite" degrees of freedom.
    """
    found = dict(flat)
    columns, rows = found.pop("columns", None), found.pop("rows", None)
    if columns and rows:
        found["inputs"] = [*(found.get("inputs") or ()), *_series(columns, rows, str(found.get("model") or ""))]
        found.setdefault("simultaneous", True)
    if isinstance(found.get("inputs"), str):
        found["inputs"] = _told(found["inputs"], str(found.get("model") or ""))
    if isinstance(found.get("inputs"), Sequence) and not isinstance(found["inputs"], str):
        found["inputs"] = [_component(each, place) for place, each in enumerate(found["inputs"], 1)]
    return found


def usual_model(names: Sequence[str]) -> str:
    """The model where none is given: that of the letters, else the sum of the components."""
    model, letters = IMPEDANCE
    return model if frozenset(names) == letters else " + ".join(names)


def _component(row: Any, place: int) -> Any:
    if not isinstance(row, Mapping):
        return row
    found = dict(row)
    if not found.get("name"):
        found |= {"name": f"x{place}", "value": found.get("value", 0.0)}
    if str(found.get("df")).strip().lower() in _INFINITE:
        found["df"] = None
    if isinstance(found.get("distribution"), str):
        word = found["distribution"].strip().lower().replace("-", "_").replace(" ", "_")
        found["distribution"] = _ALIKE.get(word, word)
    return found


def _names_of(model: str) -> list[str]:
    return list(dict.fromkeys(name for each in parse_model(model) for name in names_in(each.node)))


def _told(phrase: str, model: str) -> list[dict[str, Any]]:
    """ "three rectangular u 1, one rectangular u 10" for the names of the model in their order."""
    rows: list[dict[str, Any]] = []
    names = iter(_names_of(model))
    for count, distribution, rest in _PHRASE.findall(phrase):
        numbers = dict(re.findall(r"(mean|u)\s+(-?[\d.]+)", rest))
        for _place, name in zip(range(_COUNTS[count]), names, strict=False):
            told = {"value": float(numbers.get("mean", 0)), "u": float(numbers.get("u", 0))}
            rows.append({"name": name, "distribution": distribution, **told})
    return rows


def _series(columns: Sequence[str], rows: Iterable[Sequence[Any]], model: str) -> list[dict[str, Any]]:
    """Readings taken together, a column each. "I_milliampere" is I of the model, read in mA, computed in A."""
    told = list(rows) if isinstance(rows, list | tuple) else []
    named = isinstance(columns, list | tuple) and all(isinstance(each, str) for each in columns)
    if not told or not named or not all(isinstance(each, list | tuple) and len(each) == len(columns) for each in told):
        raise UserError(_("“data”: mỗi dòng số đọc phải có đủ một số cho mỗi cột của “columns”."))
    names = _names_of(model) if model else list(columns)
    read = list(zip(*told, strict=True))
    return [{**_titled(title, names), "readings": list(each)} for title, each in zip(columns, read, strict=True)]


def _titled(title: str, names: Sequence[str]) -> dict[str, str]:
    from app.domain.metrology.units import is_known, symbol, without_prefix

    name, _sign, unit = title.partition("_")
    if title in names or name not in names or not is_known(unit):
        return {"name": title}
    return {"name": name, "unit": symbol(unit), "model_unit": without_prefix(unit)}
