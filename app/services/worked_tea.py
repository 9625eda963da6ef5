"""The second sample: a small tea cooperative in the middle of its first survey day, to be gone on with by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app import paths
from app.services import dossiers, inventory, survey
from app.storage.store import Store
from app.storage.unit import Unit
from app.wording import _, speaking

Told = Mapping[str, Any]


def read_tea() -> Told:
    return tomllib.loads(paths.shipped("resources", "sample", "tea.toml").read_text("utf-8"))


def begin_tea(path: Path) -> Store:
    """A new dossier at path; the store is still open. The sample is Vietnamese whatever language is spoken."""
    told = read_tea()
    with speaking("vi"):
        store = dossiers.create_dossier(path, person=told["person"], **told["dossier"])
        try:
            _fill(store, told)
        except BaseException:
            store.close()
            raise
    return store


def _fill(store: Store, told: Told) -> None:
    with store.unit(_("Ghi thông tin cơ sở")) as unit:
        unit.sites.keep(replace(dossiers.the_site(unit), **told["site"]))
        for name, value in told["settings"].items():
            dossiers.set_setting(unit, name, value)
        cycle_id = dossiers.current_cycle(unit).id
    with store.unit(_("Nhập danh mục phương tiện đo")) as unit:
        keys = {row["code"]: inventory.add_instrument(unit, **row).id for row in told["instruments"]}
        for row in told["calibrations"]:
            given = {name: row[name] for name in row if name != "code"}
            inventory.keep_calibration(unit, keys[row["code"]], **given)
    for name in ("profile", "opening_meeting", "survey"):
        with store.unit(_("Trả lời phiếu")) as unit:
            _answer(unit, cycle_id, name, told)


def _answer(unit: Unit, cycle_id: str, name: str, told: Told) -> None:
    filling = survey.open_form(unit, cycle_id, name, "vi")
    where = {each.name: each.path for each in filling.form.questions()}
    for question, typed in told[name].items():
        survey.answer_question(unit, cycle_id, filling, where[question], typed)
    if name == "survey":
        for question, said in told["levels"].items():
            level, note = said if isinstance(said, list) else (said, "")
            survey.answer_question(unit, cycle_id, filling, where[question], level)
            if note:
                survey.write_note(unit, cycle_id, filling, where[question], note)
