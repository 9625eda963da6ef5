"""The columns of the confirmation: instrument, process, ratios, risks, guard band, verdict and reason."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.metrology.shown import told_value
from app.domain.register_analysis import ConfirmationRow
from app.ui.pages.register_words import STATES, percent, ratio, state_of
from app.ui.tables.column import RIGHT, Column
from app.wording import _

_ORDER = {state: at for at, state in enumerate(STATES)}


def confirmation_columns() -> tuple[Column[ConfirmationRow], ...]:
    return (
        Column(title=_("Mã"), show=lambda each: each.instrument.code, width=72, strong=lambda _each: True, name="code"),
        Column(title=_("Phương tiện đo"), show=lambda each: each.instrument.name, width=0, name="name"),
        Column(title=_("Quá trình"), show=process_code, width=72, name="process"),
        _figure("tur", "TUR", 52, lambda each: each.use.tur if each.use else None, gives_way=6),
        _figure("u_to_mpe", "U/MPE", 60, lambda each: each.certificate.u_to_mpe, gives_way=4),
        _share("pfa_worst", _("PFA xấu nhất"), 94, pfa_worst, gives_way=5),
        _share("pfa_expected", _("PFA dự kiến"), 88, pfa_expected, gives_way=3),
        Column(title=_("Chấp nhận trong"), show=guard_words, width=118, align=RIGHT, name="guard", gives_way=2),
        Column(
            title=_("Kết luận"),
            show=lambda each: state_of(each.state)[1],
            width=132,
            state=lambda each: state_of(each.state),
            sort=lambda each: (_ORDER[each.state], each.instrument.code),
            name="state",
        ),
        Column(title=_("Lý do"), show=lambda each: each.reason.text, width=240, name="reason", gives_way=1),
    )


def process_code(row: ConfirmationRow) -> str:
    """Its code, the name where it has none; both stand in the panel beside."""
    return (row.process.code or row.process.name) if row.process else ""


def pfa_worst(row: ConfirmationRow) -> float | None:
    """Of the use where it serves a process, else of the calibration itself."""
    return row.use.pfa_worst if row.use is not None else row.certificate.pfa_worst


def pfa_expected(row: ConfirmationRow) -> float | None:
    return row.use.pfa_expected if row.use is not None else row.certificate.pfa_expected


def guard_words(row: ConfirmationRow) -> str:
    guard = row.use.guard if row.use else None
    if guard is None or row.use is None:
        return ""
    return f"{told_value(guard.low)} … {told_value(guard.high)} {row.use.unit}".rstrip()


def _figure(
    name: str, title: str, width: int, take: Callable[[ConfirmationRow], float | None], gives_way: int
) -> Column[ConfirmationRow]:
    return Column(
        title=title,
        show=lambda each: ratio(take(each)),
        sort=take,
        width=width,
        align=RIGHT,
        name=name,
        gives_way=gives_way,
    )


def _share(
    name: str, title: str, width: int, take: Callable[[ConfirmationRow], float | None], gives_way: int
) -> Column[ConfirmationRow]:
    return Column(
        title=title,
        show=lambda each: percent(take(each)),
        sort=take,
        width=width,
        align=RIGHT,
        name=name,
        gives_way=gives_way,
    )
