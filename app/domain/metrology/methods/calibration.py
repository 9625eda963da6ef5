"""M01 as calculations: the state of calibration of one instrument, the completeness of one certificate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.instruments import Calibration, Instrument
from app.domain.metrology.calibration_status import STATE_WORDS, State, StatusSettings, status_of
from app.domain.metrology.certificate import CERTIFICATE_ITEMS, ESSENTIAL, completeness
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.results import Result, Said, Value, Verdict, missing, said
from app.formats import show_date
from app.wording import N_

STATUSES = (
    ("in_use", N_("đang dùng")),
    ("limited", N_("dùng hạn chế")),
    ("out_of_service", N_("ngừng dùng")),
    ("broken", N_("hỏng")),
    ("not_required", N_("không cần kiểm định, hiệu chuẩn")),
)
SAID: Mapping[State, tuple[str, str]] = {
    State.DATA_ERROR: ("bad", N_("Sai dữ liệu: ngày làm, hạn hoặc chu kỳ không khớp nhau.")),
    State.FAILED: ("bad", N_("Lần hiệu chuẩn gần nhất không đạt.")),
    State.OVERDUE: ("bad", N_("Quá hạn {days} ngày.")),
    State.NEVER: ("bad", N_("Chưa hiệu chuẩn lần nào.")),
    State.NO_EVIDENCE: ("part", N_("Thiếu hồ sơ chứng minh.")),
    State.DUE_SOON: ("part", N_("Còn {days} ngày là hết hạn.")),
    State.VALID: ("ok", N_("Còn hạn {days} ngày.")),
    State.OUT_OF_SERVICE: ("none", N_("Đã ngừng dùng, không tính.")),
    State.NOT_REQUIRED: ("none", N_("Không cần kiểm định, hiệu chuẩn.")),
}
NO_DUE = N_("Không có hạn in trên giấy, cũng không có ngày làm với chu kỳ.")


def _run_status(given: Mapping[str, Any]) -> Result:
    last = given["last_calibration"]
    instrument = Instrument(
        id="1",
        status="" if given["status"] in ("in_use", "limited") else given["status"],
        period_months=given["interval_months"],
        unit=given["unit"],
        mpe=_decimal(given["mpe"]),
    )
    found = status_of(
        instrument,
        _calibrations(given, last),
        given["as_of"],
        settings=StatusSettings(due_soon_days=given["due_soon_days"]),
    )
    state, sentence = SAID[found.state]
    days = None if found.days_left is None else abs(found.days_left)
    return Result(
        calculation="calibration_status",
        version="1",
        values={
            "state": Value(found.state.value),
            "due": missing(NO_DUE) if found.due_on is None else Value(found.due_on.isoformat()),
            "days_left": missing(NO_DUE, "day") if found.days_left is None else Value(found.days_left, "day"),
            "cause": Value(found.cause),
            "computed_due": missing(NO_DUE) if found.computed_on is None else Value(found.computed_on.isoformat()),
        },
        verdict=Verdict(state, Said(sentence, {"days": days}), _basis(given, found.due_on, found.basis)),
        used=1,
    )


def _calibrations(given: Mapping[str, Any], last: date | None) -> tuple[Calibration, ...]:
    told = (last, given["due_date"], given["certificate_number"], given["result"])
    if not any(told):
        return ()
    return (
        Calibration(
            id="1",
            instrument_id="1",
            performed_on=last,
            valid_until=given["due_date"],
            certificate_number=given["certificate_number"] or "",
            result=given["result"],
            error=None if given["adjusted"] else _decimal(given["error"]),
        ),
    )


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(repr(number))


def _basis(given: Mapping[str, Any], due: date | None, basis: str) -> Said | None:
    if due is None:
        return None
    day, as_of = show_date(due), show_date(given["as_of"])
    if basis == "printed":
        return said(N_("Hạn in trên giấy {due}, xét ngày {as_of}."), due=day, as_of=as_of)
    return said(N_("Ngày làm cộng chu kỳ là {due}, xét ngày {as_of}."), due=day, as_of=as_of)


def _status_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Other names a list may use."""
    found = dict(flat)
    other = {
        "last": "last_calibration",
        "last_calibration_date": "last_calibration",
        "due": "due_date",
        "next_due": "due_date",
        "next_due_date": "due_date",
        "interval": "interval_months",
        "today": "as_of",
    }
    for name, own in other.items():
        if name in found:
            found.setdefault(own, found.pop(name))
    return found


CERTIFICATE_SAID: Mapping[str, tuple[str, str]] = {
    "complete": ("ok", N_("Giấy chứng nhận có đủ các mục.")),
    "partial": ("part", N_("Giấy chứng nhận thiếu {absent} trong {all} mục.")),
    "insufficient": ("bad", N_("Giấy chứng nhận không đủ để chứng minh: thiếu kết quả kèm U hoặc liên kết chuẩn.")),
    "open": ("none", N_("Chưa xem hết giấy chứng nhận: còn {open} mục.")),
}


def _run_certificate(given: Mapping[str, Any]) -> Result:
    found = completeness({name: given[name] for name in CERTIFICATE_ITEMS})
    state, sentence = CERTIFICATE_SAID[found.state]
    counts = {"absent": len(found.absent), "open": len(found.open), "all": len(CERTIFICATE_ITEMS)}
    return Result(
        calculation="certificate_completeness",
        version="1",
        values={
            "share": Value(found.share),
            "present": Value(len(found.present)),
            "absent": Value(len(found.absent)),
            "not_looked_for": Value(len(found.open)),
            "sufficient": missing(N_("Chưa xem hết các mục."))
            if found.state == "open"
            else Value(found.state != "insufficient"),
        },
        verdict=Verdict(
            state, Said(sentence, counts), said(N_("ISO/IEC 17025:2017, 7.8; bắt buộc: kết quả kèm U, liên kết chuẩn."))
        ),
        tables={
            "items": [
                {"item": name, "there": given[name], "essential": name in ESSENTIAL} for name in CERTIFICATE_ITEMS
            ]
        },
        used=len(CERTIFICATE_ITEMS) - len(found.open),
    )


def _item(name: str, words: str) -> Input:
    return Input(name=name, words=words, kind="boolean", required=False)


CAUSE_WORDS = {
    "not_required": N_("không thuộc diện phải kiểm định, hiệu chuẩn"),
    "out_of_service": N_("đã ngừng dùng"),
    "broken": N_("hỏng"),
    "period": N_("chu kỳ không hợp lệ"),
    "future": N_("ngày làm ở sau ngày đánh giá"),
    "due_before_last": N_("hạn sớm hơn ngày làm"),
    "never": N_("chưa có lần nào"),
    "fail": N_("lần gần nhất kết luận không đạt"),
    "outside_mpe": N_("sai số vượt sai số cho phép"),
    "no_date": N_("không ghi ngày làm"),
    "no_due": N_("không in hạn và chưa có chu kỳ"),
    "unreadable_due": N_("hạn không đọc được thành ngày"),
    "no_certificate": N_("không có số giấy chứng nhận"),
    **dict.fromkeys(("overdue", "due_soon", "valid"), N_("theo hạn in trên giấy")),
    **dict.fromkeys(
        ("overdue_computed", "due_soon_computed", "valid_computed"), N_("theo ngày làm cộng chu kỳ; giấy không in hạn")
    ),
    **dict.fromkeys(("overdue_partial", "due_soon_partial", "valid_partial"), N_("theo tháng hoặc quý in trên giấy")),
}
"""What decided on the state, in words without figures."""

CALCULATIONS = (
    Calculation(
        key="calibration_status",
        method="M01",
        words=N_("Tình trạng hiệu chuẩn của một dụng cụ đo"),
        purpose=N_("Đến ngày xét, dụng cụ còn hạn, sắp hết hạn, quá hạn hay thiếu hồ sơ."),
        version="1",
        inputs=(
            Input(name="as_of", words=N_("Ngày xét"), kind="date"),
            Input(name="last_calibration", words=N_("Ngày hiệu chuẩn gần nhất"), kind="date", required=False),
            Input(name="due_date", words=N_("Hạn in trên giấy"), kind="date", required=False),
            Input(
                name="interval_months",
                words=N_("Chu kỳ, tháng"),
                kind="integer",
                unit="month",
                least=1,
                most=600,
                required=False,
            ),
            Input(name="certificate_number", words=N_("Số giấy chứng nhận"), kind="text", required=False, default=""),
            Input(
                name="result",
                words=N_("Kết luận trên giấy"),
                kind="choice",
                required=False,
                default="",
                choices=(("", N_("không có")), ("pass", N_("kết luận đạt")), ("fail", N_("kết luận không đạt"))),
            ),
            Input(name="error", words=N_("Sai số khi hiệu chuẩn"), unit=OWN_UNIT, required=False),
            Input(name="mpe", words=N_("Sai số cho phép lớn nhất"), unit=OWN_UNIT, required=False, above=0.0),
            Input(
                name="adjusted",
                words=N_("Đã chỉnh lại sau đó"),
                kind="boolean",
                required=False,
                default=False,
                note=N_("Có biên bản chỉnh thì sai số trước khi chỉnh không làm dụng cụ không đạt."),
            ),
            Input(name="status", words=N_("Tình trạng sử dụng"), kind="choice", default="in_use", choices=STATUSES),
            Input(
                name="due_soon_days",
                words=N_("Sắp hết hạn từ bao nhiêu ngày"),
                kind="integer",
                unit="day",
                setting=True,
                default=30,
                least=0,
                most=3650,
            ),
        ),
        outputs=(
            Output("state", N_("Tình trạng"), main=True),
            Output("due", N_("Hạn"), main=True),
            Output("days_left", N_("Số ngày còn lại"), "day", main=True),
            Output("cause", N_("Lý do")),
            Output("computed_due", N_("Ngày làm cộng chu kỳ")),
        ),
        run=_run_status,
        formula=(
            N_("Hạn = ngày làm + chu kỳ theo lịch (31/01 + 1 tháng = ngày cuối tháng 2); hạn in trên giấy đi trước."),
        ),
        source=("ISO 10012:2003, 6.3.1, 7.1", "ISO/IEC 17025:2017, 6.4, 6.5"),
        extra={
            **{f"state.{state.value}": words for state, words in STATE_WORDS.items()},
            **{f"cause.{cause}": words for cause, words in CAUSE_WORDS.items()},
        },
        adapt=_status_ways,
    ),
    Calculation(
        key="certificate_completeness",
        method="M01",
        words=N_("Giấy chứng nhận hiệu chuẩn có đủ không"),
        purpose=N_("Giấy chứng nhận có chứng minh được liên kết chuẩn không, còn thiếu mục nào."),
        version="1",
        inputs=tuple(_item(name, words) for name, words in CERTIFICATE_ITEMS.items()),
        outputs=(
            Output("share", N_("Phần các mục có đủ"), main=True),
            Output("present", N_("Số mục có")),
            Output("absent", N_("Số mục thiếu"), main=True),
            Output("not_looked_for", N_("Số mục chưa xem"), main=True),
            Output("sufficient", N_("Đủ để chứng minh")),
        ),
        tables=(
            TableOut(
                "items",
                N_("Các mục của giấy chứng nhận"),
                (
                    Output("item", N_("Mục")),
                    Output("there", N_("Có trên giấy")),
                    Output("essential", N_("Bắt buộc")),
                ),
            ),
        ),
        run=_run_certificate,
        formula=(N_("Tỷ lệ = số mục có / 10; thiếu kết quả kèm U hoặc liên kết chuẩn thì không đủ."),),
        source=("ISO/IEC 17025:2017, 7.8.2, 7.8.4", "ISO 10012:2003, 7.3"),
        extra={f"item.{name}": words for name, words in CERTIFICATE_ITEMS.items()},
    ),
)
