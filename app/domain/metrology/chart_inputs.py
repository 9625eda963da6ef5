"""What all control charts share: base period, run rules, rows of points, the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Input, Output, TableOut
from app.domain.metrology.results import Row, Said, Verdict, said
from app.wording import N_, _

if TYPE_CHECKING:
    from app.domain.metrology.control_charts import Rules

PROVISIONAL, ENOUGH = 12, 20

BASE = Input(
    name="base_points",
    words=N_("Giai đoạn nền: bao nhiêu điểm đầu"),
    kind="integer",
    required=False,
    setting=True,
    least=2,
    note=N_("Giới hạn tính từ giai đoạn nền ổn định (nên từ 20 điểm); để trống: từ mọi điểm, chỉ là tạm tính."),
)
MULTIPLE = Input(name="k", words=N_("Giới hạn ở bao nhiêu lần σ"), setting=True, default=3.0, above=0.0)
RULES = (
    Input(
        name="rule_2_of_3",
        words=N_("Báo khi 2 trong 3 điểm quá 2σ cùng phía"),
        kind="boolean",
        setting=True,
        default=False,
        note=N_("Mỗi quy tắc thêm vào làm tăng báo động giả: bốn quy tắc thì trung bình 92 điểm một lần, thay vì 370."),
    ),
    Input(
        name="rule_4_of_5",
        words=N_("Báo khi 4 trong 5 điểm quá 1σ cùng phía"),
        kind="boolean",
        setting=True,
        default=False,
    ),
    Input(
        name="rule_8_in_row",
        words=N_("Báo khi 8 điểm liền cùng phía"),
        kind="boolean",
        setting=True,
        default=False,
    ),
)
POINTS = TableOut(
    "points",
    N_("Các điểm của biểu đồ"),
    (
        Output("order", N_("Thứ tự")),
        Output("label", N_("Điểm")),
        Output("value", N_("Giá trị"), OWN_UNIT),
        Output("out", N_("Báo động")),
        Output("rule", N_("Quy tắc")),
        Output("base", N_("Trong giai đoạn nền")),
    ),
    hidden=True,
)
RANGES = TableOut(
    "ranges",
    N_("Các khoảng của biểu đồ"),
    (
        Output("order", N_("Thứ tự")),
        Output("value", N_("Khoảng"), OWN_UNIT),
        Output("out", N_("Ngoài giới hạn")),
    ),
    hidden=True,
)
CHART_WORDS = {
    "rule.beyond": N_("ngoài giới hạn"),
    "rule.2_of_3": N_("2 trong 3 điểm quá 2σ"),
    "rule.4_of_5": N_("4 trong 5 điểm quá 1σ"),
    "rule.8_in_row": N_("8 điểm liền cùng phía"),
}
"""What the codes in the column "rule" mean."""


def base_of(given: Mapping[str, Any], n: int) -> int:
    """How many of the first points the limits rest on; UserError when there are fewer points than that."""
    wanted = given["base_points"]
    if wanted is not None and wanted > n:
        raise UserError(_("Giai đoạn nền {base} điểm dài hơn số điểm có ({n}). Sửa “base_points”.", base=wanted, n=n))
    return n if wanted is None else int(wanted)


def rules_of(given: Mapping[str, Any]) -> Rules:
    from app.domain.metrology.control_charts import Rules

    return Rules(given["rule_2_of_3"], given["rule_4_of_5"], given["rule_8_in_row"])


def rows_of(values: Sequence[float], broken: Sequence[str], base: int, labels: Sequence[str] = ()) -> list[Row]:
    """One row a point, numbered from 1."""
    return [
        {
            "order": order,
            "label": labels[order - 1] if labels else str(order),
            "value": value,
            "out": bool(rule),
            "rule": rule,
            "base": order <= base,
        }
        for order, (value, rule) in enumerate(zip(values, broken, strict=True), 1)
    ]


def chart_verdict(broken: Sequence[str] | None, base: int, basis: Said | None = None) -> Verdict:
    """broken: the rule each point breaks, None when there are no limits. base: points that the limits rest on, which is
    the basis unless another is given."""
    basis = basis or said(
        N_("Giới hạn từ {base} điểm của giai đoạn nền (ISO 7870-2, NIST/SEMATECH e-Handbook)."), base=base
    )
    if broken is None:
        return Verdict("none", said(N_("Chưa xét được: chưa có điểm nào, hoặc mọi giá trị bằng nhau.")), basis)
    out = [order for order, rule in enumerate(broken, 1) if rule]
    if out:
        first = ", ".join(str(each) for each in out[:10])
        return Verdict(
            "bad", said(N_("{count} điểm báo động ({points}): tìm nguyên nhân."), count=len(out), points=first), basis
        )
    if base < PROVISIONAL:
        return Verdict("part", said(N_("Không có điểm báo động, nhưng giới hạn mới là tạm tính.")), basis)
    return Verdict("ok", said(N_("Không có điểm báo động: quá trình ổn định.")), basis)


def chart_warnings(given: Mapping[str, Any], base: Sequence[float], n: int, r1: float | None) -> list[Said]:
    warned = []
    if given["base_points"] is None:
        warned.append(said(N_("Giới hạn tính từ chính những điểm đang xét; chọn một giai đoạn nền ổn định.")))
    if len(base) < PROVISIONAL:
        warned.append(said(N_("Giai đoạn nền chỉ có {n} điểm: giới hạn là tạm tính."), n=len(base)))
    elif len(base) < ENOUGH:
        warned.append(said(N_("Giai đoạn nền có {n} điểm; nên có ít nhất {enough}."), n=len(base), enough=ENOUGH))
    if r1 is not None and abs(r1) > 2 / len(base) ** 0.5:
        warned.append(said(N_("Các giá trị liền nhau phụ thuộc nhau (r1 = {r1}): giới hạn quá hẹp."), r1=r1))
    return warned
