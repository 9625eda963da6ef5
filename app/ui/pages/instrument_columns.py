"""The columns of the register, what each filter lets through, and how an instrument is said in a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.metrology.calibration_status import State
from app.formats import fold, show_date, show_number
from app.services.inventory import InstrumentRow
from app.ui import theme
from app.ui.tables.model import CENTRE, RIGHT, Column
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


def columns() -> tuple[Column[InstrumentRow], ...]:
    """In the language in use. The keys by which pages speak of them are PLACES."""
    return (
        Column(
            title=_("Mã"),
            show=lambda each: each.instrument.code,
            width=78,
            field="code",
            strong=lambda each: True,
        ),
        Column(title=_("Tên phương tiện đo"), show=lambda each: each.instrument.name, width=0, field="name"),
        Column(title=_("Số chế tạo"), show=lambda each: each.instrument.serial, width=116, field="serial"),
        Column(
            title=_("Nơi dùng"),
            show=lambda each: each.instrument.location,
            width=112,
            field="location",
            tone=lambda each: "text2",
        ),
        Column(
            title=_("Nhóm"),
            show=lambda each: each.instrument.group,
            width=56,
            field="group",
            align=CENTRE,
            tone=lambda each: "text2",
        ),
        Column(
            title=_("Phạm vi đo"),
            show=lambda each: each.instrument.range_text,
            sort=lambda each: each.instrument.range_high,
            width=104,
            field="range_text",
            tone=lambda each: "text2",
        ),
        Column(
            title=_("Cấp"),
            show=lambda each: each.instrument.accuracy_class,
            width=66,
            field="accuracy_class",
            tone=lambda each: "text2",
        ),
        Column(
            title=_("Có giá trị đến"),
            show=lambda each: show_date(each.status.due_on) or each.status.due_text,
            sort=lambda each: each.status.due_on,
            width=106,
            align=RIGHT,
            tone=urgency_tone,
            strong=lambda each: bool(urgency_tone(each)),
        ),
        Column(
            title=_("Còn (ngày)"),
            show=days_left,
            sort=lambda each: each.status.days_left,
            width=84,
            align=RIGHT,
            tone=urgency_tone,
            strong=lambda each: bool(urgency_tone(each)),
        ),
        Column(
            title=_("Tình trạng"),
            show=lambda each: each.status.word,
            sort=lambda each: (URGENCY[each.status.state], _left(each)),
            width=146,
            state=lambda each: (each.status.glyph, each.status.word),
        ),
    )


PLACES = ("code", "name", "serial", "location", "group", "range", "class", "due", "left", "state")


IN_THE_FORM = ("serial", "class")
"""Columns that fold into the side form while it is open."""

GO_FIRST = ("class", "serial", "range", "group", "left", "location")
"""Columns that make room for the name, one after the other."""

NAME_WIDTH = 140


def hidden_columns(room: int, of: Sequence[Column[InstrumentRow]], *, with_form: bool) -> set[int]:
    """Which columns are left out, so that the name keeps its width in a table of so many px."""
    hidden = {PLACES.index(each) for each in IN_THE_FORM} if with_form else set()
    for key in GO_FIRST:
        taken = sum(theme.px(each.width) for place, each in enumerate(of) if place not in hidden)
        if room - taken >= theme.px(NAME_WIDTH):
            break
        hidden.add(PLACES.index(key))
    return hidden


def urgency_tone(row: InstrumentRow) -> str:
    """Red for what is late, amber for what soon will be; nothing else takes a colour."""
    if row.status.state in _LATE:
        return "bad"
    return "warn" if row.status.state is State.DUE_SOON else ""


def days_left(row: InstrumentRow) -> str:
    left = row.status.days_left
    return "" if left is None else show_number(left)


def accepts(words: str, kind: str) -> Callable[[InstrumentRow], bool] | None:
    """What passes: every folded word somewhere in the row, and the pressed filter; None where all passes."""
    wanted = fold(words).split()
    fits = next(each for key, _word, each in FILTERS if key == kind)
    if not wanted:
        return None if kind == "all" else fits
    if len(wanted) == 1:
        only = wanted[0]
        return lambda each: only in each.searchable and fits(each)
    return lambda each: all(word in each.searchable for word in wanted) and fits(each)


def _left(row: InstrumentRow) -> int:
    return 1_000_000 if row.status.days_left is None else row.status.days_left
