"""Tables that several methods have in their results, declared once."""

from __future__ import annotations

from app.domain.metrology.declared import OWN_UNIT, SQUARED_UNIT, Output, TableOut
from app.wording import N_

ANOVA = TableOut(
    "anova",
    N_("Phân tích phương sai"),
    (
        Output("source", N_("Nguồn")),
        Output("df", N_("Bậc tự do")),
        Output("ss", N_("Tổng bình phương"), SQUARED_UNIT),
        Output("ms", N_("Trung bình bình phương"), SQUARED_UNIT),
        Output("f", "F"),
        Output("p", "p"),
    ),
)
RUN = TableOut(
    "run",
    N_("Số đọc theo thứ tự"),
    (Output("order", N_("Thứ tự")), Output("value", N_("Số đọc"), OWN_UNIT)),
    hidden=True,
)
