"""The three lists side by side as a sheet: last cycle, the enterprise's book, seen on the floor, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.document import State
from app.domain.floor import PRESENT_STATES, SIGHTING_WORDS, Sighting
from app.domain.instruments import Instrument
from app.domain.reconciling import MATCH_GLYPHS, MATCH_WORDS, Match
from app.formats import show_time
from app.reports.material import Material
from app.reports.sheets import Row, Sheet, SheetColumn, Workbook
from app.reports.survey import site_lines
from app.wording import _


@dataclass(frozen=True, slots=True)
class Line:
    """One instrument; in_previous, in_book: None while there is no such list."""

    instrument: Instrument
    sighting: Sighting | None
    in_previous: bool | None
    in_book: bool | None
    match: Match


def build(material: Material, lines: Iterable[Line], *, has_book: bool) -> Workbook:
    """A workbook of one sheet, to be handed to the enterprise."""
    sheet = lists_sheet(material, tuple(lines), has_book=has_book)
    return Workbook(
        title=sheet.title,
        subject=_("{cycle}. {dated}.", cycle=material.cycle_words, dated=material.dated),
        author=material.paper.letterhead.agency,
        keywords=material.footer,
        footer=material.footer,
        language=material.language,
        as_of=material.as_of,
        sheets=(sheet,),
    )


def lists_sheet(material: Material, lines: tuple[Line, ...], *, has_book: bool) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 11, "code"),
        SheetColumn(_("Tên phương tiện đo"), 26),
        SheetColumn(_("Số chế tạo"), 14),
        SheetColumn(_("Nơi dùng"), 22),
        SheetColumn(_("Chu kỳ trước"), 12, "state"),
        SheetColumn(_("Sổ của doanh nghiệp"), 13, "state"),
        SheetColumn(_("Hiện trường"), 16, "state"),
        SheetColumn(_("Kết luận đối chiếu"), 22, "state"),
        SheetColumn(_("Lý do, nơi mới, ghi chú"), 26),
        SheetColumn(_("Ngày xem"), 11, "date"),
        SheetColumn(_("Giờ, người xem"), 20),
    )
    looked = sum(each.sighting is not None for each in lines)
    about = [*site_lines(material), _("Đã xem {seen} trên {total} phương tiện đo.", seen=looked, total=len(lines))]
    if not has_book:
        about.append(_("Chưa nhập sổ của doanh nghiệp, nên cột sổ để trống và chưa so được với sổ."))
    return Sheet(
        name=_("Đối chiếu"),
        title=_("ĐỐI CHIẾU DANH MỤC PHƯƠNG TIỆN ĐO"),
        about=tuple(about),
        columns=columns,
        rows=tuple(map(_row, lines)),
        frozen=2,
        is_list=True,
    )


def _row(line: Line) -> Row:
    instrument, sighting = line.instrument, line.sighting
    seen_at = sighting.seen_at.astimezone() if sighting and sighting.seen_at else None
    who = [show_time(seen_at)[:5] if seen_at else "", sighting.seen_by if sighting else ""]
    return Row(
        (
            instrument.code,
            instrument.name,
            instrument.serial,
            instrument.location,
            listed(line.in_previous),
            listed(line.in_book),
            seen(sighting),
            State(MATCH_GLYPHS[line.match], _(MATCH_WORDS[line.match])),
            remark(sighting),
            seen_at.date() if seen_at else None,
            ", ".join(each for each in who if each),
        )
    )


def listed(there: bool | None) -> State | None:
    """Whether it stands in a list; nothing where there is no list."""
    if there is None:
        return None
    return State("ok", _("Có")) if there else State("na", _("Không có"))


def seen(sighting: Sighting | None) -> State:
    if sighting is None:
        return State("todo", _("Chưa xem"))
    key = "part" if sighting.state in PRESENT_STATES - {"seen", "new"} else "ok"
    return State("bad" if sighting.state == "not_seen" else key, _(SIGHTING_WORDS[sighting.state]))


def remark(sighting: Sighting | None) -> str:
    """Reason, new place and note in one line."""
    if sighting is None:
        return ""
    place = _("nay ở {place}", place=sighting.place) if sighting.place else ""
    return "; ".join(each for each in (sighting.reason, place, sighting.note) if each)
