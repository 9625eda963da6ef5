"""Section 5 of the summary: the state of the instruments as of the date, and those that must be dealt with."""

from __future__ import annotations

from app.domain.document import Block, Cell, Column, Heading, Paragraph, RingChart, Slice, Table
from app.domain.document import State as Mark
from app.domain.judged import Judged
from app.domain.legal import CONFIDENCE_WORDS, LegalTable
from app.domain.metrology.calibration_status import GLYPHS, STATE_WORDS, State
from app.formats import show_date, show_number
from app.reports.inventory import joined
from app.reports.material import Material, legal_state
from app.wording import N_, _

PARTS: tuple[tuple[str, str, tuple[State, ...]], ...] = (
    ("ok", N_("Còn hạn"), (State.VALID,)),
    ("warn", N_("Sắp hết hạn"), (State.DUE_SOON,)),
    ("bad", N_("Quá hạn, không đạt, chưa làm"), (State.OVERDUE, State.FAILED, State.NEVER, State.DATA_ERROR)),
    ("part", N_("Thiếu hồ sơ"), (State.NO_EVIDENCE,)),
    ("na", N_("Ngừng dùng, không cần"), (State.OUT_OF_SERVICE, State.NOT_REQUIRED)),
)
"""The ring has at most five parts; the table below it names every state."""


def register_blocks(material: Material) -> list[Block]:
    heading = Heading(_("5. Tình trạng phương tiện đo"))
    if not material.judged:
        return [heading, Paragraph(_("Danh mục chưa có phương tiện đo nào."))]
    caption = _("Bảng 3. Số phương tiện đo theo tình trạng")
    return [
        heading,
        register_ring(material),
        register_counts(material, caption),
        *_overdue(material),
        *_group2(material),
    ]


def register_ring(material: Material) -> RingChart:
    slices = tuple(
        Slice(_(word), sum(material.counts[state] for state in states), glyph) for glyph, word, states in PARTS
    )
    share = material.valid_share
    return RingChart(
        _("Tình trạng {n} phương tiện đo", n=show_number(len(material.judged))),
        slices,
        f"{show_number(share * 100, 0)} %" if share is not None else "—",
        _("còn hạn"),
    )


def register_counts(material: Material, caption: str) -> Table:
    columns = (
        Column(_("Tình trạng"), 2, "state"),
        Column(_("Số phương tiện đo"), 1.2, "number"),
        Column(_("Trong đó nhóm 2"), 1.2, "number"),
    )
    rows = tuple(
        (
            _mark(state),
            count,
            sum(each.status.state == state and each.instrument.group == "2" for each in material.judged),
        )
        for state, count in material.counts.items()
        if count
    )
    return Table(columns, rows, caption, of_figures=True)


def _mark(state: State) -> Mark:
    return Mark(GLYPHS[state], _(STATE_WORDS[state]))


def _overdue(material: Material) -> list[Block]:
    columns = (
        Column(_("Mã"), 1.1, "code"),
        Column(_("Tên, nơi dùng"), 3.6),
        Column(_("Có giá trị đến"), 1.3, "date"),
        Column(_("Quá hạn (ngày)"), 1.0, "number"),
        Column(_("Nhóm"), 0.7),
        Column(_("Cơ sở tính hạn"), 2.2),
        Column(_("Phát hiện"), 1.1, "code"),
    )
    rows = tuple(_overdue_row(material, each) for each in material.overdue)
    return [
        Heading(_("5.1. Phương tiện đo quá hạn"), 2),
        Table(
            columns,
            rows,
            _("Bảng 4a. Quá hạn, lâu nhất trước"),
            _("Không có phương tiện đo nào quá hạn."),
            of_figures=True,
        ),
    ]


def _overdue_row(material: Material, each: Judged) -> tuple[Cell | Mark, ...]:
    status = each.status
    days = abs(status.days_left) if status.days_left is not None else None
    basis = _("in trên giấy") if status.basis == "printed" else _("ngày làm cộng chu kỳ")
    return (
        each.instrument.code,
        joined(each.instrument.name, each.instrument.location),
        status.due_on or status.due_text,
        days,
        each.instrument.group,
        basis,
        material.traces("instruments", each.instrument.id, "findings"),
    )


def _group2(material: Material) -> list[Block]:
    columns = (
        Column(_("Mã"), 1.1, "code"),
        Column(_("Tên, nơi dùng"), 2.8),
        Column(_("Kiểm định"), 1.5, "state"),
        Column(_("Vì sao"), 2.4),
        Column(_("Trong danh mục nhóm 2"), 2.2),
        Column(_("Phát hiện"), 1.1, "code"),
    )
    rows = tuple(_group2_row(material, each) for each in material.group2_trouble)
    told = _(
        "Có {n} phương tiện đo nhóm 2 đang dùng phải kiểm định; {ok} có kiểm định còn hiệu lực vào ngày {day}.",
        n=show_number(len(material.group2)),
        ok=show_number(len(material.group2) - len(material.group2_trouble)),
        day=show_date(material.as_of),
    )
    empty = _("Không có phương tiện đo nhóm 2 nào thiếu kiểm định còn hiệu lực.")
    return [
        Heading(_("5.2. Nhóm 2 chưa có kiểm định còn hiệu lực"), 2),
        Paragraph(told),
        Table(columns, rows, _("Bảng 4b. Phương tiện đo nhóm 2 cần xử lý"), empty, of_figures=True),
        *(Paragraph(_table_shown(each), "note") for each in _tables(material)),
    ]


def _tables(material: Material) -> list[LegalTable]:
    """The legal tables the group 2 checks rest on, in the order of their days."""
    used = {each.legal.table.key: each.legal.table for each in material.group2 if each.legal.table}
    return sorted(used.values(), key=lambda each: each.in_force_from)


def _table_shown(table: LegalTable) -> str:
    return _(
        "Danh mục nhóm 2: {title}, hiệu lực từ {day}; {mark}, kiểm tra ngày {checked}.",
        title=table.title,
        day=show_date(table.in_force_from),
        mark=table.confidence_word,
        checked=show_date(table.checked_on),
    )


def _line_shown(each: Judged) -> str:
    """The line of the list with its period, and how far that was checked."""
    legal = each.legal
    if legal.line is None:
        return _("Chưa xác định được dòng")
    mark = _(CONFIDENCE_WORDS[legal.confidence])
    if legal.line.period_months is None:
        return _("Dòng {code}, không quy định chu kỳ ({mark})", code=legal.line.code, mark=mark)
    months = legal.line.period_months
    return _("Dòng {code}, chu kỳ {months} tháng ({mark})", code=legal.line.code, months=months, mark=mark)


def _group2_row(material: Material, each: Judged) -> tuple[Cell | Mark, ...]:
    return (
        each.instrument.code,
        joined(each.instrument.name, each.instrument.location),
        legal_state(each),
        each.legal.text,
        _line_shown(each),
        material.traces("instruments", each.instrument.id, "findings"),
    )
