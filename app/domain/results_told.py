"""A change in words: how much, within what, by which method, and what the reader has to know beside it."""

from __future__ import annotations

from decimal import Decimal

from app.domain.change import COUNT, MEASURED, RANGE, SAME, SHARE, UNKNOWN, UNLIKE, UNMEASURED, Change, Side
from app.domain.goal_results import GoalResult
from app.domain.metrology.rounding import rounded, to_place
from app.domain.outcomes import CHANGE_WORDS, TARGET_WORDS
from app.formats import show_date, show_number
from app.wording import _


def side_shown(side: Side) -> str:
    """19/27 (70,4 %), 88,5 ± 0,4 g, 12 vụ/năm; "chưa đo" without a value."""
    if side.value is None:
        return _("chưa đo")
    match side.kind:
        case "share":
            return _("{k}/{n} ({value} %)", k=side.k, n=side.n, value=show_number(short(side.value)))
        case "measured" if side.reach:
            pair = rounded(float(side.value), side.reach)
            return f"{show_number(pair.value)} ± {show_number(pair.uncertainty)} {side.unit}".strip()
    return f"{show_number(side.value)} {side.unit}".strip()


def short(value: Decimal) -> Decimal:
    """A share to one place, whole ones whole."""
    rounded_value = round(value, 1)
    return Decimal(int(rounded_value)) if rounded_value == int(rounded_value) else rounded_value


def difference_shown(change: Change) -> str:
    """+23,1 điểm %; a dash where there is nothing to compare."""
    if change.difference is None:
        return "—"
    shown = _placed(change, float(change.difference))
    sign = "+" if change.difference > 0 else ""
    return f"{sign}{show_number(shown)} {difference_unit(change)}".strip()


def interval_shown(change: Change) -> str:
    """từ +3,7 đến +42,1; "" while it is not known."""
    if change.low is None or change.high is None:
        return ""
    ends = [f"{'+' if end > 0 else ''}{show_number(_placed(change, end))}" for end in (change.low, change.high)]
    return _("từ {low} đến {high}", low=ends[0], high=ends[1])


def _placed(change: Change, value: float) -> Decimal:
    """A figure of the change to the place its own uncertainty carries."""
    if change.low is None or change.high is None or change.high <= change.low:
        exact = Decimal(repr(value))
        return short(exact) if change.after.kind == SHARE else exact.normalize() if exact else Decimal(0)
    placed = to_place(value, (change.high - change.low) / 2)
    return Decimal(f"{placed:f}") if placed else Decimal(0)


def difference_unit(change: Change) -> str:
    return _("điểm %") if change.after.unit == "%" else change.after.unit


def verdict_words(change: Change) -> str:
    return _(CHANGE_WORDS[change.verdict])


def target_words(change: Change) -> str:
    return _(TARGET_WORDS[change.target])


def change_told(result: GoalResult) -> str:
    """The change as one sentence, with its interval where it has one."""
    change = result.change
    match change.verdict:
        case "unmeasured":
            why = result.reason.rstrip(".")
            if change.before.value is None:
                why = why or _("không có giá trị ban đầu")
            return _("Chưa đo: {reason}.", reason=why) if why else _("Chưa đo, chưa ghi lý do.")
        case "unlike":
            return _("Không so được như với như: {what}.", what=_unlike_words(change))
        case "unknown":
            return _(
                "Thay đổi {difference}; chưa rõ độ không đảm bảo nên chưa nói được là rõ rệt hay không.",
                difference=difference_shown(change),
            )
    return _(
        "Thay đổi {difference}, khoảng {interval} (k = 2, khoảng 95 %): {verdict}.",
        difference=difference_shown(change),
        interval=interval_shown(change),
        verdict=verdict_words(change),
    )


def _unlike_words(change: Change) -> str:
    words = {
        "indicator": _("chỉ tiêu trước và sau khác nhau"),
        "unit": _("đơn vị trước là {before}, sau là {after}", before=change.before.unit, after=change.after.unit),
    }
    return "; ".join(words[each] for each in change.unlike)


def notes_of(result: GoalResult) -> list[str]:
    """What has to be said beside the figures, so that nobody reads more into them than they carry."""
    change = result.change
    notes = [_method(change)] if change.low is not None else []
    if change.populations:
        before, after = change.populations
        notes.append(_("Số đếm trước và sau khác nhau: trước {before}, sau {after}.", before=before, after=after))
    if change.mixed and change.verdict != UNKNOWN:
        notes.append(_("Độ không đảm bảo của hai phía được biết theo hai cách khác nhau."))
    if change.verdict == UNKNOWN:
        notes.append(_("Thiếu độ không đảm bảo của {which}.", which=_without_interval(change)))
    if result.amended_in:
        notes.append(
            _(
                "Giá trị ban đầu theo bản {first}; bản {later} đã đổi thành {value}.",
                first=result.frozen_in,
                later=result.amended_in,
                value=show_number(result.amended) if result.amended is not None else _("chưa đo"),
            )
        )
    if not result.frozen_in:
        notes.append(_("Mục tiêu chưa có trong bản chương trình nào được phê duyệt; so với giá trị ghi hiện nay."))
    return notes


def _without_interval(change: Change) -> str:
    before, after = change.before.interval is None, change.after.interval is None
    if before and after:
        return _("cả hai giá trị")
    return _("giá trị trước") if before else _("giá trị sau")


def _method(change: Change) -> str:
    kinds = {change.before.kind, change.after.kind}
    if kinds == {SHARE}:
        return _("Hiệu hai tỷ lệ: khoảng Newcombe từ hai khoảng Wilson, k = 2.")
    if kinds == {COUNT}:
        return _("Hiệu hai số vụ trong thời gian bằng nhau: từ hai khoảng Poisson, k = 2.")
    if kinds == {MEASURED}:
        return _("U của hiệu = √(U trước² + U sau²), k = 2.")
    if kinds == {RANGE}:
        return _("Hiệu hai ước tính từ mức thấp và mức cao của chúng.")
    return _("Hiệu ghép từ khoảng của từng phía, k = 2.")


def before_words(result: GoalResult) -> str:
    """19/27 (70,4 %), ngày 20/10/2026."""
    return _dated(result.change.before)


def after_words(result: GoalResult) -> str:
    return _dated(result.change.after)


def _dated(side: Side) -> str:
    shown = side_shown(side)
    return (
        _("{value}, ngày {day}", value=shown, day=show_date(side.on)) if side.on and side.value is not None else shown
    )


def standing_told(result: GoalResult) -> str:
    """In few words: "tăng rõ rệt, đạt giá trị cần đạt"."""
    change = result.change
    if change.verdict in (UNMEASURED, UNLIKE):
        return verdict_words(change)
    if change.verdict == SAME:
        return f"{verdict_words(change)}; {target_words(change)}"
    return f"{verdict_words(change)}, {target_words(change)}"
