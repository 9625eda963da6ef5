"""Shares of tasks done as bars: by goal, by owner, by kind; the same on the page and on paper."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.plots import BarRow, Bars
from app.domain.task_statistics import Share, TaskStatistics
from app.wording import _


def statistics_plots(found: TaskStatistics) -> tuple[Bars, ...]:
    """() while there is no task."""
    if not found.total.n and not found.total.stopped:
        return ()
    groups = (
        (_("Nhiệm vụ đã xong theo mục tiêu"), found.by_goal),
        (_("Nhiệm vụ đã xong theo người làm"), found.by_owner),
        (_("Nhiệm vụ đã xong theo loại"), found.by_kind),
    )
    return tuple(_bars(title, shares) for title, shares in groups if shares)


def _bars(title: str, shares: Sequence[Share]) -> Bars:
    return Bars(
        title=title,
        rows=tuple(_row(each) for each in shares),
        most=100.0,
        heads=(_("Đã xong"), _("Còn lại")),
    )


def _row(share: Share) -> BarRow:
    if not share.n:
        words = _("{n} đã dừng", n=share.stopped) if share.stopped else _("chưa có nhiệm vụ")
        return BarRow(share.words, None, "—", why=words)
    done = 100.0 * share.k / share.n
    tone = "bad" if share.late else "ok" if share.k == share.n else "accent"
    return BarRow(share.words, done, f"{share.k}/{share.n}", second=rest_words(share), tone=tone)


def rest_words(share: Share) -> str:
    """What is not done, in words: "2 chậm, 1 đã dừng"."""
    parts = []
    if share.late:
        parts.append(_("{n} chậm", n=share.late))
    going = share.n - share.k - share.late
    if going:
        parts.append(_("{n} đang làm, chưa tới hạn", n=going))
    if share.stopped:
        parts.append(_("{n} đã dừng", n=share.stopped))
    return ", ".join(parts)
