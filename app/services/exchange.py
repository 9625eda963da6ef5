"""Taking in what comes from outside: an enterprise's own list of instruments, previewed first, written as one deed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.domain.errors import UserError
from app.domain.instruments import Calibration, Instrument
from app.domain.keys import new_key
from app.domain.legal_matching import Candidate
from app.exchange.books import read_book
from app.exchange.instruments_from_rows import calibration_of, instrument_of, instruments_of, kind_of_work
from app.exchange.lists import preview_book
from app.exchange.preview import Decisions, ListPreview, ListRow, Place
from app.exchange.problems import name_and_serial
from app.exchange.remembered import remember, remembered_mappings
from app.formats import fold
from app.services.legal_groups import candidates_for
from app.services.reconcile import mark_in_book
from app.storage.unit import Unit
from app.wording import _


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many records were written: new instruments, updated ones, calibrations; and rows that were left out."""

    instruments: int = 0
    updated: int = 0
    calibrations: int = 0
    left_out: int = 0


def preview_list(path: Path, decisions: Decisions | None = None) -> ListPreview:
    """What the file would bring, with the column choices of earlier lists; UserError when it cannot be read."""
    settled = decisions or Decisions()
    return preview_book(read_book(path, settled.encoding), path.name, settled, remembered_mappings())


def already_present(unit: Unit, preview: ListPreview) -> Mapping[Place, str]:
    """Rows whose instrument the dossier has: its place -> instrument id.

    By name and serial, by code, or, where there is no name, by serial, model and maker.
    """
    by_code: dict[str, Instrument] = {}
    by_name: dict[tuple[str, str], Instrument] = {}
    by_make: dict[tuple[str, str, str], Instrument] = {}
    for each in unit.instruments.all(kind="instrument"):
        if each.serial and not each.name:
            by_make.setdefault((_plain(each.serial), _plain(each.model), _plain(each.maker)), each)
        if each.code:
            by_code.setdefault(_plain(each.code), each)
        if each.name and each.serial:
            by_name.setdefault((fold(each.name), _plain(each.serial)), each)
    found = {}
    for row in preview.rows:
        name, serial, code = fold(row.text("name")), _plain(row.text("serial")), _plain(row.text("code"))
        match = by_name.get((name, serial)) if name and serial else None
        if match is None and serial and not name:
            match = by_make.get((serial, _plain(row.text("model")), _plain(row.text("maker"))))
        if match is None and code in by_code and _agree(by_code[code], name, serial):
            match = by_code[code]
        if match is not None:
            found[row.place] = match.id
    return found


def _plain(text: str) -> str:
    return text.casefold().replace(" ", "")


def _agree(known: Instrument, name: str, serial: str) -> bool:
    """The same code on another name and another serial is another instrument."""
    same_serial = not serial or not known.serial or _plain(known.serial) == serial
    return same_serial or fold(known.name) == name


def group2_names(preview: ListPreview, on: date) -> Mapping[str, tuple[Candidate, ...]]:
    """Names of the list that could stand in the group 2 list, with the lines they could be; a person confirms them."""
    names = {row.text("name") for row in preview.rows} - {""}
    found = {name: candidates_for(name, on) for name in sorted(names)}
    return {name: candidates for name, candidates in found.items() if candidates}


def rows_to_take(preview: ListPreview) -> list[ListRow]:
    """The rows that the person's decisions leave."""
    decisions = preview.decisions
    dropped: set[Place] = set()
    if decisions.duplicates == "first":
        for each in preview.report:
            if each.code == "duplicate" and each.by != ("code",):
                dropped.update(each.places[1:])
        dropped |= _listed_before(preview.rows)
    left_out = decisions.left_out
    return [row for row in preview.rows if row.place not in dropped and (row.sheet, row.row) not in left_out]


def _listed_before(rows: Iterable[ListRow]) -> set[Place]:
    """Rows whose name and serial an earlier sheet has already."""
    seen: dict[str, str] = {}
    return {row.place for row in rows if (key := name_and_serial(row)) and seen.setdefault(key, row.sheet) != row.sheet}


def take_in(unit: Unit, preview: ListPreview) -> TakenIn:
    """Writes the rows of the preview as its decisions say; call it inside one unit, so that one undo takes all back.

    All instruments that it names, known ones too, stand from now on in the enterprise's book of this cycle. UserError
    while a question that has no proposal is still open, and when nothing would be written.
    """
    if preview.open_questions:
        raise UserError(_("Còn câu hỏi chưa trả lời: {question}", question=preview.open_questions[0].what))
    rows = rows_to_take(preview)
    if not rows:
        raise UserError(_("Không còn dòng nào để nhập; hãy chọn lại trang hoặc dòng."))
    present = already_present(unit, preview)
    existing = preview.decisions.existing
    known = [row for row in rows if existing != "add" and row.place in present]
    new = [row for row in rows if existing == "add" or row.place not in present]
    kinds = {row.place: kind_of_work(table.columns) for table in preview.tables for row in table.rows}
    made, calibrations = _new_records(preview, new, kinds)
    updated, more = (0, 0) if existing == "skip" else _update(unit, preview, known, present, kinds)
    unit.instruments.keep_all(made)
    unit.calibrations.keep_all(calibrations)
    mark_in_book(unit, [*(each.id for each in made), *(present[row.place] for row in known)])
    remember(preview)
    dropped = len(preview.rows) - len(rows) + (len(known) if existing == "skip" else 0)
    return TakenIn(len(made), updated, len(calibrations) + more, dropped)


Kinds = Mapping[Place, str]


def _new_records(
    preview: ListPreview, rows: Iterable[ListRow], kinds: Kinds
) -> tuple[list[Instrument], list[Calibration]]:
    instruments: list[Instrument] = []
    calibrations: list[Calibration] = []
    for row in rows:
        several = preview.answer("quantity", row.sheet) == "each"
        for made in instruments_of(row, new_key, each_piece=several):
            instruments.append(made)
            if calibration := _calibration(preview, row, made.id, kinds):
                calibrations.append(calibration)
    return instruments, calibrations


def _calibration(preview: ListPreview, row: ListRow, instrument_id: str, kinds: Kinds) -> Calibration | None:
    whole = preview.answer("partial_date", row.sheet) == "last_day"
    return calibration_of(row, new_key(), instrument_id, kind=kinds[row.place], last_day=whole)


def _update(
    unit: Unit,
    preview: ListPreview,
    rows: Iterable[ListRow],
    present: Mapping[Place, str],
    kinds: Kinds,
) -> tuple[int, int]:
    """What the file says replaces what the dossier says; what the file leaves empty stays. Counts of both kinds."""
    updated = added = 0
    for row in rows:
        key = present[row.place]
        old = unit.instruments.get(key)
        new = merged_record(old, instrument_of(row, key))
        unit.instruments.keep(new)
        updated += new != old
        calibration = _calibration(preview, row, key, kinds)
        if calibration and not _has(unit.calibrations.all(instrument_id=key), calibration):
            unit.calibrations.keep(calibration)
            added += 1
    return updated, added


def merged_record(old: Instrument, new: Instrument) -> Instrument:
    said = {
        name: value
        for name in Instrument.__dataclass_fields__
        if name not in ("id", "status", "group") and (value := getattr(new, name)) not in ("", None)
    }
    if new.status_text:
        said["status"] = new.status
    if new.group:
        said["group"] = new.group
    return replace(old, **said)


def _has(known: Iterable[Calibration], new: Calibration) -> bool:
    """The same certificate, or the same day, is the same calibration."""
    return any(
        (new.certificate_number and each.certificate_number == new.certificate_number)
        or (new.performed_on and each.performed_on == new.performed_on)
        or (not new.performed_on and new.performed_text and each.performed_text == new.performed_text)
        for each in known
    )
