"""Sections 6 and 8 of the assessment: what was measured, with its uncertainty, and the losses as intervals."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.document import Block, Column, Heading, Paragraph, Plotted, Table
from app.domain.metrology.pictures.losses import sums_on_scale
from app.domain.metrology.shown import shown_value
from app.domain.plots import SpanRow, Spans
from app.reports.assessed import Assessment
from app.reports.evaluated import Evaluated, Told, figures_told
from app.reports.inventory import joined
from app.wording import _

LOSSES = "M20"
MOST_MAIN = 3


def measured_blocks(assessment: Assessment) -> Iterator[Block]:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Đánh giá, đối tượng"), 2.4),
        Column(_("Kết luận"), 1.3, "state"),
        Column(_("Kết quả, với khoảng hoặc độ không đảm bảo"), 3),
        Column(_("Nói gì"), 3.4),
        Column(_("Phát hiện"), 1, "code"),
    )
    rows = tuple(
        (each.code, _whom(each), each.state, main_figures(each), each.sentence, each.findings)
        for each in assessment.evaluated
        if not is_loss(each)
    )
    yield Heading(_("6. Kết quả đo và đánh giá phép đo"))
    empty = _("Chưa có đánh giá phép đo nào trong chu kỳ này.")
    yield Table(columns, rows, _("Bảng 3. Các đánh giá phép đo"), empty, small=True)
    if rows:
        yield Paragraph(_("Hình, số đọc và cách tính của từng đánh giá ở báo cáo kết quả đánh giá đo lường."), "note")


def _whom(each: Evaluated) -> str:
    """The title, and the codes of what it is about."""
    codes = joined(*(words.partition(",")[0] for _label, words in each.about))
    return f"{each.title}\n{codes}" if codes else each.title


def is_loss(each: Evaluated) -> bool:
    return each.calculation is not None and each.calculation.method == LOSSES


def main_figures(each: Evaluated) -> str:
    """The few figures that stand on top, each with its interval where it has one."""
    told = [one for one in figures_told(each) if one.main and not one.why and not isinstance(one.value, bool)]
    if any(one.interval for one in told):  # whose ends need not stand by themselves again
        told = [one for one in told if not one.name.endswith(("_low", "_high"))]
    return "\n".join(map(_figure, told[:MOST_MAIN]))


def _figure(told: Told) -> str:
    words = _("{label}: {value}", label=told.label, value=told.shown)
    return f"{words} ({told.interval})" if told.interval else words


def loss_blocks(assessment: Assessment) -> Iterator[Block]:
    """Money as low, expected and high; sums that may overlap are never added."""
    losses = [each for each in assessment.evaluated if is_loss(each) and each.result]
    yield Heading(_("8. Thiệt hại ước tính"))
    rows = [(each, told) for each in losses for told in figures_told(each) if told.low is not None and not told.why]
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Thiệt hại"), 3.2),
        Column(_("Thấp"), 1.5, "number"),
        Column(_("Dự kiến"), 1.5, "number"),
        Column(_("Cao"), 1.5, "number"),
        Column(_("Đơn vị"), 1.2),
    )
    table = tuple(
        (
            each.code,
            joined(each.title, told.label),
            shown_value(told.low, 3),
            shown_value(told.value, 3),
            shown_value(told.high, 3),
            told.unit,
        )
        for each, told in rows
    )
    empty = _("Chưa tính thiệt hại bằng tiền: cần sản lượng, giá và sai số đã đo của từng quá trình.")
    yield Table(columns, table, _("Bảng 5. Thiệt hại, mỗi khoản một khoảng"), empty, of_figures=True)
    for unit in dict.fromkeys(told.unit for _each, told in rows):
        yield Plotted(_spans(unit, [(each, told) for each, told in rows if told.unit == unit]))
    if rows:
        yield Paragraph(
            _(
                "Các khoản có thể trùng nhau nên không cộng lại. Mỗi khoản tính từ số liệu của chính doanh nghiệp; giả "
                "định và đầu vào ở báo cáo kết quả đánh giá đo lường."
            ),
            "note",
        )
    for each in losses:
        yield Paragraph(_("{code}: {words}", code=each.code, words=each.sentence))


def _spans(unit: str, rows: list[tuple[Evaluated, Told]]) -> Spans:
    return sums_on_scale(
        unit,
        [
            SpanRow(f"{each.code} {told.label}", told.low, told.high, _number(told.value), shown_value(told.value, 3))
            for each, told in rows
        ],
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
