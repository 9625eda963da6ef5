"""Pictures of one figure on its scale: a result against the tolerance, today's check against the usual, a reliability
against its target."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.metrology.pictures.seen import Seen, brief, placed
from app.domain.plots import Axis, Limit, Plot, SpanRow, Spans, Zone
from app.wording import _


def pictures(seen: Seen) -> Iterator[Plot]:
    estimate, spread = seen.figure("estimate"), seen.figure("u")
    if estimate is not None and spread and "p_conforming" in seen.result.values:
        yield against_tolerance(seen, estimate, spread)
    accepted, limit, today = seen.figure("accepted"), seen.figure("limit"), seen.figure("today_mean")
    if accepted is not None and limit is not None and today is not None:
        yield against_usual(seen, accepted, limit, today)
    reliability = seen.figure("reliability")
    if reliability is not None:
        yield against_target(seen, reliability)


def against_tolerance(seen: Seen, estimate: float, spread: float) -> Spans:
    """The result ± 2u over the tolerance: what reaches out of it is the risk of a wrong acceptance."""
    low, high = seen.figure("tolerance_low"), seen.figure("tolerance_high")
    limits = [Limit(each, placed(each, low, high)) for each in (low, high) if each is not None]
    shown = f"{placed(estimate, estimate + 2 * spread)} ± {brief(2 * spread, 2)}"
    return Spans(
        title=_("Kết quả trong dung sai"),
        axis=Axis(_("Giá trị"), seen.unit),
        rows=(SpanRow(_("kết quả ± 2u"), estimate - 2 * spread, estimate + 2 * spread, estimate, shown),),
        limits=tuple(limits),
        zones=(Zone(low, high, "ok"),) if limits else (),
    )


def against_usual(seen: Seen, accepted: float, limit: float, today: float) -> Spans:
    """Today's mean of the check standard between the limits about its accepted value."""
    low, high = accepted - limit, accepted + limit
    share = brief(100 * (seen.figure("confidence") or 0.95))
    return Spans(
        title=_("Chuẩn kiểm tra hôm nay"),
        axis=Axis(_("Giá trị"), seen.unit, margin=0.2),
        rows=(SpanRow(_("hôm nay"), None, None, today, placed(today, low, high)),),
        limits=(
            Limit(low, placed(low, high)),
            Limit(accepted, placed(accepted, low, high), "none", dashed=False),
            Limit(high, placed(high, low)),
        ),
        zones=(Zone(low, high, "ok"),),
        note=_("Vùng xanh: giá trị chấp nhận và giới hạn {share} % từ lịch sử của chuẩn kiểm tra.", share=share),
    )


def against_target(seen: Seen, reliability: float) -> Spans:
    """The observed reliability with its interval, and the target."""
    low, high, target = (seen.figure(name) for name in ("reliability_low", "reliability_high", "target_reliability"))
    limits = (Limit(100 * target, _("mục tiêu {value} %", value=brief(100 * target))),) if target else ()
    row = SpanRow(
        _("quan sát được, với khoảng"),
        None if low is None else 100 * low,
        None if high is None else 100 * high,
        100 * reliability,
        f"{brief(100 * reliability, 3)} %",
    )
    return Spans(
        title=_("Tỷ lệ còn đạt ở cuối chu kỳ"),
        axis=Axis(_("Tỷ lệ còn đạt"), "%", high=100.0),
        rows=(row,),
        limits=limits,
        zones=(Zone(100 * target, None, "ok"),) if target else (),
    )
