"""Reconciling three lists: the last cycle's, the enterprise's own book, and what was seen on the floor."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.domain.errors import UserError
from app.domain.findings import Finding
from app.domain.floor import BOOK, PREVIOUS, Listing
from app.domain.instruments import Instrument
from app.domain.keys import new_key
from app.domain.reconciling import Match, match
from app.formats import tidy
from app.services import findings, floor
from app.services.floor import FloorRow, floor_rows, sightings_of
from app.storage.unit import Unit
from app.wording import _

INSTRUMENTS = "4"
"""The subject that a difference between the lists is found under."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One instrument in the three lists. in_previous, in_book: None while there is no such list."""

    row: FloorRow
    in_previous: bool | None
    in_book: bool | None
    match: Match

    @property
    def instrument(self) -> Instrument:
        return self.row.instrument


@dataclass(frozen=True, slots=True)
class Lists:
    """has_previous, has_book: whether there is such a list to compare with at all."""

    rows: tuple[Reconciled, ...]
    has_previous: bool
    has_book: bool

    def count(self, *kinds: Match) -> int:
        return sum(each.match in kinds for each in self.rows)


def reconcile(unit: Unit, cycle_id: str, as_of: date) -> Lists:
    """Every instrument of the register with what each list says of it, in the order of the walk."""
    listed: dict[str, set[str]] = {BOOK: set(), PREVIOUS: set()}
    for each in unit.listings.all(cycle_id=cycle_id):
        listed.setdefault(each.source, set()).add(each.instrument_id)
    previous, book = _known_before(unit, cycle_id, listed[PREVIOUS]), listed[BOOK]
    rows = tuple(
        _reconciled(row, row.id in previous if previous else None, row.id in book if book else None)
        for row in floor_rows(unit, cycle_id, as_of)
    )
    return Lists(rows, bool(previous), bool(book))


def mark_in_book(unit: Unit, instrument_ids: Iterable[str]) -> None:
    """These instruments stand in the enterprise's own list, as taken in during the newest cycle."""
    cycles = unit.cycles.all()
    if not cycles:
        return
    cycle_id = cycles[-1].id
    known = {each.instrument_id for each in unit.listings.all(cycle_id=cycle_id, source=BOOK)}
    unit.listings.keep_all(
        Listing(id=new_key(), cycle_id=cycle_id, instrument_id=each, source=BOOK)
        for each in dict.fromkeys(instrument_ids)
        if each not in known
    )


def mark_missing(unit: Unit, cycle_id: str, ids: Collection[str], reason: str) -> None:
    """These were looked for and not found."""
    for each in ids:
        floor.sight(unit, cycle_id, each, "not_seen", reason=reason)


def note_for_book(unit: Unit, cycle_id: str, ids: Collection[str]) -> None:
    """A note with each sighting that the enterprise is to enter it in its own book."""
    words = _("Doanh nghiệp cần ghi vào sổ theo dõi.")
    seen = sightings_of(unit, cycle_id)
    unseen = [each for each in ids if each not in seen]
    if unseen:
        raise UserError(_("Chỉ ghi chú được cho phương tiện đo đã xem; còn {count} dòng chưa xem.", count=len(unseen)))
    for each in ids:
        if words not in seen[each].note:
            unit.sightings.keep(replace(seen[each], note=tidy(f"{seen[each].note} {words}")))


def raise_finding(unit: Unit, cycle_id: str, rows: Collection[Reconciled]) -> Finding:
    """A finding of the auditor's own, with the instruments it rests on; its words can be edited like any other's."""
    if not rows:
        raise UserError(_("Chọn ít nhất một phương tiện đo để lập phát hiện."))
    kinds = {each.match for each in rows}
    title = (
        _("Sổ theo dõi phương tiện đo không khớp với hiện trường")
        if kinds & {Match.MISSING, Match.GONE, Match.UNLISTED}
        else _("Có phương tiện đo không tìm thấy tại hiện trường")
        if Match.NOT_FOUND in kinds
        else _("Phương tiện đo cần xem lại sau khi đối chiếu")
    )
    named = "; ".join(called(each.instrument) for each in rows)
    return findings.add_finding(
        unit,
        cycle_id,
        title,
        subject=INSTRUMENTS,
        detail=_("{count} phương tiện đo: {named}.", count=len(rows), named=named),
        sources=[("instruments", each.instrument.id) for each in rows],
    )


def called(instrument: Instrument) -> str:
    """Its code, or else its name and serial number."""
    return instrument.code or " ".join(each for each in (instrument.name, instrument.serial) if each) or _("không tên")


def write_lists(unit: Unit, cycle_id: str, as_of: date, path: Path) -> Path:
    """The three lists side by side as an Excel file, to be handed over."""
    from app.reports.excel import write_workbook
    from app.reports.floor import Line, build
    from app.services.reporting import gather_dossier, material_of

    if path.suffix.lower() != ".xlsx":
        raise UserError(_("Tên tệp phải kết thúc bằng .xlsx: “{name}”.", name=path.name))
    lists = reconcile(unit, cycle_id, as_of)
    material = material_of(gather_dossier(unit, cycle_id, pictures=False), as_of)
    lines = [
        Line(each.instrument, each.row.sighting, each.in_previous, each.in_book, each.match) for each in lists.rows
    ]
    return write_workbook(build(material, lines, has_book=lists.has_book), path)


def _reconciled(row: FloorRow, in_previous: bool | None, in_book: bool | None) -> Reconciled:
    return Reconciled(row, in_previous, in_book, match(in_previous, in_book, row.state))


def _known_before(unit: Unit, cycle_id: str, carried: set[str]) -> set[str]:
    """What was carried over, else what the journal knew before the cycle began; empty in a first cycle."""
    if carried or not unit.cycles.get(cycle_id).previous_id:
        return carried
    began = next((each.number for each in unit.history("cycles", cycle_id) if not each.field), 0)
    made = (each for each in unit.history("instruments") if not each.field)
    return {each.record_id for each in made if each.number < began}
