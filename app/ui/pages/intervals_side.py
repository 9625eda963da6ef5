"""One interval proposal, or one look-back row, in full beside its table."""

from __future__ import annotations

from app.domain.register_analysis import GroupRate, IntervalRow, LookBackRow, RegisterAnalysis
from app.domain.register_pictures import interval_picture
from app.formats import show_date, show_number
from app.ui.pages.intervals_columns import days, process_words
from app.ui.pages.register_side import Fact, RegisterSide, Way
from app.ui.pages.register_words import (
    METHODS,
    basis,
    change_of,
    months,
    percent,
    settings_lines,
    state_of,
    with_unit,
)
from app.wording import _


def show_interval(side: RegisterSide, row: IntervalRow, analysis: RegisterAnalysis) -> None:
    instrument = row.instrument
    side.begin(instrument.code, instrument.name, change_of(row.change), row.reason.text)
    side.facts(
        _("Chu kỳ hiệu chuẩn"),
        [
            Fact(_("Hiện tại"), _months(row.current)),
            Fact(_("Đề xuất"), _months(row.proposed), _(METHODS[row.method]) if row.method in METHODS else ""),
            Fact(_("Luật cho phép nhiều nhất"), _months(row.legal_months)),
        ],
    )
    picture = interval_picture(row)
    side.pictures([picture] if picture else [])
    side.facts(
        _("Từng phương pháp nói gì"),
        [Fact(_(METHODS.get(each.method, each.method)), _months(each.months), each.why.text) for each in row.answers],
    )
    rate = next((each for each in analysis.rates if each.key == row.group or each.label == row.group), None)
    if rate is not None:
        side.facts(_("Tỷ lệ còn trong giới hạn của nhóm"), rate_facts(rate))
    settings = [Fact(words, value, source) for words, value, source in settings_lines(analysis)]
    side.fold("settings", _("Thiết lập đã dùng"), settings)
    side.lines(_("Nguồn"), [basis(analysis), "ILAC-G24:2022 / OIML D 10:2022; NCSLI RP-1"])
    side.ways([Way(_("Mở phương tiện đo, các lần hiệu chuẩn"), "instruments", instrument.id)])
    side.end()


def rate_facts(rate: GroupRate) -> list[Fact]:
    counts = _("{found} trên {n}", found=show_number(rate.in_tolerance), n=show_number(rate.counted))
    interval = " … ".join(each for each in (percent(rate.low, 3), percent(rate.high, 3)) if each)
    return [
        Fact(rate.label, counts, rate.reason.text),
        Fact(_("Tỷ lệ"), percent(rate.rate, 3)),
        Fact(_("Khoảng 95 %"), interval),
        Fact(_("Tỷ lệ cần đạt"), percent(rate.target, 3)),
    ]


def show_look_back(side: RegisterSide, row: LookBackRow, analysis: RegisterAnalysis) -> None:
    side.begin(row.instrument.code, row.instrument.name, state_of("bad"), row.reason.text)
    count = days(row)
    side.facts(
        _("Xem xét lại"),
        [
            Fact(_("Ngày phát hiện"), show_date(row.until), row.calibration.certificate_number),
            Fact(_("Lần tốt trước đó"), show_date(row.since) if row.since else ""),
            Fact(_("Thời gian phải xem lại"), _("{n} ngày", n=show_number(count)) if count is not None else ""),
            Fact(_("Quá trình"), process_words(row)),
        ],
    )
    side.facts(
        _("Sai lớn tới đâu"),
        [
            Fact(_("Điểm đo"), with_unit(row.point, row.unit)),
            Fact(_("Sai số"), with_unit(row.error, row.unit)),
            Fact(_("Sai số cho phép lớn nhất"), with_unit(row.mpe, row.unit)),
            Fact(_("Sai số / dung sai của sản phẩm"), percent(row.share_of_tolerance)),
        ],
    )
    side.lines(_("Nguồn"), [basis(analysis), "ISO 10012:2003, 8.3.3; ISO 9001:2015, 7.1.5.2"])
    ways = [Way(_("Mở phương tiện đo, các lần hiệu chuẩn"), "instruments", row.instrument.id)]
    if row.process is not None:
        ways.append(Way(_("Mở quá trình đo"), "processes", row.process.id))
    side.ways(ways)
    side.end()


def _months(count: float | None) -> str:
    return "" if count is None else _("{n} tháng", n=months(count))
