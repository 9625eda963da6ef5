"""The rest of the sample factory's survey: registers, floor walk, readings taken on the spot, talks, who does what."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app import paths
from app.domain.findings import Link
from app.domain.floor import Listing
from app.domain.keys import new_key
from app.domain.readings_sheet import Cell
from app.services import assignments, floor, interviews, inventory, studies, survey
from app.services.registers import ENVIRONMENT, PEOPLE, PROCEDURES, PROCESSES, STANDARDS, Register, add_lines
from app.storage.store import Store
from app.storage.unit import Unit
from app.wording import N_, _

Say = Callable[..., None]
NOT_IN_THE_BOOK = ("AK-11", "NK-16")
"""Put up this year; the enterprise has not written them into its own list yet."""


def fill_registers(store: Store, cycle_id: str, say: Say) -> None:
    with store.unit(_("Ghi các sổ")) as unit:
        _standards(unit)
        _processes(unit)
        for register, name in ((PEOPLE, "people"), (PROCEDURES, "procedures"), (ENVIRONMENT, "environment")):
            _lines(unit, register, _rows(name))
    say(
        N_("Đã ghi {standards} chuẩn và chất chuẩn, {processes} quá trình đo, {people} người, {procedures} quy trình."),
        **{name: len(_rows(name)) for name in ("standards", "processes", "people", "procedures")},
    )
    walk(store, cycle_id, _rows("floor"), say, with_book=True)
    measure_on_the_spot(store, cycle_id, tomllib.loads(_text("spot.toml")), say)


def measure_on_the_spot(store: Store, cycle_id: str, told: Mapping[str, Any], say: Say) -> None:
    """Sheets of readings, talks, and who surveys what."""
    with store.unit(_("Đo tại chỗ")) as unit:
        for each in told["studies"]:
            _study(unit, cycle_id, each)
    with store.unit(_("Phỏng vấn")) as unit:
        _talk(unit, cycle_id, told["interviews"])
    with store.unit(_("Phân công")) as unit:
        _share_out(unit, cycle_id, told["assignments"])
    say(
        N_("Đã đo tại chỗ {studies} phiếu, phỏng vấn {talks} người."),
        studies=len(told["studies"]),
        talks=len(told["interviews"]),
    )


def _standards(unit: Unit) -> None:
    rows = _rows("standards")
    _lines(unit, STANDARDS, rows)
    keys = {each.code: each.id for each in unit.instruments.all() if each.kind != "instrument"}
    for row in _rows("standard_calibrations"):
        inventory.keep_calibration(unit, keys[row["code"]], **{name: row[name] for name in row if name != "code"})


def _processes(unit: Unit) -> None:
    rows = _rows("processes")
    keys = _lines(unit, PROCESSES, [{name: row[name] for name in row if name != "instruments"} for row in rows])
    codes = {each.code: each.id for each in unit.instruments.all(kind="instrument")}
    for key, row in zip(keys, rows, strict=True):
        for code in row["instruments"].split():
            ends = {"from_kind": "processes", "from_id": key, "to_kind": "instruments", "to_id": codes[code]}
            unit.links.keep(Link(id=new_key(), **ends))


def _lines(unit: Unit, register: Register, rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    written = add_lines(unit, register, rows)
    if written.refused:
        raise ValueError("; ".join(f"{each.cell.field}: {each.trouble}" for each in written.refused))
    return written.keys


def walk(store: Store, cycle_id: str, rows: Iterable[Mapping[str, str]], say: Say, *, with_book: bool = False) -> None:
    """Everything is in order but what the rows say, and what is out of service is not looked for.

    with_book: the enterprise's own list is written down too.
    """
    found = {row["code"]: row for row in rows}
    with store.unit(_("Đi hiện trường")) as unit:
        looked_for = [each for each in unit.instruments.all(kind="instrument") if each.status != "out_of_service"]
        for each in looked_for:
            row = found.get(each.code, {})
            state, place, reason = row.get("state", "seen"), row.get("place", ""), row.get("reason", "")
            floor.sight(unit, cycle_id, each.id, state, place=place, reason=reason)
            if with_book and each.code not in NOT_IN_THE_BOOK:
                unit.listings.keep(Listing(id=new_key(), cycle_id=cycle_id, instrument_id=each.id, source="book"))
    say(N_("Đã đi hiện trường: xem {seen} phương tiện đo."), seen=len(looked_for))


def _study(unit: Unit, cycle_id: str, told: Mapping[str, Any]) -> None:
    instrument = unit.instruments.all(code=told["instrument"])[0]
    process = unit.processes.all(code=told["process"])[0]
    study = studies.start_study(unit, cycle_id, told["kind"], instrument_id=instrument.id, process_id=process.id)
    for field, text in ({"title": told["title"]} | told["fields"]).items():
        study = studies.edit_study(unit, study.id, field, text)
    texts = iter(told["readings"].split())
    block = [
        studies.TypedReading(Cell(part, operator, trial), next(texts))
        for operator in range(1, study.operators + 1)
        for trial in range(1, study.trials + 1)
        for part in range(1, study.parts + 1)
    ]
    studies.keep_readings(unit, study.id, block)
    for place, reason in told.get("suspect", {}).items():
        reading = unit.readings.all(study_id=study.id, part=int(place))[0]
        studies.mark_reading(unit, reading.id, suspect=True, reason=reason)


def _talk(unit: Unit, cycle_id: str, told: Iterable[Mapping[str, Any]]) -> None:
    filling = survey.open_form(unit, cycle_id, "survey", "vi")
    where = {each.name: each.path for each in filling.form.questions()}
    for each in told:
        talk = interviews.start_interview(
            unit, cycle_id, **{name: each[name] for name in ("post", "department", "place")}
        )
        for said in each["said"]:
            path = where[said["question"]]
            interviews.say(unit, talk.id, "survey", path, said["words"])
            interviews.see_level(unit, talk.id, "survey", path, said["level"])
            if said.get("check"):
                interviews.mark_to_check(unit, talk.id, "survey", path, marked=True)
        interviews.end_interview(unit, talk.id)


def _share_out(unit: Unit, cycle_id: str, told: Iterable[Mapping[str, Any]]) -> None:
    for each in told:
        parts = [("section", f"/survey/{name}") for name in each["sections"]] + [
            ("area", name) for name in each["areas"]
        ]
        assignments.assign(unit, cycle_id, parts, each["auditor"])


def _text(name: str) -> str:
    return paths.shipped("resources", "sample", name).read_text("utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(f"{name}.csv").splitlines()))
