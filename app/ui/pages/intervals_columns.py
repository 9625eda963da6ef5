"""The columns of the interval proposals and of the look-back list."""

from __future__ import annotations

from app.domain.register_analysis import IntervalRow, LookBackRow
from app.formats import show_date, show_number
from app.ui.pages.register_words import CHANGES, change_of, months, percent, with_unit
from app.ui.tables.column import RIGHT, Column
from app.wording import _

_ORDER = {change: at for at, change in enumerate(CHANGES)}


def interval_columns() -> tuple[Column[IntervalRow], ...]:
    return (
        Column(title=_("Mã"), show=lambda each: each.instrument.code, width=72, strong=lambda _each: True, name="code"),
        Column(title=_("Phương tiện đo"), show=lambda each: each.instrument.name, width=0, name="name"),
        Column(
            title=_("Nay, tháng"),
            show=lambda each: months(each.current),
            sort=lambda each: each.current,
            width=88,
            align=RIGHT,
            name="current",
        ),
        Column(
            title=_("Đề xuất, tháng"),
            show=lambda each: months(each.proposed),
            sort=lambda each: each.proposed,
            width=110,
            align=RIGHT,
            strong=lambda each: each.change in ("longer", "shorter"),
            name="proposed",
        ),
        Column(
            title=_("Đổi thế nào"),
            show=lambda each: change_of(each.change)[1],
            width=128,
            state=lambda each: change_of(each.change),
            sort=lambda each: (_ORDER[each.change], each.instrument.code),
            name="change",
        ),
        _answer("staircase", _("Bậc thang"), 78, 4),
        _answer("a3", "A3", 50, 3),
        _answer("drift", _("Độ trôi"), 64, 2),
        Column(
            title=_("Luật cho phép"),
            show=lambda each: months(each.legal_months),
            sort=lambda each: each.legal_months,
            width=100,
            align=RIGHT,
            name="legal",
            gives_way=5,
        ),
        Column(title=_("Lý do"), show=lambda each: each.reason.text, width=240, name="reason", gives_way=1),
        Column(title=_("Nhóm"), show=lambda each: each.group, width=150, name="group", gives_way=1, hides=True),
    )


def answer_of(row: IntervalRow, method: str) -> float | None:
    return next((each.months for each in row.answers if each.method == method), None)


def _answer(method: str, title: str, width: int, gives_way: int) -> Column[IntervalRow]:
    return Column(
        title=title,
        show=lambda each: months(answer_of(each, method)),
        sort=lambda each: answer_of(each, method),
        width=width,
        align=RIGHT,
        name=method,
        gives_way=gives_way,
    )


def look_back_columns() -> tuple[Column[LookBackRow], ...]:
    return (
        Column(title=_("Mã"), show=lambda each: each.instrument.code, width=84, strong=lambda _each: True, name="code"),
        Column(title=_("Phương tiện đo"), show=lambda each: each.instrument.name, width=170, name="name", gives_way=3),
        Column(
            title=_("Ngày phát hiện"),
            show=lambda each: show_date(each.until),
            sort=lambda each: each.until.isoformat(),
            width=98,
            name="until",
        ),
        Column(
            title=_("Lần tốt trước đó"),
            show=lambda each: show_date(each.since) if each.since else _("không rõ"),
            sort=lambda each: each.since.isoformat() if each.since else "",
            width=124,
            name="since",
        ),
        Column(
            title=_("Số ngày"),
            show=lambda each: show_number(days(each) or 0) if each.since else "",
            sort=days,
            width=76,
            align=RIGHT,
            name="days",
            gives_way=1,
        ),
        Column(title=_("Quá trình"), show=process_words, width=0, name="process"),
        Column(
            title=_("Sai số"),
            show=lambda each: with_unit(each.error, each.unit),
            sort=lambda each: each.error,
            width=110,
            align=RIGHT,
            name="error",
            gives_way=4,
        ),
        Column(
            title="MPE",
            show=lambda each: with_unit(each.mpe, each.unit),
            sort=lambda each: each.mpe,
            width=96,
            align=RIGHT,
            name="mpe",
            gives_way=2,
        ),
        Column(
            title=_("Sai số / dung sai"),
            show=lambda each: percent(each.share_of_tolerance),
            sort=lambda each: each.share_of_tolerance,
            width=130,
            align=RIGHT,
            name="share",
        ),
    )


def days(row: LookBackRow) -> int | None:
    """How long results are in doubt."""
    return (row.until - row.since).days if row.since else None


def process_words(row: LookBackRow) -> str:
    if row.process is None:
        return ""
    return " ".join(filter(None, (row.process.code, row.process.name)))


def look_back_key(row: LookBackRow) -> str:
    return f"{row.calibration.id}:{row.process.id if row.process else ''}"
