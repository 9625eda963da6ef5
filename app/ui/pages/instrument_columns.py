"""The columns of the registers of instruments and of standards, and how urgent a line is."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.metrology.calibration_status import State
from app.formats import show_date, show_number
from app.services.inventory import InstrumentRow
from app.services.registers import INSTRUMENTS, STANDARDS
from app.ui.tables.column import CENTRE, RIGHT, Column
from app.ui.tables.register_columns import further_columns, text_column
from app.wording import N_, _

URGENCY = {state: place for place, state in enumerate(State)}
_LATE = frozenset({State.OVERDUE, State.FAILED, State.DATA_ERROR})

FILTERS: tuple[tuple[str, str, Callable[[InstrumentRow], bool]], ...] = (
    ("all", N_("Tất cả"), lambda each: True),
    ("overdue", N_("Quá hạn"), lambda each: each.status.state is State.OVERDUE),
    ("due_soon", N_("Sắp hết hạn"), lambda each: each.status.state is State.DUE_SOON),
    ("no_papers", N_("Chưa có giấy"), lambda each: each.status.state in (State.NO_EVIDENCE, State.NEVER)),
    ("group2", N_("Nhóm 2"), lambda each: each.instrument.group == "2"),
)
"""key, word, what passes."""
STANDARD_FILTERS = (
    *FILTERS[:4],
    ("materials", N_("Chất chuẩn"), lambda each: each.instrument.kind == "reference_material"),
)


def columns() -> tuple[Column[InstrumentRow], ...]:
    """Of the register of instruments, in the language in use. The keys by which pages speak of them are PLACES."""
    made: tuple[Column[InstrumentRow], ...] = (
        _typed("code", _("Mã"), 78, strong=True),
        _typed("name", _("Tên phương tiện đo"), 0),
        _typed("serial", _("Số chế tạo"), 116, gives_way=2, folds=True),
        _typed("location", _("Nơi dùng"), 112, gives_way=6, tone="text2"),
        Column(
            title=_("Nhóm"),
            show=lambda each: each.instrument.group,
            width=56,
            field="group",
            align=CENTRE,
            tone=lambda each: "text2",
            gives_way=4,
            choices=_choices("group"),
        ),
        _range(_("Phạm vi đo")),
        _typed("accuracy_class", _("Cấp"), 66, gives_way=1, folds=True, tone="text2"),
        *_validity(),
    )
    return (*made, *further_columns(INSTRUMENTS, made, _record))


def standard_columns() -> tuple[Column[InstrumentRow], ...]:
    """Of the register of measurement standards and reference materials."""
    kinds = STANDARDS.fields["kind"]
    made: tuple[Column[InstrumentRow], ...] = (
        _typed("code", _("Mã"), 78, strong=True),
        _typed("name", _("Tên chuẩn, chất chuẩn"), 0),
        Column(
            title=_("Loại"),
            show=lambda each: kinds.show(each.instrument),
            width=112,
            field="kind",
            tone=lambda each: "text2",
            gives_way=5,
            choices=_choices("kind", of_standards=True),
        ),
        _typed("serial", _("Số chế tạo, số lô"), 116, gives_way=2, folds=True),
        _range(_("Phạm vi đo, giá trị chứng nhận"), width=126),
        _typed("accuracy_class", _("Cấp"), 66, gives_way=1, folds=True, tone="text2"),
        _typed("traceable_to", _("Liên kết chuẩn với"), 126, gives_way=4, tone="text2"),
        *_validity(),
    )
    return (*made, *further_columns(STANDARDS, made, _record))


def _typed(
    name: str, title: str, width: int, *, strong: bool = False, gives_way: int = 0, folds: bool = False, tone: str = ""
) -> Column[InstrumentRow]:
    return text_column(name, title, width, _record, strong=strong, gives_way=gives_way, folds=folds, tone=tone)


def _range(title: str, width: int = 104) -> Column[InstrumentRow]:
    return Column(
        title=title,
        show=lambda each: each.instrument.range_text,
        sort=lambda each: each.instrument.range_high,
        width=width,
        field="range_text",
        name="range",
        tone=lambda each: "text2",
        gives_way=3,
    )


def _choices(name: str, *, of_standards: bool = False) -> tuple[tuple[str, str], ...]:
    words = (STANDARDS if of_standards else INSTRUMENTS).fields[name].choices or {}
    return tuple((key, _(word)) for key, word in words.items())


def _record(shown: InstrumentRow) -> object:
    return shown.instrument


def _validity() -> tuple[Column[InstrumentRow], ...]:
    return (
        Column(
            title=_("Có giá trị đến"),
            name="due",
            show=lambda each: show_date(each.status.due_on) or each.status.due_text,
            sort=lambda each: each.status.due_on,
            width=106,
            align=RIGHT,
            tone=urgency_tone,
            strong=lambda each: bool(urgency_tone(each)),
        ),
        Column(
            title=_("Còn (ngày)"),
            name="left",
            show=days_left,
            sort=lambda each: each.status.days_left,
            width=84,
            align=RIGHT,
            tone=urgency_tone,
            strong=lambda each: bool(urgency_tone(each)),
            gives_way=5,
        ),
        Column(
            title=_("Tình trạng"),
            name="state",
            show=lambda each: each.status.word,
            sort=lambda each: (URGENCY[each.status.state], _left(each)),
            width=146,
            state=lambda each: (each.status.glyph, each.status.word),
        ),
    )


def urgency_tone(row: InstrumentRow) -> str:
    """Red for what is late, amber for what soon will be; nothing else takes a colour."""
    if row.status.state in _LATE:
        return "bad"
    return "warn" if row.status.state is State.DUE_SOON else ""


def days_left(row: InstrumentRow) -> str:
    left = row.status.days_left
    return "" if left is None else show_number(left)


def _left(row: InstrumentRow) -> int:
    return 1_000_000 if row.status.days_left is None else row.status.days_left


PLACES = tuple(each.key for each in columns())
"""The keys of the columns of instruments, in their order."""
