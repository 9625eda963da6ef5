"""How losses are told on screen: amounts short enough to compare, the sentence of the whole."""

from __future__ import annotations

import math

from app.domain.metrology.losses import Loss, Total
from app.domain.metrology.shown import told_value
from app.services.losses import COUNTED, LEFT_OUT, OVERLAPS, UNCLEAR, UNFINISHED, Losses, LossRow
from app.wording import N_, _

STATES = {
    COUNTED: ("info", N_("được cộng")),
    OVERLAPS: ("na", N_("trùng, không cộng")),
    UNCLEAR: ("part", N_("chưa rõ khác 0")),
    LEFT_OUT: ("na", N_("không cộng")),
    UNFINISHED: ("todo", N_("chưa đủ số liệu")),
}
"""The glyph of each state, and its words."""
DIGITS = 3


def amount_words(amount: float | None, currency: str) -> str:
    """Three digits, as people say it: "1,6 tỷ VND", "82 triệu VND"; small amounts whole."""
    if amount is None:
        return "—"
    size = abs(amount)
    if size >= 1e9:
        return _("{amount} tỷ {currency}", amount=_short(amount / 1e9), currency=currency).strip()
    if size >= 1e6:
        return _("{amount} triệu {currency}", amount=_short(amount / 1e6), currency=currency).strip()
    return f"{_short(amount)} {currency}".strip()


def _short(amount: float) -> str:
    if not amount:
        return told_value(0)
    places = max(0, DIGITS - 1 - math.floor(math.log10(abs(amount))))
    return told_value(round(amount, places))


def range_words(loss: Loss) -> str:
    """From the lowest to the highest; the reason where there is no range."""
    if loss.low is None and loss.high is None:
        return _("chưa cho khoảng")
    low = loss.expected if loss.low is None else loss.low
    high = loss.expected if loss.high is None else loss.high
    return _("{low} đến {high}", low=amount_words(low, ""), high=amount_words(high, ""))


def loss_words(row: LossRow) -> str:
    """The amount of a row, or that there is none."""
    if row.loss is None:
        return "—"
    if row.loss.expected is None:
        return _("không rõ")
    return amount_words(row.loss.expected, row.loss.currency)


def told(row: LossRow) -> str:
    """A row as a sentence."""
    range_told = range_words(row.loss) if row.loss else ""
    parts = (f"{row.code} {row.title}", loss_words(row), range_told, _(STATES[row.state][1]), row.why)
    return ", ".join(each for each in parts if each and each != "—")


def total_words(total: Total) -> str:
    if total.without_range == len(total.keys):
        return _(
            "{amount} một năm, giá năm {year}", amount=amount_words(total.expected, total.currency), year=total.year
        )
    return _(
        "{amount} một năm, từ {low} đến {high}, giá năm {year}",
        amount=amount_words(total.expected, total.currency),
        low=amount_words(total.low, ""),
        high=amount_words(total.high, ""),
        year=total.year,
    )


def lead_words(losses: Losses) -> str:
    """The sentence a director can repeat."""
    totals = losses.sums.totals
    if not totals:
        return _("Chưa có thiệt hại nào tính được thành tiền.")
    if len(totals) == 1:
        return _("Đo lường chưa tốt làm mất khoảng {total}.", total=total_words(totals[0]))
    return _("Đo lường chưa tốt làm mất: {totals}.", totals="; ".join(map(total_words, totals)))


def second_words(losses: Losses) -> str:
    """What the sum does not hold, and where it is too narrow."""
    count = {state: sum(each.state == state for each in losses.rows) for state in STATES}
    parts = []
    if count[OVERLAPS]:
        parts.append(_("{n} khoản trùng nguyên nhân không cộng", n=count[OVERLAPS]))
    if count[UNCLEAR] + count[LEFT_OUT]:
        parts.append(_("{n} khoản đứng ngoài tổng", n=count[UNCLEAR] + count[LEFT_OUT]))
    if count[UNFINISHED]:
        parts.append(_("{n} khoản chưa đủ số liệu", n=count[UNFINISHED]))
    without = sum(each.without_range for each in losses.sums.totals)
    if without:
        parts.append(_("{n} khoản chưa cho khoảng, nên khoảng của tổng còn hẹp quá", n=without))
    if len({(each.currency, each.year) for each in losses.sums.totals}) > 1:
        parts.append(_("giá của các năm hoặc loại tiền khác nhau không cộng chung"))
    return (". ".join(each[0].upper() + each[1:] for each in parts) + ".") if parts else ""
