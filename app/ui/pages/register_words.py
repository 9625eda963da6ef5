"""How the analysis of the whole register is told: states, shares, months, the sentence on top."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.analysis_settings import ANALYSIS_SETTINGS, shown_setting
from app.domain.metrology.shown import shown_value, told_value
from app.domain.register_analysis import ConfirmationRow, IntervalRow, LookBackRow, RegisterAnalysis
from app.formats import show_date, show_number
from app.wording import N_, _

STATES: Mapping[str, tuple[str, str]] = {
    "bad": ("bad", N_("Không đạt")),
    "part": ("part", N_("Có điều kiện")),
    "none": ("na", N_("Thiếu dữ liệu")),
    "ok": ("ok", N_("Đạt")),
}
"""Glyph and word of each state, the worst first."""
CHANGES: Mapping[str, tuple[str, str]] = {
    "shorter": ("warn", N_("Rút ngắn")),
    "longer": ("info", N_("Kéo dài")),
    "same": ("ok", N_("Giữ nguyên")),
    "none": ("na", N_("Thiếu dữ liệu")),
}
METHODS: Mapping[str, str] = {
    "staircase": N_("Bậc thang"),
    "a3": N_("Tỷ lệ của nhóm (A3)"),
    "drift": N_("Độ trôi"),
    "legal": N_("Pháp luật"),
}


def state_of(state: str) -> tuple[str, str]:
    glyph, word = STATES[state]
    return glyph, _(word)


def change_of(change: str) -> tuple[str, str]:
    glyph, word = CHANGES[change]
    return glyph, _(word)


def percent(share: float | None, digits: int = 2) -> str:
    """A share of 1 in percent, "" where it is not known; what is very small is said to be below 0,01 %."""
    if share is None:
        return ""
    if 0 < share < 1e-4:
        return f"< {show_number(0.01)} %"
    return f"{shown_value(100 * share, digits)} %"


def ratio(value: float | None, digits: int = 3) -> str:
    return "" if value is None else shown_value(value, digits)


def with_unit(value: float | None, unit: str, digits: int = 0) -> str:
    """digits: significant ones, as an uncertainty has them; 0 for a value, told without zeros at its end."""
    if value is None:
        return ""
    return f"{shown_value(value, digits) if digits else told_value(value)} {unit}".rstrip()


def months(count: float | None) -> str:
    return "" if count is None else show_number(round(count, 1) if count != int(count) else int(count))


def confirmation_lead(analysis: RegisterAnalysis) -> str:
    """The sentence a director can repeat."""
    rows = analysis.confirmations
    counts = {state: sum(each.state == state for each in rows) for state in STATES}
    n = show_number(len(rows))
    if counts["ok"] == len(rows):
        return _("Cả {n} cặp phương tiện đo và quá trình đều được xác nhận.", n=n)
    return _(
        "{ok} trên {n} cặp phương tiện đo và quá trình được xác nhận; {bad} không đạt, {part} có điều kiện, "
        "{none} chưa đủ dữ liệu.",
        n=n,
        **{state: show_number(count) for state, count in counts.items()},
    )


def interval_lead(analysis: RegisterAnalysis) -> str:
    counts = {change: sum(each.change == change for each in analysis.intervals) for change in CHANGES}
    if not counts["shorter"] and not counts["longer"] and not counts["none"]:
        return _("Chưa có chu kỳ nào cần đổi.")
    if not counts["shorter"] and not counts["longer"]:
        return _("Chưa có chu kỳ nào cần đổi; {none} phương tiện đo chưa đủ dữ liệu.", none=show_number(counts["none"]))
    return _(
        "Nên rút ngắn chu kỳ của {shorter} phương tiện đo, có thể kéo dài của {longer}; {same} giữ nguyên, {none} chưa "
        "đủ dữ liệu.",
        **{change: show_number(count) for change, count in counts.items()},
    )


def look_back_lead(analysis: RegisterAnalysis) -> str:
    rows = analysis.look_back
    if not rows:
        return _("Không có phương tiện đo nào bị phát hiện sai cần xem xét lại kết quả đã đo.")
    found = len({each.instrument.id for each in rows})
    return _("{n} phương tiện đo bị phát hiện sai: xem xét lại những gì đã đo bằng chúng.", n=show_number(found))


def basis(analysis: RegisterAnalysis) -> str:
    """As of which day and by which table of the law."""
    day = show_date(analysis.as_of)
    if not analysis.legal_table:
        return _("Tính đến {day}; chưa có bảng pháp luật nào hiệu lực ngày ấy.", day=day)
    return _("Tính đến {day}, theo {table}.", day=day, table=analysis.legal_table)


def settings_lines(analysis: RegisterAnalysis) -> list[tuple[str, str, str]]:
    """Words, value in force and source of every setting."""
    return [(_(each.words), shown_setting(each, analysis.settings), _(each.source)) for each in ANALYSIS_SETTINGS]


def searchable(row: ConfirmationRow | IntervalRow | LookBackRow) -> str:
    """What is looked through by the search field."""
    process = None if isinstance(row, IntervalRow) else row.process
    words = [row.instrument.code, row.instrument.name, row.instrument.serial, row.instrument.location]
    if process is not None:
        words += [process.code, process.name]
    if isinstance(row, IntervalRow):
        words.append(row.group)
    return " ".join(filter(None, words))
