"""The pictures beside the rows of the register's analysis: certificate against MPE, use against tolerance, errors over
time."""

from __future__ import annotations

from app.domain.metrology.shown import shown_value, told_value
from app.domain.plots import Axis, Band, Chart, Limit, Plot, Point, Series, SpanRow, Spans, Zone
from app.domain.register_analysis import CertificateCheck, ConfirmationRow, IntervalRow, PointCheck, UseCheck
from app.wording import _

STATES = {"pass": "", "fail": "bad", "conditional": "warn", "unknown": "none"}
REQUIRED_SHARE = 80.0
"""Percent of the limit up to which the staircase lets an interval grow."""


def confirmation_pictures(row: ConfirmationRow) -> tuple[Plot, ...]:
    """Those there are figures for: first the use in the process, then the certificate."""
    found = (use_picture(row.use) if row.use else None, certificate_picture(row.certificate))
    return tuple(each for each in found if each is not None)


def use_picture(use: UseCheck) -> Spans | None:
    """Tolerance, acceptance limits and what a single reading may be off, on one scale; None for one-sided limits."""
    low, high = use.tolerance_low, use.tolerance_high
    if low is None or high is None:
        return None
    middle = (low + high) / 2
    rows = [SpanRow(_("Dung sai"), low, high, shown=_range(low, high))]
    if use.guard is not None:
        rows.append(SpanRow(_("Chấp nhận"), use.guard.low, use.guard.high, shown=_range(use.guard.low, use.guard.high)))
    if use.expanded_uncertainty is not None:
        u = use.expanded_uncertainty
        rows.append(SpanRow(_("± U khi dùng"), middle - u, middle + u, at=middle, shown=f"± {shown_value(u, 2)}"))
    return Spans(
        title=_("Dung sai và U"),
        axis=Axis("", use.unit),
        rows=tuple(rows),
        limits=(Limit(low, ""), Limit(high, "")),
        zones=(Zone(low, high),),
        heads=(use.unit, ""),
    )


def certificate_picture(certificate: CertificateCheck) -> Chart | None:
    """Each point's error with U, between the permissible errors; None without any error at a known point."""
    points = [each for each in certificate.points if each.point is not None and each.error is not None]
    if not points:
        return None
    marks: list[Band | Limit | Series] = []
    known = sorted({(each.point, each.mpe) for each in points if each.mpe is not None and each.point is not None})
    sizes = {mpe for _point, mpe in known}
    if len(sizes) == 1:
        (mpe,) = sizes
        marks += [Limit(mpe, _("+MPE")), Limit(-mpe, _("−MPE"))]
    elif len(known) > 1:
        marks.append(Band(_("±MPE"), tuple((point, -mpe, mpe) for point, mpe in known), "ok"))
    marks.append(Series("", tuple(_error(each) for each in points), joined=False))
    return Chart(
        title=_("Sai số và U"),
        x=Axis(_("Điểm đo"), certificate.unit),
        y=Axis(_("Sai số"), certificate.unit),
        marks=tuple(marks),
        high=0.8,
    )


def _error(each: PointCheck) -> Point:
    error, u = each.error or 0.0, each.expanded_uncertainty
    return Point(
        each.point or 0.0,
        error,
        low=None if u is None else error - u,
        high=None if u is None else error + u,
        state=STATES.get(each.verdict, ""),
    )


def _range(low: float, high: float) -> str:
    return f"{told_value(low)} … {told_value(high)}"


def interval_picture(row: IntervalRow) -> Chart | None:
    """The last errors as percent of their limit, oldest first; None where there are none."""
    if not row.errors:
        return None
    shares = [100 * each for each in row.errors]
    return Chart(
        title=_("Sai số các lần"),
        x=Axis(_("Lần hiệu chuẩn, cũ đến mới"), whole=True, low=0.5, high=len(shares) + 0.5),
        y=Axis(_("Sai số"), "%"),
        marks=(
            Limit(100.0, _("giới hạn")),
            Limit(-100.0, ""),
            Limit(REQUIRED_SHARE, "80 %", tone="warn"),
            Limit(-REQUIRED_SHARE, "", tone="warn"),
            Series("", tuple(Point(at, each) for at, each in enumerate(shares, 1))),
        ),
        high=0.7,
    )
