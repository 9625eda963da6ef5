"""M01: in which state of calibration each instrument is as of a date, and why.

Source: ISO 10012:2003, 6.3.1 and 7.1; ISO/IEC 17025:2017, 6.4 and 6.5. The printed "có giá trị đến" rules; last date
plus period is only a cross-check, or the estimate where nothing is printed. An estimate is named as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.domain.instruments import Calibration, Instrument
from app.domain.printed_dates import bounds
from app.formats import add_months, show_date, show_number
from app.wording import N_, _


class State(StrEnum):
    """In order of urgency, the worst first."""

    DATA_ERROR = "data_error"
    FAILED = "failed"
    OVERDUE = "overdue"
    NEVER = "never"
    NO_EVIDENCE = "no_evidence"
    DUE_SOON = "due_soon"
    VALID = "valid"
    OUT_OF_SERVICE = "out_of_service"
    NOT_REQUIRED = "not_required"


STATE_WORDS: Mapping[State, str] = {
    State.DATA_ERROR: N_("Sai dữ liệu"),
    State.FAILED: N_("Không đạt"),
    State.OVERDUE: N_("Quá hạn"),
    State.NEVER: N_("Chưa hiệu chuẩn"),
    State.NO_EVIDENCE: N_("Thiếu hồ sơ"),
    State.DUE_SOON: N_("Sắp hết hạn"),
    State.VALID: N_("Còn hạn"),
    State.OUT_OF_SERVICE: N_("Ngừng dùng"),
    State.NOT_REQUIRED: N_("Không cần"),
}

GLYPHS: Mapping[State, str] = {
    State.DATA_ERROR: "bad",
    State.FAILED: "bad",
    State.OVERDUE: "bad",
    State.NEVER: "bad",
    State.NO_EVIDENCE: "part",
    State.DUE_SOON: "warn",
    State.VALID: "ok",
    State.OUT_OF_SERVICE: "na",
    State.NOT_REQUIRED: "na",
}
"""The shape each state is drawn with (keys of the state glyphs)."""

GOOD = frozenset({State.VALID, State.DUE_SOON})
NOT_COUNTED = frozenset({State.OUT_OF_SERVICE, State.NOT_REQUIRED})


@dataclass(frozen=True, slots=True)
class StatusSettings:
    """due_soon_days: from how many days before the end an instrument is "due soon"; weights: by criticality class."""

    due_soon_days: int = 30
    weights: Mapping[str, int] = field(default_factory=lambda: {"A": 3, "B": 2, "C": 1, "": 1})


USUAL = StatusSettings()


@dataclass(frozen=True, slots=True)
class CalibrationStatus:
    """The state of one instrument as of a date.

    cause: what decided, a key of _REASONS. due_on: the last day of validity where it is known to the day.
    days_left: days from as_of to due_on, negative when it is past; for a month or quarter the days since or until its
    nearest end, so "at least". due_text: the month or quarter that is printed instead of a day. basis: "printed",
    "computed" (date + period) or "". last: the calibration that was judged. computed_on: date + period, to cross-check.
    unit: the instrument's, for the error in the reason.
    """

    state: State
    cause: str
    due_on: date | None = None
    days_left: int | None = None
    due_text: str = ""
    basis: str = ""
    last: Calibration | None = None
    computed_on: date | None = None
    period_months: int | None = None
    unit: str = ""

    @property
    def word(self) -> str:
        return _(STATE_WORDS[self.state])

    @property
    def glyph(self) -> str:
        return GLYPHS[self.state]

    @property
    def counts(self) -> bool:
        """Whether the instrument is required and in service, so that it stands in the denominator of the rate."""
        return self.state not in NOT_COUNTED

    @property
    def reason(self) -> str:
        """Why, in one sentence, in the language in use."""
        last = self.last
        performed = (show_date(last.performed_on) or last.performed_text) if last else ""
        values = {
            "due": show_date(self.due_on) or self.due_text,
            "days": abs(self.days_left) if self.days_left is not None else "",
            "performed": performed,
            "period": self.period_months,
            "error": show_number(last.error) if last and last.error is not None else "",
            "unit": (last.result_unit if last else "") or self.unit,
        }
        return " ".join(_(_REASONS[self.cause], **values).split())

    @property
    def cross_check(self) -> str:
        """How date + period differs from what is printed; "" when they agree or one is missing."""
        if self.basis != "printed" or not self.due_on or not self.computed_on:
            return ""
        if abs((self.computed_on - self.due_on).days) <= 1:
            return ""
        return _(
            "Giấy in có giá trị đến {due}; ngày làm cộng {period} tháng là {computed}. Hạn in trên giấy được dùng.",
            due=show_date(self.due_on),
            period=self.period_months,
            computed=show_date(self.computed_on),
        )


_REASONS = {
    "not_required": N_("Không phải kiểm định, hiệu chuẩn theo danh mục của nhà máy."),
    "out_of_service": N_("Đã ngừng dùng."),
    "broken": N_("Hỏng, không dùng."),
    "period": N_("Chu kỳ {period} tháng không hợp lệ: phải lớn hơn 0."),
    "future": N_("Ngày làm {performed} ở sau ngày đánh giá."),
    "due_before_last": N_("Hạn {due} sớm hơn ngày làm {performed}."),
    "never": N_("Chưa có lần kiểm định, hiệu chuẩn nào."),
    "fail": N_("Lần gần nhất {performed} kết luận không đạt."),
    "outside_mpe": N_("Sai số {error} {unit} ngày {performed} vượt sai số cho phép."),
    "overdue": N_("Quá hạn {days} ngày, giấy in có giá trị đến {due}."),
    "overdue_computed": N_("Quá hạn {days} ngày: {performed} cộng chu kỳ {period} tháng là {due}; giấy không in hạn."),
    "overdue_partial": N_("Quá hạn ít nhất {days} ngày: hạn là {due}, không in ngày."),
    "no_date": N_("Có hồ sơ nhưng không ghi ngày làm."),
    "no_due": N_("Giấy không in hạn và chưa có chu kỳ, nên không biết còn hạn hay không."),
    "unreadable_due": N_("Hạn ghi “{due}” không đọc được thành ngày."),
    "no_certificate": N_("Có ngày làm {performed} nhưng không có số giấy chứng nhận."),
    "due_soon": N_("Còn {days} ngày, giấy in có giá trị đến {due}."),
    "due_soon_computed": N_("Còn {days} ngày theo chu kỳ {period} tháng (đến {due}); giấy không in hạn."),
    "due_soon_partial": N_("Hạn là {due}, không in ngày: có thể hết hạn bất cứ ngày nào trong đó."),
    "valid": N_("Còn hạn đến {due}."),
    "valid_computed": N_("Còn hạn đến {due} theo chu kỳ {period} tháng; giấy không in hạn."),
    "valid_partial": N_("Còn hạn: hạn là {due}, không in ngày."),
}


@dataclass(frozen=True, slots=True)
class _Due:
    """Validity ends between first and last; they are the same day where a day is known."""

    first: date
    last: date
    basis: str
    text: str = ""


def status_of(
    instrument: Instrument,
    calibrations: Sequence[Calibration],
    as_of: date,
    *,
    today: date | None = None,
    settings: StatusSettings = USUAL,
) -> CalibrationStatus:
    """The state of this instrument on as_of, judged by its own calibrations in any order.

    today: the day the register is read; what was done after as_of but not after today is left out of a
    judgement of the past, and what lies after today as well is a data error. Without it as_of is today.
    A lapsed date is overdue with or without a certificate: the paper could only prove that it has lapsed.
    """
    if instrument.status == "not_required":
        return CalibrationStatus(State.NOT_REQUIRED, "not_required")
    if instrument.status in ("out_of_service", "broken"):
        return CalibrationStatus(State.OUT_OF_SERVICE, instrument.status)
    period = instrument.period_months
    if period is not None and period <= 0:
        return CalibrationStatus(State.DATA_ERROR, "period", period_months=period)
    horizon = max(as_of, today or as_of)
    known = [each for each in calibrations if not _done_between(each, as_of, horizon)] if calibrations else ()
    if not known:
        return CalibrationStatus(State.NEVER, "never", period_months=period)
    last = last_calibration(known)
    if last.performed_on and last.performed_on > horizon:
        return CalibrationStatus(State.DATA_ERROR, "future", last=last, period_months=period)
    return _judge(instrument, known, last, as_of, settings)


def _done_between(calibration: Calibration, as_of: date, horizon: date) -> bool:
    return calibration.performed_on is not None and as_of < calibration.performed_on <= horizon


def last_calibration(calibrations: Sequence[Calibration]) -> Calibration:
    """The latest one: by day, or by the end of the printed month; one without any date comes first of all."""
    return calibrations[0] if len(calibrations) == 1 else max(calibrations, key=_when)


def _when(calibration: Calibration) -> tuple[date, str]:
    if calibration.performed_on:
        return calibration.performed_on, calibration.id
    span = bounds(calibration.performed_text) if calibration.performed_text else None
    return (span[1] if span else date.min), calibration.id


def _judge(
    instrument: Instrument, known: Sequence[Calibration], last: Calibration, as_of: date, settings: StatusSettings
) -> CalibrationStatus:
    period = instrument.period_months
    computed = add_months(last.performed_on, period) if last.performed_on and period else None
    due = _due(last, period)
    one_day = due.last if due and due.first == due.last else None
    text = due.text if due else last.valid_until_text
    days = _days_left(due, as_of) if due else None

    def found(state: State, cause: str) -> CalibrationStatus:
        basis = due.basis if due else ""
        return CalibrationStatus(state, cause, one_day, days, text, basis, last, computed, period, instrument.unit)

    if due and last.performed_on and due.last < last.performed_on:
        return found(State.DATA_ERROR, "due_before_last")
    if failure := _failure(instrument, known, last):
        return found(State.FAILED, failure)
    kind = "" if due is None else "_partial" if one_day is None else "_computed" if due.basis == "computed" else ""
    if due and due.last < as_of:
        return found(State.OVERDUE, "overdue" + kind)
    if not last.performed_on and not bounds(last.performed_text):
        return found(State.NO_EVIDENCE, "no_date")
    if not last.certificate_number:
        return found(State.NO_EVIDENCE, "no_certificate")
    if due is None:
        return found(State.NO_EVIDENCE, "unreadable_due" if last.valid_until_text else "no_due")
    if (due.first - as_of).days <= settings.due_soon_days:
        return found(State.DUE_SOON, "due_soon" + kind)
    return found(State.VALID, "valid" + kind)


def _due(last: Calibration, period: int | None) -> _Due | None:
    """The end of validity: printed day, printed month or quarter, or else date plus period."""
    if last.valid_until:
        return _Due(last.valid_until, last.valid_until, "printed")
    if last.valid_until_text:
        span = bounds(last.valid_until_text)
        return _Due(*span, "printed", last.valid_until_text) if span else None
    if not period:
        return None
    if last.performed_on:
        end = add_months(last.performed_on, period)
        return _Due(end, end, "computed")
    span = bounds(last.performed_text) if last.performed_text else None
    if not span:
        return None
    first, final = add_months(span[0], period), add_months(span[1], period)
    return _Due(
        first, final, "computed", _("{printed} cộng {period} tháng", printed=last.performed_text, period=period)
    )


def _days_left(due: _Due, as_of: date) -> int:
    return (due.last - as_of).days if due.last < as_of else (due.first - as_of).days


def _failure(instrument: Instrument, known: Sequence[Calibration], last: Calibration) -> str:
    """What failed on the day of the last calibration, which may have several points; "" when nothing did."""
    same_day = (last,) if len(known) == 1 else [each for each in known if _when(each)[0] == _when(last)[0]]
    if any(each.result == "fail" for each in same_day):
        return "fail"
    return "outside_mpe" if any(is_outside_mpe(instrument, each) for each in same_day) else ""


def is_outside_mpe(instrument: Instrument, calibration: Calibration) -> bool:
    """Whether a stated error exceeds the maximum permissible error; only where both are in one unit."""
    if calibration.error is None or instrument.mpe is None:
        return False
    return is_in_unit(instrument, calibration) and abs(calibration.error) > instrument.mpe


def is_in_unit(instrument: Instrument, calibration: Calibration) -> bool:
    return calibration.result_unit in ("", instrument.unit)


@dataclass(frozen=True, slots=True)
class Rate:
    """k of n required instruments in service are valid (due soon included).

    weighted_k, weighted_n: the same, each instrument counted with the weight of its criticality class. Shares are None
    for n = 0.
    """

    k: int
    n: int
    weighted_k: int = 0
    weighted_n: int = 0

    @property
    def share(self) -> Decimal | None:
        return Decimal(self.k) / Decimal(self.n) if self.n else None

    @property
    def weighted_share(self) -> Decimal | None:
        return Decimal(self.weighted_k) / Decimal(self.weighted_n) if self.weighted_n else None


def rate(judged: Iterable[tuple[Instrument, CalibrationStatus]], settings: StatusSettings = USUAL) -> Rate:
    k = n = weighted_k = weighted_n = 0
    for instrument, status in judged:
        if status.counts:
            weight = settings.weights.get(instrument.criticality, 1)
            good = status.state in GOOD
            k, n = k + good, n + 1
            weighted_k, weighted_n = weighted_k + good * weight, weighted_n + weight
    return Rate(k, n, weighted_k, weighted_n)


def count_states(statuses: Iterable[CalibrationStatus]) -> dict[State, int]:
    """How many instruments are in each state; every state is named, also with 0."""
    counts = dict.fromkeys(State, 0)
    for status in statuses:
        counts[status.state] += 1
    return counts
